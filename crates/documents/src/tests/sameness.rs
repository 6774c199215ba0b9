//! The same input gives the same bytes.

use crate::{
    Document, Kind, render_json, render_specimen,
    sample_scan::{ScanFacts, ScanKind, draw},
};

#[test]
fn bytes_depend_on_nothing_but_the_input() {
    let first = Kind::ALL.map(|kind| render_specimen(&Document::example(kind)).unwrap());
    let mut backwards = Kind::ALL;
    backwards.reverse();
    let mut second = backwards.map(|kind| render_specimen(&Document::example(kind)).unwrap());
    second.reverse();
    assert_eq!(first, second);
    let elsewhere = std::thread::spawn(|| {
        Kind::ALL.map(|kind| render_specimen(&Document::example(kind)).unwrap())
    });
    assert_eq!(first, elsewhere.join().unwrap());
}

#[test]
fn an_example_is_read_back_from_its_json() {
    for kind in Kind::ALL {
        let json = kind.example_json();
        assert_eq!(Document::from_json(kind, &json).unwrap(), Document::example(kind));
        let bytes = render_json(kind, &json).unwrap();
        assert_eq!(bytes, render_specimen(&Document::example(kind)).unwrap());
        assert!(bytes.len() < 60_000, "{kind:?} has {} bytes", bytes.len());
    }
}

#[test]
fn every_kind_has_a_name_and_a_schema() {
    for kind in Kind::ALL {
        assert_eq!(Kind::by_name(kind.name()), Some(kind));
        let schema: serde_json::Value = serde_json::from_str(&kind.schema_json()).unwrap();
        assert_eq!(schema["additionalProperties"], false, "{kind:?}");
        assert!(schema["description"].is_string());
    }
    assert_eq!(Kind::by_name("licences"), None);
}

#[test]
fn sample_papers_are_small() {
    let facts = ScanFacts {
        name: "فاطمه احمدی".into(),
        father_name: "حسین".into(),
        national_id: "0076229645".into(),
        field: "گلیم‌بافی".into(),
        number: "1404/2187".into(),
        address: "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲، واحد ۳".into(),
        issued_on: "1404/06/10".into(),
        expires_on: "1407/06/10".into(),
    };
    for kind in ScanKind::ALL {
        let bytes = draw(kind, &facts).unwrap();
        assert!(bytes.len() < 15_000, "{kind:?} has {} bytes", bytes.len());
        assert_eq!(bytes, draw(kind, &facts).unwrap());
    }
    assert!(
        draw(ScanKind::Lease, &ScanFacts { national_id: "1230000000".into(), ..facts }).is_err()
    );
}
