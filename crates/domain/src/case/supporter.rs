//! Covered applicants and their supporters: who speaks for a supporter, and what they said.

use crate::dates::{Date, Instant};
use crate::event::{Event, SupporterWord};
use crate::identifiers::LicenceNumber;
use crate::ids::ContentHash;
use crate::people::{Activity, Actor, Applicant, NamedSupporter, SupporterIdentity};
use crate::text::PlainText;

use super::{Case, Confirmation, Refusal, Stage};

/// What is known of the supporter whom a covered applicant names now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SupporterState {
    /// Nothing yet; so it stays for everybody who is not covered.
    Awaited,
    /// They confirmed the applicant.
    Confirmed {
        /// How that is known.
        word: SupporterWord,
        /// Who recorded it.
        by: Actor,
        /// When.
        at: Instant,
    },
    /// They said that they do not support the applicant, who may name another.
    Declined {
        /// When.
        at: Instant,
    },
}

impl Case {
    /// As whom, and by which licence, this case's applicant speaks for a supporter on a day. Only who holds a
    /// *supporter's* licence does, and only while it is registered and in force: a provisional, suspended, expired,
    /// revoked, superseded or disputed one gives nobody a voice.
    pub fn supports(&self, today: Date) -> Option<(SupporterIdentity, &LicenceNumber)> {
        let identity = self.applicant.as_supporter()?;
        let licence = self.licence().filter(|_| !self.needs_update)?;
        let registered = matches!(licence.confirmation, Confirmation::Registered(_));
        let holds = registered && licence.is_in_force() && !licence.is_expired(today);
        holds.then_some((identity, &licence.number))
    }

    /// Whether the supporter who is named now has confirmed the applicant.
    pub const fn supporter_confirmed(&self) -> bool {
        matches!(self.supporter, SupporterState::Confirmed { .. })
    }

    /// The number that the counter saw on the supporter's licence, where the applicant named another. Both stand.
    pub fn other_number_seen(&self) -> Option<&PlainText> {
        let named = self.applicant.named_supporter()?.licence.as_ref()?;
        match &self.supporter {
            SupporterState::Confirmed { word: SupporterWord::Counter { licence, .. }, .. } => {
                let same = LicenceNumber::parse(licence.as_str()).as_ref() == Ok(named);
                (!same).then_some(licence)
            }
            SupporterState::Confirmed { word: SupporterWord::Licence(_), .. }
            | SupporterState::Awaited
            | SupporterState::Declined { .. } => None,
        }
    }

    /// Whether nothing goes on until a supporter confirms the applicant.
    pub const fn waits_for_supporter(&self) -> bool {
        matches!(self.applicant.activity(), Activity::Covered) && !self.supporter_confirmed()
    }

    /// Whether the applicant may still name another supporter: until the review begins.
    pub const fn may_name_supporter(&self) -> bool {
        matches!(self.applicant.activity(), Activity::Covered)
            && matches!(self.stage, Stage::Registered)
    }

    pub(super) fn confirm_supporter(
        &mut self,
        word: &SupporterWord,
        event: &Event,
    ) -> Result<(), Refusal> {
        let wrong = self.wrong_stage(&event.fact);
        let Applicant::Covered { supporter, .. } = &mut self.applicant else { return Err(wrong) };
        match self.supporter {
            _ if !matches!(self.stage, Stage::Registered) => return Err(wrong),
            SupporterState::Confirmed { .. } => return Err(wrong),
            SupporterState::Declined { .. } => return Err(Refusal::SupporterDeclined),
            SupporterState::Awaited => {}
        }
        match word {
            SupporterWord::Licence(number) => supporter.licence = Some(number.clone()),
            SupporterWord::Counter { scans, .. } => {
                let came = |scan: &ContentHash| {
                    self.attachments.iter().any(|received| received.attachment.content == *scan)
                };
                if scans.is_empty() || !scans.iter().all(came) {
                    return Err(Refusal::ScanMissing);
                }
            }
        }
        let (word, by) = (word.clone(), event.actor.clone());
        self.supporter = SupporterState::Confirmed { word, by, at: event.at };
        if self.submission.is_some() {
            self.begin_review(event);
        }
        Ok(())
    }

    /// Until the review begins, a confirmation can be taken back too.
    pub(super) fn decline_supporter(&mut self, event: &Event) -> Result<(), Refusal> {
        let declined = matches!(self.supporter, SupporterState::Declined { .. });
        if declined || !self.may_name_supporter() {
            return Err(self.wrong_stage(&event.fact));
        }
        self.supporter = SupporterState::Declined { at: event.at };
        Ok(())
    }

    pub(super) fn name_supporter(
        &mut self,
        named: &NamedSupporter,
        event: &Event,
    ) -> Result<(), Refusal> {
        let wrong = self.wrong_stage(&event.fact);
        let may = self.may_name_supporter();
        let Applicant::Covered { person, supporter } = &mut self.applicant else {
            return Err(wrong);
        };
        if !may {
            return Err(wrong);
        }
        if named.identity.is_person(person) {
            return Err(Refusal::SupporterIsApplicant);
        }
        *supporter = named.clone();
        self.supporter = SupporterState::Awaited;
        self.supporter_named = event.id;
        Ok(())
    }
}
