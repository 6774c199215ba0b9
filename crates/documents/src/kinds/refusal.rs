//! The refusal.

use super::{
    Mark, fa,
    grid::{Cell, Grid, Row},
    letter::{self, Block, LEFT, Size, Surroundings, WIDTH},
};
use crate::{
    input::{Checked, Refusal},
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        paragraph::Align,
        placed::{Composition, Role, Scope},
        rich::{Rich, Style},
    },
};

/// Composes the letter.
pub(crate) fn compose(refusal: &Checked<Refusal>, mark: Mark) -> Composition {
    let texts = &refusal.texts;
    let surroundings = Surroundings {
        letter: &refusal.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: "اعلام تأیید نشدن درخواست",
        signature: 48.0,
        margins: letter::MARGINS,
    };
    letter::compose(&surroundings, mark, |size| blocks(refusal, size))
}

fn blocks(refusal: &Refusal, size: Size) -> Vec<Block> {
    let texts = &refusal.texts;
    let text = Style::regular(size.text);
    let field = [("field", Filling::Text(refusal.field.as_str()))];
    let subject = fill(&texts.subject, letter::SUBJECT, &field);
    let who = letter::identity(&refusal.national_id, &refusal.tracking_code);
    let mut blocks = letter::opening(&refusal.letter, Some(who), &subject);
    blocks.push(Block::text(&Rich::text(&texts.greeting, text), 0.0, 0.0));
    let edition = fa(&refusal.edition);
    let fillings = [
        ("date", Filling::Code(refusal.applied_on.as_str())),
        ("edition", Filling::Code(&edition)),
    ];
    blocks.push(Block::text(&fill(&texts.body, text, &fillings), 8.0, 3.0));
    blocks.push(Block::Grid { grid: conditions(refusal, size), after: 3.0 });
    let next = Style::regular(10.3);
    let telephone = fa(&refusal.letter.letterhead.telephone);
    let entries = [
        fill(&texts.apply_again, next, &[]),
        fill(&texts.object, next, &[("date", Filling::Code(refusal.object_by.as_str()))]),
        fill(&texts.ask, next, &[("telephone", Filling::Code(&telephone))]),
    ];
    blocks.push(Block::framed(&texts.next, &entries, 10.3));
    blocks
}

fn conditions(refusal: &Refusal, size: Size) -> Grid {
    let mut rows = vec![Row::Titles(vec![
        Cell::title("شرط", Align::Centre),
        Cell::title("متن شرط", Align::Start),
        Cell::title("توضیح کارشناس", Align::Start),
        Cell::title("مستند", Align::Start),
    ])];
    rows.extend(refusal.conditions.iter().map(|condition| {
        let number = |size| Rich::new().code(&fa(&condition.number), Style::extrabold(size));
        let number = Fit::new(number(13.0), 1).or(number(10.0), 1).or(number(8.0), 2);
        let text = |text: &str, style| Cell::value(Fit::any(Rich::text(text, style)));
        Row::Cells(vec![
            Cell::new(number, Role::HeaderCell(Scope::Row)).centred(),
            text(&condition.text, Style::semibold(10.0)),
            Cell::value(letter::lengthy(&condition.finding)),
            text(&condition.evidence, Style::regular(9.5)),
        ])
    }));
    let widths = [18.0, (WIDTH - 37.0) * 0.58, (WIDTH - 37.0) * 0.42, 19.0];
    Grid::set(&rows, LEFT, &widths, size.padding)
}
