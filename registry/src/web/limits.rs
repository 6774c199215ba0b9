//! How often somebody may ask, and how much is done at once. Bounds are for each server: what several servers
//! allow adds up.

use std::num::{NonZeroU16, NonZeroU32};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::identifiers::TrackingCode;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use serde::Deserialize;

use super::App;
use super::address::Client;
use super::at_once::AtOnce;
use super::documents_moving::{Downloads, Uploads};
use super::lang::Lang;
use super::problem::{Problem, Shown};
use crate::press::Press;

mod trying;

pub use trying::Trying;

/// Refusals in a minute of one network that are written down, and in a second in all: what is refused costs nothing.
const TOLD: NonZeroU32 = NonZeroU32::new(30).unwrap();
const TOLD_IN_ALL: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// How many papers are drawn at once; a core draws hundreds in a second.
const DRAWN_AT_ONCE: usize = 2;
/// How many may be drawn or wait for it: what is drawn within a page's patience, with much to spare.
const DRAWN_IN_ALL: usize = 64;
/// How many networks or codes are remembered before those that are at rest are forgotten.
const REMEMBERED: usize = 50_000;

/// The bounds, of which a file may set any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// Questions in a minute from one network. Whole towns share one address with mobile operators.
    pub from_one_network: NonZeroU32,
    /// Questions in a minute about one tracking code.
    pub about_one_code: NonZeroU32,
    /// Questions and registrations in a second in all.
    pub in_all: NonZeroU32,
    /// Registrations in an hour from one network.
    pub registrations: NonZeroU32,
    /// Forms in an hour that one network may begin without finishing them.
    pub drafts: NonZeroU32,
    /// Connections in all. As many as the system lets a process have open files, less those of its own, if that is fewer.
    pub connections: NonZeroU16,
    /// Connections from one network, and requests that are being answered for one.
    pub connections_from_one_network: NonZeroU16,
    /// Documents on their way at once, in all. Each takes some 200 KB of memory at most.
    pub uploads: NonZeroU16,
    /// Documents on their way at once from one network.
    pub uploads_from_one_network: NonZeroU16,
    /// Documents on their way at once for one application.
    pub uploads_of_one_case: NonZeroU16,
}

impl Bounds {
    const DEFAULT: Self = Self {
        from_one_network: NonZeroU32::new(120).unwrap(),
        about_one_code: NonZeroU32::new(10).unwrap(),
        in_all: NonZeroU32::new(500).unwrap(),
        registrations: NonZeroU32::new(60).unwrap(),
        drafts: NonZeroU32::new(240).unwrap(),
        connections: NonZeroU16::new(4096).unwrap(),
        connections_from_one_network: NonZeroU16::new(512).unwrap(),
        uploads: NonZeroU16::new(512).unwrap(),
        uploads_from_one_network: NonZeroU16::new(128).unwrap(),
        uploads_of_one_case: NonZeroU16::new(8).unwrap(),
    };
}

impl Default for Bounds {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// What was asked lately, and what is being done.
pub struct Limits {
    all: DefaultDirectRateLimiter,
    networks: DefaultKeyedRateLimiter<Client>,
    codes: DefaultKeyedRateLimiter<TrackingCode>,
    registrations: DefaultKeyedRateLimiter<Client>,
    drafts: DefaultKeyedRateLimiter<Client>,
    told: DefaultKeyedRateLimiter<Client>,
    all_told: DefaultDirectRateLimiter,
    /// Where tries to sign in wait.
    pub trying: Trying,
    /// Where papers for applicants are drawn.
    pub drawing: Press,
    /// What is being answered for each network.
    pub requests: AtOnce<Client>,
    /// Documents on their way here.
    pub uploads: Uploads,
    /// Documents on their way back to whoever sent them.
    pub downloads: Downloads,
}

impl Limits {
    /// Nothing was asked yet.
    pub fn new(bounds: Bounds) -> Self {
        Self {
            all: RateLimiter::direct(Quota::per_second(bounds.in_all)),
            networks: RateLimiter::keyed(Quota::per_minute(bounds.from_one_network)),
            codes: RateLimiter::keyed(Quota::per_minute(bounds.about_one_code)),
            registrations: RateLimiter::keyed(Quota::per_hour(bounds.registrations)),
            drafts: RateLimiter::keyed(Quota::per_hour(bounds.drafts)),
            told: RateLimiter::keyed(Quota::per_minute(TOLD)),
            all_told: RateLimiter::direct(Quota::per_second(TOLD_IN_ALL)),
            trying: Trying::default(),
            drawing: Press::new(DRAWN_AT_ONCE, DRAWN_IN_ALL),
            requests: AtOnce::new(bounds.connections_from_one_network.get().into()),
            uploads: Uploads::new(&bounds),
            downloads: Downloads::default(),
        }
    }

    /// Whether a case or a licence may be looked up now, and counts it.
    pub fn may_look_up(&self, client: Client, code: Option<&TrackingCode>) -> bool {
        forget(&self.networks);
        forget(&self.codes);
        self.networks.check_key(&client).is_ok()
            && code.is_none_or(|code| self.codes.check_key(code).is_ok())
            && self.all.check().is_ok()
    }

    /// Whether somebody may register now, and counts it.
    pub fn may_register(&self, client: Client) -> bool {
        forget(&self.registrations);
        self.registrations.check_key(&client).is_ok() && self.all.check().is_ok()
    }

    /// Whether what somebody typed may be kept under a new name now, and counts it.
    pub fn may_begin_draft(&self, client: Client) -> bool {
        forget(&self.drafts);
        self.drafts.check_key(&client).is_ok()
    }
}

impl Limits {
    /// Whether it is written down now that somebody was refused, and counts it.
    pub fn is_told(&self, client: Client) -> bool {
        forget(&self.told);
        self.told.check_key(&client).is_ok() && self.all_told.check().is_ok()
    }
}

/// Counts a page as a look-up: whoever asks for too many is answered with that alone.
pub struct Counted;

impl FromRequestParts<App> for Counted {
    type Rejection = Shown;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        let lang = parts.extensions.get().copied().unwrap_or(Lang::Fa);
        let Ok(client) = Client::from_request_parts(parts, app).await;
        if app.limits.may_look_up(client, None) {
            Ok(Self)
        } else {
            Err(Problem::TooMany.shown(lang))
        }
    }
}

fn forget<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>) {
    if limiter.len() > REMEMBERED {
        limiter.retain_recent();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_not_guessed_at_from_many_networks() {
        let limits = Limits::new(Bounds::default());
        let code = TrackingCode::from_random(1_405_731_008_217);
        let client = |n: u8| Client::of([203, 0, n, 1].into());
        assert!((0..10).all(|n| limits.may_look_up(client(n), Some(&code))));
        assert!(!limits.may_look_up(client(11), Some(&code)));
        let other = TrackingCode::from_random(7);
        assert!(limits.may_look_up(client(11), Some(&other)));
    }

    #[test]
    fn a_network_that_asks_too_often_waits_and_others_do_not() {
        let limits = Limits::new(Bounds::default());
        let (busy, other) =
            (Client::of([203, 0, 113, 1].into()), Client::of([203, 0, 114, 1].into()));
        let taken = (0..200).filter(|_| limits.may_look_up(busy, None)).count();
        assert!((120..200).contains(&taken), "{taken}");
        assert!(limits.may_look_up(other, None));
    }

    #[test]
    fn a_bound_that_is_set_holds_and_the_others_stay() {
        let bounds: Bounds = toml::from_str("from_one_network = 3").unwrap();
        assert_eq!(bounds.in_all, Bounds::default().in_all);
        let limits = Limits::new(bounds);
        let client = Client::of([203, 0, 113, 1].into());
        assert_eq!((0..10).filter(|_| limits.may_look_up(client, None)).count(), 3);
        for wrong in ["from_one_network = 0", "from_one_netwrok = 3", "in_all = -1"] {
            assert!(toml::from_str::<Bounds>(wrong).is_err(), "{wrong}");
        }
    }
}
