//! Contents of attachments: files beside the database, named by their SM3, never changed.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use sm3::{Digest, Sm3};

use crate::{DataFolder, StoreError};

/// A content in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// SM3, hexadecimal.
    pub sm3: String,
    pub bytes: u64,
}

/// Returns where the content with this hash lies: `attachments/ab/abcd…`.
#[must_use]
pub fn path(folder: &DataFolder, sm3: &str) -> PathBuf {
    path_in(&folder.attachments(), sm3)
}

/// Returns where the content with this hash lies in a folder of attachments.
#[must_use]
pub fn path_in(attachments: &Path, sm3: &str) -> PathBuf {
    attachments.join(sm3.get(..2).unwrap_or("00")).join(sm3)
}

/// Copies `source` into its place and makes it durable, so that a row may name it. The same
/// content twice is one file.
///
/// # Errors
/// [`StoreError::Io`]; nothing named by a hash was changed.
pub fn keep(folder: &DataFolder, source: &Path) -> Result<Content, StoreError> {
    let mut from = File::open(source).map_err(StoreError::io(source))?;
    keep_all(folder, &mut from)
}

/// Keeps bytes as [`keep`] does a file.
///
/// # Errors
/// [`StoreError::Io`]; nothing named by a hash was changed.
pub fn keep_bytes(folder: &DataFolder, mut bytes: &[u8]) -> Result<Content, StoreError> {
    keep_all(folder, &mut bytes)
}

/// Returns the hash a content is kept under, hexadecimal.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    crate::journal::hex(&Sm3::digest(bytes))
}

fn keep_all(folder: &DataFolder, from: &mut impl Read) -> Result<Content, StoreError> {
    let root = folder.attachments();
    fs::create_dir_all(&root).map_err(StoreError::io(&root))?;
    let draft = root.join(format!("incoming-{}", crate::new_id()));
    let result = copy(from, &draft).and_then(|content| {
        let target = path(folder, &content.sm3);
        if is_whole(&target, &content.sm3)? {
            fs::remove_file(&draft).map_err(StoreError::io(&draft))?;
            return Ok(content);
        }
        let shelf = target.parent().unwrap_or(&root);
        fs::create_dir_all(shelf).map_err(StoreError::io(shelf))?;
        fs::rename(&draft, &target).map_err(StoreError::io(&target))?;
        sync_folder(shelf)?;
        sync_folder(&root)?;
        Ok(content)
    });
    if result.is_err() {
        let _absent = fs::remove_file(&draft);
    }
    result
}

/// Returns the hash under which a content would lie.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let mut hasher = Sm3::new();
    hasher.update(bytes);
    crate::journal::hex(&hasher.finalize())
}

/// Tells whether the content with this hash is there and unchanged.
///
/// # Errors
/// [`StoreError::Io`] when it is there and cannot be read.
pub fn is_whole(path: &Path, sm3: &str) -> Result<bool, StoreError> {
    if !path.exists() {
        return Ok(false);
    }
    let mut file = File::open(path).map_err(StoreError::io(path))?;
    let (hash, _) = pump(&mut file, &mut std::io::sink()).map_err(StoreError::io(path))?;
    Ok(hash == sm3)
}

fn copy(from: &mut impl Read, draft: &Path) -> Result<Content, StoreError> {
    let mut to = File::create_new(draft).map_err(StoreError::io(draft))?;
    let (sm3, bytes) = pump(from, &mut to).map_err(StoreError::io(draft))?;
    to.sync_all().map_err(StoreError::io(draft))?;
    Ok(Content { sm3, bytes })
}

fn pump(from: &mut impl Read, to: &mut impl Write) -> std::io::Result<(String, u64)> {
    let (mut hasher, mut bytes) = (Sm3::new(), 0);
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = from.read(&mut buffer)?;
        let part = &buffer[..count];
        if part.is_empty() {
            break;
        }
        hasher.update(part);
        to.write_all(part)?;
        bytes += count as u64;
    }
    Ok((crate::journal::hex(&hasher.finalize()), bytes))
}

/// Makes a rename durable. Windows journals renames itself and opens no folder as a file.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    if cfg!(unix) {
        File::open(folder).and_then(|file| file.sync_all()).map_err(StoreError::io(folder))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_kept_once_and_a_change_is_seen() {
        let root = tempfile::tempdir().unwrap();
        let folder = DataFolder::hold(&root.path().join("office")).unwrap();
        let source = root.path().join("委托书.txt");
        fs::write(&source, "abc").unwrap();
        let content = keep(&folder, &source).unwrap();
        // The example of GB/T 32905-2016, annex A.1.
        assert_eq!(content.sm3, "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assert_eq!(content.bytes, 3);
        assert_eq!(digest(b"abc"), content.sm3);
        assert_eq!(keep(&folder, &source).unwrap(), content);
        let target = path(&folder, &content.sm3);
        assert!(is_whole(&target, &content.sm3).unwrap());
        assert_eq!(fs::read_dir(folder.attachments()).unwrap().count(), 1);

        fs::write(&target, "abd").unwrap();
        assert!(!is_whole(&target, &content.sm3).unwrap());
        // The damaged copy is made good by the same content coming again.
        keep(&folder, &source).unwrap();
        assert!(is_whole(&target, &content.sm3).unwrap());
    }
}
