//! For whom a transaction works. PostgreSQL's row policies show it that and nothing else.

use std::borrow::Cow;

use domain::catalogue::OfficeId;
use domain::identifiers::{LicenceNumber, TrackingCode};
use domain::ids::CaseId;
use sqlx::{PgPool, Postgres, Transaction};
use uuid::Uuid;

use crate::applicant::SessionId;
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
    /// The same in a session: nothing at all once that has been ended.
    SignedIn(&'s TrackingCode, IdentityHash, SessionId),
    /// A browser that holds the name of a case to be: what was typed for it on page one.
    Draft(CaseId),
    /// A supporter whose licence is in force, by the identity that holds it: the cases that name them and that they have
    /// not declined.
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
    let says = Settings::of(&scope);
    sqlx::query!(
        "select set_config('parvaneh.scope',
                           case when exists (select from ended_sessions where session = $7::uuid) then '' else $1 end,
                           true) as scope,
                set_config('parvaneh.code', $2, true) as code,
                set_config('parvaneh.identity', $3, true) as identity,
                set_config('parvaneh.office', $4, true) as office,
                set_config('parvaneh.number', $5, true) as number,
                set_config('parvaneh.draft', $6, true) as draft",
        says.scope,
        &*says.code,
        says.identity,
        says.office,
        says.number,
        says.draft,
        says.session
    )
    .fetch_one(&mut *tx)
    .await?;
    Ok(tx)
}

/// What the row policies read. What a scope does not say is empty.
#[derive(Default)]
struct Settings<'s> {
    scope: &'static str,
    code: Cow<'s, str>,
    identity: String,
    office: &'s str,
    number: &'s str,
    draft: String,
    session: Option<Uuid>,
}

impl<'s> Settings<'s> {
    fn of(scope: &Scope<'s>) -> Self {
        let named = |scope| Self { scope, ..Self::default() };
        match *scope {
            Scope::Whole => named("whole"),
            Scope::Applicant(code, identity) => Self {
                code: code.as_str().into(),
                identity: hex(identity.as_bytes()),
                ..named("applicant")
            },
            Scope::SignedIn(code, identity, SessionId(session)) => {
                Self { session: Some(session), ..Self::of(&Scope::Applicant(code, identity)) }
            }
            Scope::Draft(case) => Self { draft: case.to_string(), ..named("draft") },
            Scope::Supporter(identity) => {
                Self { identity: hex(identity.as_bytes()), ..named("supporter") }
            }
            Scope::Office(office) => Self { office: office.as_str(), ..named("office") },
            Scope::Paper(number) => Self { number: number.as_str(), ..named("paper") },
            Scope::OutOfForce => named("outOfForce"),
            Scope::Administration => named("administration"),
            Scope::Enrolment(code) => Self { code: hex(code).into(), ..named("enrolment") },
            Scope::Figures => named("figures"),
        }
    }
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
