//! Packets out.

use serde_json::{Value, json};

use super::Desk;
use crate::sitting::fields;
use reception_tests::book::{Book, workbook};

#[test]
fn each_unit_gets_a_folder_with_its_tasks_and_its_slips() {
    let desk = Desk::issued();
    let units: Value = desk.world.call("list_packet_units", json!({}));
    let waiting: Vec<u64> = units["units"]
        .as_array()
        .expect("units")
        .iter()
        .filter_map(|u| u["tasks"].as_u64())
        .collect();
    assert_eq!(waiting, [1, 1, 1]);
    assert!(units["units"][0]["packet_on"].is_null());
    let made = desk.packets("发出");
    let packets = made["packets"].as_array().expect("packets");
    assert_eq!(packets.len(), 3);
    for packet in packets {
        let name = packet["folder"].as_str().expect("a name");
        assert_eq!(Some(name), packet["unit_name"].as_str());
        let folder = desk.world.outside().join("发出").join(name);
        let book = Book::open(&workbook(&folder));
        assert_eq!(book.tasks(), 1);
        assert!(
            book.text(0, "现在要办").starts_with("请于2026年9月24日前签收"),
            "{}",
            book.text(0, "现在要办")
        );
        let slips = std::fs::read_dir(&folder).expect("its folder").filter(|file| {
            file.as_ref().is_ok_and(|file| file.path().extension() == Some("pdf".as_ref()))
        });
        assert_eq!(slips.count(), 1);
    }
    let units: Value = desk.world.call("list_packet_units", json!({}));
    assert_eq!(units["units"][0]["packet_on"], "2026-09-23");
    // Nothing hidden is left beside them.
    assert_eq!(std::fs::read_dir(desk.world.outside().join("发出")).expect("it").count(), 3);
}

#[test]
fn a_folder_that_stands_there_is_never_touched() {
    let desk = Desk::issued();
    let first = desk.packets("发出");
    let place = desk.world.outside().join("发出");
    let mine = place.join(first["packets"][0]["folder"].as_str().expect("a name"));
    std::fs::write(mine.join("笔记.txt"), "我的").expect("a note");
    let again = desk.packets("发出");
    for (old, new) in [0, 1, 2].map(|at| (&first["packets"][at], &again["packets"][at])) {
        let name = old["folder"].as_str().expect("a name");
        assert_eq!(new["folder"], json!(format!("{name} (2)")));
    }
    assert_eq!(std::fs::read_to_string(mine.join("笔记.txt")).expect("the note"), "我的");
    assert_eq!(std::fs::read_dir(place).expect("it").count(), 6);
}

#[test]
fn a_row_tells_the_task_and_a_place_is_asked_for() {
    let desk = Desk::issued();
    let book = desk.packet(1);
    assert_eq!((book.text(0, "身份"), book.text(0, "项号")), ("协办".to_owned(), "1".to_owned()));
    assert_eq!(book.text(0, "标题"), "三号冷库增容送电受阻");
    let refused = desk.world.refused(
        "make_packets",
        json!({ "units": [], "folder": desk.world.outside(), "job": "j" }),
    );
    assert_eq!(refused.fields[0].message, "请至少选一个单位。");
    let inside = desk
        .world
        .faults("make_packets", json!({ "units": null, "folder": desk.world.data(), "job": "j" }));
    assert_eq!(inside[0].0, "folder");
}

#[test]
fn a_unit_without_tasks_gets_none_and_is_named() {
    let desk = Desk::issued();
    let idle = desk.world.unit("区科技局", "");
    let folder = desk.world.outside();
    let input = json!({ "units": [idle], "folder": folder, "job": "j" });
    let refused = desk.world.refused("make_packets", input);
    assert_eq!(refused.hint, "没有要办的任务，不用发工作包。");
    let input = json!({ "units": [idle, desk.sitting.units[0]], "folder": folder, "job": "j" });
    let made: Value = desk.world.call("make_packets", input);
    assert_eq!(made["idle"], json!(["区科技局"]));
    assert_eq!(made["packets"].as_array().map(Vec::len), Some(1));
}

#[test]
fn an_enterprise_that_asked_not_to_be_named_stands_in_no_word_of_a_packet() {
    let desk = Desk::issued();
    let sitting = desk.sitting.again(&desk.world);
    let mut asked = fields("沱湾冷链物流被拖欠货款", &sitting.units[0], &[]);
    asked["visibility"] = json!("anonymous");
    let text = "川江沱湾冷链物流有限公司的货款被拖欠半年。";
    let demand = sitting.ask(&desk.world, text, &asked);
    sitting.issued(&desk.world, &[&demand]);
    let book = desk.packet(0);
    assert_eq!(book.tasks(), 2);
    let words = format!("{}｜{}", book.text(1, "标题"), book.text(1, "内容"));
    assert_eq!(words, "某企业被拖欠货款｜某企业的货款被拖欠半年。");
}
