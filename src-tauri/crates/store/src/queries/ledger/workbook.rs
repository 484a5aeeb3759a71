//! The rows of the ledger's workbook (form F14).

use std::collections::HashMap;

use chrono::NaiveDate;
use domain::act::{ActBody, Outcome, outcomes_of};
use domain::demand::{Category, DemandKind, DemandState, Source, UrgencyTag, Visibility};
use domain::enterprise::{EnterpriseScale, Industry};
use rusqlite::{Connection, Row, params_from_iter};

use super::filter::Filter;
use super::light_dates::LightDates;
use super::select::Select;
use super::{slip_number, urgency};
use crate::tables::demands::{Handling, handling};
use crate::{StoreError, column};

/// A demand with everything the workbook prints.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkbookRow {
    /// The place of the demand in the store.
    pub key: i64,
    pub number_year: i32,
    pub number_seq: i64,
    /// The reception's title; empty outside of one.
    pub reception: String,
    pub raised_on: NaiveDate,
    /// Who presided.
    pub receiver: String,
    pub enterprise: String,
    pub enterprise_short_name: String,
    pub credit_code: Option<String>,
    pub street: String,
    /// The street or 亲清驿站 the demand came from; empty outside of one.
    pub origin_unit: String,
    /// When that handed it up to the district.
    pub escalated_on: Option<NaiveDate>,
    pub industry: Option<Industry>,
    pub scale: Option<EnterpriseScale>,
    pub contact_name: String,
    pub contact_phone: String,
    pub source: Source,
    pub kind: DemandKind,
    pub category: Option<Category>,
    pub title: String,
    pub facts: String,
    /// The words of the record it came from; empty where `facts` say it.
    pub quoted: String,
    pub request: String,
    /// 办理要求; empty where anything else says what is asked.
    pub requirement: String,
    pub urgency: Vec<UrgencyTag>,
    pub visibility: Visibility,
    pub state: DemandState,
    pub slip_number: Option<(String, i32, u32)>,
    /// The number of its slip in the ledger it was taken over from; empty for one of this office.
    pub old_slip_number: String,
    pub issued_on: Option<NaiveDate>,
    pub lead_leader: String,
    /// As printed on the slip once issued.
    pub lead_unit: String,
    /// Joined by `、`.
    pub assisting_units: String,
    pub responsible_person: String,
    pub limit_workdays: Option<u32>,
    pub original_due_on: Option<NaiveDate>,
    /// While the clock runs.
    pub due_on: Option<NaiveDate>,
    /// In force last.
    pub last_due_on: Option<NaiveDate>,
    pub handling: Handling,
    /// The number of the demand it was joined to.
    pub master: Option<(i32, i64)>,
    pub is_master_confidential: bool,
    pub received_on: Option<NaiveDate>,
    pub answer: String,
    pub answered_on: Option<NaiveDate>,
    pub amount_fen: Option<i64>,
    /// 落实金额 by kind, by the last report.
    pub outcomes: Vec<Outcome>,
    /// What the ledger it was taken over from remarks.
    pub remark: String,
}

const SELECT: &str = "SELECT d.key, d.number_year, d.number_seq, coalesce(r.title, i.session, '') AS reception, \
    d.raised_on, coalesce(l.name, i.receiver, '') AS receiver, e.name AS enterprise, e.short_name, e.credit_code, e.street, \
    coalesce((SELECT name FROM units WHERE id = d.origin_unit_id), '') AS origin_unit, d.escalated_on, \
    e.industry, e.scale, d.contact_name, d.contact_phone, d.source, d.kind, d.category, d.title, \
    d.facts, d.request, CASE WHEN d.facts = '' THEN coalesce((SELECT \
        group_concat(substr(n.text, q.from_char + 1, q.to_char - q.from_char), char(10) \
            ORDER BY q.position) \
        FROM quotes AS q JOIN entries AS n ON n.id = q.entry_id \
        WHERE q.demand_id = d.id), '') ELSE '' END AS quoted, \
    CASE WHEN d.facts = '' AND d.request = '' THEN d.requirement ELSE '' END AS requirement, \
    d.is_urgent, d.is_weighty, d.is_difficult, d.visibility, d.state, \
    s.number_prefix, s.number_year AS slip_year, s.number_seq AS slip_seq, d.issued_on, \
    coalesce(h.name, i.lead_leader, '') AS lead_leader, coalesce(t.unit_name, u.name, '') AS lead_unit, \
    coalesce((SELECT group_concat(coalesce(at.unit_name, au.name), '、' ORDER BY a.position) \
        FROM demand_assists AS a JOIN units AS au ON au.id = a.unit_id \
        LEFT JOIN tasks AS at ON at.slip_id = d.slip_id AND at.demand_id = d.id \
            AND at.unit_id = a.unit_id AND at.state <> 'recalled' \
        WHERE a.demand_id = d.id), '') AS assisting_units, \
    d.responsible_person, d.limit_workdays, d.original_due_on, d.due_on, \
    d.last_due_on, d.round, d.extension_count, d.reminder_count, d.supervision_count, \
    d.reminded_on, d.supervised_on, d.referred_on, d.progress, \
    d.progress_on, d.result_class, d.result, d.completed_on, d.replied_on, d.ask_rating_by, d.grade, \
    d.rated_on, d.closed_on, d.review_on, d.consolidated_into, d.archived_on, \
    coalesce(m.number_year, p.number_year) AS master_year, \
    coalesce(m.number_seq, p.number_seq) AS master_seq, \
    coalesce(m.visibility, p.visibility, '') = 'confidential' AS is_master_confidential, coalesce(t.received_on, i.received_on) AS received_on, \
    coalesce(i.slip_number, '') AS old_slip_number, coalesce(i.remark, '') AS remark, \
    d.answer, d.answered_on, d.amount_fen \
    FROM demands AS d \
    JOIN enterprises AS e ON e.id = d.enterprise_id \
    LEFT JOIN receptions AS r ON r.id = d.reception_id \
    LEFT JOIN leaders AS l ON l.id = CASE r.is_stand_in_presiding \
        WHEN 1 THEN r.stand_in_id ELSE r.leader_id END \
    LEFT JOIN units AS u ON u.id = d.lead_unit_id \
    LEFT JOIN demands AS m ON m.id = d.consolidated_into \
    LEFT JOIN demand_follows AS f ON f.demand_id = d.id \
    LEFT JOIN demands AS p ON p.id = f.follows_id \
    LEFT JOIN slips AS s ON s.id = d.slip_id \
    LEFT JOIN leaders AS h ON h.id = s.lead_leader_id \
    LEFT JOIN tasks AS t ON t.slip_id = d.slip_id AND t.demand_id = d.id \
        AND t.unit_id = d.lead_unit_id AND t.state <> 'recalled' \
    LEFT JOIN imported_demands AS i ON i.demand_id = d.id";

/// Hands the rows of a filter to `body` one by one, in the order of registration.
///
/// # Errors
/// When SQLite refuses; a row that cannot be read is an item of the iterator.
pub fn for_workbook<T>(
    connection: &Connection,
    filter: &Filter,
    dates: &LightDates,
    body: impl FnOnce(&mut dyn Iterator<Item = Result<WorkbookRow, StoreError>>) -> T,
) -> Result<T, StoreError> {
    let mut select = Select::new(SELECT);
    filter.apply(connection, dates, &mut select)?;
    select.push(" ORDER BY d.number_year, d.number_seq");
    let outcomes = reported(connection)?;
    let mut statement = connection.prepare(select.text())?;
    let rows =
        statement.query_map(params_from_iter(select.values()), |row| read(row, &outcomes))?;
    Ok(body(&mut rows.map(|row| row.map_err(StoreError::from))))
}

/// Reads what the last reports say was carried out, by demand: once for all rows, for most say
/// nothing.
fn reported(connection: &Connection) -> Result<HashMap<i64, Vec<Outcome>>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT d.key, a.body FROM acts a JOIN demands d ON d.id = a.demand_id \
         WHERE a.kind = 'completion' AND a.state NOT IN ('refused', 'lapsed') \
           AND d.result_class IS NOT NULL \
           AND json_extract(a.body, '$.body.amount_fen') <> 0 \
           AND NOT EXISTS (SELECT 1 FROM acts n WHERE n.demand_id = a.demand_id \
             AND n.kind = 'completion' AND n.state NOT IN ('refused', 'lapsed') AND n.id > a.id)",
    )?;
    let mut told = HashMap::new();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let ActBody::Completion(report) = column::json(row, "body")? {
            told.insert(row.get("key")?, outcomes_of(&report));
        }
    }
    Ok(told)
}

fn read(row: &Row<'_>, outcomes: &HashMap<i64, Vec<Outcome>>) -> rusqlite::Result<WorkbookRow> {
    let key = row.get("key")?;
    Ok(WorkbookRow {
        key,
        number_year: row.get("number_year")?,
        number_seq: row.get("number_seq")?,
        reception: row.get("reception")?,
        raised_on: row.get("raised_on")?,
        receiver: row.get("receiver")?,
        enterprise: row.get("enterprise")?,
        enterprise_short_name: row.get("short_name")?,
        credit_code: row.get("credit_code")?,
        street: row.get("street")?,
        origin_unit: row.get("origin_unit")?,
        escalated_on: row.get("escalated_on")?,
        industry: column::optional_term(row, "industry")?,
        scale: column::optional_term(row, "scale")?,
        contact_name: row.get("contact_name")?,
        contact_phone: row.get("contact_phone")?,
        source: column::term(row, "source")?,
        kind: column::term(row, "kind")?,
        category: column::optional_term(row, "category")?,
        title: row.get("title")?,
        facts: row.get("facts")?,
        quoted: row.get("quoted")?,
        request: row.get("request")?,
        requirement: row.get("requirement")?,
        urgency: urgency(row)?,
        visibility: column::term(row, "visibility")?,
        state: column::term(row, "state")?,
        slip_number: slip_number(row)?,
        old_slip_number: row.get("old_slip_number")?,
        issued_on: row.get("issued_on")?,
        lead_leader: row.get("lead_leader")?,
        lead_unit: row.get("lead_unit")?,
        assisting_units: row.get("assisting_units")?,
        responsible_person: row.get("responsible_person")?,
        limit_workdays: row.get("limit_workdays")?,
        original_due_on: row.get("original_due_on")?,
        due_on: row.get("due_on")?,
        last_due_on: row.get("last_due_on")?,
        handling: handling(row)?,
        master: row
            .get::<_, Option<i32>>("master_year")?
            .zip(row.get::<_, Option<i64>>("master_seq")?),
        is_master_confidential: row.get("is_master_confidential")?,
        received_on: row.get("received_on")?,
        answer: row.get("answer")?,
        answered_on: row.get("answered_on")?,
        amount_fen: row.get("amount_fen")?,
        outcomes: outcomes.get(&key).cloned().unwrap_or_default(),
        remark: row.get("remark")?,
    })
}
