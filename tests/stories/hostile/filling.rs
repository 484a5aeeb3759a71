//! Putting one text into every text field of an input.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use usecases::{CommandError, ErrorCode, dispatch};

use crate::world::World;

/// Fields that are codes, dates or identifiers, or that are filled in for reading only.
const NO_TEXT: &[&str] = &[
    "id",
    "version",
    "new_id",
    "into",
    "after",
    "at",
    "kind",
    "venue",
    "starts",
    "ends",
    "slot",
    "speaker",
    "speaker_ref",
    "spoken_at",
    "capacity",
    "presence",
    "visibility",
    "feedback",
    "urgency",
    "category",
    "industry",
    "scale",
    "flags",
    "source",
    "lead_unit",
    "assisting_units",
    "unit_ids",
    "demand_ids",
    "demands",
    "ids",
    "accompanying",
    "sort",
    "columns",
    "way",
    "cut_off",
    "credit_code",
    "district_code",
    "enterprise_name",
    "enterprise_short_name",
    "unit_name",
    "unit_short_name",
    "lead_unit_name",
    "presence_note",
    "assisting_unit_names",
    "on",
    "class",
    "grade",
    "causes",
    "rung",
];

/// Fields that are codes or the program's own in one use case, and words in another.
const NO_TEXT_PATHS: &[(&str, &str)] = &[
    ("decline_demand", "body.reason"),
    ("answer_assist", "body.opinion"),
    ("complete_demand", "body.reviewer"),
    ("complete_demand", "body.return_reason"),
    ("record_look_back", "body.recorder"),
    ("refer_mediation", "cause"),
    ("record_mediation", "result"),
];

/// Returns the paths of the text fields of an input, as refusals name them.
pub(super) fn text_fields(input: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::String(_) => found.push(path.to_owned()),
            Value::Array(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    walk(row, &format!("{path}.{at}"), found);
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    let is_text = !NO_TEXT.contains(&&**key)
                        && !key.ends_with("_id")
                        && !key.ends_with("_on")
                        && !key.ends_with("_at");
                    if is_text {
                        let path =
                            if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                        walk(field, &path, found);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut found = Vec::new();
    walk(input, "", &mut found);
    found
}

fn set(input: &mut Value, path: &str, text: &str) {
    let pointer = format!("/{}", path.replace('.', "/"));
    *input.pointer_mut(&pointer).expect("the path was walked") = json!(text);
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// Checks that a refusal speaks to the person.
#[track_caller]
fn check_refusal(name: &str, text: &str, error: &CommandError) {
    let shown: String = text.chars().take(20).collect();
    match error.code {
        ErrorCode::Validation => {
            assert!(!error.fields.is_empty(), "{name} {shown:?}: no field named");
            for fault in &error.fields {
                assert!(is_chinese(&fault.message), "{name} {shown:?}: {fault:?}");
            }
        }
        ErrorCode::PreconditionFailed | ErrorCode::DocumentFailed => {
            assert!(is_chinese(&error.hint), "{name} {shown:?}: {error:?}");
        }
        _ => panic!("{name} {shown:?}: {error:?}"),
    }
}

/// A call that went through.
pub(super) struct Filled {
    pub(super) input: Value,
    pub(super) output: Value,
    /// The fields that took the text; the others kept what they had.
    pub(super) kept: BTreeSet<String>,
    /// The journal's last row before the call.
    pub(super) since: i64,
}

/// Calls a use case with `text` in each of its text fields; those that refuse it get their valid
/// text back. Every refusal must be Chinese, at a field, and write nothing.
pub(super) fn fill(world: &World, name: &str, valid: &Value, text: &str) -> Filled {
    let mut paths = text_fields(valid);
    paths.retain(|path| !NO_TEXT_PATHS.contains(&(name, path.as_str())));
    assert!(!paths.is_empty(), "{name} has no text");
    let mut input = valid.clone();
    for path in &paths {
        set(&mut input, path, text);
    }
    let mut kept: BTreeSet<String> = paths.into_iter().collect();
    let shown: String = text.chars().take(20).collect();
    loop {
        let since = last_sequence(world);
        let error = match dispatch(world.office(), name, input.clone()) {
            Ok(output) => return Filled { input, output, kept, since },
            Err(error) => error,
        };
        check_refusal(name, text, &error);
        assert_eq!(last_sequence(world), since, "a refusal of {name} wrote something");
        let named: Vec<&String> = error.fields.iter().map(|fault| &fault.field).collect();
        let is_refused = |path: &String| {
            named.is_empty()
                || named.iter().any(|field| {
                    path == *field
                        || path.starts_with(&format!("{field}."))
                        || path.ends_with(&format!(".{field}"))
                })
        };
        let refused: Vec<String> = kept.iter().filter(|path| is_refused(path)).cloned().collect();
        assert!(!refused.is_empty(), "{name} {shown:?}: {named:?} are no fields of it");
        for path in refused {
            let pointer = format!("/{}", path.replace('.', "/"));
            let before = valid.pointer(&pointer).and_then(Value::as_str).expect("a text");
            set(&mut input, &path, before);
            kept.remove(&path);
        }
    }
}

fn last_sequence(world: &World) -> i64 {
    let last = world.office().store().read(|connection| {
        let query = "SELECT coalesce(max(sequence), 0) FROM journal";
        Ok::<i64, store::StoreError>(connection.query_row(query, [], |row| row.get(0))?)
    });
    last.expect("the journal reads")
}
