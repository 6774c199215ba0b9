//! Documents of an application that is still open: they come whole, or in parts that go on after a cut.
//!
//! Files are written before their rows and removed after them, so that a row never names what is not there.

use documents::attachment::FileProblem;
use domain::case::Case;
use domain::catalogue::DocumentCode;
use domain::ids::ContentHash;
use domain::text::PlainText;
use uuid::Uuid;

use super::{ActError, Applicant, hold, is_to_be_submitted, read, rules};
use crate::error::StoreError;
use crate::files::{Document, MAX_BYTES, TOO_LARGE, Whole};
use crate::registry::Registry;
use crate::uploads::{self, Progress, Upload};

/// A file that is about to be sent in parts.
#[derive(Debug, Clone)]
pub struct Announced {
    /// Which document it is.
    pub document: DocumentCode,
    /// Its name.
    pub name: PlainText,
    /// The hash of its content.
    pub content: ContentHash,
    /// How many bytes it has.
    pub size: usize,
}

/// Takes a whole file for a document; it takes the place of what was there.
///
/// # Errors
/// Names why it is not taken in.
pub async fn attach(
    registry: &Registry,
    applicant: &Applicant,
    (document, name): (DocumentCode, PlainText),
    file: Whole,
) -> Result<Upload, ActError> {
    let size = file.len();
    let parsed = Document::open(file).await?;
    let (tx, case) = read(registry, applicant).await?;
    may_attach(registry, &case, document)?;
    drop(tx);
    let upload = Upload {
        id: Uuid::from_bytes(registry.randomness.identifier(registry.now())),
        case: applicant.case,
        document,
        name,
        content: parsed.content,
        size,
        progress: Progress::Whole(parsed.media),
    };
    keep(registry, applicant, upload, &parsed).await
}

/// Begins an upload in parts, or finds the one of the same content that was cut.
///
/// # Errors
/// Names why it is not taken in.
pub async fn begin_upload(
    registry: &Registry,
    applicant: &Applicant,
    announced: Announced,
) -> Result<Upload, ActError> {
    let Announced { document, name, content, size } = announced;
    match size {
        0 => return Err(FileProblem::Empty.into()),
        1..=MAX_BYTES => {}
        _ => return Err(TOO_LARGE.into()),
    }
    let (mut tx, case) = hold(registry, applicant).await?;
    may_attach(registry, &case, document)?;
    let mut others = Vec::new();
    for upload in uploads::of_case(&mut tx, registry, applicant.case).await? {
        if upload.document == document {
            if upload.content == content && upload.size == size {
                return Ok(upload);
            }
            if matches!(upload.progress, Progress::Arriving(_)) {
                uploads::remove(&mut tx, upload.id).await?;
                others.push(upload.id);
            }
        }
    }
    let id = Uuid::from_bytes(registry.randomness.identifier(registry.now()));
    let progress = Progress::Arriving(0);
    let upload = Upload { id, case: case.id, document, name, content, size, progress };
    uploads::put(&mut tx, registry, &upload).await?;
    tx.commit().await?;
    for other in others {
        tidy(registry.files.remove_parts(other).await);
    }
    Ok(upload)
}

/// Takes the next part. With the last one the file is looked at, and is whole or refused.
///
/// # Errors
/// [`ActError::OtherOffset`] says where to go on; else names why the file is not taken in.
pub async fn continue_upload(
    registry: &Registry,
    applicant: &Applicant,
    (id, offset): (Uuid, usize),
    bytes: &[u8],
) -> Result<Upload, ActError> {
    let upload = find_upload(registry, applicant, id).await?;
    let received = match upload.progress {
        Progress::Whole(_) => return Ok(upload),
        Progress::Arriving(received) => received,
    };
    if offset != received {
        return Err(ActError::OtherOffset(received));
    }
    let after = received + bytes.len();
    if after > upload.size {
        return Err(TOO_LARGE.into());
    }
    if !bytes.is_empty() {
        let (keys, randomness) = (&registry.keys, &*registry.randomness);
        registry.files.keep_part(keys, randomness, (id, offset), bytes).await?;
        let (mut tx, case) = hold(registry, applicant).await?;
        may_attach(registry, &case, upload.document)?;
        let now = uploads::lock(&mut tx, registry, id).await?.ok_or(ActError::NotTheirs)?;
        if now.progress != upload.progress {
            let stands = if let Progress::Arriving(n) = now.progress { n } else { now.size };
            return Err(ActError::OtherOffset(stands));
        }
        let progress = Progress::Arriving(after);
        uploads::put(&mut tx, registry, &Upload { progress, ..now }).await?;
        tx.commit().await?;
    }
    let upload = Upload { progress: Progress::Arriving(after), ..upload };
    if after < upload.size { Ok(upload) } else { finish(registry, applicant, upload).await }
}

/// Finds an upload of the applicant.
///
/// # Errors
/// [`ActError::NotTheirs`] when there is none.
pub async fn find_upload(
    registry: &Registry,
    applicant: &Applicant,
    id: Uuid,
) -> Result<Upload, ActError> {
    let (mut tx, case) = read(registry, applicant).await?;
    let uploads = uploads::of_case(&mut tx, registry, case.id).await?;
    uploads.into_iter().find(|upload| upload.id == id).ok_or(ActError::NotTheirs)
}

/// Joins what arrived. What is no document after all is removed, so that it can be sent anew.
async fn finish(
    registry: &Registry,
    applicant: &Applicant,
    upload: Upload,
) -> Result<Upload, ActError> {
    let bytes = registry.files.join_parts(&registry.keys, upload.id, upload.size).await?;
    let wrong = match Document::open(bytes).await {
        Ok(document) if document.content == upload.content => {
            let upload = Upload { progress: Progress::Whole(document.media), ..upload };
            return keep(registry, applicant, upload, &document).await;
        }
        Ok(_) => ActError::ChangedOnItsWay,
        Err(why) => why.into(),
    };
    let (mut tx, _) = hold(registry, applicant).await?;
    uploads::remove(&mut tx, upload.id).await?;
    tx.commit().await?;
    tidy(registry.files.remove_parts(upload.id).await);
    Err(wrong)
}

/// Keeps a whole document: first the file, then its row in the place of the one before.
async fn keep(
    registry: &Registry,
    applicant: &Applicant,
    upload: Upload,
    document: &Document,
) -> Result<Upload, ActError> {
    let (keys, randomness) = (&registry.keys, &*registry.randomness);
    registry.files.keep(keys, randomness, applicant.case, document).await?;
    let (mut tx, case) = hold(registry, applicant).await?;
    may_attach(registry, &case, upload.document)?;
    let mut replaced = uploads::of_case(&mut tx, registry, case.id).await?;
    replaced.retain(|other| other.document == upload.document && other.content != upload.content);
    for other in &replaced {
        uploads::remove(&mut tx, other.id).await?;
    }
    let id = uploads::put(&mut tx, registry, &upload).await?;
    let left = uploads::of_case(&mut tx, registry, case.id).await?;
    tx.commit().await?;
    tidy(registry.files.remove_parts(id).await);
    for other in replaced {
        tidy(registry.files.remove_parts(other.id).await);
        // The same file may stand for another document too.
        if !left.iter().any(|upload| upload.content == other.content) {
            let mark = registry.keys.file_name(case.id, &other.content);
            tidy(registry.files.remove(&mark).await);
        }
    }
    Ok(Upload { id, ..upload })
}

/// Documents come until the application is handed in, and only those that the catalogue knows.
fn may_attach(registry: &Registry, case: &Case, document: DocumentCode) -> Result<(), ActError> {
    if !is_to_be_submitted(case) {
        return Err(ActError::NotNow);
    }
    let known = rules(registry, case)?.document(document).is_some();
    if known { Ok(()) } else { Err(ActError::NotTheirs) }
}

/// What could not be removed takes room and nothing else.
fn tidy(removed: Result<(), crate::files::FileError>) {
    if let Err(error) = removed {
        tracing::warn!(error = %error, "a file that is no longer needed was not removed");
    }
}

/// The documents that have come whole, for a case held by the transaction.
pub(super) async fn whole(
    conn: &mut sqlx::PgConnection,
    registry: &Registry,
    case: &Case,
) -> Result<Vec<Upload>, StoreError> {
    let mut uploads = uploads::of_case(conn, registry, case.id).await?;
    uploads.retain(|upload| matches!(upload.progress, Progress::Whole(_)));
    Ok(uploads)
}
