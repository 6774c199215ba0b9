//! Documents with as much text as an input may have. The tests of papers draw from this file too, so what is here is
//! used in both.

use crate::{
    Document, Kind,
    input::{
        Amended, BankReferral, BranchList, BrokenCondition, Clearance, Copy, Correction, Dossier,
        Earlier, EmpowermentReferral, Holder, Letter, Letterhead, Licence, Receipt, Refusal,
        Replaced, Revocation, Signatory, Standing, Suspension, Transmittal,
    },
    texts::own::{OwnText, TextPart},
};

/// A text of so many characters, made of words.
pub(super) fn long(words: &str, characters: usize) -> String {
    let text: String = words.chars().cycle().take(characters).collect();
    let end = text.trim_end().len();
    let missing = characters - text[..end].chars().count();
    format!("{}{}", &text[..end], "ی".repeat(missing))
}

const NAME: &str = "سیده معصومه حسینی‌نژاد طباطبایی گلپایگانی ";
const ADDRESS: &str = "شهرستان مرودشت، دهستان رودبال، روستای علی‌آباد، کوچهٔ شهید رضایی، ";
const FIELD: &str = "پاک کردن، بسته‌بندی و فرآوری زرشک، عناب و لیموعمانی ";

pub(super) fn name() -> String {
    long(NAME, 80)
}

pub(super) fn address() -> String {
    long(ADDRESS, 300)
}

pub(super) fn field() -> String {
    long(FIELD, 200)
}

/// A sentence that ends with a number of its own.
pub(super) fn numbered(sentence: &str, number: usize) -> String {
    domain::text::to_persian_digits(&format!("{sentence} شمارهٔ {}", 7000 + number))
}

pub(crate) fn renewal() -> Replaced {
    let (number, issued_on) = ("000000331062".into(), "1402/09/02".into());
    Replaced::Renewal(Earlier { number, issued_on })
}

pub(crate) fn amendment() -> Replaced {
    Replaced::Amendment(Amended {
        number: "000000331062".into(),
        issued_on: "1402/09/02".into(),
        what: "نشانی محل فعالیت، برابر درخواست دارنده".into(),
    })
}

fn letter(letter: Letter) -> Letter {
    Letter {
        to: long("ریاست محترم ادارهٔ بررسی طرح‌های خانگی ", 200),
        copies_to: (0..12).map(|n| numbered(&long("ادارهٔ همکار در استان ", 120), n)).collect(),
        ..letter
    }
}

pub(super) fn officer() -> Signatory {
    Signatory { name: "مریم رضایی".into(), title: "معاون صنایع دستی".into() }
}

/// Every kind that an office words itself, with as many words of its own as it may have.
pub(super) fn in_own_words() -> Vec<Document> {
    let text = "سپاس از شکیبایی و همراهی شما ";
    let head = Letterhead {
        lines: vec![long(text, 80); 4],
        address: address().chars().take(200).collect(),
        postal_code: "3813715649".into(),
        telephone: long("۰۸۶-۱۲۳۴۵۶۷۸ داخلی ", 40),
    };
    let head = OwnText::of_letterhead(head).checked(TextPart::Letterhead).unwrap_or_default();
    let head = head.into_letterhead();
    let worded = |part: TextPart| {
        let TextPart::Of(kind) = part else { return None };
        let mut words = part.built_in();
        for field in part.fields() {
            let places: String = field.slots.iter().map(|slot| format!(" {{{slot}}}")).collect();
            let room = field.longest - places.chars().count();
            words.texts.insert(field.name.to_owned(), format!("{}{places}", long(text, room)));
        }
        if let Some(lines) = part.lines() {
            let line = format!("{{agency}}، {}", long(text, lines.longest - 10));
            words.lines = vec![line; lines.most];
        }
        let words = words.checked(part).unwrap_or_default();
        Some(Document::example_of(kind, &head, &words, &long(FIELD, 60), &officer()))
    };
    TextPart::all().filter_map(worded).collect()
}

/// A refusal as an office might word it.
pub(crate) fn refusal_in_own_words() -> Document {
    let part = TextPart::Of(Kind::Refusal);
    let mut words = part.built_in();
    let own = [
        ("greeting", "با درود و آرزوی روزهای بهتر،"),
        ("apply_again", "هرگاه موارد بالا برطرف شد، بی‌درنگ درخواست تازه ثبت کنید؛ کنار شما هستیم."),
        (
            "object",
            "اگر این تصمیم را درست نمی‌دانید، تا {date} اعتراض خود را در سامانه یا در دبیرخانهٔ اداره ثبت کنید.",
        ),
        ("closing", "با سپاس از شکیبایی شما"),
    ];
    for (name, text) in own {
        words.texts.insert(name.into(), text.into());
    }
    words.lines = vec!["{agency}، برای آگاهی".into(), "بایگانی".into()];
    let head = Letterhead {
        lines: vec![
            "جمهوری اسلامی ایران".into(),
            "وزارت میراث فرهنگی، گردشگری و صنایع دستی".into(),
            "ادارهٔ شهرستان آشتیان".into(),
        ],
        address: "آشتیان، بلوار معلم، کوچهٔ سوم".into(),
        postal_code: "3961813111".into(),
        telephone: "۰۸۶-۳۷۲۲۱۲۳۴".into(),
    };
    Document::example_of(Kind::Refusal, &head, &words, "ادارهٔ صنایع دستی", &officer())
}

pub(super) fn licence() -> Licence {
    let mut licence = Licence::example();
    if let Holder::Natural(holder) = &mut licence.holder {
        holder.name = name();
        holder.father_name = long(NAME, 60);
    }
    licence.workplace.address = address();
    licence.field.title = field();
    licence.agency = long(FIELD, 120);
    if let Some(supporter) = &mut licence.supporter {
        supporter.name = long(NAME, 120);
    }
    licence.conditions = (0..40).map(|n| numbered(&long(ADDRESS, 120), n)).collect();
    licence.replaces = Some(Replaced::Amendment(Amended {
        number: "000000331062".into(),
        issued_on: "1402/09/02".into(),
        what: long(ADDRESS, 160),
    }));
    licence.standing = Standing::Provisional;
    licence.copy = Copy { number: 2, in_place_of: Some(1), made_out_on: Some("1405/10/02".into()) };
    licence.signatures.agency.name = long(NAME, 70);
    licence.signatures.agency.title = long(FIELD, 90);
    licence
}

/// Documents of every kind, each with overlong texts.
pub(super) fn documents() -> Vec<Document> {
    let mut empowerment = EmpowermentReferral::example();
    empowerment.letter = letter(empowerment.letter);
    empowerment.applicant.name = name();
    empowerment.applicant.field = field();
    empowerment.address = address();
    empowerment.services.counselling = Some(long(ADDRESS, 300));
    empowerment.services.training = Some(long(ADDRESS, 300));

    let mut bank = BankReferral::example();
    bank.letter = letter(bank.letter);
    bank.applicant.name = long(NAME, 250);
    bank.applicant.field = field();
    bank.facility.amount_rials = 999_999_999_999_999;

    let mut refusal = Refusal::example();
    refusal.letter = letter(refusal.letter);
    refusal.field = field();
    refusal.conditions = (0..40)
        .map(|n| {
            let mut condition = refusal.conditions[n % 2].clone();
            condition.text = numbered(&long(FIELD, 60 + 13 * (n % 30)), n);
            let length = if n == 20 { 2_000 } else { 20 + 11 * (n % 40) };
            condition.finding = long(ADDRESS, length);
            condition
        })
        .collect();

    let mut correction = Correction::example();
    correction.letter = letter(correction.letter);
    correction.field = field();
    correction.items = (0..40)
        .map(|n| {
            let mut item = correction.items[n % 3].clone();
            let length = if n == 20 { 1_980 } else { 40 + 14 * (n % 35) };
            item.action = numbered(&long(ADDRESS, length), n);
            item.subject = long(FIELD, 190);
            item
        })
        .collect();

    let mut receipt = Receipt::example();
    receipt.applicant = long(NAME, 200);
    receipt.field = field();
    receipt.reviewed_by = long(FIELD, 160);

    let mut inquiry = Clearance::example();
    inquiry.letter = letter(inquiry.letter);
    inquiry.applicant.name = long(NAME, 250);
    inquiry.applicant.field = field();
    inquiry.plan = long(FIELD, 190);
    inquiry.description = long(ADDRESS, 1_980);
    inquiry.address = address();
    inquiry.question = long(ADDRESS, 1_950);

    let mut revocation = Revocation::example();
    revocation.letter = letter(revocation.letter);
    revocation.field = field();
    revocation.reason = long(ADDRESS, 1_980);
    revocation.conditions = (0..30)
        .map(|n| BrokenCondition {
            number: format!("{n}-{n}"),
            text: numbered(&long(FIELD, 30 + 17 * n), n),
        })
        .collect();
    let suspension = Suspension { conditions: Vec::new(), ..Suspension::example() };

    vec![
        Document::Clearance(Box::new(inquiry)),
        Document::Revocation(Box::new(revocation)),
        Document::Suspension(Box::new(suspension)),
        Document::BranchList(Box::new(branch_list())),
        Document::Transmittal(Box::new(transmittal())),
        Document::Dossier(Box::new(dossier())),
        Document::Licence(Box::new(licence())),
        Document::EmpowermentReferral(Box::new(empowerment)),
        Document::BankReferral(Box::new(bank)),
        Document::Refusal(Box::new(refusal)),
        Document::Correction(Box::new(correction)),
        Document::Receipt(Box::new(receipt)),
    ]
}

fn branch_list() -> BranchList {
    let mut list = BranchList::example();
    list.letter = letter(list.letter);
    list.rows = (0..45)
        .map(|n| {
            let mut row = list.rows[n % 12].clone();
            row.name = long(NAME, 10 + 5 * n);
            row.father_name = long(NAME, 4 + n);
            row.field = numbered(&long(FIELD, 12 + 4 * n), n);
            row.amount_rials = if n == 7 { 999_999_999_999_999 } else { 1_500_000_000 };
            row
        })
        .collect();
    list
}

fn transmittal() -> Transmittal {
    let mut list = Transmittal::example();
    list.rows = (0..30)
        .map(|n| {
            let mut row = list.rows[n % 6].clone();
            row.name = long(NAME, 10 + 8 * n);
            row.field = numbered(&long(FIELD, 190 - n), n);
            row.documents = 9_999;
            row
        })
        .collect();
    list
}

fn dossier() -> Dossier {
    let mut dossier = Dossier::example();
    dossier.applicant = long(NAME, 250);
    dossier.field = field();
    dossier.facts[1].facts[1].value = long(ADDRESS, 2_000);
    dossier.attachments = (0..20).map(|n| dossier.attachments[n % 2].clone()).collect();
    dossier.requests = (0..20)
        .map(|n| {
            let mut request = dossier.requests[0].clone();
            request.text = numbered(&long(ADDRESS, if n == 3 { 1_980 } else { 40 + 20 * n }), n);
            request.answer = long(ADDRESS, if n == 4 { 1_980 } else { 10 + 30 * n });
            request
        })
        .collect();
    dossier.notes = (0..12)
        .map(|n| {
            let mut note = dossier.notes[0].clone();
            note.text = numbered(&long(ADDRESS, 100 + 150 * n), n);
            note
        })
        .collect();
    dossier.events = (0..60).map(|n| dossier.events[n % 7].clone()).collect();
    dossier
}
