//! Sentences of a text that arrives in pieces.

use nutgraf::{SentenceKind, SentenceStream as Core};
use pyo3::prelude::*;

use crate::extractor::Extractor;
use crate::input;

/// Splits a text that arrives in pieces of any size: the same sentences as
/// from the whole text.
///
/// Memory: what was fed last, and the sentence at hand. `extractor` lends its
/// abbreviations.
///
/// >>> import nutgraf
/// >>> stream = nutgraf.SentenceStream()
/// >>> pieces = "It rai", "ned. We le", "ft."
/// >>> found = [sentence for piece in pieces for sentence in stream.feed(piece)]
/// >>> [sentence.text for sentence in found + stream.finish()]
/// ['It rained.', 'We left.']
#[pyclass(module = "nutgraf")]
pub(crate) struct SentenceStream {
    core: Core,
}

/// A sentence of a stream; `start` and `end` count code points from the first
/// that was fed.
#[pyclass(frozen, eq, hash, get_all, module = "nutgraf")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct StreamedSentence {
    /// It as it stands in the text.
    text: String,
    /// Where it starts, in code points.
    start: u64,
    /// Where it ends, in code points.
    end: u64,
    /// "prose", "heading" or "`list_item`".
    kind: &'static str,
    /// The number of its paragraph, from 0.
    paragraph: usize,
}

#[pymethods]
impl SentenceStream {
    #[new]
    #[pyo3(signature = (extractor=None))]
    fn new(extractor: Option<&Extractor>) -> Self {
        let core = extractor.map_or_else(Core::new, |extractor| Core::with_extractor(extractor.core()));
        Self { core }
    }

    /// Take more of the text; the sentences that are complete by now.
    ///
    /// After `finish` a new text begins.
    fn feed(&mut self, text: &Bound<'_, PyAny>) -> PyResult<Vec<StreamedSentence>> {
        self.core.feed(&input::text("text", text)?);
        Ok(self.take())
    }

    /// Take the text as complete; the sentences that are left.
    fn finish(&mut self) -> Vec<StreamedSentence> {
        self.core.finish();
        self.take()
    }
}

impl SentenceStream {
    fn take(&mut self) -> Vec<StreamedSentence> {
        let mut out = Vec::new();
        while let Some(sentence) = self.core.next() {
            let points = sentence.code_points();
            out.push(StreamedSentence {
                text: sentence.text().to_owned(),
                start: points.start,
                end: points.end,
                kind: match sentence.kind() {
                    SentenceKind::Heading => "heading",
                    SentenceKind::ListItem => "list_item",
                    _ => "prose",
                },
                paragraph: sentence.paragraph(),
            });
        }
        out
    }
}

#[pymethods]
impl StreamedSentence {
    fn __str__(&self) -> &str {
        &self.text
    }

    fn __repr__(&self) -> String {
        format!("<StreamedSentence {}..{} {:?}>", self.start, self.end, self.text)
    }
}
