//! The encrypted case database of one workstation.
//!
//! Open it with [`CaseDb`]. What is true is the log ([`log`]): events as they were signed, appended in one
//! transaction with everything that follows from them. The rest is projections, which [`rebuild`]
//! recreates: lists of cases ([`cases`]), the ledger of sheets ([`sheets`]), used licence numbers
//! ([`numbers`]). Print sessions ([`jobs`]), waiting decisions ([`pending`]), what offices word themselves
//! ([`texts`]) and what officers looked at ([`looks`]) are the workstation's own. How far the log had come is kept outside
//! the folder too ([`mark`]). Rows are private to their module; what comes out are values of the
//! domain.
//!
//! Functions work on a [`Connection`], which [`CaseDb::read`] and [`CaseDb::write`] give, so that several
//! of them make one transaction. Nothing here reads a clock or makes a random number.

pub mod attachments;
pub mod cases;
mod codes;
pub mod counts;
mod db;
pub mod devices;
mod error;
mod folder;
pub mod jobs;
mod key;
pub mod keyslots;
pub mod log;
pub mod looks;
pub mod mark;
pub mod numbers;
pub mod pending;
mod projection;
pub mod rebuild;
mod rows;
pub mod sheets;
pub mod streams;
pub mod texts;
pub mod workstation;

pub use db::{CaseDb, Connection, IntegrityCheck, Reader, Writer};
pub use error::{AppendError, DbError};
pub use folder::is_in_use;
pub use key::DatabaseKey;
pub use projection::are_current;
