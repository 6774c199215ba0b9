//! Only a decision gives a paper without the mark of a specimen.

use domain::{
    case::{Case, Printable},
    event::{DocumentKind, Fact, SheetMark},
    identifiers::LicenceNumber,
    people::Role,
    plan::Path,
    text::PlainText,
};
use testkit::story::Story;

use super::overlong::renewal;
use crate::{
    Document, IssuanceRecord, Kind, NotIssued, RenderError,
    input::{Copy, Licence, Standing},
    render, render_specimen,
};

fn number() -> LicenceNumber {
    LicenceNumber::from_serial(12_347).unwrap()
}

fn licensed() -> (Case, Printable) {
    let case = Story::begin(7).submitted().approved(Path::Standard).licensed(number()).case();
    let printable = case
        .printables()
        .into_iter()
        .find(|printable| printable.document == DocumentKind::Licence)
        .unwrap();
    (case, printable)
}

fn licence(case: &Case) -> Licence {
    let expires = case.licence().unwrap().valid_until.jalali();
    Licence {
        number: number().to_string(),
        issued_on: "1390/01/01".into(),
        expires_on: expires.numeric(),
        standing: Standing::Provisional,
        ..Licence::example()
    }
}

fn document(licence: Licence) -> Document {
    Document::Licence(Box::new(licence))
}

#[test]
fn an_issued_licence_is_drawn_without_the_mark() {
    let (case, printable) = licensed();
    let record = IssuanceRecord::next_copy(&case, &printable).unwrap();
    assert_eq!((record.kind(), record.copy()), (Kind::Licence, 1));
    assert_eq!(record.standing(), Standing::Provisional);
    let document = document(licence(&case));
    let genuine = render(&document, &record).unwrap();
    assert_ne!(genuine, render_specimen(&document).unwrap());
    assert_eq!(genuine, render(&document, &record).unwrap());
}

#[test]
fn a_case_without_a_decision_has_no_record() {
    let (_, printable) = licensed();
    let case = Story::begin(7).submitted().approved(Path::Standard).case();
    assert_eq!(IssuanceRecord::next_copy(&case, &printable), Err(NotIssued::NoDecision));
}

#[test]
fn an_input_that_says_something_else_than_the_record_is_refused() {
    let (case, printable) = licensed();
    let record = IssuanceRecord::next_copy(&case, &printable).unwrap();
    let other = LicenceNumber::from_serial(1).unwrap().to_string();
    let second = Copy { number: 2, in_place_of: Some(1), made_out_on: Some("1405/10/02".into()) };
    for (changed, field) in [
        (Licence { number: other, ..licence(&case) }, "number"),
        (Licence { expires_on: "1499/01/01".into(), ..licence(&case) }, "expires_on"),
        (Licence { standing: Standing::Registered, ..licence(&case) }, "standing"),
        (Licence { copy: second, ..licence(&case) }, "copy.number"),
        (Licence { replaces: Some(renewal()), ..licence(&case) }, "replaces.number"),
    ] {
        let refused = render(&document(changed), &record);
        let Err(RenderError::NotIssued(reason)) = refused else { panic!("{field}") };
        assert_eq!(reason, NotIssued::Contradicts(field));
    }
    let letter = render(&Document::example(Kind::Refusal), &record);
    assert!(matches!(letter, Err(RenderError::NotIssued(NotIssued::OtherKind))));
}

#[test]
fn a_sheet_that_takes_the_place_of_a_spoiled_one_is_no_duplicate() {
    let story = || Story::begin(7).submitted().approved(Path::Standard).licensed(number());
    let (_, printable) = licensed();
    let of = |case: &Case| IssuanceRecord::next_copy(case, &printable).unwrap();
    let second = |in_place_of: Option<u32>| {
        let made_out_on = in_place_of.map(|_| "1405/10/02".to_owned());
        Copy { number: 2, in_place_of, made_out_on }
    };
    let drawn = |case: &Case, copy: Copy| {
        let document = Document::Licence(Box::new(Licence { copy, ..licence(case) }));
        of(case).check(&document)
    };

    let sound = story().printed(41).case();
    assert_eq!(drawn(&sound, second(Some(1))), Ok(()));
    assert_eq!(drawn(&sound, second(None)), Err(NotIssued::Contradicts("copy.in_place_of")));

    let mut story = story();
    let sheet = Fact::Printed(sound.sheets[0].sheet.clone());
    let sheet = story.tell(Role::Labour, sheet);
    let reason = PlainText::parse("کاغذ گیر کرد", 100).unwrap();
    story.tell(Role::Labour, Fact::SheetMarked { sheet, mark: SheetMark::Spoiled { reason } });
    let spoiled = story.case();
    assert_eq!(drawn(&spoiled, second(None)), Ok(()));
    assert_eq!(drawn(&spoiled, second(Some(1))), Err(NotIssued::Contradicts("copy.in_place_of")));
}
