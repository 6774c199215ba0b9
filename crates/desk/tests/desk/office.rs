//! One office to test with, and the officers who sit in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::clock::{SeededRandomness, SetClock};
use desk::commands::types::*;
use desk::commands::{act, case, import, officers, open_demo, switch_officer};
use desk::platform::printing::PrintSystem;
use desk::views::acts::Act;
use desk::views::case::{CheckAnswer, PathView};
use desk::views::session::OfficeRole;
use desk::{Desk, Error, Keyring};
use domain::dates::Instant;
use domain::ids::ContentHash;
use sha2::{Digest, Sha256};

/// Long enough, and of nobody.
pub const PASSPHRASE: &str = "گذرواژهٔ آزمایشی بلند";
/// Monday 2 Azar 1405, nine in the morning in Tehran.
pub const MORNING_MS: i64 = 1_795_411_800_000;

/// An office in a temporary folder.
pub struct TestOffice {
    pub desk: Desk,
    pub clock: Arc<SetClock>,
    pub folder: tempfile::TempDir,
}

/// Where the marks of a test's machine lie.
pub fn state_of(folder: &Path) -> PathBuf {
    folder.join("marks")
}

/// A desk of a folder under a clock that stands still.
pub fn desk_of(folder: &Path, clock: &Arc<SetClock>, seed: u64) -> Desk {
    let random = Arc::new(SeededRandomness::from_seed(seed));
    let clock = Arc::clone(clock);
    Desk::new(&folder.join("office"), Some(state_of(folder)), Keyring::Unused)
        .with(clock, random)
        .printing_with(PrintSystem::with_tools(folder.join("tools")))
        .saving_to(&folder.join("saved"))
}

impl TestOffice {
    /// Founds an office with so many cases.
    pub async fn with_cases(cases: u32) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let clock = Arc::new(SetClock::at(Instant::from_millis(MORNING_MS)));
        let desk = desk_of(folder.path(), &clock, 1);
        let request = OpenDemoRequest {
            passphrase: Some(PASSPHRASE.to_owned()),
            cases: Some(cases),
            seed: Some(7),
        };
        open_demo(&desk, request).await.expect("a new office");
        Self { desk, clock, folder }
    }

    /// An office with one case, taken in from the example file; returns its id.
    pub async fn with_example() -> (Self, String) {
        let office = Self::with_cases(0).await;
        let id = office.import_example().await;
        (office, id)
    }

    pub async fn import_example(&self) -> String {
        let catalogue = domain::catalogue::sample();
        self.import(&desk::case_file::example(&catalogue).expect("an example")).await
    }

    /// Takes in the example under another tracking code; returns its id.
    pub async fn import_another(&self) -> String {
        let catalogue = domain::catalogue::sample();
        let mut example = desk::case_file::example(&catalogue).expect("an example");
        example.tracking_code = Some(domain::identifiers::TrackingCode::from_random(77));
        self.import(&example).await
    }

    /// Takes in the example with a photograph of one pixel, which is no three by four; returns its id.
    pub async fn import_with_a_dot_for_a_photograph(&self) -> String {
        let catalogue = domain::catalogue::sample();
        let mut example = desk::case_file::example(&catalogue).expect("an example");
        let photograph = example.attachments.iter_mut().find(|(scan, _)| scan.document.0 == 20_002);
        let (scan, content) = photograph.expect("a photograph");
        *content = include_bytes!("../../../documents/samples/dot.png").to_vec();
        scan.media = domain::people::MediaType::Png;
        scan.content = ContentHash::from_bytes(Sha256::digest(&*content).into());
        scan.size_bytes = u64::try_from(content.len()).expect("small");
        self.import(&example).await
    }

    /// Takes in the example with one picture for every document; returns its id.
    pub async fn import_with_one_file_for_everything(&self) -> String {
        let catalogue = domain::catalogue::sample();
        let mut example = desk::case_file::example(&catalogue).expect("an example");
        let (picture, bytes) = example.attachments[0].clone();
        for (scan, content) in &mut example.attachments {
            *scan = domain::people::Attachment { document: scan.document, ..picture.clone() };
            content.clone_from(&bytes);
        }
        self.import(&example).await
    }

    /// Takes in the example as of somebody who works under a supporter, as far as the file says confirmed or not.
    pub async fn import_covered(&self, confirmed: bool) -> String {
        use domain::people::{Applicant, NamedSupporter, SupporterIdentity};
        let catalogue = domain::catalogue::sample();
        let mut example = desk::case_file::example(&catalogue).expect("an example");
        example.applicant = Applicant::Covered {
            person: example.applicant.person().clone(),
            supporter: NamedSupporter {
                name: domain::text::PlainText::parse("زهرا کاظمی", 80).expect("a name"),
                identity: SupporterIdentity::parse("0076229645").expect("an ID"),
                licence: None,
            },
        };
        example.supporter_confirmed = confirmed;
        self.import(&example).await
    }

    async fn import(&self, example: &desk::case_file::Application) -> String {
        use base64::Engine;
        let file = desk::case_file::write(example);
        let file = base64::engine::general_purpose::STANDARD.encode(file);
        import(&self.desk, ImportRequest { file }).await.expect("a good file").case.id
    }

    pub async fn view(&self, id: &str) -> CaseView {
        case(&self.desk, CaseRequest { case_id: id.to_owned() }).await.expect("the case")
    }

    pub async fn act(&self, id: &str, doing: Act) -> Result<ActedView, Error> {
        act(&self.desk, ActRequest { case_id: id.to_owned(), act: doing }).await
    }

    /// Answers every row of the checklist that is shown.
    pub async fn check_all(&self, id: &str) {
        for row in self.view(id).await.checklist {
            let doing = Act::Check { row: row.row, answer: CheckAnswer::Right, pin: None };
            self.act(id, doing).await.expect("a row of the checklist");
        }
    }

    /// Lets seconds pass while the window asks, as it does while a decision waits.
    pub async fn pass(&self, seconds: i64) {
        let mut left = seconds;
        while left > 0 {
            self.clock.advance_millis(left.min(5) * 1_000);
            self.open_view().await;
            left -= 5;
        }
    }

    /// Marks a row of the checklist wrong.
    pub async fn mark_wrong(&self, id: &str, row: u16) {
        let doing = Act::Check { row, answer: CheckAnswer::Wrong, pin: None };
        self.act(id, doing).await.expect("a row of the checklist");
    }

    /// Lets the time run out in which a decision can be undone.
    pub async fn let_seal(&self) {
        for _ in 0..3 {
            self.clock.advance_millis(10_000);
            self.open_view().await;
        }
        assert_eq!(self.open_view().await.pending, [], "the decisions are sealed");
    }

    /// What the frame of the window shows.
    pub async fn open_view(&self) -> Box<desk::views::session::OpenView> {
        let status = desk::commands::status(&self.desk, Nothing {}).await.expect("a status");
        let StatusView::Open(open) = status else { panic!("the office is open") };
        open
    }

    /// Seats an officer.
    pub async fn seat(&self, officer: &str) {
        let request = SwitchOfficerRequest { officer_id: officer.to_owned() };
        switch_officer(&self.desk, request).await.expect("a seat");
    }

    /// Seats somebody of a role.
    pub async fn seat_role(&self, role: OfficeRole) {
        let all = officers(&self.desk, Nothing {}).await.expect("officers").officers;
        let officer = all.into_iter().find(|officer| officer.role == role).expect("an officer");
        self.seat(&officer.id).await;
    }

    /// Seats whoever works at the office whose turn it is; returns who that is.
    pub async fn seat_whose_turn(&self, id: &str, role: OfficeRole) -> String {
        let all = officers(&self.desk, Nothing {}).await.expect("officers").officers;
        for officer in all.into_iter().filter(|officer| officer.role == role) {
            let request = SwitchOfficerRequest { officer_id: officer.id.clone() };
            switch_officer(&self.desk, request).await.expect("a seat");
            let request = CaseRequest { case_id: id.to_owned() };
            if let Ok(view) = case(&self.desk, request).await
                && view.acts.len() > 2
            {
                return officer.id;
            }
        }
        panic!("nobody of {role:?} has the case");
    }

    /// Takes a case of the agency to the labour office.
    pub async fn approve(&self, id: &str) {
        self.seat_whose_turn(id, OfficeRole::Agency).await;
        self.check_all(id).await;
        let doing = approval(PathView::Standard);
        self.act(id, doing).await.expect("an approval");
        self.let_seal().await;
    }

    /// Takes a case from the agency to its licence.
    pub async fn license(&self, id: &str) {
        self.approve(id).await;
        self.seat_whose_turn(id, OfficeRole::Labour).await;
        self.check_all(id).await;
        let doing = Act::IssueLicence { comment: String::new() };
        self.act(id, doing).await.expect("a licence");
        self.let_seal().await;
    }
}

/// A refusal that row 3 of either checklist is the ground of.
pub fn refusal_by_certificate() -> Act {
    let explanation =
        "این گواهی برای خیاطی صادر شده است؛ پس از گذراندن دورهٔ همین کار دوباره بیایید.".to_owned();
    Act::Refuse { conditions: vec![22], explanation }
}

pub fn approval(path: PathView) -> Act {
    let path_reason = "بنا بر فهرست مرجع".to_owned();
    Act::Approve { path, path_reason, comment: String::new() }
}
