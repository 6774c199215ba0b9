//! A document that comes in pieces and says neither its length nor its hash before: what is there of it is put
//! aside in parts, so that a slow line holds no more than one part in memory.

use std::sync::Arc;

use documents::attachment::{FileProblem, problem_at_beginning};
use domain::sources::Randomness;
use tokio::task::JoinHandle;
use uuid::Uuid;

use super::{FileError, Files, MAX_BYTES, TOO_LARGE, Whole};
use crate::keys::Keys;
use crate::registry::Registry;

/// How much is in memory before it is put aside, in bytes.
pub const PART: usize = 128 * 1024;

/// Why a document comes no further.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// It is not taken in.
    #[error(transparent)]
    Refused(#[from] FileProblem),
    /// It could not be put aside.
    #[error(transparent)]
    File(#[from] FileError),
}

/// A document that is coming. Dropped before it is whole, it leaves nothing behind.
pub struct Incoming {
    files: Files,
    keys: Arc<Keys>,
    randomness: Arc<dyn Randomness>,
    id: Uuid,
    /// What came and is not put aside.
    held: Vec<u8>,
    /// How many bytes are put aside, or are just being so.
    put_aside: usize,
    /// A part that is being put aside. It is so to its end, whoever goes away meanwhile.
    writing: Option<JoinHandle<Result<(), FileError>>>,
}

impl Incoming {
    /// Nothing has come yet.
    pub fn begin(registry: &Registry) -> Self {
        Self {
            files: registry.files.clone(),
            keys: Arc::clone(&registry.keys),
            randomness: Arc::clone(&registry.randomness),
            id: Uuid::from_bytes(registry.randomness.identifier(registry.now())),
            held: Vec::new(),
            put_aside: 0,
            writing: None,
        }
    }

    /// Takes the next piece.
    ///
    /// # Errors
    /// Says so as soon as it is clear that the file is not taken in; what the store can do.
    pub async fn push(&mut self, mut piece: &[u8]) -> Result<(), Stopped> {
        if self.put_aside + self.held.len() + piece.len() > MAX_BYTES {
            return Err(TOO_LARGE.into());
        }
        while !piece.is_empty() {
            let room = PART - self.held.len();
            let (now, later) = piece.split_at(room.min(piece.len()));
            self.held.extend_from_slice(now);
            piece = later;
            if self.put_aside == 0
                && let Some(problem) = problem_at_beginning(&self.held)
            {
                return Err(problem.into());
            }
            if self.held.len() == PART {
                self.put_aside().await?;
            }
        }
        Ok(())
    }

    async fn put_aside(&mut self) -> Result<(), FileError> {
        let part = std::mem::take(&mut self.held);
        let at = (self.id, self.put_aside);
        self.put_aside += part.len();
        let (files, keys) = (self.files.clone(), Arc::clone(&self.keys));
        let randomness = Arc::clone(&self.randomness);
        let writing =
            tokio::spawn(async move { files.keep_part(&keys, &*randomness, at, &part).await });
        let written = self.writing.insert(writing).await;
        self.writing = None;
        written.map_err(|source| object_store::Error::JoinError { source })?
    }

    /// The document, of which all has come. Nothing of it is put aside any more.
    ///
    /// # Errors
    /// What the store can do; a part that was changed where it lay.
    pub async fn whole(mut self) -> Result<Whole, FileError> {
        let mut whole = self.files.join_parts(&self.keys, self.id, self.put_aside).await?;
        whole.bytes.append(&mut self.held);
        self.forget().await;
        Ok(whole)
    }

    /// Removes what was put aside.
    pub async fn forget(mut self) {
        if let Some(removal) = self.removal() {
            removal.await;
        }
    }

    /// What removes the parts; nothing where there are none.
    fn removal(&mut self) -> Option<impl Future<Output = ()> + Send + 'static> {
        let (files, id) = (self.files.clone(), self.id);
        let writing = self.writing.take();
        (std::mem::take(&mut self.put_aside) > 0).then_some(async move {
            if let Some(writing) = writing {
                let _written_or_not = writing.await;
            }
            // What cannot be removed now is forgotten after a day.
            if let Err(error) = files.remove_parts(id).await {
                tracing::warn!(error = %error, "parts of a file that is not coming any more were not removed");
            }
        })
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if let Some(removal) = self.removal()
            && let Ok(runtime) = tokio::runtime::Handle::try_current()
        {
            runtime.spawn(removal);
        }
    }
}
