//! One file in one form, as browsers without a script send it.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::multipart::{Field, Multipart, MultipartError};
use axum::extract::{FromRequest as _, Request};
use axum::http::StatusCode;
use documents::attachment::FileProblem;
use http_body::{Frame, SizeHint};

use super::heads;
use crate::files::incoming::{Incoming, Stopped};
use crate::files::{FileError, MAX_BYTES, TOO_LARGE, Whole};
use crate::registry::Registry;

/// How much of a file that is too large is still read, so that the browser reads the answer: one that is cut off
/// while it sends shows an error of its own.
pub const READ_AT_MOST: usize = 8 * MAX_BYTES;

/// How much may come of a form without anything of it being understood, in bytes: the heads of its fields are far shorter.
const NOT_UNDERSTOOD: usize = 128 * 1024;

/// What came.
pub enum Came {
    /// A file of a size that is taken, with its name.
    File(String, Whole),
    /// A file that is not taken, or none.
    Refused(FileProblem),
    /// A file that could not be put aside while it came.
    Failed(FileError),
    /// No form.
    Unreadable,
}

/// Reads the file of a form; its field is called `file`. It comes in pieces, and whatever is wrong with it is read to its end.
pub async fn read(registry: &Registry, request: Request) -> Came {
    let held = Arc::new(AtomicUsize::new(0));
    let request = heads::readable(request)
        .map(|body| Body::new(PieceByPiece { body, has_given: false, held: Arc::clone(&held) }));
    let Ok(mut form) = Multipart::from_request(request, &()).await else { return Came::Unreadable };
    let mut came = Came::Refused(FileProblem::Empty);
    loop {
        let field = form.next_field().await;
        held.store(0, Ordering::Relaxed);
        match field {
            Ok(Some(field)) if field.name() == Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                came = match content(registry, field, &held).await {
                    Ok(Ok(bytes)) if !bytes.is_empty() => Came::File(name, bytes),
                    Ok(Ok(_)) => Came::Refused(FileProblem::Empty),
                    Ok(Err(Stopped::Refused(why))) => Came::Refused(why),
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
    held: &AtomicUsize,
) -> Result<Result<Whole, Stopped>, MultipartError> {
    let mut incoming = Incoming::begin(registry);
    loop {
        let piece = field.chunk().await;
        held.store(0, Ordering::Relaxed);
        match piece {
            Ok(None) => return Ok(incoming.whole().await.map_err(Stopped::File)),
            Ok(Some(piece)) => {
                if let Err(stopped) = incoming.push(&piece).await {
                    incoming.forget().await;
                    while field.chunk().await?.is_some() {
                        held.store(0, Ordering::Relaxed);
                    }
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
        Came::Refused(TOO_LARGE)
    } else {
        Came::Unreadable
    }
}

/// A body that gives one piece at a time. What reads forms takes in all that is there before it hands anything on, and
/// looks for the end of a field's head for as long as there is none.
struct PieceByPiece {
    body: Body,
    has_given: bool,
    /// How much was given and not handed on.
    held: Arc<AtomicUsize>,
}

impl HttpBody for PieceByPiece {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if std::mem::take(&mut self.has_given) {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        if self.held.load(Ordering::Relaxed) > NOT_UNDERSTOOD {
            let error = std::io::Error::other("nothing of the form is understood");
            return Poll::Ready(Some(Err(axum::Error::new(error))));
        }
        let next = Pin::new(&mut self.body).poll_frame(cx);
        if let Poll::Ready(Some(Ok(frame))) = &next {
            self.has_given = true;
            self.held.fetch_add(frame.data_ref().map_or(0, Bytes::len), Ordering::Relaxed);
        }
        next
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
