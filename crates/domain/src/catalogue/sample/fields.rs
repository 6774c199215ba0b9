//! Approved fields, in the words of the sources; which agency reviews which is the sample's reading.
//!
//! The code's first digit stands for the agency and the rest counts on. Nothing of it is official.

use super::super::{Agency, AgencyCode, AgencyKind, ApprovedField, FieldCode};

const HEALTH: &str = "HEALTH";
const LOAN_YEARS: [u16; 4] = [1402, 1403, 1404, 1405];

/// Fields without facilities in a year: sewing and carpets as one province excluded them in 1404, and
/// an example for 1405.
const EXCLUDED: [(u16, u16); 4] = [(2025, 1404), (2027, 1404), (2028, 1404), (4044, 1405)];

/// The field that the sample has closed for new licences, to show that this can happen.
const CLOSED: u16 = 2035;

/// Code, short name, full name, what it does.
const AGENCIES: [(&str, &str, &str, AgencyKind); 6] = [
    ("MCTH", "میراث فرهنگی", "ادارهٔ کل میراث فرهنگی، گردشگری و صنایع دستی", AgencyKind::Executive),
    ("MAJ", "جهاد کشاورزی", "سازمان جهاد کشاورزی", AgencyKind::Executive),
    ("MCIG", "فرهنگ و ارشاد", "ادارهٔ کل فرهنگ و ارشاد اسلامی", AgencyKind::Executive),
    ("MIMT", "صنعت، معدن و تجارت", "سازمان صنعت، معدن و تجارت", AgencyKind::Executive),
    (HEALTH, "بهداشت", "معاونت بهداشتی دانشگاه علوم پزشکی", AgencyKind::Clearance),
    ("VET", "دامپزشکی", "ادارهٔ کل دامپزشکی", AgencyKind::Clearance),
];

/// A group of fields with one category, agency and clearance.
struct Group {
    category: &'static str,
    agency: &'static str,
    starred: Option<&'static str>,
    /// Code, name, class of activity (empty where it is not plain).
    fields: &'static [(u16, &'static str, &'static str)],
}

const GROUPS: [Group; 12] = [
    Group {
        category: "صنایع دستی",
        agency: "MCTH",
        starred: None,
        fields: &[
            (1001, "گلیم‌بافی", "1393"),
            (1002, "جاجیم‌بافی", "1393"),
            (1003, "زیلوبافی", "1393"),
            (1004, "خورجین‌بافی", ""),
            (1005, "سفال و سرامیک", "2393"),
            (1006, "دست‌بافته‌های داری", ""),
            (1007, "نساجی سنتی", ""),
            (1008, "زیورآلات سنتی", "3211"),
            (1009, "دوخت لباس سنتی و محلی", "1410"),
            (1010, "قلم‌زنی", ""),
            (1011, "تولیدات چرمی دست‌دوز", "1512"),
            (1012, "صنایع دستی چوبی", "1629"),
            (1013, "صنایع دستی سنگی", "2396"),
            (1014, "معرق‌کاری چوب", "1629"),
            (1015, "نقاشی مینا", ""),
            (1016, "پارچه‌بافی سنتی", "1312"),
            (1017, "ابریشم‌بافی", "1312"),
            (1018, "کاموابافی", ""),
            (1019, "حوله‌بافی", ""),
            (1020, "طراحی سنتی", ""),
            (1021, "سوزن‌دوزی", ""),
            (1022, "منبت‌کاری", "1629"),
            (1023, "عروسک‌سازی", "3240"),
            (1024, "گلیچ‌بافی", ""),
        ],
    },
    Group {
        category: "تولیدی (صنعت و خدمات)",
        agency: "MIMT",
        starred: None,
        fields: &[
            (2025, "قالی‌بافی", "1393"),
            (2026, "تابلوفرش", "1393"),
            (2027, "خیاطی", "1410"),
            (2028, "تولید پوشاک", "1410"),
            (2029, "ملحفه‌دوزی", "1392"),
            (2030, "کوسن‌دوزی و دوخت رویهٔ مبل", "1392"),
            (2031, "مونتاژ اسباب‌بازی", "3240"),
            (2032, "گل‌سازی", ""),
            (2033, "برنامه‌نویسی", "6201"),
        ],
    },
    Group {
        category: "تولیدی (صنعت و خدمات)",
        agency: "MIMT",
        starred: Some("MCIG"),
        fields: &[(2034, "طراحی بازی‌های رایانه‌ای", "5820")],
    },
    Group {
        category: "تولیدی (صنعت و خدمات)",
        agency: "MIMT",
        starred: None,
        fields: &[(2035, "حروف‌چینی", "")],
    },
    Group {
        category: "تجارت الکترونیک",
        agency: "MIMT",
        starred: None,
        fields: &[(2036, "تجارت الکترونیک", "")],
    },
    Group {
        category: "آموزش مجازی",
        agency: "MIMT",
        starred: None,
        fields: &[(2037, "آموزش مجازی", "")],
    },
    Group {
        category: "فرهنگی و هنری",
        agency: "MCIG",
        starred: None,
        fields: &[
            (3038, "مترجمی زبان", ""),
            (3039, "ویراستاری کتاب", ""),
            (3040, "انیمیشن‌سازی", "5911"),
            (3041, "پژوهشگری", ""),
            (3042, "خدمات رسانه‌ای", ""),
        ],
    },
    Group {
        category: "تولیدات دامی",
        agency: "MAJ",
        starred: Some("VET"),
        fields: &[
            (4043, "پرورش زنبور عسل", "0149"),
            (4044, "پرورش دام و طیور", ""),
            (4045, "پرورش دام سبک", "0144"),
            (4046, "پرورش گاو شیری", "0141"),
            (4047, "پرواربندی", ""),
            (4048, "پرورش کرم ابریشم", "0149"),
        ],
    },
    Group {
        category: "شیلات",
        agency: "MAJ",
        starred: Some("VET"),
        fields: &[(4049, "پرورش ماهی", "0322")],
    },
    Group {
        category: "تولیدات گیاهی",
        agency: "MAJ",
        starred: None,
        fields: &[
            (4050, "پرورش قارچ خوراکی", ""),
            (4051, "کشت گیاهان دارویی", "0128"),
            (4052, "تولیدات گلخانه‌ای", ""),
            (4053, "پرورش گل و گیاه", ""),
        ],
    },
    Group {
        category: "صنایع تبدیلی و تکمیلی",
        agency: "MAJ",
        starred: Some(HEALTH),
        fields: &[
            (4054, "فرآوری زعفران", ""),
            (4055, "پوست‌کنی، لپه‌کنی و بسته‌بندی حبوبات", ""),
            (4056, "فرآوری و بسته‌بندی سبزیجات", "1030"),
            (4057, "شیرینی‌پزی", "1071"),
        ],
    },
    Group {
        category: "مواد غذایی خانگی",
        agency: "MAJ",
        starred: Some(HEALTH),
        fields: &[
            (4058, "آماده‌سازی و بسته‌بندی پیاز سرخ‌شده", ""),
            (4059, "آماده‌سازی و بسته‌بندی ترخینه", ""),
            (4060, "بسته‌بندی ادویهٔ ساییده‌نشده", ""),
            (4061, "بسته‌بندی نمک طعام تصفیه‌شده", ""),
            (4062, "شکستن و بسته‌بندی قند", ""),
            (4063, "بسته‌بندی شکر سفید تصفیه‌شده", ""),
            (4064, "پاک‌کردن و بسته‌بندی انواع حبوبات", ""),
            (4065, "بسته‌بندی کشمش و نخودچی", ""),
            (4066, "بسته‌بندی توت خشک", ""),
            (4067, "پاک‌کردن و بسته‌بندی زرشک، عناب و لیموعمانی", ""),
            (4068, "بسته‌بندی انجیر خشک", ""),
            (4069, "بسته‌بندی مغز خشک و تخمه", ""),
            (4070, "شیرینی خشک خانگی و نان سنتی", ""),
            (4071, "سبزیجات خشک و میوهٔ خشک", ""),
            (4072, "سمنو", ""),
            (4073, "حلوای سنتی", ""),
            (4074, "آماده‌سازی و بسته‌بندی گندم، برنج و سویا", ""),
        ],
    },
];

pub(super) fn agencies() -> Vec<Agency> {
    let agency = |(code, short_title, title, kind): (&str, &str, &str, AgencyKind)| Agency {
        code: AgencyCode::of(code),
        title: title.to_owned(),
        short_title: short_title.to_owned(),
        kind,
    };
    AGENCIES.into_iter().map(agency).collect()
}

pub(super) fn fields() -> Vec<ApprovedField> {
    let mut fields = Vec::new();
    for group in &GROUPS {
        fields.extend(group.fields.iter().map(|line| field(group, *line)));
    }
    fields
}

fn field(group: &Group, (code, title, isic): (u16, &str, &str)) -> ApprovedField {
    let lent = |year: &u16| code != CLOSED && !EXCLUDED.contains(&(code, *year));
    ApprovedField {
        code: FieldCode::of(&code.to_string()),
        title: title.to_owned(),
        agency: AgencyCode::of(group.agency),
        category: group.category.to_owned(),
        isic: (!isic.is_empty()).then(|| isic.to_owned()),
        starred: group.starred.map(AgencyCode::of),
        hygiene: group.starred == Some(HEALTH),
        licensable: code != CLOSED,
        loan_years: LOAN_YEARS.into_iter().filter(lent).collect(),
    }
}
