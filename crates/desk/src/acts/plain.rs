//! An act of each kind as it is with its blanks filled in most plainly, for the rules to say whether it can be done.

use domain::case::RequestState;
use domain::catalogue::{OfficeId, OfficeKind};
use domain::event::{Fact, Minutes, Referral, Service, SupporterWord};
use domain::identifiers::{Iban, LicenceNumber, TrackingCode};
use domain::ids::{CaseId, OfficerId};
use domain::money::Rials;
use domain::plan::Path;
use domain::policy;
use domain::text::PlainText;

use super::Doing;
use crate::views::Titled;
use crate::views::acts::{
    Act, ActName, AskedItem, Medium, RequestKind, ServiceRecord, ServiceResult,
};

/// What stands where an officer writes.
const TEXT: &str = "متن";

impl Doing<'_> {
    /// The facts that an act would add; `None` where there is nothing in the case that it could be about.
    ///
    /// What only the officer can say is filled in as plainly as the forms allow; offices that the place lacks are
    /// replaced by others of their kind, since the form itself says that they are missing.
    pub(crate) fn plain(&self, act: ActName, colleagues: &[Titled]) -> Option<Vec<(CaseId, Fact)>> {
        let own = |fact: Fact| Some(vec![(self.case.id, fact)]);
        let text = || TEXT.to_owned();
        let today = || self.today().to_string();
        let request = |wanted: fn(&RequestState) -> bool| {
            let found = self.case.requests.iter().find(|request| wanted(&request.state));
            found.map(|request| request.id.to_string())
        };
        let act = match act {
            ActName::Approve => return self.plain_approval(),
            ActName::CompleteEmpowerment => return own(self.plain_completion()?),
            ActName::ReferToBank => return own(self.plain_referral()?),
            ActName::ConfirmSupporter => return own(self.plain_word()?),
            ActName::Renew => return self.plain_successor(None),
            ActName::Amend => return self.plain_successor(Some(plain_text()?)),
            ActName::See | ActName::Check => return None,
            ActName::Take => Act::Take {},
            ActName::Assign => {
                let holder = self.case.holder.as_ref().map(OfficerId::as_str);
                let colleague = colleagues.iter().find(|it| Some(it.code.as_str()) != holder)?;
                Act::Assign { officer_id: colleague.code.clone() }
            }
            ActName::Note => Act::Note { text: text() },
            ActName::LogCall => Act::LogCall { caller: text(), summary: text() },
            ActName::Ask => Act::Ask {
                items: vec![AskedItem {
                    kind: RequestKind::Visit,
                    about: None,
                    text: text(),
                    condition: None,
                }],
            },
            ActName::RecordAnswer => Act::RecordAnswer {
                request_id: request(|state| matches!(state, RequestState::Open))?,
                text: text(),
                medium: Medium::InPerson,
                day: today(),
                attachments: Vec::new(),
                corrections: Vec::new(),
            },
            ActName::AcceptAnswer => Act::AcceptAnswer {
                request_id: request(|state| matches!(state, RequestState::Answered(..)))?,
            },
            ActName::CancelRequest => Act::CancelRequest {
                request_id: request(|state| {
                    matches!(state, RequestState::Open | RequestState::Answered(..))
                })?,
            },
            ActName::Refuse => Act::Refuse { conditions: self.applying(), explanation: text() },
            ActName::AskClearance => Act::AskClearance { note: String::new() },
            ActName::RecordClearance => Act::RecordClearance {
                cleared: true,
                reference: "1".to_owned(),
                day: today(),
                note: String::new(),
            },
            ActName::RecordService => Act::RecordService {
                record: ServiceRecord {
                    service: Service::ALL[0].into(),
                    from: today(),
                    to: today(),
                    hours: 1,
                    provider: text(),
                    result: ServiceResult::Suitable,
                    certificate_no: None,
                    note: String::new(),
                },
            },
            ActName::IssueLicence => Act::IssueLicence { comment: String::new() },
            ActName::RecordBankAnswer => Act::RecordBankAnswer {
                referral_id: self.case.open_referral()?.event.to_string(),
                outcome: crate::views::acts::BankOutcome::Received,
                note: String::new(),
            },
            ActName::Suspend => Act::Suspend { reason: text(), conditions: self.one_applying() },
            ActName::Reinstate => Act::Reinstate { reason: text() },
            ActName::Revoke => Act::Revoke { reason: text(), conditions: self.one_applying() },
            ActName::Withdraw => {
                Act::Withdraw { reason: text(), medium: Medium::InPerson, day: today() }
            }
            ActName::Transfer => {
                let kind = policy::role_of(self.officer, self.catalogue).ok()?;
                let mut others = self.catalogue.offices.iter().filter(|office| {
                    office.kind.role() == kind && Some(&office.id) != self.case.office.as_ref()
                });
                Act::Transfer { office_id: others.next()?.id.to_string(), reason: text() }
            }
            ActName::NameSupporter => Act::NameSupporter {
                name: text(),
                identity: "0076229645".to_owned(),
                licence: String::new(),
                medium: Medium::InPerson,
            },
            ActName::ExtendDeadline => Act::ExtendDeadline { reason: text() },
            // An author may only let the other one's decision stand.
            ActName::ResolveDispute => {
                let dispute = self.case.dispute()?;
                let rivals = dispute.rival.actor.officer();
                let own = rivals.is_some_and(|by| by.person == self.officer.person);
                let standing = dispute.standing.as_ref().filter(|_| dispute.is_of(self.officer));
                let stands = match standing {
                    Some(standing) if own => standing.id.to_string(),
                    Some(_) => dispute.rival.id.to_string(),
                    None => "anew".to_owned(),
                };
                Act::ResolveDispute { stands, reason: text() }
            }
        };
        let number = LicenceNumber::from_serial(1);
        self.facts(&act, number.as_ref()).ok().map(|done| done.facts)
    }

    /// The approval by the path that is proposed, which it fixes in the same breath.
    fn plain_approval(&self) -> Option<Vec<(CaseId, Fact)>> {
        let path = self.case.submission.as_ref()?.proposed_path;
        let next = match path {
            Path::Development => OfficeKind::Jahad,
            Path::Standard => OfficeKind::Labour,
        };
        let to = self.some_office(&next)?;
        let id = self.case.id;
        let assigned = Fact::PathAssigned { path, reason: plain_text()? };
        Some(vec![
            (id, assigned),
            (id, Fact::Approved { comment: None, to, opened: self.opened.clone() }),
        ])
    }

    fn plain_referral(&self) -> Option<Fact> {
        let plan = &self.case.submission.as_ref()?.plan;
        let account = plan.iban.as_ref().map(Iban::bank_code);
        let here = |bank: &&domain::catalogue::Bank| {
            account.is_none_or(|code| bank.iban_codes.iter().any(|of| of == code))
        };
        let banks = &self.catalogue.banks;
        let bank = banks.iter().find(here).or_else(|| banks.first())?;
        Some(Fact::ReferredToBank(Referral {
            bank: bank.code.clone(),
            branch: plain_text()?,
            to: self.some_office(&OfficeKind::BankLiaison(bank.code.clone()))?,
            amount: Rials::new(1).ok()?,
            budget_year: u16::try_from(self.today().jalali().year()).ok()?,
            minutes: Minutes { number: plain_text()?, on: self.today() },
            valid_until: self.today(),
        }))
    }

    fn plain_completion(&self) -> Option<Fact> {
        let to = self.some_office(&OfficeKind::Labour)?;
        let opened = self.opened.clone();
        Some(Fact::EmpowermentCompleted { summary: plain_text()?, to, opened })
    }

    /// The supporter's word as the papers that came already would show it.
    fn plain_word(&self) -> Option<Fact> {
        let received = self.case.attachments.iter().map(|received| &received.attachment);
        let papers = received.filter(|it| self.catalogue.is_of_supporter(it.document));
        let scans = papers.map(|it| it.content).take(1).collect();
        let word = SupporterWord::Counter { licence: plain_text()?, scans };
        Some(Fact::SupporterConfirmed { word })
    }

    /// The registration alone: what follows it comes from the old case.
    fn plain_successor(&self, what: Option<PlainText>) -> Option<Vec<(CaseId, Fact)>> {
        let registered = Fact::Registered {
            tracking_code: TrackingCode::from_random(0),
            external_code: None,
            purpose: self.succession(what).ok()?,
            applicant: Box::new(self.case.applicant.clone()),
        };
        Some(vec![(CaseId::from_bytes([0; 16]), registered)])
    }

    /// The office of a kind for the place, or another of that role.
    fn some_office(&self, kind: &OfficeKind) -> Option<OfficeId> {
        let of_role = |office: &&domain::catalogue::Office| office.kind.role() == kind.role();
        let other = || self.catalogue.offices.iter().find(of_role).map(|it| it.id.clone());
        self.next_office(kind).ok().or_else(other)
    }

    fn applying(&self) -> Vec<u16> {
        let all = self.catalogue.conditions.iter();
        let applying = all.filter(|it| policy::applies(self.case, it, self.catalogue));
        applying.map(|condition| condition.number.0).collect()
    }

    fn one_applying(&self) -> Vec<u16> {
        self.applying().into_iter().take(1).collect()
    }
}

fn plain_text() -> Option<PlainText> {
    PlainText::parse(TEXT, 3).ok()
}
