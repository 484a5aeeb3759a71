//! Slip and receipt print what was written, or say which character no font has.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::{Value, json};

use super::record::Record;
use super::scene::Scene;
use super::texts::{hostile_words, kept};
use crate::world::{World, reference};

/// What a slip prints of the record.
const PRINTED: &[&str] = &[
    "save_office name",
    "save_office slip_mark",
    "save_office contact_name",
    "save_office copies_to.0",
    "save_enterprise record.name",
    "save_reception guests.0.representative",
    "save_leader name",
    "save_unit name",
    "raise_demand fields.title",
    "raise_demand fields.facts",
    "raise_demand fields.request",
    "raise_demand fields.requirement",
    "raise_demand fields.responsible_person",
    "save_slip proposal",
    "save_slip drafted_by",
    "approve_slip reviewer",
    "instruct_slip text",
];

/// What a receipt prints of it.
const ON_RECEIPT: &[&str] = &[
    "save_office contact_name",
    "save_office return_address",
    "save_enterprise record.name",
    "save_unit name",
    "raise_demand fields.title",
];

/// The words of a slip, or of a slip and its receipts, in the order of the page, without blanks.
fn words(world: &World, slip: &Value, with_receipts: bool) -> String {
    let input = json!({
        "ids": [slip["id"]], "with_receipts": with_receipts, "is_counted": false, "path": null,
        "job": "print",
    });
    let printed: Value = world.call("print_slips", input);
    let path = printed["path"].as_str().expect("a path");
    let output = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", path, "-"])
        .output()
        .expect("pdftotext of poppler-utils is installed");
    squeezed(&String::from_utf8_lossy(&output.stdout))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn papers_print_every_text_as_it_is() {
    let mut scene = Scene::new();
    let read: Value = scene.world.call("get_reception", json!({ "id": scene.sitting.id() }));
    scene.sitting.reception = scene.world.call("end_reception", reference(&read));
    let (mut printed, mut faults, mut seen) = (0, Vec::new(), BTreeSet::new());
    // Longer texts go on behind the form; the papers' own tests follow them there.
    for text in hostile_words().iter().filter(|text| text.chars().count() <= 120) {
        let record = Record::write(&scene, text);
        let Some(slip) = &record.slip else { continue };
        let want = squeezed(&kept(text));
        if want.is_empty() {
            continue;
        }
        let count = |fields: &[&str]| fields.iter().filter(|f| record.kept.contains(**f)).count();
        let slip_words = words(&scene.world, slip, false);
        let all_words = words(&scene.world, slip, true);
        let on_slip = slip_words.matches(&want).count();
        let on_all = all_words.matches(&want).count();
        if on_slip < count(PRINTED) {
            faults.push(format!(
                "{text:?} {on_slip} of {} on the slip\n{slip_words}",
                count(PRINTED)
            ));
        }
        if on_all < count(PRINTED) + count(ON_RECEIPT) {
            faults.push(format!("{text:?} {on_all} with the receipts\n{all_words}"));
        }
        printed += 1;
        seen.extend(record.kept);
    }
    for field in PRINTED.iter().chain(ON_RECEIPT) {
        assert!(seen.contains(*field), "{field} took no text");
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    assert!(printed > 30, "only {printed} were printed");
}
