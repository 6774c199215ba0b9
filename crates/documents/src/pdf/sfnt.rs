//! Font files without the tables that a document does not need.

/// Names of glyphs and of the font itself: a PDF file says both elsewhere.
const UNUSED: [&[u8; 4]; 2] = [b"name", b"post"];

/// Returns a font without its tables of names. What is not laid out like a font comes back as it is.
pub(super) fn without_names(font: Vec<u8>) -> Vec<u8> {
    lean(&font).unwrap_or(font)
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(four)).ok()
}

fn lean(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(u16::from_be_bytes(font.get(4..6)?.try_into().ok()?));
    let mut tables = Vec::new();
    for index in 0..count {
        let entry = 12 + 16 * index;
        let tag: &[u8; 4] = font.get(entry..entry + 4)?.try_into().ok()?;
        let (offset, length) = (number(font, entry + 8)?, number(font, entry + 12)?);
        if !UNUSED.contains(&tag) {
            let checksum = font.get(entry + 4..entry + 8)?;
            tables.push((tag, checksum, font.get(offset..offset + length)?));
        }
    }
    let kept = u16::try_from(tables.len()).ok()?;
    let selector = kept.checked_ilog2()?;
    let range = 16_u16 << selector;
    let mut lean = font.get(..4)?.to_vec();
    for part in [kept, range, u16::try_from(selector).ok()?, kept * 16 - range] {
        lean.extend(part.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    for (tag, checksum, table) in &tables {
        lean.extend(*tag);
        lean.extend(*checksum);
        lean.extend(u32::try_from(offset).ok()?.to_be_bytes());
        lean.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        offset += table.len().next_multiple_of(4);
    }
    for (_, _, table) in &tables {
        lean.extend(*table);
        lean.resize(lean.len().next_multiple_of(4), 0);
    }
    Some(lean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::typeset::faces::Weight;

    #[test]
    fn the_names_go_and_everything_else_stays() {
        let face = Weight::Regular.face();
        let lean = without_names(face.bytes.to_vec());
        assert!(lean.len() < face.bytes.len());
        let font = harfrust::Font::new(lean, 0).unwrap();
        assert_eq!(font.num_glyphs(), face.font.num_glyphs());
        assert_eq!(font.charmap().map_unicode('ژ'), face.font.charmap().map_unicode('ژ'));
    }

    #[test]
    fn what_is_no_font_stays_as_it_is() {
        assert_eq!(without_names(vec![1, 2, 3]), [1, 2, 3]);
    }
}
