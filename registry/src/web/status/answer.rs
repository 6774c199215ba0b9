//! What an answer says: the corrected value, and words beside it.

use domain::event::{Asked, CorrectableFact, Correction};
use domain::identifiers::{Iban, Mobile, PostalCode};
use domain::money::Rials;
use domain::text::{PlainText, TextError};
use maud::{Markup, html};

use super::request::our_text;
use super::words;
use crate::web::form::{Errors, Form, Text, TextKind, Typed};
use crate::web::lang::Lang;
use crate::web::register::person_form::typed_day;
use crate::web::register::words::Name;

/// The longest words beside an answer.
const NOTE: usize = 1_000;
/// The longest description of a plan.
const PARAGRAPH: usize = 4_000;

/// An answer as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The applicant's words, or ours where there are none.
    pub text: PlainText,
    /// The corrected values.
    pub corrections: Vec<Correction>,
}

/// What officers read beside a document.
pub fn document_sent() -> Option<PlainText> {
    our_text("مدرک فرستاده شد.")
}

/// The fields of an answer.
pub fn fields(form: Form<'_>, asked: &Asked) -> Markup {
    let lang = form.lang;
    html! {
        @if let Asked::Correct(fact) = asked { (value(form, *fact)) }
        (form.text(Text {
            name: "note",
            label: match asked {
                Asked::Visit => lang.say("پاسخ شما", "Your answer"),
                Asked::Correct(_) | Asked::Document(_) => lang.say("توضیح (اختیاری)", "A word on it (optional)"),
            },
            hint: match asked {
                Asked::Visit => lang.say(
                    "اگر رفته‌اید، روز آن را بنویسید. اگر نمی‌توانید بروید، بگویید چرا و چه روزی می‌توانید.",
                    "If you have been there, write on which day. If you cannot come, say why and when you can.",
                ),
                Asked::Correct(_) | Asked::Document(_) => "",
            },
            kind: TextKind::Lines,
            autocomplete: "",
        }))
    }
}

fn value(form: Form<'_>, fact: CorrectableFact) -> Markup {
    let lang = form.lang;
    let label = words::fact(lang, fact);
    let (kind, hint) = match fact {
        CorrectableFact::BornOn | CorrectableFact::CertificateExpiresOn => {
            return form.day(
                "value",
                label,
                lang.say("به تاریخ خورشیدی", "In the Jalali calendar"),
            );
        }
        CorrectableFact::Mobile => {
            (TextKind::Digits, lang.say("۱۱ رقم، با آغاز ۰۹", "11 digits, beginning with 09"))
        }
        CorrectableFact::ResidencePostalCode | CorrectableFact::WorkplacePostalCode => {
            (TextKind::Digits, lang.say("۱۰ رقم", "10 digits"))
        }
        CorrectableFact::OwnContribution => (TextKind::Digits, lang.say("به ریال", "In rials")),
        CorrectableFact::Iban => (TextKind::Words, lang.say("IR و ۲۴ رقم", "IR and 24 digits")),
        CorrectableFact::PlanDescription => (TextKind::Lines, ""),
        CorrectableFact::FirstName
        | CorrectableFact::LastName
        | CorrectableFact::FatherName
        | CorrectableFact::Residence
        | CorrectableFact::Workplace
        | CorrectableFact::PlanTitle
        | CorrectableFact::CertificateNumber => (TextKind::Words, ""),
    };
    form.text(Text { name: "value", label, hint, kind, autocomplete: "off" })
}

/// Reads an answer.
///
/// # Errors
/// What is wrong with it.
pub fn read(lang: Lang, asked: &Asked, typed: &Typed) -> Result<Answered, Errors> {
    let mut errors = Errors::default();
    let correction = match asked {
        Asked::Correct(fact) => {
            let read = corrected(lang, *fact, typed);
            errors.take("value", read).map(|correction| vec![correction])
        }
        Asked::Document(_) | Asked::Visit => Some(Vec::new()),
    };
    let name = Name::of("پاسخ", "answer");
    let note = typed.get("note");
    let text = if note.is_empty() && matches!(asked, Asked::Correct(_)) {
        our_text("مقدار درست نوشته شد.")
    } else {
        let read = PlainText::parse(note, NOTE).map_err(|error| name.text(lang, error, NOTE));
        errors.take("note", read)
    };
    match (text, correction) {
        (Some(text), Some(corrections)) => Ok(Answered { text, corrections }),
        _ => Err(errors),
    }
}

fn corrected(lang: Lang, fact: CorrectableFact, typed: &Typed) -> Result<Correction, String> {
    let (name, value) = (words::name(fact), typed.get("value"));
    let number = |read: Result<Correction, _>| read.map_err(|e| name.identifier(lang, e, value));
    let text = |parse: fn(&str, usize) -> Result<PlainText, TextError>, most| {
        let text = parse(value, most).map_err(|error| name.text(lang, error, most))?;
        Ok(Correction::Text(fact, text))
    };
    match fact {
        CorrectableFact::BornOn | CorrectableFact::CertificateExpiresOn => {
            let day = typed_day(typed, "value").map_err(|error| name.day(lang, error))?;
            Ok(Correction::Day(fact, day))
        }
        CorrectableFact::Mobile => number(Mobile::parse(value).map(Correction::Mobile)),
        CorrectableFact::ResidencePostalCode | CorrectableFact::WorkplacePostalCode => {
            number(PostalCode::parse(value).map(|code| Correction::PostalCode(fact, code)))
        }
        CorrectableFact::Iban => number(Iban::parse(value).map(Correction::Iban)),
        CorrectableFact::OwnContribution => {
            let read = Rials::parse(value).map_err(|error| name.amount(lang, error));
            read.map(Correction::OwnContribution)
        }
        CorrectableFact::FirstName | CorrectableFact::LastName | CorrectableFact::FatherName => {
            text(PlainText::parse_name, 80)
        }
        CorrectableFact::Residence | CorrectableFact::Workplace => text(PlainText::parse_line, 300),
        CorrectableFact::PlanTitle => text(PlainText::parse_line, 200),
        CorrectableFact::CertificateNumber => text(PlainText::parse_number, 60),
        CorrectableFact::PlanDescription => text(PlainText::parse, PARAGRAPH),
    }
}
