//! The trained tagger: words to rows, rows through the network, scores to names.

use crate::entity::decode::{Found, Path, readings};
use crate::entity::evidence::{Candidate, share};
use crate::entity::features::Spellings;
use crate::entity::trim;
use crate::entity::{EntityData, Source};
use crate::error::Error;
use crate::kernel::{Kernel, WIDTH};
use crate::label::Label;
use crate::model::{Bytes, GAP, Model, OUTPUTS, STEPS};
use crate::text::Parsed;
use crate::token;

/// The labels in the order of the network's tags.
const LABELS: [Label; 11] = [
    Label::Person,
    Label::Org,
    Label::Gpe,
    Label::Loc,
    Label::Fac,
    Label::Norp,
    Label::Product,
    Label::Event,
    Label::WorkOfArt,
    Label::Law,
    Label::Language,
];

/// Words that go through the network together: enough to keep it busy, few
/// enough to stay in the second-level cache.
const BATCH: usize = 256;
/// A longer sentence is read in pieces of so many words. No prose has one; a
/// table without stops may.
const LONGEST: usize = 400;
/// Candidates of a text so long that their room is not kept for the next one.
const MANY: usize = 1 << 16;
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
    candidates: Vec<Candidate>,
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

    /// Appends the names in the text, in order and without overlaps.
    ///
    /// Linear in the text's length; what it works on does not grow with it.
    pub(crate) fn tag(&self, parsed: &Parsed<'_>, scratch: &mut Scratch, out: &mut Vec<EntityData>) {
        scratch.start();
        scratch.candidates.clear();
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
        out.extend(scratch.candidates.iter().filter_map(|candidate| self.name(parsed, candidate)));
        // Of a long text they take more than what comes of them.
        if scratch.candidates.len() > MANY {
            scratch.candidates = Vec::new();
        }
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

    /// Sends the batch through the network and starts a new one.
    fn flush(&self, parsed: &Parsed<'_>, scratch: &mut Scratch) {
        if !scratch.pieces.is_empty() {
            self.score(scratch);
            let Scratch { pieces, scores, path, found, candidates, folded, .. } = scratch;
            let mut at = GAP;
            for &(first, count) in &*pieces {
                let scores = scores.get(at * OUTPUTS..(at + count) * OUTPUTS).unwrap_or(&[]);
                found.clear();
                path.decode(scores, found);
                collect(parsed, first, count, scores, found, candidates, folded);
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
        scratch.scores.resize(scratch.values.len() / WIDTH * OUTPUTS, 0);
        self.kernel.linear(&self.model.out(), &scratch.values, &mut scratch.scores);
    }

    /// The mention in the text, where the candidate is one.
    fn name(&self, parsed: &Parsed<'_>, candidate: &Candidate) -> Option<EntityData> {
        let words = candidate.words();
        let span = parsed.span(words.start).join(parsed.span(words.end - 1));
        let label = match LABELS.get(candidate.reading())? {
            // The corpora mark all places alike, and the lists know a continent: alone it is the country.
            Label::Loc if span.of(parsed.text) == "America" => Label::Gpe,
            &label => label,
        };
        let score = Some(self.probability(candidate.reading(), candidate.margin()));
        let source = Source::Tagger;
        Some(EntityData { span, label, score, source, value: None, cluster: None, own: None })
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

/// Appends the candidates of a sentence whose first word is `start`: the names
/// found, less what is no part of them, and every other word with a capital.
fn collect(
    parsed: &Parsed<'_>,
    start: usize,
    count: usize,
    scores: &[i32],
    found: &[Found],
    out: &mut Vec<Candidate>,
    folded: &mut String,
) {
    let mut word = 0;
    let mut names = found.iter();
    let mut next = names.next();
    while word < count {
        let first = word;
        let (words, ends) = match next {
            Some(found) if found.first == word => {
                word = found.end;
                next = names.next();
                let label = LABELS.get(found.label).copied().unwrap_or(Label::Org);
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
        let scores = readings(scores, first, word);
        out.push(Candidate::new(parsed, words, scores, ends, folded));
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
        scratch.scores[GAP * OUTPUTS..(GAP + words.len()) * OUTPUTS].to_vec()
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
