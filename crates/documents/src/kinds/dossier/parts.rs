//! The tables of a dossier, one for each part that has entries.

use super::{LEFT, PADDING, WIDTH};
use crate::{
    input::Dossier,
    kinds::{
        fa,
        grid::{Cell, Grid, Row},
    },
    typeset::{
        fit::Fit,
        paragraph::Align,
        rich::{Rich, Style},
    },
};

/// A text that may be as long as a page, since rows are not broken.
pub(super) fn text(text: &str) -> Fit {
    let at = |size| Rich::text(text, Style::regular(size));
    Fit::new(at(9.3), 12).or(at(8.5), 16).or(at(7.5), 24).or(at(7.0), usize::MAX)
}

fn cell(content: &str) -> Cell {
    Cell::value(text(content))
}

fn strong(content: &str) -> Cell {
    Cell::value(Fit::any(Rich::text(content, Style::semibold(9.3))))
}

fn code(content: &str) -> Cell {
    Cell::value(Fit::any(Rich::new().code(content, Style::regular(9.0))))
}

/// Two texts, one under the other; the second may be missing.
fn pair(first: &str, second: &str) -> Cell {
    let at = |size: f64| {
        let (strong, plain) = (Style::semibold(size), Style::regular(size));
        let rich = Rich::text(first, strong);
        if second.is_empty() { rich } else { rich.line_break(plain).flow(second, plain) }
    };
    Cell::value(Fit::new(at(9.3), 14).or(at(8.0), 20).or(at(7.0), usize::MAX))
}

/// Sixty-four hexadecimal digits in one line, so that every reader gives them in their order.
fn hash(digits: &str) -> Cell {
    Cell::value(Fit::any(Rich::new().code(digits, Style::regular(7.0)))).tight()
}

struct Table<const N: usize> {
    title: &'static str,
    columns: [(&'static str, f64); N],
}

impl<const N: usize> Table<N> {
    /// Gives the table away, if it has rows. The first column is as wide as is left.
    fn with<T>(
        &self,
        entries: &[T],
        mut put: impl FnMut(&str, &Grid),
        row: impl Fn(&T) -> [Cell; N],
    ) {
        if entries.is_empty() {
            return;
        }
        let titles = self.columns.iter().map(|(title, _)| Cell::small_title(title, Align::Start));
        let mut rows = vec![Row::Titles(titles.collect())];
        rows.extend(entries.iter().map(|entry| Row::Cells(row(entry).into())));
        let widths = self.columns.map(|(_, width)| width);
        debug_assert!((widths.iter().sum::<f64>() - WIDTH).abs() < 1e-9, "{}", self.title);
        put(self.title, &Grid::set(&rows, LEFT, &widths, PADDING));
    }
}

/// Sets every part that has entries.
pub(super) fn all(dossier: &Dossier, mut put: impl FnMut(&str, &Grid)) {
    Table {
        title: "مدارک",
        columns: [("مدرک و نام پرونده", 61.0), ("دریافت", 22.0), ("SHA-256", 91.0)],
    }
    .with(&dossier.attachments, &mut put, |one| {
        [pair(&one.title, &one.file), code(&one.received_on), hash(&one.hash)]
    });
    Table {
        title: "وارسی",
        columns: [("بررسی", 32.0), ("آنچه وارسی شد", 98.0), ("پاسخ", 26.0), ("شرط", 18.0)],
    }
    .with(&dossier.checks, &mut put, |one| {
        [cell(&one.review), cell(&one.statement), strong(&one.answer), code(&fa(&one.condition))]
    });
    Table {
        title: "درخواست‌ها از متقاضی",
        columns: [("تاریخ", 22.0), ("مورد", 70.0), ("وضعیت", 24.0), ("پاسخ", 58.0)],
    }
    .with(&dossier.requests, &mut put, |one| {
        let asked = pair(&one.subject, &one.text);
        [code(&one.asked_on), asked, strong(&one.state), cell(&one.answer)]
    });
    Table {
        title: "استعلام‌ها",
        columns: [("تاریخ", 22.0), ("از", 44.0), ("پرسش ویژه", 54.0), ("پاسخ", 54.0)],
    }
    .with(&dossier.clearances, &mut put, |one| {
        [code(&one.asked_on), strong(&one.agency), cell(&one.question), cell(&one.answer)]
    });
    Table {
        title: "تصمیم‌ها",
        columns: [("تاریخ", 22.0), ("تصمیم", 46.0), ("تصمیم‌گیرنده", 44.0), ("دلیل و شرط‌ها", 62.0)],
    }
    .with(&dossier.decisions, &mut put, |one| {
        let why = match (one.text.is_empty(), one.conditions.is_empty()) {
            (false, false) => pair(&one.conditions, &one.text),
            (false, true) => cell(&one.text),
            (true, _) => cell(&one.conditions),
        };
        [code(&one.on), strong(&one.what), cell(&one.by), why]
    });
    more(dossier, put);
}

fn more(dossier: &Dossier, mut put: impl FnMut(&str, &Grid)) {
    Table {
        title: "خدمات توانمندسازی",
        columns: [
            ("خدمت", 38.0),
            ("تاریخ", 24.0),
            ("ساعت", 14.0),
            ("ارائه‌دهنده", 38.0),
            ("نتیجه و گام بعد", 60.0),
        ],
    }
    .with(&dossier.services, &mut put, |one| {
        let result = pair(&one.result, &one.note);
        [strong(&one.name), cell(&one.days), cell(&one.hours), cell(&one.provider), result]
    });
    Table {
        title: "معرفی به بانک",
        columns: [
            ("تاریخ", 22.0),
            ("شعبه", 50.0),
            ("مبلغ", 40.0),
            ("صورت‌جلسه", 34.0),
            ("نتیجه", 28.0),
        ],
    }
    .with(&dossier.referrals, &mut put, |one| {
        let (minutes, outcome) = (cell(&one.minutes), strong(&one.outcome));
        [code(&one.on), cell(&one.branch), cell(&one.amount), minutes, outcome]
    });
    Table {
        title: "برگ‌های چاپ‌شده",
        columns: [("شمارهٔ برگ", 19.0), ("سند و سرانجام", 42.0), ("تاریخ", 22.0), ("SHA-256", 91.0)],
    }
    .with(&dossier.sheets, &mut put, |one| {
        let document = pair(&one.document, &one.state);
        [code(&fa(&one.serial)), document, code(&one.printed_on), hash(&one.hash)]
    });
    Table {
        title: "یادداشت‌های درونی",
        columns: [("تاریخ", 22.0), ("نویسنده", 50.0), ("یادداشت", 102.0)],
    }
    .with(&dossier.notes, &mut put, |one| [code(&one.on), cell(&one.by), cell(&one.text)]);
    Table {
        title: "گاه‌شمار",
        columns: [("زمان", 30.0), ("رویداد", 38.0), ("انجام‌دهنده", 46.0), ("شرح", 60.0)],
    }
    .with(&dossier.events, &mut put, |one| {
        let moment = format!("{} {}", one.on, fa(&one.at));
        [code(&moment), strong(&one.what), cell(&one.by), cell(&one.text)]
    });
}
