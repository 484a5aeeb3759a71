-- The page of a demand asks which others were joined to it, at each opening and after each act; without
-- this the whole ledger was read for the answer.
CREATE INDEX demands_joined ON demands (consolidated_into) WHERE consolidated_into IS NOT NULL;
