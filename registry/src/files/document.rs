//! Which files are documents: by their content and size, whatever their names say.

use domain::ids::ContentHash;
use domain::people::MediaType;
use sha2::{Digest as _, Sha256};

use super::picture;

/// The largest document that the portal takes. Lines are slow, and a scan of a page is far below it.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// The most pixels of a picture: a large sheet at 600 dots in an inch has 70 million. Whoever looks at it needs four bytes
/// for each.
pub const MAX_PIXELS: u64 = 100_000_000;
const _: () = assert!(MAX_BYTES <= MediaType::MAX_BYTES);

/// Why a file is not a document that is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotADocument {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is larger than [`MAX_BYTES`].
    #[error("the file is too large")]
    TooLarge,
    /// It is a picture of more than [`MAX_PIXELS`].
    #[error("the picture has too many pixels")]
    TooManyPixels,
    /// Its content is neither PDF nor JPEG nor PNG.
    #[error("the file is of no kind that is taken in")]
    OtherKind,
}

/// A file that is a document, by its content.
#[derive(Debug)]
pub struct Document<'b> {
    pub(super) bytes: &'b [u8],
    /// What it is.
    pub media: MediaType,
    /// Its hash.
    pub content: ContentHash,
}

impl<'b> Document<'b> {
    /// Looks at the content; the name says nothing.
    ///
    /// # Errors
    /// Names why it is not taken in.
    pub fn parse(bytes: &'b [u8]) -> Result<Self, NotADocument> {
        match bytes.len() {
            0 => Err(NotADocument::Empty),
            1..=MAX_BYTES => {
                let media = MediaType::sniff(bytes).ok_or(NotADocument::OtherKind)?;
                let (width, height) = picture::told_size(bytes, media).unwrap_or_default();
                if u64::from(width) * u64::from(height) > MAX_PIXELS {
                    return Err(NotADocument::TooManyPixels);
                }
                let content = ContentHash::from_bytes(Sha256::digest(bytes).into());
                Ok(Self { bytes, media, content })
            }
            _ => Err(NotADocument::TooLarge),
        }
    }

    /// How many bytes it has.
    pub fn size_bytes(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }
}
