//! PDF: whether the end is there, whether it opens without a password, and how many pages it has.
//!
//! The file is read from front to back as a reader does that repairs it: each object where it stands, the last of a
//! number counts. Cross-reference tables are not believed, so that a file whose table is wrong, or stands some bytes
//! away, is judged like any other. What is kept of an object is whether it is a page, and what leads to pages.

mod encryption;
mod objects;
mod pages;
mod value;

use super::{FileProblem, Opened, PDF_BEGINS_WITHIN};
use objects::Objects;

/// What every PDF file has near its beginning.
pub(super) const MARK: &[u8] = b"%PDF-";
/// Bytes behind the length that a linearized file says it has, so much may be missing of what nobody reads.
const SLACK: i64 = 1_024;

/// Where the PDF file begins.
pub(super) fn begins_at(bytes: &[u8]) -> Option<usize> {
    let first = bytes.get(..bytes.len().min(PDF_BEGINS_WITHIN + MARK.len()))?;
    first.windows(MARK.len()).position(|window| window == MARK)
}

pub(super) fn judge(bytes: &[u8]) -> Result<Opened, FileProblem> {
    let begin = begins_at(bytes).ok_or(FileProblem::Damaged)?;
    let bytes = bytes.get(begin..).unwrap_or_default();
    let mut objects = Objects::scan(bytes);
    if !objects.has_end || objects.says_longer_than(bytes.len(), SLACK) {
        return Err(FileProblem::Cut);
    }
    let decryption = match objects.encryption.take() {
        None => None,
        Some(encryption) => Some(encryption.open_without_password().ok_or(FileProblem::Encrypted)?),
    };
    objects.unpack(bytes, decryption.as_ref());
    if objects.has_huge_picture {
        return Err(FileProblem::TooManyPixels);
    }
    let pages = objects.pages.count(objects.root)?;
    Ok(Opened::Pdf { pages })
}
