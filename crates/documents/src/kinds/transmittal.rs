//! The list of the files that one office hands to another.

use super::{
    Mark, fa,
    grid::Cell,
    letter::{self, Block, Surroundings},
    list::{self, List, MARGINS},
    tracking_code,
};
use crate::{
    input::{Checked, HandedFile, Transmittal},
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        paragraph::Align,
        placed::Composition,
        rich::{Rich, Style},
    },
};

const WIDTHS: [f64; 7] = [10.0, 40.0, 25.0, 34.0, 30.0, 27.0, 16.0];

/// Composes the list.
pub(crate) fn compose(input: &Checked<Transmittal>, mark: Mark) -> Composition {
    let texts = &input.texts;
    let surroundings = Surroundings {
        letter: &input.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: "فهرست ارسال پرونده",
        signature: 48.0,
        margins: MARGINS,
    };
    let title = |text| Cell::small_title(text, Align::Centre);
    let list = List {
        surroundings,
        opening: opening(input),
        about: &input.receiver,
        widths: &WIDTHS,
        titles: [
            "ردیف",
            "نام و نام خانوادگی",
            "شمارهٔ ملی",
            "کد رهگیری",
            "رشته",
            "سبب و تاریخ ارسال",
            "شمار مدارک",
        ]
        .map(title)
        .into(),
        rows: input.rows.iter().enumerate().map(row).collect(),
        sum_column: 6,
        total: format!("جمع کل: {} پرونده", fa(input.rows.len())),
        closing: vec![receipt(input)],
    };
    list::compose(list, mark)
}

fn opening(input: &Transmittal) -> Vec<Block> {
    let texts = &input.texts;
    let count = fa(input.rows.len());
    let subject = fill(&texts.subject, letter::SUBJECT, &[("count", Filling::Text(&count))]);
    let mut blocks = letter::opening_in(MARGINS, &input.letter, None, &subject, 1.0);
    let body = Rich::text(&texts.body, Style::regular(10.5));
    blocks.push(Block::text_in(MARGINS, &body, 1.75, 0.0, 2.0));
    blocks
}

fn row((index, row): (usize, &HandedFile)) -> (Vec<Cell>, u64) {
    let plain = Style::regular(9.3);
    let cause = Rich::text(row.cause.persian(), plain)
        .line_break(plain)
        .code(&row.handed_over_on, Style::regular(8.5));
    let cells = vec![
        list::cell_number(index),
        list::cell_name(&row.name, &row.father_name),
        list::cell_code(&fa(&row.national_id), plain),
        list::cell_code(&tracking_code(&row.tracking_code), plain),
        Cell::value(list::cell_text(&row.field)),
        Cell::value(Fit::any(cause)),
        list::cell_code(&fa(row.documents), plain),
    ];
    (cells, row.documents)
}

/// What the receiver signs.
fn receipt(input: &Transmittal) -> Block {
    let rich = Rich::text(&input.texts.received, Style::regular(10.5));
    Block::text_in(MARGINS, &rich, 1.75, 0.0, 4.0)
}
