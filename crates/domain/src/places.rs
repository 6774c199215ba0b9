//! Where people live and work: the administrative divisions and their codes.
//!
//! The table is the Statistical Centre's of 1399. Divisions change from year to year, so that a code
//! is read by its shape alone: one that this table does not know may be newer, not wrong.

mod codes;
mod corrections;
mod divisions;

pub use codes::{CountyCode, DistrictCode, PlaceCode, PlaceCodeError, ProvinceCode};
pub use divisions::{County, District, Divisions, Place, PlaceKind, Province, divisions};
