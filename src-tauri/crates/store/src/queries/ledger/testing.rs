//! Forty demands for the tests of the ledger.

use chrono::NaiveDate;
use domain::search_target::SearchTarget;
use rusqlite::Connection;

use super::LightDates;
use crate::queries::search;

const ENTERPRISE: &str = "INSERT INTO enterprises (id, kind, name, short_name, district_code, \
    street, address, flags, chamber, business, note, pinyin, initials, is_active, updated_at, \
    updated_by, version) \
    VALUES ('e' || $1, 'firm', 'n', '', '', '', '', '[]', '', '', '', '', '', 1, '', '', 1)";
const DEMAND: &str = "INSERT INTO demands (id, number_year, number_seq, state, is_void, \
    void_reason, enterprise_id, source, raised_on, contact_name, contact_phone, kind, \
    category, title, facts, request, is_urgent, is_weighty, is_difficult, visibility, \
    responsible_person, requirement, feedback, answer, answered_by, slip_id, issued_on, \
    due_on, last_due_on, is_provisional, round, extension_count, reminder_count, \
    supervision_count, progress, review_on, result, pinyin, initials, version) \
    VALUES ('d' || $1, 2026, $1, $2, 0, '', 'e' || ($1 % 7), 'sitting', \
    date('2026-09-01', '+' || ($1 % 5) || ' days'), '', '', \
    'problem', 'land', 't', '', '', 0, 0, 0, 'open', '', '', 'written', 'a', '', $3, $4, $5, $4, \
    0, 0, 0, 0, 0, '', $4, '', '', '', 1)";

/// Each third is led by one unit; each second assisted by another.
const UNITS: &str = "UPDATE demands SET lead_unit_id = 'lead' WHERE number_seq % 3 = 0; \
    INSERT INTO demand_assists (demand_id, position, unit_id, is_leading, key, is_void, state, due_on, \
    number_year, number_seq, raised_on, enterprise_id) \
    SELECT id, 0, 'assist', 0, key, is_void, state, due_on, number_year, number_seq, raised_on, \
    enterprise_id FROM demands WHERE number_seq % 2 = 0; \
    INSERT INTO demand_assists (demand_id, position, unit_id, is_leading, key, is_void, state, due_on, \
    number_year, number_seq, raised_on, enterprise_id) \
    SELECT id, 1, 'lead', number_seq % 3 = 0, key, is_void, state, due_on, number_year, number_seq, \
    raised_on, enterprise_id FROM demands WHERE number_seq % 5 = 0;";

/// Forty demands round today in every state of their due dates.
pub(super) fn office() -> Connection {
    let mut connection = Connection::open_in_memory().unwrap();
    crate::migrations::MIGRATIONS.to_latest(&mut connection).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    for key in 0..7 {
        connection.execute(ENTERPRISE, [key]).unwrap();
    }
    let first: NaiveDate = "2026-09-11".parse().unwrap();
    for (seq, day) in (1..=40).zip(first.iter_days()) {
        let (state, slip, last_due_on, due_on) = match seq % 8 {
            0 => ("declined", None, None, None),
            4 => ("answered_on_site", None, None, None),
            1 => ("accepted", None, None, None),
            5 => ("suspended", Some("s"), Some(day), None),
            _ => ("in_progress", Some("s"), Some(day), Some(day)),
        };
        connection
            .execute(DEMAND, rusqlite::params![seq, state, slip, last_due_on, due_on])
            .unwrap();
    }
    connection.execute_batch(UNITS).unwrap();
    connection
}

/// Makes each second demand findable by one word and each sixth by another.
pub(super) fn write_words(connection: &Connection) {
    for seq in (2..=40).step_by(2) {
        let texts: &[&str] = if seq % 3 == 0 { &["冷库", "增容"] } else { &["冷库"] };
        search::index(connection, SearchTarget::Demand, &format!("d{seq}"), texts).unwrap();
    }
}

/// Lights that part the forty.
pub(super) fn dates() -> LightDates {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    LightDates {
        red_before: day("2026-09-23"),
        yellow_before: day("2026-09-29"),
        blue_before: day("2026-10-12"),
    }
}
