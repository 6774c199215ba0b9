//! domain

pub mod catalogue;
pub mod identifiers;
