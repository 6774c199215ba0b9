//! The one list of commands. The window's IPC door, the permission file, the headless door and the
//! TypeScript map are all expanded from it, so that none can drift.

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
            lock(Nothing) -> StatusView;
            officers(Nothing) -> OfficersView;
            switch_officer(SwitchOfficerRequest) -> StatusView;
            queue(QueueRequest) -> QueueView;
            next_case(NextCaseRequest) -> NextCaseView;
            case(CaseRequest) -> CaseView;
            act(ActRequest) -> ActedView;
            undo(Nothing) -> ActedView;
            seal(Nothing) -> StatusView;
            attachment(AttachmentRequest) -> FileView;
            import(ImportRequest) -> ImportedView;
            print_desk(Nothing) -> PrintDeskView;
            preview(DocumentRequest) -> FileView;
            print(PrintRequest) -> PrintedView;
            save(DocumentRequest) -> SavedView;
            reprint(ReprintRequest) -> PrintedView;
            mark_sheet(MarkSheetRequest) -> PrintDeskView;
        }
    };
}
