//! Grey pictures with sixteen shades, which keeps them small, and what is different between two.

use std::fs;
use std::io::{BufReader, Cursor};
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Transformations};

use crate::program::said;

/// From this difference on, of 255, a dot counts as another. What edges differ by when they are smoothed a little
/// otherwise stays below, once neighbours are taken together.
const ANOTHER: i32 = 40;
/// From this difference on, a square of [`SQUARE`] dots counts as another: a faint mark under the text.
const FAINTLY_ANOTHER: i32 = 8;
const SQUARE: usize = 16;
/// How far one shade is from the next.
const STEP: u8 = 17;

/// A grey picture, 0 black and 255 white.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    columns: usize,
    dots: Vec<u8>,
}

impl Picture {
    /// Reads the format that poppler writes.
    pub fn of_pgm(bytes: &[u8]) -> Result<Self> {
        let mut parts = bytes.splitn(4, |byte| *byte == b'\n');
        let mut part = || parts.next().context("a part is missing");
        ensure!(part()? == b"P5", "it is no grey picture");
        let size = std::str::from_utf8(part()?)?;
        let (columns, _) = size.split_once(' ').context("width and height")?;
        ensure!(part()? == b"255", "it has other shades");
        Ok(Self {
            columns: columns.parse()?,
            dots: part()?.iter().map(|dot| shade(*dot)).collect(),
        })
    }

    /// Reads a PNG that [`Self::write`] has written.
    pub fn read(file: &Path) -> Result<Self> {
        let mut decoder = Decoder::new(BufReader::new(fs::File::open(file)?));
        decoder.set_transformations(Transformations::IDENTITY);
        let mut reader = decoder.read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("it fits into memory")?];
        let frame = reader.next_frame(&mut bytes)?;
        ensure!(frame.bit_depth == BitDepth::Four, "{} has other shades", file.display());
        let columns = usize::try_from(frame.width)?;
        let dots = bytes.chunks(frame.line_size).flat_map(|line| {
            let dots = line.iter().flat_map(|pair| [pair >> 4, pair & 15]);
            dots.take(columns).map(|dot| dot * STEP)
        });
        Ok(Self { columns, dots: dots.collect() })
    }

    /// Writes a PNG.
    pub fn write(&self, file: &Path) -> Result<()> {
        let mut bytes = Cursor::new(Vec::new());
        let (columns, rows) = (u32::try_from(self.columns)?, u32::try_from(self.rows())?);
        let mut encoder = Encoder::new(&mut bytes, columns, rows);
        encoder.set_color(ColorType::Grayscale);
        encoder.set_depth(BitDepth::Four);
        encoder.set_compression(Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let lines = self.dots.chunks(self.columns).flat_map(|line| {
            line.chunks(2)
                .map(|pair| (pair[0] / STEP) << 4 | pair.get(1).map_or(0, |dot| dot / STEP))
        });
        encoder.write_header()?.write_image_data(&lines.collect::<Vec<_>>())?;
        fs::write(file, bytes.into_inner())?;
        Ok(())
    }

    /// White paper of the same size.
    pub fn blank(other: &Self) -> Self {
        Self { columns: other.columns, dots: vec![255; other.dots.len()] }
    }

    /// How many dots there are.
    pub fn dots(&self) -> usize {
        self.dots.len()
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.dots.len() / self.columns
    }

    /// A picture of what is different, black where it is; `None` when nothing is.
    pub fn difference(&self, other: &Self) -> Option<Self> {
        if (self.columns, self.dots.len()) != (other.columns, other.dots.len()) {
            return Some(other.clone());
        }
        let differ = |one: &[u8], two: &[u8], least: i32| -> Vec<bool> {
            let differs =
                |(one, two): (&u8, &u8)| (i32::from(*one) - i32::from(*two)).abs() >= least;
            one.iter().zip(two).map(differs).collect()
        };
        let squares = self.columns.div_ceil(SQUARE);
        let faint = differ(&self.squares(), &other.squares(), FAINTLY_ANOTHER);
        let mut dots = differ(&self.blurred(), &other.blurred(), ANOTHER);
        for (at, dot) in dots.iter_mut().enumerate() {
            let (row, column) = (at / self.columns / SQUARE, at % self.columns / SQUARE);
            *dot |= faint[row * squares + column];
        }
        // The page shows through, so that one sees where it is.
        let shown = dots.iter().zip(&other.dots).map(|(differs, dot)| match differs {
            true => 0,
            false => shade(170 + dot / 3),
        });
        dots.contains(&true).then(|| Self { columns: self.columns, dots: shown.collect() })
    }

    /// The most by which the mean of a square differs, of 255. Lines that are printed a little bolder differ by less
    /// than a word that is missing.
    pub fn furthest_square(&self, other: &Self) -> u8 {
        let (ours, theirs) = (self.squares(), other.squares());
        if ours.len() != theirs.len() {
            return u8::MAX;
        }
        ours.iter().zip(theirs).map(|(one, other)| one.abs_diff(other)).max().unwrap_or_default()
    }

    /// Each dot as the mean of itself and its neighbours.
    fn blurred(&self) -> Vec<u8> {
        let near = |at: usize, end: usize| at.saturating_sub(1)..(at + 2).min(end);
        let mean = |at: usize| {
            let (row, column) = (at / self.columns, at % self.columns);
            self.mean(near(row, self.rows()), near(column, self.columns))
        };
        (0..self.dots.len()).map(mean).collect()
    }

    /// The mean of each square of dots.
    fn squares(&self) -> Vec<u8> {
        let part = |at: usize, end: usize| at..(at + SQUARE).min(end);
        let lines = (0..self.rows()).step_by(SQUARE);
        let line = |row: usize| {
            let columns = (0..self.columns).step_by(SQUARE);
            columns.map(move |at| self.mean(part(row, self.rows()), part(at, self.columns)))
        };
        lines.flat_map(line).collect()
    }

    fn mean(&self, rows: Range<usize>, columns: Range<usize>) -> u8 {
        let count = rows.len() * columns.len();
        let line = |row: usize| &self.dots[row * self.columns..][columns.clone()];
        let sum: usize = rows.flat_map(line).map(|dot| usize::from(*dot)).sum();
        u8::try_from(sum / count).unwrap_or(u8::MAX)
    }

    /// Whether there is black around the middle.
    pub fn is_dark_in_the_middle(&self) -> bool {
        let around = |end: usize| end * 2 / 5..end * 3 / 5;
        let mut rows = around(self.rows());
        rows.any(|row| self.dots[row * self.columns..][around(self.columns)].contains(&0))
    }

    /// The picture with some rows one dot further down.
    #[must_use]
    pub fn with_rows_moved(&self, top: usize, height: usize) -> Self {
        let mut moved = self.clone();
        let (from, to) = (top * self.columns, (top + height) * self.columns);
        moved.dots.copy_within(from..to, from + self.columns);
        moved
    }
}

/// The nearest of the sixteen shades.
fn shade(dot: u8) -> u8 {
    (dot / STEP + u8::from(dot % STEP > STEP / 2)) * STEP
}

/// The pages of a PDF with so many dots an inch.
pub fn pages(file: &Path, dots: &str) -> Result<Vec<Picture>> {
    rendered(file, dots)?.iter().map(|page| Picture::of_pgm(page)).collect()
}

/// The pages of a PDF as poppler writes them.
pub fn rendered(file: &Path, dots: &str) -> Result<Vec<Vec<u8>>> {
    let dir = tempfile::tempdir()?;
    said(
        Command::new("pdftoppm").args(["-gray", "-r", dots]).arg(file).arg(dir.path().join("page")),
    )?;
    let mut files: Vec<_> =
        fs::read_dir(dir.path())?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    files.iter().map(|file| Ok(fs::read(file)?)).collect()
}
