//! Sentences of a text that arrives in pieces.

use core::ops::Range;

use super::SentenceKind;
use super::decision::Learned;
use super::engine::Engine;
use crate::error::{Error, ErrorKind};
use crate::extractor::Extractor;

/// Splits a text that arrives in pieces of any size, such as a download or a
/// log: the same sentences as from the whole text.
///
/// ```
/// let mut stream = nutgraf::SentenceStream::new();
/// let mut all = Vec::new();
/// for piece in ["It rai", "ned. We le", "ft."] {
///     stream.feed(piece);
///     while let Some(sentence) = stream.next() {
///         all.push(sentence.text().to_owned());
///     }
/// }
/// stream.finish();
/// while let Some(sentence) = stream.next() {
///     all.push(sentence.text().to_owned());
/// }
/// assert_eq!(all, ["It rained.", "We left."]);
/// ```
///
/// A sentence comes out as soon as the kilobyte after it is there. Memory:
/// what was fed since the last call of [`next`](Self::next) that gave `None`,
/// and the sentence at hand, at most 64 KiB.
#[derive(Clone, Debug)]
pub struct SentenceStream {
    /// What may still be looked at.
    text: String,
    /// Bytes before it, which are gone.
    gone: u64,
    /// The code points before `text[counted..]`.
    points: u64,
    counted: usize,
    /// The first bytes of a character whose last are not there yet.
    pending: Vec<u8>,
    finished: bool,
    engine: Engine,
    known: Vec<String>,
}

/// A sentence of a [`SentenceStream`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StreamedSentence<'s> {
    text: &'s str,
    start: u64,
    /// The code points before it.
    points: u64,
    kind: SentenceKind,
    paragraph: usize,
}

impl<'s> StreamedSentence<'s> {
    /// The sentence as it stands in the text.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// Where it starts, in bytes from the first that was fed.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Where it ends, in bytes from the first that was fed.
    pub fn end(&self) -> u64 {
        self.start + self.text.len() as u64
    }

    /// Where it starts and ends in code points, as Python counts.
    pub fn code_points(&self) -> Range<u64> {
        self.points..self.points + self.text.chars().count() as u64
    }

    /// Whether it is prose, a heading or a list item.
    pub fn kind(&self) -> SentenceKind {
        self.kind
    }

    /// The number of its paragraph, from 0.
    pub fn paragraph(&self) -> usize {
        self.paragraph
    }
}

impl SentenceStream {
    /// A stream to which nothing was fed yet.
    pub fn new() -> Self {
        Self {
            text: String::new(),
            gone: 0,
            points: 0,
            counted: 0,
            pending: Vec::new(),
            finished: false,
            engine: Engine::new(),
            known: Vec::new(),
        }
    }

    /// A stream that knows the abbreviations of an extractor's builder.
    pub fn with_extractor(extractor: &Extractor) -> Self {
        Self { known: extractor.abbreviations().to_vec(), ..Self::new() }
    }

    /// More of the text. After [`finish`](Self::finish) a new text begins,
    /// and what was not yet asked for of the old one is lost.
    pub fn feed(&mut self, piece: &str) {
        self.make_room();
        self.text.push_str(piece);
    }

    /// More of the text, in UTF-8 that may be cut within a character.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the bytes are no UTF-8; what
    /// stands before them is fed, they and what follows are not.
    pub fn feed_bytes(&mut self, piece: &[u8]) -> Result<(), Error> {
        self.make_room();
        let length = piece.len();
        let mut piece = piece;
        while !self.pending.is_empty() {
            let Some((&first, rest)) = piece.split_first() else { return Ok(()) };
            self.pending.push(first);
            piece = rest;
            match core::str::from_utf8(&self.pending) {
                Ok(char) => {
                    self.text.push_str(char);
                    self.pending.clear();
                }
                Err(error) if error.error_len().is_some() => return Err(self.invalid(0)),
                Err(_) => {}
            }
        }
        match core::str::from_utf8(piece) {
            Ok(piece) => self.text.push_str(piece),
            Err(error) => {
                let (valid, rest) = piece.split_at(error.valid_up_to());
                self.text.push_str(core::str::from_utf8(valid).unwrap_or_default());
                if error.error_len().is_some() {
                    return Err(self.invalid(length - rest.len()));
                }
                self.pending.extend_from_slice(rest);
            }
        }
        Ok(())
    }

    /// The text is complete: what is left comes out of [`next`](Self::next).
    pub fn finish(&mut self) {
        self.finished = true;
        self.pending.clear();
    }

    /// The next sentence that is known to be complete.
    #[allow(clippy::should_implement_trait)] // it lends from the stream
    pub fn next(&mut self) -> Option<StreamedSentence<'_>> {
        let data = self.engine.next(self.text.as_bytes(), self.finished, &self.known, &mut Learned)?;
        self.count(data.span.start());
        Some(StreamedSentence {
            text: data.span.of(&self.text),
            points: self.points,
            start: self.gone + data.span.start() as u64,
            kind: data.kind,
            paragraph: data.paragraph as usize,
        })
    }

    /// Lets go of what is needed no more, when that is most of it: so the
    /// work stays linear.
    fn make_room(&mut self) {
        if self.finished {
            *self = Self { known: core::mem::take(&mut self.known), ..Self::new() };
        }
        let mut spent = self.engine.spent();
        while !self.text.is_char_boundary(spent) {
            spent -= 1;
        }
        if spent > self.text.len() / 2 {
            self.count(spent);
            self.counted -= spent;
            self.text.drain(..spent);
            self.engine.forget(spent);
            self.gone += spent as u64;
        }
    }

    /// Counts the code points before `to`.
    fn count(&mut self, to: usize) {
        if let Some(more) = self.text.get(self.counted..to) {
            self.points += more.chars().count() as u64;
            self.counted = to;
        }
    }

    fn invalid(&mut self, at: usize) -> Error {
        self.pending.clear();
        Error::new(
            ErrorKind::InvalidArgument,
            format!(
                "text is not UTF-8 at byte {at} of this piece; decode it first, or replace what is wrong"
            ),
        )
    }
}

impl Default for SentenceStream {
    fn default() -> Self {
        Self::new()
    }
}
