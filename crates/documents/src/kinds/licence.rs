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
use foot::{Footer, Signing};
use head::Head;
pub(super) use head::printed_number;

use super::{
    Mark, fa,
    numbered::{ListStyle, Numbered},
    particulars::Particulars,
};
use crate::{
    input::{Checked, Licence, Replaced, Standing},
    ornament::{Stars, border},
    typeset::{
        faces::Weight,
        paragraph::{Align, Paragraph, Setting},
        placed::{Composition, Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const LEFT: f64 = 20.0;
const WIDTH: f64 = 170.0;
const TOP: f64 = 19.1;
const BOTTOM: f64 = 278.8;
const LEAST_GAP: f64 = 1.2;
/// There are seven blocks from head to footer.
const GAPS: f64 = 6.0;
const CONDITIONS_TITLE: f64 = 5.2;
/// Height of the note that conditions go on.
const NOTE: f64 = 4.6;

/// How much a licence has been made to shrink.
#[derive(Debug, Clone, Copy)]
struct Shrink {
    /// Size of the legal basis.
    basis: f64,
    /// Size of the conditions.
    conditions: f64,
    /// Least height of a row of the table.
    row: f64,
    /// What the sizes of the table's values are multiplied by.
    values: f64,
}

const SHRINKS: [Shrink; 6] = [
    Shrink { basis: 10.4, conditions: 8.6, row: 7.6, values: 1.0 },
    Shrink { basis: 10.4, conditions: 8.0, row: 7.6, values: 1.0 },
    Shrink { basis: 10.4, conditions: 8.0, row: 7.0, values: 1.0 },
    Shrink { basis: 9.6, conditions: 7.6, row: 6.8, values: 0.95 },
    Shrink { basis: 9.2, conditions: 7.6, row: 6.2, values: 0.85 },
    Shrink { basis: 8.6, conditions: 7.6, row: 5.6, values: 0.8 },
];

struct Parts<'a> {
    licence: &'a Licence,
    head: Head,
    bands: Bands,
    basis: Paragraph,
    facts: Particulars,
    conditions: Numbered,
    signing: Signing,
}

impl<'a> Parts<'a> {
    fn set(licence: &'a Licence, shrink: Shrink) -> Self {
        let basis = Rich::text(&licence.texts.basis, Style::regular(shrink.basis));
        Self {
            licence,
            head: Head::set(licence),
            bands: Bands::of(licence),
            basis: Paragraph::set(&basis, Setting::new(WIDTH, Align::Justified, 1.75)),
            facts: facts::table(licence, shrink.row, shrink.values),
            conditions: conditions(&licence.conditions, shrink.conditions),
            signing: Signing::set(licence),
        }
    }

    /// The height of everything but the conditions' entries, the gaps and the footer.
    fn fixed_height(&self) -> f64 {
        self.head.height()
            + self.bands.height()
            + self.basis.height()
            + self.facts.height()
            + CONDITIONS_TITLE
            + self.signing.height()
    }
}

fn conditions(texts: &[String], size: f64) -> Numbered {
    let style = Style::regular(size);
    let entries: Vec<Rich> = texts.iter().map(|text| Rich::text(text, style)).collect();
    let hang = if texts.len() > 9 { 7.0 } else { 5.5 };
    Numbered::set(&entries, WIDTH, ListStyle { leading: 1.6, hang, number: Style::semibold(size) })
}

/// Sets the blocks in the largest size in which they fit, and says how many conditions come on the
/// first page.
fn arrange(licence: &Licence) -> (Parts<'_>, usize) {
    let room = BOTTOM - TOP - GAPS * LEAST_GAP;
    let short = room - Footer::OnePage.height();
    for shrink in SHRINKS {
        let parts = Parts::set(licence, shrink);
        if parts.fixed_height() + parts.conditions.height() <= short {
            let all = parts.conditions.len();
            return (parts, all);
        }
    }
    // On several pages there is room enough: only what must be on the first one may shrink.
    let long = room - Footer::Counted.height() - NOTE;
    let mut parts = Parts::set(licence, SHRINKS[0]);
    for shrink in &SHRINKS[1..] {
        if parts.fixed_height() <= long {
            break;
        }
        parts = Parts::set(licence, *shrink);
    }
    let here = parts.conditions.fitting(0, long - parts.fixed_height());
    (parts, here)
}

/// Composes a licence.
pub(crate) fn compose(licence: &Checked<Licence>, mark: Mark) -> Composition {
    let (parts, here) = arrange(licence);
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
    let subject = &licence.texts.subject;
    sheet.finish(&format!("{} {subject} {}", title(licence), fa(&licence.number)))
}

/// The first line of the title: it says when a licence is renewed or amended.
fn title(licence: &Licence) -> &str {
    match &licence.replaces {
        None => &licence.texts.title,
        Some(Replaced::Renewal(_)) => &licence.texts.renewed_title,
        Some(Replaced::Amendment(_)) => &licence.texts.amended_title,
    }
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
    let (footer, note) = if shown == parts.conditions.len() {
        (Footer::OnePage, 0.0)
    } else {
        (Footer::Counted, NOTE)
    };
    let used = parts.fixed_height() + parts.conditions.height_of(0..shown) + note + footer.height();
    let gap = ((BOTTOM - TOP - used) / GAPS).max(0.0);
    let mut y = TOP;
    parts.head.draw(sheet, parts.licence, y);
    y += parts.head.height() + gap;
    parts.bands.draw(sheet, parts.licence, y);
    y += parts.bands.height() + gap;
    sheet.within(Role::Paragraph, |sheet| sheet.paragraph(&parts.basis, LEFT, y));
    y += parts.basis.height() + gap;
    parts.facts.draw(sheet, y);
    y += parts.facts.height() + gap;
    conditions_title(sheet, y);
    y += CONDITIONS_TITLE;
    if shown > 0 {
        y += parts.conditions.draw(sheet, 0..shown, LEFT, y);
    }
    if note > 0.0 {
        let text = match shown {
            0 => "شرایط در صفحهٔ بعد آمده است.",
            _ => "دنبالهٔ شرایط در صفحهٔ بعد آمده است.",
        };
        let text = Rich::text(text, Style::semibold(8.0));
        sheet.within(Role::Paragraph, |sheet| {
            sheet.text(&text, LEFT, y, Setting::new(WIDTH - 5.5, Align::Start, 1.6));
        });
    }
    parts.signing.draw(sheet, parts.licence, y + note + gap);
}

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
        let label = small.ink(Ink::Petrol);
        let setting = Setting::new(WIDTH, Align::Start, 1.6);
        let subject = &licence.texts.subject;
        let title = Rich::text(&format!("{} {subject} — ", title(licence)), small)
            .flow("شمارهٔ مجوز ", label)
            .code(&printed_number(&licence.number), small.weight(Weight::ExtraBold));
        y += sheet.text(&title, LEFT, y, setting);
        let whose = Rich::text("دارندهٔ مجوز: ", label).flow(facts::holder_name(licence), small);
        y += sheet.text(&whose, LEFT, y, setting);
        sheet.rule(LEFT, y + 1.5, WIDTH, Stroke::new(Ink::Petrol, 0.35));
    });
    y += 4.0;
    y += parts.bands.draw_marks(sheet, licence, y);
    y += 1.5;
    sheet.ornament(|sheet| conditions_title(sheet, y));
    y += CONDITIONS_TITLE;
    let room = BOTTOM - Footer::Counted.height() - 3.0 - y;
    let count = parts.conditions.fitting(from, room).max(1);
    parts.conditions.draw(sheet, from..from + count, LEFT, y);
    from + count
}

/// The part of the page between the margins.
fn across(y: f64, height: f64) -> Rect {
    Rect::new(LEFT, y, WIDTH, height)
}
