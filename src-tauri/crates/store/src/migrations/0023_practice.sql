-- What the places do around the handling itself (domain (a)): entrepreneurs' opinions on policy as a
-- kind of their own, streets that hand a demand up, supervisors, mediation, task forces.

-- 监督员: who keeps an eye on how units serve enterprises, for a term.
CREATE TABLE supervisors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    -- The firm or chamber he comes from, and his post there.
    firm TEXT NOT NULL,
    post TEXT NOT NULL,
    phone TEXT NOT NULL,
    from_on TEXT NOT NULL,
    until_on TEXT,
    note TEXT NOT NULL,
    void_reason TEXT CHECK (void_reason <> ''),
    version INTEGER NOT NULL CHECK (version > 0),
    CHECK (until_on IS NULL OR until_on >= from_on)
) STRICT;

-- Demands take a kind more. A CHECK cannot be changed: the column is made anew, whatever columns the
-- table has got by now.
ALTER TABLE demands ADD COLUMN kind_anew TEXT NOT NULL DEFAULT 'problem' CHECK (kind_anew IN
    ('problem', 'suggestion', 'policy_opinion', 'consultation', 'complaint'));
UPDATE demands SET kind_anew = kind;
DROP INDEX demands_facets;
DROP INDEX demands_figures;
ALTER TABLE demands DROP COLUMN kind;
ALTER TABLE demands RENAME COLUMN kind_anew TO kind;
CREATE INDEX demands_facets ON demands (is_void, number_year, number_seq, state, due_on, raised_on,
    issued_on, kind, category, source, is_urgent, is_weighty, is_difficult, visibility,
    enterprise_id, lead_unit_id, reception_id);
CREATE INDEX demands_figures ON demands (is_void, closed_on, raised_on, state, kind, category,
    lead_unit_id, enterprise_id, reception_id, issued_on, answered_on, original_due_on, last_due_on,
    due_on, replied_on, result_class, ask_rating_by, grade, rated_on, key);

-- Where it comes from below the district: the street or 亲清驿站, and when that handed it up.
ALTER TABLE demands ADD COLUMN origin_unit_id TEXT REFERENCES units (id);
ALTER TABLE demands ADD COLUMN escalated_on TEXT;
-- The 监督员 who brought it.
ALTER TABLE demands ADD COLUMN supervisor_id TEXT REFERENCES supervisors (id);
CREATE INDEX demands_supervisor ON demands (supervisor_id) WHERE supervisor_id IS NOT NULL;

-- Acts take four kinds more, in the same way.
ALTER TABLE acts ADD COLUMN kind_anew TEXT NOT NULL DEFAULT 'progress' CHECK (kind_anew IN
    ('decline', 'objection', 'reassignment', 'progress', 'assist_answer', 'extension', 'suspension',
    'chase', 'completion', 'reply', 'rating', 'closing', 'rework', 'termination', 'tracking',
    'withdrawal', 'consolidation', 'look_back', 'calendar_decision', 'mediation', 'escalation',
    'task_force', 'inspection'));
UPDATE acts SET kind_anew = kind;
DROP INDEX acts_kind;
ALTER TABLE acts DROP COLUMN kind;
ALTER TABLE acts RENAME COLUMN kind_anew TO kind;
CREATE INDEX acts_kind ON acts (kind, state, made_on);
