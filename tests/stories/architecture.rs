//! The house keeps its plan: who may name whom, and where.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns every file below `folder` with one of these endings, with its text.
fn files(folder: &str, endings: &[&str]) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the checkout") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            if path.is_dir() {
                if name != "node_modules" && name != "dist" && name != "target" {
                    folders.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let short = path.strip_prefix(root()).expect("below the root");
                let text = fs::read_to_string(&path).expect("a text");
                found.insert(short.to_string_lossy().into_owned(), text);
            }
        }
    }
    found
}

/// Returns what a crate depends on, the tests apart.
fn dependencies(manifest: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(manifest)).expect("a manifest");
    let mut names = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        if line.starts_with('[') {
            is_inside = line.ends_with("dependencies]") && !line.contains("dev-dependencies");
        } else if is_inside && let Some((name, _)) = line.split_once([' ', '.', '=']) {
            names.push(name.to_owned());
        }
    }
    names
}

const CRATES: [(&str, &[&str]); 7] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("papers", &["domain"]),
    ("scans", &[]),
    ("sheets", &["domain"]),
    ("usecases", &["domain", "papers", "scans", "sheets", "store"]),
    ("cli", &["domain", "papers", "scans", "sheets", "store", "usecases"]),
];

#[test]
fn dependencies_point_one_way() {
    for (name, allowed) in CRATES {
        let found = dependencies(&format!("src-tauri/crates/{name}/Cargo.toml"));
        assert!(found.len() > 2, "{name}: the manifest was not read: {found:?}");
        for dependency in found {
            let is_ours = CRATES.iter().any(|(one, _)| *one == dependency);
            assert!(!is_ours || allowed.contains(&&*dependency), "{name} names {dependency}");
        }
    }
}

#[test]
fn only_the_shell_names_tauri() {
    let manifests = files(".", &["Cargo.toml"]);
    assert!(manifests.len() > CRATES.len());
    for manifest in manifests.keys().filter(|name| *name != "Cargo.toml") {
        let names = dependencies(manifest);
        let is_named = names.iter().any(|name| name.starts_with("tauri"));
        assert_eq!(is_named, manifest == "src-tauri/Cargo.toml", "{manifest}: {names:?}");
    }
}

#[test]
fn only_the_bridge_speaks_to_the_window() {
    for (name, text) in files("ui/src", &[".ts", ".vue"]) {
        let is_bridge = name == "ui/src/bridge/call.ts";
        assert!(is_bridge || !text.contains("@tauri-apps"), "{name} imports @tauri-apps");
    }
}

#[test]
fn sql_lives_in_the_store() {
    let words = ["SELECT ", "INSERT INTO", "UPDATE ", "DELETE FROM", "PRAGMA ", ".prepare("];
    for (name, text) in files("src-tauri", &[".rs"]) {
        if name.starts_with("src-tauri/crates/store/") || name.contains("/tests/") {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            let found = words.iter().find(|word| line.contains(**word));
            assert!(found.is_none(), "{name}: {line}");
        }
    }
}

/// A file longer than this holds more than one noun. Tables of data are as long as their data.
const LINES_MAX: usize = 450;

#[test]
fn no_file_outgrows_its_noun() {
    let mut long = Vec::new();
    for (name, text) in files("src-tauri", &[".rs"]).into_iter().chain(files("ui/src", &[".vue"])) {
        if text.lines().count() > LINES_MAX {
            long.push(format!("{name}: {} lines", text.lines().count()));
        }
    }
    assert!(long.is_empty(), "{long:#?}");
}

/// Scenarios of the trade without a story of their number, and why.
const NO_STORY: [(u8, &str); 1] = [(59, "told in safekeeping: a backup comes back elsewhere")];

/// `s06_…` tells scenario 6; more stories than one may.
#[test]
fn every_scenario_has_its_story() {
    let mut told = BTreeSet::new();
    for (name, text) in files("tests/stories", &[".rs"]) {
        let is_other = |line: &str| line.starts_with("fn scenario_");
        assert!(!text.lines().any(is_other), "{name}: the form is s06_…");
        for (at, line) in text.lines().enumerate() {
            let digits = line.strip_prefix("fn s").and_then(|rest| rest.get(..3));
            let number = digits.and_then(|digits| digits.strip_suffix('_'));
            let Some(number) = number.and_then(|number| number.parse::<u8>().ok()) else {
                continue;
            };
            let above: Vec<&str> = text.lines().take(at).collect();
            let mut above = above.iter().rev().take_while(|line| !line.is_empty());
            assert!(above.any(|line| *line == "#[test]"), "{name}: {line}");
            told.insert(number);
        }
    }
    let lacks: Vec<u8> = (1..=60)
        .filter(|number| !told.contains(number))
        .filter(|number| NO_STORY.iter().all(|(exempt, _)| exempt != number))
        .collect();
    assert!(lacks.is_empty(), "no story tells {lacks:?}");
    let stale = NO_STORY.iter().find(|(number, _)| told.contains(number));
    assert_eq!(stale, None, "has its story now");
}
