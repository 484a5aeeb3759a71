-- An enterprise that was registered twice: the double stays as it was, with its demands and papers,
-- and points to the one that goes on.
ALTER TABLE enterprises ADD COLUMN merged_into TEXT REFERENCES enterprises (id);
CREATE INDEX enterprises_merged ON enterprises (merged_into) WHERE merged_into IS NOT NULL;
