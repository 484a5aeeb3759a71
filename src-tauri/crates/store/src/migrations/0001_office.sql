-- The first schema. Frozen once released: change it by a later migration.
-- Text keys are UUIDv7; *_at are UTC instants (RFC 3339 with a space); *_on are local ISO dates;
-- money is integer fen. Lists without rows of their own are JSON text.

CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE clerks (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    post TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE leaders (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    post TEXT NOT NULL,
    rank INTEGER NOT NULL,
    phone TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE units (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('department', 'street', 'state_firm', 'other')),
    liaisons TEXT NOT NULL,
    merged_into TEXT REFERENCES units (id),
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX units_name ON units (name);
CREATE INDEX units_pinyin ON units (pinyin, id);

CREATE TABLE unit_names (
    unit_id TEXT NOT NULL REFERENCES units (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    until_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (unit_id, position)
) STRICT;

CREATE TABLE enterprises (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('firm', 'individual', 'chamber')),
    name TEXT NOT NULL CHECK (name <> ''),
    short_name TEXT NOT NULL,
    credit_code TEXT CHECK (length(credit_code) = 18),
    district_code TEXT NOT NULL,
    street TEXT NOT NULL,
    address TEXT NOT NULL,
    industry TEXT,
    scale TEXT CHECK (scale IN ('large', 'medium', 'small', 'micro')),
    flags TEXT NOT NULL,
    chamber TEXT NOT NULL,
    business TEXT NOT NULL,
    employees INTEGER CHECK (employees >= 0),
    note TEXT NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
    updated_at TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX enterprises_credit_code ON enterprises (credit_code);
CREATE INDEX enterprises_name ON enterprises (name);
CREATE INDEX enterprises_pinyin ON enterprises (pinyin, id);

CREATE TABLE people (
    id TEXT PRIMARY KEY,
    enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    post TEXT NOT NULL,
    phone TEXT NOT NULL,
    is_legal_representative INTEGER NOT NULL CHECK (is_legal_representative IN (0, 1))
) STRICT;
CREATE INDEX people_enterprise ON people (enterprise_id, position);

CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    owner TEXT NOT NULL CHECK (owner IN ('reception', 'guest', 'demand', 'slip', 'enterprise')),
    owner_id TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    sm3 TEXT NOT NULL CHECK (length(sm3) = 64),
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL
) STRICT;
CREATE INDEX attachments_owner ON attachments (owner, owner_id);

CREATE TABLE receptions (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('planned', 'running', 'held', 'cancelled')),
    kind TEXT NOT NULL CHECK (kind IN
        ('reception_day', 'face_to_face', 'breakfast', 'discussion', 'salon', 'visit')),
    venue TEXT NOT NULL CHECK (venue IN ('hall', 'on_site')),
    title TEXT NOT NULL CHECK (title <> ''),
    series_number INTEGER NOT NULL CHECK (series_number >= 0),
    held_on TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    place TEXT NOT NULL,
    leader_id TEXT NOT NULL REFERENCES leaders (id),
    stand_in_id TEXT REFERENCES leaders (id),
    is_stand_in_presiding INTEGER NOT NULL CHECK (is_stand_in_presiding IN (0, 1)),
    theme TEXT NOT NULL,
    host TEXT NOT NULL,
    recorder TEXT NOT NULL,
    note TEXT NOT NULL,
    started_at TEXT,
    ended_at TEXT,
    cancel_reason TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK (is_stand_in_presiding = 0 OR stand_in_id IS NOT NULL),
    CHECK (state <> 'cancelled' OR cancel_reason <> ''),
    CHECK (state <> 'running' OR started_at IS NOT NULL)
) STRICT;
CREATE INDEX receptions_held_on ON receptions (held_on);

CREATE TABLE reception_leaders (
    reception_id TEXT NOT NULL REFERENCES receptions (id),
    position INTEGER NOT NULL,
    leader_id TEXT NOT NULL REFERENCES leaders (id),
    PRIMARY KEY (reception_id, position)
) STRICT;

CREATE TABLE participants (
    reception_id TEXT NOT NULL REFERENCES receptions (id),
    position INTEGER NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    person TEXT NOT NULL,
    post TEXT NOT NULL,
    presence TEXT NOT NULL CHECK (presence IN ('expected', 'present', 'left', 'excused', 'absent')),
    arrived_at TEXT,
    left_at TEXT,
    presence_note TEXT NOT NULL,
    PRIMARY KEY (reception_id, position),
    UNIQUE (reception_id, unit_id)
) STRICT;

CREATE TABLE guests (
    id TEXT PRIMARY KEY,
    reception_id TEXT NOT NULL REFERENCES receptions (id),
    position INTEGER NOT NULL,
    enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
    representative TEXT NOT NULL,
    post TEXT NOT NULL,
    phone TEXT NOT NULL,
    capacity TEXT NOT NULL CHECK (capacity IN ('legal_representative', 'authorised')),
    mandate_id TEXT REFERENCES attachments (id),
    slot TEXT,
    topic TEXT NOT NULL,
    presence TEXT NOT NULL CHECK (presence IN ('expected', 'present', 'left', 'excused', 'absent')),
    arrived_at TEXT,
    left_at TEXT,
    presence_note TEXT NOT NULL,
    UNIQUE (reception_id, enterprise_id)
) STRICT;

CREATE TABLE agenda_items (
    reception_id TEXT NOT NULL REFERENCES receptions (id),
    position INTEGER NOT NULL,
    slot TEXT,
    title TEXT NOT NULL CHECK (title <> ''),
    note TEXT NOT NULL,
    is_done INTEGER NOT NULL CHECK (is_done IN (0, 1)),
    PRIMARY KEY (reception_id, position)
) STRICT;

-- The running record. A void entry stays, with its reason.
CREATE TABLE entries (
    id TEXT PRIMARY KEY,
    reception_id TEXT NOT NULL REFERENCES receptions (id),
    guest_id TEXT REFERENCES guests (id),
    position INTEGER NOT NULL,
    speaker TEXT NOT NULL CHECK (speaker IN ('enterprise', 'unit', 'leader', 'aside')),
    speaker_name TEXT NOT NULL,
    speaker_ref TEXT,
    text TEXT NOT NULL,
    spoken_at TEXT NOT NULL,
    is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
    void_reason TEXT,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE INDEX entries_reception ON entries (reception_id, position);

CREATE TABLE slips (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN
        ('drafting', 'under_review', 'awaiting_instruction', 'instructed', 'issued', 'void')),
    draft_year INTEGER NOT NULL,
    draft_seq INTEGER NOT NULL,
    number_prefix TEXT,
    number_year INTEGER,
    number_seq INTEGER CHECK (number_seq > 0),
    reception_id TEXT REFERENCES receptions (id),
    enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
    urgency TEXT NOT NULL CHECK (urgency IN ('ordinary', 'urgent', 'critical')),
    proposal TEXT NOT NULL,
    drafted_by TEXT NOT NULL,
    drafted_on TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    return_reason TEXT NOT NULL,
    instruction TEXT NOT NULL,
    signer_id TEXT REFERENCES leaders (id),
    instructed_on TEXT,
    lead_leader_id TEXT REFERENCES leaders (id),
    ink TEXT,
    scan_id TEXT REFERENCES attachments (id),
    signed_at TEXT,
    issuer TEXT NOT NULL,
    issued_on TEXT,
    issued_at TEXT,
    -- The limits it was issued with (table P) and the paper as it was issued: later changes of
    -- settings or names never reach an issued slip.
    limits TEXT,
    paper TEXT,
    paper_version INTEGER NOT NULL CHECK (paper_version > 0),
    -- The version last printed; 0 = none. An edit after it is a correction (更正).
    printed_version INTEGER NOT NULL CHECK (printed_version BETWEEN 0 AND paper_version),
    print_count INTEGER NOT NULL CHECK (print_count >= 0),
    void_reason TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (draft_year, draft_seq),
    UNIQUE (number_prefix, number_year, number_seq),
    CHECK ((number_seq IS NULL) = (number_year IS NULL)),
    CHECK (state <> 'issued' OR (number_seq IS NOT NULL AND issued_on IS NOT NULL
        AND paper IS NOT NULL AND limits IS NOT NULL)),
    CHECK (state <> 'void' OR void_reason <> ''),
    CHECK (state NOT IN ('instructed', 'issued') OR (instruction <> '' AND signer_id IS NOT NULL
        AND instructed_on IS NOT NULL)),
    CHECK (ink IS NULL OR scan_id IS NULL)
) STRICT;
CREATE INDEX slips_state ON slips (state);
CREATE INDEX slips_reception ON slips (reception_id);
CREATE INDEX slips_enterprise ON slips (enterprise_id);
CREATE INDEX slips_number ON slips (number_seq);
CREATE INDEX slips_draft ON slips (draft_seq);

CREATE TABLE demands (
    id TEXT PRIMARY KEY,
    number_year INTEGER NOT NULL,
    number_seq INTEGER NOT NULL CHECK (number_seq > 0),
    state TEXT NOT NULL CHECK (state IN ('draft', 'pending_review', 'accepted', 'answered_on_site',
        'awaiting_instruction', 'instructed', 'awaiting_receipt', 'in_progress')),
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
    due_on TEXT,
    is_provisional INTEGER NOT NULL CHECK (is_provisional IN (0, 1)),
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (number_year, number_seq),
    CHECK (is_void = 0 OR void_reason <> ''),
    CHECK (state IN ('draft', 'pending_review') OR (title <> '' AND category IS NOT NULL)),
    CHECK (state <> 'answered_on_site' OR answer <> ''),
    CHECK ((state IN ('awaiting_instruction', 'instructed', 'awaiting_receipt', 'in_progress'))
        = (slip_id IS NOT NULL)),
    CHECK ((state IN ('awaiting_receipt', 'in_progress')) = (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (issued_on IS NULL))
) STRICT;
-- What the ledger (queries::ledger) counts by, orders by and filters by, without touching rows.
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
CREATE INDEX demands_lead ON demands (lead_unit_id, number_year, number_seq);

CREATE TABLE demand_assists (
    demand_id TEXT NOT NULL REFERENCES demands (id),
    position INTEGER NOT NULL,
    unit_id TEXT NOT NULL REFERENCES units (id),
    PRIMARY KEY (demand_id, position),
    UNIQUE (demand_id, unit_id)
) STRICT;
CREATE INDEX demand_assists_unit ON demand_assists (unit_id);

-- The words of the record a demand came from; characters [from_char, to_char) of the entry.
CREATE TABLE quotes (
    demand_id TEXT NOT NULL REFERENCES demands (id),
    position INTEGER NOT NULL,
    entry_id TEXT NOT NULL REFERENCES entries (id),
    from_char INTEGER NOT NULL CHECK (from_char >= 0),
    to_char INTEGER NOT NULL CHECK (to_char > from_char),
    PRIMARY KEY (demand_id, position)
) STRICT;
CREATE INDEX quotes_entry ON quotes (entry_id);

CREATE TABLE tasks (
    id TEXT PRIMARY KEY,
    demand_id TEXT NOT NULL REFERENCES demands (id),
    slip_id TEXT NOT NULL REFERENCES slips (id),
    unit_id TEXT NOT NULL REFERENCES units (id),
    -- As printed on the slip.
    unit_name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'assist')),
    state TEXT NOT NULL CHECK (state IN ('awaiting_receipt', 'received', 'recalled')),
    responsible_person TEXT NOT NULL,
    due_on TEXT NOT NULL,
    receipt_due_on TEXT NOT NULL,
    received_at TEXT,
    received_on TEXT,
    received_by TEXT NOT NULL,
    received_post TEXT NOT NULL,
    receipt_way TEXT CHECK (receipt_way IN ('in_person', 'fax', 'system', 'post')),
    version INTEGER NOT NULL CHECK (version > 0),
    UNIQUE (slip_id, demand_id, unit_id),
    CHECK (state <> 'received' OR (received_at IS NOT NULL AND received_on IS NOT NULL
        AND received_by <> ''))
) STRICT;
CREATE INDEX tasks_demand ON tasks (demand_id);
CREATE INDEX tasks_unit ON tasks (unit_id, state);
CREATE INDEX tasks_state ON tasks (state, receipt_due_on);

CREATE TABLE views (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    query TEXT NOT NULL,
    is_void INTEGER NOT NULL CHECK (is_void IN (0, 1)),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

-- Every change, in order, chained by SM3. `row_hash` covers `prev_hash` and all other columns.
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
    at TEXT NOT NULL,
    clerk_id TEXT NOT NULL,
    clerk TEXT NOT NULL,
    use_case TEXT NOT NULL,
    entity TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    before TEXT,
    after TEXT,
    prev_hash TEXT NOT NULL CHECK (length(prev_hash) = 64),
    row_hash TEXT NOT NULL CHECK (length(row_hash) = 64)
) STRICT;
CREATE INDEX journal_entity ON journal (entity, entity_id, sequence);
