//! Which mentions of people are one person.
//!
//! Full names are compared as forms; a surname or first name alone is read at
//! each mention, since two Okellos may take turns.

use super::name::{Gender, Name};
use super::sieve::{MANY, Sieve, usual};
use super::words::{ALIASES, DEMONYMS, GIVEN};
use crate::hash::Map;

/// How many people of one first name and surname are told apart.
const NAMESAKES: usize = 8;

/// Joins the full names that are one person's: "S. Okello" and "Sarah
/// Okello", "Mike Ruiz" and "Michael J. Ruiz", "bin Salman" and "Mohammed bin
/// Salman". Counter-examples: "Sarah Okello" and "Simon Okello"; "John A.
/// Ruiz" and "John B. Ruiz".
pub(crate) fn join_full_names(sieve: &mut Sieve) {
    let full: Vec<(u32, Vec<u32>)> = (0..)
        .zip(&sieve.forms)
        .filter(|(_, form)| form.person && (2..=8).contains(&form.words.len()))
        .map(|(number, form)| (number, form.words.clone()))
        .collect();
    let mut by_ends: Map<(u32, u32), Vec<u32>> = Map::with_hasher(sieve.seed);
    for (form, words) in &full {
        let (Some(&first), Some(last)) = (words.first(), surname(words, sieve)) else { continue };
        let first = usual(first, &mut sieve.vocabulary);
        let known = by_ends.entry((first, last)).or_default();
        let same = known.iter().copied().find(|&other| middles_agree(sieve.words(other), words, sieve));
        match same {
            Some(other) => sieve.join(other, *form),
            None if known.len() < NAMESAKES => known.push(*form),
            None => {}
        }
    }
    let mut by_initial: Map<(char, u32), u32> = Map::with_hasher(sieve.seed);
    let mut by_part: Map<Vec<u32>, u32> = Map::with_hasher(sieve.seed);
    for (form, words) in &full {
        if let (Some(initial), Some(last)) = (initial(words, sieve), surname(words, sieve))
            && !is_initial(words, sieve)
        {
            sieve.enter(&mut by_initial, (initial, last), *form);
        }
        for length in 2..words.len() {
            for part in [words.get(..length), words.get(words.len() - length..)].into_iter().flatten() {
                sieve.enter(&mut by_part, part.to_vec(), *form);
            }
        }
    }
    for (form, words) in &full {
        if let (true, Some(initial), Some(last)) =
            (is_initial(words, sieve), initial(words, sieve), surname(words, sieve))
            && let Some(&other) = by_initial.get(&(initial, last))
            && other != MANY
        {
            sieve.join(other, *form);
        } else if let Some(&longer) = by_part.get(words)
            && longer != MANY
        {
            sieve.join(longer, *form);
        }
    }
}

fn surname(words: &[u32], sieve: &Sieve) -> Option<u32> {
    words.iter().rev().copied().find(|&word| {
        !matches!(sieve.vocabulary.word(word), "jr" | "sr" | "ii" | "iii" | "iv" | "junior" | "senior")
    })
}

fn initial(words: &[u32], sieve: &Sieve) -> Option<char> {
    sieve.vocabulary.word(*words.first()?).chars().next()
}

fn is_initial(words: &[u32], sieve: &Sieve) -> bool {
    words.first().is_some_and(|&word| sieve.vocabulary.word(word).chars().count() <= 2)
}

/// Whether what stands between first name and surname agrees: one has nothing
/// there, or each of the shorter's names begins as the longer's.
fn middles_agree(a: &[u32], b: &[u32], sieve: &Sieve) -> bool {
    let inner =
        |words: &[u32]| words.get(1..words.len().saturating_sub(1)).map(<[u32]>::to_vec).unwrap_or_default();
    let (a, b) = (inner(a), inner(b));
    a.iter().zip(&b).all(|(&x, &y)| {
        let (x, y) = (sieve.vocabulary.word(x), sieve.vocabulary.word(y));
        x.starts_with(y) || y.starts_with(x)
    })
}

/// The people that one name may mean, and who was last called so.
#[derive(Clone, Copy, Debug, Default)]
struct Bearers {
    /// The one, or [`MANY`].
    only: Option<u32>,
    last: Option<u32>,
    last_woman: Option<u32>,
    last_man: Option<u32>,
}

impl Bearers {
    fn meet(&mut self, node: u32, gender: Option<Gender>) {
        self.last = Some(node);
        match gender {
            Some(Gender::Woman) => self.last_woman = Some(node),
            Some(Gender::Man) => self.last_man = Some(node),
            None => {}
        }
    }

    /// Who is meant: the one, else who was called so last.
    fn pick(&self, gender: Option<Gender>) -> Option<u32> {
        match (self.only?, gender) {
            (MANY, Some(Gender::Woman)) => self.last_woman.or(self.last),
            (MANY, Some(Gender::Man)) => self.last_man.or(self.last),
            (MANY, None) => self.last,
            (only, _) => Some(only),
        }
    }
}

/// The node of each mention: its form, or for a name alone the person who is
/// meant by it at that place.
pub(crate) fn resolve(names: &[Name], forms: &[u32], sieve: &mut Sieve) -> Vec<u32> {
    let mut surnames: Map<u32, Bearers> = Map::with_hasher(sieve.seed);
    let mut others: Map<u32, Bearers> = Map::with_hasher(sieve.seed);
    let mut genders: Map<u32, Option<Gender>> = Map::with_hasher(sieve.seed);
    for (name, &form) in names.iter().zip(forms) {
        if !is_full(form, sieve) {
            continue;
        }
        let root = sieve.root(form);
        let told = name.gender.or_else(|| gender_of(&name.words, sieve));
        let slot = genders.entry(root).or_default();
        *slot = slot.or(told);
        let last = surname(&name.words, sieve);
        for &word in &name.words {
            let bearers =
                if Some(word) == last { surnames.entry(word) } else { others.entry(word) }.or_default();
            bearers.only = match bearers.only {
                Some(known) if known != root => Some(MANY),
                _ => Some(root),
            };
        }
    }
    for form in 0..sieve.forms.len() as u32 {
        if let [word] = *sieve.words(form)
            && !surnames.contains_key(&word)
            && !others.contains_key(&word)
            && let Some(twin) = sieve.twin(form)
        {
            sieve.join(form, twin);
        }
    }
    let mut alone: Map<(u32, Option<Gender>), u32> = Map::with_hasher(sieve.seed);
    let mut nodes = Vec::with_capacity(names.len());
    for (name, &form) in names.iter().zip(forms) {
        let node = if is_full(form, sieve) {
            sieve.root(form)
        } else if let ([word], true) = (name.words.as_slice(), may_be_person(form, sieve)) {
            let fits = |node: &u32| {
                let known = genders.get(node).copied().flatten();
                known.is_none() || name.gender.is_none() || known == name.gender
            };
            let by = |index: &Map<u32, Bearers>| {
                index.get(word).and_then(|bearers| bearers.pick(name.gender)).filter(|node| fits(node))
            };
            match by(&surnames).or_else(|| by(&others)) {
                Some(node) => node,
                // "Mrs Ruiz" where there is only a Mr Ruiz is someone else.
                None if surnames.contains_key(word) && name.gender.is_some() => {
                    *alone.entry((*word, name.gender)).or_insert_with(|| sieve.split())
                }
                None => sieve.root(form),
            }
        } else {
            sieve.root(form)
        };
        let gender = genders.get(&node).copied().flatten();
        if sieve.forms.get(form as usize).is_some_and(|form| form.person) {
            let last = surname(&name.words, sieve);
            for word in &name.words {
                let index = if Some(*word) == last && surnames.contains_key(word) {
                    &mut surnames
                } else {
                    &mut others
                };
                if let Some(bearers) = index.get_mut(word) {
                    bearers.meet(node, gender);
                }
            }
        }
        nodes.push(node);
    }
    nodes
}

fn is_full(form: u32, sieve: &Sieve) -> bool {
    sieve.forms.get(form as usize).is_some_and(|form| form.person && form.words.len() > 1)
}

/// Whether a single word may be somebody's name: it is tagged so, or it is
/// tagged as something that the lists do not know.
/// Counter-example: "Jordan" tagged as a place where a Ms Jordan is in the text.
fn may_be_person(form: u32, sieve: &Sieve) -> bool {
    let Some(known) = sieve.forms.get(form as usize) else { return false };
    if known.person {
        return true;
    }
    let word = known.words.first().map_or("", |&word| sieve.vocabulary.word(word));
    let weight: f32 = known.labels.iter().map(|(_, weight)| weight).sum();
    let twin: f32 = sieve
        .twin(form)
        .and_then(|twin| sieve.forms.get(twin as usize))
        .map_or(0.0, |twin| twin.labels.iter().map(|(_, weight)| weight).sum());
    !known.acronym && !DEMONYMS.has(word) && !ALIASES.has(word) && (twin > weight || weight < 1.5)
}

/// What the first name tells.
pub(crate) fn gender_of(words: &[u32], sieve: &Sieve) -> Option<Gender> {
    let first = sieve.vocabulary.word(*words.first()?);
    if words.len() < 2 { None } else { Gender::of(GIVEN.get(first)) }
}
