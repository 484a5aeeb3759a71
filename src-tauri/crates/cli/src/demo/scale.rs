//! A hundred thousand demands over ten years, for benches: rows written in large transactions,
//! each still with its journal row and its place in the search.

mod closing;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use domain::deadline::{Limit, due};
use domain::demand::{Category, DemandKind, DemandState, Source, UrgencyTag, Visibility};
use domain::ids::{DemandId, EnterpriseId, LeaderId, ReceptionId, SlipId, TaskId, UnitId};
use domain::pinyin::{NameSense, pinyin_key};
use domain::search_target::SearchTarget;
use domain::slip::{FeedbackWay, ReceiptWay, SlipState, SlipUrgency, TaskRole, TaskState};
use domain::terms::Term;
use store::queries::search;
use store::tables::demands::{self, DemandContent, DemandRow, Handling, Origin};
use store::tables::enterprises::{self, EnterpriseRow};
use store::tables::slips::{self, SlipRow};
use store::tables::tasks::{self, TaskRow};
use store::{Author, StoreError, Writing};
use usecases::clock::local_date;
use usecases::{CommandError, UseCaseError};

use super::cases::{CASES, Case};
use super::desk::{Desk, Dice};
use super::names::{FIRMS, LEADERS, UNITS};
use super::people::{People, phone, settle};
use super::sittings::{Sitting, Words, plan};

/// Demands of one transaction.
const BATCH: u32 = 2_000;
/// Enterprises of a large district.
const ENTERPRISES: usize = 2_000;
const YEARS: i64 = 10;
/// One demand in so many went onto a slip; the others were answered at the table.
const SLIP_EVERY: usize = 3;
/// So many of the newest are open whatever else: a ledger has something under way.
const NEW: u32 = 600;

/// Fills the office with `demands` rows up to `end`.
pub(super) fn fill(desk: &mut Desk, end: DateTime<Utc>, demands: u32) -> Result<(), CommandError> {
    let people = settle(desk)?;
    let today = local_date(end);
    let first = today - TimeDelta::days(365 * YEARS);
    let mut bulk = Bulk {
        firms: people.firms.iter().map(|id| EnterpriseId::new(id.clone())).collect(),
        receptions: receptions(desk, &people, first, today)?,
        people,
        today,
        first,
        demands,
        years: (0, 0),
        slips: (0, 0),
    };
    bulk.enterprises(desk)?;
    let mut from = 0;
    while from < demands {
        let to = demands.min(from + BATCH);
        let day = bulk.day(from);
        desk.go_to(day, 9, 0);
        write(desk, |tx, dice, calendar| {
            (from..to).try_for_each(|at| bulk.demand(tx, dice, calendar, at))
        })?;
        from = to;
    }
    desk.go_to(today, 9, 0);
    Ok(())
}

fn write(
    desk: &mut Desk,
    body: impl FnOnce(
        &mut Writing<'_>,
        &mut Dice,
        &domain::calendar::WorkCalendar,
    ) -> Result<(), StoreError>,
) -> Result<(), CommandError> {
    let author = Author {
        clerk_id: String::new(),
        clerk: String::from("示例生成"),
        at: desk.now(),
        use_case: "demo",
    };
    let (dice, calendar) = (&mut desk.dice, &desk.calendar);
    desk.office
        .store()
        .write(author, |tx| body(tx, dice, calendar))
        .map_err(|error| CommandError::from(&UseCaseError::from(error)))
}

/// One sitting a month, each with its day.
fn receptions(
    desk: &mut Desk,
    people: &People,
    first: NaiveDate,
    today: NaiveDate,
) -> Result<Vec<(NaiveDate, ReceptionId)>, CommandError> {
    let mut held = Vec::new();
    for month in 0..usize::try_from(YEARS * 12).unwrap_or(0) {
        let offset = i64::try_from(month * 30).unwrap_or(0);
        let held_on = desk.calendar.next_workday_on_or_after(first + TimeDelta::days(offset));
        if held_on > today {
            break;
        }
        let sitting = Sitting {
            title: format!("{}年{}月民营企业接待日", held_on.year(), held_on.month()),
            number: month + 1,
            held_on,
            leader: month % 9,
            stand_in: None,
            firms: (0..5).map(|at| (month * 5 + at) % FIRMS.len()).collect(),
            is_visit: false,
        };
        let planned = plan(desk, people, &sitting)?;
        held.push((held_on, ReceptionId::new(super::desk::text(&planned, "id"))));
    }
    Ok(held)
}

struct Bulk {
    people: People,
    firms: Vec<EnterpriseId>,
    receptions: Vec<(NaiveDate, ReceptionId)>,
    first: NaiveDate,
    today: NaiveDate,
    demands: u32,
    /// Year and last number taken.
    years: (i32, i64),
    slips: (i32, u32),
}

impl Bulk {
    fn day(&self, at: u32) -> NaiveDate {
        let days = (self.today - self.first).num_days() - 1;
        self.first + TimeDelta::days(days * i64::from(at) / i64::from(self.demands.max(1)))
    }

    /// Adds enterprises beside the forty that are told by hand.
    fn enterprises(&mut self, desk: &mut Desk) -> Result<(), CommandError> {
        let at = desk.now();
        let firms = &mut self.firms;
        write(desk, |tx, _, _| {
            for number in firms.len()..ENTERPRISES {
                let (short, ending, ..) = FIRMS[number % FIRMS.len()];
                let name = format!("川江{short}第{number}{ending}");
                let row = EnterpriseRow {
                    id: EnterpriseId::new(store::new_id()),
                    kind: domain::enterprise::EnterpriseKind::Firm,
                    short_name: format!("{short}{number}"),
                    credit_code: None,
                    district_code: super::names::DISTRICT.to_owned(),
                    street: UNITS[21 + number % 3].1.to_owned(),
                    address: String::new(),
                    industry: None,
                    scale: None,
                    flags: Vec::new(),
                    chamber: String::new(),
                    business: String::new(),
                    employees: None,
                    note: String::new(),
                    is_active: true,
                    merged_into: None,
                    updated_at: at,
                    updated_by: String::from("示例生成"),
                    version: 1,
                    name,
                };
                enterprises::insert(tx, &row)?;
                tx.record("enterprise", row.id.as_str(), None::<&EnterpriseRow>, &row)?;
                firms.push(row.id);
            }
            Ok(())
        })
    }

    fn demand(
        &mut self,
        tx: &mut Writing<'_>,
        dice: &mut Dice,
        calendar: &domain::calendar::WorkCalendar,
        at: u32,
    ) -> Result<(), StoreError> {
        let raised_on = self.day(at);
        if self.years.0 != raised_on.year() {
            self.years = (raised_on.year(), 0);
        }
        self.years.1 += 1;
        let case = &CASES[dice.below(CASES.len())];
        let content = self.content(dice, case);
        let held = self.receptions.partition_point(|(day, _)| *day <= raised_on);
        let reception = held.checked_sub(1).map(|last| self.receptions[last].1.clone());
        let firm = self.firms[dice.below(self.firms.len())].clone();
        let key = pinyin_key(&content.title, NameSense::Body);
        let is_new = self.demands - at < NEW;
        let is_assigned = is_new || dice.below(SLIP_EVERY) == 0;
        let mut row = DemandRow {
            id: DemandId::new(store::new_id()),
            number_year: self.years.0,
            number_seq: self.years.1,
            state: DemandState::AnsweredOnSite,
            is_void: false,
            void_reason: String::new(),
            enterprise_id: firm,
            reception_id: reception,
            guest_id: None,
            source: Source::ALL[dice.below(Source::ALL.len())],
            origin: Origin::default(),
            raised_on,
            contact_name: FIRMS[dice.below(FIRMS.len())].5.to_owned(),
            contact_phone: phone(dice.below(10_000)),
            content,
            quotes: Vec::new(),
            answer: case.answer.to_owned(),
            answered_by: UNITS[case.lead].3.to_owned(),
            answered_on: Some(raised_on),
            slip_id: None,
            slip_position: None,
            drafted: None,
            issued_on: None,
            original_due_on: None,
            due_on: None,
            last_due_on: None,
            is_provisional: false,
            handling: Handling::default(),
            pinyin: key.full,
            initials: key.initials,
            version: 1,
        };
        let is_over = closing::is_over(dice, raised_on, self.today);
        if is_assigned {
            self.assign(tx, calendar, &mut row, case, is_over)?;
        } else {
            if is_over {
                closing::close(&mut row, case, raised_on);
            }
            demands::insert(tx, &row)?;
        }
        tx.record("demand", row.id.as_str(), None::<&DemandRow>, &row)?;
        let number = row.number();
        let content = &row.content;
        let enterprise = enterprises::get(tx, &row.enterprise_id)?;
        // As the program indexes a demand when it is saved.
        let texts: [&str; 9] = [
            &number,
            &content.title,
            &content.facts,
            &content.request,
            &content.requirement,
            &row.answer,
            &enterprise.name,
            &enterprise.short_name,
            &row.initials,
        ];
        search::index(tx, SearchTarget::Demand, row.id.as_str(), &texts)
    }

    fn content(&self, dice: &mut Dice, case: &Case) -> DemandContent {
        let words = Words::of(dice);
        let unit = |at: usize| UnitId::new(self.people.units[at].clone());
        // The codes of the cases are written by hand and proved by a test.
        let kind = DemandKind::from_code(case.kind).unwrap_or(DemandKind::Problem);
        DemandContent {
            kind,
            category: Category::from_code(case.category).ok(),
            title: case.title.to_owned(),
            facts: words.fill(case.said),
            request: case.request.to_owned(),
            amount_fen: None,
            urgency: if dice.below(4) == 0 { vec![UrgencyTag::Urgent] } else { Vec::new() },
            visibility: Visibility::Open,
            lead_unit_id: Some(unit(case.lead)),
            assists: case.assists.iter().map(|at| unit(*at)).collect(),
            responsible_person: UNITS[case.lead].3.to_owned(),
            requirement: case.requirement.to_owned(),
            limit_workdays: Some([5, 15, 15, 30][dice.below(4)]),
            feedback: FeedbackWay::Written,
        }
    }

    /// Issues the demand on a slip of its own; what is over is closed on its due date.
    fn assign(
        &mut self,
        tx: &mut Writing<'_>,
        calendar: &domain::calendar::WorkCalendar,
        row: &mut DemandRow,
        case: &Case,
        is_over: bool,
    ) -> Result<(), StoreError> {
        let issued_on = calendar.next_workday_on_or_after(row.raised_on).min(self.today);
        if self.slips.0 != issued_on.year() {
            self.slips = (issued_on.year(), 0);
        }
        self.slips.1 += 1;
        let limit = Limit::Workdays(row.content.limit_workdays.unwrap_or(15));
        let due = due(issued_on, limit, calendar);
        let leader = LeaderId::new(self.people.leaders[0].clone());
        let at = super::desk::beijing(issued_on, 10, 0);
        let slip = SlipRow {
            id: SlipId::new(store::new_id()),
            state: SlipState::Issued,
            draft_year: self.slips.0,
            draft_seq: i64::from(self.slips.1),
            number_prefix: Some(String::from("川江工商联交")),
            number_year: Some(self.slips.0),
            number_seq: Some(self.slips.1),
            reception_id: row.reception_id.clone(),
            enterprise_id: row.enterprise_id.clone(),
            urgency: SlipUrgency::Ordinary,
            proposal: String::from("建议按下列分工限期办理。妥否，请批示。"),
            drafted_by: String::from("文示真"),
            drafted_on: issued_on,
            reviewer: String::from("苏例言"),
            return_reason: String::new(),
            instruction: String::from("同意所拟。请主办单位迅速落实。"),
            signer_id: Some(leader.clone()),
            instructed_on: Some(issued_on),
            lead_leader_id: Some(leader),
            ink: None,
            scan_id: None,
            signed_at: Some(at),
            issuer: LEADERS[10].0.to_owned(),
            issued_on: Some(issued_on),
            issued_at: Some(at),
            // Bench rows are counted and listed, never printed.
            limits: Some(String::from("{}")),
            paper: Some(String::from("{}")),
            paper_version: 1,
            printed_version: 0,
            print_count: 0,
            void_reason: String::new(),
            carried: None,
            version: 1,
        };
        slips::insert(tx, &slip)?;
        tx.record("slip", slip.id.as_str(), None::<&SlipRow>, &slip)?;
        row.state = DemandState::InProgress;
        (row.answer, row.answered_by, row.answered_on) = (String::new(), String::new(), None);
        row.slip_id = Some(slip.id.clone());
        row.slip_position = Some(1);
        row.issued_on = Some(issued_on);
        (row.original_due_on, row.due_on, row.last_due_on) =
            (Some(due.on), Some(due.on), Some(due.on));
        row.is_provisional = due.is_provisional;
        if is_over {
            closing::close(row, case, due.on);
        }
        demands::insert(tx, row)?;
        let task = TaskRow {
            id: TaskId::new(store::new_id()),
            demand_id: row.id.clone(),
            slip_id: slip.id,
            unit_id: UnitId::new(self.people.units[case.lead].clone()),
            unit_name: UNITS[case.lead].0.to_owned(),
            role: TaskRole::Lead,
            state: if is_over { TaskState::Answered } else { TaskState::Received },
            responsible_person: row.content.responsible_person.clone(),
            due_on: due.on,
            receipt_due_on: issued_on,
            received_at: Some(at),
            received_on: Some(issued_on),
            received_by: UNITS[case.lead].3.to_owned(),
            received_post: String::from("办公室主任"),
            receipt_way: Some(ReceiptWay::InPerson),
            round: 0,
            version: 1,
        };
        tasks::insert(tx, &task)?;
        tx.record("task", task.id.as_str(), None::<&TaskRow>, &task)
    }
}
