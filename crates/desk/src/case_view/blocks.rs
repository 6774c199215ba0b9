//! Which acts are the officer's here, and what stands in the way of each.
//!
//! The rules are asked with the very facts that the act would add, so that a button can never promise what
//! sealing would refuse.

use domain::case::{Case, Refusal, RequestState, Stage};
use domain::event::{Event, Evidence, Fact, RefusalGround, SupporterWord};
use domain::ids::EventId;
use domain::people::Role;

use super::Viewing;
use crate::views::acts::ActName;
use crate::views::case::{ActView, BlockView};

impl Viewing<'_> {
    pub(super) fn acts(&self) -> Vec<ActView> {
        self.offered().into_iter().map(|act| ActView { act, blocked: self.block(act) }).collect()
    }

    /// Acts that make sense for this office at this stage, the main one first.
    fn offered(&self) -> Vec<ActName> {
        let case = self.case;
        let mine = case.office.as_ref() == Some(&self.officer.office);
        let mut acts = Vec::new();
        match (&case.stage, self.role) {
            (Stage::Registered, Role::Agency) if mine && case.waits_for_supporter() => {
                acts.extend([ActName::ConfirmSupporter, ActName::NameSupporter, ActName::Withdraw]);
            }
            (Stage::AgencyReview(_), Role::Agency) if mine => {
                acts.extend([ActName::Approve, ActName::Ask, ActName::Refuse]);
                if self.choices().clearance_agency.is_some() {
                    acts.extend([ActName::AskClearance, ActName::RecordClearance]);
                }
            }
            (Stage::Empowerment(_), Role::Jahad) if mine => {
                acts.extend([ActName::RecordService, ActName::CompleteEmpowerment]);
            }
            (Stage::LabourReview(_), Role::Labour) if mine => {
                acts.extend([ActName::IssueLicence, ActName::Ask, ActName::Refuse]);
            }
            (Stage::Licensed(licensed), Role::Labour) if mine => {
                if licensed.licence.is_in_force() {
                    acts.extend([ActName::ReferToBank, ActName::Suspend, ActName::Revoke]);
                } else {
                    acts.extend([ActName::Reinstate, ActName::Revoke]);
                }
                acts.extend([ActName::Renew, ActName::Amend]);
            }
            (Stage::Licensed(licensed), Role::Bank)
                if licensed
                    .open_referral()
                    .is_some_and(|r| r.referral.to == self.officer.office) =>
            {
                acts.push(ActName::RecordBankAnswer);
            }
            _ => {}
        }
        if mine && case.is_open() && !matches!(case.stage, Stage::Disputed { .. }) {
            if case.open_requests() > 0 {
                acts.push(ActName::RecordAnswer);
            }
            if case.pending_requests() > 0 {
                acts.push(ActName::CancelRequest);
            }
            if case.requests.iter().any(|r| matches!(r.state, RequestState::Answered(..))) {
                acts.push(ActName::AcceptAnswer);
            }
            if self.choices().extension_days.is_some() {
                acts.push(ActName::ExtendDeadline);
            }
            if !matches!(case.stage, Stage::Registered) {
                acts.extend([ActName::Transfer, ActName::Withdraw]);
            }
            if case.holder.as_ref() != Some(&self.officer.account) {
                acts.push(ActName::Take);
            }
            if !self.colleagues.is_empty() {
                acts.push(ActName::Assign);
            }
        }
        if self.waiting.is_some() {
            // A second decision is not offered; what else there is asks first what becomes of the one that waits.
            acts.retain(|act| !act.waits());
        }
        acts.extend([ActName::Note, ActName::LogCall]);
        acts
    }

    /// What stands in the way of a decision, asked of the rules.
    fn block(&self, act: ActName) -> Option<BlockView> {
        if act == ActName::IssueLicence {
            if self.clock_wrong {
                return Some(BlockView::ClockWrong);
            }
            if !self.numbers_left {
                return Some(BlockView::NoNumbers);
            }
        }
        let fact = self.probe(act)?;
        let mut case = self.case.clone();
        if act == ActName::Approve {
            case = self.with_path(case)?;
        }
        let event = self.event(fact);
        let permitted = if act == ActName::Refuse {
            domain::policy::may_be_refused(&case, &event, self.catalogue)
        } else {
            domain::policy::permit(&case, &event, self.catalogue).map(|_| ())
        };
        permitted.err().and_then(|refusal| self.block_of(refusal))
    }

    fn event(&self, fact: Fact) -> Event {
        Event {
            id: EventId::from_bytes([0; 16]),
            case: self.case.id,
            at: self.now,
            actor: self.officer.into(),
            edition: self.case.edition.clone(),
            fact,
        }
    }

    /// The fact of an act whose gates do not depend on what the officer writes.
    fn probe(&self, act: ActName) -> Option<Fact> {
        let text = || domain::text::PlainText::parse("—", 1).ok();
        let office = |role| {
            let of_role = |o: &&domain::catalogue::Office| o.kind.role() == role;
            self.catalogue.offices.iter().find(of_role).map(|office| office.id.clone())
        };
        Some(match act {
            ActName::Approve => Fact::Approved { comment: None, to: office(self.next_role())? },
            ActName::CompleteEmpowerment => {
                Fact::EmpowermentCompleted { summary: text()?, to: office(Role::Labour)? }
            }
            ActName::IssueLicence => Fact::LicenceIssued {
                number: domain::identifiers::LicenceNumber::from_serial(1)?,
                valid_until: self.now.tehran_date(),
                comment: None,
            },
            ActName::Withdraw => {
                Fact::Withdrawn { reason: text()?, medium: domain::event::Medium::InPerson }
            }
            ActName::ConfirmSupporter => {
                let received = self.case.attachments.iter().map(|received| &received.attachment);
                let papers = received.filter(|it| self.catalogue.is_of_supporter(it.document));
                let scans: Vec<_> = papers.map(|it| it.content).take(1).collect();
                // What is scanned comes with the act; without any document nothing else can be asked.
                if scans.is_empty() {
                    return None;
                }
                let word = SupporterWord::Counter { licence: text()?, scans };
                Fact::SupporterConfirmed { word }
            }
            ActName::Reinstate => Fact::LicenceReinstated { reason: text()? },
            // Which condition is cited is the officer's; only what blocks any refusal is asked here.
            ActName::Refuse => self.empty_refusal()?,
            _ => return None,
        })
    }

    fn next_role(&self) -> Role {
        match self.case.submission.as_ref().map(|s| s.proposed_path) {
            Some(domain::plan::Path::Development) => Role::Jahad,
            Some(domain::plan::Path::Standard) | None => Role::Labour,
        }
    }

    /// The case as if the path were fixed as proposed, which approval does in the same breath.
    fn with_path(&self, case: Case) -> Option<Case> {
        let path = case.submission.as_ref()?.proposed_path;
        let reason = domain::text::PlainText::parse("—", 1).ok()?;
        case.apply(&self.event(Fact::PathAssigned { path, reason })).ok()
    }

    /// A refusal that says nothing: it cites what nobody asks about, and calls unanswered what is past its day.
    fn empty_refusal(&self) -> Option<Fact> {
        let condition = domain::catalogue::ConditionNumber(0);
        let today = self.now.tehran_date();
        let unanswered = self.case.requests.iter().filter(|request| {
            request.is_open() && domain::deadlines::answer_by(request.at, self.catalogue) < today
        });
        let evidence = unanswered.map(|request| Evidence::Unanswered(request.id));
        let grounds = evidence
            .chain([Evidence::Row(0)])
            .map(|evidence| RefusalGround { condition, evidence });
        Some(Fact::Refused {
            conditions: vec![condition],
            grounds: grounds.collect(),
            explanation: domain::text::PlainText::parse("—", 1).ok()?,
        })
    }

    fn block_of(&self, refusal: Refusal) -> Option<BlockView> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Some(match refusal {
            Refusal::ChecksOpen(rows) => BlockView::ChecksOpen { rows },
            Refusal::ChecksWrong(rows) => BlockView::ChecksWrong { rows },
            Refusal::RequestsPending(open) => BlockView::RequestsOpen { open: count(open) },
            Refusal::ClearanceOpen | Refusal::ClearanceDenied => BlockView::ClearanceOpen,
            Refusal::ClearanceNeeded => BlockView::ClearanceNeeded,
            Refusal::ServicesOpen { done } => BlockView::ServicesOpen { done: count(done), of: 5 },
            Refusal::SamePerson => BlockView::SamePerson,
            Refusal::HeldBy(officer) => BlockView::HeldBy { officer: self.names.officer(&officer) },
            Refusal::SupporterNotConfirmed => BlockView::SupporterNotConfirmed,
            Refusal::SupporterRecordedBySame => BlockView::SupporterRecordedBySame,
            Refusal::SupporterDeclined => BlockView::SupporterDeclined,
            Refusal::NotLoanEligible => BlockView::NotLoanEligible,
            Refusal::CertificateExpired => BlockView::CertificateExpired,
            Refusal::MilitaryPending => BlockView::MilitaryPending,
            _ => return None,
        })
    }
}
