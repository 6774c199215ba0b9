//! Tests of whole documents.

mod attachments;
mod bookmarks;
mod extent;
mod inputs;
mod issuing;
mod overlong;
mod own_texts;
mod page_breaks;
mod photographs;
mod pressing;
mod reading;
mod sameness;
mod whole_files;
