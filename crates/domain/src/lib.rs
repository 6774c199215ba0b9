//! The rules of licensing home-based businesses, and nothing else.
//!
//! Pure: no clock, no randomness, no file, no network; the desk and the registry judge by the same code.
//! Start reading at [`case`]: a case is the fold of its [`event`]s. [`policy`] says which event an officer
//! may add, [`deadlines`] how long there is left, [`catalogue`] holds what differs by year or place.
//! The values that forms are made of are in [`people`], [`plan`], [`identifiers`], [`dates`], [`money`]
//! and [`text`].

// A new fact, stage, role or kind of activity says what it means in every rule.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod calendar;
pub mod case;
pub mod catalogue;
pub mod dates;
pub mod deadlines;
#[expect(clippy::wildcard_enum_match_arm, reason = "most stories are like most others")]
pub mod demo;
pub mod event;
pub mod findings;
pub mod identifiers;
pub mod ids;
pub mod money;
pub mod office_event;
pub mod people;
pub mod places;
pub mod plan;
pub mod policy;
pub mod referee;
pub mod sources;
pub mod text;
