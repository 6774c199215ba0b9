//! QR codes as rectangles.

use qrcode::{EcLevel, QrCode, types::Color};

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

/// How many modules the code of a text has in a row; a text that is too long has no code.
pub(crate) fn width(text: &str) -> Option<usize> {
    let bits = qrcode::bits::encode_auto(text.as_bytes(), EcLevel::M).ok()?;
    usize::try_from(bits.version().width()).ok()
}

/// Encodes a text with error correction of level M; a text that is too long has no code.
pub(crate) fn modules(text: &str) -> Option<Modules> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let dark = code.into_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some(Modules { width, dark })
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
