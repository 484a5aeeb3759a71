//! What a check of the journal tells, and long work that is followed and stopped.

use std::fs;
use std::sync::Mutex;
use std::sync::mpsc::channel;

use serde_json::{Value, json};
use usecases::ErrorCode;
use usecases::jobs::Progress;

use super::{back_up, files, head};
use crate::world::World;

#[test]
fn a_changed_journal_is_named_by_its_first_bad_row() {
    let mut world = World::set_up();
    world.leader("何例舟", "副区长");
    let rows = head(world.office())["rows"].as_i64().expect("a number");
    world.close();
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("opens");
    database.execute("UPDATE journal SET clerk = '别人' WHERE sequence = 2", []).expect("changed");
    database.close().expect("closes");
    world.reopen();
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!((&proof["rows"], &proof["fault"]["sequence"]), (&json!(rows), &json!(2)));
    assert_eq!(proof["fault"]["kind"], "changed");
    let status: Value = world.call("get_status", json!({}));
    assert_eq!(status["is_journal_broken"], true, "known since the proof");
    // A backup of it is kept and does not count.
    assert_eq!(back_up(&world)["is_good"], false);
    let unknown = world.refused("restore_backup", json!({ "backup": "/nowhere", "into": "/tmp" }));
    assert_eq!(unknown.code, ErrorCode::Validation);
}

#[test]
fn a_cut_journal_is_told_in_the_frame_and_stays_a_fault() {
    let mut world = World::set_up();
    world.leader("何例舟", "副区长");
    let rows = head(world.office())["rows"].as_i64().expect("a number");
    world.close();
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("opens");
    database.execute("DELETE FROM journal WHERE sequence = ?", [rows]).expect("cut");
    database.close().expect("closes");
    for name in ["单晓明", "何例", "何舟"] {
        world.reopen();
        let status: Value = world.call("get_status", json!({}));
        assert_eq!(status["is_journal_broken"], true);
        world.leader(name, "区长");
        let fault = &head(world.office())["fault"];
        assert_eq!((&fault["sequence"], &fault["kind"]), (&json!(rows), &json!("cut_off")));
        assert_eq!(back_up(&world)["is_good"], false);
        fs::remove_dir_all(world.data().join("backups")).expect("removed");
    }
}

/// Runs long work while somebody notes its steps, and stops it at the first one if told to.
fn followed(
    world: &World,
    name: &str,
    stop: bool,
) -> (Result<Value, usecases::CommandError>, Vec<Progress>) {
    let jobs = world.office().jobs();
    let (tell, told) = channel();
    let (go_on, wait) = channel();
    let wait = Mutex::new(wait);
    jobs.listen(move |step| {
        tell.send(step.clone()).expect("somebody follows");
        wait.lock().expect("one job").recv().expect("somebody follows");
    });
    std::thread::scope(|scope| {
        let follower = scope.spawn(move || {
            let mut steps = Vec::new();
            for step in told {
                steps.push(step);
                if stop {
                    jobs.cancel("long");
                }
                go_on.send(()).expect("the job waits");
            }
            steps
        });
        let ended = usecases::dispatch(world.office(), name, json!({ "job": "long" }));
        // The follower ends with the listener it hears of.
        jobs.listen(|_| {});
        (ended, follower.join().expect("it followed to the end"))
    })
}

#[test]
fn long_work_tells_how_far_it_is_and_stops_when_asked() {
    let world = World::sample();
    for name in ["make_backup", "verify_journal"] {
        let (ended, steps) = followed(&world, name, false);
        ended.expect("it ends well");
        assert!(!steps.is_empty(), "{name} told nothing");
        assert!(steps.iter().all(|step| step.job == "long" && step.done <= step.total), "{name}");
        assert!(steps.is_sorted_by_key(|step| step.done), "{name}");
    }
    let before = files(&world.data().join("backups"));
    world.set_time("2026-09-23 12:00");
    for name in ["make_backup", "verify_journal"] {
        let (ended, _) = followed(&world, name, true);
        assert_eq!(ended.expect_err("it was stopped").code, ErrorCode::Cancelled, "{name}");
    }
    assert_eq!(files(&world.data().join("backups")), before, "a stopped backup left something");
}
