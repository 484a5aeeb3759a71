//! `kill -9` at random moments of live entry (guarantee D1).

use std::collections::HashMap;
use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::child::{Order, Saved, Work};
use crate::record::{self, Chance, LAST_STEP};
use crate::world::{World, id_of};

/// Kills in the gate; `RECEPTION_KILLS` sets another number.
const KILLS: u32 = 60;
/// The longest a reopening may take, the draft on screen.
const REOPEN: Duration = Duration::from_secs(3);

#[test]
fn a_killed_program_loses_nothing_acknowledged() {
    let kills = std::env::var("RECEPTION_KILLS").map_or(KILLS, |text| text.parse().unwrap());
    let mut world = World::set_up();
    let reception = started(&world);
    let mut chance = Chance::new();
    let mut told = HashMap::new();
    let (mut saves, mut drafts, mut ahead, mut slowest) = (0, 0, 0, Duration::ZERO);
    for run in 0..kills {
        world.close();
        let work = Work::Type { reception: reception.clone() };
        let mut child = Order { folder: world.data(), work, run }.start();
        child.await_save();
        std::thread::sleep(Duration::from_micros(chance.below(60_000)));
        let acknowledged = child.kill();
        saves += acknowledged.len();
        told.extend(acknowledged.iter().map(|saved| (saved.entry, saved.step)));
        let begun = Instant::now();
        world.reopen();
        let minutes: Value = world.call("get_minutes", json!({ "id": reception }));
        slowest = slowest.max(begun.elapsed());
        check_finished(&minutes, &told);
        let last = *acknowledged.last().expect("one save at least");
        ahead += usize::from(check_last(&minutes, last) > last);
        drafts += usize::from(minutes["draft"].is_object());
        finish_draft(&world, &reception, &minutes["draft"], &mut told);
    }
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null, "the journal holds after {kills} kills");
    let figures = format!(
        "{kills} kills, {saves} acknowledged saves, 0 lost; {drafts} drafts came back, {ahead} saves \
         were durable before they were told; slowest reopening {} ms; a journal of {} rows holds\n",
        slowest.as_millis(),
        proof["rows"],
    );
    std::io::stdout().write_all(figures.as_bytes()).unwrap();
    assert!(slowest < REOPEN, "{slowest:?}");
}

/// Starts a sitting and returns its id.
pub(crate) fn started(world: &World) -> String {
    let leader = world.leader("李建国", "副区长");
    let enterprise = world.enterprise("川江启明精密机械有限公司", "启明机械");
    id_of(&world.running(&leader, &[&enterprise], &[]))
}

/// Checks that every finished entry that was told stands as it was typed.
pub(crate) fn check_finished(minutes: &Value, told: &HashMap<u32, usize>) {
    let entries = minutes["entries"].as_array().expect("entries");
    let texts: HashMap<&str, &str> = entries
        .iter()
        .filter_map(|entry| Some((entry["id"].as_str()?, entry["text"].as_str()?)))
        .collect();
    for (entry, _) in told.iter().filter(|(_, step)| **step == LAST_STEP) {
        let text = record::text(*entry, LAST_STEP);
        assert_eq!(texts.get(&*record::id(*entry)), Some(&&*text), "entry {entry} is lost");
    }
}

/// Checks that the last save told stands, or the one after it: the program may be killed between
/// the commit and the telling. Returns what stands.
pub(crate) fn check_last(minutes: &Value, last: Saved) -> Saved {
    let next = match last.step {
        LAST_STEP => Saved { entry: last.entry + 1, step: 0 },
        step => Saved { step: step + 1, ..last },
    };
    let stands = |saved: &Saved| {
        let text = record::text(saved.entry, saved.step);
        let is_it = |entry: &Value| {
            entry["id"] == record::id(saved.entry).as_str() && entry["text"] == text.as_str()
        };
        match saved.step {
            LAST_STEP => minutes["entries"].as_array().expect("entries").iter().any(is_it),
            _ => is_it(&minutes["draft"]),
        }
    };
    let found = [next, last].into_iter().find(stands);
    found.unwrap_or_else(|| panic!("{last:?} is lost; the draft is {}", minutes["draft"]))
}

/// Finishes what was being typed, as the clerk does after the start.
fn finish_draft(world: &World, reception: &str, draft: &Value, told: &mut HashMap<u32, usize>) {
    let Some(id) = draft["id"].as_str() else { return };
    let entry = u32::from_str_radix(&id[24..], 16).expect("the number in an id");
    let input = json!({
        "id": id, "reception_id": reception, "guest_id": null, "speaker": "aside",
        "speaker_name": "周敏", "speaker_ref": null, "text": record::text(entry, LAST_STEP),
        "spoken_at": draft["spoken_at"], "is_draft": false, "after": null,
        "version": draft["version"],
    });
    let _saved: Value = world.call("save_entry", input);
    told.insert(entry, LAST_STEP);
}
