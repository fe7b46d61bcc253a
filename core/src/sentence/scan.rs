//! One pass over the bytes, 64 at a time: which of them could matter.

use crate::kernel::classes;

/// How many bytes a block holds.
pub(super) const BLOCK: usize = 64;

/// One bit a byte of a block, the lowest for the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    /// Marks that may end a sentence, line breaks, quotation marks, brackets.
    mark: u64,
    /// Words after a blank that may open a sentence: all but those that open
    /// with a small letter after a single blank.
    word: u64,
}

impl Masks {
    /// The place of the first candidate, and whether it is a word.
    #[inline]
    pub(super) fn first(self) -> Option<(usize, bool)> {
        let both = self.mark | self.word;
        if both == 0 {
            return None;
        }
        let place = both.trailing_zeros() as usize;
        Some((place, (self.word >> place) & 1 == 1))
    }

    #[inline]
    pub(super) fn clear(&mut self, place: usize, word: bool) {
        let mask = if word { &mut self.word } else { &mut self.mark };
        *mask &= *mask - 1;
        debug_assert!(*mask >> place & 1 == 0);
    }
}

/// Scans blocks in order.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    /// Whether the last two bytes of the block before were blanks, the last
    /// one highest.
    blanks: u64,
}

impl Scanner {
    pub(super) fn new() -> Self {
        Self { blanks: 0 }
    }

    /// The masks of the next block.
    #[inline]
    pub(super) fn scan(&mut self, block: &[u8; BLOCK]) -> Masks {
        let [mark, blank, small] = classes(block);
        let one = blank << 1 | self.blanks >> 63;
        let two = blank << 2 | self.blanks >> 62;
        self.blanks = blank;
        Masks { mark, word: one & !blank & (!small | two) }
    }
}
