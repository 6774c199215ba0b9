//! Each story, told from its first event to where the case now stands.

use crate::case::Refusal;
use crate::catalogue::ConditionNumber;
use crate::dates::Date;
use crate::deadlines;
use crate::event::{ClearanceOutcome, Fact, Grounds, Medium, Purpose, Review, ServiceResult};
use crate::people::Role;
use crate::plan::Path;

use super::draw::Draw;
use super::requests::{Missing, ask};
use super::script::{DemoCase, Script};
use super::steps::HandedIn;
use super::stories::Story;
use super::words;
use super::world::{Casting, World};

impl<'w> World<'w> {
    pub(super) fn tell_as(
        &mut self,
        draw: &mut Draw,
        story: Story,
        casting: Casting<'w>,
    ) -> Result<Vec<DemoCase>, Refusal> {
        if story.is_pair() {
            return self.tell_pair(draw, story, casting);
        }
        if story == Story::SupporterAwaited {
            return self.tell_awaiting(draw, casting);
        }
        let script = match story {
            Story::PageOne | Story::SupporterAwaited => {
                self.before_review(draw, story, &casting)?
            }
            Story::Empowerment(_) | Story::ServiceNeedsMore => {
                self.at_jahad(draw, story, &casting)?
            }
            Story::LabourFresh
            | Story::LabourInHand
            | Story::LabourAsked
            | Story::LabourAnswered
            | Story::RefusedByLabour => self.at_labour(draw, story, &casting)?,
            _ if story.is_approved() => self.licensed(draw, story, &casting)?,
            _ => self.at_agency(draw, story, casting)?,
        };
        Ok(vec![script.end()])
    }

    pub(super) fn before_review(
        &mut self,
        draw: &mut Draw,
        story: Story,
        casting: &Casting<'w>,
    ) -> Result<Script<'w>, Refusal> {
        let mut script = self.begin(draw.small(1..=9));
        let extent = match story {
            Story::SupporterAwaited => HandedIn::Unconfirmed,
            _ => HandedIn::PageOne,
        };
        self.hand_in(&mut script, draw, casting, Purpose::First, extent)?;
        Ok(script)
    }

    fn at_agency(
        &mut self,
        draw: &mut Draw,
        story: Story,
        mut casting: Casting<'w>,
    ) -> Result<Script<'w>, Refusal> {
        let mut script = self.begin(casting.days);
        if story == Story::CertificateExpired {
            casting.certificate.issued_on = self.today.add_days(-1_500);
            casting.certificate.expires_on = Some(self.today.add_days(-draw.small(5..=60)));
        }
        let missing = story == Story::AgencyAsked && draw.chance(40);
        let extent = if missing { HandedIn::WithoutCertificateScan } else { HandedIn::Complete };
        self.hand_in(&mut script, draw, &casting, Purpose::First, extent)?;
        let officer = self.agency_officer(&casting)?;
        if story == Story::AgencyFresh {
            return Ok(script);
        }
        script.later(draw, 1);
        let rows = draw.index(5) + 1;
        self.review(&mut script, draw, &officer, Review::Agency, rows)?;
        match story {
            Story::AgencyInHand if draw.chance(25) => {
                let reason = words::text("منتظر روز بازدید از محل کار هستیم.");
                let days = script.case().and_then(|it| deadlines::extension(it, self.catalogue));
                let days = days.ok_or(Refusal::NoSuchExtension)?;
                let supervisor = self.supervisor_of(&officer)?;
                script.add(&supervisor, Fact::DeadlineExtended { days, reason })?;
            }
            Story::AgencyAsked | Story::AgencyAnswered => {
                let missing = if missing { Missing::CertificateScan } else { Missing::Nothing };
                let asked = ask(&mut script, draw, &officer, missing)?;
                if story == Story::AgencyAnswered {
                    script.later(draw, 2);
                    for item in asked {
                        self.answer(&mut script, draw, &casting, &officer, item)?;
                    }
                }
            }
            Story::ClearanceAsked => self.clear(&mut script, draw, &casting, None)?,
            Story::Cleared => {
                self.clear(&mut script, draw, &casting, Some(ClearanceOutcome::Cleared))?;
            }
            Story::ClearanceDenied => {
                self.clear(&mut script, draw, &casting, Some(ClearanceOutcome::Denied))?;
            }
            Story::Transferred => self.transfer(&mut script, draw, &casting)?,
            Story::RefusedByAgency => {
                self.review(&mut script, draw, &officer, Review::Agency, usize::MAX)?;
                script.later(draw, 2);
                let (conditions, explanation) =
                    words::AGENCY_REFUSALS[casting.nth % words::AGENCY_REFUSALS.len()];
                self.refuse(
                    &mut script,
                    &casting,
                    &officer,
                    Review::Agency,
                    conditions,
                    explanation,
                )?;
            }
            Story::WithdrawnEarly => {
                script.later(draw, 2);
                let on = script.today();
                script.add(&officer, withdrawal(draw, on))?;
            }
            _ => {}
        }
        Ok(script)
    }

    /// Sends the case to the same agency's office in another county.
    fn transfer(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
    ) -> Result<(), Refusal> {
        let officer = self.agency_officer(casting)?;
        let kind = self.catalogue.office(&officer.office).map(|office| &office.kind);
        let mut others = self.catalogue.offices.iter();
        let other = others.find(|office| Some(&office.kind) == kind && office.id != officer.office);
        let to = other.ok_or(Refusal::OfficeUnknown)?.id.clone();
        script.later(draw, 1);
        let reason = words::text("متقاضی به شهرستان دیگر جابه‌جا شده و محل کار آنجاست.");
        script.add(&officer, Fact::Transferred { to, reason })?;
        Ok(())
    }

    fn at_jahad(
        &mut self,
        draw: &mut Draw,
        story: Story,
        casting: &Casting<'w>,
    ) -> Result<Script<'w>, Refusal> {
        let mut script = self.begin(18 + draw.small(0..=12));
        self.hand_in(&mut script, draw, casting, Purpose::First, HandedIn::Complete)?;
        script.later(draw, 3);
        self.approve(&mut script, draw, casting, None)?;
        let (count, last) = match story {
            Story::Empowerment(count) => (usize::from(count), ServiceResult::Suitable),
            _ => (3, ServiceResult::NeedsMore),
        };
        self.serve(&mut script, draw, count, last)?;
        Ok(script)
    }

    fn at_labour(
        &mut self,
        draw: &mut Draw,
        story: Story,
        casting: &Casting<'w>,
    ) -> Result<Script<'w>, Refusal> {
        let days = if story == Story::RefusedByLabour { 25 } else { casting.days };
        let mut script = self.begin(days + days_before_labour(casting.path, draw));
        self.hand_in(&mut script, draw, casting, Purpose::First, HandedIn::Complete)?;
        script.later(draw, 2);
        let handed_over = self.working_days_ago(days);
        self.reach_labour(&mut script, draw, casting, Some(handed_over))?;
        let officer = self.officer(Role::Labour, casting.nth)?;
        if story == Story::LabourFresh {
            return Ok(script);
        }
        script.later(draw, 1);
        let rows = draw.index(5) + 1;
        self.review(&mut script, draw, &officer, Review::Labour, rows)?;
        match story {
            Story::LabourAsked | Story::LabourAnswered => {
                let asked = ask(&mut script, draw, &officer, Missing::Nothing)?;
                if story == Story::LabourAnswered {
                    script.later(draw, 2);
                    for item in asked {
                        self.answer(&mut script, draw, casting, &officer, item)?;
                    }
                }
            }
            Story::RefusedByLabour => {
                self.review(&mut script, draw, &officer, Review::Labour, usize::MAX)?;
                script.later(draw, 2);
                let (conditions, explanation) =
                    words::LABOUR_REFUSALS[casting.nth % words::LABOUR_REFUSALS.len()];
                self.refuse(
                    &mut script,
                    casting,
                    &officer,
                    Review::Labour,
                    conditions,
                    explanation,
                )?;
            }
            _ => {}
        }
        Ok(script)
    }
}

/// Working days between the tick on the last page and the hand-over to the labour office.
fn days_before_labour(path: Path, draw: &mut Draw) -> i32 {
    match path {
        Path::Standard => draw.small(6..=9),
        Path::Development => draw.small(19..=24),
    }
}

pub(super) fn conditions(numbers: &[u16]) -> Vec<ConditionNumber> {
    numbers.iter().copied().map(ConditionNumber).collect()
}

pub(super) fn grounds(numbers: &[u16], reason: &str) -> Grounds {
    Grounds { conditions: conditions(numbers), reason: words::text(reason) }
}

pub(super) fn withdrawal(draw: &mut Draw, on: Date) -> Fact {
    let medium = [Medium::InPerson, Medium::Telephone, Medium::Letter][draw.index(3)];
    Fact::Withdrawn { reason: words::text(draw.one(&words::WITHDRAWALS)), medium, on }
}
