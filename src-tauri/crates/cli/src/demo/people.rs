//! Setting the office up: its particulars, clerks, leaders, units and enterprises.

use serde_json::{Value, json};
use store::Author;
use store::tables::settings::{self, Setting};
use usecases::CommandError;

use super::desk::{Desk, text};
use super::names::{DISTRICT, FIRMS, LEADERS, UNITS, credit_code};

/// The keys of everybody.
pub(super) struct People {
    pub(super) leaders: Vec<String>,
    pub(super) units: Vec<String>,
    pub(super) firms: Vec<String>,
}

const OFFICE: &str = "川江区工商业联合会";

/// Sets the office up and returns the keys of its directory.
pub(super) fn settle(desk: &Desk) -> Result<People, CommandError> {
    let mut office = desk.call("get_office", json!({}))?;
    let filled = json!({
        "name": OFFICE, "slip_mark": "川江区企业接待日交办单", "number_prefix": "川江工商联交",
        "district_code": DISTRICT, "district_name": "川江区",
        "contact_name": "文示真", "contact_phone": "000-0000000",
        "return_address": "川江区政务中心三楼 312 室",
        "copies_to": ["区委督查室", "区政府督查室"],
    });
    for (field, value) in filled.as_object().into_iter().flatten() {
        office[field] = value.clone();
    }
    desk.call("save_office", office)?;
    mark_as_sample(desk)?;

    let clerks = desk.call("list_clerks", json!({}))?;
    let first = &clerks["clerks"][0];
    desk.call(
        "save_clerk",
        json!({ "id": first["id"], "version": first["version"], "name": "文示真",
            "post": "经办人", "is_active": true }),
    )?;
    for (name, post) in [("苏例言", "审核人"), ("季示宁", "经办人")] {
        let clerk = json!({ "id": null, "version": 0, "name": name, "post": post,
            "is_active": true });
        desk.call("save_clerk", clerk)?;
    }
    desk.call("switch_clerk", json!({ "id": first["id"] }))?;

    let mut leaders = Vec::new();
    for (rank, (name, post)) in LEADERS.iter().enumerate() {
        desk.wait(1);
        let leader = json!({ "id": null, "version": 0, "name": name, "post": post,
            "rank": rank + 1, "phone": "", "is_active": true });
        leaders.push(text(&desk.call("save_leader", leader)?, "id"));
    }
    let mut units = Vec::new();
    for (at, (name, short_name, kind, liaison)) in UNITS.iter().enumerate() {
        desk.wait(1);
        let unit = json!({ "id": null, "version": 0, "name": name, "short_name": short_name,
            "kind": kind, "rename_reason": "", "is_active": true,
            "liaisons": [{ "name": liaison, "post": "办公室主任", "phone": phone(700 + at) }] });
        units.push(text(&desk.call("save_unit", unit)?, "id"));
    }
    let mut firms = Vec::new();
    for at in 0..FIRMS.len() {
        desk.wait(1);
        let input = json!({ "id": null, "version": 0, "record": record(at) });
        firms.push(text(&desk.call("save_enterprise", input)?, "id"));
    }
    Ok(People { leaders, units, firms })
}

/// Tells the window that nothing here is real.
fn mark_as_sample(desk: &Desk) -> Result<(), CommandError> {
    let author = Author {
        clerk_id: String::new(),
        clerk: String::from("示例生成"),
        at: desk.now(),
        use_case: "demo",
    };
    let write = desk.office.store().write(author, |tx| {
        let setting = Setting { value: true, version: 1 };
        settings::put(tx, settings::DEMO, &setting)?;
        tx.record("settings", settings::DEMO, None::<&Setting<bool>>, &setting)
    });
    write.map_err(|error| CommandError::from(&usecases::UseCaseError::from(error)))
}

fn record(at: usize) -> Value {
    let (short, ending, industry, scale, business, legal, street) = FIRMS[at];
    let is_chamber = ending.is_empty();
    let name = match (is_chamber, short.strip_prefix("川江")) {
        (true, _) => format!("川江{short}"),
        (false, Some(_)) => format!("{short}{ending}"),
        (false, None) => format!("川江{short}{ending}"),
    };
    let mut people = vec![json!({ "id": null, "name": legal,
        "post": if is_chamber { "会长" } else { "法定代表人" }, "phone": phone(at),
        "is_legal_representative": true })];
    if at.is_multiple_of(3) {
        people.push(json!({ "id": null, "name": format!("{}示同", &legal[..3]),
            "post": "办公室主任", "phone": phone(200 + at), "is_legal_representative": false }));
    }
    let mut flags = vec!["member"];
    if scale == "medium" {
        flags.push("above_scale");
    }
    json!({
        "kind": if is_chamber { "chamber" } else { "firm" },
        "name": name, "short_name": short, "credit_code": credit_code(at),
        "district_code": DISTRICT, "street": UNITS[street].1,
        "address": format!("{}工业路 {} 号", UNITS[street].1, 10 + at * 3),
        "industry": industry, "scale": scale, "flags": flags,
        "chamber": if is_chamber { "" } else { "川江区工商联" }, "business": business,
        "employees": 12 + (at * 37) % 480, "people": people, "note": "", "is_active": true,
    })
}

/// Numbers nobody has.
pub(super) fn phone(at: usize) -> String {
    format!("1380000{at:04}")
}
