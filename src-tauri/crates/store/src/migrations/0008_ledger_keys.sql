-- Demands get a number of their own to be joined by: words and units find thousands of them, and a
-- number is found in a narrow index without reading it from the disk. It is the place of the demand
-- in the full text (queries::search), too, and stays when the file is packed, unlike a bare rowid.
CREATE TABLE demands_anew (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
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
    key,
    id, number_year, number_seq, state, is_void, void_reason, enterprise_id, reception_id,
    guest_id, source, raised_on, contact_name, contact_phone, kind, category, title, facts,
    request, amount_fen, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id,
    responsible_person, requirement, limit_workdays, feedback, answer, answered_by, answered_on,
    slip_id, slip_position, drafted, issued_on, original_due_on, due_on, last_due_on,
    is_provisional, round, extension_count, reminder_count, supervision_count, reminded_on,
    supervised_on, referred_on, progress, progress_on, result_class, result, completed_on,
    replied_on, ask_rating_by, grade, rated_on, closed_on, review_on, consolidated_into,
    archived_on, pinyin, initials, version)
SELECT
    r.rowid - (1 << 40),
    d.id, d.number_year, d.number_seq, d.state, d.is_void, d.void_reason, d.enterprise_id,
    d.reception_id, d.guest_id, d.source, d.raised_on, d.contact_name, d.contact_phone, d.kind,
    d.category, d.title, d.facts, d.request, d.amount_fen, d.is_urgent, d.is_weighty,
    d.is_difficult, d.visibility, d.lead_unit_id, d.responsible_person, d.requirement,
    d.limit_workdays, d.feedback, d.answer, d.answered_by, d.answered_on, d.slip_id,
    d.slip_position, d.drafted, d.issued_on, d.original_due_on, d.due_on, d.last_due_on,
    d.is_provisional, d.round, d.extension_count, d.reminder_count, d.supervision_count,
    d.reminded_on, d.supervised_on, d.referred_on, d.progress, d.progress_on, d.result_class,
    d.result, d.completed_on, d.replied_on, d.ask_rating_by, d.grade, d.rated_on, d.closed_on,
    d.review_on, d.consolidated_into, d.archived_on, d.pinyin, d.initials, d.version
FROM demands AS d LEFT JOIN search_rows AS r ON r.target = 'demand' AND r.target_id = d.id
-- Those the full text does not know come last: they are numbered on from there.
ORDER BY r.rowid IS NULL, r.rowid, d.number_year, d.number_seq;
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

-- An assisting unit's demands are counted and ordered from one index: a large unit assists a fifth
-- of all. What the ledger asks of them stands here again, written with the demand.
CREATE TABLE demand_assists_anew (
    demand_id TEXT NOT NULL REFERENCES demands (id),
    position INTEGER NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    -- The unit leads it as well.
    is_leading INTEGER NOT NULL CHECK (is_leading IN (0, 1)),
    key INTEGER NOT NULL,
    is_void INTEGER NOT NULL,
    state TEXT NOT NULL,
    due_on TEXT,
    number_year INTEGER NOT NULL,
    number_seq INTEGER NOT NULL,
    raised_on TEXT NOT NULL,
    enterprise_id TEXT NOT NULL,
    PRIMARY KEY (demand_id, position),
    UNIQUE (demand_id, unit_id)
) STRICT;
INSERT INTO demand_assists_anew (demand_id, position, unit_id, is_leading, key, is_void, state,
    due_on, number_year, number_seq, raised_on, enterprise_id)
SELECT d.id, a.position, a.unit_id, coalesce(d.lead_unit_id = a.unit_id, 0), d.key, d.is_void,
    d.state, d.due_on, d.number_year, d.number_seq, d.raised_on, d.enterprise_id
FROM demand_assists AS a JOIN demands AS d ON d.id = a.demand_id ORDER BY d.key, a.position;
DROP TABLE demand_assists;
ALTER TABLE demand_assists_anew RENAME TO demand_assists;
CREATE INDEX demand_assists_unit ON demand_assists (unit_id, is_leading, is_void, state, due_on,
    number_year, number_seq, raised_on, enterprise_id, key);
