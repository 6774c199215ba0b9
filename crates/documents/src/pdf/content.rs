//! What stands on a page becomes the operations of its content stream.

use printpdf::{
    Color, CurTransMat, DictItem, Op, PdfFontHandle, Pt, Rgb, TextItem, TextMatrix, XObjectId,
    XObjectTransform,
};

use super::{
    fonts::{self, Fonts},
    outlines::{self, Art, Drawings},
    points,
    structure::PageMarks,
};
use crate::typeset::{
    MM_PER_PT,
    paragraph::Run,
    placed::{Item, Owner, Page, Placed, Point, Rect},
    reading::{Turn, UNBROKEN_BLANK},
    rich::Ink,
    shape::{Form, Glyph},
};

/// Translates a page.
pub(super) fn operations(
    page: &Page,
    fonts: &Fonts,
    drawings: &mut Drawings,
    marks: &mut PageMarks,
) -> Vec<Op> {
    let mut writer = Writer {
        width: page.width,
        height: page.height,
        fonts,
        drawings,
        ops: Vec::new(),
        fill: None,
    };
    for group in page.items.chunk_by(|a, b| a.owner == b.owner) {
        writer.begin(group[0].owner, marks);
        writer.items(group);
        writer.ops.push(Op::EndMarkedContent);
    }
    writer.ops
}

/// A drawing with more steps is kept apart from the page.
const MUCH: usize = 24;

/// How many steps a drawing takes.
fn effort(items: &[Item]) -> usize {
    let effort = |item: &Item| match &item.placed {
        Placed::Shape(shape) => shape.outlines.iter().map(|outline| outline.steps.len()).sum(),
        Placed::Stamps { places, .. } => 3 * places.len(),
        _ => 0,
    };
    items.iter().map(effort).sum()
}

struct Writer<'a> {
    width: f64,
    height: f64,
    fonts: &'a Fonts,
    drawings: &'a mut Drawings,
    ops: Vec<Op>,
    /// The fill colour that was set last.
    fill: Option<Ink>,
}

impl Writer<'_> {
    fn begin(&mut self, owner: Owner, marks: &mut PageMarks) {
        self.ops.push(match owner {
            Owner::Artifact => Op::BeginMarkedContent { tag: "Artifact".into() },
            Owner::Node(node) => {
                let number = DictItem::Int(marks.add(node));
                Op::BeginMarkedContentWithProperties {
                    tag: "Span".into(),
                    properties: DictItem::Dict { map: [("MCID".into(), number)].into() },
                }
            }
        });
    }

    fn items(&mut self, items: &[Item]) {
        let text = |item: &Item| matches!(item.placed, Placed::Text { .. });
        for group in items.chunk_by(|a, b| text(a) == text(b)) {
            if text(&group[0]) {
                self.ops.push(Op::StartTextSection);
                for item in group {
                    if let Placed::Text { run, x, baseline } = &item.placed {
                        self.run(run, *x, *baseline);
                    }
                }
                self.ops.push(Op::EndTextSection);
            } else {
                let art =
                    |item: &Item| matches!(item.placed, Placed::Shape(_) | Placed::Stamps { .. });
                for part in group.chunk_by(|a, b| art(a) && art(b)) {
                    if effort(part) > MUCH {
                        self.art(part);
                    } else {
                        for item in part {
                            self.drawing(&item.placed);
                        }
                    }
                }
            }
        }
    }

    fn drawing(&mut self, placed: &Placed) {
        match placed {
            Placed::Text { .. } => {}
            Placed::Slanted { run, middle, degrees } => self.slanted(run, *middle, *degrees),
            Placed::Shape(shape) => {
                outlines::draw(shape, self.height, &mut self.ops);
                self.fill = None;
            }
            Placed::Stamps { stamp, places, clip } => {
                let name = self.drawings.stamp(stamp);
                if let Some(clip) = clip {
                    self.ops.push(Op::SaveGraphicsState);
                    outlines::clip(*clip, self.height, &mut self.ops);
                }
                for place in places {
                    self.place(name.clone(), *place, None);
                }
                if clip.is_some() {
                    self.ops.push(Op::RestoreGraphicsState);
                }
            }
            Placed::Picture { picture, frame } => {
                let name = self.drawings.picture(picture);
                self.place(name, Point::new(frame.x, frame.bottom()), Some(*frame));
            }
        }
    }

    /// Draws shapes and stamps as one drawing, which other pages may have too.
    fn art(&mut self, items: &[Item]) {
        let mut art = Art::default();
        for item in items {
            match &item.placed {
                Placed::Shape(shape) => art.shape(shape, self.height),
                Placed::Stamps { stamp, places, clip } => {
                    let name = self.drawings.stamp(stamp);
                    art.stamps(&name, places, *clip, self.height);
                }
                _ => {}
            }
        }
        let name = self.drawings.art(art, self.width, self.height);
        self.place(name, Point::new(0.0, self.height), None);
    }

    fn place(&mut self, id: XObjectId, at: Point, size: Option<Rect>) {
        self.ops.push(Op::UseXobject {
            id,
            transform: XObjectTransform {
                translate_x: Some(Pt(points(at.x))),
                translate_y: Some(Pt(points(self.height - at.y))),
                scale_x: size.map(|frame| points(frame.width)),
                scale_y: size.map(|frame| points(frame.height)),
                no_auto_scale: true,
                ..XObjectTransform::default()
            },
        });
    }

    fn colour(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }

    /// Sets the font, which for some readers also ends what was shown before.
    fn font(&mut self, run: &Run) {
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::External(fonts::id(run.style.weight)),
            size: Pt(short(run.style.size)),
        });
    }

    fn run(&mut self, run: &Run, x: f64, baseline: f64) {
        self.colour(run.style.ink);
        self.pen(x + run.x, self.height - baseline - run.drop());
        self.glyphs(run);
    }

    fn pen(&mut self, x: f64, y: f64) {
        let matrix = TextMatrix::Translate(Pt(hundredths(x)), Pt(hundredths(y)));
        self.ops.push(Op::SetTextMatrix { matrix });
    }

    fn slanted(&mut self, run: &Run, middle: Point, degrees: f64) {
        let radians = degrees.to_radians();
        let (cosine, sine) = (short(radians.cos()), short(radians.sin()));
        self.ops.push(Op::SaveGraphicsState);
        self.ops.push(Op::SetTransformationMatrix {
            matrix: CurTransMat::Raw([
                cosine,
                sine,
                -sine,
                cosine,
                points(middle.x),
                points(self.height - middle.y),
            ]),
        });
        self.ops.push(Op::StartTextSection);
        self.fill = None;
        self.colour(run.style.ink);
        // Half of the height of a Persian letter centres the word on the line through the middle.
        self.pen(-run.width / 2.0, -run.style.size * MM_PER_PT * 0.3);
        self.glyphs(run);
        self.ops.push(Op::EndTextSection);
        self.ops.push(Op::RestoreGraphicsState);
        self.fill = None;
    }

    /// Shows glyphs from left to right. Kerns are whole thousandths; what rounding leaves is
    /// carried to the next one.
    fn glyphs(&mut self, run: &Run) {
        self.font(run);
        if let Turn::Before(turn) = run.manner.turn {
            let (code, _) = self.fonts.glyph(run.style.weight, Glyph::carrier(turn));
            let items = vec![TextItem::Text(fonts::stand_in(code).into())];
            self.ops.push(Op::ShowText { items });
        }
        let mut owed = 0.0;
        let mut shown = Shown::default();
        let mut inked = false;
        for set in &run.glyphs {
            let glyph = run.lifted(set.glyph);
            let (code, width) = self.fonts.glyph(run.style.weight, glyph);
            // What has no ink is shown with the glyph before it: alone it would be overlooked.
            let ink = glyph.form != Form::Carrier && glyph.character != UNBROKEN_BLANK;
            if run.manner.turn == Turn::Singly && inked && ink {
                self.ops.push(Op::ShowText { items: shown.taken() });
                self.font(run);
            }
            inked |= ink;
            owed += f64::from(width) - f64::from(glyph.advance) - set.extra;
            let kern = owed.round();
            owed -= kern;
            shown.push(fonts::stand_in(code), kern);
        }
        self.ops.push(Op::ShowText { items: shown.taken() });
    }
}

/// Glyphs that are shown together, with the kerns between them.
#[derive(Default)]
struct Shown {
    items: Vec<TextItem>,
    text: String,
}

impl Shown {
    fn push(&mut self, glyph: char, kern: f64) {
        self.text.push(glyph);
        if kern != 0.0 {
            self.items.push(TextItem::Text(std::mem::take(&mut self.text)));
            self.items.push(TextItem::Offset(short(kern)));
        }
    }

    fn taken(&mut self) -> Vec<TextItem> {
        if !self.text.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.text)));
        }
        std::mem::take(&mut self.items)
    }
}

/// Millimetres as points, to a hundredth.
fn hundredths(mm: f64) -> f32 {
    short((mm / MM_PER_PT * 100.0).round() / 100.0)
}

#[expect(clippy::cast_possible_truncation, reason = "sizes and kerns fit a short float")]
fn short(number: f64) -> f32 {
    ((number * 10_000.0).round() / 10_000.0) as f32
}

/// A colour of the documents.
pub(super) fn colour(ink: Ink) -> Color {
    let [r, g, b] = ink.rgb().map(|part| ((f32::from(part) / 255.0) * 10_000.0).round() / 10_000.0);
    Color::Rgb(Rgb { r, g, b, icc_profile: None })
}
