//! What can go wrong between the program and its data folder.

use std::path::PathBuf;

use chrono::{DateTime, Utc};

/// A failed read or write, named by what failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The row must exist and does not.
    #[error("no {entity} {id}")]
    NotFound { entity: &'static str, id: String },
    /// Somebody changed the row since the caller read it.
    #[error("{entity} {id} was changed by {by} at {at}")]
    Conflict { entity: &'static str, id: String, by: String, at: DateTime<Utc> },
    /// Another program holds the data folder.
    #[error("{0} is open in another program")]
    Locked(PathBuf),
    /// The database was written by a newer program; nothing was touched.
    #[error("schema {found} is newer than {supported}")]
    SchemaTooNew { found: i32, supported: i32 },
    /// The file is not one of ours; nothing was touched.
    #[error("{0} is not a reception office database")]
    Foreign(PathBuf),
    /// The file is ours and damaged; nothing was touched.
    #[error("{path} is damaged: {detail}")]
    Damaged { path: PathBuf, detail: String },
    /// Attachments or backups are there and the database is not; no blank one is made.
    #[error("{0} holds an office without its database")]
    DatabaseMissing(PathBuf),
    /// WAL cannot be kept safe on a network share.
    #[error("{0} is on a network share")]
    NetworkFolder(PathBuf),
    /// A backup is restored into a new or empty folder only.
    #[error("{0} is not empty")]
    NotEmpty(PathBuf),
    /// The folder cannot be written to.
    #[error("{0} cannot be written to")]
    ReadOnly(PathBuf),
    /// A stored code is not in its vocabulary.
    #[error(transparent)]
    Term(#[from] domain::terms::UnknownTerm),
    /// A stored JSON text cannot be read.
    #[error("stored JSON")]
    Json(#[from] serde_json::Error),
    /// A stored time cannot be read.
    #[error("stored time")]
    Time(#[from] chrono::ParseError),
    /// The person stopped the work; nothing was kept.
    #[error("cancelled")]
    Cancelled,
    /// The file system refused.
    #[error("{path}")]
    Io { path: PathBuf, source: std::io::Error },
    /// SQLite refused.
    #[error("SQLite")]
    Sqlite(#[from] rusqlite::Error),
    /// A migration failed; the verified copy made before it is kept.
    #[error("migration")]
    Migration(#[from] rusqlite_migration::Error),
}

impl StoreError {
    /// Returns a mapper from an I/O error at `path`.
    pub fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }

    /// Tells whether SQLite found the file damaged.
    #[must_use]
    pub fn is_damage(&self) -> bool {
        let failure = match self {
            Self::Sqlite(error)
            | Self::Migration(rusqlite_migration::Error::RusqliteError { err: error, .. }) => {
                error.sqlite_error_code()
            }
            _ => None,
        };
        matches!(
            failure,
            Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
        )
    }

    /// Tells whether the disk is full.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(failure, _)) => {
                failure.code == rusqlite::ErrorCode::DiskFull
            }
            Self::Io { source, .. } => source.kind() == std::io::ErrorKind::StorageFull,
            _ => false,
        }
    }
}
