//! One case's script: events are added as officers would add them, and each must be allowed by the rules.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::calendar::WorkingCalendar;
use crate::case::{Case, Refusal};
use crate::catalogue::Catalogue;
use crate::dates::{Date, Instant, TehranTime};
use crate::event::{Event, Fact};
use crate::ids::{CaseId, ContentHash, EventId, RequestId};
use crate::people::{Actor, AttachmentId, Officer, Supervisors};
use crate::policy;

use super::draw::Draw;
use crate::sources::Randomness;

/// A case that the demo office begins with.
#[derive(Debug, Clone)]
pub struct DemoCase {
    /// Its name.
    pub id: CaseId,
    /// What happened to it, oldest first.
    pub events: Vec<ScriptedEvent>,
    /// What its officers looked at, oldest first.
    pub looks: Vec<DemoLook>,
}

/// A look at a document.
#[derive(Debug, Clone)]
pub struct DemoLook {
    /// Who looked.
    pub officer: Officer,
    /// At which document.
    pub attachment: AttachmentId,
    /// When.
    pub at: Instant,
}

/// An event with the contents of the scans that came with it.
#[derive(Debug, Clone)]
pub struct ScriptedEvent {
    /// The event; its time is not later than the ones after it.
    pub event: Event,
    /// Contents of the attachments that it names. The same content is the same allocation in every case.
    pub blobs: Vec<(ContentHash, Arc<[u8]>)>,
}

/// Writes a script, keeping the case as it then stands.
pub(super) struct Script<'w> {
    pub(super) catalogue: &'w Catalogue,
    supervisors: Supervisors,
    randomness: &'w dyn Randomness,
    id: CaseId,
    case: Option<Case>,
    events: Vec<ScriptedEvent>,
    looks: Vec<DemoLook>,
    day: Date,
    minute: i32,
    last_day: Date,
}

/// Offices open at half past seven.
const OPENING_MINUTE: i32 = 450;
/// Nothing in the scripts happens after two in the afternoon.
const CLOSING_MINUTE: i32 = 840;

impl<'w> Script<'w> {
    /// Begins on a day; nothing happens after `last_day`.
    pub(super) fn begin(
        catalogue: &'w Catalogue,
        supervisors: Supervisors,
        randomness: &'w dyn Randomness,
        day: Date,
        last_day: Date,
    ) -> Self {
        let day = day.min(last_day);
        let start = Instant::at_tehran(day, TehranTime { hour: 7, minute: 30 });
        Self {
            catalogue,
            supervisors,
            randomness,
            id: CaseId::from_bytes(randomness.identifier(start)),
            case: None,
            events: Vec::new(),
            looks: Vec::new(),
            day,
            minute: OPENING_MINUTE,
            last_day,
        }
    }

    pub(super) const fn id(&self) -> CaseId {
        self.id
    }

    pub(super) fn case(&self) -> Option<&Case> {
        self.case.as_ref()
    }

    pub(super) const fn today(&self) -> Date {
        self.day
    }

    fn calendar(&self) -> &'w WorkingCalendar {
        &self.catalogue.calendar
    }

    /// Goes on some working days later, or as late as the story may go.
    pub(super) fn later(&mut self, draw: &mut Draw, working_days: i32) {
        if working_days > 0 {
            let day = self.calendar().add_working_days(self.day, working_days).min(self.last_day);
            if day > self.day {
                self.day = day;
                self.minute = OPENING_MINUTE + draw.small(0..=120);
            }
        }
    }

    /// Goes on at a day, if it is later.
    pub(super) fn at_day(&mut self, draw: &mut Draw, day: Date) {
        let day = self.calendar().last_working_day_on_or_before(day.min(self.last_day));
        if day > self.day {
            self.day = day;
            self.minute = OPENING_MINUTE + draw.small(0..=120);
        }
    }

    /// The moment of the next event: a few minutes after the last, in office hours.
    fn tick(&mut self) -> Instant {
        self.minute = (self.minute + 3).min(CLOSING_MINUTE);
        let whole = |minutes: i32| u8::try_from(minutes).unwrap_or(0);
        let time = TehranTime { hour: whole(self.minute / 60), minute: whole(self.minute % 60) };
        let second = i64::try_from(self.events.len()).unwrap_or(0) * 1_000;
        Instant::at_tehran(self.day, time).add_millis(second)
    }

    /// An officer looks at a document.
    pub(super) fn look(&mut self, officer: &Officer, attachment: AttachmentId) {
        let at = self.tick();
        self.looks.push(DemoLook { officer: officer.clone(), attachment, at });
    }

    /// What an officer has looked at.
    pub(super) fn opened(&self, officer: &Officer) -> BTreeSet<AttachmentId> {
        let theirs = self.looks.iter().filter(|look| look.officer.account == officer.account);
        theirs.map(|look| look.attachment).collect()
    }

    /// Adds what an officer does, and returns the event's name.
    pub(super) fn add(&mut self, actor: impl Into<Actor>, fact: Fact) -> Result<EventId, Refusal> {
        self.add_with(actor, fact, Vec::new())
    }

    /// The same, with the contents of scans.
    pub(super) fn add_with(
        &mut self,
        actor: impl Into<Actor>,
        fact: Fact,
        blobs: Vec<(ContentHash, Arc<[u8]>)>,
    ) -> Result<EventId, Refusal> {
        let at = self.tick();
        let event = Event {
            id: EventId::from_bytes(self.randomness.identifier(at)),
            case: self.id,
            at,
            actor: actor.into(),
            edition: self.catalogue.edition.id.clone(),
            fact,
        };
        let case = match &self.case {
            None => policy::permit_new(&event, self.catalogue)?,
            Some(case) => policy::permit(case, &event, self.catalogue, &self.supervisors)?,
        };
        let id = event.id;
        self.case = Some(case);
        self.events.push(ScriptedEvent { event, blobs });
        Ok(id)
    }

    pub(super) fn request_id(&mut self) -> RequestId {
        let at = Instant::at_tehran(self.day, TehranTime { hour: 8, minute: 0 });
        RequestId::from_bytes(self.randomness.identifier(at))
    }

    pub(super) fn end(self) -> DemoCase {
        DemoCase { id: self.id, events: self.events, looks: self.looks }
    }
}
