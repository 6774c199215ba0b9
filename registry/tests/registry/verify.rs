//! What an inquiry about a licence finds, on pages and for programs.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use domain::case::Case;
use domain::event::Fact;
use domain::identifiers::LicenceNumber;
use domain::people::Role;
use domain::plan::Path;
use ed25519_dalek::SigningKey;
use registry::config::{Config, ConfigError};
use registry::scope::{self, Scope};
use registry::verification::Trust;
use testkit::people::text;
use testkit::times::day;
use wire::proof::certificate::{BlockCertificate, RegistryCertificate};
use wire::proof::status::{Status, StatusList};
use wire::proof::trust::TrustList;
use wire::proof::{self, Claim, Standing};

use crate::harness::TestRegistry;
use crate::status::says;
use crate::telling::Telling;

/// A licence in the hand of somebody, and the authority behind it.
struct Signed {
    trust: Trust,
    block: BlockCertificate,
    key: SigningKey,
    claim: Claim,
}

/// The authority that leased the labour office's workstation the serials 1 to 100.
fn signed(told: &Telling<'_>, case: &Case) -> Signed {
    let root = SigningKey::from_bytes(&[9; 32]);
    let registry = told.test.registry.keys.signing();
    let until = day("2027-11-23");
    let station = told.station(Role::Labour);
    let block = BlockCertificate::issue(
        registry,
        station.key.verifying_key(),
        station.office.clone(),
        1..=100,
        until,
    );
    let certificate = RegistryCertificate::issue(&root, registry.verifying_key(), until);
    let today = day("2026-11-23");
    let root = root.verifying_key();
    let list =
        TrustList::issue(&root, &certificate, registry, today, until, std::slice::from_ref(&block));
    let licence = case.licence().unwrap();
    let field = case.submission.as_ref().unwrap().plan.field.clone();
    let claim = Claim {
        event: licence.event,
        number: licence.number.clone(),
        kind: case.applicant.activity(),
        holder: case.applicant.display_name(),
        field_title: told.test.registry.catalogue().field(&field).unwrap().title.clone(),
        field,
        issued_at: licence.issued_at,
        valid_until: licence.valid_until,
        standing: Standing::Registered,
        sheet: 1,
    };
    Signed { trust: Trust { root, list }, block, key: station.key.clone(), claim }
}

impl Signed {
    fn text(&self) -> String {
        proof::sign(&self.claim, &self.key, &self.block).unwrap()
    }
}

async fn by_number(test: &TestRegistry, number: &LicenceNumber) -> crate::browser::Answer {
    test.browser().submit("/verify", &[("number", number.as_str())]).await
}

#[tokio::test]
async fn every_state_has_a_word_a_sign_and_a_border_of_its_own() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 1).await;
    let number = told.case().await.licence().unwrap().number.clone();
    let expect = async |word: &str, class: &str| {
        let page = by_number(&test, &number).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says(&format!("<title>نتیجهٔ استعلام: {word}")), "{word}: {}", page.text());
        assert!(page.says(&format!("class=\"result {class}\"")), "{word}");
    };
    expect("مجوز معتبر است", "valid").await;
    told.suspend().await;
    expect("مجوز تعلیق شده است", "paused").await;
    told.by(Role::Labour, Fact::LicenceReinstated { reason: text("رفع شد") }).await;
    expect("مجوز معتبر است", "valid").await;
    told.pass_days(3 * 365);
    expect("اعتبار مجوز به پایان رسیده است", "ended").await;
    told.revoke().await;
    expect("مجوز باطل شده است", "void").await;
    // The registry confirms in the same transaction, so that only an interrupted move leaves this.
    sqlx::query("update licences set confirmation = 'provisional', force = 'inForce', valid_until = '2099-01-01'")
        .execute(&test.owner)
        .await
        .unwrap();
    expect("مجوز موقت است", "waiting").await;
    sqlx::query("update licences set force = 'superseded'").execute(&test.owner).await.unwrap();
    expect("مجوز جایگزین شده است", "ended").await;
    let other = LicenceNumber::from_serial(77).unwrap();
    let page = by_number(&test, &other).await;
    assert!(page.says("چنین مجوزی پیدا نشد") && page.says("class=\"result ended\""));
}

#[tokio::test]
async fn whoever_holds_the_paper_learns_what_stands_on_it_and_no_more() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let case = told.case().await;
    let page = by_number(&test, &case.licence().unwrap().number).await;
    let person = case.applicant.person();
    let id = domain::text::to_persian_digits(person.national_id.as_str());
    assert!(page.says(&case.applicant.display_name()) && page.says("قالی‌بافی"));
    assert!(page.says("مرکزی، اراک") && page.says("ادارهٔ تعاون، کار و رفاه اجتماعی شهرستان اراک"));
    let last_two: String = id.chars().skip(8).collect();
    assert!(page.says(&format!("********{last_two}")));
    assert!(page.says("استعلام در ") && page.says("از سامانهٔ مرکزی خوانده شده است"));
    for private in [
        id.as_str(),
        person.national_id.as_str(),
        person.residence.line.as_str(),
        person.mobile.as_str(),
        person.father_name.as_str(),
        case.tracking_code.as_str(),
    ] {
        let plain = page.text().replace(&case.applicant.display_name(), "");
        assert!(!plain.contains(private), "{private}");
    }
}

#[tokio::test]
async fn a_number_is_taken_in_three_scripts_and_what_is_none_is_explained() {
    let test = TestRegistry::start().await;
    Telling::licensed(&test, 1, 12_347).await;
    let mut browser = test.browser();
    for typed in ["000001234714", "۰۰۰۰ ۰۱۲۳ ۴۷۱۴", "٠٠٠٠-٠١٢٣-٤٧١٤"] {
        let answer = browser.post("/verify", &[("number", typed)]).await;
        assert_eq!(answer.location(), Some("/verify/000001234714"), "{typed}");
    }
    for (typed, why) in [
        ("", "شمارهٔ مجوز را بنویسید"),
        ("۰۰۰۰ ۰۱۲۳ ۴۷۱۵", "جابه‌جا"),
        ("40573100821756", "دوازده رقم"),
        ("abc", "تنها رقم"),
    ] {
        let page = browser.post("/verify", &[("number", typed)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.says("<title>خطا:") && page.says(why), "{typed}");
        assert!(page.says(&format!("value=\"{typed}\"")), "{typed}");
    }
    let page = browser.get("/en/verify/12").await;
    assert!(page.says("twelve digits") && page.says("value=\"12\""));
}

#[tokio::test]
async fn a_code_is_judged_by_its_signature_and_by_the_registry() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let case = told.case().await;
    let signed = signed(&told, &case);
    let judge = async |text: &str, word: &str| {
        let mut browser = test.browser_trusting(Some(signed.trust.clone()));
        let page = browser.post("/verify", &[("code", text)]).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.says(&format!("<title>نتیجهٔ استعلام: {word}")), "{word}: {}", page.text());
        page
    };
    let page = judge(&signed.text(), "مجوز معتبر است").await;
    assert!(page.says("امضای رمزینه درست است"));
    // On paper that was printed before the registry knew of it.
    let until = day("2026-12-20");
    let early = Claim { standing: Standing::Provisional { until }, ..signed.claim.clone() };
    let early = proof::sign(&early, &signed.key, &signed.block).unwrap();
    assert!(judge(&early, "مجوز معتبر است").await.says("برگ موقت است و مجوز ثبت شده است"));
    let unknown = Claim {
        number: LicenceNumber::from_serial(50).unwrap(),
        standing: Standing::Provisional { until },
        ..signed.claim.clone()
    };
    let unknown = proof::sign(&unknown, &signed.key, &signed.block).unwrap();
    assert!(judge(&unknown, "مجوز موقت است").await.says("از خود برگ خوانده شده است"));
    let renamed = Claim { holder: "کس دیگر".to_owned(), ..signed.claim.clone() };
    let renamed = proof::sign(&renamed, &signed.key, &signed.block).unwrap();
    let page = judge(&renamed, "برگ با سامانه یکی نیست").await;
    assert!(!page.says(&case.applicant.display_name()));
}

#[tokio::test]
async fn a_forged_code_is_not_genuine() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let signed = signed(&told, &told.case().await);
    let judge = async |text: &str, word: &str| {
        let mut browser = test.browser_trusting(Some(signed.trust.clone()));
        let page = browser.post("/verify", &[("code", text)]).await;
        assert!(page.says(word) && page.says("class=\"result void\""), "{word}: {}", page.text());
    };
    let thief = SigningKey::from_bytes(&[5; 32]);
    // A block of one's own has the thief's key, and the name of the real certificate cannot be had by it.
    let registry = &test.registry.keys;
    let outside = BlockCertificate::issue(
        registry.signing(),
        signed.key.verifying_key(),
        told.station(Role::Labour).office.clone(),
        1..=100_000,
        day("2027-11-23"),
    );
    let beyond = LicenceNumber::from_serial(5_000).unwrap();
    let claim = Claim { number: beyond, ..signed.claim.clone() };
    let beyond = proof::sign(&claim, &signed.key, &outside).unwrap();
    let mut browser = test.browser_trusting(Some(signed.trust.clone()));
    // A certificate that is not in the list is nobody's that is known here.
    let page = browser.post("/verify", &[("code", &beyond)]).await;
    assert!(page.says("صادرکنندهٔ رمزینه شناخته نشد") && page.says("چنین مجوزی پیدا نشد"));
    let issued_at = signed.claim.issued_at.add_days(40);
    let early = Claim { issued_at, ..signed.claim.clone() };
    let early = proof::sign(&early, &signed.key, &signed.block).unwrap();
    let page = browser.post("/verify", &[("code", &early)]).await;
    assert!(page.says("تاریخ صدور هنوز نرسیده است"), "{}", page.text());
    assert!(!page.says("امضای رمزینه درست است"));
    let own = BlockCertificate::issue(
        &thief,
        thief.verifying_key(),
        told.station(Role::Labour).office.clone(),
        1..=100,
        day("2027-11-23"),
    );
    let forged = proof::sign(&Claim { holder: "جعل".into(), ..signed.claim.clone() }, &thief, &own);
    let page = browser.post("/verify", &[("code", &forged.unwrap())]).await;
    assert!(page.says("برگ با سامانه یکی نیست") && page.says("class=\"result void\""));
    let mut damaged = signed.text().into_bytes();
    let last = damaged.len() - 4;
    damaged[last] = if damaged[last] == b'0' { b'1' } else { b'0' };
    judge(std::str::from_utf8(&damaged).unwrap(), "مجوز اصل نیست").await;
    judge(&proof::specimen(&signed.claim), "این برگ نمونه است و مجوز نیست").await;
}

#[tokio::test]
async fn a_pasted_code_is_read_and_what_cannot_be_read_is_to_be_scanned_again() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let signed = signed(&told, &told.case().await);
    let ask = async |pasted: &str| {
        let mut browser = test.browser_trusting(Some(signed.trust.clone()));
        browser.post("/verify", &[("code", pasted)]).await
    };
    let code = signed.text();
    for pasted in [
        format!("\u{200F}\u{2066}{code}\u{2069}"),
        format!("\u{FEFF}{}", code.replace(' ', "\u{A0}")),
        format!("> {}\r\n> {}\r\n> {}", &code[..76], &code[76..152], &code[152..]),
    ] {
        let page = ask(&pasted).await;
        assert!(page.says("<title>نتیجهٔ استعلام: مجوز معتبر است"), "{}", page.text());
    }
    for lost in ["LIC1:ABC", "متن دیگر", &code[..200]] {
        let page = ask(lost).await;
        assert!(page.says("رمزینه خوانده نشد") && page.says("رمزینه را دوباره بخوانید"));
        assert!(!page.says("نپذیرید") && !page.says("class=\"result void\""), "{}", page.text());
    }
}

#[tokio::test]
async fn without_a_trust_list_nothing_is_said_of_the_signature() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let signed = signed(&told, &told.case().await);
    let page = test.browser().post("/verify", &[("code", &signed.text())]).await;
    assert!(page.says("مجوز معتبر است") && page.says("صادرکنندهٔ رمزینه شناخته نشد"));
    assert!(!page.says("امضای رمزینه درست است"));
}

#[tokio::test]
async fn a_trust_list_past_its_day_judges_nothing() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let signed = signed(&told, &told.case().await);
    told.pass_days(400);
    let mut browser = test.browser_trusting(Some(signed.trust.clone()));
    let page = browser.post("/verify", &[("code", &signed.text())]).await;
    says(&page, &["مجوز معتبر است", "تاریخ فهرست اعتماد این سامانه گذشته است"]);
}

#[tokio::test]
async fn a_server_starts_only_with_a_trust_list_of_its_root() {
    let test = TestRegistry::start().await;
    let told = Telling::licensed(&test, 1, 1).await;
    let signed = signed(&told, &told.case().await);
    let folder = std::env::temp_dir().join(format!("parvaneh-trust-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let hex: String = signed.trust.root.as_bytes().iter().map(|b| format!("{b:02x}")).collect();
    let read = |root: &str, list: &[u8]| {
        let (file, list_file) = (folder.join("registry.toml"), folder.join("trust.list"));
        std::fs::write(&list_file, list).unwrap();
        let written = format!(
            "database_url = \"postgres:///x\"\nmaster_key_file = \"/nowhere\"\norigin = \"https://portal.example\"\nproxies = [\"127.0.0.1\"]\n\
             trust = {{ root = \"{root}\", list_file = \"{}\" }}\n",
            list_file.display()
        );
        std::fs::write(&file, written).unwrap();
        Config::read(&file).unwrap().site()
    };
    let site = read(&hex, &signed.trust.list).unwrap();
    assert_eq!(site.trust.unwrap().list, signed.trust.list);
    assert!(matches!(read("12", &signed.trust.list), Err(ConfigError::NoRoot)));
    assert!(matches!(read(&hex, b"other"), Err(ConfigError::NotTrusted(_))));
    let other: String = SigningKey::from_bytes(&[4; 32])
        .verifying_key()
        .as_bytes()
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    assert!(matches!(read(&other, &signed.trust.list), Err(ConfigError::NotTrusted(_))));
    std::fs::remove_dir_all(&folder).unwrap();
}

#[tokio::test]
async fn programs_get_the_same_as_json() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 12_347).await;
    told.suspend().await;
    let mut browser = test.browser();
    let answer = browser.get("/v1/licences/000001234714").await;
    assert_eq!(answer.headers.get("content-type").unwrap(), "application/json");
    let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(json["state"], "suspended");
    assert_eq!(json["since"], "2026-11-23");
    assert_eq!(json["issuer"]["code"], "LABOUR-0001");
    assert_eq!(json["field"]["code"], "2025");
    assert_eq!(json["county"]["code"], "0001");
    let keys: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "activity",
            "county",
            "field",
            "holder",
            "identity",
            "issuedOn",
            "issuer",
            "number",
            "readAtMs",
            "since",
            "state",
            "validUntil"
        ]
    );
    let unknown = browser.get("/v1/licences/000000009798").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    assert!(unknown.says("\"code\":\"unknown-licence\""));
    let bad = browser.get("/v1/licences/1").await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    assert!(bad.says("\"code\":\"bad-number\""));
}

#[tokio::test]
async fn the_status_list_is_the_registrys_and_names_exactly_what_is_out_of_force() {
    let test = TestRegistry::start().await;
    let mut told = Vec::new();
    for serial in 1..=4 {
        told.push(Telling::licensed(&test, serial, serial).await);
    }
    let signed = signed(&told[0], &told[0].case().await);
    let trust = TrustList::open(&signed.trust.list, &signed.trust.root).unwrap();
    let mut browser = test.browser();
    let first = browser.get("/v1/status-list").await;
    told[1].suspend().await;
    told[2].revoke().await;
    let by = domain::ids::CaseId::from_bytes([3; 16]);
    let number = LicenceNumber::from_serial(90).unwrap();
    told[3].by_portal(Fact::LicenceSuperseded { by, number }).await;
    let answer = browser.get("/v1/status-list").await;
    assert_ne!(first.headers["etag"], answer.headers["etag"]);
    let list = StatusList::open(&answer.body, &trust).unwrap();
    assert_eq!(list.issued_on(), day("2026-11-23"));
    let expected = [None, Some(Status::Suspended), Some(Status::Revoked), Some(Status::Revoked)];
    for (serial, status) in (1..).zip(expected) {
        let number = LicenceNumber::from_serial(serial).unwrap();
        assert_eq!(list.status_of(&number), status, "{serial}");
    }
    let names = serde_json::Value::from(answer.body.len());
    assert!(names.as_u64().unwrap() < 200, "{names}");
    told[1].by(Role::Labour, Fact::LicenceReinstated { reason: text("رفع شد") }).await;
    let later = browser.get("/v1/status-list").await;
    let later = StatusList::open(&later.body, &trust).unwrap();
    assert_eq!(later.status_of(&LicenceNumber::from_serial(2).unwrap()), None);
}

#[tokio::test]
async fn an_office_that_holds_the_newest_list_gets_nothing_anew() {
    let test = TestRegistry::start().await;
    let mut told = Telling::licensed(&test, 1, 1).await;
    told.revoke().await;
    let mut browser = test.browser();
    let list = browser.get("/v1/status-list").await;
    let tag = list.headers["etag"].to_str().unwrap().to_owned();
    let ask = |tag: &str| {
        let request = Request::builder().uri("/v1/status-list").header("if-none-match", tag);
        request.body(Body::empty()).unwrap()
    };
    let again = browser.ask(ask(&tag)).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    // Another server of the same registry signs the same bytes.
    let other = registry::status_list::StatusLists::default();
    let second = test.another(5).await;
    assert_eq!(other.newest(&second).await.unwrap().bytes, list.body);
    told.pass_days(1);
    assert_eq!(browser.ask(ask(&tag)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_broken_query_of_the_lists_scope_sees_only_what_the_list_says() {
    let test = TestRegistry::start().await;
    Telling::licensed(&test, 1, 1).await;
    let mut told = Telling::licensed(&test, 2, 2).await;
    told.suspend().await;
    let seen = async |scope: Scope<'_>, sql: &'static str| -> i64 {
        let mut tx = scope::begin(&test.registry.pool, scope).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut *tx).await.unwrap()
    };
    assert_eq!(seen(Scope::OutOfForce, "select count(*) from licences").await, 1);
    assert_eq!(seen(Scope::OutOfForce, "select count(*) from cases").await, 0);
    let number = LicenceNumber::from_serial(1).unwrap();
    assert_eq!(seen(Scope::Paper(&number), "select count(*) from licences").await, 1);
    assert_eq!(seen(Scope::Paper(&number), "select count(*) from events").await, 0);
}

#[tokio::test]
async fn who_asks_too_often_waits() {
    let test = TestRegistry::start().await;
    let mut browser = test.browser();
    let mut last = browser.get("/v1/licences/000001234714").await;
    for _ in 0..300 {
        if last.status == StatusCode::TOO_MANY_REQUESTS {
            break;
        }
        last = browser.get("/v1/licences/000001234714").await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.headers.contains_key("retry-after") && last.says("\"code\":\"too-many\""));
    let page = browser.get("/verify/000001234714").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(page.says("<title>خطا:"));
}

#[tokio::test]
async fn a_licence_that_was_renewed_is_replaced() {
    let test = TestRegistry::start().await;
    let first = Telling::licensed(&test, 1, 1).await;
    let mut second = Telling::renewal(&test, 2, &first.case().await).await;
    second.submit().await;
    second.approve(Path::Standard).await;
    let page = by_number(&test, &LicenceNumber::from_serial(1).unwrap()).await;
    assert!(page.says("مجوز معتبر است"), "until the new one is registered the old one holds");
    second.license(2).await;
    let page = by_number(&test, &LicenceNumber::from_serial(1).unwrap()).await;
    assert!(page.says("مجوز جایگزین شده است"));
    let page = by_number(&test, &LicenceNumber::from_serial(2).unwrap()).await;
    assert!(page.says("مجوز معتبر است"));
}
