//! The desk as its doors use it: real folders, real encryption, a clock that tests move.

#![expect(clippy::expect_used, reason = "in a test a panic is the message")]
#![expect(clippy::large_futures, reason = "tests have room on their stack")]

mod audience;
mod copies;
mod jobs;
mod letter_texts;
mod lists;
mod office;
mod papers;
mod queue;
mod refusing;
mod same_person;
mod sealing;
mod starting;
mod supervising;
mod supporters;
mod way;
