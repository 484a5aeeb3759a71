//! Backups: made when due, kept in two places, restored into a new folder.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use store::StoreError;
use store::backups::{self, Backup as Made};
use store::folder::backups_in;
use store::journal::Head;
use store::tables::settings::{self, Setting};
use store::watch::{Step, Watch, unwatched};

use super::{Backup, BackupList, ChooseBackupFolder, RestoreBackup, RestoreOutcome};
use crate::context::{Context, Office};
use crate::error::{ErrorCode, UseCaseError};
use crate::fields::Fields;
use crate::wire::{LongWork, Nothing};

/// A second place for backups, chosen by the clerk.
const SECOND_FOLDER: &str = "second_backup_folder";
/// How old the last good backup may grow while there are changes it lacks (guarantee D14).
const EVERY: TimeDelta = TimeDelta::hours(1);

impl From<Made> for Backup {
    fn from(made: Made) -> Self {
        let is_good = made.is_good();
        Self {
            path: made.path.display().to_string(),
            made_at: made.manifest.made_at,
            bytes: i64::try_from(made.manifest.bytes).unwrap_or(i64::MAX),
            attachments: i64::try_from(made.manifest.attachments.len()).unwrap_or(i64::MAX),
            journal_sequence: made.manifest.journal_sequence,
            is_good,
            fault: if is_good {
                String::new()
            } else {
                String::from("备份后检查没有通过，这一份不作数。")
            },
        }
    }
}

/// Returns the newest good backup of a data folder without opening its office: the way out that
/// a refusal to open can offer.
#[must_use]
pub fn last_good_backup(root: &Path) -> Option<Backup> {
    backups::last_good(root).map(Backup::from)
}

/// Restores a backup into a new or empty folder, without an open office.
///
/// # Errors
/// When the folder holds something, or the backup does not pass its check.
pub fn restore(backup: &Path, into: &Path) -> Result<RestoreOutcome, UseCaseError> {
    match backups::restore(backup, into) {
        Ok(restored) => Ok(RestoreOutcome {
            folder: restored.folder.display().to_string(),
            demands: restored.demands,
            journal_sequence: restored.journal_sequence,
        }),
        Err(StoreError::NotEmpty(_)) => Err(UseCaseError::field(
            "into",
            "这个文件夹里已有文件。恢复只能放到新的空文件夹，不覆盖正在使用的数据。",
        )),
        Err(StoreError::Damaged { .. }) => {
            Err(UseCaseError::field("backup", "这份备份没有通过检查，不能恢复。请换一份备份。"))
        }
        Err(other) => Err(other.into()),
    }
}

/// Makes a backup in each place whose last one is an hour old and lacks changes. The shell calls
/// this now and then.
///
/// # Errors
/// When nothing could be written.
pub fn back_up_if_due(office: &Office) -> Result<Option<Backup>, UseCaseError> {
    back_up_after(office, EVERY)
}

/// Makes a backup in each place that lacks changes. The shell calls this as it closes.
///
/// # Errors
/// When nothing could be written.
pub fn back_up_at_exit(office: &Office) -> Result<Option<Backup>, UseCaseError> {
    back_up_after(office, TimeDelta::zero())
}

fn back_up_after(office: &Office, age: TimeDelta) -> Result<Option<Backup>, UseCaseError> {
    let context = office.context();
    let head = context.read(|connection| Ok(store::journal::head(connection)?))?;
    let mut places = places(&context)?;
    places.retain(|place| place.is_due(&head, context.now(), age));
    make(&context, &places, &mut unwatched)
}

/// Where backups are kept.
struct Place {
    folder: PathBuf,
    is_second: bool,
}

impl Place {
    /// Tells whether the last good backup here lacks changes and none was tried for `age`. A second
    /// place may hold backups of another office too, so its journal's head is compared, not its
    /// length.
    fn is_due(&self, head: &Head, now: DateTime<Utc>, age: TimeDelta) -> bool {
        let found = backups::list(&self.folder);
        let last = found.iter().find(|backup| backup.is_good());
        if last.is_some_and(|last| last.manifest.journal_head == head.hash) {
            return false;
        }
        // A last backup in the future tells of a clock set back, not of safety.
        let is_fresh = |at: DateTime<Utc>| (TimeDelta::zero()..age).contains(&(now - at));
        !found.iter().any(|backup| is_fresh(backup.manifest.made_at))
    }

    /// Says in Chinese what a failed copy here means.
    fn fault(&self) -> String {
        let folder = self.folder.display();
        match self.is_second {
            true => format!("没能备份到第二位置“{folder}”，请检查它是否连接、能否写入。"),
            false => format!("没能备份到“{folder}”，请检查磁盘空间和能否写入。"),
        }
    }
}

/// Returns the places for backups, the data folder's own first.
fn places(context: &Context<'_>) -> Result<Vec<Place>, UseCaseError> {
    let own = Place { folder: backups_in(context.office().root()), is_second: false };
    let second = second_folder(context)?
        .map(|folder| Place { folder: PathBuf::from(folder), is_second: true });
    Ok(std::iter::once(own).chain(second).collect())
}

/// Makes a backup now, in the data folder and in the second place. Stopped during the second copy,
/// the first one stays.
pub(crate) fn make_backup(context: &Context<'_>, input: LongWork) -> Result<Backup, UseCaseError> {
    let mut fields = Fields::new();
    fields.job(&input.job);
    fields.finish()?;
    let job = context.office().jobs().start(&input.job, 0);
    let made = make(context, &places(context)?, &mut |step| job.step_of(step.done, step.total))?;
    made.ok_or_else(|| UseCaseError::refused("没有可备份的位置。"))
}

/// Makes a copy in each place and returns the first one, with what the others lack. A place that
/// fails keeps no other from its copy: the stick may be out, or the disk full. What failed is kept
/// in mind by place: nobody looks at a backup made in the background, but the window's frame tells.
fn make(
    context: &Context<'_>,
    places: &[Place],
    watch: &mut Watch<'_>,
) -> Result<Option<Backup>, UseCaseError> {
    let (mut made, mut failure, mut faults) = (None, None, String::new());
    for (before, place) in (0..).zip(places) {
        // Several copies are one piece of work.
        let part = &mut |step: Step| {
            let total = step.total * places.len() as u64;
            watch(Step { done: step.total * before + step.done, total })
        };
        let copy = make_in(context, place, part);
        let fault = match &copy {
            // Who stops a backup knows.
            Err(error) if error.code() == ErrorCode::Cancelled => return copy.map(Some),
            Ok(copy) if copy.is_good => String::new(),
            Ok(copy) if !place.is_second => copy.fault.clone(),
            Ok(_) | Err(_) => place.fault(),
        };
        context.office().backup_faults().note(place.is_second, &fault);
        faults.push_str(&fault);
        match copy {
            Ok(copy) => made = made.or(Some(copy)),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    match (made, failure) {
        (Some(made), _) => Ok(Some(Backup { fault: faults, ..made })),
        (None, Some(error)) => Err(error),
        (None, None) => Ok(None),
    }
}

fn make_in(
    context: &Context<'_>,
    place: &Place,
    watch: &mut Watch<'_>,
) -> Result<Backup, UseCaseError> {
    if place.is_second && !place.folder.is_dir() {
        // Made anew, it would lie on this machine's disk in the place of the stick.
        return Err(UseCaseError::refused(place.fault()));
    }
    let (store, now) = (context.office().store(), context.now());
    let made = backups::back_up(store, &place.folder, now, watch)?;
    backups::rotate(&place.folder, now)?;
    Ok(made.into())
}

/// Lists the backups of both places, the newest first.
pub(crate) fn list_backups(context: &Context<'_>, _: Nothing) -> Result<BackupList, UseCaseError> {
    list(context)
}

fn list(context: &Context<'_>) -> Result<BackupList, UseCaseError> {
    let folder = backups_in(context.office().root());
    let second_folder = second_folder(context)?;
    let mut found = backups::list(&folder);
    if let Some(second) = &second_folder {
        found.extend(backups::list(Path::new(second)));
    }
    found.sort_by_key(|backup: &Made| std::cmp::Reverse(backup.manifest.made_at));
    Ok(BackupList {
        backups: found.into_iter().map(Backup::from).collect(),
        folder: folder.display().to_string(),
        second_folder,
    })
}

fn second_folder(context: &Context<'_>) -> Result<Option<String>, UseCaseError> {
    context.read(|connection| {
        let stored = settings::find::<Option<String>>(connection, SECOND_FOLDER)?;
        Ok(stored.and_then(|setting| setting.value))
    })
}

/// Chooses the second place, or none. It must be there and writable, and outside the data folder.
pub(crate) fn choose_backup_folder(
    context: &Context<'_>,
    input: ChooseBackupFolder,
) -> Result<BackupList, UseCaseError> {
    let folder = input.folder.filter(|folder| !folder.trim().is_empty());
    if let Some(folder) = &folder {
        let mut fields = Fields::new();
        let path = fields.path("folder", folder);
        fields.finish()?;
        check_folder(context, &path)?;
    }
    context.write("choose_backup_folder", |tx| {
        let before = settings::find::<Option<String>>(tx, SECOND_FOLDER)?;
        let version = before.as_ref().map_or(0, |setting| setting.version) + 1;
        let after = Setting { value: folder, version };
        settings::put(tx, SECOND_FOLDER, &after)?;
        tx.record("settings", SECOND_FOLDER, before.as_ref(), &after)?;
        Ok(())
    })?;
    // What the place before it lacked is no matter any more.
    context.office().backup_faults().note(true, "");
    list(context)
}

fn check_folder(context: &Context<'_>, folder: &Path) -> Result<(), UseCaseError> {
    let refuse = |message: &str| Err(UseCaseError::field("folder", message));
    if !folder.is_dir() {
        return refuse("这个文件夹不存在，请重新选择。");
    }
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| PathBuf::from(path));
    if real(folder).starts_with(real(context.office().root())) {
        return refuse("第二备份位置不能在数据文件夹里面，请选另一块硬盘或移动盘。");
    }
    let probe = folder.join(format!(".reception-{}", store::new_id()));
    if std::fs::write(&probe, b"").is_err() {
        return refuse("这个文件夹不能写入，请换一个。");
    }
    std::fs::remove_file(&probe).map_err(UseCaseError::io(&probe))
}

/// Restores a backup into a new folder; the open office stays as it is.
pub(crate) fn restore_backup(
    context: &Context<'_>,
    input: RestoreBackup,
) -> Result<RestoreOutcome, UseCaseError> {
    let mut fields = Fields::new();
    let backup = fields.path("backup", &input.backup);
    let into = fields.path("into", &input.into);
    fields.finish()?;
    if into.starts_with(context.office().root()) {
        return Err(UseCaseError::field("into", "不能恢复到正在使用的数据文件夹里面。"));
    }
    restore(&backup, &into)
}

/// Returns when and where the last good backup was made, for the status bar.
pub(crate) fn last_mark(context: &Context<'_>) -> Option<(DateTime<Utc>, String)> {
    last_good_backup(context.office().root()).map(|backup| (backup.made_at, backup.path))
}
