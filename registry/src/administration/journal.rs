//! The journal: every act of an administrator, signed and chained, in the transaction that does it.

use domain::catalogue::{EditionId, OfficeId, Section};
use domain::dates::{Date, Instant};
use domain::identifiers::TrackingCode;
use domain::ids::OfficerId;
use sqlx::PgConnection;
use wire::ids::{DeviceId, EventHash};
use wire::journal::{self, Author, Entry};

use super::{By, Duty};
use crate::editions::draft::DraftChange;
use crate::error::StoreError;
use crate::registry::Registry;
use crate::scope::Scoped;

/// What an administrator did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Entered an officer, perhaps with duties.
    OfficerEntered(OfficerId, OfficeId, Vec<Duty>),
    /// Gave an officer other duties.
    DutiesChanged(OfficerId, Vec<Duty>),
    /// Blocked an officer's account.
    OfficerBlocked(OfficerId),
    /// Opened it again.
    OfficerUnblocked(OfficerId),
    /// Invited an administrator to set a password and a code generator, for the first time or anew.
    Invited(OfficerId),
    /// Took the invitation up.
    InvitationTaken(OfficerId),
    /// Signed in.
    SignedIn(OfficerId),
    /// An account was locked after wrong passwords or codes.
    SignInLocked(OfficerId),
    /// Made a code with which one workstation of an office can be enrolled.
    EnrolCodeMade(OfficeId, String),
    /// Revoked a workstation.
    WorkstationRevoked(DeviceId, OfficeId, String),
    /// Sent an application on that no office had taken.
    SentOn(TrackingCode, OfficeId),
    /// Looked at the history of a case.
    CaseLookedAt(TrackingCode),
    /// Took a list of cases away; with what it was narrowed down to.
    CasesTaken(String),
    /// Changed the draft of an edition.
    DraftChanged(EditionId, DraftChange),
    /// Signed a version of the draft.
    EditionSigned(EditionId, i64),
    /// Published an edition from a day on.
    EditionPublished(EditionId, Date),
}

impl Act {
    /// The words of all acts, for filters.
    pub const WORDS: [&'static str; 16] = [
        "officerEntered",
        "dutiesChanged",
        "officerBlocked",
        "officerUnblocked",
        "invited",
        "invitationTaken",
        "signedIn",
        "signInLocked",
        "enrolCodeMade",
        "workstationRevoked",
        "sentOn",
        "caseLookedAt",
        "casesTaken",
        "draftChanged",
        "editionSigned",
        "editionPublished",
    ];

    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::OfficerEntered(..) => "officerEntered",
            Self::DutiesChanged(..) => "dutiesChanged",
            Self::OfficerBlocked(_) => "officerBlocked",
            Self::OfficerUnblocked(_) => "officerUnblocked",
            Self::Invited(_) => "invited",
            Self::InvitationTaken(_) => "invitationTaken",
            Self::SignedIn(_) => "signedIn",
            Self::SignInLocked(_) => "signInLocked",
            Self::EnrolCodeMade(..) => "enrolCodeMade",
            Self::WorkstationRevoked(..) => "workstationRevoked",
            Self::SentOn(..) => "sentOn",
            Self::CaseLookedAt(_) => "caseLookedAt",
            Self::CasesTaken(_) => "casesTaken",
            Self::DraftChanged(..) => "draftChanged",
            Self::EditionSigned(..) => "editionSigned",
            Self::EditionPublished(..) => "editionPublished",
        }
    }

    /// What it was done to.
    fn about(&self) -> String {
        match self {
            Self::OfficerEntered(officer, ..)
            | Self::DutiesChanged(officer, _)
            | Self::OfficerBlocked(officer)
            | Self::OfficerUnblocked(officer)
            | Self::Invited(officer)
            | Self::InvitationTaken(officer)
            | Self::SignedIn(officer)
            | Self::SignInLocked(officer) => officer.as_str().to_owned(),
            Self::EnrolCodeMade(office, _) => office.as_str().to_owned(),
            Self::WorkstationRevoked(device, ..) => device.to_string(),
            Self::SentOn(code, _) | Self::CaseLookedAt(code) => code.as_str().to_owned(),
            Self::CasesTaken(_) => "cases".to_owned(),
            Self::DraftChanged(edition, _)
            | Self::EditionSigned(edition, _)
            | Self::EditionPublished(edition, _) => edition.as_str().to_owned(),
        }
    }

    fn details(&self) -> Vec<(String, String)> {
        let said = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let duties = |duties: &[Duty]| {
            let words: Vec<&str> = duties.iter().map(|duty| duty.word()).collect();
            said("duties", &words.join(" "))
        };
        match self {
            Self::OfficerEntered(_, office, given) => {
                vec![said("office", office.as_str()), duties(given)]
            }
            Self::DutiesChanged(_, given) => vec![duties(given)],
            Self::OfficerBlocked(_)
            | Self::OfficerUnblocked(_)
            | Self::Invited(_)
            | Self::InvitationTaken(_)
            | Self::SignedIn(_)
            | Self::SignInLocked(_)
            | Self::CaseLookedAt(_) => Vec::new(),
            Self::CasesTaken(narrowed) => vec![said("narrowed", narrowed)],
            Self::EnrolCodeMade(_, label) => vec![said("label", label)],
            Self::WorkstationRevoked(_, office, because) => {
                vec![said("office", office.as_str()), said("because", because)]
            }
            Self::SentOn(_, office) => vec![said("office", office.as_str())],
            Self::DraftChanged(_, change) => vec![
                said("section", change.section.map_or("", Section::path)),
                said("row", &change.row),
                said("act", change.act.word()),
                said("version", &change.version.to_string()),
            ],
            Self::EditionSigned(_, version) => vec![said("version", &version.to_string())],
            Self::EditionPublished(_, from) => vec![said("from", &from.to_string())],
        }
    }
}

impl By {
    fn author(&self) -> Author {
        match self {
            Self::Console => Author::Console,
            Self::Holder(account) => Author::Account(account.clone()),
            Self::Administrator(administrator) => Author::Account(administrator.officer.clone()),
        }
    }
}

/// Enters an act, in a transaction of scope [`crate::scope::Scope::Administration`]. The journal stays locked
/// until it ends.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn enter(
    conn: &mut PgConnection,
    registry: &Registry,
    by: &By,
    act: &Act,
) -> Result<(), StoreError> {
    let head = sqlx::query!("select seq, hash from journal_heads for update");
    let head = head.fetch_one(&mut *conn).await?;
    let entry = Entry {
        seq: head.seq.cast_unsigned() + 1,
        prev: hash_of(&head.hash)?,
        at: registry.now(),
        author: by.author(),
        act: act.word().to_owned(),
        about: act.about(),
        details: act.details(),
    };
    let sealed = journal::seal(&entry, registry.keys.signing());
    let account = match &entry.author {
        Author::Console => None,
        Author::Account(officer) => Some(officer.as_str()),
    };
    sqlx::query!(
        "insert into journal (seq, hash, at_ms, account, act, about, bytes, sig)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        entry.seq.cast_signed(),
        sealed.hash.as_bytes().as_slice(),
        entry.at.as_millis(),
        account,
        entry.act,
        entry.about,
        sealed.bytes,
        sealed.sig.as_slice()
    )
    .execute(&mut *conn)
    .await?;
    sqlx::query!(
        "update journal_heads set seq = $1, hash = $2",
        entry.seq.cast_signed(),
        sealed.hash.as_bytes().as_slice()
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Which entries are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Of this account.
    pub account: Option<OfficerId>,
    /// Of this act, by its word.
    pub act: Option<String>,
    /// About this.
    pub about: Option<String>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub until: Option<Instant>,
    /// Older than this place.
    pub before: Option<u64>,
}

/// Reads entries, the newest first.
///
/// # Errors
/// An entry that this registry did not sign; what PostgreSQL can do.
pub async fn read(
    tx: &mut Scoped,
    registry: &Registry,
    asked: &Asked,
    limit: u16,
) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query!(
        "select bytes, sig from journal
         where ($1::text is null or account = $1) and ($2::text is null or act = $2)
           and ($3::text is null or about = $3) and ($4::bigint is null or at_ms >= $4)
           and ($5::bigint is null or at_ms < $5) and ($6::bigint is null or seq < $6)
         order by seq desc limit $7",
        asked.account.as_ref().map(OfficerId::as_str),
        asked.act,
        asked.about,
        asked.from.map(Instant::as_millis),
        asked.until.map(Instant::as_millis),
        asked.before.map(u64::cast_signed),
        i64::from(limit)
    )
    .fetch_all(&mut **tx)
    .await?;
    let key = registry.keys.signing().verifying_key();
    let opened = rows.iter().map(|row| {
        let sig = row.sig.as_slice().try_into().map_err(|_| wrong("sig"))?;
        journal::open(&row.bytes, sig, &key).map_err(|_| wrong("bytes"))
    });
    opened.collect()
}

/// What the check of the whole journal found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Every entry is there, signed, and follows the one before it.
    Whole {
        /// How many.
        entries: u64,
    },
    /// Something is missing, changed, or was put in.
    Broken {
        /// At which place.
        at: u64,
    },
}

/// Checks every entry, from the first to the head.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn check(tx: &mut Scoped, registry: &Registry) -> Result<Checked, StoreError> {
    const PAGE: i64 = 1000;
    let head = sqlx::query!("select seq, hash from journal_heads").fetch_one(&mut **tx).await?;
    let key = registry.keys.signing().verifying_key();
    let (mut entries, mut last) = (0_u64, EventHash::START);
    loop {
        let rows = sqlx::query!(
            "select bytes, sig from journal where seq > $1 order by seq limit $2",
            entries.cast_signed(),
            PAGE
        );
        let rows = rows.fetch_all(&mut **tx).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let broken = Checked::Broken { at: entries + 1 };
            let Ok(sig) = row.sig.as_slice().try_into() else { return Ok(broken) };
            match journal::open(&row.bytes, sig, &key) {
                Ok(entry) if entry.seq == entries + 1 && entry.prev == last => {}
                _ => return Ok(broken),
            }
            (entries, last) = (entries + 1, journal::hash(&row.bytes, sig));
        }
    }
    let is_head = head.seq.cast_unsigned() == entries && head.hash == last.as_bytes();
    Ok(if is_head { Checked::Whole { entries } } else { Checked::Broken { at: entries + 1 } })
}

fn hash_of(column: &[u8]) -> Result<EventHash, StoreError> {
    column
        .try_into()
        .map(EventHash::from_bytes)
        .map_err(|_| StoreError::InconsistentRow { table: "journal_heads", column: "hash" })
}

const fn wrong(column: &'static str) -> StoreError {
    StoreError::InconsistentRow { table: "journal", column }
}
