//! The correction notice.

use super::{
    Mark, fa,
    grid::{Cell, Grid, Row},
    letter::{self, Block, LEFT, Size, Surroundings, WIDTH},
};
use crate::{
    input::{Checked, Correction},
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        paragraph::Align,
        placed::{Composition, Role, Scope},
        rich::{Ink, Rich, Style},
    },
};

/// Composes the letter.
pub(crate) fn compose(notice: &Checked<Correction>, mark: Mark) -> Composition {
    let texts = &notice.texts;
    let surroundings = Surroundings {
        letter: &notice.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: "درخواست تکمیل و اصلاح پرونده",
        signature: 48.0,
        margins: letter::MARGINS,
    };
    letter::compose(&surroundings, mark, |size| blocks(notice, size))
}

fn blocks(notice: &Correction, size: Size) -> Vec<Block> {
    let texts = &notice.texts;
    let text = Style::regular(size.text);
    let field = [("field", Filling::Text(notice.field.as_str()))];
    let subject = fill(&texts.subject, letter::SUBJECT, &field);
    let who = letter::identity(&notice.national_id, &notice.tracking_code);
    let mut blocks = letter::opening(&notice.letter, Some(who), &subject);
    blocks.push(Block::text(&Rich::text(&texts.greeting, text), 0.0, 0.0));
    let applied = [("date", Filling::Code(notice.applied_on.as_str()))];
    blocks.push(Block::text(&fill(&texts.body, text, &applied), 8.0, 3.0));
    blocks.push(Block::Grid { grid: items(notice, size), after: 3.0 });
    let next = Style::regular(10.3);
    let telephone = fa(&notice.letter.letterhead.telephone);
    let entries = [
        fill(&texts.answer, next, &[("date", Filling::Code(notice.answer_by.as_str()))]),
        fill(&texts.each, next, &[]),
        fill(&texts.ask, next, &[("telephone", Filling::Code(&telephone))]),
    ];
    blocks.push(Block::framed(&texts.next, &entries, 10.3));
    blocks
}

fn items(notice: &Correction, size: Size) -> Grid {
    let mut rows = vec![Row::Titles(vec![
        Cell::title("ردیف", Align::Centre),
        Cell::title("موضوع", Align::Start),
        Cell::title("آنچه باید انجام شود", Align::Start),
        Cell::title("شرط", Align::Centre),
    ])];
    rows.extend(notice.items.iter().enumerate().map(|(index, item)| {
        let number = Rich::text(&fa(index + 1), Style::extrabold(11.0).ink(Ink::Petrol));
        let condition = Rich::new().code(&fa(&item.condition), Style::extrabold(11.0));
        Row::Cells(vec![
            Cell::new(Fit::any(number), Role::HeaderCell(Scope::Row)).centred(),
            Cell::value(Fit::any(Rich::text(&item.subject, Style::semibold(10.0)))),
            Cell::value(letter::lengthy(&item.action)),
            Cell::value(Fit::any(condition)).centred(),
        ])
    }));
    Grid::set(&rows, LEFT, &[15.0, 46.0, WIDTH - 79.0, 18.0], size.padding)
}
