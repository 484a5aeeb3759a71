-- Holiday notices (放假安排) imported by the office: the national one of a year replaces what the
-- program ships, a local one changes single days. One of each in force a year; a former one stays,
-- void with its reason.
CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    year INTEGER NOT NULL,
    scope TEXT NOT NULL CHECK (scope IN ('national', 'local')),
    source TEXT NOT NULL,
    -- The wording as it was pasted or read from a file; empty for days entered by hand.
    text TEXT NOT NULL,
    -- The days, as a person confirmed them (JSON).
    days TEXT NOT NULL,
    imported_on TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    void_reason TEXT CHECK (void_reason <> ''),
    version INTEGER NOT NULL CHECK (version > 0)
) STRICT;
CREATE UNIQUE INDEX notices_in_force ON notices (year, scope) WHERE void_reason IS NULL;

-- Acts take a kind more, what was decided when the calendar changed, and a state more: 已失效.
-- SQLite cannot change a CHECK.
CREATE TABLE acts_anew (
    id TEXT PRIMARY KEY,
    demand_id TEXT NOT NULL REFERENCES demands (id),
    -- The unit's task it concerns, for acts of one unit.
    task_id TEXT REFERENCES tasks (id),
    kind TEXT NOT NULL CHECK (kind IN ('decline', 'objection', 'reassignment', 'progress',
        'assist_answer', 'extension', 'suspension', 'chase', 'completion', 'reply', 'rating',
        'closing', 'rework', 'termination', 'tracking', 'withdrawal', 'consolidation',
        'look_back', 'calendar_decision')),
    state TEXT NOT NULL CHECK (state IN ('pending', 'granted', 'refused', 'settled', 'lapsed')),
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
INSERT INTO acts_anew (
    id, demand_id, task_id, kind, state, round, made_on, body, number_prefix, number_year,
    number_seq, paper, print_count, version)
SELECT
    id, demand_id, task_id, kind, state, round, made_on, body, number_prefix, number_year,
    number_seq, paper, print_count, version
FROM acts ORDER BY rowid;
DROP TABLE acts;
ALTER TABLE acts_anew RENAME TO acts;
CREATE INDEX acts_demand ON acts (demand_id, id);
CREATE INDEX acts_task ON acts (task_id, id);
CREATE INDEX acts_kind ON acts (kind, state, made_on);
