//! One file in one form, as browsers without a script send it.

use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;

use crate::files::{MAX_BYTES, NotADocument};

/// How much of a file that is too large is still read, so that the browser reads the answer: one that is cut off
/// while it sends shows an error of its own.
pub const READ_AT_MOST: usize = 8 * MAX_BYTES;

/// What came.
pub enum Came {
    /// A file of a size that is taken, with its name.
    File(String, Vec<u8>),
    /// A file that is not taken, or none.
    Refused(NotADocument),
    /// No form.
    Unreadable,
}

/// Reads the file of a form; its field is called `file`.
pub async fn read(form: Result<Multipart, MultipartRejection>) -> Came {
    let Ok(mut form) = form else { return Came::Unreadable };
    let mut came = Came::Refused(NotADocument::Empty);
    loop {
        match form.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                came = match content(field).await {
                    Ok(Some(bytes)) if !bytes.is_empty() => Came::File(name, bytes),
                    Ok(Some(_)) => Came::Refused(NotADocument::Empty),
                    Ok(None) => Came::Refused(NotADocument::TooLarge),
                    Err(error) => return unread(&error),
                };
            }
            Ok(Some(_)) => {}
            Ok(None) => return came,
            Err(error) => return unread(&error),
        }
    }
}

/// The content of a file; nothing where it is too large, which is read to its end all the same.
async fn content(mut field: Field<'_>) -> Result<Option<Vec<u8>>, MultipartError> {
    let mut bytes = Vec::new();
    let mut size = 0;
    while let Some(chunk) = field.chunk().await? {
        size += chunk.len();
        if size <= MAX_BYTES {
            bytes.extend_from_slice(&chunk);
        } else {
            bytes = Vec::new();
        }
    }
    Ok((size <= MAX_BYTES).then_some(bytes))
}

fn unread(error: &MultipartError) -> Came {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Came::Refused(NotADocument::TooLarge)
    } else {
        Came::Unreadable
    }
}
