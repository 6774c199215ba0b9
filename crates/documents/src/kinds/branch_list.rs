//! The list of those who are referred to one branch of a bank.

use domain::text::{group_thousands, words};

use super::{
    Mark, fa,
    grid::Cell,
    letter::{self, Block, Surroundings},
    licence::printed_number,
    list::{self, List, MARGINS},
};
use crate::{
    input::{BranchList, Checked},
    texts::{Filling, fill},
    typeset::{
        paragraph::Align,
        placed::{Composition, Role},
        rich::{Rich, Style},
    },
};

const WIDTHS: [f64; 7] = [10.0, 43.0, 25.0, 32.0, 29.0, 30.0, 13.0];

/// Composes the list.
pub(crate) fn compose(input: &Checked<BranchList>, mark: Mark) -> Composition {
    let texts = &input.texts;
    let surroundings = Surroundings {
        letter: &input.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: "فهرست معرفی به بانک",
        signature: 48.0,
        margins: MARGINS,
    };
    let title = |text| Cell::small_title(text, Align::Centre);
    let list = List {
        surroundings,
        opening: opening(input),
        about: &input.branch,
        widths: &WIDTHS,
        titles: [
            "ردیف",
            "نام و نام خانوادگی",
            "شمارهٔ ملی",
            "شمارهٔ مجوز",
            "رشته",
            "مبلغ (ریال)",
            "مدت (ماه)",
        ]
        .map(title)
        .into(),
        rows: rows(input),
        sum_column: 5,
        total: format!("جمع کل: {} نفر", fa(input.rows.len())),
        closing: vec![in_words(input)],
    };
    list::compose(list, mark)
}

fn opening(input: &BranchList) -> Vec<Block> {
    let texts = &input.texts;
    let count = fa(input.rows.len());
    let subject = fill(&texts.subject, letter::SUBJECT, &[("count", Filling::Text(&count))]);
    let mut blocks = letter::opening_in(MARGINS, &input.letter, None, &subject, 1.0);
    let text = Style::regular(10.5);
    let number = fa(&input.minutes_number);
    let fillings = [
        ("number", Filling::Code(number.as_str())),
        ("date", Filling::Code(&input.minutes_on)),
        ("answer_by", Filling::Code(&input.answer_by)),
    ];
    blocks.push(Block::text_in(MARGINS, &fill(&texts.body, text, &fillings), 1.75, 0.0, 2.0));
    blocks
}

fn rows(input: &BranchList) -> Vec<(Vec<Cell>, u64)> {
    let row = |(index, row): (usize, &crate::input::ReferredHolder)| {
        let plain = Style::regular(9.3);
        let amount = group_thousands(row.amount_rials);
        let cells = vec![
            list::cell_number(index),
            list::cell_name(&row.name, &row.father_name),
            list::cell_code(&fa(&row.national_id), plain),
            list::cell_code(&printed_number(&row.licence_number), plain),
            Cell::value(list::cell_text(&row.field)),
            list::cell_amount(&amount),
            list::cell_code(&fa(row.months), plain),
        ];
        (cells, row.amount_rials)
    };
    input.rows.iter().enumerate().map(row).collect()
}

/// The sum of all in words, and in tomans.
fn in_words(input: &BranchList) -> Block {
    let sum: u64 = input.rows.iter().map(|row| row.amount_rials).sum();
    let text = Style::regular(10.5);
    let rich = Rich::text("جمع کل به حروف: ", text)
        .flow(&format!("{} ریال", words(sum)), Style::semibold(10.5))
        .flow("، برابر با ", text)
        .code(&group_thousands(sum / 10), text)
        .flow(" تومان.", text);
    Block::line(MARGINS, rich, Role::Paragraph, 1.75, 4.0)
}
