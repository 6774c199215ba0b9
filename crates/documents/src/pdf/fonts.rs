//! The faces of a document, reduced to the glyphs that it uses.
//!
//! A glyph of the file stands for one text at one height: what is drawn alike but read otherwise,
//! and a mark at another height over its letter, is a glyph of its own. So every line is shown on
//! its baseline, and every text comes back.

use std::collections::BTreeMap;

use printpdf::{FontId, ParsedFont, PdfDocument, PdfFont};

use super::{PdfError, cff};
use crate::typeset::{
    faces::{Face, Weight},
    placed::{Composition, Placed},
    reading::Turn,
    shape::{Form, Glyph},
};

/// The faces of one document.
pub(super) struct Fonts {
    faces: BTreeMap<Weight, Used>,
}

/// What a glyph of the file draws and means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Meaning {
    // By characters first: in the order of its texts, the map of a font packs best.
    character: char,
    blank: bool,
    /// The drawn glyph of the face with its height and shift; nothing for an empty one.
    drawn: Option<(u16, i32, i32)>,
}

impl Meaning {
    fn of(glyph: Glyph) -> Self {
        let (drawn, blank) = match glyph.form {
            Form::Drawn(gid) => (Some((gid, glyph.rise, glyph.shift)), false),
            Form::Blank(gid) => (Some((gid, 0, 0)), true),
            Form::Carrier => (None, false),
        };
        Self { drawn, character: glyph.character, blank }
    }

    /// Adds the text as a program reads it, in units of UTF-16.
    fn write_text(self, map: &mut String) {
        let mark = self.blank.then_some(MARK_OF_A_BLANK);
        let mut buffer = [0; 2];
        map.push('<');
        for character in mark.into_iter().chain([self.character]) {
            for unit in character.encode_utf16(&mut buffer) {
                write(map, format_args!("{unit:04x}"));
            }
        }
        map.push('>');
    }
}

#[expect(clippy::expect_used, reason = "writing to a string cannot fail")]
fn write(map: &mut String, text: std::fmt::Arguments) {
    use std::fmt::Write as _;
    map.write_fmt(text).expect("a string takes what is written to it");
}

/// A blank at the edge of a run has a mark before it: readers drop a bare one.
const MARK_OF_A_BLANK: char = '\u{200f}';

struct Used {
    face: &'static Face,
    /// Number and width of each glyph of the file.
    codes: BTreeMap<Meaning, (u16, i32)>,
    bytes: Vec<u8>,
}

impl Fonts {
    /// Collects the glyphs of all pages.
    pub(super) fn of(pages: &Composition) -> Result<Self, PdfError> {
        let mut seen: BTreeMap<Weight, BTreeMap<Meaning, i32>> = BTreeMap::new();
        for item in pages.pages.iter().flat_map(|page| &page.items) {
            let (Placed::Text { run, .. } | Placed::Slanted { run, .. }) = &item.placed else {
                continue;
            };
            let seen = seen.entry(run.style.weight).or_default();
            let turn = match run.manner.turn {
                Turn::Before(turn) => Some(Glyph::carrier(turn)),
                Turn::None | Turn::Singly => None,
            };
            let shown = run.glyphs.iter().map(|set| run.lifted(set.glyph));
            for glyph in shown.chain(turn) {
                seen.entry(Meaning::of(glyph)).or_insert(glyph.advance);
            }
        }
        let used = |(weight, seen)| Ok((weight, Used::new(weight, seen)?));
        Ok(Self { faces: seen.into_iter().map(used).collect::<Result<_, PdfError>>()? })
    }

    /// Number of a glyph in the embedded font, and its width there.
    pub(super) fn glyph(&self, weight: Weight, glyph: Glyph) -> (u16, i32) {
        let used = self.faces.get(&weight);
        used.and_then(|used| used.codes.get(&Meaning::of(glyph)).copied()).unwrap_or_default()
    }

    /// Puts the fonts into a document.
    pub(super) fn embed(&self, document: &mut PdfDocument) {
        for (weight, used) in &self.faces {
            document.resources.fonts.map.insert(id(*weight), PdfFont::new(used.parsed()));
        }
    }

    /// What the glyphs of each font are read as, by the name that the font has within the file.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.faces.iter().map(|(weight, used)| (name(*weight), used.texts()))
    }
}

/// The name that a face has among the fonts of a page.
pub(super) fn id(weight: Weight) -> FontId {
    FontId(match weight {
        Weight::Regular => "R".into(),
        Weight::SemiBold => "S".into(),
        Weight::ExtraBold => "E".into(),
    })
}

fn name(weight: Weight) -> &'static str {
    match weight {
        Weight::Regular => "RAAAAA+Vazirmatn-Regular",
        Weight::SemiBold => "SAAAAA+Vazirmatn-SemiBold",
        Weight::ExtraBold => "EAAAAA+Vazirmatn-ExtraBold",
    }
}

/// The character that names a glyph of the file to printpdf, which writes its number.
pub(super) fn stand_in(code: u16) -> char {
    const PLANE: u32 = 0xf_0000;
    char::from_u32(PLANE + u32::from(code)).unwrap_or('\u{f0000}')
}

impl Used {
    fn new(weight: Weight, seen: BTreeMap<Meaning, i32>) -> Result<Self, PdfError> {
        let face = weight.face();
        let mut glyphs = Vec::new();
        let mut codes = BTreeMap::new();
        for (code, (meaning, advance)) in (1..).zip(seen) {
            let (glyph, width) = match meaning.drawn {
                Some((gid, rise, shift)) => {
                    let advance = if advance == 0 { 0 } else { face.width(gid) };
                    (cff::Glyph::Drawn { gid, right: shift, up: rise, advance }, advance)
                }
                None => (cff::Glyph::Empty, 0),
            };
            glyphs.push(glyph);
            codes.insert(meaning, (code, width));
        }
        let bytes = cff::font(name(weight), face.bytes, &glyphs)?;
        Ok(Self { face, codes, bytes })
    }

    fn parsed(&self) -> ParsedFont {
        let us_weight_class = match self.face.weight {
            Weight::Regular => 400,
            Weight::SemiBold => 600,
            Weight::ExtraBold => 800,
        };
        // Everything is given in thousandths of an em, which is what the file wants.
        let mut parsed = ParsedFont {
            original_bytes: self.bytes.clone(),
            font_index: 0,
            font_name: Some(name(self.face.weight).into()),
            codepoint_to_glyph: self
                .codes
                .values()
                .map(|(code, _)| (u32::from(stand_in(*code)), *code))
                .collect(),
            glyph_widths: self
                .codes
                .values()
                .filter_map(|(code, width)| Some((*code, u16::try_from(*width).ok()?)))
                .collect(),
            units_per_em: 1000,
            font_metrics: printpdf::FontMetrics { ascent: 1025, descent: -537 },
            font_type: printpdf::FontType::OpenTypeCFF(()),
            pdf_font_metrics: printpdf::PdfFontMetricsStub::default(),
        };
        parsed.pdf_font_metrics.us_weight_class = us_weight_class;
        let [left, lowest, right, highest] = cff::BOUNDS;
        parsed.pdf_font_metrics.x_min = left;
        parsed.pdf_font_metrics.y_min = lowest;
        parsed.pdf_font_metrics.x_max = right;
        parsed.pdf_font_metrics.y_max = highest;
        parsed
    }

    /// A map from the glyphs to the texts that they stand for.
    fn texts(&self) -> String {
        let by_code: BTreeMap<u16, Meaning> =
            self.codes.iter().map(|(meaning, (code, _))| (*code, *meaning)).collect();
        let entries: Vec<(u16, Meaning)> = by_code.into_iter().collect();
        // A range has its codes in a row, with one upper half.
        let follows =
            |a: &(u16, Meaning), b: &(u16, Meaning)| a.0 + 1 == b.0 && !b.0.is_multiple_of(256);
        let ranges: Vec<&[(u16, Meaning)]> = entries.chunk_by(follows).collect();
        let mut map = String::from(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/T def/CMapType 2 def\n\
             1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n",
        );
        for part in ranges.chunks(100) {
            write(&mut map, format_args!("{} beginbfrange\n", part.len()));
            for range in part {
                let (first, last) = (range[0].0, range[range.len() - 1].0);
                write(&mut map, format_args!("<{first:04x}><{last:04x}>["));
                for (_, meaning) in *range {
                    meaning.write_text(&mut map);
                }
                map.push_str("]\n");
            }
            map.push_str("endbfrange\n");
        }
        map.push_str("endcmap CMapName currentdict/CMap defineresource pop end end");
        map
    }
}
