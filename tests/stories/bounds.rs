//! Nothing that comes in is without a limit: every string and list of every use case is refused at
//! its field when it is too long, and taken when it is just not.

use serde_json::{Value, json};
use usecases::{CommandError, ErrorCode, dispatch};

use crate::shapes::Shapes;
use crate::world::World;

/// Filled for reading; what an input says there is not looked at.
const ONLY_READ: &[&str] = &[
    "enterprise_name",
    "enterprise_short_name",
    "unit_name",
    "unit_short_name",
    "lead_unit_name",
    "assisting_unit_names",
    "presence_note",
];

/// Texts of a fixed form; their messages speak of the form, not of a length.
const FIXED: &[&str] = &["credit_code", "district_code", "cut_off", "form", "svg"];

/// Texts that begin at the root of the machine's folders.
const PATHS: &[&str] = &["path", "folder", "backup", "into"];

/// Every list and string of an input with its path.
fn leaves(value: &Value, path: &str, found: &mut Vec<(String, bool)>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::String(_) => found.push((path.to_owned(), false)),
        Value::Array(rows) => {
            found.push((path.to_owned(), true));
            for (at, row) in rows.iter().enumerate() {
                leaves(row, &below(&at.to_string()), found);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields.iter().filter(|(key, _)| !ONLY_READ.contains(&&***key)) {
                leaves(field, &below(key), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn at<'v>(input: &'v mut Value, path: &str) -> &'v mut Value {
    input.pointer_mut(&format!("/{}", path.replace('.', "/"))).expect("the path was walked")
}

/// The messages of a refusal at a field or at the list or group it stands in.
fn told(error: &CommandError, path: &str) -> Vec<String> {
    let is_here = |field: &str| path == field || path.starts_with(&format!("{field}."));
    let faults = error.fields.iter().filter(|fault| is_here(&fault.field));
    faults.map(|fault| fault.message.clone()).collect()
}

#[test]
fn nothing_huge_is_taken() {
    let world = World::set_up();
    for (name, input) in Shapes::read().inputs() {
        let mut found = Vec::new();
        leaves(&input, "", &mut found);
        for (path, is_list) in found {
            let mut input = input.clone();
            let place = at(&mut input, &path);
            *place = if is_list {
                let row = place[0].clone();
                vec![row; 20_001].into()
            } else {
                json!("x".repeat(1_000_000))
            };
            let error = dispatch(world.office(), name, input).expect_err(&format!("{name} {path}"));
            let told = told(&error, &path);
            assert!(
                error.code == ErrorCode::Validation && !told.is_empty(),
                "{name} {path}: {:?} {:?}",
                error.code,
                error.fields.first()
            );
            assert!(told.iter().all(|text| !text.is_ascii()), "{name} {path}: {told:?}");
        }
    }
}

/// Tells whether a text of `length` characters is too long for a field.
fn is_too_long(
    world: &World,
    name: &str,
    input: &Value,
    path: &str,
    length: usize,
) -> Option<String> {
    let key = path.rsplit('.').next().expect("a key");
    let text = match PATHS.contains(&key) {
        true => format!("/{}", "字".repeat(length - 1)),
        false => "字".repeat(length),
    };
    let mut input = input.clone();
    *at(&mut input, path) = json!(text);
    let error = dispatch(world.office(), name, input).err()?;
    told(&error, path).into_iter().find(|message| message.contains("最多"))
}

#[test]
fn every_text_is_taken_up_to_its_limit_and_not_beyond() {
    let world = World::set_up();
    let mut fields = 0;
    for (name, input) in Shapes::read().inputs() {
        let mut found = Vec::new();
        leaves(&input, "", &mut found);
        for (path, _) in found.into_iter().filter(|(_, is_list)| !is_list) {
            let key = path.rsplit('.').find(|key| key.parse::<usize>().is_err()).expect("a key");
            let is_free =
                input.pointer(&format!("/{}", path.replace('.', "/"))).is_some_and(|text| {
                    ["甲", "/nowhere"].contains(&text.as_str().unwrap_or_default())
                });
            if !is_free || FIXED.contains(&key) {
                continue;
            }
            // The longest text allowed lies between the two.
            let (mut taken, mut refused) = (1_usize, 20_000);
            while refused - taken > 1 {
                let middle = taken.midpoint(refused);
                match is_too_long(&world, name, &input, &path, middle) {
                    Some(_) => refused = middle,
                    None => taken = middle,
                }
            }
            let message = is_too_long(&world, name, &input, &path, refused);
            let expected = format!("最多 {taken} 个字，现有 {refused} 个。");
            assert_eq!(message.as_deref(), Some(&*expected), "{name} {path}");
            assert!(taken <= 10_000, "{name} {path} takes {taken}");
            fields += 1;
        }
    }
    assert!(fields > 100, "only {fields} fields were found");
}
