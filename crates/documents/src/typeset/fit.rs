//! Texts that try one way of being set after another until one fits.

use super::{
    paragraph::{Align, Paragraph, Setting},
    rich::Rich,
};

/// Ways of setting a text, the best one first, each with the most lines that it may take. The
/// last one is taken whatever its lines, since nothing is ever cut off.
#[derive(Debug, Clone)]
pub(crate) struct Fit {
    first: (Rich, usize),
    others: Vec<(Rich, usize)>,
}

impl Fit {
    pub(crate) fn new(rich: Rich, lines: usize) -> Self {
        Self { first: (rich, lines), others: Vec::new() }
    }

    /// A text that takes as many lines as it needs.
    pub(crate) fn any(rich: Rich) -> Self {
        Self::new(rich, usize::MAX)
    }

    /// Another way, tried when those before do not fit.
    pub(crate) fn or(mut self, rich: Rich, lines: usize) -> Self {
        self.others.push((rich, lines));
        self
    }

    /// Sets the text in a width.
    pub(crate) fn set(&self, width: f64, align: Align, leading: f64) -> Paragraph {
        let setting = Setting::new(width, align, leading);
        let mut paragraph = Paragraph::set(&self.first.0, setting);
        let mut most = self.first.1;
        for (rich, lines) in &self.others {
            if paragraph.lines.len() <= most {
                break;
            }
            paragraph = Paragraph::set(rich, setting);
            most = *lines;
        }
        paragraph
    }

    /// Whether some way fits a width.
    pub(crate) fn fits(&self, width: f64) -> bool {
        std::iter::once(&self.first).chain(&self.others).any(|(rich, lines)| {
            let setting = Setting::new(width, Align::Start, 1.0);
            Paragraph::set(rich, setting).lines.len() <= *lines
        })
    }
}
