//! A packet that came back: whose it is, and which row is which task.

use std::collections::HashSet;
use std::path::Path;

use domain::ids::TaskId;
use domain::packet::{
    PacketBody, PacketCell, PacketCells, PacketColumn as Field, PacketPart, read_mark, read_part,
};
use domain::terms::Term;
use rusqlite::Connection;
use sheets::{PacketFile, ReturnedCell, ReturnedPacket, ReturnedRow};
use store::StoreError;
use store::tables::packets::{self, PacketRow};
use store::tables::tasks;

use super::layout::{CODE, ITEM, SLIP, TASK, cell, titles};
use super::tasks::PacketTask;
use super::words::{cell_faults, packet_code, row_code};
use crate::context::Context;
use crate::error::UseCaseError;

/// The most rows in which something stands; a unit has some hundred tasks at the very most.
const ROWS_MAX: usize = 2_000;

/// A packet that came back, read and known as one of ours.
pub(super) struct Returned {
    pub(super) file_name: String,
    pub(super) file: PacketFile,
    pub(super) sm3: String,
    pub(super) packet: PacketRow,
    pub(super) rows: Vec<Row>,
}

/// One row in which the unit filled something in.
pub(super) struct Row {
    /// Counted from 1.
    pub(super) row: u32,
    task: Option<String>,
    code: Option<String>,
    slip: Option<String>,
    item: Option<String>,
    /// What was filled in, part by part.
    pub(super) parts: Vec<Filled>,
}

/// What a unit filled in for one part of a task.
pub(super) struct Filled {
    pub(super) part: PacketPart,
    /// The words say why it is no use.
    pub(super) read: Result<PacketBody, String>,
    /// The cells as they came, a line each.
    pub(super) raw: String,
}

impl Returned {
    /// Reads a file. With `sm3`, only the file that was previewed.
    ///
    /// # Errors
    /// When it is no packet of this office, or was changed since.
    pub(super) fn open(
        context: &Context<'_>,
        path: &Path,
        sm3: Option<&str>,
    ) -> Result<Self, UseCaseError> {
        let file = PacketFile::open(path)?;
        let found = store::content::hash(file.bytes());
        if sm3.is_some_and(|sm3| sm3 != found) {
            return Err(UseCaseError::refused("文件在预览之后改过，请重新收回一次。"));
        }
        let read = file.read(&titles())?;
        let packet = context.read(|connection| known(connection, &read))?;
        let rows: Vec<Row> = read.rows.iter().filter_map(row).collect();
        if rows.len() > ROWS_MAX {
            let found = rows.len();
            let reason = format!("填了 {found} 行，一份工作包最多 {ROWS_MAX} 行，没有收回。");
            return Err(UseCaseError::refused(reason));
        }
        let file_name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Self { file_name, file, sm3: found, packet, rows })
    }
}

/// Returns the packet whose mark stands above the headings.
fn known(connection: &Connection, read: &ReturnedPacket) -> Result<PacketRow, UseCaseError> {
    let Some((id, code)) = read.above.iter().find_map(|text| read_mark(text)) else {
        return Err(UseCaseError::refused(
            "表头上没有工作包编号，不是本机发出的工作包，或者编号被删改过。",
        ));
    };
    match packets::find(connection, &id)? {
        Some(packet) if packet_code(&packet) == code => Ok(packet),
        Some(_) => Err(UseCaseError::refused("工作包的校验码不符，编号被改动过，没有收回。")),
        None => Err(UseCaseError::refused("本机没有发过这个编号的工作包，没有收回。")),
    }
}

/// Returns a row as far as something is filled in.
fn row(read: &ReturnedRow) -> Option<Row> {
    let cells: PacketCells = Field::ALL
        .iter()
        .filter_map(|field| Some((*field, cell(read.cells.get(field.label())?))))
        .collect();
    let parts: Vec<Filled> =
        PacketPart::ALL.iter().filter_map(|part| filled(*part, &cells)).collect();
    if parts.is_empty() {
        return None;
    }
    let text = |title: &str| match read.cells.get(title)? {
        ReturnedCell::Text(text) => Some(text.trim().to_owned()),
        ReturnedCell::Number(number) => Some(number.to_string()),
        ReturnedCell::Day(_) | ReturnedCell::Broken => None,
    };
    let (task, code, slip, item) = (text(TASK), text(CODE), text(SLIP), text(ITEM));
    Some(Row { row: read.row, task, code, slip, item, parts: no_contradiction(parts) })
}

/// Returns one part of a row as far as something is filled in.
fn filled(part: PacketPart, cells: &PacketCells) -> Option<Filled> {
    let read = read_part(part, cells)?.map_err(|faults| cell_faults(&faults));
    let lines = Field::of(part).filter_map(|field| {
        let text = match cells.get(&field)? {
            PacketCell::Text(text) => text.trim().to_owned(),
            PacketCell::Day(day) => day.to_string(),
            PacketCell::Number(number) => number.to_string(),
            PacketCell::Broken => "（出错的公式）".to_owned(),
        };
        Some(format!("{field}：{text}"))
    });
    Some(Filled { part, read, raw: lines.collect::<Vec<_>>().join("\n") })
}

/// A unit receipts or objects: with both nobody knows which.
fn no_contradiction(mut parts: Vec<Filled>) -> Vec<Filled> {
    let has = |wanted| parts.iter().any(|filled| filled.part == wanted);
    if has(PacketPart::Receipt) && has(PacketPart::Objection) {
        for filled in &mut parts {
            if matches!(filled.part, PacketPart::Receipt | PacketPart::Objection) {
                filled.read = Err("同一项任务既填了签收又填了异议，请只填一样。".to_owned());
            }
        }
    }
    parts
}

impl Row {
    /// Returns the task of the row when it is the packet's own and nothing that names it was
    /// changed, else the words that say what is wrong. `seen` holds the tasks of the rows before.
    ///
    /// # Errors
    /// When a table cannot be read.
    pub(super) fn known(
        &self,
        connection: &Connection,
        packet: &PacketRow,
        seen: &mut HashSet<TaskId>,
    ) -> Result<Result<PacketTask, String>, UseCaseError> {
        let refuse = |words: &str| Ok(Err(words.to_owned()));
        let (Some(task), Some(code)) = (&self.task, &self.code) else {
            return refuse("任务编号或校验码被删掉了，不知道是哪项任务。请用原来的工作包重填。");
        };
        let id = TaskId::new(task.as_str());
        let task = match tasks::get(connection, &id) {
            Ok(task) => Some(task),
            Err(StoreError::NotFound { .. }) => None,
            Err(error) => return Err(error.into()),
        };
        let Some(task) = task else {
            return refuse("任务编号被改动过，查不到这项任务。请用原来的工作包重填。");
        };
        if task.unit_id != packet.unit_id {
            return refuse("这一行不是本单位的任务，没有登记。");
        }
        if *code != row_code(packet, &id) {
            return refuse("校验码与任务编号不符，这一行被改动过，或者来自另一份工作包。");
        }
        let of = PacketTask::read(connection, &id)?;
        let item = of.item.to_string();
        let is_changed = self.slip.as_deref() != Some(of.slip_number().as_str())
            || self.item.as_deref() != Some(item.as_str());
        if is_changed {
            return refuse("交办单字号或项号被改动过，与任务编号对不上。");
        }
        if !seen.insert(id) {
            return refuse("同一项任务在表里出现了两次，只看前一行。");
        }
        Ok(Ok(of))
    }
}
