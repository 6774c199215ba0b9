//! Plans and certificates.

use domain::catalogue::FieldCode;
use domain::identifiers::Iban;
use domain::money::Rials;
use domain::plan::{Capital, Plan, SkillCertificate, Tenure};

use crate::people::{address, text};
use crate::seeded::Seeded;
use crate::times::day;

/// A plan in the field of handmade carpets.
pub fn plan(seeded: &mut Seeded) -> Plan {
    let rials = |millions: i64| Rials::new(millions * 1_000_000).expect("an amount");
    let fixed = 200 + i64::try_from(seeded.below(300)).unwrap_or(0);
    Plan {
        field: FieldCode::parse("2025").expect("a code"),
        title: text("بافت فرش دستباف گل\u{200C}برجسته"),
        description: text(
            "بافت فرش با نخ پشم و ابریشم برای فروش در بازار اراک و سفارش\u{200C}های شهری",
        ),
        workplace: address(),
        area_m2: 18,
        tenure: Tenure::Owned,
        jobs: 2,
        capital: Capital {
            fixed: rials(fixed),
            working: rials(150),
            own: rials(120),
            requested: rials(500),
        },
        iban: Some(Iban::from_account("022", "1401").expect("an account")),
    }
}

/// A certificate that is in force.
pub fn certificate(seeded: &mut Seeded) -> SkillCertificate {
    SkillCertificate {
        number: text(&format!("{}/ف/1404", 1_000 + seeded.below(9_000))),
        issuer: text("سازمان آموزش فنی و حرفه\u{200C}ای استان مرکزی"),
        field: Some(FieldCode::parse("2025").expect("a code")),
        issued_on: day("2025-06-10"),
        expires_on: Some(day("2029-06-09")),
    }
}
