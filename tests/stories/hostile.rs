//! Hostile texts in every text field of every use case that writes (safety I2): kept exactly or
//! refused at the field in plain Chinese, found again, printed and exported as they are.
//!
//! The fields are not listed: they are the strings of a valid input that are no code, date or
//! identifier, so that a new field joins by itself; a new use case must join [`CASES`] or be named
//! in [`WITHOUT_TEXT`].

use std::collections::BTreeSet;

use serde_json::{Value, json};
use usecases::{CommandError, ErrorCode, dispatch};

use crate::sitting::{Sitting, with};
use crate::world::{World, enterprise, reasoned, reception};

/// What a case may use.
struct Scene {
    world: World,
    sitting: Sitting,
}

/// A use case and a way to a fresh, valid input of it.
type Case = (&'static str, fn(&Scene) -> Value);

const CASES: &[Case] = &[
    ("save_office", |scene| {
        let mut office: Value = scene.world.call("get_office", json!({}));
        office["copies_to"] = json!(["区委督查室"]);
        office
    }),
    (
        "save_clerk",
        |_| json!({ "id": null, "version": 0, "name": fresh("周"), "post": "干事", "is_active": true }),
    ),
    ("save_leader", |_| {
        json!({
            "id": null, "version": 0, "name": "李建国", "post": "副区长", "rank": 10,
            "phone": "0830-4290001", "is_active": true,
        })
    }),
    ("save_unit", |scene| {
        let unit = scene.world.unit(&fresh("区局"), "");
        json!({
            "id": unit, "version": 1, "name": fresh("区新局"), "short_name": "新设局",
            "kind": "department", "rename_reason": "机构改革", "is_active": true,
            "liaisons": [{ "name": "罗示川", "post": "主任", "phone": "0830-4290456" }],
        })
    }),
    ("merge_unit", |scene| {
        let unit = scene.world.unit(&fresh("区局"), "");
        json!({ "id": unit, "version": 1, "into": scene.sitting.units[0], "reason": "合并" })
    }),
    ("save_enterprise", |_| {
        let mut record = enterprise(&fresh("川江精密机械"), "启明机械");
        for (key, text) in [
            ("address", "川江区人民路1号"),
            ("chamber", "区机械商会"),
            ("business", "精密零件"),
            ("note", "来访两次"),
        ] {
            record[key] = json!(text);
        }
        json!({ "id": null, "version": 0, "record": record })
    }),
    ("save_reception", |scene| planned(scene)),
    ("cancel_reception", |scene| {
        let planned: Value = scene.world.call("save_reception", planned(scene));
        reasoned(&planned, "领导另有安排")
    }),
    ("save_attendance", |scene| {
        json!({
            "reception_id": scene.sitting.id(), "guest_id": scene.sitting.guest(), "unit_id": null,
            "presence": "absent", "at": null, "note": "临时有事",
        })
    }),
    ("save_entry", |scene| scene.sitting.entry("三号冷库没有送上电。")),
    ("void_entry", |scene| {
        let entry: Value = scene.world.call("save_entry", scene.sitting.entry("记错的一句。"));
        reasoned(&entry, "记错了")
    }),
    ("raise_demand", |scene| {
        let entry = scene.sitting.say(&scene.world, "三号冷库没有送上电。");
        json!({
            "id": store::new_id(), "reception_id": scene.sitting.id(),
            "guest_id": scene.sitting.guest(),
            "quote": { "entry_id": entry, "from": 0, "to": 4 }, "fields": filled(scene),
        })
    }),
    ("save_demand_fields", |scene| with(&demand(scene), json!({ "fields": filled(scene) }))),
    ("split_demand", |scene| {
        with(
            &demand(scene),
            json!({ "new_id": store::new_id(), "title": "另一件事", "quote": null }),
        )
    }),
    ("void_demand", |scene| reasoned(&demand(scene), "重复提出")),
    ("register_demand", |scene| {
        json!({
            "enterprise_id": scene.sitting.firm, "reception_id": null, "source": "hotline",
            "raised_on": "2026-09-22", "contact_name": "王守成", "contact_phone": "13800005678",
            "fields": filled(scene),
        })
    }),
    ("accept_demands", |scene| json!({ "ids": [demand(scene)["id"]], "reviewer": "陈启文" })),
    ("answer_on_site", |scene| {
        with(&demand(scene), json!({ "answered_by": "李卫东", "answer": "当场答复。" }))
    }),
    ("reopen_demand", |scene| {
        let answer = json!({ "answered_by": "李卫东", "answer": "当场答复。" });
        let answered: Value = scene.world.call("answer_on_site", with(&demand(scene), answer));
        reasoned(&answered, "企业不满意")
    }),
    ("save_view", |scene| {
        // The office keeps a few views only, so one is changed again and again.
        let views: Value = scene.world.call("list_views", json!({}));
        let views = views["views"].as_array().expect("views");
        let own = views.iter().find(|view| view["is_builtin"] == false);
        json!({
            "id": own.map(|view| &view["id"]), "version": own.map_or(&json!(0), |view| &view["version"]),
            "name": fresh("红"), "filter": { "query": "冷库" }, "sort": "raised",
            "is_descending": false, "columns": [],
        })
    }),
    ("save_slip", |scene| {
        let slip = slip(scene);
        let more = json!({
            "urgency": "ordinary", "proposal": "建议限期办理。", "drafted_by": "周敏",
            "lead_leader_id": null, "demands": [slip["items"][0]["demand_id"]],
        });
        with(&slip, more)
    }),
    ("submit_slip", |scene| with(&slip(scene), json!({ "reviewer": "陈启文" }))),
    ("approve_slip", |scene| {
        let slip: Value =
            scene.world.call("submit_slip", with(&slip(scene), json!({ "reviewer": "陈启文" })));
        with(&slip, json!({ "reviewer": "陈启文" }))
    }),
    ("return_slip", |scene| {
        let slip: Value =
            scene.world.call("submit_slip", with(&slip(scene), json!({ "reviewer": "陈启文" })));
        reasoned(&slip, "再核一下单位")
    }),
    ("instruct_slip", |scene| {
        let sitting = &scene.sitting;
        let demand = demand(scene);
        let slip = sitting.proposed(&scene.world, &[&demand]);
        let more = json!({
            "text": "请迅速落实。", "signer_id": sitting.leader, "instructed_on": "2026-09-23",
            "lead_leader_id": sitting.deputy,
            "changes": [{ "demand_id": demand["id"], "fields": filled(scene) }],
        });
        with(&slip, more)
    }),
    ("issue_slip", |scene| {
        let slip = scene.sitting.signed(&scene.world, &[&demand(scene)]);
        with(&slip, json!({ "issuer": "李卫东", "issued_on": null }))
    }),
    ("void_slip", |scene| reasoned(&slip(scene), "企业撤回")),
    ("register_receipt", |scene| {
        let slip = scene.sitting.issued(&scene.world, &[&demand(scene)]);
        let task = &slip["items"][0]["tasks"][0];
        json!({
            "task_id": task["id"], "version": task["version"], "received_by": "邓例文",
            "post": "科长", "way": "in_person", "received_at": null,
        })
    }),
];

/// Use cases whose input holds no free text, or which write nothing.
const WITHOUT_TEXT: &[&str] = &[
    // They read; a query is tried in `a_hostile_query_is_answered`.
    "get_status",
    "get_office",
    "list_clerks",
    "get_month",
    "preview_deadline",
    "list_leaders",
    "list_units",
    "get_unit",
    "list_enterprises",
    "get_enterprise",
    "check_credit_code",
    "check_glyphs",
    "find_names",
    "list_receptions",
    "get_reception",
    "get_minutes",
    "preview_sitting",
    "get_demand",
    "list_ledger",
    "list_views",
    "list_slips",
    "get_slip",
    "preview_slip",
    "get_home",
    "search_everything",
    "list_attachments",
    "verify_journal",
    "list_backups",
    // They name a row by its identifier.
    "switch_clerk",
    "start_reception",
    "end_reception",
    "save_agenda_done",
    "split_entry",
    "merge_entry",
    "restore_entry",
    "merge_demand",
    "restore_demand",
    "void_view",
    "compose_slip",
    "sign_slip",
    "open_attachment",
    "cancel_job",
    // They name a file or folder of the machine, told in stories of their own.
    "attach_file",
    "make_backup",
    "choose_backup_folder",
    "restore_backup",
    "print_slips",
    "export_ledger",
];

/// Fields that are codes, dates or identifiers, or that are filled in for reading only.
const NO_TEXT: &[&str] = &[
    "id",
    "version",
    "new_id",
    "into",
    "after",
    "at",
    "kind",
    "venue",
    "starts",
    "ends",
    "slot",
    "speaker",
    "speaker_ref",
    "spoken_at",
    "capacity",
    "presence",
    "visibility",
    "feedback",
    "urgency",
    "category",
    "industry",
    "scale",
    "flags",
    "source",
    "lead_unit",
    "assisting_units",
    "demands",
    "ids",
    "accompanying",
    "sort",
    "columns",
    "way",
    "cut_off",
    "credit_code",
    "district_code",
    "enterprise_name",
    "enterprise_short_name",
    "unit_name",
    "unit_short_name",
    "lead_unit_name",
    "presence_note",
    "assisting_unit_names",
];

fn planned(scene: &Scene) -> Value {
    let mut input = reception(&scene.sitting.leader);
    for (key, text) in [("theme", "用电"), ("host", "陈启文"), ("note", "带材料")] {
        input[key] = json!(text);
    }
    input["guests"] = json!([crate::world::guest(&scene.sitting.firm, "legal_representative")]);
    input["guests"][0]["topic"] = json!("送电");
    input["participants"] = json!([crate::world::participant(&scene.sitting.units[0])]);
    input["agenda"][0]["note"] = json!("十分钟");
    input
}

fn demand(scene: &Scene) -> Value {
    scene.sitting.demand(&scene.world, "三号冷库增容送电受阻")
}

fn slip(scene: &Scene) -> Value {
    scene.sitting.compose(&scene.world, &[&demand(scene)])
}

fn filled(scene: &Scene) -> Value {
    let mut fields = scene.sitting.fields("三号冷库增容送电受阻");
    fields["facts"] = json!("去年扩容。");
    fields["request"] = json!("请求送电。");
    fields
}

fn scene() -> Scene {
    let world = World::set_up();
    let sitting = Sitting::start(&world);
    Scene { world, sitting }
}

/// Texts that broke programs before, each with what it is after.
fn hostile() -> Vec<String> {
    let plain = [
        // Formulas, DDE.
        "=1+1",
        "=cmd|'/c calc'!A1",
        "+1-2",
        "-2+3",
        "@SUM(A1)",
        "＝1+1",
        "'=1",
        // Typst, HTML, scripts.
        "#panic(\"x\")",
        "@ref *粗* _斜_ $x$ `c`",
        "#read(\"/etc/hosts\")",
        "\\u{41} \\n // 注",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "{{7*7}} ${7*7} %s %n",
        "&amp;&#0;",
        // SQL and its full-text search.
        "'); DROP TABLE demands;--",
        "\" OR 1=1",
        "NEAR(a b) AND NOT *",
        "100%_\\",
        "title:甲",
        // Escapes of the xlsx format, file names of other systems.
        "_x0041_",
        "CON",
        "..\\..\\a",
        "../../etc",
        "a/b:c*?",
        "NUL.txt.",
        "\\ud800",
        // Direction, invisible, broken.
        "甲\u{202E}乙",
        "甲\u{2067}乙\u{2069}",
        "甲\u{200B}乙",
        "甲\u{FEFF}乙",
        "甲\u{AD}乙",
        "甲\0乙",
        "甲\u{7}乙",
        "甲\u{1B}[31m乙",
        "甲\u{7F}乙",
        "甲\u{9F}乙",
        "甲\u{FFFE}乙",
        "甲\u{1FFFF}乙",
        "甲\u{FFFD}乙",
        "葛\u{E0100}",
        "甲\u{E000}乙",
        "甲\u{10F000}乙",
        // Lines and blanks.
        "甲\n乙",
        "甲\r\n乙",
        "甲\t乙",
        "甲\u{2028}乙",
        "　甲　",
        " ",
        "",
        // Rare and foreign letters.
        "𠮷野家",
        "𬭊𫟹",
        "\u{30000}",
        "☎",
        "👨‍👩‍👧",
        "😀",
        "مرحبا",
        "e\u{301}",
        "ﷺ",
    ];
    let long = [
        format!("a{}", "\u{301}".repeat(5)),
        format!("a{}", "\u{301}".repeat(66_000)),
        "长".repeat(61),
        "长".repeat(10_001),
        "A".repeat(120),
        "字".repeat(1_000_000),
        "甲\n".repeat(200) + "乙",
    ];
    plain.into_iter().map(str::to_owned).chain(long).collect()
}

/// What a kept text reads as: trimmed, its line breaks in one form, tabs blank.
fn kept(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.replace('\t', " ").trim().to_owned()
}

/// Returns the paths of the text fields of an input, as refusals name them.
fn text_fields(input: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::String(_) => found.push(path.to_owned()),
            Value::Array(rows) => {
                for (at, row) in rows.iter().enumerate() {
                    walk(row, &format!("{path}.{at}"), found);
                }
            }
            Value::Object(fields) => {
                for (key, field) in fields {
                    let is_text = !NO_TEXT.contains(&&**key)
                        && !key.ends_with("_id")
                        && !key.ends_with("_on")
                        && !key.ends_with("_at");
                    if is_text {
                        let path =
                            if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                        walk(field, &path, found);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    let mut found = Vec::new();
    walk(input, "", &mut found);
    found
}

fn set(input: &mut Value, path: &str, text: &str) {
    let pointer = format!("/{}", path.replace('.', "/"));
    *input.pointer_mut(&pointer).expect("the path was walked") = json!(text);
}

/// Every string of the journal rows after `sequence`, and of a value.
fn strings(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => {
            found.insert(text.clone());
        }
        Value::Array(rows) => rows.iter().for_each(|row| strings(row, found)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn journaled(world: &World, since: i64) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let rows = world.office().store().read(|connection| {
        let mut query = connection
            .prepare("SELECT after FROM journal WHERE sequence > $1 AND after IS NOT NULL")?;
        let rows = query.query_map([since], |row| row.get::<_, String>(0))?;
        Ok::<_, store::StoreError>(rows.collect::<Result<Vec<_>, _>>()?)
    });
    for row in rows.expect("the journal reads") {
        strings(&serde_json::from_str(&row).expect("JSON"), &mut found);
    }
    found
}

fn last_sequence(world: &World) -> i64 {
    let last = world.office().store().read(|connection| {
        let query = "SELECT coalesce(max(sequence), 0) FROM journal";
        Ok::<i64, store::StoreError>(connection.query_row(query, [], |row| row.get(0))?)
    });
    last.expect("the journal reads")
}

/// Returns a name nothing else has.
fn fresh(name: &str) -> String {
    format!("{name}{}", &store::new_id()[24..])
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

/// Checks that a refusal speaks to the person.
#[track_caller]
fn check_refusal(name: &str, text: &str, error: &CommandError) {
    let shown: String = text.chars().take(20).collect();
    match error.code {
        ErrorCode::Validation => {
            assert!(!error.fields.is_empty(), "{name} {shown:?}: no field named");
            for fault in &error.fields {
                assert!(is_chinese(&fault.message), "{name} {shown:?}: {fault:?}");
            }
        }
        ErrorCode::PreconditionFailed | ErrorCode::DocumentFailed => {
            assert!(is_chinese(&error.hint), "{name} {shown:?}: {error:?}");
        }
        _ => panic!("{name} {shown:?}: {error:?}"),
    }
}

/// Writes `text` into every text field; those refused get their valid text back, and then the rest
/// must be kept as it is. Returns how many fields kept it.
fn try_everywhere(scene: &Scene, (name, prepare): &Case, text: &str) -> usize {
    let world = &scene.world;
    let valid = prepare(scene);
    let paths = text_fields(&valid);
    assert!(!paths.is_empty(), "{name} has no text");
    let mut input = valid.clone();
    for path in &paths {
        set(&mut input, path, text);
    }
    let mut open: BTreeSet<String> = paths.iter().cloned().collect();
    let shown: String = text.chars().take(20).collect();
    loop {
        let since = last_sequence(world);
        match dispatch(world.office(), name, input.clone()) {
            Ok(output) => {
                let mut found = journaled(world, since);
                strings(&output, &mut found);
                let want = kept(text);
                if !open.is_empty() && !want.is_empty() {
                    // A reason may stand behind what it explains: 并入某局：….
                    let behind = format!("：{want}");
                    let is_kept = found.contains(&want)
                        || found.contains(text.trim())
                        || found.iter().any(|one| one.ends_with(&behind));
                    assert!(is_kept, "{name} {shown:?} in {open:?} was altered");
                }
                return open.len();
            }
            Err(error) => {
                check_refusal(name, text, &error);
                assert_eq!(last_sequence(world), since, "a refusal of {name} wrote something");
                let named: Vec<String> =
                    error.fields.iter().map(|fault| fault.field.clone()).collect();
                let refused: Vec<String> = open
                    .iter()
                    .filter(|path| {
                        named.is_empty()
                            || named.iter().any(|field| {
                                *path == field
                                    || path.starts_with(&format!("{field}."))
                                    || path.ends_with(&format!(".{field}"))
                            })
                    })
                    .cloned()
                    .collect();
                assert!(!refused.is_empty(), "{name} {shown:?}: {named:?} are no fields of it");
                for path in refused {
                    let pointer = format!("/{}", path.replace('.', "/"));
                    let before = valid.pointer(&pointer).and_then(Value::as_str).expect("a text");
                    set(&mut input, &path, before);
                    open.remove(&path);
                }
            }
        }
    }
}

#[test]
fn every_use_case_is_tried_or_has_no_text() {
    let mut named: Vec<&str> = CASES.iter().map(|(name, _)| *name).collect();
    named.extend(WITHOUT_TEXT);
    named.sort_unstable();
    let mut all = usecases::contract::NAMES.to_vec();
    all.sort_unstable();
    assert_eq!(named, all);
}

#[test]
fn every_text_field_keeps_it_exactly_or_refuses_it() {
    let scene = scene();
    let texts = hostile();
    for case in CASES {
        let kept: usize = texts.iter().map(|text| try_everywhere(&scene, case, text)).sum();
        assert!(kept > 0, "{} keeps nothing", case.0);
    }
    let proof: Value = scene.world.call("verify_journal", json!({}));
    assert_eq!(proof["fault"], Value::Null);
}
