//! The use cases of the desk: one function for each thing a reviewer can do.
//!
//! Every door (the window, `parvanehctl`, the tests) calls the same [`commands`] and gets the same
//! [`views`] and [`Error`]s. Rules are in `domain`, storage in `casedb`, pages in `documents`; here they
//! meet the clock, randomness, the signing key and the operating system, all of them through one value:
//! [`Desk`].

mod acts;
pub mod audit;
pub mod case_file;
mod case_view;
pub mod clock;
pub mod commands;
pub mod demo;
mod desk;
pub mod error;
mod incoming;
pub mod lines;
mod moments;
mod office;
mod papers;
pub mod platform;
pub mod proofs;
pub mod specimen;
pub mod views;

pub use desk::{CopyState, DEMO_CASES, DEMO_SEED, Desk, Keyring};
pub use error::{Error, ErrorCode};
