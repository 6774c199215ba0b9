//! The kinds of documents.

use domain::event::DocumentKind;
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde::de::DeserializeOwned;

use crate::{
    input::{self, InputError, ProblemCode, checked},
    kinds::{self, Mark},
    typeset::placed::Composition,
};

/// Declares every kind: its name for commands, and the module that says what stands where. The type of its input,
/// and the kind of the case's document, have the kind's own name.
macro_rules! kinds {
    ($( $(#[$doc:meta])* $kind:ident = $name:literal in $module:ident; )*) => {
        /// A kind of document.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $( $(#[$doc])* $kind, )*
        }

        impl Kind {
            /// Every kind.
            pub const ALL: [Self; [$($name),*].len()] = [$( Self::$kind, )*];

            /// The name by which commands know the kind.
            pub fn name(self) -> &'static str {
                match self {
                    $( Self::$kind => $name, )*
                }
            }

            /// The JSON Schema of the inputs of this kind.
            pub fn schema_json(self) -> String {
                let generator: SchemaGenerator =
                    SchemaSettings::draft2020_12().into_generator();
                let schema = match self {
                    $( Self::$kind => generator.into_root_schema_for::<input::$kind>(), )*
                };
                pretty(&schema)
            }
        }

        impl From<DocumentKind> for Kind {
            fn from(kind: DocumentKind) -> Self {
                match kind {
                    $( DocumentKind::$kind => Self::$kind, )*
                }
            }
        }

        impl From<Kind> for DocumentKind {
            fn from(kind: Kind) -> Self {
                match kind {
                    $( Kind::$kind => Self::$kind, )*
                }
            }
        }

        /// What a document is drawn from.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Document {
            $( $(#[$doc])* $kind(Box<input::$kind>), )*
        }

        impl Document {
            /// The kind.
            pub fn kind(&self) -> Kind {
                match self {
                    $( Self::$kind(_) => Kind::$kind, )*
                }
            }

            /// A believable document of nobody.
            pub fn example(kind: Kind) -> Self {
                match kind {
                    $( Kind::$kind => Self::$kind(Box::new(input::$kind::example())), )*
                }
            }

            /// Reads an input from JSON. Its fields are looked at when it is rendered.
            ///
            /// # Errors
            /// Refuses what is not JSON, and unknown, missing and mistyped fields.
            pub fn from_json(kind: Kind, json: &str) -> Result<Self, InputError> {
                Ok(match kind {
                    $( Kind::$kind => Self::$kind(Box::new(read(json)?)), )*
                })
            }

            /// The input as JSON.
            pub fn to_json(&self) -> String {
                match self {
                    $( Self::$kind(input) => pretty(input), )*
                }
            }

            /// Sets the document on pages.
            pub(crate) fn compose(&self, mark: Mark) -> Result<Composition, InputError> {
                Ok(match self {
                    $(
                        Self::$kind(input) => {
                            kinds::$module::compose(&checked(input.as_ref().clone())?, mark)
                        }
                    )*
                })
            }
        }
    };
}

kinds! {
    /// مجوز
    Licence = "licence" in licence;
    /// معرفی‌نامه به جهاد دانشگاهی
    EmpowermentReferral = "empowerment-referral" in empowerment_referral;
    /// معرفی‌نامه به بانک
    BankReferral = "bank-referral" in bank_referral;
    /// فهرست معرفی به یک شعبه
    BranchList = "branch-list" in branch_list;
    /// استعلام رشتهٔ ستاره‌دار
    Clearance = "clearance" in clearance;
    /// اعلام رد
    Refusal = "refusal" in refusal;
    /// درخواست اصلاح
    Correction = "correction" in correction;
    /// اعلام تعلیق مجوز
    Suspension = "suspension" in licence_notice;
    /// اعلام ابطال مجوز
    Revocation = "revocation" in licence_notice;
    /// فهرست ارسال پرونده
    Transmittal = "transmittal" in transmittal;
    /// رسید
    Receipt = "receipt" in receipt;
    /// پروندهٔ کامل
    Dossier = "dossier" in dossier;
}

impl Kind {
    /// The kind of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// A full input of this kind as JSON: believable, and of nobody.
    pub fn example_json(self) -> String {
        Document::example(self).to_json()
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
