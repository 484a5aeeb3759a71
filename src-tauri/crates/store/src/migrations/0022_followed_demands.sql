-- An enterprise that asks again because there is a new fact: the demand stands on its own and is
-- linked to the one before it (关联诉求).
CREATE TABLE demand_follows (
    demand_id TEXT PRIMARY KEY REFERENCES demands (id),
    follows_id TEXT NOT NULL REFERENCES demands (id),
    CHECK (demand_id <> follows_id)
) STRICT;
CREATE INDEX demand_follows_before ON demand_follows (follows_id);
