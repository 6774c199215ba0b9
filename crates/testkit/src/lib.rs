//! What tests of several crates need: fixed times, seeded randomness, believable applications.
//!
//! Everything here is the same on every run. National IDs and other numbers have right check digits
//! and belong to nobody on purpose.

#![expect(
    clippy::expect_used,
    clippy::missing_panics_doc,
    reason = "what a test wrote wrongly should stop the test"
)]

pub mod actors;
pub mod facts;
pub mod files;
pub mod people;
pub mod plans;
pub mod seeded;
pub mod story;
pub mod times;
