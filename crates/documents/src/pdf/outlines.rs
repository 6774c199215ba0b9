//! Shapes, and drawings that are kept once and used in many places.

use std::{collections::BTreeMap, fmt::Write as _};

use printpdf::{
    DictItem, ExternalStream, ExternalXObject, Line, LineDashPattern, LinePoint, Op, PaintMode,
    PdfDocument, Point as PdfPoint, Polygon, PolygonRing, Pt, WindingOrder, XObject, XObjectId,
};

use super::{content::colour, points};
use crate::typeset::{
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
}

impl Drawings {
    /// Keeps a drawing and returns its name.
    pub(super) fn stamp(&mut self, stamp: &Stamp) -> XObjectId {
        self.objects.entry(stamp.name.to_owned()).or_insert_with(|| form(stamp));
        XObjectId(stamp.name.to_owned())
    }

    /// Keeps a photograph as it is, and returns its name.
    pub(super) fn picture(&mut self, picture: &Picture) -> XObjectId {
        let name = "Photograph".to_owned();
        self.objects.entry(name.clone()).or_insert_with(|| photograph(picture));
        XObjectId(name)
    }

    /// Puts everything into a document.
    pub(super) fn embed(self, document: &mut PdfDocument) {
        for (name, object) in self.objects {
            document.resources.xobjects.map.insert(XObjectId(name), XObject::External(object));
        }
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

fn form(stamp: &Stamp) -> ExternalXObject {
    let bounds = stamp.bounds;
    let corner = |mm: f64| DictItem::Real(points(mm));
    let dict = [
        ("Type", name("XObject")),
        ("Subtype", name("Form")),
        (
            "BBox",
            DictItem::Array(vec![
                corner(bounds.x),
                corner(-bounds.bottom()),
                corner(bounds.right()),
                corner(-bounds.y),
            ]),
        ),
        ("Resources", DictItem::Dict { map: BTreeMap::new() }),
    ];
    let dict = dict.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let mut content = String::new();
    for shape in stamp.shapes.iter() {
        write_shape(shape, &mut content);
    }
    external(dict, content.into_bytes(), true)
}

/// Writes a shape around the origin.
fn write_shape(shape: &Shape, out: &mut String) {
    if let Some(fill) = shape.fill {
        write_colour(fill, "rg", out);
    }
    if let Some(Stroke { ink, width, .. }) = shape.stroke {
        write_colour(ink, "RG", out);
        write(out, &[points(width)], "w");
    }
    for outline in &shape.outlines {
        let at = |point: Point| [points(point.x), points(-point.y)];
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
}

fn write_colour(ink: Ink, operator: &str, out: &mut String) {
    let parts = ink.rgb().map(|part| (f32::from(part) / 255.0 * 10_000.0).round() / 10_000.0);
    write(out, &parts, operator);
}

#[expect(clippy::expect_used, reason = "writing to a string cannot fail")]
fn write(out: &mut String, numbers: &[f32], operator: &str) {
    for number in numbers {
        write!(out, "{number} ").expect("a string takes what is written to it");
    }
    out.push_str(operator);
    out.push('\n');
}
