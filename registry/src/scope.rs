//! For whom a transaction works. PostgreSQL's row policies show it that and nothing else.

use domain::catalogue::OfficeId;
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::CaseId;
use sqlx::{PgPool, Postgres, Transaction};

use crate::error::StoreError;
use crate::keys::IdentityHash;

/// A transaction of PostgreSQL with its scope set.
pub type Scoped = Transaction<'static, Postgres>;

/// For whom a transaction works.
#[derive(Debug)]
pub enum Scope<'s> {
    /// The referee and the jobs: everything.
    Whole,
    /// Somebody who gave a tracking code with a national or legal ID: that case.
    Applicant(&'s TrackingCode, IdentityHash),
    /// A browser that holds the name of a case to be: what was typed for it on page one.
    Draft(CaseId),
    /// A supporter, by their identity: the cases that name them.
    Supporter(IdentityHash),
    /// An office: the cases that are or were its own.
    Office(&'s OfficeId),
    /// Somebody who holds a paper: that licence.
    Paper(&'s LicenceNumber),
    /// Anybody: the licences that are out of force.
    OutOfForce,
    /// Administrators: every case to read, and what is theirs to change.
    Administration,
    /// A workstation that is being enrolled, by the hash of its code.
    Enrolment(&'s [u8; 32]),
    /// Whoever counts: what is counted, and nothing that says whose it is. All of it as of one moment.
    Figures,
}

/// Begins a transaction in a scope.
///
/// # Errors
/// What PostgreSQL can do.
pub async fn begin(pool: &PgPool, scope: Scope<'_>) -> Result<Scoped, StoreError> {
    let mut tx = opened(pool, &scope).await?;
    let none = String::new;
    let enrolment = match scope {
        Scope::Enrolment(code) => hex(code),
        _ => none(),
    };
    let (name, code, identity, office, number, draft) = match scope {
        Scope::Whole => ("whole", "", none(), "", "", none()),
        Scope::Applicant(code, identity) => {
            ("applicant", code.as_str(), hex(identity.as_bytes()), "", "", none())
        }
        Scope::Draft(case) => ("draft", "", none(), "", "", case.to_string()),
        Scope::Supporter(identity) => ("supporter", "", hex(identity.as_bytes()), "", "", none()),
        Scope::Office(office) => ("office", "", none(), office.as_str(), "", none()),
        Scope::Paper(number) => ("paper", "", none(), "", number.as_str(), none()),
        Scope::OutOfForce => ("outOfForce", "", none(), "", "", none()),
        Scope::Administration => ("administration", "", none(), "", "", none()),
        Scope::Enrolment(_) => ("enrolment", enrolment.as_str(), none(), "", "", none()),
        Scope::Figures => ("figures", "", none(), "", "", none()),
    };
    sqlx::query!(
        "select set_config('parvaneh.scope', $1, true) as scope, set_config('parvaneh.code', $2, true) as code,
                set_config('parvaneh.identity', $3, true) as identity,
                set_config('parvaneh.office', $4, true) as office,
                set_config('parvaneh.number', $5, true) as number,
                set_config('parvaneh.draft', $6, true) as draft",
        name,
        code,
        identity,
        office,
        number,
        draft
    )
    .fetch_one(&mut *tx)
    .await?;
    Ok(tx)
}

/// Opens a transaction. Connections that worked a moment ago are not asked whether they still do; so one that was cut
/// since is noticed here, where nothing has happened yet, and the next one is taken.
async fn opened(pool: &PgPool, scope: &Scope<'_>) -> Result<Scoped, sqlx::Error> {
    let mut cut = 0;
    loop {
        let opened = match scope {
            Scope::Figures => {
                pool.begin_with("begin isolation level repeatable read, read only").await
            }
            _ => pool.begin().await,
        };
        match opened {
            Err(error) if is_cut(&error) && cut < pool.options().get_max_connections() => cut += 1,
            opened => return opened,
        }
    }
}

/// Whether a connection was ended, by its other side or on its way.
fn is_cut(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        // Ended by an administrator, or with the server.
        sqlx::Error::Database(error) => matches!(error.code().as_deref(), Some("57P01" | "57P02")),
        _ => false,
    }
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _written = write!(text, "{byte:02x}");
        text
    })
}
