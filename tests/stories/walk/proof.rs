//! What must hold, read from the store and from its journal.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use domain::demand::DemandState;
use domain::ids::{ActId, DemandId, EnterpriseId, LeaderId, SlipId, TaskId, UnitId};
use domain::terms::Term;
use rusqlite::Connection;
use serde_json::{Value, json};
use store::tables::{acts, demands, enterprises, leaders, slips, tasks, units};
use usecases::UseCaseError;

use crate::world::World;

/// A due date is a day on which people work; so are the days a unit still has.
#[track_caller]
pub(super) fn dates_are_working_days(world: &World, demand: &Value) {
    let context = world.office().context();
    let check = |what: &str, value: &Value| {
        if let Some(day) = value.as_str() {
            let date = day.parse().expect("a date");
            assert!(context.calendar().is_workday(date), "{what} {day} of {}", demand["number"]);
        }
    };
    check("due", &demand["due_on"]);
    check("rating", &demand["handling"]["ask_rating_by"]);
    let open = ["awaiting_receipt", "disputed", "received"];
    for task in demand["tasks"].as_array().expect("tasks") {
        let is_open = task["state"].as_str().is_some_and(|state| open.contains(&state));
        if is_open && demand["due_on"].is_string() {
            check("task", &task["due_on"]);
            if task["state"] == "awaiting_receipt" {
                check("receipt", &task["receipt_due_on"]);
            }
            if task["role"] == "lead" {
                assert_eq!(task["due_on"], demand["due_on"], "{}", demand["number"]);
            }
        }
    }
    // The explanation ends where the date stands.
    if demand["ruler"].is_object() && demand["due_on"].is_string() {
        assert_eq!(demand["ruler"]["due"]["on"], demand["due_on"], "{}", demand["number"]);
    }
}

/// What lists show of a demand follows from its acts.
#[track_caller]
pub(super) fn counts_follow_from_acts(demand: &Value) {
    let list = demand["handling"]["acts"].as_array().expect("acts");
    let waiting = |kind: &str| {
        list.iter().filter(|act| act["kind"] == kind && act["state"] == "pending").count()
    };
    for kind in ["extension", "suspension", "tracking", "completion", "rating", "consolidation"] {
        assert!(waiting(kind) <= 1, "{} of {}", kind, demand["number"]);
    }
    let is = |state: &str| usize::from(demand["state"] == state);
    // A joined demand keeps what it waited for: it may be separated again.
    if demand["state"] != "consolidated" {
        assert_eq!(waiting("suspension"), is("suspended"), "{}", demand["number"]);
        assert_eq!(waiting("tracking"), is("long_term"), "{}", demand["number"]);
    }
    if demand["state"] == "withdrawn" || demand["state"] == "accepted" {
        let left = list.iter().filter(|act| act["state"] == "pending").count();
        assert_eq!(left, 0, "{} waits for nobody", demand["number"]);
    }
    assert_eq!(waiting("consolidation"), is("consolidated"), "{}", demand["number"]);
}

/// What stands with an assisting unit is what its demand says; the full text finds a demand under
/// its key.
#[track_caller]
pub(super) fn keys_and_assists_follow_their_demands(world: &World) {
    let count = |sql: &str| -> i64 {
        read(world, |connection| connection.query_row(sql, [], |row| row.get(0)).expect("counted"))
    };
    let joined = "SELECT count(*) FROM demand_assists AS a JOIN demands AS d ON d.id = a.demand_id";
    let same = "(a.key, a.is_void, a.state, a.number_year, a.number_seq, a.raised_on, \
        a.enterprise_id) = (d.key, d.is_void, d.state, d.number_year, d.number_seq, d.raised_on, \
        d.enterprise_id) AND a.due_on IS d.due_on AND a.is_leading IS (d.lead_unit_id IS a.unit_id)";
    assert!(count(joined) > 0, "no unit assists");
    assert_eq!(count(&format!("{joined} WHERE NOT ({same})")), 0);
    let found = "SELECT count(*) FROM search_rows AS r LEFT JOIN demands AS d ON d.id = r.target_id \
        WHERE r.target = 'demand'";
    assert!(count(found) > 0, "no demand is found by words");
    assert_eq!(count(&format!("{found} AND r.rowid IS NOT d.key + (1 << 40)")), 0);
}

fn read<T>(world: &World, body: impl FnOnce(&Connection) -> T) -> T {
    world
        .office()
        .store()
        .read(|connection| Ok::<T, UseCaseError>(body(connection)))
        .expect("the store is read")
}

/// One row of the journal, as far as a proof needs it.
struct Row {
    at: DateTime<Utc>,
    entity: String,
    id: String,
    before: Option<Value>,
    after: Option<Value>,
}

fn journal(connection: &Connection) -> Vec<Row> {
    let sql = "SELECT at, entity, entity_id, before, after FROM journal ORDER BY sequence";
    let json = |text: Option<String>| text.map(|text| serde_json::from_str(&text).expect("JSON"));
    let mut statement = connection.prepare(sql).expect("the journal");
    let rows = statement
        .query_map([], |row| {
            Ok(Row {
                at: row.get::<_, String>(0)?.parse().expect("a time"),
                entity: row.get(1)?,
                id: row.get(2)?,
                before: json(row.get(3)?),
                after: json(row.get(4)?),
            })
        })
        .expect("the journal");
    rows.collect::<Result<_, _>>().expect("the journal")
}

#[derive(Default)]
struct Month {
    new: i64,
    reopened: i64,
    closed: i64,
    other: i64,
}

/// 期初未结 + 新增 + 重开 − 办结 − 其他退出 = 期末未结, by the journal for every month so far, and the
/// last 期末未结 is what the table holds.
#[track_caller]
pub(super) fn months_balance(world: &World) {
    read(world, |connection| {
        let mut months: BTreeMap<String, Month> = BTreeMap::new();
        let mut states: HashMap<String, DemandState> = HashMap::new();
        let mut open_by_month: BTreeMap<String, i64> = BTreeMap::new();
        for row in journal(connection).iter().filter(|row| row.entity == "demand") {
            let month = usecases::clock::local(row.at).format("%Y-%m").to_string();
            let of = |value: &Value| {
                DemandState::from_code(value["state"].as_str().expect("a state")).expect("known")
            };
            let to = of(row.after.as_ref().expect("nothing is deleted"));
            let from = states.insert(row.id.clone(), to);
            assert_eq!(from, row.before.as_ref().map(of), "{} has a gap", row.id);
            let cell = months.entry(month.clone()).or_default();
            match (from.map(DemandState::is_open), to.is_open()) {
                (None, true) => cell.new += 1,
                (Some(false), true) => cell.reopened += 1,
                (Some(true), false)
                    if matches!(to, DemandState::Closed | DemandState::Terminated) =>
                {
                    cell.closed += 1;
                }
                (Some(true), false) => cell.other += 1,
                (None, false) => panic!("{} began as {to:?}", row.id),
                (Some(_), _) => {}
            }
            let open = states.values().filter(|state| state.is_open()).count();
            open_by_month.insert(month, i64::try_from(open).expect("a count"));
        }
        let mut opening = 0;
        for (month, cell) in &months {
            let closing = opening + cell.new + cell.reopened - cell.closed - cell.other;
            assert_eq!(closing, open_by_month[month], "{month}");
            opening = closing;
        }
        let condition: Vec<String> = DemandState::ALL
            .iter()
            .filter(|state| state.is_open())
            .map(|state| format!("'{}'", state.code()))
            .collect();
        let sql = format!(
            "SELECT count(*) FROM demands WHERE is_void = 0 AND state IN ({})",
            condition.join(", ")
        );
        let stored: i64 = connection.query_row(&sql, [], |row| row.get(0)).expect("a count");
        assert_eq!(opening, stored, "the table and its journal");
    });
}

/// Replays the journal: each row's `before` is what the journal left, and what it leaves at the end
/// is what the tables hold, row by row, with nothing besides.
///
/// The journal holds whole rows of demands, tasks, acts, slips, units, leaders and enterprises. What
/// is derived from them (search terms, pinyin indexes) and settings' plain values are not replayed.
#[track_caller]
pub(super) fn journal_gives_the_tables(world: &World) {
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null, "the chain");
    read(world, |connection| {
        let mut replayed: HashMap<(String, String), Value> = HashMap::new();
        for row in journal(connection) {
            let key = (row.entity.clone(), row.id.clone());
            let known = replayed.get(&key);
            if let (Some(known), Some(before)) = (known, &row.before) {
                for (field, value) in before.as_object().into_iter().flatten() {
                    assert_eq!(known.get(field), Some(value), "{} {} {field}", row.entity, row.id);
                }
            }
            assert_eq!(known.is_some(), row.before.is_some(), "{} {}", row.entity, row.id);
            if let Some(after) = row.after {
                replayed.insert(key, after);
            }
        }
        let mut compared = 0_u32;
        for ((entity, id), after) in &replayed {
            let Some(stored) = stored(connection, entity, id) else { continue };
            for (field, value) in stored.as_object().expect("a row") {
                assert_eq!(after.get(field), Some(value), "{entity} {id} {field}");
            }
            compared += 1;
        }
        let mut rows = 0_u32;
        for table in ["demands", "tasks", "acts", "slips", "units", "leaders", "enterprises"] {
            let sql = format!("SELECT count(*) FROM {table}");
            rows += connection.query_row(&sql, [], |row| row.get::<_, u32>(0)).expect("a count");
        }
        assert_eq!(compared, rows, "every row is in the journal, and no other");
    });
}

/// Returns the row of the tables that a journal entity names.
fn stored(connection: &Connection, entity: &str, id: &str) -> Option<Value> {
    fn row<T: serde::Serialize, E: std::fmt::Debug>(found: Result<T, E>) -> Option<Value> {
        Some(serde_json::to_value(found.expect("the row is there")).expect("JSON"))
    }
    match entity {
        "demand" => row(demands::get(connection, &DemandId::new(id))),
        "task" => row(tasks::get(connection, &TaskId::new(id))),
        "act" => row(acts::get(connection, &ActId::new(id))),
        "slip" => row(slips::get(connection, &SlipId::new(id))),
        "unit" => row(units::get(connection, &UnitId::new(id))),
        "leader" => row(leaders::get(connection, &LeaderId::new(id))),
        "enterprise" => row(enterprises::get(connection, &EnterpriseId::new(id))),
        _ => None,
    }
}
