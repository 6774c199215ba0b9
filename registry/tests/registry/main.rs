//! The registry on a real PostgreSQL, which these tests start themselves.

#![expect(clippy::unwrap_used, reason = "in a test a panic is the message")]

mod browser;
mod demo;
mod harness;
mod intake;
mod jobs;
mod public;
mod servers;
mod site;
mod status;
mod telling;
mod verify;
mod walls;
