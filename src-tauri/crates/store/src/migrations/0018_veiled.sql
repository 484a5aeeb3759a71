-- What may be found by the name of its enterprise: a hidden one's demands never are.
CREATE INDEX demands_named ON demands (enterprise_id, number_year, number_seq)
    WHERE visibility = 'open';
-- The demands of hidden enterprises; they are few.
CREATE INDEX demands_veiled ON demands (visibility, number_year, number_seq)
    WHERE visibility <> 'open';
