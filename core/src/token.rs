//! Words, numbers and marks.

use unicode_segmentation::UnicodeSegmentation;

use crate::sentence::SentenceData;
use crate::span::Span;

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    text: &'t str,
    span: Span,
}

impl<'t> Token<'t> {
    pub(crate) fn new(text: &'t str, span: Span) -> Self {
        Self { text, span }
    }

    /// The bytes of the text that it takes up.
    pub fn span(&self) -> Span {
        self.span
    }

    /// It as it stands in the text.
    pub fn text(&self) -> &'t str {
        self.span.of(self.text)
    }
}

/// Splits every sentence into tokens.
///
/// Appends to `tokens`, and to `first_tokens` the number of each sentence's
/// first token and at the end the number of tokens.
pub(crate) fn split(
    text: &str,
    sentences: &[SentenceData],
    tokens: &mut Vec<Span>,
    first_tokens: &mut Vec<u32>,
) {
    for sentence in sentences {
        first_tokens.push(tokens.len() as u32);
        let base = sentence.span.start();
        for (offset, word) in sentence.span.of(text).split_word_bound_indices() {
            if !word.trim().is_empty() {
                tokens.push(Span::new(base + offset, base + offset + word.len()));
            }
        }
    }
    first_tokens.push(tokens.len() as u32);
}
