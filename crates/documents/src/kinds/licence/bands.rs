//! The panel with the number, and the bands that say what a paper is.
//!
//! Bands are joined to the panel without a gap, so that no copy can show the number without them.

use super::{LEFT, WIDTH, across, head::printed_number};
use crate::{
    input::{Licence, Standing},
    kinds::fa,
    ornament::{Tabs, guilloche, hatch, tab_frames},
    texts::{Filling, fill},
    typeset::{
        fit::Fit,
        paragraph::{Align, Setting},
        placed::{Rect, Role, Stroke},
        rich::{Ink, Rich, Style},
        sheet::Sheet,
    },
};

const PANEL: f64 = 21.0;
const STRIP: f64 = 3.6;
const BAND: f64 = 13.0;
/// Width of the cell of each date.
const DATE: f64 = 38.0;

/// Which bands a licence has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bands {
    provisional: bool,
    duplicate: bool,
}

/// Which tabs of the border are taken.
pub(super) fn tabs(licence: &Licence) -> Tabs {
    let any = Bands::of(licence);
    let any = any.provisional || any.duplicate;
    Tabs { top: any, bottom: any }
}

/// Draws the words in the tabs of the border.
pub(super) fn draw_tabs(sheet: &mut Sheet, licence: &Licence) {
    let bands = Bands::of(licence);
    let [top, bottom] = tab_frames();
    match (bands.provisional, bands.duplicate) {
        (false, false) => {}
        (true, false) => {
            provisional_tab(sheet, top);
            provisional_tab(sheet, bottom);
        }
        (false, true) => {
            duplicate_tab(sheet, top);
            duplicate_tab(sheet, bottom);
        }
        (true, true) => {
            provisional_tab(sheet, top);
            duplicate_tab(sheet, bottom);
        }
    }
}

fn provisional_tab(sheet: &mut Sheet, frame: Rect) {
    sheet.fill(frame, Ink::Lacquer);
    let word = Rich::text("موقت", Style::extrabold(11.5).ink(Ink::White));
    sheet.ornament(|sheet| sheet.centred(&word, frame, 1.2));
}

fn duplicate_tab(sheet: &mut Sheet, frame: Rect) {
    sheet.fill(frame, Ink::White);
    sheet.frame(frame, Stroke::new(Ink::Petrol, 0.35));
    sheet.frame(frame.inset(0.8), Stroke::new(Ink::Petrol, 0.15));
    let word = Rich::text("المثنی", Style::extrabold(9.4).ink(Ink::Petrol));
    sheet.ornament(|sheet| sheet.centred(&word, frame, 1.2));
}

impl Bands {
    pub(super) fn of(licence: &Licence) -> Self {
        Self {
            provisional: licence.standing == Standing::Provisional,
            duplicate: licence.copy.in_place_of.is_some(),
        }
    }

    pub(super) fn height(self) -> f64 {
        PANEL + self.marks_height()
    }

    fn marks_height(self) -> f64 {
        [self.provisional, self.duplicate].into_iter().filter(|band| *band).map(|_| BAND).sum()
    }

    /// Draws the panel and the bands under it.
    pub(super) fn draw(self, sheet: &mut Sheet, licence: &Licence, y: f64) {
        panel(sheet, licence, y);
        self.draw_marks(sheet, licence, y + PANEL);
    }

    /// Draws the bands alone; returns their height.
    pub(super) fn draw_marks(self, sheet: &mut Sheet, licence: &Licence, y: f64) -> f64 {
        let mut top = y;
        if self.provisional {
            provisional(sheet, licence, top);
            top += BAND;
        }
        if self.duplicate {
            duplicate(sheet, licence, top);
        }
        self.marks_height()
    }
}

fn panel(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let frame = across(y, PANEL);
    guilloche(sheet, Rect::new(LEFT, y, WIDTH, STRIP));
    let thin = Stroke::new(Ink::Petrol, 0.25);
    sheet.rule(LEFT, y + STRIP, WIDTH, thin);
    let height = PANEL - STRIP;
    sheet.post(LEFT + DATE, y + STRIP, height, thin);
    sheet.post(LEFT + 2.0 * DATE, y + STRIP, height, thin);
    sheet.frame(frame, Stroke::new(Ink::Petrol, 0.5));

    let number = Style::extrabold(23.0).tracking(0.3);
    let date = Style::semibold(14.0);
    let cells = [
        (
            "شمارهٔ مجوز",
            printed_number(&licence.number),
            number,
            LEFT + 2.0 * DATE,
            WIDTH - 2.0 * DATE,
            1.3,
        ),
        ("تاریخ صدور", licence.issued_on.clone(), date, LEFT + DATE, DATE, 1.55),
        ("پایان اعتبار", licence.expires_on.clone(), date, LEFT, DATE, 1.55),
    ];
    for (caption, value, style, x, width, leading) in cells {
        sheet.within(Role::Paragraph, |sheet| {
            let caption = Rich::text(caption, Style::semibold(8.0).ink(Ink::Petrol));
            let top = y + STRIP + 1.1;
            let used = sheet.text(&caption, x, top, Setting::new(width, Align::Centre, 1.4));
            let rest = y + PANEL - 0.8 - top - used;
            let value = Rich::new().code(&value, style);
            sheet.centred(&value, Rect::new(x, top + used, width, rest), leading);
        });
    }
}

/// Draws the two lines of a band in the middle of a rectangle.
fn words(sheet: &mut Sheet, area: Rect, title: &Rich, meaning: &Fit) {
    let setting = Setting::new(area.width, Align::Centre, 1.3);
    sheet.within(Role::Paragraph, |sheet| {
        let top = area.y + 0.9;
        let used = sheet.text(title, area.x, top, setting);
        sheet.paragraph(&meaning.set(area.width, Align::Centre, 1.3), area.x, top + used);
    });
}

fn provisional(sheet: &mut Sheet, licence: &Licence, y: f64) {
    const HATCH: f64 = 15.0;
    let frame = across(y, BAND);
    hatch(sheet, Rect::new(LEFT, y, HATCH, BAND), Ink::Lacquer);
    hatch(sheet, Rect::new(LEFT + WIDTH - HATCH, y, HATCH, BAND), Ink::Lacquer);
    sheet.frame(frame, Stroke::new(Ink::Lacquer, 0.7));
    let title = Rich::text(&licence.texts.provisional, Style::extrabold(14.0).ink(Ink::Lacquer));
    let text = |size| Rich::text(&licence.texts.provisional_meaning, Style::regular(size));
    let meaning = Fit::new(text(8.2), 1).or(text(7.5), 1).or(text(7.0), 1);
    let area = Rect::new(LEFT + HATCH, y, WIDTH - 2.0 * HATCH, BAND);
    words(sheet, area, &title, &meaning);
}

fn duplicate(sheet: &mut Sheet, licence: &Licence, y: f64) {
    let side = Stroke::new(Ink::Petrol, 0.5);
    sheet.post(LEFT, y, BAND, side);
    sheet.post(LEFT + WIDTH, y, BAND, side);
    let line = Stroke::new(Ink::Petrol, 0.4);
    sheet.rule(LEFT - 0.25, y + BAND, WIDTH + 0.5, line);
    sheet.rule(LEFT - 0.25, y + BAND - 0.8, WIDTH + 0.5, line);
    let previous = licence.copy.in_place_of.map(fa).unwrap_or_default();
    let date = licence.copy.made_out_on.clone().unwrap_or_default();
    let text = |size| {
        let fillings = [("date", Filling::Code(&date)), ("previous", Filling::Text(&previous))];
        fill(&licence.texts.duplicate_meaning, Style::regular(size), &fillings)
    };
    let title = Rich::text("المثنی", Style::extrabold(14.0));
    let meaning = Fit::new(text(8.2), 1).or(text(7.5), 1).or(text(7.0), 1);
    words(sheet, across(y, BAND - 0.8), &title, &meaning);
}
