//! The shapes of all inputs, read from the TypeScript of the contract: a new use case or field joins
//! every story that walks them by itself.

use std::collections::HashMap;
use std::path::Path;

use serde_json::{Map, Value, json};

/// The types of the contract.
pub(crate) struct Shapes {
    types: HashMap<String, String>,
    inputs: Vec<(String, String)>,
}

impl Shapes {
    /// Reads the generated file.
    pub(crate) fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bridge/bindings.ts");
        let text = without_comments(&std::fs::read_to_string(path).expect("the bindings"));
        let types = text.split("export type ").skip(1).filter_map(|part| {
            let (name, rest) = part.split_once(" = ")?;
            let (body, _) = rest.split_once(';')?;
            Some((name.to_owned(), body.split_whitespace().collect::<Vec<_>>().join(" ")))
        });
        let (_, map) = text.split_once("export interface CommandMap {").expect("the map");
        let (map, _) = map.split_once("\n}").expect("its end");
        let inputs = map.lines().filter_map(|line| {
            let (name, rest) = line.trim().split_once(": { input: ")?;
            Some((name.to_owned(), rest.split_once(';')?.0.to_owned()))
        });
        Self { inputs: inputs.collect(), types: types.collect() }
    }

    /// Returns an input of each use case with every optional field filled and one row in each list.
    /// What it names does not exist.
    pub(crate) fn inputs(&self) -> Vec<(&str, Value)> {
        let sample = |(name, shape): &'_ (String, String)| self.sample("", shape, name);
        self.inputs.iter().map(|input| (input.0.as_str(), sample(input))).collect()
    }

    fn sample(&self, key: &str, shape: &str, of: &str) -> Value {
        let shape = shape.trim();
        if let Some(some) = shape.strip_suffix("| null") {
            return self.sample(key, some, of);
        }
        if let Some(one) = shape.strip_prefix("Array<").and_then(|rest| rest.strip_suffix('>')) {
            return json!([self.sample(key, one, of)]);
        }
        // Of several shapes the first.
        if let Some((one, _)) = shape.starts_with('{').then(|| shape.split_once("} | {")).flatten()
        {
            return self.sample(key, &format!("{one}}}"), of);
        }
        if let Some(fields) = shape.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            let fields = parts(fields).into_iter().filter_map(|field| field.split_once(": "));
            let fields = fields.map(|(key, shape)| {
                let key = key.trim().trim_end_matches('?').trim_matches('"');
                (key.to_owned(), self.sample(key, shape, of))
            });
            return Value::Object(fields.collect::<Map<_, _>>());
        }
        if let Some(tuple) = shape.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return parts(tuple).iter().map(|shape| self.sample(key, shape, of)).collect();
        }
        match shape {
            "string" => json!(text(key)),
            "number" => json!(1),
            "boolean" => json!(true),
            "Record<symbol, never>" => json!({}),
            literal if literal.starts_with('"') => {
                json!(literal.split('"').nth(1).expect("a code"))
            }
            name => match self.types.get(name).map(String::as_str) {
                Some("string") => json!(store::new_id()),
                Some(body) => self.sample(key, body, of),
                None => panic!("{of}: no type {name:?}"),
            },
        }
    }
}

/// A text of a field's kind, told by its name.
fn text(key: &str) -> &'static str {
    match key {
        "starts" | "ends" | "slot" => "09:30:00",
        "from" | "to" => "2026-09-23",
        "at" => "2026-09-23T01:00:00Z",
        "path" | "folder" | "backup" | "into" => "/nowhere",
        "cut_off" => "17:30",
        _ if key.ends_with("_at") => "2026-09-23T01:00:00Z",
        "on" | "date" | "answer_by" | "ask_by" => "2026-09-23",
        _ if key.ends_with("_on") || key.ends_with("_from") || key.ends_with("_to") => "2026-09-23",
        _ => "甲",
    }
}

/// Splits at the commas outside of brackets.
fn parts(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        match c {
            '<' | '[' | '{' => depth += 1,
            '>' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[from..]);
    parts
}

fn without_comments(text: &str) -> String {
    let mut kept = String::new();
    for part in text.split("/*") {
        kept.push_str(part.split_once("*/").map_or(part, |(_, rest)| rest));
    }
    kept
}
