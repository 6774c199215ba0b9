//! Font programs as a document needs them: the used glyphs of a face and their widths, in the Compact Font Format.
//!
//! Each glyph of a face is written in full, without subroutines and hints, and begins where its first outline begins. So a
//! glyph is moved by moving that point, and what is the same in two glyphs is the same bytes, which the packer finds.
//! Glyphs are numbered from 1 in the order in which they are given; the font gives each the same number as its character code.

mod face;

use std::collections::BTreeMap;

use face::{Charstrings, Outline};

/// A glyph of a font program. Lengths are thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Glyph {
    /// A glyph of the face, moved.
    Drawn { gid: u16, right: i32, up: i32, advance: i32 },
    /// Nothing, without width.
    Empty,
}

impl Glyph {
    fn advance(self) -> i32 {
        match self {
            Self::Drawn { advance, .. } => advance,
            Self::Empty => 0,
        }
    }
}

/// Says that a font is not laid out like one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a font is not laid out like one")]
pub(crate) struct Malformed;

/// Makes a font file of the glyphs of a face that are wanted.
pub(super) fn font(name: &str, face: &[u8], glyphs: &[Glyph]) -> Result<Vec<u8>, Malformed> {
    let program = program(name, &Charstrings::of(face)?, glyphs)?;
    // A file with the one table that the writer of pages takes out again.
    let mut file = b"OTTO\0\x01\0\x10\0\0\0\0CFF \0\0\0\0\0\0\0\x1c".to_vec();
    file.extend(u32::try_from(program.len()).map_err(|_| Malformed)?.to_be_bytes());
    file.extend(program);
    Ok(file)
}

fn program(name: &str, face: &Charstrings, glyphs: &[Glyph]) -> Result<Vec<u8>, Malformed> {
    let usual = usual_advance(glyphs);
    let mut charstrings = vec![vec![END]];
    for glyph in glyphs {
        let mut charstring = Vec::new();
        if glyph.advance() != usual {
            number(&mut charstring, glyph.advance() - usual)?;
        }
        match glyph {
            Glyph::Drawn { gid, right, up, .. } => {
                face.glyph(*gid)?.write(*right, *up, &mut charstring)?;
            }
            Glyph::Empty => charstring.push(END),
        }
        charstrings.push(charstring);
    }
    let count = u16::try_from(charstrings.len()).map_err(|_| Malformed)?;

    // Major and minor version, size of the header, size of offsets.
    let mut start = vec![1, 0, 4, 4];
    start.extend(index(&[name.as_bytes()])?);
    let strings = index(&["Adobe", "Identity"])?;
    let no_subroutines = [0, 0];
    let after_top = strings.len() + no_subroutines.len();
    // A range of numbers from 1; one range of glyphs that all have the same description.
    let mut charset = vec![2, 0, 1];
    charset.extend(count.saturating_sub(2).to_be_bytes());
    let mut selection = vec![3, 0, 1, 0, 0, 0];
    selection.extend(count.to_be_bytes());
    let charstrings = index(&charstrings)?;
    let mut private = Vec::new();
    for operator in [20, 21] {
        number(&mut private, usual)?;
        private.push(operator);
    }

    let description_at = |at: usize| {
        let mut description = Vec::new();
        number(&mut description, i32::try_from(private.len()).map_err(|_| Malformed)?)?;
        offset(&mut description, at)?;
        description.push(18);
        index(&[description])
    };
    let top = |places: [usize; 4]| {
        let mut top = Vec::new();
        for part in [391, 392, 0] {
            number(&mut top, part)?;
        }
        top.extend([12, 30]);
        number(&mut top, i32::from(count))?;
        top.extend([12, 34]);
        for edge in BOUNDS {
            number(&mut top, i32::from(edge))?;
        }
        top.push(5);
        let operators: [&[u8]; 4] = [&[15], &[12, 37], &[17], &[12, 36]];
        for (at, operator) in places.into_iter().zip(operators) {
            offset(&mut top, at)?;
            top.extend(operator);
        }
        index(&[top])
    };
    // Places take the same room whatever they are.
    let charset_at = start.len() + top([0; 4])?.len() + after_top;
    let selection_at = charset_at + charset.len();
    let charstrings_at = selection_at + selection.len();
    let description = charstrings_at + charstrings.len();
    let private_at = description + description_at(0)?.len();
    let top = top([charset_at, selection_at, charstrings_at, description])?;
    let description = description_at(private_at)?;
    let parts: [&[u8]; 9] = [
        &start,
        &top,
        &strings,
        &no_subroutines,
        &charset,
        &selection,
        &charstrings,
        &description,
        &private,
    ];
    Ok(parts.concat())
}

/// What the glyphs of every weight lie within.
pub(super) const BOUNDS: [i16; 4] = [-1200, -700, 4400, 1250];

/// The advance that most glyphs have.
fn usual_advance(glyphs: &[Glyph]) -> i32 {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for glyph in glyphs {
        *counts.entry(glyph.advance()).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(advance, _)| advance)
}

// Operators of outlines.
const RIGHT_AND_UP: u8 = 21;
const RIGHT: u8 = 22;
const UP: u8 = 4;
const END: u8 = 14;

impl Outline<'_> {
    fn write(&self, right: i32, up: i32, out: &mut Vec<u8>) -> Result<(), Malformed> {
        let Some(begin) = self.begin else {
            out.push(END);
            return Ok(());
        };
        match (begin.0 + right, begin.1 + up) {
            (right, 0) => {
                number(out, right)?;
                out.push(RIGHT);
            }
            (0, up) => {
                number(out, up)?;
                out.push(UP);
            }
            (right, up) => {
                number(out, right)?;
                number(out, up)?;
                out.push(RIGHT_AND_UP);
            }
        }
        out.extend(self.rest);
        Ok(())
    }
}

/// Writes a number as shortly as can be.
fn number(out: &mut Vec<u8>, value: i32) -> Result<(), Malformed> {
    let byte = |value: i32| u8::try_from(value).map_err(|_| Malformed);
    match value {
        -107..=107 => out.push(byte(value + 139)?),
        108..=1131 => {
            let over = value - 108;
            out.extend([byte(247 + over / 256)?, byte(over % 256)?]);
        }
        -1131..=-108 => {
            let over = -value - 108;
            out.extend([byte(251 + over / 256)?, byte(over % 256)?]);
        }
        _ => {
            out.push(28);
            out.extend(i16::try_from(value).map_err(|_| Malformed)?.to_be_bytes());
        }
    }
    Ok(())
}

/// Writes a place, which takes five bytes whatever it is.
fn offset(out: &mut Vec<u8>, at: usize) -> Result<(), Malformed> {
    out.push(29);
    out.extend(i32::try_from(at).map_err(|_| Malformed)?.to_be_bytes());
    Ok(())
}

/// Several things with a table of where each begins.
fn index<T: AsRef<[u8]>>(items: &[T]) -> Result<Vec<u8>, Malformed> {
    let mut ends = vec![1_usize];
    let mut end = 1;
    for item in items {
        end += item.as_ref().len();
        ends.push(end);
    }
    let size = if end < 1 << 8 {
        1
    } else if end < 1 << 16 {
        2
    } else {
        4
    };
    let mut out = u16::try_from(items.len()).map_err(|_| Malformed)?.to_be_bytes().to_vec();
    out.push(size);
    for end in ends {
        let bytes = u32::try_from(end).map_err(|_| Malformed)?.to_be_bytes();
        out.extend(&bytes[bytes.len() - usize::from(size)..]);
    }
    out.extend(items.iter().flat_map(AsRef::as_ref));
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::{face::read_number, *};
    use crate::typeset::faces::Weight;

    #[test]
    fn a_glyph_is_drawn_as_in_the_face_and_moved_as_is_wanted() {
        let face = Weight::Regular.face().bytes;
        let gid = 40;
        let glyphs = [
            Glyph::Drawn { gid, right: 0, up: 0, advance: 700 },
            Glyph::Drawn { gid, right: 100, up: -50, advance: 7 },
            Glyph::Empty,
        ];
        let file = font("Face", face, &glyphs).unwrap();
        let (before, after) = (Charstrings::of(face).unwrap(), Charstrings::of(&file).unwrap());
        let original = before.glyph(gid).unwrap();
        assert_eq!(after.glyph(1).unwrap(), original);
        let moved = after.glyph(2).unwrap();
        let (x, y) = original.begin.unwrap();
        assert_eq!(moved, Outline { begin: Some((x + 100, y - 50)), rest: original.rest });
        assert_eq!(after.glyph(3).unwrap(), Outline { begin: None, rest: &[] });
        assert_eq!(after.glyph(4), Err(Malformed));
    }

    #[test]
    fn every_glyph_of_every_weight_can_be_written() {
        for weight in Weight::ALL {
            let face = weight.face();
            let glyphs: Vec<Glyph> = (0..face.font.num_glyphs())
                .map(|gid| u16::try_from(gid).unwrap())
                .map(|gid| Glyph::Drawn { gid, right: 3, up: 0, advance: face.width(gid) })
                .collect();
            assert!(font("Face", face.bytes, &glyphs).unwrap().len() > 50_000);
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for value in (-1_500..=1_500).chain([i32::from(i16::MIN), i32::from(i16::MAX)]) {
            let mut written = Vec::new();
            number(&mut written, value).unwrap();
            assert_eq!(read_number(&written), Ok((value, &[][..])));
        }
        assert_eq!(number(&mut Vec::new(), 40_000), Err(Malformed));
    }

    #[test]
    fn what_is_no_font_is_refused() {
        assert_eq!(font("Face", &[1, 2, 3], &[]), Err(Malformed));
        assert_eq!(font("Face", &[0; 64], &[]), Err(Malformed));
    }
}
