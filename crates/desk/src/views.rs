//! What crosses the door to a screen or a script: requests and views, and nothing of their making.
//!
//! A view is complete for its screen, so that the screen decides nothing: which acts are open, what
//! blocks them, how urgent a case is, are all said here. Texts from people and the catalogue come as
//! they are; everything else is a code which the screen puts into words. Every type here has a
//! TypeScript twin in `ui/src/lib/bindings/`, written by `cargo xtask bindings`.

#![expect(missing_docs, reason = "fields are named after what the screen shows under that name")]

pub mod acts;
pub mod case;
pub mod faults;
pub mod files;
pub(crate) mod numbers;
pub mod printing;
pub mod proofs;
pub mod queue;
pub mod session;
pub mod texts;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A request that asks for nothing in particular.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

/// A day, both ways: `iso` is Gregorian `2026-11-26`, `jalali` is `1405-09-05`.
/// `weekday` counts from Saturday = 0 to Friday = 6.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DayView {
    pub iso: String,
    pub jalali: String,
    pub weekday: u8,
}

/// An instant on the office's clock: the day in Tehran, and `09:05`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MomentView {
    pub day: DayView,
    pub time: String,
    /// Milliseconds since 1970, for sorting only.
    #[ts(type = "number")]
    pub at_ms: i64,
}

/// A code of the catalogue with its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Titled {
    pub code: String,
    pub title: String,
}

/// An amount of money in whole rials, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct MoneyView {
    #[ts(type = "number")]
    pub rials: i64,
    pub words: String,
}
