//! A long random walk through the transition table on a real data folder: many demands, a moving
//! clock, a calendar that changes under way. What must hold is checked after every act, at every
//! month's end and over the whole journal at the end.
//!
//! The short walk is part of the gate. The long one is run by name:
//! `cargo test -p reception-tests --test stories -- --ignored a_hundred_thousand_random_acts --nocapture`

mod acts;
mod beside;
mod proof;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};
use domain::demand::{DemandAction, DemandState};
use domain::terms::Term;
use serde_json::{Value, json};

use crate::balance;
use crate::world::World;

/// Demands kept open at a time: by how many acts one is kept, at least and at most.
const OPEN: (usize, std::ops::RangeInclusive<usize>) = (400, 24..=250);
/// Actions tried on a demand until the guards let one through.
const TRIES: usize = 8;

/// A generator of its own, so that a seed tells the same story on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let drawn = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(drawn).expect("31 bits") % bound
    }

    fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// The office under way.
struct Walk {
    world: World,
    dice: Dice,
    day: NaiveDate,
    minute: u32,
    firms: Vec<String>,
    units: Vec<String>,
    leaders: Vec<String>,
    scan: std::path::PathBuf,
    open: Vec<String>,
    /// Closed ones that may be opened again, archived ones too.
    ended: Vec<String>,
    /// How often each action was taken and refused.
    tally: BTreeMap<&'static str, (u32, u32)>,
    /// The first words with which a use case refused.
    reasons: BTreeMap<String, String>,
    months: u32,
    /// Open at the end of the month before, as the table had it then.
    opening: i64,
    /// Everything recounted so far.
    recounted: balance::Movements,
    is_imported: bool,
    /// Acts taken so far.
    taken: u32,
}

impl Walk {
    fn start(seed: u64) -> Self {
        let world = World::at("2026-01-05 09:00");
        world.save_settings();
        crate::clues::clear(&world);
        let firms = ["川江沱湾冷链物流有限公司", "川江鼎盛机械有限公司"]
            .map(|name| world.enterprise(name, ""))
            .to_vec();
        let units = ["川江供电公司", "区自然资源局", "区住建局", "区税务局", "城北街道办事处"]
            .map(|name| world.unit(name, ""))
            .to_vec();
        let leaders = vec![world.leader("沈例成", "区长"), world.leader("李卫东", "部长")];
        let scan = world.outside().join("终结审批.pdf");
        std::fs::write(&scan, b"%PDF-1.7\n%%EOF\n").expect("a scan is written");
        Self {
            world,
            dice: Dice(seed),
            day: "2026-01-05".parse().expect("a date"),
            minute: 0,
            firms,
            units,
            leaders,
            scan,
            open: Vec::new(),
            ended: Vec::new(),
            tally: BTreeMap::new(),
            reasons: BTreeMap::new(),
            months: 0,
            opening: 0,
            recounted: balance::Movements::default(),
            is_imported: false,
            taken: 0,
        }
    }

    /// Takes `acts` acts over about two years; what a guard refuses is not counted.
    fn run(&mut self, acts: u32) {
        let days = (acts / 12).clamp(60, 700);
        let a_day = usize::try_from(acts / days).expect("a small number").max(1);
        let (by, kept) = OPEN;
        let open = usize::try_from(acts).expect("a number") / by;
        let open = open.clamp(*kept.start(), *kept.end());
        while self.taken < acts {
            if self.dice.one_in(a_day) {
                self.next_day();
            }
            if self.open.len() < open && self.dice.one_in(3) || self.open.is_empty() {
                self.register();
                continue;
            }
            let is_again = !self.ended.is_empty() && self.dice.one_in(25);
            let list = if is_again { &self.ended } else { &self.open };
            let id = list[self.dice.below(list.len())].clone();
            self.act(&id);
        }
        self.end_month(self.day);
    }

    fn next_day(&mut self) {
        let before = self.day;
        self.day = before + Days::new(1);
        if self.day.month() != before.month() {
            self.end_month(before);
        }
        self.minute = 0;
        self.world.set_time(&format!("{} 09:00", self.day));
        if !self.is_imported && self.day >= "2026-11-10".parse().expect("a date") {
            self.is_imported = true;
            self.import();
        }
    }

    fn end_month(&mut self, last: NaiveDate) {
        self.months += 1;
        proof::months_balance(&self.world);
        let first = last.with_day(1).expect("every month has a first");
        let movements = balance::moved(&self.world, first, last);
        let open = balance::open_now(&self.world);
        let opening = std::mem::replace(&mut self.opening, open);
        assert_eq!(movements.closing(opening), open, "{last}: from the tables");
        self.recounted.new += movements.new;
        self.recounted.reopened += movements.reopened;
        self.recounted.closed += movements.closed;
        self.recounted.other += movements.other;
    }

    /// A minute passes, so that no two acts share an instant.
    fn tick(&mut self) {
        self.minute = (self.minute + 1).min(8 * 60);
        let (hour, minute) = (9 + self.minute / 60, self.minute % 60);
        self.world.set_time(&format!("{} {hour:02}:{minute:02}", self.day));
    }

    fn read(&self, id: &str) -> Value {
        self.world.call("get_demand", json!({ "id": id }))
    }

    /// Takes one action that table and guards allow, or something beside the table.
    fn act(&mut self, id: &str) {
        self.tick();
        let mut before = self.read(id);
        if self.dice.one_in(12) {
            let (is_done, after) = self.step(id, before, beside::take);
            if is_done {
                return;
            }
            before = after;
        }
        let mut tried = Vec::new();
        for _ in 0..TRIES {
            let actions: Vec<DemandAction> = state(&before).actions().collect();
            let drawn = *self.dice.of(&actions);
            if tried.contains(&drawn) || acts::is_rare(drawn) && !self.dice.one_in(12) {
                continue;
            }
            tried.push(drawn);
            let (is_done, after) = self.step(id, before, |walk, before| {
                Some((drawn.label(), acts::take(walk, before, drawn)?))
            });
            if is_done {
                return;
            }
            before = after;
        }
    }

    /// Takes one step and checks what came of it; tells whether it was taken, and what the demand
    /// is now.
    fn step(
        &mut self,
        id: &str,
        before: Value,
        take: impl FnOnce(&mut Self, &Value) -> Option<(&'static str, bool)>,
    ) -> (bool, Value) {
        let from = state(&before);
        let Some((what, is_done)) = take(self, &before) else { return (false, before) };
        self.count(what, is_done);
        let after = self.read(id);
        let to = state(&after);
        let is_told = from == to
            || from.actions().any(|action| from.after(action) == Ok(to))
            || acts::by_way_of(from, to);
        assert!(is_told, "{what} took a demand from {from:?} to {to:?}");
        proof::dates_are_working_days(&self.world, &after);
        proof::counts_follow_from_acts(&after);
        self.place(id, to);
        (is_done, after)
    }

    fn place(&mut self, id: &str, state: DemandState) {
        self.open.retain(|known| known != id);
        self.ended.retain(|known| known != id);
        let list = if state.is_open() { &mut self.open } else { &mut self.ended };
        list.push(id.to_owned());
        if self.ended.len() > 60 {
            self.ended.remove(0);
        }
    }

    fn count(&mut self, what: &'static str, is_done: bool) {
        let cell = self.tally.entry(what).or_default();
        if is_done {
            cell.0 += 1;
            self.taken += 1;
        } else {
            cell.1 += 1;
        }
    }

    #[expect(clippy::print_stdout, reason = "what a walk met is what it is asked for")]
    fn tell(&self, acts: u32) {
        let refused: u32 = self.tally.values().map(|(_, refused)| refused).sum();
        println!(
            "{acts} acts taken until {}, {refused} refused by a guard, {} month ends",
            self.day, self.months
        );
        let balance::Movements { new, reopened, closed, other } = self.recounted;
        println!(
            "  recounted: {new} new + {reopened} reopened − {closed} closed − {other} other exits \
             = {} open",
            self.opening
        );
        for (action, (done, refused)) in &self.tally {
            println!("  {action}: {done} taken, {refused} refused by a guard");
        }
        for (name, words) in &self.reasons {
            println!("  {name}: {words}");
        }
    }
}

fn state(demand: &Value) -> DemandState {
    DemandState::from_code(demand["state"].as_str().expect("a state")).expect("a known state")
}

fn walk(seed: u64, acts: u32) -> Walk {
    let mut walk = Walk::start(seed);
    walk.run(acts);
    walk.tell(acts);
    proof::journal_gives_the_tables(&walk.world);
    proof::keys_and_assists_follow_their_demands(&walk.world);
    walk
}

#[test]
fn random_acts_keep_every_promise() {
    let walk = walk(20_261_122, 600);
    let taken = walk.tally.values().filter(|(done, _)| *done > 0).count();
    assert!(taken >= 20, "only {taken} kinds of action were taken");
}

#[test]
#[ignore = "an hour on two cores; run by name before a release"]
fn a_hundred_thousand_random_acts() {
    let acts = std::env::var("RECEPTION_ACTS").ok().and_then(|text| text.parse().ok());
    let walk = walk(7, acts.unwrap_or(100_000));
    assert!(walk.months >= 12, "{} months", walk.months);
    assert!(walk.is_imported);
}
