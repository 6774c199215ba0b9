//! The table of what a licence says of its holder.

use super::{LEFT, WIDTH, head::printed_number};
use crate::{
    input::{Holder, Licence, Replaced},
    kinds::{
        fa,
        particulars::{Columns, Particular, Particulars, Row},
        postal_code,
    },
    typeset::{
        fit::Fit,
        rich::{Rich, Style},
    },
};

const COLUMNS: Columns = Columns { x: LEFT, width: WIDTH, labels: [31.0, 25.0], padding: 0.3 };

/// The name of the holder.
pub(super) fn holder_name(licence: &Licence) -> &str {
    match &licence.holder {
        Holder::Natural(holder) => &holder.name,
        Holder::Legal(holder) => &holder.name,
    }
}

/// Sets values, in sizes that are all multiplied by the same.
#[derive(Clone, Copy)]
struct Values {
    scale: f64,
}

impl Values {
    fn text(self, text: &str, size: f64) -> Rich {
        Rich::text(text, Style::semibold(size * self.scale))
    }

    fn name(self, name: &str, size: f64) -> Rich {
        Rich::text(name, Style::extrabold(size * self.scale))
    }

    fn code(self, code: &str) -> Fit {
        Fit::any(Rich::new().code(code, Style::semibold(11.0 * self.scale)))
    }

    /// A short text that becomes smaller before it takes a second line.
    fn short(self, value: &str) -> Fit {
        let at = |size| self.text(value, size);
        Fit::new(at(11.0), 1).or(at(10.0), 2).or(at(9.0), 3)
    }

    /// A text with a note behind it in smaller type.
    fn noted(self, value: &str, label: &str, note: &str) -> Fit {
        let rich = |size: f64| {
            let small = Style::regular(8.5 * self.scale);
            self.text(value, size)
                .flow(&format!(" ({label} "), small)
                .code(note, small)
                .flow(")", small)
        };
        Fit::new(rich(11.0), 1).or(rich(11.0), 2).or(rich(10.0), 2).or(rich(9.0), 3)
    }

    fn whole_name(self, name: &str) -> Fit {
        Fit::new(self.name(name, 14.0), 1).or(self.name(name, 12.0), 2)
    }
}

/// Sets the table.
pub(super) fn table(licence: &Licence, least: f64, scale: f64) -> Particulars {
    let values = Values { scale };
    let mut rows = Vec::new();
    if let Some(replaced) = &licence.replaces {
        rows.extend(predecessor(licence, replaced, values));
    }
    rows.extend(holder(licence, values));
    if let Some(supporter) = &licence.supporter {
        let number = printed_number(&supporter.licence_number);
        let value = if number.is_empty() {
            values.short(&supporter.name)
        } else {
            values.noted(&supporter.name, "مجوز", &number)
        };
        rows.push(Row::One(Particular::new("پشتیبان", value)));
    }
    let field = values.noted(&licence.field.title, "کد رشته", &fa(&licence.field.code));
    rows.push(Row::One(Particular::new("رشتهٔ مصوب", field)));
    rows.push(Row::One(Particular::new("دستگاه اجرایی", values.short(&licence.agency))));
    let place = &licence.workplace;
    let address = Fit::new(values.text(&place.address, 11.0), 2)
        .or(values.text(&place.address, 10.0), 3)
        .or(values.text(&place.address, 9.0), 3);
    rows.push(Row::One(Particular::new("نشانی محل فعالیت", address)));
    rows.push(Row::Two(
        Particular::new("کد پستی", values.code(&postal_code(&place.postal_code))),
        Particular::new("شهرستان", values.short(&place.county)),
    ));
    Particulars::set(&rows, COLUMNS, least)
}

/// The licence whose place this one takes, and what is changed in it.
fn predecessor(licence: &Licence, replaced: &Replaced, values: Values) -> Vec<Row> {
    let rich = |size: f64| {
        let style = Style::semibold(size * values.scale);
        let small = Style::regular(8.5 * values.scale);
        let mut rich = Rich::new().code(&printed_number(replaced.number()), style);
        if !replaced.issued_on().is_empty() {
            rich = rich.flow(" صادرشده در ", small).code(replaced.issued_on(), style);
        }
        rich.flow(" — ", small).flow(&licence.texts.replaces, small)
    };
    let value = Fit::new(rich(11.0), 1).or(rich(10.0), 1).or(rich(10.0), 2);
    match replaced {
        Replaced::Renewal(_) => vec![Row::One(Particular::new("تمدید مجوز", value))],
        Replaced::Amendment(amended) => vec![
            Row::One(Particular::new("اصلاح مجوز", value)),
            Row::One(Particular::new("مورد اصلاح", values.short(&amended.what))),
        ],
    }
}

fn holder(licence: &Licence, values: Values) -> Vec<Row> {
    let kind = Particular::new("نوع فعالیت", values.short(licence.activity_kind.persian()));
    let [_, half, _] = COLUMNS.values();
    match &licence.holder {
        Holder::Natural(holder) => {
            let father = Particular::new("نام پدر", values.short(&holder.father_name));
            let in_half =
                Fit::new(values.name(&holder.name, 14.0), 2).or(values.name(&holder.name, 12.0), 2);
            let id = Particular::new("شمارهٔ ملی", values.code(&fa(&holder.national_id)));
            if in_half.fits(half) {
                vec![Row::Two(Particular::new("دارندهٔ مجوز", in_half), father), Row::Two(id, kind)]
            } else {
                let whole = values.whole_name(&holder.name);
                vec![
                    Row::One(Particular::new("دارندهٔ مجوز", whole)),
                    Row::One(father),
                    Row::Two(id, kind),
                ]
            }
        }
        Holder::Legal(holder) => {
            let whole = values.whole_name(&holder.name);
            vec![
                Row::One(Particular::new("دارندهٔ مجوز", whole)),
                Row::Two(Particular::new("شناسهٔ ملی", values.code(&fa(&holder.legal_id))), kind),
                Row::Two(
                    Particular::new("نماینده", values.short(&holder.representative)),
                    Particular::new(
                        "شمارهٔ ملی",
                        values.code(&fa(&holder.representative_national_id)),
                    ),
                ),
            ]
        }
    }
}
