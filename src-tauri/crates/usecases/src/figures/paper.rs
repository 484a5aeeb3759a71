//! The one-page sheet of a period, for superiors.

use domain::dates::paper_date;
use domain::figures::{Counts, Figure, GroupKind, Rate};
use domain::money::Fen;
use domain::terms::Term;
use papers::{Form, ReportPaper, ReportTable, RollColumn, Strip};
use rusqlite::Connection;
use store::queries::figures::{self, GroupRow, Tally};
use store::queries::ledger::{self, Filter};

use super::get_figures::{Asked, asked, ordered, sitting_figures};
use super::{FigureSet, PeriodChoice, PrintFigures};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::ledger::{lights, number, veiled};
use crate::office::read_settings;
use crate::printing::{made, on_screen, place, within};
use crate::slip::{PaperPreview, PrintedPaper, check_code, date, paper_time};

/// Units named on the leaf; the others are one line.
const UNITS: usize = 6;
/// Overdue demands named on the leaf.
const OVERDUE: u32 = 4;
/// Characters of a name or a title on one line of its cell.
const NAME_MAX: usize = 13;
const TITLE_MAX: usize = 17;

/// 口径 as the leaf has room for it; the workbook has it in full.
const SCOPE: &str = "按诉求计，一企一项，事项不计并入他项的，状态以截止日为准；办结指销号和终结，其他退出指不予受理、转介、\
    撤回和并案；按时指在现到期日前答复企业；解决率为 A 类占办结的比例；满意率含基本满意，未评价不计入分母；\
    单位按主办单位计。";

/// Shows the sheet as it prints.
pub(crate) fn preview_figures(
    context: &Context<'_>,
    input: PeriodChoice,
) -> Result<PaperPreview, UseCaseError> {
    let asked = asked(context, &input)?;
    let paper = context.read(|connection| paper(context, connection, &asked, &input))?;
    on_screen(context, &Form::Report(Box::new(paper)))
}

/// Makes the PDF of the sheet as of today.
pub(crate) fn print_figures(
    context: &Context<'_>,
    input: PrintFigures,
) -> Result<PrintedPaper, UseCaseError> {
    let target = place(context, &input.job, input.path.as_deref())?;
    let asked = asked(context, &input.period)?;
    let paper = context.read(|connection| paper(context, connection, &asked, &input.period))?;
    let name = format!("{}{}", paper.number, paper.mark);
    let made = made(context, &[Form::Report(Box::new(paper))], &input.job, target, &name)?;
    made.put_in_place(None)
}

fn paper(
    context: &Context<'_>,
    connection: &Connection,
    asked: &Asked,
    choice: &PeriodChoice,
) -> Result<ReportPaper, UseCaseError> {
    let settings = read_settings(connection)?;
    let Tally { all, groups, .. } = figures::tally(connection, &asked.spans)?;
    let units = groups.into_iter().find(|(kind, _)| *kind == GroupKind::Unit);
    let tables = vec![
        whole(connection, asked, &all.period)?,
        by_unit(units.map(|(_, rows)| rows).unwrap_or_default(), &all.period),
        overdue(context, connection, asked, all.period.of(Figure::Overdue))?,
    ];
    let cells: Vec<&str> =
        tables.iter().flat_map(|table| table.rows.iter().flatten()).map(String::as_str).collect();
    let strip = Strip {
        code: format!("BB{}", asked.spans.period.to().format("%Y%m%d")),
        version: 1,
        check: check_code(&cells),
        made_at: paper_time(context.now()),
        print: 1,
    };
    Ok(ReportPaper {
        mark: format!("{}民营企业诉求办理情况{}", settings.district_name, choice.kind.label()),
        number: asked.period.label(),
        head: format!("截至{}", paper_date(asked.spans.period.to())),
        tables,
        scope: SCOPE.to_owned(),
        issuer: settings.name,
        on: date(context.today()),
        strip,
    })
}

/// 一、总体情况: pairs of name and figure, four a row.
fn whole(
    connection: &Connection,
    asked: &Asked,
    counts: &Counts,
) -> Result<ReportTable, UseCaseError> {
    let sittings = sitting_figures(&figures::sittings(connection, &asked.spans.period)?);
    let outcomes = figures::outcomes(connection, &asked.spans.period)?;
    let of = |figure: Figure| counts.of(figure).to_string();
    let rate = |rate: Rate| {
        let ratio = counts.ratio(rate);
        format!("{}\n{}÷{}", ratio.words(), ratio.of, ratio.among)
    };
    let pairs = [
        ("接待场次", sittings.sittings.to_string()),
        ("领导人次", sittings.leaders.to_string()),
        ("企业家数", sittings.enterprises.to_string()),
        ("企业人次", sittings.persons.to_string()),
        ("期初未结", of(Figure::Opening)),
        ("新增诉求", of(Figure::Raised)),
        ("新增事项", of(Figure::RaisedMatters)),
        ("重开", of(Figure::Reopened)),
        ("其中问题", of(Figure::RaisedProblems)),
        ("其中建议", of(Figure::RaisedSuggestions)),
        ("政策意见", of(Figure::RaisedOpinions)),
        ("交办", of(Figure::Issued)),
        ("现场答复", of(Figure::OnSite)),
        ("办结", of(Figure::Closed)),
        ("其他退出", of(Figure::Left)),
        ("期末未结", of(Figure::Closing)),
        ("逾期未结", of(Figure::Overdue)),
        ("延期", of(Figure::Extended)),
        ("催办", of(Figure::Reminded)),
        ("督办", of(Figure::Supervised)),
        ("长期跟踪", of(Figure::Tracked)),
        ("区街联动", of(Figure::Escalated)),
        ("落实金额", Fen(outcomes.iter().map(|one| one.fen).sum()).short()),
        ("调解／成功", format!("{}／{}", of(Figure::Mediated), of(Figure::MediationReached))),
        ("办结率", rate(Rate::Closing)),
        ("按时办结率", rate(Rate::OnTime)),
        ("解决率", rate(Rate::Solved)),
        ("满意率", rate(Rate::Satisfied)),
    ];
    let rows = pairs.chunks(4).map(|row| {
        row.iter().flat_map(|(name, value)| [(*name).to_owned(), value.clone()]).collect()
    });
    let columns = (0..8).map(|at| RollColumn::short("指标", if at % 2 == 0 { 21 } else { 18 }));
    Ok(ReportTable {
        title: String::from("一、总体情况"),
        columns: columns.collect(),
        has_head: false,
        rows: rows.collect(),
        has_total: false,
        empty: String::from("无"),
    })
}

/// 二、承办单位: those with most under way, the others in one line, and the total.
fn by_unit(mut units: Vec<GroupRow>, all: &Counts) -> ReportTable {
    units.retain(|row| row.counted.period != Counts::default());
    ordered(GroupKind::Unit, &mut units);
    let line = |name: String, counts: &Counts| {
        vec![
            name,
            counts.of(Figure::Opening).to_string(),
            counts.of(Figure::Raised).to_string(),
            counts.of(Figure::ToHandle).to_string(),
            counts.of(Figure::Closed).to_string(),
            counts.ratio(Rate::OnTime).words(),
            counts.of(Figure::Overdue).to_string(),
            counts.ratio(Rate::Satisfied).words(),
            counts.of(Figure::Closing).to_string(),
        ]
    };
    let shown = if units.len() > UNITS + 1 { UNITS } else { units.len() };
    let mut rows: Vec<Vec<String>> = units[..shown]
        .iter()
        .map(|row| line(within(&row.group.name, NAME_MAX), &row.counted.period))
        .collect();
    if units.len() > shown {
        let rest = &units[shown..];
        let mut sum = Counts::default();
        for row in rest {
            sum.merge(&row.counted.period);
        }
        rows.push(line(format!("其余 {} 家", rest.len()), &sum));
    }
    if !rows.is_empty() {
        rows.push(line(String::from("合计"), all));
    }
    ReportTable {
        title: String::from("二、承办单位"),
        columns: vec![
            RollColumn::text("主办单位", 52),
            RollColumn::short("期初", 12),
            RollColumn::short("新增", 12),
            RollColumn::short("应办", 12),
            RollColumn::short("办结", 12),
            RollColumn::short("按时率", 16),
            RollColumn::short("逾期", 12),
            RollColumn::short("满意率", 16),
            RollColumn::short("期末", 12),
        ],
        has_head: true,
        rows,
        has_total: true,
        empty: String::from("本期没有诉求。"),
    }
}

/// 三、逾期未结: the longest first.
fn overdue(
    context: &Context<'_>,
    connection: &Connection,
    asked: &Asked,
    total: u32,
) -> Result<ReportTable, UseCaseError> {
    let span = &asked.spans.period;
    let set = FigureSet {
        from: span.from(),
        to: span.to(),
        figure: Figure::Overdue,
        group: GroupKind::All,
        key: String::new(),
    };
    let keys = set.keys(context, connection)?;
    let filter = Filter { keys: Some(keys), ..Filter::default() };
    let mut found = Vec::new();
    let (dates, _) = lights(context, connection)?;
    ledger::for_workbook(connection, &filter, &dates, |rows| {
        for row in rows {
            found.push(veiled(row?));
        }
        Ok::<_, UseCaseError>(())
    })??;
    found.sort_by_key(|row| row.last_due_on);
    let rows = found.iter().take(OVERDUE as usize).map(|row| {
        let late = row
            .last_due_on
            .map(|due| domain::deadline::overdue_workdays(due, span.to(), context.calendar()));
        vec![
            number(row.number_year, row.number_seq),
            within(&row.title, TITLE_MAX),
            within(&row.lead_unit, NAME_MAX),
            row.last_due_on.map(domain::dates::short_date).unwrap_or_default(),
            late.map(|days| days.to_string()).unwrap_or_default(),
        ]
    });
    let title = match total {
        0..=OVERDUE => String::from("三、逾期未结"),
        total => format!("三、逾期未结（共 {total} 项，列最久 {OVERDUE} 项）"),
    };
    Ok(ReportTable {
        title,
        columns: vec![
            RollColumn::short("编号", 20),
            RollColumn::text("诉求", 64),
            RollColumn::text("主办单位", 48),
            RollColumn::short("到期日", 14),
            RollColumn::short("逾期", 10),
        ],
        has_head: true,
        rows: rows.collect(),
        has_total: false,
        empty: String::from("没有逾期未结的诉求。"),
    })
}
