//! Codes of the minute, and codes that are shown once.

use domain::dates::Instant;
use domain::ids::OfficerId;
use domain::sources::Randomness;
use domain::text::to_ascii_digits;
use sha2::{Digest as _, Sha256};
use totp_rs::{Builder, Secret, Totp};
use zeroize::Zeroizing;

/// What a code generator holds (RFC 4226 asks for at least 16 bytes and recommends 20).
const TOTP_BYTES: usize = 20;
/// Letters and digits that nobody mistakes for each other (Crockford's 32).
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_SYMBOLS: usize = 16;

/// What a code generator and the registry share (RFC 6238: SHA-1, six digits, thirty seconds).
#[derive(Clone, PartialEq, Eq)]
pub struct Generator(Zeroizing<[u8; TOTP_BYTES]>);

impl Generator {
    /// A new one.
    pub fn new(randomness: &dyn Randomness) -> Self {
        let mut bytes = Zeroizing::new([0; TOTP_BYTES]);
        randomness.fill(bytes.as_mut());
        Self(bytes)
    }

    /// Takes the bytes that were kept.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(Zeroizing::new(bytes)))
    }

    /// The bytes, to be sealed.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    fn totp(&self) -> Totp {
        Builder::new()
            .with_secret(Secret::from(self.0.as_slice()))
            .with_skew(1)
            .build_noncompliant()
    }

    /// The secret, to be typed into a generator by hand.
    pub fn written(&self) -> String {
        Secret::from(self.0.as_slice()).to_base32()
    }

    /// The address that generators read from a picture.
    pub fn address(&self, account: &OfficerId) -> String {
        format!(
            "otpauth://totp/Parvaneh:{account}?secret={}&issuer=Parvaneh&digits=6&period=30",
            self.written()
        )
    }

    /// The step of time that a code belongs to, half a minute around now; `None` where it is wrong. Who lets a
    /// code in must not let the same or an earlier step in again.
    pub fn step_of(&self, typed: &str, now: Instant) -> Option<i64> {
        let code: String = to_ascii_digits(typed).chars().filter(|c| !c.is_whitespace()).collect();
        let seconds = u64::try_from(now.as_millis() / 1000).ok()?;
        self.totp().check(&code, seconds).map(u64::cast_signed)
    }

    /// The code of a moment, as a generator shows it.
    pub fn code_at(&self, now: Instant) -> String {
        let seconds = u64::try_from(now.as_millis() / 1000).unwrap_or(0);
        self.totp().generate(seconds).to_string()
    }
}

/// A code of eighty random bits that is shown once and kept as its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct OnceCode(Zeroizing<String>);

impl OnceCode {
    /// A new one.
    pub fn new(randomness: &dyn Randomness) -> Self {
        let mut bytes = [0_u8; CODE_SYMBOLS];
        randomness.fill(&mut bytes);
        let symbol = |byte: &u8| SYMBOLS.get(usize::from(byte % 32)).copied().map(char::from);
        Self(Zeroizing::new(bytes.iter().filter_map(symbol).collect()))
    }

    /// Reads one as people type it: in small letters, with spaces and dashes, with O for 0 and I or L for 1.
    pub fn parse(text: &str) -> Option<Self> {
        let read = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let text = to_ascii_digits(text);
        let plain = text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(read);
        let code: String = plain.collect();
        let known = code.bytes().all(|byte| SYMBOLS.contains(&byte));
        (known && code.len() == CODE_SYMBOLS).then(|| Self(Zeroizing::new(code)))
    }

    /// Its canonical form, without dashes.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As it is shown: four groups of four.
    pub fn shown(&self) -> String {
        let symbols: Vec<char> = self.0.chars().collect();
        let groups: Vec<String> = symbols.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join("-")
    }

    /// What is kept of it.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::new_with_prefix(b"parvaneh code\0")
            .chain_update(self.0.as_bytes())
            .finalize()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandomness;

    #[test]
    fn a_code_of_the_minute_is_that_of_the_standard() {
        // RFC 6238, appendix B: the secret in ASCII, SHA-1, at 59 seconds 94287082, of which six digits are taken.
        let generator = Generator::from_bytes(b"12345678901234567890").unwrap();
        let at = |seconds: i64| Instant::from_millis(seconds * 1000);
        assert_eq!(generator.code_at(at(59)), "287082");
        assert_eq!(generator.step_of("287082", at(59)), Some(1));
        assert_eq!(generator.step_of("۲۸۷ ۰۸۲", at(80)), Some(1));
        assert_eq!(generator.step_of("287082", at(120)), None);
        assert_eq!(generator.step_of("", at(59)), None);
        assert_eq!(generator.step_of("28708", at(59)), None);
    }

    #[test]
    fn a_code_that_is_shown_once_is_read_as_people_type_it() {
        let code = OnceCode::new(&SystemRandomness);
        let typed = code.shown().to_lowercase().replace('-', " ").replace('0', "o");
        assert!(OnceCode::parse(&typed).is_some_and(|read| read == code));
        assert!(OnceCode::parse("ABCD").is_none());
        assert!(OnceCode::parse(&"U".repeat(16)).is_none());
    }
}
