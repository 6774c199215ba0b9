//! Text with styles, and the runs in it that read from left to right.
//!
//! Numbers, dates, codes and addresses of the web are read from left to right even inside a
//! Persian sentence, and are never broken across lines. [`Rich::flow`] finds them by itself;
//! [`Rich::code`] says outright that a text is one (a telephone number in groups, an IBAN).

use super::faces::Weight;

/// The colours of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    /// All text that carries data.
    Text,
    /// Titles, labels, rules, ornament.
    Petrol,
    /// Hairlines inside tables, the place of a missing photograph.
    Mid,
    /// Flat fill of header rows.
    Tint,
    /// The provisional mark alone.
    Lacquer,
    /// Small captions.
    Caption,
    /// The mark of a specimen, under everything else.
    Mark,
    White,
    Black,
}

impl Ink {
    /// Red, green and blue.
    pub(crate) fn rgb(self) -> [u8; 3] {
        match self {
            Self::Text => [0x11, 0x1a, 0x20],
            Self::Petrol => [0x0e, 0x43, 0x50],
            Self::Mid => [0x5f, 0x87, 0x92],
            Self::Tint => [0xe6, 0xee, 0xee],
            Self::Lacquer => [0x8c, 0x1d, 0x18],
            Self::Caption => [0x3f, 0x5a, 0x62],
            Self::Mark => [0xe3, 0xe3, 0xe3],
            Self::White => [0xff, 0xff, 0xff],
            Self::Black => [0, 0, 0],
        }
    }
}

/// How a span is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) weight: Weight,
    /// Size in points.
    pub(crate) size: f64,
    pub(crate) ink: Ink,
    /// Space added after each glyph, in millimetres.
    pub(crate) tracking: f64,
}

impl Style {
    pub(crate) const fn new(weight: Weight, size: f64, ink: Ink) -> Self {
        Self { weight, size, ink, tracking: 0.0 }
    }

    pub(crate) const fn regular(size: f64) -> Self {
        Self::new(Weight::Regular, size, Ink::Text)
    }

    pub(crate) const fn semibold(size: f64) -> Self {
        Self::new(Weight::SemiBold, size, Ink::Text)
    }

    pub(crate) const fn extrabold(size: f64) -> Self {
        Self::new(Weight::ExtraBold, size, Ink::Text)
    }

    pub(crate) const fn ink(self, ink: Ink) -> Self {
        Self { ink, ..self }
    }

    pub(crate) const fn size(self, size: f64) -> Self {
        Self { size, ..self }
    }

    pub(crate) const fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    pub(crate) const fn tracking(self, tracking: f64) -> Self {
        Self { tracking, ..self }
    }
}

/// How a span runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// In the order that the paragraph gives.
    Text,
    /// From left to right and in one piece.
    Code,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Span {
    pub(crate) text: String,
    pub(crate) style: Style,
    pub(crate) flow: Flow,
}

/// Text with styles.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Rich {
    pub(crate) spans: Vec<Span>,
}

impl Rich {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A text in one style.
    pub(crate) fn text(text: &str, style: Style) -> Self {
        Self::new().flow(text, style)
    }

    /// Adds running text; numbers with separators and Latin addresses in it become codes.
    pub(crate) fn flow(mut self, text: &str, style: Style) -> Self {
        let mut start = 0;
        for code in codes(text) {
            self.push(&text[start..code.start], style, Flow::Text);
            self.push(&text[code.clone()], style, Flow::Code);
            start = code.end;
        }
        self.push(&text[start..], style, Flow::Text);
        self
    }

    /// Adds a text that reads from left to right and is not broken.
    pub(crate) fn code(mut self, text: &str, style: Style) -> Self {
        self.push(text, style, Flow::Code);
        self
    }

    /// Begins a line.
    pub(crate) fn line_break(mut self, style: Style) -> Self {
        self.push("\n", style, Flow::Text);
        self
    }

    /// Adds another text.
    pub(crate) fn join(mut self, other: Self) -> Self {
        self.spans.extend(other.spans);
        self
    }

    fn push(&mut self, text: &str, style: Style, flow: Flow) {
        if !text.is_empty() {
            self.spans.push(Span { text: text.to_owned(), style, flow });
        }
    }
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '۰'..='۹' | '٠'..='٩')
}

fn is_joint(c: char) -> bool {
    matches!(
        c,
        '/' | '-'
            | '.'
            | ':'
            | ','
            | '٬'
            | '٫'
            | '_'
            | '@'
            | '%'
            | '+'
            | '&'
            | '='
            | '?'
            | '#'
            | '*'
            | '\u{2011}'
            | '\u{2010}'
    )
}

/// Where codes stand in a running text.
fn codes(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        let opens = is_digit(first) || first.is_ascii_alphanumeric() || first == '+';
        if !opens || before.is_alphanumeric() || before == '/' {
            before = first;
            continue;
        }
        let mut end = start + first.len_utf8();
        let mut last = first;
        while let Some((at, c)) = rest.peek().copied() {
            if !(is_digit(c) || c.is_ascii_alphanumeric() || is_joint(c)) {
                break;
            }
            end = at + c.len_utf8();
            last = c;
            rest.next();
        }
        before = last;
        let followed = text[end..].chars().next().is_some_and(char::is_alphanumeric);
        let run = text[start..end].trim_end_matches(|c| is_joint(c) && c != '%' && c != '*');
        if !followed && run.chars().any(|c| is_joint(c) || c.is_ascii_alphabetic()) {
            found.push(start..start + run.len());
        } else if !followed && run.chars().all(is_digit) {
            extend_groups(text, &mut found, start..start + run.len());
        }
    }
    let mut found = joined(text, found);
    found.retain(|range| {
        let run = &text[range.clone()];
        run.chars().any(|c| !is_digit(c))
    });
    found
}

/// Words of Latin that follow one another are one text, with the numbers behind them.
fn joined(text: &str, codes: Vec<std::ops::Range<usize>>) -> Vec<std::ops::Range<usize>> {
    const BETWEEN: [&str; 5] = [" ", ", ", " & ", " - ", " / "];
    let latin = |range: &std::ops::Range<usize>| {
        text[range.clone()].chars().any(|c| c.is_ascii_alphabetic())
    };
    let mut joined: Vec<std::ops::Range<usize>> = Vec::new();
    let bracketed = |range: &std::ops::Range<usize>| {
        [('(', ')'), ('[', ']')].iter().any(|(opening, closing)| {
            text[..range.start].ends_with(*opening) && text[range.end..].starts_with(*closing)
        })
    };
    for code in codes {
        match joined.last_mut() {
            Some(last)
                if BETWEEN.contains(&&text[last.end..code.start])
                    && (latin(last) || (latin(&code) && text[last.clone()].is_ascii())) =>
            {
                last.end = code.end;
            }
            _ => joined.push(code),
        }
    }
    // Brackets around a text of Latin look the same either way, and are read better with it.
    for code in joined.iter_mut().filter(|code| latin(code) && bracketed(code)) {
        *code = code.start - 1..code.end + 1;
    }
    joined
}

/// Groups of digits with one blank between them are one number, such as a telephone number.
fn extend_groups(
    text: &str,
    found: &mut Vec<std::ops::Range<usize>>,
    group: std::ops::Range<usize>,
) {
    if let Some(last) = found.last_mut()
        && text[last.clone()].chars().all(|c| is_digit(c) || c == ' ')
        && &text[last.end..group.start] == " "
    {
        last.end = group.end;
    } else {
        found.push(group);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        codes(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn dates_phones_and_addresses_are_codes() {
        assert_eq!(found("مصوب ۱۳۸۹/۰۲/۲۲ و پس"), ["۱۳۸۹/۰۲/۲۲"]);
        assert_eq!(found("تلفن ۰۸۶-۱۲۳۴۵۶۷۸."), ["۰۸۶-۱۲۳۴۵۶۷۸"]);
        assert_eq!(found("در parvaneh.example/v بررسی"), ["parvaneh.example/v"]);
        assert_eq!(found("شمارهٔ ۰۹۱۲ ۳۴۵ ۶۷۸۹ زنگ"), ["۰۹۱۲ ۳۴۵ ۶۷۸۹"]);
        assert_eq!(found("(ویرایش ۱۴۰۵/۰۲)"), ["۱۴۰۵/۰۲"]);
    }

    #[test]
    fn latin_words_and_the_numbers_behind_them_are_one_code() {
        assert_eq!(found("عرضهٔ نرم‌افزار (ISIC 6201)"), ["(ISIC 6201)"]);
        assert_eq!(found("استاندارد ISO 9001:2015 مجاز"), ["ISO 9001:2015"]);
        assert_eq!(found("در Red Crescent, Arak است"), ["Red Crescent, Arak"]);
        assert_eq!(found("۱۲ ISO و ۳"), ["ISO"]);
    }

    #[test]
    fn plain_numbers_and_words_are_not() {
        assert!(found("پلاک ۱۲، واحد ۳").is_empty());
        assert!(found("۲۴ماه").is_empty());
        assert!(found("شمارهٔ ۱۴۰۲/ک/۱۰۰۰۰۰").is_empty());
    }
}
