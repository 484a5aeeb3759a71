//! Identifiers: UUIDv7, so that keys sort by creation; repeatable where a sample office is made.

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use uuid::{Builder, Uuid};

thread_local! {
    static SEEDED: RefCell<Option<Source>> = const { RefCell::new(None) };
}

struct Source {
    state: u64,
    millis: u64,
}

impl Source {
    /// `SplitMix64`: equal seeds give equal keys, and nothing more is wanted of it.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn id(&mut self) -> String {
        let (high, low) = (self.next().to_be_bytes(), self.next().to_be_bytes());
        let mut random = [0; 10];
        random[..8].copy_from_slice(&high);
        random[8..].copy_from_slice(&low[..2]);
        // One a millisecond keeps them in order.
        self.millis += 1;
        Builder::from_unix_timestamp_millis(self.millis, &random).into_uuid().to_string()
    }
}

/// Makes a new identifier.
#[must_use]
pub fn new_id() -> String {
    let seeded = SEEDED.with_borrow_mut(|source| source.as_mut().map(Source::id));
    seeded.unwrap_or_else(|| Uuid::now_v7().to_string())
}

/// While it lives, identifiers of this thread follow from the seed and the times told.
#[derive(Debug)]
pub struct SeededIds {
    _private: (),
}

impl SeededIds {
    /// Starts a repeatable row of identifiers on this thread.
    #[must_use]
    pub fn start(seed: u64) -> Self {
        SEEDED.set(Some(Source { state: seed, millis: 0 }));
        Self { _private: () }
    }

    /// Tells what time it is in the story; never goes back.
    pub fn at(&self, now: DateTime<Utc>) {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or(0);
        SEEDED.with_borrow_mut(|source| {
            if let Some(source) = source {
                source.millis = source.millis.max(millis);
            }
        });
    }
}

impl Drop for SeededIds {
    fn drop(&mut self) {
        SEEDED.set(None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_ids_repeat_and_sort() {
        let now = "2026-09-23T01:00:00Z".parse().unwrap();
        let row = || {
            let ids = SeededIds::start(7);
            ids.at(now);
            (0..100).map(|_| new_id()).collect::<Vec<_>>()
        };
        let (first, second) = (row(), row());
        assert_eq!(first, second);
        assert!(first.is_sorted());
        assert_eq!(Uuid::parse_str(&first[0]).unwrap().get_version_num(), 7);
        assert_ne!(new_id(), new_id());
    }
}
