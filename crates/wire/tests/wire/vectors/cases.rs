//! The vectors: one for each verdict, and one for each way in which a text can be wrong.

use domain::dates::{Date, Instant, TehranTime};
use domain::people::Activity;
use ed25519_dalek::SigningKey;

use super::forge::{self, Message, Numbers, byte_string, inner, lic1, map, outer, payload};
use super::{Vector, lists};

const TODAY: &str = "2026-11-24";

pub const fn kind_number(kind: Activity) -> u8 {
    match kind {
        Activity::Independent => 0,
        Activity::Covered => 1,
        Activity::SupporterNatural => 2,
        Activity::SupporterLegal => 3,
    }
}

fn midnight_after(day: &str) -> i64 {
    let day = Date::parse(day).expect("a day").add_days(1);
    Instant::at_tehran(day, TehranTime { hour: 0, minute: 0 }).as_millis() / 1_000
}

fn days(day: &str) -> i32 {
    let day = Date::parse(day).expect("a day");
    Instant::from_millis(0).tehran_date().days_until(day)
}

/// The claim that the others differ from.
fn usual() -> Numbers {
    Numbers {
        exp: midnight_after("2028-11-22"),
        iat: 1_795_411_800,
        cti: vec![0xE7; 16],
        serial: 12_347,
        kind: 0,
        holder: "زهرا حسینی\u{200C}نژاد".into(),
        field: "2025".to_owned(),
        title: "فرش دستباف".to_owned(),
        until: days("2028-11-22"),
        standing: 1,
        sheet: 4_188,
    }
}

fn until(last: &str) -> Numbers {
    Numbers { exp: midnight_after(last), until: days(last), ..usual() }
}

fn provisional(last: &str) -> Numbers {
    Numbers { exp: midnight_after(last), standing: 0, ..usual() }
}

/// `{ 1: -8, 4: name }`.
fn header(name: [u8; 8]) -> Vec<u8> {
    [&[0xA2, 0x01, 0x27, 0x04, 0x48][..], &name].concat()
}

fn block_header() -> Vec<u8> {
    header(lists::block().key_id())
}

fn message(payload: &[u8]) -> Message {
    Message::signed(&block_header(), payload, &lists::device())
}

fn signed(numbers: &Numbers) -> String {
    message(&payload(numbers)).text()
}

fn checked(
    name: &'static str,
    text: String,
    verdict: &'static str,
    against: (Option<&'static str>, Option<&'static str>),
    today: &'static str,
) -> Vector {
    Vector { name, text, trust: against.0, status: against.1, today, verdict, pasted: false }
}

fn usually(name: &'static str, text: String, verdict: &'static str) -> Vector {
    checked(name, text, verdict, (Some("trust"), Some("status")), TODAY)
}

pub fn all() -> Vec<Vector> {
    let written = [
        genuine(),
        no_code(),
        second_spellings(),
        bad_claims(),
        tampered(),
        forged(),
        lists_wrong(),
    ];
    let pasted = [pasted(), links(), among_words(), pasted_and_changed(), of_two_codes()];
    let pasted = pasted.into_iter().flatten();
    let pasted = pasted.map(|vector| Vector { pasted: true, ..vector });
    written.into_iter().flatten().chain(pasted).collect()
}

fn genuine() -> Vec<Vector> {
    let serial = |serial| signed(&Numbers { serial, ..usual() });
    let on = |name, numbers: &Numbers, verdict, today| {
        checked(name, signed(numbers), verdict, (Some("trust"), Some("status")), today)
    };
    let lists = |name, verdict, status| {
        checked(name, signed(&usual()), verdict, (Some("trust"), status), TODAY)
    };
    let legal = Numbers {
        kind: 3,
        holder: "شرکت تعاونی بافندگان نمونه".into(),
        field: "2025-0417".to_owned(),
        ..usual()
    };
    let long = Numbers {
        holder: format!("{}…", "حسینی ".repeat(6).trim_end()).into(),
        title: "تولید و بسته‌بندی…".to_owned(),
        sheet: u32::MAX,
        ..usual()
    };
    vec![
        usually("a registered licence", signed(&usual()), "valid"),
        usually("one of a legal supporter", signed(&legal), "valid"),
        usually("the longest names", signed(&long), "valid"),
        usually(
            "spaces and line ends around it",
            format!(" \r\n{}\t\n", signed(&usual())),
            "valid",
        ),
        usually("the first number of the block", serial(lists::FIRST), "valid"),
        usually("the last number of the block", serial(lists::LAST), "valid"),
        lists("no status list is at hand", "valid", None),
        lists("the status list is of last month", "valid", Some("statusOfLastMonth")),
        on("its last day", &until("2026-12-01"), "valid", "2026-12-01"),
        on("the day after its last", &until("2026-12-01"), "expired", "2026-12-02"),
        on("a provisional paper", &provisional("2026-12-10"), "provisional", TODAY),
        on(
            "a provisional paper's last day",
            &provisional("2026-12-10"),
            "provisional",
            "2026-12-10",
        ),
        on("a provisional paper past its day", &provisional("2026-12-10"), "expired", "2026-12-11"),
        usually("a suspended licence", serial(lists::SUSPENDED), "suspended"),
        usually("a revoked licence", serial(lists::REVOKED), "revoked"),
        usually(
            "a revoked licence past its last day",
            signed(&Numbers { serial: lists::REVOKED, ..until("2026-11-23") }),
            "revoked",
        ),
        usually(
            "a suspended provisional paper",
            signed(&Numbers { serial: lists::SUSPENDED, ..provisional("2026-12-10") }),
            "suspended",
        ),
        usually(
            "issued late tomorrow",
            signed(&Numbers { iat: midnight_after("2026-11-25") - 1, ..usual() }),
            "valid",
        ),
        usually(
            "issued on the day after tomorrow",
            signed(&Numbers { iat: midnight_after("2026-11-25"), ..usual() }),
            "notYetIssued",
        ),
        usually(
            "issued on the last day of the lease, which is still to come",
            signed(&Numbers { iat: midnight_after(lists::LEASED_UNTIL) - 1, ..usual() }),
            "notYetIssued",
        ),
        usually(
            "a revoked licence whose day of issue is still to come",
            signed(&Numbers {
                serial: lists::REVOKED,
                iat: midnight_after("2026-11-25"),
                ..usual()
            }),
            "notYetIssued",
        ),
    ]
}

fn no_code() -> Vec<Vector> {
    let text = signed(&usual());
    let texts = [
        ("nothing", String::new()),
        ("a prefix alone", "LIC1:".to_owned()),
        ("another prefix", text.replacen("LIC1:", "HC1:", 1)),
        ("a small prefix", text.replacen("LIC1:", "lic1:", 1)),
        ("an address", "https://example.ir/v/000001234774".to_owned()),
        ("a small letter inside", text.replacen("LIC1:", "LIC1:a", 1)),
        ("a letter of Base45 that codes lack", format!("{}%{}", &text[..60], &text[61..])),
        ("a Persian letter", text.replacen("LIC1:", "LIC1:پ", 1)),
        ("a group of one letter", format!("{text}0000")),
        ("a group that stands for too much", format!("{}:::Z", &text[..text.len() - 4])),
        ("the end is missing", text[..text.len() - 30].to_owned()),
        ("its last letter is missing", text[..text.len() - 1].to_owned()),
        ("another last letter", format!("{}Y", &text[..text.len() - 1])),
        ("the last letter where no code ends", format!("{}Z", &text[..text.len() - 4])),
        ("a link without a code", "https://parvaneh.example/v#".to_owned()),
        ("longer than any code", format!("{text}{}", "000".repeat(300))),
    ];
    texts.map(|(name, text)| usually(name, text, "unreadable")).into()
}

/// What messengers, mail and scanners make of a code: nothing of it is lost, so that it is read.
fn pasted() -> Vec<Vector> {
    let text = signed(&usual());
    let wrapped = |width: usize, between: &str| in_lines(&text, width, between);
    let linked = |width: usize| in_lines(&linked("parvaneh.example", &text), width, "\n");
    let between = |sign: char| {
        let letters = text.chars().enumerate();
        letters
            .flat_map(|(at, letter)| [Some(letter), (at % 50 == 49).then_some(sign)])
            .flatten()
            .collect::<String>()
    };
    let texts = [
        ("marks of direction around it", format!("\u{200F}\u{2066}{text}\u{2069}\u{200E}")),
        ("every invisible sign inside", {
            let signs = "\u{AD}\u{61C}\u{180E}\u{200B}\u{200C}\u{200D}\u{200E}\u{200F}\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2060}\u{2066}\u{2067}\u{2068}\u{2069}\u{FE0F}\u{FEFF}";
            text.chars()
                .zip(signs.chars().cycle())
                .flat_map(|(letter, sign)| [letter, sign])
                .collect()
        }),
        ("a byte order mark before it", format!("\u{FEFF}{text}")),
        ("spaces that do not break inside", between('\u{A0}')),
        ("narrow spaces inside", between('\u{202F}')),
        ("tabs inside", between('\t')),
        ("lines of 76 letters", wrapped(76, "\r\n")),
        ("lines of 40 letters", wrapped(40, "\n")),
        ("lines in the middle of its prefix", wrapped(3, "\n")),
        ("lines with spaces before and behind", wrapped(64, "  \n  ")),
        ("lines that mail quotes", format!("> {}", wrapped(70, "\n> "))),
        ("lines that mail quotes twice", format!(">> {}", wrapped(70, "\n>> "))),
        ("lines that were made one", wrapped(76, " ")),
        ("a space inside", format!("{} {}", &text[..60], &text[60..])),
        ("a link in lines of 76 letters", linked(76)),
        ("a link in lines of 16 letters", linked(16)),
    ];
    texts.map(|(name, text)| usually(name, text, "valid")).into()
}

fn in_lines(text: &str, width: usize, between: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let lines = letters.chunks(width).map(|line| line.iter().collect::<String>());
    lines.collect::<Vec<_>>().join(between)
}

fn linked(host: &str, text: &str) -> String {
    format!("https://{host}/v#{text}")
}

/// Links as papers have them, as people pass them on, and as somebody makes them who wants his own page to be opened.
fn links() -> Vec<Vector> {
    let text = signed(&usual());
    let own = linked("parvaneh.example", &text);
    let texts = [
        ("a link", own.clone()),
        ("a link in capitals", format!("HTTPS://PARVANEH.EXAMPLE/v#{text}")),
        ("a link in quotation marks", format!("«{own}»")),
        ("a link behind a label", format!("کد: {own}")),
        ("a link in a message", format!("سلام،\nکد مجوز:\n{own}\nبا سپاس")),
        ("a link and a full stop", format!("{own}.")),
        ("a link below another address", format!("https://example.ir\n\n{own}")),
        ("a bare code below an address", format!("https://example.ir\n{text}")),
        ("a link of another host", linked("parvaneh-example.ir", &text)),
        ("a link of another host without https", format!("http://example.ir/v#{text}")),
        ("a link with a port", linked("parvaneh.example:8443", &text)),
        ("a link of another host behind a name", linked("parvaneh.example@example.ir", &text)),
        ("a link in another host's address", format!("https://example.ir/?to={own}")),
        ("a link of another host and the code", format!("{}\n{text}", linked("example.ir", &text))),
        ("two links of two hosts", format!("{own}\n{}", linked("example.ir", &text))),
    ];
    texts.map(|(name, text)| usually(name, text, "valid")).into()
}

/// What people put around a code.
fn among_words() -> Vec<Vector> {
    let text = signed(&usual());
    let (first, last) = text.split_at(100);
    let texts = [
        ("Persian quotation marks", format!("«{text}»")),
        ("quotation marks of English", format!("“{text}”")),
        ("straight quotation marks", format!("\"{text}\"")),
        ("single quotation marks", format!("'{text}'")),
        ("angle brackets", format!("<{text}>")),
        ("brackets and a full stop", format!("({text}).")),
        ("stars of bold type", format!("*{text}*")),
        ("a label of English", format!("proof: {text}")),
        ("a label of Persian", format!("کد: {text}")),
        ("a label without a space", format!("CODE:{text}")),
        ("a label that has the prefix", format!("LIC1: {text}")),
        (
            "a whole message",
            format!("سلام،\nکد مجوز خانم حسینی این است:\n\n{text}\n\nبا سپاس\nرضا ۰۹۱۲"),
        ),
        ("a message in lines", format!("See the code:\n> {first}\n> {last}\n> Thank you.")),
        ("a full stop", format!("{text}.")),
        ("words in capitals behind it", format!("{text} THANK YOU 2026")),
        ("a number behind it", format!("{text}\n1405/09/02")),
        ("an address behind it", format!("{text} HTTPS://EXAMPLE.IR/V")),
        ("words in capitals before it", format!("LICENCE OF LILI {text}")),
        ("the same code twice", format!("{text}\n\n> {first}\n> {last}")),
        ("a broken code before it", format!("{first}\n{text}")),
        ("pages of words around it", format!("{0}\n{text}\n{0}", "سلام و درود ".repeat(200))),
    ];
    texts.map(|(name, text)| usually(name, text, "valid")).into()
}

/// Of two codes nobody can tell which one is meant.
fn of_two_codes() -> Vec<Vector> {
    let (one, other) = (signed(&usual()), signed(&Numbers { serial: 12_348, ..usual() }));
    let specimen = header(*b"SPECIMEN");
    let specimen = Message::signed(&specimen, &payload(&usual()), &lists::device()).text();
    let texts = [
        ("two codes in one message", format!("{one}\n{other}")),
        ("two codes in quotation marks", format!("«{one}» و «{other}»")),
        ("a code and a specimen", format!("{one}\n{specimen}")),
    ];
    texts.map(|(name, text)| usually(name, text, "unreadable")).into()
}

/// What is still as long as a code, and has another signature or none.
fn pasted_and_changed() -> Vec<Vector> {
    let text = signed(&usual());
    let at = text.len() - 3;
    let last = if &text[at..=at] == "0" { '1' } else { '0' };
    let changed = format!("{}{last}{}", &text[..at], &text[at + 1..]);
    let lines = format!("{}\n{}", &changed[..100], &changed[100..]);
    let spaced = format!("{} {}", &changed[..100], &changed[100..]);
    // Two letters of the signature are lost, and two of the next word are as many.
    let missing = |behind: &str| format!("{}{}{behind}", &text[..240], &text[242..]);
    let filled = format!("{} 1200 Z", &text[..text.len() - 5]);
    vec![
        usually("another letter in lines", lines, "badSignature"),
        usually("another letter and a space", spaced, "unreadable"),
        usually("another letter in a link", linked("parvaneh.example", &changed), "badSignature"),
        usually("another letter in quotation marks", format!("«{changed}»"), "badSignature"),
        usually("another letter behind a label", format!("کد: {changed}"), "badSignature"),
        usually("another letter and words behind it", format!("{changed} THANKS"), "badSignature"),
        usually("words for letters that are missing", missing(" A 12"), "unreadable"),
        usually(
            "words for its lost end",
            format!("{} THANKS", &text[..text.len() - 9]),
            "unreadable",
        ),
        usually("words that end as a code does", filled, "unreadable"),
        usually("a letter directly behind it", format!("{text}A"), "unreadable"),
        usually("a letter is missing", format!("{}{}", &text[..200], &text[201..]), "unreadable"),
        usually("small letters", text.to_lowercase(), "unreadable"),
    ]
}

/// Messages that a lenient reader would take, and whose signatures are right.
fn second_spellings() -> Vec<Vector> {
    let (head, body, device) = (block_header(), payload(&usual()), lists::device());
    let changed = |change: fn(&mut Message)| {
        let mut message = message(&body);
        change(&mut message);
        message.text()
    };
    let with_header = |header: &[u8]| Message::signed(header, &body, &device).text();
    let es256 = [&[0xA2, 0x01, 0x26][..], &head[3..]].concat();
    let no_algorithm = [&[0xA1][..], &head[3..]].concat();
    let swapped = [&[0xA2][..], &head[3..], &[0x01, 0x27]].concat();
    let short_name = [&[0xA2, 0x01, 0x27, 0x04, 0x47][..], &head[6..]].concat();
    let typed = [&[0xA3, 0x01, 0x27, 0x03, 0x18, 0x3D][..], &head[3..]].concat();
    let moved = Message {
        unprotected: [&[0xA1][..], &head[3..]].concat(),
        ..Message::signed(&[0xA1, 0x01, 0x27], &body, &device)
    };
    let pairs = outer(&usual(), &inner(&usual()));
    let long_number = {
        let mut pairs = pairs.clone();
        // The sheet's number in four bytes where two suffice.
        let end = pairs[3].len() - 3;
        pairs[3].splice(end.., [0x1A, 0x00, 0x00, 0x10, 0x5C]);
        map(&pairs)
    };
    let endless = [&[0xBF][..], &pairs.concat(), &[0xFF]].concat();
    let late = [&body[..], &[0x00]].concat();
    let reordered = map(&[&pairs[1], &pairs[0], &pairs[2], &pairs[3]].map(Clone::clone));
    let twice = map(&[&pairs[0], &pairs[0], &pairs[1], &pairs[2], &pairs[3]].map(Clone::clone));
    let texts = [
        ("no tag", changed(|message| message.tag.clear())),
        ("another tag", changed(|message| message.tag = vec![0xD1])),
        ("two tags", changed(|message| message.tag = vec![0xD2, 0xD2])),
        (
            "something in the unprotected header",
            changed(|m| m.unprotected = vec![0xA1, 0x05, 0x40]),
        ),
        ("the name in the unprotected header", moved.text()),
        ("the algorithm is ES256", with_header(&es256)),
        ("no algorithm", with_header(&no_algorithm)),
        ("a header in another order", with_header(&swapped)),
        ("a name of seven bytes", with_header(&short_name)),
        ("a header with more in it", with_header(&typed)),
        (
            "a length in more bytes than it needs",
            changed(|message| {
                let rest = message.payload.split_off(2);
                message.payload = [vec![0x59, 0x00, message.payload[1]], rest].concat();
            }),
        ),
        ("a number in more bytes than it needs", message(&long_number).text()),
        ("a map without a length", message(&endless).text()),
        ("something after the claim", message(&late).text()),
        ("something after the message", lic1(&[&message(&body).bytes()[..], &[0x00]].concat())),
        ("claims in another order", message(&reordered).text()),
        ("a claim twice", message(&twice).text()),
    ];
    texts.map(|(name, text)| usually(name, text, "unreadable")).into()
}

/// Claims that the right key has signed, and that say what no licence says.
fn bad_claims() -> Vec<Vector> {
    let usual = usual();
    let with = |change: fn(&mut Numbers)| {
        let mut numbers = usual.clone();
        change(&mut numbers);
        signed(&numbers)
    };
    let (inside, pairs) = (inner(&usual), outer(&usual, &inner(&usual)));
    let without_sheet = map(&outer(&usual, &inside[..7]));
    let with_more = map(&outer(&usual, &[&inside[..], &[vec![0x09, 0x00]]].concat()));
    let with_issuer = map(&[&[vec![0x01, 0x61, b'x']], &pairs[..]].concat());
    let texts = [
        ("a claim without its sheet", message(&without_sheet).text()),
        ("a claim with a ninth value", message(&with_more).text()),
        ("a claim with an issuer", message(&with_issuer).text()),
        ("an event of fifteen bytes", with(|n| n.cti.truncate(15))),
        ("number nought", with(|n| n.serial = 0)),
        ("a number of eleven digits", with(|n| n.serial = 10_000_000_000)),
        ("an unknown kind", with(|n| n.kind = 4)),
        ("an unknown standing", with(|n| n.standing = 2)),
        ("a name of 73 bytes", with(|n| n.holder = vec![b'x'; 73])),
        ("a name that is not UTF-8", with(|n| n.holder = vec![0xD8, 0x28])),
        ("a title of 41 bytes", with(|n| n.title = "x".repeat(41))),
        ("no field", with(|n| n.field.clear())),
        ("a field with a letter that codes lack", with(|n| n.field = "20 25".into())),
        ("a field of 41 characters", with(|n| n.field = "2".repeat(41))),
        ("registered, and running out on another day", with(|n| n.exp += 86_400)),
        (
            "provisional until noon",
            with(|n| {
                n.standing = 0;
                n.exp -= 43_200;
            }),
        ),
        (
            "a last day in 1501",
            with(|n| {
                n.until = 55_597;
                n.exp = 55_598 * 86_400 - 12_600;
            }),
        ),
        ("issued in 1501", with(|n| n.iat = 55_597 * 86_400)),
        ("issued in the year of the largest number", with(|n| n.iat = i64::MAX)),
    ];
    texts.map(|(name, text)| usually(name, text, "unreadable")).into()
}

/// The signature of the usual claim under another one.
fn tampered() -> Vec<Vector> {
    let with = |change: fn(&mut Numbers)| {
        let mut numbers = usual();
        change(&mut numbers);
        Message { payload: byte_string(&payload(&numbers)), ..message(&payload(&usual())) }.text()
    };
    let texts = [
        ("issued a second later", with(|n| n.iat += 1)),
        ("another event", with(|n| n.cti[15] ^= 1)),
        ("another number of the block", with(|n| n.serial += 3)),
        ("another kind", with(|n| n.kind = 1)),
        ("another letter in the name", with(|n| n.holder = "زهرا حسینی\u{200C}نژاذ".into())),
        ("another code of the field", with(|n| n.field = "2026".into())),
        ("another title of the field", with(|n| n.title = "فرش ماشینی".into())),
        (
            "a later last day",
            with(|n| {
                n.until += 1;
                n.exp += 86_400;
            }),
        ),
        ("provisional instead of registered", with(|n| n.standing = 0)),
        ("another sheet", with(|n| n.sheet += 1)),
    ];
    texts.map(|(name, text)| usually(name, text, "badSignature")).into()
}

fn forged() -> Vec<Vector> {
    let body = payload(&usual());
    let by = |key: &SigningKey, name: [u8; 8], body: &[u8]| {
        Message::signed(&header(name), body, key).text()
    };
    let (device, stranger) = (lists::device(), lists::stranger());
    let block = lists::block().key_id();
    let mut flipped = message(&body);
    flipped.signature[40] ^= 1;
    let mut respelt = message(&body);
    respelt.respell_signature();
    // Only the key's owner can make these, and a verifier that multiplies by the cofactor takes them.
    let mut with_torsion = message(&body);
    with_torsion.sign_with_torsion(&device, 7);
    let mut small = message(&body);
    small.sign_with_torsion(&device, 0);
    let zeroes = Message { signature: [0; 64], ..message(&body) };
    let outside = |serial| signed(&Numbers { serial, ..usual() });
    let far = payload(&Numbers { serial: 99, ..usual() });
    let late = Numbers { iat: midnight_after(lists::LEASED_UNTIL), ..usual() };
    let specimen = SigningKey::from_bytes(b"parvaneh specimen, never genuine");
    vec![
        usually("a bit of the signature", flipped.text(), "badSignature"),
        usually("a signature in its second spelling", respelt.text(), "badSignature"),
        usually("a signature with a point of small order", with_torsion.text(), "badSignature"),
        usually("a signature whose first half is of small order", small.text(), "badSignature"),
        usually("a signature of noughts", zeroes.text(), "badSignature"),
        usually("another workstation's key", by(&stranger, block, &body), "badSignature"),
        usually("another key, and outside the block", by(&stranger, block, &far), "badSignature"),
        usually("the number before the block", outside(lists::FIRST - 1), "outsideBlock"),
        usually("the number after the block", outside(lists::LAST + 1), "outsideBlock"),
        usually("issued after the lease", signed(&late), "afterLease"),
        usually(
            "issued after the lease, and outside the block",
            signed(&Numbers { serial: 13_000, ..late }),
            "outsideBlock",
        ),
        usually("another name of the block", by(&device, [7; 8], &body), "issuerUnknown"),
        usually(
            "a block of the workstation's own making",
            by(&device, lists::forged_block().key_id(), &body),
            "issuerUnknown",
        ),
        usually("a specimen", by(&specimen, *b"SPECIMEN", &body), "specimen"),
        usually("a specimen by whichever key", by(&device, *b"SPECIMEN", &body), "specimen"),
        checked(
            "a specimen, without a list",
            by(&specimen, *b"SPECIMEN", &body),
            "specimen",
            (None, None),
            TODAY,
        ),
    ]
}

fn lists_wrong() -> Vec<Vector> {
    let text = || signed(&usual());
    let trust =
        |name, trust, verdict| checked(name, text(), verdict, (Some(trust), Some("status")), TODAY);
    let status =
        |name, status| checked(name, text(), "notTrusted", (Some("trust"), Some(status)), TODAY);
    let both = (Some("trust"), Some("status"));
    let own = Message::signed(
        &header(lists::forged_block().key_id()),
        &payload(&usual()),
        &lists::device(),
    );
    vec![
        checked("no trust list is at hand", text(), "issuerUnknown", (None, Some("status")), TODAY),
        trust("the trust list is older than the block", "trustWithoutTheBlock", "issuerUnknown"),
        checked("the trust list's last day", text(), "valid", both, "2026-12-20"),
        checked(
            "the day after the trust list's last",
            text(),
            "trustListTooOld",
            both,
            "2026-12-21",
        ),
        checked(
            "another name of the block, and an old list",
            Message::signed(&header([7; 8]), &payload(&usual()), &lists::device()).text(),
            "trustListTooOld",
            both,
            "2026-12-21",
        ),
        trust("a trust list of another root", "trustOfAnotherRoot", "notTrusted"),
        trust("a trust list of a registry past its day", "trustOfAPastRegistry", "notTrusted"),
        trust("a bit of the trust list", "trustTamperedWith", "notTrusted"),
        trust("something after the trust list", "trustWithSomethingAfterIt", "notTrusted"),
        trust("a trust list that is a status list", "status", "notTrusted"),
        checked(
            "a block that the registry has not signed",
            own.text(),
            "notTrusted",
            (Some("trustWithAForgedBlock"), None),
            TODAY,
        ),
        trust("beside a block that the registry has not signed", "trustWithAForgedBlock", "valid"),
        status("a status list by the workstation", "statusByTheWorkstation"),
        status("a bit of the status list", "statusTamperedWith"),
        status("a status list that is a trust list", "trust"),
    ]
}

#[test]
fn a_message_written_by_hand_is_the_program_s_own() {
    assert_eq!(signed(&usual()), crate::proofs::golden());
    let written = forge::lic1(&message(&payload(&usual())).bytes());
    assert_eq!(written, crate::proofs::golden());
}
