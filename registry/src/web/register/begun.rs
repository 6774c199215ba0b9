//! Forms of page one that were begun in a browser: which it knows, and which one a page is.
//!
//! A form carries its name itself, so that two of them in two tabs are two registrations. The browser holds the names of those
//! with something in them, to find them again: until it is closed, or a month where their owner asked for that.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};

use crate::Registry;
use crate::drafts::begun::{KEPT_DAYS, Keep, Name};
use crate::web::session::{self, Life, SetCookie};

/// The field of a form that has its name.
pub(super) const FIELD: &str = "draft";
const SESSION: &str = "__Host-draft";
const KEPT: &str = "__Host-kept";
/// How many a browser finds again in each cookie; the oldest is left out first.
const MOST: usize = 4;

#[derive(Serialize, Deserialize)]
struct Sealed([u8; 16]);

#[derive(Serialize, Deserialize)]
struct Several(Vec<[u8; 16]>);

/// What a form says its name is; nothing where we did not give it, or too long ago.
pub(super) fn of_form(registry: &Registry, said: &str) -> Option<Name> {
    let Sealed(bytes) = session::opened(registry, FIELD, said)?;
    Name::known(bytes, registry.now())
}

/// What a form says.
pub(super) fn for_form(registry: &Registry, name: Name) -> String {
    session::sealed(registry, FIELD, &Sealed(*name.as_bytes()))
}

/// The forms that a browser can find again.
#[derive(Debug, Clone, Default)]
pub(in crate::web) struct Held {
    session: Vec<Name>,
    kept: Vec<Name>,
}

impl Held {
    /// Reads them.
    pub(in crate::web) fn read(registry: &Registry, headers: &HeaderMap) -> Self {
        let names = |cookie| {
            let held = session::held(registry, cookie, headers);
            let Several(names) = held.unwrap_or(Several(Vec::new()));
            names.into_iter().filter_map(|bytes| Name::known(bytes, registry.now())).collect()
        };
        Self { session: names(SESSION), kept: names(KEPT) }
    }

    /// All of them.
    pub(super) fn all(&self) -> Vec<Name> {
        self.kept.iter().chain(&self.session).copied().collect()
    }

    /// Those of this session of the browser.
    pub(in crate::web) fn of_session(&self) -> Vec<Name> {
        self.session.clone()
    }

    /// Whether it is among them.
    pub(super) fn has(&self, name: Name) -> bool {
        self.session.contains(&name) || self.kept.contains(&name)
    }

    /// The header by which a browser holds one more, as the last.
    pub(super) fn with(&self, registry: &Registry, name: Name, keep: Keep) -> SetCookie {
        let (held, cookie, life) = match keep {
            // What is kept longer stays so while somebody goes on typing in it.
            Keep::ThisSession if self.kept.contains(&name) => {
                (&self.kept, KEPT, Life::Days(KEPT_DAYS))
            }
            Keep::ThisSession => (&self.session, SESSION, Life::Browser),
            Keep::AnotherDay => (&self.kept, KEPT, Life::Days(KEPT_DAYS)),
        };
        let mut names: Vec<Name> = held.iter().copied().filter(|other| *other != name).collect();
        names.push(name);
        let first = names.len().saturating_sub(MOST);
        written(registry, cookie, names.get(first..).unwrap_or_default(), life)
    }

    /// The headers by which a browser forgets some of them.
    pub(in crate::web) fn without(&self, registry: &Registry, names: &[Name]) -> [SetCookie; 2] {
        let left = |held: &[Name], cookie, life| {
            let left: Vec<Name> =
                held.iter().copied().filter(|name| !names.contains(name)).collect();
            written(registry, cookie, &left, life)
        };
        [left(&self.session, SESSION, Life::Browser), left(&self.kept, KEPT, Life::Days(KEPT_DAYS))]
    }
}

fn written(registry: &Registry, cookie: &str, names: &[Name], life: Life) -> SetCookie {
    if names.is_empty() {
        return session::gone(cookie);
    }
    let names = Several(names.iter().map(|name| *name.as_bytes()).collect());
    session::given(registry, cookie, &names, life)
}
