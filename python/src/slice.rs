//! Spans by their place in a text, as a `str` is cut.

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::PySlice;
use pyo3::types::slice::PySliceIndices;

use crate::document::Document;
use crate::error::ArgumentError;
use crate::input;
use crate::span::{Span, piece};

/// The span of all the text.
pub(crate) fn whole<'py>(doc: &Bound<'py, Document>) -> PyResult<Bound<'py, Span>> {
    let span = nutgraf::Span::new(0, doc.get().core().text().len());
    Ok(piece(doc.py(), doc.as_unbound(), span)?.into_bound(doc.py()))
}

/// The characters of a span that an index or a slice names, as those of its `str`.
pub(crate) fn cut<'py>(span: &Bound<'py, Span>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Span>> {
    let this = span.get();
    let (first, past) = this.code_points();
    let len = past - first;
    let (start, end) = if let Ok(slice) = index.cast::<PySlice>() {
        let PySliceIndices { start, stop, step, .. } = slice.indices(len as isize)?;
        if step != 1 {
            return Err(ArgumentError::new_err("a span is one piece of the text: a slice of it has no step"));
        }
        (start as usize, stop.max(start) as usize)
    } else {
        let at: isize = index.extract()?;
        let at = usize::try_from(if at < 0 { at + len as isize } else { at }).ok().filter(|at| *at < len);
        let at = at.ok_or_else(|| PyIndexError::new_err("character out of range"))?;
        (at, at + 1)
    };
    let cut = this.doc.get().between(first + start, first + end);
    Ok(piece(span.py(), &this.doc, cut)?.into_bound(span.py()))
}

/// Whether a span covers another of its document, or has that `str` in its text.
pub(crate) fn contains(span: &Bound<'_, Span>, item: &Bound<'_, PyAny>) -> PyResult<bool> {
    let this = span.get();
    if let Ok(item) = item.cast::<Span>() {
        return Ok(this.doc.is(&item.get().doc) && this.span.contains(item.get().span));
    }
    Ok(this.text().contains(input::text("item", item)?.as_str()))
}
