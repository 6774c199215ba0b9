//! Notices that a licence is out of force.

use super::{
    Mark, fa,
    grid::{Cell, Grid, Row},
    letter::{self, Block, LEFT, Size, Surroundings, WIDTH},
    licence::printed_number,
};
use crate::{
    input::{Checked, LicenceNotice},
    texts::{Filling, RevocationTexts, SuspensionTexts, fill},
    typeset::{
        fit::Fit,
        paragraph::Align,
        placed::{Composition, Role, Scope},
        rich::{Rich, Style},
    },
};

/// The texts that both notices have.
pub(crate) trait Wording {
    /// Title of the file.
    const TITLE: &'static str;

    fn words(&self) -> Words<'_>;
}

pub(crate) struct Words<'a> {
    invocation: &'a str,
    subject: &'a str,
    greeting: &'a str,
    body: &'a str,
    effect: &'a str,
    next: &'a str,
    comply: &'a str,
    come_back: &'a str,
    object: &'a str,
    ask: &'a str,
    closing: &'a str,
    verification: &'a str,
}

macro_rules! wording {
    ($texts:ty, $title:literal) => {
        impl Wording for $texts {
            const TITLE: &'static str = $title;

            fn words(&self) -> Words<'_> {
                Words {
                    invocation: &self.invocation,
                    subject: &self.subject,
                    greeting: &self.greeting,
                    body: &self.body,
                    effect: &self.effect,
                    next: &self.next,
                    comply: &self.comply,
                    come_back: &self.come_back,
                    object: &self.object,
                    ask: &self.ask,
                    closing: &self.closing,
                    verification: &self.verification,
                }
            }
        }
    };
}
wording!(RevocationTexts, "اعلام ابطال مجوز");
wording!(SuspensionTexts, "اعلام تعلیق مجوز");

/// Composes the letter.
pub(crate) fn compose<T: Wording>(notice: &Checked<LicenceNotice<T>>, mark: Mark) -> Composition {
    let words = notice.texts.words();
    let surroundings = Surroundings {
        letter: &notice.letter,
        invocation: words.invocation,
        closing: words.closing,
        verification: words.verification,
        title: T::TITLE,
        signature: 48.0,
        margins: letter::MARGINS,
    };
    letter::compose(&surroundings, mark, |size| blocks(notice, size))
}

fn blocks<T: Wording>(notice: &LicenceNotice<T>, size: Size) -> Vec<Block> {
    let words = notice.texts.words();
    let text = Style::regular(size.text);
    let number = printed_number(&notice.licence_number);
    let subject = fill(words.subject, letter::SUBJECT, &[("number", Filling::Code(&number))]);
    let who = letter::identity(&notice.national_id, &notice.tracking_code);
    let mut blocks = letter::opening(&notice.letter, Some(who), &subject);
    blocks.push(Block::text(&Rich::text(words.greeting, text), 0.0, 0.0));
    let field = [("field", Filling::Text(notice.field.as_str()))];
    blocks.push(Block::text(&fill(words.body, text, &field), 8.0, 2.0));
    blocks.push(Block::Grid { grid: licence(notice, size), after: 2.0 });
    blocks.push(Block::Grid { grid: grounds(notice, size), after: 3.0 });
    let from = [("date", Filling::Code(notice.out_of_force_from.as_str()))];
    blocks.push(Block::text(&fill(words.effect, text, &from), 0.0, 3.0));
    let next = Style::regular(10.3);
    let telephone = fa(&notice.letter.letterhead.telephone);
    let entries = [
        fill(words.comply, next, &[]),
        fill(words.come_back, next, &[]),
        fill(words.object, next, &[("date", Filling::Code(notice.object_by.as_str()))]),
        fill(words.ask, next, &[("telephone", Filling::Code(&telephone))]),
    ];
    blocks.push(Block::framed(words.next, &entries, 10.3));
    blocks
}

/// What the licence says of itself.
fn licence<T>(notice: &LicenceNotice<T>, size: Size) -> Grid {
    let value = Style::semibold(10.0);
    let code = |code: &str| Cell::value(Fit::any(Rich::new().code(code, value)));
    let row = Row::Cells(vec![
        Cell::label("شمارهٔ مجوز"),
        code(&printed_number(&notice.licence_number)),
        Cell::label("تاریخ صدور"),
        code(&notice.issued_on),
    ]);
    Grid::set(&[row], LEFT, &[24.0, 68.0, 27.0, 46.0], size.padding)
}

fn grounds<T>(notice: &LicenceNotice<T>, size: Size) -> Grid {
    let mut rows = vec![Row::Titles(vec![
        Cell::title("شرط", Align::Centre),
        Cell::title("متن شرط", Align::Start),
    ])];
    rows.extend(notice.conditions.iter().map(|condition| {
        let number = |size| Rich::new().code(&fa(&condition.number), Style::extrabold(size));
        let number = Fit::new(number(13.0), 1).or(number(10.0), 1).or(number(8.0), 2);
        let text = Fit::any(Rich::text(&condition.text, Style::semibold(10.0)));
        Row::Cells(vec![
            Cell::new(number, Role::HeaderCell(Scope::Row)).centred(),
            Cell::value(text),
        ])
    }));
    let mut reason = vec![Row::Cells(vec![
        Cell::label("شرح تصمیم"),
        Cell::value(letter::lengthy(&notice.reason)),
    ])];
    if notice.conditions.is_empty() {
        rows = reason;
    } else {
        rows.append(&mut reason);
    }
    Grid::set(&rows, LEFT, &[24.0, WIDTH - 24.0], size.padding)
}
