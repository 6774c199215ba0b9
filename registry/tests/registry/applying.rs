//! Applicants before a browser: what they type, and how they go from page to page.

use domain::case::Case;
use domain::ids::CaseId;
use domain::people::Activity;
use registry::events;
use registry::scope::{self, Scope};
use uuid::Uuid;

use crate::browser::{Answer, Browser};
use crate::harness::TestRegistry;

/// Fields with what was typed into them.
pub type Fields = Vec<(&'static str, String)>;

/// The national ID that [`person`] types.
pub const NATIONAL_ID: &str = "0084575948";
pub use testkit::files::PDF;

/// The same fields with one of them filled otherwise.
pub fn with(mut fields: Fields, name: &'static str, value: &str) -> Fields {
    fields.retain(|(known, _)| *known != name);
    fields.push((name, value.to_owned()));
    fields
}

fn fields(pairs: &[(&'static str, &str)]) -> Fields {
    pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
}

/// Page one, complete, of a kind.
pub fn person(activity: Activity) -> Fields {
    let mut typed = fields(&[
        ("firstName", "فاطمه"),
        ("lastName", "احمدی"),
        ("fatherName", "حسین"),
        ("nationalId", NATIONAL_ID),
        ("birthCertificateNo", "12"),
        ("bornOn-day", "21"),
        ("bornOn-month", "4"),
        ("bornOn-year", "1369"),
        ("gender", "female"),
        ("education", "diploma"),
        ("mobile", "09181234567"),
        ("county", "0001"),
        ("address", "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲"),
        ("postalCode", "3813715649"),
        ("household", "member"),
        ("supportBody", "none"),
        ("employment", "none"),
    ]);
    let (word, more) = match activity {
        Activity::Independent => ("independent", fields(&[])),
        Activity::Covered => {
            ("covered", fields(&[("supporterName", "زهرا کاظمی"), ("supporterId", "0076229645")]))
        }
        Activity::SupporterNatural => {
            ("supporterNatural", fields(&[("experienceYears", "6"), ("coveredCount", "14")]))
        }
        Activity::SupporterLegal => (
            "supporterLegal",
            fields(&[
                ("legalId", "14005893875"),
                ("companyName", "شرکت تعاونی سپیدار اراک"),
                ("registrationNo", "12471"),
                ("role", "مدیرعامل"),
                ("experienceYears", "6"),
                ("coveredCount", "14"),
            ]),
        ),
    };
    typed.extend(more);
    with(typed, "activity", word)
}

/// Page two, complete: handmade carpets in Arak.
pub fn plan() -> Fields {
    fields(&[
        ("field", "2025"),
        ("title", "بافت فرش دستباف"),
        ("description", "بافت فرش با نخ پشم برای فروش در بازار اراک"),
        ("jobs", "2"),
        ("workCounty", "0001"),
        ("workAddress", "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲"),
        ("workPostalCode", "3813715649"),
        ("areaM2", "18"),
        ("tenure", "owned"),
        ("fixed", "200000000"),
        ("working", "150000000"),
        ("own", "120000000"),
        ("requested", ""),
        ("iban", ""),
        ("certificateNo", "4207/ف/1404"),
        ("certificateIssuer", "سازمان آموزش فنی و حرفه‌ای"),
        ("certificateField", "yes"),
        ("issuedOn-day", "20"),
        ("issuedOn-month", "3"),
        ("issuedOn-year", "1404"),
        ("expiresOn-day", "19"),
        ("expiresOn-month", "3"),
        ("expiresOn-year", "1408"),
    ])
}

impl Browser {
    /// Sends fields and opens the page that they lead to.
    pub async fn fill(&mut self, path: &str, fields: &Fields) -> Answer {
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.submit(path, &fields).await
    }

    /// Registers, and returns the page with the code.
    pub async fn register(&mut self, typed: &Fields) -> Answer {
        self.fill("/register/person", typed).await
    }

    /// Sends every document that the page says is missing.
    pub async fn send_documents(&mut self) {
        let page = self.get("/register/documents").await;
        let text = page.text();
        let (from, to) = (text.find("data-missing").unwrap(), text.find("data-upload").unwrap());
        let missing = text[from..to].split("href=\"#d").skip(1);
        let codes: Vec<String> =
            missing.map(|rest| rest.split('"').next().unwrap().to_owned()).collect();
        for code in codes {
            let path = format!("/register/documents/{code}");
            let answer = self.send_file(&path, "scan.pdf", PDF).await;
            assert_eq!(answer.status, 303, "{}", answer.text());
        }
    }

    /// Fills in page two and sends every document.
    pub async fn complete(&mut self, plan: &Fields) {
        let page = self.fill("/register/plan", plan).await;
        assert!(page.says("چه مانده است؟"), "{}", page.text());
        self.send_documents().await;
    }

    /// Ticks the last page.
    pub async fn tick(&mut self) -> Answer {
        let page = self.get("/register/confirm").await;
        let seen = value_of(page.text(), "seen");
        self.submit("/register/confirm", &[("seen", &seen), ("agreed", "yes")]).await
    }
}

/// The value of a hidden field.
pub fn value_of(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The tracking code that a page shows, as it is written there.
pub fn code_of(page: &Answer) -> String {
    let rest = page.text().split("<strong>").nth(1).unwrap();
    rest.split("</strong>").next().unwrap().to_owned()
}

impl TestRegistry {
    /// The cases in the order of their registration, folded from the log.
    pub async fn cases(&self) -> Vec<Case> {
        let ids: Vec<Uuid> =
            sqlx::query_scalar("select id from cases order by registered_at_ms, id")
                .fetch_all(&self.owner)
                .await
                .unwrap();
        let mut tx = scope::begin(&self.registry.pool, Scope::Whole).await.unwrap();
        let mut cases = Vec::new();
        for id in ids {
            let id = CaseId::from_bytes(id.into_bytes());
            let held = events::fold(&mut tx, &self.registry.keys, id).await.unwrap();
            cases.push(held.unwrap().case);
        }
        cases
    }

    /// The only case.
    pub async fn case(&self) -> Case {
        let mut cases = self.cases().await;
        assert_eq!(cases.len(), 1);
        cases.remove(0)
    }
}
