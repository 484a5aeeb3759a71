-- 专报, 年度报告, 会议纪要 (forms F16, F15, F4): drafted, edited, frozen when issued; what leaders wrote
-- upon them becomes demands (scenario 56).
CREATE TABLE bulletins (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('quarterly', 'annual', 'summary')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'issued', 'void')),
    -- The quarter or year told of; for a 纪要 the year of its sitting.
    period_year INTEGER NOT NULL,
    period_number INTEGER NOT NULL CHECK (period_number > 0),
    reception_id TEXT REFERENCES receptions (id),
    -- What is edited (JSON).
    content TEXT NOT NULL CHECK (content <> ''),
    drafted_on TEXT NOT NULL,
    drafted_by TEXT NOT NULL,
    number_year INTEGER,
    number_seq INTEGER CHECK (number_seq > 0),
    number_total INTEGER CHECK (number_total >= number_seq),
    issued_on TEXT,
    -- As it went out (JSON).
    paper TEXT,
    void_reason TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (kind, number_year, number_seq),
    UNIQUE (kind, number_total),
    CHECK ((kind = 'summary') = (reception_id IS NOT NULL)),
    CHECK ((state = 'void') = (void_reason <> '')),
    CHECK ((number_seq IS NULL) = (number_year IS NULL)),
    CHECK ((number_seq IS NULL) = (number_total IS NULL)),
    CHECK ((number_seq IS NULL) = (issued_on IS NULL)),
    CHECK ((number_seq IS NULL) = (paper IS NULL)),
    CHECK (state <> 'issued' OR number_seq IS NOT NULL),
    CHECK (state <> 'draft' OR number_seq IS NULL)
) STRICT;
CREATE INDEX bulletins_issued ON bulletins (kind, state, number_total);
CREATE INDEX bulletins_reception ON bulletins (reception_id) WHERE reception_id IS NOT NULL;

CREATE TABLE bulletin_instructions (
    id TEXT PRIMARY KEY,
    bulletin_id TEXT NOT NULL REFERENCES bulletins (id),
    leader_id TEXT NOT NULL REFERENCES leaders (id),
    -- As they were when it was written.
    leader_name TEXT NOT NULL,
    leader_post TEXT NOT NULL,
    instructed_on TEXT NOT NULL,
    text TEXT NOT NULL CHECK (text <> ''),
    -- The demand it became.
    demand_id TEXT NOT NULL UNIQUE REFERENCES demands (id),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE INDEX bulletin_instructions_bulletin ON bulletin_instructions (bulletin_id, instructed_on);

-- Demands come from one place more. A CHECK cannot be changed: the column is made anew, whatever
-- columns the table has got by now.
ALTER TABLE demands ADD COLUMN source_anew TEXT NOT NULL DEFAULT 'sitting' CHECK (source_anew IN
    ('sitting', 'enrolment', 'visit', 'hotline', 'supervisor', 'chamber', 'street', 'bulletin'));
UPDATE demands SET source_anew = source;
DROP INDEX demands_facets;
ALTER TABLE demands DROP COLUMN source;
ALTER TABLE demands RENAME COLUMN source_anew TO source;
CREATE INDEX demands_facets ON demands (is_void, number_year, number_seq, state, due_on, raised_on,
    issued_on, kind, category, source, is_urgent, is_weighty, is_difficult, visibility,
    enterprise_id, lead_unit_id, reception_id);
