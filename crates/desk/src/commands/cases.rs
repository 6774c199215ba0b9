//! One case: seeing it, acting on it, undoing, and files that come with it.

use domain::catalogue::ConditionNumber;
use domain::policy::{OWN_LETTERS, OWN_WORDS, OwnWords};

use super::session::{decode, encode, status};
use crate::case_file::LeftOut;
use crate::case_view::case_ref;
use crate::desk::Desk;
use crate::office::Imported;
use crate::views::Nothing;
use crate::views::acts::{ActRequest, ActedView, WeighRequest, WeightView};
use crate::views::case::{CaseRequest, CaseView};
use crate::views::files::{AttachmentRequest, FileView, ImportRequest, ImportedView, LeftOutView};
use crate::views::session::{Settlement, StatusView, WaitingRequest};
use crate::{Error, ErrorCode, acts, incoming};

/// Shows a case of the officer's office, by its id or its tracking code.
pub async fn case(desk: &Desk, request: CaseRequest) -> Result<CaseView, Error> {
    let mut office = desk.office().await?;
    let seen = office.look_up(&request.case_id).await?;
    office.forget_returned(seen.case.id).await?;
    office.note_opened(seen.case.id).await?;
    office.view(&seen).await
}

/// Does something with a case.
pub async fn act(desk: &Desk, request: ActRequest) -> Result<ActedView, Error> {
    let mut office = desk.office().await?;
    let case = office.find(&request.case_id).await?;
    let outcome = office.act(&case, &request.act).await?;
    Ok(ActedView {
        case: office.view_now(outcome.case.id).await?,
        pending: office.pending().await?,
        opened: outcome.opened.as_ref().map(case_ref),
    })
}

/// Says how much of the explanation of a refusal is its own, while it is written.
pub async fn weigh_explanation(desk: &Desk, request: WeighRequest) -> Result<WeightView, Error> {
    let office = desk.office().await?;
    let numbers: Vec<_> = request.conditions.iter().copied().map(ConditionNumber).collect();
    let own = OwnWords::explaining(&request.text, &numbers, &office.catalogue);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(WeightView {
        words: count(own.words),
        letters: count(own.letters),
        least_words: count(OWN_WORDS),
        least_letters: count(OWN_LETTERS),
    })
}

/// Gives the waiting decision of a case back as a draft, or all of the officer's.
pub async fn undo(desk: &Desk, request: WaitingRequest) -> Result<StatusView, Error> {
    let mut slot = desk.slot().await;
    let office = slot.as_mut().ok_or_else(|| Error::new(ErrorCode::NotOpen))?;
    match request.case_id {
        Some(id) => {
            let case = office.find(&id).await?;
            office.undo(case.id).await?;
        }
        None => office.settle_decisions(Settlement::Undo).await?,
    }
    drop(slot);
    status(desk, Nothing {}).await
}

/// Seals the waiting decision of a case now, or all of the officer's in the order in which they were made.
pub async fn seal(desk: &Desk, request: WaitingRequest) -> Result<StatusView, Error> {
    let mut office = desk.office().await?;
    match request.case_id {
        Some(id) => {
            let case = office.find(&id).await?;
            office.seal_case(case.id).await?;
        }
        None => office.settle_decisions(Settlement::Seal).await?,
    }
    drop(office);
    status(desk, Nothing {}).await
}

/// Returns the content of a document of a case.
pub async fn attachment(desk: &Desk, request: AttachmentRequest) -> Result<FileView, Error> {
    let office = desk.office().await?;
    let case = office.find(&request.case_id).await?;
    let attachment = acts::attachment(&case, &request.attachment)?;
    let bytes = office.db.attachments().get(attachment.content)?;
    Ok(FileView {
        mime: attachment.media.as_str().to_owned(),
        name: attachment.name.as_str().to_owned(),
        content: encode(&bytes),
    })
}

/// Takes a case file in.
pub async fn import(desk: &Desk, request: ImportRequest) -> Result<ImportedView, Error> {
    let file = decode(&request.file)?;
    let mut office = desk.office().await?;
    let Imported { case, known, left_out } = office.import(&file).await?;
    let owner = case.office.as_ref().map(|id| crate::case_view::Names::office(&*office, id));
    let left_out = left_out.into_iter().map(|LeftOut { title, problem, .. }| LeftOutView {
        error: incoming::error(problem),
        document: title,
    });
    Ok(ImportedView {
        case: case_ref(&case),
        office: owner.unwrap_or_default(),
        known,
        left_out: left_out.collect(),
    })
}
