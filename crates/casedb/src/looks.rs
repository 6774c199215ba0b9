//! What the officers of this workstation looked at and searched for.
//!
//! The workstation's own log. Its looks at documents say what an officer had opened when they decide, and which documents
//! of a case the office has not seen.

use std::collections::BTreeSet;

use domain::case::Case;
use domain::catalogue::{DocumentCode, OfficeId};
use domain::dates::Instant;
use domain::ids::{CaseId, ContentHash, OfficerId};
use domain::people::{AttachmentId, Officer};

use crate::db::Connection;
use crate::error::DbError;
use crate::rows::{fixed, number};

const TABLE: &str = "looks";

/// What somebody looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// A case was opened.
    Case(CaseId),
    /// A document of a case was looked at.
    Document(CaseId, AttachmentId),
    /// Cases were searched for by these words.
    Search(String),
}

/// A look as it was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedLook {
    /// Who.
    pub officer: OfficerId,
    /// Of which office.
    pub office: OfficeId,
    /// When.
    pub at: Instant,
    /// At what.
    pub look: Look,
}

/// The looks at the documents of a case.
#[derive(Debug, Clone, Default)]
pub struct DocumentLooks(Vec<(OfficeId, OfficerId, AttachmentId, Instant)>);

impl DocumentLooks {
    /// Whether somebody of an office has looked at a document.
    pub fn seen_by(&self, office: &OfficeId, attachment: AttachmentId) -> bool {
        self.0.iter().any(|(by, _, seen, _)| by == office && *seen == attachment)
    }

    /// The documents that an officer had opened by a moment.
    pub fn opened_by(&self, officer: &OfficerId, until: Instant) -> BTreeSet<AttachmentId> {
        let theirs = self.0.iter().filter(|(_, by, _, at)| by == officer && *at <= until);
        theirs.map(|(.., attachment, _)| *attachment).collect()
    }
}

/// Notes a look.
///
/// # Errors
/// What SQLite can do.
pub async fn note(
    conn: &mut Connection,
    officer: &Officer,
    look: &Look,
    at: Instant,
) -> Result<(), DbError> {
    let Officer { account, office, .. } = officer;
    let (account, office, at) = (account.as_str(), office.as_str(), at.as_millis());
    let (what, case, attachment, query) = match look {
        Look::Case(case) => ("case", Some(case), None, None),
        Look::Document(case, attachment) => ("document", Some(case), Some(attachment), None),
        Look::Search(query) => ("search", None, None, Some(query.as_str())),
    };
    let case = case.map(|case| case.as_bytes().as_slice());
    let document = attachment.map(|attachment| attachment.document.0);
    let content = attachment.map(|attachment| attachment.content.as_bytes().as_slice());
    sqlx::query!(
        "insert into looks (officer, office, at_ms, what, case_id, document, content, query)
         values (?, ?, ?, ?, ?, ?, ?, ?)",
        account,
        office,
        at,
        what,
        case,
        document,
        content,
        query
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Notes that an officer looked at a document of a case, whose row then says how many its office has not seen.
///
/// # Errors
/// What SQLite can do.
pub async fn note_document(
    conn: &mut Connection,
    officer: &Officer,
    case: &Case,
    attachment: AttachmentId,
    at: Instant,
) -> Result<(), DbError> {
    note(conn, officer, &Look::Document(case.id, attachment), at).await?;
    let unseen = unseen(conn, case).await?;
    let id = case.id.as_bytes().as_slice();
    sqlx::query!("update cases set documents_unseen = ? where id = ?", unseen, id)
        .execute(conn)
        .await?;
    Ok(())
}

/// How many documents nobody of the office whose turn it is has looked at.
pub(crate) async fn unseen(conn: &mut Connection, case: &Case) -> Result<i64, DbError> {
    let mut unseen = case.attachments.len();
    if let Some(office) = case.office_in_turn()
        && unseen > 0
    {
        let looks = at_documents(conn, case.id).await?;
        let is_unseen = |id| !looks.seen_by(office, id);
        unseen = case.attachments.iter().filter(|it| is_unseen(it.attachment.id())).count();
    }
    Ok(i64::try_from(unseen).unwrap_or(i64::MAX))
}

/// Returns the looks at the documents of a case.
///
/// # Errors
/// What SQLite can do.
pub async fn at_documents(conn: &mut Connection, case: CaseId) -> Result<DocumentLooks, DbError> {
    let id = case.as_bytes().as_slice();
    let rows = sqlx::query!(
        r#"select office, officer, document as "document!", content as "content!", at_ms
           from looks where what = 'document' and case_id = ?"#,
        id
    )
    .fetch_all(conn)
    .await?;
    let looks = rows.into_iter().map(|row| {
        let (office, officer) = who(&row.office, &row.officer)?;
        let at = Instant::from_millis(row.at_ms);
        Ok((office, officer, document(row.document, &row.content)?, at))
    });
    looks.collect::<Result<_, DbError>>().map(DocumentLooks)
}

/// Returns the newest entries of the log, newest first.
///
/// # Errors
/// What SQLite can do.
pub async fn newest(conn: &mut Connection, most: u32) -> Result<Vec<NotedLook>, DbError> {
    let rows = sqlx::query!(
        "select officer, office, at_ms, what, case_id, document, content, query
         from looks order by number desc limit ?",
        most
    )
    .fetch_all(conn)
    .await?;
    let noted = rows.into_iter().map(|row| {
        let case = row.case_id.as_deref().map(|id| fixed(id, TABLE, "case_id")).transpose()?;
        let case = case.map(CaseId::from_bytes);
        let attachment = row.document.zip(row.content.as_deref());
        let attachment = attachment.map(|(code, content)| document(code, content)).transpose()?;
        let look = match (row.what.as_str(), case, attachment, row.query) {
            ("case", Some(case), None, None) => Look::Case(case),
            ("document", Some(case), Some(attachment), None) => Look::Document(case, attachment),
            ("search", None, None, Some(query)) => Look::Search(query),
            _ => return Err(DbError::InconsistentRow { table: TABLE, column: "what" }),
        };
        let (office, officer) = who(&row.office, &row.officer)?;
        Ok(NotedLook { officer, office, at: Instant::from_millis(row.at_ms), look })
    });
    noted.collect()
}

fn who(office: &str, officer: &str) -> Result<(OfficeId, OfficerId), DbError> {
    let wrong = |column| DbError::InconsistentRow { table: TABLE, column };
    let office = OfficeId::parse(office).map_err(|_| wrong("office"))?;
    Ok((office, OfficerId::parse(officer).map_err(|_| wrong("officer"))?))
}

fn document(code: i64, content: &[u8]) -> Result<AttachmentId, DbError> {
    Ok(AttachmentId {
        document: DocumentCode(number(code, TABLE, "document")?),
        content: ContentHash::from_bytes(fixed(content, TABLE, "content")?),
    })
}
