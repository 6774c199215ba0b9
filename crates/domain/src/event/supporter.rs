//! A supporter's word on somebody who named them.

use crate::identifiers::LicenceNumber;
use crate::ids::ContentHash;
use crate::text::PlainText;

/// How it is known that a supporter confirmed a covered applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupporterWord {
    /// The supporter said so on the portal, as holder of this registered licence.
    Licence(LicenceNumber),
    /// An officer of the reviewing agency saw the supporter's licence and the contract at the counter.
    Counter {
        /// The licence's number, as it stands on paper or in another system.
        licence: PlainText,
        /// The scans of both, at least one, among the documents of the case.
        scans: Vec<ContentHash>,
    },
}
