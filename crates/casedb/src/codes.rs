//! The words by which tables say what enums of the domain say.

use domain::case::StageName;
use domain::event::{DocumentKind, PrintedStanding, Purpose, Review};
use domain::people::{Activity, Role};
use domain::plan::Path;

use crate::error::DbError;

/// A value that a column holds as a word.
pub(crate) trait Code: Sized {
    /// Returns the word.
    fn word(&self) -> &'static str;
    /// Reads the word.
    fn of_word(word: &str) -> Option<Self>;

    /// Reads the word of a column.
    fn of_column(word: &str, table: &'static str, column: &'static str) -> Result<Self, DbError> {
        Self::of_word(word).ok_or(DbError::InconsistentRow { table, column })
    }
}

macro_rules! codes {
    ($($domain:ident { $($variant:ident = $word:literal,)* })*) => {$(
        impl Code for $domain {
            fn word(&self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

codes! {
    StageName {
        Registered = "registered",
        AgencyReview = "agencyReview",
        AgencyWaiting = "agencyWaiting",
        Clearance = "clearance",
        Empowerment = "empowerment",
        LabourReview = "labourReview",
        LabourWaiting = "labourWaiting",
        Licensed = "licensed",
        BankReferred = "bankReferred",
        Closed = "closed",
        Refused = "refused",
        Withdrawn = "withdrawn",
        Disputed = "disputed",
    }
    Activity {
        Independent = "independent",
        Covered = "covered",
        SupporterNatural = "supporterNatural",
        SupporterLegal = "supporterLegal",
    }
    Role {
        Agency = "agency",
        Jahad = "jahad",
        Labour = "labour",
        Bank = "bank",
        Secretariat = "secretariat",
    }
    Path {
        Standard = "standard",
        Development = "development",
    }
    Review {
        Agency = "agency",
        Labour = "labour",
    }
    DocumentKind {
        Licence = "licence",
        EmpowermentReferral = "empowermentReferral",
        BankReferral = "bankReferral",
        Refusal = "refusal",
        Correction = "correction",
        Receipt = "receipt",
        Clearance = "clearance",
        Suspension = "suspension",
        Revocation = "revocation",
        BranchList = "branchList",
        Transmittal = "transmittal",
        Dossier = "dossier",
    }
    PrintedStanding {
        Provisional = "provisional",
        Final = "final",
    }
}

/// The word for what an application is for.
pub(crate) const fn purpose_word(purpose: &Purpose) -> &'static str {
    match purpose {
        Purpose::First => "first",
        Purpose::Renewal { .. } => "renewal",
        Purpose::Amendment { .. } => "amendment",
    }
}
