//! The bytes of `casefeed/1`: what is frozen, what is accepted, what is refused.

#![expect(clippy::expect_used, reason = "in a test, a panic is the message")]

mod chains;
mod devices;
mod editions;
mod golden;
mod journal;
mod opening;
mod proofs;
mod samples;
mod vectors;
