-- The year's rota (年度安排) with its history, the notice of a reception (通告), who looks after which
-- enterprise (领导联系, 服务专员) with visits, and the directory of fast lanes (快捷通道).

CREATE TABLE rotas (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL UNIQUE,
    -- The day of each month, before it is moved off holidays (JSON).
    rule TEXT NOT NULL,
    starts TEXT NOT NULL,
    ends TEXT,
    place TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE turns (
    id TEXT PRIMARY KEY,
    rota_id TEXT NOT NULL REFERENCES rotas (id),
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    held_on TEXT NOT NULL,
    leader_id TEXT NOT NULL REFERENCES leaders (id),
    -- Holds the turn in the leader's place; both names are kept.
    stand_in_id TEXT REFERENCES leaders (id),
    place TEXT NOT NULL,
    -- The reception made from it.
    reception_id TEXT REFERENCES receptions (id),
    -- The month was taken out of the plan.
    is_void INTEGER NOT NULL CHECK (is_void IN (0, 1)),
    UNIQUE (rota_id, month),
    CHECK (stand_in_id <> leader_id)
) STRICT;
CREATE INDEX turns_reception ON turns (reception_id);

CREATE TABLE turn_changes (
    id TEXT PRIMARY KEY,
    turn_id TEXT NOT NULL REFERENCES turns (id),
    kind TEXT NOT NULL CHECK (kind IN ('swap', 'stand_in', 'replan')),
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    reason TEXT NOT NULL CHECK (reason <> ''),
    -- What it was and what it became, in words as printed.
    before TEXT NOT NULL,
    after TEXT NOT NULL
) STRICT;
CREATE INDEX turn_changes_turn ON turn_changes (turn_id, id);

CREATE TABLE announcements (
    id TEXT PRIMARY KEY,
    reception_id TEXT NOT NULL UNIQUE REFERENCES receptions (id),
    issued_on TEXT NOT NULL,
    issued_by TEXT NOT NULL,
    -- What the reception itself does not say (JSON).
    body TEXT NOT NULL,
    -- As it went out.
    paper TEXT NOT NULL,
    print_count INTEGER NOT NULL CHECK (print_count >= 0),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;

CREATE TABLE links (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('leader', 'service_officer')),
    enterprise_id TEXT NOT NULL REFERENCES enterprises (id),
    leader_id TEXT REFERENCES leaders (id),
    unit_id TEXT REFERENCES units (id),
    -- The unit's person who serves the enterprise.
    officer TEXT NOT NULL,
    phone TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT CHECK (until_on >= from_on),
    end_reason TEXT NOT NULL,
    note TEXT NOT NULL,
    void_reason TEXT CHECK (void_reason <> ''),
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK ((kind = 'leader') = (leader_id IS NOT NULL)),
    CHECK ((kind = 'service_officer') = (unit_id IS NOT NULL)),
    CHECK (kind = 'leader' OR officer <> ''),
    CHECK (until_on IS NOT NULL OR end_reason = '')
) STRICT;
CREATE INDEX links_enterprise ON links (enterprise_id, id);
CREATE INDEX links_leader ON links (leader_id, id);

CREATE TABLE link_visits (
    id TEXT PRIMARY KEY,
    link_id TEXT NOT NULL REFERENCES links (id),
    visited_on TEXT NOT NULL,
    place TEXT NOT NULL,
    -- What was found, and what the enterprise asked.
    findings TEXT NOT NULL CHECK (findings <> ''),
    requests TEXT NOT NULL,
    made_by TEXT NOT NULL,
    void_reason TEXT CHECK (void_reason <> ''),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE INDEX link_visits_link ON link_visits (link_id, visited_on, id);

CREATE TABLE channels (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL CHECK (topic <> ''),
    category TEXT CHECK (category IN ('financing', 'land', 'labour', 'permits', 'policy_delivery',
        'arrears', 'taxes', 'utilities', 'market', 'talent', 'justice', 'other')),
    unit_id TEXT NOT NULL REFERENCES units (id),
    officer TEXT NOT NULL CHECK (officer <> ''),
    post TEXT NOT NULL,
    phone TEXT NOT NULL CHECK (phone <> ''),
    limit_workdays INTEGER NOT NULL CHECK (limit_workdays > 0),
    note TEXT NOT NULL,
    void_reason TEXT CHECK (void_reason <> ''),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE INDEX channels_category ON channels (category, id);
