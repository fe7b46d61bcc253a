//! What the mentions of a document say of each other.
//!
//! A name is spelt in full once and shortened after, and the network sees a
//! sentence at a time: it knows that "Amina Otieno" is a person and doubts
//! whether "Otieno" is one. Here every mention tells the others of the same
//! spelling what it takes the name for, and a person's full name tells the
//! mentions of its last word (Ratinov and Roth 2009, section 3.2). Words with a
//! capital that were left out listen too, and a plain word is a surname where
//! somebody has it ("Player" beside "Ben Player"). What reads as a person and
//! begins an organisation's name is its short form ("Mido" beside "Mido
//! Cafe"). All in whole numbers, linear in the words.

use core::ops::Range;

use super::features::Hash;
use super::fold::fold;
use crate::hash::{Map, Seed, Set};
use crate::label::{Label, Named};
use crate::text::Parsed;

/// A reading counts for no less than this below the best, in 1/256.
const FLOOR: i32 = -8 * 256;
/// As many other mentions are heard; more speak each the lower.
const VOICES: i32 = 4;
/// A mention of which the sentence says what it is speaks for so many.
const TOLD: u8 = 3;
/// How much of what others say is taken over, in quarters.
const TRUST: i32 = 2;
/// Candidates of a text so long that their room is not kept for the next one.
const MANY: usize = 1 << 16;
/// A word that was left out becomes a name only where it was this near to one.
const NEAR: i32 = -3 * 256;
/// And one that somebody in the document has for a surname where it was this
/// near to a person.
const NEAR_SURNAME: i32 = -6 * 256;
/// By how much such a surname wins.
const SURNAME: i32 = 3 * 256;
/// How much likelier an organisation is where one of a longer name begins so.
const SHORT: i32 = 4 * 256;
/// Words of a longer name that may be its short form.
const SHORT_WORDS: usize = 2;

/// Surnames that news writes with a capital every day.
const CALENDAR: &[&str] = &["april", "august", "friday", "june", "march", "may", "sunday"];
/// Before them a word with a capital is a noun or a date, not a surname.
const DETERMINERS: &[&str] =
    &["a", "an", "each", "every", "in", "last", "next", "on", "since", "that", "the", "this", "until"];

/// A mention, or a word with a capital that is none. Small: a text in capitals
/// has one for every word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The words of its name in the text.
    first: u32,
    end: u32,
    /// By how much its ends win.
    ends: i16,
    /// The best reading: the number of a label, or one more for no name.
    reading: u8,
    /// How many mentions it speaks for.
    voices: u8,
    key: u64,
}

impl Candidate {
    /// The words of its name in the text.
    pub(super) fn words(self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// The best reading.
    pub(super) fn reading(self) -> usize {
        usize::from(self.reading)
    }
}

/// The candidates of a document and how they read; used again.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    all: Vec<Candidate>,
    /// Each candidate's score for each reading, less the best one's: the
    /// labels, then no name.
    scores: Vec<i16>,
    readings: usize,
    /// The readings "a person" and "an organisation".
    person: Option<usize>,
    org: Option<usize>,
}

impl Candidates {
    /// Begins a document, for a network of these labels.
    pub(super) fn start(&mut self, labels: &[Named]) {
        self.all.clear();
        self.scores.clear();
        self.readings = labels.len() + 1;
        let reading = |wanted| labels.iter().position(|&(label, _)| label == wanted);
        self.person = reading(Label::Person);
        self.org = reading(Label::Org);
    }

    /// Forgets them; the room of many is not kept.
    pub(super) fn end(&mut self) {
        if self.all.len() > MANY {
            *self = Self::default();
        }
    }

    /// Adds the words, with a score for each reading; `told` where the sentence
    /// says what they are.
    pub(super) fn push(
        &mut self,
        parsed: &Parsed<'_>,
        words: Range<usize>,
        scores: &[i32],
        ends: i32,
        told: bool,
        folded: &mut String,
    ) {
        let key = key(parsed, words.clone(), folded);
        let (first, end) = (words.start as u32, words.end as u32);
        let (reading, best) = best(scores);
        let voices = if told { TOLD } else { 1 };
        self.all.push(Candidate { first, end, ends: narrow(ends), reading: reading as u8, voices, key });
        self.scores.extend(scores.iter().map(|score| narrow(score.saturating_sub(best))));
    }

    /// Each, and by how much its reading beats every other and its ends theirs.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Candidate, i32)> + '_ {
        self.all.iter().zip(self.scores.chunks_exact(self.readings.max(1))).map(|(&candidate, scores)| {
            let others = scores.iter().enumerate().filter(|&(reading, _)| reading != candidate.reading());
            let second = others.map(|(_, &score)| score).max().unwrap_or(i16::MIN);
            (candidate, second.saturating_neg().min(candidate.ends).into())
        })
    }
}

/// The highest score and its reading; the first of equals, and no name where
/// there is none.
fn best(scores: &[i32]) -> (usize, i32) {
    scores.iter().enumerate().fold((scores.len().saturating_sub(1), i32::MIN), |best, (reading, &score)| {
        if score > best.1 { (reading, score) } else { best }
    })
}

fn narrow(score: i32) -> i16 {
    score.clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

fn said(score: i16) -> i32 {
    FLOOR.max(score.into())
}

/// The words' folded spelling as a number.
fn key(parsed: &Parsed<'_>, words: Range<usize>, folded: &mut String) -> u64 {
    words
        .fold(Hash::new(), |hash, word| {
            folded.clear();
            fold(parsed.token(word), folded);
            hash.add(folded.as_bytes()).add(b" ")
        })
        .finish()
}

/// What all mentions of one spelling say together.
#[derive(Clone, Copy, Debug)]
struct Pool {
    /// Where its sums are among those of all pools.
    at: usize,
    voices: i32,
}

/// What the document says of its names.
struct Evidence {
    pools: Map<u64, Pool>,
    sums: Vec<i32>,
    /// Last words of persons' full names.
    surnames: Set<u64>,
    /// First words of organisations' longer names.
    shorts: Set<u64>,
}

impl Evidence {
    fn of(parsed: &Parsed<'_>, candidates: &Candidates, folded: &mut String) -> Self {
        let seed = Seed::of(parsed.text);
        let mut evidence = Self {
            pools: Map::with_hasher(seed),
            sums: Vec::new(),
            surnames: Set::with_hasher(seed),
            shorts: Set::with_hasher(seed),
        };
        let readings = candidates.readings.max(1);
        for (candidate, scores) in candidates.all.iter().zip(candidates.scores.chunks_exact(readings)) {
            evidence.hear(candidate.key, scores, candidate.voices.into());
            let words = candidate.words();
            if Some(candidate.reading()) == candidates.person && words.len() > 1 {
                let last = key(parsed, words.end - 1..words.end, folded);
                evidence.hear(last, scores, 1);
                evidence.surnames.insert(last);
            } else if Some(candidate.reading()) == candidates.org {
                let shorts = (words.start + 1..words.end).take(SHORT_WORDS);
                evidence.shorts.extend(shorts.map(|end| key(parsed, words.start..end, folded)));
            }
        }
        evidence
    }

    fn hear(&mut self, key: u64, scores: &[i16], voices: i32) {
        let pool = self.pools.entry(key).or_insert_with(|| {
            let at = self.sums.len();
            self.sums.resize(at + scores.len(), 0);
            Pool { at, voices: 0 }
        });
        pool.voices = pool.voices.saturating_add(voices);
        for (sum, &score) in self.sums.iter_mut().skip(pool.at).zip(scores) {
            *sum = sum.saturating_add(said(score).saturating_mul(voices));
        }
    }

    /// Adds to a candidate's scores what the others of its spelling say.
    fn tell(&self, candidate: Candidate, scores: &[i16], heard: &mut Vec<i32>) {
        heard.clear();
        heard.extend(scores.iter().map(|&own| i32::from(own)));
        let Some(&Pool { at, voices }) = self.pools.get(&candidate.key) else { return };
        let own_voices = i32::from(candidate.voices);
        let others = voices - own_voices;
        if others < 1 {
            return;
        }
        let sums = self.sums.get(at..).unwrap_or(&[]);
        for ((heard, &own), sum) in heard.iter_mut().zip(scores).zip(sums) {
            let mean = sum.saturating_sub(said(own) * own_voices) / others;
            *heard += mean * others.min(VOICES) * TRUST / 4;
        }
    }
}

/// Whether a word with a capital stands where a surname may: alone, and
/// not as a noun or a date.
fn stands_alone(parsed: &Parsed<'_>, word: usize) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let among = |words: &[&str], word: &str| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    let before = word.checked_sub(1).map_or("", |before| parsed.token(before));
    let itself = parsed.token(word);
    !among(CALENDAR, itself)
        && !among(DETERMINERS, before)
        && !capital(before)
        && !capital(parsed.token(word + 1))
}

/// Lets the candidates of one document hear each other.
pub(super) fn share(parsed: &Parsed<'_>, candidates: &mut Candidates, folded: &mut String) {
    let evidence = Evidence::of(parsed, candidates, folded);
    let readings = candidates.readings.max(1);
    let none = readings - 1;
    let (person, org) = (candidates.person, candidates.org);
    let mut heard = Vec::new();
    for (candidate, scores) in candidates.all.iter_mut().zip(candidates.scores.chunks_exact_mut(readings)) {
        evidence.tell(*candidate, scores, &mut heard);
        let surname = evidence.surnames.contains(&candidate.key);
        if Some(candidate.reading()) == person
            && !surname
            && evidence.shorts.contains(&candidate.key)
            && let Some(heard) = org.and_then(|org| heard.get_mut(org))
        {
            *heard += SHORT;
        }
        let (mut reading, mut top) = best(&heard);
        let before = |reading: usize| scores.get(reading).map_or(FLOOR, |&before| i32::from(before));
        if candidate.reading() == none {
            let is_surname = surname
                && person.is_some_and(|person| before(person) >= NEAR_SURNAME)
                && stands_alone(parsed, candidate.words().start);
            if let (true, true, Some(person)) = (reading == none, is_surname, person) {
                (reading, top) = (person, top + SURNAME);
                heard.iter_mut().skip(person).take(1).for_each(|heard| *heard = top);
            } else if said(narrow(before(reading))) < NEAR {
                // A plain word is not made a name by a namesake ("May").
                continue;
            }
        }
        candidate.reading = reading as u8;
        for (score, heard) in scores.iter_mut().zip(&heard) {
            *score = narrow(heard.saturating_sub(top));
        }
    }
}
