//! A form as it comes: what was typed, by the fields' names.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;

use crate::web::MAX_FORM_BYTES;
use crate::web::lang::Lang;
use crate::web::problem::{Problem, Shown, text_too_long};

/// What stands for a NUL, as browsers draw it. No text of the database may hold the one, and no field takes the other, so
/// that whoever pasted it is told in which field it is.
const UNREADABLE: &str = "\u{FFFD}";
/// Fields of which nothing is shown again.
const NEVER_SHOWN: [&str; 4] = ["old", "password", "again", "token"];
/// How much of a text is said to tell it from others, in characters.
const BEGINNING: usize = 40;
const FORM: &str = "application/x-www-form-urlencoded";

/// What was typed into a form, by the fields' names.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Typed(BTreeMap<String, String>);

impl Typed {
    /// Reads what a form or an address says; what is no text is shown as browsers show it.
    pub fn read(written: &[u8]) -> Self {
        Self(form_urlencoded::parse(written).into_owned().collect())
    }

    /// Whether there is a field of this name, empty or not.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// What was typed into a field; nothing where it was not there.
    pub fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |text| text.trim())
    }

    /// Fills a field.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.insert(name.to_owned(), value.into());
    }

    /// Takes a field out, such as the button that was pressed.
    pub fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }

    /// Every field with what was typed into it.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether nothing was typed at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes over what another form says, and keeps the rest.
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// Says that the body of a request is as it was written. What comes pressed is refused unread: no browser sends a form so,
/// and a little of it could fill any memory.
pub struct Unpressed;

impl<S: Send + Sync> FromRequestParts<S> for Unpressed {
    type Rejection = Shown;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let lang = parts.extensions.get().copied().unwrap_or(Lang::Fa);
        let mut pressed = parts.headers.get_all(CONTENT_ENCODING).iter();
        if pressed.all(|how| how.as_bytes().eq_ignore_ascii_case(b"identity")) {
            Ok(Self)
        } else {
            Err(Problem::Pressed.shown(lang))
        }
    }
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let Pasted(Self(pairs)) = Pasted::from_request(request, state).await?;
        let readable = |text: String| {
            if text.contains('\0') { text.replace('\0', UNREADABLE) } else { text }
        };
        let pairs = pairs.into_iter().map(|(name, text)| (readable(name), readable(text)));
        Ok(Self(pairs.collect()))
    }
}

/// What was pasted into a form out of anything, a NUL too: for what is read and never kept.
pub struct Pasted(pub Typed);

impl<S: Send + Sync> FromRequest<S> for Pasted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let lang = request.extensions().get().copied().unwrap_or(Lang::Fa);
        let (mut parts, body) = request.into_parts();
        let problem = |problem: Problem| problem.shown(lang).into_response();
        Unpressed::from_request_parts(&mut parts, state).await?;
        let kind = parts.headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with(FORM)) {
            return Err(problem(Problem::BadForm));
        }
        match came(body).await {
            Ok(Came::Whole(bytes)) => Ok(Self(Typed::read(&bytes))),
            Ok(Came::TooLong(part)) => Err(text_too_long(lang, longest(&part).as_deref())),
            Err(_) => Err(problem(Problem::BadForm)),
        }
    }
}

/// The body of a form.
enum Came {
    Whole(Vec<u8>),
    /// As much of one that is too long as a form may have.
    TooLong(Vec<u8>),
}

async fn came(body: Body) -> Result<Came, axum::Error> {
    let mut pieces = body.into_data_stream();
    let mut held = Vec::new();
    while let Some(piece) = pieces.next().await {
        let piece = piece?;
        let room = MAX_FORM_BYTES - held.len();
        if piece.len() > room {
            held.extend(piece.iter().take(room));
            return Ok(Came::TooLong(held));
        }
        held.extend_from_slice(&piece);
    }
    Ok(Came::Whole(held))
}

/// How the longest text of a form begins; nothing where nobody should see it.
fn longest(part: &[u8]) -> Option<String> {
    let (name, text) = form_urlencoded::parse(part).max_by_key(|(_, text)| text.len())?;
    let beginning: String = text.trim().chars().take(BEGINNING).collect();
    (!NEVER_SHOWN.contains(&&*name) && !beginning.is_empty()).then_some(beginning)
}
