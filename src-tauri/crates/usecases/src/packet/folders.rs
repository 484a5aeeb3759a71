//! A folder for each unit, made beside its place and moved there whole.

use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::UseCaseError;
use crate::slip::clean;

/// Folders that are not in their places yet. Dropped, they are gone with all they hold.
pub(super) struct Drafts {
    root: PathBuf,
    place: PathBuf,
}

impl Drafts {
    /// Makes a place for drafts in `folder`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn beside(folder: &Path) -> Result<Self, UseCaseError> {
        let root = folder.join(format!(".{}.part", store::new_id()));
        fs::create_dir(&root).map_err(UseCaseError::io(folder))?;
        Ok(Self { root, place: folder.to_owned() })
    }

    /// Makes the draft of a folder.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn folder(&self, index: usize) -> Result<PathBuf, UseCaseError> {
        let draft = self.root.join(format!("u{index}"));
        fs::create_dir(&draft).map_err(UseCaseError::io(&self.place))?;
        Ok(draft)
    }

    /// Returns where a file is drafted that goes into several folders.
    pub(super) fn shared(&self, index: usize) -> PathBuf {
        self.root.join(format!("s{index}.pdf"))
    }

    /// Moves a drafted folder to the first name that is free: nothing that stands there is touched.
    /// Returns the name.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn put_in_place(
        &self,
        draft: &Path,
        name: &str,
        taken: &mut HashSet<String>,
    ) -> Result<String, UseCaseError> {
        let stem = match clean(name) {
            empty if empty.is_empty() => "承办单位".to_owned(),
            stem => stem,
        };
        for count in 1_u32.. {
            let name = if count == 1 { stem.clone() } else { format!("{stem} ({count})") };
            let place = self.place.join(&name);
            // Some file systems know no difference of letter case.
            if taken.contains(&name.to_lowercase()) {
                continue;
            }
            match place.symlink_metadata() {
                Ok(_) => continue,
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(UseCaseError::io(&self.place)(error)),
            }
            fs::rename(draft, &place).map_err(UseCaseError::io(&self.place))?;
            taken.insert(name.to_lowercase());
            return Ok(name);
        }
        Err(UseCaseError::io(&self.place)(ErrorKind::AlreadyExists.into()))
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        // Nobody is left to tell; the name shows that it is no packet.
        let _left = fs::remove_dir_all(&self.root);
    }
}
