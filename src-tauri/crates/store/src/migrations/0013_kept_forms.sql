-- Forms typed in and not saved yet (未保存的填写): what a power cut must not take. Nothing the office
-- has done; the journal does not know them.
CREATE TABLE kept_forms (
    -- Whose words they are: nobody else is shown them.
    clerk_id TEXT NOT NULL,
    -- The form and the row it is about, as the window names it.
    key TEXT NOT NULL,
    -- JSON of the window.
    form TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (clerk_id, key)
) STRICT;
