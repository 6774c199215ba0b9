//! Page one as it is read: from what was typed to an applicant, or to what is wrong with it.

use domain::dates::{Date, DateError, JalaliDate};
use domain::identifiers::{
    IdentifierError, Landline, LegalId, LicenceNumber, Mobile, NationalId, PostalCode,
};
use domain::people::{
    Activity, Address, Applicant, Company, Gender, MilitaryStatus, NamedSupporter, Person, Support,
    SupporterIdentity,
};
use domain::text::{PlainText, TextError, to_ascii_digits};

use super::choices::{self, Sex};
use super::words::Name;
use crate::web::form::{Errors, Typed};
use crate::web::lang::Lang;

pub(super) const NAME: usize = 80;
pub(super) const SHORT: usize = 120;
pub(super) const LINE: usize = 300;

const NATIONAL_ID: Name = Name::number(
    ("شمارهٔ ملی", "national ID"),
    ("۱۰ رقم باشد", "10 digits"),
    ("کارت ملی", "the national card"),
);
const LEGAL_ID: Name = Name::number(
    ("شناسهٔ ملی شرکت", "legal ID of the company"),
    ("۱۱ رقم باشد", "11 digits"),
    ("آگهی ثبت", "the registration notice"),
);
pub(in crate::web) const MOBILE: Name = Name::number(
    ("شمارهٔ تلفن همراه", "mobile number"),
    ("۱۱ رقم باشد و با ۰۹ آغاز شود", "11 digits and begins with 09"),
    ("", ""),
);
const LANDLINE: Name = Name::number(
    ("شمارهٔ تلفن ثابت", "landline number"),
    ("۱۱ رقم باشد، همراه با کد شهر", "11 digits with its area code"),
    ("قبض تلفن", "the telephone bill"),
);
pub(in crate::web) const POSTAL_CODE: Name = Name::number(
    ("کد پستی", "postal code"),
    ("۱۰ رقم باشد", "10 digits"),
    ("قبض آب یا برق", "the water or electricity bill"),
);
const SUPPORTER_ID: Name = Name::number(
    ("شمارهٔ ملی یا شناسهٔ ملی پشتیبان", "national or legal ID of the supporter"),
    ("۱۰ رقم (شخص) یا ۱۱ رقم (شرکت) باشد", "10 digits (a person) or 11 digits (a company)"),
    ("قرارداد پشتیبانی", "the contract"),
);
const SUPPORTER_LICENCE: Name = Name::number(
    ("شمارهٔ مجوز پشتیبان", "number of the supporter's licence"),
    ("۱۲ رقم باشد", "12 digits"),
    ("مجوز او", "the licence"),
);

/// There is no value, and why is noted.
pub(super) struct Noted;

/// Reads a form field by field; what is wrong is noted in the order of the page.
pub(super) struct Reader<'t> {
    pub(super) lang: Lang,
    pub(super) typed: &'t Typed,
    pub(super) errors: Errors,
}

impl Reader<'_> {
    pub(super) fn text(
        &mut self,
        field: &'static str,
        name: Name,
        most: usize,
    ) -> Option<PlainText> {
        self.read(field, name, most, PlainText::parse_line)
    }

    /// The name of a person or a company.
    pub(super) fn name(
        &mut self,
        field: &'static str,
        name: Name,
        most: usize,
    ) -> Option<PlainText> {
        self.read(field, name, most, PlainText::parse_name)
    }

    /// A number of somebody else's making.
    pub(super) fn number(
        &mut self,
        field: &'static str,
        name: Name,
        most: usize,
    ) -> Option<PlainText> {
        self.read(field, name, most, PlainText::parse_number)
    }

    fn read(
        &mut self,
        field: &'static str,
        name: Name,
        most: usize,
        parse: fn(&str, usize) -> Result<PlainText, TextError>,
    ) -> Option<PlainText> {
        let read = parse(self.typed.get(field), most);
        self.errors.take(field, read.map_err(|error| name.text(self.lang, error, most)))
    }

    pub(super) fn identifier<T>(
        &mut self,
        field: &'static str,
        name: Name,
        parse: impl FnOnce(&str) -> Result<T, IdentifierError>,
    ) -> Option<T> {
        let typed = self.typed.get(field);
        let read = parse(typed).map_err(|error| name.identifier(self.lang, error, typed));
        self.errors.take(field, read)
    }

    /// The same, where it may be left open.
    pub(super) fn identifier_if<T>(
        &mut self,
        field: &'static str,
        name: Name,
        parse: impl FnOnce(&str) -> Result<T, IdentifierError>,
    ) -> Result<Option<T>, Noted> {
        if self.typed.get(field).is_empty() {
            return Ok(None);
        }
        self.identifier(field, name, parse).map(Some).ok_or(Noted)
    }

    pub(super) fn choice<T: Copy>(
        &mut self,
        field: &'static str,
        name: Name,
        choices: &[choices::Choice<T>],
    ) -> Option<T> {
        let chosen = choices::chosen(self.typed, field, (choices, name), self.lang);
        self.errors.take(field, chosen)
    }

    pub(super) fn day(&mut self, field: &'static str, name: Name) -> Option<Date> {
        let read = typed_day(self.typed, field).map_err(|error| name.day(self.lang, error));
        self.errors.take(field, read)
    }

    pub(super) fn count(&mut self, field: &'static str, name: Name, most: u16) -> Option<u16> {
        let typed = to_ascii_digits(self.typed.get(field));
        let read = typed.trim().parse::<u16>().ok().filter(|count| (1..=most).contains(count));
        self.errors.take(field, read.ok_or_else(|| name.count(self.lang, most)))
    }

    /// County, address and postal code, in fields of these names.
    pub(super) fn address(
        &mut self,
        [county, line, postal_code]: [&'static str; 3],
        county_name: Name,
    ) -> Option<Address> {
        let chosen = choices::county(self.typed, county, county_name, self.lang);
        let county = self.errors.take(county, chosen);
        let line = self.text(line, Name::of("نشانی", "address"), LINE);
        let postal_code = self.identifier(postal_code, POSTAL_CODE, PostalCode::parse);
        Some(Address { county: county?, line: line?, postal_code: postal_code? })
    }
}

/// A Jalali day in three fields.
pub(in crate::web) fn typed_day(typed: &Typed, field: &str) -> Result<Date, DateError> {
    let part = |part: &str| typed.get(&format!("{field}-{part}"));
    let (day, month, year) = (part("day"), part("month"), part("year"));
    if day.is_empty() && month.is_empty() && year.is_empty() {
        return Err(DateError::Empty);
    }
    JalaliDate::parse(&format!("{year}/{month}/{day}")).map(JalaliDate::date)
}

/// Reads page one.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(
    lang: Lang,
    typed: &Typed,
    activity: Activity,
    today: Date,
) -> Result<Applicant, Errors> {
    let mut reader = Reader { lang, typed, errors: Errors::default() };
    match applicant(&mut reader, activity, today) {
        Some(applicant) if reader.errors.is_empty() => Ok(applicant),
        _ => Err(reader.errors),
    }
}

fn applicant(form: &mut Reader<'_>, activity: Activity, today: Date) -> Option<Applicant> {
    match activity {
        Activity::Independent => Some(Applicant::Independent(person(form, today)?)),
        Activity::Covered => {
            let supporter = supporter(form);
            let person = person(form, today);
            let (person, supporter) = (person?, supporter?);
            names_another(form.lang, &mut form.errors, &person, &supporter);
            Some(Applicant::Covered { person, supporter })
        }
        Activity::SupporterNatural => {
            let support = support(form);
            let person = person(form, today);
            Some(Applicant::SupporterNatural { person: person?, support: support? })
        }
        Activity::SupporterLegal => {
            let legal_id = form.identifier("legalId", LEGAL_ID, LegalId::parse);
            let name = form.name("companyName", Name::of("نام شرکت", "name of the company"), SHORT);
            let number = Name::of("شمارهٔ ثبت", "registration number");
            let registration_no = form.number("registrationNo", number, NAME);
            let role = Name::of("سمت نماینده", "representative's role");
            let role = form.text("role", role, NAME);
            let support = support(form);
            let representative = person(form, today);
            let company = Company {
                legal_id: legal_id?,
                name: name?,
                registration_no: registration_no?,
                representative: representative?,
                role: role?,
            };
            Some(Applicant::SupporterLegal { company, support: support? })
        }
    }
}

/// Notes it where somebody names themselves.
pub(in crate::web) fn names_another(
    lang: Lang,
    errors: &mut Errors,
    person: &Person,
    supporter: &NamedSupporter,
) {
    if supporter.identity.is_person(person) {
        let own = lang.say(
            "این شمارهٔ ملی خود شماست و کسی پشتیبان خودش نمی‌شود؛ شمارهٔ پشتیبان را از روی قرارداد بنویسید.",
            "This is your own national ID, and nobody is their own supporter; write the supporter's from the contract.",
        );
        errors.add("supporterId", own);
    }
}

/// Reads the fields of a supporter alone.
///
/// # Errors
/// What is wrong with them.
pub(in crate::web) fn read_supporter(
    lang: Lang,
    typed: &Typed,
    person: &Person,
) -> Result<NamedSupporter, Errors> {
    let mut reader = Reader { lang, typed, errors: Errors::default() };
    let read = supporter(&mut reader);
    if let Some(supporter) = &read {
        names_another(lang, &mut reader.errors, person, supporter);
    }
    read.filter(|_| reader.errors.is_empty()).ok_or(reader.errors)
}

fn supporter(form: &mut Reader<'_>) -> Option<NamedSupporter> {
    let name = form.name("supporterName", Name::of("نام پشتیبان", "supporter's name"), SHORT);
    let identity = form.identifier("supporterId", SUPPORTER_ID, SupporterIdentity::parse);
    let licence = form.identifier_if("supporterLicence", SUPPORTER_LICENCE, LicenceNumber::parse);
    Some(NamedSupporter { name: name?, identity: identity?, licence: licence.ok()? })
}

fn support(form: &mut Reader<'_>) -> Option<Support> {
    let years = Name::of("سابقهٔ کار مرتبط", "years of related work");
    let years = form.count("experienceYears", years, 80);
    let people = Name::of("شمار افراد زیر پوشش", "number of people covered");
    let covered_count = form.count("coveredCount", people, 10_000);
    let experience_years = u8::try_from(years?).ok()?;
    Some(Support { experience_years, covered_count: covered_count? })
}

fn person(form: &mut Reader<'_>, today: Date) -> Option<Person> {
    let first_name = form.name("firstName", Name::of("نام", "given name"), NAME);
    let last_name = form.name("lastName", Name::of("نام خانوادگی", "family name"), NAME);
    let father_name = form.name("fatherName", Name::of("نام پدر", "father's name"), NAME);
    let national_id = form.identifier("nationalId", NATIONAL_ID, NationalId::parse);
    let certificate = Name::of("شمارهٔ شناسنامه", "number of the birth certificate");
    let birth_certificate_no = form.number("birthCertificateNo", certificate, NAME);
    let mut born_on = form.day("bornOn", Name::of("تاریخ تولد", "day of birth"));
    if born_on.is_some_and(|day| day >= today) {
        let future = form.lang.say(
            "تاریخ تولد هنوز نرسیده است؛ سال آن را ببینید.",
            "The day of birth is in the future; see its year.",
        );
        form.errors.add("bornOn", future);
        born_on = None;
    }
    let gender = match form.choice("gender", Name::of("جنسیت", "gender"), &choices::SEX) {
        Some(Sex::Female) => Some(Gender::Female),
        Some(Sex::Male) => {
            let status = Name::of("وضعیت نظام وظیفه", "military status");
            form.choice::<MilitaryStatus>("military", status, &choices::MILITARY).map(Gender::Male)
        }
        None => None,
    };
    let education =
        form.choice("education", Name::of("تحصیلات", "level of education"), &choices::EDUCATION);
    let mobile = form.identifier("mobile", MOBILE, Mobile::parse);
    let landline = form.identifier_if("landline", LANDLINE, Landline::parse);
    let county = Name::of("شهرستان محل سکونت", "county where you live");
    let residence = form.address(["county", "address", "postalCode"], county);
    let head = Name::of("پاسخ سرپرست خانوار", "answer on the household");
    let household_head = form.choice("household", head, &choices::HOUSEHOLD);
    let body = Name::of("نهاد حمایتی", "body that supports you");
    let support_body = form.choice("supportBody", body, &choices::BODIES);
    let employment = Name::of("وضعیت اشتغال", "employment");
    let employment = form.choice("employment", employment, &choices::EMPLOYMENT);
    Some(Person {
        national_id: national_id?,
        first_name: first_name?,
        last_name: last_name?,
        father_name: father_name?,
        born_on: born_on?,
        birth_certificate_no: birth_certificate_no?,
        gender: gender?,
        education: education?,
        mobile: mobile?,
        landline: landline.ok()?,
        residence: residence?,
        household_head: household_head?,
        support_body: support_body?,
        employment: employment?,
    })
}
