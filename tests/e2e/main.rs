//! Stories in the real window, and in the browser of applicants.

mod administration;
mod administration_pages;
mod administration_world;
mod clerk;
mod development_path;
mod forms;
mod goes_on;
mod ground;
mod keyboard_alone;
mod letter_texts;
mod looks;
mod paper;
mod policy;
mod portal;
mod portal_office;
mod portal_shared;
mod portal_supporter;
mod portal_trouble;
mod print_session;
mod refusal;
mod standard_path;
mod station;
mod trouble;
mod undo;
mod verifier;
mod verify;
