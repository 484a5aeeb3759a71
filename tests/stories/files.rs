//! 附件: kept by hash, opened as a copy.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::sitting::Sitting;
use crate::world::{World, id_of};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n picture";

fn attach(world: &World, name: &str, content: &[u8], owner: &str) -> Value {
    let path = world.outside().join(name);
    fs::write(&path, content).expect("a story writes its own file");
    json!({ "path": path, "owner": "enterprise", "owner_id": owner })
}

#[test]
fn a_file_is_kept_by_its_content_and_opened_as_a_copy() {
    let world = World::set_up();
    let demand = Sitting::start(&world).demand(&world, "三号冷库增容送电受阻");
    let add = |name: &str| -> Value {
        let mut input = attach(&world, name, PNG, &id_of(&demand));
        input["owner"] = json!("demand");
        world.call("attach_file", input)
    };
    let kept = add("营业执照.pdf");
    assert_eq!(kept["media_type"], "image/png", "content decides, not the name");
    let again = add("另一份.png");
    assert_eq!(again["sm3"], kept["sm3"]);
    let detail: Value = world.call("get_demand", json!({ "id": demand["id"] }));
    assert_eq!(detail["attachments"], json!([kept, again]));

    let opened: Value = world.call("open_attachment", json!({ "id": id_of(&kept) }));
    let path = std::path::Path::new(opened["path"].as_str().unwrap());
    assert_eq!(fs::read(path).unwrap(), PNG);
    assert_eq!(path.file_name().unwrap().to_str(), Some("营业执照.png"));
    assert!(path.starts_with(world.data().join("prints")));

    let sm3 = kept["sm3"].as_str().unwrap();
    let stored = world.data().join("attachments").join(&sm3[..2]).join(sm3);
    fs::write(&stored, b"changed").unwrap();
    let refused = world.refused("open_attachment", json!({ "id": id_of(&kept) }));
    assert_eq!(refused.code, ErrorCode::PreconditionFailed);
    assert!(refused.hint.contains("备份"), "{}", refused.hint);
}

#[test]
fn photos_of_a_sitting_are_shown_and_counted_in_its_record() {
    let world = World::set_up();
    world.save_settings();
    let sitting = Sitting::start(&world);
    sitting.demand(&world, "三号冷库增容送电受阻");
    for (name, content) in
        [("会场.png", PNG), ("签到.png", b"\x89PNG\r\n\x1a\n other"), ("议程.pdf", b"%PDF-1.7")]
    {
        let mut input = attach(&world, name, content, sitting.id());
        input["owner"] = json!("reception");
        let _kept: Value = world.call("attach_file", input);
    }
    let list: Value = world.call("list_photos", json!({ "id": sitting.id() }));
    let photos = list["photos"].as_array().expect("photos");
    assert_eq!(photos.len(), 2, "a PDF is no photo");
    let shown: Value = world.call("view_photo", json!({ "id": photos[0]["id"] }));
    assert_eq!(shown["data"], "data:image/png;base64,iVBORw0KGgogcGljdHVyZQ==");
    let form = json!({ "form": { "of": "record", "reception_id": sitting.id() } });
    let paper = world.call::<Value>("preview_form", form).to_string();
    assert!(paper.contains("pages"), "{paper}");
    let sm3 = photos[0]["sm3"].as_str().unwrap();
    let stored = world.data().join("attachments").join(&sm3[..2]).join(sm3);
    fs::write(&stored, b"changed").unwrap();
    let refused = world.refused("view_photo", json!({ "id": photos[0]["id"] }));
    assert!(refused.hint.contains("备份"), "{}", refused.hint);
}

#[test]
fn what_is_no_scan_or_document_is_refused() {
    let world = World::set_up();
    let firm = world.enterprise("沱湾冷链物流有限公司", "");
    for (name, content) in [
        ("程序.pdf", b"MZ\x90\0".as_slice()),
        ("图.svg", b"<svg onload=alert(1)>".as_slice()),
        ("空.pdf", b"".as_slice()),
        ("包.zip", b"PK\x03\x04".as_slice()),
    ] {
        let faults = world.faults("attach_file", attach(&world, name, content, &firm));
        assert_eq!(faults[0].0, "path", "{name}");
    }
    let gone = json!({ "path": "/nowhere/x.pdf", "owner": "enterprise", "owner_id": firm });
    assert_eq!(world.faults("attach_file", gone)[0].0, "path");
    let nobody = world.refused("attach_file", attach(&world, "照片.png", PNG, "nobody"));
    assert_eq!(nobody.code, ErrorCode::NotFound);

    let large = world.outside().join("大.pdf");
    let file = fs::File::create(&large).unwrap();
    file.set_len(50 * 1024 * 1024 + 1).unwrap();
    let input = json!({ "path": large, "owner": "enterprise", "owner_id": firm });
    assert!(world.faults("attach_file", input)[0].1.contains("50 MB"));
}

#[test]
fn old_prints_and_copies_of_attachments_are_cleared_at_the_start() {
    let mut world = World::new();
    let firm = world.enterprise("沱湾冷链物流有限公司", "");
    let open = |name: &str| -> PathBuf {
        let kept: Value = world.call("attach_file", attach(&world, name, PNG, &firm));
        let opened: Value = world.call("open_attachment", json!({ "id": id_of(&kept) }));
        opened["path"].as_str().unwrap().into()
    };
    let (old, new) = (open("旧.png"), open("新.png"));
    let prints = world.data().join("prints");
    let (old_paper, new_paper) = (prints.join("旧.pdf"), prints.join("新.pdf"));
    let elsewhere = world.outside().join("别处");
    fs::create_dir(&elsewhere).unwrap();
    let theirs = elsewhere.join("旧.pdf");
    for (path, made) in [
        (&old, "2026-09-16 08:59"),
        (&new, "2026-09-16 09:01"),
        (&old_paper, "2026-09-16 08:59"),
        (&new_paper, "2026-09-16 09:01"),
        (&theirs, "2026-09-01 09:00"),
    ] {
        let file = fs::File::options().create(true).append(true).open(path).unwrap();
        file.set_modified(crate::world::beijing(made).into()).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(&elsewhere, prints.join("链接")).unwrap();
    world.reopen();
    assert!(!old.parent().unwrap().exists() && !old_paper.exists());
    assert!(new.exists() && new_paper.exists());
    assert!(theirs.exists(), "a link was followed out of the folder");

    // Nor when the folder itself is one.
    #[cfg(unix)]
    {
        fs::remove_dir_all(&prints).unwrap();
        std::os::unix::fs::symlink(&elsewhere, &prints).unwrap();
        world.reopen();
        assert!(theirs.exists(), "a link was followed out of the folder");
    }
}
