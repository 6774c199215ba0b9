//! Emblem and office, title, photograph.

use super::{LEFT, WIDTH};
use crate::{
    input::{Licence, read_photograph},
    kinds::fa,
    ornament,
    typeset::{
        paragraph::{Align, Setting},
        placed::{Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const COLUMN: f64 = 60.0;

/// A licence number in groups of four.
pub(in crate::kinds) fn printed_number(number: &str) -> String {
    let groups: Vec<&str> = [0..4, 4..8, 8..12].into_iter().filter_map(|r| number.get(r)).collect();
    fa(groups.join(" "))
}

/// Draws the head of the first page.
pub(super) fn draw(sheet: &mut Sheet, licence: &Licence, y: f64) {
    office(sheet, licence, y);
    title(sheet, licence, y);
    photograph(sheet, licence, y);
}

fn office(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let x = LEFT + WIDTH - COLUMN;
    ornament::rosette(sheet, x + (COLUMN - 17.0) / 2.0, y, 17.0);
    let mut top = y + 18.0;
    sheet.within(Role::Paragraph, |sheet| {
        for (number, line) in licence.letterhead.lines.iter().enumerate() {
            let style = if number == 0 { Style::extrabold(9.5) } else { Style::regular(8.0) };
            let setting = Setting::new(COLUMN, Align::Centre, 1.6);
            top += sheet.text(&Rich::text(line, style), x, top, setting);
        }
    });
}

fn title(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let texts = &licence.texts;
    let x = LEFT + COLUMN;
    let width = WIDTH - 2.0 * COLUMN;
    let setting = |leading| Setting::new(width, Align::Centre, leading);
    let mut top = y + 1.0;
    let invocation = Rich::text(&texts.invocation, Style::regular(9.5));
    top += sheet.within(Role::Paragraph, |sheet| sheet.text(&invocation, x, top, setting(1.75)));
    top += 1.5;
    sheet.within(Role::Heading(1), |sheet| {
        let first = Rich::text(&texts.title, Style::semibold(15.0));
        top += sheet.text(&first, x, top, setting(1.5));
        let second = Rich::text(&texts.subject, Style::extrabold(24.0).ink(Ink::Petrol));
        sheet.text(&second, x, top, setting(1.4));
    });
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
