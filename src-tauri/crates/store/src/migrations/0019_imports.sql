-- Tables of other programs that were taken over (导入), each as a whole: it can be taken back.
CREATE TABLE imports (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('ledger', 'enterprises', 'units')),
    file_name TEXT NOT NULL,
    sm3 TEXT NOT NULL CHECK (length(sm3) = 64),
    -- Empty for a text file.
    sheet TEXT NOT NULL,
    row_count INTEGER NOT NULL CHECK (row_count > 0),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT NOT NULL,
    undo_reason TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK ((undone_at IS NULL) = (undo_reason = ''))
) STRICT;
CREATE INDEX imports_made ON imports (made_at);

-- What an import added to the directories.
CREATE TABLE imported_bodies (
    import_id TEXT NOT NULL REFERENCES imports (id),
    kind TEXT NOT NULL CHECK (kind IN ('enterprise', 'unit')),
    body_id TEXT NOT NULL,
    PRIMARY KEY (import_id, kind, body_id)
) STRICT;

-- A demand of an older ledger: where it stood there, and what that ledger says of it that here
-- follows from slips and sittings, which it has not.
CREATE TABLE imported_demands (
    demand_id TEXT PRIMARY KEY REFERENCES demands (id),
    import_id TEXT NOT NULL REFERENCES imports (id),
    sheet_row INTEGER NOT NULL CHECK (sheet_row > 0),
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    session TEXT NOT NULL,
    receiver TEXT NOT NULL,
    slip_number TEXT NOT NULL,
    lead_leader TEXT NOT NULL,
    received_on TEXT,
    remark TEXT NOT NULL
) STRICT;
CREATE INDEX imported_demands_import ON imported_demands (import_id, sheet_row);

-- What the columns of a table were said to mean, by its headings: remembered for the next one.
CREATE TABLE import_columns (
    kind TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    columns TEXT NOT NULL,
    PRIMARY KEY (kind, fingerprint)
) STRICT;
