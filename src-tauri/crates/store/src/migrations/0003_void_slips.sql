-- What a void slip carried (JSON): its demands go on without it.
ALTER TABLE slips ADD COLUMN carried TEXT;
