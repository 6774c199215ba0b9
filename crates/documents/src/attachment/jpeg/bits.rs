//! Codes of different lengths, and the bits between them.

/// How many bits are looked up at once; longer codes are rare.
const QUICK: u32 = 9;

/// Why a scan could not be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Its data is over before its picture, of whose units so many are left.
    Over { left: u32, of: u32 },
    /// No code, or none that can stand there.
    Wrong,
}

impl Stop {
    const OVER: Self = Self::Over { left: u32::MAX, of: 0 };

    /// The same, with how much of the picture was left.
    pub(super) fn at(self, unit: u32, of: u32) -> Self {
        match self {
            Self::Over { .. } => Self::Over { left: of - unit, of },
            Self::Wrong => Self::Wrong,
        }
    }
}

/// A table of Huffman codes.
#[derive(Debug)]
pub(super) struct Table {
    symbols: Vec<u8>,
    /// For each length, the first number of 16 bits that begins with no code of that length or a shorter one, and
    /// what is added to a code's number for its place among the symbols.
    lengths: [(u32, i32); 16],
    /// Length and symbol of what begins with so many bits; length nought where the code is longer.
    quick: Vec<(u8, u8)>,
}

impl Table {
    /// Reads a table and gives what stands behind it; nothing where its codes cannot be.
    pub(super) fn read(content: &[u8]) -> Option<(Self, &[u8])> {
        let (counts, rest) = content.split_first_chunk::<16>()?;
        let all: usize = counts.iter().map(|count| usize::from(*count)).sum();
        let (symbols, rest) = rest.split_at_checked(all).filter(|_| all <= 256)?;
        let mut lengths = [(0, 0); 16];
        let (mut code, mut place) = (0_u32, 0_u32);
        for (length, (count, kept)) in (1_u32..).zip(counts.iter().zip(&mut lengths)) {
            let offset = i32::try_from(place).ok()? - i32::try_from(code).ok()?;
            code += u32::from(*count);
            place += u32::from(*count);
            if code > 1 << length {
                return None;
            }
            *kept = (code << (16 - length), offset);
            code <<= 1;
        }
        let mut table = Self { symbols: symbols.to_vec(), lengths, quick: Vec::new() };
        let quick = (0..1_u32 << QUICK).map(|ahead| {
            let found = table.search(ahead << (16 - QUICK));
            found.filter(|(length, _)| u32::from(*length) <= QUICK).unwrap_or((0, 0))
        });
        table.quick = quick.collect();
        Some((table, rest))
    }

    pub(super) fn reads_noughts_as(&self, symbol: u8) -> bool {
        self.look_up(0).is_some_and(|(_, read)| read == symbol)
    }

    /// Length and symbol of the code with which 16 bits begin.
    fn look_up(&self, ahead: u32) -> Option<(u8, u8)> {
        let quick = usize::try_from(ahead >> (16 - QUICK)).ok().and_then(|at| self.quick.get(at));
        quick.copied().filter(|(length, _)| *length > 0).or_else(|| self.search(ahead))
    }

    fn search(&self, ahead: u32) -> Option<(u8, u8)> {
        let (length, (_, offset)) =
            (1_u8..).zip(&self.lengths).find(|(_, (beyond, _))| ahead < *beyond)?;
        let code = i32::try_from(ahead >> (16 - u32::from(length))).ok()?;
        let symbol = self.symbols.get(usize::try_from(code + offset).ok()?)?;
        Some((length, *symbol))
    }
}

/// Reads the data of a scan bit by bit.
#[derive(Debug)]
pub(super) struct Bits<'b> {
    data: &'b [u8],
    at: usize,
    /// Bits that were taken from the data and not yet read, from the highest down.
    held: u64,
    count: u32,
}

impl<'b> Bits<'b> {
    pub(super) fn new(data: &'b [u8]) -> Self {
        Self { data, at: 0, held: 0, count: 0 }
    }

    /// Takes bytes up to the next restart or the end.
    fn fill(&mut self) {
        while self.count <= 56 {
            let byte = match self.data.get(self.at..) {
                Some([0xFF, 0x00, ..]) => {
                    self.at += 2;
                    0xFF
                }
                // Filling before a marker.
                Some([0xFF, 0xFF, ..]) => {
                    self.at += 1;
                    continue;
                }
                Some([0xFF, ..] | []) | None => return,
                Some([byte, ..]) => {
                    self.at += 1;
                    *byte
                }
            };
            self.held |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    fn pass(&mut self, bits: u32) {
        self.held <<= bits;
        self.count -= bits;
    }

    /// The next code's symbol.
    pub(super) fn code(&mut self, table: &Table) -> Result<u8, Stop> {
        if self.count < 16 {
            self.fill();
        }
        // Zeros stand behind the end.
        let ahead = u32::try_from(self.held >> 48).unwrap_or_default();
        match table.look_up(ahead) {
            Some((length, symbol)) if u32::from(length) <= self.count => {
                self.pass(u32::from(length));
                Ok(symbol)
            }
            None if self.count >= 16 => Err(Stop::Wrong),
            _ => Err(Stop::OVER),
        }
    }

    /// A number of at most 16 bits.
    pub(super) fn number(&mut self, bits: u32) -> Result<u32, Stop> {
        if self.count < bits {
            self.fill();
        }
        if self.count < bits {
            return Err(Stop::OVER);
        }
        let number = u32::try_from((self.held >> 32) >> (32 - bits)).unwrap_or_default();
        self.pass(bits);
        Ok(number)
    }

    /// Passes the restart of a number from 0 to 7, which must be the next; bytes may be left before it.
    pub(super) fn restart(&mut self, number: u8) -> Result<(), Stop> {
        let left = self.left();
        let mark = left.windows(2).position(|two| two[0] == 0xFF && two[1] & 0xF8 == 0xD0);
        let mark = mark.ok_or(Stop::OVER)?;
        if mark > super::SPARE || left.get(mark + 1) != Some(&(0xD0 | number)) {
            return Err(Stop::Wrong);
        }
        *self = Self { at: self.data.len() - left.len() + mark + 2, held: 0, count: 0, ..*self };
        Ok(())
    }

    /// The bytes of which nothing was read.
    pub(super) fn left(&self) -> &'b [u8] {
        let mut at = self.at;
        for _ in 0..self.count / 8 {
            let before = self.data.get(..at).unwrap_or_default();
            at -= if before.ends_with(&[0xFF, 0x00]) { 2 } else { 1 };
        }
        self.data.get(at..).unwrap_or_default()
    }
}
