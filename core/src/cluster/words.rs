//! Word lists, hashed while the library is compiled.
//!
//! A list is a text file: a word a line, perhaps a tab and what is known of
//! it; lines of `#` are comments. The table of its lines is a constant, so
//! that nothing is read, parsed or allocated when the library starts, and a
//! look-up costs one hash of the word.

/// A word list with `SLOTS` places, a power of two beyond the number of words.
pub(crate) struct Words<const SLOTS: usize> {
    text: &'static str,
    /// Where the line of the word in that place starts, and one; 0 is empty.
    slots: [u32; SLOTS],
}

impl<const SLOTS: usize> Words<SLOTS> {
    // It runs while the library is compiled: an index out of range is an error of the compiler.
    #[allow(clippy::indexing_slicing)]
    #[allow(long_running_const_eval)]
    pub(crate) const fn new(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut slots = [0; SLOTS];
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            let mut hash = SEED;
            let mut in_word = true;
            while at < bytes.len() && bytes[at] != b'\n' {
                in_word = in_word && bytes[at] != b'\t';
                if in_word {
                    hash = step(hash, bytes[at]);
                }
                at += 1;
            }
            at += 1;
            if bytes[start] != b'#' {
                let mut slot = place(hash, SLOTS);
                while slots[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                slots[slot] = start as u32 + 1;
            }
        }
        Self { text, slots }
    }

    /// What the list knows of `word`, "" where it only has it. Capitals of
    /// ASCII count as small letters.
    pub(crate) fn get(&self, word: &str) -> Option<&'static str> {
        let hash = word.bytes().fold(SEED, step);
        let mut slot = place(hash, SLOTS);
        // A table always has an empty slot: `new` would not end without one.
        loop {
            let start = (*self.slots.get(slot)?).checked_sub(1)? as usize;
            let line = self.text.get(start..)?;
            if let Some(known) = line.get(..word.len())
                && known.eq_ignore_ascii_case(word)
            {
                match line.as_bytes().get(word.len()) {
                    Some(b'\n') | None => return Some(""),
                    Some(b'\t') => {
                        let rest = line.get(word.len() + 1..)?;
                        return Some(rest.split('\n').next().unwrap_or(rest));
                    }
                    Some(_) => {}
                }
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.get(word).is_some()
    }
}

/// The FNV-1a hash: short, and good on short words.
const SEED: u32 = 0x811c_9dc5;

const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte.to_ascii_lowercase() as u32).wrapping_mul(0x0100_0193)
}

const fn place(hash: u32, slots: usize) -> usize {
    (hash ^ (hash >> 15)) as usize % slots
}

/// Given names and the gender that they tell.
pub(crate) static GIVEN: Words<32768> = Words::new(include_str!("../../data/given_names.txt"));
/// Everyday words of English, months and days.
pub(crate) static ORDINARY: Words<32768> = Words::new(include_str!("../../data/ordinary.txt"));
/// Short forms and spellings of given names, and the form that stands for all.
pub(crate) static NICKNAMES: Words<1024> = Words::new(include_str!("../../data/nicknames.txt"));
/// Forms of address and the gender that they tell.
pub(crate) static HONORIFICS: Words<256> = Words::new(include_str!("../../data/honorifics.txt"));
/// Nouns of office, rank and occupation, and the gender that they tell.
pub(crate) static TITLES: Words<1024> = Words::new(include_str!("../../data/titles.txt"));
/// Words that are part of a title beside its noun: "Defence", "deputy".
pub(crate) static PORTFOLIOS: Words<512> = Words::new(include_str!("../../data/portfolios.txt"));
/// The people or the adjective of a place, and the place.
pub(crate) static DEMONYMS: Words<2048> = Words::new(include_str!("../../data/demonyms.txt"));
/// Countries, and lands that have a team of their own.
pub(crate) static COUNTRIES: Words<512> = Words::new(include_str!("../../data/countries.txt"));
/// Other names of a place or body, and the one that stands for all.
pub(crate) static ALIASES: Words<128> = Words::new(include_str!("../../data/aliases.txt"));
/// Nouns for organisations: `body` or `company`.
pub(crate) static BODIES: Words<512> = Words::new(include_str!("../../data/bodies.txt"));
/// Words that, last in a name, say what it names.
pub(crate) static HEADS: Words<128> = Words::new(include_str!("../../data/name_heads.txt"));
/// Names that mean one thing, and its label.
pub(crate) static KNOWN: Words<1024> = Words::new(include_str!("../../data/known_names.txt"));
/// Languages; `people` where the word is also that of a people.
pub(crate) static LANGUAGES: Words<256> = Words::new(include_str!("../../data/languages.txt"));

/// Words that say that something is said, and the class of each: see the file.
pub(crate) static CUES: Words<2048> = Words::new(include_str!("../../data/cues.txt"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_knows_each_of_its_words_whatever_the_capitals_and_no_part_of_one() {
        assert_eq!(GIVEN.get("Hillary"), Some("f"));
        assert_eq!(NICKNAMES.get("mike"), Some("michael"));
        assert_eq!(TITLES.get("Minister"), Some(""));
        assert_eq!(TITLES.get("Minist"), None);
        assert_eq!(TITLES.get(""), None);
    }
}
