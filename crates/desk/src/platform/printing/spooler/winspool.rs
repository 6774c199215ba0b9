//! The spooler's queues and jobs, behind safe functions.
#![expect(
    unsafe_code,
    reason = "the functions of Windows are called by pointers; each call says why it is sound"
)]

use std::ffi::c_void;

use windows::Win32::Foundation::{ERROR_INSUFFICIENT_BUFFER, ERROR_INVALID_PRINTER_NAME};
use windows::Win32::Graphics::Printing::{
    ClosePrinter, EnumPrintersW, GetDefaultPrinterW, GetJobW, GetPrinterW, JOB_CONTROL_DELETE,
    JOB_INFO_1W, OpenPrinterW, PRINTER_ENUM_CONNECTIONS, PRINTER_ENUM_LOCAL, PRINTER_HANDLE,
    PRINTER_INFO_2W, PRINTER_INFO_4W, SetJobW,
};
use windows::core::{Error, HSTRING, PCWSTR, PWSTR, Result};

use super::states::QueueState;
use crate::platform::printing::PrintFailure;

/// How often an answer is asked for again that has grown meanwhile.
const TRIES: u8 = 4;

/// The names of the queues of this computer and those that it is connected to.
pub(super) fn queues() -> Result<Vec<String>> {
    let which = PRINTER_ENUM_LOCAL | PRINTER_ENUM_CONNECTIONS;
    let mut found = 0;
    let answer = Answer::of(|memory, needed| {
        // SAFETY: `memory` says how long it is; the two counts live as long as the call.
        unsafe { EnumPrintersW(which, PCWSTR::null(), 4, memory, needed, &raw mut found) }
    })?;
    // SAFETY: the spooler has put `found` structures of level 4 at the beginning of the answer.
    let infos: &[PRINTER_INFO_4W] = unsafe { answer.all(found) };
    // SAFETY: the names lie in the same answer.
    Ok(infos.iter().filter_map(|info| unsafe { words(info.pPrinterName) }).collect())
}

/// The name of the default queue.
pub(super) fn default_queue() -> Option<String> {
    let mut length = 0;
    // SAFETY: without memory it only tells the length.
    let _ = unsafe { GetDefaultPrinterW(None, &raw mut length) };
    let mut name = vec![0_u16; usize::try_from(length).ok()?];
    // SAFETY: `name` holds `length` characters.
    unsafe { GetDefaultPrinterW(Some(PWSTR(name.as_mut_ptr())), &raw mut length) }.ok().ok()?;
    let end = name.iter().position(|&unit| unit == 0)?;
    String::from_utf16(&name[..end]).ok().filter(|name| !name.is_empty())
}

/// A queue, open.
pub(super) struct Queue(PRINTER_HANDLE);

/// What the spooler tells of a job.
pub(super) struct JobState {
    /// `JOB_STATUS_…`
    pub(super) status: u32,
    /// The driver's own words, mostly none.
    pub(super) words: String,
}

impl Queue {
    /// Opens a queue.
    pub(super) fn open(name: &str) -> std::result::Result<Self, PrintFailure> {
        let mut handle = PRINTER_HANDLE::default();
        // SAFETY: the name ends in a zero and the handle lives as long as the call.
        let opened = unsafe { OpenPrinterW(&HSTRING::from(name), &raw mut handle, None) };
        match opened {
            Ok(()) => Ok(Self(handle)),
            Err(error) if error.code() == ERROR_INVALID_PRINTER_NAME.to_hresult() => {
                Err(PrintFailure::QueueUnknown)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Its handle, as long as it is open.
    pub(super) const fn handle(&self) -> PRINTER_HANDLE {
        self.0
    }

    /// Its marks; nothing if it does not tell them.
    pub(super) fn state(&self) -> Option<QueueState> {
        let answer = Answer::of(|memory, needed| {
            // SAFETY: the queue is open and `memory` says how long it is.
            unsafe { GetPrinterW(self.0, 2, memory, needed) }
        });
        let answer = answer.ok()?;
        // SAFETY: the spooler has put one structure of level 2 at the beginning of the answer.
        let info: &PRINTER_INFO_2W = unsafe { answer.all(1) }.first()?;
        Some(QueueState { status: info.Status, attributes: info.Attributes })
    }

    /// Where a job stands; nothing if it is no longer in the queue.
    pub(super) fn job(&self, job: u32) -> Option<JobState> {
        let answer = Answer::of(|memory, needed| {
            // SAFETY: the queue is open and `memory` says how long it is.
            unsafe { GetJobW(self.0, job, 1, memory, needed) }.ok()
        });
        let answer = answer.ok()?;
        // SAFETY: the spooler has put one structure of level 1 at the beginning of the answer.
        let info: &JOB_INFO_1W = unsafe { answer.all(1) }.first()?;
        // SAFETY: the words lie in the same answer.
        let words = unsafe { words(info.pStatus) }.unwrap_or_default();
        Some(JobState { status: info.Status, words: super::plain(&words) })
    }

    /// Takes a job out of the queue.
    pub(super) fn remove(&self, job: u32) {
        // SAFETY: the queue is open, and nothing is handed over but numbers.
        let removed = unsafe { SetJobW(self.0, job, 0, None, JOB_CONTROL_DELETE) };
        if !removed.as_bool() {
            tracing::warn!(job, "a print job could not be taken back");
        }
    }
}

impl Drop for Queue {
    fn drop(&mut self) {
        // SAFETY: it is open and nobody has it any longer.
        drop(unsafe { ClosePrinter(self.0) });
    }
}

/// What the spooler writes: structures, and behind them the words they point to.
struct Answer(Vec<u64>);

impl Answer {
    /// Asks for the length, then for the answer, and again if it has grown meanwhile.
    fn of(mut ask: impl FnMut(Option<&mut [u8]>, *mut u32) -> Result<()>) -> Result<Self> {
        let mut needed = 0_u32;
        let mut memory: Vec<u64> = Vec::new();
        for _ in 0..TRIES {
            let bytes = memory.len() * size_of::<u64>();
            // SAFETY: so many bytes the numbers have, and any byte is allowed in them.
            let slice =
                unsafe { std::slice::from_raw_parts_mut(memory.as_mut_ptr().cast(), bytes) };
            match ask((bytes > 0).then_some(slice), &raw mut needed) {
                Ok(()) => return Ok(Self(memory)),
                Err(error) if error.code() == ERROR_INSUFFICIENT_BUFFER.to_hresult() => {
                    let numbers =
                        usize::try_from(needed).unwrap_or_default().div_ceil(size_of::<u64>());
                    memory = vec![0_u64; numbers];
                }
                Err(error) => return Err(error),
            }
        }
        Err(Error::from_hresult(ERROR_INSUFFICIENT_BUFFER.to_hresult()))
    }

    /// The structures at its beginning, as many as there is room for.
    ///
    /// # Safety
    /// The spooler has written `count` of just these.
    unsafe fn all<T>(&self, count: u32) -> &[T] {
        const { assert!(align_of::<T>() <= align_of::<u64>()) };
        let room = self.0.len() * size_of::<u64>() / size_of::<T>();
        let count = usize::try_from(count).unwrap_or_default().min(room);
        let begin: *const c_void = self.0.as_ptr().cast();
        // SAFETY: the memory is aligned and long enough, and the caller answers for its content.
        unsafe { std::slice::from_raw_parts(begin.cast(), count) }
    }
}

/// Words that end in a zero; none for a pointer to nothing.
///
/// # Safety
/// The pointer is nothing, or points to words that end in a zero.
unsafe fn words(at: PWSTR) -> Option<String> {
    if at.is_null() {
        return None;
    }
    // SAFETY: as the caller says.
    unsafe { at.to_string() }.ok()
}
