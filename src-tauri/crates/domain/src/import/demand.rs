//! A row of an older ledger as a demand.

use chrono::{Datelike, NaiveDate};

use super::days::Edge;
use super::states::{read_state, taken_over};
use super::{Cells, ImportFault, ImportField as F, split_names};
use crate::demand::{Category, DemandKind, DemandState, Source, TITLE_MAX, UrgencyTag};
use crate::enterprise::{EnterpriseScale, Industry};
use crate::handling::{Grade, ResultClass};
use crate::limits::LIMIT_MAX;
use crate::money::AMOUNT_MAX;
use crate::privacy::UNNAMED;
use crate::terms::Term;

/// The lengths of the fields as every form has them.
pub(super) const NAME_MAX: usize = 60;
pub(super) const LINE_MAX: usize = 100;
pub(super) const LONG_MAX: usize = 10_000;
const RESPONSIBLE_MAX: usize = 40;
/// More of anything than one demand ever sees.
const TIMES_MAX: u32 = 999;
/// Working days a demand may have taken.
const USED_MAX: u32 = 5_000;
/// More assisting units than any paper names.
const ASSISTS_MAX: usize = 20;

/// A demand as an older ledger tells it. Names of enterprise and units are as they were written.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// As written; kept whatever number it gets here.
    pub number: String,
    pub session: String,
    pub raised_on: NaiveDate,
    pub receiver: String,
    pub enterprise: String,
    pub credit_code: Option<String>,
    pub street: String,
    pub industry: Option<Industry>,
    pub scale: Option<EnterpriseScale>,
    pub contact: String,
    pub phone: String,
    pub source: Source,
    pub kind: DemandKind,
    pub category: Category,
    pub title: String,
    pub facts: String,
    pub urgency: Vec<UrgencyTag>,
    pub slip_number: String,
    pub issued_on: Option<NaiveDate>,
    pub lead_leader: String,
    pub lead_unit: String,
    pub assists: Vec<String>,
    pub responsible: String,
    pub limit: Option<u32>,
    pub first_due: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub extensions: u32,
    pub received_on: Option<NaiveDate>,
    pub progress: String,
    pub progress_on: Option<NaiveDate>,
    /// As the ledger has it.
    pub was: DemandState,
    /// What it takes up here.
    pub state: DemandState,
    pub reminders: u32,
    pub supervisions: u32,
    pub closed_on: Option<NaiveDate>,
    pub used: Option<u32>,
    pub result_class: Option<ResultClass>,
    pub result: String,
    pub replied_on: Option<NaiveDate>,
    pub grade: Option<Grade>,
    pub rated_on: Option<NaiveDate>,
    pub rounds: u32,
    pub amount_fen: Option<i64>,
    pub related: String,
    pub remark: String,
}

impl LedgerEntry {
    /// Returns year and place of a number in this program's own form, `2024-0012`.
    #[must_use]
    pub fn own_number(&self) -> Option<(i32, i64)> {
        let (year, seq) = self.number.split_once('-')?;
        let is_form = year.len() == 4 && seq.len() >= 4 && seq.len() <= 5;
        let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        if !is_form || !is_digits(year) || !is_digits(seq) {
            return None;
        }
        let (year, seq) = (year.parse().ok()?, seq.parse().ok()?);
        (year == self.raised_on.year() && seq > 0).then_some((year, seq))
    }
}

/// Reads a row. None where something is at fault: the reasons are among the findings.
pub fn read_ledger(cells: &mut Cells<'_>) -> Option<LedgerEntry> {
    cells.require(F::Enterprise);
    let enterprise = cells.line(F::Enterprise, NAME_MAX);
    if enterprise == UNNAMED {
        cells.fault(F::Enterprise, "没有写出是哪家企业，请补上名称。");
    }
    if !cells.holds(F::RaisedOn) {
        cells.fault(F::RaisedOn, "没有日期，请补上接待或登记的日期。");
    }
    let raised_on = cells.past(F::RaisedOn, Edge::First, None);
    let (title, facts) = words(cells);
    let issued_on = cells.past(F::IssuedOn, Edge::First, raised_on);
    let since = issued_on.or(raised_on);
    let closed_on = cells.past(F::ClosedOn, Edge::Last, since);
    let replied_on = cells.past(F::RepliedOn, Edge::Last, since);
    let rated_on = cells.past(F::RatedOn, Edge::Last, since);
    for (field, day) in [
        (F::IssuedOn, issued_on),
        (F::ClosedOn, closed_on),
        (F::RepliedOn, replied_on),
        (F::RatedOn, rated_on),
    ] {
        if let (Some(raised_on), Some(day)) = (raised_on, day)
            && day < raised_on
        {
            let reason = format!("{field} {day} 早于提出日期 {raised_on}，请核对。");
            cells.fault(field, ImportFault::Words(reason));
        }
    }
    let first_due = cells.day(F::FirstDue, Edge::Last, since);
    let due = cells.day(F::Due, Edge::Last, since).or(first_due);
    let credit_code = cells.credit_code(F::CreditCode).map(|code| code.as_str().to_owned());
    let result = cells.long(F::Result, LONG_MAX);
    let progress = cells.long(F::Progress, LONG_MAX);
    let grade = grade(cells);
    let urgency = urgency(cells);
    let was = state(cells, closed_on, replied_on, grade);
    let lead_unit = cells.line(F::LeadUnit, 3 * NAME_MAX);
    let mut units = split_names(&lead_unit);
    let lead_unit = if units.is_empty() { String::new() } else { units.remove(0) };
    if !units.is_empty() {
        cells.note(F::LeadUnit, format!("主办写了几家，按第一家“{lead_unit}”主办，其余协办"));
    }
    let assists_text = cells.long(F::Assists, LONG_MAX);
    units.extend(split_names(&assists_text));
    units.retain(|name| *name != lead_unit);
    if units.len() > ASSISTS_MAX {
        cells.fault(F::Assists, ImportFault::Words(format!("协办单位最多 {ASSISTS_MAX} 家。")));
    }
    let source = cells.term(F::Source, SOURCES, Some(Source::Sitting));
    let kind = cells.term(F::Kind, KINDS, Some(DemandKind::Problem));
    let category = cells.term(F::Category, CATEGORIES, Some(Category::Other));
    let mut entry = LedgerEntry {
        number: cells.line(F::Number, LINE_MAX),
        session: cells.line(F::Session, LINE_MAX),
        // Read on, so that every fault of the row is told at once.
        raised_on: raised_on.unwrap_or(cells.today()),
        receiver: cells.line(F::Receiver, LINE_MAX),
        enterprise,
        credit_code,
        street: cells.line(F::Street, LINE_MAX),
        industry: cells.term(F::Industry, INDUSTRIES, None),
        scale: cells.term(F::Scale, SCALES, None),
        contact: cells.line(F::Contact, NAME_MAX),
        phone: cells.line(F::Phone, LINE_MAX),
        source: source.unwrap_or(Source::Sitting),
        kind: kind.unwrap_or(DemandKind::Problem),
        category: category.unwrap_or(Category::Other),
        title,
        facts,
        urgency,
        slip_number: cells.line(F::SlipNumber, LINE_MAX),
        issued_on,
        lead_leader: cells.line(F::LeadLeader, LINE_MAX),
        lead_unit,
        assists: units,
        responsible: cells.line(F::Responsible, RESPONSIBLE_MAX),
        limit: cells.whole(F::Limit, 1..=LIMIT_MAX),
        first_due: first_due.or(due),
        due,
        extensions: cells.whole(F::Extensions, 0..=TIMES_MAX).unwrap_or(0),
        received_on: cells.past(F::ReceivedOn, Edge::First, since),
        progress,
        progress_on: cells.past(F::ProgressOn, Edge::Last, since),
        was,
        state: taken_over(was),
        reminders: cells.whole(F::Reminders, 0..=TIMES_MAX).unwrap_or(0),
        supervisions: cells.whole(F::Supervisions, 0..=TIMES_MAX).unwrap_or(0),
        closed_on,
        used: cells.whole(F::Used, 0..=USED_MAX),
        result_class: cells.term(F::ResultClass, CLASSES, None),
        result,
        replied_on,
        grade,
        rated_on,
        rounds: cells.whole(F::Rounds, 0..=TIMES_MAX).unwrap_or(0),
        amount_fen: cells.amount(F::Amount, AMOUNT_MAX.0),
        related: cells.line(F::Related, LINE_MAX),
        remark: cells.long(F::Remark, LONG_MAX),
    };
    raised_on?;
    settle(cells, &mut entry);
    Some(entry)
}

/// Title and content: a title is at most 30 characters (form F2); what is longer stands in full in
/// the content.
fn words(cells: &mut Cells<'_>) -> (String, String) {
    let title = cells.long(F::Title, LONG_MAX);
    let facts = cells.long(F::Content, LONG_MAX);
    if title.is_empty() && facts.is_empty() {
        cells.fault(F::Title, "标题和内容都是空的，请至少填一样。");
        return (title, facts);
    }
    let line = title.split_whitespace().collect::<Vec<_>>().join(" ");
    if !line.is_empty() && line.chars().count() <= TITLE_MAX {
        let facts = if facts.is_empty() { title } else { facts };
        return (line, facts);
    }
    let source = if title.is_empty() { &facts } else { &title };
    let short = shortened(source);
    let words = if title.is_empty() { "没有标题" } else { "标题超过 30 个字" };
    cells.note(F::Title, format!("{words}，取“{short}”，全文在内容里"));
    let facts = match (title.is_empty(), facts.is_empty()) {
        (true, _) => facts,
        (false, true) => title,
        (false, false) => format!("{title}\n{facts}"),
    };
    (short, facts)
}

/// The first clause, at most 30 characters.
fn shortened(text: &str) -> String {
    let text =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '、' | ' '));
    let clause = text.split(['。', '；', '，', '\n', ',', ';']).map(str::trim);
    let clause = clause.into_iter().find(|clause| !clause.is_empty()).unwrap_or(text);
    if clause.chars().count() <= TITLE_MAX {
        return clause.to_owned();
    }
    let head: String = clause.chars().take(TITLE_MAX - 1).collect();
    format!("{head}…")
}

fn urgency(cells: &Cells<'_>) -> Vec<UrgencyTag> {
    let words = cells.raw(F::Weight);
    UrgencyTag::ALL.iter().filter(|tag| words.contains(tag.label())).copied().collect()
}

fn grade(cells: &mut Cells<'_>) -> Option<Grade> {
    // A word of the ledger for none at all.
    if matches!(cells.raw(F::Grade).as_ref(), "未评价" | "未回访" | "未联系上" | "待评价")
    {
        return None;
    }
    cells.term(F::Grade, GRADES, None)
}

/// The state the ledger tells, or what its dates tell of it.
fn state(
    cells: &mut Cells<'_>,
    closed_on: Option<NaiveDate>,
    replied_on: Option<NaiveDate>,
    grade: Option<Grade>,
) -> DemandState {
    let words = cells.raw(F::State);
    if !words.is_empty() {
        if let Some(state) = read_state(&words) {
            // Clues have a register of their own, which only the cleared see (transition 26).
            if state == DemandState::ClueReferred {
                cells.fault(F::State, "线索移送的事项不进台账，请从文件里删去这一行。");
            }
            return state;
        }
        let reason = format!("“{words}”读不出办到哪一步，请写“已办结”“办理中”这样的词。");
        cells.fault(F::State, ImportFault::Words(reason));
        return DemandState::Accepted;
    }
    let (state, why) = match (closed_on, replied_on, grade) {
        (Some(_), ..) => (DemandState::Closed, "有办结日"),
        (None, _, Some(_)) => (DemandState::Closed, "有评价"),
        (None, Some(_), None) => (DemandState::Replied, "有答复日"),
        (None, None, None) => (DemandState::Accepted, "没有状态和办结日"),
    };
    cells.note(F::State, format!("{why}，按“{}”", state.label()));
    state
}

/// Brings the facts into line with the state that is taken up: what is over has its day, what is open
/// has no clock that ran elsewhere.
fn settle(cells: &mut Cells<'_>, entry: &mut LedgerEntry) {
    use DemandState as S;
    if entry.state != entry.was {
        let (was, now) = (entry.was.label(), entry.state.label());
        let next = if entry.state == S::Accepted { "，请在本程序重新交办" } else { "" };
        cells.note(F::State, format!("旧台账是“{was}”，导入为“{now}”{next}"));
    }
    if entry.state.is_open() {
        entry.closed_on = None;
        entry.grade = None;
        entry.rated_on = None;
        if entry.state == S::AnsweredOnSite {
            if entry.result.is_empty() {
                entry.result = if entry.progress.is_empty() {
                    String::from("旧台账记为已答复，没有写答复内容。")
                } else {
                    entry.progress.clone()
                };
            }
            entry.replied_on = entry.replied_on.or(Some(entry.raised_on));
        } else {
            entry.replied_on = None;
        }
        // Its slip was another office's or another program's.
        entry.issued_on = None;
        entry.first_due = None;
        entry.due = None;
        return;
    }
    if entry.closed_on.is_none() {
        let day = entry.rated_on.or(entry.replied_on).unwrap_or(entry.raised_on);
        let day = day.min(cells.today());
        entry.closed_on = Some(day);
        if matches!(entry.state, S::Closed | S::Terminated) {
            cells.note(F::ClosedOn, format!("没有办结日，按 {day}"));
        }
    }
    if entry.grade.is_some() && entry.rated_on.is_none() {
        entry.rated_on = entry.closed_on;
    }
    if entry.issued_on.is_some() && entry.due.is_none() {
        cells.note(F::IssuedOn, "没有到期日，不计入按期率，交办日只作记录");
        entry.issued_on = None;
        entry.first_due = None;
    }
    if entry.issued_on.is_none() && entry.due.is_some() {
        cells.note(F::Due, "没有交办日，不计入按期率，到期日不导入");
        entry.due = None;
        entry.first_due = None;
    }
}

const SOURCES: &[(&str, Source)] = &[
    ("接待", Source::Sitting),
    ("座谈", Source::Sitting),
    ("面对面", Source::Sitting),
    ("报名", Source::Enrolment),
    ("征集", Source::Enrolment),
    ("走访", Source::Visit),
    ("调研", Source::Visit),
    ("热线", Source::Hotline),
    ("12345", Source::Hotline),
    ("监督员", Source::Supervisor),
    ("商会", Source::Chamber),
    ("镇街", Source::Street),
    ("街道", Source::Street),
];

const KINDS: &[(&str, DemandKind)] = &[
    ("问题", DemandKind::Problem),
    ("困难", DemandKind::Problem),
    ("政策意见", DemandKind::PolicyOpinion),
    ("政策建议", DemandKind::PolicyOpinion),
    ("建议", DemandKind::Suggestion),
    ("咨询", DemandKind::Consultation),
    ("投诉", DemandKind::Complaint),
    ("举报", DemandKind::Complaint),
];

const CATEGORIES: &[(&str, Category)] = &[
    ("融资", Category::Financing),
    ("贷款", Category::Financing),
    ("资金", Category::Financing),
    ("用地", Category::Land),
    ("土地", Category::Land),
    ("用工", Category::Labour),
    ("招工", Category::Labour),
    ("审批", Category::Permits),
    ("办证", Category::Permits),
    ("证照", Category::Permits),
    ("政策", Category::PolicyDelivery),
    ("补贴", Category::PolicyDelivery),
    ("欠款", Category::Arrears),
    ("账款", Category::Arrears),
    ("税", Category::Taxes),
    ("水电", Category::Utilities),
    ("基础设施", Category::Utilities),
    ("要素", Category::Utilities),
    ("市场", Category::Market),
    ("人才", Category::Talent),
    ("科技", Category::Talent),
    ("法", Category::Justice),
];

pub(super) const INDUSTRIES: &[(&str, Industry)] = &[
    ("制造", Industry::C),
    ("工业", Industry::C),
    ("建筑", Industry::E),
    ("批发", Industry::F),
    ("零售", Industry::F),
    ("商贸", Industry::F),
    ("运输", Industry::G),
    ("物流", Industry::G),
    ("住宿", Industry::H),
    ("餐饮", Industry::H),
    ("软件", Industry::I),
    ("信息", Industry::I),
    ("金融", Industry::J),
    ("房地产", Industry::K),
    ("农", Industry::A),
    ("教育", Industry::P),
    ("卫生", Industry::Q),
    ("医", Industry::Q),
    ("文化", Industry::R),
];

pub(super) const SCALES: &[(&str, EnterpriseScale)] = &[
    ("大", EnterpriseScale::Large),
    ("中", EnterpriseScale::Medium),
    ("小", EnterpriseScale::Small),
    ("微", EnterpriseScale::Micro),
];

const CLASSES: &[(&str, ResultClass)] = &[
    ("A", ResultClass::Solved),
    ("B", ResultClass::Planned),
    ("C", ResultClass::Impossible),
    ("D", ResultClass::Partly),
    ("部分解决", ResultClass::Partly),
    ("正在解决", ResultClass::Planned),
    ("列入计划", ResultClass::Planned),
    ("暂不具备", ResultClass::Impossible),
    ("留作参考", ResultClass::Impossible),
    ("已解决", ResultClass::Solved),
    ("基本解决", ResultClass::Solved),
];

const GRADES: &[(&str, Grade)] = &[
    ("非常不满意", Grade::VeryDissatisfied),
    ("不满意", Grade::Dissatisfied),
    ("非常满意", Grade::VerySatisfied),
    ("很满意", Grade::VerySatisfied),
    ("基本满意", Grade::FairlySatisfied),
    ("较满意", Grade::FairlySatisfied),
    ("满意", Grade::Satisfied),
];
