//! A printer's paper and what is drawn on it, behind safe functions.
#![expect(unsafe_code, reason = "Windows is called by pointers; each call says why it is sound")]

use windows::Win32::Foundation::ERROR_CANCELLED;
use windows::Win32::Graphics::Gdi::{
    BI_RGB, BITMAPINFO, BITMAPINFOHEADER, CreateDCW, DEVMODEW, DIB_RGB_COLORS, DM_COPIES,
    DM_DUPLEX, DM_IN_BUFFER, DM_ORIENTATION, DM_OUT_BUFFER, DM_PAPERSIZE, DMDUP_SIMPLEX,
    DMORIENT_PORTRAIT, DMPAPER_A4, DeleteDC, GET_DEVICE_CAPS_INDEX, GetDeviceCaps, HDC, LOGPIXELSX,
    LOGPIXELSY, PHYSICALHEIGHT, PHYSICALOFFSETX, PHYSICALOFFSETY, PHYSICALWIDTH, RGBQUAD, SRCCOPY,
    StretchDIBits,
};
use windows::Win32::Graphics::Printing::DocumentPropertiesW;
use windows::Win32::Storage::Xps::{AbortDoc, DOCINFOW, EndDoc, EndPage, StartDocW, StartPage};
use windows::core::{Error, HSTRING, PCWSTR};

use super::dots::{Resolution, Tile};
use super::winspool::Queue;
use crate::platform::printing::PrintFailure;

/// What paper may lack of 210 and 297 mm, since printers round.
const TOLERANCE_MM: f64 = 3.0;
const MM_IN_AN_INCH: f64 = 25.4;

/// A4 paper of a printer, one side printed, one copy.
pub(super) struct Paper(HDC);

impl Paper {
    /// Asks the printer's driver for A4.
    pub(super) fn a4(name: &str, queue: &Queue) -> Result<Self, PrintFailure> {
        let name = HSTRING::from(name);
        let settings = settings(&name, queue)?;
        // SAFETY: the name ends in a zero, and the driver itself has filled the settings.
        let canvas = unsafe {
            CreateDCW(PCWSTR::null(), &name, PCWSTR::null(), Some(settings.as_ptr().cast()))
        };
        if canvas.is_invalid() { Err(failed()) } else { Ok(Self(canvas)) }
    }

    /// Whether a sheet of A4 fits on it.
    pub(super) fn holds_a4(&self) -> bool {
        let Resolution { across, down } = self.resolution();
        let millimetres = |dots: GET_DEVICE_CAPS_INDEX, an_inch: u32| {
            f64::from(self.tells(dots)) / f64::from(an_inch) * MM_IN_AN_INCH
        };
        millimetres(PHYSICALWIDTH, across) >= 210.0 - TOLERANCE_MM
            && millimetres(PHYSICALHEIGHT, down) >= 297.0 - TOLERANCE_MM
    }

    /// How fine the printer prints.
    pub(super) fn resolution(&self) -> Resolution {
        let dots = |of| u32::try_from(self.tells(of)).unwrap_or_default().max(1);
        Resolution { across: dots(LOGPIXELSX), down: dots(LOGPIXELSY) }
    }

    /// Begins a job.
    pub(super) fn begin(self, title: &str) -> Result<PrintJob, PrintFailure> {
        let title = HSTRING::from(title);
        let about = DOCINFOW {
            cbSize: i32::try_from(size_of::<DOCINFOW>()).unwrap_or_default(),
            lpszDocName: PCWSTR(title.as_ptr()),
            ..DOCINFOW::default()
        };
        // SAFETY: the title ends in a zero and lives as long as the call.
        let number = unsafe { StartDocW(self.0, &raw const about) };
        if number > 0 { Ok(PrintJob { paper: self, number, ended: false }) } else { Err(failed()) }
    }

    fn tells(&self, what: GET_DEVICE_CAPS_INDEX) -> i32 {
        // SAFETY: the canvas is open.
        unsafe { GetDeviceCaps(Some(self.0), what) }
    }
}

impl Drop for Paper {
    fn drop(&mut self) {
        // SAFETY: it is open and nobody has it any longer.
        let _ = unsafe { DeleteDC(self.0) };
    }
}

/// The driver's settings for a sheet of A4: a structure and what the driver keeps behind it.
fn settings(name: &HSTRING, queue: &Queue) -> Result<Vec<u64>, PrintFailure> {
    let driver = |out: Option<*mut DEVMODEW>, given: Option<*const DEVMODEW>, mode: u32| {
        // SAFETY: the queue is open, the name ends in a zero, and both pointers are nothing or lead to as many
        // bytes as the driver has asked for.
        unsafe { DocumentPropertiesW(None, queue.handle(), name, out, given, mode) }
    };
    let needed = usize::try_from(driver(None, None, 0)).map_err(|_| failed())?;
    let mut memory = vec![0_u64; needed.max(size_of::<DEVMODEW>()).div_ceil(size_of::<u64>())];
    let settings: *mut DEVMODEW = memory.as_mut_ptr().cast();
    if driver(Some(settings), None, DM_OUT_BUFFER.0) < 0 {
        return Err(failed());
    }
    // SAFETY: the memory is aligned, long enough and filled by the driver.
    let wanted = unsafe { &mut *settings };
    wanted.dmFields |= DM_ORIENTATION | DM_PAPERSIZE | DM_COPIES | DM_DUPLEX;
    wanted.dmDuplex = DMDUP_SIMPLEX;
    // SAFETY: of a printer's settings this is the part of the union that is meant.
    let paper = unsafe { &mut wanted.Anonymous1.Anonymous1 };
    paper.dmOrientation = short(DMORIENT_PORTRAIT);
    paper.dmPaperSize = short(DMPAPER_A4);
    paper.dmCopies = 1;
    if driver(Some(settings), Some(settings), (DM_IN_BUFFER | DM_OUT_BUFFER).0) < 0 {
        return Err(failed());
    }
    Ok(memory)
}

/// A constant as the settings hold it.
fn short(constant: u32) -> i16 {
    i16::try_from(constant).unwrap_or_default()
}

/// A job that is being drawn. Dropped before its end it leaves the queue again.
pub(super) struct PrintJob {
    paper: Paper,
    number: i32,
    ended: bool,
}

impl PrintJob {
    /// Draws a page.
    pub(super) fn page(
        &mut self,
        draw: impl FnOnce(&Sheet<'_>) -> Result<(), PrintFailure>,
    ) -> Result<(), PrintFailure> {
        // SAFETY: a job has begun on this canvas.
        worked(unsafe { StartPage(self.paper.0) })?;
        draw(&Sheet(&self.paper))?;
        // SAFETY: a page has begun on this canvas.
        worked(unsafe { EndPage(self.paper.0) })
    }

    /// Ends the job and returns its number.
    pub(super) fn end(mut self) -> Result<String, PrintFailure> {
        // SAFETY: a job has begun on this canvas.
        worked(unsafe { EndDoc(self.paper.0) })?;
        self.ended = true;
        Ok(self.number.to_string())
    }
}

impl Drop for PrintJob {
    fn drop(&mut self) {
        if !self.ended {
            // SAFETY: a job has begun on this canvas and has not ended.
            unsafe { AbortDoc(self.paper.0) };
        }
    }
}

/// A page that is being drawn.
pub(super) struct Sheet<'a>(&'a Paper);

impl Sheet<'_> {
    /// Puts a tile in its place; `drawn` is how fine its dots are.
    pub(super) fn put(&self, drawn: Resolution, tile: &Tile) -> Result<(), PrintFailure> {
        let Resolution { across, down } = self.0.resolution();
        let right = Edge::new(self.0.tells(PHYSICALOFFSETX), across, drawn.across);
        let below = Edge::new(self.0.tells(PHYSICALOFFSETY), down, drawn.down);
        let (left, top) = (right.of(tile.left), below.of(tile.top));
        let bitmap = Bitmap::of(tile);
        let (width, height) = (i32::from(tile.width), i32::from(tile.height));
        // SAFETY: the header says how the rows lie, and they are as many as it says.
        let rows = unsafe {
            StretchDIBits(
                self.0.0,
                left,
                top,
                right.of(tile.left + tile.width) - left,
                below.of(tile.top + tile.height) - top,
                0,
                0,
                width,
                height,
                Some(tile.rows.as_ptr().cast()),
                (&raw const bitmap).cast(),
                DIB_RGB_COLORS,
                SRCCOPY,
            )
        };
        worked(rows)
    }
}

/// Where dots of the drawing lie among those of the printer, which begin where it can print.
struct Edge {
    offset: i64,
    printer: i64,
    drawing: i64,
}

impl Edge {
    fn new(offset: i32, printer: u32, drawing: u32) -> Self {
        Self { offset: offset.into(), printer: printer.into(), drawing: drawing.into() }
    }

    fn of(&self, dot: u16) -> i32 {
        let place = i64::from(dot) * self.printer / self.drawing - self.offset;
        i32::try_from(place).unwrap_or(i32::MAX)
    }
}

/// The header of a bitmap with room for the largest palette.
#[repr(C)]
struct Bitmap {
    header: BITMAPINFOHEADER,
    palette: [RGBQUAD; 256],
}

const _: () = assert!(align_of::<Bitmap>() == align_of::<BITMAPINFO>());

impl Bitmap {
    fn of(tile: &Tile) -> Self {
        let mut palette = [RGBQUAD::default(); 256];
        for (place, &[blue, green, red, _]) in palette.iter_mut().zip(&tile.palette) {
            *place = RGBQUAD { rgbBlue: blue, rgbGreen: green, rgbRed: red, rgbReserved: 0 };
        }
        let header = BITMAPINFOHEADER {
            biSize: u32::try_from(size_of::<BITMAPINFOHEADER>()).unwrap_or_default(),
            biWidth: tile.width.into(),
            biHeight: tile.height.into(),
            biPlanes: 1,
            biBitCount: tile.depth,
            biCompression: BI_RGB.0,
            biClrUsed: u32::try_from(tile.palette.len()).unwrap_or_default(),
            ..BITMAPINFOHEADER::default()
        };
        Self { header, palette }
    }
}

/// What a function of the canvas returned: more than nothing if it worked.
fn worked(returned: i32) -> Result<(), PrintFailure> {
    if returned > 0 { Ok(()) } else { Err(failed()) }
}

/// Why the last call failed.
fn failed() -> PrintFailure {
    let error = Error::from_thread();
    if error.code() == ERROR_CANCELLED.to_hresult() {
        // A printer into a file asks for its name, and somebody has closed the question.
        return PrintFailure::CommandFailed("از چاپ انصراف داده شد".to_owned());
    }
    error.into()
}
