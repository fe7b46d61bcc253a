//! What the network sees of a word: numbers of embedding rows.
//!
//! `train/FEATURES.md` is the specification; `train/nutgraf_train/features.py`
//! does the same for training, and a golden file holds the two together.

use crate::kernel::{FRACTION, WIDTH};
use crate::model::{Model, Table};

/// Fractional bits of an embedding row's values.
const ROW_FRACTION: u32 = 5;
/// Words of the longest list entry.
const LONGEST: usize = 6;
/// Classes of list entries.
const CLASSES: usize = 13;
/// The class of offices and callings, which lower-case words belong to too.
const OFFICE: u16 = 1 << 10;
/// Marks an entry that begins a longer one.
const PREFIX: u16 = 1 << 15;

/// A running FNV-1a hash.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) const fn new() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }

    pub(super) fn add(self, bytes: &[u8]) -> Self {
        Self(
            bytes
                .iter()
                .fold(self.0, |state, &byte| (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)),
        )
    }

    /// FNV leaves the high bits poor in short words: mixed once more.
    pub(super) const fn finish(self) -> u64 {
        let state = (self.0 ^ (self.0 >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        state ^ (state >> 32)
    }

    fn of(kind: u8, text: &str) -> u64 {
        Self::new().add(&[kind]).add(text.as_bytes()).finish()
    }
}

fn bucket(hash: u64, size: usize) -> usize {
    (((hash >> 32) * size as u64) >> 32) as usize
}

/// Upper case X, lower case x, digits d, marks themselves; runs of X and d cut
/// at four, others at two, and the whole at twelve.
fn shape(word: &str, out: &mut String) {
    let mut last = '\0';
    let mut run = 0;
    let mut length = 0;
    for c in word.chars() {
        let (kind, most) = if c.is_ascii_digit() {
            ('d', 4)
        } else if c.is_uppercase() {
            ('X', 4)
        } else if c.is_alphabetic() {
            ('x', 2)
        } else {
            let folded = super::fold::fold_char(c);
            (if folded.is_ascii() { folded } else { 'o' }, 2)
        };
        run = if kind == last { run + 1 } else { 1 };
        last = kind;
        if run <= most {
            out.push(kind);
            length += 1;
        }
        if length >= 12 {
            break;
        }
    }
}

/// What a sentence's words are looked up by; used again for every sentence.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    folded: String,
    /// Where each word's folded spelling ends.
    ends: Vec<usize>,
    /// List bits of each word: 3 · class + (0 alone, 1 first, 2 later).
    listed: Vec<u64>,
    /// Classes already matched at a word by an entry that began earlier.
    busy: Vec<u16>,
    shape: String,
}

impl Spellings {
    fn folded(&self, word: usize) -> &str {
        let start = word.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(word).copied().unwrap_or(start);
        self.folded.get(start..end).unwrap_or("")
    }

    /// Reads a sentence's words.
    pub(super) fn read<'t>(&mut self, model: &Model, words: impl Iterator<Item = &'t str> + Clone) {
        self.folded.clear();
        self.ends.clear();
        for word in words.clone() {
            super::fold::fold(word, &mut self.folded);
            self.ends.push(self.folded.len());
        }
        self.match_lists(model, words);
    }

    fn match_lists<'t>(&mut self, model: &Model, words: impl Iterator<Item = &'t str>) {
        let count = self.ends.len();
        self.listed.clear();
        self.listed.resize(count, 0);
        self.busy.clear();
        self.busy.resize(count, 0);
        for (first, word) in words.enumerate() {
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            let mut found = [0_u16; LONGEST];
            let mut hash = Hash::new().add(b"l");
            for (offset, found) in found.iter_mut().enumerate().take(count - first) {
                if offset > 0 {
                    hash = hash.add(b" ");
                }
                hash = hash.add(self.folded(first + offset).as_bytes());
                let full = hash.finish();
                let mark = full as u32 & 0xFFFF;
                let slot = model.lists().probe(full).find(|slot| slot >> 16 == mark).unwrap_or(0) as u16;
                let classes = if capital { slot } else { slot & OFFICE };
                *found = classes & !PREFIX;
                if slot & PREFIX == 0 {
                    break;
                }
            }
            // The longest entry of each class.
            let mut done = self.busy.get(first).copied().unwrap_or(0);
            for (offset, &all) in found.iter().enumerate().rev() {
                let classes = all & !done;
                done |= all;
                for class in (0..CLASSES).filter(|class| classes >> class & 1 == 1) {
                    self.mark(first, class, usize::from(offset > 0));
                    for later in first + 1..=first + offset {
                        self.mark(later, class, 2);
                        if let Some(busy) = self.busy.get_mut(later) {
                            *busy |= 1 << class;
                        }
                    }
                }
            }
        }
    }

    fn mark(&mut self, word: usize, class: usize, place: usize) {
        if let Some(bits) = self.listed.get_mut(word) {
            *bits |= 1 << (3 * class + place);
        }
    }

    /// Adds the rows of word `index`, which stands in the text as `surface`,
    /// up to its [`WIDTH`] values in `out`.
    pub(super) fn embed(&mut self, model: &Model, index: usize, surface: &str, out: &mut [i16]) {
        let mut sums = [0_i16; WIDTH];
        let tables = model.tables();
        self.rows(model, index, surface, |table, row| {
            add(&mut sums, tables.get(table as usize).map_or(&[], |rows| rows.row(row)));
        });
        // At most 46 rows of ±128 eightfold: above 16 bits only where a file is made to.
        for (out, sum) in out.iter_mut().zip(sums) {
            *out = sum.saturating_mul(1 << (FRACTION - ROW_FRACTION));
        }
    }

    /// The rows of word `index`: first its own, then that of its exact spelling
    /// where that is known.
    pub(super) fn rows(
        &mut self,
        model: &Model,
        index: usize,
        surface: &str,
        mut each: impl FnMut(Table, usize),
    ) {
        let look_up = |hash: u64| {
            let mark = hash as u32 & 0x7FFF;
            model
                .vocabulary()
                .probe(hash)
                .find(|slot| slot >> 17 == mark)
                .map(|slot| (slot & 0x1_FFFF) as usize - 1)
        };
        let [_, prefixes, suffixes, shapes, _] = model.tables();
        let mut shape_text = core::mem::take(&mut self.shape);
        shape_text.clear();
        shape(surface, &mut shape_text);
        let folded = self.folded(index);
        each(Table::Words, look_up(Hash::of(b'w', folded)).unwrap_or(0));
        if surface.chars().any(char::is_uppercase)
            && let Some(row) = look_up(Hash::of(b'x', surface))
        {
            each(Table::Words, row);
        }
        let prefix =
            folded.char_indices().nth(3).map_or(folded, |(end, _)| folded.get(..end).unwrap_or(folded));
        each(Table::Prefixes, bucket(Hash::of(b'p', prefix), prefixes.len()));
        let mut starts = folded.char_indices().rev().map(|(start, _)| start);
        starts.next();
        for start in starts.take(3) {
            let suffix = folded.get(start..).unwrap_or("");
            each(Table::Suffixes, bucket(Hash::of(b's', suffix), suffixes.len()));
        }
        each(Table::Shapes, bucket(Hash::of(b'h', &shape_text), shapes.len()));
        let mut bits = self.listed.get(index).copied().unwrap_or(0);
        while bits != 0 {
            each(Table::Lists, bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
        self.shape = shape_text;
    }
}

fn add(sums: &mut [i16; WIDTH], row: &[u8]) {
    for (sum, &value) in sums.iter_mut().zip(row) {
        *sum += i16::from(value as i8);
    }
}
