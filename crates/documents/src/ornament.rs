//! The computed shapes of the documents: star, border, guilloche, rosette, hatch, check box.
//!
//! No emblem is drawn: the rosette keeps its place until an office puts its own there.

use std::rc::Rc;

use crate::typeset::{
    placed::{Outline, Point, Rect, Shape, Stamp, Step, Stroke},
    rich::Ink,
    sheet::Sheet,
};

/// Cosines of 0, 22.5, 45, 67.5 and 90 degrees. They are written out, so that no mathematical
/// library can make two machines draw different stars.
const COSINES: [f64; 5] =
    [1.0, 0.923_879_532_511_287, std::f64::consts::FRAC_1_SQRT_2, 0.382_683_432_365_09, 0.0];

/// Cosine and down of a multiple of 22.5 degrees.
fn direction(sixteenth: usize) -> (f64, f64) {
    let cosine = |step: usize| match step % 16 {
        step @ 0..=4 => COSINES[step],
        step @ 5..=8 => -COSINES[8 - step],
        step @ 9..=12 => -COSINES[step - 8],
        step => COSINES[16 - step],
    };
    (cosine(sixteenth), cosine(sixteenth + 12))
}

/// The eight-pointed star of two squares.
pub(crate) fn star(centre: Point, radius: f64) -> Outline {
    let inner = radius * 0.765_366_864_730_18;
    let corners: Vec<Point> = (0..16)
        .map(|k| {
            let reach = if k % 2 == 0 { radius } else { inner };
            let (across, down) = direction(k);
            Point::new(centre.x + reach * across, centre.y + reach * down)
        })
        .collect();
    Outline::polygon(&corners)
}

/// Whether the stars of the border are full; those of a provisional licence are empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stars {
    Full,
    Empty,
}

const ORIGIN: Point = Point::new(0.0, 0.0);
const PITCH: f64 = 5.8;
const MARGIN: f64 = 9.3;
const COLUMNS: u32 = 33;
const ROWS: u32 = 48;
/// The cells that a tab of the border takes.
const TAB: std::ops::RangeInclusive<u32> = 12..=20;

fn cell_stamp(stars: Stars, corner: bool) -> Stamp {
    let (name, reach, disc) = match (stars, corner) {
        (Stars::Full, false) => ("FullStar", 0.45, 0.42),
        (Stars::Full, true) => ("FullCorner", 0.66, 0.70),
        (Stars::Empty, false) => ("EmptyStar", 0.45, 0.42),
        (Stars::Empty, true) => ("EmptyCorner", 0.66, 0.70),
    };
    let half = PITCH / 2.0;
    let thin = Stroke::new(Ink::Petrol, 0.2);
    let outer =
        Shape { outlines: vec![star(ORIGIN, half)], fill: Some(Ink::White), stroke: Some(thin) };
    let inner = vec![star(ORIGIN, half * reach)];
    let inner = match stars {
        Stars::Full => Shape::filled(inner, Ink::Petrol),
        Stars::Empty => Shape { outlines: inner, fill: Some(Ink::White), stroke: Some(thin) },
    };
    let dot = match stars {
        Stars::Full => Ink::White,
        Stars::Empty => Ink::Petrol,
    };
    let disc = Shape::filled(vec![Outline::circle(ORIGIN, disc)], dot);
    let bounds = Rect::new(-half - 0.3, -half - 0.3, PITCH + 0.6, PITCH + 0.6);
    Stamp { name, shapes: Rc::new(vec![outer, inner, disc]), bounds }
}

/// Which of the two tabs of the border are taken by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tabs {
    pub(crate) top: bool,
    pub(crate) bottom: bool,
}

/// The place of the upper and the lower tab.
pub(crate) fn tab_frames() -> [Rect; 2] {
    let width = 9.0 * PITCH;
    let x = 105.0 - width / 2.0;
    [Rect::new(x, MARGIN, width, PITCH), Rect::new(x, 297.0 - MARGIN - PITCH, width, PITCH)]
}

/// The border of an A4 page.
pub(crate) fn border(sheet: &mut Sheet, stars: Stars, tabs: Tabs) {
    let outer = Rect::new(MARGIN, MARGIN, 210.0 - 2.0 * MARGIN, 297.0 - 2.0 * MARGIN);
    let mut sides = Vec::new();
    let mut corners = Vec::new();
    for row in 0..ROWS {
        for column in 0..COLUMNS {
            let edge_row = row == 0 || row == ROWS - 1;
            let edge_column = column == 0 || column == COLUMNS - 1;
            let taken = TAB.contains(&column)
                && ((row == 0 && tabs.top) || (row == ROWS - 1 && tabs.bottom));
            if !(edge_row || edge_column) || taken {
                continue;
            }
            let centre = Point::new(
                MARGIN + (f64::from(column) + 0.5) * PITCH,
                MARGIN + (f64::from(row) + 0.5) * PITCH,
            );
            if edge_row && edge_column { corners.push(centre) } else { sides.push(centre) }
        }
    }
    sheet.ornament(|sheet| {
        let band = vec![Outline::rectangle(outer), Outline::rectangle(outer.inset(PITCH))];
        sheet.shape(Shape::filled(band, Ink::Tint));
        sheet.stamp(cell_stamp(stars, false), sides);
        sheet.stamp(cell_stamp(stars, true), corners);
        sheet.frame(outer, Stroke::new(Ink::Petrol, 0.7));
        sheet.frame(outer.inset(PITCH), Stroke::new(Ink::Petrol, 0.25));
        sheet.frame(outer.inset(PITCH + 1.0), Stroke::new(Ink::Petrol, 0.12));
    });
}

/// A strip of six interlaced waves.
pub(crate) fn guilloche(sheet: &mut Sheet, strip: Rect) {
    const WAVE: f64 = 8.5;
    let amplitude = strip.height / 2.0 - 0.2;
    let quarter = WAVE / 4.0;
    let scale = quarter / std::f64::consts::FRAC_PI_2;
    let near = (0.512_286_623 * scale, 0.512_286_623 * amplitude);
    let far = 1.002_313_686 * scale;
    let waves = (0..6_u32)
        .map(|phase| {
            let start = f64::from(phase) * WAVE / 6.0;
            let at = |x: f64, y: f64| Point::new(start + x, y);
            let half = |x: f64, sign: f64| {
                let top = sign * amplitude;
                [
                    Step::Curve(
                        at(x + near.0, sign * near.1),
                        at(x + far, top),
                        at(x + quarter, top),
                    ),
                    Step::Curve(
                        at(x + 2.0 * quarter - far, top),
                        at(x + 2.0 * quarter - near.0, sign * near.1),
                        at(x + 2.0 * quarter, 0.0),
                    ),
                ]
            };
            let steps = half(0.0, -1.0).into_iter().chain(half(2.0 * quarter, 1.0)).collect();
            Outline::open(at(0.0, 0.0), steps)
        })
        .collect();
    let stamp = Stamp {
        name: "Wave",
        shapes: Rc::new(vec![Shape::stroked(waves, Stroke::new(Ink::Petrol, 0.12))]),
        bounds: Rect::new(-0.2, -amplitude - 0.2, 2.0 * WAVE + 0.4, 2.0 * amplitude + 0.4),
    };
    let mut places = Vec::new();
    let mut x = strip.x - WAVE;
    while x < strip.right() {
        places.push(Point::new(x, strip.y + strip.height / 2.0));
        x += WAVE;
    }
    sheet.ornament(|sheet| sheet.clipped_stamp(stamp, places, strip));
}

/// The rosette in the place of an emblem, in a square.
pub(crate) fn rosette(sheet: &mut Sheet, x: f64, y: f64, side: f64) {
    let unit = side / 20.0;
    let centre = Point::new(x + 10.0 * unit, y + 10.0 * unit);
    let petals: Vec<Outline> = (0..8)
        .map(|k| {
            let (across, down) = direction(2 * k);
            let at = |px: f64, py: f64| {
                let (dx, dy) = ((px - 10.0) * unit, (py - 10.0) * unit);
                Point::new(centre.x + dx * across - dy * down, centre.y + dx * down + dy * across)
            };
            Outline::closed(
                centre,
                vec![
                    Step::Curve(at(8.2, 7.6), at(8.6, 5.2), at(10.0, 3.4)),
                    Step::Curve(at(11.4, 5.2), at(11.8, 7.6), at(10.0, 10.0)),
                ],
            )
        })
        .collect();
    sheet.ornament(|sheet| {
        let ring = Stroke { ink: Ink::Petrol, width: 0.35 * unit, dash: Some((unit, 0.7 * unit)) };
        sheet.shape(Shape::stroked(vec![Outline::circle(centre, 9.6 * unit)], ring));
        let fine = |width: f64| Stroke::new(Ink::Petrol, width * unit);
        sheet.shape(Shape::stroked(vec![star(centre, 8.7 * unit)], fine(0.3)));
        for petal in petals {
            sheet.shape(Shape {
                outlines: vec![petal],
                fill: Some(Ink::Tint),
                stroke: Some(fine(0.25)),
            });
        }
        sheet.shape(Shape::filled(vec![Outline::circle(centre, 1.1 * unit)], Ink::Petrol));
    });
}

/// The three stars in the middle of a letter's dividing rule.
pub(crate) fn three_stars(sheet: &mut Sheet, centre: Point) {
    let at = |offset: f64| Point::new(centre.x + offset, centre.y);
    sheet.ornament(|sheet| {
        let stars = vec![star(at(-4.4), 1.5), star(at(0.0), 2.1), star(at(4.4), 1.5)];
        sheet.shape(Shape::filled(stars, Ink::Petrol));
        sheet.shape(Shape::filled(vec![star(at(0.0), 0.9)], Ink::White));
    });
}

/// Bars at 45 degrees in a rectangle.
pub(crate) fn hatch(sheet: &mut Sheet, area: Rect, ink: Ink) {
    let mut bars = Vec::new();
    let mut x = -area.height;
    while x < area.width {
        let corner = |dx: f64, dy: f64| Point::new(area.x + x + dx, area.y + dy);
        bars.push(Outline::polygon(&[
            corner(0.0, area.height),
            corner(area.height, 0.0),
            corner(area.height + 1.1, 0.0),
            corner(1.1, area.height),
        ]));
        x += 2.2;
    }
    let stamp = Stamp {
        name: "Hatch",
        shapes: Rc::new(vec![Shape::filled(
            bars.into_iter().map(|bar| shifted(bar, -area.x, -area.y)).collect(),
            ink,
        )]),
        bounds: Rect::new(0.0, 0.0, area.width, area.height),
    };
    sheet.ornament(|sheet| sheet.stamp(stamp, vec![Point::new(area.x, area.y)]));
}

fn shifted(outline: Outline, dx: f64, dy: f64) -> Outline {
    let at = |point: Point| Point::new(point.x + dx, point.y + dy);
    Outline {
        start: at(outline.start),
        steps: outline
            .steps
            .into_iter()
            .map(|step| match step {
                Step::Line(to) => Step::Line(at(to)),
                Step::Curve(a, b, c) => Step::Curve(at(a), at(b), at(c)),
            })
            .collect(),
        ends: outline.ends,
    }
}

/// What a box to tick shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tick {
    Ticked,
    Empty,
}

/// A box to tick, in a square.
pub(crate) fn check_box(sheet: &mut Sheet, square: Rect, tick: Tick) {
    let unit = square.width / 10.0;
    sheet.frame(square.inset(0.3 * unit), Stroke::new(Ink::Text, 0.6 * unit));
    if tick == Tick::Ticked {
        let at = |x: f64, y: f64| Point::new(square.x + x * unit, square.y + y * unit);
        let mark =
            Outline::open(at(2.0, 5.2), vec![Step::Line(at(4.2, 7.6)), Step::Line(at(8.2, 2.4))]);
        sheet.ornament(|sheet| {
            sheet.shape(Shape::stroked(vec![mark], Stroke::new(Ink::Text, 1.6 * unit)));
        });
    }
}

/// The outline of a person, where a photograph is missing.
pub(crate) fn missing_photograph(sheet: &mut Sheet, frame: Rect) {
    let at = |x: f64, y: f64| Point::new(frame.x + x, frame.y + y);
    let head = Outline::closed(
        at(15.0, 8.0),
        vec![
            Step::Curve(at(19.2, 8.0), at(21.6, 11.0), at(21.6, 15.2)),
            Step::Curve(at(21.6, 19.8), at(18.7, 23.5), at(15.0, 23.5)),
            Step::Curve(at(11.3, 23.5), at(8.4, 19.8), at(8.4, 15.2)),
            Step::Curve(at(8.4, 11.0), at(10.8, 8.0), at(15.0, 8.0)),
        ],
    );
    let shoulders = Outline::closed(
        at(3.5, 39.6),
        vec![
            Step::Curve(at(3.9, 31.6), at(8.0, 27.3), at(15.0, 27.3)),
            Step::Curve(at(22.0, 27.3), at(26.1, 31.6), at(26.5, 39.6)),
        ],
    );
    sheet.shape(Shape::filled(vec![Outline::rectangle(frame)], Ink::Tint));
    sheet.shape(Shape::filled(vec![head, shoulders], Ink::Mid));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_lie_on_the_circle() {
        for k in 0..32 {
            let (across, down) = direction(k);
            assert!((across * across + down * down - 1.0).abs() < 1e-12, "{k}");
        }
        assert!((direction(4).1 - 1.0).abs() < 1e-12);
        assert!((direction(8).0 + 1.0).abs() < 1e-12);
    }

    #[test]
    fn the_border_closes_in_its_corners() {
        assert!((MARGIN + f64::from(COLUMNS) * PITCH - (210.0 - MARGIN)).abs() < 1e-9);
        assert!((MARGIN + f64::from(ROWS) * PITCH - (297.0 - MARGIN)).abs() < 1e-9);
    }
}
