//! Which backups stay.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};

use super::{Backup, list};
use crate::StoreError;

const HOURS: usize = 24;
const DAYS: usize = 30;
const MONTHS: usize = 12;
/// The last one of an older schema is kept this long: the way back to an older program.
const UPGRADED: TimeDelta = TimeDelta::days(365);
/// A failed one is kept this long, so that somebody can look at it.
const FAILED: TimeDelta = TimeDelta::days(7);
/// While no backup is good, one fails every hour: so many of them stay.
const FAILED_MOST: usize = 24;

/// Removes what is not among the newest of the last 24 hours with a backup, 30 days and 12
/// months. Of the last day the newest 24 stay even within one hour: one of them was made on purpose
/// before a risky step. Only good backups count, so a failed one never drives a good one out; the newest good
/// one always stays, and the newest good one of each schema for a year. Failed ones go a week after
/// a good one followed them, and the older ones of many.
///
/// # Errors
/// [`StoreError::Io`]; what was not removed is tried again next time.
pub fn rotate(backups: &Path, now: DateTime<Utc>) -> Result<(), StoreError> {
    for path in superfluous(&list(backups), now) {
        fs::remove_dir_all(&path).map_err(StoreError::io(&path))?;
    }
    Ok(())
}

/// Returns what goes. `backups` stand newest first.
fn superfluous(backups: &[Backup], now: DateTime<Utc>) -> Vec<PathBuf> {
    let good: Vec<&Backup> = backups.iter().filter(|backup| backup.is_good()).collect();
    let mut stay = BTreeSet::new();
    for (slot, most) in [(hour as fn(_) -> _, HOURS), (day, DAYS), (month, MONTHS)] {
        let mut slots = BTreeSet::new();
        for backup in &good {
            if slots.len() == most {
                break;
            }
            if slots.insert(slot(backup.manifest.made_at)) {
                stay.insert(&backup.path);
            }
        }
    }
    let is_of_today = |backup: &&&Backup| now - backup.manifest.made_at <= TimeDelta::days(1);
    stay.extend(good.iter().take(HOURS).filter(is_of_today).map(|backup| &backup.path));
    let mut schemas = BTreeSet::new();
    for backup in &good {
        if schemas.insert(backup.manifest.schema) && now - backup.manifest.made_at <= UPGRADED {
            stay.insert(&backup.path);
        }
    }
    let newest = good.first().map(|backup| backup.manifest.made_at);
    let failed = backups.iter().filter(|backup| !backup.is_good());
    let excess: BTreeSet<_> = failed.skip(FAILED_MOST).map(|backup| &backup.path).collect();
    let is_waste = |backup: &Backup| {
        let is_followed = newest.is_some_and(|newest| newest > backup.manifest.made_at);
        let is_old = now - backup.manifest.made_at > FAILED;
        (is_followed && is_old) || excess.contains(&backup.path)
    };
    backups
        .iter()
        .filter(|backup| match backup.is_good() {
            true => !stay.contains(&backup.path),
            false => is_waste(backup),
        })
        .map(|backup| backup.path.clone())
        .collect()
}

type Slot = (i32, u32, u32, u32);

fn hour(at: DateTime<Utc>) -> Slot {
    (at.year(), at.month(), at.day(), at.hour())
}

fn day(at: DateTime<Utc>) -> Slot {
    (at.year(), at.month(), at.day(), 0)
}

fn month(at: DateTime<Utc>) -> Slot {
    (at.year(), at.month(), 0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backups::Manifest;

    fn backup(hours_ago: i64, is_good: bool) -> Backup {
        of_schema(4, hours_ago, is_good)
    }

    fn of_schema(schema: i32, hours_ago: i64, is_good: bool) -> Backup {
        let now: DateTime<Utc> = "2026-09-23T08:30:00Z".parse().unwrap();
        let manifest = Manifest {
            made_at: now - TimeDelta::hours(hours_ago),
            schema,
            database_sm3: String::new(),
            bytes: 0,
            attachments: Vec::new(),
            journal_sequence: 0,
            journal_head: String::new(),
            fault: (!is_good).then(|| String::from("bad")),
        };
        Backup { path: PathBuf::from(format!("{hours_ago}-{is_good}")), manifest }
    }

    fn left(backups: &[Backup]) -> Vec<i64> {
        let gone = superfluous(backups, "2026-09-23T08:30:00Z".parse().unwrap());
        let gone: BTreeSet<_> = gone.into_iter().collect();
        let stay = backups.iter().filter(|backup| !gone.contains(&backup.path));
        let newest = backups[0].manifest.made_at;
        stay.map(|backup| (newest - backup.manifest.made_at).num_hours()).collect()
    }

    #[test]
    fn hours_days_and_months_are_kept() {
        // Two years of hourly backups.
        let backups: Vec<_> = (0..2 * 365 * 24).map(|hours| backup(hours, true)).collect();
        let left = left(&backups);
        assert_eq!(left[..24], (0..24).collect::<Vec<_>>()[..]);
        assert!(left.len() <= HOURS + DAYS + MONTHS && left.len() >= HOURS + DAYS);
        let oldest = *left.last().unwrap();
        assert!((300 * 24..370 * 24).contains(&oldest), "{oldest}");
    }

    #[test]
    fn several_of_one_hour_stay_for_a_day() {
        let of_minute = |hours: i64, minute: i64| {
            let mut backup = backup(hours, true);
            backup.manifest.made_at -= TimeDelta::minutes(minute);
            backup.path = PathBuf::from(format!("{hours}-{minute}"));
            backup
        };
        // Three of this hour, three of one of the day before yesterday.
        let backups: Vec<_> = [0, 48]
            .into_iter()
            .flat_map(|hours| (0..3).map(move |at| of_minute(hours, at)))
            .collect();
        assert_eq!(left(&backups), [0, 0, 0, 48]);
    }

    #[test]
    fn a_hundred_bad_ones_never_drive_out_the_last_good_one() {
        let mut backups: Vec<_> = (0..100).map(|hours| backup(hours, false)).collect();
        backups.push(backup(500, true));
        backups.push(backup(900, false));
        assert_eq!(left(&backups), (0..24).chain([500]).collect::<Vec<_>>());
        // One that failed before the last good one goes after a week.
        let backups = [backup(1, false), backup(2, true), backup(100, false), backup(200, false)];
        assert_eq!(left(&backups), [0, 1, 99]);
    }

    #[test]
    fn the_last_one_of_an_older_schema_stays_for_a_year() {
        // Upgraded from schema 3 at noon 100 days ago: more backups followed in the same hour, day
        // and month, so by hours, days and months alone none of the older ones stays.
        let day = 100 * 24;
        let mut backups: Vec<_> = (0..day).map(|hours| of_schema(4, hours, true)).collect();
        backups.extend((day..day + 5).map(|hours| of_schema(3, hours, true)));
        assert_eq!(left(&backups).iter().filter(|hours| **hours >= day).count(), 1);
        assert!(left(&backups).contains(&day));
        // A year later it goes.
        let old = 400 * 24;
        let backups = [of_schema(4, 0, true), of_schema(4, 1, true), of_schema(3, old, true)];
        let more: Vec<_> = (2..13 * 31 * 24).map(|hours| of_schema(4, hours, true)).collect();
        let mut backups = backups.to_vec();
        backups.splice(2..2, more);
        assert!(!left(&backups).contains(&old));
    }
}
