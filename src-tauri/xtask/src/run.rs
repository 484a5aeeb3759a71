//! Running the program, or playing the sample office where there is no display.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::step::{Failure, Steps, output, run as start};
use crate::{cargo, fonts, root, setup, ui};

/// The tests that play the main job and visit every screen of the sample office.
const PLAYS: [&str; 2] = ["naxi::", "tour::every_screen_shows"];

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
        steps.take("main job", || play(options, &demo))?;
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

/// Plays the main job and visits the sample office in the real window, with pictures.
fn play(options: &Options, demo: &Path) -> Result<(), Failure> {
    let mut test = cargo::workspace(&["test", "--test", "e2e"]);
    test.args(["--", "--test-threads=1", "--nocapture"]).args(PLAYS);
    test.env("RECEPTION_DESK", options.built("reception-desk"));
    start(test.env("RECEPTION_PICTURES", demo))
}

/// Leaves the ledger and the newest slips of the office as files.
fn papers(options: &Options, demo: &Path, office: &Path) -> Result<(), Failure> {
    let on_office = || {
        let mut reception = reception(options);
        reception.arg("--data").arg(office);
        reception
    };
    start(on_office().args(["export", "ledger", "--out"]).arg(demo.join("台账.xlsx")))?;
    let slips = newest_slips(on_office)?;
    for slip in &slips {
        let file = demo.join(format!("交办单-{slip}.pdf"));
        start(on_office().args(["paper", slip, "--with-receipts", "--out"]).arg(file))?;
    }
    if slips.is_empty() {
        Err(Failure::new("the sample office has no issued slip"))
    } else {
        Ok(())
    }
}

/// Returns the draft codes of a few issued slips of this year, else of the year before.
fn newest_slips(on_office: impl Fn() -> Command) -> Result<Vec<String>, Failure> {
    const MEAN_YEAR: u64 = 31_556_952;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let this_year = 1970 + now.as_secs() / MEAN_YEAR;
    for year in [this_year, this_year - 1] {
        let query =
            format!(r#"{{"year":{year},"query":"","states":["issued"],"limit":3,"offset":0}}"#);
        let list = output(on_office().args(["call", "list_slips", &query]))?;
        // Too little to be worth a JSON reader, which every first build would wait for.
        let codes = list.split("\"draft_code\":").skip(1);
        let codes: Vec<String> =
            codes.filter_map(|rest| rest.split('"').nth(1)).map(str::to_owned).collect();
        if !codes.is_empty() {
            return Ok(codes);
        }
    }
    Ok(Vec::new())
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
