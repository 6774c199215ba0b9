//! A referral to Jahad Daneshgahi.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Applicant, Check, Checker, Letter, Letterhead};
use crate::texts::EmpowermentReferralTexts;

/// A letter that refers an applicant to Jahad Daneshgahi for empowerment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EmpowermentReferral {
    /// The frame of the letter.
    pub letter: Letter,
    /// Who is referred.
    pub applicant: Applicant,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// The executive agency, in short.
    pub agency: String,
    /// Where the applicant is to be found.
    pub address: String,
    /// Number of the agency's letter of approval.
    pub approval_number: String,
    /// Its date.
    pub approved_on: String,
    /// What is asked for.
    pub services: RequestedServices,
    /// By when an answer is awaited.
    pub answer_by: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: EmpowermentReferralTexts,
}

/// The five services; a service that is asked for says what about, one that is not is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestedServices {
    /// مشاوره
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselling: Option<String>,
    /// استعدادسنجی
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub aptitude_assessment: Option<String>,
    /// آموزش
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub training: Option<String>,
    /// ارتقای کمّی و کیفی محصولات
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_improvement: Option<String>,
    /// شناخت بازار
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub market_knowledge: Option<String>,
}

impl RequestedServices {
    /// The services in the published order.
    pub(crate) fn in_order(&self) -> [(&'static str, Option<&str>); 5] {
        [
            ("مشاوره", self.counselling.as_deref()),
            ("استعدادسنجی", self.aptitude_assessment.as_deref()),
            ("آموزش", self.training.as_deref()),
            ("ارتقای کمّی و کیفی محصولات", self.product_improvement.as_deref()),
            ("شناخت بازار", self.market_knowledge.as_deref()),
        ]
    }
}

impl EmpowermentReferral {
    /// A believable referral of nobody.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::labour_office(),
            "1405/118/4521",
            "دو برگ",
            "ریاست محترم جهاد دانشگاهی استان مرکزی",
        );
        Self {
            letter: letter.copies_to(&[
                "اداره کل میراث فرهنگی، گردشگری و صنایع دستی استان، برای آگاهی",
                "متقاضی، برای مراجعه به جهاد دانشگاهی",
            ]),
            applicant: Applicant::example(),
            tracking_code: "40573100821756".into(),
            agency: "میراث فرهنگی".into(),
            address: "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲، واحد ۳".into(),
            approval_number: "1405/62/981".into(),
            approved_on: "1405/08/27".into(),
            services: RequestedServices {
                counselling: Some("انتخاب شیوهٔ تولید و برآورد سرمایهٔ اولیه".into()),
                aptitude_assessment: None,
                training: Some("طراحی نقشهٔ گلیم و بسته‌بندی".into()),
                product_improvement: Some("رنگ‌بندی و یکنواختی بافت".into()),
                market_knowledge: Some("فروش برخط و نمایشگاه‌های استانی".into()),
            },
            answer_by: "1405/10/15".into(),
            texts: EmpowermentReferralTexts::default(),
        }
    }
}

impl Check for EmpowermentReferral {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.within("applicant", &mut self.applicant);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("agency", &mut self.agency, 160);
        checker.text("address", &mut self.address, 400);
        checker.text("approval_number", &mut self.approval_number, 30);
        checker.date("approved_on", &mut self.approved_on);
        checker.within("services", &mut self.services);
        checker.date("answer_by", &mut self.answer_by);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for RequestedServices {
    fn check(&mut self, checker: &mut Checker) {
        let mut asked = 0;
        for (name, service) in [
            ("counselling", &mut self.counselling),
            ("aptitude_assessment", &mut self.aptitude_assessment),
            ("training", &mut self.training),
            ("product_improvement", &mut self.product_improvement),
            ("market_knowledge", &mut self.market_knowledge),
        ] {
            if let Some(service) = service {
                asked += 1;
                checker.text(name, service, 300);
            }
        }
        if asked == 0 {
            let message = "دست‌کم یک خدمت باید درخواست شود.";
            checker.report("", super::ProblemCode::Empty, message);
        }
    }
}
