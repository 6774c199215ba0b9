//! The one structural check: bytes that have a second spelling are not ours.
//!
//! A single data item of deterministic CBOR (RFC 8949 section 4.2.1), narrowed to what an envelope needs:
//! integers, byte strings, UTF-8 text, arrays, maps with ascending unsigned integer keys, `true` and
//! `false`. No floats, no tags, no `null` (what is absent is left out), no indefinite lengths, every
//! length and integer in its shortest form, at most [`MAX_BYTES`] long and [`MAX_DEPTH`] deep. It knows no
//! kind, so that it holds for kinds of the future too.

/// The longest envelope, in bytes.
pub const MAX_BYTES: usize = 64 * 1024;

/// How deep arrays and maps may be nested, the outermost one counted.
pub const MAX_DEPTH: usize = 16;

/// Why bytes are not canonical.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// More than [`MAX_BYTES`].
    #[error("more than 64 KiB")]
    TooLong,
    /// Deeper than [`MAX_DEPTH`].
    #[error("nested more than 16 deep")]
    TooDeep,
    /// The item goes on after the last byte.
    #[error("ends in the middle of an item")]
    Truncated,
    /// There are bytes after the item.
    #[error("something follows the item")]
    Trailing,
    /// An integer or a length that could be written shorter.
    #[error("an integer or length is not in its shortest form")]
    NotShortest,
    /// A float, a tag, `null`, `undefined`, another simple value, or an indefinite length.
    #[error("a type that an envelope does not use")]
    ForbiddenType,
    /// A key that is no unsigned integer, or does not come after the one before it.
    #[error("map keys are not ascending unsigned integers")]
    BadKey,
    /// Text that is not UTF-8.
    #[error("text is not utf-8")]
    NotText,
}

/// Checks that `bytes` are exactly one canonical item.
///
/// # Errors
/// The first thing that is not canonical.
pub fn check_canonical(bytes: &[u8]) -> Result<(), NotCanonical> {
    if bytes.len() > MAX_BYTES {
        return Err(NotCanonical::TooLong);
    }
    let mut reader = Reader { rest: bytes };
    reader.item(MAX_DEPTH)?;
    if reader.rest.is_empty() { Ok(()) } else { Err(NotCanonical::Trailing) }
}

struct Reader<'b> {
    rest: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, length: usize) -> Result<&'b [u8], NotCanonical> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(NotCanonical::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    /// Reads a head: its major type and its argument.
    fn head(&mut self) -> Result<(u8, u64), NotCanonical> {
        let &[initial] = self.take(1)? else { return Err(NotCanonical::Truncated) };
        let (major, short) = (initial >> 5, initial & 0x1F);
        if major == 7 {
            // The argument of a float or a simple value is no length.
            return match short {
                20 | 21 => Ok((7, u64::from(short))),
                _ => Err(NotCanonical::ForbiddenType),
            };
        }
        let (size, least) = match short {
            0..=23 => return Ok((major, u64::from(short))),
            24 => (1, 24),
            25 => (2, 1 << 8),
            26 => (4, 1 << 16),
            27 => (8, 1 << 32),
            _ => return Err(NotCanonical::ForbiddenType),
        };
        let value = self.take(size)?.iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
        if value < least { Err(NotCanonical::NotShortest) } else { Ok((major, value)) }
    }

    fn string(&mut self, length: u64) -> Result<&'b [u8], NotCanonical> {
        self.take(usize::try_from(length).map_err(|_| NotCanonical::Truncated)?)
    }

    fn item(&mut self, levels_left: usize) -> Result<(), NotCanonical> {
        let (major, argument) = self.head()?;
        match major {
            0 | 1 | 7 => Ok(()),
            2 => self.string(argument).map(|_| ()),
            3 => match std::str::from_utf8(self.string(argument)?) {
                Ok(_) => Ok(()),
                Err(_) => Err(NotCanonical::NotText),
            },
            4 => {
                let inner = levels_left.checked_sub(1).ok_or(NotCanonical::TooDeep)?;
                (0..argument).try_for_each(|_| self.item(inner))
            }
            5 => self.map(argument, levels_left.checked_sub(1).ok_or(NotCanonical::TooDeep)?),
            _ => Err(NotCanonical::ForbiddenType),
        }
    }

    fn map(&mut self, pairs: u64, inner: usize) -> Result<(), NotCanonical> {
        let mut least = Some(0_u64);
        for _ in 0..pairs {
            let (0, key) = self.head()? else { return Err(NotCanonical::BadKey) };
            if least.is_none_or(|least| key < least) {
                return Err(NotCanonical::BadKey);
            }
            least = key.checked_add(1);
            self.item(inner)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_of_the_narrow_set_is_accepted() {
        for bytes in [
            &b"\x00"[..],
            b"\x18\x18",
            b"\x1b\x00\x00\x00\x01\x00\x00\x00\x00",
            b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
            b"\x20",
            b"\x42ab",
            "\u{62}\u{6cc}".as_bytes(),
            b"\x80",
            b"\x82\xf4\xf5",
            b"\xa2\x00\x00\x18\x18\xa0",
        ] {
            assert_eq!(check_canonical(bytes), Ok(()), "{bytes:02x?}");
        }
    }

    #[test]
    fn every_second_spelling_is_refused_by_name() {
        for (bytes, refusal) in [
            (&b""[..], NotCanonical::Truncated),
            (b"\x18\x17", NotCanonical::NotShortest),
            (b"\x19\x00\xff", NotCanonical::NotShortest),
            (b"\x1a\x00\x00\xff\xff", NotCanonical::NotShortest),
            (b"\x1b\x00\x00\x00\x00\xff\xff\xff\xff", NotCanonical::NotShortest),
            (b"\x58\x01a", NotCanonical::NotShortest),
            (b"\x5f\x41a\xff", NotCanonical::ForbiddenType),
            (b"\x9f\xff", NotCanonical::ForbiddenType),
            (b"\xbf\xff", NotCanonical::ForbiddenType),
            (b"\xc0\x00", NotCanonical::ForbiddenType),
            (b"\xf6", NotCanonical::ForbiddenType),
            (b"\xf7", NotCanonical::ForbiddenType),
            (b"\xf8\x14", NotCanonical::ForbiddenType),
            (b"\xf9\x3c\x00", NotCanonical::ForbiddenType),
            (b"\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00", NotCanonical::ForbiddenType),
            (b"\x1c", NotCanonical::ForbiddenType),
            (b"\xa2\x01\x00\x00\x00", NotCanonical::BadKey),
            (b"\xa2\x01\x00\x01\x00", NotCanonical::BadKey),
            (b"\xa1\x61a\x00", NotCanonical::BadKey),
            (b"\xa1\x20\x00", NotCanonical::BadKey),
            (b"\x62\xff\xff", NotCanonical::NotText),
            (b"\x42a", NotCanonical::Truncated),
            (b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff", NotCanonical::Truncated),
            (b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff\x00", NotCanonical::Truncated),
            (b"\x00\x00", NotCanonical::Trailing),
        ] {
            assert_eq!(check_canonical(bytes), Err(refusal), "{bytes:02x?}");
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            cases: 4_000,
            rng_seed: proptest::test_runner::RngSeed::Fixed(1405),
            ..proptest::prelude::ProptestConfig::default()
        })]

        #[test]
        fn what_is_accepted_is_written_the_same_again(
            bytes in proptest::collection::vec(proptest::sample::select(SPICE), 0..12),
        ) {
            if check_canonical(&bytes).is_ok() {
                let tokens = minicbor::decode::Tokenizer::new(&bytes);
                let mut again = minicbor::Encoder::new(Vec::new());
                for token in tokens {
                    again.encode(token.expect("canonical bytes are cbor")).expect("to memory");
                }
                proptest::prop_assert_eq!(again.into_writer(), bytes);
            }
        }
    }

    /// Bytes that begin something, so that random strings of them often mean something.
    const SPICE: &[u8] = &[
        0x00, 0x01, 0x17, 0x18, 0x19, 0x20, 0x38, 0x40, 0x41, 0x58, 0x5F, 0x60, 0x61, 0x78, 0x80,
        0x81, 0x82, 0x98, 0x9F, 0xA0, 0xA1, 0xA2, 0xB8, 0xBF, 0xC0, 0xD8, 0xF4, 0xF5, 0xF6, 0xF9,
        0xFF,
    ];

    #[test]
    fn depth_and_length_are_bounded() {
        let mut nested = vec![0x81; MAX_DEPTH];
        nested.push(0);
        assert_eq!(check_canonical(&nested), Ok(()));
        nested.insert(0, 0x81);
        assert_eq!(check_canonical(&nested), Err(NotCanonical::TooDeep));
        assert_eq!(check_canonical(&vec![0x81; MAX_BYTES]), Err(NotCanonical::TooDeep));
        assert_eq!(check_canonical(&vec![0; MAX_BYTES + 1]), Err(NotCanonical::TooLong));
    }
}
