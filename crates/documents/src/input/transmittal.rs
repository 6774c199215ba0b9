//! A list of the files that one office hands to another.

use domain::identifiers::TrackingCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letter, Letterhead, ProblemCode, branch_list::MOST_ROWS};
use crate::texts::TransmittalTexts;

/// A letter that goes with the files of many cases from one office to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Transmittal {
    /// The frame of the letter, of the office that hands over.
    pub letter: Letter,
    /// The office that receives, as the continued pages name it.
    pub receiver: String,
    /// The files; at least one.
    #[schemars(length(min = 1, max = 500))]
    pub rows: Vec<HandedFile>,
    /// The fixed texts.
    #[serde(default)]
    pub texts: TransmittalTexts,
}

/// Why a file goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HandOverCause {
    /// The agency approved.
    Approval,
    /// Empowerment is completed.
    Empowerment,
    /// The case went to another office of the same kind.
    Transfer,
}

impl HandOverCause {
    /// The cause in Persian.
    pub(crate) fn persian(self) -> &'static str {
        match self {
            Self::Approval => "تأیید دستگاه",
            Self::Empowerment => "پایان توانمندسازی",
            Self::Transfer => "انتقال پرونده",
        }
    }
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandedFile {
    /// First and last name.
    pub name: String,
    /// Father's name.
    pub father_name: String,
    /// National ID, ten digits.
    pub national_id: String,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Title of the field.
    pub field: String,
    /// Why it goes on.
    pub cause: HandOverCause,
    /// The day of that.
    pub handed_over_on: String,
    /// How many documents are in the file.
    #[schemars(range(max = 9_999))]
    pub documents: u64,
}

impl Transmittal {
    /// A believable list of nobody.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::agency(),
            "1405/62/1102",
            "شش پرونده",
            "ریاست محترم ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک",
        );
        let rows = [
            ("فاطمه احمدی", "حسین", "0076229645", 405_731_008_217, "گلیم‌بافی", 7),
            ("زهرا کریمی", "محمدعلی", "1583250689", 118_204_556_310, "قالی‌بافی", 6),
            ("نرگس صادقی", "رضا", "0067749828", 930_118_274_006, "سفال و سرامیک", 8),
            ("لیلا مرادی", "قاسم", "0084575948", 551_920_337_418, "لباس سنتی", 6),
            ("مهدی جعفری", "اکبر", "0013542419", 207_664_981_530, "قلم‌زنی", 9),
            ("اعظم رستمی", "یدالله", "0790419904", 664_015_729_938, "جاجیم‌بافی", 6),
        ];
        Self {
            letter: letter.copies_to(&["دبیرخانه، برای ثبت و ارسال"]),
            receiver: "ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک".into(),
            rows: rows
                .into_iter()
                .map(|(name, father, id, code, field, documents)| HandedFile {
                    name: name.into(),
                    father_name: father.into(),
                    national_id: id.into(),
                    tracking_code: TrackingCode::from_random(code).as_str().into(),
                    field: field.into(),
                    cause: HandOverCause::Approval,
                    handed_over_on: "1405/09/01".into(),
                    documents,
                })
                .collect(),
            texts: TransmittalTexts::default(),
        }
    }
}

impl Check for Transmittal {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.text("receiver", &mut self.receiver, 200);
        if self.rows.is_empty() {
            checker.report("rows", ProblemCode::Empty, "این فهرست هیچ ردیفی ندارد.");
        }
        checker.parts("rows", &mut self.rows, MOST_ROWS);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for HandedFile {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 260);
        checker.text("father_name", &mut self.father_name, 80);
        checker.national_id("national_id", &mut self.national_id);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("field", &mut self.field, 220);
        checker.date("handed_over_on", &mut self.handed_over_on);
        checker.range("documents", self.documents, 0, 9_999);
    }
}
