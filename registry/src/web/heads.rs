//! The heads of the fields of a form with files. A file has whatever name somebody gave it, and the name is shown and nothing
//! else: what no head may hold, such as a NUL, is taken out of it before the form is read.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use http_body::Frame;

/// How much of a head is kept, in bytes. Names of files are far shorter on every system.
const LONGEST: usize = 8 * 1024;
/// How long a head may be, in bytes; what goes on is no form.
const MOST: usize = 128 * 1024;
const END: &[u8] = b"\r\n\r\n";

/// A request whose form can be read whatever its files are called.
pub fn readable(request: Request) -> Request {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let Some(boundary) = kind.and_then(boundary) else { return request };
    let heads = Heads::after(boundary);
    request.map(|body| Body::new(Readable { body, heads }))
}

fn boundary(kind: &str) -> Option<&str> {
    let named =
        |part: &&str| part.get(..9).is_some_and(|name| name.eq_ignore_ascii_case("boundary="));
    let part = kind.split(';').map(str::trim).find(named)?;
    part.get(9..).map(|boundary| boundary.trim_matches('"'))
}

struct Readable {
    body: Body,
    heads: Heads,
}

impl HttpBody for Readable {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let next = ready!(Pin::new(&mut self.body).poll_frame(cx));
        Poll::Ready(next.map(|frame| {
            let Ok(data) = frame?.into_data() else { return Ok(Frame::data(Bytes::new())) };
            self.heads.read(&data).map(Frame::data).map_err(axum::Error::new)
        }))
    }
}

/// A form as it goes by.
struct Heads {
    /// What stands between two fields.
    mark: Vec<u8>,
    place: Place,
}

/// Where in a form the next byte lies.
enum Place {
    /// In the content of a field, after so many bytes of the mark.
    Content(usize),
    /// In a head.
    Head(Head),
}

/// A head while it comes.
#[derive(Default)]
struct Head {
    /// What is kept of it.
    kept: Vec<u8>,
    /// How many bytes of it have come.
    came: usize,
    /// How much of its end has come.
    of_end: usize,
}

/// A head that does not end.
#[derive(Debug, thiserror::Error)]
#[error("the head of a field does not end")]
struct Endless;

impl Heads {
    fn after(boundary: &str) -> Self {
        let mark = [b"\r\n--", boundary.as_bytes()].concat();
        // A form begins with its mark, and no line before it.
        Self { mark, place: Place::Content(2) }
    }

    /// The next piece, as it is handed on.
    fn read(&mut self, piece: &[u8]) -> Result<Bytes, Endless> {
        let mut out = Vec::with_capacity(piece.len());
        for &byte in piece {
            match &mut self.place {
                Place::Content(of_mark) => {
                    out.push(byte);
                    *of_mark = progress(&self.mark, *of_mark, byte);
                    if *of_mark == self.mark.len() {
                        self.place = Place::Head(Head::default());
                    }
                }
                Place::Head(head) => {
                    head.came += 1;
                    if head.came > MOST {
                        return Err(Endless);
                    }
                    if head.kept.len() < LONGEST {
                        head.kept.push(byte);
                    }
                    head.of_end = progress(END, head.of_end, byte);
                    let is_last_mark = head.kept == b"--";
                    if head.of_end == END.len() || is_last_mark {
                        out.extend(if is_last_mark { b"--".to_vec() } else { cleaned(&head.kept) });
                        self.place = Place::Content(0);
                    }
                }
            }
        }
        Ok(out.into())
    }
}

/// How much of a mark has come with one byte more. Nothing of a mark but its beginning begins like it.
fn progress(mark: &[u8], come: usize, byte: u8) -> usize {
    match mark.get(come) {
        Some(next) if *next == byte => come + 1,
        _ if mark == END && come == 3 && byte == b'\r' => 1,
        _ => usize::from(byte == b'\r'),
    }
}

/// A head without what it may not hold, closed where it was cut.
fn cleaned(head: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(head);
    let whole = text.strip_suffix("\r\n\r\n");
    let mut lines = whole.unwrap_or(&text).split("\r\n");
    let mut clean = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        // A name may hold a line's end as well.
        clean.push_str(if is_field(line) { "\r\n" } else { "  " });
        clean.extend(line.chars().map(|sign| if sign.is_control() { ' ' } else { sign }));
    }
    if whole.is_none() {
        clean.push('"');
    }
    clean.push_str("\r\n\r\n");
    clean.into_bytes()
}

/// Whether a line of a head begins a field of it.
fn is_field(line: &str) -> bool {
    let named = line.split_once(':').map(|(name, _)| name);
    named.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &[u8], step: usize) -> Vec<u8> {
        let mut heads = Heads::after("b");
        form.chunks(step).flat_map(|piece| heads.read(piece).unwrap().to_vec()).collect()
    }

    fn form(name: &[u8], content: &[u8]) -> Vec<u8> {
        let head = b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"";
        [head, name, b"\"\r\nContent-Type: x/y\r\n\r\n", content, b"\r\n--b--\r\n"].concat()
    }

    #[test]
    fn a_head_loses_what_it_may_not_hold_and_a_content_nothing() {
        let content = b"\0\r\n--a\r\r\n-\r\n\r\n\x07\r";
        for step in [1, 2, 3, 7, 1000] {
            for (name, kept) in [
                (&b"a\0b\x07\n.pdf"[..], "a b  .pdf"),
                (b"a\r\nb.pdf", "a  b.pdf"),
                ("نام.pdf".as_bytes(), "نام.pdf"),
                (b"\xE4\xF6.pdf", "\u{FFFD}\u{FFFD}.pdf"),
            ] {
                let read = read(&form(name, content), step);
                let expected = form(kept.as_bytes(), content);
                assert_eq!(read, expected, "{name:?} {}", String::from_utf8_lossy(&read));
            }
        }
    }

    #[test]
    fn a_long_head_is_cut_and_closed_and_one_without_an_end_is_none() {
        let long = "a".repeat(100_000);
        let read = read(&form(long.as_bytes(), b"content"), 4096);
        assert!(read.len() < LONGEST + 100);
        assert!(read.ends_with(b"aaa\"\r\n\r\ncontent\r\n--b--\r\n"));
        let mut heads = Heads::after("b");
        assert!(heads.read(b"--b\r\nX: ").is_ok());
        assert!((0..40).any(|_| heads.read(&[b'a'; 4096]).is_err()));
    }
}
