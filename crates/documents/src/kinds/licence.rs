//! The licence: an A4 page within a border of stars.
//!
//! Blocks stand one under the other, and what height is left over is shared between them. When a
//! licence is too high, the gaps shrink first, then the conditions, then the rows of the table;
//! number, marks, photograph, QR code and room for seals never do. Conditions that still do not
//! fit go on to further pages, each of which repeats whose licence it is.

mod bands;
mod facts;
mod foot;
mod head;

use bands::Bands;
pub(super) use head::printed_number;

use super::{
    Mark, fa,
    numbered::{ListStyle, Numbered},
    particulars::Particulars,
};
use crate::{
    input::{Checked, Licence, Standing},
    ornament::{Stars, border},
    typeset::{
        faces::Weight,
        paragraph::{Align, Paragraph, Setting},
        placed::{Pages, Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const LEFT: f64 = 20.0;
const WIDTH: f64 = 170.0;
const TOP: f64 = 19.1;
const BOTTOM: f64 = 278.8;
const LEAST_GAP: f64 = 1.5;
const HEAD: f64 = 41.0;
const FOOT: f64 = 5.6;

/// How much a licence has been made to shrink.
#[derive(Debug, Clone, Copy)]
struct Shrink {
    /// Size of the conditions.
    conditions: f64,
    /// Least height of a row of the table.
    row: f64,
}

const SHRINKS: [Shrink; 3] = [
    Shrink { conditions: 8.6, row: 7.6 },
    Shrink { conditions: 8.0, row: 7.6 },
    Shrink { conditions: 8.0, row: 7.0 },
];

struct Parts<'a> {
    licence: &'a Licence,
    bands: Bands,
    basis: Paragraph,
    facts: Particulars,
    conditions: Numbered,
}

impl<'a> Parts<'a> {
    fn set(licence: &'a Licence, shrink: Shrink) -> Self {
        let basis = Rich::new().flow(&licence.texts.basis, Style::regular(10.4));
        Self {
            licence,
            bands: Bands::of(licence),
            basis: Paragraph::set(&basis, Setting::new(WIDTH, Align::Justified, 1.75)),
            facts: facts::table(licence, shrink.row),
            conditions: conditions(&licence.conditions, shrink.conditions),
        }
    }

    /// The height of everything but the conditions' entries and the gaps.
    fn fixed_height(&self) -> f64 {
        HEAD + self.bands.height()
            + self.basis.height()
            + self.facts.height()
            + CONDITIONS_TITLE
            + foot::SIGNATURES
            + FOOT
    }
}

const CONDITIONS_TITLE: f64 = 5.2;
const GAPS: f64 = 6.0;

fn conditions(texts: &[String], size: f64) -> Numbered {
    let style = Style::regular(size);
    let entries: Vec<Rich> = texts.iter().map(|text| Rich::text(text, style)).collect();
    let number = Style::semibold(size);
    Numbered::set(&entries, WIDTH, ListStyle { leading: 1.6, hang: 5.5, number })
}

/// Composes a licence.
pub(crate) fn compose(licence: &Checked<Licence>, mark: Mark) -> Pages {
    let room = BOTTOM - TOP - GAPS * LEAST_GAP;
    let mut parts = Parts::set(licence, SHRINKS[0]);
    for shrink in &SHRINKS[1..] {
        if parts.fixed_height() + parts.conditions.height() <= room {
            break;
        }
        parts = Parts::set(licence, *shrink);
    }
    let here = parts.conditions.fitting(0, room - parts.fixed_height());
    let whole = here == parts.conditions.len();
    // A note says where the rest is, and takes the room of one condition.
    let here = if whole { here } else { here.saturating_sub(1) };

    let mut sheet = Sheet::new(210.0, 297.0);
    begin_page(&mut sheet, licence, mark);
    front(&mut sheet, &parts, here);
    let mut next = here;
    while next < parts.conditions.len() {
        sheet.turn();
        begin_page(&mut sheet, licence, mark);
        next = continuation(&mut sheet, &parts, next);
    }
    let count = sheet.page_count();
    for page in 0..count {
        sheet.on_page(page, |sheet| foot::footer(sheet, licence, page + 1, count));
    }
    sheet.finish(&format!(
        "{} {} {}",
        licence.texts.title,
        licence.texts.subject,
        fa(&licence.number)
    ))
}

fn begin_page(sheet: &mut Sheet, licence: &Licence, mark: Mark) {
    mark.put(sheet, 210.0, 297.0);
    let stars = match licence.standing {
        Standing::Provisional => Stars::Empty,
        Standing::Registered => Stars::Full,
    };
    border(sheet, stars, bands::tabs(licence));
    bands::draw_tabs(sheet, licence);
}

fn front(sheet: &mut Sheet, parts: &Parts<'_>, shown: usize) {
    let whole = shown == parts.conditions.len();
    let list = parts.conditions.height_of(shown) + if whole { 0.0 } else { NOTE };
    let gap = ((BOTTOM - TOP - parts.fixed_height() - list) / GAPS).max(0.0);
    let mut y = TOP;
    head::draw(sheet, parts.licence, y);
    y += HEAD + gap;
    parts.bands.draw(sheet, parts.licence, y);
    y += parts.bands.height() + gap;
    sheet.within(Role::Paragraph, |sheet| sheet.paragraph(&parts.basis, LEFT, y));
    y += parts.basis.height() + gap;
    parts.facts.draw(sheet, y);
    y += parts.facts.height() + gap;
    conditions_title(sheet, y);
    y += CONDITIONS_TITLE;
    y += parts.conditions.draw(sheet, 0..shown, LEFT, y);
    if !whole {
        let note = Rich::text("دنبالهٔ شرایط در صفحهٔ بعد آمده است.", Style::semibold(8.0));
        sheet.within(Role::Paragraph, |sheet| {
            sheet.text(&note, LEFT, y, Setting::new(WIDTH - 5.5, Align::Start, 1.6));
        });
        y += NOTE;
    }
    foot::signatures(sheet, parts.licence, y + gap);
}

/// Height of the note that conditions go on.
const NOTE: f64 = 4.6;

fn conditions_title(sheet: &mut Sheet, y: f64) {
    let title = Rich::text("شرایط", Style::extrabold(9.5).ink(Ink::Petrol));
    sheet.within(Role::Heading(2), |sheet| {
        sheet.text(&title, LEFT, y, Setting::new(WIDTH, Align::Start, 1.5));
    });
}

/// A page of further conditions; returns the first one that is not on it.
fn continuation(sheet: &mut Sheet, parts: &Parts<'_>, from: usize) -> usize {
    let licence = parts.licence;
    let mut y = TOP;
    sheet.ornament(|sheet| {
        let small = Style::semibold(9.5);
        let title =
            Rich::text(&format!("{} {}", licence.texts.title, licence.texts.subject), small)
                .flow(" — ", small)
                .flow("شمارهٔ مجوز ", small.ink(Ink::Petrol))
                .code(&head::printed_number(&licence.number), small.weight(Weight::ExtraBold));
        y += sheet.text(&title, LEFT, y, Setting::new(WIDTH, Align::Start, 1.6));
        let whose = Rich::text("دارندهٔ مجوز: ", small.ink(Ink::Petrol))
            .flow(facts::holder_name(licence), small);
        y += sheet.text(&whose, LEFT, y, Setting::new(WIDTH, Align::Start, 1.6));
        sheet.rule(LEFT, y + 1.5, WIDTH, Stroke::new(Ink::Petrol, 0.35));
    });
    y += 4.0;
    y += Bands::of(licence).draw_marks(sheet, licence, y);
    conditions_title(sheet, y);
    y += CONDITIONS_TITLE;
    let room = BOTTOM - FOOT - 3.0 - y;
    let count = parts.conditions.fitting(from, room).max(1);
    parts.conditions.draw(sheet, from..from + count, LEFT, y);
    from + count
}

/// The part of the page between the margins.
fn across(y: f64, height: f64) -> Rect {
    Rect::new(LEFT, y, WIDTH, height)
}
