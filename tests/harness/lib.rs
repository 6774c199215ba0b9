//! What the stories of the whole program stand on: the real window, a printer and a keyring of the test's own.
//!
//! Everything is real and private: each test has its own display, driver, data folder, print server and session
//! bus, all of which end with it. Nothing here sleeps for a fixed time; what is awaited is asked for until a
//! deadline.

pub mod axe;
pub mod browser;
pub mod bucket;
pub mod chromium;
pub mod keyring;
pub mod page;
pub mod patience;
pub mod picture;
pub mod printer;
pub mod program;
pub mod site;
pub mod window;
