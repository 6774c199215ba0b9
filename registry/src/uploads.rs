//! Documents of an application that is not submitted yet: which have come, and how far the others are.
//!
//! The newest of a kind counts; what it replaces is removed. Parts of an upload may come from any server.

use documents::attachment::with_ending;
use domain::catalogue::DocumentCode;
use domain::ids::{CaseId, ContentHash};
use domain::people::{Attachment, MediaType};
use domain::text::PlainText;
use serde::{Deserialize, Serialize};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Registry;
use crate::error::StoreError;

/// A document that came or is coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub id: Uuid,
    /// The case.
    pub case: CaseId,
    /// Which document it is.
    pub document: DocumentCode,
    /// The name of the file, without path and ending.
    pub name: PlainText,
    /// The hash of the whole content, as the sender says or as it was found.
    pub content: ContentHash,
    /// How many bytes it has in all.
    pub size: usize,
    /// How far it is.
    pub progress: Progress,
}

/// How far an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many bytes have come.
    Arriving(usize),
    /// All of it came, and it is a document of this kind.
    Whole(MediaType),
}

impl Upload {
    /// The attachment that it becomes; nothing while it is still arriving.
    pub fn attachment(&self) -> Option<Attachment> {
        let Progress::Whole(media) = self.progress else { return None };
        Some(Attachment {
            content: self.content,
            document: self.document,
            name: with_ending(&self.name, media),
            media,
            size_bytes: u64::try_from(self.size).unwrap_or(u64::MAX),
        })
    }
}

const KINDS: [MediaType; 3] = [MediaType::Pdf, MediaType::Jpeg, MediaType::Png];

/// What only the keys tell of an upload.
#[derive(Serialize, Deserialize)]
struct Sealed {
    name: PlainText,
    content: [u8; 32],
    media: Option<String>,
}

/// Returns the uploads of a case that the transaction's scope shows, in the order of their documents.
///
/// # Errors
/// What PostgreSQL can do; rows that cannot be read.
pub async fn of_case(
    conn: &mut PgConnection,
    registry: &Registry,
    case: CaseId,
) -> Result<Vec<Upload>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "select id, case_id, document, size_bytes, received_bytes, state, sealed from uploads
         where case_id = $1 order by document, changed_at_ms",
        Uuid::from_bytes(*case.as_bytes())
    )
    .fetch_all(conn)
    .await?;
    rows.into_iter().map(|row| row.upload(registry)).collect()
}

/// Finds an upload and locks it.
///
/// # Errors
/// As [`of_case`].
pub(crate) async fn lock(
    conn: &mut PgConnection,
    registry: &Registry,
    id: Uuid,
) -> Result<Option<Upload>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        "select id, case_id, document, size_bytes, received_bytes, state, sealed from uploads
         where id = $1 for update",
        id
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.upload(registry)).transpose()
}

/// Writes an upload as it now stands; a row of the same content for the same document takes it over.
///
/// # Errors
/// What PostgreSQL can do.
pub(crate) async fn put(
    conn: &mut PgConnection,
    registry: &Registry,
    upload: &Upload,
) -> Result<Uuid, StoreError> {
    let (state, received, media) = match upload.progress {
        Progress::Arriving(received) => ("arriving", received, None),
        Progress::Whole(media) => ("whole", upload.size, Some(media.as_str().to_owned())),
    };
    let sealed = Sealed { name: upload.name.clone(), content: *upload.content.as_bytes(), media };
    let plain = serde_json::to_vec(&sealed).unwrap_or_default();
    let sealed = registry.keys.seal(&*registry.randomness, &about(upload.case), &plain);
    let mark = registry.keys.file_name(upload.case, &upload.content);
    let number = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    let row = sqlx::query!(
        "insert into uploads (id, case_id, document, mark, size_bytes, received_bytes, state, sealed, changed_at_ms)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (case_id, document, mark) do update
         set received_bytes = excluded.received_bytes, state = excluded.state, sealed = excluded.sealed,
             changed_at_ms = excluded.changed_at_ms
         returning id",
        upload.id,
        Uuid::from_bytes(*upload.case.as_bytes()),
        document(upload.document),
        mark.as_slice(),
        number(upload.size),
        number(received),
        state,
        sealed,
        registry.now().as_millis()
    )
    .fetch_one(conn)
    .await?;
    Ok(row.id)
}

/// Removes an upload's row.
///
/// # Errors
/// What PostgreSQL can do.
pub(crate) async fn remove(conn: &mut PgConnection, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!("delete from uploads where id = $1", id).execute(conn).await?;
    Ok(())
}

fn document(code: DocumentCode) -> i32 {
    i32::try_from(code.0).unwrap_or(i32::MAX)
}

fn about(case: CaseId) -> Vec<u8> {
    [b"upload".as_slice(), case.as_bytes()].concat()
}

struct Row {
    id: Uuid,
    case_id: Uuid,
    document: i32,
    size_bytes: i32,
    received_bytes: i32,
    state: String,
    sealed: Vec<u8>,
}

impl Row {
    fn upload(self, registry: &Registry) -> Result<Upload, StoreError> {
        let wrong = |column| StoreError::InconsistentRow { table: "uploads", column };
        let case = CaseId::from_bytes(self.case_id.into_bytes());
        let plain = registry.keys.open(&about(case), &self.sealed);
        let sealed: Option<Sealed> =
            plain.ok().and_then(|plain| serde_json::from_slice(&plain).ok());
        let Sealed { name, content, media } = sealed.ok_or_else(|| wrong("sealed"))?;
        let media = media.and_then(|word| KINDS.into_iter().find(|kind| kind.as_str() == word));
        let number = |n: i32| usize::try_from(n).unwrap_or(0);
        let progress = match (self.state.as_str(), media) {
            ("arriving", _) => Progress::Arriving(number(self.received_bytes)),
            ("whole", Some(media)) => Progress::Whole(media),
            _ => return Err(wrong("state")),
        };
        Ok(Upload {
            id: self.id,
            case,
            document: DocumentCode(u32::try_from(self.document).map_err(|_| wrong("document"))?),
            name,
            content: ContentHash::from_bytes(content),
            size: number(self.size_bytes),
            progress,
        })
    }
}
