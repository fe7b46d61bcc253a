//! Which forms of names name the same thing: precise passes first, each over
//! an index, so that no pass compares all pairs.
//!
//! After the multi-pass sieve of Raghunathan et al. (2010), for names alone.
//! A *form* is a name as it is written, with all mentions written so.

use super::name::{Class, Name, Vocabulary};
use super::words::{BODIES, DEMONYMS, NICKNAMES};
use crate::hash::{Map, Seed};
use crate::label::Label;

/// A name as it is written, with all its mentions.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) words: Vec<u32>,
    pub(crate) person: bool,
    pub(crate) acronym: bool,
    /// The sum of scores by label, of its mentions.
    pub(crate) labels: Vec<(Label, f32)>,
}

impl Form {
    pub(crate) fn label(&self) -> Label {
        heaviest(&self.labels)
    }

    pub(crate) fn class(&self) -> Class {
        Class::of(self.label())
    }
}

/// The label of the greatest weight; of two as heavy, the first met.
pub(crate) fn heaviest(labels: &[(Label, f32)]) -> Label {
    let mut best = (Label::Person, 0.0);
    for &(label, weight) in labels {
        if weight > best.1 {
            best = (label, weight);
        }
    }
    best.0
}

/// Forms and which of them are one.
#[derive(Debug)]
pub(crate) struct Sieve {
    pub(super) seed: Seed,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) forms: Vec<Form>,
    /// The forms by their words: things, and people.
    numbers: [Map<Vec<u32>, u32>; 2],
    /// For each node the one that it joined; forms first, then split nodes.
    parents: Vec<u32>,
}

/// What an index holds where several different things have the key.
pub(crate) const MANY: u32 = u32::MAX;

/// No name that is compared by its parts has more words.
pub(super) const LONGEST: usize = 10;

impl Sieve {
    pub(super) fn new(seed: Seed) -> Self {
        Self {
            seed,
            vocabulary: Vocabulary::new(seed),
            forms: Vec::new(),
            numbers: [Map::with_hasher(seed), Map::with_hasher(seed)],
            parents: Vec::new(),
        }
    }

    /// The form of a mention.
    pub(crate) fn form(&mut self, name: &Name, label: Label, weight: f32) -> u32 {
        let person = label == Label::Person;
        let number = self.number(&name.words, person).unwrap_or_else(|| {
            let [things, people] = &mut self.numbers;
            let number = self.forms.len() as u32;
            if person { people } else { things }.insert(name.words.clone(), number);
            self.parents.push(number);
            self.forms.push(Form {
                words: name.words.clone(),
                person,
                acronym: name.acronym,
                labels: Vec::new(),
            });
            number
        });
        if let Some(form) = self.forms.get_mut(number as usize) {
            form.acronym |= name.acronym;
            add(&mut form.labels, label, weight);
        }
        number
    }

    /// A node for mentions of a form that are someone else.
    pub(crate) fn split(&mut self) -> u32 {
        self.parents.push(self.parents.len() as u32);
        self.parents.len() as u32 - 1
    }

    /// Which thing it is; halves the way while going it.
    pub(crate) fn root(&mut self, mut node: u32) -> u32 {
        loop {
            let parent = self.parents.get(node as usize).copied().unwrap_or(node);
            if parent == node {
                return node;
            }
            let above = self.parents.get(parent as usize).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(node as usize) {
                *slot = above;
            }
            node = above;
        }
    }

    pub(crate) fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        let (first, later) = (a.min(b), a.max(b));
        if let Some(slot) = self.parents.get_mut(later as usize) {
            *slot = first;
        }
    }

    pub(crate) fn words(&self, form: u32) -> &[u32] {
        self.forms.get(form as usize).map_or(&[], |form| &form.words)
    }

    pub(super) fn class(&self, form: u32) -> Option<Class> {
        self.forms.get(form as usize).map(Form::class)
    }

    /// The forms that are no people's, with more than one word or not.
    pub(super) fn things(&self) -> impl Iterator<Item = (u32, &Form)> {
        (0..).zip(&self.forms).filter(|(_, form)| !form.person)
    }

    /// Enters `form` under `key`; under a key of different things, [`MANY`].
    pub(crate) fn enter<K: core::hash::Hash + Eq>(&mut self, index: &mut Map<K, u32>, key: K, form: u32) {
        match index.entry(key) {
            std::collections::hash_map::Entry::Vacant(slot) => {
                slot.insert(form);
            }
            std::collections::hash_map::Entry::Occupied(mut slot) => {
                let other = *slot.get();
                if other != MANY && self.root(other) != self.root(form) {
                    slot.insert(MANY);
                }
            }
        }
    }

    /// All passes over names that are no people's.
    pub(crate) fn join_things(&mut self) {
        self.same_words();
        self.initials();
        self.bodies();
        self.parts();
        self.clipped();
        self.spellings();
    }

    /// "the Ministry of Defence", "Defence Ministry", "Kenya's Ministry of
    /// Defence": the same words in another order, then without the place.
    /// Counter-example: the ministries of two places.
    fn bodies(&mut self) {
        let mut exact: Map<Vec<u32>, u32> = Map::with_hasher(self.seed);
        let mut placeless: Map<Vec<u32>, u32> = Map::with_hasher(self.seed);
        let candidates: Vec<(u32, Vec<u32>, Vec<u32>)> = self
            .things()
            .filter(|(_, form)| (2..=LONGEST).contains(&form.words.len()))
            .filter(|(_, form)| form.words.iter().any(|&word| BODIES.has(self.vocabulary.word(word))))
            .map(|(number, form)| {
                let mut all: Vec<u32> = form
                    .words
                    .iter()
                    .copied()
                    .filter(|&word| !is_small(self.vocabulary.word(word)))
                    .collect();
                let mut bare: Vec<u32> = all.iter().copied().filter(|&word| !self.is_place(word)).collect();
                // "State" of "State Department" is what it is for, and no rank.
                let ranks = bare.iter().filter(|&&word| self.is_rank(word)).count();
                if bare.len() > ranks + 1 {
                    bare.retain(|&word| !self.is_rank(word));
                }
                if form.words.first().zip(form.words.get(1)).is_some_and(|(&a, &b)| {
                    self.vocabulary.word(a) == "united"
                        && matches!(self.vocabulary.word(b), "states" | "kingdom" | "nations")
                }) {
                    bare.retain(|&word| {
                        !matches!(self.vocabulary.word(word), "united" | "states" | "kingdom" | "nations")
                    });
                }
                all.sort_unstable();
                bare.sort_unstable();
                (number, all, bare)
            })
            .collect();
        for (number, all, _) in &candidates {
            let other = *exact.entry(all.clone()).or_insert(*number);
            self.join(other, *number);
        }
        for (number, all, bare) in &candidates {
            if bare.len() > 1 && bare.len() < all.len() {
                self.enter(&mut placeless, bare.clone(), *number);
            }
        }
        for (number, all, bare) in &candidates {
            if bare.len() == all.len()
                && let Some(&other) = placeless.get(bare)
                && other != MANY
            {
                self.join(other, *number);
            }
        }
    }

    pub(super) fn is_place(&self, word: u32) -> bool {
        let word = self.vocabulary.word(word);
        DEMONYMS.has(word)
            || matches!(word, "us" | "uk" | "eu" | "un" | "usa")
            || self.number(&[self.vocabulary_number(word)], false).is_some_and(|form| {
                self.forms.get(form as usize).is_some_and(|form| form.class() == Class::Place)
            })
    }

    /// Whether it only says that a body is a country's.
    fn is_rank(&self, word: u32) -> bool {
        matches!(self.vocabulary.word(word), "federal" | "national" | "union" | "state")
    }

    fn vocabulary_number(&self, word: &str) -> u32 {
        self.vocabulary.known(word).unwrap_or(u32::MAX)
    }

    /// The same words under another label: the tagger's doubt, not another thing.
    /// Counter-example: Jordan of "Michael Jordan" and the country: see `people`.
    fn same_words(&mut self) {
        let same: Vec<(u32, u32)> = (0..)
            .zip(&self.forms)
            .filter(|(_, form)| form.person && form.words.len() > 1)
            .filter_map(|(number, _)| Some((number, self.twin(number)?)))
            .collect();
        for (person, other) in same {
            self.join(person, other);
        }
    }

    /// The form of the same words that is a person's, or is not.
    pub(crate) fn twin(&self, form: u32) -> Option<u32> {
        let form = self.forms.get(form as usize)?;
        self.number(&form.words, !form.person)
    }

    /// The form of these words.
    fn number(&self, words: &[u32], person: bool) -> Option<u32> {
        let [things, people] = &self.numbers;
        if person { people } else { things }.get(words).copied()
    }

    /// "House Armed Services Committee", "HASC".
    /// Counter-example: "UN" in a text whose only U… N… is no name.
    fn initials(&mut self) {
        let mut index: Map<String, u32> = Map::with_hasher(self.seed);
        let long: Vec<u32> = self
            .things()
            .filter(|(_, form)| (2..=LONGEST).contains(&form.words.len()))
            .map(|(number, _)| number)
            .collect();
        for form in long {
            for initials in initials(self.words(form), &self.vocabulary) {
                self.enter(&mut index, initials, form);
            }
        }
        let short: Vec<(u32, String)> = (0..)
            .zip(&self.forms)
            .filter(|(_, form)| form.acronym && form.words.len() == 1)
            .map(|(number, form)| {
                (
                    number,
                    self.vocabulary.word(form.words.first().copied().unwrap_or(MANY)).replace(['/', '&'], ""),
                )
            })
            .collect();
        // "US FDA" is the FDA.
        let placed: Vec<(u32, u32)> = self
            .things()
            .filter(|(_, form)| form.class() == Class::Body && form.words.len() == 2)
            .filter_map(|(number, form)| {
                let (&place, &body) = form.words.first().zip(form.words.get(1))?;
                let other = self.number(&[body], false)?;
                let known = self.forms.get(other as usize)?;
                (self.is_place(place) && known.acronym && known.class() == Class::Body)
                    .then_some((other, number))
            })
            .collect();
        for (short, long) in placed {
            self.join(short, long);
        }
        for (form, letters) in short {
            let letters = if index.contains_key(&letters) {
                &letters
            } else {
                letters.strip_suffix('s').unwrap_or(&letters)
            };
            if let Some(&long) = index.get(letters)
                && long != MANY
            {
                self.join(long, form);
            }
        }
    }

    /// "Lockheed" of "Lockheed Martin", "China Eastern" of "China Eastern
    /// Airlines", "the Times" of "The Straits Times".
    /// Counter-examples: a place that begins a company's name ("Qatar",
    /// "Qatar Airways"); a part that two names have.
    fn parts(&mut self) {
        let mut index: Map<(bool, Vec<u32>), u32> = Map::with_hasher(self.seed);
        let longer: Vec<u32> = self
            .things()
            .filter(|(_, form)| {
                (2..=LONGEST).contains(&form.words.len())
                    && !matches!(form.class(), Class::Place | Class::Group)
            })
            .map(|(number, _)| number)
            .collect();
        for form in longer {
            let words = self.words(form).to_vec();
            for length in 1..words.len() {
                if let Some(head) = words.get(..length) {
                    self.enter(&mut index, (true, head.to_vec()), form);
                }
                if let Some(tail) = words.get(words.len() - length..)
                    && length <= 2
                {
                    self.enter(&mut index, (false, tail.to_vec()), form);
                }
            }
        }
        let shorter: Vec<(u32, Vec<u32>, Class)> = self
            .things()
            .filter(|(_, form)| form.words.len() < LONGEST && !form.acronym)
            .map(|(number, form)| (number, form.words.clone(), form.class()))
            .filter(|(_, words, class)| {
                !matches!(class, Class::Place | Class::Group)
                    && !words.iter().all(|&word| {
                        DEMONYMS.has(self.vocabulary.word(word)) || is_small(self.vocabulary.word(word))
                    })
            })
            .collect();
        for (form, words, class) in shorter {
            for head in [true, false] {
                if let Some(&longer) = index.get(&(head, words.clone()))
                    && longer != MANY
                    && self.forms.get(longer as usize).is_some_and(|longer| longer.class() == class)
                {
                    self.join(longer, form);
                    break;
                }
            }
        }
    }
}

/// The number of a given name's usual form: "Mike" and "Michael" have one.
pub(crate) fn usual(word: u32, vocabulary: &mut Vocabulary) -> u32 {
    match NICKNAMES.get(vocabulary.word(word)) {
        Some(usual) => vocabulary.number(usual),
        None => word,
    }
}

pub(crate) fn add(labels: &mut Vec<(Label, f32)>, label: Label, weight: f32) {
    match labels.iter_mut().find(|(known, _)| *known == label) {
        Some((_, sum)) => *sum += weight,
        None => labels.push((label, weight)),
    }
}

/// Words that initials and orders of words leave out.
pub(crate) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "in"
            | "on"
            | "to"
            | "a"
            | "an"
            | "at"
            | "de"
            | "la"
            | "del"
            | "des"
            | "du"
            | "with"
    )
}

/// The initials of a name: of the words that are not small, of all but "of",
/// "the" and "and", and of all.
fn initials(words: &[u32], vocabulary: &Vocabulary) -> Vec<String> {
    let of = |keep: &dyn Fn(&str) -> bool| -> String {
        words
            .iter()
            .map(|&word| vocabulary.word(word))
            .filter(|word| keep(word))
            .filter_map(|word| word.chars().next())
            .collect()
    };
    let mut all =
        vec![of(&|word| !is_small(word)), of(&|word| !matches!(word, "of" | "the" | "and")), of(&|_| true)];
    all.retain(|initials| initials.len() > 1);
    all.dedup();
    all
}
