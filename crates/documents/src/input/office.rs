//! The office that a document comes from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, ProblemCode};

/// The head and foot of an office's paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// The lines under the emblem, from the state to the office; the first is set bold.
    #[schemars(length(min = 1, max = 4))]
    pub lines: Vec<String>,
    /// Where the office is.
    pub address: String,
    /// Its postal code, where it is to be printed.
    #[serde(default)]
    pub postal_code: String,
    /// Its telephone, as it is to be printed.
    pub telephone: String,
}

impl Letterhead {
    pub(crate) fn labour_office() -> Self {
        Self {
            lines: vec![
                "جمهوری اسلامی ایران".into(),
                "وزارت تعاون، کار و رفاه اجتماعی".into(),
                "اداره کل تعاون، کار و رفاه اجتماعی استان مرکزی".into(),
            ],
            address: "اراک، میدان شهدا، اداره کل تعاون، کار و رفاه اجتماعی".into(),
            postal_code: "3813715649".into(),
            telephone: "۰۸۶-۱۲۳۴۵۶۷۸".into(),
        }
    }

    pub(crate) fn agriculture() -> Self {
        Self {
            lines: vec![
                "جمهوری اسلامی ایران".into(),
                "وزارت جهاد کشاورزی".into(),
                "سازمان جهاد کشاورزی استان مرکزی".into(),
            ],
            address: "اراک، میدان امام حسین، سازمان جهاد کشاورزی".into(),
            ..Self::labour_office()
        }
    }

    pub(crate) fn agency() -> Self {
        Self {
            lines: vec![
                "جمهوری اسلامی ایران".into(),
                "وزارت میراث فرهنگی، گردشگری و صنایع دستی".into(),
                "اداره کل استان مرکزی".into(),
            ],
            address: "اراک، خیابان امام خمینی، اداره کل میراث فرهنگی، گردشگری و صنایع دستی".into(),
            ..Self::labour_office()
        }
    }
}

impl Check for Letterhead {
    fn check(&mut self, checker: &mut Checker) {
        if self.lines.is_empty() {
            checker.report("lines", ProblemCode::Empty, "نام اداره نوشته نشده است.");
        }
        checker.texts("lines", &mut self.lines, 4, 80);
        checker.text("address", &mut self.address, 200);
        if !self.postal_code.trim().is_empty() {
            checker.postal_code("postal_code", &mut self.postal_code);
        }
        checker.text("telephone", &mut self.telephone, 40);
    }
}

/// Who signs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// First and last name.
    pub name: String,
    /// The office that the person holds.
    pub title: String,
}

impl Signatory {
    pub(crate) fn new(name: &str, title: &str) -> Self {
        Self { name: name.into(), title: title.into() }
    }
}

impl Check for Signatory {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 80);
        checker.text("title", &mut self.title, 100);
    }
}

/// How a reader of the paper checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// What the QR code holds.
    pub qr: String,
    /// The address at which the paper can be checked by hand.
    pub address: String,
    /// The check code of the document: sixteen hexadecimal digits.
    pub code: String,
}

impl Verification {
    pub(crate) fn example(code: &str) -> Self {
        Self {
            qr: format!("https://parvaneh.example/v/{}", code.replace(' ', "")),
            address: "parvaneh.example/v".into(),
            code: code.into(),
        }
    }

    /// Looks at it, for a code of at most so many modules.
    pub(crate) fn check(&mut self, checker: &mut Checker, widest: usize) {
        checker.qr("verification.qr", &self.qr, widest);
        checker.text("verification.address", &mut self.address, 40);
        checker.check_code("verification.code", &mut self.code);
    }
}
