//! The text with its sentences and tokens: what the later stages read.

use core::ops::Range;

use crate::sentence::SentenceData;
use crate::span::Span;

/// A text split into sentences and tokens.
///
/// Every look-up is total: a number out of range gives an empty answer, so
/// that no stage can panic on an off-by-one.
#[derive(Clone, Copy)]
pub(crate) struct Parsed<'t> {
    pub(crate) text: &'t str,
    pub(crate) sentences: &'t [SentenceData],
    pub(crate) tokens: &'t [Span],
    /// For each sentence the number of its first token, and at the end the
    /// number of tokens.
    pub(crate) first_tokens: &'t [u32],
}

impl<'t> Parsed<'t> {
    /// The text of token `index`, "" beyond the last.
    pub(crate) fn token(&self, index: usize) -> &'t str {
        self.span(index).of(self.text)
    }

    /// The span of token `index`, an empty one at the text's end beyond the last.
    pub(crate) fn span(&self, index: usize) -> Span {
        self.tokens.get(index).copied().unwrap_or(Span::new(self.text.len(), self.text.len()))
    }

    /// The tokens of sentence `index`.
    pub(crate) fn tokens_of(&self, index: usize) -> Range<usize> {
        let start = self.first_tokens.get(index).copied().unwrap_or(self.tokens.len() as u32);
        let end = self.first_tokens.get(index + 1).copied().unwrap_or(self.tokens.len() as u32);
        start as usize..end as usize
    }
}
