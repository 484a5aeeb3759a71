//! What was taken over, and when.

use store::tables::imports::{self, ImportRow};

use super::{ImportList, ImportView};
use crate::context::Context;
use crate::error::UseCaseError;
use crate::wire::Nothing;

/// Imports listed; an office has a dozen.
const LISTED: u32 = 200;

/// Lists the imports, the newest first.
pub(crate) fn list_imports(
    context: &Context<'_>,
    _input: Nothing,
) -> Result<ImportList, UseCaseError> {
    context.read(|connection| Ok(ImportList { imports: listed(connection)? }))
}

/// Returns the newest imports as the screen shows them.
///
/// # Errors
/// When the table cannot be read.
pub(super) fn listed(connection: &rusqlite::Connection) -> Result<Vec<ImportView>, UseCaseError> {
    Ok(imports::list(connection, LISTED)?.into_iter().map(view).collect())
}

pub(super) fn view(row: ImportRow) -> ImportView {
    ImportView {
        id: row.id,
        kind: row.kind,
        file_name: row.file_name,
        sheet: row.sheet,
        rows: row.row_count,
        made_at: row.made_at,
        made_by: row.made_by,
        undone_at: row.undone_at,
        undone_by: row.undone_by,
        undo_reason: row.undo_reason,
        version: row.version,
    }
}
