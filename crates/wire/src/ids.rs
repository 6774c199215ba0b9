//! Ids of the log, under the name by which readers of the wire know them.

pub use domain::ids::{DeviceId, EventHash, StreamId};
