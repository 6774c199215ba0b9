//! Referrals to a bank.

use domain::event::{BankOutcome, Minutes, Referral};
use minicbor::bytes::ByteArray;

use super::{body, whole_body};
use crate::conversion::{Writes, wire_codes, wire_struct};

wire_struct! {
    /// A referral.
    ReferralV1 is Referral {
        0 bank: String,
        1 branch: String,
        2 to: String,
        3 amount: i64,
        4 budget_year: u16,
        5 minutes: MinutesV1,
        6 valid_until: i32,
    }
}

wire_struct! {
    /// The working group's minutes.
    MinutesV1 is Minutes {
        0 number: String,
        1 on: i32,
    }
}
whole_body!(ReferralV1 is ReferredToBank);

body! {
    /// The bank's answer.
    BankAnsweredV1 is BankAnswered {
        0 referral: ByteArray<16>,
        1 outcome: BankOutcomeV1,
        2 note: Option<String>,
    }
}

wire_codes! {
    /// What the bank did.
    BankOutcomeV1 is BankOutcome {
        0 Received,
        1 Paid,
        2 Declined,
        3 QuotaUsedUp,
        4 Lapsed,
    }
}
