//! Checking a text: what it is, who signed it, what it may say, and what has become of it since.
//!
//! The order is part of the format (`docs/licence-proof.md`): where two things are wrong, every verifier
//! names the same one.

use domain::dates::Date;
use ed25519_dalek::VerifyingKey;

use super::status::{Status, StatusList};
use super::trust::TrustList;
use super::{Claim, ProofError, SPECIMEN, Standing, State, claim, cose, pasted};

/// What a text is checked against, as it came from files.
#[derive(Debug, Clone, Copy)]
pub struct Lists<'l> {
    /// The root that the verifier holds.
    pub root: &'l VerifyingKey,
    /// The trust list. Without one, only what is certainly not genuine can be told.
    pub trust: Option<&'l [u8]>,
    /// The status list. Without one, nothing is known of suspension and revocation.
    pub statuses: Option<&'l [u8]>,
}

/// A claim that is genuine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What it says.
    pub claim: Claim,
    /// What it counts as.
    pub state: State,
    /// The office of the workstation that signed it.
    pub office: String,
    /// The day of the trust list that vouched for it.
    pub trusted_on: Date,
    /// The day of the status list that was looked into.
    pub statuses_on: Option<Date>,
}

/// Checks a text against lists as they came from files, on a day.
///
/// # Errors
/// Says why it is not genuine, or why nobody here can tell.
pub fn check(text: &str, lists: &Lists<'_>, today: Date) -> Result<Verdict, ProofError> {
    let read = Read::of_text(text)?;
    let trust = lists.trust.ok_or(ProofError::IssuerUnknown)?;
    let trust = TrustList::open(trust, lists.root)?;
    let verdict = judged(read, &trust, today)?;
    let statuses = lists.statuses.map(|bytes| StatusList::open(bytes, &trust)).transpose()?;
    Ok(match statuses {
        Some(list) => verdict.with_status(&list),
        None => verdict,
    })
}

/// The hosts that made the links in which the code of a text stands; none for a bare code. They are not signed: any
/// host can put a genuine code behind its own address, and show there what it likes.
pub fn hosts(text: &str) -> Vec<String> {
    Read::of_text(text).map(|read| read.hosts).unwrap_or_default()
}

/// The host of a link to the code in a text that is not the authority's.
pub fn other_host(text: &str, own: &str) -> Option<String> {
    hosts(text).into_iter().find(|host| !host.eq_ignore_ascii_case(own))
}

/// Checks a text against a trust list, on a day.
///
/// # Errors
/// Says why it is not genuine, or why nobody here can tell.
pub fn verify(text: &str, trust: &TrustList, today: Date) -> Result<Verdict, ProofError> {
    judged(Read::of_text(text)?, trust, today)
}

/// Reads what a text claims, before it is known who signed it: nothing of it is to be believed yet.
///
/// # Errors
/// [`ProofError::Unreadable`] or [`ProofError::Specimen`].
pub fn claimed(text: &str) -> Result<Claim, ProofError> {
    Read::of_text(text).map(|read| read.claim)
}

/// A code that holds a space may have a word in place of letters that were lost; that its signature does not hold says
/// nothing of the paper.
fn judged(read: Read, trust: &TrustList, today: Date) -> Result<Verdict, ProofError> {
    let is_certain = read.is_certain;
    match read.against(trust, today) {
        Err(ProofError::BadSignature) if !is_certain => Err(ProofError::Unreadable),
        judged => judged,
    }
}

impl Verdict {
    /// The same, after a look into a status list.
    #[must_use]
    pub fn with_status(self, list: &StatusList) -> Self {
        let state = match list.status_of(&self.claim.number) {
            Some(Status::Suspended) => State::Suspended,
            Some(Status::Revoked) => State::Revoked,
            None => self.state,
        };
        Self { state, statuses_on: Some(list.issued_on()), ..self }
    }
}

/// A code that could be read and is not yet believed.
struct Read {
    message: Vec<u8>,
    claim: Claim,
    is_certain: bool,
    hosts: Vec<String>,
}

impl Read {
    /// The licence's code in a text. Of two codes nobody can tell which is meant.
    fn of_text(text: &str) -> Result<Self, ProofError> {
        let mut codes = pasted::readings(text).into_iter().filter_map(Self::of);
        let mut first = codes.next().ok_or(ProofError::Unreadable)?;
        for other in codes {
            if other.message != first.message {
                return Err(ProofError::Unreadable);
            }
            first.hosts.extend(other.hosts);
            first.is_certain |= other.is_certain;
        }
        if cose::open(&first.message).is_some_and(|message| message.name == SPECIMEN) {
            return Err(ProofError::Specimen);
        }
        Ok(first)
    }

    fn of(pasted::Reading { bytes, is_certain, hosts }: pasted::Reading) -> Option<Self> {
        let claim = claim::decode(cose::open(&bytes)?.payload)?;
        Some(Self { message: bytes, claim, is_certain, hosts })
    }

    fn against(self, trust: &TrustList, today: Date) -> Result<Verdict, ProofError> {
        let Self { message, claim, .. } = self;
        if today > trust.valid_until() {
            return Err(ProofError::TrustListTooOld);
        }
        let message = cose::open(&message).ok_or(ProofError::Unreadable)?;
        let block = trust.block(message.name)?.ok_or(ProofError::IssuerUnknown)?;
        message.check(block.device_key())?;
        if !block.covers(&claim.number) {
            return Err(ProofError::OutsideBlock);
        }
        if claim.issued_at.tehran_date() > block.use_until() {
            return Err(ProofError::AfterLease);
        }
        if claim.issued_at.tehran_date() > today.add_days(1) {
            return Err(ProofError::NotYetIssued);
        }
        let state = match claim.standing {
            _ if claim.valid_until < today => State::Expired,
            Standing::Provisional { until } if until < today => State::Expired,
            Standing::Provisional { .. } => State::Provisional,
            Standing::Registered => State::Valid,
        };
        Ok(Verdict {
            state,
            office: block.office().to_owned(),
            trusted_on: trust.issued_on(),
            statuses_on: None,
            claim,
        })
    }
}
