//! Where the desk keeps its data, and where it writes files that an officer keeps.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use domain::text::to_persian_digits;

/// The name of the folder for saved files, inside the officer's own documents.
const SAVED: &str = "پروانه";
/// How many files of one name a folder may hold.
const MOST_OF_ONE_NAME: u32 = 9_999;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum SaveFailure {
    /// No space is left.
    #[error("no space is left")]
    DiskFull,
    /// The folder cannot be made or written to.
    #[error("the folder cannot be written to")]
    NotWritable(#[source] io::Error),
    /// The folder has too many files of that name.
    #[error("the folder has too many files of that name")]
    TooMany,
}

impl From<io::Error> for SaveFailure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::FileTooLarge => Self::DiskFull,
            _ => Self::NotWritable(error),
        }
    }
}

impl From<SaveFailure> for crate::Error {
    fn from(failure: SaveFailure) -> Self {
        match failure {
            SaveFailure::DiskFull => Self::new(crate::ErrorCode::DiskFull),
            SaveFailure::NotWritable(_) => Self::new(crate::ErrorCode::FileNotWritable),
            SaveFailure::TooMany => Self::saying(
                crate::ErrorCode::FileNotWritable,
                "در پوشهٔ اسناد فایل‌های بسیاری با همین نام هست و فایل تازه ذخیره نشد.",
            ),
        }
    }
}

/// The folder in which a workstation keeps its data, unless it is told another.
pub fn data_folder() -> Option<PathBuf> {
    dirs::data_local_dir().map(|folder| folder.join("parvaneh"))
}

/// The folder in which the marks of workstations lie, never inside a data folder: `PARVANEH_STATE`, or where the
/// system keeps the state of programs.
pub fn state_folder() -> Option<PathBuf> {
    let named = std::env::var_os("PARVANEH_STATE").filter(|named| !named.is_empty());
    // Where the system has no such place, another folder beside that of the data.
    named
        .map(PathBuf::from)
        .or_else(|| dirs::state_dir().map(|folder| folder.join("parvaneh")))
        .or_else(|| dirs::data_local_dir().map(|folder| folder.join("parvaneh-state")))
}

/// The folder for files that an officer saves: «پروانه» in their documents, or in their home.
pub fn saved_files_folder() -> Option<PathBuf> {
    dirs::document_dir().or_else(dirs::home_dir).map(|folder| folder.join(SAVED))
}

/// Writes a new file whole or not at all, and returns where it is. A file of that name stays: the new one
/// is then called «نام (۲)».
///
/// # Errors
/// Says whether the disk is full or the folder cannot be written to.
pub fn save_new(
    folder: &Path,
    name: &str,
    extension: &str,
    content: &[u8],
) -> Result<PathBuf, SaveFailure> {
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".parvaneh-").tempfile_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    let name = harmless(name);
    for nth in 1..=MOST_OF_ONE_NAME {
        let path = folder.join(match nth {
            1 => format!("{name}.{extension}"),
            _ => format!("{name} ({}).{extension}", to_persian_digits(&nth.to_string())),
        });
        match file.persist_noclobber(&path) {
            Ok(_) => {
                keep_name(folder)?;
                return Ok(path);
            }
            Err(taken) if taken.error.kind() == io::ErrorKind::AlreadyExists => file = taken.file,
            Err(failed) => return Err(failed.error.into()),
        }
    }
    Err(SaveFailure::TooMany)
}

/// Makes the file's name as durable as its content.
fn keep_name(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { fs::File::open(folder)?.sync_all() } else { Ok(()) }
}

/// A name that means the same to every file system: no separators, signs or leading dots, bounded.
fn harmless(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '-' } else { c })
        .take(80)
        .collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    if plain.is_empty() { "سند".to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_never_overwrites_another() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("اسناد");
        let first = save_new(&folder, "مجوز ۱۲", "pdf", b"one").unwrap();
        let second = save_new(&folder, "مجوز ۱۲", "pdf", b"two").unwrap();
        assert_eq!(first, folder.join("مجوز ۱۲.pdf"));
        assert_eq!(second, folder.join("مجوز ۱۲ (۲).pdf"));
        assert_eq!(fs::read(first).unwrap(), b"one");
        assert_eq!(fs::read(second).unwrap(), b"two");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2, "nothing else is left behind");
    }

    #[test]
    fn a_name_cannot_leave_the_folder() {
        let home = tempfile::tempdir().unwrap();
        for (name, file) in [("../../x", "-..-x.pdf"), ("..", "سند.pdf"), ("a\0:b", "a--b.pdf")]
        {
            assert_eq!(save_new(home.path(), name, "pdf", b"").unwrap(), home.path().join(file));
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let home = tempfile::tempdir().unwrap();
        let blocked = home.path().join("file");
        fs::write(&blocked, b"").unwrap();
        let failure = save_new(&blocked.join("folder"), "x", "pdf", b"").unwrap_err();
        assert!(matches!(failure, SaveFailure::NotWritable(_)));
        assert_eq!(crate::Error::from(failure).code, crate::ErrorCode::FileNotWritable);
        let full = SaveFailure::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(crate::Error::from(full).code, crate::ErrorCode::DiskFull);
    }
}
