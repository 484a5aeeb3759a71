//! Backups, restore, proof of the journal.

mod journal;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::{Value, json};
use usecases::{Office, Opening, safekeeping};

use crate::world::World;

fn attach(world: &World) -> Value {
    let leader = world.leader("何例舟", "副区长");
    let sitting = world.reception(&leader, &[], &[]);
    let scan = world.outside().join("委托书.pdf");
    fs::write(&scan, "%PDF-1.7\n委托书\n%%EOF\n").expect("a file");
    let input = json!({ "path": scan, "owner": "reception", "owner_id": sitting["id"] });
    world.call("attach_file", input)
}

fn back_up(world: &World) -> Value {
    world.call("make_backup", json!({ "job": "backup" }))
}

fn head(office: &Office) -> Value {
    usecases::dispatch(office, "verify_journal", json!({ "job": "verify" }))
        .expect("the journal is read")
}

#[test]
fn a_backup_holds_everything_and_comes_back_elsewhere() {
    let world = World::set_up();
    let attachment = attach(&world);
    let made = back_up(&world);
    assert_eq!((&made["is_good"], &made["attachments"]), (&json!(true), &json!(1)));
    let before = head(world.office());
    assert_eq!(made["journal_sequence"], before["rows"]);

    let into = world.outside().join("恢复");
    let input = json!({ "backup": made["path"], "into": into });
    let restored: Value = world.call("restore_backup", input);
    assert_eq!(restored["journal_sequence"], before["rows"]);
    let office = Office::open(Opening::at(&into, Vec::new())).expect("the restored office opens");
    let after = head(&office);
    assert_eq!((&after["head"], &after["fault"]), (&before["head"], &Value::Null));
    let id = json!({ "id": attachment["id"] });
    usecases::dispatch(&office, "open_attachment", id).expect("its attachment is whole");
}

#[test]
fn a_restore_never_writes_over_anything() {
    let world = World::set_up();
    let made = back_up(&world);
    let taken = world.outside().join("已有");
    fs::create_dir(&taken).expect("a folder");
    fs::write(taken.join("别的.txt"), "x").expect("a file");
    for into in [taken.clone(), world.data(), world.data().join("里面")] {
        let input = json!({ "backup": made["path"], "into": into });
        let faults = world.faults("restore_backup", input);
        assert_eq!(faults[0].0, "into", "{}", into.display());
    }
    assert_eq!(fs::read_dir(&taken).expect("a folder").count(), 1);
}

/// Files of a backup, deepest last.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

#[test]
fn a_backup_that_was_changed_is_never_restored() {
    let world = World::set_up();
    attach(&world);
    let made = back_up(&world);
    let backup = PathBuf::from(made["path"].as_str().expect("a path"));
    let victims = files(&backup);
    assert_eq!(victims.len(), 3, "{victims:?}");
    for (at, victim) in victims.iter().enumerate() {
        let whole = fs::read(victim).expect("a file");
        let mut bytes = whole.clone();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x41;
        fs::write(victim, &bytes).expect("written");
        let into = world.outside().join(format!("坏{at}"));
        let input = json!({ "backup": backup, "into": into });
        let faults = world.faults("restore_backup", input);
        assert_eq!(faults[0].0, "backup", "{}", victim.display());
        assert!(!into.join("reception.db").exists());
        fs::write(victim, &whole).expect("written");
    }
    let input = json!({ "backup": backup, "into": world.outside().join("好") });
    let _restored: Value = world.call("restore_backup", input);
}

#[test]
fn a_damaged_attachment_makes_no_good_backup() {
    let world = World::set_up();
    attach(&world);
    let good = back_up(&world);
    let shelf = files(&world.data().join("attachments"));
    fs::write(&shelf[0], "坏了").expect("written");
    world.set_time("2026-09-23 11:00");
    // The copy of the previous backup is still whole, and it is what gets linked.
    assert_eq!(back_up(&world)["is_good"], true);
    fs::remove_dir_all(world.data().join("backups")).expect("removed");
    world.set_time("2026-09-23 12:00");
    let bad = back_up(&world);
    assert_eq!(bad["is_good"], false);
    assert!(!bad["fault"].as_str().expect("a text").is_empty());
    assert_eq!(safekeeping::last_good_backup(&world.data()), None);
    assert_ne!(good["path"], bad["path"]);
}

#[test]
fn backups_are_made_when_due_and_changed() {
    let world = World::set_up();
    let due = |world: &World| {
        safekeeping::back_up_if_due(world.office()).expect("a backup").map(|made| made.made_at)
    };
    assert!(due(&world).is_some());
    world.leader("何例舟", "副区长");
    world.set_time("2026-09-23 09:59");
    assert_eq!(due(&world), None);
    world.set_time("2026-09-23 10:00");
    assert!(due(&world).is_some());
    world.set_time("2026-09-23 18:00");
    assert_eq!(due(&world), None, "nothing changed");
    assert_eq!(safekeeping::back_up_at_exit(world.office()).expect("a backup"), None);
    world.leader("单晓明", "区长");
    assert!(safekeeping::back_up_at_exit(world.office()).expect("a backup").is_some());
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["last_backup"]["at"], "2026-09-23T10:00:00Z");
}

#[test]
fn a_second_place_gets_its_own_copy() {
    let world = World::set_up();
    let stick = world.outside().join("移动盘");
    fs::create_dir(&stick).expect("a folder");
    let inside = world.data().join("prints");
    fs::create_dir_all(&inside).expect("a folder");
    for folder in [inside, world.outside().join("没有")] {
        let faults = world.faults("choose_backup_folder", json!({ "folder": folder }));
        assert_eq!(faults[0].0, "folder");
    }
    let chosen: Value = world.call("choose_backup_folder", json!({ "folder": stick }));
    assert_eq!(chosen["second_folder"], json!(stick));
    back_up(&world);
    let list: Value = world.call("list_backups", json!({}));
    assert_eq!(list["backups"].as_array().map(Vec::len), Some(2));

    fs::remove_dir_all(&stick).expect("pulled out");
    fs::write(&stick, "").expect("something else in its place");
    world.set_time("2026-09-23 10:30");
    let made = back_up(&world);
    assert_eq!(made["is_good"], true);
    assert!(made["fault"].as_str().expect("a text").contains("第二位置"));
    // Nobody looks at a backup made in the background: the frame tells.
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["backup_fault"], made["fault"]);
}

#[test]
fn a_place_that_was_out_or_is_new_gets_what_it_lacks() {
    let world = World::set_up();
    let stick = world.outside().join("移动盘");
    fs::create_dir(&stick).expect("a folder");
    let due = |world: &World| safekeeping::back_up_if_due(world.office()).expect("a backup");
    let fault =
        |world: &World| world.call::<Value>("get_status", json!({}))["backup_fault"].clone();
    let own = due(&world).expect("the first one");
    assert!(Path::new(&own.path).starts_with(world.data()));

    // Newly chosen: it does not wait for the hour of the data folder's own.
    world.set_time("2026-09-23 09:05");
    let _chosen: Value = world.call("choose_backup_folder", json!({ "folder": stick }));
    let copy = due(&world).expect("the new place has none");
    assert!(Path::new(&copy.path).starts_with(&stick), "{}", copy.path);
    assert_eq!(due(&world), None);

    // Out while something changed: the data folder's own is made, the frame tells of the other.
    fs::rename(&stick, world.outside().join("拔下")).expect("pulled out");
    world.leader("何例舟", "副区长");
    world.set_time("2026-09-23 11:00");
    let own = due(&world).expect("the changes are backed up");
    assert!(own.is_good && Path::new(&own.path).starts_with(world.data()));
    assert!(own.fault.contains("第二位置"), "{}", own.fault);
    assert!(!stick.exists(), "a place that is out is not made anew on this machine");
    world.set_time("2026-09-23 11:05");
    let hint = safekeeping::back_up_if_due(world.office()).expect_err("still out").to_string();
    assert!(hint.contains("第二位置"), "{hint}");
    assert_eq!(fault(&world), json!(own.fault));

    // Back again, without any further change.
    fs::rename(world.outside().join("拔下"), &stick).expect("put in");
    world.set_time("2026-09-23 11:10");
    let copy = due(&world).expect("it lacks what changed");
    assert!(Path::new(&copy.path).starts_with(&stick), "{}", copy.path);
    assert_eq!((copy.fault.as_str(), fault(&world)), ("", json!("")));
    assert_eq!(safekeeping::back_up_at_exit(world.office()).expect("nothing lacks"), None);
}

#[test]
fn a_backup_that_fails_is_tried_again_in_an_hour() {
    let world = World::set_up();
    attach(&world);
    fs::write(&files(&world.data().join("attachments"))[0], "坏了").expect("written");
    let due = |world: &World| safekeeping::back_up_if_due(world.office()).expect("a backup");
    assert!(!due(&world).expect("the first one").is_good);
    for (time, is_made) in [("09:05", false), ("09:59", false), ("10:00", true)] {
        world.set_time(&format!("2026-09-23 {time}"));
        assert_eq!(due(&world).is_some(), is_made, "{time}");
    }
}

#[test]
fn saves_go_on_while_a_backup_is_made() {
    let world = World::sample();
    let (tell, told) = channel();
    let (go_on, wait) = channel();
    let wait = Mutex::new(wait);
    // Every step of the backup waits for a save that begins and ends within it.
    world.office().jobs().listen(move |_| {
        tell.send(()).expect("somebody saves");
        let saved = wait.lock().expect("one job").recv_timeout(Duration::from_secs(30));
        saved.expect("a save ends while the backup stands still");
    });
    let (made, saves) = std::thread::scope(|scope| {
        let world = &world;
        let backup = scope.spawn(move || {
            let made = back_up(world);
            // The saver ends with the listener it hears of.
            world.office().jobs().listen(|_| {});
            made
        });
        let mut saves = 0;
        for () in told {
            world.leader(&format!("何例{saves}"), "副区长");
            saves += 1;
            go_on.send(()).expect("the backup waits");
        }
        (backup.join().expect("the backup ended"), saves)
    });
    assert!(saves > 0, "the backup told no step");
    assert_eq!(made["is_good"], true, "{made}");
    let after = head(world.office());
    assert_eq!(after["fault"], Value::Null);
    // The copy is the state of one moment; what was saved meanwhile is in the next one.
    let held = made["journal_sequence"].as_i64().expect("a number");
    assert!(held < after["rows"].as_i64().expect("a number"), "{held} {after}");
}
