-- What a stored file shows, where it is the scan of one of our papers: a slip, a unit's receipt or
-- the paper of an act. One file with two papers on it is stored once for each.
CREATE TABLE scans (
    attachment_id TEXT PRIMARY KEY REFERENCES attachments (id),
    form TEXT NOT NULL CHECK (form IN ('slip', 'receipt', 'act')),
    -- The unit whose receipt it is.
    unit_id TEXT REFERENCES units (id),
    act_id TEXT REFERENCES acts (id),
    -- The paper in words, as it was when the scan came in.
    paper TEXT NOT NULL CHECK (paper <> ''),
    CHECK ((form = 'receipt') = (unit_id IS NOT NULL)),
    CHECK ((form = 'act') = (act_id IS NOT NULL))
) STRICT;

-- A number on paper leads to its act.
CREATE INDEX acts_number ON acts (number_year, number_seq);
