//! Files that a caller names: read whole but never without bound, written whole or not at all.

use std::fs::File;
use std::io::{self, Read, Write as _};
use std::path::Path;

use desk::platform::folders::SaveFailure;
use desk::{Error, ErrorCode};

/// The largest input other than a case file.
pub const MOST_INPUT: usize = 64 * 1024 * 1024;

/// Reads a file, or standard input for `-`. One that is larger than `most` is refused before it is read.
///
/// # Errors
/// With [`ErrorCode::InputInvalid`] or [`ErrorCode::AttachmentTooLarge`].
pub fn read(path: &Path, most: usize) -> Result<Vec<u8>, Error> {
    if path == Path::new("-") {
        return read_bounded(io::stdin().lock(), most);
    }
    let file = File::open(path).map_err(|_| unreadable())?;
    let length = file.metadata().map_err(|_| unreadable())?.len();
    if usize::try_from(length).map_or(true, |length| length > most) {
        return Err(too_large(most));
    }
    read_bounded(file, most)
}

fn read_bounded(input: impl Read, most: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    input.take(bound).read_to_end(&mut bytes).map_err(|_| unreadable())?;
    if bytes.len() > most { Err(too_large(most)) } else { Ok(bytes) }
}

/// Reads text from where an argument says: `@FILE`, `-` for standard input, or the argument itself.
///
/// # Errors
/// As [`read`], and for bytes that are no text.
pub fn argument(argument: &str) -> Result<String, Error> {
    let path = match argument.strip_prefix('@') {
        Some(path) => Path::new(path),
        None if argument == "-" => Path::new("-"),
        None => return Ok(argument.to_owned()),
    };
    text(read(path, MOST_INPUT)?)
}

/// Reads bytes as text.
///
/// # Errors
/// With [`ErrorCode::InputInvalid`].
pub fn text(bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes)
        .map_err(|_| Error::saying(ErrorCode::InputInvalid, "ورودی متن UTF-8 نیست."))
}

/// Writes a file whole or not at all; one of that name is replaced.
///
/// # Errors
/// Says whether the disk is full or the folder cannot be written to.
pub fn write(path: &Path, content: &[u8]) -> Result<(), Error> {
    let written = || -> Result<(), SaveFailure> {
        let mut file = tempfile::Builder::new().prefix(".parvaneh-").tempfile_in(folder(path))?;
        file.write_all(content)?;
        file.as_file().sync_all()?;
        file.persist(path).map_err(|failed| failed.error)?;
        Ok(())
    };
    Ok(written()?)
}

/// The folder in which a file stands.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    }
}

fn unreadable() -> Error {
    Error {
        hint: "نام و مسیر فایل و اجازهٔ خواندن آن را ببینید.".to_owned(),
        ..Error::saying(ErrorCode::InputInvalid, "فایل ورودی خوانده نشد.")
    }
}

fn too_large(most: usize) -> Error {
    let message = format!(
        "این فایل از {} مگابایت بزرگ‌تر است و خوانده نشد؛ هر مدرک می‌تواند تا ۱۵ مگابایت باشد.",
        persian(most / (1024 * 1024))
    );
    Error::saying(ErrorCode::AttachmentTooLarge, message)
}

fn persian(number: usize) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32('۰' as u32 + d)).unwrap_or(c);
    number.to_string().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_large_is_refused_with_its_bound_in_words() {
        let refused = read_bounded(io::repeat(b'x'), 2 * 1024 * 1024).expect_err("too large");
        assert_eq!(refused.code, ErrorCode::AttachmentTooLarge);
        assert!(refused.message.contains("از ۲ مگابایت"), "{}", refused.message);
        assert_eq!(read_bounded(&b"abc"[..], 3), Ok(b"abc".to_vec()));
    }

    #[test]
    fn a_file_is_written_whole_and_replaces_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.pdf");
        write(&path, b"one").expect("room");
        write(&path, b"two").expect("room");
        assert_eq!(std::fs::read(&path).expect("the file"), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 1);
        let nowhere = folder.path().join("none").join("a.pdf");
        assert_eq!(write(&nowhere, b"").expect_err("no folder").code, ErrorCode::FileNotWritable);
        assert_eq!(super::folder(Path::new("a.pdf")), Path::new("."));
    }
}
