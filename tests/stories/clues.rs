//! 线索移送 (transition 26, form F18): a clue leaves everything everybody reads.

use std::fs;

use reception_tests::pdf::text_of;
use rusqlite::Connection;
use serde_json::{Value, json};
use usecases::ErrorCode;

use crate::handling::leaving::words_below;
use crate::ledger::export;
use crate::sitting::{Sitting, fields, with};
use crate::world::{World, guest, reception, reference};

/// Makes the clerk at the desk 保密管理员.
pub(crate) fn clear(world: &World) {
    let status: Value = world.call("get_status", json!({}));
    let clerk = &status["clerk"];
    if clerk["is_cleared"] == false {
        let _cleared: Value =
            world.call("set_clearance", with(clerk, json!({ "is_cleared": true })));
    }
}

/// Returns the input that refers a demand.
pub(crate) fn clue(demand: &Value, sitting: &Sitting) -> Value {
    let more = json!({
        "leader_id": sitting.leader, "receiver": "区纪委监委",
        "reason": "反映窗口人员违纪，不属诉求办理范围。", "is_named": true,
    });
    with(demand, more)
}

/// Refers a demand, has it signed by both and sends the letter; returns the clue.
pub(crate) fn sent(world: &World, sitting: &Sitting, demand: &Value) -> Value {
    let _referred: Value = world.call("refer_clue", clue(demand, sitting));
    let mut clue = newest(world);
    for signer in ["leader", "officer"] {
        clue =
            world.call("sign_clue", with(&clue, json!({ "signer": signer, "on": today(world) })));
    }
    world.call("issue_clue", reference(&clue))
}

fn today(world: &World) -> Value {
    let status: Value = world.call("get_status", json!({}));
    status["today"].clone()
}

fn newest(world: &World) -> Value {
    let list: Value = world.call("list_clues", json!({}));
    world.call("open_clue", json!({ "id": list["clues"][0]["id"] }))
}

/// Adds a clerk and lets her work from here on; returns who worked before.
fn other_clerk(world: &World, name: &str) -> Value {
    let status: Value = world.call("get_status", json!({}));
    let input =
        json!({ "id": null, "version": 0, "name": name, "post": "经办人", "is_active": true });
    let clerk: Value = world.call("save_clerk", input);
    let _seated: Value = world.call("switch_clerk", json!({ "id": clerk["id"] }));
    status["clerk"].clone()
}

fn seat(world: &World, clerk: &Value) {
    let _seated: Value = world.call("switch_clerk", json!({ "id": clerk["id"] }));
}

const SAID: &str = "三号窗口的负责人收了我们两万元好处费才肯受理。";
const ANSWERED: &str = "供电公司马上核查三号窗口收钱的事。";
const TITLE: &str = "窗口人员索要好处费";
const FACTS: &str = "去年九月在三号窗口送过两万元。";
const REPORTED: &str = "窗口人员承认收过钱款。";
const TYPED: &str = "还没保存的：窗口人员索要好处费";

/// Parts of what was told: in nothing that everybody reads may one of them stand.
const PLANTED: [&str; 6] = ["三号窗口", "两万元", "好处费", "收过钱", "收钱", "送过"];

/// An office in which a clue stands everywhere a demand's words can: the record and its answer, a
/// slip with another demand, a progress report, a file, a form not saved.
struct Told {
    world: World,
    sitting: Sitting,
    demand: Value,
    other: Value,
    slip: Value,
    entries: Vec<String>,
}

impl Told {
    fn new() -> Self {
        let world = World::set_up();
        let sitting = Sitting::start(&world);
        let entry = sitting.say(&world, SAID);
        let mut asked = fields(TITLE, &sitting.units[0], &[]);
        asked["facts"] = json!(FACTS);
        asked["requirement"] = json!("请查清好处费的去向。");
        let demand = sitting.raise(&world, &entry, SAID.chars().count(), &asked);
        let mut answer = sitting.entry(ANSWERED);
        answer["speaker"] = json!("unit");
        answer["speaker_name"] = json!("罗示川");
        answer["speaker_ref"] = json!(sitting.units[0]);
        let answered: Value = world.call("save_entry", answer);
        let other = sitting.demand(&world, "三号冷库增容送电受阻");
        let slip = sitting.issued(&world, &[&demand, &other]);
        let told = Self {
            world,
            sitting,
            demand,
            other,
            slip,
            entries: vec![entry, answered["id"].as_str().expect("an id").to_owned()],
        };
        told.work();
        told
    }

    /// What a unit and a clerk do with it before anybody sees what it is.
    fn work(&self) {
        let Self { world, demand, .. } = self;
        let task = self.now()["tasks"][0].clone();
        let receipt = json!({
            "task_id": task["id"], "version": task["version"], "received_by": "罗示川",
            "post": "", "way": "in_person", "received_at": null,
        });
        let _received: Value = world.call("register_receipt", receipt);
        let task = self.now()["tasks"][0].clone();
        let report = json!({
            "task_id": task["id"], "version": task["version"], "made_on": "2026-09-23",
            "body": {
                "progress": REPORTED, "contact": null, "problem": "", "next_step": "",
                "expected_on": null, "reporter": "罗示川",
            },
        });
        let _reported: Value = world.call("report_progress", report);
        let kept = json!({
            "key": format!("诉求:{}", demand["id"].as_str().expect("an id")),
            "form": json!({ "title": TYPED }).to_string(),
        });
        let _kept: Value = world.call("keep_form", kept);
        let elsewhere = json!({ "key": "登记", "form": json!({ "facts": FACTS }).to_string() });
        let _kept: Value = world.call("keep_form", elsewhere);
        let scan = world.outside().join("三号窗口收条.pdf");
        fs::write(&scan, b"%PDF-1.7\n%%EOF\n").expect("a scan is written");
        let file = json!({ "owner": "demand", "owner_id": demand["id"], "path": scan });
        let _attached: Value = world.call("attach_file", file);
        let print = json!({
            "ids": [self.slip["id"]], "is_counted": true, "with_receipts": true,
            "path": null, "job": "slip",
        });
        let _printed: Value = world.call("print_slips", print);
    }

    fn now(&self) -> Value {
        self.world.call("get_demand", json!({ "id": self.demand["id"] }))
    }

    fn refer(&self) -> Value {
        self.world.call("refer_clue", clue(&self.now(), &self.sitting))
    }
}

/// Everything the screens ask for, as one text a use case.
fn read(told: &Told) -> Vec<(String, String)> {
    let Told { world, sitting, demand, other, slip, .. } = told;
    let page = json!({
        "filter": {}, "sort": "raised", "is_descending": true, "limit": 50, "offset": 0,
    });
    let slips = json!({ "year": 2026, "query": "", "states": [], "limit": 50, "offset": 0 });
    let quarter = json!({ "kind": "quarter", "year": 2026, "number": 3 });
    let mut asked = vec![
        ("get_demand", json!({ "id": demand["id"] })),
        ("get_demand", json!({ "id": other["id"] })),
        ("get_minutes", json!({ "id": sitting.id() })),
        ("get_reception", json!({ "id": sitting.id() })),
        ("get_slip", json!({ "id": slip["id"] })),
        ("get_enterprise", json!({ "id": sitting.firm })),
        ("get_unit", json!({ "id": sitting.units[0] })),
        ("list_ledger", page),
        ("list_slips", slips),
        (
            "list_supervision",
            json!({ "unit_id": null, "lead_leader_id": null, "order": "light", "limit": 50, "offset": 0 }),
        ),
        ("list_kept_forms", json!({})),
        ("get_home", json!({})),
        ("get_status", json!({})),
        ("take_alert", json!({ "has_woken": false })),
        ("list_backups", json!({})),
        ("list_packet_units", json!({})),
        ("get_figures", quarter),
    ];
    for planted in PLANTED {
        asked.push(("search_everything", json!({ "query": planted, "limit": 10 })));
    }
    asked
        .into_iter()
        .map(|(name, input)| {
            let output: Value = world.call(name, input);
            (name.to_owned(), output.to_string())
        })
        .collect()
}

/// Every file the program hands out, by its words.
fn files(told: &Told, folder: &str) -> String {
    let Told { world, sitting, demand, slip, .. } = told;
    let out = world.outside().join(folder);
    fs::create_dir_all(&out).expect("a folder");
    let place = |name: &str| json!(out.join(name));
    for variant in ["full", "public"] {
        let _made = export(world, &format!("{folder}/台账{variant}.xlsx"), variant, json!({}));
    }
    let period = json!({ "kind": "quarter", "year": 2026, "number": 3 });
    let figures = json!({ "period": period, "path": place("季报.xlsx"), "job": "figures" });
    let _made: Value = world.call("export_figures", figures);
    let sheet = json!({ "period": period, "path": place("季报.pdf"), "job": "sheet" });
    let _made: Value = world.call("print_figures", sheet);
    let packets = json!({ "units": null, "folder": out, "job": "packets" });
    let _made: Value = world.call("make_packets", packets);
    let print = json!({
        "ids": [slip["id"]], "is_counted": true, "with_receipts": true,
        "path": place("交办单.pdf"), "job": "slips",
    });
    let _made: Value = world.call("print_slips", print);
    for (name, form) in [
        ("接待记录.pdf", json!({ "of": "record", "reception_id": sitting.id() })),
        ("登记表.pdf", json!({ "of": "registration", "demand_id": demand["id"] })),
    ] {
        let input = json!({ "form": form, "path": place(name), "job": name });
        let _made: Value = world.call("print_form", input);
    }
    words_below(&out)
}

/// Tables and columns of the database in which a text stands, the audit and the clues apart.
fn places(world: &World, text: &str) -> Vec<String> {
    let database = Connection::open(world.data().join("reception.db")).expect("open");
    let list = |sql: &str| -> Vec<String> {
        let mut statement = database.prepare(sql).expect("a question");
        let rows = statement.query_map([], |row| row.get(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("texts")
    };
    let tables = list(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' \
         AND name NOT LIKE 'sqlite%' AND name NOT IN ('journal', 'clues', 'acts', 'attachments')",
    );
    let mut found = Vec::new();
    for table in &tables {
        for column in list(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            let sql = format!("SELECT count(*) FROM {table} WHERE instr({column}, $1) > 0");
            let count: i64 = database.query_row(&sql, [text], |row| row.get(0)).expect("a count");
            if count > 0 {
                found.push(format!("{table}.{column}"));
            }
        }
    }
    found
}

#[test]
fn s27_a_clue_told_at_the_table_stands_nowhere_but_in_its_register() {
    let told = Told::new();
    let world = &told.world;
    // It stands in all of them before: a proof that sees nothing would prove nothing.
    let before = read(&told);
    let shows = |name: &str| {
        before.iter().any(|(of, text)| of == name && PLANTED.iter().any(|one| text.contains(one)))
    };
    for name in ["get_demand", "get_minutes", "get_slip", "list_ledger", "list_kept_forms"] {
        assert!(shows(name), "{name} never showed it");
    }
    assert!(files(&told, "以前").contains("好处费"));
    assert!(!places(world, "好处费").is_empty());

    let officer = other_clerk(world, "何静");
    let refused = world.refused("refer_clue", clue(&told.now(), &told.sitting));
    assert!(refused.hint.contains("保密管理员"), "nobody could read it: {}", refused.hint);
    seat(world, &officer);
    clear(world);
    let clerks: Value = world.call("list_clerks", json!({}));
    let clerk =
        clerks["clerks"].as_array().expect("clerks").iter().find(|one| one["name"] == "何静");
    seat(world, clerk.expect("she works here"));
    let left = told.refer();
    assert_eq!(
        (&left["state"], &left["fields"]["title"]),
        (&json!("clue_referred"), &json!("线索移送"))
    );
    assert_eq!(left["tasks"], json!([]));
    assert_eq!(left["attachments"], json!([]));
    assert_eq!(left["handling"]["acts"], json!([]));
    assert_eq!(left["timeline"].as_array().expect("a story").len(), 1);

    assert!(
        files(&told, "以后").contains("三号冷库去年扩容"),
        "the other item is still handed out"
    );
    for (name, text) in read(&told).into_iter().chain([("files".to_owned(), files(&told, "以后"))])
    {
        for planted in PLANTED {
            assert!(!text.contains(planted), "{planted} stands in {name}:\n{text}");
        }
    }
    for planted in PLANTED {
        assert_eq!(places(world, planted), [""; 0], "{planted}");
    }
    // Whose it was is told by nothing of the demand; the firm's other demand is not touched.
    for name in ["沱湾", "王守成", "供电公司"] {
        assert!(!left.to_string().contains(name), "{name}: {left:#}");
    }
    let other: Value = world.call("get_demand", json!({ "id": told.other["id"] }));
    assert_eq!(other["fields"]["title"], "三号冷库增容送电受阻");
    assert_eq!(other["state"], "awaiting_receipt");
    let minutes: Value = world.call("get_minutes", json!({ "id": told.sitting.id() }));
    let text = minutes.to_string();
    assert!(text.contains("三号冷库去年扩容"), "{text}");
    assert!(told.entries.iter().all(|id| text.contains(id)), "the turns stay in their places");

    let opened = world.refused("open_enterprise", json!({ "id": told.demand["id"] }));
    assert!(opened.hint.contains("限级"), "{}", opened.hint);
    let more = json!({
        "owner": "demand", "owner_id": told.demand["id"],
        "path": world.outside().join("三号窗口收条.pdf"),
    });
    assert!(world.refused("attach_file", more).hint.contains("限级"));

    // Not for her: the register, the papers of its acts, its files, in the window or by command.
    for (name, input) in [
        ("list_clues", json!({})),
        ("open_clue", json!({ "id": "x" })),
        ("sign_clue", json!({ "id": "x", "version": 1, "signer": "leader", "on": "2026-09-23" })),
        ("issue_clue", json!({ "id": "x", "version": 1 })),
        ("preview_clue", json!({ "id": "x" })),
        (
            "record_clue_result",
            json!({
                "id": "x", "version": 1, "on": "2026-09-23", "result": "已立案。",
            }),
        ),
        ("print_clue", json!({ "id": "x", "is_counted": true, "path": null, "job": "a" })),
    ] {
        let refused = world.refused(name, input);
        assert_eq!(refused.code, ErrorCode::PreconditionFailed, "{name}");
        assert!(refused.hint.contains("只限保密管理员"), "{name}: {}", refused.hint);
    }
    let proof: Value = world.call("verify_journal", json!({ "job": "verify" }));
    assert_eq!(proof["fault"], Value::Null);

    seat(world, &officer);
    let clue = newest(world);
    assert_eq!((&clue["title"], &clue["content"]), (&json!(TITLE), &json!(FACTS)));
    assert_eq!(clue["enterprise_name"], "川江沱湾冷链物流有限公司");
    assert_eq!((&clue["informant"], &clue["phone"]), (&json!("王守成"), &json!("13800005678")));
    assert_eq!(clue["turns"].as_array().expect("turns").len(), 2);
    assert_eq!(clue["attachments"].as_array().expect("files").len(), 1);
    let file = &clue["attachments"][0]["id"];
    let _opened: Value = world.call("open_attachment", json!({ "id": file }));
    seat(world, clerk.expect("she works here"));
    let refused = world.refused("open_attachment", json!({ "id": file }));
    assert!(refused.hint.contains("只限保密管理员"), "{}", refused.hint);
}

#[test]
fn s27_the_letter_goes_out_with_two_signatures_of_two_people() {
    let told = Told::new();
    let world = &told.world;
    clear(world);
    told.refer();
    let clue = newest(world);
    assert_eq!(
        (&clue["register_number"], &clue["state"]),
        (&json!("XS2026-0001"), &json!("awaiting_signatures"))
    );
    let refused = world.refused("issue_clue", reference(&clue));
    assert!(refused.hint.contains("还缺领导、保密管理员签字"), "{}", refused.hint);
    let sign =
        |clue: &Value, signer: &str| with(clue, json!({ "signer": signer, "on": "2026-09-23" }));
    let clue: Value = world.call("sign_clue", sign(&clue, "officer"));
    let refused = world.refused("issue_clue", reference(&clue));
    assert!(refused.hint.contains("还缺领导签字"), "{}", refused.hint);
    let refused = world.refused("sign_clue", sign(&clue, "officer"));
    assert!(refused.hint.contains("已经签过"), "{}", refused.hint);
    let early = with(&clue, json!({ "signer": "leader", "on": "2026-09-22" }));
    assert_eq!(world.faults("sign_clue", early)[0].0, "on");
    let clue: Value = world.call("sign_clue", sign(&clue, "leader"));
    assert_eq!(clue["state"], "signed");
    let unsent = with(&clue, json!({ "on": "2026-09-23", "result": "已立案。" }));
    assert_eq!(world.refused("record_clue_result", unsent).code, ErrorCode::PreconditionFailed);
    let clue: Value = world.call("issue_clue", reference(&clue));
    assert_eq!(
        (&clue["number"], &clue["state"]),
        (&json!("川工商联线〔2026〕1号"), &json!("sent"))
    );

    let path = world.outside().join("移送函.pdf");
    let print = json!({ "id": clue["id"], "is_counted": true, "path": path, "job": "letter" });
    let _printed: Value = world.call("print_clue", print);
    let letter: String = text_of(&path).split_whitespace().collect();
    for wanted in [
        "川工商联线〔2026〕1号",
        "限级",
        "关于移送民营企业接待日问题线索的函",
        "区纪委监委：",
        "登记号XS2026-0001",
        "川江沱湾冷链物流有限公司",
        "王守成",
        TITLE,
        FACTS,
        "领导：沈例成，2026年9月23日签；保密管理员：经办人，2026年9月23日签",
        "不得复印、转发",
        "2026年9月23日",
    ] {
        assert!(letter.contains(wanted), "{wanted} is not in {letter}");
    }
    let clue = newest(world);
    let answered: Value = world.call(
        "record_clue_result",
        with(&clue, json!({ "on": "2026-09-23", "result": "已立案审查。" })),
    );
    assert_eq!(
        (&answered["state"], &answered["result"]),
        (&json!("answered"), &json!("已立案审查。"))
    );
    let steps = answered["steps"].as_array().expect("steps");
    let told_of: Vec<&str> =
        steps.iter().rev().map(|step| step["what"].as_str().expect("words")).collect();
    assert_eq!(
        told_of,
        [
            "移送登记",
            "查看",
            "保密管理员签字",
            "领导签字",
            "发出移送函",
            "打印移送函",
            "查看",
            "登记办理结果",
        ]
    );
    // Another one: the letters count on without a gap, the register too.
    let second =
        sent(world, &told.sitting, &told.sitting.again(world).demand(world, "窗口索要烟酒"));
    assert_eq!(second["number"], "川工商联线〔2026〕2号");
    assert_eq!(second["register_number"], "XS2026-0002");
}

#[test]
fn s27_one_person_does_not_sign_twice_and_an_informant_may_stay_unnamed() {
    let told = Told::new();
    let world = &told.world;
    let _before = other_clerk(world, "沈例成");
    clear(world);
    let mut input = clue(&told.now(), &told.sitting);
    input["is_named"] = json!(false);
    let _left: Value = world.call("refer_clue", input);
    let clue = newest(world);
    let sign = |signer: &str| with(&clue, json!({ "signer": signer, "on": "2026-09-23" }));
    let refused = world.refused("sign_clue", sign("officer"));
    assert!(refused.hint.contains("两个人"), "the leader is called as the clerk: {}", refused.hint);
    let page: Value = world.call("preview_clue", json!({ "id": clue["id"] }));
    assert_eq!(page["missing_glyphs"], json!([]));
    assert!(!page["pages"].as_array().expect("pages").is_empty());
}

#[test]
fn only_the_cleared_give_clearance_and_one_is_always_left() {
    let told = Told::new();
    let world = &told.world;
    clear(world);
    told.refer();
    let officer = other_clerk(world, "何静");
    let clerks: Value = world.call("list_clerks", json!({}));
    let by_name = |name: &str| {
        let list = clerks["clerks"].as_array().expect("clerks").clone();
        list.into_iter().find(|one| one["name"] == name).expect("the clerk")
    };
    let own = with(&by_name("何静"), json!({ "is_cleared": true }));
    let refused = world.refused("set_clearance", own.clone());
    assert!(refused.hint.contains("由保密管理员本人操作"), "{}", refused.hint);
    let mut retired = by_name("经办人");
    retired["is_active"] = json!(false);
    let refused = world.refused("save_clerk", retired);
    assert!(refused.hint.contains("至少要留一位"), "{}", refused.hint);
    seat(world, &officer);
    let back = with(&by_name("经办人"), json!({ "is_cleared": false }));
    let refused = world.refused("set_clearance", back.clone());
    assert!(refused.hint.contains("至少要留一位"), "{}", refused.hint);
    let _second: Value = world.call("set_clearance", own);
    let _given_up: Value = world.call("set_clearance", back);
    assert!(world.refused("list_clues", json!({})).hint.contains("只限保密管理员"));
}

#[test]
fn what_was_joined_to_a_clue_or_announced_of_it_is_gone_too() {
    let world = World::set_up();
    clear(&world);
    let leader = world.leader("沈例成", "区长");
    let firm = world.enterprise("川江沱湾冷链物流有限公司", "沱湾冷链物流");
    let mut planned = reception(&leader);
    planned["guests"] = json!([guest(&firm, "legal_representative")]);
    planned["guests"][0]["topic"] = json!("三号窗口收钱");
    let planned: Value = world.call("save_reception", planned);
    let running: Value = world.call("start_reception", reference(&planned));
    let sitting = Sitting {
        leader: leader.clone(),
        deputy: leader,
        firm,
        units: vec![world.unit("川江供电公司", "")],
        reception: running,
    };
    let ask = |text: &str, title: &str, facts: &str| {
        let mut asked = fields(title, &sitting.units[0], &[]);
        asked["facts"] = json!(facts);
        sitting.ask(&world, text, &asked)
    };
    let first = ask(SAID, TITLE, FACTS);
    let second = ask("他们今年又送过一万元。", "今年又送过一万元", "今年五月又送过一万元。");
    let joined = with(&second, json!({ "into": first["id"] }));
    let _merged: Value = world.call("merge_demand", joined);
    let now: Value = world.call("get_demand", json!({ "id": first["id"] }));
    let _left: Value = world.call("refer_clue", clue(&now, &sitting));
    for planted in PLANTED.iter().chain(&["一万元"]) {
        assert_eq!(places(&world, planted), [""; 0], "{planted}");
    }
    let void: Value = world.call("get_demand", json!({ "id": second["id"] }));
    let _back: Value = world.call("restore_demand", reference(&void));
    let back: Value = world.call("get_demand", json!({ "id": second["id"] }));
    assert_eq!(back["fields"]["title"], "（限级）");
    assert!(places(&world, "一万元").is_empty());
}

#[test]
fn a_void_slip_and_a_draft_are_rid_of_a_clue_too() {
    let world = World::set_up();
    clear(&world);
    let sitting = Sitting::start(&world);
    let mut asked = fields(TITLE, &sitting.units[0], &[]);
    asked["facts"] = json!(FACTS);
    let demand = sitting.ask(&world, SAID, &asked);
    let slip = sitting.compose(&world, &[&demand]);
    let now = |id: &Value| -> Value { world.call("get_demand", json!({ "id": id })) };
    let refused = world.refused("refer_clue", clue(&now(&demand["id"]), &sitting));
    assert!(refused.hint.contains("从交办单上撤下"), "{}", refused.hint);
    let reason = crate::world::reasoned(&slip, "不属诉求。");
    let _void: Value = world.call("void_slip", reason);
    let _left: Value = world.call("refer_clue", clue(&now(&demand["id"]), &sitting));
    for planted in PLANTED {
        assert_eq!(places(&world, planted), [""; 0], "{planted}");
    }
    let slip: Value = world.call("get_slip", json!({ "id": slip["id"] }));
    assert_eq!(slip["items"][0]["fields"]["title"], "本项已收回，另行处理");
    let again = world.refused("refer_clue", clue(&now(&demand["id"]), &sitting));
    assert!(again.hint.contains("线索移送"), "{}", again.hint);
}
