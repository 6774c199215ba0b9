//! The three weights of the typeface that every page is set in.
//!
//! Static instances are embedded, because a variable font reaches a PDF only at its default
//! weight. An em has a thousand units, and outlines are cubic (`fonts/faces.py` makes them so). Everything that is asked of a face more than once is read when it is first used.

use std::sync::OnceLock;

use harfrust::{Direction, Font, Language, Script, ShapePlan, ShaperFont};

/// A weight of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Weight {
    Regular,
    SemiBold,
    ExtraBold,
}

impl Weight {
    pub(crate) const ALL: [Self; 3] = [Self::Regular, Self::SemiBold, Self::ExtraBold];

    fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../fonts/Vazirmatn-Regular.otf"),
            Self::SemiBold => include_bytes!("../../fonts/Vazirmatn-SemiBold.otf"),
            Self::ExtraBold => include_bytes!("../../fonts/Vazirmatn-ExtraBold.otf"),
        }
    }

    /// The face of this weight.
    pub(crate) fn face(self) -> &'static Face {
        static FACES: OnceLock<[Face; 3]> = OnceLock::new();
        let faces = FACES.get_or_init(|| Self::ALL.map(Face::read));
        match self {
            Self::Regular => &faces[0],
            Self::SemiBold => &faces[1],
            Self::ExtraBold => &faces[2],
        }
    }
}

/// One weight, read and ready for shaping.
pub(crate) struct Face {
    pub(crate) weight: Weight,
    pub(crate) bytes: &'static [u8],
    pub(crate) font: Font,
    pub(crate) right_to_left: ShapePlan,
    pub(crate) left_to_right: ShapePlan,
    /// Advance of every glyph, in thousandths of an em.
    widths: Vec<i32>,
    /// The glyph of a blank.
    pub(crate) blank: u16,
}

impl Face {
    /// Ascent over the baseline and depth below it that lines are centred by, in ems.
    pub(crate) const ASCENT: f64 = 2100.0 / 2048.0;
    pub(crate) const DESCENT: f64 = 1100.0 / 2048.0;

    #[expect(clippy::expect_used, reason = "the fonts are embedded, and a test reads them")]
    fn read(weight: Weight) -> Self {
        let bytes = weight.bytes();
        let font = Font::new(bytes, 0).expect("an embedded font is a font");
        let language = Language::new("fa");
        let plan = |direction, script| {
            ShapePlan::new(&font, direction, Some(script), language.as_ref(), &[])
        };
        let right_to_left = plan(Direction::RightToLeft, Script::ARABIC);
        let left_to_right = plan(Direction::LeftToRight, Script::LATIN);
        let shaper = ShaperFont::new(&font);
        let widths = (0..font.num_glyphs()).map(|gid| shaper.glyph_h_advance(gid.into())).collect();
        let blank = font
            .charmap()
            .map_unicode(' ')
            .and_then(|gid| u16::try_from(gid.to_u32()).ok())
            .unwrap_or_default();
        Self { weight, bytes, font, right_to_left, left_to_right, widths, blank }
    }

    /// Advance of a glyph, in thousandths of an em.
    pub(crate) fn width(&self, gid: u16) -> i32 {
        self.widths.get(usize::from(gid)).copied().unwrap_or(0)
    }

    /// Whether the face can draw a character.
    pub(crate) fn has(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some_and(|gid| gid.to_u32() != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_read_and_draws_persian() {
        for weight in Weight::ALL {
            let face = weight.face();
            assert_eq!(face.weight, weight);
            assert!(face.has('ژ') && face.has('٬') && face.has('\u{200c}') && !face.has('漢'));
        }
    }

    /// Every length of a face is then one of a page.
    #[test]
    fn an_em_of_every_weight_has_a_thousand_units() {
        for weight in Weight::ALL {
            assert_eq!(weight.face().font.units_per_em(), 1000);
        }
    }
}
