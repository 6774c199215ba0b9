//! The tree of pages, walked from the catalogue as viewers do. A page to which nothing leads is shown by none of them.

use std::collections::{HashMap, HashSet};

use super::value::{Dict, Value};
use crate::attachment::FileProblem;

/// The most pages and nodes that are kept in mind.
const MOST: usize = 200_000;
/// The most references of all nodes that are kept in mind.
const MOST_KIDS: usize = 8_000_000;

/// What is known of an object that has to do with pages.
#[derive(Debug)]
enum Node {
    /// A page, with the streams that draw it.
    Page(Vec<u32>),
    /// What leads on: the catalogue, a node of the tree, and a list that stands beside its node.
    Inner {
        kids: Vec<u32>,
        /// What is written into the node instead of beside it.
        inside: Vec<Node>,
    },
}

/// What has been found of pages.
#[derive(Debug, Default)]
pub(super) struct Pages {
    nodes: HashMap<u32, Node>,
    /// How many references the nodes hold.
    kids: usize,
    /// The catalogue that stands last, and where it stands.
    catalogue: Option<(usize, u32)>,
    /// Where the newest of each number was found.
    there: HashMap<u32, usize>,
}

impl Pages {
    /// Notes an object found at a place of the file, packed or in the open, with its value where it can be read. The
    /// one of a number that stands last counts.
    pub(super) fn note(&mut self, number: u32, place: usize, value: Option<&Value>) {
        if self.there.len() < MOST * 2 {
            let newest = self.there.entry(number).or_insert(place);
            *newest = place.max(*newest);
        }
        let Some(value) = value else { return };
        if self.there.get(&number).is_some_and(|newest| *newest > place) {
            return;
        }
        if is_catalogue(value) {
            self.catalogue = self.catalogue.max(Some((place, number)));
        }
        let before = self.nodes.remove(&number).map_or(0, |node| node.size());
        self.kids = self.kids.saturating_sub(before);
        let node = Node::of(value).filter(|_| self.nodes.len() < MOST && self.kids < MOST_KIDS);
        if let Some(node) = node {
            self.kids += node.size();
            self.nodes.insert(number, node);
        }
    }

    /// How many pages can be shown, from the catalogue that the file names or, where it is not there, from the last.
    pub(super) fn count(&self, root: Option<u32>) -> Result<u32, FileProblem> {
        let named = root.filter(|root| matches!(self.nodes.get(root), Some(Node::Inner { .. })));
        let root = named.or(self.catalogue.map(|(_, number)| number));
        let Walked { pages, is_torn } = self.walk(root);
        let is_shown = |contents: &&&Vec<u32>| {
            contents.is_empty() || contents.iter().any(|content| self.there.contains_key(content))
        };
        let shown = pages.iter().filter(is_shown).count();
        let are_lost = !pages.is_empty()
            || is_torn && self.nodes.values().any(|node| matches!(node, Node::Page(_)));
        match u32::try_from(shown).unwrap_or(u32::MAX) {
            0 if are_lost => Err(FileProblem::Damaged),
            0 => Err(FileProblem::NoPages),
            shown => Ok(shown),
        }
    }

    fn walk(&self, root: Option<u32>) -> Walked<'_> {
        let mut walked = Walked { pages: Vec::new(), is_torn: root.is_none() };
        let mut seen = HashSet::new();
        let mut open: Vec<u32> = root.into_iter().collect();
        let mut inside: Vec<&Node> = Vec::new();
        loop {
            let node = match (inside.pop(), open.pop()) {
                (Some(node), number) => {
                    open.extend(number);
                    node
                }
                (None, None) => return walked,
                (None, Some(number)) if !seen.insert(number) => continue,
                (None, Some(number)) => {
                    let Some(node) = self.nodes.get(&number) else {
                        walked.is_torn = true;
                        continue;
                    };
                    node
                }
            };
            match node {
                Node::Page(contents) => walked.pages.push(contents),
                Node::Inner { kids, inside: written } => {
                    open.extend(kids.iter().filter(|kid| !seen.contains(kid)));
                    inside.extend(written);
                }
            }
        }
    }
}

/// What the catalogue leads to.
struct Walked<'p> {
    pages: Vec<&'p Vec<u32>>,
    /// Whether it leads to something that is not there.
    is_torn: bool,
}

impl Node {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Array(values) => {
                let node = Self::inner(values);
                (node.size() > 0).then_some(node)
            }
            Value::Dict(dict) if is_catalogue(value) => Some(Self::leading(dict.get("Pages")?)),
            Value::Dict(dict) => match dict.get("Kids") {
                Some(kids) if !dict.is("Type", "Page") => Some(Self::leading(kids)),
                _ => is_page(dict).then(|| {
                    Self::Page(match dict.get("Contents") {
                        Some(Value::Array(parts)) => references(parts),
                        Some(Value::Reference(one)) => vec![*one],
                        _ => Vec::new(),
                    })
                }),
            },
            _ => None,
        }
    }

    /// What a value leads to that is a list, one node, or a reference to either.
    fn leading(value: &Value) -> Self {
        match value {
            Value::Array(values) => Self::inner(values),
            one => Self::inner(std::slice::from_ref(one)),
        }
    }

    fn inner(values: &[Value]) -> Self {
        let written = values.iter().filter(|value| matches!(value, Value::Dict(_)));
        Self::Inner { kids: references(values), inside: written.filter_map(Self::of).collect() }
    }

    /// How many references it takes the room of.
    fn size(&self) -> usize {
        match self {
            Self::Page(contents) => contents.len(),
            Self::Inner { kids, inside } => {
                kids.len() + inside.iter().map(|node| 16 + node.size()).sum::<usize>()
            }
        }
    }
}

fn is_catalogue(value: &Value) -> bool {
    let Value::Dict(dict) = value else { return false };
    dict.is("Type", "Catalog") || dict.get("Type").is_none() && dict.get("Pages").is_some()
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
