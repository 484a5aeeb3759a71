//! The Naxi story (issue 2, acceptance 2; scenario 1): one steel-structure firm, four demands,
//! seven units, one 批示, one signed slip, four due dates.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::sitting::{fields, ink, with};
use crate::world::{World, guest, id_of, participant, reception, reference};

const UNITS: [&str; 7] = [
    "区住房和城乡建设局",
    "区财政局",
    "区经济商务和科学技术局",
    "区自然资源和规划局",
    "区行政审批局",
    "区发展和改革局",
    "经济开发区管理委员会",
];

/// Title, what was said, lead unit, assisting units.
const DEMANDS: [(&str, &str, usize, &[usize]); 4] = [
    ("住房租赁试点奖补资金未到位", "参加住房租赁试点两年，奖补资金还没有到账。", 0, &[1]),
    ("二期厂房建设补助未兑现", "二期厂房去年建成，约定的补助没有兑现。", 2, &[1, 6]),
    ("一期厂房验收和办证受阻", "一期厂房投产三年，验收和产权证还没有办下来。", 3, &[0, 4]),
    ("请求减免城市基础设施配套费", "配套费一次交清压力大，请求按政策减免。", 0, &[1, 5]),
];

const INSTRUCTION: &str = "请罗示恒同志牵头，区住建局、区经科局、区自然资源局具体负责，迅速落实。";

fn text_of(pdf: &Path) -> String {
    let output = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8"])
        .arg(pdf)
        .arg("-")
        .output()
        .expect("pdftotext of poppler-utils is installed");
    assert!(output.status.success());
    String::from_utf8(output.stdout)
        .expect("UTF-8 was asked for")
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[test]
fn four_demands_of_one_firm_go_out_on_one_slip() {
    let world = World::at("2023-04-14 08:30");
    world.save_settings();
    let leader = world.leader("周明远", "区委书记");
    let deputy = world.leader("罗示恒", "副区长");
    let firm = world.enterprise("川江钢结构有限公司", "川江钢构");
    let units: Vec<String> = UNITS.iter().map(|name| world.unit(name, "")).collect();
    let mut planned = reception(&leader);
    planned["held_on"] = json!("2023-04-14");
    planned["series_number"] = json!(13);
    planned["guests"] = json!([guest(&firm, "legal_representative")]);
    planned["participants"] = units.iter().map(|id| participant(id)).collect();
    let planned: Value = world.call("save_reception", planned);
    let sitting: Value = world.call("start_reception", reference(&planned));

    world.set_time("2023-04-14 09:40");
    let mut raised = Vec::new();
    for (title, said, lead, assists) in DEMANDS {
        let entry = json!({
            "id": store::new_id(), "reception_id": sitting["id"],
            "guest_id": sitting["guests"][0]["id"], "speaker": "enterprise",
            "speaker_name": "王守成", "speaker_ref": firm, "text": said,
            "spoken_at": "2023-04-14T01:40:00Z", "is_draft": false, "after": null, "version": 0,
        });
        let entry: Value = world.call("save_entry", entry);
        let assists: Vec<&str> = assists.iter().map(|at| units[*at].as_str()).collect();
        let demand: Value = world.call(
            "raise_demand",
            json!({
                "id": store::new_id(), "reception_id": sitting["id"],
                "guest_id": sitting["guests"][0]["id"],
                "quote": { "entry_id": entry["id"], "from": 0, "to": said.chars().count() },
                "fields": fields(title, &units[lead], &assists),
            }),
        );
        // The eve of May Day and its make-up Sunday are counted as the 2023 notice has them.
        assert_eq!(demand["due_on"], "2023-05-08");
        assert_eq!(demand["missing"], json!([]));
        raised.push(demand);
    }
    let numbers: Vec<&Value> = raised.iter().map(|demand| &demand["number"]).collect();
    assert_eq!(numbers, ["2023-0001", "2023-0002", "2023-0003", "2023-0004"]);

    let ids: Vec<&Value> = raised.iter().map(|demand| &demand["id"]).collect();
    let input = json!({ "demands": ids, "reception_id": sitting["id"] });
    let slip: Value = world.call("compose_slip", input);
    assert_eq!(slip["proposal"], "建议按下列分工限期办理。妥否，请批示。");
    let slip: Value = world.call("submit_slip", with(&slip, json!({ "reviewer": "陈启文" })));
    let slip: Value = world.call("approve_slip", with(&slip, json!({ "reviewer": "陈启文" })));
    let slip: Value = world.call(
        "instruct_slip",
        with(
            &slip,
            json!({
                "text": INSTRUCTION, "signer_id": leader, "instructed_on": "2023-04-14",
                "lead_leader_id": deputy, "changes": [],
            }),
        ),
    );
    let slip: Value =
        world.call("sign_slip", with(&slip, json!({ "ink": ink(), "scan_id": null })));
    let slip: Value =
        world.call("issue_slip", with(&slip, json!({ "issuer": "罗示恒", "issued_on": null })));

    assert_eq!(slip["number"], "川工商联交〔2023〕1号");
    let items = slip["items"].as_array().expect("items");
    assert_eq!(items.len(), 4);
    for item in items {
        assert_eq!(item["due_on"], "2023-05-08");
        assert_eq!(item["original_due_on"], "2023-05-08");
        assert_eq!(item["is_provisional"], false);
        assert_eq!(item["tasks"][0]["role"], "lead");
        // One working day for the receipt: the Monday after.
        assert_eq!(item["tasks"][0]["receipt_due_on"], "2023-04-17");
    }
    let tasks = |item: &Value| item["tasks"].as_array().map_or(0, Vec::len);
    assert_eq!(items.iter().map(tasks).collect::<Vec<_>>(), [2, 3, 3, 3]);

    check_paper(&world, &slip);
    check_record(&world, &slip, &raised[0]);
}

/// The PDF's text is the record's, its pages are the preview's, one receipt a unit follows.
fn check_paper(world: &World, slip: &Value) {
    let path = world.outside().join("交办单.pdf");
    let print = json!({
        "ids": [slip["id"]], "with_receipts": false, "is_counted": true, "path": path, "job": "p",
    });
    let printed: Value = world.call("print_slips", print.clone());
    let text = text_of(&path);
    let preview: Value = world.call("preview_slip", json!({ "id": slip["id"] }));
    let pages = preview["pages"].as_array().expect("pages");
    assert_eq!(json!(pages.len()), printed["pages"]);
    assert_eq!(preview["missing_glyphs"], json!([]));
    for words in [
        "川江区民营企业接待日交办单",
        "川工商联交〔2023〕1号",
        "川江钢结构有限公司",
        "王守成（法定代表人）",
        "第13期（2023年4月14日会场）",
        "2023年5月8日",
        "第1次打印",
    ] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
    for unit in UNITS {
        // Columns are narrow: a name may stand on several lines among others.
        let head: String = unit.chars().take(3).collect();
        assert!(text.contains(&head), "{unit} is missing");
    }
    for (title, ..) in DEMANDS {
        assert!(text.contains(title), "{title} is missing in {text}");
    }
    assert_eq!(text.matches("2023年5月8日").count(), 4);

    let mut with_receipts = print;
    with_receipts["with_receipts"] = json!(true);
    let more: Value = world.call("print_slips", with_receipts);
    assert!(more["pages"].as_i64() > printed["pages"].as_i64());
    let text = text_of(&path);
    assert!(text.contains("第2次打印"));
    for copy in 1..=7 {
        let ident = format!("川工商联交〔2023〕1号（回执{copy}—7）");
        assert!(text.contains(&ident), "{ident} is missing in {text}");
    }
    assert!(!text.contains("（回执8—"));
    let fonts = Command::new("pdffonts").arg(&path).output().expect("pdffonts is installed");
    let fonts = String::from_utf8_lossy(&fonts.stdout).into_owned();
    for font in fonts.lines().skip(2) {
        let columns: Vec<&str> = font.split_whitespace().rev().collect();
        // … emb sub uni object generation
        assert_eq!(columns[4], "yes", "not embedded: {font}");
    }
}

/// Ledger, timeline and journal tell the same.
fn check_record(world: &World, slip: &Value, first: &Value) {
    let demand: Value = world.call("get_demand", json!({ "id": first["id"] }));
    assert_eq!(demand["state"], "awaiting_receipt");
    assert_eq!(demand["slip_number"], slip["number"]);
    let told: Vec<&str> = demand["timeline"]
        .as_array()
        .expect("a timeline")
        .iter()
        .filter_map(|row| row["what"].as_str())
        .collect();
    assert_eq!(told, ["签发交办单", "领导批示", "列入交办单，待签批", "会上记入诉求"]);
    let ledger: Value = world.call(
        "list_ledger",
        json!({
            "filter": { "states": ["awaiting_receipt"] }, "sort": "number",
            "is_descending": false, "limit": 50, "offset": 0,
        }),
    );
    assert_eq!(ledger["total"], 4);
    let proof: Value = world.call("verify_journal", json!({}));
    assert_eq!(proof["fault"], Value::Null);
    assert!(!id_of(slip).is_empty());
}
