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
use std::collections::HashMap;

use super::features::Hash;
use super::fold::fold;
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

/// A mention, or a word with a capital that is none, and how it reads.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Its words in the text.
    pub(super) words: Range<usize>,
    /// The best reading.
    pub(super) reading: usize,
    /// The score of each reading less the best one's.
    scores: [i32; READINGS],
    /// By how much its ends win.
    ends: i32,
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
        let mut candidate = Self { words, reading: NONE, scores, ends, key };
        candidate.settle();
        candidate
    }

    /// Whether it is a name by now.
    pub(super) fn is_name(&self) -> bool {
        self.reading != NONE
    }

    /// By how much its reading beats every other, and its ends theirs.
    pub(super) fn margin(&self) -> i32 {
        let others = self.scores.iter().enumerate().filter(|&(reading, _)| reading != self.reading);
        let second = others.map(|(_, &score)| score).max().unwrap_or(FLOOR);
        second.saturating_neg().min(self.ends)
    }

    /// Finds the best reading and counts the others from it.
    fn settle(&mut self) {
        let (reading, best) =
            self.scores.iter().enumerate().fold((NONE, i32::MIN), |best, (reading, &score)| {
                if score > best.1 { (reading, score) } else { best }
            });
        self.reading = reading;
        for score in &mut self.scores {
            *score = score.saturating_sub(best);
        }
    }

    fn said(&self, reading: usize) -> i32 {
        self.scores.get(reading).copied().unwrap_or(FLOOR).max(FLOOR)
    }
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

/// The pools of a document; used again.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    pools: HashMap<u64, Pool>,
}

impl Evidence {
    /// Lets the candidates of one document hear each other.
    pub(super) fn share(&mut self, parsed: &Parsed<'_>, candidates: &mut [Candidate], folded: &mut String) {
        self.pools.clear();
        for candidate in &*candidates {
            self.pools.entry(candidate.key).or_default().hear(candidate);
            if candidate.reading == PERSON && candidate.words.len() > 1 {
                let last = key(parsed, candidate.words.end - 1..candidate.words.end, folded);
                self.pools.entry(last).or_default().hear(candidate);
            }
        }
        for candidate in candidates {
            let Some(pool) = self.pools.get(&candidate.key) else { continue };
            let others = pool.voices - 1;
            if others < 1 {
                continue;
            }
            let before = candidate.clone();
            for (reading, score) in candidate.scores.iter_mut().enumerate() {
                let said = pool.sums.get(reading).copied().unwrap_or(0).saturating_sub(before.said(reading));
                *score += said / others * others.min(VOICES) * TRUST / 4;
            }
            candidate.settle();
            // A plain word is not made a name by a namesake ("May").
            if !before.is_name() && before.said(candidate.reading) < NEAR {
                *candidate = before;
            }
        }
    }
}
