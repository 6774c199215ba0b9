//! What an address says: the names in its path, and what stands behind its question mark. What cannot be read is answered
//! with a page of ours.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::form::Typed;
use super::lang::Lang;
use super::problem::{Problem, Shown};

/// The names in the path of an address. What is no name of its kind names nothing that is there.
pub struct InPath<T>(pub T);

impl<T, S> FromRequestParts<S> for InPath<T>
where
    T: DeserializeOwned + Send,
    S: Send + Sync,
{
    type Rejection = Shown;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Shown> {
        let lang = parts.extensions.get().copied().unwrap_or(Lang::Fa);
        match Path::from_request_parts(parts, state).await {
            Ok(Path(names)) => Ok(Self(names)),
            Err(_) => Err(Problem::NotFound.shown(lang)),
        }
    }
}

/// What an address asks behind its question mark. Whatever is not asked there is empty, and what is written twice is as it
/// is written last.
pub struct Question(pub Typed);

impl Question {
    /// What an address asks.
    pub fn of(question: &str) -> Self {
        Self(Typed::read(question.as_bytes()))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Question {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self::of(parts.uri.query().unwrap_or_default()))
    }
}
