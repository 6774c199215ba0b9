//! Jalali days that filters take in one field.

use domain::dates::{Date, JalaliDate};
use maud::Markup;

use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;

/// The field of a day.
pub fn field(form: &Form<'_>, name: &'static str, label: &'static str) -> Markup {
    let hint = form.lang.say("مانند ۱۴۰۵/۰۱/۰۱", "Like 1405/01/01");
    form.text(Text { name, label, hint, kind: TextKind::Digits, autocomplete: "" })
}

/// The day that was typed, or what is wrong with it.
pub fn typed(typed: &Typed, name: &'static str, lang: Lang, errors: &mut Errors) -> Option<Date> {
    let day = JalaliDate::parse(typed.get(name)).map(JalaliDate::date);
    let wrong = lang.say("روز را مانند ۱۴۰۵/۰۱/۰۱ بنویسید.", "Write the day like 1405/01/01.");
    errors.take(name, day.map_err(|_| wrong.to_owned()))
}
