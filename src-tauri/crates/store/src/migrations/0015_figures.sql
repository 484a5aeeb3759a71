-- What figures (queries::figures) are made of: those still open, and those closed since a day. Of
-- ten years' demands a report asks for the last two, none of them by its whole row.
CREATE INDEX demands_figures ON demands (is_void, closed_on, raised_on, state, kind, category,
    lead_unit_id, enterprise_id, reception_id, issued_on, answered_on, original_due_on, last_due_on,
    due_on, replied_on, result_class, ask_rating_by, grade, rated_on, key);
-- What came back after it was over is followed by the journal; it is rare.
CREATE INDEX journal_reopened ON journal (at, entity_id)
    WHERE use_case IN ('reopen_demand', 'rework_demand', 'separate_demand');
