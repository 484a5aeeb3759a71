//! Frozen, forward-only schema history.

use std::sync::LazyLock;

use rusqlite_migration::{M, Migrations};

/// `application_id` of our files: "JDR1".
pub const APPLICATION_ID: i32 = 0x4A44_5231;

static STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_office.sql")),
    M::up(include_str!("migrations/0002_search.sql")),
    M::up(include_str!("migrations/0003_void_slips.sql")),
    M::up(include_str!("migrations/0004_ledger_orders.sql")),
    M::up(include_str!("migrations/0005_ledger_units.sql")),
];

/// The schema version this program writes.
pub const SUPPORTED: i32 = 5;

pub(crate) static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::from_slice(STEPS));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_applies_and_the_number_is_right() {
        MIGRATIONS.validate().expect("each migration runs on the one before");
        assert_eq!(STEPS.len(), SUPPORTED as usize);
    }
}
