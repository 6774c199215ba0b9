//! A list of those who are referred to one branch of a bank.

use domain::identifiers::LicenceNumber;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letter, Letterhead, ProblemCode};
use crate::texts::BranchListTexts;

/// The most rows of a list.
pub(crate) const MOST_ROWS: usize = 500;

/// A letter that refers many holders of licences to one branch of a bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BranchList {
    /// The frame of the letter.
    pub letter: Letter,
    /// The bank and its branch, as the continued pages name them.
    pub branch: String,
    /// Number of the working group's minutes.
    pub minutes_number: String,
    /// Their date.
    pub minutes_on: String,
    /// Last day for an answer to each row.
    pub answer_by: String,
    /// Who is referred; at least one.
    #[schemars(length(min = 1, max = 500))]
    pub rows: Vec<ReferredHolder>,
    /// The fixed texts.
    #[serde(default)]
    pub texts: BranchListTexts,
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferredHolder {
    /// First and last name.
    pub name: String,
    /// Father's name.
    pub father_name: String,
    /// National ID, ten digits.
    pub national_id: String,
    /// Number of the licence.
    pub licence_number: String,
    /// Title of the approved field.
    pub field: String,
    /// Amount in rials.
    #[schemars(range(min = 10, max = 999_999_999_999_999_u64))]
    pub amount_rials: u64,
    /// Months of repayment.
    #[schemars(range(min = 1, max = 240))]
    pub months: u32,
}

impl BranchList {
    /// A believable list of nobody, over two pages.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::labour_office(),
            "1405/118/4590",
            "فهرست",
            "ریاست محترم شعبهٔ مرکزی اراک — بانک توسعه تعاون",
        );
        let rows = [
            ("فاطمه احمدی", "حسین", "0076229645", 12_347, "گلیم‌بافی", 2000),
            ("زهرا کریمی", "محمدعلی", "1583250689", 12_356, "قالی‌بافی", 2000),
            (
                "سیده معصومه حسینی‌نژاد طباطبایی",
                "سید ابوالفضل",
                "0200203241",
                12_365,
                "پاک کردن و بسته‌بندی زرشک، عناب و لیموعمانی",
                1500,
            ),
            ("نرگس صادقی", "رضا", "0067749828", 12_374, "سفال و سرامیک", 2000),
            ("لیلا مرادی", "قاسم", "0084575948", 12_383, "خیاطی", 1200),
            ("مهدی جعفری", "اکبر", "0013542419", 12_392, "پرورش زنبور عسل", 2000),
            ("اعظم رستمی", "یدالله", "0790419904", 12_401, "قالی‌بافی", 2000),
            ("سمیه قاسمی", "علی", "9991000011", 12_410, "تولیدات چرمی دست‌دوز", 1800),
            ("حمید نظری", "ابراهیم", "9991000021", 12_419, "منبت‌کاری", 2000),
            ("طاهره یوسفی", "کاظم", "9991000038", 12_428, "شیرینی‌پزی", 1000),
            ("پروین اکبری", "محمود", "9991000046", 12_437, "کاموابافی", 1500),
            ("اکرم سلطانی", "عباس", "9991000054", 12_446, "پرورش گل و گیاه", 2000),
        ];
        let number = |serial| LicenceNumber::from_serial(serial).map(|number| number.to_string());
        Self {
            letter: letter.copies_to(&[
                "ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک، برای پیگیری",
                "دبیرخانهٔ کارگروه اشتغال استان، برای آگاهی",
            ]),
            branch: "بانک توسعه تعاون، شعبهٔ مرکزی اراک".into(),
            minutes_number: "27".into(),
            minutes_on: "1405/08/24".into(),
            answer_by: "1405/12/02".into(),
            rows: rows
                .into_iter()
                .map(|(name, father, id, serial, field, millions)| ReferredHolder {
                    name: name.into(),
                    father_name: father.into(),
                    national_id: id.into(),
                    licence_number: number(serial).unwrap_or_default(),
                    field: field.into(),
                    amount_rials: millions * 1_000_000,
                    months: 60,
                })
                .collect(),
            texts: BranchListTexts::default(),
        }
    }
}

impl Check for BranchList {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.text("branch", &mut self.branch, 260);
        checker.text("minutes_number", &mut self.minutes_number, 30);
        checker.date("minutes_on", &mut self.minutes_on);
        checker.date("answer_by", &mut self.answer_by);
        if self.rows.is_empty() {
            checker.report("rows", ProblemCode::Empty, "این فهرست هیچ ردیفی ندارد.");
        }
        checker.parts("rows", &mut self.rows, MOST_ROWS);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for ReferredHolder {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 260);
        checker.text("father_name", &mut self.father_name, 80);
        checker.national_id("national_id", &mut self.national_id);
        checker.licence_number("licence_number", &mut self.licence_number);
        checker.text("field", &mut self.field, 220);
        checker.range("amount_rials", self.amount_rials, 10, 999_999_999_999_999);
        checker.range("months", u64::from(self.months), 1, 240);
    }
}
