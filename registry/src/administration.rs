//! What the secretariat and IT staff do: people, workstations, the catalogue, and looking at all of it.
//!
//! Whoever administers has an [`officers`] account with [`Duty`]s, proves who they are by password and a code of the
//! minute ([`sign_in`]), and holds a session that any server knows and that can be ended ([`sessions`]). Every
//! act is entered into the [`journal`] in the transaction that does it.

use std::collections::BTreeSet;

use domain::catalogue::OfficeId;
use domain::ids::{OfficerId, PersonId};

use crate::error::StoreError;

pub mod accounts;
pub mod audit;
pub mod enrolment;
pub mod invitations;
pub mod journal;
pub mod officers;
pub mod own_password;
pub mod passwords;
pub mod refusals;
pub mod renewals;
pub mod secrets;
pub mod sessions;
pub mod sign_in;
pub mod supervisors;
pub mod tray;
pub mod workstations;

/// What somebody is there for in the administration. One person may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// Keeps the catalogue, and sends on what no office takes.
    Editor,
    /// Publishes what an editor has signed.
    Publisher,
    /// Enters officers and workstations.
    Technical,
    /// Reads everything that was done.
    Auditor,
}

/// What a duty allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Right {
    /// To change and sign the draft of the catalogue.
    Catalogue,
    /// To publish it.
    Publish,
    /// To enter and block officers.
    Officers,
    /// To enrol and revoke workstations.
    Workstations,
    /// To see the figures and take them along.
    Figures,
    /// To see who did what.
    Audit,
    /// To send on applications that no office takes.
    Tray,
}

impl Duty {
    /// Every duty, in the order of the form.
    pub const ALL: [Self; 4] = [Self::Editor, Self::Publisher, Self::Technical, Self::Auditor];

    /// The word for it in the database and the journal.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Editor => "editor",
            Self::Publisher => "publisher",
            Self::Technical => "technical",
            Self::Auditor => "auditor",
        }
    }

    /// Reads the word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.word() == word)
    }

    /// What it allows.
    pub const fn rights(self) -> &'static [Right] {
        match self {
            Self::Editor => &[Right::Catalogue, Right::Figures, Right::Tray],
            Self::Publisher => &[Right::Publish, Right::Figures],
            Self::Technical => &[Right::Officers, Right::Workstations],
            Self::Auditor => &[Right::Audit, Right::Figures],
        }
    }
}

/// Somebody who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Administrator {
    /// The account.
    pub officer: OfficerId,
    /// The person, the same in every account of theirs.
    pub person: PersonId,
    /// Given and family name.
    pub name: String,
    /// Where they work.
    pub office: OfficeId,
    /// What they are there for.
    pub duties: BTreeSet<Duty>,
}

impl Administrator {
    /// Whether one of their duties allows something.
    pub fn may(&self, right: Right) -> bool {
        self.duties.iter().any(|duty| duty.rights().contains(&right))
    }

    /// Whether they are the second of two people, given the person, state and duties of the account that asked.
    ///
    /// # Errors
    /// [`AdministrationError::SamePerson`]; [`AdministrationError::Over`] where that account may not administer
    /// officers any more.
    fn may_agree_with(
        &self,
        person: &str,
        state: &str,
        duties: &[String],
    ) -> Result<(), AdministrationError> {
        if person == self.person.as_str() {
            return Err(AdministrationError::SamePerson);
        }
        let technical = Duty::Technical.word();
        if state == "active" && duties.iter().any(|duty| duty == technical) {
            Ok(())
        } else {
            Err(AdministrationError::Over)
        }
    }
}

/// In whose name something is done.
#[derive(Debug, Clone)]
pub enum By {
    /// An administrator who is signed in.
    Administrator(Administrator),
    /// Whoever holds an account's password or invitation, before they are signed in.
    Holder(OfficerId),
    /// Somebody who has not signed in, by the network that they come from.
    Network(String),
    /// Whoever works at the server's console, with its configuration and keys.
    Console,
}

/// Why an administrator's act was not done. Nothing of it has happened then.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// There is nothing of that name.
    #[error("there is no such thing")]
    Unknown,
    /// It is there already.
    #[error("it is there already")]
    Taken,
    /// The catalogue in force has no such office.
    #[error("the catalogue in force does not know the office")]
    OfficeUnknown,
    /// Nobody changes their own account, or the last account that could undo it.
    #[error("nobody does that to their own account")]
    OwnAccount,
    /// Without this account nobody could enter officers any more.
    #[error("it is the last account that can enter officers")]
    LastTechnical,
    /// The person has a working account already: two people open it, or the console.
    #[error("the person has a working account: it takes two people, or the server's console")]
    TwoNeeded,
    /// Who may enter officers is said at the server's console alone, since two such people together can do everything.
    #[error("technical administrators are made at the server's console")]
    ConsoleNeeded,
    /// Who asked for it does not agree to it as well.
    #[error("the second is another person than the first")]
    SamePerson,
    /// It does not hold before then.
    #[error("it does not hold yet")]
    TooEarly(domain::dates::Instant),
    /// A day lies behind, or the last one before the first.
    #[error("a day has passed, or the days run backwards")]
    DayPassed,
    /// It has been done already, or its time is over.
    #[error("it is over")]
    Over,
    /// The rules do not allow it as the case now stands.
    #[error("refused: {0}")]
    Refused(domain::case::Refusal),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for AdministrationError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
