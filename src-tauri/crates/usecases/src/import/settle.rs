//! One row of a table, settled: what it brings, or why it brings nothing.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, NaiveDate};
use domain::import::{
    Cells, Findings, FirmEntry, ImportCell, ImportFault, ImportField, ImportKind, ImportVerdict,
    LedgerEntry, TurnEntry, UnitEntry, is_ditto, read_firm, read_ledger, read_turn, read_unit,
};
use rusqlite::Connection;
use store::tables::imports;

use super::bodies::{Bodies, FirmPlace, UnitPlace};
use super::leading::LeaderPlace;
use super::plan::Plan;
use super::table::{Layout, TableRow, year_in};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::fields::text_message;
use crate::rota::has_plan;

/// What the cell of the assisting units has room for, a separator to each name.
const ASSISTS_ROOM: usize = 600;
/// A row with fewer cells and nothing of substance is a sum or a signature.
const SUBSTANCE: usize = 3;

/// What a good row brings.
pub(super) enum Brought {
    Demand(Box<Demand>),
    Firm(Box<FirmEntry>),
    Unit(Box<UnitEntry>),
    Turn(Box<Turn>),
}

/// A month of a plan with who is meant in it.
pub(super) struct Turn {
    pub(super) entry: TurnEntry,
    pub(super) leader: LeaderPlace,
    pub(super) stand_in: Option<LeaderPlace>,
}

/// A demand with who is meant in it.
pub(super) struct Demand {
    pub(super) entry: LedgerEntry,
    pub(super) firm: FirmPlace,
    pub(super) lead: Option<UnitPlace>,
    pub(super) assists: Vec<UnitPlace>,
}

/// A row with what became of it.
pub(super) struct Settled {
    pub(super) row: u32,
    pub(super) verdict: ImportVerdict,
    pub(super) reason: String,
    /// Of a row that was looked at, the faults alone.
    pub(super) findings: Findings,
    pub(super) is_repaired: bool,
    /// None unless it is good.
    pub(super) brought: Option<Brought>,
}

/// Settles the rows of one table in their order.
pub(super) struct Settling<'a> {
    context: &'a Context<'a>,
    connection: &'a Connection,
    plan: &'a Plan,
    pub(super) bodies: Bodies,
    /// The row above, for cells that say the same.
    above: BTreeMap<ImportField, ImportCell>,
    /// The year rows are of where they name none.
    year: Option<i32>,
    /// The places of the good rows of an enterprise and a day.
    seen: HashMap<(FirmPlace, NaiveDate), Vec<usize>>,
    seen_names: HashMap<String, u32>,
}

impl<'a> Settling<'a> {
    /// Begins a table.
    ///
    /// # Errors
    /// When a table of the office cannot be read.
    pub(super) fn new(
        context: &'a Context<'a>,
        connection: &'a Connection,
        plan: &'a Plan,
    ) -> Result<Self, UseCaseError> {
        Ok(Self {
            context,
            connection,
            plan,
            bodies: Bodies::read(connection, plan)?,
            above: BTreeMap::new(),
            year: None,
            seen: HashMap::new(),
            seen_names: HashMap::new(),
        })
    }

    /// Settles the row below `so_far`; its cells are handed back by field.
    ///
    /// # Errors
    /// When a table of the office cannot be read.
    pub(super) fn row(
        &mut self,
        layout: &Layout,
        mut row: TableRow,
        so_far: &[Settled],
    ) -> Result<(Settled, BTreeMap<ImportField, ImportCell>), UseCaseError> {
        for (column, cell) in &mut row.cells {
            if matches!(cell, ImportCell::Text(text) if is_ditto(text))
                && let Some(field) = layout.columns.get(column)
                && let Some(above) = self.above.get(field)
            {
                cell.clone_from(above);
            }
        }
        let mut settled = Settled {
            row: row.row,
            verdict: ImportVerdict::Skipped,
            reason: String::new(),
            findings: Findings::default(),
            is_repaired: false,
            brought: None,
        };
        let beside = self.beside(layout, &row);
        let meant = row.cells.into_iter();
        let meant = meant.filter_map(|(column, cell)| Some((*layout.columns.get(&column)?, cell)));
        let cells: BTreeMap<ImportField, ImportCell> = meant.collect();
        if let Some(reason) = beside {
            settled.reason = reason;
            return Ok((settled, cells));
        }
        let year = self.year.or(layout.year);
        let mut reader = Cells::new(&cells, year, layout.is_in_wan(), self.context.today());
        let brought = match self.plan.kind {
            ImportKind::Ledger => {
                read_ledger(&mut reader).map(|entry| Read::Demand(Box::new(entry)))
            }
            ImportKind::Enterprises => Some(Read::Firm(Box::new(read_firm(&mut reader)))),
            ImportKind::Units => Some(Read::Unit(Box::new(read_unit(&mut reader)))),
            ImportKind::Rota => read_turn(&mut reader).map(|entry| Read::Turn(Box::new(entry))),
        };
        settled.findings = reader.finish();
        if let (Some(brought), true) = (brought, settled.findings.faults.is_empty()) {
            self.place(&mut settled, brought, so_far)?;
        }
        settled.is_repaired = !settled.findings.notes.is_empty();
        if !settled.findings.faults.is_empty() {
            settled.verdict = ImportVerdict::Refused;
            settled.brought = None;
            settled.reason = unplaced(layout, &settled.findings);
        }
        Ok((settled, cells))
    }

    /// Keeps the cells of a row that was settled for the row below it.
    pub(super) fn keep(&mut self, settled: &Settled, cells: BTreeMap<ImportField, ImportCell>) {
        if settled.verdict != ImportVerdict::Skipped {
            self.above = cells;
        }
    }

    /// Says why a row is none of the table's: sums, signatures, headings repeated on each page.
    fn beside(&mut self, layout: &Layout, row: &TableRow) -> Option<String> {
        use ImportField as F;
        let substance = match self.plan.kind {
            ImportKind::Ledger => [F::Enterprise, F::Title, F::Content],
            ImportKind::Enterprises => [F::Enterprise, F::CreditCode, F::Enterprise],
            ImportKind::Units => [F::UnitName, F::UnitName, F::UnitName],
            ImportKind::Rota => [F::HeldOn, F::Receiver, F::HeldOn],
        };
        let heads = &layout.heads.heads;
        let is_head = |(column, cell): (&u32, &ImportCell)| {
            let words: String = cell.words().split_whitespace().collect();
            heads.iter().any(|head| head.column == *column && head.title == words)
        };
        let mapped = || row.cells.iter().filter(|(column, _)| layout.columns.contains_key(column));
        if mapped().count() > 1 && mapped().all(is_head) {
            return Some(String::from("重复的表头"));
        }
        let first = row.cells.values().next().map(ImportCell::words).unwrap_or_default();
        let first: String = first.split_whitespace().collect();
        let sums = ["合计", "总计", "小计", "制表", "填表", "审核", "注：", "说明：", "备注："];
        let is_sum = sums.iter().any(|word| first.starts_with(word));
        let has_substance = mapped().any(|(column, _)| substance.contains(&layout.columns[column]));
        let is_ledger_sum = is_sum && mapped().count() <= SUBSTANCE;
        if !is_ledger_sum && (has_substance || mapped().count() >= SUBSTANCE) {
            return None;
        }
        // A line such as 2023年 parts the years of a table.
        self.year = year_in(&first).filter(|_| row.cells.len() == 1).or(self.year);
        Some(String::from("合计、签字或说明，不是数据"))
    }

    fn place(
        &mut self,
        settled: &mut Settled,
        read: Read,
        so_far: &[Settled],
    ) -> Result<(), UseCaseError> {
        match read {
            Read::Demand(entry) => self.demand(settled, *entry, so_far),
            Read::Firm(entry) => {
                let (place, note) = self.bodies.firm(&entry.name, entry.credit_code.as_deref());
                let known = &self.bodies.firms[place];
                let name = format!("{place}");
                let is_known = known.id.is_some() && known.is_active;
                self.once(settled, name, is_known, note, Brought::Firm(entry));
                Ok(())
            }
            Read::Unit(entry) => {
                let place = self.bodies.known_unit(&entry.name);
                let is_known = place.is_some_and(|place| !self.bodies.units[place].is_undone);
                let key = domain::import::unit_key(&entry.name);
                self.once(settled, key, is_known, None, Brought::Unit(entry));
                Ok(())
            }
            Read::Turn(entry) => self.turn(settled, *entry),
        }
    }

    /// Takes an entry of a directory that is not there yet and did not come before.
    fn once(
        &mut self,
        settled: &mut Settled,
        key: String,
        is_known: bool,
        note: Option<String>,
        brought: Brought,
    ) {
        if is_known {
            settled.verdict = ImportVerdict::Known;
            settled.reason = note.unwrap_or_else(|| String::from("名录里已有，没有改动"));
            return;
        }
        if let Some(row) = self.seen_names.get(&key) {
            settled.verdict = ImportVerdict::Known;
            settled.reason = format!("与第 {row} 行是同一家");
            return;
        }
        self.seen_names.insert(key, settled.row);
        settled.verdict = ImportVerdict::Good;
        settled.brought = Some(brought);
    }

    fn demand(
        &mut self,
        settled: &mut Settled,
        mut entry: LedgerEntry,
        so_far: &[Settled],
    ) -> Result<(), UseCaseError> {
        use ImportField as F;
        let (lead, assists) = self.units(&mut settled.findings, &entry);
        if !settled.findings.faults.is_empty() {
            return Ok(());
        }
        let (firm, note) = self.bodies.firm(&entry.enterprise, entry.credit_code.as_deref());
        settled.findings.notes.extend(note.map(|note| (F::Enterprise, note)));
        self.year = Some(entry.raised_on.year());
        let same_day = self.seen.entry((firm, entry.raised_on)).or_default();
        let is_same = |row: &&Settled| {
            let demand = row.demand();
            demand.is_some_and(|known| {
                (&known.entry.title, &known.entry.facts) == (&entry.title, &entry.facts)
            })
        };
        if let Some(row) = same_day.iter().map(|place| &so_far[*place]).find(is_same) {
            let row = row.row;
            settled.verdict = ImportVerdict::Known;
            settled.reason = format!("与第 {row} 行是同一条诉求；主办单位不同的，请导入后补为协办");
            return Ok(());
        }
        if let Some(id) = &self.bodies.firms[firm].id {
            let same = imports::list_same_day(self.connection, id, entry.raised_on)?;
            if same.iter().any(|(title, facts)| *title == entry.title && *facts == entry.facts) {
                settled.verdict = ImportVerdict::Known;
                settled.reason = String::from("台账里已有这条诉求");
                return Ok(());
            }
        }
        same_day.push(so_far.len());
        // Who is meant is known by place from here on; a hundred thousand rows are kept.
        entry.enterprise = String::new();
        entry.lead_unit = String::new();
        entry.assists = Vec::new();
        settled.verdict = ImportVerdict::Good;
        settled.brought = Some(Brought::Demand(Box::new(Demand { entry, firm, lead, assists })));
        Ok(())
    }

    /// Takes a month of a year that has no plan yet; each month and each day stands once.
    fn turn(&mut self, settled: &mut Settled, entry: TurnEntry) -> Result<(), UseCaseError> {
        use ImportField as F;
        let findings = &mut settled.findings;
        let mut find = |field: F, words: &str, post: &str| {
            let found = self.bodies.leaders.find(words, post);
            match found {
                Ok((place, note)) => {
                    findings.notes.extend(note.map(|note| (field, note)));
                    Some(place)
                }
                Err(reason) => {
                    findings.faults.push((field, ImportFault::Words(reason)));
                    None
                }
            }
        };
        let leader = find(F::Receiver, &entry.leader, &entry.post);
        let stand_in = Some(entry.stand_in.as_str()).filter(|words| !words.is_empty());
        let stand_in = stand_in.map(|words| find(F::StandIn, words, ""));
        if stand_in.flatten().is_some() && stand_in.flatten() == leader {
            findings.faults.push((F::StandIn, "替补与接待领导是同一位，请核对。".into()));
        }
        let year = entry.held_on.year();
        let same = [
            (F::Month, format!("{year}年{}月", entry.month), "每个月只安排一次"),
            (F::HeldOn, entry.held_on.to_string(), "一天只排一次"),
        ];
        for (field, what, rule) in same {
            if let Some(row) = self.seen_names.get(&what) {
                let reason = format!("第 {row} 行已是 {what}，{rule}。");
                findings.faults.push((field, ImportFault::Words(reason)));
            }
            self.seen_names.entry(what).or_insert(settled.row);
        }
        let Some(leader) = leader.filter(|_| findings.faults.is_empty()) else { return Ok(()) };
        if has_plan(self.connection, year)? {
            settled.verdict = ImportVerdict::Known;
            settled.reason = format!("{year}年的安排已保存，请在年度安排里改");
            return Ok(());
        }
        settled.verdict = ImportVerdict::Good;
        let stand_in = stand_in.flatten();
        settled.brought = Some(Brought::Turn(Box::new(Turn { entry, leader, stand_in })));
        Ok(())
    }

    /// Finds the units of a demand; each stands once.
    fn units(
        &mut self,
        findings: &mut Findings,
        entry: &LedgerEntry,
    ) -> (Option<UnitPlace>, Vec<UnitPlace>) {
        use ImportField as F;
        let with_new = self.plan.with_new_units;
        let mut places = Vec::new();
        let lead = Some(entry.lead_unit.as_str()).filter(|name| !name.is_empty());
        let names = lead.map(|name| (F::LeadUnit, name)).into_iter();
        let names = names.chain(entry.assists.iter().map(|name| (F::Assists, name.as_str())));
        for (field, name) in names {
            match self.bodies.unit(name, with_new) {
                Ok((place, note)) => {
                    findings.notes.extend(note.map(|note| (field, note)));
                    if !places.contains(&place) {
                        places.push(place);
                    }
                }
                Err(reason) => findings.faults.push((field, ImportFault::Words(reason))),
            }
        }
        let lead = if lead.is_some() && !places.is_empty() { Some(places.remove(0)) } else { None };
        let length = |place: &UnitPlace| self.bodies.units[*place].name.chars().count() + 1;
        if places.iter().map(length).sum::<usize>() >= ASSISTS_ROOM {
            let reason = "协办单位的名称加起来太长，请减少几家。".into();
            findings.faults.push((F::Assists, reason));
        }
        (lead, places)
    }
}

enum Read {
    Demand(Box<LedgerEntry>),
    Firm(Box<FirmEntry>),
    Unit(Box<UnitEntry>),
    Turn(Box<TurnEntry>),
}

/// The faults that no column shows.
fn unplaced(layout: &Layout, findings: &Findings) -> String {
    let is_shown = |field: &ImportField| layout.columns.values().any(|known| known == field);
    let rest = findings.faults.iter().filter(|(field, _)| !is_shown(field));
    let words = rest.map(|(field, fault)| format!("{field}：{}", fault_words(fault)));
    words.collect::<Vec<_>>().join(" ")
}

/// Says in plain Chinese why a cell cannot be taken.
pub(super) fn fault_words(fault: &ImportFault) -> String {
    match fault {
        ImportFault::Text(fault) => text_message(*fault),
        ImportFault::Words(words) => words.clone(),
    }
}
