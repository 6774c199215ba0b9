//! Who takes part: the edition itself, offices, agencies, banks.

use super::Kind::{Code, Codes, County, Flag, Line, Lines, Office, One, Province};
use super::{Column, column, maybe};

pub(super) const EDITION: &[Column] = &[
    column("id", "نام ویرایش", "Name", Code),
    column("official", "رسمی است", "It is official", Flag),
    column("source", "مرجع داده‌ها", "Source", Line),
];

pub(super) const OFFICES: &[Column] = &[
    column("id", "کد دفتر", "Code", Code),
    column("kind", "نوع دفتر", "Kind", Office),
    column("title", "نام", "Name", Line),
    column("province", "استان", "Province", Province),
    maybe("county", "شهرستان", "County", County),
    column("hours", "ساعت پاسخ‌گویی", "Hours", Line),
    column("letterhead.phone", "تلفن با کد شهر", "Telephone with area code", Code),
    column("letterhead.address", "نشانی", "Address", Line),
    column("letterhead.lines", "سطرهای سربرگ", "Lines of the letterhead", Lines),
];

pub(super) const AGENCIES: &[Column] = &[
    column("code", "کد", "Code", Code),
    column("title", "نام کامل", "Full name", Line),
    column("shortTitle", "نام کوتاه", "Short name", Line),
    column(
        "kind",
        "کار دستگاه",
        "What it does",
        One(&[
            ("executive", "طرح‌ها را بررسی می‌کند", "Reviews plans"),
            ("clearance", "تنها استعلام می‌شود", "Is asked for clearance"),
        ]),
    ),
];

pub(super) const BANKS: &[Column] = &[
    column("code", "کد بانک", "Code", Code),
    column("title", "نام", "Name", Line),
    column("ibanCodes", "سه رقم نخست شباها", "First digits of its IBANs", Codes),
];
