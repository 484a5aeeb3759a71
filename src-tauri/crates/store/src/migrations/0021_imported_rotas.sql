-- A year's plan is taken over, too (导入 年度安排): the kinds of an import and of what it added, and
-- the version it left each entry at, by which later changes are known.
CREATE TABLE imports_anew (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('ledger', 'enterprises', 'units', 'rota')),
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
INSERT INTO imports_anew (id, kind, file_name, sm3, sheet, row_count, made_at, made_by, undone_at,
    undone_by, undo_reason, version)
SELECT id, kind, file_name, sm3, sheet, row_count, made_at, made_by, undone_at, undone_by,
    undo_reason, version
FROM imports;

CREATE TABLE imported_bodies_anew (
    import_id TEXT NOT NULL REFERENCES imports (id),
    kind TEXT NOT NULL CHECK (kind IN ('enterprise', 'unit', 'leader', 'rota')),
    body_id TEXT NOT NULL,
    body_version INTEGER NOT NULL CHECK (body_version > 0),
    PRIMARY KEY (import_id, kind, body_id)
) STRICT;
INSERT INTO imported_bodies_anew (import_id, kind, body_id, body_version)
SELECT import_id, kind, body_id, 1 FROM imported_bodies;

DROP TABLE imported_bodies;
DROP TABLE imports;
ALTER TABLE imports_anew RENAME TO imports;
ALTER TABLE imported_bodies_anew RENAME TO imported_bodies;
CREATE INDEX imports_made ON imports (made_at);
