//! Files that are handed on: made beside their place, noted in the journal, then put there.

use std::path::{Path, PathBuf};

use serde::Serialize;
use sheets::SheetError;

use crate::clock::local;
use crate::context::Context;
use crate::error::UseCaseError;

/// A file made beside its place, which never holds half a one. Dropped before it is put there, it is
/// gone.
pub(crate) struct Beside {
    draft: PathBuf,
    place: PathBuf,
}

impl Beside {
    /// Names a file beside `place`; it is not made yet.
    pub(crate) fn of(place: PathBuf) -> Self {
        Self { draft: place.with_file_name(format!(".{}.part", store::new_id())), place }
    }

    /// Returns where the file is to be made.
    pub(crate) fn path(&self) -> &Path {
        &self.draft
    }

    /// Puts the file in its place, over an older one.
    ///
    /// # Errors
    /// When the disk refuses; then the place is as it was.
    pub(crate) fn put_in_place(self) -> Result<(), UseCaseError> {
        std::fs::rename(&self.draft, &self.place).map_err(UseCaseError::io(&self.place))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Gone already where the file is in its place.
        let _absent = std::fs::remove_file(&self.draft);
    }
}

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
    let beside = Beside::of(path.to_owned());
    let made = make(beside.path()).map_err(|error| placed(error, path))?;
    let note = note(&made);
    context.write(use_case, |tx| {
        tx.record("export", &store::new_id(), None::<&N>, &note)?;
        Ok(())
    })?;
    beside.put_in_place()?;
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
