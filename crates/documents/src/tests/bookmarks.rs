//! The outlines of files, read back.

use lopdf::{Document as File, Object};

use super::overlong;
use crate::{Document, Kind, Paper, bind, kinds::Mark, render::compose, render_specimen};

/// A bookmark as a reader finds it: how deep, what it says, and the number of its page from 1.
type Found = (usize, String, u32);

fn outline(bytes: &[u8]) -> (String, Vec<Found>) {
    let file = File::load_mem(bytes).unwrap();
    let catalog = file.catalog().unwrap();
    let mode = String::from_utf8(catalog.get(b"PageMode").unwrap().as_name().unwrap().into());
    let mut found = Vec::new();
    if let Ok(outlines) = catalog.get(b"Outlines") {
        let outlines = file.get_dictionary(outlines.as_reference().unwrap()).unwrap();
        walk(&file, outlines, 0, &mut found);
        assert_eq!(shown(&file, outlines), outlines.get(b"Count").unwrap().as_i64().unwrap());
    }
    (mode.unwrap(), found)
}

fn kids<'a>(file: &'a File, parent: &'a lopdf::Dictionary) -> Vec<&'a lopdf::Dictionary> {
    let mut kids = Vec::new();
    let mut next = parent.get(b"First").ok();
    while let Some(id) = next {
        let kid = file.get_dictionary(id.as_reference().unwrap()).unwrap();
        kids.push(kid);
        if kid.get(b"Next").is_err() {
            assert_eq!(parent.get(b"Last").unwrap(), id);
        }
        next = kid.get(b"Next").ok();
    }
    kids
}

/// How many bookmarks are shown under an opened one.
fn shown(file: &File, parent: &lopdf::Dictionary) -> i64 {
    let kids = kids(file, parent).into_iter().map(|kid| {
        let count = kid.get(b"Count").map_or(0, |count| count.as_i64().unwrap());
        1 + if count > 0 { shown(file, kid) } else { 0 }
    });
    kids.sum()
}

fn walk(file: &File, parent: &lopdf::Dictionary, depth: usize, found: &mut Vec<Found>) {
    let pages = file.get_pages();
    for kid in kids(file, parent) {
        let Object::String(title, _) = kid.get(b"Title").unwrap() else { panic!("a text") };
        assert!(title.starts_with(&[0xfe, 0xff]));
        let units: Vec<u16> =
            title[2..].chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
        let place = kid.get(b"Dest").unwrap().as_array().unwrap();
        let id = place[0].as_reference().unwrap();
        let page = pages.iter().find(|(_, page)| **page == id).unwrap().0;
        let top = place[3].as_float().unwrap();
        assert!((0.0..=842.0).contains(&top));
        found.push((depth, String::from_utf16(&units).unwrap(), *page));
        walk(file, kid, depth + 1, found);
    }
}

#[test]
fn a_paper_of_one_page_has_no_outline() {
    let long = [Kind::BranchList, Kind::Dossier];
    for kind in Kind::ALL.into_iter().filter(|kind| !long.contains(kind)) {
        let bytes = render_specimen(&Document::example(kind)).unwrap();
        assert_eq!(outline(&bytes), ("UseNone".into(), Vec::new()), "{kind:?}");
    }
}

#[test]
fn every_paper_of_several_pages_has_an_outline_of_its_headings_in_their_order() {
    for document in overlong::documents() {
        let pages = compose(&document, Mark::Specimen).unwrap().pages.len();
        let (mode, found) = outline(&render_specimen(&document).unwrap());
        if pages == 1 {
            assert_eq!((mode.as_str(), found.len()), ("UseNone", 0));
            continue;
        }
        assert_eq!(mode, "UseOutlines", "{:?}", document.kind());
        assert_eq!(found[0].0, 0, "{:?}", document.kind());
        assert!(found.iter().all(|(_, title, _)| !title.is_empty()));
        assert!(found.is_sorted_by_key(|(_, _, page)| *page), "{found:?}");
    }
}

#[test]
fn the_outline_of_a_dossier_has_its_parts_under_its_title() {
    let (mode, found) = outline(&render_specimen(&Document::example(Kind::Dossier)).unwrap());
    assert_eq!(mode, "UseOutlines");
    assert_eq!(found[0], (0, "پروندهٔ متقاضی".into(), 1));
    assert!(found[1..].iter().all(|(depth, ..)| *depth == 1));
    let titles: Vec<&str> = found[1..].iter().map(|(_, title, _)| title.as_str()).collect();
    assert!(titles.contains(&"مدارک") && titles.ends_with(&["گاه‌شمار"]), "{titles:?}");
    assert!(found.last().unwrap().2 > 1);
}

#[test]
fn the_outline_of_a_list_leads_to_the_rows_of_every_page() {
    let document = Document::example(Kind::BranchList);
    let pages = compose(&document, Mark::Specimen).unwrap().pages.len();
    let (_, found) = outline(&render_specimen(&document).unwrap());
    assert!(found[0].1.starts_with("موضوع: "), "{found:?}");
    let rows: Vec<u32> = found[1..].iter().map(|(_, _, page)| *page).collect();
    assert!(found[1].1.starts_with("ردیف ۱ تا "), "{found:?}");
    assert_eq!(rows, (1..=u32::try_from(pages).unwrap()).collect::<Vec<_>>());
}

#[test]
fn a_bound_file_has_the_outline_of_each_paper_under_its_bookmark() {
    let documents =
        [Kind::Licence, Kind::Dossier, Kind::Refusal, Kind::Dossier].map(Document::example);
    let papers: Vec<Paper> = documents.iter().map(Paper::Specimen).collect();
    let (mode, found) = outline(&bind("برگ‌ها", &papers).unwrap());
    assert_eq!(mode, "UseOutlines");
    let (_, alone) = outline(&render_specimen(&documents[1]).unwrap());
    let mut expected = Vec::new();
    let mut first = 0;
    for document in &documents {
        let composition = compose(document, Mark::Specimen).unwrap();
        expected.push((0, composition.title, first + 1));
        if document.kind() == Kind::Dossier {
            let own = alone.iter().cloned();
            expected.extend(own.map(|(depth, title, page)| (depth + 1, title, first + page)));
        }
        first += u32::try_from(composition.pages.len()).unwrap();
    }
    assert_eq!(found, expected);
}
