//! How fast lists and searches answer on a large sample: `pace DIR` (made by `demo --scale`).
//! Prints the median and the worst of 20 runs in milliseconds.
#![allow(clippy::print_stdout, reason = "figures are what it is for")]

use std::path::PathBuf;
use std::time::Instant;

use serde_json::{Value, json};
use usecases::{Office, Opening, dispatch};

const RUNS: usize = 20;

fn main() {
    let Some(folder) = std::env::args_os().nth(1) else {
        println!("pace DIR");
        return;
    };
    let started = Instant::now();
    let office = Office::open(Opening::at(PathBuf::from(folder), Vec::new()))
        .unwrap_or_else(|error| panic!("the office opens: {error}"));
    println!("{:<34}{:>9.2}", "open", started.elapsed().as_secs_f64() * 1e3);
    let page = |filter: Value, sort: &str, offset: u32| {
        json!({ "filter": filter, "sort": sort, "is_descending": false, "limit": 50,
            "offset": offset })
    };
    let all = json!({});
    let open = json!({ "is_open": true });
    let unit = dispatch(
        &office,
        "list_units",
        json!({ "query": "区住建局", "limit": 1,
        "offset": 0, "with_retired": false }),
    )
    .unwrap_or_default();
    let unit = json!({ "units": [unit["units"][0]["id"]] });
    let cases = [
        ("全部 by number", "list_ledger", page(all.clone(), "number", 0)),
        ("全部 by due", "list_ledger", page(all.clone(), "due", 0)),
        ("在办 by due", "list_ledger", page(open.clone(), "due", 0)),
        ("在办 by due, page 200", "list_ledger", page(open, "due", 10_000)),
        ("红灯", "list_ledger", page(json!({ "lights": ["red"] }), "due", 0)),
        ("三日内到期", "list_ledger", page(json!({ "lights": ["yellow", "blue"] }), "due", 0)),
        (
            "融资 by raised",
            "list_ledger",
            page(json!({ "categories": ["financing"] }), "raised", 0),
        ),
        ("one unit", "list_ledger", page(unit, "due", 0)),
        ("今年", "list_ledger", page(json!({ "raised_from": "2026-01-01" }), "number", 0)),
        ("by enterprise", "list_ledger", page(all.clone(), "enterprise", 0)),
        ("by unit", "list_ledger", page(all.clone(), "unit", 0)),
        ("by title", "list_ledger", page(all, "title", 0)),
        ("two characters 冷库", "list_ledger", page(json!({ "query": "冷库" }), "number", 0)),
        ("two characters 一天", "list_ledger", page(json!({ "query": "一天" }), "number", 0)),
        ("number 2024-0098", "list_ledger", page(json!({ "query": "2024-0098" }), "number", 0)),
        ("views", "list_views", json!({})),
        ("box 冷库", "search_everything", json!({ "query": "冷库", "limit": 8 })),
        ("box 沱湾冷链", "search_everything", json!({ "query": "沱湾冷链", "limit": 8 })),
        ("box 12号", "search_everything", json!({ "query": "12号", "limit": 8 })),
        ("box 冷", "search_everything", json!({ "query": "冷", "limit": 8 })),
        ("status", "get_status", json!({})),
        ("home", "get_home", json!({})),
    ];
    for (label, name, input) in cases {
        let mut times: Vec<f64> = (0..RUNS)
            .map(|_| {
                let started = Instant::now();
                dispatch(&office, name, input.clone())
                    .unwrap_or_else(|error| panic!("{label}: {error:?}"));
                started.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!("{label:<34}{:>9.2}{:>9.2}", times[RUNS / 2], times[RUNS - 1]);
    }
}
