//! Wrong inputs are refused by field and reason.

use crate::{
    Document, Kind, ProblemCode, RenderError,
    input::{
        ActivityKind, BankReferral, Earlier, Holder, Licence, NaturalHolder, Refusal, Replaced,
    },
    render_json, render_specimen,
};

fn problems(document: &Document) -> Vec<(String, &'static str)> {
    match render_specimen(document) {
        Err(RenderError::Input(error)) => error
            .problems
            .into_iter()
            .inspect(|problem| assert!(!problem.message.is_empty()))
            .map(|problem| (problem.field, problem.code.as_str()))
            .collect(),
        Err(other) => panic!("{other}"),
        Ok(_) => Vec::new(),
    }
}

fn licence(change: impl FnOnce(&mut Licence)) -> Vec<(String, &'static str)> {
    let mut licence = Licence::example();
    change(&mut licence);
    problems(&Document::Licence(Box::new(licence)))
}

fn one(field: &str, code: &'static str) -> Vec<(String, &'static str)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn identifiers_and_dates_are_checked() {
    let number = licence(|licence| licence.number = "000001234715".into());
    assert_eq!(number, one("number", "bad-checksum"));
    let date = licence(|licence| licence.issued_on = "1404/12/30".into());
    assert_eq!(date, one("issued_on", "no-such-day"));
    let order = licence(|licence| licence.expires_on = "1405/09/01".into());
    assert_eq!(order, one("expires_on", "date-order"));
    let postal = licence(|licence| licence.workplace.postal_code = "12".into());
    assert_eq!(postal, one("workplace.postal_code", "bad-length"));
    let time = licence(|licence| licence.printed_at = "25:00".into());
    assert_eq!(time, one("printed_at", "bad-time"));
}

#[test]
fn characters_that_cannot_be_printed_are_refused_by_name() {
    for (text, code) in [
        ("علی\u{0}", "control-character"),
        ("علی \u{202e}رضا\u{202c}", "direction"),
        ("علی \u{2067}رضا", "direction"),
        ("علی \u{e001}", "private-character"),
        ("علی 🦋", "picture"),
        ("علی 漢", "no-glyph"),
        ("", "empty"),
    ] {
        let found = licence(|licence| licence.agency = text.into());
        assert_eq!(found, one("agency", code), "{text:?}");
    }
    let mut licence = Licence::example();
    licence.conditions[3].push('漢');
    let Err(RenderError::Input(error)) = render_specimen(&Document::Licence(Box::new(licence)))
    else {
        panic!("a glyph is missing")
    };
    assert_eq!(error.problems[0].field, "conditions[3]");
    assert!(error.problems[0].message.contains("U+6F22"));
}

#[test]
fn a_text_that_is_too_long_is_refused() {
    let found = licence(|licence| licence.agency = "ی".repeat(5_000));
    assert_eq!(found, one("agency", "too-long"));
    let found = licence(|licence| licence.conditions = vec!["شرط".into(); 61]);
    assert_eq!(found, one("conditions", "too-many"));
    let found = licence(|licence| licence.verification.qr = "x".repeat(600));
    assert_eq!(found, one("verification.qr", "qr-too-long"));
}

#[test]
fn direction_marks_that_are_closed_again_are_dropped() {
    let plain = render_specimen(&Document::example(Kind::Licence)).unwrap();
    let mut licence = Licence::example();
    licence.agency = format!("\u{2067}{}\u{2069}\u{200f}", licence.agency);
    assert_eq!(render_specimen(&Document::Licence(Box::new(licence))).unwrap(), plain);
}

#[test]
fn arabic_letters_and_digits_give_the_same_paper() {
    let plain = render_specimen(&Document::example(Kind::Licence)).unwrap();
    let mut licence = Licence::example();
    licence.number = "۰۰۰۰-۰۱۲۳-۴۷۱۴".into();
    licence.agency = licence.agency.replace('ی', "ي").replace('ک', "ك");
    assert_eq!(render_specimen(&Document::Licence(Box::new(licence))).unwrap(), plain);
}

#[test]
fn facts_that_contradict_each_other_are_refused() {
    let found = licence(|licence| licence.activity_kind = ActivityKind::Independent);
    assert_eq!(found, one("supporter", "contradiction"));
    let found = licence(|licence| licence.signatures.labour = licence.signatures.agency.clone());
    assert_eq!(found, one("signatures", "contradiction"));
    let found = licence(|licence| licence.copy.made_out_on = Some("1405/10/02".into()));
    assert_eq!(found, one("copy.made_out_on", "contradiction"));
    let second = |in_place_of| crate::input::Copy {
        number: 2,
        in_place_of,
        made_out_on: Some("1405/10/02".into()),
    };
    let found = licence(|licence| licence.copy = second(Some(2)));
    assert_eq!(found, one("copy.in_place_of", "contradiction"));
}

#[test]
fn a_licence_takes_the_place_of_an_earlier_one() {
    let renewed = |number: &str, issued_on: &str| {
        let earlier = Earlier { number: number.into(), issued_on: issued_on.into() };
        licence(|licence| licence.replaces = Some(Replaced::Renewal(earlier)))
    };
    assert!(renewed("000000331062", "1402/09/02").is_empty());
    assert!(renewed("000000331062", "").is_empty());
    assert!(renewed("000000331062", "1405/09/02").is_empty());
    assert_eq!(renewed("000000331062", "1405/09/03"), one("replaces.issued_on", "date-order"));
    assert_eq!(renewed("000001234714", ""), one("replaces.number", "contradiction"));
    assert_eq!(renewed("12", ""), one("replaces.number", "bad-length"));
}

#[test]
fn a_refusal_needs_a_numbered_condition() {
    let refusal = Refusal { conditions: Vec::new(), ..Refusal::example() };
    assert_eq!(problems(&Document::Refusal(Box::new(refusal))), one("conditions", "empty"));
}

#[test]
fn an_account_of_another_bank_is_refused() {
    let mut referral = BankReferral::example();
    referral.facility.iban = "IR710600000000000123456789".into();
    let found = problems(&Document::BankReferral(Box::new(referral.clone())));
    assert_eq!(found, one("facility.iban", "other-bank"));
    referral.facility.iban.clear();
    assert!(problems(&Document::BankReferral(Box::new(referral))).is_empty());
}

#[test]
fn a_template_with_an_unknown_place_is_refused() {
    let found = licence(|licence| licence.texts.duplicate_meaning = "در {day}".into());
    assert_eq!(found, one("texts.duplicate_meaning", "malformed"));
}

#[test]
fn unknown_and_missing_fields_are_refused_by_path() {
    let example = Kind::Licence.example_json();
    let unknown = example.replacen("\"agency\":", "\"agencies\": 1, \"agency\":", 1);
    let mistyped = example.replacen("\"number\": 1", "\"number\": \"one\"", 1);
    for (json, field) in
        [(unknown.as_str(), "agencies"), (mistyped.as_str(), "copy.number"), ("{", ""), ("[]", "")]
    {
        let Err(RenderError::Input(error)) = render_json(Kind::Licence, json) else {
            panic!("{json}")
        };
        assert_eq!(error.problems[0].code, ProblemCode::Malformed);
        if !field.is_empty() {
            assert_eq!(error.problems[0].field, field);
        }
    }
}

/// What the checks say of a licence whose holder has this name.
fn named(name: &str) -> Vec<(String, &'static str)> {
    licence(|licence| licence.holder = holder(name))
}

fn holder(name: &str) -> Holder {
    let Holder::Natural(holder) = Licence::example().holder else {
        panic!("the example is a person's")
    };
    Holder::Natural(NaturalHolder { name: name.into(), ..holder })
}

fn paper_of(name: &str) -> Vec<u8> {
    let licence = Licence { holder: holder(name), ..Licence::example() };
    render_specimen(&Document::Licence(Box::new(licence))).unwrap()
}

#[test]
fn a_name_cannot_take_the_look_of_another_name() {
    let turned = ["\u{202e}یلع\u{202c}", "\u{202d}علی\u{202c}", "\u{202e}یلع", "علی\u{202c}"];
    for name in turned {
        assert_eq!(named(name), one("holder.name", "direction"), "{name:?}");
    }
    // Marks that turn nothing around by force, and characters nobody sees, leave no trace.
    let plain = paper_of("علی 12 رضا");
    for trick in ["\u{2066}", "\u{2067}", "\u{2068}", "\u{202a}", "\u{202b}"] {
        let close = if trick < "\u{2066}" { '\u{202c}' } else { '\u{2069}' };
        assert_eq!(paper_of(&format!("علی {trick}12 رضا{close}")), plain, "{trick:?}");
    }
    for trick in ['\u{200e}', '\u{200f}', '\u{61c}', '\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}'] {
        assert_eq!(paper_of(&format!("علی{trick} 1{trick}2 رضا")), plain, "{trick:?}");
    }
    for hidden in
        ['\u{2061}', '\u{2064}', '\u{115f}', '\u{3164}', '\u{180e}', '\u{34f}', '\u{fe00}']
    {
        let found = named(&format!("علی{hidden} رضا"));
        assert_eq!(found, one("holder.name", "no-glyph"), "{hidden:?}");
    }
}

#[test]
fn presentation_forms_are_printed_as_the_letters_they_stand_for() {
    let plain = paper_of("علی لاله");
    assert_eq!(paper_of("\u{fecb}\u{fee0}\u{fbfd} \u{fefb}\u{fedf}\u{feea}"), plain);
    // Whole words in one character are not in a name.
    assert_eq!(named("\u{fdfa}"), one("holder.name", "no-glyph"));
}

#[test]
fn a_name_of_five_thousand_characters_is_refused() {
    assert_eq!(named(&"ن".repeat(5_000)), one("holder.name", "too-long"));
}
