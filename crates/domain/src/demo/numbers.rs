//! Identifiers that are well formed and belong to nobody: check digits are computed, the rest is drawn.

use crate::identifiers::{Iban, Landline, LegalId, Mobile, NationalId, PostalCode, TrackingCode};

use super::draw::Draw;

/// Weights of a legal ID's digits.
const LEGAL_WEIGHTS: [u32; 10] = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];

/// Draws until a text is what it should be; all but few are at once.
fn drawn<T>(
    draw: &mut Draw,
    mut text: impl FnMut(&mut Draw) -> String,
    parse: fn(&str) -> Option<T>,
) -> T {
    loop {
        if let Some(value) = parse(&text(draw)) {
            return value;
        }
    }
}

/// A national ID with a prefix of Arak.
pub(super) fn national_id(draw: &mut Draw) -> NationalId {
    let text = |draw: &mut Draw| {
        let prefix = draw.one(&["052", "053", "062", "057"]);
        let body = format!("{prefix}{}", draw.digits(6));
        let sum: u32 =
            digits(&body).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let rest = sum % 11;
        format!("{body}{}", if rest < 2 { rest } else { 11 - rest })
    };
    drawn(draw, text, |text| NationalId::parse(text).ok())
}

/// A legal person's ID.
pub(super) fn legal_id(draw: &mut Draw) -> LegalId {
    let text = |draw: &mut Draw| {
        let body = format!("10{}", draw.digits(8));
        let tens = digits(&body).last().unwrap_or(0) + 2;
        let sum: u32 =
            digits(&body).zip(LEGAL_WEIGHTS).map(|(digit, weight)| (digit + tens) * weight).sum();
        format!("{body}{}", sum % 11 % 10)
    };
    drawn(draw, text, |text| LegalId::parse(text).ok())
}

/// A postal code of the county's region, without what the post does not use.
pub(super) fn postal_code(draw: &mut Draw, region: &str) -> PostalCode {
    let text = |draw: &mut Draw| {
        let beat: String = (0..3).map(|_| draw.one(&["1", "3", "4", "6", "7", "8", "9"])).collect();
        format!("{region}{beat}{}", draw.digits(5))
    };
    let parse = |text: &str| PostalCode::parse(text).ok().filter(|code| code.warnings().is_empty());
    drawn(draw, text, parse)
}

/// A mobile number.
pub(super) fn mobile(draw: &mut Draw) -> Mobile {
    let text = |draw: &mut Draw| {
        let operator = draw.one(&["0918", "0916", "0912", "0935", "0937", "0990"]);
        format!("{operator}{}", draw.digits(7))
    };
    drawn(draw, text, |text| Mobile::parse(text).ok())
}

/// A landline of Markazi.
pub(super) fn landline(draw: &mut Draw) -> Landline {
    let text = |draw: &mut Draw| format!("0863{}", draw.digits(7));
    drawn(draw, text, |text| Landline::parse(text).ok().filter(|line| line.warnings().is_empty()))
}

/// An account at a bank, by one of the three digits that its IBANs start with.
pub(super) fn iban(draw: &mut Draw, bank_code: &str) -> Option<Iban> {
    Iban::from_account(bank_code, &draw.digits(13)).ok()
}

/// A tracking code.
pub(super) fn tracking_code(draw: &mut Draw) -> TrackingCode {
    TrackingCode::from_random(draw.number())
}

fn digits(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.chars().filter_map(|c| c.to_digit(10))
}
