//! Font files as a document needs them: nothing but outlines and widths, and glyphs of our own.
//!
//! A file of pages says itself how its text is read and what its fonts are called; what a font
//! says about that is left out. Added are glyphs that are drawn like others, elsewhere or read as
//! something else, and empty ones.

/// What a TrueType font cannot do without.
const NEEDED: [&[u8; 4]; 6] = [b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];

/// A glyph that is added to a font. Lengths are units of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    /// Another glyph of the font, moved.
    Moved { glyph: u16, right: i16, up: i16, advance: u16 },
    /// Nothing, without width.
    Empty,
}

/// Says that a font is not laid out like one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a font is not laid out like one")]
pub(crate) struct Malformed;

/// How many glyphs a font has.
pub(super) fn glyph_count(font: &[u8]) -> Result<u16, Malformed> {
    Tables::of(font)?.count()
}

/// Returns a font with nothing but what a document needs, and with further glyphs after its own.
pub(super) fn lean(font: &[u8], added: &[Added]) -> Result<Vec<u8>, Malformed> {
    let tables = Tables::of(font)?;
    let count = tables.count()?;
    let [_, head, hhea, _, _, maxp] = tables.0;
    let mut glyf = Vec::new();
    let mut loca = vec![0, 0];
    let mut hmtx = Vec::new();
    for glyph in 0..count {
        close(&mut glyf, tables.outline(glyph)?, &mut loca)?;
        hmtx.extend(tables.metrics(glyph)?);
    }
    for glyph in added {
        let outline = match glyph {
            Added::Empty => {
                hmtx.extend([0; 4]);
                Vec::new()
            }
            Added::Moved { glyph, right, up, advance } => {
                let original = tables.outline(*glyph)?;
                let moved = moved(original, *glyph, *right, *up)?;
                hmtx.extend(advance.to_be_bytes());
                hmtx.extend(moved.get(2..4).unwrap_or(&[0, 0]));
                moved
            }
        };
        close(&mut glyf, &outline, &mut loca)?;
    }
    let total = count.checked_add(u16::try_from(added.len()).map_err(|_| Malformed)?);
    let total = total.ok_or(Malformed)?.to_be_bytes();
    let (mut head, mut hhea, mut maxp) = (head.to_vec(), hhea.to_vec(), maxp.to_vec());
    set(&mut head, 50, [0, 0])?;
    set(&mut hhea, 34, total)?;
    set(&mut maxp, 4, total)?;
    // No instructions; a moved glyph is one part, one level deeper than what it moves.
    for at in (14..28).step_by(2) {
        set(&mut maxp, at, [0, 0])?;
    }
    set(&mut maxp, 14, [0, 1])?;
    let depth = u16_at(&maxp, 30)?.saturating_add(1);
    set(&mut maxp, 30, depth.to_be_bytes())?;
    let parts = u16_at(&maxp, 28)?.max(1);
    set(&mut maxp, 28, parts.to_be_bytes())?;
    Ok(assembled([&glyf, &head, &hhea, &hmtx, &loca, &maxp]))
}

/// Puts an outline after the others and notes where it ends, in pairs of bytes.
fn close(glyf: &mut Vec<u8>, outline: &[u8], loca: &mut Vec<u8>) -> Result<(), Malformed> {
    glyf.extend(outline);
    glyf.resize(glyf.len().next_multiple_of(2), 0);
    loca.extend(u16::try_from(glyf.len() / 2).map_err(|_| Malformed)?.to_be_bytes());
    Ok(())
}

/// The outline of a glyph that draws another one elsewhere.
fn moved(original: &[u8], glyph: u16, right: i16, up: i16) -> Result<Vec<u8>, Malformed> {
    /// The offsets are two words, and they are lengths.
    const WORDS_AND_LENGTHS: u16 = 0b11;
    if original.is_empty() {
        return Ok(Vec::new());
    }
    let mut outline = (-1_i16).to_be_bytes().to_vec();
    for (at, by) in [(2, right), (4, up), (6, right), (8, up)] {
        let edge = i16::from_be_bytes(u16_at(original, at)?.to_be_bytes());
        outline.extend(edge.saturating_add(by).to_be_bytes());
    }
    outline.extend(WORDS_AND_LENGTHS.to_be_bytes());
    outline.extend(glyph.to_be_bytes());
    outline.extend(right.to_be_bytes());
    outline.extend(up.to_be_bytes());
    Ok(outline)
}

fn set(table: &mut [u8], at: usize, value: [u8; 2]) -> Result<(), Malformed> {
    table.get_mut(at..at + 2).ok_or(Malformed)?.copy_from_slice(&value);
    Ok(())
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Malformed> {
    let two = bytes.get(at..at + 2).ok_or(Malformed)?;
    Ok(u16::from_be_bytes(two.try_into().map_err(|_| Malformed)?))
}

fn u32_at(bytes: &[u8], at: usize) -> Result<usize, Malformed> {
    let four = bytes.get(at..at + 4).ok_or(Malformed)?;
    let number = u32::from_be_bytes(four.try_into().map_err(|_| Malformed)?);
    usize::try_from(number).map_err(|_| Malformed)
}

/// The needed tables, in the order of [`NEEDED`].
struct Tables<'a>([&'a [u8]; 6]);

impl<'a> Tables<'a> {
    fn of(font: &'a [u8]) -> Result<Self, Malformed> {
        let count = usize::from(u16_at(font, 4)?);
        let mut tables: [&[u8]; 6] = [&[]; 6];
        for entry in (0..count).map(|index| 12 + 16 * index) {
            let tag = font.get(entry..entry + 4).ok_or(Malformed)?;
            if let Some(place) = NEEDED.iter().position(|needed| needed[..] == *tag) {
                let (offset, length) = (u32_at(font, entry + 8)?, u32_at(font, entry + 12)?);
                tables[place] = font.get(offset..offset + length).ok_or(Malformed)?;
            }
        }
        Ok(Self(tables))
    }

    fn count(&self) -> Result<u16, Malformed> {
        u16_at(self.0[5], 4)
    }

    fn outline(&self, glyph: u16) -> Result<&'a [u8], Malformed> {
        let [glyf, head, _, _, loca, _] = self.0;
        let at = usize::from(glyph);
        let (start, end) = if u16_at(head, 50)? == 0 {
            (2 * usize::from(u16_at(loca, 2 * at)?), 2 * usize::from(u16_at(loca, 2 * at + 2)?))
        } else {
            (u32_at(loca, 4 * at)?, u32_at(loca, 4 * at + 4)?)
        };
        glyf.get(start..end).ok_or(Malformed)
    }

    /// Advance and left edge of a glyph. Glyphs after the last full entry have its advance.
    fn metrics(&self, glyph: u16) -> Result<[u8; 4], Malformed> {
        let [_, _, hhea, hmtx, _, _] = self.0;
        let full = usize::from(u16_at(hhea, 34)?);
        let at = usize::from(glyph);
        let last = at.min(full.checked_sub(1).ok_or(Malformed)?);
        let [a, b] = u16_at(hmtx, 4 * last)?.to_be_bytes();
        let edge = if at < full { 4 * at + 2 } else { 4 * full + 2 * (at - full) };
        let [c, d] = u16_at(hmtx, edge)?.to_be_bytes();
        Ok([a, b, c, d])
    }
}

fn assembled(tables: [&[u8]; 6]) -> Vec<u8> {
    const COUNT: u16 = 6;
    /// The greatest power of two in the count, and its exponent.
    const POWER: (u16, u16) = (4, 2);
    let mut font = vec![0, 1, 0, 0];
    for part in [COUNT, POWER.0 * 16, POWER.1, (COUNT - POWER.0) * 16] {
        font.extend(part.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, table) in NEEDED.iter().zip(tables) {
        font.extend(*tag);
        for number in [checksum(table), short(offset), short(table.len())] {
            font.extend(number.to_be_bytes());
        }
        offset += table.len().next_multiple_of(4);
    }
    for table in tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

fn short(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0_u32, |sum, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use harfrust::{Font, ShaperFont};

    use super::*;
    use crate::typeset::faces::Weight;

    #[test]
    fn outlines_and_widths_stay_and_glyphs_come_after_them() {
        let face = Weight::Regular.face();
        let count = glyph_count(face.bytes).unwrap();
        let glyph = 40;
        let moved = Added::Moved { glyph, right: 100, up: -50, advance: 7 };
        let lean = lean(face.bytes, &[moved, Added::Empty]).unwrap();
        assert!(lean.len() < face.bytes.len());
        let font = Font::new(lean, 0).unwrap();
        assert_eq!(u32::from(count) + 2, font.num_glyphs());
        let (before, after) = (ShaperFont::new(&face.font), ShaperFont::new(&font));
        for gid in [1, 40, count - 1] {
            let gid = u32::from(gid).into();
            assert_eq!(before.glyph_h_advance(gid), after.glyph_h_advance(gid));
            let edges = |font: &ShaperFont| {
                let extents = font.glyph_extents(gid)?;
                Some((extents.x_bearing, extents.y_bearing, extents.width, extents.height))
            };
            assert_eq!(edges(&before), edges(&after));
        }
        let original = before.glyph_extents(u32::from(glyph).into()).unwrap();
        let copy = after.glyph_extents(u32::from(count).into()).unwrap();
        assert_eq!(copy.x_bearing, original.x_bearing + 100);
        assert_eq!(copy.y_bearing, original.y_bearing - 50);
        assert_eq!(copy.width, original.width);
        assert_eq!(after.glyph_h_advance(u32::from(count).into()), 7);
        assert_eq!(after.glyph_h_advance(u32::from(count + 1).into()), 0);
    }

    #[test]
    fn what_is_no_font_is_refused() {
        assert_eq!(lean(&[1, 2, 3], &[]), Err(Malformed));
        assert_eq!(lean(&[0; 64], &[]), Err(Malformed));
    }
}
