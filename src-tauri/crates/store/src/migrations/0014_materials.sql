-- Copies of material handed out at an agenda item (政策明白卡).
ALTER TABLE agenda_items ADD COLUMN materials INTEGER NOT NULL DEFAULT 0 CHECK (materials >= 0);
