//! QR codes as rectangles.

use qrcode::{
    EcLevel,
    bits::{Bits, encode_auto},
    canvas::{Canvas, MaskPattern},
    ec::construct_codewords,
    types::{Color, Version},
};

use crate::typeset::{
    placed::{Outline, Rect, Shape},
    rich::Ink,
    sheet::Sheet,
};

/// The dark and light modules of a code.
pub(crate) struct Modules {
    pub(crate) width: usize,
    dark: Vec<bool>,
}

/// The bits of a text in the smallest code.
///
/// The library looks for runs of digits and begins a segment for each, which costs more than it saves in a proof. So a link
/// whose fragment is one is written as two segments, the address in bytes and the proof in the letters of codes.
fn encoded(text: &str) -> Option<Bits> {
    match text.split_once('#') {
        Some((address, proof)) if proof.bytes().all(is_letter) => {
            let address = format!("{address}#");
            (1..=40).find_map(|version| {
                let mut bits = Bits::new(Version::Normal(version));
                bits.push_byte_data(address.as_bytes()).ok()?;
                bits.push_alphanumeric_data(proof.as_bytes()).ok()?;
                bits.push_terminator(EcLevel::M).ok()?;
                Some(bits)
            })
        }
        Some(_) | None => encode_auto(text.as_bytes(), EcLevel::M).ok(),
    }
}

/// Whether it is one of the 45 letters that codes pack two in eleven bits.
fn is_letter(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte)
}

/// How many modules the code of a text has in a row; a text that is too long has no code.
pub(crate) fn width(text: &str) -> Option<usize> {
    let bits = encoded(text)?;
    usize::try_from(bits.version().width()).ok()
}

/// Masks in the order in which the first of equals is taken.
const MASKS: [MaskPattern; 8] = [
    MaskPattern::Checkerboard,
    MaskPattern::HorizontalLines,
    MaskPattern::VerticalLines,
    MaskPattern::DiagonalLines,
    MaskPattern::LargeCheckerboard,
    MaskPattern::Fields,
    MaskPattern::Diamonds,
    MaskPattern::Meadow,
];

/// Encodes a text with error correction of level M; a text that is too long has no code.
///
/// The mask is the one that qrcode would take, judged in a quarter of the time.
pub(crate) fn modules(text: &str) -> Option<Modules> {
    let bits = encoded(text)?;
    let version = bits.version();
    let width = usize::try_from(version.width()).ok()?;
    let (data, correction) = construct_codewords(&bits.into_bytes(), version, EcLevel::M).ok()?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&data, &correction);
    let masked = MASKS.into_iter().map(|mask| {
        let mut canvas = canvas.clone();
        canvas.apply_mask(mask);
        let dark = canvas.into_colors().into_iter().map(|color| color == Color::Dark).collect();
        Modules { width, dark }
    });
    masked.min_by_key(Modules::penalty)
}

impl Modules {
    /// How hard the code is to read, by the rules of ISO/IEC 18004 for the choice of a mask.
    fn penalty(&self) -> usize {
        let rows = self.dark.chunks(self.width);
        let columns = (0..self.width).map(|at| self.dark[at..].iter().step_by(self.width));
        let lines: usize = rows.clone().map(|row| penalty_of_line(row.iter())).sum();
        let lines = lines + columns.map(penalty_of_line).sum::<usize>();
        let blocks: usize = rows.clone().zip(rows.skip(1)).map(|(a, b)| blocks(a, b)).sum();
        let dark = self.dark.iter().filter(|dark| **dark).count();
        lines + 3 * blocks + (dark * 200 / self.dark.len()).abs_diff(100)
    }
}

/// Five or more modules of a kind in a row, and what looks like a finder.
fn penalty_of_line<'a>(line: impl Iterator<Item = &'a bool>) -> usize {
    const FINDER: u32 = 0b101_1101;
    let (mut penalty, mut length) = (0, 0);
    // The last fifteen modules: four before a finder, its seven, and four behind it.
    let mut seen = 0_u32;
    let mut finder = |dark: bool| {
        seen = seen << 1 | u32::from(dark);
        let apart = seen.trailing_zeros() >= 4 || (seen >> 11).trailing_zeros() >= 4;
        if apart && seen >> 4 & 0x7f == FINDER { 40 } else { 0 }
    };
    let mut before = None;
    for dark in line {
        penalty += finder(*dark);
        if before == Some(*dark) {
            length += 1;
        } else {
            before = Some(*dark);
            length = 1;
        }
        penalty += match length {
            5 => 3,
            6.. => 1,
            _ => 0,
        };
    }
    // What is around a code is light.
    penalty + (0..4).map(|_| finder(false)).sum::<usize>()
}

/// Squares of two by two modules of a kind between two rows.
fn blocks(above: &[bool], below: &[bool]) -> usize {
    let pairs = above.windows(2).zip(below.windows(2));
    pairs.filter(|(a, b)| a == b && a[0] == a[1]).count()
}

/// Draws a code in a square that does not count its quiet zone. Neighbouring modules of a row are
/// one rectangle, so that no hairline shows between them.
pub(crate) fn draw(sheet: &mut Sheet, modules: &Modules, square: Rect) {
    let step = square.width / count(modules.width);
    let mut outlines = Vec::new();
    for (row, line) in modules.dark.chunks(modules.width).enumerate() {
        let mut column = 0;
        for run in line.chunk_by(|a, b| a == b) {
            if run[0] {
                outlines.push(Outline::rectangle(Rect::new(
                    square.x + count(column) * step,
                    square.y + count(row) * step,
                    count(run.len()) * step,
                    step,
                )));
            }
            column += run.len();
        }
    }
    sheet.shape(Shape::filled(outlines, Ink::Black));
}

#[expect(clippy::cast_precision_loss, reason = "a code has at most 177 modules in a row")]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use qrcode::QrCode;

    use super::*;

    #[test]
    fn a_code_has_the_mask_that_the_library_would_take() {
        for length in [1, 17, 60, 61, 62, 63, 64, 65, 150, 300, 301, 302, 303, 900] {
            let text: String = "LIC1:6BF+70/QPARVANEH$1405.".chars().cycle().take(length).collect();
            let ours = modules(&text).unwrap();
            let theirs = QrCode::with_error_correction_level(&text, EcLevel::M).unwrap();
            assert_eq!(Some(ours.width), width(&text));
            assert_eq!(ours.width, theirs.width());
            let theirs = theirs.into_colors().into_iter().map(|color| color == Color::Dark);
            assert!(ours.dark.into_iter().eq(theirs), "{length} characters");
        }
    }

    #[test]
    fn a_link_to_a_proof_has_two_segments_and_no_more() {
        // As many letters as the longest proof has, with the runs of digits that tempt the library.
        let theirs = (2..16).map(|run| {
            let letters = "A".chars().chain("0123456789".chars().cycle().take(run));
            let proof = "LIC1:".chars().chain(letters.collect::<Vec<_>>().into_iter().cycle());
            let proof: String = proof.take(417).collect();
            let text = format!("https://mojavez-khanegi.mcls.gov.ir.ir/v#{proof}");
            assert_eq!(width(&text), Some(69), "{run}");
            QrCode::with_error_correction_level(&text, EcLevel::M).unwrap().width()
        });
        assert!(theirs.max() > Some(69), "the library has learnt it");
    }

    #[test]
    fn a_text_that_is_too_long_has_no_code() {
        assert!(modules(&"x".repeat(3_000)).is_none());
    }
}
