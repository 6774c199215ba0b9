//! Items asked of the applicant, and what the applicant answered.

use crate::case::Refusal;
use crate::catalogue::{ConditionNumber, DocumentCode};
use crate::event::{Answer, Asked, CorrectableFact, Correction, Fact, Medium, RequestItem};
use crate::ids::{EventId, RequestId};
use crate::people::Officer;

use super::draw::Draw;
use super::script::Script;
use super::world::{Casting, World};
use super::{numbers, words};

pub(super) const SKILL_CERTIFICATE: DocumentCode = DocumentCode(20_001);
const WORKPLACE_DEED: DocumentCode = DocumentCode(20_003);

/// Whether something was not handed in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    Nothing,
    CertificateScan,
}

/// Asks the applicant for one thing or two, and returns what was asked.
pub(super) fn ask(
    script: &mut Script<'_>,
    draw: &mut Draw,
    officer: &Officer,
    scan_is_missing: Missing,
) -> Result<Vec<(RequestId, Asked)>, Refusal> {
    let certificate = "تصویر گواهی مهارت خوانا نیست. لطفاً تصویر روشن هر دو روی آن را بفرستید.";
    let missing = "تصویر گواهی مهارت پیوست نشده است. لطفاً آن را بفرستید.";
    let first = match (scan_is_missing, draw.index(4)) {
        (Missing::CertificateScan, _) => (Asked::Document(SKILL_CERTIFICATE), missing, 53),
        (Missing::Nothing, 0) => (Asked::Document(SKILL_CERTIFICATE), certificate, 53),
        (Missing::Nothing, 1) => (
            Asked::Document(WORKPLACE_DEED),
            "اجاره‌نامه امضای موجر ندارد. لطفاً تصویر کامل آن را بفرستید.",
            54,
        ),
        (Missing::Nothing, 2) => (
            Asked::Correct(CorrectableFact::PlanDescription),
            "شرح طرح کوتاه است. لطفاً بنویسید ماهانه چه اندازه تولید می‌شود و به چه کسی فروخته می‌شود.",
            55,
        ),
        (Missing::Nothing, _) => (
            Asked::Visit,
            "برای هماهنگی بازدید از محل کار، لطفاً یک روز میان ساعت ۸ تا ۱۳ به این اداره بیایید.",
            58,
        ),
    };
    let second = (
        Asked::Correct(CorrectableFact::WorkplacePostalCode),
        "کد پستی محل کار با نشانی نمی‌خواند. لطفاً کد پستی درست را از روی قبض بنویسید.",
        54,
    );
    let mut items = Vec::new();
    let mut asked = Vec::new();
    for (what, text, condition) in
        [Some(first), draw.chance(40).then_some(second)].into_iter().flatten()
    {
        let id = script.request_id();
        asked.push((id, what.clone()));
        items.push(RequestItem {
            id,
            asked: what,
            text: words::text(text),
            condition: Some(ConditionNumber(condition)),
        });
    }
    script.add(officer, Fact::RequestsOpened { items })?;
    Ok(asked)
}

impl World<'_> {
    /// Records the applicant's answer to an item.
    pub(super) fn answer(
        &mut self,
        script: &mut Script<'_>,
        draw: &mut Draw,
        casting: &Casting<'_>,
        officer: &Officer,
        (request, asked): (RequestId, Asked),
    ) -> Result<EventId, Refusal> {
        let mut blobs = Vec::new();
        let mut attachments = Vec::new();
        let mut corrections = Vec::new();
        let text = match &asked {
            Asked::Document(document) => {
                let (attachment, blob) =
                    self.scans.scan(self.catalogue, *document, casting.subject());
                attachments.push(attachment);
                blobs.push(blob);
                "تصویر تازه پیوست شد."
            }
            Asked::Correct(CorrectableFact::WorkplacePostalCode) => {
                let code = numbers::postal_code(draw, "38");
                corrections
                    .push(Correction::PostalCode(CorrectableFact::WorkplacePostalCode, code));
                "کد پستی از روی قبض برق نوشته شد."
            }
            Asked::Correct(fact) => {
                let more = "ماهانه حدود بیست قطعه آماده و به فروشگاه‌های اراک داده می‌شود.";
                let description = format!("{} {more}", casting.plan.description);
                corrections.push(Correction::Text(*fact, words::text(&description)));
                "شرح طرح کامل‌تر شد."
            }
            Asked::Visit => "متقاضی به اداره آمد و روز بازدید هماهنگ شد.",
        };
        let medium = match asked {
            Asked::Visit => Medium::InPerson,
            Asked::Document(_) | Asked::Correct(_) => {
                [Medium::InPerson, Medium::Messenger, Medium::Letter][draw.index(3)]
            }
        };
        let answer = Answer {
            text: words::text(text),
            medium,
            on: script.today(),
            attachments,
            corrections,
        };
        script.add_with(officer, Fact::RequestAnswered { request, answer }, blobs)
    }
}
