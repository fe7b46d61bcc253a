//! One pass over the bytes, 64 at a time: which of them could matter.

use super::words;
use crate::kernel::classes;

/// How many bytes a block holds.
pub(super) const BLOCK: usize = 64;

/// One bit a byte of a block, the lowest for the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    /// Marks that may end a sentence, line breaks, quotation marks, brackets.
    mark: u64,
    /// Words after a blank that may open a sentence: all but those that open
    /// with a small letter after a single blank, and most names.
    word: u64,
}

impl Masks {
    /// The place of the first candidate, and whether it is a word; a mark may
    /// be both, and is a word first.
    #[inline]
    pub(super) fn first(self) -> Option<(usize, bool)> {
        let both = self.mark | self.word;
        if both == 0 {
            return None;
        }
        let place = both.trailing_zeros() as usize;
        Some((place, (self.word >> place) & 1 == 1))
    }

    /// Leaves, in the block that ends at `end` of the text, the marks from
    /// `mark` and the words from `word`.
    #[inline]
    pub(super) fn keep(&mut self, end: usize, mark: usize, word: usize) {
        // Mostly they are before it.
        if mark.max(word) + BLOCK > end {
            let from = |place: usize| match (place + BLOCK).checked_sub(end) {
                Some(place) => u64::MAX.checked_shl(place as u32).unwrap_or(0),
                None => u64::MAX,
            };
            self.mark &= from(mark);
            self.word &= from(word);
        }
    }

    /// Goes behind the [`first`](Self::first) candidate.
    #[inline]
    pub(super) fn pass(&mut self, word: bool) {
        let mask = if word { &mut self.word } else { &mut self.mark };
        *mask &= mask.wrapping_sub(1);
    }
}

/// Scans blocks in order.
#[derive(Clone, Debug)]
pub(super) struct Scanner {
    /// Which of the last two bytes of the block before were blanks, the last
    /// one highest.
    blanks: u64,
    /// Which were letters of ASCII.
    letters: u64,
}

impl Scanner {
    pub(super) fn new() -> Self {
        Self { blanks: 0, letters: 0 }
    }

    /// The masks of the next block, which is at `at` in the text; what is
    /// beyond the text's end counts as zeros.
    #[inline]
    pub(super) fn scan(&mut self, text: &[u8], at: usize) -> Masks {
        let rest = text.get(at..).unwrap_or_default();
        let [mark, blank, small, capital] = if let Some(block) = rest.first_chunk::<BLOCK>() {
            classes(block)
        } else {
            let mut block = [0; BLOCK];
            block.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
            classes(&block)
        };
        let one = blank << 1 | self.blanks >> 63;
        let two = blank << 2 | self.blanks >> 62;
        let letters = small | capital;
        let word = one & !blank & (!small | two);
        // A capital after a letter and a blank opens a name, mostly: a
        // sentence that no mark announces opens with a word of the lists.
        let name = word & !two & capital & (letters << 2 | self.letters >> 62);
        (self.blanks, self.letters) = (blank, letters);
        let mut word = word & !name;
        let mut left = name;
        while left != 0 {
            let place = left.trailing_zeros();
            word |= u64::from(words::may_open(text, at + place as usize)) << place;
            left &= left - 1;
        }
        Masks { mark, word }
    }
}
