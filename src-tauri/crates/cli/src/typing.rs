//! Live entry without a window: the tests that kill the program drive it.

use std::io::{BufRead, Write};

use serde_json::{Value, json};
use usecases::{Office, dispatch};

use crate::outcome::Failure;

/// Reads one `save_entry` input a line, without its version, and answers each durable save with
/// one line. Nothing is written before the save is durable.
pub(crate) fn follow(office: &Office) -> Result<(), Failure> {
    let mut versions = std::collections::HashMap::<String, i64>::new();
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let mut input: Value = serde_json::from_str(&line?)
            .map_err(|_| Failure::Usage(String::from("每行应是一条记录的 JSON。")))?;
        let id = input["id"].as_str().unwrap_or_default().to_owned();
        input["version"] = json!(versions.get(&id).copied().unwrap_or(0));
        let characters = input["text"].as_str().unwrap_or_default().chars().count();
        let saved = dispatch(office, "save_entry", input)?;
        versions.insert(id.clone(), saved["version"].as_i64().unwrap_or(0));
        let answer = json!({ "id": id, "version": saved["version"], "characters": characters });
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}
