//! What is known of applicant, plan, certificate and licence, in the words of a dossier.

use documents::input::{FactGroup, FiledFact};
use domain::case::{Confirmation, Force, Licence};
use domain::dates::Date;
use domain::event::Purpose;
use domain::identifiers::{Iban, Landline, LicenceNumber};
use domain::money::Rials;
use domain::people::{Activity, Applicant, Gender};
use domain::plan::{Path, Tenure};
use domain::text::to_persian_digits;

use super::{Drawing, words};

pub(super) fn money(amount: Rials) -> String {
    format!("{} ریال", amount.in_digits())
}

fn day(date: Date) -> String {
    date.jalali().numeric()
}

struct Group {
    title: &'static str,
    facts: Vec<FiledFact>,
}

impl Group {
    fn new(title: &'static str) -> Self {
        Self { title, facts: Vec::new() }
    }

    fn add(mut self, label: &str, value: impl std::fmt::Display) -> Self {
        let value = to_persian_digits(&value.to_string());
        if !value.trim().is_empty() {
            self.facts.push(FiledFact { label: label.to_owned(), value });
        }
        self
    }

    fn maybe(self, label: &str, value: Option<impl std::fmt::Display>) -> Self {
        match value {
            Some(value) => self.add(label, value),
            None => self,
        }
    }
}

impl Drawing<'_> {
    pub(super) fn facts(&self) -> Vec<FactGroup> {
        let mut groups = vec![self.application()];
        groups.extend(self.company());
        groups.push(self.person());
        groups.extend(self.support());
        groups.extend(self.page_two());
        groups.extend(self.case.licence().map(licence_facts));
        let filled = groups.into_iter().filter(|group| !group.facts.is_empty());
        filled
            .map(|group| FactGroup { title: group.title.to_owned(), facts: group.facts })
            .collect()
    }

    fn application(&self) -> Group {
        let purpose = match &self.case.purpose {
            Purpose::First => "نخستین مجوز".to_owned(),
            Purpose::Renewal { number, .. } => format!("تمدید مجوز {}", number.printed()),
            Purpose::Amendment { number, what, .. } => {
                format!("اصلاح مجوز {}: {what}", number.printed())
            }
        };
        let path = self.case.approval().map(|approval| match approval.path {
            Path::Standard => "عادی",
            Path::Development => "توسعه",
        });
        Group::new("درخواست")
            .add("موضوع", purpose)
            .add(
                "نوع فعالیت",
                match self.case.applicant.activity() {
                    Activity::Independent => "مستقل",
                    Activity::Covered => "تحت پوشش",
                    Activity::SupporterNatural => "پشتیبان حقیقی",
                    Activity::SupporterLegal => "پشتیبان حقوقی",
                },
            )
            .add("تاریخ ثبت‌نام", day(self.case.registered_at.tehran_date()))
            .maybe("تکمیل درخواست", self.case.submission.as_ref().map(|s| day(s.at.tehran_date())))
            .maybe("مسیر", path)
            .maybe(
                "ادارهٔ کنونی",
                self.case
                    .office
                    .as_ref()
                    .map(|office| crate::case_view::Names::office(self.office, office)),
            )
            .add("ویرایش ضوابط", &self.case.edition)
            .maybe("کد سامانهٔ دیگر", self.case.external_code.as_ref())
    }

    fn company(&self) -> Option<Group> {
        let company = self.case.applicant.company()?;
        Some(
            Group::new("شخص حقوقی")
                .add("نام", &company.name)
                .add("شناسهٔ ملی", company.legal_id.as_str())
                .add("شمارهٔ ثبت", &company.registration_no)
                .add("سمت نماینده", &company.role),
        )
    }

    fn person(&self) -> Group {
        let person = self.case.applicant.person();
        let title =
            if self.case.applicant.company().is_some() { "نماینده" } else { "متقاضی" };
        Group::new(title)
            .add("نام و نام خانوادگی", person.full_name())
            .add("نام پدر", &person.father_name)
            .add("شمارهٔ ملی", person.national_id.as_str())
            .add("شمارهٔ شناسنامه", &person.birth_certificate_no)
            .add("تاریخ تولد", day(person.born_on))
            .add(
                "جنسیت",
                match person.gender {
                    Gender::Female => "زن",
                    Gender::Male(_) => "مرد",
                },
            )
            .add("تلفن همراه", person.mobile.as_str())
            .maybe("تلفن ثابت", person.landline.as_ref().map(Landline::as_str))
            .add("نشانی سکونت", crate::case_view::place_line(&person.residence))
            .add("کد پستی سکونت", person.residence.postal_code.printed())
    }

    fn support(&self) -> Option<Group> {
        let applicant = &self.case.applicant;
        if let Applicant::Covered { supporter, .. } = applicant {
            let confirmed = words::supporter(&self.case.supporter);
            let group = Group::new("پشتیبان")
                .add("نام", &supporter.name)
                .add("شناسه", supporter.identity.as_str())
                .maybe("شمارهٔ مجوز", supporter.licence.as_ref().map(LicenceNumber::printed))
                .add("تأیید پشتیبان", confirmed);
            return Some(group);
        }
        let support = applicant.support()?;
        Some(
            Group::new("پشتیبانی")
                .add("سابقهٔ کار", format!("{} سال", support.experience_years))
                .add("شمار افراد تحت پوشش", support.covered_count),
        )
    }

    fn page_two(&self) -> Vec<Group> {
        let Some(submission) = &self.case.submission else { return Vec::new() };
        let (plan, certificate) = (&submission.plan, &submission.certificate);
        let tenure = match plan.tenure {
            Tenure::Owned => "ملکی".to_owned(),
            Tenure::Rented { until } => format!("استیجاری تا {}", day(until)),
        };
        let field = certificate.field.as_ref().and_then(|code| self.office.catalogue.field(code));
        vec![
            Group::new("طرح")
                .add("رشته", self.field_title())
                .add("دستگاه اجرایی", self.agency_title())
                .add("عنوان", &plan.title)
                .add("شرح", &plan.description)
                .add("محل فعالیت", crate::case_view::place_line(&plan.workplace))
                .add("کد پستی محل", plan.workplace.postal_code.printed())
                .add("مساحت", format!("{} متر مربع", plan.area_m2))
                .add("نوع تصرف", tenure)
                .add("شمار شغل", plan.jobs)
                .add("سرمایهٔ ثابت", money(plan.capital.fixed))
                .add("سرمایهٔ در گردش", money(plan.capital.working))
                .add("آوردهٔ متقاضی", money(plan.capital.own))
                .add("تسهیلات درخواستی", money(plan.capital.requested))
                .maybe("شبا", plan.iban.as_ref().map(Iban::masked)),
            Group::new("گواهی مهارت")
                .add("شماره", &certificate.number)
                .add("صادرکننده", &certificate.issuer)
                .maybe("رشته", field.map(|field| &field.title))
                .add("تاریخ صدور", day(certificate.issued_on))
                .maybe("پایان اعتبار", certificate.expires_on.map(day)),
        ]
    }
}

fn licence_facts(licence: &Licence) -> Group {
    let standing = match (&licence.force, licence.confirmation) {
        (Force::Revoked(sanction), _) => {
            format!("باطل از {}", day(sanction.at.tehran_date()))
        }
        (Force::Suspended(sanction), _) => {
            format!("معلق از {}", day(sanction.at.tehran_date()))
        }
        (Force::Superseded { number, .. }, _) => {
            format!("مجوز {} جای آن را گرفته است", number.printed())
        }
        (Force::InForce, Confirmation::Provisional) => {
            "موقت، در انتظار ثبت در سامانهٔ مرکزی".to_owned()
        }
        (Force::InForce, Confirmation::Registered(at)) => {
            format!("ثبت‌شده در سامانهٔ مرکزی، {}", day(at.tehran_date()))
        }
    };
    Group::new("مجوز")
        .add("شماره", licence.number.printed())
        .add("تاریخ صدور", day(licence.issued_at.tehran_date()))
        .add("پایان اعتبار", day(licence.valid_until))
        .add("وضعیت", standing)
}
