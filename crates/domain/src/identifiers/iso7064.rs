//! Check digits of ISO 7064 MOD 97-10: two digits that catch every wrong digit and every swap of
//! neighbours.

use super::normal::values;

/// The remainder of a string of digits, of any length, by 97.
pub(super) fn remainder(digits: &str) -> u32 {
    values(digits).fold(0, |sum, digit| (sum * 10 + digit) % 97)
}

/// Returns `body` followed by its two check digits.
pub(super) fn with_check(body: &str) -> String {
    let check = 98 - remainder(&format!("{body}00"));
    format!("{body}{check:02}")
}

/// Whether the last two digits are the check digits of those before.
///
/// Comparing with the computed pair, and not only the remainder with 1, also refuses `00`, `01` and
/// `99`, which leave the same remainders as `97`, `98` and `02` and would make a second spelling.
pub(super) fn is_checked(digits: &str) -> bool {
    digits.len() > 2
        && digits
            .split_at_checked(digits.len() - 2)
            .is_some_and(|(body, _)| with_check(body) == digits)
}
