//! A task as a packet tells of it.

use chrono::NaiveDate;
use domain::dates::paper_date;
use domain::deadline::{Limit, due, overdue_workdays};
use domain::demand::DemandState;
use domain::ids::TaskId;
use domain::packet::{PacketPart, open_parts};
use domain::slip::{TaskRole, TaskState};
use rusqlite::Connection;
use store::tables::demands::{self, DemandRow};
use store::tables::slips::SlipRow;
use store::tables::tasks::{self, TaskRow};
use store::tables::{acts, slips};

use crate::context::Context;
use crate::error::UseCaseError;
use crate::handling::{assigned_on, issued_limits};
use crate::slip::printed_items;

/// A task with what it belongs to.
pub(super) struct PacketTask {
    pub(super) task: TaskRow,
    pub(super) demand: DemandRow,
    pub(super) slip: SlipRow,
    /// Place of the item on its slip, from 1.
    pub(super) item: u32,
}

impl PacketTask {
    /// Reads a task.
    ///
    /// # Errors
    /// When it is unknown or cannot be read.
    pub(super) fn read(connection: &Connection, id: &TaskId) -> Result<Self, UseCaseError> {
        let task = tasks::get(connection, id)?;
        let demand = demands::get(connection, &task.demand_id)?;
        let slip = slips::get(connection, &task.slip_id)?;
        let rows = demands::list_slip(connection, &slip.id)?;
        let place = rows.iter().position(|row| row.id == demand.id);
        let item = place.map_or(0, |place| u32::try_from(place + 1).unwrap_or(u32::MAX));
        Ok(Self { task, demand, slip, item })
    }

    /// Returns the slip's number as printed.
    pub(super) fn slip_number(&self) -> String {
        self.slip.number().map(|number| number.to_string()).unwrap_or_default()
    }

    /// Returns the item as the slip words it.
    ///
    /// # Errors
    /// When the slip cannot be read.
    pub(super) fn words(
        &self,
        context: &Context<'_>,
        connection: &Connection,
    ) -> Result<papers::SlipItem, UseCaseError> {
        let rows = demands::list_slip(connection, &self.slip.id)?;
        let items = printed_items(context, connection, &self.slip, &rows)?;
        let place = rows.iter().position(|row| row.id == self.demand.id);
        let item = place.and_then(|place| items.into_iter().nth(place));
        item.ok_or_else(|| UseCaseError::refused("这项任务已不在它的交办单上，请刷新后再试。"))
    }

    /// Lists what the unit may fill in now.
    pub(super) fn open(&self) -> Vec<PacketPart> {
        open_parts(self.task.role, self.task.state, self.demand.state)
    }

    /// Returns the day the unit's part is due; none while the clock stands.
    pub(super) fn due_on(&self) -> Option<NaiveDate> {
        match self.task.role {
            TaskRole::Lead => self.demand.due_on,
            TaskRole::Assist => Some(self.task.due_on),
        }
    }

    /// Says what is asked of the unit now.
    ///
    /// # Errors
    /// When the limits of the slip cannot be read.
    pub(super) fn asked(
        &self,
        context: &Context<'_>,
        connection: &Connection,
    ) -> Result<String, UseCaseError> {
        let words = match (self.task.state, self.demand.state) {
            (TaskState::Disputed, _) => "异议待裁定，暂不用填。".to_owned(),
            (_, DemandState::Suspended) => "已挂起，暂不用填。".to_owned(),
            (_, DemandState::LongTerm) => "长期跟踪：请反馈进展。".to_owned(),
            (TaskState::AwaitingReceipt, _) => {
                let limits = issued_limits(connection, &self.task)?;
                let acts = acts::list_demand(connection, &self.demand.id)?;
                let given = assigned_on(&acts, &self.task, self.demand.issued_on);
                let objection = given
                    .map(|given| {
                        due(given, Limit::Workdays(limits.objection), context.calendar()).on
                    })
                    .filter(|by| *by >= context.today())
                    .map_or_else(String::new, |by| format!("有异议的，{}前提出。", paper_date(by)));
                let by = self.task.receipt_due_on;
                let receipt = if by < context.today() {
                    "签收已逾期，请马上签收。".to_owned()
                } else {
                    format!("请于{}前签收。", paper_date(by))
                };
                format!("{receipt}{objection}")
            }
            _ => match self.task.role {
                TaskRole::Lead => "请反馈进展；办完的，填办结报告。".to_owned(),
                TaskRole::Assist => "请填协办意见。".to_owned(),
            },
        };
        let overdue = self
            .due_on()
            .map_or(0, |due_on| overdue_workdays(due_on, context.today(), context.calendar()));
        if overdue == 0 || self.open().is_empty() {
            return Ok(words);
        }
        Ok(format!("已逾期 {overdue} 个工作日！{words}"))
    }
}
