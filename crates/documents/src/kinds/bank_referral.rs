//! The referral to a bank.

use domain::text::{group_thousands, words};

use super::{
    Mark, applicant, fa,
    grid::{Cell, Grid, Row},
    letter::{self, Block, LEFT, Size, Surroundings},
    licence::printed_number,
};
use crate::{
    input::{BankReferral, Checked, Facility},
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        placed::Composition,
        rich::{Rich, Style},
    },
};

/// Composes the letter.
pub(crate) fn compose(referral: &Checked<BankReferral>, mark: Mark) -> Composition {
    let texts = &referral.texts;
    let surroundings = Surroundings {
        letter: &referral.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: &texts.subject,
        signature: 48.0,
        margins: letter::MARGINS,
    };
    letter::compose(&surroundings, mark, |size| blocks(referral, size))
}

fn blocks(referral: &BankReferral, size: Size) -> Vec<Block> {
    let texts = &referral.texts;
    let text = Style::regular(size.text);
    let mut blocks =
        letter::opening(&referral.letter, None, &Rich::text(&texts.subject, letter::SUBJECT));
    blocks.push(Block::text(&Rich::text(&texts.greeting, text), 0.0, 0.0));
    let (number, year) = (fa(&referral.minutes_number), fa(referral.facility.budget_year));
    let fillings = [
        ("number", Filling::Code(&number)),
        ("date", Filling::Code(&referral.minutes_on)),
        ("year", Filling::Text(&year)),
    ];
    blocks.push(Block::text(&fill(&texts.body, text, &fillings), 8.0, 3.0));
    blocks.push(Block::Grid { grid: particulars(referral, size), after: 4.0 });
    let validity = [("date", Filling::Code(referral.valid_until.as_str()))];
    blocks.push(Block::text(&fill(&texts.validity, text, &validity), 0.0, 0.0));
    blocks
}

const VALUE: Style = Style::semibold(10.0);

fn code(code: &str) -> Cell {
    Cell::value(Fit::any(Rich::new().code(code, VALUE)))
}

fn particulars(referral: &BankReferral, size: Size) -> Grid {
    let facility = &referral.facility;
    let text = |text: &str| Cell::value(Fit::any(Rich::text(text, VALUE)));
    let mut rows = applicant::rows(&referral.applicant, "رشتهٔ مصوب");
    rows.push(Row::Cells(vec![
        Cell::label("شمارهٔ مجوز"),
        code(&printed_number(&referral.licence_number)),
        Cell::label("پایان اعتبار"),
        code(&referral.licence_expires_on),
    ]));
    rows.push(Row::Caption("تسهیلات".to_owned()));
    rows.push(Row::Cells(vec![Cell::label("مبلغ"), amount(facility).columns(3)]));
    rows.push(Row::Cells(vec![
        Cell::label("دورهٔ بازپرداخت"),
        text(&format!("{} ماه", fa(facility.months))),
        Cell::label("کارمزد"),
        text(&format!("{} درصد", fa(facility.fee_percent))),
    ]));
    let account = if facility.iban.is_empty() { "بانک" } else { "شمارهٔ شبا" };
    let dash = if facility.iban.is_empty() { "" } else { " — " };
    let bank = Rich::new()
        .code(&iban(&facility.iban), VALUE)
        .flow(&format!("{dash}{}", facility.bank), Style::regular(9.0));
    rows.push(Row::Cells(vec![Cell::label(account), Cell::value(Fit::any(bank)).columns(3)]));
    Grid::set(&rows, LEFT, &applicant::COLUMNS, size.padding)
}

/// Rials first and large, in digits and words, then the same in tomans.
fn amount(facility: &Facility) -> Cell {
    let big = Style::extrabold(15.0);
    let small = Style::regular(9.0);
    let rials = facility.amount_rials;
    let mut rich = Rich::new()
        .code(&group_thousands(rials), big)
        .flow(" ریال", big)
        .flow(&format!(" ({} ریال)", words(rials)), small)
        .line_break(small);
    let tomans = rials / 10;
    rich = rich.flow("برابر با ", small).code(&group_thousands(tomans), small);
    rich = rich.flow(&format!(" تومان ({} تومان)", words(tomans)), small);
    if !rials.is_multiple_of(10) {
        rich = rich.flow(&format!(" و {} ریال", fa(rials % 10)), small);
    }
    Cell::value(Fit::any(rich))
}

/// An account in groups of four.
fn iban(iban: &str) -> String {
    let mut grouped = String::new();
    for (index, character) in iban.chars().enumerate() {
        if index > 0 && index % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}
