//! domain

pub mod catalogue;
pub mod identifiers;
pub mod text;
