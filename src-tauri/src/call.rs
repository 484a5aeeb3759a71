//! The one way from the page to the use cases.

use serde_json::Value;
use tauri::State;
use tauri::async_runtime::spawn_blocking;
use usecases::{CommandError, ErrorCode};

use crate::desk::Desk;
use crate::failure;

/// Runs the use case `name`. It waits for the office to be open, never on the window's thread.
///
/// # Errors
/// Whatever the use case refuses with; the refusal to open when the office is not open.
#[tauri::command]
pub(crate) async fn call(
    desk: State<'_, Desk>,
    name: String,
    input: Value,
) -> Result<Value, CommandError> {
    let desk = desk.inner().clone();
    let result = off_the_window(move || {
        let office = desk.office()?;
        usecases::dispatch(&office, &name, input).inspect_err(|error| log_failure(&name, error))
    });
    result.await
}

/// Runs `work` on a thread that may wait.
///
/// # Errors
/// What `work` returns, and [`ErrorCode::Internal`] when it panicked.
pub(crate) async fn off_the_window<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, CommandError> + Send + 'static,
) -> Result<T, CommandError> {
    spawn_blocking(work).await.unwrap_or_else(|panicked| Err(failure::internal(&panicked)))
}

// What a person mistyped is hers to mend and no matter for the log.
fn log_failure(name: &str, error: &CommandError) {
    match error.code {
        ErrorCode::Internal
        | ErrorCode::DocumentFailed
        | ErrorCode::NotPrinted
        | ErrorCode::DiskFull => {
            log::error!("{name}: {}", error.message);
        }
        ErrorCode::Validation
        | ErrorCode::NotFound
        | ErrorCode::Conflict
        | ErrorCode::PreconditionFailed
        | ErrorCode::Busy
        | ErrorCode::SchemaTooNew
        | ErrorCode::Foreign
        | ErrorCode::Damaged
        | ErrorCode::DatabaseMissing
        | ErrorCode::NetworkFolder
        | ErrorCode::ReadOnly
        | ErrorCode::Cancelled => log::info!("{name}: refused, {:?}", error.code),
    }
}
