//! JPEG: walked from segment to segment, and every code of the picture's data read, so that nothing between its
//! beginning and its end is missing. No pixel is made of it.

mod bits;
mod frame;
mod scan;

use super::{FileProblem, Opened};
use bits::{Bits, Stop, Table};
use frame::Frame;
use scan::Scan;

/// What every JPEG file begins with.
pub(super) const MARK: &[u8] = &[0xFF, 0xD8, 0xFF];
/// The most scans of a picture; programs make a dozen.
const MOST_SCANS: usize = 100;
/// How many bytes behind a scan's last code are nobody's business, whatever they are.
const SPARE: usize = 64;
/// So many zeros among codes are a flat part of a picture, or none.
const HOLLOW: usize = 32;

/// What has been read of a picture.
#[derive(Debug, Default)]
struct Picture {
    frame: Option<Frame>,
    dc: [Option<Table>; 4],
    ac: [Option<Table>; 4],
    /// Whether the factors of a number are there, without which no viewer makes pixels.
    has_factors: [bool; 4],
    restart_interval: u32,
    scans: usize,
}

pub(super) fn judge(bytes: &[u8]) -> Result<Opened, FileProblem> {
    let mut picture = Picture::default();
    let walked = picture.walk(bytes);
    let frame = picture.frame.filter(Frame::is_complete);
    match (walked, frame) {
        // Viewers show a picture that is all there, though the mark of its end is missing.
        (Ok(()) | Err(FileProblem::Cut), Some(frame)) => {
            Ok(Opened::Jpeg { width: frame.width, height: frame.height })
        }
        (Ok(()), None) => Err(FileProblem::Damaged),
        (Err(problem), _) => Err(problem),
    }
}

impl Picture {
    /// Reads up to the mark of the end. What phones append behind it is theirs.
    fn walk(&mut self, bytes: &[u8]) -> Result<(), FileProblem> {
        let mut at = 2;
        loop {
            let (marker, after) = marker_at(bytes, at)?;
            at = after;
            match marker {
                // Stand alone.
                0x01 | 0xD0..=0xD7 => {}
                0xD9 => return Ok(()),
                0xDA => {
                    let (header, begin) = segment(bytes, at)?;
                    let end = end_of_data(bytes, begin);
                    let until = end.unwrap_or(bytes.len());
                    let data = bytes.get(begin..until).unwrap_or_default();
                    self.scan(header, data, end.is_err())?;
                    at = end?;
                }
                _ => {
                    let (content, next) = segment(bytes, at)?;
                    self.segment(marker, content)?;
                    at = next;
                }
            }
        }
    }

    fn segment(&mut self, marker: u8, content: &[u8]) -> Result<(), FileProblem> {
        match marker {
            0xC0..=0xC2 if self.frame.is_none() => {
                self.frame = Some(Frame::read(content, marker == 0xC2)?);
            }
            // Lossless, hierarchical and arithmetic coding.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => return Err(FileProblem::UnusualJpeg),
            0xC4 => {
                let mut rest = content;
                while let Some((&place, after)) = rest.split_first() {
                    let (table, after) = Table::read(after).ok_or(FileProblem::Damaged)?;
                    let tables = if place >> 4 == 0 { &mut self.dc } else { &mut self.ac };
                    let kept = tables.get_mut(usize::from(place & 15));
                    *kept.ok_or(FileProblem::Damaged)? = Some(table);
                    rest = after;
                }
            }
            0xDB => {
                let mut rest = content;
                while let Some((&place, after)) = rest.split_first() {
                    let bytes = if place >> 4 == 0 { 64 } else { 128 };
                    rest = after.get(bytes..).ok_or(FileProblem::Damaged)?;
                    let there = self.has_factors.get_mut(usize::from(place & 15));
                    *there.ok_or(FileProblem::Damaged)? = true;
                }
            }
            0xDD => {
                let interval = content.first_chunk().ok_or(FileProblem::Damaged)?;
                self.restart_interval = u32::from(u16::from_be_bytes(*interval));
            }
            _ => {}
        }
        Ok(())
    }

    fn scan(&mut self, header: &[u8], data: &[u8], is_cut: bool) -> Result<(), FileProblem> {
        self.scans += 1;
        if self.scans > MOST_SCANS {
            return Err(FileProblem::UnusualJpeg);
        }
        let frame = self.frame.as_mut().ok_or(FileProblem::Damaged)?;
        let mut scan = Scan::read(header, frame).ok_or(FileProblem::Damaged)?;
        if !scan.has_factors(frame, self.has_factors) {
            return Err(FileProblem::Damaged);
        }
        // A file that was given its length before its content ends in zeros, which can be read as a flat picture.
        let data = if is_cut { trimmed(data) } else { data };
        let mut bits = Bits::new(data);
        let knows_flat_parts = scan.knows_flat_parts(frame, &self.ac);
        let read = scan.decode(frame, [&self.dc, &self.ac], self.restart_interval, &mut bits);
        match read {
            Ok(()) if is_left_by_nobody(bits.left(), data, knows_flat_parts) => {}
            // Viewers draw a corner in grey.
            Err(Stop::Over { left, of }) if is_cut && left.saturating_mul(100) <= of => {}
            Err(Stop::Over { .. }) if is_cut => return Err(FileProblem::Cut),
            Ok(()) | Err(Stop::Over { .. } | Stop::Wrong) => return Err(FileProblem::Damaged),
        }
        scan.is_done(frame);
        Ok(())
    }
}

/// Whether what is left behind a scan's last code was put there to fill up, and is not the rest of a picture of which
/// something before is missing.
fn is_left_by_nobody(left: &[u8], data: &[u8], knows_flat_parts: bool) -> bool {
    let read = data.get(..data.len() - left.len()).unwrap_or_default();
    let is_only = |filling: u8| left.iter().all(|byte| *byte == filling);
    // Zeros that a disk put where there was a picture.
    let is_hollow = (left.len() > 1 || !knows_flat_parts)
        && read.split(|byte| *byte != 0).any(|zeros| zeros.len() >= HOLLOW);
    let most = if is_only(0) || is_only(0xFF) { SPARE + data.len() / 64 } else { SPARE };
    left.len() <= most && !is_hollow
}

fn trimmed(data: &[u8]) -> &[u8] {
    let end = data.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    data.get(..end).unwrap_or_default()
}

/// The marker at a place, before which any number of fill bytes may stand, and the place after it.
fn marker_at(bytes: &[u8], mut at: usize) -> Result<(u8, usize), FileProblem> {
    // Stray bytes between segments are passed over, as readers do.
    if bytes.get(at) != Some(&0xFF) {
        at = end_of_data(bytes, at)?;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    let fill = rest.iter().position(|byte| *byte != 0xFF).ok_or(FileProblem::Cut)?;
    let marker = rest.get(fill).copied().ok_or(FileProblem::Cut)?;
    if marker == 0 { Err(FileProblem::Damaged) } else { Ok((marker, at + fill + 1)) }
}

/// The content of the segment whose length stands at a place, and the place after it.
fn segment(bytes: &[u8], at: usize) -> Result<(&[u8], usize), FileProblem> {
    let length = bytes.get(at..at + 2).and_then(|two| <[u8; 2]>::try_from(two).ok());
    let length = usize::from(u16::from_be_bytes(length.ok_or(FileProblem::Cut)?));
    if length < 2 {
        return Err(FileProblem::Damaged);
    }
    let content = bytes.get(at + 2..at + length).ok_or(FileProblem::Cut)?;
    Ok((content, at + length))
}

/// Where coded data ends: at the next marker that is neither a stuffed byte nor a restart.
fn end_of_data(bytes: &[u8], from: usize) -> Result<usize, FileProblem> {
    let mut at = from;
    loop {
        let rest = bytes.get(at..).ok_or(FileProblem::Cut)?;
        let found = rest.iter().position(|byte| *byte == 0xFF).ok_or(FileProblem::Cut)?;
        at += found;
        match bytes.get(at + 1) {
            None => return Err(FileProblem::Cut),
            Some(0x00 | 0xD0..=0xD7) => at += 2,
            Some(0xFF) => at += 1,
            Some(_) => return Ok(at),
        }
    }
}
