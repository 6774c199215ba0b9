//! The sheet that a document is composed on.
//!
//! Everything is put down in the order in which it is read out, and says which part of the
//! structure it belongs to: [`Sheet::within`] opens a part, [`Sheet::ornament`] puts down what is
//! not read out.

use super::{
    bookmarks::{Entry, nested},
    paragraph::{Align, Line, Paragraph, Setting},
    placed::{
        Composition, Item, Node, NodeId, Outline, Owner, Page, Picture, Placed, Point, Rect, Role,
        Shape, Stamp, Stroke,
    },
    reading::begin_apart,
    rich::{Ink, Rich},
};

/// Lines whose baselines are closer are taken for one row.
const ROW: f64 = 1.0;

/// Composition under construction.
pub(crate) struct Sheet {
    width: f64,
    height: f64,
    pages: Vec<Page>,
    nodes: Vec<Node>,
    open: Vec<NodeId>,
    ornaments: usize,
    /// The number of the page that is drawn on.
    page: usize,
    /// What bookmarks lead to.
    entries: Vec<Entry>,
    /// The heading that the last of them is.
    heading: Option<NodeId>,
}

impl Sheet {
    pub(crate) fn new(width: f64, height: f64) -> Self {
        let root = Node {
            role: Role::Document,
            parent: None,
            kids: Vec::new(),
            alternative: None,
            columns: 1,
        };
        let mut sheet = Self {
            width,
            height,
            pages: Vec::new(),
            nodes: vec![root],
            open: vec![NodeId(0)],
            ornaments: 0,
            page: 0,
            entries: Vec::new(),
            heading: None,
        };
        sheet.turn();
        sheet
    }

    /// Begins a page.
    pub(crate) fn turn(&mut self) {
        self.page = self.pages.len();
        self.pages.push(Page { width: self.width, height: self.height, items: Vec::new() });
    }

    pub(crate) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Returns to an earlier page, to put down what only the last one makes known.
    pub(crate) fn on_page(&mut self, number: usize, draw: impl FnOnce(&mut Self)) {
        let last = self.pages.len() - 1;
        let page = std::mem::replace(&mut self.page, number);
        self.pages.swap(number, last);
        draw(self);
        self.pages.swap(number, last);
        self.page = page;
    }

    /// Puts down a part of the structure.
    pub(crate) fn within<R>(&mut self, role: Role, draw: impl FnOnce(&mut Self) -> R) -> R {
        if self.ornaments > 0 {
            return draw(self);
        }
        let id = NodeId(self.nodes.len());
        let parent = self.open.last().copied();
        self.nodes.push(Node { role, parent, kids: Vec::new(), alternative: None, columns: 1 });
        if let Some(parent) = parent {
            self.nodes[parent.0].kids.push(id);
        }
        self.open.push(id);
        let result = draw(self);
        self.open.pop();
        result
    }

    /// Begins a part that is put down in several pieces, over several pages.
    pub(crate) fn open_part(&mut self, role: Role) -> NodeId {
        self.within(role, |sheet| sheet.current())
    }

    /// Puts down a further piece of a part.
    pub(crate) fn continue_part<R>(
        &mut self,
        part: NodeId,
        draw: impl FnOnce(&mut Self) -> R,
    ) -> R {
        self.open.push(part);
        let result = draw(self);
        self.open.pop();
        result
    }

    /// Puts down a figure, with the words that stand for it.
    pub(crate) fn figure(&mut self, alternative: &str, draw: impl FnOnce(&mut Self)) {
        self.within(Role::Figure, |sheet| {
            if sheet.ornaments == 0 {
                let id = sheet.current();
                sheet.nodes[id.0].alternative = Some(alternative.to_owned());
            }
            draw(sheet);
        });
    }

    /// Says that the cell under construction covers several columns.
    pub(crate) fn cover_columns(&mut self, columns: usize) {
        if self.ornaments == 0 {
            let id = self.current();
            self.nodes[id.0].columns = columns;
        }
    }

    /// Puts down what is not read out.
    pub(crate) fn ornament<R>(&mut self, draw: impl FnOnce(&mut Self) -> R) -> R {
        self.ornaments += 1;
        let result = draw(self);
        self.ornaments -= 1;
        result
    }

    fn current(&self) -> NodeId {
        self.open.last().copied().unwrap_or(NodeId(0))
    }

    fn put(&mut self, placed: Placed) {
        let owner = if self.ornaments > 0 { Owner::Artifact } else { Owner::Node(self.current()) };
        if let Some(page) = self.pages.last_mut() {
            page.items.push(Item { owner, placed });
        }
    }

    /// Puts down a paragraph with its top left corner at a point, and returns its height.
    pub(crate) fn paragraph(&mut self, paragraph: &Paragraph, x: f64, y: f64) -> f64 {
        self.head(&paragraph.text, y);
        let mut top = y;
        for line in &paragraph.lines {
            self.line(line, x, top);
            top += line.height;
        }
        top - y
    }

    /// Has a bookmark lead to a place on this page. Headings have theirs by themselves.
    pub(crate) fn entry(&mut self, level: u8, title: &str, top: f64) {
        self.heading = None;
        self.entries.push(Entry { level, title: on_one_line(title), page: self.page, top });
    }

    /// Has a bookmark lead to a text, if it is in a heading; one of several texts has one bookmark.
    fn head(&mut self, text: &str, top: f64) {
        let node = self.current();
        let Role::Heading(level) = self.nodes[node.0].role else { return };
        if self.ornaments > 0 {
            return;
        }
        match self.entries.last_mut().filter(|_| self.heading == Some(node)) {
            Some(entry) => entry.title = format!("{} {}", entry.title, on_one_line(text)),
            None => self.entry(level, text, top),
        }
        self.heading = Some(node);
    }

    /// Puts down one line.
    pub(crate) fn line(&mut self, line: &Line, x: f64, y: f64) {
        let baseline = self.level(y + line.baseline);
        let mut runs = line.runs.clone();
        if runs.iter().any(|run| run.manner.aside) {
            self.anchor_row(baseline);
        }
        if self.is_beside_aside(baseline) {
            let end = runs.iter().position(|run| run.manner.aside).unwrap_or(runs.len());
            begin_apart(&mut runs[..end]);
        }
        for run in runs {
            self.put(Placed::Text { run, x, baseline });
        }
    }

    /// Whether the last text put down stands aside, on the same row.
    fn is_beside_aside(&self, baseline: f64) -> bool {
        let mut items = self.pages.last().into_iter().flat_map(|page| page.items.iter().rev());
        let last = items.find_map(|item| match &item.placed {
            Placed::Text { run, baseline, .. } => Some((run.manner.aside, *baseline)),
            _ => None,
        });
        last.is_some_and(|(aside, other)| aside && (other - baseline).abs() < ROW)
    }

    /// The baseline of what was put down last, if a line nearly has it: labels and values of different
    /// sizes then stand on one line, for readers as for the eye.
    fn level(&self, baseline: f64) -> f64 {
        const NEARLY: f64 = 0.5;
        let last = self.pages.last().and_then(|page| page.items.last());
        match last.map(|item| &item.placed) {
            Some(Placed::Text { baseline: other, .. }) if (other - baseline).abs() < NEARLY => {
                *other
            }
            _ => baseline,
        }
    }

    /// Prepares what was put down beside a line that holds something that stands aside.
    fn anchor_row(&mut self, baseline: f64) {
        let page = self.pages.last_mut().map(|page| page.items.iter_mut().rev());
        let mut row = Vec::new();
        for item in page.into_iter().flatten() {
            if let Placed::Text { run, x, baseline: other } = &mut item.placed {
                if (*other - baseline).abs() > ROW || run.manner.aside {
                    break;
                }
                row.push((*x + run.x, run));
            }
        }
        if let Some((_, run)) = row.into_iter().max_by(|(a, _), (b, _)| a.total_cmp(b)) {
            run.anchor();
        }
    }

    /// Sets a text in a box and puts it down; returns its height.
    pub(crate) fn text(&mut self, rich: &Rich, x: f64, y: f64, setting: Setting) -> f64 {
        self.paragraph(&Paragraph::set(rich, setting), x, y)
    }

    /// Sets a text in the middle of a box, both ways.
    pub(crate) fn centred(&mut self, rich: &Rich, frame: Rect, leading: f64) {
        let paragraph = Paragraph::set(rich, Setting::new(frame.width, Align::Centre, leading));
        let top = frame.y + (frame.height - paragraph.height()) / 2.0;
        self.paragraph(&paragraph, frame.x, top);
    }

    /// Sets a text across the page, not read out.
    pub(crate) fn slanted(&mut self, rich: &Rich, middle: Point, degrees: f64) {
        let setting = Setting::new(f64::INFINITY, Align::End, 1.0);
        let paragraph = Paragraph::set(rich, setting);
        self.ornament(|sheet| {
            for run in paragraph.lines.into_iter().flat_map(|line| line.runs) {
                sheet.put(Placed::Slanted { run, middle, degrees });
            }
        });
    }

    pub(crate) fn shape(&mut self, shape: Shape) {
        self.put(Placed::Shape(shape));
    }

    pub(crate) fn fill(&mut self, rect: Rect, ink: Ink) {
        self.ornament(|sheet| {
            sheet.shape(Shape::filled(vec![Outline::rectangle(rect)], ink));
        });
    }

    pub(crate) fn frame(&mut self, rect: Rect, stroke: Stroke) {
        self.ornament(|sheet| {
            sheet.shape(Shape::stroked(vec![Outline::rectangle(rect)], stroke));
        });
    }

    /// A horizontal rule.
    pub(crate) fn rule(&mut self, x: f64, y: f64, width: f64, stroke: Stroke) {
        self.ornament(|sheet| {
            let outline = Outline::segment(Point::new(x, y), Point::new(x + width, y));
            sheet.shape(Shape::stroked(vec![outline], stroke));
        });
    }

    /// A vertical rule.
    pub(crate) fn post(&mut self, x: f64, y: f64, height: f64, stroke: Stroke) {
        self.ornament(|sheet| {
            let outline = Outline::segment(Point::new(x, y), Point::new(x, y + height));
            sheet.shape(Shape::stroked(vec![outline], stroke));
        });
    }

    pub(crate) fn stamp(&mut self, stamp: Stamp, places: Vec<Point>) {
        self.put(Placed::Stamps { stamp, places, clip: None });
    }

    pub(crate) fn clipped_stamp(&mut self, stamp: Stamp, places: Vec<Point>, clip: Rect) {
        self.put(Placed::Stamps { stamp, places, clip: Some(clip) });
    }

    pub(crate) fn picture(&mut self, picture: Picture, frame: Rect) {
        self.put(Placed::Picture { picture, frame });
    }

    /// Ends the work. A document of several pages has bookmarks.
    pub(crate) fn finish(self, title: &str) -> Composition {
        let bookmarks = if self.pages.len() > 1 { nested(&self.entries) } else { Vec::new() };
        Composition { pages: self.pages, nodes: self.nodes, title: title.to_owned(), bookmarks }
    }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
