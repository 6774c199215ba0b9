//! Who works in the demo offices: two different people at each, of whom one supervises.

use crate::catalogue::{Catalogue, Office, OfficeId, OfficeKind};
use crate::dates::Date;
use crate::ids::{OfficerId, PersonId};
use crate::people::{Officer, Role, SupervisorMark, Supervisors};
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
    /// Whether cases are theirs to review, beside what a supervisor alone does.
    pub reviews: bool,
    /// Since when they supervise the office, if they do.
    pub supervises: Option<SupervisorMark>,
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

/// What somebody does at their office.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Post {
    Reviews,
    Supervises,
    Both,
}

/// Kind of office in the manner of its code, account, name, title, post.
const PEOPLE: [(&str, &str, &str, &str, Post); 16] = [
    ("MIMT", "karimi", "سعید کریمی", "کارشناس مشاغل خانگی", Post::Reviews),
    ("MIMT", "sabeti", "الهام ثابتی", "کارشناس مسئول مشاغل خانگی", Post::Both),
    ("MCTH", "najafi", "مریم نجفی", "کارشناس صنایع دستی", Post::Reviews),
    ("MCTH", "shafiei", "بهرام شفیعی", "رئیس گروه صنایع دستی", Post::Supervises),
    ("MAJ", "goudarzi", "حمید گودرزی", "کارشناس صنایع تبدیلی", Post::Reviews),
    ("MAJ", "rahbari", "مینا رهبری", "رئیس گروه صنایع تبدیلی", Post::Supervises),
    ("MCIG", "vafaei", "نسرین وفایی", "کارشناس فرهنگی", Post::Reviews),
    ("MCIG", "yazdani", "کیوان یزدانی", "رئیس گروه فرهنگی", Post::Supervises),
    ("JAHAD", "araghi", "شیرین عراقی", "مسئول توانمندسازی", Post::Reviews),
    ("JAHAD", "tavakoli", "پرویز توکلی", "رئیس مرکز توانمندسازی", Post::Supervises),
    ("LABOUR", "mohammadifar", "زهرا محمدی‌فر", "کارشناس اشتغال", Post::Reviews),
    ("LABOUR", "sanjani", "علیرضا سنجانی", "رئیس ادارهٔ اشتغال", Post::Both),
    ("BANK-022", "bayat", "مهدی بیات", "رابط بانک", Post::Reviews),
    ("BANK-022", "hosseinzadeh", "لیلا حسین‌زاده", "رئیس شعبه", Post::Supervises),
    ("BANK-060", "maleki", "فریبا ملکی", "رابط بانک", Post::Reviews),
    ("BANK-060", "ebrahimi", "ناصر ابراهیمی", "رئیس شعبه", Post::Supervises),
];

/// Since when the supervisors are marked: before anything that is told.
const MARKED_SINCE: (i16, i8, i8) = (2016, 3, 20);

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
    let (year, month, day) = MARKED_SINCE;
    let from = Date::new(year, month, day).ok();
    let marked = from.map(|from| SupervisorMark { from, until: None });
    let people = PEOPLE.iter().filter_map(|(place, account, name, title, post)| {
        let office = offices.iter().find(|office| code_of(&office.kind) == *place)?;
        Some(DemoOfficer {
            officer: OfficerId::parse(account).ok()?,
            person: PersonId::parse(&format!("person-{account}")).ok()?,
            name: (*name).to_owned(),
            title: (*title).to_owned(),
            office: office.id.clone(),
            role: office.kind.role(),
            reviews: *post != Post::Supervises,
            supervises: marked.filter(|_| *post != Post::Reviews),
        })
    });
    people.collect()
}

/// Those of the officers who supervise.
pub fn supervisors(officers: &[DemoOfficer]) -> Supervisors {
    officers.iter().filter_map(|it| Some((it.acting(), it.supervises?))).collect()
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
