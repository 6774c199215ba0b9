//! A case as its screen shows it: facts, warnings, checklist, what can be done and what blocks it.

use std::collections::BTreeSet;

use casedb::looks::DocumentLooks;
use domain::case::{Case, RequestState as DomainRequestState, Stage};
use domain::catalogue::Catalogue;
use domain::dates::Instant;
use domain::event::{Asked, Event, Purpose, Review, Service};
use domain::people::{Actor, AttachmentId, Officer, Role, Supervisors};
use domain::plan::Path;

use crate::views::acts::{Act, RequestKind};
use crate::views::case::{
    AnswerView, AttachmentView, CaseView, CheckAnswer, CheckView, LicenceView, NoteView, PathView,
    PinView, PurposeView, ReferralView, RequestState, RequestView, ServiceRecordView, ServiceView,
    StandingView, StepState, StepView,
};
use crate::views::session::PendingView;
use crate::views::{MomentView, Titled};

mod blocks;
mod choices;
mod conditions;
mod due;
mod facts;
mod line;
mod sheets;
#[cfg(test)]
mod tests;
mod timeline;
mod warnings;

pub(crate) use due::due_view;
pub(crate) use facts::place_line;
pub(crate) use line::line_item;
pub(crate) use sheets::{case_ref, printable_view, sheet_state, sheet_view};
pub(crate) use timeline::written;

/// Who is who, for names in views.
pub trait Names: Sync {
    /// The name of an officer.
    fn officer(&self, id: &domain::ids::OfficerId) -> String;
    /// Who acts: the officer's name, or in a word who else it was.
    fn actor(&self, actor: &Actor) -> String {
        match actor {
            Actor::Officer(officer) => self.officer(&officer.account),
            Actor::Applicant { .. } => "متقاضی".to_owned(),
            Actor::Registry => "سامانهٔ مرکزی".to_owned(),
        }
    }
    /// The title of an office.
    fn office(&self, id: &domain::catalogue::OfficeId) -> String;
}

/// Everything a view is made from.
pub struct Viewing<'a> {
    /// The case.
    pub case: &'a Case,
    /// Who at this workstation has looked at its documents.
    pub looks: &'a DocumentLooks,
    /// The documents that whoever looks has opened.
    pub opened: &'a BTreeSet<AttachmentId>,
    /// Its events, oldest first.
    pub events: &'a [Event],
    /// Who looks.
    pub officer: &'a Officer,
    /// At what kind of office.
    pub role: Role,
    /// What applies.
    pub catalogue: &'a Catalogue,
    /// The supervisors of whom the workstation knows.
    pub supervisors: &'a Supervisors,
    /// When.
    pub now: Instant,
    /// For the names of requests and new cases in acts that are only tried.
    pub random: &'a dyn crate::clock::Randomness,
    /// Names.
    pub names: &'a dyn Names,
    /// Colleagues of the same office.
    pub colleagues: &'a [Titled],
    /// Cases that may be the same application.
    pub duplicates: &'a [String],
    /// Licences that the applicant holds already.
    pub licences_held: u32,
    /// Numbers that the supporter's licence is known to have.
    pub supporter_licences: &'a [String],
    /// Whether another case, open or licensed, renews or amends the licence already.
    pub succeeded: bool,
    /// Whether a licence number is left.
    pub numbers_left: bool,
    /// Whether the clock is plainly wrong.
    pub clock_wrong: bool,
    /// Why the photograph would not be printed.
    pub photograph: Option<&'static str>,
    /// The choices of an undone decision.
    pub draft: Option<Act>,
    /// Why that decision could not be sealed.
    pub returned: Option<crate::Error>,
    /// The decision that waits to be sealed.
    pub waiting: Option<PendingView>,
}

impl Viewing<'_> {
    /// Makes the view.
    pub fn view(&self) -> CaseView {
        let case = self.case;
        let field = case.submission.as_ref().and_then(|s| self.catalogue.field(&s.plan.field));
        let warnings = self.warnings();
        CaseView {
            id: case.id.to_string(),
            tracking_code: case.tracking_code.as_str().to_owned(),
            version: case.version,
            applicant: case.applicant.display_name(),
            field: field_titled(case, self.catalogue),
            agency: field
                .and_then(|field| self.catalogue.agency(&field.agency))
                .map_or_else(empty, |a| titled(a.code.as_str(), &a.title)),
            starred: field.is_some_and(|field| field.starred.is_some()),
            activity: case.applicant.activity().into(),
            purpose: match case.purpose {
                Purpose::First => PurposeView::First,
                Purpose::Renewal { .. } => PurposeView::Renewal,
                Purpose::Amendment { .. } => PurposeView::Amendment,
            },
            stage: case.stage_name().into(),
            steps: self.steps(),
            due: due_view(case.clock.as_ref(), self.catalogue, self.now),
            facts: self.facts(&warnings),
            warnings,
            attachments: self.attachments(),
            checklist: self.checklist(),
            acts: self.acts(),
            conditions: self.conditions(),
            requests: self.requests(),
            notes: self.notes(),
            services: self.services(),
            licence: self.licence(),
            referrals: self.referrals(),
            timeline: self.timeline(),
            printables: domain::policy::printables_of(case, &self.officer.office, self.role)
                .iter()
                .rev()
                .map(|printable| printable_view(case, printable, self.catalogue))
                .collect(),
            sheets: case.sheets.iter().rev().map(|s| sheet_view(case, s, self.names)).collect(),
            held_by: case.holder.as_ref().map(|holder| self.officer_view(holder)),
            choices: self.choices(),
            proposed_path: case
                .submission
                .as_ref()
                .map_or(PathView::Standard, |s| s.proposed_path.into()),
            draft: self.draft.clone(),
            returned: self.returned.clone(),
            waiting: self.waiting.clone(),
        }
    }

    fn officer_view(&self, id: &domain::ids::OfficerId) -> crate::views::session::OfficerView {
        let office = self.case.office.as_ref();
        crate::views::session::OfficerView {
            id: id.to_string(),
            name: self.names.officer(id),
            role: self.role.into(),
            title: String::new(),
            office_id: office.map(ToString::to_string).unwrap_or_default(),
            office: office.map(|id| self.names.office(id)).unwrap_or_default(),
        }
    }

    /// Which review's checklist is shown: the one that runs, else the last one that ran.
    fn review(&self) -> Review {
        match &self.case.stage {
            Stage::LabourReview(_) | Stage::Licensed(_) => Review::Labour,
            Stage::Refused(refused) => refused.review,
            Stage::Registered
            | Stage::AgencyReview(_)
            | Stage::Empowerment(_)
            | Stage::Withdrawn { .. }
            | Stage::Disputed { .. } => Review::Agency,
        }
    }

    fn steps(&self) -> Vec<StepView> {
        let development = match self.case.approval() {
            Some(approval) => approval.path == Path::Development,
            None => {
                self.case.submission.as_ref().map(|s| s.proposed_path) == Some(Path::Development)
            }
        };
        let way: Vec<Role> = [Role::Agency, Role::Jahad, Role::Labour, Role::Bank]
            .into_iter()
            .filter(|role| development || *role != Role::Jahad)
            .collect();
        let turn = self.case.office.as_ref().and_then(|id| self.catalogue.office(id));
        let (current, refused) = match &self.case.stage {
            Stage::Registered | Stage::AgencyReview(_) => (Some(Role::Agency), false),
            Stage::Withdrawn { .. } | Stage::Disputed { .. } => {
                (Some(turn.map_or(Role::Agency, |office| office.kind.role())), false)
            }
            Stage::Empowerment(_) => (Some(Role::Jahad), false),
            Stage::LabourReview(_) => (Some(Role::Labour), false),
            Stage::Licensed(licensed) => {
                let paid = licensed.referrals.last().and_then(|r| r.outcome)
                    == Some(domain::event::BankOutcome::Paid);
                (if paid { None } else { Some(Role::Bank) }, false)
            }
            Stage::Refused(refused) => match refused.review {
                Review::Agency => (Some(Role::Agency), true),
                Review::Labour => (Some(Role::Labour), true),
            },
        };
        let at = current.and_then(|c| way.iter().position(|role| *role == c)).unwrap_or(way.len());
        let idle_bank = matches!(&self.case.stage,
            Stage::Licensed(licensed) if licensed.open_referral().is_none());
        way.iter()
            .enumerate()
            .map(|(i, role)| StepView {
                office: (*role).into(),
                state: if i < at {
                    StepState::Done
                } else if i == at && refused {
                    StepState::Refused
                } else if i == at && !(idle_bank && *role == Role::Bank) {
                    StepState::Current
                } else {
                    StepState::Ahead
                },
            })
            .collect()
    }

    fn attachments(&self) -> Vec<AttachmentView> {
        let view = |received: &domain::case::Received| {
            let attachment = &received.attachment;
            AttachmentView {
                id: attachment.id().to_string(),
                document: document_titled(self.catalogue, attachment.document),
                name: attachment.name.as_str().to_owned(),
                mime: attachment.media.as_str().to_owned(),
                size_bytes: attachment.size_bytes,
                received: received.at.into(),
                seen: self.looks.seen_by(&self.officer.office, attachment.id()),
                opened: self.opened.contains(&attachment.id()),
            }
        };
        self.case.attachments.iter().map(view).collect()
    }

    /// The rows of the review; none for an office that does not see their answers.
    fn checklist(&self) -> Vec<CheckView> {
        if !domain::policy::sees_all(self.role) {
            return Vec::new();
        }
        let review = self.review();
        let view = |item: &domain::catalogue::ChecklistRow| {
            let answer = self.case.check(review, item.row);
            CheckView {
                row: item.row,
                text: item.title.clone(),
                answer: match answer {
                    domain::event::CheckAnswer::Unseen => CheckAnswer::Unseen,
                    domain::event::CheckAnswer::Right => CheckAnswer::Right,
                    domain::event::CheckAnswer::Wrong { .. } => CheckAnswer::Wrong,
                },
                document: item.document.map(|document| document.to_string()),
                condition: self.applying(item.condition),
                ask: self.applying(item.ask),
                pin: match answer {
                    domain::event::CheckAnswer::Wrong { pin: Some(pin) } => Some(PinView {
                        attachment: pin.attachment.to_string(),
                        page: pin.page,
                        x: pin.x,
                        y: pin.y,
                    }),
                    _ => None,
                },
            }
        };
        self.catalogue.checklist(review).iter().map(view).collect()
    }

    fn requests(&self) -> Vec<RequestView> {
        let view = |request: &domain::case::Request| {
            let (state, answer) = match &request.state {
                DomainRequestState::Open => (RequestState::Open, None),
                DomainRequestState::Answered(answer, by) => {
                    (RequestState::Answered, Some((answer, by)))
                }
                DomainRequestState::Accepted(answer, by) => {
                    (RequestState::Accepted, Some((answer, by)))
                }
                DomainRequestState::Cancelled => (RequestState::Cancelled, None),
            };
            let (kind, about) = match &request.asked {
                Asked::Visit => (RequestKind::Visit, None),
                Asked::Document(document) => (RequestKind::Document, Some(document.to_string())),
                Asked::Correct(fact) => (RequestKind::Correct, Some(fact_name(*fact))),
            };
            RequestView {
                id: request.id.to_string(),
                kind,
                about,
                text: request.text.as_str().to_owned(),
                asked: request.at.into(),
                asked_by: self.names.officer(&request.by.account),
                state,
                answer: answer.map(|(answer, by)| AnswerView {
                    text: answer.text.as_str().to_owned(),
                    medium: answer.medium.into(),
                    day: answer.on.into(),
                    attachments: answer.attachments.iter().map(|a| a.id().to_string()).collect(),
                    recorded_by: self.names.actor(by),
                }),
            }
        };
        self.case.requests.iter().rev().map(view).collect()
    }

    fn notes(&self) -> Vec<NoteView> {
        let view = |note: &domain::case::Note| NoteView {
            by: self.names.actor(&note.by),
            at: MomentView::from(note.at),
            text: note.text.as_str().to_owned(),
        };
        self.case.notes.iter().rev().map(view).collect()
    }

    fn services(&self) -> Vec<ServiceView> {
        if !matches!(self.case.approval(), Some(approval) if approval.path == Path::Development) {
            return Vec::new();
        }
        let view = |service: Service| ServiceView {
            service: service.into(),
            record: self.case.services.get(&service).map(|(record, by)| ServiceRecordView {
                from: record.from.into(),
                to: record.to.into(),
                hours: record.hours,
                provider: record.provider.as_str().to_owned(),
                result: record.result.into(),
                certificate_no: record.certificate_no.as_ref().map(|no| no.as_str().to_owned()),
                note: record.note.as_ref().map(|n| n.as_str().to_owned()).unwrap_or_default(),
                by: self.names.officer(&by.account),
            }),
        };
        Service::ALL.into_iter().map(view).collect()
    }

    fn licence(&self) -> Option<LicenceView> {
        let Stage::Licensed(licensed) = &self.case.stage else { return None };
        let licence = &licensed.licence;
        Some(LicenceView {
            number: licence.number.as_str().to_owned(),
            standing: standing(licence, self.now),
            issued: licence.issued_at.tehran_date().into(),
            valid_until: licence.valid_until.into(),
            first_signature: self.names.officer(&licensed.approval.by.account),
            second_signature: self.names.officer(&licence.by.account),
        })
    }

    fn referrals(&self) -> Vec<ReferralView> {
        let Stage::Licensed(licensed) = &self.case.stage else { return Vec::new() };
        let view = |state: &domain::case::ReferralState| {
            let bank = &state.referral.bank;
            let title = self.catalogue.bank(bank).map(|b| b.title.clone()).unwrap_or_default();
            ReferralView {
                id: state.event.to_string(),
                bank: titled(bank.as_str(), &title),
                branch: state.referral.branch.as_str().to_owned(),
                amount: state.referral.amount.into(),
                day: state.at.tehran_date().into(),
                valid_until: state.referral.valid_until.into(),
                expired: state.is_open() && state.is_expired(self.now.tehran_date()),
                outcome: state.outcome.map(Into::into),
            }
        };
        licensed.referrals.iter().rev().map(view).collect()
    }
}

/// What a licence counts as at an instant.
pub(crate) fn standing(licence: &domain::case::Licence, now: Instant) -> StandingView {
    use domain::case::{Confirmation, Force};
    match (&licence.force, licence.confirmation) {
        (Force::Revoked(_) | Force::Superseded { .. }, _) => StandingView::Revoked,
        (Force::Suspended(_), _) => StandingView::Suspended,
        (Force::InForce, _) if licence.is_expired(now.tehran_date()) => StandingView::Expired,
        (Force::InForce, Confirmation::Provisional) => StandingView::Provisional,
        (Force::InForce, Confirmation::Registered(_)) => StandingView::Registered,
    }
}

/// The name of a correctable fact, as the contract writes it.
pub(crate) fn fact_name(fact: domain::event::CorrectableFact) -> String {
    let view: crate::views::acts::CorrectableFact = fact.into();
    serde_json::to_value(view)
        .ok()
        .and_then(|value| value.as_str().map(ToOwned::to_owned))
        .unwrap_or_default()
}

pub(crate) fn titled(code: &str, title: &str) -> Titled {
    Titled { code: code.to_owned(), title: title.to_owned() }
}

fn empty() -> Titled {
    titled("", "")
}

pub(crate) fn field_titled(case: &Case, catalogue: &Catalogue) -> Titled {
    let Some(submission) = &case.submission else { return empty() };
    let code = &submission.plan.field;
    let title = catalogue.field(code).map(|field| field.title.clone()).unwrap_or_default();
    titled(code.as_str(), &title)
}

pub(crate) fn document_titled(
    catalogue: &Catalogue,
    document: domain::catalogue::DocumentCode,
) -> Titled {
    let title = catalogue.document(document).map(|d| d.title.clone()).unwrap_or_default();
    titled(&document.to_string(), &title)
}

/// A correctable fact in the words of a letter.
pub(crate) const fn fact_title(fact: domain::event::CorrectableFact) -> &'static str {
    use domain::event::CorrectableFact as Fact;
    match fact {
        Fact::FirstName => "نام",
        Fact::LastName => "نام خانوادگی",
        Fact::FatherName => "نام پدر",
        Fact::BornOn => "تاریخ تولد",
        Fact::Mobile => "شمارهٔ تلفن همراه",
        Fact::Residence => "نشانی محل سکونت",
        Fact::ResidencePostalCode => "کد پستی محل سکونت",
        Fact::Workplace => "نشانی محل فعالیت",
        Fact::WorkplacePostalCode => "کد پستی محل فعالیت",
        Fact::PlanTitle => "عنوان طرح",
        Fact::PlanDescription => "شرح طرح",
        Fact::CertificateNumber => "شمارهٔ گواهی مهارت",
        Fact::CertificateExpiresOn => "پایان اعتبار گواهی مهارت",
        Fact::OwnContribution => "آوردهٔ متقاضی",
        Fact::Iban => "شمارهٔ شبا",
    }
}
