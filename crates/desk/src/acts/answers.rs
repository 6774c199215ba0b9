//! An applicant's answer, recorded by the officer until the portal brings it: medium, day, scans, corrections.

use base64::Engine;
use domain::dates::Date;
use domain::event::{Answer, CorrectableFact, Correction, Fact};
use domain::identifiers::{Iban, Mobile, PostalCode};
use domain::money::Rials;
use domain::people::{Attachment, MediaType};

use super::{Doing, Done, TEXT, input};
use crate::case_view::document_titled;
use crate::views::acts::{Act, CorrectedFact, NewAttachment};
use crate::{Error, ErrorCode, incoming};

impl Doing<'_> {
    pub(super) fn answer(&self, act: &Act) -> Result<Done, Error> {
        let Act::RecordAnswer { request_id, text, medium, day, attachments, corrections } = act
        else {
            return Ok(Done::default());
        };
        let mut blobs = Vec::new();
        let mut received = Vec::new();
        for new in attachments {
            let (attachment, content) = self.attach(new)?;
            blobs.push((attachment.content, content));
            received.push(attachment);
        }
        let answer = Answer {
            text: input::text("متن پاسخ", text, TEXT)?,
            medium: (*medium).into(),
            on: input::day_of_life("تاریخ پاسخ", day, self.life())?,
            attachments: received,
            corrections: corrections
                .iter()
                .map(|corrected| correction(corrected, self.today()))
                .collect::<Result<_, _>>()?,
        };
        let fact = Fact::RequestAnswered { request: input::request(request_id)?, answer };
        Ok(Done { blobs, ..self.one(fact) })
    }

    /// Reads a file that comes with an act: its bytes say what it is, whatever its name says.
    pub(crate) fn attach(&self, new: &NewAttachment) -> Result<(Attachment, Vec<u8>), Error> {
        // Four characters hold three bytes, so an oversized file is refused before it is decoded.
        if new.content.len() / 4 > MediaType::MAX_BYTES / 3 {
            return Err(Error::new(ErrorCode::AttachmentTooLarge));
        }
        let content = base64::engine::general_purpose::STANDARD
            .decode(&new.content)
            .map_err(|_| Error::new(ErrorCode::AttachmentDamaged))?;
        let document = input::document(&new.document)?;
        let title = document_titled(self.catalogue, document).title;
        let attachment = incoming::opened((document, &title), &new.name, &content)
            .map_err(|problem| incoming::refused(&title, problem))?;
        Ok((attachment, content))
    }
}

fn correction(corrected: &CorrectedFact, today: Date) -> Result<Correction, Error> {
    let fact = corrected.fact.into();
    let value = corrected.value.as_str();
    let wrong = || input::invalid("مقدار اصلاح‌شده درست نیست؛ رقم‌ها و تاریخ را دوباره ببینید.");
    Ok(match fact {
        CorrectableFact::BornOn => {
            Correction::Day(fact, input::past_day("تاریخ تولد", value, today)?)
        }
        CorrectableFact::CertificateExpiresOn => {
            Correction::Day(fact, input::day("تاریخ اصلاح‌شده", value)?)
        }
        CorrectableFact::Mobile => Correction::Mobile(Mobile::parse(value).map_err(|_| wrong())?),
        CorrectableFact::ResidencePostalCode | CorrectableFact::WorkplacePostalCode => {
            Correction::PostalCode(fact, PostalCode::parse(value).map_err(|_| wrong())?)
        }
        CorrectableFact::OwnContribution => {
            Correction::OwnContribution(Rials::parse(value).map_err(|_| wrong())?)
        }
        CorrectableFact::Iban => Correction::Iban(Iban::parse(value).map_err(|_| wrong())?),
        CorrectableFact::FirstName | CorrectableFact::LastName | CorrectableFact::FatherName => {
            Correction::Text(fact, input::name("نام اصلاح‌شده", value, 80)?)
        }
        CorrectableFact::Residence | CorrectableFact::Workplace => {
            Correction::Text(fact, input::line("نشانی اصلاح‌شده", value, 300)?)
        }
        CorrectableFact::PlanTitle => Correction::Text(fact, input::line("عنوان طرح", value, 200)?),
        CorrectableFact::PlanDescription => {
            Correction::Text(fact, input::text("شرح طرح", value, TEXT)?)
        }
        CorrectableFact::CertificateNumber => {
            Correction::Text(fact, input::number("شمارهٔ گواهی", value, 60)?)
        }
    })
}
