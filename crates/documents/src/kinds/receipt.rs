//! The receipt: half a sheet with the tracking code.

use super::{
    Mark, fa,
    numbered::{ListStyle, Numbered},
    particulars::{Columns, Particular, Particulars, Row},
    tracking_code,
};
use crate::{
    input::{Checked, Receipt},
    ornament, qr,
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        paragraph::{Align, Setting},
        placed::{Composition, Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const WIDTH: f64 = 210.0;
const HEIGHT: f64 = 148.0;
const LEFT: f64 = 14.0;
const INNER: f64 = WIDTH - 2.0 * LEFT;
const TOP: f64 = 12.0;
const BOTTOM: f64 = HEIGHT - 12.0;
const HEAD: f64 = 16.0;
/// Height of the panel with the code, and what it shrinks to when there is little room.
const PANEL: f64 = 35.0;
const LEAST_PANEL: f64 = 28.0;
const CODE: f64 = 24.0;
const LEAST_GAP: f64 = 1.0;

/// Composes the receipt.
pub(crate) fn compose(receipt: &Checked<Receipt>, mark: Mark) -> Composition {
    let texts = &receipt.texts;
    let mut sheet = Sheet::new(WIDTH, HEIGHT);
    mark.put(&mut sheet, WIDTH, HEIGHT);
    let edge = Rect::new(9.0, 9.0, WIDTH - 18.0, HEIGHT - 18.0);
    sheet.frame(edge, Stroke::new(Ink::Petrol, 0.5));

    let facts = facts(receipt);
    let list = advice(receipt, HEAD + LEAST_PANEL + facts.height());
    let list_height = list.height().max(CODE + 1.0);
    let free = BOTTOM - TOP - HEAD - facts.height() - list_height - 3.0 * LEAST_GAP;
    let panel_height = free.clamp(LEAST_PANEL, PANEL);
    let gap = LEAST_GAP + ((free - panel_height) / 3.0).max(0.0);

    head(&mut sheet, receipt);
    let mut y = TOP + HEAD + gap;
    panel(&mut sheet, receipt, Rect::new(LEFT, y, INNER, panel_height));
    y += panel_height + gap;
    facts.draw(&mut sheet, y);
    y += facts.height() + gap;
    list.draw(&mut sheet, 0..list.len(), LEFT + CODE + 7.0, y);
    if let Some(modules) = qr::modules(&receipt.qr) {
        sheet.figure("رمزینهٔ نشانی پیگیری", |sheet| {
            qr::draw(sheet, &modules, Rect::new(LEFT + 2.0, BOTTOM - CODE - 1.0, CODE, CODE));
        });
    }
    sheet.finish(&texts.title)
}

fn head(sheet: &mut Sheet, receipt: &Receipt) {
    const SIDE: f64 = 16.0;
    let right = LEFT + INNER;
    ornament::rosette(sheet, right - SIDE, TOP, SIDE);
    let width = 95.0;
    let x = right - SIDE - 3.0 - width;
    let line = |text: &str, style: Style| {
        let at = |size| Rich::text(text, style.size(size));
        Fit::new(at(style.size), 1).or(at(8.0), 1).or(at(7.0), 2).set(width, Align::Start, 1.5)
    };
    let ministry = line(&receipt.ministry, Style::extrabold(10.0));
    let office = line(&receipt.office, Style::regular(8.5));
    let mut top = TOP + (HEAD - ministry.height() - office.height()) / 2.0;
    sheet.within(Role::Paragraph, |sheet| {
        top += sheet.paragraph(&ministry, x, top);
        sheet.paragraph(&office, x, top);
    });
    let title = Rich::text(&receipt.texts.title, Style::extrabold(17.0).ink(Ink::Petrol));
    sheet.within(Role::Heading(1), |sheet| {
        let setting = Setting::new(INNER - SIDE - width - 6.0, Align::End, 1.4);
        sheet.text(&title, LEFT, TOP + 3.7, setting);
    });
}

fn panel(sheet: &mut Sheet, receipt: &Receipt, frame: Rect) {
    sheet.frame(frame, Stroke::new(Ink::Petrol, 0.9));
    let caption = Rich::text(&receipt.texts.keep, Style::semibold(10.5).ink(Ink::Petrol));
    let code = Rich::new().code(&tracking_code(&receipt.tracking_code), Style::extrabold(52.0));
    sheet.within(Role::Paragraph, |sheet| {
        let setting = Setting::new(INNER, Align::Centre, 1.7);
        let used = sheet.text(&caption, frame.x, frame.y + 1.0, setting);
        let area = Rect::new(frame.x, frame.y + used, INNER, frame.height - used - 1.5);
        sheet.centred(&code, area, 1.15);
    });
}

/// A national ID of which the last two digits are shown.
fn masked(id: &str) -> String {
    let kept = id.len().saturating_sub(2);
    fa(format!("{}{}", "*".repeat(kept), &id[kept..]))
}

const COLUMNS: Columns = Columns { x: LEFT, width: INNER, labels: [31.0, 25.0], padding: 0.65 };

/// Sets the table. A value that is too long for half a row takes a whole one, and what stood
/// beside it moves down.
fn facts(receipt: &Receipt) -> Particulars {
    let style = Style::semibold(11.0);
    let text = |text: &str| {
        let at = |size| Rich::text(text, style.size(size));
        Fit::new(at(11.0), 1).or(at(10.0), 1).or(at(9.0), 1)
    };
    let unknown = "پس از تکمیل صفحهٔ دوم";
    let or_unknown = |value: &str| text(if value.is_empty() { unknown } else { value });
    let registered = Rich::new()
        .code(&receipt.registered_on, style)
        .flow(" ساعت ", style)
        .code(&fa(&receipt.registered_at), style);
    let id = Rich::new().code(&masked(&receipt.national_id), style);
    let pairs = [
        (
            Particular::new("متقاضی", text(&receipt.applicant)),
            Particular::new("شمارهٔ ملی", Fit::any(id)),
        ),
        (
            Particular::new("رشته", or_unknown(&receipt.field)),
            Particular::new("نوع فعالیت", text(receipt.activity_kind.persian())),
        ),
        (
            Particular::new("مرجع بررسی", or_unknown(&receipt.reviewed_by)),
            Particular::new("تاریخ ثبت", Fit::any(registered)),
        ),
    ];
    let [_, half, _] = COLUMNS.values();
    let mut rows = Vec::new();
    let mut moved = Vec::new();
    for (long, short) in pairs {
        if long.value.fits(half) {
            rows.push(Row::Two(long, short));
        } else {
            rows.push(Row::One(long));
            moved.push(short);
        }
    }
    let mut moved = moved.into_iter();
    while let Some(first) = moved.next() {
        rows.push(match moved.next() {
            Some(second) => Row::Two(first, second),
            None => Row::One(first),
        });
    }
    Particulars::set(&rows, COLUMNS, 7.0)
}

/// What to do, in the largest size for which there is room.
fn advice(receipt: &Receipt, others: f64) -> Numbered {
    let texts = &receipt.texts;
    let set = |size: f64| {
        let style = Style::regular(size);
        let look_up = [
            ("date", Filling::Code(receipt.look_up_from.as_str())),
            ("address", Filling::Code(receipt.address.as_str())),
        ];
        let telephone = fa(&receipt.telephone);
        let entries = [
            fill(&texts.look_up, style, &look_up),
            fill(&texts.requests, style, &[]),
            fill(&texts.ask, style, &[("telephone", Filling::Code(&telephone))]),
        ];
        let list = ListStyle { leading: 1.8, hang: 6.0, number: Style::extrabold(size) };
        Numbered::set(&entries, INNER - CODE - 7.0, list)
    };
    let room = BOTTOM - TOP - others - 3.0;
    let mut size = 9.5;
    let mut list = set(size);
    while list.height() > room && size > 7.0 {
        size -= 0.5;
        list = set(size);
    }
    list
}
