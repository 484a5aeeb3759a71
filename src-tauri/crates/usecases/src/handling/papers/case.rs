//! What the working forms of a demand say alike: which paper, which enterprise, which matter.

use chrono::NaiveDate;
use domain::dates::paper_date;
use domain::deadline::Due;
use domain::slip::TaskRole;
use domain::terms::Term;
use papers::{PaperDate, WorkCell, WorkKind, WorkPaper, WorkRow, WorkSign};
use rusqlite::Connection;
use store::tables::acts::ActRow;
use store::tables::demands::DemandRow;
use store::tables::tasks::{self, TaskRow};

use super::super::saving::live_tasks;
use super::Desk;
use super::words;
use crate::demand::{Veil, shown_enterprise, told};
use crate::error::UseCaseError;
use crate::printing::within;
use crate::slip::{chinese, date};

/// What a line of the table holds.
pub(super) const LINE_MAX: usize = 120;

/// What every form of a demand needs.
pub(super) struct Case<'a> {
    pub(super) demand: &'a DemandRow,
    pub(super) slip: String,
    pub(super) enterprise: String,
    veil: Option<Veil>,
    /// The unit that handles it, empty where no slip was issued.
    pub(super) unit: String,
}

impl<'a> Case<'a> {
    /// Reads it; the unit is that of the act's task, else the lead unit.
    ///
    /// # Errors
    /// When something it names cannot be read.
    pub(super) fn read(
        connection: &Connection,
        act: &ActRow,
        demand: &'a DemandRow,
    ) -> Result<Self, UseCaseError> {
        let enterprise = shown_enterprise(connection, demand)?;
        let veil = Veil::over(connection, std::slice::from_ref(demand))?;
        let slip = words::slip(connection, demand)?.and_then(|slip| slip.number());
        let unit = match &act.task_id {
            Some(id) => tasks::get(connection, id)?.unit_name,
            None => live_tasks(connection, demand)?
                .into_iter()
                .find(|task| task.role == TaskRole::Lead)
                .map(|task| task.unit_name)
                .unwrap_or_default(),
        };
        let slip = slip.map_or_else(|| demand.number(), |number| number.to_string());
        Ok(Self { demand, slip, enterprise, veil, unit })
    }

    /// The number of a form that has none of its own: its slip's, with the item.
    pub(super) fn number(&self) -> String {
        match self.demand.slip_position {
            Some(at) if self.demand.slip_id.is_some() => format!("{}—{at}", self.slip),
            _ => format!("诉求{}", self.demand.number()),
        }
    }

    /// Which enterprise, which matter.
    pub(super) fn matter(&self) -> [WorkRow; 2] {
        [
            WorkRow::wide("企业名称", within(&self.enterprise, LINE_MAX)),
            WorkRow::wide("事项标题", within(&self.demand.content.title, LINE_MAX)),
        ]
    }

    /// Who, which enterprise, which matter.
    pub(super) fn head(&self) -> Vec<WorkRow> {
        let mut rows = vec![WorkRow::wide("承办单位", self.unit.as_str())];
        rows.extend(self.matter());
        rows
    }

    /// 交办日期.
    pub(super) fn assigned_on(&self) -> String {
        self.demand.issued_on.map(paper_date).unwrap_or_default()
    }

    /// Puts the form together.
    pub(super) fn form(
        &self,
        desk: &Desk<'_, '_>,
        act: &ActRow,
        (kind, mark): (WorkKind, &str),
        head: Option<String>,
        mut rows: Vec<WorkRow>,
    ) -> WorkPaper {
        // Who a hidden enterprise is stands in its words, too.
        let shown = |cell: &mut WorkCell| {
            cell.text = told(self.veil.as_ref(), &cell.text);
        };
        for row in &mut rows {
            match row {
                WorkRow::Pair(left, right) => [left, right].into_iter().for_each(shown),
                WorkRow::Wide(cell) | WorkRow::Text(cell) => shown(cell),
                WorkRow::Choice(..) | WorkRow::Sign(_) | WorkRow::Issue { .. } => {}
            }
        }
        let issued = act.number().map(|number| number.to_string());
        WorkPaper {
            kind,
            mark: mark.to_owned(),
            // One with the office's seal says whom to ask in its close.
            note: match issued {
                Some(_) => None,
                None => words::contact(&desk.settings),
            },
            number: issued.unwrap_or_else(|| self.number()),
            head,
            rows,
            strip: desk.strip(act, self.demand),
        }
    }
}

/// 主办 or 协办, and which round.
pub(super) fn role_row(task: &TaskRow) -> WorkRow {
    WorkRow::pair(("承办身份", task.role.label()), ("轮次", round(task.round)))
}

/// `第二轮`; rounds are counted from 0.
pub(super) fn round(from_zero: u32) -> String {
    format!("第{}轮", chinese(from_zero as usize + 1))
}

/// A due date; one that touches a year without a notice is said to be provisional.
pub(super) fn due_words(due: Due) -> String {
    let note = if due.is_provisional { "（暂定）" } else { "" };
    format!("{}{note}", paper_date(due.on))
}

/// A place to sign with nothing decided yet.
pub(super) fn sign(label: &str, role: &str) -> WorkSign {
    WorkSign {
        label: label.to_owned(),
        choices: Vec::new(),
        role: role.to_owned(),
        name: String::new(),
        is_sealed: false,
        on: None,
    }
}

/// The unit's head with its seal.
pub(super) fn head_sign(name: &str, on: NaiveDate) -> WorkRow {
    WorkRow::Sign(WorkSign {
        name: name.to_owned(),
        is_sealed: true,
        on: Some(date(on)),
        ..sign("单位意见", "主要负责人")
    })
}

/// The end of a paper that the office sends, and the unit's receipt of it.
pub(super) fn issue(desk: &Desk<'_, '_>, on: NaiveDate) -> [WorkRow; 2] {
    let on: PaperDate = date(on);
    [
        WorkRow::Issue {
            contact: words::contact(&desk.settings),
            issuer: desk.settings.name.clone(),
            on,
        },
        WorkRow::pair(("签收人", ""), ("签收日期", "")),
    ]
}
