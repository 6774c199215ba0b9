//! One pass over a picture: every code of it is read, and nothing is kept but which coefficients are not nought.

use super::bits::{Bits, Stop, Table};
use super::frame::Frame;

/// What a scan's header says.
#[derive(Debug)]
pub(super) struct Scan {
    parts: Vec<Part>,
    /// The first and last coefficient.
    from: u32,
    to: u32,
    /// The bit down to which an earlier scan has read them, nought where none has, and down to which this one does.
    high: u8,
    low: u8,
    /// How many more blocks have nothing new.
    run: u32,
}

/// A component's part in a scan.
#[derive(Debug, Clone, Copy)]
struct Part {
    component: usize,
    dc: usize,
    ac: usize,
}

impl Scan {
    /// Reads a header; nothing where it cannot be a scan of the frame after those that came before.
    pub(super) fn read(header: &[u8], frame: &mut Frame) -> Option<Self> {
        let (count, rest) = header.split_first()?;
        let (named, rest) = rest.split_at_checked(2 * usize::from(*count))?;
        let [from, to, bits, ..] = rest else { return None };
        let parts: Option<Vec<Part>> = named
            .as_chunks::<2>()
            .0
            .iter()
            .map(|[name, tables]| {
                let of_name = |component: &super::frame::Component| component.name == *name;
                let component = frame.components.iter().position(of_name)?;
                let (dc, ac) = (usize::from(tables >> 4), usize::from(tables & 15));
                Some(Part { component, dc, ac })
            })
            .collect();
        let parts = parts.filter(|parts| (1..=4).contains(&parts.len()))?;
        if !frame.is_progressive {
            return Some(Self { parts, from: 0, to: 63, high: 0, low: 0, run: 0 });
        }
        let (high, low) = (bits >> 4, bits & 15);
        let is_one_step = high == 0 || high == low + 1;
        let is_possible = match from {
            0 => *to == 0,
            _ => parts.len() == 1 && from <= to && *to < 64,
        };
        if !is_one_step || !is_possible {
            return None;
        }
        let before = (high > 0).then_some(high);
        for part in &parts {
            let component = frame.components.get_mut(part.component)?;
            let read = component.low.get(usize::from(*from)..=usize::from(*to))?;
            if read.iter().any(|read| *read != before) {
                return None;
            }
            if *from > 0 && component.filled.is_empty() {
                component.filled = vec![0; usize::try_from(component.blocks).ok()?];
            }
        }
        Some(Self { parts, from: u32::from(*from), to: u32::from(*to), high, low, run: 0 })
    }

    /// Whether the factors of all its components have come.
    pub(super) fn has_factors(&self, frame: &Frame, there: [bool; 4]) -> bool {
        let components = self.parts.iter().filter_map(|part| frame.components.get(part.component));
        components.map(|it| there.get(usize::from(it.factors))).all(|it| it == Some(&true))
    }

    /// Whether zeros without end can be a part of the picture: only where nought is the code that ends a block.
    pub(super) fn knows_flat_parts(&self, frame: &Frame, ac: &[Option<Table>; 4]) -> bool {
        let ends = |part: &Part| table(ac, part.ac).is_some_and(|ac| ac.reads_noughts_as(0));
        frame.is_progressive || self.parts.iter().any(ends)
    }

    /// Reads all data, with the tables for first and for other coefficients.
    pub(super) fn decode(
        &mut self,
        frame: &mut Frame,
        [dc, ac]: [&[Option<Table>; 4]; 2],
        restart_interval: u32,
        bits: &mut Bits<'_>,
    ) -> Result<(), Stop> {
        let parts = self.parts.clone();
        let is_alone = parts.len() == 1;
        let units = match parts.first().and_then(|part| frame.components.get(part.component)) {
            Some(component) if is_alone => component.blocks,
            _ => frame.units,
        };
        for unit in 0..units {
            if restart_interval > 0 && unit > 0 && unit.is_multiple_of(restart_interval) {
                self.run = 0;
                let number = (unit / restart_interval - 1) % 8;
                let passed = bits.restart(u8::try_from(number).unwrap_or_default());
                passed.map_err(|stop| stop.at(unit, units))?;
            }
            for part in &parts {
                let component = frame.components.get_mut(part.component).ok_or(Stop::Wrong)?;
                let tables = (table(dc, part.dc), table(ac, part.ac));
                let place = usize::try_from(unit).unwrap_or(usize::MAX);
                let mut unkept = 0;
                for _ in 0..if is_alone { 1 } else { component.blocks_of_unit } {
                    let filled = match component.filled.get_mut(place) {
                        Some(filled) if self.from > 0 => filled,
                        _ => &mut unkept,
                    };
                    let read = if !frame.is_progressive {
                        whole_block(bits, tables)
                    } else if self.from == 0 && self.high == 0 {
                        first_coefficient(bits, tables.0)
                    } else if self.from == 0 {
                        bits.number(1).map(drop)
                    } else if self.high == 0 {
                        self.band(bits, tables.1, filled)
                    } else {
                        self.refined_band(bits, tables.1, filled)
                    };
                    read.map_err(|stop| stop.at(unit, units))?;
                }
            }
        }
        Ok(())
    }

    /// Coefficients that come for the first time.
    fn band(
        &mut self,
        bits: &mut Bits<'_>,
        table: Option<&Table>,
        filled: &mut u64,
    ) -> Result<(), Stop> {
        if self.run > 0 {
            self.run -= 1;
            return Ok(());
        }
        let table = table.ok_or(Stop::Wrong)?;
        let mut at = self.from;
        while at <= self.to {
            match Code::read(bits, table)? {
                Code::End { run } => {
                    self.run = run - 1;
                    break;
                }
                Code::Zeros => at += 16,
                Code::Value { zeros, size } => {
                    at += zeros;
                    if at > self.to {
                        return Err(Stop::Wrong);
                    }
                    bits.number(size)?;
                    *filled |= 1 << at;
                    at += 1;
                }
            }
        }
        Ok(())
    }

    /// One more bit of coefficients that came before, and those that are not nought from this bit on.
    fn refined_band(
        &mut self,
        bits: &mut Bits<'_>,
        table: Option<&Table>,
        filled: &mut u64,
    ) -> Result<(), Stop> {
        let before = *filled;
        let is_filled = |at: u32| before >> at & 1 == 1;
        let mut at = self.from;
        let table = table.ok_or(Stop::Wrong)?;
        while self.run == 0 && at <= self.to {
            let (mut zeros, is_new) = match Code::read(bits, table)? {
                Code::End { run } => {
                    self.run = run;
                    break;
                }
                Code::Zeros => (15, false),
                Code::Value { zeros, size: 1 } => {
                    bits.number(1)?;
                    (zeros, true)
                }
                Code::Value { .. } => return Err(Stop::Wrong),
            };
            while at <= self.to {
                if is_filled(at) {
                    bits.number(1)?;
                } else if zeros == 0 {
                    break;
                } else {
                    zeros -= 1;
                }
                at += 1;
            }
            if is_new {
                if at > self.to {
                    return Err(Stop::Wrong);
                }
                *filled |= 1 << at;
            }
            at += 1;
        }
        if self.run > 0 {
            self.run -= 1;
            for _ in (at..=self.to).filter(|at| is_filled(*at)) {
                bits.number(1)?;
            }
        }
        Ok(())
    }

    /// Notes what has been read.
    pub(super) fn is_done(&self, frame: &mut Frame) {
        for part in &self.parts {
            let Some(component) = frame.components.get_mut(part.component) else { continue };
            for (at, low) in (0..).zip(&mut component.low) {
                if (self.from..=self.to).contains(&at) {
                    *low = Some(self.low);
                }
            }
        }
    }
}

/// What a code of other than the first coefficients says.
enum Code {
    /// Nothing more in so many blocks.
    End { run: u32 },
    /// Sixteen noughts.
    Zeros,
    /// A value of so many bits behind some noughts.
    Value { zeros: u32, size: u32 },
}

impl Code {
    fn read(bits: &mut Bits<'_>, table: &Table) -> Result<Self, Stop> {
        let symbol = bits.code(table)?;
        Ok(match (u32::from(symbol >> 4), u32::from(symbol & 15)) {
            (15, 0) => Self::Zeros,
            (run, 0) => Self::End { run: (1 << run) + bits.number(run)? },
            (zeros, size @ 1..=11) => Self::Value { zeros, size },
            _ => return Err(Stop::Wrong),
        })
    }
}

fn table(tables: &[Option<Table>; 4], number: usize) -> Option<&Table> {
    tables.get(number)?.as_ref()
}

/// A block of a picture that comes in one pass.
fn whole_block(
    bits: &mut Bits<'_>,
    (dc, ac): (Option<&Table>, Option<&Table>),
) -> Result<(), Stop> {
    first_coefficient(bits, dc)?;
    let ac = ac.ok_or(Stop::Wrong)?;
    let mut at = 1;
    while at < 64 {
        match Code::read(bits, ac)? {
            Code::End { run: 1 } => return Ok(()),
            Code::End { .. } => return Err(Stop::Wrong),
            Code::Zeros => at += 16,
            Code::Value { zeros, size } => {
                at += zeros;
                if at > 63 {
                    return Err(Stop::Wrong);
                }
                bits.number(size)?;
                at += 1;
            }
        }
    }
    Ok(())
}

fn first_coefficient(bits: &mut Bits<'_>, table: Option<&Table>) -> Result<(), Stop> {
    match bits.code(table.ok_or(Stop::Wrong)?)? {
        size @ 0..=12 => bits.number(u32::from(size)).map(drop),
        _ => Err(Stop::Wrong),
    }
}
