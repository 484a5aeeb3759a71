//! Packets in: what was tampered with, pasted, outdated or hostile.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Desk, told};
use crate::world::reasoned;

const RECEIPT: [(&str, &str); 3] =
    [("签收人", "罗示川"), ("签收日期", "2026-09-23"), ("签收方式", "当面")];

#[test]
fn s51_edited_numbers_and_rows_of_another_unit_are_refused_and_good_rows_taken() {
    let desk = Desk::issued();
    let (mut book, mut other) = (desk.packet(0), desk.packet(2));
    book.fill(0, &RECEIPT);
    other.fill(0, &RECEIPT);
    book.paste(&other, 0);
    let path = desk.handed_back(&book);
    let seen = desk.preview(&path);
    assert_eq!(told(&seen), ["receipt good", "row refused 这一行不是本单位的任务，没有登记。"]);
    let taken = desk.accept(&path, &seen, &[]);
    assert_eq!(taken["recorded"], 1);
    assert_eq!(desk.demand(&desk.power)["state"], "in_progress");
    assert_eq!(desk.demand(&desk.road)["state"], "awaiting_receipt");
}

#[test]
fn every_number_that_names_a_task_is_guarded() {
    let desk = Desk::issued();
    let cases: &[(&str, &str, &str)] = &[
        ("任务编号", "0192", "任务编号被改动过，查不到这项任务。请用原来的工作包重填。"),
        ("任务编号", "", "任务编号或校验码被删掉了，不知道是哪项任务。请用原来的工作包重填。"),
        ("校验码", "AAAA-AAAA", "校验码与任务编号不符，这一行被改动过，或者来自另一份工作包。"),
        ("交办单字号", "川工商联交〔2026〕99号", "交办单字号或项号被改动过，与任务编号对不上。"),
        ("项号", "2", "交办单字号或项号被改动过，与任务编号对不上。"),
    ];
    for (title, text, reason) in cases {
        let mut book = desk.packet(0);
        book.fill(0, &RECEIPT).fill(0, &[(title, text)]);
        let path = desk.handed_back(&book);
        assert_eq!(told(&desk.preview(&path)), [format!("row refused {reason}")], "{title}");
    }
    // A row of the unit's own older packet has that packet's code.
    let (mut old, mut new) = (desk.packet(0), desk.packet(0));
    old.fill(0, &RECEIPT);
    new.paste(&old, 0);
    let path = desk.handed_back(&new);
    assert!(told(&desk.preview(&path))[0].contains("来自另一份工作包"));
    // Twice in one file.
    let mut twice = old.clone();
    twice.paste(&old, 0);
    let path = desk.handed_back(&twice);
    let told = told(&desk.preview(&path));
    assert_eq!(told[0], "receipt good");
    assert_eq!(told[1], "row refused 同一项任务在表里出现了两次，只看前一行。");
}

#[test]
fn only_a_packet_of_this_office_is_taken() {
    let desk = Desk::issued();
    let refused = |path: &str| {
        let input = json!({ "path": path, "job": "j" });
        desk.world.refused("preview_return", input).hint
    };
    let mut book = desk.packet(0);
    book.fill(0, &RECEIPT);
    let mut bare = book.clone();
    let bare = desk.handed_back(bare.wipe("工作包编号"));
    assert!(refused(&bare).starts_with("表头上没有工作包编号"));
    let mut headless = book.clone();
    let headless = desk.handed_back(headless.wipe("签收人"));
    assert!(refused(&headless).contains("找不到“签收人”这一列"));
    // Another office has other packets.
    let elsewhere = Desk::issued();
    let path = desk.handed_back(&book);
    let input = json!({ "path": path, "job": "j" });
    let hint = elsewhere.world.refused("preview_return", input).hint;
    assert_eq!(hint, "本机没有发过这个编号的工作包，没有收回。");
    // A file that was changed since it was looked at.
    let seen = desk.preview(&path);
    book.fill(0, &[("签收人", "别人")]).save(path.as_ref());
    let input = json!({ "path": path, "sm3": seen["sm3"], "picked": [] });
    let hint = desk.world.refused("accept_return", input).hint;
    assert_eq!(hint, "文件在预览之后改过，请重新收回一次。");
}

#[test]
fn words_dates_and_states_are_refused_with_their_reasons() {
    let desk = Desk::issued();
    let told_of = |cells: &[(&str, &str)]| {
        let mut book = desk.packet(0);
        book.fill(0, cells);
        told(&desk.preview(&desk.handed_back(&book)))
    };
    assert_eq!(
        told_of(&[("签收人", "罗示川")]),
        ["receipt refused 没有填全，还缺：签收日期、签收方式。"]
    );
    assert_eq!(
        told_of(&[("签收人", "罗示川"), ("签收日期", "2026-09-30"), ("签收方式", "当面")]),
        ["receipt refused 签收日期：签收时间不能晚于现在。"]
    );
    assert_eq!(
        told_of(&[("签收人", "罗示川"), ("签收日期", "2026-09-22"), ("签收方式", "当面")]),
        ["receipt refused 签收日期：签收时间不能早于签发或改派日期。"]
    );
    assert_eq!(
        told_of(&[("签收人", &"长".repeat(61)), ("签收日期", "2026-09-23"), ("签收方式", "口头")]),
        ["receipt refused 签收方式不在可选的几项里，请从列表中选。"]
    );
    assert_eq!(
        told_of(&[("签收人", &"长".repeat(61)), ("签收日期", "2026-09-23"), ("签收方式", "当面")]),
        ["receipt refused 签收人：最多 60 个字，现有 61 个。"]
    );
    assert_eq!(
        told_of(&[("进展情况", "x"), ("截至日期", "2026-09-24")]),
        ["progress refused 截至日期：日期不能晚于今天。"]
    );
    // A lead unit has no opinion to give, whatever the locked cells were made to hold.
    let opinion = [("协办意见", "同意"), ("反馈日期", "2026-09-23")];
    assert_eq!(told_of(&opinion), ["assist_answer refused 主办单位请报办结，不填协办意见。"]);
}

#[test]
fn a_task_that_left_the_unit_is_not_completed_by_it() {
    let desk = Desk::issued();
    let mut book = desk.packet(2);
    book.fill(0, &RECEIPT);
    let path = desk.handed_back(&book);
    let demand = desk.demand(&desk.road);
    let mut withdrawn = reasoned(&demand, "企业已自行修好。");
    withdrawn["reviewer"] = json!("陈启文");
    let _gone: Value = desk.world.call("withdraw_demand", withdrawn);
    assert_eq!(told(&desk.preview(&path)), ["receipt refused 这项任务已收回，不再由本单位办理。"]);
}

#[test]
fn a_hostile_workbook_is_refused_at_once() {
    let desk = Desk::issued();
    let path = desk.world.outside().join("来件.xlsx");
    let refused = |bytes: &[u8]| {
        fs::write(&path, bytes).expect("a file");
        let start = Instant::now();
        let hint = desk.world.refused("preview_return", json!({ "path": path, "job": "j" })).hint;
        assert!(start.elapsed() < Duration::from_secs(5), "{hint}");
        hint
    };
    assert!(refused(b"").starts_with("这不是 Excel 工作簿"));
    assert!(refused(b"PK\x03\x04 no more").starts_with("这不是 Excel 工作簿"));
    let old = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    assert!(refused(&old).contains("打开密码"));
    assert!(refused(&vec![0; 21 * 1024 * 1024]).contains("超过 20 MB"));
    let gone =
        desk.world.refused("preview_return", json!({ "path": "/没有/这个.xlsx", "job": "j" }));
    assert!(gone.hint.starts_with("读不出这个文件"), "{}", gone.hint);
    // Two cells at the corners of the sheet: a reader that builds a grid would never come back.
    let mut book = desk.packet(0);
    book.fill(0, &RECEIPT);
    book.far();
    let far = desk.handed_back(&book);
    let start = Instant::now();
    let hint = desk.world.refused("preview_return", json!({ "path": far, "job": "j" })).hint;
    assert!(hint.contains("第 1048576 行还有内容"), "{hint}");
    assert!(start.elapsed() < Duration::from_secs(5));
}
