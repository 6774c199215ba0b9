//! Places to turn to, as a tree: the papers of a file, and the headings of a paper.

/// A place to turn to, with those under it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Bookmark {
    pub(crate) title: String,
    /// Number of the page, from 0.
    pub(crate) page: usize,
    /// Distance from the top of the page, in millimetres.
    pub(crate) top: f64,
    pub(crate) kids: Vec<Self>,
}

impl Bookmark {
    /// Moves the place and those under it to later pages.
    pub(crate) fn turned(mut self, pages: usize) -> Self {
        self.page += pages;
        self.kids = self.kids.into_iter().map(|kid| kid.turned(pages)).collect();
        self
    }
}

/// Something that a bookmark leads to, in the order in which it is read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// Its rank: what has a higher number belongs to what was before.
    pub(crate) level: u8,
    pub(crate) title: String,
    pub(crate) page: usize,
    pub(crate) top: f64,
}

/// Puts entries under those that they belong to.
pub(crate) fn nested(entries: &[Entry]) -> Vec<Bookmark> {
    let mut bookmarks = Vec::new();
    let mut rest = entries;
    while let Some((first, after)) = rest.split_first() {
        let own = after.iter().take_while(|entry| entry.level > first.level).count();
        let (under, next) = after.split_at(own);
        bookmarks.push(Bookmark {
            title: first.title.clone(),
            page: first.page,
            top: first.top,
            kids: nested(under),
        });
        rest = next;
    }
    bookmarks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_belongs_to_the_one_before_it_with_a_higher_rank() {
        let entry = |level: u8| Entry { level, title: level.to_string(), page: 0, top: 0.0 };
        let entries: Vec<Entry> = [1, 2, 3, 3, 2, 1, 3].map(entry).into();
        let shape = |bookmarks: &[Bookmark]| {
            fn write(bookmarks: &[Bookmark], out: &mut String) {
                for bookmark in bookmarks {
                    out.push_str(&bookmark.title);
                    if !bookmark.kids.is_empty() {
                        out.push('(');
                        write(&bookmark.kids, out);
                        out.push(')');
                    }
                }
            }
            let mut out = String::new();
            write(bookmarks, &mut out);
            out
        };
        assert_eq!(shape(&nested(&entries)), "1(2(33)2)1(3)");
    }
}
