//! Lists of slips (交办单): grouped by what they wait for.

use chrono::NaiveDate;
use domain::demand::DemandState;
use domain::ids::SlipId;
use domain::slip::{SlipState, SlipUrgency};
use domain::slip_number::SlipNumber;
use domain::terms::Term;
use rusqlite::{Connection, Row, params};

use super::shown::SLIP_VEILED;
use crate::{StoreError, column};

/// What a slip waits for, in the order of its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waiting {
    Proposal,
    Review,
    Instruction,
    Issue,
    Receipts,
    Handling,
    /// Every demand on it came to its end.
    Done,
    Nothing,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipListRow {
    pub id: SlipId,
    pub state: SlipState,
    pub waiting: Waiting,
    pub draft_year: i32,
    pub draft_seq: i64,
    pub number: Option<SlipNumber>,
    pub enterprise: String,
    pub urgency: SlipUrgency,
    /// The signer, or who presides over the sitting.
    pub leader: String,
    pub items: i64,
    /// The earliest due date of its demands.
    pub due_on: Option<NaiveDate>,
    /// Units with no receipt out any more.
    pub receipts: i64,
    /// Units it went to, each once however many tasks it has.
    pub units: i64,
    pub print_count: i64,
    /// Day of the sitting it came from.
    pub held_on: Option<NaiveDate>,
    /// Slips of the same group in the whole result.
    pub group_total: i64,
}

/// Which slips.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipFilter {
    /// Year of the number, of the draft where there is none.
    pub year: i32,
    /// Part of number, draft code, enterprise or unit, or pinyin initials of the enterprise.
    pub query: String,
    /// Empty = all.
    pub states: Vec<SlipState>,
    /// Rows of each group.
    pub limit: u32,
    pub offset: u32,
}

/// Lists the slips group by group, within a group the nearest due date and the latest first.
///
/// # Errors
/// When SQLite refuses.
pub fn list(connection: &Connection, filter: &SlipFilter) -> Result<Vec<SlipListRow>, StoreError> {
    let query = filter.query.trim().to_lowercase();
    let like = format!("%{}%", escape(&query));
    let states: Vec<&str> = if filter.states.is_empty() {
        SlipState::ALL.iter().map(|state| state.code()).collect()
    } else {
        filter.states.iter().map(|state| state.code()).collect()
    };
    let states = format!("|{}|", states.join("|"));
    let open: Vec<String> = DemandState::ALL
        .iter()
        .filter(|state| state.is_open())
        .map(|state| format!("'{}'", state.code()))
        .collect();
    let open = open.join(", ");
    let mut statement = connection.prepare_cached(&format!(
        "WITH told AS ( \
           SELECT s.id, s.state, s.draft_year, s.draft_seq, s.number_prefix, s.number_year, \
             s.number_seq, s.urgency, s.print_count, \
             CASE WHEN {SLIP_VEILED} THEN '某企业' ELSE e.name END AS enterprise, \
             CASE WHEN {SLIP_VEILED} THEN '' ELSE e.short_name END AS short_name, \
             CASE WHEN {SLIP_VEILED} THEN '' ELSE e.initials END AS initials, r.held_on, \
             coalesce(sl.name, CASE r.is_stand_in_presiding WHEN 1 THEN rs.name ELSE rl.name END, \
               '') AS leader, \
             coalesce(json_array_length(s.carried), \
               (SELECT count(*) FROM demands d WHERE d.slip_id = s.id)) AS items, \
             (SELECT min(d.due_on) FROM demands d WHERE d.slip_id = s.id) AS due_on, \
             (SELECT count(DISTINCT t.unit_id) FROM tasks t WHERE t.slip_id = s.id \
               AND t.state IN ('received', 'answered') AND NOT EXISTS (SELECT 1 FROM tasks o \
                 WHERE o.slip_id = s.id AND o.unit_id = t.unit_id \
                 AND o.state = 'awaiting_receipt')) AS receipts, \
             CASE WHEN EXISTS (SELECT 1 FROM demands d WHERE d.slip_id = s.id \
               AND d.state IN ({open})) THEN 1 ELSE 0 END AS is_open, \
             (SELECT count(DISTINCT t.unit_id) FROM tasks t WHERE t.slip_id = s.id \
               AND (t.state <> 'recalled' OR s.state = 'void')) AS units \
           FROM slips s JOIN enterprises e ON e.id = s.enterprise_id \
           LEFT JOIN receptions r ON r.id = s.reception_id \
           LEFT JOIN leaders rl ON rl.id = r.leader_id \
           LEFT JOIN leaders rs ON rs.id = r.stand_in_id \
           LEFT JOIN leaders sl ON sl.id = s.signer_id \
           WHERE coalesce(s.number_year, s.draft_year) = $1 \
         ), grouped AS ( \
           SELECT told.*, CASE \
             WHEN state = 'drafting' THEN 0 WHEN state = 'under_review' THEN 1 \
             WHEN state = 'awaiting_instruction' THEN 2 WHEN state = 'instructed' THEN 3 \
             WHEN state = 'issued' AND is_open = 0 THEN 6 \
             WHEN state = 'issued' AND receipts < units THEN 4 WHEN state = 'issued' THEN 5 \
             ELSE 7 END AS waiting \
           FROM told \
           WHERE instr($2, '|' || state || '|') > 0 AND ($3 = '' \
             OR lower(enterprise) LIKE $4 ESCAPE '!' OR lower(short_name) LIKE $4 ESCAPE '!' \
             OR initials LIKE $4 ESCAPE '!' \
             OR lower('jb' || draft_year || '-' || substr('0000' || draft_seq, -4)) \
               LIKE $4 ESCAPE '!' \
             OR number_prefix || '〔' || number_year || '〕' || number_seq || '号' \
               LIKE $4 ESCAPE '!' \
             OR EXISTS (SELECT 1 FROM demands d JOIN units u ON u.id = d.lead_unit_id \
               OR u.id IN (SELECT a.unit_id FROM demand_assists a WHERE a.demand_id = d.id) \
               WHERE d.slip_id = told.id AND (lower(u.name) LIKE $4 ESCAPE '!' \
                 OR lower(u.short_name) LIKE $4 ESCAPE '!' OR u.initials LIKE $4 ESCAPE '!')) \
             OR EXISTS (SELECT 1 FROM tasks t WHERE t.slip_id = told.id \
               AND lower(t.unit_name) LIKE $4 ESCAPE '!')) \
         ), placed AS ( \
           SELECT grouped.*, count(*) OVER (PARTITION BY waiting) AS group_total, \
             row_number() OVER (PARTITION BY waiting ORDER BY due_on IS NULL, due_on, \
               number_seq DESC, draft_year DESC, draft_seq DESC) AS place \
           FROM grouped \
         ) \
         SELECT id, state, waiting, draft_year, draft_seq, number_prefix, number_year, number_seq, \
           CASE short_name WHEN '' THEN enterprise ELSE short_name END AS enterprise, urgency, \
           leader, items, due_on, receipts, units, print_count, held_on, group_total \
         FROM placed WHERE place > $5 AND place <= $6 ORDER BY waiting, place"
    ))?;
    let (from, to) = (i64::from(filter.offset), i64::from(filter.offset) + i64::from(filter.limit));
    let rows = statement.query_map(params![filter.year, states, query, like, from, to], read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Escapes what `LIKE` reads as its own.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if matches!(c, '%' | '_' | '!') {
            escaped.push('!');
        }
        escaped.push(c);
    }
    escaped
}

fn read(row: &Row<'_>) -> rusqlite::Result<SlipListRow> {
    let waiting = match row.get::<_, i64>("waiting")? {
        0 => Waiting::Proposal,
        1 => Waiting::Review,
        2 => Waiting::Instruction,
        3 => Waiting::Issue,
        4 => Waiting::Receipts,
        5 => Waiting::Handling,
        6 => Waiting::Done,
        _ => Waiting::Nothing,
    };
    let number = match (
        row.get::<_, Option<String>>("number_prefix")?,
        row.get("number_year")?,
        row.get("number_seq")?,
    ) {
        (Some(prefix), Some(year), Some(seq)) => Some(SlipNumber { prefix, year, seq }),
        _ => None,
    };
    Ok(SlipListRow {
        id: column::id(row, "id")?,
        state: column::term(row, "state")?,
        waiting,
        draft_year: row.get("draft_year")?,
        draft_seq: row.get("draft_seq")?,
        number,
        enterprise: row.get("enterprise")?,
        urgency: column::term(row, "urgency")?,
        leader: row.get("leader")?,
        items: row.get("items")?,
        due_on: row.get("due_on")?,
        receipts: row.get("receipts")?,
        units: row.get("units")?,
        print_count: row.get("print_count")?,
        held_on: row.get("held_on")?,
        group_total: row.get("group_total")?,
    })
}
