//! Nothing lies outside the page, and nothing lies on anything else.

use harfrust::ShaperFont;

use super::overlong::{self, amendment, renewal};
use crate::{
    Document, Kind,
    input::{Copy, Licence, Standing},
    kinds::Mark,
    render::compose,
    typeset::{
        MM_PER_PT,
        paragraph::Run,
        placed::{Composition, Page, Placed, Rect, Step},
        rich::Ink,
        shape::Form,
    },
};

fn composed(document: &Document) -> Composition {
    compose(document, Mark::Specimen).unwrap()
}

/// The ink of a run, by the outlines of its glyphs.
fn ink(run: &Run, x: f64, baseline: f64) -> Option<Rect> {
    let face = run.style.weight.face();
    let font = ShaperFont::new(&face.font);
    let em = run.style.size * MM_PER_PT;
    let mut pen = x + run.x;
    let mut bounds: Option<(f64, f64, f64, f64)> = None;
    for set in &run.glyphs {
        let glyph = set.glyph;
        if let Form::Drawn(gid) = glyph.form
            && let Some(extents) = font.glyph_extents(u32::from(gid).into())
            && extents.width != 0
        {
            let scaled = |units: i32| f64::from(units) / 1000.0 * em;
            let left = pen + f64::from(glyph.shift) / 1000.0 * em + scaled(extents.x_bearing);
            let top = baseline - f64::from(glyph.rise) / 1000.0 * em - scaled(extents.y_bearing);
            let (right, bottom) = (left + scaled(extents.width), top - scaled(extents.height));
            bounds = Some(bounds.map_or((left, top, right, bottom), |(l, t, r, b)| {
                (l.min(left), t.min(top), r.max(right), b.max(bottom))
            }));
        }
        pen += (f64::from(glyph.advance) + set.extra) / 1000.0 * em;
    }
    bounds.map(|(l, t, r, b)| Rect::new(l, t, r - l, b - t))
}

fn text_boxes(page: &Page) -> Vec<(Rect, String)> {
    page.items
        .iter()
        .filter_map(|item| match &item.placed {
            Placed::Text { run, x, baseline } => {
                let text = run.glyphs.iter().rev().map(|set| set.glyph.character).collect();
                Some((ink(run, *x, *baseline)?, text))
            }
            _ => None,
        })
        .collect()
}

/// QR codes and photographs.
fn figures(page: &Page) -> Vec<Rect> {
    page.items
        .iter()
        .filter_map(|item| match &item.placed {
            Placed::Shape(shape) if shape.fill == Some(Ink::Black) => {
                let points = shape.outlines.iter().flat_map(|outline| {
                    std::iter::once(outline.start).chain(outline.steps.iter().map(
                        |step| match step {
                            Step::Line(to) | Step::Curve(_, _, to) => *to,
                        },
                    ))
                });
                let (mut l, mut t, mut r, mut b) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
                for point in points {
                    (l, t) = (l.min(point.x), t.min(point.y));
                    (r, b) = (r.max(point.x), b.max(point.y));
                }
                Some(Rect::new(l, t, r - l, b - t))
            }
            Placed::Picture { frame, .. } => Some(*frame),
            _ => None,
        })
        .collect()
}

/// The upright and level lines of a page: rules, and the edges of frames.
fn rules(page: &Page) -> Vec<Rect> {
    let mut rules = Vec::new();
    for item in &page.items {
        let Placed::Shape(shape) = &item.placed else { continue };
        for outline in shape.outlines.iter().filter(|_| shape.stroke.is_some()) {
            let mut from = outline.start;
            for step in &outline.steps {
                let (Step::Line(to) | Step::Curve(_, _, to)) = *step;
                let level = (from.x - to.x).abs() < 1e-9 || (from.y - to.y).abs() < 1e-9;
                if level && matches!(step, Step::Line(_)) {
                    let (x, y) = (from.x.min(to.x), from.y.min(to.y));
                    let size = ((from.x - to.x).abs(), (from.y - to.y).abs());
                    rules.push(Rect::new(x, y, size.0, size.1));
                }
                from = to;
            }
        }
    }
    rules
}

/// Letters reach over and under their line; neighbouring lines may come this close, and no closer.
const TOUCH: f64 = 0.45;

fn overlap(a: Rect, b: Rect) -> bool {
    a.x + TOUCH < b.right()
        && b.x + TOUCH < a.right()
        && a.y + TOUCH < b.bottom()
        && b.y + TOUCH < a.bottom()
}

pub(super) fn assert_apart(document: &Document) {
    let composition = composed(document);
    for (number, page) in composition.pages.iter().enumerate() {
        let texts = text_boxes(page);
        let (figures, rules) = (figures(page), rules(page));
        for (index, (a, text)) in texts.iter().enumerate() {
            let where_ = format!("{:?}, page {}: «{text}» {a:?}", document.kind(), number + 1);
            assert!(a.x >= 4.0 && a.right() <= page.width - 4.0, "{where_} leaves the page");
            assert!(a.y >= 2.0 && a.bottom() <= page.height - 4.0, "{where_} leaves the page");
            for (b, other) in &texts[index + 1..] {
                assert!(!overlap(*a, *b), "{where_} lies on «{other}» {b:?}");
            }
            for rule in &rules {
                // A rule has no breadth of its own here, so only what reaches over both of its
                // sides crosses it.
                assert!(!overlap(*a, rule.inset(-TOUCH)), "{where_} crosses a rule {rule:?}");
            }
            for figure in &figures {
                assert!(!overlap(*a, *figure), "{where_} lies on a figure {figure:?}");
            }
        }
    }
}

#[test]
fn texts_of_usual_length_are_apart() {
    for kind in Kind::ALL {
        assert_apart(&Document::example(kind));
    }
}

#[test]
fn overlong_texts_are_apart() {
    for document in overlong::documents().into_iter().chain(overlong::in_own_words()) {
        assert_apart(&document);
    }
}

#[test]
fn the_usual_licence_has_one_page_in_every_variant() {
    for standing in [Standing::Registered, Standing::Provisional] {
        for number in [1, 2] {
            for replaces in [None, Some(renewal()), Some(amendment())] {
                let made_out_on = (number > 1).then(|| "1405/10/02".to_owned());
                let in_place_of = (number > 1).then_some(1);
                let copy = Copy { number, in_place_of, made_out_on };
                let licence = Licence { standing, copy, replaces, ..Licence::example() };
                let document = Document::Licence(Box::new(licence));
                assert_eq!(composed(&document).pages.len(), 1);
                assert_apart(&document);
            }
        }
    }
}

#[test]
fn letters_of_usual_length_have_one_page() {
    let long = [Kind::BranchList, Kind::Dossier];
    for kind in Kind::ALL.into_iter().filter(|kind| !long.contains(kind)) {
        assert_eq!(composed(&Document::example(kind)).pages.len(), 1, "{kind:?}");
    }
}

#[test]
fn no_glyph_is_missing() {
    let documents = Kind::ALL.map(Document::example).into_iter().chain(overlong::documents());
    for document in documents {
        for item in composed(&document).pages.iter().flat_map(|page| &page.items) {
            if let Placed::Text { run, .. } = &item.placed {
                assert!(run.glyphs.iter().all(|set| set.glyph.form != Form::Drawn(0)));
            }
        }
    }
}

#[test]
fn a_signature_never_stands_on_a_page_alone() {
    for document in overlong::documents().into_iter().chain(overlong::in_own_words()) {
        let composition = composed(&document);
        let last = composition.pages.last().unwrap();
        assert!(text_boxes(last).len() > 12, "{:?}", document.kind());
    }
}

#[test]
fn a_very_long_word_is_broken_and_not_cut() {
    let mut licence = Licence::example();
    licence.field.title = "بسته‌بندی".repeat(22);
    licence.workplace.county = "آ".repeat(60);
    assert_apart(&Document::Licence(Box::new(licence)));
}
