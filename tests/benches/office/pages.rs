//! Pages of the ledger and searches, through the use cases, against plain SQL on the same file:
//! the rows of the page and their number, without lights, names, words or JSON.

use domain::search_target::SearchTarget;
use reception_tests::measure::{Figures, Goal, tell};
use rusqlite::Connection;
use serde_json::{Value, json};
use store::queries::search;
use usecases::Office;

use crate::sample;

const ROUNDS: usize = 60;
/// At most so many milliseconds in the store for a page.
const PAGE: Goal = Goal::Limit(10.0);

const ROWS: &str = "SELECT d.id, d.number_year, d.number_seq, d.title, d.state, d.due_on, \
    e.name, u.name, s.number_seq FROM demands AS d JOIN enterprises AS e ON e.id = d.enterprise_id \
    LEFT JOIN units AS u ON u.id = d.lead_unit_id LEFT JOIN slips AS s ON s.id = d.slip_id \
    WHERE d.is_void = 0";
const FTS: &str = "bare FTS5 bigram: newest 50 and count";
/// Demands have the rowids of the second 2^40 (queries::search).
const FOUND: &str = "FROM search WHERE search MATCH '\"冷库\"' \
    AND rowid BETWEEN 1 << 40 AND 2 << 40";

/// A way of asking, ours and plainly.
struct Case {
    job: &'static str,
    name: &'static str,
    input: Value,
    peer: &'static str,
    plain: Vec<String>,
    goal: Goal,
}

/// Measures every case, ours and the peer's in turn.
pub(crate) fn run() {
    let data = sample::made();
    let office = sample::open(&data);
    let plain = sample::plain(&data);
    find(&office, &plain);
    for case in pages(&office).into_iter().chain(burning(&office)).chain(searches()) {
        let [mut ours, mut its] = [(); 2].map(|()| Figures::times());
        for _ in 0..ROUNDS {
            its.clock(|| case.plain.iter().map(|sql| ask(&plain, sql)).sum::<usize>());
            ours.clock(|| sample::call(&office, case.name, &case.input));
        }
        tell(case.job, &ours, case.peer, &its, case.goal);
    }
}

/// Measures the store's own search: the newest 50 keys and the exact number of two characters.
fn find(office: &Office, plain: &Connection) {
    let [mut ours, mut its] = [(); 2].map(|()| Figures::times());
    for _ in 0..ROUNDS {
        its.clock(|| bare_search().iter().map(|sql| ask(plain, sql)).sum::<usize>());
        let find =
            |connection: &Connection| search::find(connection, "冷库", &[SearchTarget::Demand], 50);
        ours.clock(|| office.store().read(find).unwrap());
    }
    tell("search in the store: two characters", &ours, FTS, &its, Goal::AtMost(1.2));
}

fn bare_search() -> [String; 2] {
    [
        format!("SELECT rowid {FOUND} ORDER BY rowid DESC LIMIT 50"),
        format!("SELECT count(*) {FOUND}"),
    ]
}

fn pages(office: &Office) -> Vec<Case> {
    let page = |filter: Value, sort: &str, offset: u32| {
        json!({ "filter": filter, "sort": sort, "is_descending": false, "limit": 50,
            "offset": offset })
    };
    let units = json!({ "query": "区住建局", "limit": 1, "offset": 0, "with_retired": false });
    let unit = sample::call(office, "list_units", &units)["units"][0]["id"].clone();
    let lead = format!("d.lead_unit_id = '{}'", unit.as_str().unwrap());
    let open = json!({ "is_open": true });
    let is_open = "d.state <> 'answered_on_site'";
    [
        ("ledger: all by number", json!({}), "number", 0, "1"),
        ("ledger: all by number, page 1,000", json!({}), "number", 49_950, "1"),
        ("ledger: open by due date", open.clone(), "due", 0, is_open),
        ("ledger: open by due date, page 201", open, "due", 10_000, is_open),
        ("ledger: one unit by due date", json!({ "units": [unit] }), "due", 0, lead.as_str()),
        (
            "ledger: one category by day",
            json!({ "categories": ["financing"] }),
            "raised",
            0,
            "d.category = 'financing'",
        ),
        ("ledger: all by enterprise", json!({}), "enterprise", 0, "1"),
        ("ledger: all by title", json!({}), "title", 0, "1"),
    ]
    .map(|(job, filter, sort, offset, condition)| {
        let order = match sort {
            "due" => "d.due_on IS NULL, d.due_on, d.number_year, d.number_seq",
            "raised" => "d.raised_on, d.number_year, d.number_seq",
            "enterprise" => "e.pinyin, d.number_year, d.number_seq",
            "title" => "d.pinyin, d.number_year, d.number_seq",
            _ => "d.number_year, d.number_seq",
        };
        Case {
            job,
            name: "list_ledger",
            input: page(filter, sort, offset),
            peer: "plain SQL: rows and count",
            plain: vec![
                format!("{ROWS} AND {condition} ORDER BY {order} LIMIT 50 OFFSET {offset}"),
                format!("SELECT count(*) FROM demands AS d WHERE d.is_void = 0 AND {condition}"),
            ],
            goal: PAGE,
        }
    })
    .into()
}

/// 督办 as it opens, and as one unit's cases are chosen.
fn burning(office: &Office) -> Vec<Case> {
    let open = json!({ "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 500, "offset": 0 });
    let all = sample::call(office, "list_supervision", &open);
    let unit = all["units"][0]["unit_id"].clone();
    let last = all["rows"].as_array().unwrap().last().unwrap()["due_on"].clone();
    let burns = format!("d.due_on <= '{}'", last.as_str().unwrap());
    let of_unit = format!("{burns} AND d.lead_unit_id = '{}'", unit.as_str().unwrap());
    let mut chosen = open.clone();
    chosen["unit_id"] = unit;
    [("supervision: what burns", open, burns), ("supervision: one unit", chosen, of_unit)]
        .map(|(job, input, condition)| Case {
            job,
            name: "list_supervision",
            input,
            peer: "plain SQL: rows and count",
            plain: vec![
                format!("{ROWS} AND {condition} ORDER BY d.due_on LIMIT 500"),
                format!("SELECT count(*) FROM demands AS d WHERE d.is_void = 0 AND {condition}"),
            ],
            goal: PAGE,
        })
        .into()
}

fn searches() -> Vec<Case> {
    let found = json!({ "filter": { "query": "冷库" }, "sort": "number", "is_descending": true,
        "limit": 50, "offset": 0 });
    let everywhere = json!({ "query": "冷库", "limit": 8 });
    vec![
        Case {
            job: "ledger: two characters",
            name: "list_ledger",
            input: found,
            peer: FTS,
            plain: bare_search().into(),
            goal: PAGE,
        },
        Case {
            job: "Ctrl+K: two characters in everything",
            name: "search_everything",
            input: everywhere,
            peer: FTS,
            plain: bare_search().into(),
            goal: PAGE,
        },
    ]
}

/// Runs a statement and returns how many rows came.
fn ask(connection: &Connection, sql: &str) -> usize {
    let mut statement = connection.prepare_cached(sql).unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut count = 0;
    while rows.next().unwrap().is_some() {
        count += 1;
    }
    count
}
