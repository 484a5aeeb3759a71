//! The one door for writing: tables and journal in one transaction.

use std::ops::Deref;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Transaction};
use serde::Serialize;

use crate::StoreError;
use crate::journal::{self, Head};

/// Who changes something, when, by which use case.
#[derive(Debug, Clone)]
pub struct Author {
    pub clerk_id: String,
    pub clerk: String,
    pub at: DateTime<Utc>,
    pub use_case: &'static str,
}

/// An open transaction. Reads like a connection; every change is told to [`Writing::record`].
pub struct Writing<'c> {
    transaction: Transaction<'c>,
    author: Author,
    /// The author's instant as the journal tells it.
    at: String,
    head: Head,
}

impl Deref for Writing<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}

impl<'c> Writing<'c> {
    pub(crate) fn begin(transaction: Transaction<'c>, author: Author) -> Result<Self, StoreError> {
        let head = journal::head(&transaction)?;
        let at = journal::instant(author.at);
        Ok(Self { transaction, author, at, head })
    }

    /// Returns who writes.
    #[must_use]
    pub fn author(&self) -> &Author {
        &self.author
    }

    /// Appends a change to the journal. `before` is none for a new row.
    ///
    /// # Errors
    /// When a value is no JSON or the row cannot be written; the whole change fails with it.
    pub fn record(
        &mut self,
        entity: &'static str,
        entity_id: &str,
        before: Option<&impl Serialize>,
        after: &impl Serialize,
    ) -> Result<(), StoreError> {
        let before = before.map(serde_json::to_string).transpose()?;
        let after = serde_json::to_string(after)?;
        let columns = [
            self.at.as_str(),
            &self.author.clerk_id,
            &self.author.clerk,
            self.author.use_case,
            entity,
            entity_id,
        ];
        let (before, after) = (before.as_deref(), Some(after.as_str()));
        self.head = journal::append(&self.transaction, &self.head, columns, before, after)?;
        Ok(())
    }

    /// Compares the version the caller read with the stored one.
    ///
    /// # Errors
    /// [`StoreError::Conflict`], naming who changed the row last and when.
    pub fn check_version(
        &self,
        entity: &'static str,
        id: &str,
        read: i64,
        stored: i64,
    ) -> Result<(), StoreError> {
        if read == stored {
            return Ok(());
        }
        let last = journal::last(&self.transaction, entity, id)?;
        let (by, at) =
            last.map_or_else(|| (String::new(), self.author.at), |row| (row.clerk, row.at));
        Err(StoreError::Conflict { entity, id: id.to_owned(), by, at })
    }

    /// Runs a part of the change that may fail without the whole: then tables and journal are as if
    /// it had not begun, and its error is handed back within.
    ///
    /// # Errors
    /// When SQLite refuses to begin or end the part; the whole change fails with it.
    pub fn attempt<T, E>(
        &mut self,
        part: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<Result<T, E>, StoreError> {
        let head = self.head.clone();
        self.transaction.execute_batch("SAVEPOINT part")?;
        let done = part(self);
        if done.is_err() {
            self.transaction.execute_batch("ROLLBACK TO part")?;
            self.head = head;
        }
        self.transaction.execute_batch("RELEASE part")?;
        Ok(done)
    }

    pub(crate) fn commit(self) -> Result<Head, StoreError> {
        self.transaction.commit()?;
        Ok(self.head)
    }
}
