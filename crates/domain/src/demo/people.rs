//! Applicants: who they are and where they live.

use crate::catalogue::Catalogue;
use crate::dates::Date;
use crate::people::{
    Activity, Address, Applicant, Company, Education, Employment, Gender, Household,
    MilitaryStatus, NamedSupporter, Person, Support, SupportBody, SupporterIdentity,
};
use crate::places::{CountyCode, PlaceKind, divisions};
use crate::text::to_persian_digits;

use super::draw::Draw;
use super::{names, numbers, words};

/// How many of a hundred applicants are women.
const WOMEN_PERCENT: i64 = 80;

/// Draws an applicant of a kind of activity who lives in a county.
pub(super) fn applicant(
    draw: &mut Draw,
    activity: Activity,
    county: CountyCode,
    today: Date,
) -> Applicant {
    let person = person(draw, activity, county, today);
    match activity {
        Activity::Independent => Applicant::Independent(person),
        Activity::Covered => Applicant::Covered { person, supporter: named_supporter(draw) },
        Activity::SupporterNatural => {
            Applicant::SupporterNatural { person, support: support(draw) }
        }
        Activity::SupporterLegal => Applicant::SupporterLegal {
            company: Company {
                legal_id: numbers::legal_id(draw),
                name: words::text(draw.one(&names::FIRMS)),
                registration_no: words::text(&draw.digits(5)),
                representative: person,
                role: words::text(draw.one(&["مدیرعامل", "رئیس هیئت مدیره", "نمایندهٔ تام‌الاختیار"])),
            },
            support: support(draw),
        },
    }
}

fn person(draw: &mut Draw, activity: Activity, county: CountyCode, today: Date) -> Person {
    let woman = draw.chance(WOMEN_PERCENT);
    let supports = activity.is_supporter();
    let age = draw.small(if supports { 30..=58 } else { 21..=57 });
    let first = if woman { draw.one(&names::WOMEN) } else { draw.one(&names::MEN) };
    let exempt = draw.chance(15);
    let gender = match (woman, exempt) {
        (true, _) => Gender::Female,
        (false, true) => Gender::Male(MilitaryStatus::Exempt),
        (false, false) => Gender::Male(MilitaryStatus::Served),
    };
    Person {
        national_id: numbers::national_id(draw),
        first_name: words::text(first),
        last_name: words::text(draw.one(&names::FAMILIES)),
        father_name: words::text(draw.one(&names::FATHERS)),
        born_on: today.add_days(-age * 365 - draw.small(0..=364)),
        birth_certificate_no: if age < 30 {
            words::text("0")
        } else {
            words::text(&draw.digits(4))
        },
        gender,
        education: match draw.within(1..=100) {
            1..=8 => Education::Primary,
            9..=22 => Education::Middle,
            23..=58 => Education::Diploma,
            59..=70 => Education::Associate,
            71..=92 => Education::Bachelor,
            _ => Education::Master,
        },
        mobile: numbers::mobile(draw),
        landline: draw.chance(55).then(|| numbers::landline(draw)),
        residence: address(draw, county),
        household_head: if draw.chance(if woman { 18 } else { 70 }) {
            Household::Head
        } else {
            Household::Member
        },
        support_body: match draw.within(1..=100) {
            1..=5 => Some(SupportBody::ReliefCommittee),
            6..=8 => Some(SupportBody::Welfare),
            _ => None,
        },
        employment: match draw.within(1..=100) {
            1..=92 => Employment::None,
            93..=96 => Employment::Retired,
            _ => Employment::InsuredElsewhere,
        },
    }
}

/// An address in the county: in one of its cities, or now and then in a rural district.
pub(super) fn address(draw: &mut Draw, county: CountyCode) -> Address {
    let divisions = divisions();
    let places =
        divisions.districts_of(county).into_iter().flat_map(|d| divisions.places_of(d.code));
    let (cities, villages): (Vec<_>, Vec<_>) = places
        .filter(|place| place.kind != PlaceKind::UrbanZone)
        .partition(|place| place.kind == PlaceKind::City);
    let capital = divisions.county(county).map_or("اراک", |county| county.name.as_str());
    let number = draw.small(3..=190);
    let street = draw.one(&names::STREETS);
    let alley = draw.one(&names::ALLEYS);
    let line = if draw.chance(15) && !villages.is_empty() {
        let village = &villages[draw.index(villages.len())].name;
        format!("دهستان {village}، {alley}، پلاک {number}")
    } else {
        let other = draw.chance(20) && !cities.is_empty();
        let city = if other { cities[draw.index(cities.len())].name.as_str() } else { capital };
        let unit = if draw.chance(45) {
            format!("، واحد {}", draw.small(1..=8))
        } else {
            String::new()
        };
        format!("{city}، {street}، {alley}، پلاک {number}{unit}")
    };
    let region = if county == CountyCode::parse("0001").unwrap_or(county) { "38" } else { "39" };
    Address {
        county,
        line: words::text(&to_persian_digits(&line)),
        postal_code: numbers::postal_code(draw, region),
    }
}

fn named_supporter(draw: &mut Draw) -> NamedSupporter {
    if draw.chance(60) {
        let name = draw.one(&names::FIRMS);
        NamedSupporter {
            name: words::text(name),
            identity: SupporterIdentity::Legal(numbers::legal_id(draw)),
            licence: None,
        }
    } else {
        let name = format!("{} {}", draw.one(&names::WOMEN), draw.one(&names::FAMILIES));
        NamedSupporter {
            name: words::text(&name),
            identity: SupporterIdentity::Natural(numbers::national_id(draw)),
            licence: None,
        }
    }
}

fn support(draw: &mut Draw) -> Support {
    Support {
        experience_years: u8::try_from(draw.small(5..=18)).unwrap_or(5),
        covered_count: draw.count(5..=25),
    }
}

/// The address of a workplace: an independent applicant mostly works at home.
pub(super) fn workplace(draw: &mut Draw, applicant: &Applicant, county: CountyCode) -> Address {
    let at_home = match applicant.activity() {
        Activity::Independent => 95,
        Activity::Covered => 90,
        Activity::SupporterNatural | Activity::SupporterLegal => 25,
    };
    if draw.chance(at_home) { applicant.person().residence.clone() } else { address(draw, county) }
}

/// Draws the bank of an account, by the three digits of its IBANs.
pub(super) fn bank_code(draw: &mut Draw, catalogue: &Catalogue) -> Option<String> {
    let codes: Vec<&str> = catalogue
        .banks
        .iter()
        .filter_map(|bank| bank.iban_codes.first())
        .map(String::as_str)
        .collect();
    (!codes.is_empty()).then(|| codes[draw.index(codes.len())].to_owned())
}
