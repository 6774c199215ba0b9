//! A licence.

use domain::dates::JalaliDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ActivityKind, Check, Checker, Letterhead, Photograph, ProblemCode, Signatory, Verification,
};
use crate::texts::LicenceTexts;

/// A licence for a home-based business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// The office that issues it.
    pub letterhead: Letterhead,
    /// Licence number: ten digits and two check digits.
    pub number: String,
    /// Day of issue.
    pub issued_on: String,
    /// Last day of validity.
    pub expires_on: String,
    /// Whether the central registry has confirmed it.
    pub standing: Standing,
    /// Which copy this paper is.
    pub copy: Copy,
    /// The licence whose place this one takes; absent for a first licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
    /// Who holds it.
    pub holder: Holder,
    /// A photograph of 3 by 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photograph: Option<Photograph>,
    /// Kind of activity.
    pub activity_kind: ActivityKind,
    /// The supporter of a covered holder.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supporter: Option<Supporter>,
    /// The approved field.
    pub field: Field,
    /// The executive agency that approved.
    pub agency: String,
    /// Where the work is done.
    pub workplace: Workplace,
    /// The conditions, in their order.
    pub conditions: Vec<String>,
    /// Both signatures.
    pub signatures: Signatures,
    /// Day of printing.
    pub printed_on: String,
    /// Time of printing.
    pub printed_at: String,
    /// How the paper is checked.
    pub verification: Verification,
    /// The fixed texts.
    #[serde(default)]
    pub texts: LicenceTexts,
}

/// Whether the central registry has confirmed a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Issued, and not yet confirmed: the paper says so.
    Provisional,
    /// Confirmed.
    Registered,
}

/// Which copy of a licence a paper is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Copy {
    /// Counts every sheet that was printed, spoiled ones too.
    #[schemars(range(min = 1, max = 99))]
    pub number: u32,
    /// The copy whose place this one takes; what has one is a duplicate (المثنی).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 98))]
    pub in_place_of: Option<u32>,
    /// Day on which the duplicate was made out; only a duplicate has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_out_on: Option<String>,
}

/// The licence whose place another one takes, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "kebab-case")]
pub enum Replaced {
    /// The same licence for another term.
    Renewal(Earlier),
    /// The licence with something changed.
    Amendment(Amended),
}

/// An earlier licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Earlier {
    /// Its number.
    pub number: String,
    /// Its day of issue; empty where it is not known.
    #[serde(default)]
    pub issued_on: String,
}

/// An earlier licence, and what is changed in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Amended {
    /// Its number.
    pub number: String,
    /// Its day of issue; empty where it is not known.
    #[serde(default)]
    pub issued_on: String,
    /// What is changed.
    pub what: String,
}

impl Replaced {
    /// The number of the earlier licence.
    pub fn number(&self) -> &str {
        match self {
            Self::Renewal(earlier) => &earlier.number,
            Self::Amendment(amended) => &amended.number,
        }
    }

    /// The day of issue of the earlier licence; empty where it is not known.
    pub(crate) fn issued_on(&self) -> &str {
        match self {
            Self::Renewal(earlier) => &earlier.issued_on,
            Self::Amendment(amended) => &amended.issued_on,
        }
    }
}

/// The holder of a licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "person", rename_all = "kebab-case")]
pub enum Holder {
    /// A natural person.
    Natural(NaturalHolder),
    /// A legal person.
    Legal(LegalHolder),
}

/// A natural person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NaturalHolder {
    /// First and last name.
    pub name: String,
    /// Father's name.
    pub father_name: String,
    /// National ID, ten digits.
    pub national_id: String,
}

/// A legal person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LegalHolder {
    /// Registered name.
    pub name: String,
    /// National ID of the legal person, eleven digits.
    pub legal_id: String,
    /// Who acts for it.
    pub representative: String,
    /// National ID of the representative.
    pub representative_national_id: String,
}

/// The supporter of a covered holder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Supporter {
    /// Name.
    pub name: String,
    /// Number of the supporter's own licence; empty where it is not known.
    #[serde(default)]
    pub licence_number: String,
}

/// An approved field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Title.
    pub title: String,
    /// Code in the catalogue.
    pub code: String,
}

/// Where the work is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Workplace {
    /// Address.
    pub address: String,
    /// Postal code, ten digits.
    pub postal_code: String,
    /// County.
    pub county: String,
}

/// The two signatures of a licence, by two people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signatures {
    /// The executive agency signs first.
    pub agency: Signatory,
    /// The labour office signs second.
    pub labour: Signatory,
}

/// The widest code that stays readable on a licence.
const WIDEST_CODE: usize = 69;

impl Licence {
    /// A believable licence of nobody.
    pub fn example() -> Self {
        Self {
            letterhead: Letterhead::labour_office(),
            number: "000001234714".into(),
            issued_on: "1405/09/02".into(),
            expires_on: "1408/09/02".into(),
            standing: Standing::Registered,
            copy: Copy { number: 1, in_place_of: None, made_out_on: None },
            replaces: None,
            holder: Holder::Natural(NaturalHolder {
                name: "فاطمه احمدی".into(),
                father_name: "حسین".into(),
                national_id: "0076229645".into(),
            }),
            photograph: None,
            activity_kind: ActivityKind::Covered,
            supporter: Some(Supporter {
                name: "شرکت تعاونی دست‌بافته‌های سروش".into(),
                licence_number: "000000331062".into(),
            }),
            field: Field { title: "گلیم‌بافی".into(), code: "10247".into() },
            agency: "اداره کل میراث فرهنگی، گردشگری و صنایع دستی استان مرکزی".into(),
            workplace: Workplace {
                address: "اراک، خیابان شهید بهشتی، کوچهٔ نرگس، پلاک ۱۲، واحد ۳".into(),
                postal_code: "3813715649".into(),
                county: "اراک".into(),
            },
            conditions: [
                "این مجوز به نام دارنده صادر شده است و به دیگری واگذار، فروخته یا اجاره داده نمی‌شود.",
                "فعالیت تنها در رشته و نشانی درج‌شده در این مجوز و به دست دارنده و اعضای خانوادهٔ او انجام می‌شود.",
                "فعالیت نباید سروصدا، آلودگی یا رفت‌وآمد نامتعارف پدید آورد؛ رعایت حقوق و آسایش همسایگان الزامی است.",
                "رعایت ضوابط فنی، بهداشتی و ایمنی رشته که دستگاه اجرایی اعلام می‌کند الزامی است.",
                "هر تغییر در نشانی، رشته یا نوع فعالیت، پیش از انجام باید در سامانه درخواست و تأیید شود.",
                "درخواست تمدید باید پیش از پایان اعتبار ثبت شود؛ پس از تاریخ پایان، این مجوز اعتبار ندارد.",
            ]
            .map(String::from)
            .into(),
            signatures: Signatures {
                agency: Signatory::new("مریم رضایی", "معاون صنایع دستی"),
                labour: Signatory::new("علی محمدی", "معاون کارآفرینی و اشتغال"),
            },
            printed_on: "1405/09/02".into(),
            printed_at: "10:24".into(),
            verification: Verification {
                qr: "https://parvaneh.example/v/7F3A91C24E08B5D6".into(),
                ..Verification::example("7F3A 91C2 4E08 B5D6")
            },
            texts: LicenceTexts::default(),
        }
    }
}

impl Check for Licence {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("letterhead", &mut self.letterhead);
        checker.licence_number("number", &mut self.number);
        let issued = checker.date("issued_on", &mut self.issued_on);
        let expires = checker.date("expires_on", &mut self.expires_on);
        checker.in_order("expires_on", issued, expires);
        checker.within("copy", &mut self.copy);
        self.check_replaced(checker, issued);
        match &mut self.holder {
            Holder::Natural(holder) => checker.within("holder", holder),
            Holder::Legal(holder) => checker.within("holder", holder),
        }
        if let Some(photograph) = &mut self.photograph {
            checker.within("photograph", photograph);
        }
        if let Some(supporter) = &mut self.supporter {
            checker.within("supporter", supporter);
        }
        self.check_kind(checker);
        checker.within("field", &mut self.field);
        checker.text("agency", &mut self.agency, 120);
        checker.within("workplace", &mut self.workplace);
        checker.texts("conditions", &mut self.conditions, 60, 600);
        checker.within("signatures", &mut self.signatures);
        checker.date("printed_on", &mut self.printed_on);
        checker.time("printed_at", &mut self.printed_at);
        self.verification.check(checker, WIDEST_CODE);
        checker.within("texts", &mut self.texts);
    }
}

impl Licence {
    fn check_replaced(&mut self, checker: &mut Checker, issued: Option<JalaliDate>) {
        let Some(replaced) = &mut self.replaces else { return };
        let (number, day) = match replaced {
            Replaced::Renewal(earlier) => (&mut earlier.number, &mut earlier.issued_on),
            Replaced::Amendment(amended) => {
                checker.text("replaces.what", &mut amended.what, 160);
                (&mut amended.number, &mut amended.issued_on)
            }
        };
        checker.licence_number("replaces.number", number);
        if day.trim().is_empty() {
            day.clear();
        } else {
            let before = checker.date("replaces.issued_on", day);
            if let (Some(before), Some(issued)) = (before, issued)
                && before.date() > issued.date()
            {
                let message = "مجوز پیشین پس از این مجوز صادر نشده است.";
                checker.report("replaces.issued_on", ProblemCode::DateOrder, message);
            }
        }
        if *number == self.number {
            let message = "هیچ مجوزی جانشین خودش نیست.";
            checker.report("replaces.number", ProblemCode::Contradiction, message);
        }
    }

    fn check_kind(&self, checker: &mut Checker) {
        let covered = self.activity_kind == ActivityKind::Covered;
        if covered != self.supporter.is_some() {
            let message = "پشتیبان برای فعالیت تحت پوشش، و تنها برای آن، نوشته می‌شود.";
            checker.report("supporter", ProblemCode::Contradiction, message);
        }
        let legal = self.activity_kind == ActivityKind::SupporterLegal;
        if legal != matches!(self.holder, Holder::Legal(_)) {
            let message = "دارندهٔ حقوقی تنها پشتیبان حقوقی است.";
            checker.report("holder", ProblemCode::Contradiction, message);
        }
        if self.signatures.agency.name == self.signatures.labour.name {
            let message = "دو امضا باید از دو نفر باشد.";
            checker.report("signatures", ProblemCode::Contradiction, message);
        }
    }
}

impl Check for Copy {
    fn check(&mut self, checker: &mut Checker) {
        checker.range("number", u64::from(self.number), 1, 99);
        if let Some(date) = &mut self.made_out_on {
            checker.date("made_out_on", date);
        }
        if let Some(earlier) = self.in_place_of
            && !(1..self.number).contains(&earlier)
        {
            let message = "المثنی تنها جای نسخه‌ای پیش از خود را می‌گیرد.";
            checker.report("in_place_of", ProblemCode::Contradiction, message);
        }
        if self.in_place_of.is_some() != self.made_out_on.is_some() {
            let message = "تاریخ المثنی برای المثنی، و تنها برای آن، نوشته می‌شود.";
            checker.report("made_out_on", ProblemCode::Contradiction, message);
        }
    }
}

impl Check for NaturalHolder {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 100);
        checker.text("father_name", &mut self.father_name, 80);
        checker.national_id("national_id", &mut self.national_id);
    }
}

impl Check for LegalHolder {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 120);
        checker.legal_id("legal_id", &mut self.legal_id);
        checker.text("representative", &mut self.representative, 100);
        checker.national_id("representative_national_id", &mut self.representative_national_id);
    }
}

impl Check for Supporter {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("name", &mut self.name, 120);
        if self.licence_number.trim().is_empty() {
            self.licence_number.clear();
        } else {
            checker.licence_number("licence_number", &mut self.licence_number);
        }
    }
}

impl Check for Field {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("title", &mut self.title, 220);
        checker.text("code", &mut self.code, 20);
    }
}

impl Check for Workplace {
    fn check(&mut self, checker: &mut Checker) {
        checker.text("address", &mut self.address, 320);
        checker.postal_code("postal_code", &mut self.postal_code);
        checker.text("county", &mut self.county, 60);
    }
}

impl Check for Signatures {
    fn check(&mut self, checker: &mut Checker) {
        checker.within("agency", &mut self.agency);
        checker.within("labour", &mut self.labour);
    }
}
