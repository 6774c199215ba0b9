//! A photograph, and what of it can be printed.
//!
//! Whatever an applicant's camera or a print shop wrote is brought to one form: upright, three by
//! four, baseline sRGB, small, and without anything but the picture. That is a function of the
//! file's bytes alone, so that a paper drawn again is the same paper.

mod header;
mod pixels;
mod print;

use std::borrow::Cow;
use std::rc::Rc;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, ProblemCode};
use crate::typeset::placed::Picture;
use header::Header;
use pixels::Raster;

/// A photograph: a JPEG or PNG file in base64. Any shape near 3 by 4 is cut to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Photograph(pub String);

impl Photograph {
    /// The photograph in a JPEG file, as it is.
    pub fn of_jpeg(bytes: &[u8]) -> Self {
        Self(STANDARD.encode(bytes))
    }

    /// The photograph in a picture file, at print size.
    ///
    /// # Errors
    /// Says in Persian why it cannot be brought there, with what to do.
    pub fn of_picture(bytes: &[u8]) -> Result<Self, &'static str> {
        let printable = prepare(bytes).map_err(PhotographError::reason)?;
        Ok(Self(STANDARD.encode(printable)))
    }
}

/// Why a picture cannot be printed as a photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PhotographError {
    #[error("the file is neither JPEG nor PNG")]
    NotAPicture,
    #[error("the picture is coded in a way that photographs are not")]
    Unusual,
    #[error("the picture breaks off or is damaged")]
    Damaged,
    #[error("the file is larger than any photograph")]
    LargeFile,
    #[error("the picture has more pixels than are decoded")]
    TooManyPixels,
    #[error("most of the picture would be cut off to make it three by four")]
    Shape,
    #[error("the picture has too few pixels for a face")]
    Small,
    #[error("the picture is noise, which no small file holds")]
    Noise,
}

impl PhotographError {
    /// The reason with what to do, in Persian.
    fn reason(self) -> &'static str {
        match self {
            Self::NotAPicture => {
                "این پرونده عکس JPEG یا PNG نیست. عکس را با یکی از این دو قالب بفرستید."
            }
            Self::Unusual => {
                "این گونهٔ JPEG خوانده نمی‌شود. عکس را دوباره با قالب JPEG معمولی ذخیره کنید."
            }
            Self::Damaged => "پروندهٔ عکس ناقص یا خراب است. عکس را دوباره بفرستید.",
            Self::LargeFile => "حجم عکس زیاد است. عکس را تا ۱۵ مگابایت کوچک کنید.",
            Self::TooManyPixels => {
                "عکس بیش از اندازه بزرگ است. آن را کوچک کنید؛ ۱۲۰۰ در ۱۶۰۰ نقطه بسنده است."
            }
            Self::Shape => "نسبت عکس باید نزدیک به ۳ در ۴ باشد. عکس را ببرید و دوباره بفرستید.",
            Self::Small => "عکس بسیار کوچک است. عکسی با دست‌کم ۲۴۰ در ۳۲۰ نقطه بفرستید.",
            Self::Noise => "عکس روشن نیست و خوانا چاپ نمی‌شود. عکس دیگری بفرستید.",
        }
    }
}

/// The largest attachment that is taken in.
const LARGEST_FILE: usize = 15 * 1024 * 1024;

impl Check for Photograph {
    fn check(&mut self, checker: &mut Checker) {
        let prepared = self.bytes().and_then(|bytes| match prepare(&bytes)? {
            Cow::Borrowed(_) => Ok(None),
            Cow::Owned(printable) => Ok(Some(printable)),
        });
        match prepared {
            Ok(None) => {}
            Ok(Some(printable)) => *self = Self::of_jpeg(&printable),
            Err(error) => checker.report("", ProblemCode::Photograph, error.reason()),
        }
    }
}

impl Photograph {
    fn bytes(&self) -> Result<Vec<u8>, PhotographError> {
        if self.0.len() > LARGEST_FILE / 3 * 4 + 4 {
            return Err(PhotographError::LargeFile);
        }
        STANDARD.decode(self.0.trim()).map_err(|_| PhotographError::NotAPicture)
    }
}

/// Reads a photograph, or says in Persian why it cannot be printed.
pub(crate) fn read(photograph: &Photograph) -> Result<Picture, &'static str> {
    printable(photograph).map_err(PhotographError::reason)
}

fn printable(photograph: &Photograph) -> Result<Picture, PhotographError> {
    let mut bytes = photograph.bytes()?;
    let mut header = Header::read(&bytes);
    if !header.as_ref().is_ok_and(|header| print::ready(header, &bytes)) {
        bytes = prepare(&bytes)?.into_owned();
        header = Header::read(&bytes);
    }
    let Header { columns, rows, .. } = header?;
    Ok(Picture { jpeg: Rc::new(bytes), columns, rows })
}

/// Brings a picture file to print: upright, 3 by 4, baseline sRGB of at most
/// [`print::LARGEST`] bytes and nothing but the picture. What is all that already stays as it is.
///
/// # Errors
/// Refuses what is no picture, damaged, of another shape or of more pixels than are decoded.
pub(crate) fn prepare(bytes: &[u8]) -> Result<Cow<'_, [u8]>, PhotographError> {
    if bytes.len() > LARGEST_FILE {
        return Err(PhotographError::LargeFile);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return print::printed(&Raster::of_png(bytes)?).map(Cow::Owned);
    }
    let header = Header::read(bytes)?;
    if print::ready(&header, bytes) {
        // Whether the picture is whole shows at an eighth of its size, and at a fraction of the time.
        Raster::of_jpeg(bytes, &header, 8)?;
        return Ok(Cow::Borrowed(bytes));
    }
    let (columns, rows) = header.upright_size();
    let reduction = print::reduction(columns, rows)?;
    print::printed(&Raster::of_jpeg(bytes, &header, reduction)?).map(Cow::Owned)
}
