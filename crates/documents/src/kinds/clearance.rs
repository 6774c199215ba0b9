//! The inquiry about a starred field.

use super::{
    Mark, applicant,
    grid::{Cell, Grid, Row},
    letter::{self, Block, LEFT, Size, Surroundings, WIDTH},
    tracking_code,
};
use crate::{
    input::{Checked, Clearance},
    kinds::postal_code,
    ornament::Tick,
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        placed::Composition,
        rich::{Rich, Style},
    },
};

/// Composes the letter.
pub(crate) fn compose(inquiry: &Checked<Clearance>, mark: Mark) -> Composition {
    let texts = &inquiry.texts;
    let surroundings = Surroundings {
        letter: &inquiry.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: "استعلام",
        signature: 41.0,
        margins: letter::MARGINS,
    };
    letter::compose(&surroundings, mark, |size| blocks(inquiry, size))
}

fn blocks(inquiry: &Clearance, size: Size) -> Vec<Block> {
    let texts = &inquiry.texts;
    let text = Style::regular(size.text);
    let field = [("field", Filling::Text(inquiry.applicant.field.as_str()))];
    let subject = fill(&texts.subject, letter::SUBJECT, &field);
    let mut blocks = letter::opening(&inquiry.letter, None, &subject);
    blocks.push(Block::text(&Rich::text(&texts.greeting, text), 0.0, 0.0));
    blocks.push(Block::text(&fill(&texts.body, text, &field), 8.0, 3.0));
    blocks.push(Block::Grid { grid: particulars(inquiry, size), after: 3.0 });
    let deadline = [("date", Filling::Code(inquiry.answer_by.as_str()))];
    blocks.push(Block::text(&fill(&texts.deadline, text, &deadline), 0.0, 3.0));
    blocks.push(Block::Grid { grid: answer(inquiry, size), after: 2.0 });
    blocks
}

fn particulars(inquiry: &Clearance, size: Size) -> Grid {
    let value = Style::semibold(10.0);
    let whole = |label: &str, content: Fit| {
        Row::Cells(vec![Cell::label(label), Cell::value(content).columns(3)])
    };
    let mut rows = applicant::rows(&inquiry.applicant, "رشته");
    rows.push(Row::Cells(vec![
        Cell::label("کد رهگیری"),
        Cell::value(Fit::any(Rich::new().code(&tracking_code(&inquiry.tracking_code), value))),
        Cell::label("کد پستی محل"),
        Cell::value(Fit::any(Rich::new().code(&postal_code(&inquiry.postal_code), value))),
    ]));
    rows.push(whole("نشانی محل", Fit::any(Rich::text(&inquiry.address, value))));
    rows.push(whole("طرح", Fit::any(Rich::text(&inquiry.plan, value))));
    rows.push(whole("شرح کار", letter::lengthy(&inquiry.description)));
    if !inquiry.question.is_empty() {
        rows.push(whole("پرسش ویژه", letter::lengthy(&inquiry.question)));
    }
    Grid::set(&rows, LEFT, &applicant::COLUMNS, size.padding)
}

/// Where the answer can be written on this very paper.
fn answer(inquiry: &Clearance, size: Size) -> Grid {
    let texts = &inquiry.texts;
    let choice = |text: &str| {
        let at = |size| Rich::text(text, Style::semibold(size));
        Cell::value(Fit::new(at(10.0), 1).or(at(9.0), 2)).tick(Tick::Empty).columns(2)
    };
    // Two lines of writing.
    let style = Style::regular(10.0);
    let blank = || Cell::value(Fit::any(Rich::text(" ", style).line_break(style).flow(" ", style)));
    let rows = [
        Row::Caption(texts.answer.clone()),
        Row::Cells(vec![choice(&texts.cleared), choice(&texts.denied)]),
        Row::Cells(vec![
            Cell::label("شماره و تاریخ پاسخ"),
            blank(),
            Cell::label("نام، امضا و مهر"),
            blank(),
        ]),
    ];
    Grid::set(&rows, LEFT, &[32.0, 44.0, 27.0, WIDTH - 103.0], size.padding)
}
