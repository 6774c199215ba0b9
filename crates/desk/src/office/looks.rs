//! What whoever sits here looks at and searches for, in the workstation's own log.

use casedb::looks::{self, Look};
use domain::case::Case;
use domain::dates::Instant;
use domain::ids::{CaseId, OfficerId};
use domain::people::{AttachmentId, Officer};

use super::Office;
use crate::{Error, ErrorCode};

/// What is typed on within this time is one search.
const TYPING_MS: i64 = 60_000;
/// So much of a search is kept, in characters.
const MOST_QUERY: usize = 200;

/// What was looked at last, so that a window that reads a case again, and each letter of a search, is no entry of its own.
#[derive(Debug, Default)]
pub(super) struct LastLooks {
    case: Option<(OfficerId, CaseId)>,
    search: Option<Search>,
}

/// A search that may still be typed on.
#[derive(Debug, Clone)]
struct Search {
    officer: Officer,
    text: String,
    at: Instant,
}

impl Search {
    /// Whether another search is this one, typed on or corrected.
    fn goes_on_as(&self, other: &Self) -> bool {
        let typed_on = other.text.starts_with(&self.text) || self.text.starts_with(&other.text);
        let soon = self.at.millis_until(other.at).abs() <= TYPING_MS;
        typed_on && soon && self.officer.account == other.officer.account
    }
}

impl Office {
    /// Notes that a document was looked at.
    pub(super) async fn look_at(&self, case: &Case, document: AttachmentId) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        let at = self.now();
        looks::note_document(writer.conn(), self.acting(), case, document, at).await?;
        Ok(writer.commit().await?)
    }

    /// Notes that a case was opened, once until another one is.
    pub(crate) async fn note_opened(&mut self, case: CaseId) -> Result<(), Error> {
        let this = (self.acting().account.clone(), case);
        if self.last_looks.case.as_ref() == Some(&this) {
            return Ok(());
        }
        self.note_search().await?;
        self.note_look(&self.acting().clone(), &Look::Case(case), self.now()).await?;
        self.last_looks.case = Some(this);
        Ok(())
    }

    /// Notes what was searched for before, unless this is the same search typed on.
    pub(crate) async fn searched(&mut self, text: &str) -> Result<(), Error> {
        let text: String = text.trim().chars().take(MOST_QUERY).collect();
        if text.is_empty() {
            return Ok(());
        }
        let search = Search { officer: self.acting().clone(), text, at: self.now() };
        if !self.last_looks.search.as_ref().is_some_and(|last| last.goes_on_as(&search)) {
            self.note_search().await?;
        }
        self.last_looks.search = Some(search);
        Ok(())
    }

    /// Notes the search that may still be typed on: something else is done now.
    pub(crate) async fn note_search(&mut self) -> Result<(), Error> {
        let Some(Search { officer, text, at }) = self.last_looks.search.take() else {
            return Ok(());
        };
        self.note_look(&officer, &Look::Search(text), at).await
    }

    /// A full disk keeps nobody from reading.
    async fn note_look(&self, officer: &Officer, look: &Look, at: Instant) -> Result<(), Error> {
        match self.note(officer, look, at).await {
            Err(error) if error.code == ErrorCode::DiskFull => Ok(()),
            noted => noted,
        }
    }

    async fn note(&self, officer: &Officer, look: &Look, at: Instant) -> Result<(), Error> {
        let mut writer = self.db.write().await?;
        looks::note(writer.conn(), officer, look, at).await?;
        Ok(writer.commit().await?)
    }
}

#[cfg(test)]
mod tests;
