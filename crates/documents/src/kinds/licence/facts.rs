//! The table of what a licence says of its holder.

use super::{LEFT, WIDTH, head::printed_number};
use crate::{
    input::{Holder, Licence},
    kinds::{
        fa,
        particulars::{Columns, Particular, Particulars, Row},
    },
    typeset::{
        fit::Fit,
        rich::{Rich, Style},
    },
};

const COLUMNS: Columns = Columns { x: LEFT, width: WIDTH, labels: [31.0, 25.0] };

/// The name of the holder.
pub(super) fn holder_name(licence: &Licence) -> &str {
    match &licence.holder {
        Holder::Natural(holder) => &holder.name,
        Holder::Legal(holder) => &holder.name,
    }
}

fn text(text: &str, size: f64) -> Rich {
    Rich::text(text, Style::semibold(size))
}

fn code(code: &str) -> Fit {
    Fit::any(Rich::new().code(code, Style::semibold(11.0)))
}

/// A short text that becomes smaller before it takes a second line.
fn short(value: &str) -> Fit {
    Fit::new(text(value, 11.0), 1).or(text(value, 10.0), 2).or(text(value, 9.0), 3)
}

/// A text with a note behind it in smaller type.
fn noted(value: &str, label: &str, note: &str) -> Fit {
    let rich = |size: f64| {
        let small = Style::regular(8.5);
        text(value, size).flow(&format!(" ({label} "), small).code(note, small).flow(")", small)
    };
    Fit::new(rich(11.0), 1).or(rich(11.0), 2).or(rich(10.0), 2).or(rich(9.0), 3)
}

/// Sets the table.
pub(super) fn table(licence: &Licence, least: f64) -> Particulars {
    let mut rows = holder(licence);
    if let Some(supporter) = &licence.supporter {
        let number = printed_number(&supporter.licence_number);
        rows.push(Row::One(Particular::new("پشتیبان", noted(&supporter.name, "مجوز", &number))));
    }
    let field = noted(&licence.field.title, "کد رشته", &fa(&licence.field.code));
    rows.push(Row::One(Particular::new("رشتهٔ مصوب", field)));
    rows.push(Row::One(Particular::new("دستگاه اجرایی", short(&licence.agency))));
    let place = &licence.workplace;
    let address = Fit::new(text(&place.address, 11.0), 2)
        .or(text(&place.address, 10.0), 3)
        .or(text(&place.address, 9.0), 3);
    rows.push(Row::One(Particular::new("نشانی محل فعالیت", address)));
    rows.push(Row::Two(
        Particular::new("کد پستی", code(&postal_code(&place.postal_code))),
        Particular::new("شهرستان", short(&place.county)),
    ));
    Particulars::set(&rows, COLUMNS, least)
}

/// A postal code in two groups.
fn postal_code(code: &str) -> String {
    let (first, last) = code.split_at_checked(5).unwrap_or((code, ""));
    fa(format!("{first}-{last}"))
}

fn holder(licence: &Licence) -> Vec<Row> {
    let kind = Particular::new("نوع فعالیت", short(licence.activity_kind.persian()));
    let name = |name: &str, size: f64| Rich::text(name, Style::extrabold(size));
    let [_, half, _] = COLUMNS.values();
    match &licence.holder {
        Holder::Natural(holder) => {
            let father = Particular::new("نام پدر", short(&holder.father_name));
            let in_half = Fit::new(name(&holder.name, 14.0), 2).or(name(&holder.name, 12.0), 2);
            let id = Particular::new("شمارهٔ ملی", code(&fa(&holder.national_id)));
            if in_half.fits(half) {
                vec![Row::Two(Particular::new("دارندهٔ مجوز", in_half), father), Row::Two(id, kind)]
            } else {
                let whole = Fit::new(name(&holder.name, 14.0), 1).or(name(&holder.name, 12.0), 2);
                vec![
                    Row::One(Particular::new("دارندهٔ مجوز", whole)),
                    Row::One(father),
                    Row::Two(id, kind),
                ]
            }
        }
        Holder::Legal(holder) => {
            let whole = Fit::new(name(&holder.name, 14.0), 1).or(name(&holder.name, 12.0), 2);
            vec![
                Row::One(Particular::new("دارندهٔ مجوز", whole)),
                Row::Two(Particular::new("شناسهٔ ملی", code(&fa(&holder.legal_id))), kind),
                Row::Two(
                    Particular::new("نماینده", short(&holder.representative)),
                    Particular::new("شمارهٔ ملی", code(&fa(&holder.representative_national_id))),
                ),
            ]
        }
    }
}
