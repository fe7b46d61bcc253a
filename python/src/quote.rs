//! Quotations with their speakers.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::document::{Document, restore_with};
use crate::offsets::Unit;
use crate::output;
use crate::span::{Reference, Span, piece};

/// A quotation: what was said, how, and by whom.
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Quote {
    doc: Py<Document>,
    index: usize,
}

impl Quote {
    pub(crate) fn at<'py>(doc: &Bound<'py, Document>, index: usize) -> PyResult<Option<Bound<'py, Self>>> {
        let found = doc.get().core().quote(index);
        found.map(|_| Bound::new(doc.py(), Quote { doc: doc.clone().unbind(), index })).transpose()
    }

    fn core(&self) -> Option<nutgraf::Quote<'_>> {
        self.doc.get().core().quote(self.index)
    }
}

#[pymethods]
impl Quote {
    /// What was said, without the outer marks: a span for each piece.
    #[getter]
    fn content<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let spans = self.core().into_iter().flat_map(|quote| quote.content());
        PyTuple::new(py, spans.map(|span| piece(py, &self.doc, span)).collect::<PyResult<Vec<_>>>()?)
    }

    /// The pieces joined by a blank.
    #[getter]
    fn text(&self) -> String {
        let text = self.doc.get().core().text();
        let pieces = self.core().into_iter().flat_map(|quote| quote.content());
        pieces.map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
    }

    /// Whether it is "direct", "mixed" or "indirect".
    #[getter]
    fn kind(&self) -> String {
        self.core().map(|quote| output::word(quote.kind())).unwrap_or_default()
    }

    /// The word that says that something is said.
    #[getter]
    fn cue(&self, py: Python<'_>) -> PyResult<Option<Py<Span>>> {
        let cue = self.core().and_then(|quote| quote.cue_span());
        cue.map(|span| piece(py, &self.doc, span)).transpose()
    }

    /// The speaker as the text mentions them here, with their cluster: a name,
    /// "she", "the minister".
    #[getter]
    fn speaker<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Reference>>> {
        let Some(quote) = self.core() else { return Ok(None) };
        let speaker = |span| Reference::of(py, &self.doc, span, quote.speaker_cluster());
        quote.speaker_span().map(speaker).transpose()
    }

    /// How sure the speaker is, 0 to 1; None where there is none.
    #[getter]
    fn score(&self) -> Option<f64> {
        output::score(self.core()?.score())
    }

    /// Whether the closing mark is there. A quotation without it ends with its
    /// paragraph.
    #[getter]
    fn is_closed(&self) -> bool {
        self.core().is_some_and(|quote| quote.is_closed())
    }

    /// The document that it stands in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.doc.clone_ref(py)
    }

    /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    fn to_dict<'py>(&self, py: Python<'py>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        let Some(quote) = self.core() else { return Ok(dict) };
        let span = |span| Span { doc: self.doc.clone_ref(py), span }.dict(py, offsets);
        dict.set_item("kind", self.kind())?;
        dict.set_item("content", quote.content().map(span).collect::<PyResult<Vec<_>>>()?)?;
        output::set_some(&dict, "cue", quote.cue_span().map(span).transpose()?)?;
        let speaker = self.speaker(py)?.map(|speaker| Reference::to_dict(&speaker, offsets)).transpose()?;
        output::set_some(&dict, "speaker", speaker)?;
        output::set_some(&dict, "score", self.score())?;
        dict.set_item("closed", quote.is_closed())?;
        Ok(dict)
    }

    /// It as it stands in the document's JSON, with offsets in bytes.
    fn to_json(slf: &Bound<'_, Self>) -> PyResult<String> {
        output::json(slf)
    }

    fn __str__(&self) -> String {
        self.text()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let text = output::quoted(py, &self.text())?;
        let speaker = match self.core().and_then(|quote| quote.speaker()) {
            Some(speaker) => output::quoted(py, speaker)?,
            None => "nobody".into(),
        };
        Ok(format!("<Quote {} {text} by {speaker}>", self.kind()))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Quote>() else { return false };
        let other = other.get();
        self.index == other.index
            && (self.doc.is(&other.doc) || self.doc.get().core() == other.doc.get().core())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyTuple::new(py, [(self.index, self.text())])?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        restore_with(py, &self.doc, "quote", self.index, 0, None)
    }
}
