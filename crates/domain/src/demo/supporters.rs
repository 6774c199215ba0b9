//! Supporters with a licence in force, those who wait for their word, and how others got it.

use crate::case::Refusal;
use crate::catalogue::DocumentCode;
use crate::event::{Fact, SupporterWord};
use crate::identifiers::LicenceNumber;
use crate::people::{Activity, Actor, Applicant, NamedSupporter, Officer};
use crate::text::to_persian_digits;

use super::draw::Draw;
use super::script::{DemoCase, Script};
use super::stories::Story;
use super::words;
use super::world::{Casting, World};

/// The kinds of supporter that applicants wait for, in turn.
const KINDS: [Activity; 2] = [Activity::SupporterNatural, Activity::SupporterLegal];
/// Keeps what is drawn for supporters apart from the stories.
const APART: u64 = 0x5355_5050;
/// Serials of licences that supporters of the past held: none of them is a case of the world.
const PAST_SERIALS: u64 = 9_400_000_001;
/// The contract of applicant, supporter and agency.
const CONTRACT: DocumentCode = DocumentCode(20_008);

impl<'w> World<'w> {
    /// How many cases a story has now.
    pub(super) fn cases_of(&self, story: Story) -> usize {
        let first_of_kind = story == Story::SupporterAwaited && self.supporters.len() < KINDS.len();
        if story.is_pair() || first_of_kind { 2 } else { 1 }
    }

    /// Somebody who waits for a supporter; the first of each kind comes with the supporter's own case.
    pub(super) fn tell_awaiting(
        &mut self,
        draw: &mut Draw,
        mut casting: Casting<'w>,
    ) -> Result<Vec<DemoCase>, Refusal> {
        let mut told = Vec::new();
        if self.supporters.len() < KINDS.len() {
            told.push(self.license_supporter()?);
        }
        let newest = self.supporters.len().checked_sub(1).ok_or(Refusal::NotTheBeginning)?;
        let nth = if told.is_empty() { casting.nth % KINDS.len() } else { newest };
        if let Applicant::Covered { supporter, .. } = &mut casting.applicant {
            *supporter = self.supporters[nth].clone();
        }
        let waiting = self.before_review(draw, Story::SupporterAwaited, &casting)?;
        told.push(waiting.end());
        Ok(told)
    }

    /// Tells the case of the next supporter, who can be named from then on.
    fn license_supporter(&mut self) -> Result<DemoCase, Refusal> {
        let kind = KINDS[self.supporters.len() % KINDS.len()];
        let turn = u64::try_from(self.supporters.len()).unwrap_or(0);
        let mut draw = Draw::new(self.seed ^ APART, turn);
        let casting = self.cast(&mut draw, Story::Registered, kind, 0)?;
        let script = self.licensed(&mut draw, Story::Registered, &casting)?;
        let identity = casting.applicant.as_supporter().ok_or(Refusal::NotTheBeginning)?;
        self.supporters.push(NamedSupporter {
            name: words::text(&casting.applicant.display_name()),
            identity,
            licence: script.case().and_then(|case| case.licence()).map(|l| l.number.clone()),
        });
        Ok(script.end())
    }

    /// The supporter's word for a covered applicant: at the counter where another officer than the reviewer sits
    /// there, else on the portal.
    pub(super) fn confirm_supporter(
        &self,
        script: &mut Script<'_>,
        casting: &Casting<'_>,
    ) -> Result<(), Refusal> {
        let contract = script.case().and_then(|case| {
            let mut received = case.attachments.iter().map(|received| &received.attachment);
            received.find(|attachment| attachment.document == CONTRACT).map(|it| it.content)
        });
        let nth = u64::try_from(casting.nth).unwrap_or(0);
        let seen = self.counter_officer(casting)?.zip(contract).filter(|_| casting.seen_at_counter);
        let (actor, word) = if let Some((officer, scan)) = seen {
            let named = casting.applicant.named_supporter().and_then(|it| it.licence.as_ref());
            let on_paper = || format!("{}/1402", 120 + nth);
            let licence = named.map_or_else(on_paper, LicenceNumber::printed);
            let licence = words::text(&to_persian_digits(&licence));
            (Actor::from(officer), SupporterWord::Counter { licence, scans: vec![scan] })
        } else {
            let number = LicenceNumber::from_serial(PAST_SERIALS + nth);
            (Actor::Registry, SupporterWord::Licence(number.ok_or(Refusal::NotTheBeginning)?))
        };
        script.add(actor, Fact::SupporterConfirmed { word })?;
        Ok(())
    }

    /// A colleague of the officer who will review; `None` where there is none.
    fn counter_officer(&self, casting: &Casting<'_>) -> Result<Option<Officer>, Refusal> {
        let reviewer = self.agency_officer(casting)?;
        let mut people = self.reviewers().map(super::DemoOfficer::acting);
        Ok(people.find(|actor| actor.office == reviewer.office && actor.person != reviewer.person))
    }
}
