//! What is entered into the journal, and in which words.

use domain::catalogue::{EditionId, OfficeId, Section};
use domain::dates::Date;
use domain::identifiers::TrackingCode;
use domain::ids::OfficerId;
use domain::people::SupervisorMark;
use wire::ids::DeviceId;

use crate::administration::Duty;
use crate::administration::refusals::Refusal;
use crate::editions::draft::DraftChange;

/// What an administrator did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Entered an officer, perhaps with duties.
    OfficerEntered(OfficerId, OfficeId, Vec<Duty>),
    /// Gave an officer other duties.
    DutiesChanged(OfficerId, Vec<Duty>),
    /// Blocked an officer's account.
    OfficerBlocked(OfficerId),
    /// Opened it again.
    OfficerUnblocked(OfficerId),
    /// Invited an administrator to set a password and a code generator, for the first time or anew.
    Invited(OfficerId),
    /// Took the invitation up.
    InvitationTaken(OfficerId),
    /// Chose another password for their own account.
    PasswordChanged(OfficerId),
    /// Asked for a working account to be opened to a new password and generator.
    RenewalProposed(OfficerId),
    /// Agreed to it, as the second.
    RenewalAgreed(OfficerId),
    /// Refused it, as the account's holder.
    RenewalRefused(OfficerId),
    /// Took it back, as an administrator; also by blocking one of the two who wanted it.
    RenewalWithdrawn(OfficerId),
    /// Asked for an account to supervise its office on these days, or no longer.
    SupervisorProposed(OfficerId, SupervisorMark),
    /// Agreed to it, as the second.
    SupervisorAgreed(OfficerId, SupervisorMark),
    /// Took it back; also by blocking the one who wanted it.
    SupervisorWithdrawn(OfficerId),
    /// Signed in, from a network.
    SignedIn(OfficerId, String),
    /// Was refused.
    Refused(Refusal),
    /// A workstation became an office's, with a name.
    WorkstationEnrolled(DeviceId, OfficeId, String),
    /// Made a code with which one workstation of an office can be enrolled.
    EnrolCodeMade(OfficeId, String),
    /// Revoked a workstation.
    WorkstationRevoked(DeviceId, OfficeId, String),
    /// Sent an application on that no office had taken.
    SentOn(TrackingCode, OfficeId),
    /// Looked at the history of a case.
    CaseLookedAt(TrackingCode),
    /// Took a list of cases away; with what it was narrowed down to.
    CasesTaken(String),
    /// Changed the draft of an edition.
    DraftChanged(EditionId, DraftChange),
    /// Signed a version of the draft.
    EditionSigned(EditionId, i64),
    /// Published an edition from a day on.
    EditionPublished(EditionId, Date),
}

impl Act {
    /// The words of all acts, for filters.
    pub const WORDS: [&'static str; 30] = [
        "officerEntered",
        "dutiesChanged",
        "officerBlocked",
        "officerUnblocked",
        "invited",
        "invitationTaken",
        "passwordChanged",
        "renewalProposed",
        "renewalAgreed",
        "renewalRefused",
        "renewalWithdrawn",
        "supervisorProposed",
        "supervisorAgreed",
        "supervisorWithdrawn",
        "signedIn",
        "signInFailed",
        "codeWrong",
        "invitationRefused",
        "slowedDown",
        "forbidden",
        "enrolmentRefused",
        "workstationEnrolled",
        "enrolCodeMade",
        "workstationRevoked",
        "sentOn",
        "caseLookedAt",
        "casesTaken",
        "draftChanged",
        "editionSigned",
        "editionPublished",
    ];

    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::OfficerEntered(..) => "officerEntered",
            Self::DutiesChanged(..) => "dutiesChanged",
            Self::OfficerBlocked(_) => "officerBlocked",
            Self::OfficerUnblocked(_) => "officerUnblocked",
            Self::Invited(_) => "invited",
            Self::InvitationTaken(_) => "invitationTaken",
            Self::PasswordChanged(_) => "passwordChanged",
            Self::RenewalProposed(_) => "renewalProposed",
            Self::RenewalAgreed(_) => "renewalAgreed",
            Self::RenewalRefused(_) => "renewalRefused",
            Self::RenewalWithdrawn(_) => "renewalWithdrawn",
            Self::SupervisorProposed(..) => "supervisorProposed",
            Self::SupervisorAgreed(..) => "supervisorAgreed",
            Self::SupervisorWithdrawn(_) => "supervisorWithdrawn",
            Self::SignedIn(..) => "signedIn",
            Self::Refused(refusal) => refusal.what.word(),
            Self::WorkstationEnrolled(..) => "workstationEnrolled",
            Self::EnrolCodeMade(..) => "enrolCodeMade",
            Self::WorkstationRevoked(..) => "workstationRevoked",
            Self::SentOn(..) => "sentOn",
            Self::CaseLookedAt(_) => "caseLookedAt",
            Self::CasesTaken(_) => "casesTaken",
            Self::DraftChanged(..) => "draftChanged",
            Self::EditionSigned(..) => "editionSigned",
            Self::EditionPublished(..) => "editionPublished",
        }
    }

    /// What it was done to.
    pub(super) fn about(&self) -> String {
        match self {
            Self::OfficerEntered(officer, ..)
            | Self::DutiesChanged(officer, _)
            | Self::OfficerBlocked(officer)
            | Self::OfficerUnblocked(officer)
            | Self::Invited(officer)
            | Self::InvitationTaken(officer)
            | Self::PasswordChanged(officer)
            | Self::RenewalProposed(officer)
            | Self::RenewalAgreed(officer)
            | Self::RenewalRefused(officer)
            | Self::RenewalWithdrawn(officer)
            | Self::SupervisorProposed(officer, _)
            | Self::SupervisorAgreed(officer, _)
            | Self::SupervisorWithdrawn(officer)
            | Self::SignedIn(officer, _) => officer.as_str().to_owned(),
            Self::Refused(refusal) => refusal.about().to_owned(),
            Self::EnrolCodeMade(office, _) => office.as_str().to_owned(),
            Self::WorkstationEnrolled(device, ..) | Self::WorkstationRevoked(device, ..) => {
                device.to_string()
            }
            Self::SentOn(code, _) | Self::CaseLookedAt(code) => code.as_str().to_owned(),
            Self::CasesTaken(_) => "cases".to_owned(),
            Self::DraftChanged(edition, _)
            | Self::EditionSigned(edition, _)
            | Self::EditionPublished(edition, _) => edition.as_str().to_owned(),
        }
    }

    pub(super) fn details(&self) -> Vec<(String, String)> {
        let said = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let duties = |duties: &[Duty]| {
            let words: Vec<&str> = duties.iter().map(|duty| duty.word()).collect();
            said("duties", &words.join(" "))
        };
        match self {
            Self::OfficerEntered(_, office, given) => {
                vec![said("office", office.as_str()), duties(given)]
            }
            Self::DutiesChanged(_, given) => vec![duties(given)],
            Self::OfficerBlocked(_)
            | Self::OfficerUnblocked(_)
            | Self::Invited(_)
            | Self::InvitationTaken(_)
            | Self::PasswordChanged(_)
            | Self::RenewalProposed(_)
            | Self::RenewalAgreed(_)
            | Self::RenewalRefused(_)
            | Self::RenewalWithdrawn(_)
            | Self::SupervisorWithdrawn(_)
            | Self::CaseLookedAt(_) => Vec::new(),
            Self::SupervisorProposed(_, mark) | Self::SupervisorAgreed(_, mark) => {
                let until = mark.until.map(|until| said("until", &until.to_string()));
                [said("from", &mark.from.to_string())].into_iter().chain(until).collect()
            }
            Self::SignedIn(_, network) => vec![said("network", network)],
            Self::Refused(refusal) => {
                vec![said("network", &refusal.network), said("times", &refusal.times.to_string())]
            }
            Self::WorkstationEnrolled(_, office, label) => {
                vec![said("office", office.as_str()), said("label", label)]
            }
            Self::CasesTaken(narrowed) => vec![said("narrowed", narrowed)],
            Self::EnrolCodeMade(_, label) => vec![said("label", label)],
            Self::WorkstationRevoked(_, office, because) => {
                vec![said("office", office.as_str()), said("because", because)]
            }
            Self::SentOn(_, office) => vec![said("office", office.as_str())],
            Self::DraftChanged(_, change) => vec![
                said("section", change.section.map_or("", Section::path)),
                said("row", &change.row),
                said("act", change.act.word()),
                said("version", &change.version.to_string()),
            ],
            Self::EditionSigned(_, version) => vec![said("version", &version.to_string())],
            Self::EditionPublished(_, from) => vec![said("from", &from.to_string())],
        }
    }
}
