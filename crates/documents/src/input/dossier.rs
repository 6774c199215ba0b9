//! Everything on a case, for a file or an appeal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Check, Checker, Letterhead, Verification, letter::WIDEST_CODE};
use crate::texts::DossierTexts;

mod example;

/// Everything on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// The office that draws it up.
    pub letterhead: Letterhead,
    /// Tracking code: twelve digits and two check digits.
    pub tracking_code: String,
    /// Name of the applicant.
    pub applicant: String,
    /// Title of the field; empty before page two is completed.
    #[serde(default)]
    pub field: String,
    /// Where the case stands, in words.
    pub stage: String,
    /// Day of drawing up.
    pub drawn_on: String,
    /// Time of drawing up.
    pub drawn_at: String,
    /// Who drew it up.
    pub drawn_by: String,
    /// What is known of applicant, plan, certificate and licence, in groups.
    pub facts: Vec<FactGroup>,
    /// Documents of the applicant.
    #[serde(default)]
    pub attachments: Vec<FiledDocument>,
    /// Answers to the checklists.
    #[serde(default)]
    pub checks: Vec<FiledCheck>,
    /// Items asked of the applicant.
    #[serde(default)]
    pub requests: Vec<FiledRequest>,
    /// Decisions.
    #[serde(default)]
    pub decisions: Vec<FiledDecision>,
    /// Inquiries about a starred field.
    #[serde(default)]
    pub clearances: Vec<FiledClearance>,
    /// Services of empowerment.
    #[serde(default)]
    pub services: Vec<FiledService>,
    /// Referrals to banks.
    #[serde(default)]
    pub referrals: Vec<FiledReferral>,
    /// Sheets that were printed or saved.
    #[serde(default)]
    pub sheets: Vec<FiledSheet>,
    /// Notes for colleagues.
    #[serde(default)]
    pub notes: Vec<FiledNote>,
    /// What happened, oldest first.
    #[serde(default)]
    pub events: Vec<FiledEvent>,
    /// How the paper is checked.
    pub verification: Verification,
    /// The fixed texts.
    #[serde(default)]
    pub texts: DossierTexts,
}

/// Declares a part of a dossier: its texts with the most characters of each; an optional one may be empty.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $how:ident $longest:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(default)] pub $field: String,)*
        }

        impl Check for $name {
            fn check(&mut self, checker: &mut Checker) {
                $( part!(@ $how checker, self.$field, stringify!($field), $longest); )*
            }
        }
    };
    (@ text $checker:ident, $place:expr, $name:expr, $longest:literal) => {
        $checker.text($name, &mut $place, $longest);
    };
    (@ optional $checker:ident, $place:expr, $name:expr, $longest:literal) => {
        $checker.optional_text($name, &mut $place, $longest);
    };
    (@ day $checker:ident, $place:expr, $name:expr, $longest:literal) => {
        $checker.date($name, &mut $place);
    };
    (@ time $checker:ident, $place:expr, $name:expr, $longest:literal) => {
        $checker.time($name, &mut $place);
    };
}

/// Facts under a common title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactGroup {
    /// The title.
    pub title: String,
    /// The facts, in their order.
    pub facts: Vec<FiledFact>,
}

impl Check for FactGroup {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("title", &mut self.title, 80);
        checker.parts("facts", &mut self.facts, 60);
    }
}

part! {
    /// A fact with its name.
    FiledFact {
        /// Its name.
        label text 60,
        /// What it is.
        value text 2_000,
    }
}
part! {
    /// A document of the applicant.
    FiledDocument {
        /// What it is.
        title text 160,
        /// The name of its file.
        file optional 160,
        /// The day on which it came.
        received_on day 10,
        /// SHA-256 of its bytes, in hexadecimal.
        hash text 64,
    }
}
part! {
    /// An answer to a row of a checklist.
    FiledCheck {
        /// In which review.
        review text 60,
        /// What was checked.
        statement text 600,
        /// The answer.
        answer text 60,
        /// Number of the condition that it rests on.
        condition optional 12,
    }
}
part! {
    /// An item asked of the applicant.
    FiledRequest {
        /// The day on which it was asked.
        asked_on day 10,
        /// What it is about.
        subject text 200,
        /// What the applicant read.
        text text 2_000,
        /// What became of it.
        state text 80,
        /// What was answered.
        answer optional 2_000,
    }
}
part! {
    /// A decision.
    FiledDecision {
        /// Its day.
        on day 10,
        /// What was decided.
        what text 160,
        /// Who decided, with the office.
        by text 260,
        /// The conditions that it rests on, with their texts.
        conditions optional 2_000,
        /// The decision in words.
        text optional 2_000,
    }
}
part! {
    /// An inquiry about a starred field.
    FiledClearance {
        /// The day on which it was put.
        asked_on day 10,
        /// Whom it was put to.
        agency text 160,
        /// What was asked beyond the usual.
        question optional 2_000,
        /// The answer with its number and day.
        answer optional 2_000,
    }
}
part! {
    /// A service of empowerment.
    FiledService {
        /// Which.
        name text 80,
        /// First and last day.
        days text 60,
        /// Hours.
        hours text 12,
        /// Who gave it.
        provider text 200,
        /// What came of it.
        result text 80,
        /// Recommendation and next step.
        note optional 2_000,
    }
}
part! {
    /// A referral to a bank.
    FiledReferral {
        /// Its day.
        on day 10,
        /// The bank and its branch.
        branch text 260,
        /// How much, with the unit.
        amount text 60,
        /// The working group's minutes.
        minutes text 80,
        /// What the bank answered.
        outcome text 80,
    }
}
part! {
    /// A sheet that was printed or saved.
    FiledSheet {
        /// Its serial.
        serial text 12,
        /// What it is, and which copy.
        document text 120,
        /// The day of printing.
        printed_on day 10,
        /// What became of it.
        state text 400,
        /// SHA-256 of its bytes, in hexadecimal.
        hash text 64,
    }
}
part! {
    /// A note for colleagues.
    FiledNote {
        /// Its day.
        on day 10,
        /// Who wrote it.
        by text 200,
        /// What.
        text text 2_000,
    }
}
part! {
    /// Something that happened.
    FiledEvent {
        /// Its day.
        on day 10,
        /// Its time.
        at time 5,
        /// What happened.
        what text 80,
        /// Who did it, with the office.
        by text 260,
        /// The sentence worth telling.
        text optional 2_000,
    }
}

/// The most entries of a part.
const MOST: usize = 2_000;

impl Check for Dossier {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letterhead", &mut self.letterhead);
        checker.tracking_code("tracking_code", &mut self.tracking_code);
        checker.text("applicant", &mut self.applicant, 260);
        checker.optional_text("field", &mut self.field, 220);
        checker.text("stage", &mut self.stage, 120);
        checker.date("drawn_on", &mut self.drawn_on);
        checker.time("drawn_at", &mut self.drawn_at);
        checker.text("drawn_by", &mut self.drawn_by, 260);
        checker.parts("facts", &mut self.facts, 40);
        checker.parts("attachments", &mut self.attachments, MOST);
        checker.parts("checks", &mut self.checks, MOST);
        checker.parts("requests", &mut self.requests, MOST);
        checker.parts("decisions", &mut self.decisions, MOST);
        checker.parts("clearances", &mut self.clearances, MOST);
        checker.parts("services", &mut self.services, MOST);
        checker.parts("referrals", &mut self.referrals, MOST);
        checker.parts("sheets", &mut self.sheets, MOST);
        checker.parts("notes", &mut self.notes, MOST);
        checker.parts("events", &mut self.events, MOST);
        self.verification.check(checker, WIDEST_CODE);
        checker.within("texts", &mut self.texts);
    }
}
