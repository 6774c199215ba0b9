//! Decodes a picture to red, green and blue, in bounded memory.

use std::io::Cursor;

use jpeg_decoder::PixelFormat;

use super::PhotographError;
use super::header::{Header, Orientation, Process};

/// The most pixels that are decoded: cameras have 12 to 50 million.
const MOST_PIXELS: u64 = 50_000_000;
/// The most memory for a picture that is kept whole while it is decoded, in bytes.
const MOST_BYTES: u64 = 160_000_000;
/// Encoders write about ten scans; each is a walk over the whole picture, however few bytes it has.
const MOST_SCANS: usize = 100;

/// A decoded picture as it is stored, and how it is to be turned.
pub(super) struct Raster {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) orientation: Orientation,
    channels: Channels,
    samples: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Channels {
    Grey,
    GreyAlpha,
    Colours,
    ColoursAlpha,
    /// Amounts of ink.
    Inks,
}

impl Channels {
    fn count(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::GreyAlpha => 2,
            Self::Colours => 3,
            Self::ColoursAlpha | Self::Inks => 4,
        }
    }
}

impl Raster {
    /// Decodes a JPEG file at a whole part of its size: 1, 2, 4 or 8.
    pub(super) fn of_jpeg(
        bytes: &[u8],
        header: &Header,
        reduction: u16,
    ) -> Result<Self, PhotographError> {
        let pixels = u64::from(header.columns) * u64::from(header.rows);
        let kept = if header.process == Process::Progressive { header.coefficients } else { 0 };
        if pixels > MOST_PIXELS || kept > MOST_BYTES {
            return Err(PhotographError::TooManyPixels);
        }
        if bytes.windows(2).filter(|pair| **pair == [0xff, 0xda]).count() > MOST_SCANS {
            return Err(PhotographError::Unusual);
        }
        let side = |whole: u32| {
            let part = whole.div_ceil(u32::from(reduction));
            u16::try_from(part).map_err(|_| PhotographError::Damaged)
        };
        let mut decoder = jpeg_decoder::Decoder::new(bytes);
        decoder
            .scale(side(header.columns)?, side(header.rows)?)
            .map_err(|_| PhotographError::Damaged)?;
        let samples = decoder.decode().map_err(|_| PhotographError::Damaged)?;
        let info = decoder.info().ok_or(PhotographError::Damaged)?;
        let channels = match info.pixel_format {
            PixelFormat::L8 => Channels::Grey,
            PixelFormat::RGB24 => Channels::Colours,
            PixelFormat::CMYK32 => Channels::Inks,
            PixelFormat::L16 => return Err(PhotographError::Unusual),
        };
        let (columns, rows) = (usize::from(info.width), usize::from(info.height));
        Self { columns, rows, orientation: header.orientation, channels, samples }.whole()
    }

    /// Decodes a PNG file.
    pub(super) fn of_png(bytes: &[u8]) -> Result<Self, PhotographError> {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|_| PhotographError::Damaged)?;
        let info = reader.info();
        let pixels = u64::from(info.width) * u64::from(info.height);
        let exif = info.exif_metadata.as_deref();
        let orientation = exif.map_or(Orientation::UPRIGHT, Orientation::of_exif);
        let memory = reader.output_buffer_size().ok_or(PhotographError::TooManyPixels)?;
        if pixels > MOST_PIXELS || u64::try_from(memory).is_ok_and(|bytes| bytes > MOST_BYTES) {
            return Err(PhotographError::TooManyPixels);
        }
        let mut samples = vec![0; memory];
        let frame = reader.next_frame(&mut samples).map_err(|_| PhotographError::Damaged)?;
        let channels = match frame.color_type {
            png::ColorType::Grayscale => Channels::Grey,
            png::ColorType::GrayscaleAlpha => Channels::GreyAlpha,
            png::ColorType::Rgb => Channels::Colours,
            png::ColorType::Rgba => Channels::ColoursAlpha,
            png::ColorType::Indexed => return Err(PhotographError::Damaged),
        };
        let side = |side: u32| usize::try_from(side).map_err(|_| PhotographError::Damaged);
        let (columns, rows) = (side(frame.width)?, side(frame.height)?);
        Self { columns, rows, orientation, channels, samples }.whole()
    }

    /// Refuses a picture that the decoder gave less of than it said.
    fn whole(self) -> Result<Self, PhotographError> {
        let expected = self.columns * self.rows * self.channels.count();
        let whole = expected > 0 && self.samples.len() >= expected;
        whole.then_some(self).ok_or(PhotographError::Damaged)
    }

    /// Columns and rows of the upright picture.
    pub(super) fn upright_size(&self) -> (usize, usize) {
        if self.orientation.is_lying() {
            (self.rows, self.columns)
        } else {
            (self.columns, self.rows)
        }
    }

    /// Red, green and blue of a pixel of the upright picture.
    pub(super) fn colour(&self, x: usize, y: usize) -> [u8; 3] {
        let (column, row) = self.orientation.stored((x, y), (self.columns, self.rows));
        let count = self.channels.count();
        let at = (row * self.columns + column) * count;
        match (self.channels, &self.samples[at..at + count]) {
            (Channels::Grey, &[grey]) => [grey; 3],
            (Channels::GreyAlpha, &[grey, alpha]) => [on_white(grey, alpha); 3],
            (Channels::Colours, &[red, green, blue]) => [red, green, blue],
            (Channels::ColoursAlpha, &[red, green, blue, alpha]) => {
                [red, green, blue].map(|colour| on_white(colour, alpha))
            }
            (Channels::Inks, &[cyan, magenta, yellow, black]) => {
                [cyan, magenta, yellow].map(|ink| part(255 - ink, 255 - black))
            }
            _ => unreachable!("as many samples were taken as there are channels"),
        }
    }
}

/// So much of a colour, of 255.
fn part(colour: u8, of: u8) -> u8 {
    let product = u16::from(colour) * u16::from(of);
    u8::try_from((product + 127) / 255).unwrap_or(u8::MAX)
}

fn on_white(colour: u8, alpha: u8) -> u8 {
    part(colour, alpha).saturating_add(255 - alpha)
}
