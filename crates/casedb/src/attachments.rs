//! Attachments: encrypted files beside the database, found by the hash of their content.
//!
//! ```text
//! name    = HMAC-SHA-256(key 1, content hash), in hexadecimal: two digits of folder, the rest of file
//! content = "PVA1" || XChaCha20-Poly1305(key 2, nonce, content, content hash as associated data)
//! nonce   = first 24 bytes of HMAC-SHA-256(key 3, content hash)
//! ```
//!
//! Equal content has an equal file, so that nothing is kept twice and no nonce meets two contents.
//! The name says nothing to somebody who has the content and not the key.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use domain::ids::ContentHash;
use domain::people::MediaType;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use crate::error::DbError;
use crate::folder::write_whole;
use crate::key::{DatabaseKey, hex};

const MARK: &[u8; 4] = b"PVA1";

/// The attachments of a data folder.
#[derive(Clone)]
pub struct Attachments {
    folder: PathBuf,
    names: [u8; 32],
    contents: [u8; 32],
    nonces: [u8; 32],
}

/// Why an attachment was not taken or not given.
#[derive(Debug, thiserror::Error)]
pub enum AttachmentError {
    /// It is larger than any attachment may be.
    #[error("the attachment is too large")]
    TooLarge,
    /// It is not here.
    #[error("the attachment is not here")]
    NotFound,
    /// Its file is not what was written.
    #[error("the attachment is damaged")]
    Damaged,
    /// The disk failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Attachments {
    pub(crate) fn new(folder: PathBuf, key: &DatabaseKey) -> Self {
        Self {
            folder,
            names: key.derive("attachment names"),
            contents: key.derive("attachment contents"),
            nonces: key.derive("attachment nonces"),
        }
    }

    /// Returns the hash by which some content is known.
    pub fn hash(content: &[u8]) -> ContentHash {
        ContentHash::from_bytes(Sha256::digest(content).into())
    }

    /// Keeps some content; durable when it returns.
    ///
    /// # Errors
    /// More than [`MediaType::MAX_BYTES`], and what a disk can do.
    pub fn put(&self, content: &[u8]) -> Result<ContentHash, AttachmentError> {
        if content.len() > MediaType::MAX_BYTES {
            return Err(AttachmentError::TooLarge);
        }
        let hash = Self::hash(content);
        if self.get(hash).is_ok() {
            return Ok(hash);
        }
        let path = self.path(hash);
        let sealed = XChaCha20Poly1305::new((&self.contents).into())
            .encrypt(&self.nonce(hash), Payload { msg: content, aad: hash.as_bytes() })
            .map_err(|_| AttachmentError::TooLarge)?;
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(DbError::from)?;
        }
        write_whole(&path, |file| {
            file.write_all(MARK)?;
            file.write_all(&sealed)
        })?;
        Ok(hash)
    }

    /// Returns the content of a hash, after checking that it is it.
    ///
    /// # Errors
    /// An attachment that is not here, or is damaged.
    pub fn get(&self, hash: ContentHash) -> Result<Vec<u8>, AttachmentError> {
        let file = match fs::read(self.path(hash)) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(AttachmentError::NotFound);
            }
            Err(error) => return Err(DbError::from(error).into()),
        };
        let sealed = file.strip_prefix(MARK).ok_or(AttachmentError::Damaged)?;
        let content = XChaCha20Poly1305::new((&self.contents).into())
            .decrypt(&self.nonce(hash), Payload { msg: sealed, aad: hash.as_bytes() })
            .map_err(|_| AttachmentError::Damaged)?;
        if Self::hash(&content) == hash { Ok(content) } else { Err(AttachmentError::Damaged) }
    }

    /// Removes what a crash left half-written.
    pub(crate) fn sweep(&self) -> Result<(), DbError> {
        let folders = match fs::read_dir(&self.folder) {
            Ok(folders) => folders,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        for folder in folders {
            for file in fs::read_dir(folder?.path())? {
                let path = file?.path();
                if path.extension().is_some_and(|extension| extension == "part") {
                    fs::remove_file(path)?;
                }
            }
        }
        Ok(())
    }

    fn path(&self, hash: ContentHash) -> PathBuf {
        let name = hex(&keyed_hash(&self.names, hash));
        let (folder, file) = name.split_at(2);
        self.folder.join(folder).join(file)
    }

    fn nonce(&self, hash: ContentHash) -> XNonce {
        let mut nonce = [0; 24];
        nonce.copy_from_slice(&keyed_hash(&self.nonces, hash)[..24]);
        XNonce::from(nonce)
    }
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
fn keyed_hash(key: &[u8; 32], hash: ContentHash) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("a key of any length");
    mac.update(hash.as_bytes());
    mac.finalize().into_bytes().into()
}

impl Drop for Attachments {
    fn drop(&mut self) {
        self.names.zeroize();
        self.contents.zeroize();
        self.nonces.zeroize();
    }
}

impl std::fmt::Debug for Attachments {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attachments").field("folder", &self.folder).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attachments(folder: &tempfile::TempDir) -> Attachments {
        Attachments::new(folder.path().to_owned(), &DatabaseKey::from_bytes([9; 32]))
    }

    fn files(folder: &tempfile::TempDir) -> Vec<PathBuf> {
        let folders = fs::read_dir(folder.path()).expect("the folder");
        folders
            .flat_map(|entry| fs::read_dir(entry.expect("an entry").path()).expect("a folder"))
            .map(|entry| entry.expect("an entry").path())
            .collect()
    }

    #[test]
    fn content_comes_back_and_is_kept_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let attachments = attachments(&folder);
        let content = b"%PDF-1.7 0076229645".repeat(100);
        let hash = attachments.put(&content).expect("room");
        assert_eq!(attachments.put(&content).expect("room"), hash);
        assert_eq!(attachments.get(hash).expect("kept"), content);
        let [file] = files(&folder).try_into().expect("one file");
        assert!(!file.to_string_lossy().contains(&hash.to_string()[2..20]));
        let kept = fs::read(&file).expect("the file");
        assert!(!kept.windows(10).any(|window| window == b"0076229645"));
    }

    #[test]
    fn a_changed_file_is_damaged_and_is_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let attachments = attachments(&folder);
        let hash = attachments.put(b"content").expect("room");
        let [file] = files(&folder).try_into().expect("one file");
        let whole = fs::read(&file).expect("the file");
        for position in 0..whole.len() {
            let mut changed = whole.clone();
            changed[position] ^= 1;
            fs::write(&file, &changed).expect("room");
            assert!(matches!(attachments.get(hash), Err(AttachmentError::Damaged)), "{position}");
        }
        fs::write(&file, &whole[..10]).expect("room");
        assert!(matches!(attachments.get(hash), Err(AttachmentError::Damaged)));
        attachments.put(b"content").expect("room");
        assert_eq!(attachments.get(hash).expect("kept"), b"content");
    }

    #[test]
    fn what_is_absent_or_too_large_has_its_name() {
        let folder = tempfile::tempdir().expect("a folder");
        let attachments = attachments(&folder);
        let absent = attachments.get(ContentHash::from_bytes([1; 32]));
        assert!(matches!(absent, Err(AttachmentError::NotFound)));
        let large = attachments.put(&vec![0; MediaType::MAX_BYTES + 1]);
        assert!(matches!(large, Err(AttachmentError::TooLarge)));
        assert!(files(&folder).is_empty());
    }

    #[test]
    fn what_a_crash_left_half_written_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let attachments = attachments(&folder);
        attachments.sweep().expect("nothing to do");
        let hash = attachments.put(b"content").expect("room");
        let [file] = files(&folder).try_into().expect("one file");
        fs::write(file.with_extension("part"), b"half").expect("room");
        attachments.sweep().expect("room");
        assert_eq!(files(&folder), [file]);
        assert_eq!(attachments.get(hash).expect("kept"), b"content");
    }
}
