//! Rules of the whole workspace that no compiler checks.

mod bindings;
mod dependencies;
mod forgotten;
mod layers;
mod metadata;
mod page;
