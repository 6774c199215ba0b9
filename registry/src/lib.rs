//! The central registry: applicants register here, desks synchronise, anyone verifies a licence.
//!
//! Start at [`intake`]: `apply_signed_event` is the one way in, for the registry's own acts ([`acts`])
//! as for those of desks. What follows from events is written in the same transaction ([`projection`],
//! [`feeds`]). Every transaction says for whom it works ([`scope`]), and PostgreSQL's row policies hold it
//! to that. [`web`] is the outside: one endpoint a file, which parses, calls, and shows.
//!
//! Servers keep nothing: several run on one database.

pub mod acts;
pub mod administration;
pub mod applicant;
pub mod clock;
pub mod codes;
pub mod config;
pub mod console;
pub mod demo;
pub mod drafts;
pub mod editions;
pub mod error;
pub mod events;
pub mod export;
pub mod feeds;
pub mod figures;
pub mod files;
pub mod follow;
pub mod intake;
pub mod jobs;
pub mod keys;
pub mod metrics;
pub mod press;
pub mod projection;
pub mod rebuild;
pub mod receipt;
pub mod registry;
pub mod replica;
pub mod schema;
pub mod scope;
pub mod status_list;
pub mod streams;
pub mod turns;
pub mod uploads;
pub mod verification;
pub mod web;

pub use registry::Registry;
