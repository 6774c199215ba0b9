//! The papers as their readers see them: standards, text as four programs read it, a photographed licence,
//! its outlines, its proof as another implementation of COSE reads it, and pictures of every page.
//!
//! New kinds and variants are looked at without being named here: [`sheets`] draws all there are.

mod conformance;
mod cose;
mod extraction;
mod golden;
mod outlines;
mod photographed;
mod reading;
mod reading_back;
mod sheets;

// The fixtures name these as the package does that they belong to.
use documents::{Document, Kind, input, texts};

#[path = "../../crates/documents/src/tests/overlong.rs"]
mod overlong;
