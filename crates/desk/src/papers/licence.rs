//! The licence, with its proof.

use documents::input::{
    Copy, Field, Holder, LegalHolder, Licence, NaturalHolder, Photograph, Signatures, Standing,
    Supporter, Workplace,
};
use documents::texts::LicenceTexts;
use domain::case::Stage;
use domain::event::PrintedStanding;
use domain::people::Applicant;

use super::{Drawing, activity_kind};
use crate::{Error, ErrorCode};

/// How long the claim of a provisional paper holds, in days: until then the registry has confirmed it.
const PROVISIONAL_DAYS: i32 = 30;

/// Conditions printed on every licence (facts 1.5, 5.2). Sample texts, until an official list is at hand.
const CONDITIONS: [&str; 6] = [
    "این مجوز به نام دارنده صادر شده است و به دیگری واگذار، فروخته یا اجاره داده نمی‌شود.",
    "فعالیت تنها در رشته و نشانی درج‌شده در این مجوز و به دست دارنده و اعضای خانوادهٔ او انجام می‌شود.",
    "فعالیت نباید سروصدا، آلودگی یا رفت‌وآمد نامتعارف پدید آورد؛ رعایت حقوق و آسایش همسایگان الزامی است.",
    "رعایت ضوابط فنی، بهداشتی و ایمنی رشته که دستگاه اجرایی اعلام می‌کند الزامی است.",
    "هر تغییر در نشانی، رشته یا نوع فعالیت، پیش از انجام باید در سامانه درخواست و تأیید شود.",
    "درخواست تمدید باید پیش از پایان اعتبار ثبت شود؛ پس از تاریخ پایان، این مجوز اعتبار ندارد.",
];

impl Drawing<'_> {
    pub(super) fn licence(&self) -> Result<Licence, Error> {
        let not_printable = || Error::new(ErrorCode::NotPrintable);
        let Stage::Licensed(licensed) = &self.case.stage else { return Err(not_printable()) };
        let submission = self.case.submission.as_ref().ok_or_else(not_printable)?;
        let licence = &licensed.licence;
        let (plan, applicant) = (&submission.plan, &self.case.applicant);
        let person = applicant.person();
        let copy = self.case.copies(self.printable.document, self.printable.subject) + 1;
        let moment = self.at.tehran_time();
        let printed_on = self.at.tehran_date().jalali().numeric();
        let field = crate::case_view::field_titled(self.case, &self.office.catalogue);
        let county = domain::places::divisions().county(plan.workplace.county);
        Ok(Licence {
            letterhead: self.letterhead(&licence.by.office),
            number: licence.number.as_str().to_owned(),
            issued_on: licence.issued_at.tehran_date().jalali().numeric(),
            expires_on: licence.valid_until.jalali().numeric(),
            standing: match self.printable.standing {
                PrintedStanding::Provisional => Standing::Provisional,
                PrintedStanding::Final => Standing::Registered,
            },
            copy: Copy { number: copy, made_out_on: (copy > 1).then(|| printed_on.clone()) },
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
            photograph: self.photograph.as_deref().map(Photograph::of_jpeg),
            activity_kind: activity_kind(applicant.activity()),
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
            conditions: CONDITIONS.map(String::from).into(),
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

    /// The claim in the QR, signed by this workstation's key.
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
                    until: self.at.tehran_date().add_days(PROVISIONAL_DAYS),
                }
            } else {
                wire::proof::Standing::Registered
            },
            sheet: self.serial,
        };
        wire::proof::sign(&claim, self.office.signing_key(), block)
            .map_err(|error| Error::internal(&error))
    }
}
