//! The tree of pages, as far as it is known.

use std::collections::{HashMap, HashSet};

use super::value::{Dict, Value};

/// The most pages and nodes that are kept in mind.
const MOST: usize = 200_000;

/// The most catalogues that are followed, the newest first.
const MOST_ROOTS: usize = 8;

/// What is known of an object that has to do with pages.
#[derive(Debug)]
enum Node {
    /// A page, with the streams that draw it.
    Page(Vec<u32>),
    /// A node of the tree.
    Inner(Vec<u32>),
}

/// What has been found of pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    nodes: HashMap<u32, Node>,
    /// The tree's first node by each catalogue that was found, the newest last.
    roots: Vec<u32>,
    /// Pages written into their node instead of beside it.
    written_inside: u32,
    /// The numbers of all objects that are there.
    there: HashSet<u32>,
    /// The numbers of those that lie packed in others.
    packed: HashSet<u32>,
}

impl Pages {
    /// Notes that an object is there.
    pub(super) fn exists(&mut self, number: u32) {
        if self.there.len() < MOST * 2 {
            self.there.insert(number);
        }
    }

    /// Notes an object that lies packed in another. One that stands in the open is newer: programs add such.
    pub(super) fn note_packed(&mut self, number: u32, dict: &Dict) {
        if self.packed.contains(&number) || !self.there.contains(&number) {
            self.packed.insert(number);
            self.note(number, dict);
        }
    }

    /// Notes an object of the number, in the place of one that came before.
    pub(super) fn note(&mut self, number: u32, dict: &Dict) {
        self.exists(number);
        if dict.is("Type", "Catalog") {
            self.roots.extend(dict.reference("Pages"));
            return;
        }
        let node = match dict.get("Kids") {
            Some(Value::Array(kids)) if !dict.is("Type", "Page") => {
                let inside = kids.iter().filter(|kid| matches!(kid, Value::Dict(_))).count();
                self.written_inside += u32::try_from(inside).unwrap_or(u32::MAX);
                Node::Inner(references(kids))
            }
            _ if is_page(dict) => Node::Page(match dict.get("Contents") {
                Some(Value::Array(parts)) => references(parts),
                Some(Value::Reference(one)) => vec![*one],
                _ => Vec::new(),
            }),
            _ => {
                self.nodes.remove(&number);
                return;
            }
        };
        if self.nodes.len() < MOST {
            self.nodes.insert(number, node);
        }
    }

    /// How many pages there are. Nothing where there are some and none of them can be shown.
    pub(super) fn count(&self) -> Option<u32> {
        let walked = self.roots.iter().rev().take(MOST_ROOTS).find_map(|root| self.walk(*root));
        // A tree that leads nowhere is repaired by taking every page that is there.
        let pages: Vec<&Vec<u32>> = walked.unwrap_or_else(|| {
            self.nodes
                .values()
                .filter_map(|node| match node {
                    Node::Page(contents) => Some(contents),
                    Node::Inner(_) => None,
                })
                .collect()
        });
        let is_shown = |contents: &&&Vec<u32>| {
            contents.is_empty() || contents.iter().any(|content| self.there.contains(content))
        };
        let shown = pages.iter().filter(is_shown).count();
        if shown == 0 && !pages.is_empty() && self.written_inside == 0 {
            return None;
        }
        let shown = u32::try_from(shown).unwrap_or(u32::MAX);
        Some(shown.saturating_add(self.written_inside))
    }

    /// The pages below a node; nothing where there are none.
    fn walk(&self, root: u32) -> Option<Vec<&Vec<u32>>> {
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        let mut open = vec![root];
        while let Some(number) = open.pop() {
            if !seen.insert(number) {
                continue;
            }
            match self.nodes.get(&number) {
                Some(Node::Page(contents)) => pages.push(contents),
                Some(Node::Inner(kids)) => open.extend(kids),
                None => {}
            }
        }
        (!pages.is_empty()).then_some(pages)
    }
}

fn is_page(dict: &Dict) -> bool {
    let untyped = || {
        dict.get("Type").is_none()
            && dict.get("Parent").is_some()
            && (dict.get("Contents").is_some() || dict.get("MediaBox").is_some())
            // Fields of forms have parents too.
            && dict.get("FT").is_none()
    };
    dict.is("Type", "Page") || untyped()
}

fn references(values: &[Value]) -> Vec<u32> {
    let reference = |value: &Value| match value {
        Value::Reference(number) => Some(*number),
        _ => None,
    };
    values.iter().filter_map(reference).collect()
}
