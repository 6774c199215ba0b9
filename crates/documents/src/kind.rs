//! The kinds of documents.

use domain::event::DocumentKind;
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings};
use serde::de::DeserializeOwned;

use crate::input::{
    BankReferral, Correction, EmpowermentReferral, InputError, Licence, ProblemCode, Receipt,
    Refusal,
};

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// مجوز
    Licence,
    /// معرفی‌نامه به جهاد دانشگاهی
    EmpowermentReferral,
    /// معرفی‌نامه به بانک
    BankReferral,
    /// اعلام رد
    Refusal,
    /// درخواست اصلاح
    Correction,
    /// رسید
    Receipt,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Licence,
        Self::EmpowermentReferral,
        Self::BankReferral,
        Self::Refusal,
        Self::Correction,
        Self::Receipt,
    ];

    /// The name by which commands know the kind.
    pub fn name(self) -> &'static str {
        match self {
            Self::Licence => "licence",
            Self::EmpowermentReferral => "empowerment-referral",
            Self::BankReferral => "bank-referral",
            Self::Refusal => "refusal",
            Self::Correction => "correction",
            Self::Receipt => "receipt",
        }
    }

    /// The kind of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// A full input of this kind as JSON: believable, and of nobody.
    pub fn example_json(self) -> String {
        Document::example(self).to_json()
    }

    /// The JSON Schema of the inputs of this kind.
    pub fn schema_json(self) -> String {
        fn schema<T: schemars::JsonSchema>(generator: SchemaGenerator) -> Schema {
            generator.into_root_schema_for::<T>()
        }
        let generator = SchemaSettings::draft2020_12().into_generator();
        let schema = match self {
            Self::Licence => schema::<Licence>(generator),
            Self::EmpowermentReferral => schema::<EmpowermentReferral>(generator),
            Self::BankReferral => schema::<BankReferral>(generator),
            Self::Refusal => schema::<Refusal>(generator),
            Self::Correction => schema::<Correction>(generator),
            Self::Receipt => schema::<Receipt>(generator),
        };
        pretty(&schema)
    }
}

impl From<DocumentKind> for Kind {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Licence => Self::Licence,
            DocumentKind::EmpowermentReferral => Self::EmpowermentReferral,
            DocumentKind::BankReferral => Self::BankReferral,
            DocumentKind::Refusal => Self::Refusal,
            DocumentKind::Correction => Self::Correction,
            DocumentKind::Receipt => Self::Receipt,
        }
    }
}

/// What a document is drawn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// A licence.
    Licence(Box<Licence>),
    /// A referral to Jahad Daneshgahi.
    EmpowermentReferral(Box<EmpowermentReferral>),
    /// A referral to a bank.
    BankReferral(Box<BankReferral>),
    /// A refusal.
    Refusal(Box<Refusal>),
    /// A correction notice.
    Correction(Box<Correction>),
    /// A receipt.
    Receipt(Box<Receipt>),
}

impl Document {
    /// The kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Licence(_) => Kind::Licence,
            Self::EmpowermentReferral(_) => Kind::EmpowermentReferral,
            Self::BankReferral(_) => Kind::BankReferral,
            Self::Refusal(_) => Kind::Refusal,
            Self::Correction(_) => Kind::Correction,
            Self::Receipt(_) => Kind::Receipt,
        }
    }

    /// A believable document of nobody.
    pub fn example(kind: Kind) -> Self {
        match kind {
            Kind::Licence => Self::Licence(Box::new(Licence::example())),
            Kind::EmpowermentReferral => {
                Self::EmpowermentReferral(Box::new(EmpowermentReferral::example()))
            }
            Kind::BankReferral => Self::BankReferral(Box::new(BankReferral::example())),
            Kind::Refusal => Self::Refusal(Box::new(Refusal::example())),
            Kind::Correction => Self::Correction(Box::new(Correction::example())),
            Kind::Receipt => Self::Receipt(Box::new(Receipt::example())),
        }
    }

    /// Reads an input from JSON. Its fields are looked at when it is rendered.
    ///
    /// # Errors
    /// Refuses what is not JSON, and unknown, missing and mistyped fields.
    pub fn from_json(kind: Kind, json: &str) -> Result<Self, InputError> {
        Ok(match kind {
            Kind::Licence => Self::Licence(Box::new(read(json)?)),
            Kind::EmpowermentReferral => Self::EmpowermentReferral(Box::new(read(json)?)),
            Kind::BankReferral => Self::BankReferral(Box::new(read(json)?)),
            Kind::Refusal => Self::Refusal(Box::new(read(json)?)),
            Kind::Correction => Self::Correction(Box::new(read(json)?)),
            Kind::Receipt => Self::Receipt(Box::new(read(json)?)),
        })
    }

    /// The input as JSON.
    pub fn to_json(&self) -> String {
        match self {
            Self::Licence(input) => pretty(input),
            Self::EmpowermentReferral(input) => pretty(input),
            Self::BankReferral(input) => pretty(input),
            Self::Refusal(input) => pretty(input),
            Self::Correction(input) => pretty(input),
            Self::Receipt(input) => pretty(input),
        }
    }
}

fn read<T: DeserializeOwned>(json: &str) -> Result<T, InputError> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut reader)
        .map_err(|error| malformed(&error.path().to_string(), error.inner()))?;
    reader.end().map_err(|error| malformed("", &error))?;
    Ok(value)
}

fn malformed(field: &str, error: &serde_json::Error) -> InputError {
    let place = format!("سطر {}، ستون {}", error.line(), error.column());
    let place = domain::text::to_persian_digits(&place);
    let message = match error.classify() {
        serde_json::error::Category::Data => {
            format!(
                "در {place} بخشی ناشناخته، جاافتاده یا از گونه‌ای دیگر است. نمونه و الگو را ببینید."
            )
        }
        serde_json::error::Category::Io
        | serde_json::error::Category::Syntax
        | serde_json::error::Category::Eof => {
            format!("ورودی در {place} به قالب JSON نیست.")
        }
    };
    InputError::one(field, ProblemCode::Malformed, message)
}

#[expect(clippy::expect_used, reason = "the inputs have text keys alone")]
fn pretty(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("an input is representable as JSON")
}
