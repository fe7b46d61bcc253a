//! What the mentions of a document say of each other.
//!
//! A name is spelt in full once and shortened after, and the network sees a
//! sentence at a time: it knows that "Amina Otieno" is a person and doubts
//! whether "Otieno" is one. Here every mention tells the others of the same
//! spelling what it takes the name for, and a person's full name tells the
//! mentions of its last word (Ratinov and Roth 2009, section 3.2). Words with a
//! capital that were left out listen too. All in whole numbers, linear in the
//! words.

use core::ops::Range;

use super::features::Hash;
use super::fold::fold;
use crate::hash::{Map, Seed};
use crate::label::{Label, Named};
use crate::text::Parsed;

/// A reading counts for no less than this below the best, in 1/256.
const FLOOR: i32 = -8 * 256;
/// As many other mentions are heard; more speak each the lower.
const VOICES: i32 = 4;
/// How much of what others say is taken over, in quarters.
const TRUST: i32 = 2;
/// Candidates of a text so long that their room is not kept for the next one.
const MANY: usize = 1 << 16;
/// A word that was left out becomes a name only where it was this near to one.
const NEAR: i32 = -3 * 256;

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
    /// The reading "a person".
    person: Option<usize>,
}

impl Candidates {
    /// Begins a document, for a network of these labels.
    pub(super) fn start(&mut self, labels: &[Named]) {
        self.all.clear();
        self.scores.clear();
        self.readings = labels.len() + 1;
        self.person = labels.iter().position(|(label, _)| *label == Label::Person);
    }

    /// Forgets them; the room of many is not kept.
    pub(super) fn end(&mut self) {
        if self.all.len() > MANY {
            *self = Self::default();
        }
    }

    /// Adds the words, with a score for each reading.
    pub(super) fn push(
        &mut self,
        parsed: &Parsed<'_>,
        words: Range<usize>,
        scores: &[i32],
        ends: i32,
        folded: &mut String,
    ) {
        let key = key(parsed, words.clone(), folded);
        let (first, end) = (words.start as u32, words.end as u32);
        let (reading, best) = best(scores);
        self.all.push(Candidate { first, end, ends: narrow(ends), reading: reading as u8, key });
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

/// The pools of a document.
struct Evidence {
    pools: Map<u64, Pool>,
    sums: Vec<i32>,
}

impl Evidence {
    fn hear(&mut self, key: u64, scores: &[i16]) {
        let pool = self.pools.entry(key).or_insert_with(|| {
            let at = self.sums.len();
            self.sums.resize(at + scores.len(), 0);
            Pool { at, voices: 0 }
        });
        pool.voices = pool.voices.saturating_add(1);
        for (sum, &score) in self.sums.iter_mut().skip(pool.at).zip(scores) {
            *sum = sum.saturating_add(said(score));
        }
    }
}

/// Lets the candidates of one document hear each other.
pub(super) fn share(parsed: &Parsed<'_>, candidates: &mut Candidates, folded: &mut String) {
    let mut evidence = Evidence { pools: Map::with_hasher(Seed::of(parsed.text)), sums: Vec::new() };
    let readings = candidates.readings.max(1);
    for (candidate, scores) in candidates.all.iter().zip(candidates.scores.chunks_exact(readings)) {
        evidence.hear(candidate.key, scores);
        let words = candidate.words();
        if Some(candidate.reading()) == candidates.person && words.len() > 1 {
            evidence.hear(key(parsed, words.end - 1..words.end, folded), scores);
        }
    }
    let mut heard = Vec::new();
    for (candidate, scores) in candidates.all.iter_mut().zip(candidates.scores.chunks_exact_mut(readings)) {
        let Some(&Pool { at, voices }) = evidence.pools.get(&candidate.key) else { continue };
        let others = voices - 1;
        if others < 1 {
            continue;
        }
        let sums = evidence.sums.get(at..).unwrap_or(&[]);
        heard.clear();
        heard.extend(scores.iter().zip(sums).map(|(&own, sum)| {
            i32::from(own) + sum.saturating_sub(said(own)) / others * others.min(VOICES) * TRUST / 4
        }));
        let (reading, best) = best(&heard);
        // A plain word is not made a name by a namesake ("May").
        let near = scores.get(reading).is_some_and(|&before| said(before) >= NEAR);
        if candidate.reading() == readings - 1 && !near {
            continue;
        }
        candidate.reading = reading as u8;
        for (score, heard) in scores.iter_mut().zip(&heard) {
            *score = narrow(heard.saturating_sub(best));
        }
    }
}
