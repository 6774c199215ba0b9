//! A referral to a bank.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Applicant, Check, Checker, Letter, Letterhead, ProblemCode};
use crate::texts::BankReferralTexts;

/// A letter that refers the holder of a licence to a branch of a bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BankReferral {
    /// The frame of the letter.
    pub letter: Letter,
    /// Who is referred.
    pub applicant: Applicant,
    /// Number of the licence.
    pub licence_number: String,
    /// Its last day.
    pub licence_expires_on: String,
    /// Number of the working group's minutes.
    pub minutes_number: String,
    /// Their date.
    pub minutes_on: String,
    /// What is asked for.
    pub facility: Facility,
    /// Last day of the referral.
    pub valid_until: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: BankReferralTexts,
}

/// A facility.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// Amount in rials.
    #[schemars(range(min = 10, max = 999_999_999_999_999_u64))]
    pub amount_rials: u64,
    /// Months of repayment.
    #[schemars(range(min = 1, max = 240))]
    pub months: u32,
    /// Fee, in percent.
    #[schemars(range(max = 30))]
    pub fee_percent: u32,
    /// Year of the budget.
    #[schemars(range(min = 1390, max = 1500))]
    pub budget_year: u32,
    /// Account of the applicant; empty where none was given.
    #[serde(default)]
    pub iban: String,
    /// Three digits of the bank that the letter goes to, as in its accounts.
    pub bank_code: String,
    /// Name of the bank.
    pub bank: String,
}

impl BankReferral {
    /// A believable referral of nobody.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::labour_office(),
            "1405/118/4567",
            "یک برگ",
            "ریاست محترم شعبهٔ مرکزی اراک — بانک توسعه تعاون",
        );
        Self {
            letter: letter.copies_to(&[
                "اداره کل میراث فرهنگی، گردشگری و صنایع دستی استان، برای آگاهی",
                "ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک، برای پیگیری",
                "متقاضی، برای مراجعه به شعبه",
            ]),
            applicant: Applicant::example(),
            licence_number: "000001234714".into(),
            licence_expires_on: "1408/09/02".into(),
            minutes_number: "27".into(),
            minutes_on: "1405/08/24".into(),
            facility: Facility {
                amount_rials: 2_000_000_000,
                months: 60,
                fee_percent: 4,
                budget_year: 1405,
                iban: "IR120220000000000000000001".into(),
                bank_code: "022".into(),
                bank: "بانک توسعه تعاون".into(),
            },
            valid_until: "1405/12/02".into(),
            texts: BankReferralTexts::default(),
        }
    }
}

impl Check for BankReferral {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.within("applicant", &mut self.applicant);
        checker.licence_number("licence_number", &mut self.licence_number);
        checker.date("licence_expires_on", &mut self.licence_expires_on);
        checker.text("minutes_number", &mut self.minutes_number, 30);
        let minutes = checker.date("minutes_on", &mut self.minutes_on);
        checker.within("facility", &mut self.facility);
        let valid = checker.date("valid_until", &mut self.valid_until);
        checker.in_order("valid_until", minutes, valid);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for Facility {
    fn check(&mut self, checker: &mut Checker) {
        checker.range("amount_rials", self.amount_rials, 10, 999_999_999_999_999);
        checker.range("months", u64::from(self.months), 1, 240);
        checker.range("fee_percent", u64::from(self.fee_percent), 0, 30);
        checker.range("budget_year", u64::from(self.budget_year), 1390, 1500);
        checker.text("bank_code", &mut self.bank_code, 3);
        checker.text("bank", &mut self.bank, 80);
        if self.iban.trim().is_empty() {
            self.iban.clear();
        } else if let Some(iban) = checker.iban("iban", &mut self.iban)
            && iban.bank_code() != domain::text::to_ascii_digits(&self.bank_code)
        {
            let message = "این شماره شبا از بانکی که نامه به آن نوشته می‌شود نیست.";
            checker.report("iban", ProblemCode::OtherBank, message);
        }
    }
}
