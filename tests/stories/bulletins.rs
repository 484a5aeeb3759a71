//! 专报 (form F16), 年度报告, 会议纪要 (form F4): drafted from the records, edited, numbered without a
//! gap, frozen; what a leader writes upon a 专报 comes back as a demand (scenario 56).

use std::fs;
use std::io::Read;

use reception_tests::pdf::text_of;
use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::sitting::{Sitting, fields, with};
use crate::world::World;

fn draft(world: &World, kind: &str, year: i32, number: u32) -> Value {
    let input = json!({ "kind": kind, "year": year, "number": number, "reception_id": null });
    world.call("draft_bulletin", input)
}

fn issue(world: &World, bulletin: &Value, on: &str) -> Value {
    let more = json!({ "on": on, "first_seq": null, "first_total": null });
    world.call("issue_bulletin", with(bulletin, more))
}

/// The text of a part by its head.
fn part<'v>(bulletin: &'v Value, head: &str) -> &'v Value {
    let sections = bulletin["content"]["sections"].as_array().expect("parts");
    sections.iter().find(|one| one["head"] == head).unwrap_or_else(|| panic!("{head}: {bulletin}"))
}

fn words<'v>(bulletin: &'v Value, head: &str) -> &'v str {
    part(bulletin, head)["text"].as_str().expect("a text")
}

/// The words of a bulletin as PDF and as docx.
fn printed(world: &World, bulletin: &Value) -> (String, String) {
    let pdf = world.outside().join("专报.pdf");
    let input = json!({ "id": bulletin["id"], "path": pdf, "job": "print" });
    let _printed: Value = world.call("print_bulletin", input);
    let docx = world.outside().join("专报.docx");
    let _exported: Value =
        world.call("export_bulletin", json!({ "id": bulletin["id"], "path": docx }));
    let mut archive = zip::ZipArchive::new(fs::File::open(&docx).expect("it is there"))
        .expect("it is a container");
    let mut text = String::new();
    let mut document = archive.by_name("word/document.xml").expect("the document");
    document.read_to_string(&mut text).expect("a text");
    let pieces = text.split("<w:t xml:space=\"preserve\">").skip(1);
    let words = pieces.filter_map(|rest| rest.split("</w:t>").next()).collect();
    (text_of(&pdf), words)
}

fn instruct(bulletin: &Value, sitting: &Sitting, on: &str) -> Value {
    let more = json!({
        "leader_id": sitting.leader, "on": on,
        "text": "请供电公司一周内送电，统战部跟踪。", "enterprise_id": sitting.firm,
        "fields": fields("沱湾冷链送电事项", &sitting.units[0], &[]),
    });
    with(bulletin, more)
}

/// 专报 批示 becomes a new demand linked to the issue (domain.md (e) 56), and the next issue tells
/// what became of it (form F16, the fifth part).
#[test]
fn s56_what_a_leader_writes_upon_a_bulletin_becomes_a_demand() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let _slip = sitting.issued(&world, &[&demand]);
    world.set_time("2026-10-09 09:00");
    let first = draft(&world, "quarterly", 2026, 3);
    assert_eq!(words(&first, "上期批示落实情况"), "", "there was none before");
    let error = world.refused("instruct_bulletin", instruct(&first, &sitting, "2026-10-09"));
    assert!(error.hint.contains("印发以后"), "{}", error.hint);
    let first = issue(&world, &first, "2026-10-09");
    assert_eq!(first["number"], "2026年第1期（总第1期）");

    let early = instruct(&first, &sitting, "2026-10-08");
    let error = world.refused("instruct_bulletin", early);
    assert_eq!(error.fields[0].field, "on");
    world.set_time("2026-10-12 09:00");
    let first: Value = world.call("instruct_bulletin", instruct(&first, &sitting, "2026-10-12"));
    let written = &first["instructions"][0];
    assert_eq!(written["leader_name"], "沈例成");
    assert_eq!(written["on"], "2026-10-12");

    let page: Value = world.call("get_demand", json!({ "id": written["demand_id"] }));
    assert_eq!(page["source"], "bulletin");
    assert_eq!(page["state"], "draft");
    assert_eq!(page["raised_on"], "2026-10-12");
    assert_eq!(page["fields"]["request"], "请供电公司一周内送电，统战部跟踪。");
    assert_eq!(page["bulletin"]["bulletin_id"], first["id"]);
    assert_eq!(page["bulletin"]["issue"], "2026年第1期（总第1期）季度专报");
    assert_eq!(page["timeline"][0]["what"], "由专报批示登记");
    let filter = json!({ "sources": ["bulletin"] });
    let query = json!({
        "filter": filter, "sort": "number", "is_descending": false, "limit": 50, "offset": 0,
    });
    let ledger: Value = world.call("list_ledger", query);
    assert_eq!(ledger["total"], 1, "it counts as other demands do");

    let error = world.refused("void_bulletin", with(&first, json!({ "reason": "写错" })));
    assert!(error.hint.contains("批示"), "{}", error.hint);

    world.set_time("2027-01-11 09:00");
    let next = draft(&world, "quarterly", 2026, 4);
    let told = words(&next, "上期批示落实情况");
    for wanted in [
        "2026年第1期专报批示1件，已办结0件。",
        "区长沈例成2026年10月12日批示“请供电公司一周内送电，统战部跟踪”",
        page["number"].as_str().expect("a number"),
        "现在草稿",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    let next = issue(&world, &next, "2027-01-11");
    assert_eq!(next["number"], "2027年第1期（总第2期）", "the year begins anew, the total goes on");
}

#[test]
fn a_quarter_is_told_by_its_figures_and_hides_who_is_hidden() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let mut hidden = fields("沱湾冷链物流的用电问题", &sitting.units[0], &[]);
    hidden["visibility"] = json!("anonymous");
    let _hidden = sitting.ask(&world, "川江沱湾冷链物流有限公司的变压器太小。", &hidden);
    let _slip = sitting.issued(&world, &[&demand]);
    let bulletin = draft(&world, "quarterly", 2026, 3);
    assert_eq!(bulletin["period"], "2026年三季度");
    let figures: Value =
        world.call("get_figures", json!({ "kind": "quarter", "year": 2026, "number": 3 }));
    let raised = &figures["figures"]["counts"][domain::figures::Figure::Raised as usize];
    let opening = bulletin["content"]["opening"].as_str().expect("a text");
    assert!(opening.contains(&format!("收集诉求{raised}件")), "{opening}");
    assert!(opening.contains("截至2026年9月23日"), "{opening}");
    let table = &part(&bulletin, "基本情况")["figures"];
    let rows = table["rows"].as_array().expect("rows");
    assert_eq!(rows.last().expect("a total")[2], raised.to_string());
    let note = table["note"].as_str().expect("a note");
    assert!(note.contains("统计截至2026年9月23日"), "{note}");
    let shown = bulletin["content"].to_string();
    assert!(!shown.contains("沱湾冷链物流的用电"), "{shown}");

    let again = draft(&world, "quarterly", 2026, 3);
    assert_eq!(again["id"], bulletin["id"], "one draft a quarter");
}

/// The chart under the table: columns as the clerk chooses, none where she wants none.
#[test]
fn a_bulletin_draws_the_columns_chosen() {
    let world = World::sample();
    let mut bulletin = draft(&world, "quarterly", 2026, 3);
    assert_eq!(part(&bulletin, "基本情况")["figures"]["charted"], json!([2, 3]));
    let (pdf, docx) = printed(&world, &bulletin);
    assert!(pdf.contains("图各类别新增、办结") && docx.contains("图　各类别新增、办结"), "{pdf}");
    let refused = |charted: Value| {
        let mut content = bulletin["content"].clone();
        content["sections"][0]["figures"]["charted"] = charted;
        world.faults("save_bulletin", with(&bulletin, json!({ "content": content })))
    };
    let field = "content.sections.0.figures.charted";
    let shares = "件数和比例不能画在一张图里，请只选一种。";
    assert_eq!(refused(json!([2, 7])), [(field.to_owned(), shares.to_owned())]);
    for charted in [json!([1, 2, 3]), json!([0]), json!([8]), json!([2, 2])] {
        let wrong = "附图画一列或两列，请重选。";
        assert_eq!(refused(charted), [(field.to_owned(), wrong.to_owned())]);
    }
    bulletin["content"]["sections"][0]["figures"]["charted"] = json!([]);
    let input = with(&bulletin, json!({ "content": bulletin["content"] }));
    let saved: Value = world.call("save_bulletin", input);
    let (pdf, docx) = printed(&world, &saved);
    assert!(!pdf.contains("图各类别") && !docx.contains("图　各类别"), "{pdf}");
}

#[test]
fn an_issue_is_frozen_and_both_files_say_what_was_edited() {
    let world = World::set_up();
    let _sitting = Sitting::start(&world);
    let mut draft = draft(&world, "quarterly", 2026, 3);
    draft["content"]["mark"] = json!("“统战+经济”工作专报");
    draft["content"]["sections"][1]["text"] = json!("（一）水压不足。涉及企业2户。");
    draft["content"]["copies"][0]["words"] = json!("区委、区政府主要领导，市工商业联合会");
    let input = with(&draft, json!({ "content": draft["content"] }));
    let saved: Value = world.call("save_bulletin", input.clone());
    let stale = world.refused("save_bulletin", input);
    assert_eq!(stale.code, ErrorCode::Conflict);
    let first = json!({ "on": "2026-09-23", "first_seq": 3, "first_total": 11 });
    let issued: Value = world.call("issue_bulletin", with(&saved, first));
    assert_eq!(issued["number"], "2026年第3期（总第11期）");
    for text in <[String; 2]>::from(printed(&world, &issued)) {
        for wanted in ["第3期（总第11期）", "水压不足", "市工商业联合会", "二、共性问题"]
        {
            assert!(text.contains(wanted), "{wanted}: {text}");
        }
    }
    let edited = with(&issued, json!({ "content": issued["content"] }));
    let error = world.refused("save_bulletin", edited);
    assert!(error.hint.contains("已经印发"), "{}", error.hint);

    world.set_time("2027-01-08 09:00");
    let next = self::draft(&world, "quarterly", 2026, 4);
    let copies = &next["content"]["copies"][0]["words"];
    assert_eq!(copies, "区委、区政府主要领导，市工商业联合会", "the list is remembered");
    let given = json!({ "on": "2027-01-08", "first_seq": 9, "first_total": 20 });
    let error = world.refused("issue_bulletin", with(&next, given));
    assert_eq!(error.fields[0].field, "first_seq", "no gap");
    let before = json!({ "on": "2026-09-22", "first_seq": null, "first_total": null });
    let error = world.refused("issue_bulletin", with(&next, before));
    assert_eq!(error.fields[0].field, "on");
    let next = issue(&world, &next, "2027-01-08");
    assert_eq!(next["number"], "2027年第1期（总第12期）");
}

#[test]
fn the_number_of_a_void_issue_is_not_used_again() {
    let world = World::set_up();
    let _sitting = Sitting::start(&world);
    let first = issue(&world, &draft(&world, "quarterly", 2026, 3), "2026-09-23");
    let void: Value = world.call("void_bulletin", with(&first, json!({ "reason": "数据有误" })));
    assert_eq!(void["state"], "void");
    let again = draft(&world, "quarterly", 2026, 3);
    assert_ne!(again["id"], first["id"]);
    let again = issue(&world, &again, "2026-09-23");
    assert_eq!(again["number"], "2026年第2期（总第2期）");
}

#[test]
fn a_year_counts_each_kind_apart() {
    let world = World::sample();
    let report = draft(&world, "annual", 2026, 1);
    let figures: Value =
        world.call("get_figures", json!({ "kind": "year", "year": 2026, "number": 1 }));
    let sittings = &figures["sittings"];
    let held = words(&report, "接待情况");
    for wanted in [
        format!("全年举办接待活动{}场", sittings["sittings"]),
        format!("领导接待{}人次", sittings["leaders"]),
        format!("到会企业{}家", sittings["enterprises"]),
        format!("{}人次（上年", sittings["persons"]),
    ] {
        assert!(held.contains(&wanted), "{wanted}: {held}");
    }
    let count =
        |figure: domain::figures::Figure| figures["figures"]["counts"][figure as usize].to_string();
    let handled = words(&report, "诉求办理情况");
    for wanted in [
        format!("问题{}件", count(domain::figures::Figure::RaisedProblems)),
        format!("交办{}件", count(domain::figures::Figure::Issued)),
        format!("解决（A类）{}件", count(domain::figures::Figure::Solved)),
    ] {
        assert!(handled.contains(&wanted), "{wanted}: {handled}");
    }
    assert!(words(&report, "落实成效").contains("落实金额"));
    assert!(words(&report, "口径说明").contains("按诉求计，一企一项"));
    let (pdf, docx) = printed(&world, &report);
    for text in [pdf, docx] {
        assert!(text.contains("口径说明") && text.contains("按诉求计，一企一项"), "{text}");
    }
}

#[test]
fn a_summary_tells_what_a_sitting_decided() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let _demand = sitting.demand(&world, "三号冷库增容送电受阻");
    let input = json!({
        "kind": "summary", "year": 2026, "number": 1, "reception_id": sitting.id(),
    });
    let summary: Value = world.call("draft_bulletin", input.clone());
    assert_eq!(summary["content"]["mark"], "川江区民营企业接待日纪要");
    let decided = words(&summary, "关于三号冷库增容送电受阻问题");
    assert!(decided.contains("会议明确") && decided.contains("配合"), "{decided}");
    let sat = &summary["content"]["attendance"][0];
    assert!(
        sat["label"] == "出席" && sat["words"].as_str().is_some_and(|one| one.contains("沈例成"))
    );
    let issued = issue(&world, &summary, "2026-09-23");
    assert_eq!(issued["number"], "2026年第1期");
    let (pdf, docx) = printed(&world, &issued);
    for text in [pdf, docx] {
        assert!(
            text.contains("第1期") && text.contains("分送") && !text.contains("总第"),
            "{text}"
        );
    }
    let none = json!({ "kind": "summary", "year": 2026, "number": 1, "reception_id": null });
    let error = world.refused("draft_bulletin", none);
    assert_eq!(error.fields[0].field, "reception_id");
}
