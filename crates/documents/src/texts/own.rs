//! What an office may word itself in its papers, and its words.
//!
//! The law's words are nobody's to edit: the text of a licence, what a letter tells and on which
//! ground. An office words how it greets and closes, what it adds for the reader, who receives a
//! copy, and the head of its paper. Where a built-in text has a place for a date or a telephone,
//! the office's text must have it too.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::template::{self, fill_plain};
use super::{
    BankReferralTexts, BranchListTexts, ClearanceTexts, CorrectionTexts, DossierTexts,
    EmpowermentReferralTexts, LicenceTexts, ReceiptTexts, RefusalTexts, RevocationTexts,
    SuspensionTexts, TransmittalTexts,
};
use crate::{
    Document, InputError, Kind,
    input::{Check, Checker, Letter, Letterhead, ProblemCode, Signatory, checked},
};

/// A part of an office's paper that it words itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextPart {
    /// The head of all its papers.
    Letterhead,
    /// What is its own in the papers of a kind.
    Of(Kind),
}

/// A text of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// The most characters that it may have.
    pub longest: usize,
    /// The text that is built in; a letterhead's is in the catalogue.
    pub built_in: &'static str,
    /// The places that are filled in. A text must have them all.
    pub slots: &'static [&'static str],
}

impl Field {
    /// Whether it may be empty: a postal code is printed where there is one.
    pub fn is_optional(&self) -> bool {
        self.name == POSTAL_CODE
    }
}

/// The lines of a part: those of a letterhead, or those who receive a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lines {
    /// How many there must be.
    pub least: usize,
    /// How many there may be.
    pub most: usize,
    /// The most characters that one may have.
    pub longest: usize,
    /// The lines that are built in.
    pub built_in: &'static [&'static str],
    /// The places that a line may have.
    pub slots: &'static [&'static str],
}

/// An office's words for a part.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnText {
    /// Its texts by their names.
    pub texts: BTreeMap<String, String>,
    /// Its lines.
    #[serde(default)]
    pub lines: Vec<String>,
}

/// Declares a text that an office may word itself.
macro_rules! edited {
    ($field:ident ($longest:literal) = $default:literal, [$($slot:literal),*]) => {
        None
    };
    ($field:ident ($longest:literal) = $default:literal, [$($slot:literal),*] edited) => {
        Some($crate::texts::own::Field {
            name: stringify!($field),
            longest: $longest,
            built_in: $default,
            slots: &[$($slot),*],
        })
    };
}
pub(super) use edited;

const fn plain(name: &'static str, longest: usize) -> Field {
    Field { name, longest, built_in: "", slots: &[] }
}

const ADDRESS: &str = "address";
const POSTAL_CODE: &str = "postal_code";
const TELEPHONE: &str = "telephone";
const LETTERHEAD: &[Option<Field>] =
    &[Some(plain(ADDRESS, 200)), Some(plain(POSTAL_CODE, 10)), Some(plain(TELEPHONE, 40))];

/// The agency that the applicant's field belongs to.
pub const AGENCY: &str = "agency";

/// Who receives a copy. As many stand beside a signature under the tallest letterhead; with the longest name of
/// an agency a line is still within the bound of a letter.
const fn copies(built_in: &'static [&'static str]) -> Lines {
    Lines { least: 0, most: 6, longest: 80, built_in, slots: &[AGENCY] }
}

impl TextPart {
    /// Every part in which something is an office's own.
    pub fn all() -> impl Iterator<Item = Self> {
        let kinds = Kind::ALL.into_iter().map(Self::Of).filter(|part| part.fields().count() > 0);
        std::iter::once(Self::Letterhead).chain(kinds)
    }

    /// The name by which commands and the database know the part.
    pub fn name(self) -> &'static str {
        match self {
            Self::Letterhead => "letterhead",
            Self::Of(kind) => kind.name(),
        }
    }

    /// The part of a name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::all().find(|part| part.name() == name)
    }

    /// Its texts, in their order on the page.
    pub fn fields(self) -> impl Iterator<Item = &'static Field> {
        let fields = match self {
            Self::Letterhead => LETTERHEAD,
            Self::Of(Kind::EmpowermentReferral) => EmpowermentReferralTexts::FIELDS,
            Self::Of(Kind::BankReferral) => BankReferralTexts::FIELDS,
            Self::Of(Kind::BranchList) => BranchListTexts::FIELDS,
            Self::Of(Kind::Clearance) => ClearanceTexts::FIELDS,
            Self::Of(Kind::Refusal) => RefusalTexts::FIELDS,
            Self::Of(Kind::Correction) => CorrectionTexts::FIELDS,
            Self::Of(Kind::Suspension) => SuspensionTexts::FIELDS,
            Self::Of(Kind::Revocation) => RevocationTexts::FIELDS,
            Self::Of(Kind::Transmittal) => TransmittalTexts::FIELDS,
            Self::Of(Kind::Receipt) => ReceiptTexts::FIELDS,
            Self::Of(Kind::Licence) => LicenceTexts::FIELDS,
            Self::Of(Kind::Dossier) => DossierTexts::FIELDS,
        };
        fields.iter().flatten()
    }

    /// Its lines, where it has any.
    pub fn lines(self) -> Option<Lines> {
        Some(match self {
            Self::Letterhead => Lines { least: 1, most: 4, longest: 80, built_in: &[], slots: &[] },
            Self::Of(Kind::EmpowermentReferral) => {
                copies(&["متقاضی، برای مراجعه به جهاد دانشگاهی"])
            }
            Self::Of(Kind::BankReferral) => {
                copies(&["{agency}، برای آگاهی", "متقاضی، برای مراجعه به شعبه"])
            }
            Self::Of(Kind::BranchList) => copies(&["دبیرخانهٔ کارگروه اشتغال، برای آگاهی"]),
            Self::Of(Kind::Transmittal) => copies(&["دبیرخانه، برای ثبت و ارسال"]),
            Self::Of(Kind::Clearance | Kind::Refusal | Kind::Correction) => {
                copies(&["پروندهٔ متقاضی"])
            }
            Self::Of(Kind::Suspension | Kind::Revocation) => {
                copies(&["{agency}، برای آگاهی", "پروندهٔ دارندهٔ مجوز"])
            }
            Self::Of(Kind::Licence | Kind::Receipt | Kind::Dossier) => return None,
        })
    }

    /// The built-in words; a letterhead has none.
    pub fn built_in(self) -> OwnText {
        let owned = |text: &&str| (*text).to_owned();
        let texts = self.fields().map(|field| (field.name.to_owned(), field.built_in.to_owned()));
        let lines = self.lines().map(|lines| lines.built_in.iter().map(owned).collect());
        OwnText { texts: texts.collect(), lines: lines.unwrap_or_default() }
    }
}

/// The words for a part while they are looked at.
struct Looked {
    part: TextPart,
    words: OwnText,
}

impl OwnText {
    /// The head of an office's paper as words.
    pub fn of_letterhead(head: Letterhead) -> Self {
        let Letterhead { lines, address, postal_code, telephone } = head;
        let texts = [(ADDRESS, address), (POSTAL_CODE, postal_code), (TELEPHONE, telephone)];
        let texts = texts.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
        Self { texts, lines }
    }

    /// The head of an office's paper, of the words for it.
    pub fn into_letterhead(mut self) -> Letterhead {
        let mut text = |name| self.texts.remove(name).unwrap_or_default();
        let (address, postal_code, telephone) = (text(ADDRESS), text(POSTAL_CODE), text(TELEPHONE));
        Letterhead { lines: self.lines, address, postal_code, telephone }
    }

    /// Looks at every word and brings it to its canonical form.
    ///
    /// # Errors
    /// Names each text and line that would not be printed as it should.
    pub fn checked(self, part: TextPart) -> Result<Self, InputError> {
        let looked = checked(Looked { part, words: self })?;
        Ok(looked.words.clone())
    }

    /// Its bytes for one part: the same words have the same bytes.
    ///
    /// # Errors
    /// No words are known that cannot be written.
    pub fn to_bytes(&self, part: TextPart) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(&Written { part: part.name(), words: self.clone() })
    }

    /// Reads bytes of a part.
    ///
    /// # Errors
    /// Refuses what is not written by [`to_bytes`](Self::to_bytes) for this part.
    pub fn from_bytes(part: TextPart, bytes: &[u8]) -> Result<Self, serde_json::Error> {
        let written: Written<'_> = serde_json::from_slice(bytes)?;
        if written.part == part.name() {
            Ok(written.words)
        } else {
            Err(serde::de::Error::custom("the words are of another part"))
        }
    }

    /// Its lines with their places filled.
    pub fn filled_lines(&self, fillings: &[(&str, &str)]) -> Vec<String> {
        self.lines.iter().map(|line| fill_plain(line, fillings)).collect()
    }
}

/// Words as they are kept.
#[derive(Serialize, Deserialize)]
struct Written<'a> {
    part: &'a str,
    words: OwnText,
}

impl Check for Looked {
    fn check(&mut self, checker: &mut Checker) {
        let Self { part, words } = self;
        for name in words.texts.keys() {
            if !part.fields().any(|field| field.name == name.as_str()) {
                let message = "چنین متنی در این نامه نیست.";
                checker.report(name, ProblemCode::Malformed, message);
            }
        }
        if *part == TextPart::Letterhead {
            let mut head = std::mem::take(words).into_letterhead();
            head.check(checker);
            *words = OwnText::of_letterhead(head);
            return;
        }
        for field in part.fields() {
            let mut text = words.texts.remove(field.name).unwrap_or_default();
            checker.text(field.name, &mut text, field.longest);
            template::check(checker, field.name, &text, field.slots);
            if text.is_empty() {
                continue;
            }
            for slot in field.slots.iter().filter(|slot| !template::has_slot(&text, slot)) {
                let message = format!("جای خالی «{slot}» باید در این متن بماند.");
                checker.report_about(field.name, ProblemCode::MissingPlace, slot, message);
            }
            let bold = field.built_in.contains("**");
            check_marks(checker, field.name, &text, bold);
            words.texts.insert(field.name.to_owned(), text);
        }
        let Some(lines) = part.lines() else {
            checker.count("lines", words.lines.len(), 0);
            return;
        };
        checker.count("lines", words.lines.len(), lines.most);
        for (index, line) in words.lines.iter_mut().enumerate() {
            let name = format!("lines[{index}]");
            checker.text(&name, line, lines.longest);
            template::check(checker, &name, line, lines.slots);
            check_marks(checker, &name, line, false);
        }
    }
}

fn check_marks(checker: &mut Checker, name: &str, text: &str, bold: bool) {
    let unwanted = (!bold && text.contains("**")).then_some("**");
    if let Some(mark) = template::stray_mark(text).or(unwanted) {
        let message = format!("نشانهٔ «{mark}» در این متن جایی ندارد یا بسته نشده است.");
        checker.report_about(name, ProblemCode::StrayMark, mark, message);
    }
}

impl Document {
    /// The document in an office's words.
    #[must_use]
    pub fn worded(mut self, words: &OwnText) -> Self {
        for (name, text) in &words.texts {
            match &mut self {
                Self::EmpowermentReferral(paper) => paper.texts.put(name, text),
                Self::BankReferral(paper) => paper.texts.put(name, text),
                Self::BranchList(paper) => paper.texts.put(name, text),
                Self::Clearance(paper) => paper.texts.put(name, text),
                Self::Refusal(paper) => paper.texts.put(name, text),
                Self::Correction(paper) => paper.texts.put(name, text),
                Self::Suspension(paper) => paper.texts.put(name, text),
                Self::Revocation(paper) => paper.texts.put(name, text),
                Self::Transmittal(paper) => paper.texts.put(name, text),
                Self::Receipt(paper) => paper.texts.put(name, text),
                Self::Licence(paper) => paper.texts.put(name, text),
                Self::Dossier(paper) => paper.texts.put(name, text),
            }
        }
        self
    }

    /// A believable document of nobody, on an office's paper, in its words and signed by its officer.
    pub fn example_of(
        kind: Kind,
        head: &Letterhead,
        words: &OwnText,
        agency: &str,
        signatory: &Signatory,
    ) -> Self {
        let mut document = Self::example(kind).worded(words);
        if let Some(letter) = document.letter_mut() {
            letter.letterhead = head.clone();
            letter.signatory = signatory.clone();
            letter.copies_to = words.filled_lines(&[(AGENCY, agency)]);
        }
        match &mut document {
            Self::Licence(paper) => paper.letterhead = head.clone(),
            Self::Dossier(paper) => paper.letterhead = head.clone(),
            Self::Receipt(paper) => {
                if let [_, ministry, .., office] = head.lines.as_slice() {
                    (paper.ministry, paper.office) = (ministry.clone(), office.clone());
                }
                paper.telephone.clone_from(&head.telephone);
            }
            _ => {}
        }
        document
    }

    fn letter_mut(&mut self) -> Option<&mut Letter> {
        Some(match self {
            Self::EmpowermentReferral(paper) => &mut paper.letter,
            Self::BankReferral(paper) => &mut paper.letter,
            Self::BranchList(paper) => &mut paper.letter,
            Self::Clearance(paper) => &mut paper.letter,
            Self::Refusal(paper) => &mut paper.letter,
            Self::Correction(paper) => &mut paper.letter,
            Self::Suspension(paper) => &mut paper.letter,
            Self::Revocation(paper) => &mut paper.letter,
            Self::Transmittal(paper) => &mut paper.letter,
            Self::Licence(_) | Self::Receipt(_) | Self::Dossier(_) => return None,
        })
    }
}
