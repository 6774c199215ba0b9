//! Notices that a licence is out of force: for a time, or for good.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letter, Letterhead, ProblemCode};
use crate::texts::{RevocationTexts, SuspensionTexts};

/// A letter that tells a holder that the licence is out of force, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(bound = "T: JsonSchema + Default + Serialize")]
pub struct LicenceNotice<T> {
    /// The frame of the letter, of the office that decided.
    pub letter: Letter,
    /// National ID of the holder or of its representative.
    pub national_id: String,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Number of the licence.
    pub licence_number: String,
    /// Its day of issue.
    pub issued_on: String,
    /// Title of the field.
    pub field: String,
    /// The conditions that the decision rests on.
    #[schemars(length(max = 60))]
    pub conditions: Vec<BrokenCondition>,
    /// The decision in words.
    pub reason: String,
    /// From which day the licence is out of force.
    pub out_of_force_from: String,
    /// Last day for an objection.
    pub object_by: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: T,
}

/// A notice that a licence is out of force for good.
pub type Revocation = LicenceNotice<RevocationTexts>;
/// A notice that a licence is out of force for a time.
pub type Suspension = LicenceNotice<SuspensionTexts>;

/// A condition that the holder does not keep.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BrokenCondition {
    /// Its number in the published list.
    pub number: String,
    /// Its published text.
    pub text: String,
}

impl<T: Default> LicenceNotice<T> {
    /// A believable notice of nobody.
    pub fn example() -> Self {
        let letter = Letter::example(
            Letterhead::labour_office(),
            "1405/118/4711",
            "یک برگ",
            "سرکار خانم فاطمه احمدی",
        );
        Self {
            letter: letter.copies_to(&[
                "اداره کل میراث فرهنگی، گردشگری و صنایع دستی استان، برای آگاهی",
                "پروندهٔ دارندهٔ مجوز",
            ]),
            national_id: "0076229645".into(),
            tracking_code: "40573100821756".into(),
            licence_number: "000001234714".into(),
            issued_on: "1405/03/12".into(),
            field: "گلیم‌بافی".into(),
            conditions: vec![BrokenCondition {
                number: "3-4".into(),
                text: "فعالیت نباید سروصدا، آلودگی یا رفت‌وآمد نامتعارف پدید آورد؛ رعایت حقوق و آسایش همسایگان الزامی است."
                    .into(),
            }],
            reason: "در بازدید ۱۴۰۵/۰۸/۲۸ دار قالی برقی در ساعت استراحت کار می‌کرد و تذکر کتبی پیشین بی‌نتیجه مانده بود."
                .into(),
            out_of_force_from: "1405/09/02".into(),
            object_by: "1405/10/02".into(),
            texts: T::default(),
        }
    }
}

impl<T: Check> Check for LicenceNotice<T> {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letter", &mut self.letter);
        checker.national_id("national_id", &mut self.national_id);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.licence_number("licence_number", &mut self.licence_number);
        let issued = checker.date("issued_on", &mut self.issued_on);
        checker.text("field", &mut self.field, 220);
        checker.parts("conditions", &mut self.conditions, 60);
        checker.text("reason", &mut self.reason, 2_000);
        let from = checker.date("out_of_force_from", &mut self.out_of_force_from);
        if let (Some(issued), Some(from)) = (issued, from)
            && from.date() < issued.date()
        {
            let message = "مجوز پیش از صدور از اعتبار نمی‌افتد.";
            checker.report("out_of_force_from", ProblemCode::DateOrder, message);
        }
        let object_by = checker.date("object_by", &mut self.object_by);
        checker.in_order("object_by", from, object_by);
        checker.within("texts", &mut self.texts);
    }
}

impl Check for BrokenCondition {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("number", &mut self.number, 12);
        checker.text("text", &mut self.text, 600);
    }
}
