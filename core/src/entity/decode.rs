//! From scores to mentions: the best path of tags that is legal.
//!
//! A word is outside, begins a mention of a label or goes on with one, and a
//! mention goes on only after its own label (BIO). The best path is found in
//! time linear in the words (Viterbi 1967); ties fall to the lower tag.

use crate::model::outputs;

/// Worse than any path.
const NEVER: i32 = i32::MIN / 2;

/// The network's scores of a sentence: for each word those of its tags,
/// outside first, then begin and inside of each label.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scores<'s> {
    values: &'s [i32],
    labels: usize,
}

impl<'s> Scores<'s> {
    /// `values` holds [`outputs`] a word.
    pub(super) fn new(values: &'s [i32], labels: usize) -> Self {
        Self { values, labels }
    }

    fn tags(self) -> usize {
        2 * self.labels + 1
    }

    fn words(self) -> impl Iterator<Item = &'s [i32]> {
        let tags = self.tags();
        self.values.chunks_exact(outputs(self.labels)).map(move |word| word.get(..tags).unwrap_or(word))
    }

    fn word(self, word: usize) -> Option<&'s [i32]> {
        let at = word * outputs(self.labels);
        self.values.get(at..at + self.tags())
    }

    /// How the words `first..end` score as each label, and as no name at all.
    pub(super) fn readings(self, first: usize, end: usize, sums: &mut Vec<i32>) {
        sums.clear();
        sums.resize(self.labels + 1, 0);
        for word in first..end {
            let Some((outside, pairs)) = self.word(word).and_then(<[i32]>::split_first) else { continue };
            for (sum, pair) in sums.iter_mut().zip(pairs.chunks_exact(2)) {
                *sum = sum.saturating_add(pair.get(usize::from(word > first)).copied().unwrap_or(NEVER));
            }
            if let Some(sum) = sums.last_mut() {
                *sum = sum.saturating_add(*outside);
            }
        }
    }

    /// By how much the mention's ending at `end` beats its going on there.
    fn ends(self, end: usize, label: usize) -> i32 {
        let Some(scores) = self.word(end) else { return i32::MAX };
        let inside = 2 * label + 2;
        let others = scores.iter().enumerate().filter(|&(tag, _)| tag != inside).map(|(_, &score)| score);
        others.fold(NEVER, i32::max).saturating_sub(scores.get(inside).copied().unwrap_or(NEVER))
    }
}

/// A mention by its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) first: usize,
    /// The word after the last.
    pub(super) end: usize,
    /// Number of the label, in the network's order.
    pub(super) label: usize,
    /// By how much its ending there beats its going on, in the network's units.
    pub(super) ends: i32,
}

/// What decoding works on; used again.
#[derive(Debug, Default)]
pub(super) struct Path {
    /// Per tag: the score of the best path to the last word that ends with it.
    best: Vec<i32>,
    next: Vec<i32>,
    /// Per word: the best tag before it where it begins anew.
    before: Vec<u8>,
    /// Per word a bit a label: set where its inside best follows an inside.
    inside: Vec<u32>,
    tags: Vec<u8>,
}

impl Path {
    /// Appends the mentions of a sentence to `out`.
    pub(super) fn decode(&mut self, scores: Scores<'_>, out: &mut Vec<Found>) {
        self.before.clear();
        self.inside.clear();
        self.best.clear();
        self.best.resize(scores.tags(), NEVER);
        if let Some(outside) = self.best.first_mut() {
            *outside = 0;
        }
        self.next.clone_from(&self.best);
        for word in scores.words() {
            let (from, top) = highest(&self.best);
            let mut inside = 0_u32;
            // After the first tag, outside, they come in pairs: begin, inside. Sums stay small
            // however long the sentence, for only differences matter: the top counts as nothing.
            let ([outside, next_pairs @ ..], [score, score_pairs @ ..], [_, best_pairs @ ..]) =
                (self.next.as_mut_slice(), word, self.best.as_slice())
            else {
                continue;
            };
            *outside = *score;
            let pairs = next_pairs
                .chunks_exact_mut(2)
                .zip(score_pairs.chunks_exact(2))
                .zip(best_pairs.chunks_exact(2));
            for (label, pair) in pairs.enumerate() {
                let (([begin, go_on], [begin_score, go_on_score]), [begun, gone_on]) = pair else { continue };
                *begin = *begin_score;
                *go_on = begun.max(gone_on).saturating_add(*go_on_score).saturating_sub(top).max(NEVER);
                inside |= u32::from(gone_on > begun) << label;
            }
            core::mem::swap(&mut self.best, &mut self.next);
            self.before.push(from as u8);
            self.inside.push(inside);
        }
        let (mut tag, _) = highest(&self.best);
        self.tags.clear();
        for (&before, &inside) in self.before.iter().zip(&self.inside).rev() {
            self.tags.push(tag as u8);
            tag = if tag > 0 && tag.is_multiple_of(2) {
                let label = tag / 2 - 1;
                if inside >> label & 1 == 1 { tag } else { tag - 1 }
            } else {
                before as usize
            };
        }
        self.tags.reverse();
        self.collect(scores, out);
    }

    fn collect(&self, scores: Scores<'_>, out: &mut Vec<Found>) {
        let mut open: Option<(usize, usize)> = None;
        for (word, &tag) in self.tags.iter().chain(core::iter::once(&0)).enumerate() {
            if tag > 0 && tag.is_multiple_of(2) {
                continue;
            }
            if let Some((first, label)) = open.take() {
                out.push(Found { first, end: word, label, ends: scores.ends(word, label) });
            }
            if tag > 0 {
                open = Some((word, usize::from(tag - 1) / 2));
            }
        }
    }
}

/// The highest score and its tag.
fn highest(scores: &[i32]) -> (usize, i32) {
    scores.iter().enumerate().fold(
        (0, NEVER),
        |(best, top), (tag, &score)| {
            if score > top { (tag, score) } else { (best, top) }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(words: &[&[(usize, i32)]]) -> Vec<(usize, usize, usize)> {
        let outputs = outputs(11);
        let mut scores = vec![0; words.len() * outputs];
        for (word, tags) in words.iter().enumerate() {
            for &(tag, score) in *tags {
                scores[word * outputs + tag] = score;
            }
        }
        let mut found = Vec::new();
        Path::default().decode(Scores::new(&scores, 11), &mut found);
        found.iter().map(|f| (f.first, f.end, f.label)).collect()
    }

    #[test]
    fn a_mention_goes_on_only_after_its_own_label() {
        // The second word alone would be inside of label 1; after a beginning of label 0 it cannot.
        let found = decode(&[&[(1, 900)], &[(4, 300), (2, 250)]]);
        assert_eq!(found, [(0, 2, 0)]);
    }

    #[test]
    fn a_sentence_does_not_open_with_the_inside_of_a_mention() {
        assert_eq!(decode(&[&[(2, 900), (1, 100)], &[(0, 50)]]), [(0, 1, 0)]);
    }

    #[test]
    fn two_mentions_side_by_side_stay_two() {
        assert_eq!(decode(&[&[(1, 500)], &[(1, 500)]]), [(0, 1, 0), (1, 2, 0)]);
    }

    #[test]
    fn no_words_hold_no_mentions() {
        assert_eq!(decode(&[]), []);
    }
}
