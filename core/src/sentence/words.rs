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
    match word.len() {
        1..=8 => number(word),
        9..=16 => word.split_at_checked(8).map_or(0, |(low, high)| fold(number(low), number(high))),
        _ => 0,
    }
}

/// One to eight bytes as a number, the first lowest.
#[inline]
fn number(word: &[u8]) -> u64 {
    let small = u64::from_ne_bytes([SMALL; 8]);
    // Two halves that may overlap: no loop over the bytes.
    if let (Some(&low), Some(&high)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let (low, high) = (u64::from(u32::from_le_bytes(low)), u64::from(u32::from_le_bytes(high)));
        let length = 8 * word.len() as u32;
        return (low | high << (length - 32)) | small >> (64 - length);
    }
    word.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte | SMALL))
}

/// Whether the word before `stop` in the sentence from `start` is none of the
/// abbreviations, of which the compiler knows none of more than eight letters,
/// and one of three to fifteen small letters, or a blank and, where `named`,
/// one of four to seven of which the first is a capital.
#[inline]
pub(super) fn plain_before(text: &[u8], start: usize, stop: usize, named: bool) -> bool {
    let Some(&last) = text.get(start..stop).and_then(|sentence| sentence.last_chunk::<8>()) else {
        return false;
    };
    // "Málaga" is a name.
    let starts = |before: u8| parts(before) && (named || before.is_ascii());
    let last = u64::from_le_bytes(last);
    let count = small_at_end(last);
    if count < 3 {
        return false;
    }
    if count < 8 {
        // The first byte lowest, as in a key.
        let word = last >> (64 - 8 * count);
        let before = (last >> (56 - 8 * count)) as u8;
        if starts(before) {
            return class(word).abbreviation == 0;
        }
        return named
            && count < 7
            && before.is_ascii_uppercase()
            && (last >> (48 - 8 * count)) as u8 == b' '
            && class(word << 8 | u64::from(before | SMALL)).abbreviation == 0;
    }
    let Some(&before) = text.get(start..stop - 8).and_then(|sentence| sentence.last_chunk::<8>()) else {
        return false;
    };
    let before = u64::from_le_bytes(before);
    let more = small_at_end(before);
    more < 8 && starts((before >> (56 - 8 * more)) as u8) && (more > 0 || class(last).abbreviation == 0)
}

/// Whether a word starts behind such a byte, as [`super::rules`] has it.
#[inline]
pub(super) fn parts(byte: u8) -> bool {
    matches!(byte, 0..=b' ' | b'(' | b'[' | b'{' | b'"' | b'\'' | b'`' | b'-' | 0x80..)
}

/// How many of the eight bytes, from the highest, are small letters on end.
#[inline]
fn small_at_end(bytes: u64) -> u32 {
    not_small(bytes).leading_zeros() / 8
}

/// How many of the eight bytes, from the lowest, are small letters on end.
#[inline]
fn small_at_start(bytes: u64) -> u32 {
    not_small(bytes).trailing_zeros() / 8
}

/// How many of the bytes, from the first, are letters of ASCII on end.
#[inline]
pub(super) fn letters_at_start(bytes: [u8; 8]) -> usize {
    small_at_start(u64::from_le_bytes(bytes) | u64::from_ne_bytes([SMALL; 8])) as usize
}

/// The high bit of each byte that is no small letter.
#[inline]
fn not_small(bytes: u64) -> u64 {
    const ALL: u64 = u64::from_ne_bytes([1; 8]);
    let low = bytes & (0x7F * ALL);
    // In the high bit of each byte: from "a", beyond "z".
    let (from, beyond) = (low + (0x80 - b'a' as u64) * ALL, low + (0x7F - b'z' as u64) * ALL);
    !(from & !beyond & !bytes) & (0x80 * ALL)
}

/// The bit by which small letters differ from capitals.
const SMALL: u8 = 0x20;

const fn fold(low: u64, high: u64) -> Key {
    low ^ high.rotate_left(29)
}

/// What the lists say of the word with this key.
#[inline]
pub(super) fn class(key: Key) -> Class {
    // Most words are in no list, and most of those not even here.
    let mixed = mix(key);
    let bit = SEEN.get((mixed >> 56) as usize).map_or(0, |bits| bits >> (mixed >> 50 & 63) & 1);
    if key == 0 || bit == 0 { Class::default() } else { look_up(key) }
}

#[inline(never)]
fn look_up(key: Key) -> Class {
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
    // "rained": no part is so long.
    if matches!(word, [first, second, third, ..] if ![first, second, third].contains(&&b'.')) {
        return false;
    }
    word.split(|&b| b == b'.')
        .all(|part| !part.is_empty() && part.len() <= 2 && part.iter().all(u8::is_ascii_alphabetic))
}

/// Whether any word of the openers starts like what stands at `at`, of which
/// the first letter is a capital: asked of every name, so without looking it up.
#[inline]
pub(super) fn may_open(text: &[u8], at: usize) -> bool {
    match text.get(at..).and_then(|rest| rest.first_chunk::<3>()) {
        Some(&[first, second, third]) => {
            STARTS.get(pair_row(first, second)).is_some_and(|thirds| thirds >> letter(third) & 1 == 1)
        }
        None => true,
    }
}

/// The place of a letter in the alphabet, from 0; 26 for all else.
const fn letter(byte: u8) -> usize {
    let place = (byte | SMALL).wrapping_sub(b'a');
    if place < 26 { place as usize } else { 26 }
}

/// The row of a letter and what follows it.
const fn pair_row(first: u8, second: u8) -> usize {
    letter(first) << 5 | letter(second)
}

/// For each two first letters, a bit for each third; the last for none.
static STARTS: [u32; 27 << 5] = starts();

/// Whether a word of the openers stands at `at`, with a capital.
pub(super) fn opens(text: &[u8], at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    if !rest.first().is_some_and(u8::is_ascii_uppercase) {
        return false;
    }
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'\'';
    if let Some(&chunk) = rest.first_chunk::<8>() {
        let bytes = u64::from_le_bytes(chunk);
        let count = 1 + small_at_start(bytes >> 8);
        if count < 8 && !inner((bytes >> (8 * count)) as u8) {
            let word = (bytes | u64::from_ne_bytes([SMALL; 8])) & (u64::MAX >> (64 - 8 * count));
            return class(word).opener > 0;
        }
    }
    let length = rest.iter().take(17).take_while(|&&byte| inner(byte)).count();
    class(key(rest.get(..length).unwrap_or_default())).opener > 0
}

const fn mix(key: Key) -> u64 {
    key.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

const fn hash(key: Key) -> usize {
    (mix(key) >> 53) as usize
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
const fn starts() -> [u32; 27 << 5] {
    let mut rows = [0; 27 << 5];
    let mut slot = 0;
    while slot < SLOTS {
        let (word, class) = LISTS[slot];
        if class.opener > 0 {
            rows[pair_row(word as u8, (word >> 8) as u8)] |= 1 << letter((word >> 16) as u8);
        }
        slot += 1;
    }
    rows
}

/// The bits of the lists' words by their hash; few other words have one of them.
static SEEN: [u64; 256] = seen();

#[allow(clippy::indexing_slicing)] // in the compiler
const fn seen() -> [u64; 256] {
    let mut bits = [0; 256];
    let mut slot = 0;
    while slot < SLOTS {
        let (word, _) = LISTS[slot];
        let mixed = mix(fold(word as u64, (word >> 64) as u64));
        bits[(mixed >> 56) as usize] |= 1 << (mixed >> 50 & 63);
        slot += 1;
    }
    bits
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
                    assert!(list == 1 || length <= 8, "see `plain_before`");
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
