//! From an act to the log. Small acts are sealed at once. A decision waits for 30 seconds as a row of its
//! own ([`super::waiting`]); sealing signs it, appends it, takes its number and projects it in one transaction.

use casedb::pending::{self, PendingDecision};
use domain::case::{Case, Refusal};
use domain::dates::Instant;
use domain::event::{Event, Fact};
use domain::ids::{CaseId, ContentHash, EventId};
use domain::people::Officer;

use super::Office;
use super::rivals::Rivals;
use crate::acts::{Doing, Done};
use crate::views::acts::{Act, ActName};
use crate::{Error, ErrorCode};

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
        if !act.name().leaves_waiting() {
            self.refuse_waiting(&[case.id]).await?;
        }
        if let Act::See { attachment } = act {
            let document = crate::acts::attachment(case, attachment)?.id();
            self.look_at(case, document).await?;
            return Ok(Outcome { case: case.clone(), opened: None });
        }
        if act.name() == ActName::IssueLicence && self.clock_is_wrong(case).await? {
            return Err(Error::new(ErrorCode::ClockWrong));
        }
        if let Act::Assign { officer_id } = act {
            self.colleague(officer_id)?;
        }
        if let Act::ConfirmSupporter { licence, other_number, .. } = act {
            self.judge_supporters_licence(case, licence, *other_number).await?;
        }
        let now = self.now();
        if act.name().waits() {
            let waiting = self.deciding(case, act, now)?;
            self.try_sealing(&waiting).await?;
            self.put_pending(&waiting).await?;
            return Ok(Outcome { case: case.clone(), opened: None });
        }
        let done = self.prepare(case, act, now).await?;
        let opened = done.opened;
        let cases = self.append(done, now, AndThen::Commit).await?;
        let find = |id: CaseId| cases.iter().find(|c| c.id == id).cloned();
        Ok(Outcome {
            opened: opened.and_then(find),
            case: find(case.id).unwrap_or_else(|| case.clone()),
        })
    }

    /// Reads the act into facts, with the number that a licence would take.
    async fn prepare(&self, case: &Case, act: &Act, at: Instant) -> Result<Done, Error> {
        let mut reader = self.db.read().await?;
        let next = casedb::numbers::next(reader.conn(), at.tehran_date()).await?;
        let number = next.map(|(number, _)| number);
        let looks = casedb::looks::at_documents(reader.conn(), case.id).await?;
        let doing = Doing {
            case,
            opened: &looks.opened_by(&self.acting().account, at),
            officer: self.acting(),
            catalogue: &self.catalogue,
            at,
            random: self.random(),
        };
        doing.facts(act, number.as_ref())
    }

    /// Appends facts in a transaction of their own, or only tries whether they could be. While a decision waits,
    /// its case takes nothing but notes and calls.
    pub(crate) async fn append(
        &self,
        done: Done,
        at: Instant,
        and_then: AndThen,
    ) -> Result<Vec<Case>, Error> {
        let asks = done.facts.iter().filter(|(_, fact)| !leaves_waiting(fact));
        let asks: Vec<CaseId> = asks.map(|(case, _)| *case).collect();
        self.refuse_waiting(&asks).await?;
        let mut writer = self.db.write().await?;
        if and_then == AndThen::Commit {
            self.keep(writer.conn(), &done.blobs, at).await?;
        }
        let cases = self.append_in(writer.conn(), self.acting(), done.facts, at).await?;
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
        let cases = self.append_in(writer.conn(), self.acting(), done.facts, at).await?;
        casedb::workstation::put_setting(writer.conn(), setting, value).await?;
        writer.commit().await?;
        Ok(cases)
    }

    /// Judges facts by the catalogue, signs them and appends them in the caller's transaction.
    pub(super) async fn append_in(
        &self,
        conn: &mut casedb::Connection,
        officer: &Officer,
        facts: Vec<(CaseId, Fact)>,
        at: Instant,
    ) -> Result<Vec<Case>, Error> {
        self.expect_settled_copy()?;
        let mut events = Vec::new();
        let mut after: Vec<Case> = Vec::new();
        for (id, fact) in facts {
            let event = Event {
                id: EventId::from_bytes(self.random().identifier(at)),
                case: id,
                at,
                actor: officer.into(),
                edition: self.catalogue.edition.id.clone(),
                fact,
            };
            let known = after.iter().position(|case| case.id == id);
            let before = match known {
                Some(i) => Some(after.remove(i)),
                None => casedb::log::load_case(conn, id).await?,
            };
            after.push(self.judge(conn, before.as_ref(), &event).await?);
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

    /// Judges an event by the catalogue, and beside the case whose licence its case takes the place of.
    async fn judge(
        &self,
        conn: &mut casedb::Connection,
        before: Option<&Case>,
        event: &Event,
    ) -> Result<Case, Error> {
        let after = match before {
            None => domain::policy::permit_new(event, &self.catalogue)?,
            Some(case) => {
                domain::policy::permit(case, event, &self.catalogue, &self.supervisors())?
            }
        };
        if matches!(event.fact, Fact::Registered { .. } | Fact::LicenceIssued { .. })
            && let Some((of, _)) = after.purpose.predecessor()
        {
            if let Some(earlier) = casedb::log::load_case(conn, of).await? {
                domain::policy::check_predecessor(event, &earlier)?;
            }
            if Rivals::have_successor(conn, &after, of).await? {
                return Err(Refusal::SucceededByOther.into());
            }
        }
        Ok(after)
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

    /// Seals a decision in the caller's transaction: read into facts again, judged on the case as it now is, with
    /// the number that a licence takes now. The moment that its events carry is that of the decision.
    pub(super) async fn enact(
        &self,
        conn: &mut casedb::Connection,
        waiting: &PendingDecision,
    ) -> Result<(), Error> {
        let missing = || Error::new(ErrorCode::CaseNotFound);
        let case = casedb::log::load_case(conn, waiting.case).await?.ok_or_else(missing)?;
        let at = waiting.decided_at;
        let next = casedb::numbers::next(conn, at.tehran_date()).await?;
        let number = next.map(|(number, _)| number);
        let officer = self.officer_of(&waiting.officer)?;
        // What was opened while the decision waited was not open when it was made.
        let looks = casedb::looks::at_documents(conn, waiting.case).await?;
        let doing = Doing {
            case: &case,
            opened: &looks.opened_by(&officer.account, at),
            officer: &officer,
            catalogue: &self.catalogue,
            at,
            random: self.random(),
        };
        let done = doing.facts(&super::waiting::read_act(&waiting.act)?, number.as_ref())?;
        self.append_in(conn, &officer, done.facts, at).await?;
        Ok(())
    }

    /// Tries whether a decision could be sealed after those that wait already, and leaves everything as it was.
    async fn try_sealing(&self, waiting: &PendingDecision) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        for earlier in pending::all(writer.conn()).await? {
            // One that has become impossible comes back when its own time is up; it stands in no other's way.
            let _possible = self.enact(writer.conn(), &earlier).await.is_ok();
        }
        self.enact(writer.conn(), waiting).await?;
        drop(writer);
        Ok(())
    }

    /// Seals a decision that waits, in one transaction.
    pub(super) async fn seal_waiting(&self, waiting: &PendingDecision) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        self.enact(writer.conn(), waiting).await?;
        pending::take(writer.conn(), waiting.case).await?;
        Ok(writer.commit().await?)
    }
}

/// Whether a fact may join a case while a decision of it waits: it changes nothing that the decision rests on.
const fn leaves_waiting(fact: &Fact) -> bool {
    matches!(fact, Fact::Noted { .. } | Fact::CallLogged { .. })
}

/// Whether appended events stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AndThen {
    /// They stay.
    Commit,
    /// They were only tried.
    RollBack,
}

#[cfg(test)]
mod tests;
