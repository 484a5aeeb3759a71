-- What happens to a demand between registration and its bound file, act by act.
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
