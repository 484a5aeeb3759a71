//! Kept exactly or refused; read again and found as it was written.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::cases::{CASES, Case};
use super::filling::{Filled, fill};
use super::scene::Scene;
use super::texts::{hostile, kept, looked_for};
use crate::world::World;

/// Every string of a value with the key it stands under.
fn strings(value: &Value, key: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => found.push((key.to_owned(), text.clone())),
        Value::Array(rows) => rows.iter().for_each(|row| strings(row, key, found)),
        Value::Object(fields) => {
            fields.iter().for_each(|(key, field)| strings(field, key, found));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Every string of the journal rows after `since`.
pub(super) fn journaled(world: &World, since: i64) -> BTreeSet<String> {
    let rows = world.office().store().read(|connection| {
        let mut query = connection
            .prepare("SELECT after FROM journal WHERE sequence > $1 AND after IS NOT NULL")?;
        let rows = query.query_map([since], |row| row.get::<_, String>(0))?;
        Ok::<_, store::StoreError>(rows.collect::<Result<Vec<_>, _>>()?)
    });
    let mut found = Vec::new();
    for row in rows.expect("the journal reads") {
        strings(&serde_json::from_str(&row).expect("JSON"), "", &mut found);
    }
    found.into_iter().map(|(_, text)| text).collect()
}

/// The key a field is called by: that of the list for a text in a list.
fn key(path: &str) -> &str {
    path.rsplit('.').find(|key| key.parse::<usize>().is_err()).expect("a key")
}

/// Checks that each kept field is read again under its name, as often as it was written.
fn check_read(scene: &Scene, case: &Case, filled: &Filled, want: &str) {
    let Some(read) = case.read else { return };
    let mut found = Vec::new();
    strings(&read(scene, &filled.input, &filled.output), "", &mut found);
    for path in &filled.kept {
        let (name, before) = case
            .told_as
            .iter()
            .find(|(field, ..)| *field == key(path))
            .map_or((key(path), ""), |(_, name, before)| (*name, *before));
        let written = filled.kept.iter().filter(|other| key(other) == key(path)).count();
        let want = format!("{before}{want}");
        let read = found.iter().filter(|(key, text)| key == name && *text == want).count();
        assert!(read >= written, "{} {path}: {want:?} is read {read} times", case.name);
    }
}

/// Checks that the one box finds the row by each kept field it looks into.
fn check_found(scene: &Scene, case: &Case, filled: &Filled, text: &str) {
    let query = looked_for(text);
    // Signs alone are no words: what is written in letters or characters is looked for.
    if domain::search_text::match_expression(&query).is_none() {
        return;
    }
    for (_, target) in case.found_as.iter().filter(|(path, _)| filled.kept.contains(*path)) {
        let ids = [&filled.input["new_id"], &filled.output["id"], &filled.input["id"]];
        let id = ids.into_iter().find_map(Value::as_str).expect("a key");
        let query = json!({ "query": query, "limit": 50 });
        let result: Value = scene.world.call("search_everything", query.clone());
        let groups = result["groups"].as_array().expect("groups");
        let hits = groups.iter().filter(|group| group["target"] == **target);
        let mut hits = hits.flat_map(|group| group["hits"].as_array().expect("hits"));
        let is_found = hits.any(|hit| hit["id"].as_str().is_some_and(|one| one.contains(id)));
        assert!(is_found, "{} is not found by {query} as {target}", case.name);
    }
}

#[test]
fn every_text_field_keeps_it_exactly_or_refuses_it() {
    let mut scene = Scene::new();
    let texts = hostile();
    let mut faults = Vec::new();
    for case in CASES {
        scene.renew();
        let mut taken = 0;
        for text in &texts {
            let valid = (case.prepare)(&scene);
            let filled = fill(&scene.world, case.name, &valid, text);
            taken += filled.kept.len();
            let want = kept(text);
            if filled.kept.is_empty() || want.is_empty() {
                continue;
            }
            let scene = &scene;
            let check = std::panic::AssertUnwindSafe(|| {
                let journaled = journaled(&scene.world, filled.since);
                // A reason may stand behind what it explains: 并入某局：….
                let behind = format!("：{want}");
                let is_kept =
                    journaled.contains(&want) || journaled.iter().any(|one| one.ends_with(&behind));
                assert!(is_kept, "{} {want:?} in {:?} was altered", case.name, filled.kept);
                check_read(scene, case, &filled, &want);
                check_found(scene, case, &filled, text);
            });
            if let Err(fault) = std::panic::catch_unwind(check) {
                faults.push(fault.downcast_ref::<String>().cloned().unwrap_or_default());
            }
        }
        assert!(taken > 0, "{} keeps nothing", case.name);
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    let proof: Value = scene.world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);
}
