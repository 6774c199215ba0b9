//! Stories in the real window.

mod ground;
