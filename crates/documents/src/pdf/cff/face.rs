//! A face as it is written in its file: the glyphs, and where each begins.

use super::{END, Malformed, RIGHT, RIGHT_AND_UP, UP};

/// The glyphs of a face, each as it is written there.
pub(super) struct Charstrings<'a>(Index<'a>);

impl<'a> Charstrings<'a> {
    pub(super) fn of(face: &'a [u8]) -> Result<Self, Malformed> {
        let table = table(face, *b"CFF ")?;
        let header = usize::from(*table.get(2).ok_or(Malformed)?);
        let names = Index::read(table, header)?;
        let tops = Index::read(table, names.end()?)?;
        let mut top = tops.get(0)?;
        let mut numbers = Vec::new();
        loop {
            match top {
                // Where the glyphs are written.
                [17, ..] => break,
                [12, _, rest @ ..] | [0..=21, rest @ ..] => {
                    numbers.clear();
                    top = rest;
                }
                [29, a, b, c, d, rest @ ..] => {
                    numbers.push(i32::from_be_bytes([*a, *b, *c, *d]));
                    top = rest;
                }
                // Digits by halves of bytes, of which the last is fifteen.
                [30, rest @ ..] => {
                    let last = rest.iter().position(|byte| byte & 15 == 15).ok_or(Malformed)?;
                    top = &rest[last + 1..];
                }
                _ => {
                    let (value, rest) = read_number(top)?;
                    numbers.push(value);
                    top = rest;
                }
            }
        }
        let at = numbers.last().and_then(|at| usize::try_from(*at).ok()).ok_or(Malformed)?;
        Ok(Self(Index::read(table, at)?))
    }

    pub(super) fn glyph(&self, gid: u16) -> Result<Outline<'a>, Malformed> {
        Outline::read(self.0.get(usize::from(gid))?)
    }
}

/// Several things of a font, by their numbers.
#[derive(Clone, Copy)]
struct Index<'a> {
    table: &'a [u8],
    at: usize,
    count: usize,
    size: usize,
}

impl<'a> Index<'a> {
    fn read(table: &'a [u8], at: usize) -> Result<Self, Malformed> {
        let count = usize::try_from(big_endian(table, at, 2)?).map_err(|_| Malformed)?;
        let size = usize::from(*table.get(at + 2).ok_or(Malformed)?);
        if count == 0 || !(1..=4).contains(&size) {
            return Err(Malformed);
        }
        Ok(Self { table, at, count, size })
    }

    /// Where the item of a number begins in the table.
    fn begin(&self, number: usize) -> Result<usize, Malformed> {
        let first = self.at + 3 + (self.count + 1) * self.size - 1;
        let offset = big_endian(self.table, self.at + 3 + number * self.size, self.size)?;
        Ok(first + usize::try_from(offset).map_err(|_| Malformed)?)
    }

    fn get(&self, number: usize) -> Result<&'a [u8], Malformed> {
        if number >= self.count {
            return Err(Malformed);
        }
        self.table.get(self.begin(number)?..self.begin(number + 1)?).ok_or(Malformed)
    }

    fn end(&self) -> Result<usize, Malformed> {
        self.begin(self.count)
    }
}

fn big_endian(bytes: &[u8], at: usize, size: usize) -> Result<u32, Malformed> {
    let bytes = bytes.get(at..at + size).ok_or(Malformed)?;
    Ok(bytes.iter().fold(0, |value, byte| value << 8 | u32::from(*byte)))
}

/// A table of a font file.
fn table(file: &[u8], tag: [u8; 4]) -> Result<&[u8], Malformed> {
    let count = usize::try_from(big_endian(file, 4, 2)?).map_err(|_| Malformed)?;
    for entry in (0..count).map(|number| 12 + 16 * number) {
        if file.get(entry..entry + 4).ok_or(Malformed)? == tag {
            let [at, length] = [8, 12].map(|part| big_endian(file, entry + part, 4));
            let at = usize::try_from(at?).map_err(|_| Malformed)?;
            let length = usize::try_from(length?).map_err(|_| Malformed)?;
            return file.get(at..at + length).ok_or(Malformed);
        }
    }
    Err(Malformed)
}

/// A glyph of a face: where it begins, and how it goes on.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Outline<'a> {
    pub(super) begin: Option<(i32, i32)>,
    pub(super) rest: &'a [u8],
}

impl<'a> Outline<'a> {
    fn read(charstring: &'a [u8]) -> Result<Self, Malformed> {
        let mut numbers = Vec::new();
        let mut left = charstring;
        loop {
            let (operator, rest) = left.split_first().ok_or(Malformed)?;
            // A width may stand before the first operator's own numbers.
            let begin = match (operator, &numbers[..]) {
                (&RIGHT_AND_UP, [.., right, up]) => Some((*right, *up)),
                (&RIGHT, [.., right]) => Some((*right, 0)),
                (&UP, [.., up]) => Some((0, *up)),
                (&END, [] | [_]) => None,
                (28 | 32..=254, _) => {
                    let (value, rest) = read_number(left)?;
                    numbers.push(value);
                    left = rest;
                    continue;
                }
                _ => return Err(Malformed),
            };
            return Ok(Self { begin, rest });
        }
    }
}

/// A number at the beginning of some bytes, and what follows it.
pub(super) fn read_number(bytes: &[u8]) -> Result<(i32, &[u8]), Malformed> {
    match bytes {
        [28, a, b, rest @ ..] => Ok((i32::from(i16::from_be_bytes([*a, *b])), rest)),
        [a @ 32..=246, rest @ ..] => Ok((i32::from(*a) - 139, rest)),
        [a @ 247..=250, b, rest @ ..] => {
            Ok(((i32::from(*a) - 247) * 256 + i32::from(*b) + 108, rest))
        }
        [a @ 251..=254, b, rest @ ..] => {
            Ok((-(i32::from(*a) - 251) * 256 - i32::from(*b) - 108, rest))
        }
        _ => Err(Malformed),
    }
}
