//! How often somebody may ask. Bounds are for each server: what several servers allow adds up.

use std::num::NonZeroU32;

use domain::identifiers::TrackingCode;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::address::Client;

/// Questions in a minute from one network. Whole towns share one address with mobile operators.
const FROM_ONE_NETWORK: NonZeroU32 = NonZeroU32::new(120).unwrap();
/// Questions in a minute about one tracking code.
const ABOUT_ONE_CODE: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// Questions in a second in all.
const IN_ALL: NonZeroU32 = NonZeroU32::new(500).unwrap();
/// Registrations in an hour from one network.
const REGISTRATIONS: NonZeroU32 = NonZeroU32::new(60).unwrap();
/// Forms in an hour that one network may begin without finishing them.
const DRAFTS: NonZeroU32 = NonZeroU32::new(240).unwrap();
/// Tries in a minute to sign in to the administration, or to take an invitation up, from one network.
const SIGN_INS: NonZeroU32 = NonZeroU32::new(10).unwrap();
/// The same in a second in all: passwords are slow to check.
const SIGN_INS_IN_ALL: NonZeroU32 = NonZeroU32::new(5).unwrap();
/// How many networks or codes are remembered before those that are at rest are forgotten.
const REMEMBERED: usize = 50_000;

/// What was asked lately.
pub struct Limits {
    all: DefaultDirectRateLimiter,
    networks: DefaultKeyedRateLimiter<Client>,
    codes: DefaultKeyedRateLimiter<TrackingCode>,
    registrations: DefaultKeyedRateLimiter<Client>,
    drafts: DefaultKeyedRateLimiter<Client>,
    sign_ins: DefaultKeyedRateLimiter<Client>,
    all_sign_ins: DefaultDirectRateLimiter,
}

impl Limits {
    /// Nothing was asked yet.
    pub fn new() -> Self {
        Self {
            all: RateLimiter::direct(Quota::per_second(IN_ALL)),
            networks: RateLimiter::keyed(Quota::per_minute(FROM_ONE_NETWORK)),
            codes: RateLimiter::keyed(Quota::per_minute(ABOUT_ONE_CODE)),
            registrations: RateLimiter::keyed(Quota::per_hour(REGISTRATIONS)),
            drafts: RateLimiter::keyed(Quota::per_hour(DRAFTS)),
            sign_ins: RateLimiter::keyed(Quota::per_minute(SIGN_INS)),
            all_sign_ins: RateLimiter::direct(Quota::per_second(SIGN_INS_IN_ALL)),
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
    /// Whether somebody may try to sign in to the administration now, and counts it.
    pub fn may_sign_in(&self, client: Client) -> bool {
        forget(&self.sign_ins);
        self.sign_ins.check_key(&client).is_ok() && self.all_sign_ins.check().is_ok()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
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
        let limits = Limits::new();
        let code = TrackingCode::from_random(1_405_731_008_217);
        let client = |n: u8| Client::of([203, 0, n, 1].into());
        assert!((0..10).all(|n| limits.may_look_up(client(n), Some(&code))));
        assert!(!limits.may_look_up(client(11), Some(&code)));
        let other = TrackingCode::from_random(7);
        assert!(limits.may_look_up(client(11), Some(&other)));
    }

    #[test]
    fn a_network_that_asks_too_often_waits_and_others_do_not() {
        let limits = Limits::new();
        let (busy, other) =
            (Client::of([203, 0, 113, 1].into()), Client::of([203, 0, 114, 1].into()));
        let taken = (0..200).filter(|_| limits.may_look_up(busy, None)).count();
        assert!((120..200).contains(&taken), "{taken}");
        assert!(limits.may_look_up(other, None));
    }
}
