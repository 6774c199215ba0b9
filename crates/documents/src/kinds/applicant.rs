//! The rows of a letter's table that say who the applicant is.

use super::{
    fa,
    grid::{Cell, Row},
};
use crate::{
    input::Applicant,
    typeset::{
        fit::Fit,
        rich::{Rich, Style},
    },
};

/// Widths of the columns, from the right.
pub(super) const COLUMNS: [f64; 4] = [32.0, 60.0, 27.0, 46.0];

/// Sets who the applicant is; the field has a label of its own in each letter.
pub(super) fn rows(applicant: &Applicant, field: &str) -> Vec<Row> {
    let style = Style::semibold(10.0);
    let text = |text: &str| Cell::value(Fit::any(Rich::text(text, style)));
    let code = |code: &str| Cell::value(Fit::any(Rich::new().code(code, style)));
    vec![
        Row::Caption("متقاضی".to_owned()),
        Row::Cells(vec![
            Cell::label("نام و نام خانوادگی"),
            text(&applicant.name),
            Cell::label("نام پدر"),
            text(&applicant.father_name),
        ]),
        Row::Cells(vec![
            Cell::label("شمارهٔ ملی"),
            code(&fa(&applicant.national_id)),
            Cell::label("تلفن همراه"),
            code(&mobile(&applicant.mobile)),
        ]),
        Row::Cells(vec![
            Cell::label(field),
            text(&applicant.field),
            Cell::label("نوع فعالیت"),
            text(applicant.activity_kind.persian()),
        ]),
    ]
}

/// A mobile telephone in the groups in which it is read.
fn mobile(number: &str) -> String {
    let groups: Vec<&str> =
        [0..4, 4..7, 7..11].into_iter().filter_map(|range| number.get(range)).collect();
    fa(groups.join(" "))
}
