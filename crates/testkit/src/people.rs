//! Applicants.

use domain::identifiers::{Landline, LegalId, Mobile, PostalCode};
use domain::people::{
    Address, Applicant, Company, Education, Employment, Gender, Household, MilitaryStatus,
    NamedSupporter, Person, Support, SupporterIdentity,
};
use domain::places::CountyCode;
use domain::text::PlainText;

use crate::seeded::Seeded;
use crate::times::day;

const WOMEN: [&str; 8] = ["زهرا", "فاطمه", "مریم", "لیلا", "سمیه", "نرگس", "اعظم", "معصومه"];
const MEN: [&str; 8] = ["علی", "محمدرضا", "حسین", "مهدی", "رضا", "حمید", "یوسف", "کاظم"];
const FAMILIES: [&str; 12] = [
    "حسینی\u{200C}نژاد",
    "کاظمی",
    "رحیمی",
    "موسوی",
    "احمدی",
    "قاسمی",
    "طباطبائی",
    "یعقوبی",
    "کریمی",
    "شریفی\u{200C}فرد",
    "گودرزی",
    "چراغی",
];

/// Reads a text that the test wrote itself.
pub fn text(text: &str) -> PlainText {
    PlainText::parse(text, 4_000).expect("the test wrote a plain text")
}

/// A person.
pub fn person(seeded: &mut Seeded) -> Person {
    let woman = seeded.below(3) < 2;
    let first = if woman { seeded.choose(&WOMEN) } else { seeded.choose(&MEN) };
    Person {
        national_id: seeded.national_id(),
        first_name: text(first),
        last_name: text(seeded.choose(&FAMILIES)),
        father_name: text(seeded.choose(&MEN)),
        born_on: day("1986-05-14").add_days(i32::try_from(seeded.below(5_000)).unwrap_or(0)),
        birth_certificate_no: text(&(1 + seeded.below(9_999)).to_string()),
        gender: if woman { Gender::Female } else { Gender::Male(MilitaryStatus::Served) },
        education: Education::Diploma,
        mobile: Mobile::parse(&format!("0918{:07}", seeded.below(10_000_000)))
            .expect("eleven digits"),
        landline: Some(
            Landline::parse(&format!("0863{:07}", seeded.below(10_000_000)))
                .expect("eleven digits"),
        ),
        residence: address(),
        household_head: Household::Head,
        support_body: None,
        employment: Employment::None,
    }
}

/// An address in Arak.
pub fn address() -> Address {
    Address {
        county: CountyCode::parse("0001").expect("a county of Markazi"),
        line: text("اراک، خیابان شهید بهشتی، کوچهٔ یاس، پلاک ۱۲"),
        postal_code: PostalCode::parse("3813914567").expect("ten digits"),
    }
}

/// Somebody who works alone.
pub fn independent(seeded: &mut Seeded) -> Applicant {
    Applicant::Independent(person(seeded))
}

/// Somebody who works under a supporter.
pub fn covered(seeded: &mut Seeded) -> Applicant {
    let person = person(seeded);
    let supporter = NamedSupporter {
        name: text("زهرا کاظمی"),
        identity: SupporterIdentity::Natural(seeded.national_id()),
        licence: Some(seeded.licence_number()),
    };
    Applicant::Covered { person, supporter }
}

/// A company that supports others.
pub fn company(seeded: &mut Seeded) -> Applicant {
    let company = Company {
        legal_id: LegalId::parse("14005893875").expect("a legal ID"),
        name: text("شرکت تعاونی دست\u{200C}بافته\u{200C}های سپیدار اراک"),
        registration_no: text("12471"),
        representative: person(seeded),
        role: text("مدیرعامل"),
    };
    Applicant::SupporterLegal {
        company,
        support: Support { experience_years: 6, covered_count: 14 },
    }
}
