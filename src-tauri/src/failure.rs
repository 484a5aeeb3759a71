//! Failures of the shell itself, in the shape every use case fails with.

use std::path::Path;

use usecases::{CommandError, ErrorCode};

/// Refuses for a Chinese reason that the person can act on.
pub(crate) fn refused(hint: impl Into<String>) -> CommandError {
    let hint = hint.into();
    log::warn!("refused: {hint}");
    let message = String::from("refused by the window");
    CommandError { code: ErrorCode::PreconditionFailed, message, hint, fields: Vec::new() }
}

/// Says that our own machinery failed; the log has the cause.
pub(crate) fn internal(cause: &dyn std::fmt::Display) -> CommandError {
    log::error!("{cause}");
    let message = cause.to_string();
    CommandError { code: ErrorCode::Internal, message, hint: String::new(), fields: Vec::new() }
}

/// Says that a file could not be written.
pub(crate) fn unwritten(path: &Path, error: &std::io::Error) -> CommandError {
    log::warn!("{}: {error}", path.display());
    let code = match error.kind() {
        std::io::ErrorKind::StorageFull => ErrorCode::DiskFull,
        std::io::ErrorKind::ReadOnlyFilesystem => ErrorCode::ReadOnly,
        _ => ErrorCode::DocumentFailed,
    };
    let hint = format!("写不进“{}”，请换一个位置。", path.display());
    CommandError { code, message: error.to_string(), hint, fields: Vec::new() }
}
