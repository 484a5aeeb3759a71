//! Frozen, forward-only schema history.

use std::sync::LazyLock;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::StoreError;
use crate::queries::search;

/// `application_id` of our files: "JDR1".
pub const APPLICATION_ID: i32 = 0x4A44_5231;

static STEPS: &[M<'static>] = &[
    M::up(include_str!("migrations/0001_office.sql")),
    M::up(include_str!("migrations/0002_search.sql")),
    M::up(include_str!("migrations/0003_void_slips.sql")),
    M::up(include_str!("migrations/0004_ledger_orders.sql")),
    M::up(include_str!("migrations/0005_ledger_units.sql")),
    M::up(include_str!("migrations/0006_acts.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0007_notices.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0008_ledger_keys.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0009_packets.sql")),
    M::up(include_str!("migrations/0010_rota.sql")),
    M::up(include_str!("migrations/0011_scans.sql")),
    M::up(include_str!("migrations/0012_review.sql")),
    M::up(include_str!("migrations/0013_kept_forms.sql")),
    M::up(include_str!("migrations/0014_materials.sql")),
    M::up(include_str!("migrations/0015_figures.sql")),
    M::up(include_str!("migrations/0016_receipts.sql")),
    M::up(include_str!("migrations/0017_clues.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0018_veiled.sql")),
    M::up(include_str!("migrations/0019_imports.sql")),
    M::up(include_str!("migrations/0020_merged_enterprises.sql")),
    M::up(include_str!("migrations/0021_imported_rotas.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0022_followed_demands.sql")),
    M::up(include_str!("migrations/0023_practice.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0024_common_issues.sql")),
    M::up(include_str!("migrations/0025_bulletins.sql")).foreign_key_check(),
    M::up(include_str!("migrations/0026_joined.sql")),
];

/// The schema version this program writes.
pub const SUPPORTED: i32 = 26;

/// The first schema in which hidden enterprises are found by no name of theirs.
const VEILED: i32 = 18;

pub(crate) static MIGRATIONS: LazyLock<Migrations<'static>> =
    LazyLock::new(|| Migrations::from_slice(STEPS));

/// Brings a database to the newest schema. References are enforced before and after, not within: a
/// table that is made anew is gone for a moment (the step checks them when it is done).
///
/// # Errors
/// When a step fails; then the database is as the step before left it.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let from: i32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    connection.pragma_update(None, "foreign_keys", false)?;
    let migrated = MIGRATIONS.to_latest(connection);
    connection.pragma_update(None, "foreign_keys", true)?;
    migrated?;
    if (1..VEILED).contains(&from) {
        let tx = connection.transaction()?;
        search::veil_demands(&tx)?;
        tx.commit()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_applies_and_the_number_is_right() {
        MIGRATIONS.validate().expect("each migration runs on the one before");
        assert_eq!(STEPS.len(), SUPPORTED as usize);
    }

    /// An office of schema 4: one demand on an issued slip with its task, one answered on the spot.
    const OFFICE: &str = "
        INSERT INTO enterprises (id, kind, name, short_name, district_code, street, address, flags,
            chamber, business, note, pinyin, initials, is_active, updated_at, updated_by, version)
            VALUES ('e', 'firm', 'n', '', '', '', '', '[]', '', '', '', '', '', 1, '', '', 1);
        INSERT INTO units (id, kind, name, short_name, liaisons, pinyin, initials, is_active,
            version) VALUES ('u', 'department', 'n', '', '[]', '', '', 1, 1);
        INSERT INTO slips (id, state, draft_year, draft_seq, enterprise_id, urgency, proposal,
            drafted_by, drafted_on, reviewer, return_reason, instruction, issuer, paper_version,
            printed_version, print_count, void_reason, version)
            VALUES ('s', 'drafting', 2026, 1, 'e', 'ordinary', '', '', '2026-09-01', '', '', '',
                '', 1, 0, 0, '', 1);
        INSERT INTO demands (id, number_year, number_seq, state, is_void, void_reason,
            enterprise_id, source, raised_on, contact_name, contact_phone, kind, category, title,
            facts, request, is_urgent, is_weighty, is_difficult, visibility, lead_unit_id,
            responsible_person, requirement, feedback, answer, answered_by, slip_id, issued_on,
            original_due_on, due_on, is_provisional, pinyin, initials, version)
            VALUES
            ('d1', 2026, 1, 'in_progress', 0, '', 'e', 'visit', '2026-09-01', '', '', 'problem',
                'land', 't', '', '', 0, 0, 0, 'open', 'u', '', '', 'written', '', '', 's',
                '2026-09-01', '2026-09-22', '2026-09-24', 0, '', '', 3),
            ('d2', 2026, 2, 'answered_on_site', 0, '', 'e', 'visit', '2026-09-01', '', '',
                'problem', 'land', 't', '', '', 0, 0, 0, 'open', NULL, '', '', 'written', 'a', '',
                NULL, NULL, NULL, NULL, 0, '', '', 2);
        INSERT INTO demand_assists (demand_id, position, unit_id) VALUES ('d1', 0, 'u');
        INSERT INTO search_rows (rowid, target, target_id) VALUES ((1 << 40) + 7, 'demand', 'd2');
        INSERT INTO tasks (id, demand_id, slip_id, unit_id, unit_name, role, state,
            responsible_person, due_on, receipt_due_on, received_by, received_post, version)
            VALUES ('t', 'd1', 's', 'u', 'n', 'lead', 'awaiting_receipt', '', '2026-09-24',
                '2026-09-02', '', '', 1);";

    #[test]
    fn an_office_of_the_first_release_keeps_its_demands_and_tasks() {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(&STEPS[..4]).to_latest(&mut connection).unwrap();
        connection.execute_batch(OFFICE).unwrap();
        migrate(&mut connection).unwrap();
        let text =
            |sql: &str| -> String { connection.query_row(sql, [], |row| row.get(0)).unwrap() };
        assert_eq!(
            text(
                "SELECT group_concat(id || state || version || coalesce(due_on, '') || \
                 coalesce(last_due_on, '') || round || progress, ' ' ORDER BY id) FROM demands"
            ),
            "d1in_progress32026-09-242026-09-240 d2answered_on_site20"
        );
        assert_eq!(text("SELECT demand_id || unit_id || round FROM tasks"), "d1u0");
        assert_eq!(
            text("SELECT demand_id || key || is_leading || state || due_on FROM demand_assists"),
            "d181in_progress2026-09-24"
        );
        assert_eq!(text("SELECT group_concat(kind, ' ') FROM demands"), "problem problem");
        // As the full text knows them; then the one it does not know.
        assert_eq!(
            text("SELECT group_concat(key || id, ' ' ORDER BY key) FROM demands"),
            "7d2 8d1"
        );
        let is_enforced: bool =
            connection.pragma_query_value(None, "foreign_keys", |row| row.get(0)).unwrap();
        assert!(is_enforced);
        let refused = connection.execute("DELETE FROM demands WHERE id = 'd1'", []);
        assert!(refused.is_err(), "a task refers to it");
    }
}
