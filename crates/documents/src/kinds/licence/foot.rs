//! Signatures, QR code and footer.

use super::{BOTTOM, LEFT, WIDTH};
use crate::{
    input::{Licence, Signatory, Standing},
    kinds::fa,
    qr,
    typeset::{
        fit::Fit,
        paragraph::{Align, Paragraph, Setting},
        placed::{Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

/// Width of a box to sign in; with the code between them, at least 4 stay white around it.
const BOX: f64 = 59.0;
/// With 69 modules, each has 0.64 mm.
const CODE: f64 = 44.0;
/// From the top of the block to the code.
const OVER_CODE: f64 = 6.0;
const HEAD: f64 = 6.0;
/// What stays clear for signature and seal.
const CLEAR: f64 = 40.0;

/// Both signatures with the code between them, set.
pub(super) struct Signing {
    agency: SigningBox,
    labour: SigningBox,
    below_code: Vec<Paragraph>,
}

struct SigningBox {
    title: Paragraph,
    who: Vec<Paragraph>,
}

fn total(paragraphs: &[Paragraph]) -> f64 {
    paragraphs.iter().map(Paragraph::height).sum()
}

impl SigningBox {
    fn set(title: &str, who: &Signatory) -> Self {
        let inner = BOX - 3.0;
        let line = |text: &str, style: Style| {
            let at = |size| Rich::text(text, style.size(size));
            Fit::new(at(style.size), 1)
                .or(at(style.size - 0.5), 1)
                .or(at(style.size - 1.0), 1)
                .or(at(7.0), 2)
                .set(inner, Align::Centre, 1.45)
        };
        Self {
            title: line(title, Style::extrabold(8.5)),
            who: vec![line(&who.name, Style::semibold(9.5)), line(&who.title, Style::regular(8.0))],
        }
    }

    fn draw(&self, sheet: &mut Sheet, x: f64, y: f64, height: f64) {
        let thin = Stroke::new(Ink::Petrol, 0.25);
        sheet.fill(Rect::new(x, y, BOX, HEAD), Ink::Tint);
        sheet.rule(x, y + HEAD, BOX, thin);
        sheet.frame(Rect::new(x, y, BOX, height), thin);
        sheet.within(Role::Heading(2), |sheet| {
            sheet.paragraph(&self.title, x + 1.5, y + (HEAD - self.title.height()) / 2.0);
        });
        sheet.within(Role::Paragraph, |sheet| {
            let mut top = y + HEAD + 0.9;
            for line in &self.who {
                top += sheet.paragraph(line, x + 1.5, top);
            }
        });
        let place = Rich::text("محل امضا و مهر", Style::regular(7.0).ink(Ink::Caption));
        sheet.ornament(|sheet| {
            let setting = Setting::new(BOX, Align::Centre, 1.3);
            sheet.text(&place, x, y + height - 4.4, setting);
        });
    }
}

impl Signing {
    pub(super) fn set(licence: &Licence) -> Self {
        let style = Style::regular(8.0);
        let address = |size| Rich::new().code(&licence.verification.address, style.size(size));
        let scan = |size| Rich::text(&licence.texts.scan, style.size(size));
        Self {
            agency: SigningBox::set("امضای نخست — دستگاه اجرایی", &licence.signatures.agency),
            labour: SigningBox::set(
                "امضای دوم — ادارهٔ تعاون، کار و رفاه اجتماعی",
                &licence.signatures.labour,
            ),
            below_code: vec![
                Fit::new(scan(8.0), 1).or(scan(7.0), 2).set(CODE, Align::Centre, 1.4),
                Fit::new(address(8.0), 1).or(address(7.0), 2).set(CODE, Align::Centre, 1.4),
            ],
        }
    }

    pub(super) fn height(&self) -> f64 {
        let names = total(&self.agency.who).max(total(&self.labour.who));
        let code = OVER_CODE + CODE + 3.2 + total(&self.below_code);
        code.max(HEAD + 1.0 + names + CLEAR)
    }

    /// Draws the two boxes and the code between them.
    pub(super) fn draw(&self, sheet: &mut Sheet, licence: &Licence, y: f64) {
        let height = self.height();
        self.agency.draw(sheet, LEFT + WIDTH - BOX, y, height);
        self.code(sheet, licence, y);
        self.labour.draw(sheet, LEFT, y, height);
    }

    fn code(&self, sheet: &mut Sheet, licence: &Licence, y: f64) {
        let x = LEFT + BOX + 4.0;
        let title = match licence.standing {
            Standing::Provisional => "استعلام وضعیت",
            Standing::Registered => "استعلام اصالت",
        };
        sheet.within(Role::Heading(2), |sheet| {
            let title = Rich::text(title, Style::extrabold(10.5).ink(Ink::Petrol));
            sheet.text(&title, x, y - 0.8, Setting::new(CODE, Align::Centre, 1.3));
        });
        let mut top = y + OVER_CODE;
        if let Some(modules) = qr::modules(&licence.verification.qr) {
            sheet.figure("رمزینهٔ استعلام این مجوز", |sheet| {
                qr::draw(sheet, &modules, Rect::new(x, top, CODE, CODE));
            });
        }
        top += CODE + 3.2;
        sheet.within(Role::Paragraph, |sheet| {
            for line in &self.below_code {
                top += sheet.paragraph(line, x, top);
            }
        });
    }
}

/// What the footer has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Footer {
    /// The licence has one page.
    OnePage,
    /// Composition are counted in a second line.
    Counted,
}

impl Footer {
    pub(super) fn height(self) -> f64 {
        match self {
            Self::OnePage => 5.6,
            Self::Counted => 9.6,
        }
    }
}

/// Draws the foot of a page.
pub(super) fn footer(sheet: &mut Sheet, licence: &Licence, page: usize, pages: usize) {
    let footer = if pages > 1 { Footer::Counted } else { Footer::OnePage };
    let y = BOTTOM - footer.height();
    sheet.rule(LEFT, y, WIDTH, Stroke::new(Ink::Petrol, 0.25));
    let style = Style::regular(7.5);
    let copy = Rich::text(&format!("نسخهٔ {} — چاپ ", fa(licence.copy.number)), style)
        .code(&licence.printed_on, style)
        .flow(" ساعت ", style)
        .code(&fa(&licence.printed_at), style);
    let hash = Rich::text("کد درستی سند: ", style)
        .code(&licence.verification.code, Style::extrabold(8.5).tracking(0.2));
    let text = |size| Rich::text(&licence.texts.footer, style.size(size));
    let footer = Fit::new(text(7.5), 1).or(text(7.0), 1).or(text(6.5), 1);
    let counted = Rich::text(&format!("صفحهٔ {} از {}", fa(page), fa(pages)), Style::semibold(8.0));
    let top = y + 1.2;
    let draw = |sheet: &mut Sheet| {
        let whole = |align| Setting::new(WIDTH, align, 1.5);
        sheet.text(&copy, LEFT, top, whole(Align::Start));
        sheet.paragraph(&footer.set(WIDTH - 108.0, Align::Centre, 1.5), LEFT + 58.0, top);
        sheet.text(&hash, LEFT, top - 0.3, whole(Align::End));
        if pages > 1 {
            sheet.text(&counted, LEFT, top + 3.9, whole(Align::Start));
        }
    };
    if page == 1 {
        sheet.within(Role::Paragraph, draw);
    } else {
        sheet.ornament(draw);
    }
}
