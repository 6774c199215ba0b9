//! Files that come with an act or in a case file: opened, and kept under a name that can be kept.

use documents::attachment::{self, FileProblem};
use domain::catalogue::DocumentCode;
use domain::ids::ContentHash;
use domain::people::{Attachment, MediaType};
use sha2::{Digest as _, Sha256};

use crate::{Error, ErrorCode};

/// Opens a file that came for a document of this title.
///
/// # Errors
/// Names why an officer could not look at it.
pub(crate) fn opened(
    (document, title): (DocumentCode, &str),
    name: &str,
    content: &[u8],
) -> Result<Attachment, FileProblem> {
    let media = attachment::judge(content, MediaType::MAX_BYTES)?.media();
    Ok(Attachment {
        content: ContentHash::from_bytes(Sha256::digest(content).into()),
        document,
        name: attachment::file_name(name, title, media),
        media,
        size_bytes: u64::try_from(content.len()).unwrap_or(u64::MAX),
    })
}

/// What is wrong with a file, in the form in which every door says it.
pub(crate) fn error(problem: FileProblem) -> Error {
    let code = match problem {
        FileProblem::OtherKind(_) | FileProblem::UnusualJpeg => ErrorCode::AttachmentWrongType,
        FileProblem::TooLarge { .. } | FileProblem::TooManyPixels => ErrorCode::AttachmentTooLarge,
        FileProblem::Encrypted => ErrorCode::AttachmentLocked,
        FileProblem::Empty | FileProblem::Cut | FileProblem::Damaged | FileProblem::NoPages => {
            ErrorCode::AttachmentUnreadable
        }
    };
    Error { hint: problem.persian_advice().to_owned(), ..Error::saying(code, problem.persian()) }
}

/// The same by the document's title, so that it is known which of several files it is.
pub(crate) fn refused(title: &str, problem: FileProblem) -> Error {
    Error { message: format!("{title}: {}", problem.persian()), ..error(problem) }
}
