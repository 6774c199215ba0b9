//! Emblem and office, title, photograph.

use super::{LEFT, WIDTH};
use crate::{
    input::{Licence, read_photograph},
    kinds::fa,
    ornament,
    typeset::{
        fit::Fit,
        paragraph::{Align, Paragraph},
        placed::{Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const COLUMN: f64 = 60.0;
const TITLE: f64 = WIDTH - 2.0 * COLUMN;
const LEAST: f64 = 41.0;
/// Height of the emblem with the gap under it.
const EMBLEM: f64 = 18.0;

/// A licence number in groups of four.
pub(in crate::kinds) fn printed_number(number: &str) -> String {
    let groups: Vec<&str> = [0..4, 4..8, 8..12].into_iter().filter_map(|r| number.get(r)).collect();
    fa(groups.join(" "))
}

/// The head of the first page, set.
pub(super) struct Head {
    office: Vec<Paragraph>,
    invocation: Paragraph,
    title: Vec<Paragraph>,
}

fn total(paragraphs: &[Paragraph]) -> f64 {
    paragraphs.iter().map(Paragraph::height).sum()
}

impl Head {
    pub(super) fn set(licence: &Licence) -> Self {
        let texts = &licence.texts;
        let office = licence.letterhead.lines.iter().enumerate().map(|(number, line)| {
            let style = if number == 0 { Style::extrabold(9.5) } else { Style::regular(8.0) };
            let at = |size| Rich::text(line, style.size(size));
            let fit = Fit::new(at(style.size), 1).or(at(style.size - 0.8), 1).or(at(7.0), 2);
            fit.set(COLUMN, Align::Centre, 1.6)
        });
        let first = |size| Rich::text(super::title(licence), Style::semibold(size));
        let second = |size| Rich::text(&texts.subject, Style::extrabold(size).ink(Ink::Petrol));
        Self {
            office: office.collect(),
            invocation: Fit::any(Rich::text(&texts.invocation, Style::regular(9.5))).set(
                TITLE,
                Align::Centre,
                1.75,
            ),
            title: vec![
                Fit::new(first(15.0), 1).or(first(12.0), 2).set(TITLE, Align::Centre, 1.5),
                Fit::new(second(24.0), 1).or(second(18.0), 2).or(second(14.0), 2).set(
                    TITLE,
                    Align::Centre,
                    1.4,
                ),
            ],
        }
    }

    pub(super) fn height(&self) -> f64 {
        let title = 2.5 + self.invocation.height() + total(&self.title);
        LEAST.max(EMBLEM + total(&self.office)).max(title)
    }

    /// Draws the head.
    pub(super) fn draw(&self, sheet: &mut Sheet, licence: &Licence, y: f64) {
        let x = LEFT + WIDTH - COLUMN;
        ornament::rosette(sheet, x + (COLUMN - 17.0) / 2.0, y, 17.0);
        sheet.within(Role::Paragraph, |sheet| {
            let mut top = y + EMBLEM;
            for line in &self.office {
                top += sheet.paragraph(line, x, top);
            }
        });
        let x = LEFT + COLUMN;
        let mut top = y + 1.0;
        top += sheet.within(Role::Paragraph, |sheet| sheet.paragraph(&self.invocation, x, top));
        top += 1.5;
        sheet.within(Role::Heading(1), |sheet| {
            for line in &self.title {
                top += sheet.paragraph(line, x, top);
            }
        });
        photograph(sheet, licence, y);
    }
}

fn photograph(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let frame = Rect::new(LEFT, y, 30.0, 40.0);
    let picture = licence.photograph.as_ref().and_then(|photo| read_photograph(photo).ok());
    if let Some(picture) = picture {
        sheet.figure("عکس دارندهٔ مجوز", |sheet| sheet.picture(picture, frame));
    } else {
        sheet
            .figure("جای عکس ۳ در ۴", |sheet| ornament::missing_photograph(sheet, frame));
    }
    sheet.frame(frame, Stroke::new(Ink::Petrol, 0.4));
}
