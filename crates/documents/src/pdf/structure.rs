//! The structure of a document: what its parts are and in which order they are read.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use crate::typeset::placed::{Node, NodeId, Role, Scope};

/// Which part of the structure every numbered stretch of content belongs to.
#[derive(Default)]
pub(super) struct Marks {
    pages: Vec<PageMarks>,
}

/// The stretches of one page.
#[derive(Default)]
pub(super) struct PageMarks {
    owners: Vec<NodeId>,
}

impl Marks {
    /// Begins a page.
    pub(super) fn page(&mut self) -> &mut PageMarks {
        self.pages.push(PageMarks::default());
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }
}

impl PageMarks {
    /// Numbers a stretch of content.
    pub(super) fn add(&mut self, owner: NodeId) -> i64 {
        self.owners.push(owner);
        number(self.owners.len() - 1)
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Adds the structure to a file and returns its root.
pub(super) fn add(
    file: &mut Document,
    nodes: &[Node],
    marks: &Marks,
    page_ids: &[ObjectId],
) -> ObjectId {
    let root = file.new_object_id();
    let ids: Vec<ObjectId> = nodes.iter().map(|_| file.new_object_id()).collect();
    let mut contents: Vec<Vec<Object>> = nodes.iter().map(|_| Vec::new()).collect();
    // Where a part begins; what it has on other pages says so itself.
    let mut begins: Vec<Option<ObjectId>> = vec![None; nodes.len()];
    for (page, page_id) in marks.pages.iter().zip(page_ids) {
        for (mcid, owner) in page.owners.iter().enumerate() {
            let begins = *begins[owner.0].get_or_insert(*page_id);
            contents[owner.0].push(if begins == *page_id {
                Object::Integer(number(mcid))
            } else {
                Object::Dictionary(dictionary! {
                    "Type" => "MCR",
                    "Pg" => *page_id,
                    "MCID" => number(mcid),
                })
            });
        }
    }
    for (index, node) in nodes.iter().enumerate() {
        let parent = node.parent.map_or(root, |parent| ids[parent.0]);
        let mut kids: Vec<Object> =
            node.kids.iter().map(|kid| Object::Reference(ids[kid.0])).collect();
        kids.append(&mut contents[index]);
        let mut element = element(node, parent, kids);
        if let Some(page) = begins[index] {
            element.set("Pg", page);
        }
        file.set_object(ids[index], element);
    }
    let mut numbers = Vec::new();
    for (page, marks) in marks.pages.iter().enumerate() {
        numbers.push(Object::Integer(number(page)));
        let owners = marks.owners.iter().map(|owner| Object::Reference(ids[owner.0])).collect();
        numbers.push(Object::Reference(file.add_object(Object::Array(owners))));
    }
    let parents = file.add_object(dictionary! { "Nums" => numbers });
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => vec![Object::Reference(ids[0])],
            "ParentTree" => parents,
            "ParentTreeNextKey" => number(marks.pages.len()),
        },
    );
    root
}

fn element(node: &Node, parent: ObjectId, kids: Vec<Object>) -> Dictionary {
    let mut element = dictionary! {
        "Type" => "StructElem",
        "S" => tag(node.role),
        "P" => parent,
        "K" => kids,
    };
    if let Some(alternative) = &node.alternative {
        element.set("Alt", super::metadata::text_string(alternative));
    }
    let mut attributes = Dictionary::new();
    if let Role::HeaderCell(scope) = node.role {
        let scope = match scope {
            Scope::Row => "Row",
            Scope::Column => "Column",
        };
        attributes.set("Scope", scope);
    }
    if node.columns > 1 {
        attributes.set("ColSpan", number(node.columns));
    }
    if !attributes.is_empty() {
        attributes.set("O", "Table");
        element.set("A", attributes);
    }
    if node.role == Role::List {
        element.set("A", dictionary! { "O" => "List", "ListNumbering" => "Decimal" });
    }
    element
}

fn tag(role: Role) -> &'static str {
    match role {
        Role::Document => "Document",
        Role::Part => "Part",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(_) => "H3",
        Role::Paragraph => "P",
        Role::Table => "Table",
        Role::Row => "TR",
        Role::HeaderCell(_) => "TH",
        Role::Cell => "TD",
        Role::List => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::Body => "LBody",
        Role::Figure => "Figure",
    }
}
