//! Stories of licences: what becomes of one, and of the one that takes its place.

use crate::case::Refusal;
use crate::event::{BankOutcome, Fact, Minutes, Purpose, Referral, Review};
use crate::identifiers::LicenceNumber;
use crate::people::{Actor, Role};
use crate::plan::Path;
use crate::text::to_persian_digits;

use super::draw::Draw;
use super::script::{DemoCase, Script};
use super::steps::HandedIn;
use super::stories::Story;
use super::telling::{grounds, withdrawal};
use super::words;
use super::world::{Casting, World};

impl<'w> World<'w> {
    pub(super) fn licensed(
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
                let on = script.today();
                script.add(&officer, withdrawal(draw, on))?;
            } else {
                let dispute = self.dispute(&mut script, casting)?;
                script.add(Actor::Registry, dispute)?;
            }
            return Ok(script);
        }
        if self.issue(&mut script, draw, casting)?.is_none() || fresh {
            return Ok(script);
        }
        script.later(draw, 1);
        script.add(Actor::Registry, Fact::LicenceRegistered)?;
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
        let ceiling = crate::policy::ceiling(case, self.catalogue, year);
        let ceiling = ceiling.ok_or(Refusal::YearUnknown)?;
        script.later(draw, 2);
        let months = i32::from(self.catalogue.rules.referral_validity_months);
        // The working group meets on the first of each month, and refers to the banks' central branches.
        let eve = script.today().add_days(-1);
        let met_on = eve.add_days(1 - i32::from(eve.jalali().day()));
        let number = to_persian_digits(&format!("{}/{year}", met_on.jalali().month()));
        let branch = match story {
            Story::Referred => words::BRANCHES[0],
            _ => draw.one(&words::BRANCHES),
        };
        let referral = Referral {
            bank,
            branch: words::text(branch),
            to: liaison.office.clone(),
            amount: casting.plan.capital.requested.min(ceiling),
            budget_year: year,
            minutes: Minutes { number: words::text(&number), on: met_on },
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
    pub(super) fn tell_pair(
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
        first.add(Actor::Registry, Fact::LicenceRegistered)?;
        let what = (story == Story::Amendment)
            .then(|| words::text("تغییر نشانی محل کار به سبب جابه‌جایی خانه"));
        let licensed = first.case().ok_or(Refusal::NotTheBeginning)?;
        let purpose = crate::policy::successor(licensed, what)?;
        let next = Casting { path: Path::Standard, ..casting };
        let mut second =
            if story == Story::Renewed { self.begin(28) } else { self.begin(next.days) };
        self.hand_in(&mut second, draw, &next, purpose, HandedIn::Complete)?;
        if story == Story::Renewed {
            second.later(draw, 3);
            self.reach_labour(&mut second, draw, &next, None)?;
            if let Some(number) = self.issue(&mut second, draw, &next)? {
                second.later(draw, 1);
                second.add(Actor::Registry, Fact::LicenceRegistered)?;
                supersede(&mut first, draw, &second, number)?;
            }
        }
        Ok(vec![first.end(), second.end()])
    }
}

fn supersede(
    old: &mut Script<'_>,
    draw: &mut Draw,
    new: &Script<'_>,
    number: LicenceNumber,
) -> Result<(), Refusal> {
    old.at_day(draw, new.today());
    old.add(Actor::Registry, Fact::LicenceSuperseded { by: new.id(), number })?;
    Ok(())
}
