//! Bulletins on paper: PDF for the printer, docx for who goes on writing.

use std::path::Path;

use domain::bulletin::{BulletinKind, BulletinState};
use domain::ids::BulletinId;
use papers::{BulletinLine, BulletinPaper, BulletinPart, BulletinTable, Form, Strip};
use serde::Serialize;
use store::tables::bulletins::{self, BulletinRow};

use super::{BulletinContent, BulletinExported, BulletinWords, ExportBulletin, PrintBulletin};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::exporting::publish;
use crate::fields::Fields;
use crate::printing::{made, on_screen, place, write_whole};
use crate::slip::{PaperPreview, PrintedPaper, check_code, date, paper_time};
use crate::wire::ById;

/// Returns a bulletin as it went out, or as it would now.
///
/// # Errors
/// When what was stored cannot be read.
pub(super) fn paper(
    context: &Context<'_>,
    row: &BulletinRow,
) -> Result<BulletinPaper, UseCaseError> {
    if let Some(frozen) = &row.paper {
        return Ok(serde_json::from_str(frozen)?);
    }
    let content: BulletinContent = serde_json::from_str(&row.content)?;
    let number = match row.number() {
        Some(number) => number.words(row.kind),
        None if row.kind.has_total() => String::from("第　期（总第　期）"),
        None => String::from("第　期"),
    };
    let code = match row.number() {
        Some(number) => format!("ZB-{}-{}-{}", number.year, number.seq, number.total),
        None => format!("ZBG{}", row.drafted_on.format("%Y%m%d")),
    };
    let is_summary = row.kind == BulletinKind::Summary;
    Ok(BulletinPaper {
        mark: content.mark,
        number,
        issuer: content.issuer,
        date: row.issued_on.map(date),
        is_low: is_summary,
        has_instruction: row.kind.is_instructed(),
        title: Some(content.title).filter(|title| !title.is_empty()),
        opening: content.opening,
        parts: content
            .sections
            .into_iter()
            .map(|section| BulletinPart {
                head: section.head,
                text: section.text,
                table: section.figures.map(|figures| BulletinTable {
                    columns: figures.columns,
                    rows: figures.rows,
                    note: figures.note,
                    charted: figures.charted,
                }),
            })
            .collect(),
        attendance: lines(content.attendance),
        copies: lines(content.copies),
        imprint: content.imprint,
        strip: Strip {
            check: check_code(&[row.id.as_str(), &code, &row.content]),
            code,
            version: 1,
            made_at: paper_time(context.now()),
            print: 1,
        },
    })
}

fn lines(lines: Vec<BulletinWords>) -> Vec<BulletinLine> {
    lines
        .into_iter()
        .map(|line| BulletinLine {
            label: line.label,
            words: line.words.trim_end_matches('。').to_owned(),
        })
        .collect()
}

/// Names the file of a bulletin.
fn name(row: &BulletinRow, paper: &BulletinPaper) -> String {
    let draft = if row.state == BulletinState::Draft { "（草稿）" } else { "" };
    format!("{}{}{draft}", paper.title.as_ref().unwrap_or(&paper.mark), paper.number)
}

/// Shows a bulletin as it prints.
pub(crate) fn preview_bulletin(
    context: &Context<'_>,
    input: ById,
) -> Result<PaperPreview, UseCaseError> {
    let id = BulletinId::new(input.id);
    let paper = context.read(|connection| paper(context, &bulletins::get(connection, &id)?))?;
    on_screen(context, &Form::Bulletin(Box::new(paper)))
}

/// Makes the PDF of a bulletin.
pub(crate) fn print_bulletin(
    context: &Context<'_>,
    input: PrintBulletin,
) -> Result<PrintedPaper, UseCaseError> {
    let target = place(context, &input.job, input.path.as_deref())?;
    let (row, paper) = context.read(|connection| {
        let row = bulletins::get(connection, &input.id)?;
        let paper = paper(context, &row)?;
        Ok((row, paper))
    })?;
    let name = name(&row, &paper);
    let made = made(context, &[Form::Bulletin(Box::new(paper))], &input.job, target, &name)?;
    made.put_in_place(None)
}

/// What the journal keeps of an export.
#[derive(Serialize)]
struct Exported {
    path: String,
    bulletin: String,
}

/// Writes a bulletin as a docx and notes it in the journal. Equal bulletins give equal bytes.
pub(crate) fn export_bulletin(
    context: &Context<'_>,
    input: ExportBulletin,
) -> Result<BulletinExported, UseCaseError> {
    let mut fields = Fields::new();
    let path = fields.target("path", &input.path, (context.office().root(), "docx"));
    fields.finish()?;
    let paper =
        context.read(|connection| paper(context, &bulletins::get(connection, &input.id)?))?;
    let make = |beside: &Path| {
        write_whole(beside, &paper.docx(context.typesetter()?.fonts())?)
            .map_err(UseCaseError::io(beside))?;
        Ok(BulletinExported { path: path.display().to_string() })
    };
    let note = |made: &BulletinExported| Exported {
        path: made.path.clone(),
        bulletin: input.id.as_str().to_owned(),
    };
    publish(context, "export_bulletin", &path, make, note)
}
