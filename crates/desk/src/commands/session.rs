//! Starting, locking, and who sits at the desk.

use base64::Engine;

use crate::desk::{DEMO_CASES, DEMO_SEED, Desk, blocking};
use crate::office::{Founding, Office};
use crate::views::Nothing;
use crate::views::session::{
    CountsView, LockRequest, OfficersView, OpenCaseFileRequest, OpenDemoRequest, OpenView,
    SettleCopyRequest, StatusView, SwitchOfficerRequest, UnlockRequest,
};
use crate::{Error, ErrorCode};

/// The most cases that a demo office begins with.
const MOST_DEMO_CASES: u32 = 5_000;

/// Says where the workstation stands. A folder that another program has open is refused at once, before
/// anybody is asked for a passphrase.
pub async fn status(desk: &Desk, _: Nothing) -> Result<StatusView, Error> {
    if desk.slot().await.is_none() {
        desk.refuse_if_in_use().await?;
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let today = desk.now().tehran_date().into();
        let key_store = desk.key_store().await?;
        return Ok(if desk.has_office() {
            StatusView::Locked { version, today, key_store }
        } else {
            StatusView::FirstRun { version, today, key_store }
        });
    }
    let mut office = desk.office().await?;
    Ok(StatusView::Open(Box::new(open_view(&mut office).await?)))
}

async fn open_view(office: &mut Office) -> Result<OpenView, Error> {
    let pending = office.pending().await?;
    let returned = office.returned().await?;
    let mut reader = office.db.read().await?;
    let conn = reader.conn();
    let officer = office.acting();
    let today = office.today();
    let counts = casedb::counts::counts(conn, &officer.office, &officer.account, today).await?;
    let left = casedb::numbers::left(conn, today).await?;
    let issues = office.role() == domain::people::Role::Labour;
    Ok(OpenView {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        today: today.into(),
        officer: office.officer_view(office.seated()),
        key_store: office.key_store.clone(),
        sample: office.sample,
        numbers_left: left.filter(|_| issues).map(|left| u32::try_from(left).unwrap_or(u32::MAX)),
        outbox: if office.sample { None } else { Some(casedb::log::outbox(conn).await?) },
        reconciled: None,
        pending,
        counts: CountsView {
            mine: counts.mine,
            office: counts.office,
            decided_today: counts.decided_today,
            ready_to_print: counts.ready_to_print,
        },
        returned,
        copy: office.copy(),
        mark_fault: office.mark_fault(),
    })
}

/// Founds the demo office and opens it.
pub async fn open_demo(desk: &Desk, request: OpenDemoRequest) -> Result<StatusView, Error> {
    let cases = request.cases.unwrap_or(DEMO_CASES);
    if cases > MOST_DEMO_CASES {
        let message = "ادارهٔ نمونه بیش از ۵۰۰۰ پرونده ندارد.";
        return Err(Error::saying(ErrorCode::InputInvalid, message));
    }
    let seed = request.seed.unwrap_or(DEMO_SEED);
    desk.start(request.passphrase, Founding { cases, seed }).await?;
    status(desk, Nothing {}).await
}

/// Founds a sample office without cases and takes a case file in. A file that cannot be taken in founds nothing.
pub async fn open_case_file(
    desk: &Desk,
    request: OpenCaseFileRequest,
) -> Result<StatusView, Error> {
    let file = decode(&request.file)?;
    let today = desk.now().tehran_date();
    let checked = blocking(move || {
        crate::case_file::parse(&file, &domain::catalogue::sample(), today).map(|_| file)
    });
    let file = checked.await??;
    desk.start(request.passphrase, Founding { cases: 0, seed: DEMO_SEED }).await?;
    let mut office = desk.office().await?;
    let case = office.import(&file).await?.case;
    office.seat_whose_turn(&case).await?;
    drop(office);
    status(desk, Nothing {}).await
}

/// Opens the office of the folder.
pub async fn unlock(desk: &Desk, request: UnlockRequest) -> Result<StatusView, Error> {
    desk.unlock(request.passphrase).await?;
    status(desk, Nothing {}).await
}

/// Says whether the data folder is an older copy, where nobody but the officer can tell.
pub async fn settle_copy(desk: &Desk, request: SettleCopyRequest) -> Result<StatusView, Error> {
    desk.office().await?.settle_copy(request.answer).await?;
    status(desk, Nothing {}).await
}

/// Closes the office. Where decisions of the officer wait it has to be said what becomes of them.
pub async fn lock(desk: &Desk, request: LockRequest) -> Result<StatusView, Error> {
    if desk.slot().await.is_some() {
        desk.office().await?.settle_before_leaving(request.waiting).await?;
    }
    desk.close().await?;
    status(desk, Nothing {}).await
}

/// Lists the officers who may sit here.
pub async fn officers(desk: &Desk, _: Nothing) -> Result<OfficersView, Error> {
    Ok(OfficersView { officers: desk.office().await?.officers() })
}

/// Seats another officer, in the demo office. Decisions that wait go on waiting for whoever took them.
pub async fn switch_officer(
    desk: &Desk,
    request: SwitchOfficerRequest,
) -> Result<StatusView, Error> {
    let id = crate::acts::officer_id(&request.officer_id)?;
    let mut office = desk.office().await?;
    if !office.sample {
        return Err(Error::new(ErrorCode::NotYourAct));
    }
    office.seat(&id).await?;
    drop(office);
    status(desk, Nothing {}).await
}

/// Reads Base64 of a door.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, Error> {
    base64::engine::general_purpose::STANDARD
        .decode(text)
        .map_err(|_| Error::new(ErrorCode::CaseFileUnreadable))
}

/// Writes Base64 for a door.
pub(super) fn encode(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
