//! Hostile texts on the screen: shown letter by letter, never run.

use reception_tests::window::{Failure, Size, Window};
use serde_json::{Value, json};

/// What markup, templates, formulas and queries would act on; each fits a name.
const TEXTS: &[&str] = &[
    "<img src=x onerror=window.__ran=1>",
    "</p><script>window.__ran=1</script>",
    "{{constructor.constructor('window.__ran=1')()}}",
    "${window.__ran=1}",
    "javascript:window.__ran=1",
    "=cmd|'/C calc'!A0",
    "Robert'); DROP TABLE demands;--",
    "&lt;b&gt;&amp;nbsp;",
    "𠮷野家𬭊材料有限公司",
];

fn enterprise(name: &str) -> Value {
    json!({ "id": null, "version": 0, "record": {
        "kind": "firm", "name": name, "short_name": "", "credit_code": null,
        "district_code": "510503", "street": name, "address": name, "industry": "C",
        "scale": "small", "flags": [], "chamber": "", "business": name, "employees": null,
        "people": [{
            "id": null, "name": name, "post": "法定代表人", "phone": "",
            "is_legal_representative": true,
        }],
        "note": name, "is_active": true,
    }})
}

fn demand(enterprise: &Value, text: &str) -> Value {
    let title: String = text.chars().take(30).collect();
    json!({
        "enterprise_id": enterprise["id"], "reception_id": null, "source": "hotline",
        "raised_on": "2026-09-22", "contact_name": text, "contact_phone": "",
        "fields": {
            "kind": "problem", "category": "other", "title": title, "facts": text,
            "request": text, "amount_fen": null, "urgency": [], "visibility": "open",
            "lead_unit": null, "lead_unit_name": "", "assisting_units": [],
            "assisting_unit_names": [], "responsible_person": "", "requirement": text,
            "limit": null, "feedback": "written",
        },
    })
}

/// Plans and starts a sitting whose every word is hostile; returns it.
async fn sitting(window: &Window) -> Result<Value, Failure> {
    let leader = json!({ "id": null, "version": 0, "name": "沈例成", "post": TEXTS[0], "rank": 1,
        "phone": "", "is_active": true });
    let leader = window.call("save_leader", leader).await?;
    let mut units = Vec::new();
    for text in TEXTS {
        let unit = json!({ "id": null, "version": 0, "name": text, "short_name": "",
            "kind": "department", "rename_reason": "", "is_active": true,
            "liaisons": [{ "name": "罗示川", "post": text, "phone": "" }] });
        units.push(window.call("save_unit", unit).await?["id"].clone());
    }
    let participant = |unit: &Value| {
        json!({ "unit_id": unit, "unit_name": "", "unit_short_name": "", "person": "罗示川",
            "post": TEXTS[1], "presence": "expected", "arrived_at": null, "left_at": null,
            "presence_note": "" })
    };
    let firm = window.call("save_enterprise", enterprise("川江沱湾冷链物流有限公司")).await?;
    let guest = json!({ "id": null, "enterprise_id": firm["id"], "enterprise_name": "",
        "enterprise_short_name": "", "representative": TEXTS[2], "post": "", "phone": "",
        "capacity": "legal_representative", "mandate_id": null, "slot": null, "topic": TEXTS[3],
        "presence": "expected", "arrived_at": null, "left_at": null, "presence_note": "",
        "demands": 0 });
    let reception = json!({
        "id": null, "version": 0, "kind": "reception_day", "venue": "hall", "title": TEXTS[0],
        "series_number": 9, "held_on": "2026-09-23", "starts": "09:30:00", "ends": "11:30:00",
        "place": TEXTS[4], "leader_id": leader["id"], "stand_in_id": null,
        "is_stand_in_presiding": false, "accompanying": [], "theme": TEXTS[5], "host": "",
        "recorder": "周敏", "participants": units.iter().map(participant).collect::<Vec<_>>(),
        "guests": [guest], "agenda": [], "note": TEXTS[6],
    });
    let planned = window.call("save_reception", reception).await?;
    let reference = json!({ "id": planned["id"], "version": planned["version"] });
    window.call("start_reception", reference).await
}

/// Signs the office with hostile texts and lets people work in it who are named so.
async fn settings(window: &Window) -> Result<(), Failure> {
    let mut office = window.call("get_office", json!({})).await?;
    for (key, text) in [("name", 0), ("slip_mark", 1), ("contact_name", 3), ("return_address", 4)] {
        office[key] = json!(TEXTS[text]);
    }
    office["copies_to"] = json!([TEXTS[5], TEXTS[6]]);
    window.call("save_office", office).await?;
    let names: Vec<String> = TEXTS.iter().map(|text| text.chars().take(20).collect()).collect();
    for text in &names {
        let clerk =
            json!({ "id": null, "version": 0, "name": text, "post": "经办人", "is_active": true });
        window.call("save_clerk", clerk).await?;
    }
    window.client().refresh().await?;
    window.find(".screen *").await?;
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    show(window, "settings/clerks", &names).await?;
    show(window, "settings/office", &[]).await?;
    let copies = TEXTS[5..7].join("\n");
    for (field, text) in [
        ("单位名称", TEXTS[0]),
        ("交办单版头", TEXTS[1]),
        ("联系人", TEXTS[3]),
        ("回执退到", TEXTS[4]),
        ("抄送", copies.as_str()),
    ] {
        window.see_value(field, text).await?;
    }
    Ok(())
}

/// Says every text at the sitting and puts the first on a slip; returns the slip.
async fn slip(window: &Window, sitting: &Value) -> Result<Value, Failure> {
    let guest = &sitting["guests"][0];
    let mut first = None;
    for (at, text) in TEXTS.iter().enumerate() {
        let entry = json!({
            "id": format!("0199a000-0000-7000-8000-{at:012x}"), "reception_id": sitting["id"],
            "guest_id": guest["id"], "speaker": "enterprise", "speaker_name": "王守成",
            "speaker_ref": guest["enterprise_id"], "text": text,
            "spoken_at": "2026-09-23T02:08:00Z", "is_draft": false, "after": null, "version": 0,
        });
        let said = window.call("save_entry", entry).await?;
        first.get_or_insert(said["id"].clone());
    }
    let mut fields = demand(&Value::Null, TEXTS[1])["fields"].clone();
    fields["title"] = json!(TEXTS[3]);
    let raised = json!({
        "id": "0199a000-0000-7000-8000-0000000000ff", "reception_id": sitting["id"],
        "guest_id": guest["id"], "fields": fields,
        "quote": { "entry_id": first, "from": 0, "to": TEXTS[0].chars().count() },
    });
    let raised = window.call("raise_demand", raised).await?;
    let slip = json!({ "demands": [raised["id"]], "reception_id": null });
    let slip = window.call("compose_slip", slip).await?;
    let saved = json!({
        "id": slip["id"], "version": slip["version"], "urgency": "urgent", "proposal": TEXTS[0],
        "drafted_by": "周敏", "lead_leader_id": null, "demands": [raised["id"]],
    });
    window.call("save_slip", saved).await
}

async fn show(window: &Window, address: &str, words: &[&str]) -> Result<(), Failure> {
    window.run::<Value>(&format!("location.hash = '#/{address}'; return null"), vec![]).await?;
    for text in words {
        window.see_in(".screen", text).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_text_runs_and_each_is_shown_as_it_was_typed() -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let now: chrono::DateTime<chrono::Utc> = "2026-09-23T02:15:00Z".parse()?;
    let mut window = Window::open_at(&folder.path().join("office"), Size::DESK, now.into()).await?;
    window.find("#app *").await?;
    let mut office = window.call("get_office", json!({})).await?;
    for key in ["name", "slip_mark", "number_prefix"] {
        office[key] = json!("川江区工商业联合会");
    }
    window.call("save_office", office).await?;
    let mut demands = Vec::new();
    for text in TEXTS {
        let firm = window.call("save_enterprise", enterprise(text)).await?;
        let raised = window.call("register_demand", demand(&firm, text)).await?;
        demands.push((text, firm["id"].clone(), raised["id"].clone()));
    }
    window.client().refresh().await?;
    window.find(".screen *").await?;
    show(&window, "directory/enterprise", TEXTS).await?;
    for (text, firm, id) in &demands {
        let title: String = text.chars().take(30).collect();
        show(&window, "ledger", &[&title]).await?;
        let id = id.as_str().ok_or("a demand has an id")?;
        show(&window, &format!("ledger/{id}"), &[&title, text]).await?;
        let firm = firm.as_str().ok_or("an enterprise has an id")?;
        show(&window, &format!("directory/enterprise/{firm}"), &[text]).await?;
    }
    let sitting = sitting(&window).await?;
    let slip = slip(&window, &sitting).await?;
    window.client().refresh().await?;
    window.find(".screen *").await?;
    show(&window, "directory/unit", TEXTS).await?;
    show(&window, "directory/leader", &TEXTS[..1]).await?;
    show(&window, "home", &TEXTS[..1]).await?;
    show(&window, "schedule", &TEXTS[..1]).await?;
    for text in TEXTS {
        window.see_in(".attendance", text).await?;
    }
    let at = |key: &Value| key.as_str().map(str::to_owned).ok_or("an id");
    show(&window, &format!("minutes/{}", at(&sitting["id"])?), TEXTS).await?;
    show(&window, &format!("slips/{}", at(&slip["id"])?), &[TEXTS[3]]).await?;
    settings(&window).await?;
    assert!(window.run::<bool>("return window.__ran === undefined", vec![]).await?);
    window.close().await
}
