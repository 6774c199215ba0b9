//! The second page of an application: the plan, and the skill certificate without which nobody applies.

use crate::catalogue::FieldCode;
use crate::dates::Date;
use crate::identifiers::Iban;
use crate::money::Rials;
use crate::people::Address;
use crate::text::PlainText;

/// طرح: what the applicant wants to do, where and with what means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The approved field.
    pub field: FieldCode,
    /// What the applicant calls it.
    pub title: PlainText,
    /// What is made or done, from what, and for whom.
    pub description: PlainText,
    /// Where the work is done.
    pub workplace: Address,
    /// Floor space in square metres.
    pub area_m2: u16,
    /// By which right the applicant uses the place.
    pub tenure: Tenure,
    /// People who will work, the applicant included.
    pub jobs: u16,
    /// What is needed and who brings it.
    pub capital: Capital,
    /// The account that a facility would be paid to.
    pub iban: Option<Iban>,
}

/// Own or rented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tenure {
    /// The applicant's or the family's own.
    Owned,
    /// Rented until a day.
    Rented {
        /// The last day of the lease.
        until: Date,
    },
}

/// Means, in rials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Capital {
    /// سرمایه ثابت
    pub fixed: Rials,
    /// سرمایه در گردش
    pub working: Rials,
    /// آورده متقاضی
    pub own: Rials,
    /// The facility that is asked for; zero when none is.
    pub requested: Rials,
}

impl Capital {
    /// Fixed and working capital together.
    pub fn required(&self) -> i128 {
        i128::from(self.fixed.value()) + i128::from(self.working.value())
    }

    /// Whether the own contribution reaches `percent` of what is required.
    pub fn own_reaches(&self, percent: u8) -> bool {
        i128::from(self.own.value()) * 100 >= self.required() * i128::from(percent)
    }
}

/// گواهی مهارت: mandatory for every applicant; a company's representative brings it (DESIGN 8.12).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillCertificate {
    /// Number on the certificate.
    pub number: PlainText,
    /// Who issued it.
    pub issuer: PlainText,
    /// The field it is for, where it is an approved one.
    pub field: Option<FieldCode>,
    /// Day of issue.
    pub issued_on: Date,
    /// Last day of validity, where it has one.
    pub expires_on: Option<Date>,
}

/// Standard or development path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// Agency, labour office, bank.
    Standard,
    /// Agency, empowerment by Jahad Daneshgahi, labour office, bank.
    Development,
}
