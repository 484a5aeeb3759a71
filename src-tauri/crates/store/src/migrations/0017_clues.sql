-- 线索移送 (transition 26, form F18): what points to misconduct leaves the demands and everything made
-- of them for a table of its own, shown to the 保密管理员 alone.

ALTER TABLE clerks ADD COLUMN is_cleared INTEGER NOT NULL DEFAULT 0 CHECK (is_cleared IN (0, 1));

-- Demands take a state more. SQLite cannot change a CHECK.
CREATE TABLE demands_anew (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    number_year INTEGER NOT NULL,
    number_seq INTEGER NOT NULL CHECK (number_seq > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'pending_review', 'declined', 'referred',
        'accepted', 'answered_on_site', 'awaiting_instruction', 'instructed', 'awaiting_receipt',
        'disputed', 'in_progress', 'suspended', 'completion_review', 'replied', 'awaiting_rating',
        'closed', 'terminated', 'long_term', 'withdrawn', 'consolidated', 'clue_referred')),
    is_void INTEGER NOT NULL CHECK (is_void IN (0, 1)),
    void_reason TEXT NOT NULL,
    enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
    reception_id TEXT REFERENCES receptions (id),
    guest_id TEXT REFERENCES guests (id),
    source TEXT NOT NULL CHECK (source IN
        ('sitting', 'enrolment', 'visit', 'hotline', 'supervisor', 'chamber', 'street')),
    raised_on TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('problem', 'suggestion', 'consultation', 'complaint')),
    category TEXT CHECK (category IN ('financing', 'land', 'labour', 'permits', 'policy_delivery',
        'arrears', 'taxes', 'utilities', 'market', 'talent', 'justice', 'other')),
    title TEXT NOT NULL,
    facts TEXT NOT NULL,
    request TEXT NOT NULL,
    amount_fen INTEGER CHECK (amount_fen >= 0),
    is_urgent INTEGER NOT NULL CHECK (is_urgent IN (0, 1)),
    is_weighty INTEGER NOT NULL CHECK (is_weighty IN (0, 1)),
    is_difficult INTEGER NOT NULL CHECK (is_difficult IN (0, 1)),
    visibility TEXT NOT NULL CHECK (visibility IN ('open', 'anonymous', 'confidential')),
    lead_unit_id TEXT REFERENCES units (id),
    responsible_person TEXT NOT NULL,
    requirement TEXT NOT NULL,
    limit_workdays INTEGER CHECK (limit_workdays > 0),
    feedback TEXT NOT NULL CHECK (feedback IN ('written', 'meeting', 'phone')),
    answer TEXT NOT NULL,
    answered_by TEXT NOT NULL,
    answered_on TEXT,
    slip_id TEXT REFERENCES slips (id),
    slip_position INTEGER,
    -- The assignment as proposed, when the leader changed it (JSON); scenario 4.
    drafted TEXT,
    issued_on TEXT,
    original_due_on TEXT,
    -- The due date while the clock runs, which is when it can be passed; absent when it stands.
    due_on TEXT,
    -- The due date in force last: what the clock stood at when it stopped.
    last_due_on TEXT,
    is_provisional INTEGER NOT NULL CHECK (is_provisional IN (0, 1)),
    -- What its acts add up to, for lists; written in the transaction of each act.
    round INTEGER NOT NULL CHECK (round >= 0),
    extension_count INTEGER NOT NULL CHECK (extension_count >= 0),
    reminder_count INTEGER NOT NULL CHECK (reminder_count >= 0),
    supervision_count INTEGER NOT NULL CHECK (supervision_count >= 0),
    -- When the last paper of each rung went out (transition 14).
    reminded_on TEXT,
    supervised_on TEXT,
    referred_on TEXT,
    progress TEXT NOT NULL,
    progress_on TEXT,
    result_class TEXT CHECK (result_class IN ('a', 'b', 'c', 'd')),
    result TEXT NOT NULL,
    completed_on TEXT,
    replied_on TEXT,
    ask_rating_by TEXT,
    grade TEXT CHECK (grade IN ('very_satisfied', 'satisfied', 'fairly_satisfied', 'dissatisfied',
        'very_dissatisfied')),
    rated_on TEXT,
    closed_on TEXT,
    -- When a suspended, tracked or closed demand is looked at again.
    review_on TEXT,
    consolidated_into TEXT REFERENCES demands (id),
    archived_on TEXT,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (number_year, number_seq),
    CHECK (is_void = 0 OR void_reason <> ''),
    CHECK (state IN ('draft', 'pending_review', 'declined', 'referred', 'withdrawn', 'consolidated',
        'clue_referred') OR (title <> '' AND category IS NOT NULL)),
    CHECK (state <> 'answered_on_site' OR answer <> ''),
    CHECK (state NOT IN ('draft', 'pending_review', 'declined', 'referred', 'accepted',
        'answered_on_site') OR slip_id IS NULL),
    CHECK (state NOT IN ('awaiting_instruction', 'instructed', 'awaiting_receipt', 'disputed',
        'suspended', 'completion_review', 'replied', 'long_term') OR slip_id IS NOT NULL),
    CHECK ((state IN ('awaiting_receipt', 'disputed', 'in_progress', 'completion_review'))
        = (due_on IS NOT NULL)),
    CHECK (due_on IS NULL OR due_on = last_due_on),
    CHECK ((last_due_on IS NULL) = (issued_on IS NULL)),
    CHECK (state NOT IN ('closed', 'terminated') OR closed_on IS NOT NULL),
    CHECK ((state = 'consolidated') = (consolidated_into IS NOT NULL)),
    CHECK (state <> 'suspended' OR review_on IS NOT NULL),
    CHECK (state <> 'awaiting_rating' OR ask_rating_by IS NOT NULL)
) STRICT;
INSERT INTO demands_anew (
    key, id, number_year, number_seq, state, is_void, void_reason, enterprise_id, reception_id,
    guest_id, source, raised_on, contact_name, contact_phone, kind, category, title, facts,
    request, amount_fen, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id,
    responsible_person, requirement, limit_workdays, feedback, answer, answered_by, answered_on,
    slip_id, slip_position, drafted, issued_on, original_due_on, due_on, last_due_on,
    is_provisional, round, extension_count, reminder_count, supervision_count, reminded_on,
    supervised_on, referred_on, progress, progress_on, result_class, result, completed_on,
    replied_on, ask_rating_by, grade, rated_on, closed_on, review_on, consolidated_into,
    archived_on, pinyin, initials, version)
SELECT
    key, id, number_year, number_seq, state, is_void, void_reason, enterprise_id, reception_id,
    guest_id, source, raised_on, contact_name, contact_phone, kind, category, title, facts,
    request, amount_fen, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id,
    responsible_person, requirement, limit_workdays, feedback, answer, answered_by, answered_on,
    slip_id, slip_position, drafted, issued_on, original_due_on, due_on, last_due_on,
    is_provisional, round, extension_count, reminder_count, supervision_count, reminded_on,
    supervised_on, referred_on, progress, progress_on, result_class, result, completed_on,
    replied_on, ask_rating_by, grade, rated_on, closed_on, review_on, consolidated_into,
    archived_on, pinyin, initials, version
FROM demands ORDER BY key;
DROP TABLE demands;
ALTER TABLE demands_anew RENAME TO demands;
-- As before: what the ledger (queries::ledger) counts by, orders by and filters by.
CREATE INDEX demands_state ON demands (is_void, state, due_on);
CREATE INDEX demands_due ON demands (is_void, due_on, number_year, number_seq, state);
CREATE INDEX demands_raised ON demands (is_void, raised_on, number_year, number_seq);
CREATE INDEX demands_facets ON demands (is_void, number_year, number_seq, state, due_on, raised_on,
    issued_on, kind, category, source, is_urgent, is_weighty, is_difficult, visibility,
    enterprise_id, lead_unit_id, reception_id);
CREATE INDEX demands_enterprise ON demands (enterprise_id, number_year, number_seq, is_void, state,
    due_on);
CREATE INDEX demands_reception ON demands (reception_id);
CREATE INDEX demands_slip ON demands (slip_id, slip_position);
CREATE INDEX demands_lead ON demands (lead_unit_id, is_void, state, due_on, number_year, number_seq,
    raised_on, enterprise_id);
CREATE INDEX demands_number ON demands (is_void, number_year, number_seq);
CREATE INDEX demands_title ON demands (is_void, pinyin, number_year, number_seq);
CREATE INDEX demands_issued ON demands (is_void, issued_on);
CREATE INDEX demands_category ON demands (is_void, category, state, due_on, enterprise_id);
-- What is counted and ordered where words or units are asked for.
CREATE INDEX demands_line ON demands (key, is_void, state, due_on, number_year, number_seq,
    raised_on, enterprise_id);
CREATE INDEX demands_review ON demands (review_on) WHERE review_on IS NOT NULL;
CREATE INDEX demands_figures ON demands (is_void, closed_on, raised_on, state, kind, category,
    lead_unit_id, enterprise_id, reception_id, issued_on, answered_on, original_due_on, last_due_on,
    due_on, replied_on, result_class, ask_rating_by, grade, rated_on, key);

CREATE TABLE clues (
    id TEXT PRIMARY KEY,
    -- 登记号.
    register_year INTEGER NOT NULL,
    register_seq INTEGER NOT NULL CHECK (register_seq > 0),
    -- The demand stays in its place without a word of this.
    demand_id TEXT NOT NULL UNIQUE REFERENCES demands (id),
    enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
    -- Who raised it, as given for the clue.
    informant TEXT NOT NULL,
    phone TEXT NOT NULL,
    -- The letter names enterprise and informant.
    is_named INTEGER NOT NULL CHECK (is_named IN (0, 1)),
    title TEXT NOT NULL CHECK (title <> ''),
    content TEXT NOT NULL CHECK (content <> ''),
    request TEXT NOT NULL,
    -- The demand, the turns of the record and the papers as they stood before (JSON).
    moved TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    -- The organ that takes it up.
    receiver TEXT NOT NULL CHECK (receiver <> ''),
    leader_id TEXT NOT NULL REFERENCES leaders (id),
    referred_on TEXT NOT NULL,
    referred_by TEXT NOT NULL,
    -- 双签: the leader, then the 保密管理员; two people.
    leader_signed_on TEXT,
    officer_id TEXT REFERENCES clerks (id),
    officer_signed_on TEXT,
    number_prefix TEXT,
    number_year INTEGER,
    number_seq INTEGER CHECK (number_seq > 0),
    issued_on TEXT,
    -- As it went out (JSON).
    paper TEXT,
    print_count INTEGER NOT NULL CHECK (print_count >= 0),
    -- What the organ let know.
    result TEXT NOT NULL,
    result_on TEXT,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (register_year, register_seq),
    UNIQUE (number_prefix, number_year, number_seq),
    CHECK ((officer_id IS NULL) = (officer_signed_on IS NULL)),
    CHECK ((number_seq IS NULL) = (issued_on IS NULL)),
    CHECK ((number_seq IS NULL) = (paper IS NULL)),
    CHECK (number_seq IS NULL OR (leader_signed_on IS NOT NULL AND officer_signed_on IS NOT NULL)),
    CHECK (result_on IS NULL OR issued_on IS NOT NULL)
) STRICT;
