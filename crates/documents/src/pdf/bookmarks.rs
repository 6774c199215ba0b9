//! The outline of a file: its bookmarks as a tree that a reader shows beside the pages.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{metadata::text_string, points};
use crate::typeset::{bookmarks::Bookmark, placed::Page};

/// What is shown above the place that a bookmark leads to, in millimetres.
const ABOVE: f64 = 4.0;

/// Adds bookmarks to a file and returns their root. A single first one shows what is under it; of several, each
/// is folded.
pub(super) fn add(
    file: &mut Document,
    bookmarks: &[Bookmark],
    pages: &[Page],
    page_ids: &[ObjectId],
) -> ObjectId {
    let root = file.new_object_id();
    let folds = if bookmarks.len() == 1 { Folds::Open } else { Folds::Closed };
    let mut writer = Writer { file, pages, page_ids, folds };
    let ends = writer.siblings(bookmarks, root);
    let shown = match folds {
        Folds::Open => count(bookmarks),
        Folds::Closed => bookmarks.len(),
    };
    let mut outline = dictionary! { "Type" => "Outlines", "Count" => number(shown) };
    ends.write(&mut outline);
    writer.file.set_object(root, outline);
    root
}

/// Whether a bookmark shows those under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Folds {
    Open,
    Closed,
}

/// The first and the last of several.
struct Ends(Option<(ObjectId, ObjectId)>);

impl Ends {
    fn write(&self, parent: &mut Dictionary) {
        if let Some((first, last)) = self.0 {
            parent.set("First", first);
            parent.set("Last", last);
        }
    }
}

struct Writer<'a> {
    file: &'a mut Document,
    pages: &'a [Page],
    page_ids: &'a [ObjectId],
    folds: Folds,
}

impl Writer<'_> {
    fn siblings(&mut self, bookmarks: &[Bookmark], parent: ObjectId) -> Ends {
        let ids: Vec<ObjectId> = bookmarks.iter().map(|_| self.file.new_object_id()).collect();
        for (at, bookmark) in bookmarks.iter().enumerate() {
            let mut item = dictionary! {
                "Title" => text_string(&bookmark.title),
                "Parent" => parent,
                "Dest" => self.place(bookmark),
            };
            if let Some(before) = at.checked_sub(1) {
                item.set("Prev", ids[before]);
            }
            if let Some(next) = ids.get(at + 1) {
                item.set("Next", *next);
            }
            if !bookmark.kids.is_empty() {
                self.siblings(&bookmark.kids, ids[at]).write(&mut item);
                let under = match self.folds {
                    Folds::Open => number(count(&bookmark.kids)),
                    // How many there would be, were it opened: those under them stay folded.
                    Folds::Closed => -number(bookmark.kids.len()),
                };
                item.set("Count", under);
            }
            self.file.set_object(ids[at], item);
        }
        Ends(ids.first().copied().zip(ids.last().copied()))
    }

    /// The place on its page, without a change of size.
    fn place(&self, bookmark: &Bookmark) -> Vec<Object> {
        let top = self.pages.get(bookmark.page).map_or(Object::Null, |page| {
            Object::Real(points(page.height - (bookmark.top - ABOVE).max(0.0)))
        });
        let page = self.page_ids.get(bookmark.page).map_or(Object::Null, |id| (*id).into());
        vec![page, "XYZ".into(), Object::Null, top, Object::Null]
    }
}

/// How many bookmarks there are, with all under them.
fn count(bookmarks: &[Bookmark]) -> usize {
    bookmarks.iter().map(|bookmark| 1 + count(&bookmark.kids)).sum()
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
