//! The licence, with its proof.

use documents::input::{
    Amended, Copy, Earlier, Field, Holder, LegalHolder, Licence, NaturalHolder, Photograph,
    Replaced, Signatures, Standing, Supporter, Workplace,
};
use documents::texts::LicenceTexts;
use domain::case::Stage;
use domain::event::{PrintedStanding, Purpose};
use domain::people::Applicant;

use super::Drawing;
use crate::{Error, ErrorCode};

impl Drawing<'_> {
    pub(super) fn licence(&self) -> Result<Licence, Error> {
        let not_printable = || Error::new(ErrorCode::NotPrintable);
        let Stage::Licensed(licensed) = &self.case.stage else { return Err(not_printable()) };
        let submission = self.case.submission.as_ref().ok_or_else(not_printable)?;
        let licence = &licensed.licence;
        let (plan, applicant) = (&submission.plan, &self.case.applicant);
        let person = applicant.person();
        let number = self.case.copies(self.printable.document, self.printable.subject) + 1;
        let in_place_of = self.case.replaced_copy(self.printable);
        let moment = self.at.tehran_time();
        let printed_on = self.at.tehran_date().jalali().numeric();
        let field = crate::case_view::field_titled(self.case, &self.office.catalogue);
        let county = domain::places::divisions().county(plan.workplace.county);
        Ok(Licence {
            letterhead: self.wording.head.clone(),
            number: licence.number.as_str().to_owned(),
            issued_on: licence.issued_at.tehran_date().jalali().numeric(),
            expires_on: licence.valid_until.jalali().numeric(),
            standing: match self.printable.standing {
                PrintedStanding::Provisional => Standing::Provisional,
                PrintedStanding::Final => Standing::Registered,
            },
            copy: Copy {
                number,
                in_place_of,
                made_out_on: in_place_of.map(|_| printed_on.clone()),
            },
            replaces: self.replaced(),
            holder: match applicant.company() {
                Some(company) => Holder::Legal(LegalHolder {
                    name: company.name.to_string(),
                    legal_id: company.legal_id.as_str().to_owned(),
                    representative: person.full_name(),
                    representative_national_id: person.national_id.as_str().to_owned(),
                }),
                None => Holder::Natural(NaturalHolder {
                    name: person.full_name(),
                    father_name: person.father_name.to_string(),
                    national_id: person.national_id.as_str().to_owned(),
                }),
            },
            photograph: self
                .photograph
                .as_deref()
                .and_then(|file| Photograph::of_picture(file).ok()),
            activity_kind: applicant.activity().into(),
            supporter: match applicant {
                Applicant::Covered { supporter, .. } => Some(Supporter {
                    name: supporter.name.to_string(),
                    licence_number: supporter
                        .licence
                        .as_ref()
                        .map(|number| number.as_str().to_owned())
                        .unwrap_or_default(),
                }),
                Applicant::Independent(_)
                | Applicant::SupporterNatural { .. }
                | Applicant::SupporterLegal { .. } => None,
            },
            field: Field { title: field.title, code: field.code },
            agency: self.agency_title(),
            workplace: Workplace {
                address: plan.workplace.line.to_string(),
                postal_code: plan.workplace.postal_code.as_str().to_owned(),
                county: county.map(|county| county.name.clone()).unwrap_or_default(),
            },
            conditions: self.rules().licence_conditions.clone(),
            signatures: Signatures {
                agency: self.signatory(&licensed.approval.by),
                labour: self.signatory(&licence.by),
            },
            printed_on,
            printed_at: format!("{:02}:{:02}", moment.hour, moment.minute),
            verification: self.verification(Some(self.proof()?)),
            texts: LicenceTexts::default(),
        })
    }

    /// The licence whose place this one takes.
    fn replaced(&self) -> Option<Replaced> {
        let issued_on =
            self.earlier_issued_on.map(|day| day.jalali().numeric()).unwrap_or_default();
        match &self.case.purpose {
            Purpose::First => None,
            Purpose::Renewal { number, .. } => {
                Some(Replaced::Renewal(Earlier { number: number.as_str().to_owned(), issued_on }))
            }
            Purpose::Amendment { number, what, .. } => Some(Replaced::Amendment(Amended {
                number: number.as_str().to_owned(),
                issued_on,
                what: what.to_string(),
            })),
        }
    }

    /// The text of the QR: a link to the claim, signed by this workstation's key.
    pub(crate) fn proof(&self) -> Result<String, Error> {
        let not_printable = || Error::new(ErrorCode::NotPrintable);
        let licence = self.case.licence().ok_or_else(not_printable)?;
        let block = self.block.as_ref().ok_or_else(not_printable)?;
        let provisional = self.printable.standing == PrintedStanding::Provisional;
        let field = crate::case_view::field_titled(self.case, &self.office.catalogue);
        let claim = wire::proof::Claim {
            event: licence.event,
            number: licence.number.clone(),
            kind: self.case.applicant.activity(),
            holder: self.case.applicant.display_name(),
            field: domain::catalogue::FieldCode::parse(&field.code).map_err(|_| not_printable())?,
            field_title: field.title,
            issued_at: licence.issued_at,
            valid_until: licence.valid_until,
            standing: if provisional {
                wire::proof::Standing::Provisional {
                    until: self.at.tehran_date().add_days(i32::from(self.rules().provisional_days)),
                }
            } else {
                wire::proof::Standing::Registered
            },
            sheet: self.serial,
        };
        let proof = wire::proof::sign(&claim, self.office.signing_key(), block)
            .map_err(|error| Error::internal(&error))?;
        Ok(wire::proof::link(&self.rules().verification_host, &proof))
    }
}
