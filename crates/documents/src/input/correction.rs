//! A correction notice.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letter, Letterhead, ProblemCode, Signatory};
use crate::texts::CorrectionTexts;

/// A letter that asks an applicant for corrections, documents or a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The frame of the letter, of the office that asks.
    pub letter: Letter,
    /// National ID of the applicant or of its representative.
    pub national_id: String,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Title of the field that was applied for.
    pub field: String,
    /// Day of the application.
    pub applied_on: String,
    /// What is asked for; at least one item.
    #[schemars(length(min = 1, max = 60))]
    pub items: Vec<RequestedItem>,
    /// Last day for the answer.
    pub answer_by: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: CorrectionTexts,
}

/// One thing that is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestedItem {
    /// What it concerns.
    pub subject: String,
    /// What the applicant is to do.
    pub action: String,
    /// Number of the condition behind it; empty where there is none.
    #[serde(default)]
    pub condition: String,
}

impl Correction {
    /// A believable correction notice of nobody.
    pub fn example() -> Self {
        let letter =
            Letter::example(Letterhead::agency(), "1405/62/1031", "ندارد", "سرکار خانم نرگس صادقی");
        let item = |subject: &str, action: &str, condition: &str| RequestedItem {
            subject: subject.into(),
            action: action.into(),
            condition: condition.into(),
        };
        Self {
            letter: Letter {
                signatory: Signatory::new("مریم رضایی", "معاون صنایع دستی"),
                ..letter.copies_to(&["پروندهٔ متقاضی"])
            },
            national_id: "0067749828".into(),
            tracking_code: "40573100821756".into(),
            field: "سفال و سرامیک".into(),
            applied_on: "1405/08/25".into(),
            items: vec![
                item(
                    "گواهی مهارت",
                    "تصویر گواهی خوانا نیست. هر دو روی گواهی را دوباره و روشن بفرستید.",
                    "2-4",
                ),
                item(
                    "نشانی محل فعالیت",
                    "شمارهٔ پلاک با کد پستی هم‌خوان نیست. نشانی را از روی قبض برق اصلاح کنید.",
                    "3-1",
                ),
                item(
                    "بازدید از محل",
                    "برای هماهنگی روز بازدید با کارشناس این اداره تماس بگیرید.",
                    "",
                ),
            ],
            answer_by: "1405/09/20".into(),
            texts: CorrectionTexts::default(),
        }
    }
}

impl Check for Correction {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.national_id("national_id", &mut self.national_id);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("field", &mut self.field, 220);
        checker.date("applied_on", &mut self.applied_on);
        if self.items.is_empty() {
            let message = "دست‌کم یک مورد باید خواسته شود.";
            checker.report("items", ProblemCode::Empty, message);
        }
        checker.parts("items", &mut self.items, 60);
        checker.date("answer_by", &mut self.answer_by);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for RequestedItem {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("subject", &mut self.subject, 200);
        checker.text("action", &mut self.action, 2_000);
        checker.optional_text("condition", &mut self.condition, 12);
    }
}
