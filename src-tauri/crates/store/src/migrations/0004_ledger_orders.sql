-- Narrow indexes for the orders and counts of the ledger that read whole rows before.
CREATE INDEX demands_number ON demands (is_void, number_year, number_seq);
CREATE INDEX demands_title ON demands (is_void, pinyin, number_year, number_seq);
CREATE INDEX demands_issued ON demands (is_void, issued_on);
CREATE INDEX demands_category ON demands (is_void, category, state, due_on, enterprise_id);
