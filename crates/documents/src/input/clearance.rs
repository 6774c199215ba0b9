//! An inquiry about a starred field.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Applicant, Check, Checker, Letter, Letterhead, Signatory};
use crate::texts::ClearanceTexts;

/// A letter that asks the body that clears a starred field whether the work may be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The frame of the letter, of the agency that reviews.
    pub letter: Letter,
    /// Who applies.
    pub applicant: Applicant,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Title of the plan.
    pub plan: String,
    /// What is to be made or done, and how.
    pub description: String,
    /// Address of the workplace.
    pub address: String,
    /// Its postal code, ten digits.
    pub postal_code: String,
    /// What is asked beyond the usual; empty where it is nothing.
    #[serde(default)]
    pub question: String,
    /// Last day for an answer.
    pub answer_by: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: ClearanceTexts,
}

impl Clearance {
    /// A believable inquiry of nobody.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::agriculture(),
            "1405/31/2206",
            "دو برگ",
            "ریاست محترم مرکز بهداشت شهرستان اراک",
        );
        Self {
            letter: Letter {
                signatory: Signatory::new("حمید نظری", "مدیر صنایع تبدیلی"),
                ..letter.copies_to(&["متقاضی، برای آگاهی"])
            },
            applicant: Applicant { field: "شیرینی‌پزی".into(), ..Applicant::example() },
            tracking_code: "40573100821756".into(),
            plan: "پخت و بسته‌بندی شیرینی خشک محلی".into(),
            description: "پخت نان برنجی و کلوچه در آشپزخانهٔ جدا از زندگی خانواده، روزی تا ده کیلوگرم، با بسته‌بندی دستی و فروش به فروشگاه‌های شهر."
                .into(),
            address: "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲، واحد ۳".into(),
            postal_code: "3813715649".into(),
            question: "آیا تهویه و آب آشپزخانه برای این اندازهٔ تولید بسنده است؟".into(),
            answer_by: "1405/09/17".into(),
            texts: ClearanceTexts::default(),
        }
    }
}

impl Check for Clearance {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.within("applicant", &mut self.applicant);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("plan", &mut self.plan, 200);
        checker.text("description", &mut self.description, 2_000);
        checker.text("address", &mut self.address, 320);
        checker.postal_code("postal_code", &mut self.postal_code);
        checker.optional_text("question", &mut self.question, 2_000);
        checker.date("answer_by", &mut self.answer_by);
        checker.within("texts", &mut self.texts);
    }
}
