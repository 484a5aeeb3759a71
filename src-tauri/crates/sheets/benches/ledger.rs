//! The export of 100,000 demands against Python XlsxWriter on the same cells in the same run.
//!
//! `cargo bench -p sheets` measures this crate. With `BENCH_PYTHON` naming an interpreter that has
//! XlsxWriter, the rows are handed to `xlsxwriter_ledger.py` and the ratio is printed.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench may stop at the first surprise")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::convert::Infallible;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use chrono::NaiveDate;
use common::{mixed_rows, scope};
use sheets::{LedgerRow, Light, Variant, write_ledger};

const ROWS: usize = 100_000;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let patterns: Vec<LedgerRow> = mixed_rows(240);
    let rows = || {
        (0..ROWS).map(|at| {
            let pattern = &patterns[at % patterns.len()];
            Ok::<_, Infallible>(LedgerRow {
                code: format!("2026-{at:06}"),
                content: format!("{}（第{at}件）", pattern.content),
                ..pattern.clone()
            })
        })
    };

    let before = resident_kib("VmRSS");
    let mut times = Vec::new();
    for _ in 0..3 {
        let path = folder.path().join("ledger.xlsx");
        let start = Instant::now();
        write_ledger(&path, &scope(Variant::Full), rows(), &mut |_| ControlFlow::Continue(()))
            .unwrap();
        times.push(start.elapsed().as_secs_f64());
    }
    times.sort_by(f64::total_cmp);
    let median = times[1];
    let size = folder.path().join("ledger.xlsx").metadata().unwrap().len() / 1024;
    println!("sheets: {ROWS} rows, median {median:.2} s of {times:.2?}, file {size} KiB");
    println!("memory above idle: {} KiB", resident_kib("VmHWM").saturating_sub(before));

    let Ok(python) = std::env::var("BENCH_PYTHON") else { return };
    let cells = folder.path().join("rows.tsv");
    dump(
        &cells,
        rows().map(|row| match row {
            Ok(row) => row,
            Err(never) => match never {},
        }),
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/xlsxwriter_ledger.py");
    for mode in ["default", "constant"] {
        let out = folder.path().join("python.xlsx");
        let output =
            Command::new(&python).arg(&script).args([&cells, &out]).arg(mode).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let seconds: f64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
        println!("XlsxWriter {mode}: {seconds:.2} s, {:.1} times as long", seconds / median);
    }
}

/// A figure of /proc/self/status in KiB; 0 where there is none.
fn resident_kib(name: &str) -> u64 {
    std::fs::read_to_string("/proc/self/status")
        .unwrap_or_default()
        .lines()
        .find(|line| line.starts_with(name))
        .and_then(|line| line.split_whitespace().nth(1)?.parse().ok())
        .unwrap_or(0)
}

/// One line per row; each cell starts with a letter for its kind.
fn dump(path: &Path, rows: impl Iterator<Item = LedgerRow>) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for (serial, row) in (1..).zip(rows) {
        let text = |text: &str| format!("s{text}");
        let day = |day: Option<NaiveDate>| day.map_or("s".into(), |day| format!("d{day}"));
        let whole = |count: Option<u32>| count.map_or("s".into(), |count| format!("n{count}"));
        let times = |count: u32| whole((count > 0).then_some(count));
        let light = Light::ALL.iter().position(|light| *light == row.light).unwrap();
        let cells = [
            format!("n{serial}"),
            text(&row.code),
            text(&row.session),
            day(row.on),
            text(&row.receiver),
            text(&row.enterprise),
            text(&row.uscc),
            text(&row.township),
            text(&row.industry),
            text(&row.size),
            text(&row.contact),
            text(&row.phone),
            text(&row.source),
            text(&row.kind),
            text(&row.category),
            text(&row.title),
            text(&row.content),
            text(&row.weight),
            text(&row.disposal),
            text(&row.slip_number),
            day(row.issued_on),
            text(&row.lead_leader),
            text(&row.lead_unit),
            text(&row.co_units),
            text(&row.person),
            whole(row.limit_wd),
            day(row.first_due_on),
            day(row.due_on),
            times(row.extensions),
            day(row.received_on),
            text(&row.progress),
            day(row.progress_on),
            text(&row.state),
            format!("l{light}{}", row.light.word()),
            whole(row.overdue_wd),
            times(row.reminders),
            times(row.supervisions),
            day(row.closed_on),
            whole(row.used_wd),
            text(&row.result_class),
            text(&row.result),
            day(row.replied_on),
            text(&row.rating),
            day(row.revisited_on),
            times(row.redo_rounds),
            row.amount_fen.map_or("s".into(), |fen| format!("n{}.{:02}", fen / 100, fen % 100)),
            text(&row.related),
            text(&row.remark),
        ];
        assert_eq!(cells.len(), sheets::column_titles(Variant::Full).len());
        writeln!(file, "{}", cells.join("\t")).unwrap();
    }
}
