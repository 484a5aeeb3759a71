//! The contract is used as it stands: no use case without a caller, no call without a use case.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use usecases::contract::NAMES;

use crate::hostile::handling::HANDLED;

/// What the shell asks of itself, without the page.
const SHELL: &str = include_str!("../../src-tauri/src/alerts.rs");

fn sources() -> String {
    let mut text = String::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the checkout") {
            let path: PathBuf = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                if !name.ends_with("fakes") {
                    folders.push(path);
                }
            } else if (name.ends_with(".ts") || name.ends_with(".vue"))
                && !name.ends_with(".test.ts")
                && !name.ends_with("bindings.ts")
                && !name.ends_with("fake.ts")
            {
                text.push_str(&fs::read_to_string(&path).expect("a text"));
            }
        }
    }
    text
}

#[test]
fn every_use_case_has_a_caller() {
    let text = sources();
    let is_called =
        |name: &str| text.contains(&format!("'{name}'")) || SHELL.contains(&format!("\"{name}\""));
    let unused: BTreeSet<&str> = NAMES.iter().copied().filter(|name| !is_called(name)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn the_screens_know_the_contract_in_full() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/bridge/bindings.ts");
    let text = fs::read_to_string(path).expect("the bindings");
    let (_, map) = text.split_once("export interface CommandMap {").expect("the map");
    let (map, _) = map.split_once("\n}").expect("its end");
    let known: Vec<&str> =
        map.lines().filter_map(|line| line.trim().split_once(':')).map(|(name, _)| name).collect();
    assert_eq!(known, NAMES);
}

/// What the demand page and 督办 call besides the acts of [`HANDLED`]: each is dispatched in the
/// stories of the handling (`chasing`, `papers`, `rating`, `ends`), of the clues or of the ledger.
const BESIDE_ACTS: &[&str] = &[
    "archive_demands",
    "ask_rating",
    "attach_file",
    "find_names",
    "get_demand",
    "get_slip",
    "list_ledger",
    "list_supervision",
    "preview_act",
    "preview_chase",
    "preview_decline",
    "preview_reply",
    "refer_clue",
    "terminate_demand",
];

#[test]
fn every_call_of_the_handling_screens_is_dispatched_by_a_story() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/views");
    let mut called = BTreeSet::new();
    for folder in ["ledger/handling", "supervision"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder of the checkout") {
            let path = entry.expect("an entry").path();
            if path.to_string_lossy().ends_with(".test.ts") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("a text");
            let names = text.split("call('").skip(1).filter_map(|rest| rest.split_once('\''));
            called.extend(names.map(|(name, _)| name.to_owned()));
        }
    }
    assert!(called.len() > 20, "{called:?}");
    let told: BTreeSet<&str> = HANDLED.iter().chain(BESIDE_ACTS).copied().collect();
    let untold: Vec<&String> = called.iter().filter(|name| !told.contains(name.as_str())).collect();
    assert!(untold.is_empty(), "{untold:?}");
}
