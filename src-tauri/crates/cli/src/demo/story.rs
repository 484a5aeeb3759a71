//! The year: a sitting each month, visits between, and what became of everything.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::ids::DemandId;
use serde_json::json;
use usecases::CommandError;
use usecases::clock::{local, local_date};

use super::cases::CASES;
use super::desk::{Desk, beijing};
use super::handling;
use super::names::{FIRE, FIRMS, NORTH, POWER, UNITS};
use super::people::{People, settle};
use super::rota;
use super::sittings::{Raised, Sitting, Words, answer, end, fields, plan, receive, start};
use super::slips::{Stage, make, set_limits};

/// Monthly sittings before today's.
const MONTHS: usize = 11;
/// Enterprises of a monthly sitting; today has five.
const GUESTS: usize = 6;
/// When open demands fall due, in working days from today: a few overdue, some near.
const DUE: [i64; 31] = [
    -13, -6, -1, 0, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18,
    20, 22, 25, 28,
];

/// Months ago whose sittings left demands that were handled, rated and closed since.
const CLOSED: [usize; 4] = [3, 4, 5, 6];

/// Tells the whole year up to `end_at`.
pub(super) fn tell(desk: &mut Desk, end_at: DateTime<Utc>) -> Result<(), CommandError> {
    let people = settle(desk)?;
    let today = local_date(end_at);
    let mut year = Year { people, today, due: DUE.iter().copied().cycle(), next_firm: 0 };
    for month in (1..=MONTHS).rev() {
        year.month(desk, month)?;
    }
    year.handling(desk)?;
    year.last_visit(desk)?;
    year.registrations(desk)?;
    year.second_rounds(desk)?;
    year.future(desk)?;
    year.today(desk, end_at)
}

struct Year {
    people: People,
    today: NaiveDate,
    due: std::iter::Cycle<std::iter::Copied<std::slice::Iter<'static, i64>>>,
    next_firm: usize,
}

impl Year {
    fn firms(&mut self, count: usize) -> Vec<usize> {
        let first = self.next_firm;
        self.next_firm += count;
        // Seven and forty share no factor: everybody comes once before anybody comes twice.
        (first..first + count).map(|at| at * 7 % FIRMS.len()).collect()
    }

    fn workday_near(&self, desk: &Desk, days_ago: i64) -> NaiveDate {
        desk.calendar.next_workday_on_or_after(self.today - TimeDelta::days(days_ago))
    }

    fn due_days(&mut self, desk: &Desk, count: usize) -> Vec<NaiveDate> {
        let today = self.today;
        let day = |offset: i64| {
            let days = u32::try_from(offset.unsigned_abs()).unwrap_or(0);
            if offset < 0 {
                desk.calendar.sub_workdays(today, days)
            } else {
                desk.calendar.add_workdays(today, days)
            }
        };
        self.due.by_ref().take(count).map(day).collect()
    }

    /// One month: its sitting, and every other month a visit.
    fn month(&mut self, desk: &mut Desk, month: usize) -> Result<(), CommandError> {
        let ago = i64::try_from(month * 30).unwrap_or(0);
        let number = MONTHS + 1 - month;
        let held_on = self.workday_near(desk, ago);
        let sitting = Sitting {
            title: format!("第{}期民营企业接待日", chinese(number)),
            number,
            held_on,
            leader: number % 9,
            stand_in: (number % 4 == 3).then_some(10),
            firms: self.firms(GUESTS),
            is_visit: false,
        };
        self.hold(desk, &sitting, month)?;
        if month.is_multiple_of(2) {
            let held_on = self.workday_near(desk, ago - 12);
            let visit = Sitting {
                title: format!("{}月园区走访", chrono::Datelike::month(&held_on)),
                number: 0,
                held_on,
                leader: (number + 3) % 9,
                stand_in: None,
                firms: self.firms(3),
                is_visit: true,
            };
            self.hold(desk, &visit, month)?;
        }
        Ok(())
    }

    fn hold(
        &mut self,
        desk: &mut Desk,
        sitting: &Sitting,
        month: usize,
    ) -> Result<(), CommandError> {
        desk.go_to(desk.calendar.sub_workdays(sitting.held_on, 6), 10, 0);
        let planned = plan(desk, &self.people, sitting)?;
        desk.go_to(sitting.held_on, 8, 58);
        let detail = start(desk, &planned)?;
        let mut assigned: Vec<Vec<Raised>> = Vec::new();
        let mut answered: Vec<Raised> = Vec::new();
        for guest in 0..sitting.firms.len() {
            let count = 1 + desk.dice.below(2);
            let raised = receive(desk, &self.people, &detail, guest, (sitting, count))?;
            // Of older sittings what was not settled at the table was handled and closed.
            let is_closed_later = CLOSED.contains(&month) && guest < 2;
            let (settled, open): (Vec<_>, Vec<_>) = raised
                .into_iter()
                .partition(|_| !is_closed_later && (month > 2 || desk.dice.below(5) == 0));
            for one in settled {
                answer(desk, &one)?;
                answered.push(one);
            }
            if !open.is_empty() {
                assigned.push(open);
            }
        }
        end(desk, &super::desk::text(&detail, "id"))?;
        let issued_on = desk.calendar.add_workdays(sitting.held_on, 2);
        desk.go_to(issued_on, 9, 10);
        let mut handled: Vec<&Raised> = Vec::new();
        for (at, raised) in assigned.iter().enumerate() {
            let stage = match (month, at) {
                (2, 1) => Stage::Void,
                _ => Stage::Received,
            };
            let due = if CLOSED.contains(&month) || stage == Stage::Void {
                vec![desk.calendar.add_workdays(issued_on, 15); raised.len()]
            } else {
                self.due_days(desk, raised.len())
            };
            set_limits(desk, raised, issued_on, &due)?;
            make(desk, &self.people, raised, stage)?;
            if stage == Stage::Void {
                // What was void is issued anew, and handled.
                make(desk, &self.people, raised, Stage::Received)?;
                handled.extend(raised);
            }
        }
        let rated_on = desk.calendar.add_workdays(issued_on, 3);
        desk.go_to(rated_on, 9, 30);
        for one in &answered {
            handling::rate_answer(desk, &DemandId::new(one.id.clone()))?;
        }
        if CLOSED.contains(&month) {
            handled = assigned.iter().flatten().collect();
        }
        for one in handled {
            handling::close(desk, &DemandId::new(one.id.clone()))?;
        }
        Ok(())
    }

    /// Twelve, then six working days ago: what units report, ask and are asked.
    fn handling(&self, desk: &mut Desk) -> Result<(), CommandError> {
        desk.go_to(desk.calendar.sub_workdays(self.today, 12), 10, 0);
        handling::look_back(desk)?;
        handling::chase(desk)?;
        let open = handling::in_state(desk, "in_progress")?;
        // The first of them burn and stay as they are; each of the last has its own story.
        let [.., first, second, third, fourth, fifth, sixth, seventh, eighth] = open.as_slice()
        else {
            return Ok(());
        };
        handling::report(desk, first)?;
        handling::extend(desk, second, true)?;
        handling::suspend(desk, third)?;
        handling::report(desk, fourth)?;
        desk.go_to(desk.calendar.sub_workdays(self.today, 6), 14, 0);
        handling::answer_chase(desk, &open[0])?;
        handling::chase(desk)?;
        for one in [fifth, sixth] {
            handling::complete(desk, one, "a")?;
            handling::reply(desk, one)?;
            handling::ask_rating(desk, one)?;
        }
        handling::complete(desk, eighth, "b")?;
        handling::track(desk, eighth)?;
        handling::rate(desk, fifth, Some("dissatisfied"))?;
        handling::rate(desk, sixth, None)?;
        handling::close(desk, seventh)
    }

    /// Yesterday: a second round, a report to be reviewed, a request and an objection to be ruled.
    fn second_rounds(&self, desk: &mut Desk) -> Result<(), CommandError> {
        desk.go_to(desk.calendar.sub_workdays(self.today, 1), 15, 0);
        for one in handling::in_state(desk, "awaiting_rating")? {
            if handling::is_dissatisfied(desk, &one)? {
                handling::rework(desk, &one)?;
            }
        }
        let open = handling::in_state(desk, "in_progress")?;
        let mut ready = Vec::new();
        for one in open.iter().rev() {
            if handling::is_receipted(desk, one)? {
                ready.push(one);
            }
        }
        if let [first, second, third, ..] = ready.as_slice() {
            handling::complete(desk, first, "a")?;
            handling::complete(desk, second, "a")?;
            handling::reply(desk, second)?;
            handling::extend(desk, third, false)?;
        }
        if let Some(one) = handling::in_state(desk, "awaiting_receipt")?.first() {
            handling::object(desk, one)?;
        }
        Ok(())
    }

    /// A visit three working days ago: its slips stand at every stage.
    fn last_visit(&mut self, desk: &mut Desk) -> Result<(), CommandError> {
        let held_on = desk.calendar.sub_workdays(self.today, 3);
        let stages = [
            Stage::Drafting,
            Stage::UnderReview,
            Stage::AwaitingInstruction,
            Stage::Instructed,
            Stage::Signed,
            Stage::Issued,
            Stage::PartlyReceived,
        ];
        let mut firms = self.firms(stages.len());
        // The firm whose name few fonts can write.
        if !firms.contains(&12) {
            firms[6] = 12;
        }
        let visit = Sitting {
            title: String::from("沱湾产业园走访"),
            number: 0,
            held_on,
            leader: 1,
            stand_in: None,
            firms,
            is_visit: true,
        };
        desk.go_to(desk.calendar.sub_workdays(held_on, 4), 10, 0);
        let planned = plan(desk, &self.people, &visit)?;
        desk.go_to(held_on, 9, 0);
        let detail = start(desk, &planned)?;
        let mut by_guest = Vec::new();
        for guest in 0..visit.firms.len() {
            by_guest.push(receive(desk, &self.people, &detail, guest, (&visit, 2))?);
        }
        end(desk, &super::desk::text(&detail, "id"))?;
        desk.go_to(desk.calendar.sub_workdays(self.today, 2), 9, 10);
        self.seven_assists(desk, &by_guest[5])?;
        for (raised, stage) in by_guest.iter().zip(stages) {
            let due = self.due_days(desk, raised.len());
            let issued_on = local_date(desk.now());
            set_limits(desk, raised, issued_on, &due)?;
            make(desk, &self.people, raised, stage)?;
        }
        Ok(())
    }

    /// One slip that names seven assisting units, as the papers must bear.
    fn seven_assists(&self, desk: &Desk, raised: &[Raised]) -> Result<(), CommandError> {
        let Some(one) = raised.first() else { return Ok(()) };
        let detail = desk.call("get_demand", json!({ "id": one.id }))?;
        let mut fields = detail["fields"].clone();
        let lead = &self.people.units[POWER];
        let assists: Vec<_> =
            (0..7).map(|at| &self.people.units[[0, 1, 2, NORTH, 15, 16, FIRE][at]]).collect();
        fields["lead_unit"] = json!(lead);
        fields["responsible_person"] = json!(UNITS[POWER].3);
        fields["assisting_units"] = json!(assists);
        let input = json!({ "id": one.id, "version": detail["version"], "fields": fields });
        desk.call("save_demand_fields", input)?;
        Ok(())
    }

    /// Demands that came by other ways, some accepted, some not yet looked at.
    fn registrations(&mut self, desk: &mut Desk) -> Result<(), CommandError> {
        desk.go_to(desk.calendar.sub_workdays(self.today, 1), 9, 0);
        let sources = ["enrolment", "hotline", "chamber", "street", "supervisor"];
        let mut ids = Vec::new();
        for at in 0..12 {
            desk.wait(17);
            let firm = self.firms(1)[0];
            let case = &CASES[desk.dice.below(CASES.len())];
            let words = Words::roll(desk);
            let fields = fields(desk, &self.people, case, &words, 15);
            let input = json!({
                "enterprise_id": self.people.firms[firm], "reception_id": null,
                "source": sources[at % sources.len()], "raised_on": local_date(desk.now()),
                "contact_name": FIRMS[firm].5, "contact_phone": super::people::phone(firm),
                "fields": fields,
            });
            ids.push(super::desk::text(&desk.call("register_demand", input)?, "id"));
        }
        desk.wait(20);
        desk.call(
            "accept_demands",
            json!({ "ids": ids[..5], "reviewer": "苏例言", "elsewhere_reason": "" }),
        )?;
        handling::decline(desk, &ids[5])?;
        handling::refer(desk, &ids[6])?;
        handling::withdraw(desk, &ids[7])
    }

    /// What is planned: next month's sitting, and one that was called off.
    fn future(&mut self, desk: &mut Desk) -> Result<(), CommandError> {
        let number = MONTHS + 2;
        let sitting = Sitting {
            title: format!("第{}期民营企业接待日", chinese(number)),
            number,
            held_on: self.workday_near(desk, -29),
            leader: 1,
            stand_in: None,
            firms: self.firms(GUESTS),
            is_visit: false,
        };
        plan(desk, &self.people, &sitting)?;
        let visit = Sitting {
            title: String::from("青杠镇走访"),
            number: 0,
            held_on: self.workday_near(desk, -8),
            leader: 5,
            stand_in: None,
            firms: self.firms(2),
            is_visit: true,
        };
        let planned = plan(desk, &self.people, &visit)?;
        let reason = "与防汛会议冲突，另行安排";
        desk.wait(30);
        desk.call(
            "cancel_reception",
            json!({ "id": planned["id"], "version": planned["version"], "reason": reason }),
        )?;
        Ok(())
    }

    /// Today's sitting: planned early in the day, running once it has begun.
    fn today(&mut self, desk: &mut Desk, end_at: DateTime<Utc>) -> Result<(), CommandError> {
        let number = MONTHS + 1;
        let firms = vec![0, 1, 2, 3, 39];
        let sitting = Sitting {
            title: format!("第{}期民营企业接待日", chinese(number)),
            number,
            held_on: self.today,
            leader: 0,
            stand_in: None,
            firms,
            is_visit: false,
        };
        desk.wait(10);
        let planned = plan(desk, &self.people, &sitting)?;
        rota::arrange(desk, &self.people, &planned, self.today)?;
        if end_at < beijing(self.today, 9, 5) {
            return Ok(());
        }
        desk.go_to(self.today, 8, 58);
        let detail = start(desk, &planned)?;
        for guest in 0..2 {
            // Later in the day the sitting has simply not gone on: two guests were heard.
            if local(desk.now()) + TimeDelta::minutes(20) > local(end_at) {
                break;
            }
            let raised = receive(desk, &self.people, &detail, guest, (&sitting, 2))?;
            if let (0, Some(one)) = (guest, raised.last()) {
                answer(desk, one)?;
            }
        }
        Ok(())
    }
}

/// Writes 1 to 99 in Chinese.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    match (number / 10, number % 10) {
        (0, ones) => DIGITS[ones].to_owned(),
        (1, ones) => format!("十{}", DIGITS[ones]),
        (tens, ones) => format!("{}十{}", DIGITS[tens % 10], DIGITS[ones]),
    }
}
