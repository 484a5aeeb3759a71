//! The tables in the words they print.

use chrono::{Datelike, NaiveDate};
use domain::dates::{short_date, weekday_word};
use domain::link::LinkKind;
use domain::reception::ReceptionState;
use domain::terms::Term;
use papers::{RollColumn, RollKind, RollPaper, Strip};
use rusqlite::Connection;

use super::RollChoice;
use crate::channels;
use crate::clock::local_date;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::links::{self, Link};
use crate::office::{OfficeSettings, read_settings};
use crate::printing::within;
use crate::rota;
use crate::slip::{check_code, date, paper_time};

/// What a cell holds; the rest is cut, visibly.
const CELL_MAX: usize = 160;
/// Visits told in the ledger of a link.
const VISITS: usize = 3;

/// Returns the table; one without rows is refused.
///
/// # Errors
/// When it has no rows or cannot be read.
pub(super) fn paper(
    context: &Context<'_>,
    connection: &Connection,
    choice: &RollChoice,
) -> Result<RollPaper, UseCaseError> {
    let settings = read_settings(connection)?;
    let blank = blank(context, &settings);
    match choice {
        RollChoice::Rota { year } => of_rota(blank, &rota::rota(context, connection, *year)?),
        RollChoice::Links {} => of_links(blank, &links::all(context, connection)?),
        RollChoice::Channels {} => of_channels(blank, &channels::all(connection)?),
    }
}

/// A table of this office as of today, without rows.
fn blank(context: &Context<'_>, settings: &OfficeSettings) -> RollPaper {
    RollPaper {
        kind: RollKind::Rota,
        mark: settings.district_name.clone(),
        number: format!("截至{}", domain::dates::paper_date(context.today())),
        head: None,
        columns: Vec::new(),
        rows: Vec::new(),
        notes_title: "说明".to_owned(),
        notes: Vec::new(),
        issuer: settings.name.clone(),
        on: date(context.today()),
        strip: Strip {
            code: String::new(),
            version: 1,
            check: String::new(),
            made_at: paper_time(context.now()),
            print: 1,
        },
    }
}

/// Gives a table its machine code; one without rows has nothing to print.
fn whole(mut paper: RollPaper, code: String, empty: &str) -> Result<RollPaper, UseCaseError> {
    if paper.rows.is_empty() {
        return Err(UseCaseError::refused(empty));
    }
    let cells: Vec<&str> = paper.rows.iter().flatten().map(String::as_str).collect();
    paper.strip.check = check_code(&cells);
    paper.strip.code = code;
    Ok(paper)
}

fn day_words(on: NaiveDate) -> String {
    format!("{}（{}）", short_date(on), weekday_word(on))
}

fn of_rota(blank: RollPaper, plan: &rota::Rota) -> Result<RollPaper, UseCaseError> {
    let rows = plan.turns.iter().map(|turn| {
        let stand_in = turn.stand_in.as_ref().map(|one| format!("\n{}替", one.name));
        let remark = match &turn.reception {
            Some(made) if made.state == ReceptionState::Held => "已办".to_owned(),
            Some(made) if made.announced_on.is_some() => "已发通告".to_owned(),
            _ if turn.is_provisional => "暂定".to_owned(),
            _ => String::new(),
        };
        vec![
            day_words(turn.held_on),
            format!("{}{}", turn.leader.name, stand_in.unwrap_or_default()),
            turn.stand_in.as_ref().unwrap_or(&turn.leader).post.clone(),
            within(&turn.place, CELL_MAX),
            short_date(turn.notice_due_on),
            remark,
        ]
    });
    let notes = plan.changes.iter().map(|change| {
        format!(
            "{}，{}月{}：{}改为{}。原因：{}。经办：{}。",
            short_date(local_date(change.made_at)),
            change.month,
            change.kind.label(),
            change.before,
            change.after,
            change.reason.trim_end_matches('。'),
            change.made_by
        )
    });
    let paper = RollPaper {
        kind: RollKind::Rota,
        mark: format!("{}民营企业接待日安排表", blank.mark),
        number: format!("{}年度　{}", plan.year, plan.rule_words),
        head: plan.is_provisional.then(|| "暂定".to_owned()),
        columns: vec![
            RollColumn::short("日期", 40),
            RollColumn::short("接待领导", 22),
            RollColumn::text("职务", 36),
            RollColumn::text("地点", 27),
            RollColumn::short("通告截止", 20),
            RollColumn::short("备注", 11),
        ],
        rows: rows.collect(),
        notes_title: "调整记录".to_owned(),
        notes: notes.collect(),
        ..blank
    };
    let empty = format!("{}年的安排还没有保存，没有可印的。", plan.year);
    whole(paper, format!("APB{}", plan.year), &empty)
}

fn of_links(blank: RollPaper, links: &[Link]) -> Result<RollPaper, UseCaseError> {
    let rows = links.iter().enumerate().map(|(at, link)| {
        let who = match (&link.leader, link.kind) {
            (Some(leader), _) => format!("{}\n{}", leader.name, leader.post),
            (None, _) => format!("{}\n{}", link.officer, link.unit_name),
        };
        let until = link.until_on.map_or_else(|| "至今".to_owned(), iso);
        let visits = link.visits.iter().take(VISITS);
        let told = visits.clone().map(|visit| {
            let asked = match visit.requests.as_str() {
                "" => String::new(),
                asked => format!("；要求：{asked}"),
            };
            let found = visit.findings.trim_end_matches('。');
            let findings = format!("{found}{asked}").replace('\n', "");
            within(&findings, CELL_MAX)
        });
        vec![
            (at + 1).to_string(),
            who,
            link.enterprise_name.clone(),
            format!("{}\n{until}", iso(link.from_on)),
            visits.map(|visit| iso(visit.visited_on)).collect::<Vec<_>>().join("\n"),
            within(&told.collect::<Vec<_>>().join("\n"), CELL_MAX),
        ]
    });
    let (mut leaders, mut officers) = (0, 0);
    for link in links.iter().filter(|link| link.is_standing) {
        match link.kind {
            LinkKind::Leader => leaders += 1,
            LinkKind::ServiceOfficer => officers += 1,
        }
    }
    let year = blank.on.year;
    let paper = RollPaper {
        kind: RollKind::Links,
        mark: format!("{}联系服务企业台账", blank.mark),
        head: Some(format!("领导联系{leaders}　专员{officers}")),
        columns: vec![
            RollColumn::short("序号", 10),
            RollColumn::short("联系人", 30),
            RollColumn::text("企业（商会）", 34),
            RollColumn::short("起止", 22),
            RollColumn::short("走访日期", 22),
            RollColumn::text("走访情况", 38),
        ],
        rows: rows.collect(),
        ..blank
    };
    whole(paper, format!("LXB{year}"), "还没有登记联系，没有可印的。")
}

fn iso(day: NaiveDate) -> String {
    format!("{}.{}.{}", day.year(), day.month(), day.day())
}

fn of_channels(
    blank: RollPaper,
    channels: &[channels::Channel],
) -> Result<RollPaper, UseCaseError> {
    let rows = channels.iter().enumerate().map(|(at, one)| {
        let officer = match one.post.as_str() {
            "" => one.officer.clone(),
            post => format!("{}\n{post}", one.officer),
        };
        vec![
            (at + 1).to_string(),
            one.topic.clone(),
            one.unit_name.clone(),
            officer,
            one.phone.clone(),
            format!("{}个工作日", one.limit_workdays),
            within(&one.note, CELL_MAX),
        ]
    });
    let year = blank.on.year;
    let paper = RollPaper {
        kind: RollKind::Channels,
        mark: format!("{}民营企业快捷通道名录", blank.mark),
        columns: vec![
            RollColumn::short("序号", 11),
            RollColumn::text("事项", 36),
            RollColumn::text("单位", 34),
            RollColumn::short("专办员", 26),
            RollColumn::short("电话", 27),
            RollColumn::short("时限", 22),
        ],
        rows: rows
            .map(|mut row: Vec<String>| {
                let note = row.pop().unwrap_or_default();
                if !note.is_empty() {
                    row[1] = format!("{}\n（{note}）", row[1]);
                }
                row
            })
            .collect(),
        ..blank
    };
    whole(paper, format!("KTB{year}"), "还没有登记快捷通道，没有可印的。")
}
