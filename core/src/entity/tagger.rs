//! The trained tagger: words to rows, rows through the network, scores to names.

use crate::entity::apposition;
use crate::entity::decode::{Found, Path, Scores};
use crate::entity::evidence::{Candidate, Candidates, share};
use crate::entity::features::Spellings;
use crate::entity::join;
use crate::entity::trim;
use crate::entity::{EntityData, Own, Source};
use crate::error::Error;
use crate::kernel::{Kernel, WIDTH};
use crate::label::{Label, Named};
use crate::model::{Bytes, GAP, Model, STEPS, outputs};
#[cfg(feature = "train")]
use crate::model::{Rows, Table};
use crate::text::Parsed;
use crate::token;

/// Words that go through the network together: enough to keep it busy, few
/// enough to stay in the second-level cache.
const BATCH: usize = 256;
/// A longer sentence is read in pieces of so many words. No prose has one; a
/// table without stops may.
const LONGEST: usize = 400;
/// Units of margin between two steps of the calibration table.
const STEP: i32 = 64;

/// The model within `core/model`.
#[cfg(feature = "embedded-model")]
pub(crate) static EMBEDDED: &[u8] = include_bytes!("../../model/nutgraf.model");

/// The trained tagger: a model and the kernel that this machine runs it with.
#[derive(Clone, Debug)]
pub(crate) struct Tagger {
    model: Model,
    kernel: Kernel,
}

/// What a call of the tagger works on; made once a call or a thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    spellings: Spellings,
    values: Vec<i16>,
    next: Vec<i16>,
    scores: Vec<i32>,
    /// The pieces in the batch: first word of the text, number of words.
    pieces: Vec<(usize, usize)>,
    path: Path,
    found: Vec<Found>,
    /// The document's mentions, and its other words with a capital.
    candidates: Candidates,
    readings: Vec<i32>,
    folded: String,
}

impl Tagger {
    /// The tagger of the model inside the library.
    #[cfg(feature = "embedded-model")]
    pub(crate) fn embedded() -> Result<Self, Error> {
        Self::new(Bytes::Static(EMBEDDED))
    }

    /// The tagger of the model inside the library: this build has none.
    #[cfg(not(feature = "embedded-model"))]
    pub(crate) fn embedded() -> Result<Self, Error> {
        Err(Error::new(crate::error::ErrorKind::NoModel, "model: built without `embedded-model`"))
    }

    /// The tagger of a model file.
    pub(crate) fn from_bytes(bytes: Vec<u8>) -> Result<Self, Error> {
        Self::new(Bytes::Owned(bytes))
    }

    fn new(bytes: Bytes) -> Result<Self, Error> {
        Ok(Self { model: Model::open(bytes)?, kernel: Kernel::best() })
    }

    /// The tagger of the model inside the library, on each kernel that this machine has.
    #[cfg(all(any(test, fuzzing), feature = "embedded-model"))]
    pub(crate) fn on_each_kernel() -> impl Iterator<Item = Self> {
        let with = |kernel| Some(Self { kernel, ..Self::embedded().ok()? });
        Kernel::all().filter_map(with)
    }

    /// Whether the model tells names of this label from others.
    pub(crate) fn knows(&self, label: Label) -> bool {
        self.model.labels().iter().any(|(known, _)| *known == label)
    }

    /// Appends the names in the text, in order and without overlaps.
    ///
    /// Linear in the text's length; what it works on does not grow with it.
    pub(crate) fn tag(&self, parsed: &Parsed<'_>, scratch: &mut Scratch, out: &mut Vec<EntityData>) {
        scratch.start();
        scratch.candidates.start(self.model.labels());
        for sentence in 0..parsed.sentences.len() {
            let mut words = parsed.tokens_of(sentence);
            while !words.is_empty() {
                let end = words.end.min(words.start + LONGEST);
                self.embed(parsed, words.start..end, scratch);
                words.start = end;
                if scratch.values.len() >= BATCH * WIDTH {
                    self.flush(parsed, scratch);
                }
            }
        }
        self.flush(parsed, scratch);
        share(parsed, &mut scratch.candidates, &mut scratch.folded);
        for (candidate, margin) in scratch.candidates.iter() {
            let Some(name) = self.name(parsed, candidate, margin) else { continue };
            if !out.last_mut().is_some_and(|last| join::goes_on(parsed.text, last, &name)) {
                out.push(name);
            }
        }
        // Of a long text they take more than what comes of them.
        scratch.candidates.end();
    }

    /// Adds a sentence, or a piece of one, to the batch.
    fn embed(&self, parsed: &Parsed<'_>, words: core::ops::Range<usize>, scratch: &mut Scratch) {
        scratch.spellings.read(&self.model, words.clone().map(|word| parsed.token(word)));
        scratch.pieces.push((words.start, words.len()));
        for (index, word) in words.enumerate() {
            let at = scratch.values.len();
            scratch.values.resize(at + WIDTH, 0);
            if let Some(values) = scratch.values.get_mut(at..) {
                scratch.spellings.embed(&self.model, index, parsed.token(word), values);
            }
        }
        scratch.values.resize(scratch.values.len() + GAP * WIDTH, 0);
    }

    /// For each word of a sentence the numbers of its rows, counted through all
    /// tables: its own, that of its exact spelling or −1, the others.
    #[cfg(feature = "train")]
    pub(crate) fn rows(&self, words: &[String]) -> Vec<Vec<i32>> {
        let mut spellings = Spellings::default();
        spellings.read(&self.model, words.iter().map(String::as_str));
        let sizes = self.model.tables().map(Rows::len);
        let mut of_word = |(index, word): (usize, &String)| {
            let (mut own, mut others) = (Vec::new(), Vec::new());
            spellings.rows(&self.model, index, word, |table, row| {
                let before: usize = sizes.iter().take(table as usize).sum();
                let number = (before + row) as i32;
                if matches!(table, Table::Words) { own.push(number) } else { others.push(number) }
            });
            own.resize(2, -1);
            own.append(&mut others);
            own
        };
        words.iter().enumerate().map(&mut of_word).collect()
    }

    /// Sends the batch through the network and starts a new one.
    fn flush(&self, parsed: &Parsed<'_>, scratch: &mut Scratch) {
        if !scratch.pieces.is_empty() {
            self.score(scratch);
            let labels = self.model.labels();
            let width = outputs(labels.len());
            let Scratch { pieces, scores, path, found, candidates, readings, folded, .. } = scratch;
            let mut at = GAP;
            for &(first, count) in &*pieces {
                let scores = scores.get(at * width..(at + count) * width).unwrap_or(&[]);
                let scores = Scores::new(scores, labels.len());
                found.clear();
                path.decode(scores, found);
                let sentence = Sentence { parsed, first, count, labels, scores };
                sentence.collect(found, candidates, readings, folded);
                at += count + GAP;
            }
        }
        scratch.start();
    }

    fn score(&self, scratch: &mut Scratch) {
        scratch.next.clear();
        scratch.next.resize(scratch.values.len(), 0);
        for layer in self.model.layers() {
            self.kernel.gated(&layer, &scratch.values, &mut scratch.next);
            core::mem::swap(&mut scratch.values, &mut scratch.next);
            let mut gap = 0;
            for (_, count) in scratch.pieces.iter().copied().chain([(0, 0)]) {
                if let Some(values) = scratch.values.get_mut(gap * WIDTH..(gap + GAP) * WIDTH) {
                    values.fill(0);
                }
                gap += GAP + count;
            }
        }
        scratch.scores.clear();
        let width = outputs(self.model.labels().len());
        scratch.scores.resize(scratch.values.len() / WIDTH * width, 0);
        self.kernel.linear(&self.model.out(), &scratch.values, &mut scratch.scores);
    }

    /// The mention in the text, where the candidate is one.
    fn name(&self, parsed: &Parsed<'_>, candidate: Candidate, margin: i32) -> Option<EntityData> {
        let words = candidate.words();
        let span = parsed.span(words.start).join(parsed.span(words.end - 1));
        let (label, own) = self.model.labels().get(candidate.reading())?;
        let label = match label {
            // The corpora mark all places alike, and the lists know a continent: alone it is the country.
            Label::Loc if span.of(parsed.text) == "America" && !self.model.has_own_labels() => Label::Gpe,
            &label => label,
        };
        let score = Some(self.probability(candidate.reading(), margin));
        let own = Own { label: own.clone(), id: None }.boxed();
        Some(EntityData { span, label, score, source: Source::Tagger, value: None, cluster: None, own })
    }

    /// How often a mention of this label that wins by this margin was right,
    /// read off the calibration table between its steps.
    fn probability(&self, label: usize, margin: i32) -> f32 {
        let margin = margin.clamp(0, (STEPS as i32 - 1) * STEP - 1);
        let (step, rest) = ((margin / STEP) as usize, margin % STEP);
        let table = self.model.calibration().get(label * STEPS..).unwrap_or(&[]);
        let at = |step: usize| i32::from(table.get(step).copied().unwrap_or(0));
        let scaled = at(step) * (STEP - rest) + at(step + 1) * rest;
        scaled as f32 / (65_535 * STEP) as f32
    }
}

/// A sentence, or a piece of one, and what the network says of it.
struct Sentence<'s> {
    parsed: &'s Parsed<'s>,
    /// Its first word in the text.
    first: usize,
    count: usize,
    labels: &'s [Named],
    scores: Scores<'s>,
}

impl Sentence<'_> {
    /// Appends its candidates: the names found, less what is no part of them,
    /// and every other word with a capital.
    fn collect(&self, found: &[Found], out: &mut Candidates, readings: &mut Vec<i32>, folded: &mut String) {
        let Self { parsed, first: start, .. } = *self;
        let mut word = 0;
        let mut names = found.iter();
        let mut next = names.next();
        while word < self.count {
            let first = word;
            let mut is_found = false;
            let (words, ends) = match next {
                Some(found) if found.first == word => {
                    is_found = true;
                    word = found.end;
                    next = names.next();
                    let label = self.labels.get(found.label).map_or(Label::Org, |(label, _)| *label);
                    (trim::name(parsed, start + first..start + word, label), found.ends)
                }
                _ => {
                    word += 1;
                    let mut letters = parsed.token(start + first).chars();
                    let capital = letters.next().is_some_and(char::is_uppercase) && letters.next().is_some();
                    (capital.then_some(start + first..start + word), i32::MAX)
                }
            };
            let Some(words) = words else { continue };
            // An address is one token and holds no name.
            if words.clone().any(|word| token::address(parsed.token(word)).is_some()) {
                continue;
            }
            // "Ana Ruiz/Acme Images" is two names.
            let mut from = words.start;
            while let Some(slash) = (from..words.end).find(|&word| parsed.token(word) == "/") {
                if from < slash {
                    self.scores.readings(from - start, slash - start, readings);
                    out.push(parsed, from..slash, readings, ends, false, folded);
                }
                from = slash + 1;
            }
            self.scores.readings(if from == words.start { first } else { from - start }, word, readings);
            let (sentence, words) = (start..start + self.count, from..words.end);
            let told = is_found && apposition::hear(parsed, sentence, words.clone(), self.labels, readings);
            out.push(parsed, words, readings, ends, told, folded);
        }
    }
}

impl Scratch {
    /// An empty batch: the gap before its first sentence.
    fn start(&mut self) {
        self.pieces.clear();
        self.values.clear();
        self.values.resize(GAP * WIDTH, 0);
    }
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::sentence::{SentenceData, SentenceKind};
    use crate::span::Span;

    /// The scores of one sentence given as tokens.
    fn scores(tagger: &Tagger, words: &[&str]) -> Vec<i32> {
        let text = words.join(" ");
        let mut at = 0;
        let tokens: Vec<Span> = words
            .iter()
            .map(|word| {
                at += word.len() + 1;
                Span::new(at - 1 - word.len(), at - 1)
            })
            .collect();
        let sentence =
            SentenceData { span: Span::new(0, text.len()), kind: SentenceKind::Prose, paragraph: 0 };
        let first_tokens = [0, words.len() as u32];
        let parsed =
            Parsed { text: &text, sentences: &[sentence], tokens: &tokens, first_tokens: &first_tokens };
        let mut scratch = Scratch::default();
        scratch.start();
        tagger.embed(&parsed, 0..words.len(), &mut scratch);
        tagger.score(&mut scratch);
        let width = outputs(tagger.model.labels().len());
        scratch.scores[GAP * width..(GAP + words.len()) * width].to_vec()
    }

    /// What training computes is what ships: features, rows, layers, to the bit, whatever the kernel.
    #[test]
    fn the_scores_are_those_that_training_computed() {
        let golden: serde_json::Value =
            serde_json::from_str(include_str!("../../model/golden.json")).unwrap();
        for tagger in Tagger::on_each_kernel() {
            for sentence in golden.as_array().unwrap() {
                let words: Vec<&str> =
                    sentence["tokens"].as_array().unwrap().iter().map(|w| w.as_str().unwrap()).collect();
                let expected: Vec<i64> = sentence["scores"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|row| row.as_array().unwrap())
                    .map(|n| n.as_i64().unwrap())
                    .collect();
                let found: Vec<i64> = scores(&tagger, &words).into_iter().map(i64::from).collect();
                assert_eq!(found, expected, "{:?} {words:?}", tagger.kernel);
            }
        }
    }
}
