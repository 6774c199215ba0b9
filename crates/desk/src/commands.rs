//! The one list of commands, and the commands. The window's IPC door, the permission file, the headless
//! door and the TypeScript map are all expanded from the list, so that none can drift.

mod cases;
mod faults;
mod jobs;
pub(crate) mod ledger;
mod papers;
mod queue;
mod session;
mod texts;
mod verify;

pub use cases::{act, attachment, case, import, seal, undo, weigh_explanation};
pub use faults::report_fault;
pub use jobs::{begin_job, delivery, draw_job, drop_job, job, job_page, send_job, settle_job};
pub use ledger::{mark_sheets, print_desk, reprint, sheet};
pub use papers::{giver, preview, print, save};
pub use queue::{next_case, queue};
pub use session::{
    lock, officers, open_case_file, open_demo, settle_copy, status, switch_officer, unlock,
};
pub use texts::{letter_texts, preview_text, restore_text, save_text};
pub use verify::verify;

/// Calls `$callback!` with every command as `name(Request) -> Answer;`.
///
/// Each is an async function of this module: `name(&Desk, Request) -> Result<Answer, Error>`.
#[macro_export]
macro_rules! for_each_command {
    ($callback:path) => {
        $callback! {
            status(Nothing) -> StatusView;
            open_demo(OpenDemoRequest) -> StatusView;
            open_case_file(OpenCaseFileRequest) -> StatusView;
            unlock(UnlockRequest) -> StatusView;
            settle_copy(SettleCopyRequest) -> StatusView;
            lock(LockRequest) -> StatusView;
            officers(Nothing) -> OfficersView;
            switch_officer(SwitchOfficerRequest) -> StatusView;
            queue(QueueRequest) -> QueueView;
            next_case(NextCaseRequest) -> NextCaseView;
            case(CaseRequest) -> CaseView;
            act(ActRequest) -> ActedView;
            weigh_explanation(WeighRequest) -> WeightView;
            undo(WaitingRequest) -> StatusView;
            seal(WaitingRequest) -> StatusView;
            attachment(AttachmentRequest) -> FileView;
            import(ImportRequest) -> ImportedView;
            print_desk(Nothing) -> PrintDeskView;
            preview(DocumentRequest) -> FileView;
            sheet(SheetRequest) -> FileView;
            print(PrintRequest) -> PrintedView;
            save(DocumentRequest) -> SavedView;
            reprint(ReprintRequest) -> PrintedView;
            mark_sheets(MarkSheetsRequest) -> PrintDeskView;
            begin_job(BeginJobRequest) -> PrintJobView;
            draw_job(JobRequest) -> JobProgressView;
            job(JobRequest) -> PrintJobView;
            job_page(JobItemRequest) -> FileView;
            send_job(SendJobRequest) -> PrintJobView;
            delivery(DeliveryRequest) -> DeliveryView;
            settle_job(SettleJobRequest) -> PrintJobView;
            drop_job(JobRequest) -> PrintDeskView;
            letter_texts(Nothing) -> LetterTextsView;
            preview_text(PreviewTextRequest) -> FileView;
            save_text(SaveTextRequest) -> LetterTextsView;
            restore_text(RestoreTextRequest) -> LetterTextsView;
            verify(VerifyRequest) -> ProofView;
            report_fault(FaultRequest) -> Nothing;
        }
    };
}

/// A request that has not been read yet.
pub use serde_json::Value as Json;

/// Reads a request as it came through a door.
///
/// # Errors
/// Says what is wrong with it, a number outside its bounds by its name, and never repeats what stands there.
pub fn read<T: serde::de::DeserializeOwned>(request: Json) -> Result<T, crate::Error> {
    serde_json::from_value(request).map_err(|error| crate::Error::unreadable(&error))
}

/// Every type that the list names, for whoever expands it.
pub mod types {
    pub use crate::views::Nothing;
    pub use crate::views::acts::{ActRequest, ActedView, WeighRequest, WeightView};
    pub use crate::views::case::{CaseRequest, CaseView};
    pub use crate::views::faults::FaultRequest;
    pub use crate::views::files::{AttachmentRequest, FileView, ImportRequest, ImportedView};
    pub use crate::views::printing::{
        BeginJobRequest, DeliveryRequest, DeliveryView, DocumentRequest, JobItemRequest,
        JobProgressView, JobRequest, MarkSheetsRequest, PrintDeskView, PrintJobView, PrintRequest,
        PrintedView, ReprintRequest, SavedView, SendJobRequest, SettleJobRequest, SheetRequest,
    };
    pub use crate::views::proofs::{ProofView, VerifyRequest};
    pub use crate::views::queue::{NextCaseRequest, NextCaseView, QueueRequest, QueueView};
    pub use crate::views::session::{
        LockRequest, OfficersView, OpenCaseFileRequest, OpenDemoRequest, SettleCopyRequest,
        StatusView, SwitchOfficerRequest, UnlockRequest, WaitingRequest,
    };
    pub use crate::views::texts::{
        LetterTextsView, PreviewTextRequest, RestoreTextRequest, SaveTextRequest,
    };
}
