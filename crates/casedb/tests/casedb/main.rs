//! The case database on real files.

#![expect(clippy::expect_used, reason = "in a test, a panic is the message")]

mod applicants;
mod desk;
mod finding;
mod killing;
mod log;
mod looks;
mod opening;
mod projections;
mod received;
mod roll_back;
mod texts;
