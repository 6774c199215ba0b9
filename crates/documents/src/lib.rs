//! A typed document becomes the bytes of a PDF file.
//!
//! Pure: fonts are embedded, dates, texts and the text of a QR code are part of the input; there is
//! no clock, no file, no randomness. The same input gives the same bytes, in any order and any
//! number of times.
//!
//! Start reading at [`render`] and [`render_specimen`]. [`input`] holds what documents are drawn
//! from, [`texts`] the fixed texts as data, [`issuance`] what makes a paper genuine. Inside,
//! `kinds` says what stands where, `typeset` turns Persian text into placed glyphs and knows no
//! file format, and `pdf` writes finished pages and knows no document.

pub mod attachment;
pub mod demo_scans;
pub mod extraction_sheet;
pub mod input;
pub mod issuance;
mod kind;
mod kinds;
mod ornament;
mod pdf;
mod press;
mod qr;
mod render;
#[doc(hidden)]
pub mod sample_scan;
pub mod texts;
mod typeset;

pub use input::{InputError, Problem, ProblemCode};
pub use issuance::{IssuanceRecord, NotIssued};
pub use kind::{Document, Kind};
pub use press::{Paper, bind, press};
pub use render::{RenderError, render, render_json, render_sample, render_specimen};

#[cfg(test)]
mod tests;
