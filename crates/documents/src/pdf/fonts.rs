//! The faces of a document, reduced to the glyphs that it uses.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};
use subsetter::GlyphRemapper;

use super::{PdfError, sfnt};
use crate::typeset::{
    faces::{Face, Weight},
    placed::{Composition, Placed},
    shape::{Form, Glyph},
};

/// The faces of one document.
pub(super) struct Fonts {
    faces: BTreeMap<Weight, Used>,
}

struct Used {
    face: &'static Face,
    /// Which character each glyph of the original face stands for.
    characters: BTreeMap<u16, char>,
    carriers: BTreeMap<char, u16>,
    remapper: GlyphRemapper,
    bytes: Vec<u8>,
}

impl Fonts {
    /// Collects the glyphs of all pages.
    pub(super) fn of(pages: &Composition) -> Result<Self, PdfError> {
        let mut faces: BTreeMap<Weight, Used> = BTreeMap::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let (Placed::Text { run, .. } | Placed::Slanted { run, .. }) = &item.placed else {
                continue;
            };
            let used = faces.entry(run.style.weight).or_insert_with(|| Used::new(run.style.weight));
            for set in &run.glyphs {
                used.note(set.glyph);
            }
        }
        for used in faces.values_mut() {
            let glyphs: Vec<u16> = used.characters.keys().copied().collect();
            used.remapper = GlyphRemapper::new_from_glyphs_sorted(&glyphs);
            used.bytes =
                sfnt::without_names(subsetter::subset(used.face.bytes, 0, &used.remapper)?);
        }
        Ok(Self { faces })
    }

    /// Number of a glyph in the embedded font, its width there and the character that it is
    /// read as.
    pub(super) fn glyph(&self, weight: Weight, glyph: Glyph) -> (u16, i32, char) {
        let Some(used) = self.faces.get(&weight) else {
            return (0, 0, glyph.character);
        };
        let gid = used.gid(glyph);
        let character = used.characters.get(&gid).copied().unwrap_or(glyph.character);
        (used.remapper.get(gid).unwrap_or(0), used.face.width(gid), character)
    }

    /// Puts the fonts into a document.
    pub(super) fn embed(&self, document: &mut PdfDocument) {
        for (weight, used) in &self.faces {
            document.resources.fonts.map.insert(id(*weight), PdfFont::new(used.parsed()));
        }
    }
}

/// The name that a face has within the file.
pub(super) fn id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "R".into(),
        Weight::SemiBold => "S".into(),
        Weight::ExtraBold => "E".into(),
    })
}

impl Used {
    fn new(weight: Weight) -> Self {
        Self {
            face: weight.face(),
            characters: BTreeMap::new(),
            carriers: BTreeMap::new(),
            remapper: GlyphRemapper::new(),
            bytes: Vec::new(),
        }
    }

    fn note(&mut self, glyph: Glyph) {
        match glyph.form {
            Form::Drawn(gid) => {
                self.characters.entry(gid).or_insert(glyph.character);
            }
            Form::Carrier => {
                let taken = self.carriers.len();
                if !self.carriers.contains_key(&glyph.character)
                    && let Some(gid) = self.face.carriers.get(taken)
                {
                    self.carriers.insert(glyph.character, *gid);
                    self.characters.insert(*gid, glyph.character);
                }
            }
        }
    }

    fn gid(&self, glyph: Glyph) -> u16 {
        match glyph.form {
            Form::Drawn(gid) => gid,
            Form::Carrier => self.carriers.get(&glyph.character).copied().unwrap_or_default(),
        }
    }

    fn parsed(&self) -> ParsedFont {
        let (name, us_weight_class) = match self.face.weight {
            Weight::Regular => ("RAAAAA+Vazirmatn-Regular", 400),
            Weight::SemiBold => ("SAAAAA+Vazirmatn-SemiBold", 600),
            Weight::ExtraBold => ("EAAAAA+Vazirmatn-ExtraBold", 800),
        };
        let widths = self
            .remapper
            .remapped_gids()
            .enumerate()
            .filter_map(|(new, old)| {
                Some((u16::try_from(new).ok()?, u16::try_from(self.face.width(old)).ok()?))
            })
            .collect();
        // Everything is given in thousandths of an em, which is what the file wants.
        let mut parsed = ParsedFont {
            original_bytes: self.bytes.clone(),
            font_index: 0,
            font_name: Some(name.into()),
            codepoint_to_glyph: BTreeMap::new(),
            glyph_widths: widths,
            units_per_em: 1000,
            font_metrics: printpdf::FontMetrics { ascent: 1025, descent: -537 },
            font_type: printpdf::FontType::TrueType,
            pdf_font_metrics: printpdf::PdfFontMetricsStub::default(),
        };
        parsed.pdf_font_metrics.us_weight_class = us_weight_class;
        parsed.pdf_font_metrics.x_min = -1200;
        parsed.pdf_font_metrics.y_min = -700;
        parsed.pdf_font_metrics.x_max = 4400;
        parsed.pdf_font_metrics.y_max = 1250;
        parsed
    }
}
