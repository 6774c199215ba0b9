//! JPEG: walked from segment to segment to its end, nothing of the picture is decoded.

use super::{FileProblem, Opened, check_pixels};

/// What every JPEG file begins with.
pub(super) const MARK: &[u8] = &[0xFF, 0xD8, 0xFF];

/// A picture's size, and how many blocks of 8 by 8 its coded data has at least.
struct Frame {
    width: u32,
    height: u32,
    blocks: u64,
}

pub(super) fn judge(bytes: &[u8]) -> Result<Opened, FileProblem> {
    let mut frame: Option<Frame> = None;
    // Bytes of coded data.
    let mut coded = 0_u64;
    let mut at = 2;
    loop {
        let (marker, after) = marker_at(bytes, at)?;
        at = after;
        match marker {
            // Stand alone.
            0x01 | 0xD0..=0xD7 => {}
            // What phones append after the end is theirs.
            0xD9 => break,
            0xDA => {
                at = segment(bytes, at)?.1;
                let end = end_of_data(bytes, at)?;
                coded += u64::try_from(end - at).unwrap_or(u64::MAX);
                at = end;
            }
            _ => {
                let (content, next) = segment(bytes, at)?;
                match marker {
                    0xC0..=0xC2 if frame.is_none() => frame = Some(Frame::read(content)?),
                    // Lossless, hierarchical and arithmetic coding.
                    0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                        return Err(FileProblem::UnusualJpeg);
                    }
                    _ => {}
                }
                at = next;
            }
        }
    }
    let frame = frame.ok_or(FileProblem::Damaged)?;
    // Each block takes a bit at the very least.
    if coded.saturating_mul(8) < frame.blocks {
        return Err(FileProblem::Damaged);
    }
    Ok(Opened::Jpeg { width: frame.width, height: frame.height })
}

impl Frame {
    fn read(content: &[u8]) -> Result<Self, FileProblem> {
        let [precision, h1, h0, w1, w0, components, rest @ ..] = content else {
            return Err(FileProblem::Damaged);
        };
        let height = u32::from(u16::from_be_bytes([*h1, *h0]));
        let width = u32::from(u16::from_be_bytes([*w1, *w0]));
        if *precision != 8 || !matches!(components, 1 | 3 | 4) {
            return Err(FileProblem::UnusualJpeg);
        }
        if width == 0 || height == 0 || rest.len() < 3 * usize::from(*components) {
            return Err(FileProblem::Damaged);
        }
        check_pixels(width, height)?;
        let blocks = u64::from(width.div_ceil(8)) * u64::from(height.div_ceil(8));
        Ok(Self { width, height, blocks })
    }
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
