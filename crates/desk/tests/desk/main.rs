//! The desk as its doors use it: real folders, real encryption, a clock that tests move.

mod office;
mod papers;
mod sealing;
mod starting;
mod way;
