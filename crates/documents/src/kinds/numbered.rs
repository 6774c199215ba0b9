//! Numbered lists with hanging numbers.

use super::fa;
use crate::typeset::{
    paragraph::{Align, Paragraph, Setting},
    placed::Role,
    rich::{Ink, Rich, Style},
    sheet::Sheet,
};

/// How a list is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct ListStyle {
    pub(super) leading: f64,
    /// Room for the number.
    pub(super) hang: f64,
    pub(super) number: Style,
}

/// The entries of a list, set for a width.
pub(super) struct Numbered {
    entries: Vec<(Paragraph, Paragraph)>,
    style: ListStyle,
    width: f64,
}

impl Numbered {
    pub(super) fn set(entries: &[Rich], width: f64, style: ListStyle) -> Self {
        let entries = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| {
                let number = format!("{}.", fa(index + 1));
                let number = Rich::text(&number, style.number.ink(Ink::Petrol));
                let at = |width| Setting::new(width, Align::Start, style.leading);
                (
                    Paragraph::set(&number, at(style.hang)),
                    Paragraph::set(entry, at(width - style.hang)),
                )
            })
            .collect();
        Self { entries, style, width }
    }

    pub(super) fn height(&self) -> f64 {
        self.height_of(0..self.entries.len())
    }

    /// Height of some entries.
    pub(super) fn height_of(&self, range: std::ops::Range<usize>) -> f64 {
        self.entries[range].iter().map(|(_, text)| text.height()).sum()
    }

    /// How many entries from one on fit into a height.
    pub(super) fn fitting(&self, from: usize, height: f64) -> usize {
        let mut left = height;
        self.entries[from..]
            .iter()
            .take_while(|(_, text)| {
                left -= text.height();
                left >= -1e-6
            })
            .count()
    }

    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Puts down a part of the list; returns its height.
    pub(super) fn draw(
        &self,
        sheet: &mut Sheet,
        range: std::ops::Range<usize>,
        x: f64,
        y: f64,
    ) -> f64 {
        let mut top = y;
        sheet.within(Role::List, |sheet| {
            for (number, text) in &self.entries[range] {
                sheet.within(Role::Item, |sheet| {
                    let right = x + self.width;
                    sheet.within(Role::Label, |sheet| {
                        sheet.paragraph(number, right - self.style.hang, top);
                    });
                    top += sheet.within(Role::Body, |sheet| sheet.paragraph(text, x, top));
                });
            }
        });
        top - y
    }
}
