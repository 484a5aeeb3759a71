//! The measurements: by hand or by name, never part of the gate.

use std::path::PathBuf;
use std::process::Command;

use crate::step::{Failure, run};
use crate::{cargo, root, setup, ui};

/// The benches in their order: the window starts on the office that the one before it made.
const BENCHES: [&str; 3] = ["slips", "office", "window"];
/// What the ledger's workbook is measured against.
const PEER: &str = "XlsxWriter==3.3.1";

/// Measures in release and prints ratios: everything, or the benches named.
///
/// # Errors
/// When a name is unknown or a measurement fails.
pub(crate) fn bench(names: &[&str]) -> Result<(), Failure> {
    if let Some(unknown) = names.iter().find(|name| !BENCHES.contains(name)) {
        return Err(Failure::new(format!("{unknown}: there are {}", BENCHES.join(", "))));
    }
    setup::setup()?;
    ui::build_if_stale()?;
    // Programs and benches in one go: a bench's own dependencies unify the features of shared
    // ones, and apart the typesetter would be compiled twice.
    let benches = BENCHES.iter().flat_map(|name| ["--bench", name]);
    let programs = ["build", "--release", "--bin", "reception", "--bin", "reception-desk"];
    run(cargo::workspace(&programs).args(benches))?;
    let python = python()?;
    for name in BENCHES.iter().filter(|name| names.is_empty() || names.contains(name)) {
        let mut bench = cargo::workspace(&["bench", "--bench", name]);
        // The office's own time, whatever the machine's.
        run(bench.env("BENCH_PYTHON", &python).env("TZ", "Asia/Shanghai"))?;
    }
    Ok(())
}

/// Returns a Python that has the peer, fetching it at the first time.
fn python() -> Result<PathBuf, Failure> {
    let folder = root().join("target/tools/bench");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let stamp = folder.join(PEER);
    if !stamp.is_file() {
        println!("  fetching {PEER} into {}", folder.display());
        let starter = if cfg!(windows) { "python" } else { "python3" };
        run(Command::new(starter).args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--no-deps", PEER]))?;
        std::fs::write(&stamp, "").map_err(Failure::io(stamp.display()))?;
    }
    Ok(python)
}
