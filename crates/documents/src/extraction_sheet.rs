//! One page whose strings are hard to take out of a file again: harakat, numbers in parts, brackets
//! beside codes, Latin in a Persian sentence.
//!
//! It is set with what every document is set with, so that what readers make of it, and what it weighs,
//! says what they make of a document.

use serde::Deserialize;

use crate::{
    InputError, ProblemCode, RenderError,
    input::{Photograph, read_photograph},
    ornament::{self, Stars, Tabs},
    pdf, qr,
    typeset::{
        paragraph::{Align, Paragraph, Setting},
        placed::{Composition, Rect, Role, Scope, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

/// The strings of the page, as JSON.
pub const STRINGS: &str = include_str!("extraction_sheet/strings.json");

/// The text of the code on the page.
pub const CODE: &str = "https://example.ir/v?id=ABC-12345";

#[derive(Deserialize)]
struct Strings {
    headings: [String; 2],
    fields: Vec<(String, String)>,
    paragraph: String,
    signature: String,
}

/// Draws the page, with a photograph of 3 by 4 or the place of one.
///
/// # Errors
/// Refuses a photograph that cannot be printed.
pub fn draw(photograph: Option<&[u8]>) -> Result<Vec<u8>, RenderError> {
    let pages = compose(photograph)?;
    pdf::write(&pages).map_err(|error| RenderError::Write(Box::new(error)))
}

#[expect(clippy::expect_used, reason = "the strings are embedded, and a test draws the page")]
fn compose(photograph: Option<&[u8]>) -> Result<Composition, InputError> {
    const LEFT: f64 = 24.0;
    const WIDTH: f64 = 162.0;
    let strings: Strings = serde_json::from_str(STRINGS).expect("the embedded strings are JSON");
    let mut sheet = Sheet::new(210.0, 297.0);
    ornament::border(&mut sheet, Stars::Full, Tabs { top: false, bottom: false });
    ornament::rosette(&mut sheet, 95.0, 20.0, 20.0);
    let mut y = 43.0;
    for (level, (heading, size)) in (1..).zip(strings.headings.iter().zip([20.0, 14.0])) {
        sheet.within(Role::Heading(level), |sheet| {
            let text = Rich::text(heading, Style::extrabold(size).ink(Ink::Petrol));
            y += sheet.text(&text, LEFT, y, Setting::new(WIDTH, Align::Centre, 1.7));
        });
    }
    picture(&mut sheet, photograph, Rect::new(LEFT, y + 4.0, 30.0, 40.0))?;
    y = fields(&mut sheet, &strings.fields, LEFT + 36.0, y + 4.0) + 6.0;
    let regular = Style::regular(11.0);
    sheet.within(Role::Paragraph, |sheet| {
        let text = Rich::text(&strings.paragraph, regular);
        y += sheet.text(&text, LEFT, y, Setting::new(WIDTH, Align::Justified, 1.9)) + 8.0;
    });
    sheet.within(Role::Paragraph, |sheet| {
        let text = Rich::text(&strings.signature, Style::semibold(11.0));
        sheet.text(&text, LEFT, y, Setting::new(80.0, Align::Centre, 1.7));
    });
    sheet.figure("رمزینه", |sheet| {
        let modules = qr::modules(CODE).expect("a short text has a code");
        qr::draw(sheet, &modules, Rect::new(LEFT + WIDTH - 34.0, y, 30.0, 30.0));
    });
    Ok(sheet.finish(&strings.headings[1]))
}

fn picture(sheet: &mut Sheet, photograph: Option<&[u8]>, frame: Rect) -> Result<(), InputError> {
    let picture = photograph
        .map(|jpeg| read_photograph(&Photograph::of_jpeg(jpeg)))
        .transpose()
        .map_err(|message| InputError::one("photograph", ProblemCode::Photograph, message))?;
    match picture {
        Some(picture) => sheet.figure("عکس", |sheet| sheet.picture(picture, frame)),
        None => sheet.figure("جای عکس", |sheet| ornament::missing_photograph(sheet, frame)),
    }
    Ok(())
}

/// Labels and values as a table of two columns; returns where it ends.
fn fields(sheet: &mut Sheet, fields: &[(String, String)], x: f64, top: f64) -> f64 {
    const LABEL: f64 = 36.0;
    const VALUE: f64 = 90.0;
    let mut y = top;
    sheet.within(Role::Table, |sheet| {
        for (label, value) in fields {
            let label = Rich::text(label, Style::regular(9.5).ink(Ink::Petrol));
            let value = Rich::text(value, Style::semibold(10.5));
            let set = |rich: &Rich, width: f64| {
                Paragraph::set(rich, Setting::new(width, Align::Start, 1.7))
            };
            let (label, value) = (set(&label, LABEL), set(&value, VALUE));
            let height = label.height().max(value.height()) + 1.2;
            sheet.within(Role::Row, |sheet| {
                sheet.within(Role::HeaderCell(Scope::Row), |sheet| {
                    let middle = y + (height - label.height()) / 2.0;
                    sheet.paragraph(&label, x + VALUE, middle);
                });
                sheet.within(Role::Cell, |sheet| {
                    let middle = y + (height - value.height()) / 2.0;
                    sheet.paragraph(&value, x, middle);
                });
            });
            y += height;
            sheet.rule(x, y, LABEL + VALUE, Stroke::new(Ink::Mid, 0.15));
        }
    });
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_one_page_and_the_same_twice() {
        assert_eq!(compose(None).unwrap().pages.len(), 1);
        assert_eq!(draw(None).unwrap(), draw(None).unwrap());
        assert!(draw(Some(b"no picture")).is_err());
    }
}
