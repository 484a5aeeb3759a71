//! Packets out: for each unit a folder with its workbook and the slips it works on.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use domain::dates::paper_date;
use domain::ids::{PacketId, SlipId, UnitId};
use domain::packet::{PacketColumn as Field, mark};
use domain::terms::Term;
use rusqlite::Connection;
use sheets::{PacketCell, PacketSheet, SheetError, write_packet};
use store::queries::packets;
use store::tables::packets::PacketRow;
use store::tables::units;

use super::folders::Drafts;
use super::layout::{HELP, PINNED, bands};
use super::tasks::PacketTask;
use super::words::{packet_code, row_code};
use super::{MakePackets, PacketMade, PacketsMade};
use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::prepared_at;
use crate::fields::Fields;
use crate::jobs::Job;
use crate::office::read_settings;
use crate::printing::write_whole;
use crate::slip::{clean, sheet};

/// The most units of one run; a district has some fifty.
const UNITS_MAX: usize = 500;

/// A packet before it is written.
struct Planned {
    row: PacketRow,
    sheet: PacketSheet,
    slips: Vec<SlipId>,
}

/// Makes all folders beside their places, notes the packets in the journal, and only then puts each
/// in its place: cancelled or refused, nothing is left, and nothing that stands there is touched.
pub(crate) fn make_packets(
    context: &Context<'_>,
    input: MakePackets,
) -> Result<PacketsMade, UseCaseError> {
    let mut fields = Fields::new();
    match &input.units {
        Some(units) if units.is_empty() => fields.reject("units", "请至少选一个单位。"),
        Some(units) => fields.list("units", units, UNITS_MAX),
        None => {}
    }
    let folder = fields.folder("folder", &input.folder, context.office().root());
    fields.job(&input.job);
    fields.finish()?;
    let office = context.office();
    let (planned, papers, idle) = office.store().snapshot(|connection| {
        let (planned, idle) = plan(context, connection, input.units.as_deref())?;
        let mut papers = BTreeMap::new();
        for id in planned.iter().flat_map(|packet| &packet.slips) {
            if !papers.contains_key(id) {
                papers.insert(id.clone(), sheet(context, connection, id)?);
            }
        }
        Ok::<_, UseCaseError>((planned, papers, idle))
    })?;
    if planned.is_empty() {
        return Err(UseCaseError::refused("没有要办的任务，不用发工作包。"));
    }
    let job = office.jobs().start(&input.job, (papers.len() + planned.len()) as u64);
    let drafts = Drafts::beside(&folder)?;
    let slips: Vec<_> = papers.into_values().collect();
    set_slips(context, &job, &drafts, &slips)?;
    let mut made = Vec::with_capacity(planned.len());
    for (index, packet) in planned.iter().enumerate() {
        let draft = drafts.folder(index)?;
        fill(context, &draft, packet).map_err(|error| placed(error, &folder))?;
        for (place, slip) in slips.iter().enumerate() {
            if packet.slips.contains(&slip.id) {
                let file = draft.join(format!("{}.pdf", slip.stem));
                fs::copy(drafts.shared(place), file).map_err(UseCaseError::io(&folder))?;
            }
        }
        if job.step((slips.len() + index + 1) as u64).is_break() {
            return Err(UseCaseError::Cancelled);
        }
        made.push(draft);
    }
    context.write("make_packets", |tx| {
        for packet in &planned {
            store::tables::packets::insert(tx, &packet.row)?;
            tx.record("packet", packet.row.id.as_str(), None::<&PacketRow>, &packet.row)?;
        }
        Ok(())
    })?;
    let mut taken = HashSet::new();
    let mut packets = Vec::with_capacity(planned.len());
    for (packet, draft) in planned.into_iter().zip(made) {
        let name = drafts.put_in_place(&draft, &packet.row.unit_name, &mut taken)?;
        packets.push(PacketMade {
            unit_id: packet.row.unit_id,
            unit_name: packet.row.unit_name,
            folder: name,
            tasks: packet.row.tasks,
            slips: u32::try_from(packet.slips.len()).unwrap_or(u32::MAX),
        });
    }
    Ok(PacketsMade { folder: folder.display().to_string(), packets, idle })
}

/// Sets each slip once; several units may work on it.
fn set_slips(
    context: &Context<'_>,
    job: &Job<'_>,
    drafts: &Drafts,
    slips: &[crate::slip::Sheet],
) -> Result<(), UseCaseError> {
    let papers: Vec<_> = slips.iter().map(|slip| slip.paper.clone()).collect();
    let keep = |index: usize, pdf: Vec<u8>| write_whole(&drafts.shared(index), &pdf);
    for (index, made) in context.typesetter()?.slip_pdfs(&papers, keep).enumerate() {
        let file = drafts.shared(index);
        made.map_err(|error| named(&slips[index].stem, error.into()))?
            .map_err(UseCaseError::io(file))?;
        if job.step(index as u64 + 1).is_break() {
            return Err(UseCaseError::Cancelled);
        }
    }
    Ok(())
}

/// Says which slip a fault is about.
fn named(stem: &str, error: UseCaseError) -> UseCaseError {
    match error.hint() {
        hint if hint.is_empty() => error,
        hint => UseCaseError::refused(format!("“{stem}”：{hint}")),
    }
}

fn plan(
    context: &Context<'_>,
    connection: &Connection,
    asked: Option<&[UnitId]>,
) -> Result<(Vec<Planned>, Vec<String>), UseCaseError> {
    let waiting = packets::units(connection)?;
    let mut idle = Vec::new();
    for id in asked.unwrap_or_default() {
        if !waiting.iter().any(|unit| unit.unit_id == *id) {
            idle.push(units::get(connection, id)?.name);
        }
    }
    let mut planned = Vec::new();
    for unit in waiting {
        if asked.is_none_or(|asked| asked.contains(&unit.unit_id)) {
            planned.push(packet(context, connection, unit)?);
        }
    }
    Ok((planned, idle))
}

fn packet(
    context: &Context<'_>,
    connection: &Connection,
    unit: packets::UnitTasks,
) -> Result<Planned, UseCaseError> {
    let ids = packets::open_tasks(connection, &unit.unit_id)?;
    let row = PacketRow {
        id: PacketId::new(store::new_id()),
        unit_id: unit.unit_id,
        unit_name: unit.name,
        // Each identifier holds 74 random bits.
        key: store::journal::digest(
            [store::new_id(), store::new_id()].each_ref().map(|id| id.as_bytes()),
        ),
        tasks: u32::try_from(ids.len()).unwrap_or(u32::MAX),
        made_at: context.now(),
        made_by: context.clerk().name.clone(),
    };
    let bands = bands();
    let (mut rows, mut slips) = (Vec::with_capacity(ids.len()), Vec::new());
    for id in &ids {
        let task = PacketTask::read(connection, id)?;
        rows.push(cells(context, connection, &row, &task)?);
        if !slips.contains(&task.slip.id) {
            slips.push(task.slip.id.clone());
        }
    }
    let settings = read_settings(connection)?;
    let contact = match (settings.contact_name.as_str(), settings.contact_phone.as_str()) {
        ("", _) => String::new(),
        (name, "") => format!("　　联系人：{name}"),
        (name, phone) => format!("　　联系人：{name}，{phone}"),
    };
    let sheet = PacketSheet {
        title: format!("{}承办任务工作包", row.unit_name),
        around: format!(
            "发出单位：{}{contact}　　截至{}，共 {} 项任务　　制表：{}，{}",
            settings.name,
            paper_date(context.today()),
            rows.len(),
            row.made_by,
            prepared_at(context)
        ),
        office: settings.name,
        help: HELP.to_owned(),
        mark: mark(&row.id, &packet_code(&row)),
        bands,
        pinned: PINNED,
        rows,
        prepared_by: row.made_by.clone(),
        created: local(context.now()).naive_local(),
    };
    Ok(Planned { row, sheet, slips })
}

fn cells(
    context: &Context<'_>,
    connection: &Connection,
    packet: &PacketRow,
    task: &PacketTask,
) -> Result<Vec<PacketCell>, UseCaseError> {
    let words = task.words(context, connection)?;
    let text = |text: String| PacketCell::Text(text);
    let mut cells = vec![
        text(task.slip_number()),
        PacketCell::Code(task.item.to_string()),
        PacketCell::Code(task.task.role.label().to_owned()),
        text(words.title),
        text(words.text),
        text(words.requirement.unwrap_or_default()),
        task.due_on().map_or_else(|| PacketCell::Code("停止计时".to_owned()), PacketCell::Day),
        text(task.asked(context, connection)?),
    ];
    let open = task.open();
    cells.extend(Field::ALL.iter().map(|field| {
        if open.contains(&field.part()) { PacketCell::Open } else { PacketCell::Shut }
    }));
    cells.push(PacketCell::Code(task.task.id.to_string()));
    cells.push(PacketCell::Code(row_code(packet, &task.task.id)));
    Ok(cells)
}

/// Writes the workbook of a packet into its folder.
fn fill(context: &Context<'_>, folder: &Path, packet: &Planned) -> Result<(), UseCaseError> {
    let name = clean(&format!("工作包 {} {}", packet.row.unit_name, context.today()));
    let path: PathBuf = folder.join(format!("{name}.xlsx"));
    let mut on = |_| std::ops::ControlFlow::Continue(());
    Ok(write_packet(&path, &packet.sheet, &mut on)?)
}

/// Names the place the clerk chose where a fault names a draft.
fn placed(error: UseCaseError, folder: &Path) -> UseCaseError {
    match error {
        UseCaseError::Sheet(SheetError::Write { source, .. }) => {
            UseCaseError::Sheet(SheetError::Write { path: folder.to_owned(), source })
        }
        error => error,
    }
}
