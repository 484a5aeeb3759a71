-- 共性问题 (举一反三, domain.md (a) S0 and S4): one matter several enterprises asked, with an action of
-- its own, and what was handed in of it as 提案 or 社情民意.
CREATE TABLE common_issues (
    id TEXT PRIMARY KEY,
    made_on TEXT NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    -- 表现.
    manifestation TEXT NOT NULL,
    cause TEXT NOT NULL,
    -- 牵头单位, the first leads (JSON).
    units TEXT NOT NULL,
    -- 措施, and until when.
    measure TEXT NOT NULL,
    limit_on TEXT,
    state TEXT NOT NULL CHECK (state IN ('handling', 'solved', 'handed_in')),
    result TEXT NOT NULL,
    -- What it was handed in as.
    proposal_kind TEXT CHECK (proposal_kind IN ('motion', 'opinion')),
    proposal_number TEXT NOT NULL,
    handed_on TEXT,
    handed_to TEXT NOT NULL,
    answer TEXT NOT NULL,
    void_reason TEXT,
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK ((proposal_kind IS NULL) = (handed_on IS NULL)),
    CHECK ((proposal_kind IS NULL) = (handed_to = '')),
    CHECK (state <> 'handed_in' OR proposal_kind IS NOT NULL),
    CHECK (state <> 'solved' OR result <> '')
) STRICT;
CREATE TABLE common_issue_demands (
    issue_id TEXT NOT NULL REFERENCES common_issues (id),
    position INTEGER NOT NULL,
    demand_id TEXT NOT NULL REFERENCES demands (id),
    PRIMARY KEY (issue_id, demand_id)
) STRICT;
CREATE INDEX common_issue_demands_demand ON common_issue_demands (demand_id);
