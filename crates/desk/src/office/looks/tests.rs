//! A decision says what its officer had opened, and the workstation's own log what was looked at and searched for.

use std::collections::BTreeSet;
use std::sync::Arc;

use casedb::looks::{Look, NotedLook};
use domain::dates::Instant;
use domain::event::Fact;
use domain::ids::CaseId;
use domain::people::AttachmentId;

use crate::clock::{SeededRandomness, SetClock};
use crate::commands::types::*;
use crate::commands::{act, case, import, open_demo, queue, seal};
use crate::views::acts::Act;
use crate::views::case::{CheckAnswer, PathView};
use crate::{Desk, Keyring};

struct Sitting {
    desk: Desk,
    id: String,
    _folder: tempfile::TempDir,
}

impl Sitting {
    /// The example at the agency, every row answered and nothing opened.
    async fn reviewed() -> Self {
        use base64::Engine;
        let folder = tempfile::tempdir().expect("a folder");
        let clock = Arc::new(SetClock::at(Instant::from_millis(1_795_411_800_000)));
        let random = Arc::new(SeededRandomness::from_seed(1));
        let desk = Desk::new(folder.path(), Some(folder.path().join("marks")), Keyring::Unused)
            .with(clock, random);
        let passphrase = Some("گذرواژهٔ آزمایشی بلند".to_owned());
        let request = OpenDemoRequest { passphrase, cases: Some(0), seed: Some(7) };
        open_demo(&desk, request).await.expect("a new office");
        let file = crate::specimen::case_file().expect("an example");
        let file = base64::engine::general_purpose::STANDARD.encode(file);
        let id = import(&desk, ImportRequest { file }).await.expect("a good file").case.id;
        let mut office = desk.office().await.expect("it is open");
        let found = office.find(&id).await.expect("the case");
        office.seat_whose_turn(&found).await.expect("a seat");
        drop(office);
        let sitting = Self { desk, id, _folder: folder };
        for row in sitting.view().await.checklist {
            sitting.act(Act::Check { row: row.row, answer: CheckAnswer::Right, pin: None }).await;
        }
        sitting
    }

    async fn view(&self) -> CaseView {
        case(&self.desk, CaseRequest { case_id: self.id.clone() }).await.expect("the case")
    }

    async fn act(&self, doing: Act) {
        let request = ActRequest { case_id: self.id.clone(), act: doing };
        Box::pin(act(&self.desk, request)).await.expect("it can be done");
    }

    async fn see(&self, nth: usize) -> AttachmentId {
        let attachment = self.view().await.attachments[nth].id.clone();
        self.act(Act::See { attachment: attachment.clone() }).await;
        AttachmentId::parse(&attachment).expect("an id")
    }

    async fn search(&self, text: &str) {
        let request = serde_json::json!({ "scope": "office", "text": text });
        let request = serde_json::from_value(request).expect("a request");
        queue(&self.desk, request).await.expect("a list");
    }

    /// The log of looks, oldest first.
    async fn looks(&self) -> Vec<Look> {
        let office = self.desk.office().await.expect("it is open");
        let mut reader = office.db.read().await.expect("a reader");
        let newest = casedb::looks::newest(reader.conn(), 100).await.expect("the log");
        newest.into_iter().rev().map(|NotedLook { look, .. }| look).collect()
    }

    async fn facts(&self) -> Vec<Fact> {
        let office = self.desk.office().await.expect("it is open");
        let mut reader = office.db.read().await.expect("a reader");
        let events = casedb::log::case_events(reader.conn(), self.case_id()).await;
        events.expect("the log").into_iter().map(|logged| logged.event.fact).collect()
    }

    fn case_id(&self) -> CaseId {
        CaseId::parse(&self.id).expect("an id")
    }
}

#[tokio::test]
async fn a_decision_says_which_documents_its_officer_had_opened_when_it_was_made() {
    let sitting = Box::pin(Sitting::reviewed()).await;
    let before = sitting.facts().await.len();
    let opened: BTreeSet<_> = [sitting.see(2).await, sitting.see(0).await].into();
    assert_eq!(sitting.facts().await.len(), before, "a look is no event");
    let (path_reason, comment) = ("رشتهٔ عادی".to_owned(), String::new());
    let approve = Act::Approve { path: PathView::Standard, path_reason, comment };
    sitting.act(approve).await;
    let request = WaitingRequest { case_id: Some(sitting.id.clone()) };
    seal(&sitting.desk, request).await.expect("it is sealed");
    let facts = sitting.facts().await;
    assert_eq!(facts.last().and_then(Fact::opened), Some(&opened));
}

#[tokio::test]
async fn what_was_looked_at_is_marked_for_who_looked_and_for_their_office() {
    let sitting = Box::pin(Sitting::reviewed()).await;
    let first = sitting.see(0).await.to_string();
    let marks = |view: &CaseView| {
        let marked = view.attachments.iter().map(|one| (one.id == first, one.seen, one.opened));
        marked.collect::<Vec<_>>()
    };
    let own = marks(&sitting.view().await);
    assert!(own.iter().all(|(is_first, seen, opened)| seen == is_first && opened == is_first));
    let office = sitting.desk.office().await.expect("it is open");
    let colleague = office.colleagues().first().map(|one| one.code.clone());
    drop(office);
    if let Some(colleague) = colleague {
        let mut office = sitting.desk.office().await.expect("it is open");
        let colleague = crate::acts::officer_id(&colleague).expect("an account");
        office.seat(&colleague).await.expect("they sit here");
        drop(office);
        let theirs = marks(&sitting.view().await);
        assert!(theirs.iter().all(|(is_first, seen, opened)| seen == is_first && !opened));
    }
}

#[tokio::test]
async fn opening_a_case_and_searching_are_noted_once_and_not_by_the_letter() {
    let sitting = Box::pin(Sitting::reviewed()).await;
    let opened = Look::Case(sitting.case_id());
    assert_eq!(
        sitting.looks().await,
        std::slice::from_ref(&opened),
        "however often the window reads it"
    );
    for text in ["", "م", "مر", "مریم", "مری", "مریم ص"] {
        sitting.search(text).await;
    }
    sitting.search("قالی").await;
    let mut office = sitting.desk.office().await.expect("it is open");
    office.note_search().await.expect("it is noted");
    drop(office);
    let search = |text: &str| Look::Search(text.to_owned());
    assert_eq!(sitting.looks().await, [opened, search("مریم ص"), search("قالی")]);
}
