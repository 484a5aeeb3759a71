//! Receptions, and what is said and asked in them.

use chrono::NaiveDate;
use serde_json::{Value, json};
use usecases::CommandError;

use super::cases::{CASES, Case};
use super::desk::{Desk, Dice, text};
use super::names::{FIRMS, LEADERS, UNITS};
use super::people::{People, phone};

/// A sitting to be held.
pub(super) struct Sitting {
    pub(super) title: String,
    pub(super) number: usize,
    pub(super) held_on: NaiveDate,
    pub(super) leader: usize,
    /// Takes the chair instead.
    pub(super) stand_in: Option<usize>,
    pub(super) firms: Vec<usize>,
    pub(super) is_visit: bool,
}

/// A demand that was raised.
#[derive(Clone)]
pub(super) struct Raised {
    pub(super) id: String,
    pub(super) firm: usize,
    pub(super) case: &'static Case,
    pub(super) reception: Option<String>,
    pub(super) leader: usize,
}

/// Plans a sitting; returns its detail.
pub(super) fn plan(
    desk: &mut Desk,
    people: &People,
    sitting: &Sitting,
) -> Result<Value, CommandError> {
    let mut guests = Vec::new();
    for (at, firm) in sitting.firms.iter().enumerate() {
        let minutes = 20 + 30 * at;
        let legal = FIRMS[*firm].5;
        guests.push(json!({
            "id": null, "enterprise_id": people.firms[*firm], "enterprise_name": "",
            "enterprise_short_name": "", "representative": legal, "post": "法定代表人",
            "phone": phone(*firm), "capacity": "legal_representative", "mandate_id": null,
            "slot": format!("{:02}:{:02}:00", 9 + minutes / 60, minutes % 60),
            "topic": "", "presence": "expected", "arrived_at": null, "left_at": null,
            "presence_note": "", "demands": 0,
        }));
    }
    let mut units: Vec<usize> = Vec::new();
    while units.len() < 9 {
        let unit = desk.dice.below(UNITS.len());
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    let participants: Vec<Value> = units
        .iter()
        .map(|unit| {
            json!({ "unit_id": people.units[*unit], "unit_name": "", "unit_short_name": "",
                "person": UNITS[*unit].3, "post": "分管负责人", "presence": "expected",
                "arrived_at": null, "left_at": null, "presence_note": "" })
        })
        .collect();
    let (kind, venue, place) = match sitting.is_visit {
        true => ("visit", "on_site", "沱湾产业园"),
        false => ("reception_day", "hall", "区政务中心三楼接待室"),
    };
    let agenda = if sitting.is_visit {
        json!([])
    } else {
        json!([{ "slot": "09:00:00", "title": "政策宣讲", "note": "明白卡 40 份",
            "is_done": false }])
    };
    desk.call(
        "save_reception",
        json!({
            "id": null, "version": 0, "kind": kind, "venue": venue, "title": sitting.title,
            "series_number": sitting.number, "held_on": sitting.held_on,
            "starts": "09:00:00", "ends": "11:50:00", "place": place,
            "leader_id": people.leaders[sitting.leader],
            "stand_in_id": sitting.stand_in.map(|at| people.leaders[at].clone()),
            "is_stand_in_presiding": sitting.stand_in.is_some(),
            "accompanying": [people.leaders[9]], "theme": "", "host": LEADERS[10].0,
            "recorder": "文示真", "participants": participants, "guests": guests,
            "agenda": agenda, "note": "",
        }),
    )
}

/// Starts a planned sitting; everybody arrives.
pub(super) fn start(desk: &Desk, planned: &Value) -> Result<Value, CommandError> {
    let reference = json!({ "id": planned["id"], "version": planned["version"] });
    let mut detail = desk.call("start_reception", reference)?;
    for (side, key, field) in [("guests", "guest_id", "id"), ("participants", "unit_id", "unit_id")]
    {
        for one in detail[side].clone().as_array().into_iter().flatten() {
            let mut input = json!({ "reception_id": detail["id"], "guest_id": null,
                "unit_id": null, "presence": "present", "at": null, "note": "" });
            input[key] = one[field].clone();
            detail = desk.call("save_attendance", input)?;
        }
    }
    desk.wait(4);
    let opening = format!("今天的接待由{}同志主持，先请企业讲。", leader_of(&detail));
    say(desk, &detail, None, "aside", "", &opening)?;
    Ok(detail)
}

fn leader_of(detail: &Value) -> String {
    let stand_in = detail["is_stand_in_presiding"] == true;
    text(&detail[if stand_in { "stand_in" } else { "leader" }], "name")
}

/// Holds one guest's part: `count` demands, each stated, answered by a unit and decided.
pub(super) fn receive(
    desk: &mut Desk,
    people: &People,
    detail: &Value,
    guest: usize,
    (sitting, count): (&Sitting, usize),
) -> Result<Vec<Raised>, CommandError> {
    let guest_row = &detail["guests"][guest];
    let firm = sitting.firms[guest];
    let legal = FIRMS[firm].5;
    let mut raised = Vec::new();
    desk.wait(2);
    say(desk, detail, Some(guest_row), "aside", "", &format!("{legal}到会，身份已核。"))?;
    for _ in 0..count {
        let case = &CASES[desk.dice.below(CASES.len())];
        if raised.iter().any(|other: &Raised| std::ptr::eq(other.case, case)) {
            continue;
        }
        let words = Words::roll(desk);
        desk.wait(3);
        let said = words.fill(case.said);
        let entry = say(desk, detail, Some(guest_row), "enterprise", legal, &said)?;
        let id = store::new_id();
        let quote = json!({ "entry_id": entry, "from": 0, "to": said.chars().count() });
        let fields = fields(desk, people, case, &words, 15);
        desk.call(
            "raise_demand",
            json!({ "id": id, "reception_id": detail["id"], "guest_id": guest_row["id"],
                "quote": quote, "fields": fields }),
        )?;
        desk.wait(3);
        let speaker = format!("{} {}", UNITS[case.lead].1, UNITS[case.lead].3);
        say(desk, detail, Some(guest_row), "unit", &speaker, &words.fill(case.reply))?;
        desk.wait(2);
        let decided = decision(desk, case);
        say(desk, detail, Some(guest_row), "leader", &leader_of(detail), &decided)?;
        raised.push(Raised {
            id,
            firm,
            case,
            reception: Some(text(detail, "id")),
            leader: sitting.stand_in.unwrap_or(sitting.leader),
        });
    }
    Ok(raised)
}

/// Ends a running sitting.
pub(super) fn end(desk: &Desk, id: &str) -> Result<(), CommandError> {
    let detail = desk.call("get_reception", json!({ "id": id }))?;
    desk.call("end_reception", json!({ "id": id, "version": detail["version"] }))?;
    Ok(())
}

/// Closes a demand at the table.
pub(super) fn answer(desk: &Desk, raised: &Raised) -> Result<(), CommandError> {
    let detail = desk.call("get_demand", json!({ "id": raised.id }))?;
    let lead = &UNITS[raised.case.lead];
    desk.call(
        "answer_on_site",
        json!({ "id": raised.id, "version": detail["version"],
            "answered_by": format!("{} {}", lead.1, lead.3), "answer": raised.case.answer }),
    )?;
    Ok(())
}

fn say(
    desk: &Desk,
    detail: &Value,
    guest: Option<&Value>,
    speaker: &str,
    name: &str,
    words: &str,
) -> Result<String, CommandError> {
    let id = store::new_id();
    desk.call(
        "save_entry",
        json!({
            "id": id, "reception_id": detail["id"],
            "guest_id": guest.map_or(Value::Null, |guest| guest["id"].clone()),
            "speaker": speaker, "speaker_name": name, "speaker_ref": null, "text": words,
            "spoken_at": desk.now(), "is_draft": false, "after": null, "version": 0,
        }),
    )?;
    Ok(id)
}

/// What the clerk types about a demand.
pub(super) fn fields(
    desk: &mut Desk,
    people: &People,
    case: &Case,
    words: &Words,
    limit: u32,
) -> Value {
    let urgency: &[&str] = match desk.dice.below(6) {
        0 => &["urgent"],
        1 => &["weighty"],
        2 => &["difficult"],
        3 => &["urgent", "difficult"],
        _ => &[],
    };
    let visibility = match desk.dice.below(20) {
        0 => "confidential",
        1 | 2 => "anonymous",
        _ => "open",
    };
    let amount = (case.said.contains("{w}")).then(|| i64::from(words.sum) * 1_000_000);
    json!({
        "kind": case.kind, "category": case.category, "title": case.title,
        "facts": words.fill(case.said), "request": case.request, "amount_fen": amount,
        "urgency": urgency, "visibility": visibility,
        "lead_unit": people.units[case.lead], "lead_unit_name": "",
        "assisting_units": case.assists.iter().map(|at| &people.units[*at]).collect::<Vec<_>>(),
        "assisting_unit_names": [], "responsible_person": UNITS[case.lead].3,
        "requirement": case.requirement, "limit": limit, "feedback": "written",
    })
}

fn decision(desk: &mut Desk, case: &Case) -> String {
    let lead = UNITS[case.lead].1;
    let assists: Vec<_> = case.assists.iter().map(|at| UNITS[*at].1).collect();
    let with = if assists.is_empty() {
        String::new()
    } else {
        format!("，{}配合", assists.join("、"))
    };
    match desk.dice.below(4) {
        0 => format!("这件事{lead}牵头{with}，限期给企业一个明确答复。"),
        1 => format!("企业等不起。{lead}负责到底{with}，办到哪一步都要告诉企业。"),
        2 => format!("{lead}会后先到现场看{with}，能马上办的不要拖。"),
        _ => format!("请{lead}拿出办法{with}，结果报接待日办公室。"),
    }
}

/// What fills the gaps of a case.
pub(super) struct Words {
    small: u32,
    months: u32,
    sum: u32,
}

impl Words {
    pub(super) fn roll(desk: &mut Desk) -> Self {
        Self::of(&mut desk.dice)
    }

    pub(super) fn of(dice: &mut Dice) -> Self {
        let mut below = |sides| u32::try_from(dice.below(sides)).unwrap_or(0);
        Self { small: 2 + below(7), months: 2 + below(10), sum: 12 + below(480) }
    }

    pub(super) fn fill(&self, text: &str) -> String {
        const DIGITS: [&str; 12] =
            ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一"];
        text.replace("{n}", &self.small.to_string())
            .replace("{m}", DIGITS[self.months as usize % 12])
            .replace("{w}", &self.sum.to_string())
    }
}
