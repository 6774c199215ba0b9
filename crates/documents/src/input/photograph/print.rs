//! The form in which a photograph is printed.

use jpeg_encoder::{ChromaSubsamplingMethod, ColorType, Encoder, SamplingFactor};

use super::PhotographError;
use super::header::{Header, Orientation, Process};
use super::pixels::Raster;

/// The most bytes of a printed photograph: the papers of a year are kept.
pub(in crate::input) const LARGEST: usize = 8 * 1024;
/// 30 by 40 mm at 203 dots an inch, in whole blocks of the coding.
const COLUMNS: u32 = 240;
const ROWS: u32 = 320;
/// A face of fewer pixels is not one that anybody is known by.
const FEWEST_COLUMNS: u32 = 90;
/// The widest picture that is printed as it is.
const MOST_COLUMNS: u32 = 1_500;
/// Tried one after the other until the file is small enough.
const QUALITIES: [u8; 10] = [90, 84, 78, 70, 62, 54, 46, 38, 30, 22];

/// Whether a JPEG file is what it would be brought to.
pub(super) fn ready(header: &Header, bytes: &[u8]) -> bool {
    let Header { columns, rows, .. } = *header;
    header.process == Process::Baseline
        && header.components == 3
        && header.orientation == Orientation::UPRIGHT
        && !header.described
        && columns * 4 == rows * 3
        && (FEWEST_COLUMNS..=MOST_COLUMNS).contains(&columns)
        && bytes.len() <= LARGEST
        && bytes.ends_with(&[0xff, 0xd9])
}

/// The largest whole part of an upright picture that still has all that is printed: 8, 4, 2 or 1.
pub(super) fn reduction(columns: u32, rows: u32) -> Result<u16, PhotographError> {
    cut(columns, rows)?;
    let enough =
        |part: &u16| columns / u32::from(*part) >= COLUMNS && rows / u32::from(*part) >= ROWS;
    Ok([8, 4, 2].into_iter().find(enough).unwrap_or(1))
}

/// The part of an upright picture that is printed, 3 by 4.
struct Cut {
    left: u32,
    top: u32,
    columns: u32,
    rows: u32,
}

/// Cuts both sides alike, and more below than above: a face is in the upper part.
fn cut(columns: u32, rows: u32) -> Result<Cut, PhotographError> {
    let unit = (columns / 3).min(rows / 4);
    let (kept_columns, kept_rows) = (3 * unit, 4 * unit);
    if u64::from(kept_columns) * u64::from(kept_rows) * 2 < u64::from(columns) * u64::from(rows) {
        return Err(PhotographError::Shape);
    }
    if kept_columns < FEWEST_COLUMNS {
        return Err(PhotographError::Small);
    }
    Ok(Cut {
        left: (columns - kept_columns) / 2,
        top: (rows - kept_rows) / 4,
        columns: kept_columns,
        rows: kept_rows,
    })
}

/// Cuts, scales and writes a picture; the same picture gives the same bytes on every machine.
pub(super) fn printed(raster: &Raster) -> Result<Vec<u8>, PhotographError> {
    let (columns, rows) = raster.upright_size();
    let whole = |side: usize| u32::try_from(side).map_err(|_| PhotographError::TooManyPixels);
    let cut = cut(whole(columns)?, whole(rows)?)?;
    // A smaller picture is not blown up: the printer does that as well.
    let (width, height) =
        if cut.columns < COLUMNS { (cut.columns, cut.rows) } else { (COLUMNS, ROWS) };
    let colours = scaled(raster, &cut, (width, height));
    let side = |side: u32| u16::try_from(side).map_err(|_| PhotographError::TooManyPixels);
    let (width, height) = (side(width)?, side(height)?);
    for quality in QUALITIES {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_chroma_subsampling_method(ChromaSubsamplingMethod::Average);
        encoder.set_optimized_huffman_tables(true);
        encoder
            .encode(&colours, width, height, ColorType::Rgb)
            .map_err(|_| PhotographError::Damaged)?;
        if file.len() <= LARGEST {
            return Ok(file);
        }
    }
    Err(PhotographError::Noise)
}

/// The mean colour of what each printed pixel covers, in whole numbers.
fn scaled(raster: &Raster, cut: &Cut, (width, height): (u32, u32)) -> Vec<u8> {
    let across = covers(cut.left, cut.columns, width);
    let down = covers(cut.top, cut.rows, height);
    let weight = u64::from(cut.columns) * u64::from(cut.rows);
    let mut colours = Vec::with_capacity(across.len() * down.len() * 3);
    for rows in &down {
        for columns in &across {
            let mut sums = [weight / 2; 3];
            for &(y, high) in rows {
                for &(x, wide) in columns {
                    let colour = raster.colour(x, y);
                    for (sum, colour) in sums.iter_mut().zip(colour) {
                        *sum += high * wide * u64::from(colour);
                    }
                }
            }
            colours.extend(sums.map(|sum| u8::try_from(sum / weight).unwrap_or(u8::MAX)));
        }
    }
    colours
}

/// For each of `parts` equal parts of a stretch of pixels: the pixels in it, and how much of each.
/// The amounts of a part add up to `length`.
fn covers(start: u32, length: u32, parts: u32) -> Vec<Vec<(usize, u64)>> {
    let (start, length, parts) = (u64::from(start), u64::from(length), u64::from(parts));
    (0..parts)
        .map(|part| {
            let (from, to) = (part * length, (part + 1) * length);
            (from / parts..to.div_ceil(parts))
                .map(|pixel| {
                    let covered = to.min((pixel + 1) * parts) - from.max(pixel * parts);
                    (usize::try_from(start + pixel).unwrap_or(usize::MAX), covered)
                })
                .collect()
        })
        .collect()
}
