//! The one box.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::world::World;

fn search(world: &World, query: &str) -> Value {
    world.call("search_everything", json!({ "query": query, "limit": 10 }))
}

fn group<'r>(result: &'r Value, target: &str) -> Option<&'r Value> {
    let groups = result["groups"].as_array().expect("groups");
    groups.iter().find(|group| group["target"] == target)
}

fn titles(result: &Value, target: &str) -> Vec<String> {
    let hits = group(result, target).map(|group| group["hits"].as_array().expect("hits"));
    let hits = hits.into_iter().flatten();
    hits.map(|hit| hit["title"].as_str().expect("a title").to_owned()).collect()
}

#[test]
fn everything_is_found_by_what_people_type() {
    let world = World::sample();
    for (query, target, title) in [
        ("沱湾冷链", "enterprise", "川江沱湾冷链物流有限公司"),
        ("twll", "enterprise", "川江沱湾冷链物流有限公司"),
        ("tuowan", "enterprise", "川江沱湾冷链物流有限公司"),
        ("𬭊", "enterprise", "川江鑫𬭊新材料有限公司"),
        ("交管", "unit", "川江区公安分局交通管理大队"),
        ("jgdd", "unit", "川江区公安分局交通管理大队"),
        ("镕", "leader", "何示镕"),
        ("hsr", "leader", "何示镕"),
        ("接待日", "reception", "第十二期民营企业接待日"),
    ] {
        let found = titles(&search(&world, query), target);
        assert!(found.iter().any(|found| found == title), "{query}: {found:?}");
    }
}

#[test]
fn a_number_finds_its_slip_first() {
    let world = World::sample();
    let list = json!({ "year": 2026, "query": "", "states": ["issued"], "limit": 50, "offset": 0 });
    let slips: Value = world.call("list_slips", list);
    let number = slips["groups"][0]["slips"][0]["number"].as_str().expect("issued").to_owned();
    let found = search(&world, &number);
    assert_eq!(found["groups"][0]["target"], "slip");
    assert_eq!(titles(&found, "slip"), [number]);
}

#[test]
fn what_was_said_is_found_and_marked() {
    let world = World::sample();
    let found = search(&world, "身份已核");
    let entries = group(&found, "entry").expect("the record is found");
    assert!(entries["total"].as_i64() > Some(20), "{entries}");
    let hit = &entries["hits"][0];
    let title: Vec<char> = hit["title"].as_str().expect("a title").chars().collect();
    let span = |at: usize| {
        usize::try_from(hit["spans"][0][at].as_u64().expect("a place")).expect("a small number")
    };
    let marked: String = title[span(0)..span(1)].iter().collect();
    assert_eq!(marked, "身份已核");
}

#[test]
fn nothing_typed_breaks_the_search() {
    let world = World::sample();
    for query in ["", " ", "*", "\"", "NEAR(", "a AND", "')--", "\u{0}", "〔2026〕", "-1"] {
        let _found = search(&world, query);
    }
}

/// Asks for 200 pairs of characters as they stand in the texts, and counts by reading every demand.
/// Returns how long the box took for each, in order.
fn ask_for_pairs(demands: u32) -> Vec<Duration> {
    let world = World::of_demands(demands);
    let plain = Connection::open(world.data().join("reception.db")).expect("it opens");
    let mut statement = plain.prepare(
        "SELECT d.title || ' ' || d.facts || ' ' || d.request || ' ' || d.requirement || ' ' || \
         d.answer || ' ' || e.name || ' ' || e.short_name || ' ' || coalesce(u.name, '') || ' ' || \
         coalesce(u.short_name, '') FROM demands d JOIN enterprises e ON e.id = d.enterprise_id \
         LEFT JOIN units u ON u.id = d.lead_unit_id WHERE d.is_void = 0 ORDER BY d.id",
    );
    let texts = statement.as_mut().expect("a statement").query_map([], |row| row.get(0));
    let texts: Vec<String> = texts.expect("rows").collect::<Result<_, _>>().expect("texts");
    assert_eq!(texts.len(), demands as usize);
    let is_han = |c: &char| ('\u{4E00}'..='\u{9FFF}').contains(c);
    let mut pairs = BTreeSet::new();
    // One pair of a text, from another place each time; together they are common and rare ones.
    for (at, text) in texts.iter().enumerate().step_by(texts.len() / 400) {
        let chars: Vec<char> = text.chars().collect();
        let found: Vec<&[char]> = chars.windows(2).filter(|pair| pair.iter().all(is_han)).collect();
        if pairs.len() < 200 && !found.is_empty() {
            pairs.insert(found[at * 7 % found.len()].iter().collect::<String>());
        }
    }
    assert!(pairs.len() > 100, "{} different pairs", pairs.len());
    let mut times = Vec::new();
    for pair in &pairs {
        let expected = texts.iter().filter(|text| text.contains(pair)).count();
        let start = Instant::now();
        let found = search(&world, pair);
        times.push(start.elapsed());
        let total =
            group(&found, "demand").map_or(0, |group| group["total"].as_u64().expect("a number"));
        assert_eq!(total, expected as u64, "{pair}");
        assert!(expected > 0, "{pair} stands in a text");
    }
    times.sort();
    times
}

#[test]
fn two_characters_find_what_reading_everything_finds() {
    assert!(!ask_for_pairs(1_000).is_empty());
}

#[test]
#[ignore = "makes an office of 100,000 demands; prints how long the box takes"]
#[expect(clippy::print_stdout, reason = "the times are what it is asked for")]
fn two_characters_find_what_reading_everything_finds_among_a_hundred_thousand() {
    let times = ask_for_pairs(100_000);
    let (half, most) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!("{} pairs: median {half:?}, p95 {most:?}", times.len());
}
