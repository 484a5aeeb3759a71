//! Rows read on one core while another writes them.

use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Rows handed over at once, so that neither side waits for each single one.
const BATCH: usize = 128;
/// Batches read ahead: they bound the memory, whatever the number of rows.
const AHEAD: usize = 4;

/// Reads `rows` here while `take` takes them on a thread of its own. Ends early when `take` has had
/// enough.
pub(super) fn hand_over<T: Send, R: Send>(
    mut rows: impl Iterator<Item = T>,
    take: impl FnOnce(&mut dyn Iterator<Item = T>) -> R + Send,
) -> R {
    let (give, taken) = sync_channel::<Vec<T>>(AHEAD);
    thread::scope(|scope| {
        let taker = scope.spawn(move || take(&mut taken.into_iter().flatten()));
        loop {
            let batch: Vec<T> = rows.by_ref().take(BATCH).collect();
            if batch.is_empty() || give.send(batch).is_err() {
                break;
            }
        }
        drop(give);
        taker.join().unwrap_or_else(|panic| resume_unwind(panic))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rows_come_over_in_their_order() {
        for count in [0, 1, BATCH, 10 * BATCH + 7] {
            let taken = hand_over(0..count, |rows| rows.collect::<Vec<_>>());
            assert_eq!(taken, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn who_has_had_enough_stops_the_reading() {
        let mut read = 0;
        let first = hand_over((0..1_000_000).inspect(|_| read += 1), |rows| rows.next());
        assert_eq!(first, Some(0));
        assert!(read <= (AHEAD + 2) * BATCH, "{read} rows were read");
    }

    #[test]
    #[should_panic(expected = "on purpose")]
    fn a_panic_is_passed_on() {
        hand_over(0..10, |rows| assert!(rows.next().is_none(), "on purpose"));
    }
}
