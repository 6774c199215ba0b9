//! One file in one form, as browsers without a script send it.

use axum::extract::multipart::{Field, Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;

use crate::files::incoming::{Incoming, Stopped};
use crate::files::{FileError, MAX_BYTES, NotADocument, Whole};
use crate::registry::Registry;

/// How much of a file that is too large is still read, so that the browser reads the answer: one that is cut off
/// while it sends shows an error of its own.
pub const READ_AT_MOST: usize = 8 * MAX_BYTES;

/// What came.
pub enum Came {
    /// A file of a size that is taken, with its name.
    File(String, Whole),
    /// A file that is not taken, or none.
    Refused(NotADocument),
    /// A file that could not be put aside while it came.
    Failed(FileError),
    /// No form.
    Unreadable,
}

/// Reads the file of a form; its field is called `file`. It comes in pieces, and whatever is wrong with it is read to its end.
pub async fn read(registry: &Registry, form: Result<Multipart, MultipartRejection>) -> Came {
    let Ok(mut form) = form else { return Came::Unreadable };
    let mut came = Came::Refused(NotADocument::Empty);
    loop {
        match form.next_field().await {
            Ok(Some(field)) if field.name() == Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                came = match content(registry, field).await {
                    Ok(Ok(bytes)) if !bytes.is_empty() => Came::File(name, bytes),
                    Ok(Ok(_)) => Came::Refused(NotADocument::Empty),
                    Ok(Err(Stopped::NotADocument(why))) => Came::Refused(why),
                    Ok(Err(Stopped::File(error))) => Came::Failed(error),
                    Err(error) => return unread(&error),
                };
            }
            Ok(Some(_)) => {}
            Ok(None) => return came,
            Err(error) => return unread(&error),
        }
    }
}

/// The content of a file, or why there is none; both once it was read to its end.
async fn content(
    registry: &Registry,
    mut field: Field<'_>,
) -> Result<Result<Whole, Stopped>, MultipartError> {
    let mut incoming = Incoming::begin(registry);
    loop {
        match field.chunk().await {
            Ok(None) => return Ok(incoming.whole().await.map_err(Stopped::File)),
            Ok(Some(piece)) => {
                if let Err(stopped) = incoming.push(&piece).await {
                    incoming.forget().await;
                    while field.chunk().await?.is_some() {}
                    return Ok(Err(stopped));
                }
            }
            Err(error) => {
                incoming.forget().await;
                return Err(error);
            }
        }
    }
}

fn unread(error: &MultipartError) -> Came {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Came::Refused(NotADocument::TooLarge)
    } else {
        Came::Unreadable
    }
}
