//! Where a list may be saved, and what stands there when saving fails.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};
use usecases::ErrorCode;

use super::{choices, export};
use crate::world::World;

#[test]
fn an_export_is_journaled_and_refuses_bad_places() {
    let world = World::sample();
    let rows = || {
        let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
        assert!(proof["fault"].is_null());
        proof["rows"].as_i64().expect("a count")
    };
    let outside = world.outside().join("没有这里/名录.xlsx");
    std::fs::create_dir_all(world.data().join("backups")).expect("a folder");
    let inside: Vec<PathBuf> =
        vec![world.data().join("名录.xlsx"), world.data().join("backups/名录.xlsx")];
    for list in choices("") {
        let before = rows();
        export(&world, &list);
        assert_eq!(rows(), before + 1, "{list}");
        for path in ["", "名录.xlsx", "/tmp", outside.to_str().expect("a text")] {
            let input = json!({ "list": list, "path": path, "job": "export" });
            assert_eq!(world.faults("export_list", input)[0].0, "path", "{path}");
        }
        for path in &inside {
            let input = json!({ "list": list, "path": path, "job": "export" });
            let faults = world.faults("export_list", input);
            assert_eq!(faults[0].1, "请不要存到数据文件夹里，换一个位置。", "{faults:?}");
            assert!(!path.exists());
        }
        let other = world.outside().join("名录.csv");
        let faults = world.faults("export_list", json!({ "list": list, "path": other, "job": "" }));
        assert_eq!(faults, [(String::from("path"), String::from("文件名要以 .xlsx 结尾。"))]);
    }
    let year = json!({ "of": "receptions", "year": 300_000, "query": "" });
    let path = world.outside().join("年.xlsx");
    let faults =
        world.faults("export_list", json!({ "list": year, "path": path, "job": "export" }));
    assert_eq!(faults[0].0, "list.year");
}

#[test]
fn a_failed_or_cancelled_export_keeps_what_stood_there() {
    let world = World::sample();
    let path = world.outside().join("名录.xlsx");
    std::fs::write(&path, "旧").expect("an older export");
    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        // Somebody who keeps pressing 取消.
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                world.office().jobs().cancel("stop");
                std::thread::yield_now();
            }
        });
        let input = json!({ "list": choices("")[1], "path": path, "job": "stop" });
        let ended = usecases::dispatch(world.office(), "export_list", input);
        is_over.store(true, Ordering::Relaxed);
        assert_eq!(ended.expect_err("it was stopped").code, ErrorCode::Cancelled);
    });
    let database = rusqlite::Connection::open(world.data().join("reception.db")).expect("open");
    database
        .execute_batch(
            "CREATE TRIGGER no_journal BEFORE INSERT ON journal \
             BEGIN SELECT RAISE(ABORT, 'no'); END",
        )
        .expect("a trigger");
    for list in choices("") {
        let input = json!({ "list": list, "path": path, "job": "export" });
        let _refused = world.refused("export_list", input);
    }
    assert_eq!(std::fs::read_to_string(&path).expect("still there"), "旧");
    let left = std::fs::read_dir(world.outside()).expect("a folder").count();
    assert_eq!(left, 2, "the data folder and the older export");
}
