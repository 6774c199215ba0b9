//! Finished files are read back with nothing but a reader of PDF objects.

use std::{collections::BTreeMap, sync::OnceLock};

use lopdf::{Dictionary, Document as File, Object, content::Content};

use super::overlong;
use crate::{
    Document, Kind,
    input::{Licence, Refusal},
    render_specimen,
};

type Characters = BTreeMap<u16, String>;

fn dictionary<'a>(file: &'a File, object: &'a Object) -> &'a Dictionary {
    file.dereference(object).unwrap().1.as_dict().unwrap()
}

/// Reads which text each code of a font stands for, without marks of direction.
fn characters(file: &File, font: &Dictionary) -> Characters {
    let stream = font.get(b"ToUnicode").unwrap();
    let stream = file.dereference(stream).unwrap().1.as_stream().unwrap();
    let map = String::from_utf8(stream.decompressed_content().unwrap()).unwrap();
    let mut characters = BTreeMap::new();
    for (range, texts) in map.lines().filter_map(|line| line.split_once('[')) {
        let first = u16::from_str_radix(&range[1..5], 16).unwrap();
        let texts = texts.trim_matches(['<', '>', ']']).split("><");
        for (code, text) in (first..).zip(texts) {
            let units: Vec<u16> = text
                .as_bytes()
                .chunks(4)
                .map(|unit| u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap())
                .collect();
            let text = String::from_utf16(&units).unwrap().replace('\u{a0}', " ");
            characters.insert(code, text.replace(['\u{200e}', '\u{200f}'], ""));
        }
    }
    characters
}

/// The text of each page from left to right, a line for each placing of the pen.
fn pages(bytes: &[u8]) -> Vec<String> {
    let file = File::load_mem(bytes).unwrap();
    file.get_pages()
        .into_values()
        .map(|id| {
            let page = file.get_dictionary(id).unwrap();
            let resources = dictionary(&file, page.get(b"Resources").unwrap());
            let fonts: BTreeMap<Vec<u8>, Characters> =
                dictionary(&file, resources.get(b"Font").unwrap())
                    .iter()
                    .map(|(name, font)| (name.clone(), characters(&file, dictionary(&file, font))))
                    .collect();
            let content = Content::decode(&file.get_page_content(id)).unwrap();
            let mut text = String::new();
            let mut font = None;
            for operation in content.operations {
                match operation.operator.as_str() {
                    "Tf" => font = fonts.get(operation.operands[0].as_name().unwrap()),
                    "Tm" => text.push('\n'),
                    "Tj" | "TJ" => {
                        let shown = &operation.operands[0];
                        let parts = shown.as_array().map_or(std::slice::from_ref(shown), |p| p);
                        for codes in parts.iter().filter_map(|part| part.as_str().ok()) {
                            for code in codes.chunks(2) {
                                let code = u16::from_be_bytes([code[0], code[1]]);
                                text.push_str(&font.unwrap()[&code]);
                            }
                        }
                    }
                    _ => {}
                }
            }
            text
        })
        .collect()
}

/// A word as it stands on the page from left to right.
fn visual(word: &str) -> String {
    let digit = |c: char| c.is_ascii_digit() || ('۰'..='۹').contains(&c);
    if word.chars().all(|c| digit(c) || c.is_ascii() || c == '٬') {
        return word.to_owned();
    }
    word.chars().rev().collect()
}

fn assert_reads(page: &str, texts: &[&str]) {
    for text in texts {
        for word in text.split(|c: char| c.is_whitespace() || "،؛.:()«»".contains(c)) {
            assert!(page.contains(&visual(word)), "«{word}» of «{text}» is missing");
        }
    }
}

/// The pages of every overlong document, drawn and read once.
fn overlong_pages() -> &'static [(Kind, Vec<String>)] {
    static PAGES: OnceLock<Vec<(Kind, Vec<String>)>> = OnceLock::new();
    PAGES.get_or_init(|| {
        overlong::documents().iter().map(|document| (document.kind(), read(document))).collect()
    })
}

fn overlong_licence() -> &'static [String] {
    &overlong_pages().iter().find(|(kind, _)| *kind == Kind::Licence).unwrap().1
}

fn read(document: &Document) -> Vec<String> {
    pages(&render_specimen(document).unwrap())
}

#[test]
fn the_twelve_facts_of_a_licence_can_be_read() {
    let read = read(&Document::example(Kind::Licence));
    assert_eq!(read.len(), 1);
    assert_reads(
        &read[0],
        &[
            "فاطمه احمدی",
            "حسین",
            "۰۰۷۶۲۲۹۶۴۵",
            "تحت پوشش",
            "شرکت تعاونی دست‌بافته‌های سروش",
            "گلیم‌بافی",
            "۱۰۲۴۷",
            "اداره کل میراث فرهنگی، گردشگری و صنایع دستی استان مرکزی",
            "اراک، خیابان شهید بهشتی، کوچهٔ نرگس",
            "۳۸۱۳۷-۱۵۶۴۹",
            "۱۴۰۵/۰۹/۰۲",
            "۱۴۰۸/۰۹/۰۲",
        ],
    );
    assert!(read[0].contains("۰۰۰۰ ۰۱۲۳ ۴۷۱۴"), "the number is one run from left to right");
    assert!(read[0].contains("7F3A 91C2 4E08 B5D6"));
}

#[test]
fn letters_can_be_read() {
    let bank = read(&Document::example(Kind::BankReferral)).concat();
    assert_reads(&bank, &["دو میلیارد ریال", "دویست میلیون تومان", "۲٬۰۰۰٬۰۰۰٬۰۰۰", "۲۰۰٬۰۰۰٬۰۰۰"]);
    assert!(bank.contains("IR12 0220 0000 0000 0000 0000 01"));
    assert!(bank.contains("۰۹۱۸ ۰۰۰ ۰۰۰۰"));
    let receipt = read(&Document::example(Kind::Receipt)).concat();
    assert!(receipt.contains("۴۰۵۷-۳۱۰۰-۸۲۱-۷۵۶"));
    assert!(receipt.contains("********۴۵") && !receipt.contains("۰۰۷۶۲۲۹۶۴۵"));
    let empowerment = read(&Document::example(Kind::EmpowermentReferral)).concat();
    assert_reads(&empowerment, &["مشاوره", "استعدادسنجی درخواست نشده است", "شناخت بازار"]);
}

#[test]
fn nothing_of_an_overlong_document_is_cut() {
    let licence = overlong::licence();
    let whole = overlong_licence().concat();
    assert_reads(&whole, &[&overlong::name(), &overlong::field(), &licence.agency]);
    for number in 0..40 {
        let wanted = domain::text::to_persian_digits(&format!("{}", 7000 + number));
        assert!(whole.contains(&wanted), "condition {number} is missing");
    }
    for (kind, pages) in overlong_pages() {
        let whole = pages.concat();
        if matches!(kind, Kind::Refusal | Kind::Correction) {
            for number in 0..40 {
                let wanted = domain::text::to_persian_digits(&format!("{}", 7000 + number));
                assert!(whole.contains(&wanted), "{kind:?}: {number} is missing");
            }
        }
    }
}

#[test]
fn every_page_of_several_says_which_one_it_is_and_whose() {
    let mut refusal = Refusal::example();
    refusal.conditions = (0..40).map(|n| refusal.conditions[n % 2].clone()).collect();
    let pages = read(&Document::Refusal(Box::new(refusal)));
    assert!(pages.len() > 1);
    for (index, page) in pages.iter().enumerate() {
        let count = format!("صفحهٔ {} از {}", index + 1, pages.len());
        assert_reads(page, &[&domain::text::to_persian_digits(&count)]);
        assert_reads(page, &["جمهوری اسلامی ایران", "۱۴۰۵/۶۲/۱۰۴۴"]);
    }
    assert!(overlong_licence().len() > 1);
    for page in overlong_licence() {
        assert!(page.contains("۰۰۰۰ ۰۱۲۳ ۴۷۱۴"));
        assert_reads(page, &[&overlong::name()]);
    }
}

#[test]
fn a_specimen_says_so_on_every_page() {
    for (kind, pages) in overlong_pages() {
        for page in pages {
            assert!(page.contains(&visual("نمونه")), "{kind:?}");
        }
    }
}

#[test]
fn a_provisional_licence_says_so_on_every_page() {
    for page in overlong_licence() {
        assert_reads(page, &["موقت — در انتظار ثبت در سامانهٔ مرکزی", "المثنی"]);
    }
    let registered = read(&Document::Licence(Box::new(Licence::example()))).concat();
    assert!(!registered.contains(&visual("موقت")) && !registered.contains(&visual("المثنی")));
}

#[test]
fn a_file_says_what_language_and_structure_it_has() {
    let bytes = render_specimen(&Document::example(Kind::Refusal)).unwrap();
    let file = File::load_mem(&bytes).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"fa-IR");
    for key in [&b"StructTreeRoot"[..], b"Metadata", b"OutputIntents", b"MarkInfo"] {
        assert!(catalog.has(key));
    }
    let tags: Vec<&[u8]> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dictionary| dictionary.has(b"P"))
        .filter_map(|dictionary| dictionary.get(b"S").ok()?.as_name().ok())
        .collect();
    for tag in [&b"H1"[..], b"P", b"Table", b"TR", b"TH", b"TD", b"L", b"LI", b"Figure"] {
        assert!(tags.contains(&tag), "{}", String::from_utf8_lossy(tag));
    }
}

#[test]
fn a_licence_in_anothers_place_says_which_and_why() {
    let licence = |replaces| Licence { replaces: Some(replaces), ..Licence::example() };
    let renewed = read(&Document::Licence(Box::new(licence(overlong::renewal()))));
    assert_reads(
        &renewed[0],
        &["مجوز تمدیدشدهٔ فعالیت", "تمدید مجوز", "۰۰۰۰ ۰۰۳۳ ۱۰۶۲", "۱۴۰۲/۰۹/۰۲"],
    );
    let amended = read(&Document::Licence(Box::new(licence(overlong::amendment()))));
    assert_reads(&amended[0], &["مجوز اصلاح‌شدهٔ فعالیت", "مورد اصلاح", "برابر درخواست دارنده"]);
}
