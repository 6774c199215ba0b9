//! A receipt for an application.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ActivityKind, Check, Checker, ProblemCode};
use crate::texts::ReceiptTexts;

/// A receipt: half a sheet with the tracking code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Name of the ministry.
    pub ministry: String,
    /// Name of the office.
    pub office: String,
    /// Telephone of the office, as it is to be printed.
    pub telephone: String,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Name of the applicant.
    pub applicant: String,
    /// National ID of a person or of a legal person; only its last two digits are printed.
    pub national_id: String,
    /// Title of the field; empty before the second page of the application.
    #[serde(default)]
    pub field: String,
    /// Kind of activity.
    pub activity_kind: ActivityKind,
    /// Day of registration.
    pub registered_on: String,
    /// Time of registration.
    pub registered_at: String,
    /// The office that reviews; empty before the second page of the application.
    #[serde(default)]
    pub reviewed_by: String,
    /// From when on the case can be looked up.
    pub look_up_from: String,
    /// Address at which the case can be looked up.
    pub address: String,
    /// What the QR code holds.
    pub qr: String,
    /// The fixed texts.
    #[serde(default)]
    pub texts: ReceiptTexts,
}

/// The widest code that stays readable on a receipt.
const WIDEST_CODE: usize = 49;

impl Receipt {
    /// A believable receipt of nobody.
    pub fn example() -> Self {
        Self {
            ministry: "وزارت تعاون، کار و رفاه اجتماعی".into(),
            office: "اداره کل استان مرکزی — مشاغل خانگی".into(),
            telephone: "۰۸۶-۱۲۳۴۵۶۷۸".into(),
            tracking_code: "40573100821756".into(),
            applicant: "فاطمه احمدی".into(),
            national_id: "0076229645".into(),
            field: "گلیم‌بافی".into(),
            activity_kind: ActivityKind::Covered,
            registered_on: "1405/09/02".into(),
            registered_at: "10:24".into(),
            reviewed_by: "میراث فرهنگی استان".into(),
            look_up_from: "1405/09/12".into(),
            address: "parvaneh.example".into(),
            qr: "https://parvaneh.example/s".into(),
            texts: ReceiptTexts::default(),
        }
    }
}

impl Check for Receipt {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("ministry", &mut self.ministry, 120);
        checker.text("office", &mut self.office, 120);
        checker.text("telephone", &mut self.telephone, 40);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("applicant", &mut self.applicant, 200);
        if self.activity_kind == ActivityKind::SupporterLegal {
            checker.legal_id("national_id", &mut self.national_id);
        } else {
            checker.national_id("national_id", &mut self.national_id);
        }
        checker.optional_text("field", &mut self.field, 220);
        let registered = checker.date("registered_on", &mut self.registered_on);
        checker.time("registered_at", &mut self.registered_at);
        checker.optional_text("reviewed_by", &mut self.reviewed_by, 160);
        let look_up = checker.date("look_up_from", &mut self.look_up_from);
        if let (Some(registered), Some(look_up)) = (registered, look_up)
            && look_up.date() < registered.date()
        {
            let message = "این تاریخ نباید پیش از تاریخ ثبت باشد.";
            checker.report("look_up_from", ProblemCode::DateOrder, message);
        }
        checker.text("address", &mut self.address, 60);
        checker.qr("qr", &self.qr, WIDEST_CODE);
        checker.within("texts", &mut self.texts);
    }
}
