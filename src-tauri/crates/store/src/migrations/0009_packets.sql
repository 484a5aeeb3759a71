-- Work packets (承办单位工作包): a workbook made for one unit. The check codes in it hang on its key,
-- so that a row of another packet, or one whose numbers were changed, is recognised.
CREATE TABLE packets (
    id TEXT PRIMARY KEY,
    unit_id TEXT NOT NULL REFERENCES units (id),
    -- As the workbook names it.
    unit_name TEXT NOT NULL,
    -- Hexadecimal; it never leaves this database.
    key TEXT NOT NULL CHECK (length(key) = 64),
    tasks INTEGER NOT NULL CHECK (tasks > 0),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL
) STRICT;
CREATE INDEX packets_of_unit ON packets (unit_id, made_at);
