//! Bytes in 41 letters: those that a QR packs most densely, without the four that break links and messages.
//!
//! Base45 (RFC 9285) has a space, `%`, `*` and `.` too. Messengers end a link at a space, browsers take `%` for the
//! beginning of an escape, and nobody keeps a full stop that ends a line. Three letters of 41 still hold two bytes.

const LETTERS: &[u8; 41] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$+-/:";
const BASE: u32 = 41;

/// Writes bytes, each group of letters with the lowest place first.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(letters_of(bytes.len()));
    let mut put = |value: u32, letters: u32| {
        let mut rest = value;
        for _ in 0..letters {
            let letter = LETTERS.get(usize::try_from(rest % BASE).unwrap_or(0));
            text.push(char::from(letter.copied().unwrap_or(b'0')));
            rest /= BASE;
        }
    };
    let (pairs, last) = bytes.as_chunks::<2>();
    for [high, low] in pairs {
        put(u32::from(*high) << 8 | u32::from(*low), 3);
    }
    if let [last] = last {
        put(u32::from(*last), 2);
    }
    text
}

/// Whether it is one of the letters.
pub(super) fn is_letter(letter: char) -> bool {
    u8::try_from(letter).is_ok_and(|letter| LETTERS.contains(&letter))
}

/// In how many letters so many bytes are written.
pub(super) const fn letters_of(bytes: usize) -> usize {
    bytes / 2 * 3 + bytes % 2 * 2
}

/// Reads text; `None` if it is not exactly what [`encode`] writes.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let values: Vec<u32> = text
        .bytes()
        .map(|letter| LETTERS.iter().position(|known| *known == letter))
        .map(|place| place.and_then(|place| u32::try_from(place).ok()))
        .collect::<Option<_>>()?;
    let (triples, last) = values.as_chunks::<3>();
    let mut bytes = Vec::with_capacity(triples.len() * 2 + 1);
    for [first, second, third] in triples {
        let pair = u16::try_from(first + second * BASE + third * BASE * BASE).ok()?;
        bytes.extend(pair.to_be_bytes());
    }
    match last {
        [] => {}
        [first, second] => bytes.push(u8::try_from(first + second * BASE).ok()?),
        _ => return None,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_written_as_they_were_reckoned_by_hand() {
        // 0xFFFF = 65535 = 17 + 40·41 + 38·41², 0x00FF = 255 = 9 + 6·41.
        for (bytes, text) in [
            (&[][..], ""),
            (&[0x00], "00"),
            (&[0xFF], "96"),
            (&[0x00, 0x00], "000"),
            (&[0x00, 0x29], "010"),
            (&[0xFF, 0xFF], "H:-"),
            (&[0xFF, 0xFF, 0xFF], "H:-96"),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_no_bytes_are_written_as_is_refused() {
        for text in ["I:-", ":::", "::", "A6", "A", "000A", "00a", "ن", "00!", "0 0", "0%0"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            rng_seed: proptest::test_runner::RngSeed::Fixed(1405),
            ..proptest::prelude::ProptestConfig::default()
        })]

        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            proptest::prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }
}
