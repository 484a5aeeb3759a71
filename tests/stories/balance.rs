//! 期初未结 + 新增 + 重开 − 办结 − 其他退出 = 期末未结, recounted from what is kept apart: the demands
//! by the day they were raised, exits by the acts and clues that say so, returns by the use cases in the
//! journal. No state of a demand goes into a movement, so that a demand that left or came back
//! without saying so breaks the sum.

use chrono::{DateTime, NaiveDate, Utc};
use domain::demand::DemandState;
use domain::terms::Term;
use rusqlite::Connection;
use usecases::UseCaseError;

use crate::world::World;

/// What came and went in a period.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Movements {
    pub(crate) new: i64,
    pub(crate) reopened: i64,
    pub(crate) closed: i64,
    pub(crate) other: i64,
}

impl Movements {
    /// Returns what is open at the end of a period that began with `opening`.
    pub(crate) fn closing(&self, opening: i64) -> i64 {
        opening + self.new + self.reopened - self.closed - self.other
    }
}

fn read<T>(world: &World, body: impl FnOnce(&Connection) -> T) -> T {
    let read = |connection: &Connection| Ok::<T, UseCaseError>(body(connection));
    world.office().store().read(read).expect("the store is read")
}

/// Counts the demands that are open as the table stands.
pub(crate) fn open_now(world: &World) -> i64 {
    let open = DemandState::ALL.iter().filter(|state| state.is_open());
    let open: Vec<String> = open.map(|state| format!("'{}'", state.code())).collect();
    let sql = format!(
        "SELECT count(*) FROM demands WHERE is_void = 0 AND state IN ({})",
        open.join(", ")
    );
    read(world, |connection| connection.query_row(&sql, [], |row| row.get(0)).expect("a count"))
}

/// Counts what came and went from `from` up to and with `to`.
pub(crate) fn moved(world: &World, from: NaiveDate, to: NaiveDate) -> Movements {
    read(world, |connection| {
        let count = |sql: &str| -> i64 {
            let bounds = [from.to_string(), to.to_string()];
            connection.query_row(sql, bounds, |row| row.get(0)).expect("a count")
        };
        let acts = |kinds: &str| {
            count(&format!(
                "SELECT count(*) FROM acts WHERE made_on BETWEEN $1 AND $2 AND kind IN ({kinds})"
            ))
        };
        Movements {
            new: count(
                "SELECT count(*) FROM demands WHERE is_void = 0 AND raised_on BETWEEN $1 AND $2",
            ),
            reopened: returns(connection, from, to),
            closed: acts("'closing', 'termination'"),
            other: acts("'decline', 'withdrawal', 'consolidation'")
                + count("SELECT count(*) FROM clues WHERE referred_on BETWEEN $1 AND $2"),
        }
    })
}

/// Counts the demands taken up again: separated, or done anew after they were closed.
fn returns(connection: &Connection, from: NaiveDate, to: NaiveDate) -> i64 {
    let sql = "SELECT at FROM journal WHERE entity = 'demand' AND (use_case = 'separate_demand' \
        OR use_case IN ('rework_demand', 'reopen_demand') \
        AND json_extract(before, '$.closed_on') IS NOT NULL)";
    let mut statement = connection.prepare(sql).expect("the journal");
    let days = statement.query_map([], |row| row.get::<_, String>(0)).expect("the journal");
    let days = days.map(|at| {
        let at: DateTime<Utc> = at.expect("a row").parse().expect("a time");
        usecases::clock::local(at).date_naive()
    });
    let within = days.filter(|day| (from..=to).contains(day)).count();
    i64::try_from(within).expect("a count")
}
