//! What a 专报 or a year's report says to begin with: the figures of its period in words and a table,
//! common problems, cases, suggestions, and what became of the last issue's 批示.

use chrono::{Datelike, NaiveDate};
use domain::bulletin::{BulletinKind, IssueNumber};
use domain::dates::paper_date;
use domain::demand::{Category, DemandState};
use domain::figures::{Counts, Figure, GroupKind, Rate, SCOPE_LINES};
use domain::link::LinkKind;
use domain::money::Fen;
use domain::terms::Term;
use rusqlite::Connection;
use store::queries::figures::{self, GroupRow, OutcomeSum, SittingRow, Tally};
use store::tables::{bulletin_instructions, bulletins, demands, link_visits, links, units};

use super::words::{Found, clause, demands_of, names, numbered};
use super::{BulletinFigures, BulletinSection};
use crate::context::Context;
use crate::demand::{Veil, told};
use crate::error::UseCaseError;
use crate::figures::{Asked, ordered, sitting_figures};
use crate::printing::within;

/// Categories named in the table; the others are one line.
const CATEGORIES: usize = 8;
/// Cases told.
const CASES: usize = 3;
/// Common problems told.
const COMMON: usize = 4;

/// What is proposed of a bulletin.
pub(super) struct Proposal {
    pub(super) title: String,
    pub(super) opening: String,
    pub(super) sections: Vec<BulletinSection>,
}

fn section(head: &str, text: String) -> BulletinSection {
    BulletinSection { head: head.to_owned(), text, figures: None }
}

/// Everything a proposal is made of.
pub(super) struct Grounds {
    counts: Counts,
    last_year: Counts,
    categories: Vec<GroupRow>,
    sittings: Vec<SittingRow>,
    sittings_before: Vec<SittingRow>,
    raised: Vec<Found>,
    solved: Vec<Found>,
    outcomes: Vec<OutcomeSum>,
    cut_off: NaiveDate,
}

impl Grounds {
    /// Reads them.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(super) fn read(
        context: &Context<'_>,
        connection: &Connection,
        asked: &Asked,
    ) -> Result<Self, UseCaseError> {
        let Tally { all, groups, .. } = figures::tally(connection, &asked.spans)?;
        let span = &asked.spans.period;
        let mut categories = groups
            .into_iter()
            .find(|(kind, _)| *kind == GroupKind::Category)
            .map_or_else(Vec::new, |one| one.1);
        categories.retain(|row| row.counted.period != Counts::default());
        ordered(GroupKind::Category, &mut categories);
        Ok(Self {
            counts: all.period,
            last_year: all.last_year,
            categories,
            sittings: figures::sittings(connection, span)?,
            sittings_before: figures::sittings(connection, &asked.spans.last_year)?,
            raised: demands_of(context, connection, span, Figure::Raised)?,
            solved: demands_of(context, connection, span, Figure::Solved)?,
            outcomes: figures::outcomes(connection, span)?,
            cut_off: span.to(),
        })
    }

    fn of(&self, figure: Figure) -> u32 {
        self.counts.of(figure)
    }

    /// `办结率62.2%（23÷37）`.
    fn rate(&self, rate: Rate) -> String {
        let ratio = self.counts.ratio(rate);
        format!("{}{}（{}÷{}）", rate.label(), ratio.words(), ratio.of, ratio.among)
    }

    /// The table by category, with the cut-off and how it counts; both compulsory (F16).
    fn table(&self) -> BulletinFigures {
        let line = |name: String, counts: &Counts| -> Vec<String> {
            let figures = [
                Figure::Opening,
                Figure::Raised,
                Figure::Closed,
                Figure::OnTime,
                Figure::Closing,
                Figure::Solved,
            ];
            let cells = figures.map(|figure| counts.of(figure).to_string());
            [vec![name], cells.to_vec(), vec![counts.ratio(Rate::Satisfied).words()]].concat()
        };
        let shown =
            if self.categories.len() > CATEGORIES + 1 { CATEGORIES } else { self.categories.len() };
        let (named, rest) = self.categories.split_at(shown);
        let mut rows: Vec<Vec<String>> = named
            .iter()
            .map(|row| line(within(&row.group.name, 10), &row.counted.period))
            .collect();
        if !rest.is_empty() {
            let mut sum = Counts::default();
            rest.iter().for_each(|row| sum.merge(&row.counted.period));
            rows.push(line(format!("其余{}类", rest.len()), &sum));
        }
        rows.push(line(String::from("合　　计"), &self.counts));
        let heads =
            ["类别", "期初未结", "新增", "办结", "按时答复", "期末未结", "已解决", "满意率"];
        BulletinFigures {
            columns: heads.map(str::to_owned).to_vec(),
            rows,
            note: format!(
                "统计截至{}，按诉求计，一企一项；期初未结加新增、重开（{}件），减办结、其他退出（{}件），\
                 等于期末未结；已解决为A类办结；满意率为非常满意、满意、基本满意占有效评价的比例，没有有效评价时以“—”表示。",
                paper_date(self.cut_off),
                self.of(Figure::Reopened),
                self.of(Figure::Left),
            ),
            // 新增 and 办结.
            charted: vec![2, 3],
        }
    }

    /// What several enterprises raised alike: how it shows, how many, whose it is. The cause is for
    /// the clerk to write (F16).
    fn common(&self) -> Vec<(Category, usize, Vec<&Found>)> {
        let mut found: Vec<(Category, usize, Vec<&Found>)> = Category::ALL
            .iter()
            .filter(|category| **category != Category::Other)
            .filter_map(|category| {
                let of: Vec<&Found> =
                    self.raised.iter().filter(|one| one.row.category == Some(*category)).collect();
                let mut askers: Vec<&str> = of.iter().map(|one| one.asker.as_str()).collect();
                askers.sort_unstable();
                askers.dedup();
                (askers.len() > 1).then_some((*category, askers.len(), of))
            })
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.1));
        found.truncate(COMMON);
        found
    }

    fn common_words(&self) -> String {
        let paragraphs: Vec<String> = self
            .common()
            .iter()
            .map(|(category, askers, found)| {
                let units = names(found.iter().map(|one| one.row.lead_unit.as_str()), 4);
                let units =
                    if units.is_empty() { units } else { format!("，责任单位为{units}") };
                let shows: Vec<String> =
                    found.iter().take(3).map(|one| clause(&one.row.title, 30)).collect();
                format!(
                    "{}方面。涉及企业{askers}户、诉求{}件{units}。主要表现为{}。",
                    category.label(),
                    found.len(),
                    shows.join("、"),
                )
            })
            .collect();
        numbered(&paragraphs)
    }

    fn cases(&self) -> String {
        let paragraphs: Vec<String> = self
            .solved
            .iter()
            .take(CASES)
            .map(|Found { row, .. }| {
                let asked = [&row.facts, &row.quoted, &row.request];
                let asked = asked.into_iter().find(|text| !text.is_empty());
                let asked = asked.map_or_else(|| clause(&row.title, 60), |text| clause(text, 120));
                let unit = match row.lead_unit.as_str() {
                    "" => String::new(),
                    unit => format!("由{unit}办理，"),
                };
                let result = match clause(&row.handling.result, 200) {
                    result if result.is_empty() => String::from("问题已解决"),
                    result => result,
                };
                format!(
                    "{}。{}反映：{asked}。{unit}{result}。",
                    clause(&row.title, 24),
                    row.enterprise
                )
            })
            .collect();
        numbered(&paragraphs)
    }

    /// One for each common problem, to the unit that leads most of it.
    fn suggestions(&self) -> String {
        let paragraphs: Vec<String> = self
            .common()
            .iter()
            .filter_map(|(category, _, found)| {
                let lead = found.iter().map(|one| one.row.lead_unit.as_str());
                let lead = lead.filter(|unit| !unit.is_empty()).max_by_key(|unit| {
                    found.iter().filter(|one| one.row.lead_unit == *unit).count()
                })?;
                Some(format!(
                    "建议由{lead}牵头，研究{}方面共性问题的成因，提出解决措施和完成时限。",
                    category.label()
                ))
            })
            .collect();
        numbered(&paragraphs)
    }

    fn kinds(&self) -> String {
        let kinds = [
            (Figure::RaisedProblems, "问题"),
            (Figure::RaisedSuggestions, "建议"),
            (Figure::RaisedOpinions, "政策意见建议"),
            (Figure::RaisedConsultations, "咨询"),
            (Figure::RaisedComplaints, "投诉"),
        ];
        let told: Vec<String> = kinds
            .into_iter()
            .filter(|(figure, _)| self.of(*figure) > 0)
            .map(|(figure, word)| format!("{word}{}件", self.of(figure)))
            .collect();
        if told.is_empty() { String::new() } else { format!("，其中{}", told.join("、")) }
    }
}

/// The 专报 of a quarter, its five parts in the order of F16.
///
/// # Errors
/// When the store cannot be read.
pub(super) fn quarterly(
    connection: &Connection,
    (asked, grounds): (&Asked, &Grounds),
    district: &str,
) -> Result<Proposal, UseCaseError> {
    let label = asked.period.label();
    let sittings = sitting_figures(&grounds.sittings);
    let opening = format!(
        "{label}，全区举办民营企业接待活动{}场，接待企业{}家、{}人次，收集诉求{}件{}；截至{}，应办{}件，\
         其中已办结{}件，{}。",
        sittings.sittings,
        sittings.enterprises,
        sittings.persons,
        grounds.of(Figure::Raised),
        grounds.kinds(),
        paper_date(grounds.cut_off),
        grounds.of(Figure::ToHandle),
        grounds.of(Figure::Handled),
        grounds.rate(Rate::Closing),
    );
    Ok(Proposal {
        title: format!("{label}{district}民营企业诉求办理情况专报"),
        opening,
        sections: vec![
            BulletinSection {
                figures: Some(grounds.table()),
                ..section(
                    "基本情况",
                    format!(
                        "{}，{}，{}。期末未结{}件，其中逾期{}件。",
                        grounds.rate(Rate::OnTime),
                        grounds.rate(Rate::Solved),
                        grounds.rate(Rate::Satisfied),
                        grounds.of(Figure::Closing),
                        grounds.of(Figure::Overdue),
                    ),
                )
            },
            section("共性问题", grounds.common_words()),
            section("典型案例", grounds.cases()),
            section("工作建议", grounds.suggestions()),
            section("上期批示落实情况", follow_up(connection)?),
        ],
    })
}

/// What became of the 批示 upon the last issue (F16, the fifth part).
fn follow_up(connection: &Connection) -> Result<String, UseCaseError> {
    let Some(last) = bulletins::last_issued(connection, BulletinKind::Quarterly)? else {
        return Ok(String::new());
    };
    let issue = last.number().map(issue_words).unwrap_or_default();
    let written = bulletin_instructions::list(connection, &last.id)?;
    if written.is_empty() {
        return Ok(format!("{issue}专报没有批示。"));
    }
    let mut settled = 0;
    let mut paragraphs = Vec::new();
    for one in &written {
        let demand = demands::get(connection, &one.demand_id)?;
        if demand.state == DemandState::ClueReferred {
            continue;
        }
        let veil = Veil::over(connection, std::slice::from_ref(&demand))?;
        let text = told(veil.as_ref(), &one.text);
        let is_settled = matches!(demand.state, DemandState::Closed | DemandState::Terminated);
        settled += usize::from(is_settled);
        let unit = match &demand.content.lead_unit_id {
            Some(id) => format!("由{}办理，", units::get(connection, id)?.name),
            None => String::new(),
        };
        let now = match (demand.handling.closed_on, is_settled) {
            (Some(on), true) => format!("{}办结", paper_date(on)),
            _ => format!("现在{}", demand.state.label()),
        };
        paragraphs.push(format!(
            "{}{}{}批示“{}”，列为诉求{}，{unit}{now}。",
            one.leader_post,
            one.leader_name,
            paper_date(one.instructed_on),
            clause(&text, 120),
            demand.number(),
        ));
    }
    Ok(format!(
        "{issue}专报批示{}件，已办结{settled}件。\n{}",
        written.len(),
        numbered(&paragraphs)
    ))
}

/// `2026年第3期`.
pub(super) fn issue_words(number: IssueNumber) -> String {
    format!("{}年第{}期", number.year, number.seq)
}

/// The year's report: what [S0]–[S4] publish, each kind counted apart (domain.md finding 3).
///
/// # Errors
/// When the store cannot be read.
pub(super) fn annual(
    connection: &Connection,
    (asked, grounds): (&Asked, &Grounds),
    district: &str,
) -> Result<Proposal, UseCaseError> {
    let label = asked.period.label();
    let now = sitting_figures(&grounds.sittings);
    let before = sitting_figures(&grounds.sittings_before);
    let opening = format!(
        "{label}，全区举办民营企业接待活动{}场，领导接待{}人次，到会企业{}家、{}人次；收集诉求{}件{}。",
        now.sittings,
        now.leaders,
        now.enterprises,
        now.persons,
        grounds.of(Figure::Raised),
        grounds.kinds(),
    );
    let held = format!(
        "全年举办接待活动{}场（上年{}场），领导接待{}人次（上年{}人次），到会企业{}家（上年{}家）、{}人次（上年{}人次）。",
        now.sittings,
        before.sittings,
        now.leaders,
        before.leaders,
        now.enterprises,
        before.enterprises,
        now.persons,
        before.persons,
    );
    let handled = format!(
        "全年新增诉求{}件（上年{}件）{}；现场答复{}件，交办{}件；办结{}件，其中解决（A类）{}件。交办与解决分别统计。\n\
         {}，{}，{}，{}。",
        grounds.of(Figure::Raised),
        grounds.last_year.of(Figure::Raised),
        grounds.kinds(),
        grounds.of(Figure::OnSite),
        grounds.of(Figure::Issued),
        grounds.of(Figure::Closed),
        grounds.of(Figure::Solved),
        grounds.rate(Rate::Closing),
        grounds.rate(Rate::OnTime),
        grounds.rate(Rate::Solved),
        grounds.rate(Rate::Satisfied),
    );
    Ok(Proposal {
        title: format!("{label}{district}民营企业接待日工作报告"),
        opening,
        sections: vec![
            section("接待情况", held),
            BulletinSection {
                figures: Some(grounds.table()), ..section("诉求办理情况", handled)
            },
            section("落实成效", achieved(connection, grounds)?),
            section("典型案例", grounds.cases()),
            section("共性问题", grounds.common_words()),
            section("下步建议", grounds.suggestions()),
            section(
                "口径说明",
                SCOPE_LINES
                    .iter()
                    .enumerate()
                    .map(|(at, line)| format!("{}. {line}", at + 1))
                    .collect::<Vec<_>>()
                    .join("\n"),
            ),
        ],
    })
}

/// Amounts, and the links of leaders and service officers with their visits.
fn achieved(connection: &Connection, grounds: &Grounds) -> Result<String, UseCaseError> {
    let year = grounds.cut_off.year();
    let stood: Vec<_> = links::list(connection)?
        .into_iter()
        .filter(|link| link.void_reason.is_none() && link.from_on <= grounds.cut_off)
        .filter(|link| link.until_on.is_none_or(|until| until.year() >= year))
        .collect();
    let count = |kind: LinkKind| stood.iter().filter(|link| link.kind == kind).count();
    let visits = link_visits::list(connection)?
        .iter()
        .filter(|visit| visit.void_reason.is_none())
        .filter(|visit| visit.visited_on.year() == year && visit.visited_on <= grounds.cut_off)
        .count();
    let linked = LinkKind::ALL
        .iter()
        .map(|kind| format!("{}{}对", kind.label(), count(*kind)))
        .collect::<Vec<_>>()
        .join("、");
    let whole = Fen(grounds.outcomes.iter().map(|one| one.fen).sum());
    let kinds: Vec<String> = grounds
        .outcomes
        .iter()
        .map(|one| format!("{}{}", one.kind.label(), Fen(one.fen).short()))
        .collect();
    let kinds =
        if kinds.is_empty() { String::new() } else { format!("，其中{}", kinds.join("、")) };
    Ok(format!("办结诉求落实金额{}{kinds}。\n{linked}，全年走访{visits}次。", whole.short()))
}
