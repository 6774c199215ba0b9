//! Specimens: documents that are drawn from a file instead of a decision, and examples of what can be
//! brought in.

use documents::Document;
use documents::input::{ActivityKind, Holder, Licence, Standing};
use domain::catalogue::FieldCode;
use domain::dates::{Date, Instant, JalaliDate, TehranTime};
use domain::event::DocumentKind as Kind;
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Activity;
use wire::proof::{self, Claim};

pub use documents::{InputError, Kind as SpecimenKind, Problem, RenderError};

use crate::views::printing::DocumentKind;
use crate::{Error, case_file};

/// Draws a specimen from JSON. A licence's code says what its paper says, signed by the published key that no
/// verifier takes for genuine, whatever code the input has.
///
/// # Errors
/// Refuses what is not an input of this kind, and a wrong input.
pub fn draw(kind: SpecimenKind, json: &str) -> Result<Vec<u8>, RenderError> {
    let mut document = Document::from_json(kind, json)?;
    if let Document::Licence(licence) = &mut document
        && let Some(claim) = claim(licence)
    {
        let proof = proof::specimen(&claim);
        licence.verification.qr = format!("https://{}#{proof}", licence.verification.address);
    }
    documents::render_specimen(&document)
}

/// What the code of a specimen says; `None` where a field is wrong, which drawing then refuses.
fn claim(licence: &Licence) -> Option<Claim> {
    let day = |text: &str| JalaliDate::parse(text).ok().map(JalaliDate::date);
    let issued_on: Date = day(&licence.issued_on)?;
    Some(Claim {
        event: EventId::from_bytes([0; 16]),
        number: LicenceNumber::parse(&licence.number).ok()?,
        kind: match licence.activity_kind {
            ActivityKind::Independent => Activity::Independent,
            ActivityKind::Covered => Activity::Covered,
            ActivityKind::SupporterNatural => Activity::SupporterNatural,
            ActivityKind::SupporterLegal => Activity::SupporterLegal,
        },
        holder: match &licence.holder {
            Holder::Natural(holder) => holder.name.clone(),
            Holder::Legal(holder) => holder.name.clone(),
        },
        field: FieldCode::parse(&licence.field.code).ok()?,
        field_title: licence.field.title.clone(),
        issued_at: Instant::at_tehran(issued_on, TehranTime { hour: 12, minute: 0 }),
        valid_until: day(&licence.expires_on)?,
        standing: match licence.standing {
            Standing::Provisional => proof::Standing::Provisional { until: issued_on },
            Standing::Registered => proof::Standing::Registered,
        },
        sheet: licence.copy.number,
    })
}

/// An application to try things with, as a case file.
///
/// # Errors
/// When the sample catalogue lacks what the example names, which a test rules out.
pub fn case_file() -> Result<Vec<u8>, Error> {
    Ok(case_file::write(&case_file::example(&domain::catalogue::sample())?))
}

impl From<SpecimenKind> for DocumentKind {
    fn from(kind: SpecimenKind) -> Self {
        Kind::from(kind).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SetClock;
    use crate::proofs::{Finding, Sources, verify};

    fn example() -> Licence {
        match Document::example(SpecimenKind::Licence) {
            Document::Licence(licence) => *licence,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_code_of_a_specimen_says_what_its_paper_says_and_proves_nothing() {
        let claim = claim(&example()).expect("the example has every field");
        assert_eq!(
            claim.number.as_str(),
            LicenceNumber::parse(&example().number).unwrap().as_str()
        );
        let code = proof::specimen(&claim);
        let clock = SetClock::at(Instant::from_millis(1_795_503_339_000));
        let view = verify(&code, &Sources::default(), &clock).expect("no root was given");
        assert_eq!((view.finding, view.licence), (Finding::Specimen, None));
    }

    #[test]
    fn a_real_code_in_the_input_of_a_specimen_is_not_drawn() {
        let given = |qr: &str| {
            let mut licence = example();
            licence.verification.qr = qr.to_owned();
            let json = Document::Licence(Box::new(licence)).to_json();
            draw(SpecimenKind::Licence, &json).expect("a good input")
        };
        assert_eq!(
            given("https://parvaneh.example/v#LIC1:AREALCODEZ"),
            given("https://parvaneh.example/v/7F3A91C24E08B5D6")
        );
    }

    #[test]
    fn a_wrong_field_is_named() {
        let mut licence = example();
        licence.issued_on = "1404/12/30".to_owned();
        let json = Document::Licence(Box::new(licence)).to_json();
        let refused = draw(SpecimenKind::Licence, &json);
        let Err(RenderError::Input(input)) = refused else { panic!("{refused:?}") };
        assert_eq!(input.problems.first().map(|problem| problem.field.as_str()), Some("issued_on"));
    }

    #[test]
    fn the_example_is_a_case_file_that_can_be_taken_in() {
        let file = case_file().expect("the sample catalogue has what the example names");
        let today = domain::dates::Date::parse("2026-11-24").expect("a day");
        case_file::parse(&file, &domain::catalogue::sample(), today).expect("it reads back");
    }

    #[test]
    fn a_kind_is_the_same_on_both_sides_of_the_door() {
        for kind in SpecimenKind::ALL {
            assert_eq!(documents::Kind::from(DocumentKind::from(kind)), kind);
        }
    }
}
