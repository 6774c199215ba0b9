//! Head and foot of a letter's pages, signature and copies.

use super::{BOTTOM, Margins, Surroundings};
use crate::{
    input::Letterhead,
    kinds::fa,
    ornament, qr,
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        paragraph::{Align, Paragraph, Setting},
        placed::{Point, Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const OFFICE: f64 = 62.0;
const MARKS: f64 = 48.0;

/// Draws emblem, office, date, number, attachment and the rule under them; returns where the text
/// begins.
pub(super) fn head(sheet: &mut Sheet, surroundings: &Surroundings<'_>) -> f64 {
    let letter = surroundings.letter;
    let Margins { left, head: width, .. } = surroundings.margins;
    let right = left + width;
    ornament::rosette(sheet, right - OFFICE / 2.0 - 8.5, 11.0, 17.0);
    let mut top = 28.8;
    sheet.within(Role::Paragraph, |sheet| {
        for (number, line) in letter.letterhead.lines.iter().enumerate() {
            let style = if number == 0 { Style::extrabold(10.0) } else { Style::regular(8.5) };
            let at = |size: f64| Rich::text(line, style.size(size));
            let fit = Fit::new(at(style.size), 1).or(at(style.size - 1.0), 1).or(at(7.0), 2);
            let line = fit.set(OFFICE, Align::Centre, 1.5);
            top += sheet.paragraph(&line, right - OFFICE, top);
        }
    });
    sheet.within(Role::Paragraph, |sheet| {
        let middle = width - OFFICE - MARKS;
        let invocation = Rich::text(surroundings.invocation, Style::semibold(12.0));
        sheet.text(&invocation, left + MARKS, 18.0, Setting::new(middle, Align::Centre, 1.75));
    });
    marks(sheet, surroundings);
    let y = (top + 2.0).max(52.7);
    let half = (width - 22.0) / 2.0;
    let rule = Stroke::new(Ink::Petrol, 0.35);
    sheet.rule(left, y, half, rule);
    sheet.rule(right - half, y, half, rule);
    ornament::three_stars(sheet, Point::new(left + width / 2.0, y));
    y + 5.3
}

fn marks(sheet: &mut Sheet, surroundings: &Surroundings<'_>) {
    let mark = &surroundings.letter.mark;
    let left = surroundings.margins.left;
    let style = Style::semibold(10.0);
    let number = fa(&mark.number);
    let value = |rich: &dyn Fn(Style) -> Rich| {
        [9.0, 8.0, 7.0, 6.0]
            .into_iter()
            .fold(Fit::new(rich(style), 1), |fit, size| fit.or(rich(style.size(size)), 1))
    };
    let rows = [
        ("تاریخ:", value(&|style| Rich::new().code(&mark.date, style))),
        ("شماره:", value(&|style| Rich::new().code(&number, style))),
        ("پیوست:", value(&|style| Rich::text(&mark.attachment, style))),
    ];
    let dots = Stroke { ink: Ink::Mid, width: 0.2, dash: Some((0.2, 0.6)) };
    for (index, (label, value)) in (0_u32..).zip(rows) {
        let y = 17.0 + 7.2 * f64::from(index);
        sheet.within(Role::Paragraph, |sheet| {
            let label = Rich::text(label, style.ink(Ink::Petrol));
            sheet.text(&label, left, y, Setting::new(MARKS, Align::Start, 2.0));
            sheet.paragraph(&value.set(MARKS - 14.0, Align::Start, 2.0), left, y);
        });
        sheet.rule(left, y + 6.9, MARKS, dots);
    }
}

/// Draws address, how the letter is checked, and the QR code.
pub(super) fn foot(sheet: &mut Sheet, surroundings: &Surroundings<'_>, page: usize, pages: usize) {
    const CODE: f64 = 19.0;
    let letter = surroundings.letter;
    let Margins { left, head: width, .. } = surroundings.margins;
    let y = 266.0;
    sheet.rule(left, y, width, Stroke::new(Ink::Petrol, 0.25));
    let size = if letter.letterhead.address.chars().count() > 120 { 7.0 } else { 8.0 };
    let small = Style::regular(size);
    let address = address_line(&letter.letterhead, small);
    let place = [("address", Filling::Code(letter.verification.address.as_str()))];
    let check = fill(surroundings.verification, small, &place)
        .flow(" ", small)
        .code(&letter.verification.code, Style::extrabold(8.0));
    let counted = Rich::text(&format!("صفحهٔ {} از {}", fa(page), fa(pages)), Style::semibold(8.5));
    let draw = |sheet: &mut Sheet| {
        let x = left + CODE + 5.0;
        let setting = Setting::new(width - CODE - 5.0, Align::Start, 1.65);
        let mut top = y + 1.5;
        sheet.within(Role::Paragraph, |sheet| top += sheet.text(&address, x, top, setting));
        sheet.within(Role::Paragraph, |sheet| top += sheet.text(&check, x, top, setting));
        if pages > 1 {
            sheet.within(Role::Paragraph, |sheet| sheet.text(&counted, x, top, setting));
        }
        if let Some(modules) = qr::modules(&letter.verification.qr) {
            sheet.figure("رمزینهٔ بررسی درستی نامه", |sheet| {
                qr::draw(sheet, &modules, Rect::new(left + 1.0, y + 3.0, CODE, CODE));
            });
        }
    };
    if page == 1 { draw(sheet) } else { sheet.ornament(draw) }
}

/// Where an office is, with its postal code and its telephone.
pub(in crate::kinds) fn address_line(office: &Letterhead, style: Style) -> Rich {
    let mut line = Rich::new().flow(&format!("نشانی: {}", office.address), style);
    if let Some((beat, point)) =
        office.postal_code.split_at_checked(5).filter(|(_, point)| !point.is_empty())
    {
        line = line.flow(" — کد پستی ", style).code(&fa(format!("{beat}-{point}")), style);
    }
    line.flow(" — تلفن ", style).code(&fa(&office.telephone), style)
}

/// The place for signature and seal, and who else receives the letter.
pub(super) struct EndMatter {
    signature: Vec<Paragraph>,
    copies: Vec<Paragraph>,
    height: f64,
    margins: Margins,
}

const SIGNATURE: f64 = 72.0;
/// The gap between signature and copies.
const BETWEEN: f64 = 3.0;

fn copies_width(margins: Margins) -> f64 {
    margins.text - SIGNATURE - BETWEEN
}

impl EndMatter {
    pub(super) fn set(surroundings: &Surroundings<'_>) -> Self {
        let letter = surroundings.letter;
        let line = |text: &str, style: Style| {
            Fit::any(Rich::text(text, style)).set(SIGNATURE, Align::Centre, 1.6)
        };
        let signature = vec![
            line(surroundings.closing, Style::regular(10.5)),
            line(&letter.signatory.name, Style::extrabold(12.0)),
            line(&letter.signatory.title, Style::regular(10.5)),
        ];
        let mut copies = Vec::new();
        if !letter.copies_to.is_empty() {
            let width = copies_width(surroundings.margins);
            let small = |rich: Rich| Fit::any(rich).set(width, Align::Start, 1.75);
            copies.push(small(Rich::text("رونوشت:", Style::extrabold(9.0))));
            for (index, copy) in letter.copies_to.iter().enumerate() {
                let text = format!("{}. {copy}", fa(index + 1));
                copies.push(small(Rich::text(&text, Style::regular(9.0))));
            }
        }
        let beside: f64 = copies.iter().map(Paragraph::height).sum();
        let height = surroundings.signature.max(beside) + 2.0;
        Self { signature, copies, height, margins: surroundings.margins }
    }

    pub(super) fn height(&self) -> f64 {
        self.height
    }

    pub(super) fn draw(&self, sheet: &mut Sheet, y: f64) {
        let Margins { left, text: width, .. } = self.margins;
        sheet.within(Role::Paragraph, |sheet| {
            let mut top = y + 2.0;
            for line in &self.signature {
                top += sheet.paragraph(line, left, top);
            }
        });
        let beside: f64 = self.copies.iter().map(Paragraph::height).sum();
        let mut top = BOTTOM.min(y + self.height) - beside;
        let x = left + width - copies_width(self.margins);
        if !self.copies.is_empty() {
            sheet.within(Role::Paragraph, |sheet| {
                for line in &self.copies {
                    top += sheet.paragraph(line, x, top);
                }
            });
        }
    }
}
