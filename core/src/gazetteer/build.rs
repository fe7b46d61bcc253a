//! From entries to a file.

use super::Gazetteer;
use super::bytes::sums;
use super::entry::{CaseRule, GazetteerEntry};
use super::file::{AMBIGUOUS, LABELS, MAGIC, MORE, SECTIONS, SPELLINGS, STRIDE, VERSION};
use super::fold::{self, Capitals};
use super::invalid;
use crate::cluster::words::{GIVEN, ORDINARY};
use crate::error::Error;
use crate::label::Label;

/// The longest name and identifier, in bytes.
const LONGEST: usize = 255;

/// Makes a [`Gazetteer`].
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct GazetteerBuilder {
    entries: Vec<GazetteerEntry>,
    keep_first: bool,
}

/// A name on its way into the file.
struct Name {
    /// Where its folded spelling is among all.
    start: u32,
    end: u32,
    entry: u32,
    /// Its first eight bytes, which settle most comparisons.
    head: u64,
    capitals: (Capitals, u64),
}

impl GazetteerBuilder {
    /// Adds an entry.
    pub fn entry(mut self, entry: GazetteerEntry) -> Self {
        self.entries.push(entry);
        self
    }

    /// Adds entries.
    pub fn entries(mut self, entries: impl IntoIterator<Item = GazetteerEntry>) -> Self {
        self.entries.extend(entries);
        self
    }

    /// Of names that are listed twice the first counts, instead of an error.
    pub fn keep_first(mut self, keep: bool) -> Self {
        self.keep_first = keep;
        self
    }

    /// The gazetteer; a million names take some seconds.
    ///
    /// # Errors
    ///
    /// [`InvalidGazetteer`](crate::ErrorKind::InvalidGazetteer), which names
    /// the entry or the line, where there is no entry, a name is listed twice,
    /// is of one letter or none or longer than 255 bytes, where a label is
    /// none, an identifier is empty or too long, or a score is not from 0 to 1.
    pub fn build(self) -> Result<Gazetteer, Error> {
        if self.entries.is_empty() {
            return Err(invalid("the list is empty"));
        }
        let mut labels: Vec<&str> = Vec::new();
        let mut entry_labels: Vec<u8> = Vec::with_capacity(self.entries.len());
        let mut arena = Vec::new();
        let mut names = Vec::with_capacity(self.entries.len());
        for (number, entry) in self.entries.iter().enumerate() {
            let wrong = |what: String| invalid(&format!("{}: {what}", place(entry, number)));
            let last =
                entry_labels.last().filter(|&&last| labels.get(usize::from(last)) == Some(&&*entry.label));
            let label = last.map(|&last| usize::from(last));
            let label = label.or_else(|| labels.iter().position(|&label| label == entry.label));
            let label = label.unwrap_or(labels.len());
            if label == labels.len() {
                if Label::read(&entry.label).is_none() {
                    return Err(wrong(format!(
                        "label {:?} is none; labels are PERSON, ORG, GPE, … or your own in capitals, as DISEASE",
                        cut(&entry.label)
                    )));
                }
                if label == LABELS {
                    return Err(wrong(format!("label {:?} is one more than {LABELS}", entry.label)));
                }
                labels.push(&entry.label);
            }
            entry_labels.push(label as u8);
            if entry.id.as_ref().is_some_and(|id| id.is_empty() || id.len() > LONGEST) {
                return Err(wrong(format!("the identifier is empty or longer than {LONGEST} bytes")));
            }
            if entry.score.is_some_and(|score| !(0.0..=1.0).contains(&score)) {
                return Err(wrong("the score is not from 0 to 1".to_owned()));
            }
            for name in core::iter::once(&entry.name).chain(&entry.aliases) {
                if name.len() > LONGEST {
                    return Err(wrong(format!("a name of {} bytes is longer than {LONGEST}", name.len())));
                }
                let start = arena.len() as u32;
                let capitals = fold::name(name, &mut arena);
                if name.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none() {
                    return Err(wrong(format!("name {name:?} has fewer than two letters or digits")));
                }
                if arena.len() > u32::MAX as usize {
                    return Err(wrong("the list is longer than 4 GiB".to_owned()));
                }
                let key = arena.get(start as usize..).unwrap_or(&[]);
                let head =
                    (0..8).fold(0, |head, at| head << 8 | u64::from(key.get(at).copied().unwrap_or(0)));
                names.push(Name { start, end: arena.len() as u32, entry: number as u32, head, capitals });
            }
        }
        let key = |name: &Name| arena.get(name.start as usize..name.end as usize).unwrap_or(&[]);
        // Stable, so that of the same name the first is the first.
        names.sort_by(|a, b| a.head.cmp(&b.head).then_with(|| key(a).cmp(key(b))));
        let mut kept: Vec<&Name> = Vec::with_capacity(names.len());
        for name in &names {
            let mut same =
                kept.iter().rev().take_while(|other| other.head == name.head && key(other) == key(name));
            let at = |name: &Name| {
                let number = name.entry as usize;
                self.entries.get(number).map_or_else(String::new, |entry| place(entry, number))
            };
            let spellings = same.clone().count();
            match same.find(|other| other.capitals == name.capitals) {
                // An alias that differs from its own name in nothing that counts.
                Some(other) if other.entry == name.entry || self.keep_first => {}
                Some(other) => {
                    return Err(invalid(&format!(
                        "{}: {:?} is listed twice, first in {}",
                        at(name),
                        String::from_utf8_lossy(key(name)),
                        at(other)
                    )));
                }
                None if spellings == SPELLINGS => {
                    return Err(invalid(&format!(
                        "{}: {:?} is listed with more than {SPELLINGS} spreads of capitals; list it once, of case any",
                        at(name),
                        String::from_utf8_lossy(key(name))
                    )));
                }
                None => kept.push(name),
            }
        }
        let mut parts = Parts::default();
        parts.starts.resize(512, 0);
        for (number, name) in kept.iter().enumerate() {
            let Some(entry) = self.entries.get(name.entry as usize) else { continue };
            let own_key = key(name);
            let same = |other: Option<&&Name>| other.is_some_and(|other| key(other) == own_key);
            if !same(number.checked_sub(1).and_then(|before| kept.get(before))) {
                parts.keys.push((name.start, name.end, number as u64));
            }
            let label = entry_labels.get(name.entry as usize).copied().unwrap_or(0);
            let more = same(kept.get(number + 1));
            parts.push(number, name, own_key, entry, (label, more));
        }
        Gazetteer::from_bytes(parts.file(&arena, &labels.join("\n"))?)
    }
}

/// The sections as they grow.
#[derive(Default)]
struct Parts {
    starts: Vec<u8>,
    keys: Vec<(u32, u32, u64)>,
    records: Vec<u8>,
    mixed: Vec<u8>,
    id_places: Vec<u8>,
    ids: Vec<u8>,
    scores: Vec<u8>,
    scored: bool,
}

impl Parts {
    fn push(
        &mut self,
        number: usize,
        name: &Name,
        key: &[u8],
        entry: &GazetteerEntry,
        (label, more): (u8, bool),
    ) {
        let (capitals, mask) = name.capitals;
        // Of mixed capitals the first letter may be either.
        let first_is_small = matches!(capitals, Capitals::None | Capitals::Mixed);
        if let Some(&first) = key.first() {
            for small in [false, first_is_small || entry.case == CaseRule::Any] {
                if let Some(slot) = self.starts.get_mut(usize::from(first) + 256 * usize::from(small)) {
                    *slot = 1;
                }
            }
        }
        let mut flags = entry.case as u8 | (capitals as u8) << 2 | if more { MORE } else { 0 };
        if entry.ambiguous.unwrap_or_else(|| is_ordinary(key, &entry.label)) {
            flags |= AMBIGUOUS;
        }
        self.records.extend([label, flags]);
        if capitals == Capitals::Mixed {
            self.mixed.extend((number as u32).to_le_bytes());
            self.mixed.extend(mask.to_le_bytes());
        }
        if number.is_multiple_of(STRIDE) {
            self.id_places.extend((self.ids.len() as u32).to_le_bytes());
        }
        let id = entry.id.as_deref().unwrap_or("").as_bytes();
        self.ids.push(id.len() as u8);
        self.ids.extend(id);
        self.scored |= entry.score.is_some();
        self.scores.extend(entry.score.unwrap_or(f32::NAN).to_le_bytes());
    }

    fn file(mut self, arena: &[u8], labels: &str) -> Result<Vec<u8>, Error> {
        let failed = |error: fst::Error| invalid(&format!("the automaton was not built: {error}"));
        let mut automaton = fst::raw::Builder::memory();
        for &(start, end, value) in &self.keys {
            let key = arena.get(start as usize..end as usize).unwrap_or(&[]);
            automaton.insert(key, value).map_err(failed)?;
        }
        let automaton = automaton.into_inner().map_err(failed)?;
        if !self.scored {
            self.scores.clear();
        }
        if self.ids.iter().all(|&byte| byte == 0) {
            self.ids.clear();
            self.id_places.clear();
        }
        let sections: [&[u8]; SECTIONS] = [
            &self.starts,
            labels.as_bytes(),
            &automaton,
            &self.records,
            &self.mixed,
            &self.id_places,
            &self.ids,
            &self.scores,
        ];
        let lengths = sections.iter().flat_map(|section| (section.len() as u64).to_le_bytes());
        let sections = sections.concat();
        let checked: Vec<u8> = lengths.chain(sums(&sections).flatten()).collect();
        let sum = crc32fast::hash(&checked).to_le_bytes();
        Ok([&MAGIC[..], &VERSION.to_le_bytes(), &sum, &checked, &sections].concat())
    }
}

/// Whether a name is one everyday word.
fn is_ordinary(key: &[u8], label: &str) -> bool {
    let word = core::str::from_utf8(key).unwrap_or(" ");
    !word.contains(' ') && (ORDINARY.has(word) || (label != Label::Person.as_str() && GIVEN.has(word)))
}

/// Where an entry stands, for a person.
fn place(entry: &GazetteerEntry, number: usize) -> String {
    if entry.line > 0 { format!("line {}", entry.line) } else { format!("entry {number}") }
}

/// The beginning of a text that may be long.
fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}
