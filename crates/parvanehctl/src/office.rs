//! An office for the length of one command: opened, worked in, closed.

use std::path::PathBuf;

use desk::commands;
use desk::platform::folders;
use desk::views::Nothing;
use desk::views::printing::DocumentRequest;
use desk::views::session::{
    CopyAnswer, CopyView, SettleCopyRequest, StatusView, SwitchOfficerRequest, UnlockRequest,
};
use desk::{Desk, Error, ErrorCode, Keyring};

use crate::cli::Global;
use crate::outcome::{Failure, Voice};

/// Opens the office, does the work, and closes the office whatever came of it. What the window left waiting goes on
/// waiting.
///
/// # Errors
/// What the work says, before what closing says.
pub async fn with_office<T>(
    global: &Global,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    Box::pin(with_office_of(desk_of(global)?, global, work)).await
}

/// The same with a desk of one's own.
///
/// # Errors
/// As [`with_office`].
pub async fn with_office_of<T>(
    desk: Desk,
    global: &Global,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let officer = global.officer.as_deref();
    let seated = async |desk: &Desk| Box::pin(seated(desk, officer, work)).await;
    Box::pin(opened(desk, global, seated)).await
}

/// The same, for a document of a case: where nobody is named, somebody sits there who gives it out.
///
/// # Errors
/// As [`with_office_of`], and a case that is not here.
pub async fn with_giver<T>(
    desk: Desk,
    global: &Global,
    document: &DocumentRequest,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let seated = async |desk: &Desk| {
        let officer = match &global.officer {
            Some(named) => Some(named.clone()),
            None => commands::giver(desk, document).await?,
        };
        Box::pin(seated(desk, officer.as_deref(), work)).await
    };
    Box::pin(opened(desk, global, seated)).await
}

/// Opens a desk, works at it and closes it, however the work ends.
async fn opened<T>(
    desk: Desk,
    global: &Global,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    open(&desk).await?;
    let worked = match settle(&desk, global).await {
        Ok(()) => work(&desk).await,
        Err(error) => Err(error.into()),
    };
    warn_of_mark(&desk, global).await;
    let closed = desk.close().await;
    let value = worked?;
    closed?;
    Ok(value)
}

/// The desk of the data folder, not opened.
///
/// # Errors
/// Where the system names no folder for data.
pub fn desk_of(global: &Global) -> Result<Desk, Error> {
    let named = global.dir.clone().or_else(|| std::env::var_os("PARVANEH_DIR").map(PathBuf::from));
    let folder = named.or_else(folders::data_folder).ok_or_else(|| Error {
        hint: "پوشهٔ داده را با --dir بدهید.".to_owned(),
        ..Error::saying(ErrorCode::NotOpen, "این سیستم برای داده‌ها پوشه‌ای ندارد.")
    })?;
    let keyring = match passphrase() {
        Some(_) => Keyring::Unused,
        None => Keyring::System,
    };
    Ok(Desk::new(&folder, folders::state_folder(), keyring))
}

/// The passphrase that came with the environment.
pub fn passphrase() -> Option<String> {
    std::env::var("PARVANEH_PASSPHRASE").ok().filter(|passphrase| !passphrase.is_empty())
}

/// Opens what the folder has.
///
/// # Errors
/// A folder without an office, and every reason for which one does not open.
pub async fn open(desk: &Desk) -> Result<(), Error> {
    match commands::status(desk, Nothing {}).await? {
        StatusView::Open(_) => Ok(()),
        StatusView::Locked { .. } => {
            let request = UnlockRequest { passphrase: passphrase() };
            Box::pin(commands::unlock(desk, request)).await?;
            Ok(())
        }
        StatusView::FirstRun { .. } => Err(Error {
            hint:
                "ادارهٔ نمونه را با فرمان parvanehctl demo بسازید، یا پوشهٔ داده را با --dir بدهید."
                    .to_owned(),
            ..Error::new(ErrorCode::NotOpen)
        }),
    }
}

/// Tells that an older copy of the folder could not be found out later.
pub async fn warn_of_mark(desk: &Desk, global: &Global) {
    if let Some(fault) = desk.copy().await.and_then(|copy| copy.mark_fault) {
        Voice::of(global).warn(&fault);
    }
}

/// Says whether the folder is an older copy, where the arguments do, and tells that it is one.
async fn settle(desk: &Desk, global: &Global) -> Result<(), Error> {
    let Some(copy) = desk.copy().await else { return Ok(()) };
    let answer = match (copy.view, global.same_stream, global.new_stream) {
        (CopyView::Asks { .. }, true, _) => CopyAnswer::Same,
        (CopyView::Asks { .. }, _, true) => CopyAnswer::Older,
        (CopyView::Older { told }, ..) => {
            Voice::of(global).warn(&told);
            CopyAnswer::Read
        }
        (CopyView::Asks { .. } | CopyView::Settled, ..) => return Ok(()),
    };
    let request = SettleCopyRequest { answer };
    match commands::settle_copy(desk, request).await? {
        StatusView::Open(open) => {
            if let CopyView::Older { told } = open.copy {
                Voice::of(global).warn(&told);
            }
            Ok(())
        }
        StatusView::Locked { .. } | StatusView::FirstRun { .. } => Ok(()),
    }
}

/// Works as an officer, who gives the seat back afterwards.
async fn seated<T>(
    desk: &Desk,
    officer: Option<&str>,
    work: impl AsyncFnOnce(&Desk) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let Some(officer) = officer else { return work(desk).await };
    let before = match commands::status(desk, Nothing {}).await? {
        StatusView::Open(open) => open.officer.id,
        StatusView::Locked { .. } | StatusView::FirstRun { .. } => {
            return Err(Error::new(ErrorCode::NotOpen).into());
        }
    };
    seat(desk, officer.to_owned()).await?;
    let worked = work(desk).await;
    let back = seat(desk, before).await;
    let value = worked?;
    back?;
    Ok(value)
}

/// Seats an officer.
///
/// # Errors
/// An officer who is none of this office, or an office that is no demo.
pub async fn seat(desk: &Desk, officer_id: String) -> Result<(), Error> {
    commands::switch_officer(desk, SwitchOfficerRequest { officer_id }).await?;
    Ok(())
}
