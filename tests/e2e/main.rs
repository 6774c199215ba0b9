//! Stories in the real window.

mod ground;
mod policy;
