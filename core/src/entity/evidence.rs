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
use crate::text::Parsed;

/// What a mention may be: a label, or no name at all.
pub(super) const READINGS: usize = 12;
/// The reading "no name".
pub(super) const NONE: usize = READINGS - 1;
/// The reading "a person".
const PERSON: usize = 0;

/// A reading counts for no less than this below the best, in 1/256.
const FLOOR: i32 = -8 * 256;
/// As many other mentions are heard; more speak each the lower.
const VOICES: i32 = 4;
/// How much of what others say is taken over, in quarters.
const TRUST: i32 = 2;
/// A word that was left out becomes a name only where it was this near to one.
const NEAR: i32 = -3 * 256;

/// A mention, or a word with a capital that is none, and how it reads. Small:
/// a text in capitals has one for every word.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The words of its name in the text.
    first: u32,
    end: u32,
    /// The score of each reading less the best one's.
    scores: [i16; READINGS],
    /// By how much its ends win.
    ends: i16,
    /// The best reading.
    reading: u8,
    key: u64,
}

impl Candidate {
    pub(super) fn new(
        parsed: &Parsed<'_>,
        words: Range<usize>,
        scores: [i32; READINGS],
        ends: i32,
        folded: &mut String,
    ) -> Self {
        let key = key(parsed, words.clone(), folded);
        let (first, end) = (words.start as u32, words.end as u32);
        let mut candidate =
            Self { first, end, scores: [0; READINGS], ends: narrow(ends), reading: NONE as u8, key };
        candidate.settle(scores);
        candidate
    }

    /// The words of its name in the text.
    pub(super) fn words(&self) -> Range<usize> {
        self.first as usize..self.end as usize
    }

    /// The best reading.
    pub(super) fn reading(&self) -> usize {
        usize::from(self.reading)
    }

    /// By how much its reading beats every other, and its ends theirs.
    pub(super) fn margin(&self) -> i32 {
        let others = self.scores.iter().enumerate().filter(|&(reading, _)| reading != self.reading());
        let second = others.map(|(_, &score)| score).max().unwrap_or(i16::MIN);
        second.saturating_neg().min(self.ends).into()
    }

    /// Takes the best of the scores for its reading and counts the others from
    /// it.
    fn settle(&mut self, scores: [i32; READINGS]) {
        let (reading, best) = scores.iter().enumerate().fold((NONE, i32::MIN), |best, (reading, &score)| {
            if score > best.1 { (reading, score) } else { best }
        });
        self.reading = reading as u8;
        self.scores = scores.map(|score| narrow(score.saturating_sub(best)));
    }

    fn said(&self, reading: usize) -> i32 {
        self.scores.get(reading).map_or(FLOOR, |&score| FLOOR.max(score.into()))
    }
}

fn narrow(score: i32) -> i16 {
    score.clamp(i16::MIN.into(), i16::MAX.into()) as i16
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
#[derive(Clone, Debug, Default)]
struct Pool {
    sums: [i32; READINGS],
    voices: i32,
}

impl Pool {
    fn hear(&mut self, candidate: &Candidate) {
        self.voices = self.voices.saturating_add(1);
        for (reading, sum) in self.sums.iter_mut().enumerate() {
            *sum = sum.saturating_add(candidate.said(reading));
        }
    }
}

/// Lets the candidates of one document hear each other.
pub(super) fn share(parsed: &Parsed<'_>, candidates: &mut [Candidate], folded: &mut String) {
    let mut pools: Map<u64, Pool> = Map::with_hasher(Seed::of(parsed.text));
    for candidate in &*candidates {
        pools.entry(candidate.key).or_default().hear(candidate);
        let words = candidate.words();
        if candidate.reading() == PERSON && words.len() > 1 {
            let last = key(parsed, words.end - 1..words.end, folded);
            pools.entry(last).or_default().hear(candidate);
        }
    }
    for candidate in candidates {
        let Some(pool) = pools.get(&candidate.key) else { continue };
        let others = pool.voices - 1;
        if others < 1 {
            continue;
        }
        let before = candidate.clone();
        let mut scores = [0; READINGS];
        let sums = before.scores.iter().zip(&pool.sums).enumerate();
        for (score, (reading, (&own, sum))) in scores.iter_mut().zip(sums) {
            let said = sum.saturating_sub(before.said(reading));
            *score = i32::from(own) + said / others * others.min(VOICES) * TRUST / 4;
        }
        candidate.settle(scores);
        // A plain word is not made a name by a namesake ("May").
        if before.reading() == NONE && before.said(candidate.reading()) < NEAR {
            *candidate = before;
        }
    }
}
