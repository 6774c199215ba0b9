//! A picture's size, its components, and how much of each has been read.

use crate::attachment::{FileProblem, check_pixels};

/// What a frame's header says, and what its scans have brought.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) is_progressive: bool,
    pub(super) components: Vec<Component>,
    /// How many units are coded together, of all components.
    pub(super) units: u32,
}

/// Grey, a colour or an ink.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) name: u8,
    /// The number of the factors by which its coefficients are multiplied.
    pub(super) factors: u8,
    /// Blocks in a unit of all components, and blocks in all where it is coded by itself.
    pub(super) blocks_of_unit: u32,
    pub(super) blocks: u32,
    /// Down to which bit each coefficient has been read.
    pub(super) low: [Option<u8>; 64],
    /// Coefficients that are not nought, by block; kept where later scans refine them.
    pub(super) filled: Vec<u64>,
}

impl Frame {
    pub(super) fn read(content: &[u8], is_progressive: bool) -> Result<Self, FileProblem> {
        let [precision, h1, h0, w1, w0, count, rest @ ..] = content else {
            return Err(FileProblem::Damaged);
        };
        let height = u32::from(u16::from_be_bytes([*h1, *h0]));
        let width = u32::from(u16::from_be_bytes([*w1, *w0]));
        if *precision != 8 || !matches!(count, 1 | 3 | 4) {
            return Err(FileProblem::UnusualJpeg);
        }
        let said: Vec<(u8, u8, u32, u32)> = rest
            .as_chunks::<3>()
            .0
            .iter()
            .take(usize::from(*count))
            .map(|[name, sampling, factors]| {
                (*name, *factors, u32::from(sampling >> 4), u32::from(sampling & 15))
            })
            .collect();
        let fits = |side: u32| (1..=4).contains(&side);
        let are_right = said.iter().all(|(_, _, across, down)| fits(*across) && fits(*down));
        if width == 0 || height == 0 || said.len() != usize::from(*count) || !are_right {
            return Err(FileProblem::Damaged);
        }
        check_pixels(width, height)?;
        let most_across = said.iter().map(|(_, _, across, _)| *across).max().unwrap_or(1);
        let most_down = said.iter().map(|(_, _, _, down)| *down).max().unwrap_or(1);
        let blocks = |side: u32, part: u32, most: u32| (side * part).div_ceil(most).div_ceil(8);
        let components = said.iter().map(|&(name, factors, across, down)| Component {
            name,
            factors,
            blocks_of_unit: across * down,
            blocks: blocks(width, across, most_across) * blocks(height, down, most_down),
            low: [None; 64],
            filled: Vec::new(),
        });
        let components = components.collect();
        let units = width.div_ceil(8 * most_across) * height.div_ceil(8 * most_down);
        Ok(Self { width, height, is_progressive, components, units })
    }

    /// Whether every coefficient of every component has come, to its last bit.
    pub(super) fn is_complete(&self) -> bool {
        self.components.iter().all(|component| component.low == [Some(0); 64])
    }
}
