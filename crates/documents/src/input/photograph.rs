//! A photograph, and what of it can be printed.

use std::rc::Rc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, ProblemCode};
use crate::typeset::placed::Picture;

/// A photograph of 3 by 4: a JPEG file in base64.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Photograph(pub String);

impl Photograph {
    /// The photograph in a JPEG file.
    pub fn of_jpeg(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes))
    }
}

/// The longest side of a photograph, in pixels.
const LONGEST_SIDE: u32 = 2_000;
const LARGEST_FILE: usize = 400_000;

impl Check for Photograph {
    fn check(&mut self, checker: &mut Checker) {
        if let Err(message) = read(self) {
            checker.report("", ProblemCode::Photograph, message);
        }
    }
}

/// Reads a photograph, or says in Persian why it cannot be printed.
pub(crate) fn read(photograph: &Photograph) -> Result<Picture, &'static str> {
    let not_a_picture = "این پرونده عکس JPEG نیست. عکس را با قالب JPEG بفرستید.";
    if photograph.0.len() > LARGEST_FILE / 3 * 4 + 4 {
        return Err("حجم عکس زیاد است. عکس را تا ۴۰۰ کیلوبایت کوچک کنید.");
    }
    let bytes = STANDARD.decode(photograph.0.trim()).map_err(|_| not_a_picture)?;
    let frame = frame(&bytes).ok_or(not_a_picture)?;
    if frame.components != 3 {
        return Err("عکس باید رنگی (RGB) باشد؛ عکس چهاررنگ چاپی یا خاکستری چاپ نمی‌شود.");
    }
    if frame.turned {
        return Err("عکس چرخیده است. آن را در جهت درست ذخیره کنید.");
    }
    let (columns, rows) = (u32::from(frame.columns), u32::from(frame.rows));
    if columns == 0 || rows == 0 || columns > LONGEST_SIDE || rows > LONGEST_SIDE {
        return Err("اندازهٔ عکس مناسب نیست. بلندترین ضلع آن باید تا ۲۰۰۰ نقطه باشد.");
    }
    // A photograph of another shape would be squeezed into the frame.
    let portrait = f64::from(columns) / f64::from(rows);
    if !(0.70..=0.80).contains(&portrait) {
        return Err("نسبت عکس باید ۳ در ۴ باشد.");
    }
    Ok(Picture { jpeg: Rc::new(bytes), columns, rows })
}

struct Frame {
    columns: u16,
    rows: u16,
    components: u8,
    turned: bool,
}

/// Walks over the segments of a JPEG file to the one that gives its size.
fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut turned = false;
    let mut at = 2;
    if bytes.get(..2)? != [0xff, 0xd8] || bytes.get(bytes.len() - 2..)? != [0xff, 0xd9] {
        return None;
    }
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        let length = usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let segment = bytes.get(at + 4..at + 2 + length)?;
        match marker {
            0xe1 if segment.starts_with(b"Exif\0\0") => turned |= is_turned(&segment[6..]),
            // Baseline, extended and progressive frames; lossless and arithmetic ones are not for
            // this format.
            0xc0..=0xc2 => {
                let number = |from: usize| {
                    Some(u16::from_be_bytes(segment.get(from..from + 2)?.try_into().ok()?))
                };
                if segment.first()? != &8 {
                    return None;
                }
                return Some(Frame {
                    rows: number(1)?,
                    columns: number(3)?,
                    components: *segment.get(5)?,
                    turned,
                });
            }
            0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf | 0xda => return None,
            _ => {}
        }
        at += 2 + length;
    }
}

/// Whether the first directory of Exif data turns the picture.
fn is_turned(exif: &[u8]) -> bool {
    let little = exif.starts_with(b"II");
    let short = |at: usize| {
        let pair: [u8; 2] = exif.get(at..at + 2)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let directory = || {
        let four: [u8; 4] = exif.get(4..8)?.try_into().ok()?;
        let at = if little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        let at = usize::try_from(at).ok()?;
        let entries = usize::from(short(at)?);
        (0..entries)
            .map(|entry| at + 2 + 12 * entry)
            .find(|entry| short(*entry) == Some(0x0112))
            .and_then(|entry| short(entry + 8))
    };
    directory().is_some_and(|orientation| orientation > 1)
}
