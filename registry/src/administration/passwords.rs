//! Passwords: which are taken, what is kept of them, and whether a typed one is it.
//!
//! A password is compared in one spelling, so that another keyboard does not lock its owner out.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use domain::ids::OfficerId;
use domain::sources::Randomness;
use domain::text::{is_invisible_mark, normalise, to_ascii_digits};
use zeroize::Zeroizing;

mod guessing;

const MIN_CHARACTERS: usize = 12;
const MAX_BYTES: usize = 256;
const SALT_BYTES: usize = 16;

/// A new password that is long enough and not easily guessed. Argon2id makes of it what is kept.
pub struct Password(Zeroizing<String>);

/// Why a text is no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Fewer than twelve characters.
    #[error("shorter than twelve characters")]
    TooShort,
    /// More than 256 bytes.
    #[error("longer than 256 bytes")]
    TooLong,
    /// The account's name is part of it.
    #[error("the account's name is part of it")]
    NamesTheAccount,
    /// It is among what guessers try first: common passwords, rows of keys, repetitions, days.
    #[error("too easy to guess")]
    TooEasy,
}

impl Password {
    /// Takes a password for an account.
    ///
    /// # Errors
    /// What makes it too weak.
    pub fn parse(text: &str, account: &OfficerId) -> Result<Self, PasswordError> {
        if text.len() > MAX_BYTES {
            return Err(PasswordError::TooLong);
        }
        let password = folded(text);
        if password.chars().count() < MIN_CHARACTERS {
            Err(PasswordError::TooShort)
        } else if guessing::names(&password, account) {
            Err(PasswordError::NamesTheAccount)
        } else if guessing::is_easy(&password) {
            Err(PasswordError::TooEasy)
        } else {
            Ok(Self(password))
        }
    }

    /// What is kept of it. Slow on purpose: not for a thread that serves others.
    pub fn hashed(&self, randomness: &dyn Randomness) -> String {
        let mut salt = [0; SALT_BYTES];
        randomness.fill(&mut salt);
        hash(self.0.as_bytes(), &salt)
    }
}

#[expect(clippy::expect_used, reason = "a password and a salt of these lengths can be hashed")]
fn hash(password: &[u8], salt: &[u8]) -> String {
    let hash: PasswordHash =
        Argon2::default().hash_password_with_salt(password, salt).expect("the lengths are allowed");
    hash.to_string()
}

/// Whether a password is the one that was kept; where none was, it takes as long and is wrong. As slow as
/// [`Password::hashed`], and twice that for what has two spellings.
pub fn is_password(typed: &str, kept: Option<&str>) -> bool {
    // Of a password that nobody knows.
    const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let typed = if typed.len() > MAX_BYTES { "" } else { typed };
    let Ok(hash) = PasswordHash::new(kept.unwrap_or(NOBODYS)) else { return false };
    let is = |text: &str| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok();
    let spelled = folded(typed);
    // The text itself too: of a password that was kept before there was one spelling.
    (is(&spelled) || (*spelled != typed && is(typed))) && kept.is_some()
}

/// The one spelling: NFC with Persian letters, ASCII digits, `هٔ` in two characters, single spaces, and nothing that
/// nobody sees. Case stays.
fn folded(text: &str) -> Zeroizing<String> {
    let seen: Zeroizing<String> = Zeroizing::new(
        normalise(text).chars().filter(|c| !is_invisible_mark(*c)).collect::<String>(),
    );
    let plain = Zeroizing::new(to_ascii_digits(&seen));
    Zeroizing::new(plain.replace(['\u{6C0}', '\u{6C2}'], "ه\u{654}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandomness;

    fn account() -> OfficerId {
        OfficerId::parse("moradi").unwrap()
    }

    fn refused(text: &str) -> Option<PasswordError> {
        Password::parse(text, &account()).err()
    }

    #[test]
    fn a_password_is_long_and_not_easily_guessed() {
        assert_eq!(refused("کوتاه"), Some(PasswordError::TooShort));
        assert_eq!(refused(&"ab".repeat(200)), Some(PasswordError::TooLong));
        for name in ["Moradi-1405-secret", "پنجره Mo\u{200D}radi آبی", "1d4rom-کوهستان-سرد"]
        {
            assert_eq!(refused(name), Some(PasswordError::NamesTheAccount), "{name}");
        }
        for good in [
            "پروانه‌ای در باغ",
            "correct horse battery",
            "سیب زرد روی دیوار",
            "t7#Kq9!vLm2@xR",
            "دیوار۷۳سیب۴گلدان",
        ] {
            assert_eq!(refused(good), None, "{good}");
        }
    }

    #[test]
    fn what_guessers_try_first_is_refused_on_both_keyboards() {
        for easy in [
            "aaaaaaaaaaaaab",
            "password1234",
            "P@ssw0rd1234",
            "123456789012",
            "۱۲۳۴۵۶۷۸۹۰۱۲",
            "qwertyuiop12",
            "asdfghjkl;'\\",
            "1qaz2wsx3edc",
            "iloveyou1234",
            "ضصثقفغعهخحجچ",
            "شسیبلاتنمکگ۱",
            "حشسسصخقی۱۲۳۴",
            "سلامسلامسلام",
            "گذرواژه۱۲۳۴۵",
            "رمزعبور1234567",
            "doostetdaram1",
            "iran1404iran",
            "پروانهپروانه",
            "administrator1",
            "abcdefghijkl",
            "الف ب پ ت ث ج چ",
            "1405/09/09 1405",
            "13650504136505",
            "0912-345-6789-1365",
            "خداوندگار۱۲۳",
            "۱۴۰۵-کتابخانه",
            "!!پروردگارا!!",
            "دانش\u{200C}آموختگان1",
            "            ۱",
        ] {
            let refused = refused(easy);
            let weak = [Some(PasswordError::TooEasy), Some(PasswordError::TooShort)];
            assert!(weak.contains(&refused), "{easy}");
        }
    }

    #[test]
    fn only_the_password_itself_is_right_and_two_hashes_differ() {
        let password = Password::parse("correct horse battery", &account()).unwrap();
        let kept = password.hashed(&SystemRandomness);
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert_ne!(kept, password.hashed(&SystemRandomness));
        assert!(is_password("correct horse battery", Some(&kept)));
        for wrong in ["correct horse batterz", "Correct horse battery", "", "\0"] {
            assert!(!is_password(wrong, Some(&kept)), "{wrong:?}");
        }
        assert!(!is_password("correct horse battery", None));
        assert!(!is_password("correct horse battery", Some("nonsense")));
    }

    #[test]
    fn another_keyboard_types_the_same_password() {
        let password = Password::parse("خانهٔ کبوتر یاس ۱۴۰۵", &account()).unwrap();
        let kept = password.hashed(&SystemRandomness);
        for typed in [
            "خانهٔ كبوتر ياس ۱۴۰۵",
            "خانۀ کبوتر یاس 1405",
            "خانه\u{654} کبوتر یاس ١٤٠٥",
            " خانهٔ کبوتر  یاس\u{200C} ۱۴۰۵ ",
        ] {
            assert!(is_password(typed, Some(&kept)), "{typed}");
        }
        assert!(!is_password("خانه کبوتر یاس ۱۴۰۵", Some(&kept)));
    }

    #[test]
    fn a_password_from_before_there_was_one_spelling_is_still_right() {
        let kept = hash("كبوتر ۱۴۰۵ ياس".as_bytes(), &[7; SALT_BYTES]);
        assert!(is_password("كبوتر ۱۴۰۵ ياس", Some(&kept)));
        assert!(!is_password("کبوتر 1405 یاس", Some(&kept)));
    }
}
