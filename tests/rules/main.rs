//! Rules of the whole workspace that no compiler checks.
