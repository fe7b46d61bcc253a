//! A piece of the text: where it starts and where it ends.

use core::fmt;
use core::ops::Range;

/// A half-open range of bytes, `start..end`, of the text as it was given.
///
/// Both ends lie on character boundaries, so `&text[span.range()]` never
/// fails for the text that the span is from.
///
/// ```
/// let text = "Lima, Peru";
/// let span = nutgraf::Span::new(6, 10);
/// assert_eq!(&text[span.range()], "Peru");
/// assert_eq!(span.len(), 4);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span of the bytes `start..end`; an `end` before `start` gives an
    /// empty span at `start`.
    ///
    /// Spans hold 32 bits: a text is at most [`Span::MAX`] bytes long, which
    /// [`Extractor::extract`](crate::Extractor::extract) checks.
    pub const fn new(start: usize, end: usize) -> Self {
        let end = if end < start { start } else { end };
        Self { start: start as u32, end: end as u32 }
    }

    /// The longest text that can be spanned, in bytes (4 GiB − 1).
    pub const MAX: usize = u32::MAX as usize;

    /// The first byte.
    pub const fn start(self) -> usize {
        self.start as usize
    }

    /// The byte after the last.
    pub const fn end(self) -> usize {
        self.end as usize
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// As a range, to slice the text with.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `other` lies wholly within this span.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The text at this span; empty where the span is not of this text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Span::new(range.start, range.end)
    }
}
