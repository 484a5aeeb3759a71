//! The ledger's workbook, whole: reading the store, every format, the file; against Python's
//! XlsxWriter, which gets the same cells ready made in its memory and only writes them.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use calamine::{DataRef, Reader, Xlsx, open_workbook};
use chrono::{Days, NaiveDate};
use reception_tests::measure::{Figures, Goal, tell};
use serde_json::json;

use crate::sample;

const ROUNDS: u32 = 3;
const SCRIPT: &str = "../src-tauri/crates/sheets/benches/xlsxwriter_ledger.py";

/// Measures exports; with `BENCH_PYTHON` naming an interpreter that has XlsxWriter, in turn with
/// its constant-memory mode, which is its faster one.
pub(crate) fn run() {
    let data = sample::made();
    let office = sample::open(&data);
    let folder = tempfile::tempdir_in(sample::folder()).unwrap();
    let (path, cells) = (folder.path().join("ledger.xlsx"), folder.path().join("rows.tsv"));
    let export = || {
        let input = json!({ "filter": {}, "variant": "full", "paper": "a3", "path": path,
            "period": "", "job": "bench" });
        sample::call(&office, "export_ledger", &input)
    };
    let page = json!({ "filter": {}, "sort": "number", "is_descending": true, "limit": 50,
        "offset": 0 });
    sample::call(&office, "list_ledger", &page);

    let [mut idle, mut above] = [(); 2].map(|()| Figures::sizes());
    // Forgets the peak so far (proc(5)).
    std::fs::write("/proc/self/clear_refs", "5").unwrap();
    let before = of_self("VmRSS");
    let outcome = export();
    assert!(outcome["rows"].as_u64().unwrap() >= 99_000, "{outcome}");
    idle.add_kib(before);
    above.add_kib(of_self("VmHWM").saturating_sub(before));

    let python = std::env::var_os("BENCH_PYTHON");
    if python.is_some() {
        dump(&path, &cells);
    }
    let [mut ours, mut its] = [(); 2].map(|()| Figures::times());
    for _ in 0..ROUNDS {
        ours.clock(export);
        let Some(python) = &python else { continue };
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(SCRIPT);
        let mut peer = Command::new(python);
        peer.arg(script).args([&cells, &folder.path().join("python.xlsx")]).arg("constant");
        let output = peer.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let seconds = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
        its.add(Duration::from_secs_f64(seconds));
    }
    let job = "ledger export, 100,000 rows";
    tell(job, &ours, "Python XlsxWriter, constant memory", &its, Goal::AsFast(6.0));
    let job = "ledger export, peak above idle";
    tell(job, &above, "the same process idle", &idle, Goal::Limit(64.0));
}

/// A figure of /proc/self/status in KiB.
fn of_self(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

/// Writes the cells of the workbook's rows as the script reads them: one line a row, each cell
/// after a letter for its kind.
fn dump(workbook: &Path, target: &Path) {
    let mut book: Xlsx<_> = open_workbook(workbook).unwrap();
    let sheet = book.sheet_names()[0].clone();
    let mut cells = book.worksheet_cells_reader(&sheet).unwrap();
    let mut file = BufWriter::new(File::create(target).unwrap());
    let (mut row, mut at) = (Vec::new(), 0);
    loop {
        let cell = cells.next_cell().unwrap();
        let (line, column) = cell.as_ref().map_or((u32::MAX, 0), |cell| cell.get_position());
        if line != at {
            // Rows of demands begin with their running number; head and foot do not.
            if row.first().is_some_and(|first: &String| first.starts_with('n')) {
                writeln!(file, "{}", row.join("\t")).unwrap();
            }
            row.clear();
            at = line;
        }
        let Some(cell) = cell else { break };
        row.resize(column as usize, String::from("s"));
        row.push(said(cell.get_value()));
    }
    file.flush().unwrap();
}

fn said(value: &DataRef<'_>) -> String {
    let text = |text: &str| format!("s{}", text.replace(['\n', '\r', '\t'], " "));
    match value {
        DataRef::DateTime(day) => {
            let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap();
            let days = Days::new(day.as_f64() as u64);
            format!("d{}", epoch.checked_add_days(days).unwrap())
        }
        DataRef::Int(number) => format!("n{number}"),
        DataRef::Float(number) => format!("n{number}"),
        DataRef::String(value) => text(value),
        DataRef::SharedString(value) => text(value),
        DataRef::Empty => String::from("s"),
        other => panic!("the ledger has no such cell: {other:?}"),
    }
}
