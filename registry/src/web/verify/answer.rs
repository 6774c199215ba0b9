//! What an inquiry finds.

use domain::identifiers::LicenceNumber;
use wire::proof::{Claim, ProofError, Standing, State as PaperState, Verdict};

use crate::verification::{Doubt, Paper, Record};

/// What an inquiry found.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The registry knows the number that was typed.
    Known(Record),
    /// It knows no such number.
    Unknown(LicenceNumber),
    /// The code is not genuine.
    NotGenuine(ProofError),
    /// The code cannot be read.
    Unreadable,
    /// The code is its issuer's, and the registry says the same.
    Signed(Record, Standing),
    /// The code is its issuer's, and the registry does not have the licence yet.
    NotYetKnown(Box<Verdict>),
    /// The code is its issuer's or may be, and the registry says something else of the number.
    Contradicted(LicenceNumber),
    /// Nobody here can tell who signed the code; the registry says the same as it.
    Unjudged(Record, Doubt),
    /// Nobody here can tell who signed the code, and the registry has no such number.
    UnjudgedUnknown(LicenceNumber, Doubt),
}

impl Answer {
    /// Puts together what a code says and what the registry says.
    pub fn of(paper: Paper, record: Option<Record>) -> Self {
        match (paper, record) {
            (Paper::Unreadable, _) => Self::Unreadable,
            (Paper::NotGenuine(error), _) => Self::NotGenuine(error),
            (Paper::Signed(verdict), Some(record)) => {
                if agree(&verdict.claim, &record) {
                    Self::Signed(record, verdict.claim.standing)
                } else {
                    Self::Contradicted(verdict.claim.number)
                }
            }
            (Paper::Signed(verdict), None) => match verdict.state {
                // A paper that says it is registered, where nothing is registered.
                PaperState::Valid => Self::Contradicted(verdict.claim.number),
                PaperState::Provisional
                | PaperState::Expired
                | PaperState::Suspended
                | PaperState::Revoked => Self::NotYetKnown(verdict),
            },
            (Paper::Unjudged(claim, doubt), Some(record)) => {
                if agree(&claim, &record) {
                    Self::Unjudged(record, doubt)
                } else {
                    Self::Contradicted(claim.number)
                }
            }
            (Paper::Unjudged(claim, doubt), None) => Self::UnjudgedUnknown(claim.number, doubt),
        }
    }
}

/// Whether a paper says of its licence what the registry says. Long names are shortened in a code.
fn agree(claim: &Claim, record: &Record) -> bool {
    let holder = match claim.holder.strip_suffix('…') {
        Some(start) => record.holder.starts_with(start.trim_end()),
        None => record.holder == claim.holder,
    };
    holder
        && claim.event == record.event
        && claim.field == record.field
        && claim.kind == record.activity
        && claim.valid_until == record.valid_until
}
