//! Finished pages become the bytes of a PDF file.
//!
//! printpdf writes fonts, contents and pictures; what it cannot say (structure, language,
//! metadata, output intent, identity) is added to its objects afterwards. The result claims
//! PDF/A-2a and PDF/UA-1 and depends on nothing but the pages: the identity of the file is a
//! hash of what it holds.

mod bookmarks;
mod cff;
mod content;
mod finish;
mod fonts;
mod metadata;
mod outlines;
mod packing;
mod srgb;
mod structure;

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use crate::typeset::{MM_PER_PT, placed::Composition};

/// Says that a page could not be written as a PDF file.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PdfError {
    #[error("could not put the used glyphs together as a font")]
    Font(#[from] cff::Malformed),
    #[error("could not write the file")]
    Write(#[from] lopdf::Error),
    #[error("could not write the bytes")]
    Bytes(#[from] std::io::Error),
}

/// Millimetres as points, to a thousandth.
#[expect(clippy::cast_possible_truncation, reason = "lengths on a page fit a short float")]
fn points(mm: f64) -> f32 {
    ((mm / MM_PER_PT * 1000.0).round() / 1000.0) as f32
}

/// Writes pages as a PDF file.
pub(crate) fn write(pages: &Composition) -> Result<Vec<u8>, PdfError> {
    let fonts = fonts::Fonts::of(pages)?;
    let mut document = PdfDocument::new(&pages.title);
    fonts.embed(&mut document);
    let mut drawings = outlines::Drawings::default();
    let mut marks = structure::Marks::default();
    for page in &pages.pages {
        let ops = content::operations(page, &fonts, &mut drawings, marks.page());
        let size = |mm: f64| printpdf::Pt(points(mm)).into();
        document.pages.push(PdfPage::new(size(page.width), size(page.height), ops));
    }
    let nested = drawings.embed(&mut document);
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: true,
        image_optimization: None,
    };
    let mut file = document.to_lopdf_document(&options, &mut Vec::new());
    finish::finish(&mut file, pages, &marks, &fonts, &nested)?;
    finish::save(file)
}

/// Sixteen bytes that name what was hashed.
fn fingerprint(content: &[u8]) -> Vec<u8> {
    Sha256::digest(content)[..16].to_vec()
}
