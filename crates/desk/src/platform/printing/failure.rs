//! Why a sheet was not printed, and what the officer reads then.

/// Why a sheet was not printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PrintFailure {
    /// There is no queue, or no default one.
    #[error("there is no printer")]
    NoPrinter,
    /// The queue that was asked for does not exist.
    #[error("there is no printer of that name")]
    QueueUnknown,
    /// The queue takes no jobs or has been stopped.
    #[error("the printer takes no jobs: {0}")]
    QueueRefused(String),
    /// The queue took the job and threw it out, or stopped at it.
    #[error("the printer gave the job up: {0}")]
    GivenUp(String),
    /// The system's printing commands are not installed.
    #[error("the printing commands of the system are missing")]
    CommandMissing,
    /// The print system does not answer.
    #[error("the print system does not answer")]
    NoAnswer,
    /// The command failed in another way.
    #[error("the printing command failed: {0}")]
    CommandFailed(String),
    /// Somebody stopped it.
    #[error("the job was stopped")]
    Stopped,
    /// The printer has no A4 paper, and a sheet would come out cut.
    #[error("the printer holds no A4 paper")]
    NoA4,
}

impl From<PrintFailure> for crate::Error {
    fn from(failure: PrintFailure) -> Self {
        const SAVE: &str = "یا سند را در پرونده ذخیره کنید و از آنجا چاپ کنید.";
        let with_reason = |what: &str, reason: &str| match reason {
            "" => format!("{what}."),
            _ => format!("{what}: {reason}"),
        };
        let (code, message, hint) = match &failure {
            PrintFailure::NoPrinter => (
                crate::ErrorCode::NoPrinter,
                "چاپگری در این رایانه تعریف نشده است.".to_owned(),
                "یک چاپگر تعریف کنید و آن را پیش‌فرض بگذارید،",
            ),
            PrintFailure::QueueUnknown => (
                crate::ErrorCode::NoPrinter,
                "چاپگری با این نام نیست.".to_owned(),
                "چاپگر دیگری را انتخاب کنید،",
            ),
            PrintFailure::QueueRefused(reason) => (
                crate::ErrorCode::PrinterFailed,
                with_reason("چاپگر کار نمی‌پذیرد یا متوقف است", reason),
                "چاپگر را راه بیندازید یا چاپگر دیگری را انتخاب کنید،",
            ),
            PrintFailure::GivenUp(reason) => (
                crate::ErrorCode::PrinterFailed,
                with_reason("چاپگر چاپ را نیمه‌کاره رها کرد", reason),
                "کاغذ و اتصال چاپگر را بررسی کنید و دوباره چاپ کنید،",
            ),
            PrintFailure::CommandMissing => (
                crate::ErrorCode::NoPrinter,
                "ابزار چاپ سیستم‌عامل (CUPS) نصب نیست.".to_owned(),
                "از کارشناس رایانه بخواهید CUPS را نصب کند،",
            ),
            PrintFailure::NoAnswer => (
                crate::ErrorCode::PrinterFailed,
                "سامانهٔ چاپ پاسخ نمی‌دهد.".to_owned(),
                "اتصال چاپگر را بررسی کنید و دوباره چاپ کنید،",
            ),
            PrintFailure::CommandFailed(reason) => (
                crate::ErrorCode::PrinterFailed,
                with_reason("چاپ انجام نشد", reason),
                "دوباره چاپ کنید،",
            ),
            PrintFailure::Stopped => (
                crate::ErrorCode::PrinterFailed,
                "چاپ را متوقف کردید.".to_owned(),
                "دوباره چاپ کنید،",
            ),
            PrintFailure::NoA4 => (
                crate::ErrorCode::PrinterFailed,
                "این چاپگر کاغذ A4 ندارد و برگه بریده چاپ می‌شود.".to_owned(),
                "چاپگر دیگری را انتخاب کنید،",
            ),
        };
        Self { message, hint: format!("{hint} {SAVE}"), ..Self::new(code) }
    }
}
