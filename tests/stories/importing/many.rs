//! How long many rows take and what they cost, measured when asked for.

use std::time::Instant;

use serde_json::{Value, json};

use super::{Desk, messy};

/// The most memory this process ever had, in MiB; where the system tells.
fn peak() -> u64 {
    let told = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kibibytes.unwrap_or_default() / 1024
}

/// `RECEPTION_ROWS=100000 cargo nextest run --run-ignored only -E 'test(many_rows)'`.
#[test]
#[ignore = "takes minutes and judges nothing but that every row comes back"]
#[expect(clippy::print_stderr, reason = "the figures are what is asked for")]
fn many_rows_are_measured() {
    let count = std::env::var("RECEPTION_ROWS").ok().and_then(|text| text.parse().ok());
    let count: usize = count.unwrap_or(20_000);
    let desk = Desk::new();
    let path = desk.path("2023年台账.xlsx");
    messy::workbook(&path, &messy::rows(count));
    let size = std::fs::metadata(&path).expect("a file").len() / 1024;
    let plan = desk.plan(&path, "ledger");
    let begun = peak();
    let started = Instant::now();
    let seen = desk.preview(&plan);
    let previewed = started.elapsed();
    assert_eq!(seen["good"], count);
    let input = json!({ "plan": plan, "sm3": seen["sm3"], "job": "j" });
    let started = Instant::now();
    let done: Value = desk.world.call("accept_import", input);
    let taken = started.elapsed();
    assert_eq!(done["import"]["rows"], count);
    eprintln!(
        "{count} rows, {size} KiB: preview {previewed:.1?}, import {taken:.1?}, \
         memory {begun} → {} MiB",
        peak()
    );
}
