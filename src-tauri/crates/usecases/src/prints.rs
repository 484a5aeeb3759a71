//! Papers made for the printer and copies of attachments for a viewer: cleared away when old.

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

/// How long they stay.
const KEPT: TimeDelta = TimeDelta::days(7);

/// Clears everything away below `folder`, however young: words that were restricted stand in it.
pub(crate) fn empty(folder: &Path, now: DateTime<Utc>) {
    clear(folder, now + KEPT + KEPT);
}

/// Clears old files away below `folder`, and the folders this leaves empty; each can be made again.
/// A file that a viewer holds goes another time. Links are never followed: what they name is not
/// ours.
pub(crate) fn clear(folder: &Path, now: DateTime<Utc>) {
    // The folder itself may have become a link.
    if !folder.symlink_metadata().is_ok_and(|about| about.is_dir()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(about) = entry.metadata() else { continue };
        if about.is_dir() {
            clear(&path, now);
            let _filled = fs::remove_dir(&path);
        } else if about.modified().is_ok_and(|made| now - DateTime::<Utc>::from(made) > KEPT) {
            let _held = fs::remove_file(&path);
        }
    }
}
