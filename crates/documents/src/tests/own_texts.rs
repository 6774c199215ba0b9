//! An office's own words: what they change, and what is refused.

use super::overlong::{self, officer};
use crate::{
    Document, Kind, ProblemCode,
    input::{Letterhead, Refusal},
    render_specimen,
    texts::own::{OwnText, TextPart},
};

const REFUSAL: TextPart = TextPart::Of(Kind::Refusal);

fn refusal(name: &str, text: &str) -> OwnText {
    let mut words = REFUSAL.built_in();
    words.texts.insert(name.to_owned(), text.to_owned());
    words
}

fn lines(lines: &[&str]) -> OwnText {
    let lines = lines.iter().map(|line| (*line).to_owned()).collect();
    OwnText { lines, ..REFUSAL.built_in() }
}

/// Field, code, and what it is about.
fn problems(part: TextPart, words: OwnText) -> Vec<(String, &'static str, String)> {
    let refused = words.checked(part).map_err(|error| error.problems);
    let problems = refused.err().unwrap_or_default().into_iter();
    let looked = problems.inspect(|problem| assert!(!problem.message.is_empty()));
    looked.map(|problem| (problem.field, problem.code.as_str(), problem.about)).collect()
}

fn one(field: &str, code: &'static str, about: &str) -> Vec<(String, &'static str, String)> {
    vec![(field.to_owned(), code, about.to_owned())]
}

fn drawn(document: &Document) -> Vec<u8> {
    render_specimen(document).expect("it is drawn")
}

#[test]
fn built_in_words_change_nothing() {
    for kind in Kind::ALL {
        let words = TextPart::Of(kind).built_in();
        assert_eq!(Document::example(kind).worded(&words), Document::example(kind));
    }
}

#[test]
fn built_in_words_are_words_that_an_office_may_use() {
    for part in TextPart::all().filter(|part| *part != TextPart::Letterhead) {
        let words = part.built_in();
        assert!(!words.texts.is_empty());
        assert_eq!(words.clone().checked(part), Ok(words), "{part:?}");
    }
    let head = OwnText::of_letterhead(Letterhead::agency());
    assert_eq!(head.clone().checked(TextPart::Letterhead), Ok(head));
}

#[test]
fn each_text_of_an_office_is_read_on_the_page() {
    for part in TextPart::all() {
        let TextPart::Of(kind) = part else { continue };
        let before = drawn(&Document::example(kind));
        for field in part.fields() {
            let mut words = part.built_in();
            let text = format!("{} سپاس", field.built_in);
            words.texts.insert(field.name.to_owned(), text);
            let words = words.checked(part).expect("good words");
            let after = drawn(&Document::example(kind).worded(&words));
            assert_ne!(after, before, "{} of {kind:?} is not drawn", field.name);
        }
    }
}

#[test]
fn a_specimen_has_the_offices_head_and_its_copies() {
    let head = Letterhead { telephone: "۰۸۶-۳۴۱۷".into(), ..Letterhead::agriculture() };
    let words = lines(&["{agency}، برای آگاهی", "بایگانی"]);
    let document = Document::example_of(Kind::Refusal, &head, &words, "جهاد کشاورزی", &officer());
    let Document::Refusal(refusal) = &document else { panic!("a refusal") };
    assert_eq!((&refusal.letter.letterhead, &refusal.letter.signatory), (&head, &officer()));
    assert_eq!(refusal.letter.copies_to, ["جهاد کشاورزی، برای آگاهی", "بایگانی"]);
    for part in TextPart::all() {
        let TextPart::Of(kind) = part else { continue };
        drawn(&Document::example_of(kind, &head, &part.built_in(), "جهاد کشاورزی", &officer()));
    }
}

#[test]
fn the_words_of_a_decision_are_not_an_offices_to_edit() {
    for name in ["body", "subject", "next", "verification", "invocation"] {
        let found = problems(REFUSAL, refusal(name, "به دلخواه"));
        assert_eq!(found, one(name, "malformed", ""));
    }
    for kind in [Kind::Licence, Kind::Dossier] {
        assert!(TextPart::all().all(|part| part != TextPart::Of(kind)));
    }
}

#[test]
fn a_refused_text_names_its_field_and_reason() {
    let greeting = |text: &str| problems(REFUSAL, refusal("greeting", text));
    assert_eq!(greeting("  "), one("greeting", "empty", ""));
    assert_eq!(greeting(&"ن".repeat(81)), one("greeting", "too-long", "80"));
    assert_eq!(greeting("سلام \u{202e}ملا\u{202c}"), one("greeting", "direction", ""));
    assert_eq!(greeting("سلام \u{2067}"), one("greeting", "direction", ""));
    assert_eq!(greeting("سلام 😀"), one("greeting", "picture", ""));
    assert_eq!(greeting("سلام 漢"), one("greeting", "no-glyph", "U+6F22"));
    assert_eq!(greeting("سلام\0"), one("greeting", "control-character", ""));
    assert_eq!(greeting("سلام {name}"), one("greeting", "malformed", "name"));
    assert_eq!(greeting("سلام {"), one("greeting", "stray-mark", "{"));
    assert_eq!(greeting("سلام **گرم**"), one("greeting", "stray-mark", "**"));
    let missing = OwnText { texts: [].into(), lines: Vec::new() };
    assert_eq!(problems(REFUSAL, missing).len(), REFUSAL.fields().count());
}

#[test]
fn a_text_keeps_the_places_of_its_built_in_one() {
    let object = |text: &str| problems(REFUSAL, refusal("object", text));
    assert_eq!(object("می‌توانید اعتراض کنید."), one("object", "missing-place", "date"));
    assert!(object("تا {date} می‌توانید اعتراض کنید.").is_empty());
    let deadline = TextPart::Of(Kind::Clearance);
    let bold = |text: &str| {
        let mut words = deadline.built_in();
        words.texts.insert("deadline".to_owned(), text.to_owned());
        problems(deadline, words)
    };
    assert!(bold("پاسخ تا **{date}**").is_empty());
    assert_eq!(bold("پاسخ تا **{date}"), one("deadline", "stray-mark", "**"));
}

#[test]
fn a_refused_line_names_its_place() {
    assert_eq!(problems(REFUSAL, lines(&["پرونده", ""])), one("lines[1]", "empty", ""));
    assert_eq!(problems(REFUSAL, lines(&["{office}"])), one("lines[0]", "malformed", "office"));
    assert_eq!(problems(REFUSAL, lines(&["ن"; 7])), one("lines", "too-many", "6"));
    assert!(problems(REFUSAL, lines(&[])).is_empty(), "nobody need receive a copy");
    let receipt = TextPart::Of(Kind::Receipt);
    let copied = OwnText { lines: vec!["پرونده".into()], ..receipt.built_in() };
    assert_eq!(problems(receipt, copied), one("lines", "too-many", "0"));
}

#[test]
fn a_letterhead_is_looked_at_like_any_other() {
    let head = |change: fn(&mut Letterhead)| {
        let mut head = Letterhead::agency();
        change(&mut head);
        problems(TextPart::Letterhead, OwnText::of_letterhead(head))
    };
    assert!(head(|_| ()).is_empty());
    assert_eq!(head(|head| head.lines.clear()), one("lines", "empty", ""));
    assert_eq!(head(|head| head.address.clear()), one("address", "empty", ""));
    assert_eq!(head(|head| head.telephone = "😀".into()), one("telephone", "picture", ""));
    assert_eq!(head(|head| head.postal_code = "123".into()), one("postal_code", "bad-length", ""));
    assert_eq!(head(|head| head.lines[2] = "ن".repeat(81)), one("lines[2]", "too-long", "80"));
    let mut words = OwnText::of_letterhead(Letterhead::agency());
    words.texts.insert("emblem".into(), "شیر".into());
    assert_eq!(problems(TextPart::Letterhead, words), one("emblem", "malformed", ""));
}

#[test]
fn the_longest_words_are_drawn() {
    let documents = overlong::in_own_words();
    assert_eq!(documents.len(), TextPart::all().count() - 1);
    for document in documents {
        assert_ne!(document, Document::example(document.kind()));
        drawn(&document);
    }
    let Document::Refusal(refusal) = overlong::refusal_in_own_words() else { panic!("a refusal") };
    assert!(refusal.texts.object.contains("{date}"));
}

#[test]
fn the_same_words_have_the_same_bytes_and_belong_to_one_part() {
    let words = Refusal::example().texts.greeting;
    let words = refusal("greeting", &words);
    let bytes = words.to_bytes(REFUSAL).expect("bytes");
    assert_eq!(bytes, REFUSAL.built_in().to_bytes(REFUSAL).expect("bytes"));
    assert_eq!(OwnText::from_bytes(REFUSAL, &bytes).expect("words"), words);
    assert!(OwnText::from_bytes(TextPart::Of(Kind::Correction), &bytes).is_err());
    assert!(refusal("greeting", "درود").to_bytes(REFUSAL).expect("bytes") != bytes);
    assert_eq!(ProblemCode::MissingPlace.as_str(), "missing-place");
    for part in TextPart::all() {
        assert_eq!(TextPart::by_name(part.name()), Some(part));
    }
}
