//! The dossier: everything on a case, in parts with headings, over as many pages as it takes.
//!
//! Every page repeats whose case it is. Tables break between rows and repeat their titles; a heading never stands
//! without the beginning of what it is over.

mod parts;

use super::{
    Mark, fa,
    grid::{Cell, Grid, Row},
    letter, tracking_code,
};
use crate::{
    input::{Checked, Dossier, FactGroup},
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

const LEFT: f64 = 18.0;
const WIDTH: f64 = 174.0;
const TOP: f64 = 24.0;
const BOTTOM: f64 = 274.0;
/// Room over a heading, and between a heading and its table.
const BEFORE: f64 = 5.0;
const PADDING: f64 = 0.8;

/// Composes the dossier.
pub(crate) fn compose(dossier: &Checked<Dossier>, mark: Mark) -> Composition {
    let mut book = Book { sheet: Sheet::new(210.0, 297.0), dossier, mark, y: TOP };
    mark.put(&mut book.sheet, 210.0, 297.0);
    book.title_page();
    for group in &dossier.facts {
        book.part(&group.title, &facts(group));
    }
    parts::all(dossier, |title, grid| book.part(title, grid));
    book.finish()
}

struct Book<'a> {
    sheet: Sheet,
    dossier: &'a Dossier,
    mark: Mark,
    y: f64,
}

impl Book<'_> {
    /// Emblem, office, title, and what the dossier is about.
    fn title_page(&mut self) {
        let dossier = self.dossier;
        let sheet = &mut self.sheet;
        ornament::rosette(sheet, LEFT + WIDTH - 17.0, 12.0, 17.0);
        sheet.within(Role::Paragraph, |sheet| {
            let mut top = 12.6;
            for (number, line) in dossier.letterhead.lines.iter().enumerate() {
                let style = if number == 0 { Style::extrabold(10.0) } else { Style::regular(8.5) };
                let line = Fit::any(Rich::text(line, style)).set(WIDTH - 80.0, Align::Start, 1.55);
                top += sheet.paragraph(&line, LEFT + 58.0, top);
            }
        });
        let title = Rich::text(&dossier.texts.title, Style::extrabold(17.0).ink(Ink::Petrol));
        sheet.within(Role::Heading(1), |sheet| {
            sheet.text(&title, LEFT, 14.0, Setting::new(56.0, Align::End, 1.5));
        });
        sheet.rule(LEFT, 32.0, WIDTH, Stroke::new(Ink::Petrol, 0.35));
        let drawn = [
            ("date", Filling::Code(dossier.drawn_on.as_str())),
            ("time", Filling::Code(&fa(&dossier.drawn_at))),
            ("by", Filling::Text(&dossier.drawn_by)),
        ];
        let note = fill(&dossier.texts.note, Style::regular(9.0), &drawn);
        let setting = Setting::new(WIDTH, Align::Justified, 1.7);
        let height = sheet.within(Role::Paragraph, |sheet| sheet.text(&note, LEFT, 35.0, setting));
        self.y = 35.0 + height + 2.0;
        let value = Style::semibold(10.0);
        let text = |text: &str| Cell::value(Fit::any(Rich::text(text, value)));
        let code = Rich::new().code(&tracking_code(&dossier.tracking_code), value);
        let mut rows = vec![
            Row::Cells(vec![
                Cell::label("متقاضی"),
                text(&dossier.applicant),
                Cell::label("کد رهگیری"),
                Cell::value(Fit::any(code)),
            ]),
            Row::Cells(vec![Cell::label("وضعیت"), text(&dossier.stage).columns(3)]),
        ];
        if !dossier.field.is_empty() {
            rows.push(Row::Cells(vec![Cell::label("رشته"), text(&dossier.field).columns(3)]));
        }
        let grid = Grid::set(&rows, LEFT, &[26.0, 68.0, 26.0, 54.0], PADDING);
        self.grid(&grid);
    }

    fn turn(&mut self) {
        self.sheet.turn();
        self.mark.put(&mut self.sheet, 210.0, 297.0);
        let dossier = self.dossier;
        let small = Style::semibold(8.5);
        let label = small.ink(Ink::Petrol);
        let line = Rich::text(&format!("{} — ", dossier.texts.title), label)
            .flow(&dossier.applicant, small)
            .flow(" — کد رهگیری ", label)
            .code(&tracking_code(&dossier.tracking_code), small);
        self.y = self.sheet.ornament(|sheet| {
            let setting = Setting::new(WIDTH, Align::Start, 1.5);
            let y = 13.0 + sheet.text(&line, LEFT, 13.0, setting) + 1.2;
            sheet.rule(LEFT, y, WIDTH, Stroke::new(Ink::Petrol, 0.25));
            y + 4.0
        });
    }

    /// A heading with its table.
    fn part(&mut self, title: &str, grid: &Grid) {
        let style = Style::extrabold(11.5).ink(Ink::Petrol);
        let heading = Fit::any(Rich::text(title, style)).set(WIDTH, Align::Start, 1.5);
        let beginning = grid.height_of(0..grid.len().min(2));
        if self.y + BEFORE + heading.height() + 1.0 + beginning > BOTTOM {
            self.turn();
        } else {
            self.y += BEFORE;
        }
        let y = self.y;
        self.y += self.sheet.within(Role::Heading(2), |sheet| sheet.paragraph(&heading, LEFT, y));
        self.y += 1.0;
        self.grid(grid);
    }

    fn grid(&mut self, grid: &Grid) {
        let id = self.sheet.open_part(Role::Table);
        let mut from = 0;
        let mut fresh = false;
        while from < grid.len() {
            let count = grid.fitting(from, BOTTOM - self.y);
            if count == 0 && !fresh {
                self.turn();
                fresh = true;
                continue;
            }
            let count = count.max(1);
            let y = self.y;
            self.y += self.sheet.continue_part(id, |sheet| grid.draw(sheet, from..from + count, y));
            from += count;
            if from < grid.len() {
                self.turn();
                fresh = true;
            }
        }
    }

    fn finish(mut self) -> Composition {
        let count = self.sheet.page_count();
        let dossier = self.dossier;
        for page in 0..count {
            self.sheet.on_page(page, |sheet| foot(sheet, dossier, page + 1, count));
        }
        let title = format!("{} {}", dossier.texts.title, fa(&dossier.tracking_code));
        self.sheet.finish(&title)
    }
}

fn foot(sheet: &mut Sheet, dossier: &Dossier, page: usize, pages: usize) {
    const CODE: f64 = 12.0;
    let y = 277.0;
    sheet.rule(LEFT, y, WIDTH, Stroke::new(Ink::Petrol, 0.25));
    // What an office wrote at length is set smaller: there are four lines.
    let long = dossier.texts.verification.chars().count() > 120;
    let (size, leading) = if long { (6.5, 1.4) } else { (7.5, 1.6) };
    let small = Style::regular(size);
    let place = [("address", Filling::Code(dossier.verification.address.as_str()))];
    let check = fill(&dossier.texts.verification, small, &place)
        .flow(" ", small)
        .code(&dossier.verification.code, Style::extrabold(size));
    let counted = Rich::text(&format!("صفحهٔ {} از {}", fa(page), fa(pages)), Style::semibold(8.5));
    let address = letter::address_line(&dossier.letterhead, small);
    let draw = |sheet: &mut Sheet| {
        let setting = Setting::new(WIDTH - CODE - 5.0, Align::Start, leading);
        let x = LEFT + CODE + 5.0;
        let mut top = y + 1.5;
        sheet.within(Role::Paragraph, |sheet| top += sheet.text(&counted, x, top, setting));
        sheet.within(Role::Paragraph, |sheet| top += sheet.text(&check, x, top, setting));
        sheet.within(Role::Paragraph, |sheet| sheet.text(&address, x, top, setting));
        if let Some(modules) = qr::modules(&dossier.verification.qr) {
            sheet.figure("رمزینهٔ بررسی درستی پرونده", |sheet| {
                qr::draw(sheet, &modules, Rect::new(LEFT, y + 1.5, CODE, CODE));
            });
        }
    };
    if page == 1 { draw(sheet) } else { sheet.ornament(draw) }
}

fn facts(group: &FactGroup) -> Grid {
    let rows: Vec<Row> = group
        .facts
        .iter()
        .map(|fact| {
            Row::Cells(vec![Cell::label(&fact.label), Cell::value(parts::text(&fact.value))])
        })
        .collect();
    Grid::set(&rows, LEFT, &[40.0, WIDTH - 40.0], PADDING)
}
