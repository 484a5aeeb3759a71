//! What people type into boxes is only looked for.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use usecases::{ErrorCode, dispatch};

use super::scene::{Scene, demand, planned, slip};
use super::texts::hostile;
use crate::shapes::Shapes;
use crate::world::World;

/// Every use case that looks something up, with an input and where its query stands.
fn queries() -> Vec<(&'static str, Value, &'static str)> {
    let directory = json!({ "query": "", "limit": 100, "offset": 0, "with_retired": true });
    let ledger = json!({
        "filter": { "query": "" }, "sort": "due", "is_descending": false, "limit": 200, "offset": 0,
    });
    vec![
        ("list_leaders", directory.clone(), "query"),
        ("list_units", directory.clone(), "query"),
        ("list_enterprises", directory, "query"),
        (
            "find_names",
            json!({ "query": "", "kinds": [], "reception_id": null, "limit": 50 }),
            "query",
        ),
        (
            "list_receptions",
            json!({ "from": null, "to": null, "query": "", "limit": 50, "offset": 0 }),
            "query",
        ),
        (
            "list_slips",
            json!({ "year": 2026, "query": "", "states": [], "limit": 50, "offset": 0 }),
            "query",
        ),
        ("list_channels", json!({ "query": "" }), "query"),
        ("list_ledger", ledger, "filter.query"),
        ("search_everything", json!({ "query": "", "limit": 50 }), "query"),
    ]
}

fn ask(
    world: &World,
    (name, input, path): &(&str, Value, &str),
    text: &str,
) -> Result<Value, ErrorCode> {
    let mut input = input.clone();
    *input.pointer_mut(&format!("/{}", path.replace('.', "/"))).expect("a query") = json!(text);
    dispatch(world.office(), name, input).map_err(|error| {
        assert!(error.fields.iter().any(|fault| fault.field == *path), "{name} {error:?}");
        error.code
    })
}

#[test]
fn every_query_is_among_them() {
    let shapes = Shapes::read();
    let inputs = shapes.inputs();
    let asking: BTreeSet<&str> = inputs
        .iter()
        .filter(|(_, input)| {
            [&input["query"], &input["filter"]["query"], &input["list"]["query"]]
                .iter()
                .any(|query| query.is_string())
        })
        .map(|(name, _)| *name)
        .collect();
    let mut known: BTreeSet<&str> = queries().into_iter().map(|(name, ..)| name).collect();
    // These keep or print what is looked for; they are tried with the other texts.
    known.extend(["save_view", "export_ledger", "export_list"]);
    assert_eq!(asking, known);
}

#[test]
fn a_hostile_query_is_answered() {
    let scene = Scene::new();
    let _planned: Value = scene.world.call("save_reception", planned(&scene));
    demand(&scene);
    slip(&scene);
    for query in queries() {
        let all = ask(&scene.world, &query, "").expect("all are listed");
        for text in hostile() {
            let is_short = text.trim().chars().count() <= 100;
            match ask(&scene.world, &query, &text) {
                Ok(found) => {
                    assert!(is_short, "{} took a query too long", query.0);
                    let is_blank = text.trim().is_empty();
                    assert!(!is_blank || found == all, "{} narrows by blanks", query.0);
                }
                Err(code) => {
                    assert!(!is_short, "{} {text:?}: {code:?}", query.0);
                    assert_eq!(code, ErrorCode::Validation);
                }
            }
        }
    }
}
