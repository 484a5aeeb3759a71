//! The power cut (guarantee D2), by hand: it mounts a file system of its own, which needs root, and
//! `mkfs.ext4` and `python3`.
//!
//! `cargo test -p reception-tests --test faults -- --ignored --nocapture power`

use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use usecases::{Office, Opening, dispatch};

use crate::child::{Order, Saved, Work};
use crate::kill::{check_finished, check_last, started};
use crate::record::Chance;
use crate::world::World;

const CUTS: u32 = 50;

/// `EXT4_IOC_SHUTDOWN` with the flag "no log flush": what is not on the medium is gone.
const SHUTDOWN: &str = "import fcntl, os, struct, sys
fcntl.ioctl(os.open(sys.argv[1], os.O_RDONLY), 0x8004587D, struct.pack('I', 2))";

#[test]
#[ignore = "by hand: needs root for a mount of its own"]
fn a_power_cut_loses_nothing_acknowledged() {
    let disk = Disk::new();
    let world = World::set_up();
    let reception = started(&world);
    let folder = disk.mount.join("office");
    copy_office(world, &folder);
    let (mut saves, mut told) = (0, HashMap::new());
    for run in 0..CUTS {
        let work = Work::Type { reception: reception.clone() };
        let acknowledged = disk.cut(&Order { folder: folder.clone(), work, run });
        saves += acknowledged.len();
        told.extend(acknowledged.iter().map(|saved| (saved.entry, saved.step)));
        let office = Office::open(Opening::at(&folder, Vec::new())).expect("it opens after a cut");
        let read = |name, input| dispatch(&office, name, input).expect("it reads");
        let minutes: Value = read("get_minutes", json!({ "id": reception }));
        check_finished(&minutes, &told);
        check_last(&minutes, *acknowledged.last().expect("one save at least"));
        assert_eq!(
            read("verify_journal", json!({ "job": "verify" }))["fault"],
            Value::Null,
            "cut {run}"
        );
    }
    say(&format!("{CUTS} power cuts, {saves} acknowledged saves, 0 lost; the journal holds\n"));
}

#[test]
#[ignore = "by hand: needs root for a mount of its own"]
fn the_power_cut_is_real_for_it_bites_who_does_not_flush() {
    let disk = Disk::new();
    let (mut rows, mut lost) = (0, 0);
    for run in 0..CUTS {
        let order = Order { folder: disk.mount.clone(), work: Work::InsertUnflushed, run };
        let told = disk.cut(&order);
        rows += told.len();
        lost += told.iter().filter(|saved| !has_row(&disk.mount, saved.entry)).count();
    }
    say(&format!("{CUTS} power cuts without flushing: {lost} of {rows} acknowledged rows lost\n"));
    assert!(lost > 0, "the cut takes nothing: the harness proves nothing");
}

fn has_row(folder: &Path, entry: u32) -> bool {
    // The table itself may be gone.
    Connection::open(folder.join("control.db"))
        .and_then(|connection| {
            connection.query_row("SELECT 1 FROM rows WHERE entry = $1", [entry], |_| Ok(()))
        })
        .is_ok()
}

fn copy_office(mut world: World, folder: &Path) {
    world.close();
    run("cp", &["-a", &text(&world.data()), &text(folder)]);
    run("sync", &[]);
}

/// A small ext4 in a file, mounted.
struct Disk {
    _folder: TempDir,
    image: PathBuf,
    mount: PathBuf,
}

impl Disk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let (image, mount) = (folder.path().join("disk"), folder.path().join("mount"));
        std::fs::File::create(&image).and_then(|file| file.set_len(512 << 20)).expect("an image");
        std::fs::create_dir(&mount).expect("a mount point");
        run("mkfs.ext4", &["-q", "-F", &text(&image)]);
        let disk = Self { _folder: folder, image, mount };
        disk.mount();
        disk
    }

    fn mount(&self) {
        run("mount", &["-o", "loop", &text(&self.image), &text(&self.mount)]);
    }

    /// Lets a child work for a moment, cuts the power, and mounts what is on the medium. The child
    /// is paused and heard out before the cut, so that no save is told after it.
    fn cut(&self, order: &Order) -> Vec<Saved> {
        let mut child = order.start();
        child.await_save();
        std::thread::sleep(Duration::from_millis(Chance::new().below(400)));
        child.pause();
        run("python3", &["-c", SHUTDOWN, &text(&self.mount)]);
        let told = child.kill();
        run("umount", &[&text(&self.mount)]);
        self.mount();
        told
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _gone_with_the_machine = Command::new("umount").arg("-l").arg(&self.mount).status();
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[track_caller]
fn run(program: &str, arguments: &[&str]) {
    let status = Command::new(program).args(arguments).status().expect(program);
    assert!(status.success(), "{program} {arguments:?}: {status}");
}

fn say(figures: &str) {
    std::io::stdout().write_all(figures.as_bytes()).expect("standard output");
}
