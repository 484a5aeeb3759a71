//! The brief before a sitting and the sheet an enterprise signs after it.

use serde_json::{Value, json};
use usecases::ErrorCode;

use super::registered;
use crate::sitting::Sitting;
use crate::world::World;

/// The words of a form, without blanks, and on how many pages they stand.
fn printed(world: &World, form: Value, name: &str) -> (String, i64) {
    let path = world.outside().join(name);
    let input = json!({ "form": form, "path": path, "job": name });
    let printed: Value = world.call("print_form", input);
    let run = std::process::Command::new("pdftotext").arg(&path).arg("-").output();
    let text = String::from_utf8(run.expect("pdftotext runs").stdout).expect("text");
    (text.split_whitespace().collect(), printed["pages"].as_i64().expect("pages"))
}

#[test]
fn the_brief_tells_what_was_promised_before_what_is_over() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let guest = sitting.reception["guests"][0].clone();
    let firm = guest["enterprise_id"].as_str().expect("an id");
    let name = guest["enterprise_name"].as_str().expect("a name");
    let owed = registered(&world, firm, "生产线招工难", "缺口八十名普工。", "open");
    registered(&world, firm, "匿名反映的事", "不能让人知道。", "anonymous");
    let other = world.enterprise("川江乙纺织有限公司", "乙纺织");
    registered(&world, &other, "车间缺人开不满工", "操作手找不到，普工招不到。", "open");
    let form = json!({ "of": "brief", "guest_id": guest["id"] });
    let (text, pages) = printed(&world, form, "brief.pdf");
    assert_eq!(pages, 1);
    let number = owed["number"].as_str().expect("a number");
    for wanted in
        ["会前简报", name, number, "生产线招工难", "请组织一次专场招聘", "车间缺人开不满工"]
    {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    assert!(!text.contains("匿名反映的事"), "beside the name it would be known whose it is");
    assert!(text.find("尚未兑现") < text.find("已经了结"), "{text}");
}

#[test]
fn the_sheet_lists_what_was_written_down_and_waits_for_the_signature() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let guest = sitting.reception["guests"][0].clone();
    let form = json!({ "of": "confirmation", "guest_id": guest["id"] });
    let early = world.refused("preview_form", json!({ "form": form }));
    assert_eq!(early.code, ErrorCode::PreconditionFailed);
    for title in ["三号冷库增容送电受阻", "货车限行影响配送"] {
        sitting.demand(&world, title);
    }
    let (text, pages) = printed(&world, form, "sheet.pdf");
    assert_eq!(pages, 1);
    let name = guest["enterprise_name"].as_str().expect("a name");
    for wanted in ["诉求确认单", name, "2项", "三号冷库增容送电受阻", "货车限行", "与会上所说一致"]
    {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
    for wanted in ["到会人签字", "更正"] {
        assert!(text.contains(wanted), "{wanted} is not in {text}");
    }
}

#[test]
fn a_brief_on_an_enterprise_that_asked_much_stays_on_its_page() {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    let guest = sitting.reception["guests"][0].clone();
    for at in 1..=14 {
        let title = format!("第{at}件事：车间招工难，普工招不到");
        registered(&world, &sitting.firm, &title, &"缺口八十名普工。".repeat(30), "open");
    }
    let form = json!({ "of": "brief", "guest_id": guest["id"] });
    let (text, pages) = printed(&world, form, "long.pdf");
    assert_eq!(pages, 1, "{text}");
    assert!(text.contains("项，见台账"), "{text}");
}
