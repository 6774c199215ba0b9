//! Many papers at once are the same papers.

use std::ops::ControlFlow;

use lopdf::Document as File;

use crate::{Document, Kind, Paper, bind, input::Licence, press, render_specimen};

fn documents() -> Vec<Document> {
    let mut documents = Kind::ALL.map(Document::example).to_vec();
    let provisional =
        Licence { standing: crate::input::Standing::Provisional, ..Licence::example() };
    documents.push(Document::Licence(Box::new(provisional)));
    documents
}

#[test]
fn a_session_gives_each_paper_its_own_bytes_in_order() {
    let documents = documents();
    let papers: Vec<Paper> = documents.iter().map(Paper::Specimen).collect();
    let mut files = Vec::new();
    press(&papers, |at, file| {
        assert_eq!(at, files.len());
        files.push(file.unwrap());
        ControlFlow::Continue(())
    });
    let alone: Vec<_> =
        documents.iter().map(|document| render_specimen(document).unwrap()).collect();
    assert_eq!(files, alone);
}

#[test]
fn a_session_that_is_stopped_hands_over_nothing_more() {
    let documents = documents();
    let papers: Vec<Paper> = documents.iter().map(Paper::Specimen).collect();
    let mut taken = 0;
    press(&papers, |_, _| {
        taken += 1;
        if taken == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(taken, 2);
    press(&[], |_, _| panic!("there is nothing to hand over"));
}

#[test]
fn a_bound_file_has_every_page_a_bookmark_for_each_paper_and_each_font_once() {
    let licences: Vec<Document> = (0..8)
        .map(|number| {
            let copy = crate::input::Copy {
                number: number + 1,
                in_place_of: (number > 0).then_some(number),
                made_out_on: (number > 0).then(|| "1405/10/02".to_owned()),
            };
            Document::Licence(Box::new(Licence { copy, ..Licence::example() }))
        })
        .collect();
    let papers: Vec<Paper> = licences.iter().map(Paper::Specimen).collect();
    let bytes = bind("مجوزها", &papers).unwrap();
    assert_eq!(bytes, bind("مجوزها", &papers).unwrap());
    let file = File::load_mem(&bytes).unwrap();
    assert_eq!(file.get_pages().len(), licences.len());
    let fonts = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.get(b"Encoding").is_ok())
        .count();
    assert_eq!(fonts, 3);
    let catalog = file.catalog().unwrap();
    let outlines = catalog.get(b"Outlines").unwrap().as_reference().unwrap();
    let count = file.get_dictionary(outlines).unwrap().get(b"Count").unwrap().as_i64().unwrap();
    assert_eq!(count, 8);
    assert!(bytes.len() / licences.len() < 12_000, "{} bytes a page", bytes.len() / licences.len());
}
