//! A workbook that is handed on: made beside its place, noted in the journal, then put there.

use std::path::Path;

use serde::Serialize;
use sheets::SheetError;

use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;

/// Makes a file by `make`, notes it in the journal by `note`, and only then puts it under `path`:
/// an older export stays until the journal knows of the new one. `use_case` is the contract's name.
///
/// # Errors
/// Whatever `make` returns, or when the journal or the disk refuses; then `path` is as it was and
/// nothing is left beside it.
pub(crate) fn publish<T, N: Serialize>(
    context: &Context<'_>,
    use_case: &'static str,
    path: &Path,
    make: impl FnOnce(&Path) -> Result<T, UseCaseError>,
    note: impl FnOnce(&T) -> N,
) -> Result<T, UseCaseError> {
    let beside = path.with_file_name(format!(".{}.part", store::new_id()));
    let made = make(&beside).map_err(|error| placed(error, path))?;
    let note = note(&made);
    let noted = context.write(use_case, |tx| {
        tx.record("export", &store::new_id(), None::<&N>, &note)?;
        Ok(())
    });
    let published =
        noted.and_then(|()| std::fs::rename(&beside, path).map_err(UseCaseError::io(path)));
    published.inspect_err(|_| {
        let _absent = std::fs::remove_file(&beside);
    })?;
    Ok(made)
}

/// Names the place the clerk chose where a fault names the file beside it, and tells a cancelled
/// export from a failed one.
fn placed(error: UseCaseError, chosen: &Path) -> UseCaseError {
    match error {
        UseCaseError::Sheet(SheetError::Cancelled) => UseCaseError::Cancelled,
        UseCaseError::Sheet(SheetError::Write { source, .. }) => {
            UseCaseError::Sheet(SheetError::Write { path: chosen.to_owned(), source })
        }
        error => error,
    }
}

/// Returns 制表时间 as printed: `2026年9月23日 10:08`.
pub(crate) fn prepared_at(context: &Context<'_>) -> String {
    let now = local(context.now());
    format!("{} {}", domain::dates::paper_date(context.today()), now.format("%H:%M"))
}
