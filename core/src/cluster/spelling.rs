//! Names spelt in two ways, or cut short.

use super::name::{Class, Gender};
use super::sieve::{LONGEST, Sieve};
use super::words::{DEMONYMS, GIVEN};
use crate::hash::Map;

impl Sieve {
    /// "Penda Auto" in a headline, "Penda Automotive Group" below it: the last
    /// word is cut short.
    /// Counter-examples: "Bank of America" and "Bank of American Samoa", whose
    /// cut word is a place's; a cut of less than four letters.
    pub(super) fn clipped(&mut self) {
        const CUT: usize = 4;
        let bodies: Vec<(u32, Vec<u32>)> = self
            .things()
            .filter(|(_, form)| form.class() == Class::Body && (2..=LONGEST).contains(&form.words.len()))
            .map(|(number, form)| (number, form.words.clone()))
            .collect();
        let mut index: Map<(Vec<u32>, Box<str>), (u32, u32)> = Map::with_hasher(self.seed);
        for (form, words) in &bodies {
            for at in 1..words.len() {
                if let (Some(head), Some(&word)) = (words.get(..at), words.get(at))
                    && let Some(cut) = self.vocabulary.word(word).get(..CUT)
                {
                    let known = index.entry((head.to_vec(), cut.into())).or_insert((word, *form));
                    if self.vocabulary.word(word).len() > self.vocabulary.word(known.0).len() {
                        *known = (word, *form);
                    }
                }
            }
        }
        for (form, words) in &bodies {
            if let Some((&last, head)) = words.split_last()
                && let Some(cut) = self.vocabulary.word(last).get(..CUT)
                && let Some(&(whole, longer)) = index.get(&(head.to_vec(), cut.into()))
                && whole != last
                && self.vocabulary.word(whole).starts_with(self.vocabulary.word(last))
                && !self.is_place(last)
                && !self.is_place(whole)
            {
                self.join(longer, *form);
            }
        }
    }

    /// One name spelt in two ways: "Khartoum" and "Khartum".
    /// Counter-examples: short names; names with digits; two countries.
    pub(super) fn spellings(&mut self) {
        let mut index: Map<(bool, String), u32> = Map::with_hasher(self.seed);
        let long: Vec<(u32, bool, String)> = (0..)
            .zip(&self.forms)
            .filter(|(_, form)| !form.acronym && form.words.len() <= 5)
            .map(|(number, form)| {
                let words: Vec<&str> = form.words.iter().map(|&word| self.vocabulary.word(word)).collect();
                (number, form.person, words.join(" "))
            })
            .filter(|(_, _, text)| {
                (7..=40).contains(&text.len())
                    && !text.bytes().any(|b| b.is_ascii_digit())
                    && !DEMONYMS.has(text)
            })
            .collect();
        for (number, person, text) in &long {
            let key = (*person, skeleton(text));
            match index.get(&key) {
                Some(&other) => {
                    let before = self
                        .words(other)
                        .iter()
                        .map(|&word| self.vocabulary.word(word))
                        .collect::<Vec<_>>()
                        .join(" ");
                    let women_and_men =
                        |text: &str| Gender::of(GIVEN.get(text.split(' ').next().unwrap_or("")));
                    if within_edits(&before, text, 2) && women_and_men(&before) == women_and_men(text) {
                        self.join(other, *number);
                    }
                }
                None => {
                    index.insert(key, *number);
                }
            }
        }
    }
}

/// The consonants, each run of one once, without h; the first letter whatever it is.
fn skeleton(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let c = if c == 'y' || c == 'j' { 'i' } else { c };
        if (at == 0 || !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'h' | '\'' | ' ')) && !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Whether at most `most` letters are put in, left out or changed.
pub(crate) fn within_edits(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(48).collect(), b.chars().take(48).collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (slot, y) in row.iter_mut().skip(1).zip(&b) {
            let best = (diagonal + usize::from(x != y)).min(left + 1).min(*slot + 1);
            diagonal = *slot;
            *slot = best;
            left = best;
        }
    }
    row.last().is_some_and(|&edits| edits <= most)
}
