//! Plans: what somebody would make at home in a field, from what, for whom and with what means.

use crate::catalogue::{ApprovedField, Catalogue};
use crate::dates::Date;
use crate::money::Rials;
use crate::people::{Activity, Applicant};
use crate::places::CountyCode;
use crate::plan::{Capital, Plan, SkillCertificate, Tenure};

use super::draw::Draw;
use super::{numbers, people, words};

const MILLION_TOMANS: i64 = 10_000_000;

/// What plans of a category have in common.
struct Kind {
    category: &'static str,
    /// Whether something is made that can be sold over a counter.
    makes_goods: bool,
    /// Million tomans of fixed capital, from and to.
    fixed: (i64, i64),
    /// Sentences about the work; `{}` is the field.
    work: &'static [&'static str],
    /// Where it is sold.
    market: &'static [&'static str],
}

const KINDS: [Kind; 11] = [
    Kind {
        category: "صنایع دستی",
        makes_goods: true,
        fixed: (25, 140),
        work: &[
            "کار با ابزار دستی در یک اتاق خانه انجام می‌شود و مواد اولیه از بازار اراک و اصفهان تهیه خواهد شد. نمونه‌های نخست آماده است و سفارش کوچک نیز پذیرفته می‌شود.",
            "متقاضی سه سال است که {} را نزد استادکار آموخته و می‌خواهد با دو نفر از اعضای خانواده سفارش بگیرد. مواد اولیه ماهانه خریداری می‌شود.",
            "نقشه‌های بومی فراهان با رنگ‌های گیاهی به کار می‌رود و هر ماه هشت تا دوازده قطعه آماده می‌شود. کار بی‌صداست و پسماندی ندارد.",
        ],
        market: &[
            "فروش در نمایشگاه‌های استانی و فروشگاه صنایع دستی اراک",
            "فروش اینترنتی و سفارش هدیه‌های سازمانی",
            "فروش به دو فروشگاه در تهران و قم که نمونه را پسندیده‌اند",
        ],
    },
    Kind {
        category: "تولیدی (صنعت و خدمات)",
        makes_goods: true,
        fixed: (40, 220),
        work: &[
            "دو دستگاه در اتاق جداگانهٔ خانه نصب می‌شود و کار در ساعت‌های روز انجام خواهد شد تا همسایگان آزرده نشوند. مواد اولیه از عمده‌فروشی‌های اراک خریداری می‌شود.",
            "کار {} از سال گذشته با سفارش آشنایان آغاز شده است و اکنون با افزودن یک دستگاه و همکاری خواهر متقاضی گسترش می‌یابد.",
            "تولید هفتگی حدود سی قلم است؛ برش و بسته‌بندی در خانه انجام می‌شود و انبار کوچکی در پارکینگ هست.",
        ],
        market: &[
            "تحویل به سه فروشگاه بازار اراک",
            "فروش در شبکه‌های اجتماعی و بازارچهٔ هفتگی",
            "قرارداد فروش با یک تولیدی در ساوه",
        ],
    },
    Kind {
        category: "تجارت الکترونیک",
        makes_goods: false,
        fixed: (20, 110),
        work: &[
            "فروشگاه اینترنتی محصولات محلی با عکاسی، بسته‌بندی و ارسال از خانه راه‌اندازی می‌شود. سامانهٔ فروش و نماد اعتماد در دست دریافت است.",
        ],
        market: &["فروش سراسری با پست، میانگین چهل بسته در هفته"],
    },
    Kind {
        category: "آموزش مجازی",
        makes_goods: false,
        fixed: (15, 90),
        work: &[
            "آموزش برخط برای دانش‌آموزان متوسطه با ضبط درس در خانه و کلاس زندهٔ هفتگی. محتوای دو درس آماده است.",
        ],
        market: &["ثبت نام از راه مدرسه‌ها و آموزشگاه‌های همکار در استان"],
    },
    Kind {
        category: "فرهنگی و هنری",
        makes_goods: false,
        fixed: (15, 100),
        work: &[
            "کار {} با رایانهٔ شخصی در خانه انجام می‌شود و نمونهٔ کارهای پیشین پیوست است. سفارش‌ها برخط دریافت و تحویل می‌شود.",
            "متقاضی چهار سال با ناشران استان همکاری کرده و اکنون می‌خواهد با یک همکار، سفارش‌های بیشتری بپذیرد.",
        ],
        market: &["سفارش ناشران و مؤسسه‌های فرهنگی", "همکاری با دو ناشر در اراک و تهران"],
    },
    Kind {
        category: "تولیدات دامی",
        makes_goods: true,
        fixed: (80, 320),
        work: &[
            "جایگاه در حیاط خانهٔ روستایی و دور از خانهٔ همسایگان ساخته شده و آب و تهویه دارد. واکسیناسیون زیر نظر شبکهٔ دامپزشکی انجام می‌شود.",
            "متقاضی پنج سال سابقهٔ {} دارد و می‌خواهد شمار را دو برابر کند. علوفه از زمین خانوادگی تأمین می‌شود.",
        ],
        market: &["فروش به مرکز جمع‌آوری و مشتریان محلی", "فروش در بازار روز اراک و کمیجان"],
    },
    Kind {
        category: "شیلات",
        makes_goods: true,
        fixed: (120, 360),
        work: &[
            "دو حوضچهٔ گرد در حیاط با سامانهٔ هوادهی کم‌صدا ساخته می‌شود؛ آب از چاه مجاز است و پساب به مصرف باغچه می‌رسد.",
        ],
        market: &["فروش ماهی زنده به رستوران‌ها و مشتریان محلی"],
    },
    Kind {
        category: "تولیدات گیاهی",
        makes_goods: true,
        fixed: (50, 240),
        work: &[
            "سالن کوچکی با مهار دما و رطوبت در زیرزمین خانه آماده شده است و هر دوره شصت روز به درازا می‌کشد.",
            "کشت در گلدان و جعبه در حیاط و پشت‌بام انجام می‌شود و آبیاری قطره‌ای است. متقاضی دورهٔ {} را گذرانده است.",
        ],
        market: &["فروش به عطاری‌ها و میوه‌فروشی‌های اراک", "تحویل هفتگی به یک فروشگاه زنجیره‌ای"],
    },
    Kind {
        category: "صنایع تبدیلی و تکمیلی",
        makes_goods: true,
        fixed: (45, 210),
        work: &[
            "آشپزخانهٔ جداگانه با کف و دیوار قابل شست‌وشو آماده است و بسته‌بندی با دستگاه دوخت دستی انجام می‌شود. مواد اولیه از کشاورزان شهرستان خریداری خواهد شد.",
            "کار {} با سه نفر از اعضای خانواده و زیر نظر بهداشت انجام می‌شود؛ روزانه سی تا چهل کیلوگرم بسته‌بندی می‌شود.",
        ],
        market: &["فروش به سوپرمارکت‌های محله و فروش سفارشی", "فروش در نمایشگاه‌های فصلی استان"],
    },
    Kind {
        category: "مواد غذایی خانگی",
        makes_goods: true,
        fixed: (25, 130),
        work: &[
            "کار در آشپزخانه‌ای جدا از آشپزخانهٔ خانه انجام می‌شود و کارت بهداشت همهٔ کسانی که کار می‌کنند گرفته شده است.",
            "مواد اولیه پاک و درجه‌یک خریداری و در بسته‌های نیم و یک کیلوگرمی با برچسب تاریخ عرضه می‌شود.",
        ],
        market: &["فروش سفارشی در محله و فضای مجازی", "تحویل به دو خواربارفروشی"],
    },
    Kind {
        category: "",
        makes_goods: false,
        fixed: (30, 150),
        work: &["کار {} در خانه و با اعضای خانواده انجام می‌شود."],
        market: &["فروش محلی"],
    },
];

/// The first of the titles suit services too.
const SERVICE_TITLES: usize = 3;
const TITLES: [&str; 8] = [
    "راه‌اندازی {} در خانه",
    "{} با همکاری اعضای خانواده",
    "{} با سفارش‌پذیری محلی",
    "کارگاه خانگی {}",
    "گسترش کارگاه خانگی {}",
    "تولید خانگی: {}",
    "{} و فروش اینترنتی آن",
    "{} ویژهٔ بازار استان",
];

/// Draws a plan of a field for an applicant.
pub(super) fn plan(
    draw: &mut Draw,
    catalogue: &Catalogue,
    field: &ApprovedField,
    applicant: &Applicant,
    county: CountyCode,
    today: Date,
) -> Plan {
    let kind =
        KINDS.iter().find(|kind| kind.category == field.category || kind.category.is_empty());
    let kind = kind.unwrap_or(&KINDS[0]);
    let supports = applicant.activity().is_supporter();
    let titles = if kind.makes_goods { &TITLES[..] } else { &TITLES[..SERVICE_TITLES] };
    let title = draw.one(titles).replace("{}", &field.title);
    let work = draw.one(kind.work).replace("{}", &field.title);
    let market = draw.one(kind.market);
    let covered = applicant.support().map_or(0, |support| support.covered_count);
    let description = if supports {
        format!(
            "{work} {covered} نفر در خانه‌های خود کار می‌کنند و متقاضی مواد اولیه، طرح و فروش را بر عهده دارد. {market}."
        )
    } else {
        format!("{work} {market}.")
    };
    let scale = if supports { 6 } else { 1 };
    let fixed = draw.within(kind.fixed.0..=kind.fixed.1) * scale;
    let working = draw.within(kind.fixed.0 / 2..=kind.fixed.1 / 2) * scale;
    let own_percent = draw.within(if supports { 22..=45 } else { 10..=60 });
    let asks_for_loan = draw.chance(78);
    let most = catalogue.ceilings.iter().map(|ceiling| ceiling.individual.value()).max();
    let most = most.unwrap_or(0) / MILLION_TOMANS
        * if supports { i64::from(covered.clamp(1, 25)) } else { 1 };
    let needed = (fixed + working) * (100 - own_percent) / 100;
    Plan {
        field: field.code.clone(),
        title: words::text(&title),
        description: words::text(&crate::text::to_persian_digits(&description)),
        workplace: people::workplace(draw, applicant, county),
        area_m2: draw.count(if supports { 40..=140 } else { 9..=48 }),
        tenure: if draw.chance(68) {
            Tenure::Owned
        } else {
            Tenure::Rented { until: today.add_days(draw.small(40..=320)) }
        },
        jobs: match applicant.activity() {
            // As many as the plan speaks of.
            Activity::Covered | Activity::Independent => {
                let together = ["اعضای خانواده", "همکار", "خواهر"];
                let alone =
                    !together.iter().any(|word| title.contains(word) || work.contains(word));
                draw.count(if alone { 1..=2 } else { 2..=4 })
            }
            Activity::SupporterNatural | Activity::SupporterLegal => covered + draw.count(1..=3),
        },
        capital: Capital {
            fixed: tomans(fixed),
            working: tomans(working),
            own: tomans((fixed + working) * own_percent / 100 + 1),
            requested: if asks_for_loan { tomans(needed.min(most)) } else { Rials::ZERO },
        },
        iban: people::bank_code(draw, catalogue).and_then(|bank| numbers::iban(draw, &bank)),
    }
}

/// Draws the certificate of a field. It is valid for long, unless the story says otherwise.
pub(super) fn certificate(draw: &mut Draw, field: &ApprovedField, today: Date) -> SkillCertificate {
    let issued_on = today.add_days(-draw.small(60..=720));
    SkillCertificate {
        number: words::text(&format!("{}-{}", draw.digits(4), draw.digits(5))),
        issuer: words::text(draw.one(&words::ISSUERS)),
        field: Some(field.code.clone()),
        issued_on,
        expires_on: draw.chance(85).then(|| issued_on.add_years(draw.small(3..=5))),
    }
}

fn tomans(millions: i64) -> Rials {
    Rials::from_tomans(millions * 1_000_000).unwrap_or(Rials::ZERO)
}
