//! Running the program, or playing the sample office where there is no display.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, Steps, run as start};
use crate::{cargo, fonts, root, setup, ui};

/// The test that plays the sample office.
const TOUR: &str = "tour::";

/// How to run.
#[derive(Default)]
pub(crate) struct Options {
    is_demo: bool,
    is_release: bool,
}

impl Options {
    /// Reads the words after `run`.
    ///
    /// # Errors
    /// When one is unknown.
    pub(crate) fn parse(words: &[&str]) -> Result<Self, Failure> {
        let mut options = Self::default();
        for word in words {
            match *word {
                "--demo" => options.is_demo = true,
                "--release" => options.is_release = true,
                other => return Err(Failure::new(format!("unknown option {other}"))),
            }
        }
        Ok(options)
    }

    fn built(&self, name: &str) -> PathBuf {
        cargo::built(if self.is_release { "release" } else { "debug" }, name)
    }
}

/// Sets up, builds and runs.
///
/// # Errors
/// When any of it fails.
pub(crate) fn run(options: &Options) -> Result<(), Failure> {
    let mut steps = Steps::default();
    steps.take("set-up", setup::setup)?;
    steps.take("page", ui::build_if_stale)?;
    steps.take("build", || {
        let mut build = cargo::workspace(&["build", "--bins"]);
        start(build.args(options.is_release.then_some("--release")))
    })?;
    let has_display = !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY");
    if !has_display {
        println!("\nThere is no display: playing the sample office under Xvfb.");
    }
    let demo = root().join("target/demo");
    let office = demo.join("office");
    if options.is_demo || !has_display {
        steps.take("sample office", || sample(options, &office))?;
    }
    if !has_display {
        steps.take("tour", || tour(options, &demo, &office))?;
        steps.take("papers", || papers(options, &demo, &office))?;
        steps.tell();
        return tell(&demo);
    }
    let mut window = Command::new(options.built("reception-desk"));
    window.env("RECEPTION_FONTS", fonts::folder());
    if options.is_demo {
        window.arg("--data").arg(&office);
    }
    start(&mut window)
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Makes the sample office anew: whatever was tried in it before is gone.
fn sample(options: &Options, office: &Path) -> Result<(), Failure> {
    if office.exists() {
        fs::remove_dir_all(office).map_err(Failure::io(office.display()))?;
    }
    start(reception(options).arg("demo").arg(office))
}

/// Returns the command line of the program.
fn reception(options: &Options) -> Command {
    let mut reception = Command::new(options.built("reception"));
    reception.env("RECEPTION_FONTS", fonts::folder());
    reception
}

/// Plays the sample office's main job in the real window.
fn tour(options: &Options, demo: &Path, office: &Path) -> Result<(), Failure> {
    let mut test = cargo::workspace(&["test", "--test", "e2e"]);
    test.args(["--", "--test-threads=1", "--nocapture", TOUR]);
    test.env("RECEPTION_DESK", options.built("reception-desk"));
    start(test.env("RECEPTION_DEMO", office).env("RECEPTION_PICTURES", demo))
}

/// Leaves the ledger and the newest slips of the office as files.
fn papers(options: &Options, demo: &Path, office: &Path) -> Result<(), Failure> {
    let data = [Path::new("--data"), office];
    let mut ledger = reception(options);
    start(ledger.args(data).args(["export", "ledger", "--out"]).arg(demo.join("台账.xlsx")))?;
    for (draft, file) in [("JB2026-0001", "交办单-1.pdf"), ("JB2026-0002", "交办单-2.pdf")] {
        let mut paper = reception(options);
        paper.args(data).args(["paper", draft, "--with-receipts", "--out"]);
        start(paper.arg(demo.join(file)))?;
    }
    Ok(())
}

/// Says what was left where.
fn tell(demo: &Path) -> Result<(), Failure> {
    println!("\nIn {}:", demo.display());
    let entries = fs::read_dir(demo).map_err(Failure::io(demo.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files.iter().filter_map(|file| file.file_name()) {
        println!("  {}", file.to_string_lossy());
    }
    Ok(())
}
