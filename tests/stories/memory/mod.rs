//! What the office remembers: earlier demands on the same matter.

#![expect(clippy::print_stdout, reason = "the share found is a figure of the readme")]

mod around;
mod issues;
mod pairs;
mod papers;

use chrono::{NaiveDate, TimeDelta};
use domain::demand::{Category, DemandKind, DemandState, Source, Visibility};
use domain::ids::{DemandId, EnterpriseId};
use domain::search_target::SearchTarget;
use domain::slip::FeedbackWay;
use domain::terms::Term;
use serde_json::{Value, json};
use store::StoreError;
use store::queries::search;
use store::tables::demands::{self, DemandContent, DemandRow, Handling, Origin};

use crate::world::{World, beijing, id_of};
use around::{AROUND, CLOSINGS, MONTHS, Matter, PLACES, SPEAKERS};
use pairs::{HELD_OUT, PLANTED, Told, UNKNOWN};

/// A generator of its own: the same demands on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        // xorshift64*, Marsaglia 2003.
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let limit = u64::try_from(limit).expect("a small number");
        usize::try_from((self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % limit).expect("below")
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    fn fill(&mut self, text: &str) -> String {
        let mut filled = String::new();
        for c in text.replace("{}", "@").chars() {
            match c {
                '@' => filled.push_str(self.pick(&PLACES)),
                '#' => filled.push_str(&(self.below(28) + 2).to_string()),
                '*' => filled.push_str(self.pick(&MONTHS)),
                _ => filled.push(c),
            }
        }
        filled
    }
}

/// A demand of the crowd.
fn crowd(dice: &mut Dice, matter: &Matter) -> [String; 3] {
    let (speaker, closing) = (dice.pick(&SPEAKERS), dice.pick(&CLOSINGS));
    let mut facts = dice.fill(speaker);
    let first = dice.below(matter.facts.len());
    for at in 0..=dice.below(matter.facts.len()) {
        facts.push_str(&dice.fill(matter.facts[(first + at) % matter.facts.len()]));
    }
    facts.push_str(&dice.fill(closing));
    [dice.pick(&matter.titles).to_owned(), facts, dice.pick(&matter.requests).to_owned()]
}

fn row(at: usize, firm: &str, category: &str, [title, facts, request]: [String; 3]) -> DemandRow {
    let first: NaiveDate = "2022-01-04".parse().expect("a day");
    let number = i64::try_from(at + 1).expect("a small number");
    DemandRow {
        id: DemandId::new(store::new_id()),
        number_year: 2022,
        number_seq: number,
        state: DemandState::AnsweredOnSite,
        is_void: false,
        void_reason: String::new(),
        enterprise_id: EnterpriseId::new(firm),
        reception_id: None,
        guest_id: None,
        source: Source::Visit,
        origin: Origin::default(),
        raised_on: first + TimeDelta::hours(number * 18),
        contact_name: String::new(),
        contact_phone: String::new(),
        content: DemandContent {
            kind: DemandKind::Problem,
            category: Some(Category::from_code(category).expect("a category")),
            title,
            facts,
            request,
            amount_fen: None,
            urgency: Vec::new(),
            visibility: Visibility::Open,
            lead_unit_id: None,
            assists: Vec::new(),
            responsible_person: String::new(),
            requirement: String::new(),
            limit_workdays: None,
            feedback: FeedbackWay::Written,
        },
        quotes: Vec::new(),
        answer: "已当面答复。".to_owned(),
        answered_by: String::new(),
        answered_on: Some(first),
        slip_id: None,
        slip_position: None,
        drafted: None,
        issued_on: None,
        original_due_on: None,
        due_on: None,
        last_due_on: None,
        is_provisional: false,
        handling: Handling::default(),
        pinyin: String::new(),
        initials: String::new(),
        version: 1,
    }
}

/// What the register held: the places of the planted demands, the earlier and the later of each pair.
struct Register {
    world: World,
    pairs: Vec<(String, String)>,
}

/// Two thousand demands of 180 enterprises: 1,920 of the crowd, and forty pairs, the earlier one of each
/// among the first half, the later one at the end.
fn register() -> Register {
    let world = World::at("2026-09-23 09:00");
    let firms: Vec<String> =
        (0..180).map(|at| world.enterprise(&format!("川江第{at}商行"), "")).collect();
    let mut dice = Dice(20_260_923);
    let words = |told: &Told| [told.title, told.facts, told.request].map(str::to_owned);
    let all: Vec<&(Told, Told)> = PLANTED.iter().chain(&HELD_OUT).chain(&UNKNOWN).collect();
    let mut told: Vec<(&str, [String; 3])> = Vec::new();
    for at in 0..1_920 {
        // The planted stand among the others, not beside one another.
        if at % 24 == 7 && at / 24 < all.len() {
            let (earlier, _) = all[at / 24];
            told.push((earlier.category, words(earlier)));
        }
        let matter = &AROUND[dice.below(AROUND.len())];
        told.push((matter.category, crowd(&mut dice, matter)));
    }
    told.extend(all.iter().map(|(_, later)| (later.category, words(later))));
    assert_eq!(told.len(), 2_000);
    let author = store::Author {
        clerk_id: String::new(),
        clerk: "周敏".to_owned(),
        at: beijing("2026-09-23 09:00"),
        use_case: "register_demand",
    };
    let ids = world
        .office()
        .store()
        .write(author, |tx| {
            let mut ids = Vec::new();
            for (at, (category, texts)) in told.into_iter().enumerate() {
                let row = row(at, &firms[(at * 7) % firms.len()], category, texts);
                demands::insert(tx, &row)?;
                tx.record("demand", row.id.as_str(), None::<&DemandRow>, &row)?;
                let content = &row.content;
                let texts: [&str; 3] = [&content.title, &content.facts, &content.request];
                search::index(tx, SearchTarget::Demand, row.id.as_str(), &texts)?;
                ids.push(row.id.as_str().to_owned());
            }
            Ok::<_, StoreError>(ids)
        })
        .expect("they are stored");
    let pairs = (0..all.len()).map(|at| (ids[at * 25 + 7].clone(), ids[1_960 + at].clone()));
    Register { world, pairs: pairs.collect() }
}

/// Counts the later demands that show their earlier one among their first five.
fn found(register: &Register, from: usize, pairs: &[(Told, Told)]) -> usize {
    let mut count = 0;
    for ((earlier, later), (_, told)) in register.pairs[from..].iter().zip(pairs) {
        let like: Value = register.world.call("list_similar", json!({ "id": later }));
        let rows = like["rows"].as_array().expect("rows");
        assert!(rows.len() <= 5);
        let place = rows.iter().position(|row| row["id"] == **earlier);
        if place.is_none() {
            println!("not found: {}", told.title);
        }
        count += usize::from(place.is_some());
    }
    count
}

/// Done-line 5 of the fourth issue: twenty planted repeats in other words.
#[test]
fn repeats_in_other_words_are_among_the_first_five() {
    let register = register();
    let planted = found(&register, 0, &PLANTED);
    let held_out = found(&register, 20, &HELD_OUT);
    let unknown = found(&register, 30, &UNKNOWN);
    println!("among the first five: {planted} of 20 planted, {held_out} of 10 held out,");
    println!("{unknown} of 10 on matters the list of words was not made for");
    assert!(planted >= 17, "{planted} of 20");
    assert!(held_out >= 7, "{held_out} of 10");
    assert!(unknown >= 3, "{unknown} of 10");
}

fn registered(world: &World, firm: &str, title: &str, facts: &str, visibility: &str) -> Value {
    let input = json!({
        "enterprise_id": firm, "reception_id": null, "source": "visit", "raised_on": "2026-09-23",
        "contact_name": "", "contact_phone": "",
        "fields": {
            "kind": "problem", "category": "labour", "title": title, "facts": facts, "request": "",
            "amount_fen": null, "urgency": [], "visibility": visibility, "lead_unit": null,
            "lead_unit_name": "", "assisting_units": [], "assisting_unit_names": [],
            "responsible_person": "", "requirement": "请组织一次专场招聘。", "limit": null,
            "feedback": "written",
        },
    });
    world.call("register_demand", input)
}

fn typed(world: &World, firm: &Value, title: &str) -> Vec<Value> {
    let asked = json!({
        "enterprise_id": firm, "category": null, "title": title, "facts": "", "request": "",
    });
    let found: Value = world.call("find_similar", asked);
    found["rows"].as_array().expect("rows").clone()
}

#[test]
fn ones_own_come_first_with_what_was_promised() {
    let world = World::set_up();
    let one = world.enterprise("川江甲机械有限公司", "甲机械");
    let two = world.enterprise("川江乙纺织有限公司", "乙纺织");
    let theirs = registered(&world, &two, "车间缺人开不满工", "操作手找不到。", "open");
    let own = registered(&world, &one, "生产线招工难", "缺口八十名普工。", "open");
    let rows = typed(&world, &json!(one), "普工招聘不到，缺工严重");
    assert_eq!(rows[0]["id"], own["id"], "{rows:#?}");
    assert_eq!(rows[0]["is_own"], true);
    assert_eq!(rows[0]["promised"], "请组织一次专场招聘。");
    let shared = rows[0]["shared"].as_array().expect("words");
    assert!(shared.contains(&json!("招工")), "{shared:?}");
    assert_eq!(rows[1]["id"], theirs["id"]);
    assert_eq!(rows[1]["is_own"], false);
    assert_eq!(rows[1]["enterprise_name"], "川江乙纺织有限公司");

    // Its own page tells what came before, not what came after it.
    let before: Value = world.call("list_similar", json!({ "id": own["id"] }));
    assert_eq!(before["rows"][0]["id"], theirs["id"]);
    let first: Value = world.call("list_similar", json!({ "id": theirs["id"] }));
    assert_eq!(first["rows"], json!([]));
}

#[test]
fn a_hidden_enterprise_stays_hidden_and_void_demands_are_gone() {
    let world = World::set_up();
    let firm = world.enterprise("川江甲机械有限公司", "甲机械");
    let facts = "甲机械缺口八十名普工。";
    let hidden = registered(&world, &firm, "甲机械招工难", facts, "anonymous");
    let rows = typed(&world, &json!(firm), "车间缺人，普工招聘不到");
    assert_eq!(rows.len(), 1, "{rows:#?}");
    assert_eq!(rows[0]["enterprise_name"], "某企业");
    assert_eq!(rows[0]["title"], "某企业招工难");
    assert_eq!(rows[0]["is_own"], false, "one enterprise's demands would tell its name");
    assert!(!rows[0].to_string().contains("甲机械"));
    assert_eq!(typed(&world, &json!(firm), "甲机械"), Vec::<Value>::new());

    let void = json!({ "id": id_of(&hidden), "version": hidden["version"], "reason": "重复登记" });
    let _void: Value = world.call("void_demand", void);
    assert_eq!(typed(&world, &json!(firm), "车间缺人，普工招聘不到"), Vec::<Value>::new());
}

#[test]
fn nothing_typed_finds_nothing_and_breaks_nothing() {
    let world = World::set_up();
    let firm = world.enterprise("川江甲机械有限公司", "甲机械");
    registered(&world, &firm, "生产线招工难", "缺口八十名普工。", "open");
    for text in ["", " ", "*", "\"", "NEAR(", "公司", "2026", "𠮷"] {
        assert_eq!(typed(&world, &Value::Null, text), Vec::<Value>::new(), "{text}");
    }
}
