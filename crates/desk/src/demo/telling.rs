//! Each story, told from its first event to where the case now stands.

use domain::case::{Refusal, StageName};
use domain::catalogue::ConditionNumber;
use domain::event::{
    BankOutcome, ClearanceOutcome, Fact, Grounds, Medium, Minutes, Purpose, Referral, Review,
    ServiceResult,
};
use domain::identifiers::LicenceNumber;
use domain::ids::EventId;
use domain::people::Role;
use domain::plan::Path;
use domain::text::to_persian_digits;

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

    fn before_review(
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
                script.add(&officer, Fact::DeadlineExtended { days: 3, reason })?;
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
                script.add(&officer, refusal(conditions, explanation))?;
            }
            Story::WithdrawnEarly => {
                script.later(draw, 2);
                script.add(&officer, withdrawal(draw))?;
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
                script.add(&officer, refusal(conditions, explanation))?;
            }
            _ => {}
        }
        Ok(script)
    }

    fn licensed(
        &mut self,
        draw: &mut Draw,
        story: Story,
        casting: &Casting<'w>,
    ) -> Result<Script<'w>, Refusal> {
        let fresh = story == Story::Provisional;
        let mut script = self.begin(if fresh { 24 } else { draw.small(34..=95) });
        self.hand_in(&mut script, draw, casting, Purpose::First, HandedIn::Complete)?;
        script.later(draw, 3);
        self.reach_labour(&mut script, draw, casting, None)?;
        if matches!(story, Story::WithdrawnLate | Story::Disputed) {
            script.later(draw, 2);
            let officer = self.officer(Role::Labour, casting.nth)?;
            self.review(&mut script, draw, &officer, Review::Labour, 2)?;
            if story == Story::WithdrawnLate {
                script.add(&officer, withdrawal(draw))?;
            } else {
                let rival = EventId::from_bytes(*script.request_id().as_bytes());
                script.add(&self.portal, Fact::DisputeOpened { rival })?;
            }
            return Ok(script);
        }
        if self.issue(&mut script, draw, casting)?.is_none() || fresh {
            return Ok(script);
        }
        script.later(draw, 1);
        script.add(&self.portal, Fact::LicenceRegistered)?;
        let officer = self.officer(Role::Labour, casting.nth)?;
        match story {
            Story::Suspended | Story::Reinstated => {
                script.later(draw, 5);
                let reason = "در بازدید دوره‌ای کارت بهداشت تمدید نشده بود یا محل با طرح نمی‌خواند.";
                script.add(&officer, Fact::LicenceSuspended(grounds(&[37], reason)))?;
                if story == Story::Reinstated {
                    script.later(draw, 4);
                    let reason = words::text("کاستی برطرف شد و در بازدید دوم دیده شد.");
                    script.add(&officer, Fact::LicenceReinstated { reason })?;
                }
            }
            Story::Revoked => {
                script.later(draw, 6);
                let reason = "کار به واحد تجاری برده شده و دیگر خانگی نیست.";
                script.add(&officer, Fact::LicenceRevoked(grounds(&[32], reason)))?;
            }
            _ if story.needs_loan() => self.refer(&mut script, draw, story, casting)?,
            _ => {}
        }
        Ok(script)
    }

    fn refer(
        &self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        story: Story,
        casting: &Casting<'_>,
    ) -> Result<(), Refusal> {
        let officer = self.officer(Role::Labour, casting.nth)?;
        let banks = self.banks();
        let index = casting.nth % banks.len().max(1);
        let (bank, liaison) = banks.get(index).cloned().ok_or(Refusal::BankUnknown)?;
        let year = self.budget_year();
        let case = script.case().ok_or(Refusal::NotTheBeginning)?;
        let ceiling = domain::policy::ceiling(case, self.catalogue, year);
        let ceiling = ceiling.ok_or(Refusal::YearUnknown)?;
        script.later(draw, 2);
        let months = i32::from(self.catalogue.rules.referral_validity_months);
        let number = to_persian_digits(&format!("{}/{year}", draw.small(11..=39)));
        let referral = Referral {
            bank,
            branch: words::text(draw.one(&words::BRANCHES)),
            to: liaison.office.clone(),
            amount: casting.plan.capital.requested.min(ceiling),
            budget_year: year,
            minutes: Minutes { number: words::text(&number), on: script.today().add_days(-1) },
            valid_until: script.today().add_months(months),
        };
        let referral = script.add(&officer, Fact::ReferredToBank(referral))?;
        let (outcome, note) = match story {
            Story::AtTheBank => (BankOutcome::Received, "معرفی‌نامه رسید و پرونده تشکیل شد."),
            Story::Paid => (BankOutcome::Paid, "تسهیلات پرداخت شد."),
            Story::Declined => (BankOutcome::Declined, "متقاضی چک برگشتی رفع‌نشده دارد."),
            Story::QuotaUsedUp => (BankOutcome::QuotaUsedUp, "سهمیهٔ امسال شعبه به پایان رسید."),
            Story::Lapsed => (BankOutcome::Lapsed, "متقاضی در مهلت معرفی‌نامه مراجعه نکرد."),
            _ => return Ok(()),
        };
        let answered = |outcome, note: &str| Fact::BankAnswered {
            referral,
            outcome,
            note: Some(words::text(note)),
        };
        script.later(draw, 3);
        if outcome == BankOutcome::Paid {
            script.add(&liaison, answered(BankOutcome::Received, "معرفی‌نامه رسید."))?;
            script.later(draw, 6);
        }
        script.add(&liaison, answered(outcome, note))?;
        Ok(())
    }

    /// Stories of two cases of one person.
    fn tell_pair(
        &mut self,
        draw: &mut Draw,
        story: Story,
        casting: Casting<'w>,
    ) -> Result<Vec<DemoCase>, Refusal> {
        if story == Story::PossibleDuplicate {
            let mut first = self.begin(casting.days + 6);
            self.hand_in(&mut first, draw, &casting, Purpose::First, HandedIn::Complete)?;
            let mut second = self.begin(casting.days);
            self.hand_in(&mut second, draw, &casting, Purpose::First, HandedIn::Complete)?;
            return Ok(vec![first.end(), second.end()]);
        }
        let validity = i32::from(self.catalogue.rules.licence_validity_years);
        let years = if story == Story::Amendment { 1 } else { validity };
        let day = self.today.add_years(-years).add_days(-draw.small(20..=60));
        let mut old = casting.clone();
        old.certificate.issued_on = day.add_days(-200);
        old.certificate.expires_on = None;
        let mut first = self.begin_on(self.catalogue.calendar.first_working_day_on_or_after(day));
        self.hand_in(&mut first, draw, &old, Purpose::First, HandedIn::Complete)?;
        first.later(draw, 3);
        self.reach_labour(&mut first, draw, &old, None)?;
        if self.issue(&mut first, draw, &old)?.is_none() {
            return Ok(vec![first.end()]);
        }
        first.later(draw, 1);
        first.add(&self.portal, Fact::LicenceRegistered)?;
        let what = (story == Story::Amendment)
            .then(|| words::text("تغییر نشانی محل کار به سبب جابه‌جایی خانه"));
        let licensed = first.case().ok_or(Refusal::NotTheBeginning)?;
        let purpose = domain::policy::successor(licensed, what)?;
        let next = Casting { path: Path::Standard, ..casting };
        let mut second =
            if story == Story::Renewed { self.begin(28) } else { self.begin(next.days) };
        self.hand_in(&mut second, draw, &next, purpose, HandedIn::Complete)?;
        if story == Story::Renewed {
            second.later(draw, 3);
            self.reach_labour(&mut second, draw, &next, None)?;
            if let Some(number) = self.issue(&mut second, draw, &next)? {
                second.later(draw, 1);
                second.add(&self.portal, Fact::LicenceRegistered)?;
                self.supersede(&mut first, draw, &second, number)?;
            }
        }
        Ok(vec![first.end(), second.end()])
    }

    fn supersede(
        &self,
        old: &mut Script<'_>,
        draw: &mut Draw,
        new: &Script<'_>,
        number: LicenceNumber,
    ) -> Result<(), Refusal> {
        old.at_day(draw, new.today());
        let officer = self.officer(Role::Labour, 0)?;
        old.add(&officer, Fact::LicenceSuperseded { by: new.id(), number })?;
        debug_assert_eq!(old.case().map(domain::case::Case::stage_name), Some(StageName::Closed));
        Ok(())
    }
}

/// Working days between the tick on the last page and the hand-over to the labour office.
fn days_before_labour(path: Path, draw: &mut Draw) -> i32 {
    match path {
        Path::Standard => draw.small(6..=9),
        Path::Development => draw.small(19..=24),
    }
}

fn conditions(numbers: &[u16]) -> Vec<ConditionNumber> {
    numbers.iter().copied().map(ConditionNumber).collect()
}

fn refusal(numbers: &[u16], explanation: &str) -> Fact {
    Fact::Refused { conditions: conditions(numbers), explanation: words::text(explanation) }
}

fn grounds(numbers: &[u16], reason: &str) -> Grounds {
    Grounds { conditions: conditions(numbers), reason: words::text(reason) }
}

fn withdrawal(draw: &mut Draw) -> Fact {
    let medium = [Medium::InPerson, Medium::Telephone, Medium::Letter][draw.index(3)];
    Fact::Withdrawn { reason: words::text(draw.one(&words::WITHDRAWALS)), medium }
}
