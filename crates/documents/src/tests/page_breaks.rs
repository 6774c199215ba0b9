//! Where pages may end: never between things that belong together.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use serde_json::Value;

use super::{extent::assert_apart, overlong};
use crate::{
    Document, Kind, ProblemCode,
    input::Licence,
    kinds::Mark,
    render::compose,
    typeset::placed::{Item, NodeId, Owner, Placed, Role, Scope},
};

/// What stands where in a document.
struct Laid {
    kind: Kind,
    /// Role and parent of every part.
    parts: Vec<(Role, Option<NodeId>)>,
    /// Owner and baseline of every text, by page.
    pages: Vec<Vec<(NodeId, f64)>>,
}

impl Laid {
    fn of(document: &Document) -> Self {
        let composition = compose(document, Mark::Specimen).unwrap();
        let read = |item: &Item| match (&item.placed, item.owner) {
            (Placed::Text { baseline, .. }, Owner::Node(id)) => Some((id, *baseline)),
            _ => None,
        };
        let pages = composition.pages.iter();
        Self {
            kind: document.kind(),
            parts: composition.nodes.iter().map(|node| (node.role, node.parent)).collect(),
            pages: pages.map(|page| page.items.iter().filter_map(read).collect()).collect(),
        }
    }

    /// The innermost part of one of these roles that a part belongs to.
    fn within(&self, mut id: NodeId, roles: impl Fn(Role) -> bool) -> Option<NodeId> {
        loop {
            let (role, parent) = self.parts[id.0];
            if roles(role) {
                return Some(id);
            }
            id = parent?;
        }
    }

    /// Baselines of the lines of each part of one of these roles, by page, in tenths of a millimetre.
    fn lines(
        &self,
        roles: impl Fn(Role) -> bool + Copy,
    ) -> BTreeMap<NodeId, BTreeMap<usize, BTreeSet<i64>>> {
        let mut lines: BTreeMap<_, BTreeMap<_, BTreeSet<_>>> = BTreeMap::new();
        for (number, page) in self.pages.iter().enumerate() {
            for (owner, baseline) in page {
                if let Some(id) = self.within(*owner, roles) {
                    lines
                        .entry(id)
                        .or_default()
                        .entry(number)
                        .or_default()
                        .insert(tenths(*baseline));
                }
            }
        }
        lines
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a page is short")]
fn tenths(millimetres: f64) -> i64 {
    (millimetres * 10.0).round() as i64
}

/// Everything that is overlong, and letters whose parts end at every height of a page.
fn laid() -> &'static [Laid] {
    static LAID: OnceLock<Vec<Laid>> = OnceLock::new();
    LAID.get_or_init(|| {
        let mut laid: Vec<Laid> = overlong::documents().iter().map(Laid::of).collect();
        laid.extend(Kind::ALL.map(|kind| Laid::of(&wordy(kind))));
        let Document::Revocation(revocation) = wordy(Kind::Revocation) else { panic!("a kind") };
        let Document::Clearance(inquiry) = wordy(Kind::Clearance) else { panic!("a kind") };
        for step in 0..10 {
            let length = 300 + 160 * step;
            let mut revocation = revocation.clone();
            revocation.reason = overlong::long("بازرسی در روز کار انجام شد و ", length);
            laid.push(Laid::of(&Document::Revocation(revocation)));
            let mut inquiry = inquiry.clone();
            inquiry.description = overlong::long("کار در خانه با ابزار ساده، ", length);
            laid.push(Laid::of(&Document::Clearance(inquiry)));
        }
        laid
    })
}

/// A document whose every fixed text is as long as an office may make it, and that has as many copies as it may have.
fn wordy(kind: Kind) -> Document {
    let mut input: Value = serde_json::from_str(&Document::example(kind).to_json()).unwrap();
    if let Some(letter) = input.get_mut("letter") {
        letter["copies_to"] =
            vec![overlong::long("ادارهٔ همکار در استان ", 140); 12].into();
    }
    let texts = input["texts"].as_object_mut().unwrap();
    texts.values_mut().for_each(|text| *text = "متن ".repeat(500).into());
    // What is too long is refused with the most that there may be.
    let document = Document::from_json(kind, &input.to_string()).unwrap();
    let refused = compose(&document, Mark::Specimen).unwrap_err();
    for problem in refused.problems.iter().filter(|problem| problem.code == ProblemCode::TooLong) {
        let digits = domain::text::to_ascii_digits(&problem.message);
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        let field = problem.field.strip_prefix("texts.").unwrap();
        input["texts"][field] =
            overlong::long("متن اداره برای همه، ", digits.parse().unwrap()).into();
    }
    Document::from_json(kind, &input.to_string()).unwrap()
}

#[test]
fn a_page_never_begins_or_ends_with_one_line_of_a_paragraph() {
    for laid in laid() {
        let paragraphs = laid.lines(|role| role == Role::Paragraph);
        for pages in paragraphs.values().filter(|pages| pages.len() > 1) {
            for (page, lines) in pages {
                assert!(lines.len() > 1, "{:?}, page {}", laid.kind, page + 1);
            }
        }
    }
}

#[test]
fn a_row_of_a_table_and_an_entry_of_a_list_are_never_cut() {
    for laid in laid() {
        let rows = laid.lines(|role| matches!(role, Role::Row | Role::Item));
        assert!(rows.values().all(|pages| pages.len() == 1), "{:?}", laid.kind);
    }
}

#[test]
fn a_heading_stays_with_what_follows() {
    for laid in laid() {
        for (heading, pages) in laid.lines(|role| matches!(role, Role::Heading(_))) {
            let [(page, lines)] = pages.iter().collect::<Vec<_>>()[..] else {
                panic!("{:?}: a heading is cut", laid.kind)
            };
            let last = lines.last().copied().unwrap();
            // What is read next, lower or beside it.
            let followed = laid.pages[*page].iter().any(|(owner, baseline)| {
                *owner > heading && (last - 10..last + 300).contains(&tenths(*baseline))
            });
            assert!(followed, "{:?}, page {}", laid.kind, page + 1);
        }
    }
}

#[test]
fn a_caption_or_titles_never_stand_last_on_a_page() {
    for laid in laid() {
        for (number, page) in laid.pages.iter().enumerate() {
            let rows = page.iter().filter_map(|(id, _)| laid.within(*id, |role| role == Role::Row));
            let Some(last) = rows.max() else { continue };
            let mut cells = laid.parts.iter().filter(|(_, parent)| *parent == Some(last));
            let titles = cells.all(|(role, _)| *role == Role::HeaderCell(Scope::Column));
            assert!(!titles, "{:?}, page {}", laid.kind, number + 1);
        }
    }
}

#[test]
fn the_last_page_of_a_list_has_rows_or_what_they_come_to() {
    let lists =
        laid().iter().filter(|laid| matches!(laid.kind, Kind::BranchList | Kind::Transmittal));
    for laid in lists {
        let rows = |page: usize| {
            let rows = laid.lines(|role| role == Role::Row);
            rows.values().filter(|pages| pages.contains_key(&page)).count()
        };
        let pages = laid.pages.len();
        // Every page but the last two is full of rows.
        assert!((1..pages.saturating_sub(2)).all(|page| rows(page) > 1), "{:?}", laid.kind);
        // A signature has more over it than whose it is.
        let last = laid.pages.last().unwrap();
        let paragraphs: BTreeSet<NodeId> = last
            .iter()
            .filter_map(|(id, _)| {
                laid.within(*id, |role| matches!(role, Role::Paragraph | Role::Row))
            })
            .collect();
        assert!(paragraphs.len() > 2, "{:?}: {paragraphs:?}", laid.kind);
    }
}

#[test]
fn a_licence_speaks_of_more_conditions_only_where_some_stand() {
    let said = |licence: Licence| {
        let composition = compose(&Document::Licence(Box::new(licence)), Mark::Specimen).unwrap();
        assert!(composition.pages.len() > 1);
        let texts = composition.pages[0].items.iter().filter_map(|item| match &item.placed {
            Placed::Text { run, .. } => {
                Some(run.glyphs.iter().rev().map(|set| set.glyph.character))
            }
            _ => None,
        });
        let said: String = texts.flatten().collect();
        (said.contains("شرایط در صفحه"), said.contains("دنبالهٔ شرایط در صفحه"))
    };
    assert_eq!(said(overlong::licence()), (true, false));
    let conditions = overlong::licence().conditions;
    assert_eq!(said(Licence { conditions, ..Licence::example() }), (true, true));
}

#[test]
fn texts_as_long_as_an_office_may_make_them_are_apart() {
    for kind in Kind::ALL {
        assert_apart(&wordy(kind));
    }
}
