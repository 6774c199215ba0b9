//! Whose act each kind of fact is. This is the one place that says so: window, command line and registry ask it,
//! and what is not named here is refused.

use super::dispute;
use crate::case::{Case, Refusal};
use crate::catalogue::Catalogue;
use crate::event::{Event, Fact, SupporterWord};
use crate::people::{Actor, Officer, Role, Supervisors};

/// Who may add a fact, and whether it decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the columns of a table")]
pub struct Rule {
    /// Officers of which kinds of office, and which of these offices; nobody where there is no kind.
    pub officers: (&'static [Role], Which),
    /// Whether the applicant may.
    pub applicant: bool,
    /// Whether the registry may by itself.
    pub registry: bool,
    /// Whether such an officer must supervise their office on that day.
    pub supervisor: bool,
    /// Whether it decides something: it needs an officer who can read the whole case and has seen all of it, and
    /// the one who holds the case, where somebody does.
    pub decides: bool,
}

/// Which office of the kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The office whose turn it is; before page two, the counter that registered the case.
    InTurn,
    /// The bank that was referred to, or the office whose turn it is.
    ReferredTo,
    /// Every office whose turn it ever was, that was referred to, or that acted.
    OfTheCase,
    /// Any: there is no case yet.
    Any,
}

impl Rule {
    const NOBODY: Self = Self {
        officers: (&[], Which::InTurn),
        applicant: false,
        registry: false,
        supervisor: false,
        decides: false,
    };

    const fn of(roles: &'static [Role], which: Which) -> Self {
        Self { officers: (roles, which), ..Self::NOBODY }
    }

    const fn in_turn(roles: &'static [Role]) -> Self {
        Self::of(roles, Which::InTurn)
    }

    const fn or_applicant(self) -> Self {
        Self { applicant: true, ..self }
    }

    const fn or_registry(self) -> Self {
        Self { registry: true, ..self }
    }

    const fn by_supervisor(self) -> Self {
        Self { supervisor: true, ..self }
    }

    const fn decides(self) -> Self {
        Self { decides: true, ..self }
    }
}

/// The kinds of office that review applications.
const REVIEWERS: &[Role] = &[Role::Agency, Role::Labour];
/// The kinds of office whose turn it can be before a licence.
const ON_THE_WAY: &[Role] = &[Role::Agency, Role::Jahad, Role::Labour];
/// The kinds of office that get cases.
const OFFICES: &[Role] = &[Role::Agency, Role::Jahad, Role::Labour, Role::Bank];

/// Whose act a fact is (facts 1, 4 and 5; DESIGN 8.15).
pub const fn rule(fact: &Fact) -> Rule {
    match fact {
        Fact::Registered { .. } => Rule::of(REVIEWERS, Which::Any).or_applicant(),
        Fact::Submitted { .. } | Fact::RequestAnswered { .. } => {
            Rule::in_turn(REVIEWERS).or_applicant()
        }
        Fact::Attached { .. } => Rule::in_turn(ON_THE_WAY).or_applicant(),
        Fact::SupporterNamed { .. } => Rule::in_turn(&[Role::Agency]).or_applicant(),
        Fact::Assigned { .. } => Rule::in_turn(ON_THE_WAY),
        Fact::DeadlineExtended { .. } | Fact::DisputeResolved { .. } => {
            Rule::in_turn(ON_THE_WAY).by_supervisor()
        }
        Fact::CallLogged { .. }
        | Fact::Printed(_)
        | Fact::Reprinted { .. }
        | Fact::SheetMarked { .. } => Rule::of(OFFICES, Which::OfTheCase),
        Fact::Noted { .. } => Rule::of(OFFICES, Which::OfTheCase).or_registry(),
        Fact::Checked { .. }
        | Fact::RequestsOpened { .. }
        | Fact::RequestAccepted { .. }
        | Fact::RequestCancelled { .. } => Rule::in_turn(REVIEWERS),
        Fact::SupporterConfirmed { word: SupporterWord::Counter { .. } }
        | Fact::PathAssigned { .. }
        | Fact::ClearanceAsked { .. }
        | Fact::ClearanceAnswered { .. } => Rule::in_turn(&[Role::Agency]),
        Fact::Approved { .. } => Rule::in_turn(&[Role::Agency]).decides(),
        Fact::Refused { .. } => Rule::in_turn(REVIEWERS).decides(),
        Fact::ServiceRecorded { .. } => Rule::in_turn(&[Role::Jahad]),
        Fact::EmpowermentCompleted { .. } => Rule::in_turn(&[Role::Jahad]).decides(),
        Fact::LicenceIssued { .. }
        | Fact::LicenceSuspended(_)
        | Fact::LicenceReinstated { .. }
        | Fact::LicenceRevoked(_)
        | Fact::ReferredToBank(_) => Rule::in_turn(&[Role::Labour]).decides(),
        // A supporter speaks on the portal, and the registry has seen that they hold the licence.
        Fact::SupporterConfirmed { word: SupporterWord::Licence(_) }
        | Fact::SupporterDeclined { .. }
        | Fact::LicenceRegistered
        | Fact::LicenceSuperseded { .. }
        | Fact::DisputeOpened { .. } => Rule::NOBODY.or_registry(),
        Fact::BankAnswered { .. } => Rule::of(&[Role::Bank, Role::Labour], Which::ReferredTo),
        // What matched no office lies in the secretariat's tray.
        Fact::Transferred { .. } => {
            Rule::in_turn(&[Role::Agency, Role::Jahad, Role::Labour, Role::Secretariat]).decides()
        }
        Fact::Withdrawn { .. } => Rule::in_turn(ON_THE_WAY).or_applicant().decides(),
        Fact::Unknown { .. } => Rule::NOBODY,
    }
}

/// Whether a fact decides something.
pub const fn decides(fact: &Fact) -> bool {
    rule(fact).decides
}

/// What kind of office an officer works at, by the edition that applies.
///
/// # Errors
/// [`Refusal::OfficeUnknown`] where the edition has no such office.
pub fn role_of(officer: &Officer, catalogue: &Catalogue) -> Result<Role, Refusal> {
    let office = catalogue.office(&officer.office).ok_or(Refusal::OfficeUnknown)?;
    Ok(office.kind.role())
}

/// Whether the actor of an event may do such a thing in this case; in a new one, where there is none yet.
pub(super) fn check(
    case: Option<&Case>,
    event: &Event,
    catalogue: &Catalogue,
    supervisors: &Supervisors,
) -> Result<(), Refusal> {
    let rule = rule(&event.fact);
    match &event.actor {
        Actor::Applicant { .. } if rule.applicant => Ok(()),
        Actor::Registry if rule.registry => Ok(()),
        Actor::Applicant { .. } | Actor::Registry => Err(Refusal::NotYourRole),
        Actor::Officer(officer) => {
            // A dispute is settled by whom its office, province or the secretariat has, and by an author who gives way.
            if let (Some(case), Fact::DisputeResolved { .. }) = (case, &event.fact)
                && let Some(dispute) = case.dispute()
            {
                return dispute::check(case, dispute, event, officer, catalogue, supervisors);
            }
            check_officer(case, officer, rule, catalogue)?;
            let missing = rule.supervisor && !supervisors.include(officer, event.at);
            if missing { Err(Refusal::SupervisorNeeded) } else { Ok(()) }
        }
    }
}

fn check_officer(
    case: Option<&Case>,
    officer: &Officer,
    rule: Rule,
    catalogue: &Catalogue,
) -> Result<(), Refusal> {
    if !case.is_none_or(|case| may_see(case, officer)) {
        return Err(Refusal::NotYourOffice);
    }
    let (roles, which) = rule.officers;
    if !roles.contains(&role_of(officer, catalogue)?) {
        return Err(Refusal::NotYourRole);
    }
    let Some(case) = case else { return Ok(()) };
    let turn = case.office_in_turn() == Some(&officer.office);
    let referred = || case.referred_to() == Some(&officer.office);
    let theirs = match which {
        Which::InTurn => turn,
        Which::ReferredTo => turn || referred(),
        Which::OfTheCase | Which::Any => true,
    };
    if !theirs {
        return Err(Refusal::NotYourOffice);
    }
    match &case.holder {
        Some(holder) if rule.decides && holder != &officer.account => {
            Err(Refusal::HeldBy(holder.clone()))
        }
        Some(_) | None => Ok(()),
    }
}

/// Whether a case is visible to an officer: it is or was their office's, the office acted on it, or their bank is
/// asked.
pub fn may_see(case: &Case, officer: &Officer) -> bool {
    case.offices.contains(&officer.office)
}
