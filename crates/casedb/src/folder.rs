//! The data folder: its files, its lock, and whether it was left in order.
//!
//! ```text
//! case.db, case.db-wal, case.db-shm   the encrypted case database
//! keys.json                           the key's slots; no secret in clear
//! lock                                held while a process has the folder open
//! state                               `open`, or `closed` after an orderly end
//! attachments/ab/cdef...              encrypted files
//! backups/case-<version>-<n>.db       copies from before each migration
//! ```

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::DbError;

/// How long a held lock is looked at before the folder counts as in use.
const PATIENCE: Duration = Duration::from_millis(1_500);
/// How long between two looks.
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

/// A data folder that this process holds.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// The lock ends with the file, also when the process is killed.
    _lock: File,
    was_in_order: bool,
}

/// Locks the folder. A window that was just closed, or a program that is just being started from one that
/// has the folder, may hold the lock for a moment longer; so a held lock is looked at again for a while.
pub(crate) fn hold(lock: &File) -> Result<(), DbError> {
    let mut looks_left = PATIENCE.as_millis() / BETWEEN_LOOKS.as_millis();
    loop {
        match lock.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::WouldBlock) if looks_left == 0 => return Err(DbError::FolderInUse),
            Err(TryLockError::WouldBlock) => {
                looks_left -= 1;
                std::thread::park_timeout(BETWEEN_LOOKS);
            }
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
    }
}

/// Whether another process holds the folder for good. Asking takes nothing and makes nothing.
///
/// # Errors
/// What a disk can do.
pub fn is_in_use(path: &Path) -> Result<bool, DbError> {
    let lock = match OpenOptions::new().write(true).open(path.join("lock")) {
        Ok(lock) => lock,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    match hold(&lock) {
        Ok(()) => Ok(false),
        Err(DbError::FolderInUse) => Ok(true),
        Err(error) => Err(error),
    }
}

impl Folder {
    /// Takes the folder, making it if it is not there.
    ///
    /// # Errors
    /// [`DbError::FolderInUse`] while another process holds it.
    pub fn take(path: &Path) -> Result<Self, DbError> {
        fs::create_dir_all(path)?;
        restrict(path)?;
        let lock =
            OpenOptions::new().create(true).truncate(false).write(true).open(path.join("lock"))?;
        hold(&lock)?;
        let was_in_order = match fs::read_to_string(path.join("state")) {
            Ok(state) => state == "closed",
            Err(error) if error.kind() == io::ErrorKind::NotFound => true,
            Err(error) => return Err(error.into()),
        };
        Ok(Self { path: path.to_owned(), _lock: lock, was_in_order })
    }

    /// Returns where the folder is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the last process that held it came to an orderly end.
    pub const fn was_in_order(&self) -> bool {
        self.was_in_order
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.path.join("case.db")
    }

    pub(crate) fn key_slots(&self) -> PathBuf {
        self.path.join("keys.json")
    }

    pub(crate) fn attachments(&self) -> PathBuf {
        self.path.join("attachments")
    }

    pub(crate) fn note_open(&self) -> Result<(), DbError> {
        Ok(fs::write(self.path.join("state"), "open")?)
    }

    pub(crate) fn note_closed(&self) -> Result<(), DbError> {
        Ok(fs::write(self.path.join("state"), "closed")?)
    }

    /// Whether the database's file begins as every unencrypted SQLite file does.
    ///
    /// # Errors
    /// [`DbError::Damaged`] for an empty file, of which SQLite would make a new database.
    pub(crate) fn is_plain(&self) -> Result<bool, DbError> {
        let mut first = Vec::new();
        File::open(self.database())?.take(16).read_to_end(&mut first)?;
        if first.is_empty() {
            return Err(DbError::Damaged);
        }
        Ok(first == b"SQLite format 3\0")
    }

    /// Copies the database, which nobody may be writing, to `backups/`.
    pub(crate) fn back_up(&self, version: i64) -> Result<PathBuf, DbError> {
        let backups = self.path.join("backups");
        fs::create_dir_all(&backups)?;
        let free = (1..=u32::MAX)
            .map(|n| backups.join(format!("case-{version}-{n}.db")))
            .find(|candidate| !candidate.exists());
        let copy = free.ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))?;
        let mut content = File::open(self.database())?;
        write_whole(&copy, |file| io::copy(&mut content, file).map(|_| ()))?;
        Ok(copy)
    }
}

/// Writes a file so that after a crash it is there whole or not at all, and when this returns it is there.
pub(crate) fn write_whole(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), DbError> {
    replace_whole(path, write)?;
    sync_folder(path.parent().unwrap_or(path))?;
    Ok(())
}

/// Writes a file so that after a crash it is there whole, as it is now or as it was before.
pub(crate) fn replace_whole(
    path: &Path,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), DbError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let written = File::create(&part).and_then(|mut file| {
        write(&mut file)?;
        file.flush()?;
        file.sync_data()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&part, path)) {
        // The half-written file is of no use to anybody. If it cannot go, the next one writes over it.
        let _ = fs::remove_file(&part);
        return Err(error.into());
    }
    Ok(())
}

/// Makes a new name in a folder durable.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Windows makes names durable with the file itself.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Keeps other accounts of the machine out.
#[cfg(unix)]
pub(crate) fn restrict(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o700))
}

/// On Windows the profile's own rights do.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn restrict(_: &Path) -> io::Result<()> {
    Ok(())
}
