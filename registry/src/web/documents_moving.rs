//! How many documents are on their way at once, here and back, so that they take a bounded part of the memory.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use domain::ids::CaseId;
use futures_util::stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::address::Client;
use super::at_once::{AtOnce, Going};
use super::limits::Bounds;
use super::problem::Problem;

/// How much of documents that are being taken back is in memory, in KiB.
const TAKEN_BACK: u32 = 64 * 1024;
/// How many documents of one application are taken back at once.
const TAKEN_BACK_OF_ONE: u32 = 2;
/// How much of one is given to the line at once, in bytes.
const PIECE: usize = 64 * 1024;

/// Documents on their way here.
#[derive(Debug)]
pub struct Uploads {
    all: Arc<Semaphore>,
    networks: AtOnce<Client>,
    cases: AtOnce<CaseId>,
}

/// The place of one document on its way here.
#[derive(Debug)]
pub struct Uploading {
    _all: OwnedSemaphorePermit,
    _of_network: Going<Client>,
    _of_case: Going<CaseId>,
}

impl Uploads {
    /// None is on its way yet.
    pub fn new(bounds: &Bounds) -> Self {
        Self {
            all: Arc::new(Semaphore::new(bounds.uploads.get().into())),
            networks: AtOnce::new(bounds.uploads_from_one_network.get().into()),
            cases: AtOnce::new(bounds.uploads_of_one_case.get().into()),
        }
    }

    /// Lets a document come, or says that as many as may be come already.
    ///
    /// # Errors
    /// [`Problem::TooManyUploads`] where they are of the same application or network, else [`Problem::UploadsFull`].
    pub fn begin(&self, client: Client, case: CaseId) -> Result<Uploading, Problem> {
        let of_case = self.cases.begin(case).ok_or(Problem::TooManyUploads)?;
        let of_network = self.networks.begin(client).ok_or(Problem::TooManyUploads)?;
        let all = Arc::clone(&self.all).try_acquire_owned().map_err(|_| Problem::UploadsFull)?;
        Ok(Uploading { _all: all, _of_network: of_network, _of_case: of_case })
    }
}

/// Documents on their way back. They are whole in memory until the line has taken them.
#[derive(Debug)]
pub struct Downloads {
    room: Arc<Semaphore>,
    cases: AtOnce<CaseId>,
}

/// The place of one document on its way back.
#[derive(Debug)]
pub struct Downloading {
    _room: OwnedSemaphorePermit,
    _of_case: Going<CaseId>,
}

impl Default for Downloads {
    fn default() -> Self {
        let room = usize::try_from(TAKEN_BACK).unwrap_or(usize::MAX);
        Self { room: Arc::new(Semaphore::new(room)), cases: AtOnce::new(TAKEN_BACK_OF_ONE) }
    }
}

impl Downloads {
    /// Lets a document of so many bytes be taken back, or says that there is no room for it now.
    ///
    /// # Errors
    /// [`Problem::TooMany`] where the application has taken places, else [`Problem::Unavailable`].
    pub fn begin(&self, case: CaseId, size: usize) -> Result<Downloading, Problem> {
        let of_case = self.cases.begin(case).ok_or(Problem::TooMany)?;
        let kibibytes = u32::try_from(size.div_ceil(1024)).unwrap_or(TAKEN_BACK).min(TAKEN_BACK);
        let room = Arc::clone(&self.room).try_acquire_many_owned(kibibytes);
        let room = room.map_err(|_| Problem::Unavailable)?;
        Ok(Downloading { _room: room, _of_case: of_case })
    }
}

impl Downloading {
    /// A document as an answer's body, which keeps the place until the line has taken it.
    pub fn body(self, document: Vec<u8>) -> Body {
        let pieces = stream::unfold((Bytes::from(document), self), |(mut rest, place)| async {
            let piece = rest.split_to(rest.len().min(PIECE));
            let piece = Ok::<_, std::convert::Infallible>(piece);
            piece.as_ref().is_ok_and(|piece| !piece.is_empty()).then_some((piece, (rest, place)))
        });
        Body::from_stream(pieces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(n: u8) -> Client {
        Client::of([203, 0, n, 9].into())
    }

    #[test]
    fn documents_are_bounded_for_a_case_for_a_network_and_in_all() {
        let bounds = "uploads = 4\nuploads_from_one_network = 3\nuploads_of_one_case = 2";
        let uploads = Uploads::new(&toml::from_str(bounds).unwrap());
        let case = |n| CaseId::from_bytes([n; 16]);
        let first = uploads.begin(client(1), case(1)).unwrap();
        let second = uploads.begin(client(2), case(1)).unwrap();
        assert_eq!(uploads.begin(client(3), case(1)).unwrap_err(), Problem::TooManyUploads);
        let others = [2, 3].map(|n| uploads.begin(client(1), case(n)).unwrap());
        assert_eq!(uploads.begin(client(1), case(4)).unwrap_err(), Problem::TooManyUploads);
        assert_eq!(uploads.begin(client(4), case(4)).unwrap_err(), Problem::UploadsFull);
        // What was refused took no place.
        drop((first, second));
        assert!(uploads.begin(client(4), case(1)).is_ok());
        drop(others);
    }

    #[tokio::test]
    async fn a_document_on_its_way_back_keeps_its_place_until_it_is_taken() {
        let downloads = Downloads::default();
        let case = CaseId::from_bytes([1; 16]);
        let size = 10 * 1024 * 1024;
        let document: Vec<u8> = (0..=250).cycle().take(size).collect();
        let bodies = [1, 2].map(|_| downloads.begin(case, size).unwrap().body(document.clone()));
        assert_eq!(downloads.begin(case, size).unwrap_err(), Problem::TooMany);
        let others: Vec<Downloading> =
            (2..).map_while(|n| downloads.begin(CaseId::from_bytes([n; 16]), size).ok()).collect();
        assert_eq!(others.len(), 4);
        for body in bodies {
            let taken = axum::body::to_bytes(body, usize::MAX).await.unwrap();
            assert!(taken == document);
        }
        assert!(downloads.begin(case, size).is_ok());
    }
}
