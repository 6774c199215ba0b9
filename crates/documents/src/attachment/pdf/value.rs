//! Reading one value of a PDF file, with bounds on its size and depth.

/// The deepest nesting that is read.
const DEPTH: usize = 32;
/// The most values in one object that are read; a tree of pages has some thousands in a node.
const VALUES: usize = 200_000;

/// A value. Texts are kept because encryption needs them.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Null, a truth value, a broken number: nothing that is asked for.
    Other,
    Integer(i64),
    Name(Vec<u8>),
    Text(Vec<u8>),
    Array(Vec<Value>),
    Dict(Dict),
    Reference(u32),
    True,
    False,
}

/// A dictionary in the order in which it was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Dict(pub(super) Vec<(Vec<u8>, Value)>);

impl Dict {
    /// The value of a key; the last counts.
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.0.iter().rev().find(|(name, _)| name == key.as_bytes()).map(|(_, value)| value)
    }

    pub(super) fn integer(&self, key: &str) -> Option<i64> {
        match self.get(key)? {
            Value::Integer(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn reference(&self, key: &str) -> Option<u32> {
        match self.get(key)? {
            Value::Reference(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn is(&self, key: &str, name: &str) -> bool {
        matches!(self.get(key), Some(Value::Name(is)) if is == name.as_bytes())
    }
}

/// Reads values one after the other.
#[derive(Debug, Clone)]
pub(super) struct Reader<'b> {
    bytes: &'b [u8],
    pub(super) at: usize,
    left: usize,
}

impl<'b> Reader<'b> {
    pub(super) fn new(bytes: &'b [u8], at: usize) -> Self {
        Self { bytes, at, left: VALUES }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// Passes white space and comments.
    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if byte == b'%' {
                while self.peek().is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
                    self.at += 1;
                }
            } else if is_space(byte) {
                self.at += 1;
            } else {
                break;
            }
        }
    }

    pub(super) fn take(&mut self, word: &[u8]) -> bool {
        let found = self.bytes.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        if found {
            self.at += word.len();
        }
        found
    }

    /// A whole number that stands here, and nothing else.
    pub(super) fn unsigned(&mut self) -> Option<u32> {
        self.skip_space();
        let from = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        std::str::from_utf8(self.bytes.get(from..self.at)?).ok()?.parse().ok()
    }

    /// The value that stands here; nothing where it is none, or beyond the bounds.
    pub(super) fn value(&mut self) -> Option<Value> {
        self.nested(DEPTH)
    }

    /// The dictionary that stands here.
    pub(super) fn dict(&mut self) -> Option<Dict> {
        match self.value()? {
            Value::Dict(dict) => Some(dict),
            _ => None,
        }
    }

    fn nested(&mut self, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        self.left = self.left.checked_sub(1)?;
        self.skip_space();
        match self.peek()? {
            b'/' => self.name().map(Value::Name),
            b'(' => self.text().map(Value::Text),
            b'[' => {
                self.at += 1;
                let mut values = Vec::new();
                loop {
                    self.skip_space();
                    if self.take(b"]") {
                        return Some(Value::Array(values));
                    }
                    values.push(self.nested(depth)?);
                }
            }
            b'<' if self.take(b"<<") => {
                let mut entries = Vec::new();
                loop {
                    self.skip_space();
                    if self.take(b">>") {
                        return Some(Value::Dict(Dict(entries)));
                    }
                    let name = self.name()?;
                    entries.push((name, self.nested(depth)?));
                }
            }
            b'<' => self.hexadecimal().map(Value::Text),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number()),
            byte if byte.is_ascii_alphabetic() => {
                let from = self.at;
                while self.peek().is_some_and(is_regular) {
                    self.at += 1;
                }
                match self.bytes.get(from..self.at)? {
                    b"true" => Some(Value::True),
                    b"false" => Some(Value::False),
                    b"endobj" | b"stream" => None,
                    _ => Some(Value::Other),
                }
            }
            _ => None,
        }
    }

    fn name(&mut self) -> Option<Vec<u8>> {
        if !self.take(b"/") {
            return None;
        }
        let mut name = Vec::new();
        while let Some(byte) = self.peek().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let digits = self.bytes.get(self.at..self.at + 2);
            match digits.and_then(|digits| Some((digit(digits[0])?, digit(digits[1])?))) {
                Some((high, low)) if byte == b'#' => {
                    self.at += 2;
                    name.push(high << 4 | low);
                }
                _ => name.push(byte),
            }
        }
        Some(name)
    }

    /// A number, or the reference that three words make.
    fn number(&mut self) -> Value {
        let from = self.at;
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
        let word = self.bytes.get(from..self.at).unwrap_or_default();
        let whole = std::str::from_utf8(word).ok().and_then(|word| word.parse::<i64>().ok());
        let Some(whole) = whole else { return Value::Other };
        let mut ahead = self.clone();
        if let (Ok(number), Some(_generation)) = (u32::try_from(whole), ahead.unsigned()) {
            ahead.skip_space();
            if ahead.take(b"R") && !ahead.peek().is_some_and(is_regular) {
                self.at = ahead.at;
                return Value::Reference(number);
            }
        }
        Value::Integer(whole)
    }

    fn hexadecimal(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut text = Vec::new();
        let mut half = None;
        loop {
            match self.next()? {
                b'>' => break,
                byte if is_space(byte) => {}
                byte => match (half.take(), digit(byte)?) {
                    (None, high) => half = Some(high),
                    (Some(high), low) => text.push(high << 4 | low),
                },
            }
        }
        text.extend(half.map(|high| high << 4));
        Some(text)
    }

    fn text(&mut self) -> Option<Vec<u8>> {
        self.at += 1;
        let mut text = Vec::new();
        let mut open = 1_usize;
        loop {
            let byte = self.next()?;
            match byte {
                b'(' => open += 1,
                b')' => open -= 1,
                b'\\' => {
                    self.escaped(&mut text)?;
                    continue;
                }
                _ => {}
            }
            if open == 0 {
                return Some(text);
            }
            text.push(byte);
        }
    }

    fn escaped(&mut self, text: &mut Vec<u8>) -> Option<()> {
        match self.next()? {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => {
                self.take(b"\n");
            }
            b'\n' => {}
            first @ b'0'..=b'7' => {
                let mut value = u32::from(first - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(next @ b'0'..=b'7') => {
                            value = value * 8 + u32::from(next - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                text.push(u8::try_from(value & 0xFF).unwrap_or_default());
            }
            other => text.push(other),
        }
        Some(())
    }
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
