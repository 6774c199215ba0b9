//! Base45 (RFC 9285): bytes in the letters that a QR packs most densely.

const LETTERS: &[u8; 45] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Writes bytes.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(2) * 3);
    let mut put = |value: u32, letters: u32| {
        let mut rest = value;
        for _ in 0..letters {
            let letter = LETTERS.get(usize::try_from(rest % 45).unwrap_or(0));
            text.push(char::from(letter.copied().unwrap_or(b'0')));
            rest /= 45;
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

/// Whether three letters stand for two bytes.
pub(super) fn is_group(letters: &[u8]) -> bool {
    let value = letters.iter().rev().try_fold(0_usize, |sum, letter| {
        let place = LETTERS.iter().position(|known| known == letter)?;
        Some(sum * 45 + place)
    });
    value.is_some_and(|value| u16::try_from(value).is_ok())
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
        let pair = u16::try_from(first + second * 45 + third * 2_025).ok()?;
        bytes.extend(pair.to_be_bytes());
    }
    match last {
        [] => {}
        [first, second] => bytes.push(u8::try_from(first + second * 45).ok()?),
        _ => return None,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_standard_hold() {
        for (bytes, text) in [
            (&b"AB"[..], "BB8"),
            (b"Hello!!", "%69 VD92EX0"),
            (b"base-45", "UJCLQE7W581"),
            (b"ietf!", "QED8WEX0"),
            (b"", ""),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_no_bytes_are_written_as_is_refused() {
        for text in ["GGW", ":::", "::", "A", "BB8A", "bb8", "ن", "BB!"] {
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
