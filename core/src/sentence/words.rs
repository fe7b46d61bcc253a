//! The abbreviations and sentence openers, as one table that the compiler
//! builds from the lists in `core/data/sentence`.

/// What the lists say of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class {
    /// 0 for none, else the number of its section in `abbreviations.txt`.
    pub(super) abbreviation: u8,
    /// 0 for none, else the number of its section in `openers.txt`.
    pub(super) opener: u8,
}

/// Sections of `abbreviations.txt`, in its order.
pub(super) const TITLE: u8 = 1;
pub(super) const SUFFIX: u8 = 2;
pub(super) const REFERENCE: u8 = 3;
pub(super) const MONTH: u8 = 4;
pub(super) const INSIDE: u8 = 5;
pub(super) const ENDING: u8 = 6;
pub(super) const PLACE: u8 = 7;

/// Sections of `openers.txt`.
pub(super) const ARTICLE: u8 = 1;
pub(super) const CONJUNCTION: u8 = 5;
pub(super) const PREPOSITION: u8 = 6;
pub(super) const VERB: u8 = 8;

const SLOTS: usize = 2048;

/// Words by hash; a word that finds its slot taken stands in the next.
static TABLE: [(Key, Class); SLOTS] = keyed(&LISTS);

/// The same with the words themselves, at most 16 bytes each.
#[allow(clippy::large_const_arrays)] // seen by the compiler only
const LISTS: [(u128, Class); SLOTS] = build();

/// A word as a number: the first and the last eight of its bytes, folded into
/// one. Letters of ASCII count the same in either case.
pub(super) type Key = u64;

/// The key of a word; 0 where it is empty or too long to be in a list.
#[inline]
pub(super) fn key(word: &[u8]) -> Key {
    if word.len() > 16 {
        return 0;
    }
    let (low, high) = word.split_at_checked(8).unwrap_or((word, &[]));
    let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte | SMALL));
    if high.is_empty() { number(low) } else { fold(number(low), number(high)) }
}

/// The bit by which small letters differ from capitals.
const SMALL: u8 = 0x20;

const fn fold(low: u64, high: u64) -> Key {
    low ^ high.rotate_left(29)
}

/// What the lists say of the word with this key.
#[inline]
pub(super) fn class(key: Key) -> Class {
    if key == 0 {
        return Class::default();
    }
    let mut slot = hash(key);
    loop {
        match TABLE.get(slot) {
            Some(&(found, class)) if found == key => return class,
            Some(&(0, _)) | None => return Class::default(),
            _ => slot = (slot + 1) % SLOTS,
        }
    }
}

/// "U.S", "Ph.D", "a.m": short letters between stops.
pub(super) fn acronym(word: &[u8]) -> bool {
    word.split(|&b| b == b'.')
        .all(|part| !part.is_empty() && part.len() <= 2 && part.iter().all(u8::is_ascii_alphabetic))
}

/// Whether any word of the openers starts like what stands at `at`, of which
/// the first letter is a capital: asked of every name, so without looking it up.
#[inline]
pub(super) fn may_open(text: &[u8], at: usize) -> bool {
    let Some(&[first, second, third]) = text.get(at..).and_then(|rest| rest.first_chunk::<3>()) else {
        return true;
    };
    let row = pair_row(first | SMALL, second | SMALL);
    STARTS.get(row).is_some_and(|thirds| thirds >> (third | SMALL).wrapping_sub(b'a').min(31) & 1 == 1)
}

/// The row of two small letters; the last of a first letter's for what is no
/// letter.
const fn pair_row(first: u8, second: u8) -> usize {
    let second = second.wrapping_sub(b'a');
    first.wrapping_sub(b'a') as usize * 27 + if second < 26 { second as usize } else { 26 }
}

/// For each two first letters, a bit for each third; the last for none.
static STARTS: [u32; 26 * 27] = starts();

/// Whether a word of the openers stands at `at`, with a capital.
pub(super) fn opens(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.iter().take(17).take_while(|b| b.is_ascii_alphanumeric() || **b == b'\'').count();
    let word = rest.get(..length).unwrap_or_default();
    word.first().is_some_and(u8::is_ascii_uppercase) && class(key(word)).opener > 0
}

const fn hash(key: Key) -> usize {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 53) as usize
}

#[allow(clippy::indexing_slicing, clippy::large_stack_arrays)] // in the compiler
const fn keyed(lists: &[(u128, Class); SLOTS]) -> [(Key, Class); SLOTS] {
    let mut table = [(0, Class { abbreviation: 0, opener: 0 }); SLOTS];
    let mut slot = 0;
    while slot < SLOTS {
        let (word, class) = lists[slot];
        table[slot] = (fold(word as u64, (word >> 64) as u64), class);
        slot += 1;
    }
    table
}

#[allow(clippy::indexing_slicing)] // in the compiler
const fn starts() -> [u32; 26 * 27] {
    let mut rows = [0; 26 * 27];
    let mut slot = 0;
    while slot < SLOTS {
        let (word, class) = LISTS[slot];
        if class.opener > 0 {
            let third = ((word >> 16) as u8).wrapping_sub(b'a');
            rows[pair_row(word as u8, (word >> 8) as u8)] |= 1 << if third < 26 { third } else { 31 };
        }
        slot += 1;
    }
    rows
}

/// Runs in the compiler only: an index out of range would stop the build.
#[allow(clippy::indexing_slicing, clippy::large_stack_arrays)]
const fn build() -> [(u128, Class); SLOTS] {
    const NONE: Class = Class { abbreviation: 0, opener: 0 };
    let mut table = [(0, NONE); SLOTS];
    let lists = [
        include_bytes!("../../data/sentence/abbreviations.txt") as &[u8],
        include_bytes!("../../data/sentence/openers.txt"),
    ];
    let mut list = 0;
    while list < 2 {
        let bytes = lists[list];
        let mut at = 0;
        let mut section = 0;
        let mut word: u128 = 0;
        let mut length = 0;
        let mut comment = false;
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            if byte == b'#' && length == 0 {
                comment = true;
            } else if byte == b'[' {
                section += 1;
                comment = true;
            } else if byte == b' ' || byte == b'\n' {
                if length > 0 && !comment {
                    let mut slot = hash(fold(word as u64, (word >> 64) as u64));
                    while table[slot].0 != 0 && table[slot].0 != word {
                        slot = (slot + 1) % SLOTS;
                    }
                    table[slot].0 = word;
                    // The first list that a word is in has it.
                    if list == 0 && table[slot].1.abbreviation == 0 {
                        table[slot].1.abbreviation = section;
                    }
                    if list == 1 && table[slot].1.opener == 0 {
                        table[slot].1.opener = section;
                    }
                }
                word = 0;
                length = 0;
                if byte == b'\n' {
                    comment = false;
                }
            } else if !comment {
                assert!(length < 16, "a word of the lists is longer than a key");
                word |= ((byte | SMALL) as u128) << (8 * length);
                length += 1;
            }
        }
        list += 1;
    }
    table
}
