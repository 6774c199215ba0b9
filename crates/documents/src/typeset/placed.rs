//! What a finished page holds, in words that any writer of pages understands.

use std::rc::Rc;

use super::{bookmarks::Bookmark, paragraph::Run, rich::Ink};

/// A point, in millimetres from the top left corner of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

impl Point {
    pub(crate) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Rect {
    pub(crate) const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    pub(crate) fn right(self) -> f64 {
        self.x + self.width
    }

    pub(crate) fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The rectangle that lies within this one at a distance from every side.
    pub(crate) fn inset(self, by: f64) -> Self {
        Self::new(self.x + by, self.y + by, self.width - 2.0 * by, self.height - 2.0 * by)
    }
}

/// A step of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Line(Point),
    Curve(Point, Point, Point),
}

/// An outline.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Outline {
    pub(crate) start: Point,
    pub(crate) steps: Vec<Step>,
    pub(crate) ends: Ends,
}

/// Whether an outline returns to its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    Closed,
    Open,
}

impl Outline {
    pub(crate) fn closed(start: Point, steps: Vec<Step>) -> Self {
        Self { start, steps, ends: Ends::Closed }
    }

    pub(crate) fn open(start: Point, steps: Vec<Step>) -> Self {
        Self { start, steps, ends: Ends::Open }
    }

    /// A closed outline through the corners.
    pub(crate) fn polygon(corners: &[Point]) -> Self {
        Self::closed(corners[0], corners[1..].iter().copied().map(Step::Line).collect())
    }

    pub(crate) fn rectangle(rect: Rect) -> Self {
        Self::polygon(&[
            Point::new(rect.x, rect.y),
            Point::new(rect.right(), rect.y),
            Point::new(rect.right(), rect.bottom()),
            Point::new(rect.x, rect.bottom()),
        ])
    }

    pub(crate) fn segment(from: Point, to: Point) -> Self {
        Self::open(from, vec![Step::Line(to)])
    }

    pub(crate) fn circle(centre: Point, radius: f64) -> Self {
        /// Distance of the handles of a quarter circle, as a part of its radius.
        const HANDLE: f64 = 0.552_284_75;
        let at = |x: f64, y: f64| Point::new(centre.x + x * radius, centre.y + y * radius);
        Self::closed(
            at(1.0, 0.0),
            vec![
                Step::Curve(at(1.0, HANDLE), at(HANDLE, 1.0), at(0.0, 1.0)),
                Step::Curve(at(-HANDLE, 1.0), at(-1.0, HANDLE), at(-1.0, 0.0)),
                Step::Curve(at(-1.0, -HANDLE), at(-HANDLE, -1.0), at(0.0, -1.0)),
                Step::Curve(at(HANDLE, -1.0), at(1.0, -HANDLE), at(1.0, 0.0)),
            ],
        )
    }
}

/// A drawn line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Stroke {
    pub(crate) ink: Ink,
    pub(crate) width: f64,
    /// Lengths of dash and gap.
    pub(crate) dash: Option<(f64, f64)>,
}

impl Stroke {
    pub(crate) const fn new(ink: Ink, width: f64) -> Self {
        Self { ink, width, dash: None }
    }
}

/// Outlines with one fill and one stroke. Outlines within outlines are holes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shape {
    pub(crate) outlines: Vec<Outline>,
    pub(crate) fill: Option<Ink>,
    pub(crate) stroke: Option<Stroke>,
}

impl Shape {
    pub(crate) fn filled(outlines: Vec<Outline>, fill: Ink) -> Self {
        Self { outlines, fill: Some(fill), stroke: None }
    }

    pub(crate) fn stroked(outlines: Vec<Outline>, stroke: Stroke) -> Self {
        Self { outlines, fill: None, stroke: Some(stroke) }
    }
}

/// A drawing that is made once and put in many places.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stamp {
    /// Distinguishes the drawing from every other one of the document.
    pub(crate) name: &'static str,
    pub(crate) shapes: Rc<Vec<Shape>>,
    /// What the drawing covers, around its own origin.
    pub(crate) bounds: Rect,
}

/// A photograph, as the bytes of its JPEG file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Picture {
    pub(crate) jpeg: Rc<Vec<u8>>,
    pub(crate) columns: u32,
    pub(crate) rows: u32,
}

/// Something on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Placed {
    Text {
        run: Run,
        /// Left edge of the measure that the run was set in.
        x: f64,
        baseline: f64,
    },
    /// Text turned around its own middle, counter-clockwise.
    Slanted {
        run: Run,
        middle: Point,
        degrees: f64,
    },
    Shape(Shape),
    Stamps {
        stamp: Stamp,
        places: Vec<Point>,
        clip: Option<Rect>,
    },
    Picture {
        picture: Picture,
        frame: Rect,
    },
}

/// A part of the document's structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub(crate) usize);

/// What something on a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Ornament, rules, repeated headers: nothing that is read out.
    Artifact,
    Node(NodeId),
}

/// Something on a page, with its place in the structure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) owner: Owner,
    pub(crate) placed: Placed,
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) items: Vec<Item>,
}

/// What a part of the structure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    /// One document among several in a file.
    Part,
    Heading(u8),
    Paragraph,
    Table,
    Row,
    HeaderCell(Scope),
    Cell,
    List,
    Item,
    Label,
    Body,
    Figure,
}

/// What a header cell is the header of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Row,
    Column,
}

/// A part of the structure with its parts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) role: Role,
    pub(crate) parent: Option<NodeId>,
    pub(crate) kids: Vec<NodeId>,
    /// What a figure shows.
    pub(crate) alternative: Option<String>,
    /// Columns that a cell covers.
    pub(crate) columns: usize,
}

/// Finished pages with their structure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Composition {
    pub(crate) pages: Vec<Page>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) title: String,
    pub(crate) bookmarks: Vec<Bookmark>,
}

impl Composition {
    /// Puts documents one after another into one, with a bookmark for each and its own under it.
    pub(crate) fn bound(title: &str, parts: impl IntoIterator<Item = Self>) -> Self {
        let root = Node {
            role: Role::Document,
            parent: None,
            kids: Vec::new(),
            alternative: None,
            columns: 1,
        };
        let mut bound = Self {
            pages: Vec::new(),
            nodes: vec![root],
            title: title.to_owned(),
            bookmarks: Vec::new(),
        };
        for part in parts {
            bound.add(part);
        }
        bound
    }

    fn add(&mut self, part: Self) {
        let first = self.nodes.len();
        let page = self.pages.len();
        let kids = part.bookmarks.into_iter().map(|bookmark| bookmark.turned(page)).collect();
        self.bookmarks.push(Bookmark { title: part.title, page, top: 0.0, kids });
        self.nodes[0].kids.push(NodeId(first));
        for mut node in part.nodes {
            node.parent = Some(node.parent.map_or(NodeId(0), |id| NodeId(id.0 + first)));
            node.kids.iter_mut().for_each(|id| id.0 += first);
            if node.role == Role::Document {
                node.role = Role::Part;
            }
            self.nodes.push(node);
        }
        for mut page in part.pages {
            for item in &mut page.items {
                if let Owner::Node(id) = &mut item.owner {
                    id.0 += first;
                }
            }
            self.pages.push(page);
        }
    }
}
