//! The layouter: Persian text in, placed glyphs and shapes out.
//!
//! It knows fonts, paragraphs, lines and pages, and nothing of the file format that the pages
//! are written in. Lengths are millimetres from the top left corner of the page; sizes of type
//! are points. Begin reading at [`rich`] (what is set), [`paragraph`] (how it becomes lines) and
//! [`sheet`] (where it is put).

pub(crate) mod bookmarks;
pub(crate) mod breaking;
pub(crate) mod faces;
pub(crate) mod fit;
pub(crate) mod paragraph;
pub(crate) mod placed;
pub(crate) mod reading;
pub(crate) mod rich;
pub(crate) mod shape;
pub(crate) mod sheet;

/// Millimetres in one point.
pub(crate) const MM_PER_PT: f64 = 25.4 / 72.0;
