//! The referral to Jahad Daneshgahi.

use super::{
    Mark, applicant, fa,
    grid::{Cell, Grid, Row},
    letter::{self, Block, LEFT, Size, Surroundings, WIDTH},
    tracking_code,
};
use crate::{
    input::{Checked, EmpowermentReferral},
    ornament::Tick,
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        placed::{Composition, Role, Scope},
        rich::{Rich, Style},
    },
};

/// Composes the letter.
pub(crate) fn compose(referral: &Checked<EmpowermentReferral>, mark: Mark) -> Composition {
    let texts = &referral.texts;
    let surroundings = Surroundings {
        letter: &referral.letter,
        invocation: &texts.invocation,
        closing: &texts.closing,
        verification: &texts.verification,
        title: &texts.subject,
        signature: 41.0,
        margins: letter::MARGINS,
    };
    letter::compose(&surroundings, mark, |size| blocks(referral, size))
}

fn blocks(referral: &EmpowermentReferral, size: Size) -> Vec<Block> {
    let texts = &referral.texts;
    let text = Style::regular(size.text);
    let mut blocks =
        letter::opening(&referral.letter, None, &Rich::text(&texts.subject, letter::SUBJECT));
    blocks.push(Block::text(&Rich::text(&texts.greeting, text), 0.0, 0.0));
    let number = fa(&referral.approval_number);
    let fillings =
        [("number", Filling::Code(&number)), ("date", Filling::Code(&referral.approved_on))];
    blocks.push(Block::text(&fill(&texts.body, text, &fillings), 8.0, 3.0));
    blocks.push(Block::Grid { grid: particulars(referral, size), after: 3.0 });
    blocks.push(Block::Grid { grid: services(referral, size), after: 3.0 });
    let deadline = [("date", Filling::Code(referral.answer_by.as_str()))];
    blocks.push(Block::text(&fill(&texts.deadline, text, &deadline), 0.0, 0.0));
    blocks
}

fn particulars(referral: &EmpowermentReferral, size: Size) -> Grid {
    let value = Style::semibold(10.0);
    let mut rows = applicant::rows(&referral.applicant, "رشته");
    rows.push(Row::Cells(vec![
        Cell::label("کد رهگیری"),
        Cell::value(Fit::any(Rich::new().code(&tracking_code(&referral.tracking_code), value))),
        Cell::label("دستگاه اجرایی"),
        Cell::value(Fit::any(Rich::text(&referral.agency, value))),
    ]));
    rows.push(Row::Cells(vec![
        Cell::label("نشانی"),
        Cell::value(Fit::any(Rich::text(&referral.address, value))).columns(3),
    ]));
    Grid::set(&rows, LEFT, &applicant::COLUMNS, size.padding)
}

fn services(referral: &EmpowermentReferral, size: Size) -> Grid {
    let mut rows = vec![Row::Caption("خدمات درخواستی".to_owned())];
    rows.extend(referral.services.in_order().into_iter().map(|(name, about)| {
        // All services are always printed, and one that is not asked for says so, that nobody
        // can tick it by hand unseen.
        let tick = if about.is_some() { Tick::Ticked } else { Tick::Empty };
        let name = Fit::any(Rich::text(name, Style::semibold(10.5)));
        let about = about.unwrap_or("درخواست نشده است");
        Row::Cells(vec![
            Cell::new(name, Role::HeaderCell(Scope::Row)).tick(tick),
            Cell::value(Fit::any(Rich::text(about, Style::regular(9.0)))),
        ])
    }));
    Grid::set(&rows, LEFT, &[66.0, WIDTH - 66.0], size.padding)
}
