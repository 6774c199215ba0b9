//! Why something cannot be done. One list for the rules that always hold and for the policy of the catalogue.

use crate::catalogue::{ConditionNumber, DocumentCode};
use crate::ids::OfficerId;
use crate::money::Rials;

use super::StageName;

/// A named refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The first event of a case must register it, and no later one may.
    #[error("the case must begin with its registration, once")]
    NotTheBeginning,
    /// The event belongs to another case.
    #[error("the event belongs to another case")]
    OtherCase,
    /// What is asked does not fit where the case stands.
    #[error("`{fact}` cannot happen at stage {stage:?}")]
    WrongStage {
        /// The fact's name.
        fact: &'static str,
        /// Where the case stands.
        stage: StageName,
    },
    /// The decision was taken already.
    #[error("the case is decided already")]
    AlreadyDecided,
    /// The case is another office's.
    #[error("the case is another office's")]
    NotYourOffice,
    /// The act belongs to another kind of office.
    #[error("the act belongs to another kind of office")]
    NotYourRole,
    /// Only somebody who supervises the office may.
    #[error("only a supervisor of the office may")]
    SupervisorNeeded,
    /// Whoever made one of the two decisions may only give way.
    #[error("whoever made one of the two decisions may only give way")]
    DisputeOwn,
    /// The event is none of the two that contradict each other.
    #[error("the event is none of the two decisions")]
    DecisionUnknown,
    /// A colleague holds the case.
    #[error("a colleague holds the case")]
    HeldBy(OfficerId),
    /// Rows of the checklist are not answered.
    #[error("rows of the checklist are not answered")]
    ChecksOpen(Vec<u16>),
    /// Rows of the checklist are marked wrong.
    #[error("rows of the checklist are marked wrong")]
    ChecksWrong(Vec<u16>),
    /// The checklist has no such row.
    #[error("the checklist has no such row")]
    CheckUnknown(u16),
    /// The applicant still owes an answer, or an answer was not looked at.
    #[error("{0} requests are pending")]
    RequestsPending(usize),
    /// The same item is open already.
    #[error("the same item is open already")]
    SameItemOpen,
    /// A request without items.
    #[error("nothing is asked for")]
    NothingAsked,
    /// There is no such request, or it is past that.
    #[error("there is no such request in that state")]
    RequestUnknown,
    /// A refusal without a numbered condition.
    #[error("no numbered condition is cited")]
    ConditionNeeded,
    /// The condition is not in the list.
    #[error("condition {} is not in the list", .0)]
    ConditionUnknown(ConditionNumber),
    /// The condition asks for more and cannot refuse, or the other way round.
    #[error("condition {} is of the other kind", .0)]
    ConditionOfOtherKind(ConditionNumber),
    /// The check behind a cited condition was not looked at.
    #[error("row {0} behind the condition was not looked at")]
    ReasonUnseen(u16),
    /// The condition is for other applicants, fields or paths.
    #[error("condition {} does not apply to this case", .0)]
    ConditionNotApplicable(ConditionNumber),
    /// Nothing on record shows that a cited condition is not met.
    #[error("nothing on record shows that condition {} is not met", .0)]
    GroundNeeded(ConditionNumber),
    /// What is cited for a condition is not so in this case, or does not show that condition.
    #[error("what is cited for condition {} is not on record", .0)]
    GroundUntrue(ConditionNumber),
    /// The officer marked right what the condition says, and cites nothing else against it.
    #[error("row {row} is marked right and says that condition {} is met", .condition)]
    GroundContradicted {
        /// The cited condition.
        condition: ConditionNumber,
        /// The row that says that it is met.
        row: u16,
    },
    /// A decision says that a document was opened which the case does not have.
    #[error("a document that was opened is not among those of the case")]
    OpenedUnknown,
    /// The explanation says too little beside the words of its conditions.
    #[error("the explanation says little more than the conditions")]
    ExplanationThin,
    /// The path is not fixed yet.
    #[error("the path is not fixed")]
    PathNotAssigned,
    /// The same person would give both signatures.
    #[error("the same person would give both signatures")]
    SamePerson,
    /// A starred field needs a clearance first.
    #[error("the field needs a clearance")]
    ClearanceNeeded,
    /// The clearance was asked for and has not come.
    #[error("the clearance has not come")]
    ClearanceOpen,
    /// The clearance was denied.
    #[error("the clearance was denied")]
    ClearanceDenied,
    /// The field needs no clearance.
    #[error("the field needs no clearance")]
    ClearanceNotNeeded,
    /// Services of empowerment are not done.
    #[error("{done} of five services are done")]
    ServicesOpen {
        /// How many are.
        done: usize,
    },
    /// The days of a record run backwards.
    #[error("the days run backwards")]
    DaysBackwards,
    /// The supporter has not confirmed.
    #[error("the supporter has not confirmed")]
    SupporterNotConfirmed,
    /// The supporter who was named has declined; the applicant is to name one first.
    #[error("the supporter who was named has declined")]
    SupporterDeclined,
    /// An applicant names themselves as their supporter.
    #[error("the applicant is named as their own supporter")]
    SupporterIsApplicant,
    /// Whoever recorded the supporter's word at the counter would approve too.
    #[error("the supporter's word was recorded by the same person")]
    SupporterRecordedBySame,
    /// No scan is named, or one that is not among the documents of the case.
    #[error("the scans are not among the documents of the case")]
    ScanMissing,
    /// A scan that is none of the supporter's papers.
    #[error("a scan is of a kind that says nothing about the supporter")]
    ScanOfOtherKind,
    /// The field is not approved, or not licensable.
    #[error("the field is not licensable")]
    FieldNotLicensable,
    /// The field gets no loans in that year.
    #[error("the field gets no loans in that year")]
    NotLoanEligible,
    /// The amount is above the ceiling.
    #[error("the amount is above the ceiling")]
    AboveCeiling(Rials),
    /// There is no ceiling for that year.
    #[error("the catalogue has no ceiling for that year")]
    YearUnknown,
    /// The bank is not an agent bank.
    #[error("the bank is not an agent bank")]
    BankUnknown,
    /// The applicant's account is at another bank.
    #[error("the account is at another bank")]
    IbanOfAnotherBank,
    /// The catalogue allows no referral before the registry has confirmed the licence.
    #[error("the licence is not yet registered")]
    NotRegistered,
    /// The licence is not in force.
    #[error("the licence is not in force")]
    NotInForce,
    /// The licence that would be renewed or amended is suspended or revoked.
    #[error("the licence that would be replaced is not in force")]
    PredecessorNotInForce,
    /// Another case renews or amends the same licence.
    #[error("another case renews or amends that licence")]
    SucceededByOther,
    /// They hold the case already.
    #[error("they hold the case already")]
    HeldAlready,
    /// A day on which the applicant said something lies before they applied, or has not come.
    #[error("the day lies before the application, or has not come")]
    DayUntrue,
    /// The licence is in force already.
    #[error("the licence is in force")]
    InForce,
    /// The holder is referred to a bank already.
    #[error("a referral is open")]
    ReferralOpen,
    /// There is no such open referral.
    #[error("there is no such open referral")]
    ReferralUnknown,
    /// That document cannot be drawn from the case now.
    #[error("that document cannot be drawn from the case")]
    NotPrintable,
    /// The sheet's copy number or serial is not the next.
    #[error("the copy number is not the next")]
    CopyOutOfOrder,
    /// There is no such sheet, or it is past that.
    #[error("there is no such sheet in that state")]
    SheetUnknown,
    /// The very sheet was handed over; a further copy takes its place.
    #[error("the sheet was handed over")]
    SheetHandedOver,
    /// The paper, or the sheet of it, is another office's to give out.
    #[error("the paper is another office's")]
    PaperOfOther,
    /// The office is not one of the catalogue, or not of the kind.
    #[error("the office is not of the kind")]
    OfficeUnknown,
    /// The catalogue has no such kind of document.
    #[error("the catalogue has no document {}", .0)]
    DocumentUnknown(DocumentCode),
    /// The catalogue has no such field.
    #[error("the catalogue has no such field")]
    FieldUnknown,
    /// A mandatory document is missing.
    #[error("document {} is missing", .0)]
    DocumentMissing(DocumentCode),
    /// A correction that does not fit its fact.
    #[error("the correction does not fit its fact")]
    CorrectionMismatch,
    /// The military status of a man is not settled.
    #[error("military service is not settled")]
    MilitaryPending,
    /// The certificate is not valid on the day of the decision.
    #[error("the skill certificate is not valid")]
    CertificateExpired,
    /// An officer says that something came through the portal, or an applicant that it came another way.
    #[error("it did not come that way")]
    MediumUntrue,
    /// The deadline was extended already, or is not extended by that many days.
    #[error("a deadline is extended once, by the catalogue's days")]
    NoSuchExtension,
    /// The case holds events that this version cannot read.
    #[error("the case needs a newer version of the program")]
    NeedsUpdate,
}
