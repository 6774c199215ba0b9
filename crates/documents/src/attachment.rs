//! Files that applicants and offices bring: what a file is, whether it can be opened, and under which name it is kept.
//!
//! Portal, desk and case files ask [`judge`] when a file comes, so that all three take in the same and say the same.
//! The bytes decide; a name decides nothing. What was taken in once is never judged again.
//!
//! A file comes from anybody. Judging takes some tens of megabytes at most, whatever the file says of itself, and time
//! in proportion to its length.

mod jpeg;
mod kinds;
mod name;
mod pdf;
mod png;
mod words;

use domain::people::MediaType;

pub use kinds::Other;
pub use name::{file_name, file_stem, with_ending};
pub use words::Language;

/// The most pixels of a picture: a large sheet at 600 dots in an inch has 70 million. Whoever looks at it needs four
/// bytes for each.
pub const MAX_PIXELS: u64 = 100_000_000;
/// Within how many bytes a PDF file must begin; programs and mail gateways put marks and lines before it.
pub const PDF_BEGINS_WITHIN: usize = 1_024;

/// A file that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    /// A PDF file that opens without a password.
    Pdf {
        /// How many pages it has.
        pages: u32,
    },
    /// A JPEG picture whose data goes to its end.
    Jpeg {
        /// Columns, as they are stored.
        width: u32,
        /// Rows, as they are stored.
        height: u32,
    },
    /// A PNG picture of which every row is there.
    Png {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
}

impl Opened {
    /// What it is kept as.
    pub const fn media(self) -> MediaType {
        match self {
            Self::Pdf { .. } => MediaType::Pdf,
            Self::Jpeg { .. } => MediaType::Jpeg,
            Self::Png { .. } => MediaType::Png,
        }
    }
}

/// Why a file is not taken in. [`FileProblem::say`] says it to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than is taken here.
    #[error("the file is larger than {most_bytes} bytes")]
    TooLarge {
        /// The most that is taken.
        most_bytes: usize,
    },
    /// It is, or holds, a picture of more than [`MAX_PIXELS`].
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// Its end is missing.
    #[error("the end of the file is missing")]
    Cut,
    /// Its parts do not fit together, or a checksum of its own does not hold.
    #[error("the file is damaged")]
    Damaged,
    /// It opens only with a password or a key.
    #[error("the file opens with a password only")]
    Encrypted,
    /// It is a PDF file without a page.
    #[error("the file has no page")]
    NoPages,
    /// It is a JPEG picture in a coding that browsers do not show.
    #[error("the picture is coded in a way that is not shown")]
    UnusualJpeg,
    /// It is none of the three kinds.
    #[error("the file is no PDF, JPEG or PNG")]
    OtherKind(Other),
}

/// Opens a file of at most so many bytes and says what it is.
///
/// # Errors
/// Names the first thing for which it could not be looked at by an officer.
pub fn judge(bytes: &[u8], most_bytes: usize) -> Result<Opened, FileProblem> {
    if bytes.is_empty() {
        return Err(FileProblem::Empty);
    }
    if bytes.len() > most_bytes {
        return Err(FileProblem::TooLarge { most_bytes });
    }
    match kind_of(bytes) {
        None => Err(FileProblem::OtherKind(Other::of(bytes))),
        Some(MediaType::Pdf) => pdf::judge(bytes),
        Some(MediaType::Jpeg) => jpeg::judge(bytes),
        Some(MediaType::Png) => png::judge(bytes),
    }
}

/// What is wrong with a file of which only the beginning has come, so that the rest need not come: it is none of the
/// three kinds. Nothing is said before [`PDF_BEGINS_WITHIN`] bytes and a few more are there.
pub fn problem_at_beginning(beginning: &[u8]) -> Option<FileProblem> {
    let is_enough = beginning.len() >= PDF_BEGINS_WITHIN + pdf::MARK.len();
    (is_enough && kind_of(beginning).is_none())
        .then(|| FileProblem::OtherKind(Other::of(beginning)))
}

/// Which of the three kinds a file says it is, by its first bytes.
fn kind_of(bytes: &[u8]) -> Option<MediaType> {
    if bytes.starts_with(jpeg::MARK) {
        Some(MediaType::Jpeg)
    } else if bytes.starts_with(png::MARK) {
        Some(MediaType::Png)
    } else {
        pdf::begins_at(bytes).map(|_| MediaType::Pdf)
    }
}

/// Refuses more pixels than a viewer should have to hold.
fn check_pixels(width: u32, height: u32) -> Result<(), FileProblem> {
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(FileProblem::TooManyPixels);
    }
    Ok(())
}
