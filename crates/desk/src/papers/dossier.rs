//! The dossier, from everything that the database holds on a case.

mod facts;
mod words;

use documents::input::{
    Dossier, FiledCheck, FiledClearance, FiledDecision, FiledDocument, FiledEvent, FiledNote,
    FiledReferral, FiledRequest, FiledService, FiledSheet,
};
use documents::texts::DossierTexts;
use domain::case::RequestState;
use domain::catalogue::{ConditionNumber, OfficeId};
use domain::dates::Instant;
use domain::event::{Asked, CheckAnswer, ClearanceOutcome, Fact, Review, SheetMark};
use domain::ids::OfficerId;
use domain::people::{Actor, Officer};

use super::Drawing;
use crate::case_view::{Names, document_titled};

impl Drawing<'_> {
    pub(super) fn dossier(&self) -> Dossier {
        let moment = self.at.tehran_time();
        Dossier {
            letterhead: self.wording.head.clone(),
            tracking_code: self.tracking_code(),
            applicant: self.case.applicant.display_name(),
            field: self.field_title(),
            stage: words::stage(self.case.stage_name()).to_owned(),
            drawn_on: day(self.at),
            drawn_at: format!("{:02}:{:02}", moment.hour, moment.minute),
            drawn_by: self.officer_of(&self.by.officer, &self.by.office),
            facts: self.facts(),
            attachments: self.attachments(),
            checks: self.checks(),
            requests: self.requests(),
            decisions: self.decisions(),
            clearances: self.clearances(),
            services: self.services(),
            referrals: self.referrals(),
            sheets: self.filed_sheets(),
            notes: self.notes(),
            events: self.happenings(),
            verification: self.verification(None),
            texts: DossierTexts::default(),
        }
    }

    fn who(&self, actor: &Actor) -> String {
        match actor {
            Actor::Officer(officer) => self.officer_of(&officer.account, &officer.office),
            Actor::Applicant { .. } | Actor::Registry => self.office.actor(actor),
        }
    }

    fn officer_of(&self, account: &OfficerId, office: &OfficeId) -> String {
        format!("{}، {}", self.office.officer(account), self.office.office(office))
    }

    fn attachments(&self) -> Vec<FiledDocument> {
        let filed = |received: &domain::case::Received| FiledDocument {
            title: document_titled(&self.office.catalogue, received.attachment.document).title,
            file: received.attachment.name.to_string(),
            received_on: day(received.at),
            hash: received.attachment.content.to_string(),
        };
        self.case.attachments.iter().map(filed).collect()
    }

    fn checks(&self) -> Vec<FiledCheck> {
        let mut checks = Vec::new();
        for (review, title) in [(Review::Agency, "دستگاه اجرایی"), (Review::Labour, "ادارهٔ کار")]
        {
            for row in self.office.catalogue.checklist(review) {
                let answer = match self.case.check(review, row.row) {
                    CheckAnswer::Unseen => continue,
                    CheckAnswer::Right => "درست",
                    CheckAnswer::Wrong { .. } => "نادرست",
                };
                checks.push(FiledCheck {
                    review: title.to_owned(),
                    statement: row.title.clone(),
                    answer: answer.to_owned(),
                    condition: row.condition.map(|number| number.to_string()).unwrap_or_default(),
                });
            }
        }
        checks
    }

    fn requests(&self) -> Vec<FiledRequest> {
        let filed = |request: &domain::case::Request| {
            let (state, answer) = match &request.state {
                RequestState::Open => ("در انتظار پاسخ", None),
                RequestState::Answered(answer, _) => ("پاسخ داده شد", Some(answer)),
                RequestState::Accepted(answer, _) => ("پذیرفته شد", Some(answer)),
                RequestState::Cancelled => ("پس گرفته شد", None),
            };
            FiledRequest {
                asked_on: day(request.at),
                subject: match &request.asked {
                    Asked::Visit => "مراجعهٔ حضوری".to_owned(),
                    Asked::Document(document) => {
                        document_titled(&self.office.catalogue, *document).title
                    }
                    Asked::Correct(fact) => crate::case_view::fact_title(*fact).to_owned(),
                },
                text: request.text.to_string(),
                state: state.to_owned(),
                answer: answer.map(|answer| answer.text.to_string()).unwrap_or_default(),
            }
        };
        self.case.requests.iter().map(filed).collect()
    }

    fn decisions(&self) -> Vec<FiledDecision> {
        let decided = |event: &domain::event::Event| {
            let (what, conditions, text) = match &event.fact {
                Fact::PathAssigned { reason, .. } => (None, &[][..], Some(reason)),
                Fact::Approved { comment, .. } => {
                    (Some("تأیید دستگاه اجرایی (امضای نخست)"), &[][..], comment.as_ref())
                }
                Fact::Refused { conditions, explanation, .. } => {
                    (Some("رد درخواست"), &conditions[..], Some(explanation))
                }
                Fact::LicenceIssued { comment, .. } => {
                    (Some("صدور مجوز (امضای دوم)"), &[][..], comment.as_ref())
                }
                Fact::LicenceSuspended(grounds) => {
                    (Some("تعلیق مجوز"), &grounds.conditions[..], Some(&grounds.reason))
                }
                Fact::LicenceReinstated { reason } => (Some("رفع تعلیق"), &[][..], Some(reason)),
                Fact::LicenceRevoked(grounds) => {
                    (Some("ابطال مجوز"), &grounds.conditions[..], Some(&grounds.reason))
                }
                Fact::DisputeResolved { reason, .. } => (Some("رفع اختلاف"), &[][..], Some(reason)),
                _ => return None,
            };
            Some(FiledDecision {
                on: day(event.at),
                what: what.unwrap_or("تعیین مسیر").to_owned(),
                by: self.who(&event.actor),
                conditions: self.cited(conditions),
                text: text.map(ToString::to_string).unwrap_or_default(),
            })
        };
        self.events.iter().filter_map(decided).collect()
    }

    /// Conditions by number, with their titles.
    fn cited(&self, conditions: &[ConditionNumber]) -> String {
        let cited = |number: &ConditionNumber| {
            let known = self.office.catalogue.condition(*number);
            let title = known.map(|condition| condition.title.as_str()).unwrap_or_default();
            format!("شرط {number}: {title}")
        };
        conditions.iter().map(cited).collect::<Vec<_>>().join("؛ ")
    }

    fn clearances(&self) -> Vec<FiledClearance> {
        let mut filed: Vec<FiledClearance> = Vec::new();
        for event in &self.events {
            match &event.fact {
                Fact::ClearanceAsked { agency, note } => {
                    let known = self.office.catalogue.agency(agency);
                    filed.push(FiledClearance {
                        asked_on: day(event.at),
                        agency: known.map_or_else(|| agency.to_string(), |a| a.title.clone()),
                        question: note.as_ref().map(ToString::to_string).unwrap_or_default(),
                        answer: String::new(),
                    });
                }
                Fact::ClearanceAnswered { outcome, reference, on, note } => {
                    let outcome = match outcome {
                        ClearanceOutcome::Cleared => "بی‌مانع",
                        ClearanceOutcome::Denied => "پذیرفته نشد",
                    };
                    let note = note.as_ref().map(|note| format!(" — {note}")).unwrap_or_default();
                    let on = on.jalali().numeric();
                    let answer = format!("{outcome}؛ شمارهٔ {reference} مورخ {on}{note}");
                    if let Some(last) = filed.last_mut() {
                        last.answer = answer;
                    }
                }
                _ => {}
            }
        }
        filed
    }

    fn services(&self) -> Vec<FiledService> {
        let filed = |(record, _): &(domain::event::ServiceRecord, Officer)| FiledService {
            name: words::service(record.service).to_owned(),
            days: format!("{} تا {}", record.from.jalali().numeric(), record.to.jalali().numeric()),
            hours: domain::text::to_persian_digits(&record.hours.to_string()),
            provider: record.provider.to_string(),
            result: words::service_result(record.result).to_owned(),
            note: record.note.as_ref().map(ToString::to_string).unwrap_or_default(),
        };
        self.case.services.values().map(filed).collect()
    }

    fn referrals(&self) -> Vec<FiledReferral> {
        let domain::case::Stage::Licensed(licensed) = &self.case.stage else { return Vec::new() };
        let filed = |state: &domain::case::ReferralState| {
            let referral = &state.referral;
            let bank = self.office.catalogue.bank(&referral.bank);
            let bank = bank.map(|bank| bank.title.clone()).unwrap_or_default();
            let minutes = &referral.minutes;
            FiledReferral {
                on: day(state.at),
                branch: format!("{bank}، {}", referral.branch),
                amount: facts::money(referral.amount),
                minutes: format!("شمارهٔ {}، {}", minutes.number, minutes.on.jalali().numeric()),
                outcome: state.outcome.map_or("در انتظار پاسخ", words::bank_outcome).to_owned(),
            }
        };
        licensed.referrals.iter().map(filed).collect()
    }

    fn filed_sheets(&self) -> Vec<FiledSheet> {
        let filed = |printed: &domain::case::PrintedSheet| {
            let sheet = &printed.sheet;
            let copy = domain::text::to_persian_digits(&sheet.copy.to_string());
            FiledSheet {
                serial: format!("{:06}", sheet.serial),
                document: format!("{}، نسخهٔ {copy}", words::document(sheet.document)),
                printed_on: day(printed.at),
                state: match &printed.mark {
                    None => "گفته نشده است".to_owned(),
                    Some(SheetMark::Sound) => "سالم".to_owned(),
                    Some(SheetMark::Spoiled { reason }) => format!("باطل: {reason}"),
                    Some(SheetMark::HandedOver { to }) => format!("تحویل به {to}"),
                },
                hash: sheet.hash.to_string(),
            }
        };
        self.case.sheets.iter().map(filed).collect()
    }

    fn notes(&self) -> Vec<FiledNote> {
        let filed = |note: &domain::case::Note| FiledNote {
            on: day(note.at),
            by: self.who(&note.by),
            text: note.text.to_string(),
        };
        self.case.notes.iter().map(filed).collect()
    }

    /// What happened, but for what other parts say already.
    fn happenings(&self) -> Vec<FiledEvent> {
        let told = |event: &&domain::event::Event| {
            !matches!(event.fact, Fact::Checked { .. } | Fact::Noted { .. })
        };
        let filed = |event: &domain::event::Event| {
            let time = event.at.tehran_time();
            FiledEvent {
                on: day(event.at),
                at: format!("{:02}:{:02}", time.hour, time.minute),
                what: words::fact(&event.fact).to_owned(),
                by: self.who(&event.actor),
                text: match &event.fact {
                    Fact::Attached { attachment } => {
                        document_titled(&self.office.catalogue, attachment.document).title
                    }
                    other => crate::case_view::written(other).unwrap_or_default(),
                },
            }
        };
        self.events.iter().filter(told).map(filed).collect()
    }
}

fn day(at: Instant) -> String {
    at.tehran_date().jalali().numeric()
}
