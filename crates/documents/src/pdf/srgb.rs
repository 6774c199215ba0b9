//! The colour space that the colours of a document are meant in: sRGB, as an ICC profile of
//! version 4 that is put together here from the figures of IEC 61966-2-1.

/// Red, green and blue under the light that profiles are given in.
const PRIMARIES: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.436_066, 0.222_488, 0.013_916]),
    (b"gXYZ", [0.385_147, 0.716_873, 0.097_076]),
    (b"bXYZ", [0.143_066, 0.060_608, 0.714_096]),
];
const WHITE: [f64; 3] = [0.964_203, 1.0, 0.824_905];
const ADAPTATION: [f64; 9] = [
    1.047_882, 0.022_919, -0.050_201, 0.029_587, 0.990_479, -0.017_059, -0.009_232, 0.015_076,
    0.751_678,
];
/// Exponent and coefficients of the curve of each colour.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// The bytes of the profile.
pub(super) fn profile() -> Vec<u8> {
    let white = xyz(WHITE);
    let curve = curve();
    let mut tags: Vec<([u8; 4], Vec<u8>)> = vec![
        (*b"desc", localized("sRGB")),
        (*b"cprt", localized("No copyright")),
        (*b"wtpt", white),
        (*b"chad", numbers(*b"sf32", &ADAPTATION)),
    ];
    tags.extend(PRIMARIES.iter().map(|(tag, value)| (**tag, xyz(*value))));
    tags.extend([*b"rTRC", *b"gTRC", *b"bTRC"].map(|tag| (tag, curve.clone())));

    let mut offset = 128 + 4 + 12 * tags.len();
    let mut table = big_endian(tags.len()).to_vec();
    let mut data: Vec<u8> = Vec::new();
    for (tag, value) in &tags {
        // Equal curves share their bytes.
        let shared = data.windows(value.len()).position(|part| part == value);
        let start = 128 + 4 + 12 * tags.len() + shared.unwrap_or(data.len());
        table.extend(tag);
        table.extend(big_endian(start));
        table.extend(big_endian(value.len()));
        if shared.is_none() {
            data.extend(value);
            data.resize(data.len().next_multiple_of(4), 0);
        }
    }
    offset += data.len();

    let mut profile = header(offset);
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = vec![0; 128];
    header[0..4].copy_from_slice(&big_endian(size));
    header[8] = 4;
    header[9] = 0x20;
    header[12..16].copy_from_slice(b"mntr");
    header[16..20].copy_from_slice(b"RGB ");
    header[20..24].copy_from_slice(b"XYZ ");
    // A date is wanted: the first day of the year in which the version was published.
    header[24..30].copy_from_slice(&[0x07, 0xd4, 0, 1, 0, 1]);
    header[36..40].copy_from_slice(b"acsp");
    for (index, value) in WHITE.iter().enumerate() {
        header[68 + 4 * index..72 + 4 * index].copy_from_slice(&fixed(*value));
    }
    header
}

fn big_endian(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(u32::MAX).to_be_bytes()
}

#[expect(clippy::cast_possible_truncation, reason = "all figures are below two")]
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn numbers(kind: [u8; 4], values: &[f64]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend([0; 4]);
    tag.extend(values.iter().flat_map(|value| fixed(*value)));
    tag
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    numbers(*b"XYZ ", &values)
}

fn curve() -> Vec<u8> {
    let mut tag = b"para".to_vec();
    tag.extend([0, 0, 0, 0, 0, 3, 0, 0]);
    tag.extend(CURVE.iter().flat_map(|value| fixed(*value)));
    tag
}

fn localized(text: &str) -> Vec<u8> {
    let words: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc".to_vec();
    tag.extend([0; 4]);
    tag.extend(big_endian(1));
    tag.extend(big_endian(12));
    tag.extend(b"enUS");
    tag.extend(big_endian(words.len()));
    tag.extend(big_endian(28));
    tag.extend(words);
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_profile_is_as_long_as_it_says_and_short() {
        let profile = profile();
        let said = u32::from_be_bytes([profile[0], profile[1], profile[2], profile[3]]);
        assert_eq!(usize::try_from(said).unwrap(), profile.len());
        assert!(profile.len() < 800);
        assert_eq!(&profile[36..40], b"acsp");
    }
}
