//! What the author of an event had seen of its case.

use std::borrow::Cow;

use crate::case::Case;
use crate::event::Event;
use crate::ids::EventId;

use super::Effectless;

/// An event of the author's line that they had seen without its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnEvent {
    /// The event.
    pub event: Event,
    /// How it does not hold; nothing where it does.
    pub without: Option<Effectless>,
}

/// The case as the author of an event saw it, and what they had not seen.
#[derive(Debug, Clone)]
pub struct View<'a> {
    case: Option<Cow<'a, Case>>,
    held: Option<Case>,
    unseen: Vec<Event>,
    fallen: Vec<Fallen>,
}

/// An event in the view that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fallen {
    /// The event.
    pub event: EventId,
    /// What became of it.
    pub how: Effectless,
    /// The view without it alone.
    pub(super) others: Option<Case>,
}

impl<'a> View<'a> {
    /// Of an author who had seen the case as it stands, or no case where there is none.
    pub fn whole(now: Option<&'a Case>) -> Self {
        Self { case: now.map(Cow::Borrowed), held: None, unseen: Vec::new(), fallen: Vec::new() }
    }

    /// Of an author who had seen the first `seen` of the settled events, and after them their own, oldest first. Own
    /// events that are among the settled ones are counted once.
    pub fn part(settled: &[Event], seen: usize, own: &[OwnEvent]) -> Self {
        let (known, later) = settled.split_at(seen.min(settled.len()));
        let own: Vec<&OwnEvent> =
            own.iter().filter(|own| known.iter().all(|it| it.id != own.event.id)).collect();
        let fold = |keep: &dyn Fn(&OwnEvent) -> bool| {
            let own = own.iter().filter(|own| keep(own)).map(|own| &own.event);
            known.iter().chain(own).fold(None, follow)
        };
        let fell = |own: &&&OwnEvent| falls(own).is_some();
        let fallen = own.iter().filter(fell).filter_map(|fallen| {
            let others = fold(&|other| other.event.id != fallen.event.id);
            Some(Fallen { event: fallen.event.id, how: falls(fallen)?, others })
        });
        let unseen = later.iter().filter(|it| own.iter().all(|own| own.event.id != it.id));
        Self {
            case: fold(&|_| true).map(Cow::Owned),
            held: fold(&|own| falls(own).is_none()),
            unseen: unseen.cloned().collect(),
            fallen: fallen.collect(),
        }
    }

    pub(super) fn case(&self) -> Option<&Case> {
        self.case.as_deref()
    }

    /// The view without what does not hold in it.
    pub(super) fn held(&self) -> Option<&Case> {
        self.held.as_ref()
    }

    /// What holds and the author had not seen, oldest first.
    pub fn unseen(&self) -> &[Event] {
        &self.unseen
    }

    pub(super) fn fallen(&self) -> &[Fallen] {
        &self.fallen
    }

    /// Whether the author had seen the case as it stands.
    pub fn is_whole(&self) -> bool {
        self.unseen.is_empty() && self.fallen.is_empty()
    }
}

/// How an event of the view fell. One that somebody else had decided alike stands through theirs.
fn falls(own: &OwnEvent) -> Option<Effectless> {
    own.without.filter(|how| *how != Effectless::Concurred)
}

/// An event that cannot follow is passed over: its author's program had let it pass, and it was rejected for that.
fn follow(before: Option<Case>, event: &Event) -> Option<Case> {
    match before {
        None => Case::open(event).ok(),
        Some(case) => case.clone().apply(event).ok().or(Some(case)),
    }
}
