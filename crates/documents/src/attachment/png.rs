//! PNG: the checksum of every chunk that a picture needs, and whether its data has every row.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::{FileProblem, Opened, check_pixels};

/// What every PNG file begins with.
pub(super) const MARK: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Where the passes of an interlaced picture begin and how far their pixels lie apart: x, y, across, down.
const PASSES: [(u32, u32, u32, u32); 7] = [
    (0, 0, 8, 8),
    (4, 0, 8, 8),
    (0, 4, 4, 8),
    (2, 0, 4, 4),
    (0, 2, 2, 4),
    (1, 0, 2, 2),
    (0, 1, 1, 2),
];

pub(super) fn judge(bytes: &[u8]) -> Result<Opened, FileProblem> {
    let mut picture = Picture { header: None, has_palette: false, data: Data::new() };
    match (picture.walk(bytes.get(MARK.len()..).unwrap_or_default()), picture.whole()) {
        // Viewers show a picture that is all there, though its end is missing.
        (Ok(()) | Err(FileProblem::Cut), Some(opened)) => Ok(opened),
        (Ok(()), None) => Err(FileProblem::Damaged),
        (Err(problem), _) => Err(problem),
    }
}

/// What has been read of a picture.
struct Picture {
    header: Option<Header>,
    has_palette: bool,
    data: Data,
}

impl Picture {
    /// Reads up to the chunk of the end. Whatever a program appends behind it is its own.
    fn walk(&mut self, mut rest: &[u8]) -> Result<(), FileProblem> {
        loop {
            let Chunk { kind, content, rest: next } = chunk(rest)?;
            rest = next;
            match (kind, &self.header) {
                (b"IHDR", None) => self.header = Some(Header::read(content)?),
                // Apple's own form, which no other program opens, begins with another chunk.
                (_, None) => return Err(FileProblem::Damaged),
                (b"PLTE", _) => self.has_palette = true,
                (b"IDAT", Some(header)) => self.data.take(content, header.data_bytes)?,
                (b"IEND", Some(_)) => return Ok(()),
                _ => {}
            }
        }
    }

    /// What it is if every row is there.
    fn whole(&self) -> Option<Opened> {
        let header = self.header.as_ref()?;
        let has_colours = self.has_palette || !header.needs_palette;
        (has_colours && self.data.given >= header.data_bytes)
            .then_some(Opened::Png { width: header.width, height: header.height })
    }
}

/// A chunk, and what comes after it.
struct Chunk<'b> {
    kind: &'b [u8; 4],
    content: &'b [u8],
    rest: &'b [u8],
}

/// Reads the first chunk.
fn chunk(rest: &[u8]) -> Result<Chunk<'_>, FileProblem> {
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(FileProblem::Cut)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| FileProblem::Damaged)?;
    if length > 0x7FFF_FFFF {
        return Err(FileProblem::Damaged);
    }
    let (named, after) = rest.split_at_checked(length + 4).ok_or(FileProblem::Cut)?;
    let (expected, after) = after.split_first_chunk::<4>().ok_or(FileProblem::Cut)?;
    let (kind, content) = named.split_first_chunk::<4>().ok_or(FileProblem::Cut)?;
    // A small letter marks what a picture can be shown without: readers pass over one that is damaged.
    let is_needed = kind[0].is_ascii_uppercase();
    let mut sum = Crc::new();
    sum.update(named);
    if is_needed && sum.sum() != u32::from_be_bytes(*expected) {
        return Err(FileProblem::Damaged);
    }
    Ok(Chunk { kind, content, rest: after })
}

struct Header {
    width: u32,
    height: u32,
    needs_palette: bool,
    /// How many bytes the data of all rows has, with the byte that begins each.
    data_bytes: u64,
}

impl Header {
    fn read(content: &[u8]) -> Result<Self, FileProblem> {
        let [w3, w2, w1, w0, h3, h2, h1, h0, depth, colour, 0, 0, interlaced] = content else {
            return Err(FileProblem::Damaged);
        };
        let width = u32::from_be_bytes([*w3, *w2, *w1, *w0]);
        let height = u32::from_be_bytes([*h3, *h2, *h1, *h0]);
        let channels = match (colour, depth) {
            (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) => 1,
            (2, 8 | 16) => 3,
            (4, 8 | 16) => 2,
            (6, 8 | 16) => 4,
            _ => return Err(FileProblem::Damaged),
        };
        if width == 0 || height == 0 || *interlaced > 1 {
            return Err(FileProblem::Damaged);
        }
        check_pixels(width, height)?;
        let bits = channels * u64::from(*depth);
        let bytes_of = |columns: u32, rows: u32| {
            let row = 1 + (u64::from(columns) * bits).div_ceil(8);
            if columns == 0 { 0 } else { row * u64::from(rows) }
        };
        let data_bytes = if *interlaced == 0 {
            bytes_of(width, height)
        } else {
            let part = |whole: u32, from: u32, step: u32| whole.saturating_sub(from).div_ceil(step);
            let passes = PASSES.iter();
            passes
                .map(|&(x, y, across, down)| {
                    bytes_of(part(width, x, across), part(height, y, down))
                })
                .sum()
        };
        Ok(Self { width, height, needs_palette: *colour == 3, data_bytes })
    }
}

/// What the data chunks hold, counted as it is inflated and kept nowhere.
struct Data {
    inflater: Decompress,
    out: Vec<u8>,
    given: u64,
    is_over: bool,
}

impl Data {
    fn new() -> Self {
        Self { inflater: Decompress::new(true), out: vec![0; 64 * 1024], given: 0, is_over: false }
    }

    /// Inflates until there is as much as the picture needs; more is of no use, and readers pass over it.
    fn take(&mut self, mut content: &[u8], needed: u64) -> Result<(), FileProblem> {
        while !self.is_over && self.given < needed {
            let (read, written) = (self.inflater.total_in(), self.inflater.total_out());
            let status = self.inflater.decompress(content, &mut self.out, FlushDecompress::None);
            let status = status.map_err(|_| FileProblem::Damaged)?;
            let read = usize::try_from(self.inflater.total_in() - read).unwrap_or(usize::MAX);
            let written = self.inflater.total_out() - written;
            content = content.get(read..).unwrap_or_default();
            self.given += written;
            self.is_over = status == Status::StreamEnd;
            if read == 0 && written == 0 {
                break;
            }
        }
        Ok(())
    }
}
