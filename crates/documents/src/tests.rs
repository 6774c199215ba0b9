//! Tests of whole documents.

mod extent;
mod inputs;
mod issuing;
mod overlong;
mod reading;
mod sameness;
