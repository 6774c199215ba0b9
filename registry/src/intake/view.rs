//! What the author of an event had seen of its case, as the registry can tell.

use domain::event::Event;
use domain::referee::{OwnEvent, Unknown, View};
use wire::envelope::{Base, Place};

use super::Intake;
use crate::error::StoreError;
use crate::events::{self, Held, Stored};
use crate::streams::{self, Stream};

/// A view, or why it cannot be told.
type Told<'v> = Result<View<'v>, Unknown>;

impl Intake<'_> {
    /// The events of a case and of a line, read where the author had not seen the case as it stands.
    pub(super) async fn past(
        &mut self,
        stream: &Stream,
        base: &Base,
        event: &Event,
    ) -> Result<Option<Past>, StoreError> {
        if saw_all(base, self.held(event.case)) {
            return Ok(None);
        }
        let line = streams::line(&mut self.tx, stream.id).await?;
        let stored = events::history(&mut self.tx, &self.registry.keys, event.case).await?;
        Ok(Some(Past { line, stored }))
    }
}

fn saw_all(base: &Base, held: Option<&Held>) -> bool {
    match held {
        Some(held) => base.version == held.case.version && base.hash == Some(held.last_hash),
        None => base.version == 0 && base.hash.is_none(),
    }
}

/// A case's events and the line of an author who lags behind it.
pub(super) struct Past {
    /// The author's streams, newest first, each with its last event of the line.
    line: Vec<Place>,
    /// What holds in its order, and then what does not.
    stored: Vec<Stored>,
}

impl Past {
    /// What the author had seen.
    ///
    /// # Errors
    /// [`Unknown::View`] where the base names what is not here, goes back behind an older one, or has another hash.
    pub(super) fn view(&self, base: &Base) -> Told<'static> {
        let settled: Vec<&Stored> = self.stored.iter().filter(|it| it.without.is_none()).collect();
        let seen = usize::try_from(base.version).map_err(|_| Unknown::View)?;
        let known = settled.get(..seen).ok_or(Unknown::View)?;
        let answered = match base.own {
            Some(own) => Some(self.rank(own).ok_or(Unknown::View)?),
            None => None,
        };
        let mut own: Vec<(Rank, &Stored)> =
            self.stored.iter().filter_map(|it| Some((self.rank(it.place)?, it))).collect();
        own.sort_by_key(|(rank, _)| *rank);
        let goes_back = |earlier: &Base| {
            earlier.version > base.version || earlier.own.and_then(|own| self.rank(own)) > answered
        };
        if own.iter().any(|(_, it)| goes_back(&it.base)) {
            return Err(Unknown::View);
        }
        let is_known = |it: &Stored| known.iter().any(|known| known.event.id == it.event.id);
        let pending: Vec<&Stored> = own
            .into_iter()
            .filter(|(rank, it)| Some(*rank) > answered && !is_known(it))
            .map(|(_, it)| it)
            .collect();
        let last = pending.last().or(known.last()).map(|it| it.hash);
        if last != base.hash {
            return Err(Unknown::View);
        }
        let settled: Vec<Event> = settled.iter().map(|it| it.event.clone()).collect();
        let own: Vec<OwnEvent> = pending
            .into_iter()
            .map(|it| OwnEvent { event: it.event.clone(), without: it.without })
            .collect();
        Ok(View::part(&settled, seen, &own))
    }

    /// Where a place is on the line; nothing where it is not on it.
    fn rank(&self, place: Place) -> Option<Rank> {
        let from_newest = self.line.iter().position(|part| part.stream == place.stream)?;
        (place.seq <= self.line[from_newest].seq)
            .then_some((self.line.len() - from_newest, place.seq))
    }
}

/// Which stream of the line, from the oldest, and the place in it.
type Rank = (usize, u64);
