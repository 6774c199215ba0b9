//! Shapes, and drawings that are kept once and used in many places.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

use printpdf::{
    DictItem, ExternalStream, ExternalXObject, Line, LineDashPattern, LinePoint, Op, PaintMode,
    PdfDocument, Point as PdfPoint, Polygon, PolygonRing, Pt, WindingOrder, XObject, XObjectId,
};

use super::{content::colour, points};
use crate::typeset::{
    MM_PER_PT,
    placed::{Ends, Outline, Picture, Point, Rect, Shape, Stamp, Step, Stroke},
    rich::Ink,
};

/// Draws a shape on a page of the given height.
pub(super) fn draw(shape: &Shape, height: f64, ops: &mut Vec<Op>) {
    if let Some(fill) = shape.fill {
        ops.push(Op::SetFillColor { col: colour(fill) });
        ops.push(polygon(&shape.outlines, height, PaintMode::Fill));
    }
    if let Some(stroke) = shape.stroke {
        ops.push(Op::SetOutlineColor { col: colour(stroke.ink) });
        ops.push(Op::SetOutlineThickness { pt: Pt(points(stroke.width)) });
        let dashed = stroke.dash.map(|(on, off)| [points(on), points(off)]);
        if let Some(dash) = dashed {
            ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &dash) });
        }
        for outline in &shape.outlines {
            ops.push(Op::DrawLine {
                line: Line {
                    points: line_points(outline, height),
                    is_closed: outline.ends == Ends::Closed,
                },
            });
        }
        if dashed.is_some() {
            ops.push(Op::SetLineDashPattern { dash: LineDashPattern::new(0.0, &[]) });
        }
    }
}

/// Keeps what follows within a rectangle.
pub(super) fn clip(rect: Rect, height: f64, ops: &mut Vec<Op>) {
    ops.push(polygon(&[Outline::rectangle(rect)], height, PaintMode::Clip));
}

fn polygon(outlines: &[Outline], height: f64, mode: PaintMode) -> Op {
    let rings = outlines
        .iter()
        .map(|outline| PolygonRing { points: line_points(outline, height) })
        .collect();
    Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order: WindingOrder::EvenOdd } }
}

fn line_points(outline: &Outline, height: f64) -> Vec<LinePoint> {
    let point = |at: Point, bezier| LinePoint {
        p: PdfPoint { x: Pt(points(at.x)), y: Pt(points(height - at.y)) },
        bezier,
    };
    let mut result = vec![point(outline.start, false)];
    for step in &outline.steps {
        match step {
            Step::Line(to) => result.push(point(*to, false)),
            Step::Curve(near, far, to) => {
                result.extend([point(*near, true), point(*far, true), point(*to, false)]);
            }
        }
    }
    result
}

/// Drawings and pictures of a document.
#[derive(Default)]
pub(super) struct Drawings {
    objects: BTreeMap<String, ExternalXObject>,
    nested: Nested,
}

/// The drawings that a drawing is made of, by their names.
pub(super) type Nested = BTreeMap<String, BTreeSet<String>>;

/// A drawing of a whole page, under construction.
#[derive(Default)]
pub(super) struct Art {
    content: String,
    parts: BTreeSet<String>,
}

impl Art {
    pub(super) fn shape(&mut self, shape: &Shape, height: f64) {
        if !write_grid(shape, height, &mut self.content) {
            write_shape(shape, height, &mut self.content);
        }
    }

    /// Places a stamp. Each place is given from the one before it.
    pub(super) fn stamps(
        &mut self,
        name: &XObjectId,
        places: &[Point],
        clip: Option<Rect>,
        height: f64,
    ) {
        self.content.push_str("q\n");
        if let Some(clip) = clip {
            let corner = [points(clip.x), points(height - clip.bottom())];
            write(
                &mut self.content,
                &[corner, [points(clip.width), points(clip.height)]].concat(),
                "re W n",
            );
        }
        // In thousandths of a point, so that steps do not add up their rounding.
        let mut before = (0, 0);
        for place in places {
            let at = (thousandths(place.x), thousandths(height - place.y));
            let step = |to: i32, from: i32| short(f64::from(to - from) / 1000.0);
            write(
                &mut self.content,
                &[1.0, 0.0, 0.0, 1.0, step(at.0, before.0), step(at.1, before.1)],
                "cm",
            );
            self.content.push('/');
            self.content.push_str(&name.0);
            self.content.push_str(" Do\n");
            before = at;
        }
        self.content.push_str("Q\n");
        self.parts.insert(name.0.clone());
    }
}

fn thousandths(mm: f64) -> i32 {
    whole(mm / MM_PER_PT * 1000.0)
}

#[expect(clippy::cast_possible_truncation, reason = "lengths on a page fit a short float")]
fn short(number: f64) -> f32 {
    number as f32
}

/// Writes rectangles on a grid, such as the modules of a code, in whole numbers.
fn write_grid(shape: &Shape, height: f64, out: &mut String) -> bool {
    const FEW: usize = 50;
    let (Some(fill), None) = (shape.fill, shape.stroke) else { return false };
    let rectangles: Option<Vec<Rect>> = shape.outlines.iter().map(rectangle).collect();
    let Some(rectangles) = rectangles.filter(|all| all.len() > FEW) else { return false };
    let (origin, step) = (rectangles[0], rectangles[0].height);
    let cells = |length: f64| {
        let cells = length / step;
        ((cells - cells.round()).abs() < 1e-6).then(|| short(cells.round()))
    };
    let on_grid = |rect: &Rect| {
        Some([
            cells(rect.x - origin.x)?,
            cells(rect.y - origin.y)?,
            cells(rect.width)?,
            cells(rect.height)?,
        ])
    };
    let Some(all) = rectangles.iter().map(on_grid).collect::<Option<Vec<_>>>() else {
        return false;
    };
    out.push_str("q\n");
    write_colour(fill, "rg", out);
    let side = short(step / MM_PER_PT);
    let matrix = [side, 0.0, 0.0, -side, points(origin.x), points(height - origin.y)];
    write(out, &matrix, "cm");
    for rect in all {
        write(out, &rect, "re");
    }
    out.push_str("f\nQ\n");
    true
}

/// The rectangle that an outline is, if it is one.
fn rectangle(outline: &Outline) -> Option<Rect> {
    let [Step::Line(right), Step::Line(far), Step::Line(_)] = outline.steps[..] else {
        return None;
    };
    let start = outline.start;
    let rect = Rect::new(start.x, start.y, right.x - start.x, far.y - start.y);
    (*outline == Outline::rectangle(rect)).then_some(rect)
}

impl Drawings {
    /// Keeps a drawing and returns its name.
    pub(super) fn stamp(&mut self, stamp: &Stamp) -> XObjectId {
        self.objects.entry(stamp.name.to_owned()).or_insert_with(|| drawing(stamp));
        XObjectId(stamp.name.to_owned())
    }

    /// Keeps a photograph as it is, and returns its name.
    pub(super) fn picture(&mut self, picture: &Picture) -> XObjectId {
        let name = format!("P{}", Hexadecimal(&super::fingerprint(&picture.jpeg)[..8]));
        self.objects.entry(name.clone()).or_insert_with(|| photograph(picture));
        XObjectId(name)
    }

    /// Keeps a drawing of a page and returns its name.
    pub(super) fn art(&mut self, art: Art, width: f64, height: f64) -> XObjectId {
        let name = format!("A{}", Hexadecimal(&super::fingerprint(art.content.as_bytes())[..8]));
        let bounds = [0.0, 0.0, points(width), points(height)];
        self.objects
            .entry(name.clone())
            .or_insert_with(|| external(form(bounds), art.content.into_bytes(), true));
        if !art.parts.is_empty() {
            self.nested.insert(name.clone(), art.parts);
        }
        XObjectId(name)
    }

    /// Puts everything into a document, and returns what still has to be said of it.
    pub(super) fn embed(self, document: &mut PdfDocument) -> Nested {
        for (name, object) in self.objects {
            document.resources.xobjects.map.insert(XObjectId(name), XObject::External(object));
        }
        self.nested
    }
}

struct Hexadecimal<'a>(&'a [u8]);

impl std::fmt::Display for Hexadecimal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn name(text: &str) -> DictItem {
    DictItem::Name(text.as_bytes().to_vec())
}

fn external(dict: BTreeMap<String, DictItem>, content: Vec<u8>, compress: bool) -> ExternalXObject {
    ExternalXObject {
        stream: ExternalStream { dict, content, compress },
        width: None,
        height: None,
        dpi: None,
    }
}

fn photograph(picture: &Picture) -> ExternalXObject {
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(picture.columns))),
        ("Height", DictItem::Int(i64::from(picture.rows))),
        ("ColorSpace", name("DeviceRGB")),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name("DCTDecode")),
    ];
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    external(dict, picture.jpeg.as_ref().clone(), false)
}

fn drawing(stamp: &Stamp) -> ExternalXObject {
    let bounds = stamp.bounds;
    let corners = [bounds.x, -bounds.bottom(), bounds.right(), -bounds.y].map(points);
    let mut content = String::new();
    for shape in stamp.shapes.iter() {
        write_shape(shape, 0.0, &mut content);
    }
    external(form(corners), content.into_bytes(), true)
}

fn form(bounds: [f32; 4]) -> BTreeMap<String, DictItem> {
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        ("BBox", DictItem::Array(bounds.map(DictItem::Real).to_vec())),
        ("Resources", DictItem::Dict { map: BTreeMap::new() }),
    ];
    dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Writes a shape on something of a height, or around the origin.
fn write_shape(shape: &Shape, height: f64, out: &mut String) {
    if let Some(fill) = shape.fill {
        write_colour(fill, "rg", out);
    }
    let dash = shape.stroke.and_then(|stroke| stroke.dash);
    if let Some(Stroke { ink, width, .. }) = shape.stroke {
        write_colour(ink, "RG", out);
        write(out, &[points(width)], "w");
    }
    if let Some((on, off)) = dash {
        out.push('[');
        write(out, &[points(on), points(off)], "] 0 d");
    }
    for outline in &shape.outlines {
        let at = |point: Point| [points(point.x), points(height - point.y)];
        write(out, &at(outline.start), "m");
        for step in &outline.steps {
            match step {
                Step::Line(to) => write(out, &at(*to), "l"),
                Step::Curve(near, far, to) => {
                    write(out, &[at(*near), at(*far), at(*to)].concat(), "c");
                }
            }
        }
        if outline.ends == Ends::Closed {
            out.push_str("h\n");
        }
    }
    out.push_str(match (shape.fill, shape.stroke) {
        (Some(_), Some(_)) => "B*\n",
        (Some(_), None) => "f*\n",
        (None, Some(_)) => "S\n",
        (None, None) => "n\n",
    });
    if dash.is_some() {
        out.push_str("[] 0 d\n");
    }
}

fn write_colour(ink: Ink, operator: &str, out: &mut String) {
    let parts = ink.rgb().map(|part| (f32::from(part) / 255.0 * 10_000.0).round() / 10_000.0);
    write(out, &parts, operator);
}

fn write(out: &mut String, numbers: &[f32], operator: &str) {
    for number in numbers {
        write_number(*number, out);
        out.push(' ');
    }
    out.push_str(operator);
    out.push('\n');
}

/// Writes a number as shortly as can be. Most are whole thousandths, which need no search for the
/// shortest form.
#[expect(clippy::expect_used, reason = "writing to a string cannot fail")]
fn write_number(number: f32, out: &mut String) {
    /// Up to here thousandths are told from one another.
    const LARGEST: f32 = 8_000.0;
    let size = number.abs();
    let thousandths = whole(f64::from(size) * 1000.0);
    let (before, after) = (thousandths / 1000, thousandths % 1000);
    let written =
        if size >= LARGEST || short(f64::from(thousandths) / 1000.0).to_bits() != size.to_bits() {
            write!(out, "{number}")
        } else {
            let sign = if number.is_sign_negative() { "-" } else { "" };
            match after {
                0 => write!(out, "{sign}{before}"),
                _ if after % 100 == 0 => write!(out, "{sign}{before}.{}", after / 100),
                _ if after % 10 == 0 => write!(out, "{sign}{before}.{:02}", after / 10),
                _ => write!(out, "{sign}{before}.{after:03}"),
            }
        };
    written.expect("a string takes what is written to it");
}

#[expect(clippy::cast_possible_truncation, reason = "a page has fewer than two million of them")]
fn whole(thousandths: f64) -> i32 {
    thousandths.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_shortly_as_can_be() {
        let exact = [0.0, -0.0, 1.0, -1.0, 0.1, 0.05, -0.007, 841.89, 595.276, -7999.999, 8000.001];
        let others = [2.932_392_1, 0.902_34, 1.0 / 3.0, 123_456.78, f32::MAX, -1e-7];
        for number in
            exact.into_iter().chain(others).chain((0..4_000).map(|n| points(f64::from(n) / 7.0)))
        {
            let mut written = String::new();
            write_number(number, &mut written);
            assert_eq!(written, number.to_string());
        }
    }
}
