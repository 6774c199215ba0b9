//! Where the mark lies, and who may write it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use wire::ids::DeviceId;

use super::Mark;
use crate::error::DbError;
use crate::folder::{hold, replace_whole, restrict};

/// What lay where the mark lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A mark.
    Mark(Mark),
    /// None.
    Nothing,
    /// Something that cannot be read. It is left until a mark is written over it.
    Damaged,
}

/// Why the mark could not be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkFault {
    /// The system names no folder for it.
    NoFolder,
    /// There is no room left.
    DiskFull,
    /// The folder cannot be written to.
    NotWritable,
}

/// Holds a workstation's mark while its database is open: one copy of a folder at a time on one machine.
#[derive(Debug)]
pub struct MarkKeeper {
    file: Option<PathBuf>,
    /// The lock ends with the file. Where it cannot be made, nothing can be written there either.
    _lock: Option<File>,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    mark: Option<Mark>,
    fault: Option<MarkFault>,
}

impl MarkKeeper {
    /// Takes the mark of a workstation in a folder, and says what lay there.
    ///
    /// # Errors
    /// [`DbError::CopyInUse`] while another copy of the workstation's folder is open. A folder that cannot be
    /// written to is no error: the mark is then not kept.
    pub fn take(folder: Option<&Path>, device: DeviceId) -> Result<(Self, Found), DbError> {
        let Some(folder) = folder else {
            return Ok((Self::new(None, None, Kept::default()), Found::Nothing));
        };
        let lock = match lock(folder, device) {
            Ok(lock) => match hold(&lock) {
                Ok(()) => Some(lock),
                Err(DbError::FolderInUse) => return Err(DbError::CopyInUse),
                Err(_) => None,
            },
            Err(_) => None,
        };
        let file = folder.join(format!("{device}.json"));
        let found = match fs::read(&file) {
            Ok(bytes) => Mark::from_bytes(device, &bytes).map_or(Found::Damaged, Found::Mark),
            Err(error) if is_missing(error.kind()) => Found::Nothing,
            Err(_) => Found::Damaged,
        };
        let mark = match &found {
            Found::Mark(mark) => Some(mark.clone()),
            Found::Nothing | Found::Damaged => None,
        };
        Ok((Self::new(Some(file), lock, Kept { mark, fault: None }), found))
    }

    const fn new(file: Option<PathBuf>, lock: Option<File>, kept: Kept) -> Self {
        Self { file, _lock: lock, kept: Mutex::new(kept) }
    }

    /// Writes a mark, unless it is the one that lies there.
    pub(crate) fn keep(&self, mark: Mark) {
        let mut kept = self.kept();
        if kept.fault.is_none() && kept.mark.as_ref() == Some(&mark) {
            return;
        }
        kept.fault = self.write(&mark).err();
        kept.mark = Some(mark);
    }

    /// Why the last mark could not be written; `None` where it was.
    pub fn fault(&self) -> Option<MarkFault> {
        self.kept().fault
    }

    /// The mark as it was last to be written.
    pub fn mark(&self) -> Option<Mark> {
        self.kept().mark.clone()
    }

    fn write(&self, mark: &Mark) -> Result<(), MarkFault> {
        let file = self.file.as_ref().ok_or(MarkFault::NoFolder)?;
        let bytes = mark.to_bytes().map_err(|_| MarkFault::NotWritable)?;
        // After a loss of power an older mark may lie there, which is harmless; a half-written one may not.
        replace_whole(file, |file| file.write_all(&bytes)).map_err(|error| match error {
            DbError::DiskFull => MarkFault::DiskFull,
            _ => MarkFault::NotWritable,
        })
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A file of its own, since the mark's is another one each time it is written.
fn lock(folder: &Path, device: DeviceId) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    restrict(folder)?;
    let file = folder.join(format!("{device}.lock"));
    OpenOptions::new().create(true).truncate(false).write(true).open(file)
}

/// Whether a mark cannot be there, rather than be there and be kept from us.
const fn is_missing(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
