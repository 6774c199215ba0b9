//! What a JPEG file says of its picture before any of it is decoded.

use super::PhotographError;

/// How the picture is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Process {
    /// From top to bottom, in the form that every reader has.
    Baseline,
    /// From top to bottom, with more tables.
    Extended,
    /// From coarse to fine: all of it is kept until the end.
    Progressive,
}

/// The facts in front of the picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Header {
    pub(super) columns: u32,
    pub(super) rows: u32,
    pub(super) components: u8,
    pub(super) process: Process,
    /// Of Exif: how the stored picture is to be turned.
    pub(super) orientation: Orientation,
    /// Whether there is more in front of the picture than the picture needs.
    pub(super) described: bool,
    /// Bytes of all coefficients, for a progressive picture.
    pub(super) coefficients: u64,
}

/// One of the eight ways in which a camera can have been held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Orientation(u8);

impl Orientation {
    pub(super) const UPRIGHT: Self = Self(1);

    /// Reads the tag from the first directory of Exif data; upright where there is none.
    pub(super) fn of_exif(exif: &[u8]) -> Self {
        tag(exif).filter(|tag| (1..=8).contains(tag)).map_or(Self::UPRIGHT, Self)
    }

    /// Whether columns become rows.
    pub(super) fn is_lying(self) -> bool {
        self.0 >= 5
    }

    /// Where a pixel of the upright picture is in the stored one, which is `columns` by `rows`.
    pub(super) fn stored(
        self,
        (x, y): (usize, usize),
        (columns, rows): (usize, usize),
    ) -> (usize, usize) {
        match self.0 {
            2 => (columns - 1 - x, y),
            3 => (columns - 1 - x, rows - 1 - y),
            4 => (x, rows - 1 - y),
            5 => (y, x),
            6 => (y, rows - 1 - x),
            7 => (columns - 1 - y, rows - 1 - x),
            8 => (columns - 1 - y, x),
            _ => (x, y),
        }
    }
}

fn tag(exif: &[u8]) -> Option<u8> {
    let little = exif.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
    let at = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let at = usize::try_from(at).ok()?;
    let entry = (0..usize::from(short(at)?))
        .map_while(|entry| at.checked_add(2 + 12 * entry))
        .find(|entry| short(*entry) == Some(0x0112))?;
    u8::try_from(short(entry.checked_add(8)?)?).ok()
}

impl Header {
    /// Walks over the segments of a file to the one that gives its size.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, PhotographError> {
        if !bytes.starts_with(&[0xff, 0xd8]) {
            return Err(PhotographError::NotAPicture);
        }
        let mut orientation = None;
        let mut described = false;
        let mut at = 2;
        loop {
            let (marker, segment, next) = segment(bytes, at).ok_or(PhotographError::Damaged)?;
            match marker {
                0xc0..=0xc2 => {
                    let orientation = orientation.unwrap_or(Orientation::UPRIGHT);
                    return Self::of_frame(marker, segment, orientation, described);
                }
                // Lossless, hierarchical and arithmetic pictures.
                0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                    return Err(PhotographError::Unusual);
                }
                0xda => return Err(PhotographError::Damaged),
                // The Adobe segment says how colours are coded, so the picture needs it.
                0xe1..=0xed | 0xef | 0xfe => {
                    described = true;
                    if let (0xe1, Some(exif)) = (marker, segment.strip_prefix(b"Exif\0\0")) {
                        orientation.get_or_insert(Orientation::of_exif(exif));
                    }
                }
                _ => {}
            }
            at = next;
        }
    }

    fn of_frame(
        marker: u8,
        frame: &[u8],
        orientation: Orientation,
        described: bool,
    ) -> Result<Self, PhotographError> {
        let [precision, r1, r0, c1, c0, components, tables @ ..] = frame else {
            return Err(PhotographError::Damaged);
        };
        let rows = u32::from(u16::from_be_bytes([*r1, *r0]));
        let columns = u32::from(u16::from_be_bytes([*c1, *c0]));
        if *precision != 8 || !matches!(components, 1 | 3 | 4) {
            return Err(PhotographError::Unusual);
        }
        if rows == 0 || columns == 0 || tables.len() != 3 * usize::from(*components) {
            return Err(PhotographError::Damaged);
        }
        let factors = || tables.chunks(3).map(|table| (table[1] >> 4, table[1] & 15));
        let across = u64::from(factors().map(|(across, _)| across).max().unwrap_or(0).max(1));
        let down = u64::from(factors().map(|(_, down)| down).max().unwrap_or(0).max(1));
        let shares: u64 = factors().map(|(across, down)| u64::from(across) * u64::from(down)).sum();
        Ok(Self {
            columns,
            rows,
            components: *components,
            process: match marker {
                0xc0 => Process::Baseline,
                0xc1 => Process::Extended,
                _ => Process::Progressive,
            },
            orientation,
            described,
            coefficients: 2 * u64::from(columns) * u64::from(rows) * shares / (across * down),
        })
    }

    /// Columns and rows of the upright picture.
    pub(super) fn upright_size(&self) -> (u32, u32) {
        if self.orientation.is_lying() {
            (self.rows, self.columns)
        } else {
            (self.columns, self.rows)
        }
    }
}

/// The marker and content of the segment at a place, and where the next one is.
fn segment(bytes: &[u8], at: usize) -> Option<(u8, &[u8], usize)> {
    if *bytes.get(at)? != 0xff {
        return None;
    }
    // A marker may stand behind any number of fill bytes.
    let at = at + bytes.get(at..)?.iter().position(|byte| *byte != 0xff)?;
    let length = usize::from(u16::from_be_bytes(bytes.get(at + 1..at + 3)?.try_into().ok()?));
    let next = at + 1 + length;
    Some((bytes[at], bytes.get(at + 3..next)?, next))
}
