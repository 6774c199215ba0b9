//! A refusal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letter, Letterhead, ProblemCode, Signatory};
use crate::texts::RefusalTexts;

/// A letter that refuses an application for numbered reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// The frame of the letter, of the office that decided.
    pub letter: Letter,
    /// National ID of the applicant or of its representative.
    pub national_id: String,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Title of the field that was applied for.
    pub field: String,
    /// Day of the application.
    pub applied_on: String,
    /// Edition of the published conditions.
    pub edition: String,
    /// The conditions that are not met; at least one.
    #[schemars(length(min = 1, max = 60))]
    pub conditions: Vec<FailedCondition>,
    /// Last day for an objection.
    pub object_by: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: RefusalTexts,
}

/// A condition that is not met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FailedCondition {
    /// Its number in the published list.
    pub number: String,
    /// Its published text.
    pub text: String,
    /// What the reviewer found.
    pub finding: String,
    /// What it rests on; empty where nothing is attached.
    #[serde(default)]
    pub evidence: String,
}

impl Refusal {
    /// A believable refusal of nobody.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::agency(),
            "1405/62/1044",
            "دو برگ",
            "سرکار خانم نرگس صادقی",
        );
        let condition = |number: &str, text: &str, finding: &str, evidence: &str| FailedCondition {
            number: number.into(),
            text: text.into(),
            finding: finding.into(),
            evidence: evidence.into(),
        };
        Self {
            letter: Letter {
                signatory: Signatory::new("مریم رضایی", "معاون صنایع دستی"),
                ..letter.copies_to(&[
                    "ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک، برای آگاهی",
                    "پروندهٔ متقاضی",
                ])
            },
            national_id: "0067749828".into(),
            tracking_code: "40573100821756".into(),
            field: "سفال و سرامیک".into(),
            applied_on: "1405/08/25".into(),
            edition: "1405/02".into(),
            conditions: vec![
                condition(
                    "2-4",
                    "گواهی مهارت باید با رشتهٔ درخواستی هم‌خوان و در تاریخ ثبت‌نام معتبر باشد.",
                    "اعتبار گواهی در ۱۴۰۵/۰۵/۳۱ پایان یافته است.",
                    "پیوست ۱",
                ),
                condition(
                    "3-1",
                    "فعالیت باید در واحد مسکونی محل سکونت متقاضی انجام شود.",
                    "نشانی طرح، واحد تجاری ثبت شده است.",
                    "پیوست ۲",
                ),
            ],
            object_by: "1405/10/02".into(),
            texts: RefusalTexts::default(),
        }
    }
}

impl Check for Refusal {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.national_id("national_id", &mut self.national_id);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("field", &mut self.field, 220);
        checker.date("applied_on", &mut self.applied_on);
        checker.text("edition", &mut self.edition, 20);
        if self.conditions.is_empty() {
            let message = "رد درخواست باید دست‌کم به یک شرط شماره‌دار استناد کند.";
            checker.report("conditions", ProblemCode::Empty, message);
        }
        checker.parts("conditions", &mut self.conditions, 60);
        checker.date("object_by", &mut self.object_by);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for FailedCondition {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("number", &mut self.number, 12);
        checker.text("text", &mut self.text, 600);
        checker.text("finding", &mut self.finding, 2_000);
        checker.optional_text("evidence", &mut self.evidence, 60);
    }
}
