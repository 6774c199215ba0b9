//! Tests of whole documents.

mod extent;
mod inputs;
mod issuing;
mod overlong;
mod photographs;
mod pressing;
mod reading;
mod sameness;
