//! The mark of a specimen.

use crate::typeset::{
    paragraph::{Align, Setting},
    placed::Point,
    rich::{Ink, Rich, Style},
    sheet::Sheet,
};

/// Whether a paper counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// It shows what a paper looks like, and says so on every page.
    Specimen,
    /// It comes from a decision.
    Genuine,
}

/// The word that a specimen carries.
pub(crate) const SPECIMEN: &str = "نمونه";
/// The line at the top of each of its pages.
const NOTICE: &str = "نمونه — این برگ سند نیست و اعتبار ندارد";

impl Mark {
    /// Puts the mark under everything that follows on the page.
    pub(crate) fn put(self, sheet: &mut Sheet, width: f64, height: f64) {
        if self == Self::Specimen {
            // The small line first: readers learn from the first text how high a line is.
            let notice = Rich::text(NOTICE, Style::extrabold(8.5));
            sheet.ornament(|sheet| {
                sheet.text(&notice, 0.0, 3.0, Setting::new(width, Align::Centre, 1.3));
            });
            let style = Style::extrabold(width.min(height) * 0.72).ink(Ink::Mark);
            let middle = Point::new(width / 2.0, height / 2.0);
            sheet.slanted(&Rich::text(SPECIMEN, style), middle, 45.0);
        }
    }
}
