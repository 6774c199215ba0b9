//! The program as its users meet it: real processes, from a plain shell.

#![expect(clippy::expect_used, reason = "where a step fails, the test has failed")]

mod case_files;
mod copies;
mod document;
mod folder;
mod forging;
mod lines;
mod papers;
mod refusals;
mod story;
mod waiting;
mod workstation;
