-- What happens to a demand between registration and its bound file. SQLite cannot change a CHECK:
-- the tables of demands and tasks are made anew. References to them are by name and stand.

CREATE TABLE demands_anew (
    id TEXT PRIMARY KEY,
    number_year INTEGER NOT NULL,
    number_seq INTEGER NOT NULL CHECK (number_seq > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'pending_review', 'declined', 'referred',
        'accepted', 'answered_on_site', 'awaiting_instruction', 'instructed', 'awaiting_receipt',
        'disputed', 'in_progress', 'suspended', 'completion_review', 'replied', 'awaiting_rating',
        'closed', 'terminated', 'long_term', 'withdrawn', 'consolidated')),
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
    CHECK (state IN ('draft', 'pending_review', 'declined', 'referred', 'withdrawn', 'consolidated')
        OR (title <> '' AND category IS NOT NULL)),
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
    id, number_year, number_seq, state, is_void, void_reason, enterprise_id, reception_id,
    guest_id, source, raised_on, contact_name, contact_phone, kind, category, title, facts,
    request, amount_fen, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id,
    responsible_person, requirement, limit_workdays, feedback, answer, answered_by, answered_on,
    slip_id, slip_position, drafted, issued_on, original_due_on, due_on, last_due_on,
    is_provisional, round, extension_count, reminder_count, supervision_count, progress, result,
    pinyin, initials, version)
SELECT
    id, number_year, number_seq, state, is_void, void_reason, enterprise_id, reception_id,
    guest_id, source, raised_on, contact_name, contact_phone, kind, category, title, facts,
    request, amount_fen, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id,
    responsible_person, requirement, limit_workdays, feedback, answer, answered_by, answered_on,
    slip_id, slip_position, drafted, issued_on, original_due_on, due_on, due_on, is_provisional, 0,
    0, 0, 0, '', '', pinyin, initials, version
FROM demands ORDER BY rowid;
DROP TABLE demands;
ALTER TABLE demands_anew RENAME TO demands;
-- As before: what the ledger counts by, orders by and filters by, without touching rows.
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
    raised_on, enterprise_id, id);
CREATE INDEX demands_key ON demands (id, is_void, state, due_on, number_year, number_seq, raised_on,
    enterprise_id, lead_unit_id);
CREATE INDEX demands_number ON demands (is_void, number_year, number_seq);
CREATE INDEX demands_title ON demands (is_void, pinyin, number_year, number_seq);
CREATE INDEX demands_issued ON demands (is_void, issued_on);
CREATE INDEX demands_category ON demands (is_void, category, state, due_on, enterprise_id);

CREATE TABLE tasks_anew (
    id TEXT PRIMARY KEY,
    demand_id TEXT NOT NULL REFERENCES demands (id),
    slip_id TEXT NOT NULL REFERENCES slips (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    -- As printed on the slip.
    unit_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'assist')),
    state TEXT NOT NULL CHECK (state IN
        ('awaiting_receipt', 'disputed', 'received', 'answered', 'recalled')),
    responsible_person TEXT NOT NULL,
    due_on TEXT NOT NULL,
    receipt_due_on TEXT NOT NULL,
    received_at TEXT,
    received_on TEXT,
    received_by TEXT NOT NULL,
    received_post TEXT NOT NULL,
    receipt_way TEXT CHECK (receipt_way IN ('in_person', 'fax', 'system', 'post')),
    -- Counts assignments of the same demand under one slip; a reassigned task starts a new one.
    round INTEGER NOT NULL CHECK (round >= 0),
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (slip_id, demand_id, unit_id, round),
    CHECK (state NOT IN ('received', 'answered') OR (received_at IS NOT NULL
        AND received_on IS NOT NULL AND received_by <> ''))
) STRICT;
INSERT INTO tasks_anew (
    id, demand_id, slip_id, unit_id, unit_name, role, state, responsible_person, due_on,
    receipt_due_on, received_at, received_on, received_by, received_post, receipt_way, round,
    version)
SELECT
    id, demand_id, slip_id, unit_id, unit_name, role, state, responsible_person, due_on,
    receipt_due_on, received_at, received_on, received_by, received_post, receipt_way, 0, version
FROM tasks ORDER BY rowid;
DROP TABLE tasks;
ALTER TABLE tasks_anew RENAME TO tasks;
CREATE INDEX tasks_demand ON tasks (demand_id);
CREATE INDEX tasks_unit ON tasks (unit_id, state);
CREATE INDEX tasks_state ON tasks (state, receipt_due_on);

CREATE TABLE acts (
    id TEXT PRIMARY KEY,
    demand_id TEXT NOT NULL REFERENCES demands (id),
    -- The unit's task it concerns, for acts of one unit.
    task_id TEXT REFERENCES tasks (id),
    kind TEXT NOT NULL CHECK (kind IN ('decline', 'objection', 'reassignment', 'progress',
        'assist_answer', 'extension', 'suspension', 'chase', 'completion', 'reply', 'rating',
        'closing', 'rework', 'termination', 'tracking', 'withdrawal', 'consolidation',
        'look_back')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'refused', 'settled')),
    -- The demand's round it belongs to; 0 before any redo.
    round INTEGER NOT NULL CHECK (round >= 0),
    -- The working day it counts on.
    made_on TEXT NOT NULL,
    -- What it says, by its kind (JSON).
    body TEXT NOT NULL,
    -- The number of its paper, and the paper as it went out.
    number_prefix TEXT,
    number_year INTEGER,
    number_seq INTEGER CHECK (number_seq > 0),
    paper TEXT,
    print_count INTEGER NOT NULL CHECK (print_count >= 0),
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (number_prefix, number_year, number_seq),
    CHECK ((number_seq IS NULL) = (number_year IS NULL)),
    CHECK (number_seq IS NULL OR paper IS NOT NULL)
) STRICT;
CREATE INDEX acts_demand ON acts (demand_id, id);
CREATE INDEX acts_task ON acts (task_id, id);
CREATE INDEX acts_kind ON acts (kind, state, made_on);
