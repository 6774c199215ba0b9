//! Who works in the demo offices: a different person for each role.

use crate::catalogue::{Catalogue, Office, OfficeId, OfficeKind};
use crate::ids::{OfficerId, PersonId};
use crate::people::{Officer, Role};
use crate::places::CountyCode;

/// An officer of the demo office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOfficer {
    /// The account.
    pub officer: OfficerId,
    /// The person; no two officers are the same one.
    pub person: PersonId,
    /// Given and family name.
    pub name: String,
    /// What they are there.
    pub title: String,
    /// Where they work.
    pub office: OfficeId,
    /// What kind of office that is.
    pub role: Role,
}

impl DemoOfficer {
    /// The officer as the one who acts.
    pub fn acting(&self) -> Officer {
        Officer {
            account: self.officer.clone(),
            person: self.person.clone(),
            office: self.office.clone(),
        }
    }
}

/// Kind of office in the manner of its code, account, name, title.
const PEOPLE: [(&str, &str, &str, &str); 10] = [
    ("MIMT", "karimi", "سعید کریمی", "کارشناس مشاغل خانگی"),
    ("MIMT", "sabeti", "الهام ثابتی", "کارشناس مشاغل خانگی"),
    ("MCTH", "najafi", "مریم نجفی", "کارشناس صنایع دستی"),
    ("MAJ", "goudarzi", "حمید گودرزی", "کارشناس صنایع تبدیلی"),
    ("MCIG", "vafaei", "نسرین وفایی", "کارشناس فرهنگی"),
    ("JAHAD", "araghi", "شیرین عراقی", "مسئول توانمندسازی"),
    ("LABOUR", "mohammadifar", "زهرا محمدی‌فر", "کارشناس اشتغال"),
    ("LABOUR", "sanjani", "علیرضا سنجانی", "رئیس ادارهٔ اشتغال"),
    ("BANK-022", "bayat", "مهدی بیات", "رابط بانک"),
    ("BANK-060", "maleki", "فریبا ملکی", "رابط بانک"),
];

/// The county in which the demo offices are: the first with a labour office of its own.
pub fn county(catalogue: &Catalogue) -> Option<CountyCode> {
    let mut labour = catalogue.offices.iter().filter(|office| office.kind == OfficeKind::Labour);
    labour.find_map(|office| office.county)
}

/// The officers, agencies first.
pub fn officers(catalogue: &Catalogue) -> Vec<DemoOfficer> {
    let Some(county) = county(catalogue) else { return Vec::new() };
    let here = |office: &&Office| match office.county {
        Some(of) => of == county,
        None => office.province == county.parent(),
    };
    let offices: Vec<&Office> = catalogue.offices.iter().filter(here).collect();
    let people = PEOPLE.iter().filter_map(|(place, account, name, title)| {
        let office = offices.iter().find(|office| code_of(&office.kind) == *place)?;
        Some(DemoOfficer {
            officer: OfficerId::parse(account).ok()?,
            person: PersonId::parse(&format!("person-{account}")).ok()?,
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            office: office.id.clone(),
            role: office.kind.role(),
        })
    });
    people.collect()
}

fn code_of(kind: &OfficeKind) -> String {
    match kind {
        OfficeKind::Agency(agency) => agency.to_string(),
        OfficeKind::Jahad => "JAHAD".to_owned(),
        OfficeKind::Labour => "LABOUR".to_owned(),
        OfficeKind::BankLiaison(bank) => format!("BANK-{bank}"),
        OfficeKind::Secretariat => "SECRETARIAT".to_owned(),
    }
}
