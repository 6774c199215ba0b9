//! Documents of applicants: encrypted, in a folder or wherever else `object_store` reaches.
//!
//! A document lies under a keyed hash of its case and its content, so that neither a name nor two equal
//! files tell anything. A write is whole or not there. What is still arriving lies in parts of its own.

use std::path::Path as FsPath;
use std::sync::Arc;

use domain::ids::{CaseId, ContentHash};
use domain::sources::Randomness;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

use crate::keys::Keys;

mod document;
pub mod incoming;

pub use document::{Document, MAX_BYTES, TOO_LARGE};

/// Below which parts of uploads lie.
const PARTS: &str = "parts";
/// How many documents are joined at once: each is whole in memory, and once more encrypted.
const WHOLE_AT_ONCE: usize = 8;

/// Where documents lie.
#[derive(Debug, Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Places for documents that are whole in memory.
    places: Arc<Semaphore>,
}

/// A document that was joined from its parts. Few are in memory at once; others wait until it is dropped.
#[derive(Debug)]
pub struct Whole {
    bytes: Vec<u8>,
    /// Nothing where nobody gives places any more.
    _place: Option<OwnedSemaphorePermit>,
}

impl From<Vec<u8>> for Whole {
    /// A file that was in memory already and takes nobody's place.
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, _place: None }
    }
}

impl std::ops::Deref for Whole {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

/// A bucket of an S3 service.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bucket {
    /// Its name.
    #[serde(rename = "bucket")]
    pub name: String,
    /// Where the service is, such as `https://s3.example`; Amazon's own if nothing is said.
    #[serde(default)]
    pub endpoint: Option<String>,
    /// In which region.
    #[serde(default)]
    pub region: Option<String>,
}

/// Why a document cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The folder or the service failed, or is full.
    #[error("the files: {0}")]
    Store(#[from] object_store::Error),
    /// What lies there is not what was put there.
    #[error("a file was changed where it lies")]
    Damaged,
}

impl Files {
    /// Keeps documents in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// What the file system can do.
    pub fn in_folder(folder: &FsPath) -> Result<Self, FileError> {
        let generic = |source| object_store::Error::Generic { store: "folder", source };
        std::fs::create_dir_all(folder).map_err(|error| generic(Box::new(error)))?;
        let store =
            LocalFileSystem::new_with_prefix(folder)?.with_fsync(true).with_automatic_cleanup(true);
        Ok(Self::at(Arc::new(store)))
    }

    /// Keeps documents in a bucket of an S3 service. Who may use it is said by the variables that such services
    /// document: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, or the machine's own role.
    ///
    /// # Errors
    /// An address that is none.
    pub fn in_bucket(bucket: &Bucket) -> Result<Self, FileError> {
        let mut service = AmazonS3Builder::from_env().with_bucket_name(&bucket.name);
        if let Some(region) = &bucket.region {
            service = service.with_region(region);
        }
        if let Some(endpoint) = &bucket.endpoint {
            let is_plain = endpoint.starts_with("http://");
            service = service.with_endpoint(endpoint).with_allow_http(is_plain);
        }
        Ok(Self::at(Arc::new(service.build()?)))
    }

    fn at(store: Arc<dyn ObjectStore>) -> Self {
        Self { store, places: Arc::new(Semaphore::new(WHOLE_AT_ONCE)) }
    }

    /// Keeps a document of a case. The same one twice is one.
    ///
    /// # Errors
    /// What the store can do; nothing half-written is left behind.
    pub async fn keep(
        &self,
        keys: &Keys,
        randomness: &dyn Randomness,
        case: CaseId,
        document: &Document,
    ) -> Result<(), FileError> {
        let name = keys.file_name(case, &document.content);
        let sealed = keys.seal_file(randomness, &name, &document.bytes);
        self.store.put(&place(&name), sealed.into()).await?;
        Ok(())
    }

    /// Reads a document of a case.
    ///
    /// # Errors
    /// What the store can do; a document that was changed where it lies.
    pub async fn read(
        &self,
        keys: &Keys,
        case: CaseId,
        content: &ContentHash,
    ) -> Result<Vec<u8>, FileError> {
        let name = keys.file_name(case, content);
        let sealed = self.store.get(&place(&name)).await?.bytes().await?;
        keys.open_file(&name, &sealed).map_err(|_| FileError::Damaged)
    }

    /// Removes a document; one that is not there is removed already.
    ///
    /// # Errors
    /// What the store can do.
    pub async fn remove(&self, mark: &[u8; 32]) -> Result<(), FileError> {
        gone(self.store.delete(&place(mark)).await)
    }

    /// Keeps the part of an upload that begins at an offset.
    ///
    /// # Errors
    /// What the store can do.
    pub async fn keep_part(
        &self,
        keys: &Keys,
        randomness: &dyn Randomness,
        (upload, offset): (Uuid, usize),
        bytes: &[u8],
    ) -> Result<(), FileError> {
        let sealed = keys.seal_file(randomness, &about_part(upload, offset), bytes);
        self.store.put(&part_place(upload, offset), sealed.into()).await?;
        Ok(())
    }

    /// Joins the parts of an upload up to a length. Parts beyond it, of an answer that was lost, do not count.
    ///
    /// # Errors
    /// What the store can do; a part that is missing or was changed.
    pub async fn join_parts(
        &self,
        keys: &Keys,
        upload: Uuid,
        length: usize,
    ) -> Result<Whole, FileError> {
        let place = Arc::clone(&self.places).acquire_owned().await.ok();
        let mut whole = Vec::with_capacity(length.min(MAX_BYTES));
        while whole.len() < length {
            let offset = whole.len();
            let sealed = self.store.get(&part_place(upload, offset)).await?.bytes().await?;
            let part = keys.open_file(&about_part(upload, offset), &sealed);
            let part = part.map_err(|_| FileError::Damaged)?;
            if part.is_empty() {
                return Err(FileError::Damaged);
            }
            whole.extend(part);
        }
        if whole.len() != length {
            return Err(FileError::Damaged);
        }
        Ok(Whole { bytes: whole, _place: place })
    }

    /// The names of uploads of which there are parts.
    ///
    /// # Errors
    /// What the store can do.
    pub async fn with_parts(&self) -> Result<Vec<Uuid>, FileError> {
        let listed = self.store.list_with_delimiter(Some(&Path::from(PARTS))).await?;
        let names = listed.common_prefixes.iter().filter_map(Path::filename);
        Ok(names.filter_map(|name| Uuid::parse_str(name).ok()).collect())
    }

    /// Removes the parts of an upload.
    ///
    /// # Errors
    /// What the store can do.
    pub async fn remove_parts(&self, upload: Uuid) -> Result<(), FileError> {
        let prefix = Path::from(format!("{PARTS}/{upload}"));
        let listed = self.store.list_with_delimiter(Some(&prefix)).await?;
        for part in listed.objects {
            gone(self.store.delete(&part.location).await)?;
        }
        Ok(())
    }
}

fn gone(deleted: object_store::Result<()>) -> Result<(), FileError> {
    match deleted {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

fn place(name: &[u8; 32]) -> Path {
    let name = ContentHash::from_bytes(*name).to_string();
    let (front, rest) = name.split_at(2);
    Path::from(format!("documents/{front}/{rest}"))
}

fn part_place(upload: Uuid, offset: usize) -> Path {
    Path::from(format!("{PARTS}/{upload}/{offset}"))
}

fn about_part(upload: Uuid, offset: usize) -> Vec<u8> {
    let mut about = upload.as_bytes().to_vec();
    about.extend(u64::try_from(offset).unwrap_or(u64::MAX).to_be_bytes());
    about
}
