//! Only a decision gives a paper without the mark of a specimen.

use domain::{case::Printable, event::DocumentKind, identifiers::LicenceNumber, plan::Path};
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

fn licensed() -> (domain::case::Case, Printable) {
    let case = Story::begin(7).submitted().approved(Path::Standard).licensed(number()).case();
    let printable = case
        .printables()
        .into_iter()
        .find(|printable| printable.document == DocumentKind::Licence)
        .unwrap();
    (case, printable)
}

fn licence(case: &domain::case::Case) -> Licence {
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
    assert_eq!(IssuanceRecord::of_sheet(&case, 1), Err(NotIssued::NoSheet));
}

#[test]
fn an_input_that_says_something_else_than_the_record_is_refused() {
    let (case, printable) = licensed();
    let record = IssuanceRecord::next_copy(&case, &printable).unwrap();
    let other = LicenceNumber::from_serial(1).unwrap().to_string();
    let second = Copy { number: 2, made_out_on: Some("1405/10/02".into()) };
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
fn a_sheet_of_the_ledger_is_drawn_again_from_its_own_record() {
    let story = Story::begin(7).submitted().approved(Path::Standard).licensed(number());
    let (before, printable) = licensed();
    let case = story.printed(41).case();
    let first = IssuanceRecord::next_copy(&before, &printable).unwrap();
    assert_eq!(IssuanceRecord::of_sheet(&case, 41), Ok(first));
    assert_eq!(IssuanceRecord::next_copy(&case, &printable).unwrap().copy(), 2);
    assert_eq!(IssuanceRecord::of_sheet(&case, 42), Err(NotIssued::NoSheet));
}
