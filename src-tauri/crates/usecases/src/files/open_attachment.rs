//! A checked copy of an attachment for the system's viewer.

use std::fs;

use domain::ids::AttachmentId;
use store::content;
use store::tables::attachments;

use super::AttachmentFile;
use super::kind::kind;
use crate::clue::check_may_open;
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::ById;

/// Names Windows keeps for devices, whatever ending follows.
const DEVICES: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Checks the content against its hash and returns a copy under its own name, so that no viewer
/// ever holds or changes the kept file.
pub(crate) fn open_attachment(
    context: &Context<'_>,
    input: ById,
) -> Result<AttachmentFile, UseCaseError> {
    let id = AttachmentId::new(input.id);
    let row = context.read(|connection| {
        let row = attachments::get(connection, &id)?;
        check_may_open(context, connection, &row)?;
        Ok(row)
    })?;
    let folder = context.office().store().folder();
    let kept = content::path(folder, &row.sm3);
    if !content::is_whole(&kept, &row.sm3)? {
        return Err(UseCaseError::refused(format!(
            "附件“{}”的内容缺失或已被改动，不能打开。请从备份中恢复。",
            row.name
        )));
    }
    let shelf = folder.prints().join(row.id.as_str());
    fs::create_dir_all(&shelf).map_err(UseCaseError::io(&shelf))?;
    let bytes = fs::read(&kept).map_err(UseCaseError::io(&kept))?;
    let target = shelf.join(file_name(&row.name, &bytes));
    fs::write(&target, bytes).map_err(UseCaseError::io(&target))?;
    Ok(AttachmentFile { path: target.display().to_string() })
}

/// Returns a name in which nothing leads to another folder or is refused by a file system.
pub(crate) fn safe_name(name: &str) -> String {
    name.chars().map(|c| if is_unsafe_in_name(c) { '_' } else { c }).collect()
}

/// Tells whether some file system takes a character for something other than a name.
pub(crate) fn is_unsafe_in_name(c: char) -> bool {
    c.is_control() || "\\/:*?\"<>|".contains(c)
}

/// Returns a name every file system takes, ending as the content asks.
fn file_name(name: &str, bytes: &[u8]) -> String {
    let safe = safe_name(name);
    let safe = safe.trim_end_matches(['.', ' ']).trim_start();
    let (stem, _) = safe.rsplit_once('.').unwrap_or((safe, ""));
    let is_device = DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device));
    let stem = if stem.is_empty() || is_device { format!("附件{stem}") } else { stem.to_owned() };
    let head = &bytes[..bytes.len().min(512)];
    match kind(head, name) {
        Some(kind) => format!("{stem}.{}", kind.extension),
        None => stem,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_copy_has_a_name_every_system_takes() {
        let pdf = b"%PDF-1.7";
        assert_eq!(file_name("委托书.pdf", pdf), "委托书.pdf");
        assert_eq!(file_name("委托书.exe", pdf), "委托书.pdf");
        assert_eq!(file_name("NUL.pdf", pdf), "附件NUL.pdf");
        assert_eq!(file_name("..\\..\\a:b.pdf", pdf), ".._.._a_b.pdf");
        assert_eq!(file_name("...", pdf), "附件.pdf");
    }
}
