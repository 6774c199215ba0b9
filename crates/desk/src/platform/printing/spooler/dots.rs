//! The pages of a PDF as a printer's dots.
//!
//! A page of 600 dots an inch has 35 million of them. They are drawn a band at a time and come as tiles: an
//! empty one is left out, and one of few colours, which is nearly every one of a sheet, takes one or four
//! bits a dot. A licence is some 11 MB that way instead of 104.

use hayro::hayro_interpret::hayro_syntax::Pdf;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::{InterpreterSettings, TransformExt as _};
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css;
use hayro::vello_cpu::{Pixmap, RasterizerSettings, RenderContext, Resources, TargetInit};
use hayro::{RenderCache, RenderSettings, render_into};

/// The side of a tile.
const SIDE: u16 = 256;
/// How much of a dot has to be covered to be printed, of 255. Less than half, or hairlines would break.
const COVERED: u8 = 90;
const WHITE: [u8; 3] = [255; 3];
/// Points in an inch.
const POINTS: f64 = 72.0;

/// Dots an inch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Resolution {
    pub(super) across: u32,
    pub(super) down: u32,
}

/// A part of a page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// Where it lies on the page, in dots from the upper left.
    pub(super) left: u16,
    pub(super) top: u16,
    pub(super) width: u16,
    pub(super) height: u16,
    /// Bits for a dot: 1, 4 or 8 into `palette`, or 24 of blue, green, red.
    pub(super) depth: u16,
    /// The colours as blue, green, red, nothing.
    pub(super) palette: Vec<[u8; 4]>,
    /// Rows from below, each filled up to four bytes: a bitmap of Windows.
    pub(super) rows: Vec<u8>,
}

/// The pages of a document.
pub(super) struct Pages(Pdf);

impl Pages {
    /// Reads a PDF; nothing if it is none.
    pub(super) fn read(pdf: &[u8]) -> Option<Self> {
        Pdf::new(pdf.to_vec()).ok().map(Self)
    }

    /// How many there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.0.pages().len()).unwrap_or(u32::MAX)
    }

    /// The pages in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = PrintedPage<'_>> {
        self.0.pages().iter().map(PrintedPage)
    }
}

/// A page.
pub(super) struct PrintedPage<'a>(&'a Page<'a>);

impl PrintedPage<'_> {
    /// Draws it and hands over its tiles, but for empty ones. What `put` refuses ends it.
    pub(super) fn draw<E>(
        &self,
        resolution: Resolution,
        mut put: impl FnMut(Tile) -> Result<(), E>,
    ) -> Result<(), E> {
        let (width, height) = self.0.render_dimensions();
        let (width, height) = (dots(width, resolution.across), dots(height, resolution.down));
        let to_dots = Affine::scale_non_uniform(
            f64::from(resolution.across) / POINTS,
            f64::from(resolution.down) / POINTS,
        ) * self.0.initial_transform(true).to_kurbo();
        // One for each page: one for a whole session would keep every photograph of it.
        let cache = RenderCache::new();
        let mut band = RenderContext::new(width, SIDE);
        let mut dots = Pixmap::new(width, SIDE);
        for top in (0..height).step_by(usize::from(SIDE)) {
            self.draw_band(&cache, &mut band, &mut dots, top, to_dots);
            for left in (0..width).step_by(usize::from(SIDE)) {
                let (w, h) = (SIDE.min(width - left), SIDE.min(height - top));
                if let Some(tile) = tile(&dots, (left, top), (w, h)) {
                    put(tile)?;
                }
            }
        }
        Ok(())
    }

    fn draw_band<'a>(
        &'a self,
        cache: &RenderCache<'a>,
        band: &mut RenderContext,
        dots: &mut Pixmap,
        top: u16,
        to_dots: Affine,
    ) {
        let settings = RenderSettings {
            aliasing_threshold: Some(COVERED),
            hinting: false,
            ..RenderSettings::default()
        };
        band.reset();
        let here = Affine::translate((0.0, -f64::from(top))) * to_dots;
        render_into(self.0, cache, &InterpreterSettings::default(), &settings, band, here);
        band.flush();
        band.render_with(
            dots,
            &mut Resources::default(),
            RasterizerSettings {
                target_init: TargetInit::Clear(css::WHITE),
                ..RasterizerSettings::default()
            },
        );
    }
}

/// How many dots a length of points has.
fn dots(points: f32, an_inch: u32) -> u16 {
    let dots = (f64::from(points) / POINTS * f64::from(an_inch)).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let dots = dots as u16;
    dots
}

/// Cuts a tile out of a band; nothing if it is white.
fn tile(band: &Pixmap, (left, top): (u16, u16), (width, height): (u16, u16)) -> Option<Tile> {
    let across = usize::from(band.width());
    let row = |y: u16| {
        let begin = (usize::from(y) * across + usize::from(left)) * 4;
        let row = &band.data_as_u8_slice()[begin..begin + usize::from(width) * 4];
        row.chunks_exact(4).map(|dot| [dot[0], dot[1], dot[2]])
    };
    let from_below = (0..height).rev();
    let colours = Colours::of(from_below.clone().flat_map(row));
    if colours.only_white() {
        return None;
    }
    let depth = colours.depth();
    let mut rows = Vec::with_capacity(usize::from(height) * stride(width, depth));
    for y in from_below {
        match depth {
            24 => rows.extend(row(y).flat_map(|[red, green, blue]| [blue, green, red])),
            8 => rows.extend(row(y).map(|colour| colours.place(colour))),
            _ => pack(&mut rows, row(y).map(|colour| colours.place(colour)), depth),
        }
        rows.resize(rows.len().next_multiple_of(4), 0);
    }
    let palette = if depth == 24 { Vec::new() } else { colours.palette() };
    Some(Tile { left, top, width, height, depth, palette, rows })
}

/// The bytes of a row, filled up to four.
fn stride(width: u16, depth: u16) -> usize {
    (usize::from(width) * usize::from(depth)).div_ceil(32) * 4
}

/// Puts dots of 1 or 4 bits into bytes, the first dot in the highest bits.
fn pack(rows: &mut Vec<u8>, mut dots: impl Iterator<Item = u8>, depth: u16) {
    while let Some(first) = dots.next() {
        let rest = dots.by_ref().take(usize::from(8 / depth) - 1);
        let (byte, taken) = rest.fold((first, 1), |(byte, n), dot| (byte << depth | dot, n + 1));
        rows.push(byte << (8 - depth * taken));
    }
}

/// White and the colours of a tile in the order in which they come; of too many only the first.
///
/// Where a printer's own language scales a picture, it may read a dot beyond the edge, as all noughts or all ones.
/// Both are white, whether there is white or not, so that seams are paper and not ink.
struct Colours(Vec<[u8; 3]>);

impl Colours {
    /// What a palette holds; its last place is white.
    const MOST: usize = 256;

    fn of(dots: impl Iterator<Item = [u8; 3]>) -> Self {
        let mut found = vec![WHITE];
        for colour in dots {
            if !found.contains(&colour) {
                found.push(colour);
            }
            if found.len() >= Self::MOST {
                break;
            }
        }
        if let [_white, _ink] = found[..] {
            found.swap(0, 1); // a bit cannot be white both ways; what is seen is read as ones
        }
        Self(found)
    }

    fn only_white(&self) -> bool {
        self.0 == [WHITE]
    }

    /// The fewest bits for a dot.
    fn depth(&self) -> u16 {
        match self.0.len() {
            ..=2 => 1,
            3..16 => 4,
            16..Self::MOST => 8,
            _ => 24,
        }
    }

    /// The place of a colour in the palette.
    fn place(&self, colour: [u8; 3]) -> u8 {
        (0..=u8::MAX).zip(&self.0).find(|(_, one)| **one == colour).map_or(0, |(place, _)| place)
    }

    fn palette(&self) -> Vec<[u8; 4]> {
        let colours = self.0.iter().chain(std::iter::repeat(&WHITE));
        colours.take(1 << self.depth()).map(|&[red, green, blue]| [blue, green, red, 0]).collect()
    }
}

#[cfg(test)]
mod tests;
