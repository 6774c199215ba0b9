//! What the desk asks of the operating system: its keyring, its printers and its folders.
//!
//! Here alone are other programs started and files written that an officer keeps. All calls block; the
//! use cases run them where blocking is allowed.

pub mod folders;
pub mod keyring;
pub mod printing;
