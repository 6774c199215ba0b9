//! Signatures, QR code and footer.

use super::{BOTTOM, FOOT, LEFT, WIDTH};
use crate::{
    input::{Licence, Signatory, Standing},
    kinds::fa,
    qr,
    typeset::{
        fit::Fit,
        paragraph::{Align, Setting},
        placed::{Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

/// Height of the block with both signatures.
pub(super) const SIGNATURES: f64 = 60.0;
/// Width of a box to sign in; with the code of 42 between them, at least 4 stay white around it.
const BOX: f64 = 60.0;
const CODE: f64 = 42.0;
const HEAD: f64 = 6.0;

/// Draws the two boxes and the code between them.
pub(super) fn signatures(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let signatures = &licence.signatures;
    let right = LEFT + WIDTH - BOX;
    signature(sheet, "امضای نخست — دستگاه اجرایی", &signatures.agency, right, y);
    code(sheet, licence, y);
    signature(sheet, "امضای دوم — ادارهٔ کار", &signatures.labour, LEFT, y);
}

fn signature(sheet: &mut Sheet, title: &str, who: &Signatory, x: f64, y: f64) {
    let frame = Rect::new(x, y, BOX, SIGNATURES);
    let thin = Stroke::new(Ink::Petrol, 0.25);
    sheet.fill(Rect::new(x, y, BOX, HEAD), Ink::Tint);
    sheet.rule(x, y + HEAD, BOX, thin);
    sheet.frame(frame, thin);
    sheet.within(Role::Heading(2), |sheet| {
        let title = Rich::text(title, Style::extrabold(8.5));
        sheet.centred(&title, Rect::new(x, y, BOX, HEAD), 1.3);
    });
    sheet.within(Role::Paragraph, |sheet| {
        let inner = BOX - 3.0;
        let line = |text: &str, style: Style| {
            let at = |size| Rich::text(text, style.size(size));
            Fit::new(at(style.size), 1).or(at(style.size - 1.0), 1).or(at(7.0), 2)
        };
        let name = line(&who.name, Style::semibold(9.5)).set(inner, Align::Centre, 1.45);
        let office = line(&who.title, Style::regular(8.0)).set(inner, Align::Centre, 1.45);
        let top = y + HEAD + 0.9;
        let used = sheet.paragraph(&name, x + 1.5, top);
        sheet.paragraph(&office, x + 1.5, top + used);
    });
    let place = Rich::text("محل امضا و مهر", Style::regular(7.0).ink(Ink::Caption));
    sheet.ornament(|sheet| {
        let setting = Setting::new(BOX, Align::Centre, 1.3);
        sheet.text(&place, x, y + SIGNATURES - 4.4, setting);
    });
}

fn code(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let x = LEFT + BOX + 4.0;
    let setting = |leading| Setting::new(CODE, Align::Centre, leading);
    let title = match licence.standing {
        Standing::Provisional => "استعلام وضعیت",
        Standing::Registered => "استعلام اصالت",
    };
    sheet.within(Role::Heading(2), |sheet| {
        let title = Rich::text(title, Style::extrabold(10.5).ink(Ink::Petrol));
        sheet.text(&title, x, y - 0.8, setting(1.3));
    });
    let top = y + 6.0;
    if let Some(modules) = qr::modules(&licence.verification.qr) {
        sheet.figure("رمزینهٔ استعلام این مجوز", |sheet| {
            qr::draw(sheet, &modules, Rect::new(x, top, CODE, CODE));
        });
    }
    sheet.within(Role::Paragraph, |sheet| {
        let style = Style::regular(8.0);
        let below = top + CODE + 3.2;
        let used = sheet.text(&Rich::text(&licence.texts.scan, style), x, below, setting(1.4));
        let address = Rich::new().code(&licence.verification.address, style);
        sheet.text(&address, x, below + used, setting(1.4));
    });
}

/// Draws the line at the foot of a page.
pub(super) fn footer(sheet: &mut Sheet, licence: &Licence, page: usize, pages: usize) {
    let y = BOTTOM - FOOT;
    sheet.rule(LEFT, y, WIDTH, Stroke::new(Ink::Petrol, 0.25));
    let style = Style::regular(7.5);
    let mut copy = Rich::text(&format!("نسخهٔ {} — چاپ ", fa(licence.copy.number)), style)
        .code(&licence.printed_on, style)
        .flow(" ساعت ", style)
        .code(&fa(&licence.printed_at), style);
    if pages > 1 {
        let number = format!(" — صفحهٔ {} از {}", fa(page), fa(pages));
        copy = copy.flow(&number, style.weight(crate::typeset::faces::Weight::SemiBold));
    }
    let hash = Rich::text("کد درستی سند: ", style)
        .code(&licence.verification.code, Style::extrabold(8.5).tracking(0.2));
    let footer = Rich::text(&licence.texts.footer, style);
    let top = y + 1.2;
    let draw = |sheet: &mut Sheet| {
        let whole = |align| Setting::new(WIDTH, align, 1.5);
        sheet.text(&copy, LEFT, top, whole(Align::Start));
        let middle = Setting::new(WIDTH - 110.0, Align::Centre, 1.5);
        sheet.text(&footer, LEFT + 55.0, top, middle);
        sheet.text(&hash, LEFT, top - 0.3, whole(Align::End));
    };
    if page == 1 {
        sheet.within(Role::Paragraph, draw);
    } else {
        sheet.ornament(draw);
    }
}
