//! Splitting a text into sentences: scan for candidates, then decide each
//! from its neighbourhood.

mod abbreviation;
mod closers;
mod decision;
mod engine;
mod features;
mod gap;
mod layout;
mod list;
mod marks;
mod opening;
mod rules;
mod scan;
mod stream;
mod table;
#[cfg(feature = "train")]
mod train;
mod words;

use decision::Learned;
use engine::Engine;
pub use stream::{SentenceStream, StreamedSentence};
#[cfg(feature = "train")]
pub use train::{SENTENCE_ROWS, sentence_candidates};

use crate::span::Span;

/// What a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum SentenceKind {
    /// Running text.
    Prose = 0,
    /// A title or heading.
    Heading = 1,
    /// An item of a list.
    ListItem = 2,
}

/// What is stored of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentenceData {
    pub(crate) span: Span,
    pub(crate) kind: SentenceKind,
    /// The number of its paragraph, from 0.
    pub(crate) paragraph: u32,
}

/// A sentence: its span, its kind and its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    text: &'t str,
    data: SentenceData,
}

impl<'t> Sentence<'t> {
    pub(crate) fn new(text: &'t str, data: SentenceData) -> Self {
        Self { text, data }
    }

    /// The bytes of the text that the sentence takes up, without white space
    /// around them.
    pub fn span(&self) -> Span {
        self.data.span
    }

    /// The sentence as it stands in the text.
    pub fn text(&self) -> &'t str {
        self.data.span.of(self.text)
    }

    /// Whether it is prose, a heading or a list item.
    pub fn kind(&self) -> SentenceKind {
        self.data.kind
    }

    /// The number of its paragraph, from 0.
    pub fn paragraph(&self) -> usize {
        self.data.paragraph as usize
    }
}

/// The sentences of `text`, in order; needs no model and allocates nothing
/// per sentence.
///
/// ```
/// let all: Vec<&str> = nutgraf::sentences("Mr. Kamau resigned. “Why now?” asked no one.").map(|s| s.text()).collect();
/// assert_eq!(all, ["Mr. Kamau resigned.", "“Why now?” asked no one."]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, known: &[], engine: Engine::new() }
}

/// The iterator that [`sentences`] returns.
///
/// Work and memory: one pass over the text, in time linear in its length
/// whatever it holds, and a state of fixed size.
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    known: &'t [String],
    engine: Engine,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = Sentence<'t>;

    fn next(&mut self) -> Option<Sentence<'t>> {
        let data = self.engine.next(self.text.as_bytes(), true, self.known, &mut Learned)?;
        Some(Sentence::new(self.text, data))
    }
}

/// All sentences of `text`, for the stages that follow; a stop after one of
/// the `known` abbreviations ends none.
pub(crate) fn split_with(text: &str, known: &[String], out: &mut Vec<SentenceData>) {
    out.extend(Sentences { text, known, engine: Engine::new() }.map(|sentence| sentence.data));
}
