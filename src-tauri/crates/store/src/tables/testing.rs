//! A database in memory for the tests of the tables.

use rusqlite::Connection;

/// Returns an empty office in memory, foreign keys on.
pub(crate) fn memory() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    crate::migrations::MIGRATIONS.to_latest(&mut connection).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection
}
