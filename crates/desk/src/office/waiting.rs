//! Decisions that wait: one a case, each its own 30 seconds, sealed in the order in which they were made.
//!
//! Only the officer who decided sees the seconds of a decision, and only then do they count
//! ([`super::countdown`]). Until that officer sits here again it waits, and whoever else of their office wants to
//! work on the case can only give it back to them as a draft. What has become impossible when it is sealed
//! is a draft again too, with the reason, and holds no other up.

use std::collections::{BTreeMap, BTreeSet};

use casedb::pending::{self, Draft, PendingDecision};
use domain::case::Case;
use domain::dates::Instant;
use domain::ids::{CaseId, OfficerId};
use domain::people::Officer;
use domain::text::to_persian_digits;

use super::Office;
use super::countdown::Reading;
use crate::case_view::{Names, case_ref};
use crate::views::MomentView;
use crate::views::acts::{Act, ActName};
use crate::views::session::{PendingView, ReturnedView, Settlement};
use crate::{Error, ErrorCode};

/// What lists say of cases beside what the log has.
pub(crate) struct Marks {
    /// The decisions that wait.
    pub(crate) waiting: BTreeMap<CaseId, ActName>,
    /// The cases whose decision came back to this officer, who has not opened them since.
    pub(crate) returned: BTreeSet<CaseId>,
}

impl Office {
    fn reading(&self) -> Reading {
        Reading { wall: self.now(), uptime: self.clock.uptime_millis() }
    }

    async fn waiting(&self) -> Result<Vec<PendingDecision>, Error> {
        let mut reader = self.db.read().await?;
        Ok(pending::all(reader.conn()).await?)
    }

    /// The decisions of the officer who sits here, in the order in which they were made.
    async fn mine(&self) -> Result<Vec<PendingDecision>, Error> {
        let mut all = self.waiting().await?;
        all.retain(|waiting| waiting.officer == self.acting().account);
        Ok(all)
    }

    async fn of_case(&self, case: CaseId) -> Result<PendingDecision, Error> {
        let mut reader = self.db.read().await?;
        let waiting = pending::of_case(reader.conn(), case).await?;
        waiting.ok_or_else(|| Error::new(ErrorCode::NothingToUndo))
    }

    /// Refuses an act or a paper of cases of which a decision waits: somebody has to say first what becomes of it.
    pub(crate) async fn refuse_waiting(&self, cases: &[CaseId]) -> Result<(), Error> {
        let waiting = self.waiting().await?;
        match waiting.iter().find(|waiting| cases.contains(&waiting.case)) {
            None => Ok(()),
            Some(waiting) if waiting.officer == self.acting().account => {
                Err(Error::new(ErrorCode::DecisionWaits))
            }
            Some(_) => Err(Error {
                hint: "آن را همان همکار قطعی می‌کند. اگر لازم است، تصمیم را به او بازگردانید."
                    .to_owned(),
                ..Error::saying(
                    ErrorCode::DecisionWaits,
                    "همکار شما دربارهٔ این پرونده تصمیمی گرفته که هنوز قطعی نشده است.",
                )
            }),
        }
    }

    pub(super) fn deciding(
        &self,
        case: &Case,
        act: &Act,
        decided_at: Instant,
    ) -> Result<PendingDecision, Error> {
        Ok(PendingDecision {
            case: case.id,
            officer: self.acting().account.clone(),
            act: serde_json::to_vec(act).map_err(|error| Error::internal(&error))?,
            decided_at,
        })
    }

    pub(super) async fn put_pending(&self, waiting: &PendingDecision) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        pending::forget_drafts(writer.conn(), waiting.case).await?;
        pending::put(writer.conn(), waiting).await?;
        Ok(writer.commit().await?)
    }

    fn pending_view(
        &self,
        waiting: &PendingDecision,
        case: &Case,
        left: i64,
    ) -> Result<PendingView, Error> {
        let mine = waiting.officer == self.acting().account;
        Ok(PendingView {
            case: case_ref(case),
            act: read_act(&waiting.act)?.name(),
            by: self.officer(&waiting.officer),
            seconds_left: mine.then(|| u32::try_from((left + 999) / 1000).unwrap_or(0)),
        })
    }

    /// The decisions of the officer that wait, in the order in which they were made. From now on their seconds
    /// count.
    pub(crate) async fn pending(&mut self) -> Result<Vec<PendingView>, Error> {
        let now = self.reading();
        let mut views = Vec::new();
        for waiting in self.mine().await? {
            let left = self.countdown.left(waiting.case, now);
            let mut reader = self.db.read().await?;
            let case = casedb::log::load_case(reader.conn(), waiting.case).await?;
            let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
            views.push(self.pending_view(&waiting, &case, left)?);
        }
        Ok(views)
    }

    /// The decision of a case that waits, whoever took it.
    pub(crate) async fn pending_of(&self, case: &Case) -> Result<Option<PendingView>, Error> {
        let mut reader = self.db.read().await?;
        let Some(waiting) = pending::of_case(reader.conn(), case.id).await? else {
            return Ok(None);
        };
        let left = self.countdown.left_of(case.id, self.reading());
        self.pending_view(&waiting, case, left).map(Some)
    }

    /// What waits and what came back, for lists.
    pub(crate) async fn marks(&self) -> Result<Marks, Error> {
        let mut reader = self.db.read().await?;
        let mut waiting = BTreeMap::new();
        for one in pending::all(reader.conn()).await? {
            waiting.insert(one.case, read_act(&one.act)?.name());
        }
        let returned = pending::returned(reader.conn(), &self.acting().account).await?;
        Ok(Marks { waiting, returned: returned.into_iter().map(|draft| draft.case).collect() })
    }

    /// How many licences the decisions that wait are going to take a number for.
    pub(crate) async fn numbers_spoken_for(&self) -> Result<u64, Error> {
        let waiting = self.marks().await?.waiting;
        let issues = waiting.values().filter(|act| **act == ActName::IssueLicence).count();
        Ok(u64::try_from(issues).unwrap_or(u64::MAX))
    }

    /// Decisions of the officer that came back and were not opened since.
    pub(crate) async fn returned(&self) -> Result<Vec<ReturnedView>, Error> {
        let mut reader = self.db.read().await?;
        let mut views = Vec::new();
        for draft in pending::returned(reader.conn(), &self.acting().account).await? {
            let case = casedb::log::load_case(reader.conn(), draft.case).await?;
            let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
            views.push(ReturnedView {
                case: case_ref(&case),
                act: read_act(&draft.act)?.name(),
                why: read_error(&draft.why)?,
            });
        }
        Ok(views)
    }

    /// The officer has opened a case: that its draft came back need not be said any more.
    pub(crate) async fn forget_returned(&mut self, case: CaseId) -> Result<(), Error> {
        if !self.marks().await?.returned.contains(&case) {
            return Ok(());
        }
        let mut writer = self.db.write().await?;
        pending::mark_read(writer.conn(), case, &self.acting().account).await?;
        Ok(writer.commit().await?)
    }

    /// Whether decisions of the officer wait and somebody sees them.
    pub(crate) async fn is_seen_waiting(&self) -> Result<bool, Error> {
        Ok(self.countdown.is_seen(self.reading()) && !self.mine().await?.is_empty())
    }

    /// Notes that the desk was asked for something, and seals the decisions whose time is up.
    pub(crate) async fn seal_if_due(&mut self) -> Result<(), Error> {
        let now = self.reading();
        self.countdown.look(now);
        if self.expect_settled_copy().is_err() {
            // What waits goes on waiting, and everything can be read.
            return Ok(());
        }
        for waiting in self.mine().await? {
            if !self.countdown.is_up(waiting.case, now) {
                // Those behind it were made later.
                break;
            }
            self.seal_or_return(&waiting).await?;
        }
        Ok(())
    }

    /// Seals a decision, or gives it back and returns the reason. What the disk has no room for goes on waiting.
    async fn seal_or_return(&mut self, waiting: &PendingDecision) -> Result<Option<Error>, Error> {
        match self.seal_waiting(waiting).await {
            Ok(()) => {
                self.countdown.forget(waiting.case);
                Ok(None)
            }
            Err(error) if matches!(error.code, ErrorCode::DiskFull | ErrorCode::CopyUnsettled) => {
                Err(error)
            }
            Err(error) => {
                tracing::warn!(code = ?error.code, "a decision that waited came back as a draft");
                self.return_to_drafts(waiting, Some(&error)).await?;
                Ok(Some(error))
            }
        }
    }

    /// Says what becomes of everything that waits for this officer, in the order in which it was made.
    pub(crate) async fn settle_decisions(&mut self, how: Settlement) -> Result<(), Error> {
        for waiting in self.mine().await? {
            match how {
                Settlement::Seal => {
                    self.seal_or_return(&waiting).await?;
                }
                Settlement::Undo => self.return_to_drafts(&waiting, None).await?,
                Settlement::Keep => {}
            }
        }
        Ok(())
    }

    /// The same before the office is closed or another officer sits down, where it has to be said.
    pub(crate) async fn settle_before_leaving(
        &mut self,
        how: Option<Settlement>,
    ) -> Result<(), Error> {
        match how {
            Some(how) => self.settle_decisions(how).await,
            None if self.mine().await?.is_empty() => Ok(()),
            None => Err(Error::new(ErrorCode::DecisionWaits)),
        }
    }

    /// Seals the decision of a case now; a colleague's is refused. One that has become impossible is given back,
    /// and the reason is the error: whatever was to follow on it must not.
    pub(crate) async fn seal_case(&mut self, case: CaseId) -> Result<(), Error> {
        let waiting = self.of_case(case).await?;
        if waiting.officer != self.acting().account {
            return self.refuse_waiting(&[case]).await;
        }
        self.seal_or_return(&waiting).await?.map_or(Ok(()), Err)
    }

    /// Undoes the decision of a case: it is a draft again of whoever took it, with every choice as it was.
    pub(crate) async fn undo(&mut self, case: CaseId) -> Result<(), Error> {
        let now = self.reading();
        self.countdown.look(now);
        let waiting = self.of_case(case).await?;
        if self.countdown.is_up(case, now) {
            self.seal_if_due().await?;
            return Err(Error::new(ErrorCode::TooLateToUndo));
        }
        let theirs = self.officer_of(&waiting.officer)?;
        let me = self.acting();
        if theirs.office != me.office {
            return Err(Error::new(ErrorCode::NotYourAct));
        }
        let why = (theirs.account != me.account).then(|| self.given_back());
        self.return_to_drafts(&waiting, why.as_ref()).await
    }

    /// What an officer reads whose decision a colleague gave back: who did, and when.
    fn given_back(&self) -> Error {
        let MomentView { day, time, .. } = self.now().into();
        let (day, time) =
            (to_persian_digits(&day.jalali).replace('-', "/"), to_persian_digits(&time));
        let by = &self.seated().name;
        Error::saying(
            ErrorCode::GivenBack,
            format!("همکار شما، {by}، این تصمیم را در {day} ساعت {time} به شما بازگرداند."),
        )
    }

    /// Gives all decisions that wait in an older copy back: what became of them since is not known here.
    pub(super) async fn give_back_all(&mut self, why: &Error) -> Result<(), Error> {
        for waiting in self.waiting().await? {
            self.return_to_drafts(&waiting, Some(why)).await?;
        }
        Ok(())
    }

    async fn return_to_drafts(
        &mut self,
        waiting: &PendingDecision,
        why: Option<&Error>,
    ) -> Result<(), Error> {
        let returned = why.map(serde_json::to_vec).transpose();
        let returned = returned.map_err(|error| Error::internal(&error))?;
        let draft = Draft { act: waiting.act.clone(), returned };
        let mut writer = self.db.write().await?;
        let conn = writer.conn();
        pending::take(conn, waiting.case).await?;
        pending::save_draft(conn, waiting.case, &waiting.officer, &draft, self.now()).await?;
        writer.commit().await?;
        self.countdown.forget(waiting.case);
        Ok(())
    }

    pub(super) fn officer_of(&self, id: &OfficerId) -> Result<Officer, Error> {
        let account = self.officers.iter().find(|account| &account.officer.account == id);
        let officer = account.map(|account| account.officer.clone());
        officer.ok_or_else(|| Error::internal(&"the officer who decided is gone"))
    }
}

pub(super) fn read_act(bytes: &[u8]) -> Result<Act, Error> {
    serde_json::from_slice(bytes).map_err(|error| Error::internal(&error))
}

pub(super) fn read_error(bytes: &[u8]) -> Result<Error, Error> {
    serde_json::from_slice(bytes).map_err(|error| Error::internal(&error))
}
