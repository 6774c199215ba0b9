//! From an act to the log. Small acts are sealed at once. A decision waits for 30 seconds as a row of its
//! own; sealing signs it, appends it, takes its number and projects it in one transaction.

use casedb::pending::{self, PendingDecision};
use domain::case::Case;
use domain::dates::Instant;
use domain::event::{Event, Fact};
use domain::ids::{CaseId, ContentHash, EventId, OfficerId};
use domain::people::Actor;

use super::Office;
use crate::acts::{Doing, Done};
use crate::case_view::case_ref;
use crate::views::acts::{Act, ActName};
use crate::views::session::PendingView;
use crate::{Error, ErrorCode};

/// How long a decision can be undone, in milliseconds.
const SEAL_AFTER_MS: i64 = 30_000;

/// What became of an act.
pub(crate) struct Outcome {
    /// The case, as it stands in the log.
    pub(crate) case: Case,
    /// The case that the act opened.
    pub(crate) opened: Option<Case>,
}

impl Office {
    /// Does something with a case. A decision is tried, so that every refusal comes now, and then waits.
    pub(crate) async fn act(&mut self, case: &Case, act: &Act) -> Result<Outcome, Error> {
        self.make_room(case.id, act.name()).await?;
        let case = self.find(&case.id.to_string()).await?;
        if act.name() == ActName::IssueLicence && self.clock_is_wrong(&case).await? {
            return Err(Error::new(ErrorCode::ClockWrong));
        }
        let now = self.now();
        let done = self.prepare(&case, act, now).await?;
        if act.name().waits() {
            self.append(done, now, AndThen::RollBack).await?;
            self.put_pending(&case, act, now).await?;
            return Ok(Outcome { case, opened: None });
        }
        let opened = done.opened;
        let cases = self.append(done, now, AndThen::Commit).await?;
        let find = |id: CaseId| cases.iter().find(|c| c.id == id).cloned();
        Ok(Outcome { opened: opened.and_then(find), case: find(case.id).unwrap_or(case) })
    }

    /// The row of the decision that waits, if there is one.
    async fn waiting(&self) -> Result<Option<PendingDecision>, Error> {
        let mut reader = self.db.read().await?;
        Ok(pending::get(reader.conn()).await?)
    }

    /// One decision waits at a time: the next one seals it, and so does any other act on its own case. Acts
    /// on other cases leave it its 30 seconds.
    async fn make_room(&mut self, case: CaseId, act: ActName) -> Result<(), Error> {
        let waiting = self.waiting().await?;
        if waiting.is_some_and(|waiting| act.waits() || waiting.case == case) {
            self.seal().await?;
        }
        Ok(())
    }

    /// Seals the decision that waits if it is this case's: its papers need the seal.
    pub(crate) async fn seal_case(&mut self, case: CaseId) -> Result<(), Error> {
        let waiting = self.waiting().await?;
        if waiting.is_some_and(|waiting| waiting.case == case) {
            self.seal().await?;
        }
        Ok(())
    }

    /// Reads the act into facts, with the number that a licence would take.
    async fn prepare(&self, case: &Case, act: &Act, at: Instant) -> Result<Done, Error> {
        let mut reader = self.db.read().await?;
        let next = casedb::numbers::next(reader.conn(), at.tehran_date()).await?;
        let number = next.map(|(number, _)| number);
        let doing = Doing {
            case,
            actor: self.actor(),
            catalogue: &self.catalogue,
            at,
            random: self.random(),
        };
        doing.facts(act, number.as_ref())
    }

    async fn put_pending(&self, case: &Case, act: &Act, now: Instant) -> Result<(), Error> {
        let bytes = serde_json::to_vec(act).map_err(|error| Error::internal(&error))?;
        let waiting = PendingDecision {
            case: case.id,
            officer: self.actor().officer.clone(),
            act: bytes,
            decided_at: now,
            seal_at: now.add_millis(SEAL_AFTER_MS),
        };
        let mut writer = self.db.write().await?;
        pending::forget_drafts(writer.conn(), case.id).await?;
        pending::put(writer.conn(), &waiting).await?;
        Ok(writer.commit().await?)
    }

    /// Appends facts in a transaction of their own, or only tries whether they could be.
    pub(crate) async fn append(
        &self,
        done: Done,
        at: Instant,
        and_then: AndThen,
    ) -> Result<Vec<Case>, Error> {
        let mut writer = self.db.write().await?;
        if and_then == AndThen::Commit {
            self.keep(writer.conn(), &done.blobs, at).await?;
        }
        let cases = self.append_in(writer.conn(), self.actor(), done.facts, at).await?;
        match and_then {
            AndThen::Commit => writer.commit().await?,
            AndThen::RollBack => drop(writer),
        }
        Ok(cases)
    }

    /// Appends facts and remembers something beside them, in one transaction.
    pub(super) async fn append_noting(
        &self,
        done: Done,
        at: Instant,
        (setting, value): (&str, &[u8]),
    ) -> Result<Vec<Case>, Error> {
        let mut writer = self.db.write().await?;
        self.keep(writer.conn(), &done.blobs, at).await?;
        let cases = self.append_in(writer.conn(), self.actor(), done.facts, at).await?;
        casedb::workstation::put_setting(writer.conn(), setting, value).await?;
        writer.commit().await?;
        Ok(cases)
    }

    /// Judges facts by the catalogue, signs them and appends them in the caller's transaction.
    pub(super) async fn append_in(
        &self,
        conn: &mut casedb::Connection,
        actor: &Actor,
        facts: Vec<(CaseId, Fact)>,
        at: Instant,
    ) -> Result<Vec<Case>, Error> {
        let mut events = Vec::new();
        let mut after: Vec<Case> = Vec::new();
        for (id, fact) in facts {
            let event = Event {
                id: EventId::from_bytes(self.random().identifier(at)),
                case: id,
                at,
                actor: actor.clone(),
                edition: self.catalogue.edition.id.clone(),
                fact,
            };
            let known = after.iter().position(|case| case.id == id);
            let before = match known {
                Some(i) => Some(after.remove(i)),
                None => casedb::log::load_case(conn, id).await?,
            };
            after.push(self.judge(before.as_ref(), &event)?);
            events.push(event);
        }
        let key = self.signing_key();
        let appended =
            casedb::log::append::append(conn, &self.catalogue, &self.stream, None, events, |u| {
                wire::envelope::seal(u, key)
            })
            .await?;
        Ok(appended.cases)
    }

    /// Judges an event. What follows for another case from a decision on this one is not the officer's own
    /// act, and so only has to be possible.
    fn judge(&self, before: Option<&Case>, event: &Event) -> Result<Case, Error> {
        let judged = match before {
            None => Case::open(event),
            Some(case) if matches!(event.fact, Fact::LicenceSuperseded { .. }) => {
                case.clone().apply(event)
            }
            Some(case) => domain::policy::permit(case, event, &self.catalogue),
        };
        Ok(judged?)
    }

    /// Keeps the contents of attachments before the event that names them is committed.
    pub(crate) async fn keep(
        &self,
        conn: &mut casedb::Connection,
        blobs: &[(ContentHash, Vec<u8>)],
        at: Instant,
    ) -> Result<(), Error> {
        let attachments = self.db.attachments();
        for (hash, content) in blobs {
            attachments.put(content)?;
            let size = u64::try_from(content.len()).unwrap_or(u64::MAX);
            casedb::workstation::note_stored(conn, *hash, size, at).await?;
        }
        Ok(())
    }

    /// The decision that waits, if there is one.
    pub(crate) async fn pending(&self) -> Result<Option<PendingView>, Error> {
        let mut reader = self.db.read().await?;
        let Some(waiting) = pending::get(reader.conn()).await? else { return Ok(None) };
        let case = casedb::log::load_case(reader.conn(), waiting.case).await?;
        let case = case.ok_or_else(|| Error::new(ErrorCode::CaseNotFound))?;
        let left = self.now().millis_until(waiting.seal_at).clamp(0, SEAL_AFTER_MS);
        Ok(Some(PendingView {
            case: case_ref(&case),
            act: read_act(&waiting.act)?.name(),
            seconds_left: u32::try_from((left + 999) / 1000).unwrap_or(0),
        }))
    }

    /// Seals the decision that waits, whether its time is up or not.
    pub(crate) async fn seal(&mut self) -> Result<Option<Case>, Error> {
        let Some(waiting) = self.waiting().await? else { return Ok(None) };
        match self.seal_waiting(&waiting).await {
            Ok(case) => Ok(Some(case)),
            Err(error) if error.code == ErrorCode::DiskFull => Err(error),
            // What has become impossible meanwhile is not lost: it is a draft again, and the officer is told.
            Err(error) => {
                self.return_to_drafts(&waiting).await?;
                Err(error)
            }
        }
    }

    /// Seals the decision that waits if its time is up.
    pub(crate) async fn seal_if_due(&mut self) -> Result<(), Error> {
        let waiting = self.waiting().await?;
        if waiting.is_some_and(|waiting| waiting.seal_at <= self.now()) {
            self.seal().await?;
        }
        Ok(())
    }

    async fn seal_waiting(&self, waiting: &PendingDecision) -> Result<Case, Error> {
        let mut writer = self.db.write().await?;
        let conn = writer.conn();
        let missing = || Error::new(ErrorCode::CaseNotFound);
        let case = casedb::log::load_case(conn, waiting.case).await?.ok_or_else(missing)?;
        let at = waiting.decided_at;
        let next = casedb::numbers::next(conn, at.tehran_date()).await?;
        let number = next.map(|(number, _)| number);
        let actor = self.actor_of(&waiting.officer)?;
        let doing = Doing {
            case: &case,
            actor: &actor,
            catalogue: &self.catalogue,
            at,
            random: self.random(),
        };
        let done = doing.facts(&read_act(&waiting.act)?, number.as_ref())?;
        self.keep(conn, &done.blobs, at).await?;
        let cases = self.append_in(conn, &actor, done.facts, at).await?;
        pending::take(conn).await?;
        writer.commit().await?;
        let sealed = cases.into_iter().find(|case| case.id == waiting.case);
        sealed.ok_or_else(missing)
    }

    fn actor_of(&self, id: &OfficerId) -> Result<Actor, Error> {
        let officer = self.officers.iter().find(|officer| &officer.actor.officer == id);
        let actor = officer.map(|officer| officer.actor.clone());
        actor.ok_or_else(|| Error::internal(&"the officer who decided is gone"))
    }

    /// Undoes the decision that waits: it is a draft again, with every choice as it was.
    pub(crate) async fn undo(&mut self) -> Result<Case, Error> {
        let waiting = self.waiting().await?;
        let waiting = waiting.ok_or_else(|| Error::new(ErrorCode::NothingToUndo))?;
        if waiting.seal_at <= self.now() {
            self.seal().await?;
            return Err(Error::new(ErrorCode::TooLateToUndo));
        }
        self.return_to_drafts(&waiting).await?;
        self.find(&waiting.case.to_string()).await
    }

    async fn return_to_drafts(&self, waiting: &PendingDecision) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        let conn = writer.conn();
        pending::take(conn).await?;
        let (officer, now) = (&waiting.officer, self.now());
        pending::save_draft(conn, waiting.case, officer, &waiting.act, now).await?;
        Ok(writer.commit().await?)
    }

    /// After a crash, a decision that was not sealed is a draft again.
    pub(super) async fn return_unsealed(&mut self) -> Result<(), Error> {
        let waiting = self.waiting().await?;
        if let Some(waiting) = waiting {
            self.return_to_drafts(&waiting).await?;
            let mut reader = self.db.read().await?;
            let case = casedb::log::load_case(reader.conn(), waiting.case).await?;
            self.returned_draft = case.as_ref().map(case_ref);
        }
        Ok(())
    }

    /// The officer has opened a case: that its draft came back need not be said any more.
    pub(crate) fn forget_returned(&mut self, case: CaseId) {
        let opened = case.to_string();
        self.returned_draft.take_if(|returned| returned.id == opened);
    }
}

/// Whether appended events stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AndThen {
    /// They stay.
    Commit,
    /// They were only tried.
    RollBack,
}

fn read_act(bytes: &[u8]) -> Result<Act, Error> {
    serde_json::from_slice(bytes).map_err(|error| Error::internal(&error))
}

#[cfg(test)]
mod tests;
