//! The registry on a real PostgreSQL, which these tests start themselves.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod acts;
mod administration;
mod administrators;
mod answers;
mod applying;
mod audit;
mod bombs;
mod browser;
mod catalogue;
mod catalogue_pages;
mod cookies;
mod demo;
mod drafts;
mod editions;
mod figure_pages;
mod figures;
mod harness;
mod incoming;
mod intake;
mod jobs;
mod portal;
mod probes;
mod public;
mod rebuild;
mod receipt;
mod refusals;
mod renewals;
mod replica;
mod seen;
mod servers;
mod shared;
mod sign_in;
mod site;
mod standing;
mod starting;
mod status;
mod supervisors;
mod supporters;
mod tabs;
mod telling;
mod uploads;
mod verify;
mod walls;
mod workstations;
