//! Offices of the sample province: two counties, so that cases can move, and the province's own.

use super::super::{AgencyCode, BankCode, Letterhead, Office, OfficeId, OfficeKind};
use super::{MARKAZI, money};
use crate::places::CountyCode;

const ARAK: CountyCode = CountyCode::of(1);
const SAVEH: CountyCode = CountyCode::of(6);

const HOURS: &str = "شنبه تا چهارشنبه، ساعت ۸ تا ۱۴";

const STATE: &str = "جمهوری اسلامی ایران";

/// Agency, its ministry, its office in a county.
const AGENCIES: [(&str, &str, &str); 4] = [
    (
        "MCTH",
        "وزارت میراث فرهنگی، گردشگری و صنایع دستی",
        "ادارهٔ میراث فرهنگی، گردشگری و صنایع دستی شهرستان",
    ),
    ("MAJ", "وزارت جهاد کشاورزی", "مدیریت جهاد کشاورزی شهرستان"),
    ("MCIG", "وزارت فرهنگ و ارشاد اسلامی", "ادارهٔ فرهنگ و ارشاد اسلامی شهرستان"),
    ("MIMT", "وزارت صنعت، معدن و تجارت", "ادارهٔ صنعت، معدن و تجارت شهرستان"),
];

const LABOUR_MINISTRY: &str = "وزارت تعاون، کار و رفاه اجتماعی";

pub(super) fn offices() -> Vec<Office> {
    let mut offices = Vec::new();
    for (county, name, address) in [
        (ARAK, "اراک", "اراک، خیابان شهید شیرودی (نشانی نمونه)"),
        (SAVEH, "ساوه", "ساوه، بلوار آزادگان (نشانی نمونه)"),
    ] {
        for (agency, ministry, title) in AGENCIES {
            offices.push(Office {
                id: OfficeId::of(&format!("{agency}-{county}")),
                kind: OfficeKind::Agency(AgencyCode::of(agency)),
                title: format!("{title} {name}"),
                province: MARKAZI,
                county: Some(county),
                hours: HOURS.to_owned(),
                letterhead: letterhead(&[ministry, &format!("{title} {name}")], address),
            });
        }
        let title = format!("ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان {name}");
        offices.push(Office {
            id: OfficeId::of(&format!("LABOUR-{county}")),
            kind: OfficeKind::Labour,
            hours: HOURS.to_owned(),
            letterhead: letterhead(&[LABOUR_MINISTRY, &title], address),
            title,
            province: MARKAZI,
            county: Some(county),
        });
    }
    offices.push(of_province(
        "JAHAD-00",
        OfficeKind::Jahad,
        "جهاد دانشگاهی واحد استان مرکزی",
        &["جهاد دانشگاهی", "واحد استان مرکزی"],
    ));
    for bank in money::banks() {
        let title = format!("رابط مشاغل خانگی {} در استان مرکزی", bank.title);
        let code: BankCode = bank.code;
        let lines = [bank.title.as_str(), "مدیریت شعب استان مرکزی"];
        offices.push(of_province(
            &format!("BANK-{code}-00"),
            OfficeKind::BankLiaison(code.clone()),
            &title,
            &lines,
        ));
    }
    offices.push(of_province(
        "SECRETARIAT",
        OfficeKind::Secretariat,
        "دبیرخانهٔ ستاد ساماندهی و حمایت از مشاغل خانگی (نمونه)",
        &[LABOUR_MINISTRY, "دبیرخانهٔ ستاد ساماندهی و حمایت از مشاغل خانگی"],
    ));
    offices
}

fn of_province(id: &str, kind: OfficeKind, title: &str, lines: &[&str]) -> Office {
    Office {
        id: OfficeId::of(id),
        kind,
        title: title.to_owned(),
        province: MARKAZI,
        county: None,
        hours: HOURS.to_owned(),
        letterhead: letterhead(lines, "اراک، میدان شهدا (نشانی نمونه)"),
    }
}

fn letterhead(lines: &[&str], address: &str) -> Letterhead {
    Letterhead {
        lines: [STATE].iter().chain(lines).map(|line| (*line).to_owned()).collect(),
        address: address.to_owned(),
        phone: "086-33330000".to_owned(),
    }
}
