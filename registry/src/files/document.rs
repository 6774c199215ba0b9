//! A document that is taken in: opened, and found to be one that an officer can look at.

use std::sync::Arc;

use documents::attachment::{self, FileProblem};
use domain::ids::ContentHash;
use domain::people::MediaType;
use sha2::{Digest as _, Sha256};

use super::Whole;

/// The largest document that the portal takes. Lines are slow, and a scan of a page is far below it.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;
/// What is said of a larger one.
pub const TOO_LARGE: FileProblem = FileProblem::TooLarge { most_bytes: MAX_BYTES };
const _: () = assert!(MAX_BYTES <= MediaType::MAX_BYTES);

/// A file that is a document, by its content.
#[derive(Debug, Clone)]
pub struct Document {
    pub(super) bytes: Arc<Whole>,
    /// What it is.
    pub media: MediaType,
    /// Its hash.
    pub content: ContentHash,
}

impl Document {
    /// Opens a file; its name says nothing. It is looked at beside the requests, which it would keep waiting.
    ///
    /// # Errors
    /// Names why it is not taken in. A file that nobody got to look at, because the server is stopping, is
    /// [`FileProblem::Damaged`].
    pub async fn open(whole: Whole) -> Result<Self, FileProblem> {
        let looking = tokio::task::spawn_blocking(move || Self::look(whole));
        looking.await.unwrap_or(Err(FileProblem::Damaged))
    }

    fn look(whole: Whole) -> Result<Self, FileProblem> {
        let media = attachment::judge(&whole, MAX_BYTES)?.media();
        let content = ContentHash::from_bytes(Sha256::digest(&whole[..]).into());
        Ok(Self { bytes: Arc::new(whole), media, content })
    }

    /// How many bytes it has.
    pub fn size_bytes(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }
}
