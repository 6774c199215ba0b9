//! Which acts are the officer's here, and what stands in the way of each.
//!
//! The rules are asked with the very facts that the act would add, so that the window offers what sealing takes, and
//! what it does not offer the command line refuses.

use domain::case::{Case, Refusal};
use domain::event::{Event, Fact};
use domain::ids::{CaseId, EventId};
use domain::policy;

use super::Viewing;
use crate::acts::Doing;
use crate::views::acts::ActName;
use crate::views::case::{ActView, BlockView};

/// Every act that is offered somewhere in the window, the main ones first. Looks and answers to the checklist go with
/// what they are about.
pub(crate) const OFFERED: [ActName; 28] = [
    ActName::ConfirmSupporter,
    ActName::NameSupporter,
    ActName::Approve,
    ActName::IssueLicence,
    ActName::Ask,
    ActName::Refuse,
    ActName::AskClearance,
    ActName::RecordClearance,
    ActName::RecordService,
    ActName::CompleteEmpowerment,
    ActName::ReferToBank,
    ActName::RecordBankAnswer,
    ActName::Reinstate,
    ActName::Suspend,
    ActName::Revoke,
    ActName::Renew,
    ActName::Amend,
    ActName::RecordAnswer,
    ActName::CancelRequest,
    ActName::AcceptAnswer,
    ActName::ExtendDeadline,
    ActName::ResolveDispute,
    ActName::Transfer,
    ActName::Withdraw,
    ActName::Take,
    ActName::Assign,
    ActName::Note,
    ActName::LogCall,
];

/// Whether an act is the officer's in this case.
enum Offer {
    /// It is not, here and now.
    No,
    /// It is; what the officer writes may still be refused.
    Open,
    /// It is, once something else was done.
    Blocked(BlockView),
}

impl Viewing<'_> {
    pub(super) fn acts(&self) -> Vec<ActView> {
        // A second decision is not offered; what else there is asks first what becomes of the one that waits.
        let offered = OFFERED.into_iter().filter(|act| self.waiting.is_none() || !act.waits());
        let view = |act| match self.offer(act) {
            Offer::No => None,
            Offer::Open => Some(ActView { act, blocked: None }),
            Offer::Blocked(block) => Some(ActView { act, blocked: Some(block) }),
        };
        offered.filter_map(view).collect()
    }

    fn offer(&self, act: ActName) -> Offer {
        let doing = Doing {
            case: self.case,
            officer: self.officer,
            catalogue: self.catalogue,
            opened: self.opened,
            at: self.now,
            random: self.random,
        };
        let Some(facts) = doing.plain(act, self.colleagues) else { return Offer::No };
        let refusal = match self.judged(self.case.clone(), &facts) {
            Ok(()) if act == ActName::IssueLicence && self.clock_wrong => {
                return Offer::Blocked(BlockView::ClockWrong);
            }
            Ok(()) if act == ActName::IssueLicence && !self.numbers_left => {
                return Offer::Blocked(BlockView::NoNumbers);
            }
            Ok(()) if matches!(act, ActName::Renew | ActName::Amend) && self.succeeded => {
                return Offer::No;
            }
            Ok(()) => return Offer::Open,
            Err(refusal) => refusal,
        };
        // Who holds the case, and how old the program is, is asked before everything else: what lies beneath?
        let beneath = match &refusal {
            Refusal::HeldBy(_) => Case { holder: None, ..self.case.clone() },
            Refusal::NeedsUpdate => Case { needs_update: false, ..self.case.clone() },
            _ => return self.meaning(refusal),
        };
        match self.judged(beneath, &facts).map_err(|refusal| self.meaning(refusal)) {
            Err(Offer::No) => Offer::No,
            Ok(()) | Err(Offer::Open | Offer::Blocked(_)) => self.meaning(refusal),
        }
    }

    fn judged(&self, case: Case, facts: &[(CaseId, Fact)]) -> Result<(), Refusal> {
        let mut case = case;
        for (id, fact) in facts {
            let event = self.event(*id, fact.clone());
            case = match fact {
                Fact::Registered { .. } => policy::permit_new(&event, self.catalogue)?,
                // Which condition is cited is the officer's; only what blocks any refusal is asked here.
                Fact::Refused { .. } => {
                    return policy::may_be_refused(&case, &event, self.catalogue);
                }
                _ => policy::permit(&case, &event, self.catalogue, self.supervisors)?,
            };
        }
        Ok(())
    }

    fn event(&self, case: CaseId, fact: Fact) -> Event {
        Event {
            id: EventId::from_bytes([0; 16]),
            case,
            at: self.now,
            actor: self.officer.into(),
            edition: self.case.edition.clone(),
            fact,
        }
    }

    /// What a refusal means for the offer: the act is not for this case now, it waits for something, or the officer has
    /// yet to write what it needs.
    fn meaning(&self, refusal: Refusal) -> Offer {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let block = match refusal {
            Refusal::ChecksOpen(rows) => BlockView::ChecksOpen { rows },
            Refusal::ChecksWrong(rows) => BlockView::ChecksWrong { rows },
            Refusal::RequestsPending(open) => BlockView::RequestsOpen { open: count(open) },
            Refusal::ClearanceOpen | Refusal::ClearanceDenied => BlockView::ClearanceOpen,
            Refusal::ClearanceNeeded => BlockView::ClearanceNeeded,
            Refusal::ServicesOpen { done } => BlockView::ServicesOpen { done: count(done), of: 5 },
            Refusal::SamePerson => BlockView::SamePerson,
            Refusal::SupervisorNeeded => BlockView::SupervisorNeeded,
            Refusal::DisputeOwn => BlockView::DisputeOwn,
            Refusal::HeldBy(officer) => BlockView::HeldBy { officer: self.names.officer(&officer) },
            Refusal::SupporterNotConfirmed => BlockView::SupporterNotConfirmed,
            Refusal::SupporterRecordedBySame => BlockView::SupporterRecordedBySame,
            Refusal::SupporterDeclined => BlockView::SupporterDeclined,
            Refusal::NotRegistered => BlockView::NotRegistered,
            Refusal::FieldNotLicensable => BlockView::FieldNotLicensable,
            Refusal::NotLoanEligible => BlockView::NotLoanEligible,
            Refusal::CertificateExpired => BlockView::CertificateExpired,
            Refusal::MilitaryPending => BlockView::MilitaryPending,
            Refusal::NotTheBeginning
            | Refusal::OtherCase
            | Refusal::WrongStage { .. }
            | Refusal::AlreadyDecided
            | Refusal::NotYourOffice
            | Refusal::NotYourRole
            | Refusal::RequestUnknown
            | Refusal::ClearanceNotNeeded
            | Refusal::NotInForce
            | Refusal::PredecessorNotInForce
            | Refusal::SucceededByOther
            | Refusal::HeldAlready
            | Refusal::InForce
            | Refusal::ReferralOpen
            | Refusal::ReferralUnknown
            | Refusal::NoSuchExtension => return Offer::No,
            Refusal::CheckUnknown(_)
            | Refusal::SameItemOpen
            | Refusal::NothingAsked
            | Refusal::ConditionNeeded
            | Refusal::ConditionUnknown(_)
            | Refusal::ConditionOfOtherKind(_)
            | Refusal::ReasonUnseen(_)
            | Refusal::ConditionNotApplicable(_)
            | Refusal::GroundNeeded(_)
            | Refusal::GroundUntrue(_)
            | Refusal::OpenedUnknown
            | Refusal::GroundContradicted { .. }
            | Refusal::ExplanationThin
            | Refusal::PathNotAssigned
            | Refusal::DecisionUnknown
            | Refusal::DaysBackwards
            | Refusal::SupporterIsApplicant
            | Refusal::ScanMissing
            | Refusal::ScanOfOtherKind
            | Refusal::AboveCeiling(_)
            | Refusal::YearUnknown
            | Refusal::BankUnknown
            | Refusal::IbanOfAnotherBank
            | Refusal::NotPrintable
            | Refusal::CopyOutOfOrder
            | Refusal::SheetUnknown
            | Refusal::SheetHandedOver
            | Refusal::PaperOfOther
            | Refusal::OfficeUnknown
            | Refusal::DocumentUnknown(_)
            | Refusal::FieldUnknown
            | Refusal::DocumentMissing(_)
            | Refusal::CorrectionMismatch
            | Refusal::MediumUntrue
            | Refusal::DayUntrue
            | Refusal::NeedsUpdate => return Offer::Open,
        };
        Offer::Blocked(block)
    }
}
