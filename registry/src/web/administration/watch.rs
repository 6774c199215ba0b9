//! What the administration refuses by its address: pages that are not among one's duties, forms of other sites, and too
//! many tries. They are in the log and in the journal, with where they came from.

use axum::extract::Request;
use axum::http::StatusCode;

use super::signed;
use crate::administration::refusals::{self, Refused};
use crate::administration::sessions::{self, Token};
use crate::web::App;
use crate::web::address::Client;

/// A request to the administration, or to enrol a workstation.
pub struct Watched {
    client: Client,
    token: Option<Token>,
}

impl Watched {
    /// Remembers who asks; nothing of requests to other pages.
    pub fn of(client: Client, request: &Request) -> Option<Self> {
        let path = request.uri().path();
        let page = path.strip_prefix("/en").unwrap_or(path);
        let is_watched = page.starts_with("/administration") || page == "/v1/enrolments";
        is_watched.then(|| Self { client, token: signed::held(request.headers()) })
    }

    /// Notes what was refused.
    pub async fn end(self, app: &App, status: StatusCode) {
        let what = match status {
            StatusCode::TOO_MANY_REQUESTS => Refused::TooMany,
            // A code that enrols nothing has been noted by whoever judged it.
            StatusCode::FORBIDDEN => Refused::Forbidden,
            _ => return,
        };
        if !app.limits.is_told(self.client) {
            return;
        }
        let whose = match &self.token {
            Some(token) => sessions::whose(&app.registry, token).await.ok().flatten(),
            None => None,
        };
        let by = whose.as_ref().map(|(administrator, _)| &administrator.officer);
        let network = self.client.to_string();
        let noted = refusals::note(&app.registry, what, &network, (None, by)).await;
        if let Err(error) = noted {
            tracing::error!(error = %error, "a refusal could not be noted");
        }
    }
}
