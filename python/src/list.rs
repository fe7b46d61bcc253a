//! The lists of a document, whose views are made as they are asked for.

use nutgraf::Layer;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::slice::PySliceIndices;
use pyo3::types::{PySlice, PyTuple};

use crate::cluster::Cluster;
use crate::document::Document;
use crate::quote::Quote;
use crate::span::{Entity, Sentence, TimexMention, Token};

/// Which list of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Sentences,
    Tokens,
    Entities,
    Timexes,
    Clusters,
    Quotes,
}

impl Kind {
    /// The lists that a result has, of those layers.
    pub(crate) fn of(layers: Layer) -> impl Iterator<Item = Kind> {
        let lists = [
            (Kind::Sentences, Layer::SENTENCES),
            (Kind::Tokens, Layer::TOKENS),
            (Kind::Entities, Layer::ENTITIES | Layer::VALUES),
            (Kind::Timexes, Layer::VALUES),
            (Kind::Clusters, Layer::CLUSTERS),
            (Kind::Quotes, Layer::QUOTES),
        ];
        lists.into_iter().filter(move |(_, layer)| layers.intersects(*layer)).map(|(kind, _)| kind)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Sentences => "sentences",
            Kind::Tokens => "tokens",
            Kind::Entities => "entities",
            Kind::Timexes => "timexes",
            Kind::Clusters => "clusters",
            Kind::Quotes => "quotes",
        }
    }

    pub(crate) fn len(self, doc: &nutgraf::Document) -> usize {
        match self {
            Kind::Sentences => doc.sentences().len(),
            Kind::Tokens => doc.tokens().len(),
            Kind::Entities => doc.entities().len(),
            Kind::Timexes => doc.timexes().len(),
            Kind::Clusters => doc.clusters().len(),
            Kind::Quotes => doc.quotes().len(),
        }
    }

    pub(crate) fn at<'py>(
        self,
        doc: &Bound<'py, Document>,
        index: usize,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(match self {
            Kind::Sentences => Sentence::at(doc, index)?.map(Bound::into_any),
            Kind::Tokens => Token::at(doc, index)?.map(Bound::into_any),
            Kind::Entities => Entity::at(doc, index)?.map(Bound::into_any),
            Kind::Timexes => TimexMention::at(doc, index)?.map(Bound::into_any),
            Kind::Clusters => Cluster::at(doc, index)?.map(Bound::into_any),
            Kind::Quotes => Quote::at(doc, index)?.map(Bound::into_any),
        })
    }
}

/// What a document has of one kind, in the order of the text.
///
/// A sequence like a tuple, whose items are made when they are asked for: a
/// million tokens that nobody looks at cost nothing.
#[pyclass(frozen, sequence, module = "nutgraf")]
pub(crate) struct List {
    doc: Py<Document>,
    kind: Kind,
}

impl List {
    pub(crate) fn of(doc: &Bound<'_, Document>, kind: Kind) -> Self {
        List { doc: doc.clone().unbind(), kind }
    }
}

#[pymethods]
impl List {
    fn __len__(&self) -> usize {
        self.kind.len(self.doc.get().core())
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let doc = self.doc.bind(py);
        let len = self.__len__();
        if let Ok(slice) = index.cast::<PySlice>() {
            let PySliceIndices { start, step, slicelength, .. } = slice.indices(len as isize)?;
            let items = (0..slicelength as isize).map(|at| self.kind.at(doc, (start + at * step) as usize));
            let items: Vec<_> = items.filter_map(Result::transpose).collect::<PyResult<_>>()?;
            return Ok(PyTuple::new(py, items)?.into_any());
        }
        let index: isize = index.extract()?;
        let index = if index < 0 { index + len as isize } else { index };
        let found = if index < 0 { None } else { self.kind.at(doc, index as usize)? };
        found.ok_or_else(|| PyIndexError::new_err(format!("{} index out of range", self.kind.name())))
    }

    fn __iter__(&self, py: Python<'_>) -> Walk {
        Walk { doc: self.doc.clone_ref(py), kind: self.kind, next: 0.into() }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        const SHOWN: usize = 10;
        let doc = self.doc.bind(py);
        let items = (0..self.__len__().min(SHOWN)).filter_map(|index| self.kind.at(doc, index).transpose());
        let mut items = items.map(|item| Ok(item?.repr()?.to_string())).collect::<PyResult<Vec<_>>>()?;
        if self.__len__() > SHOWN {
            items.push(format!("… {} more", self.__len__() - SHOWN));
        }
        Ok(format!("[{}]", items.join(",\n ")))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<List>() else { return false };
        let other = other.get();
        self.kind == other.kind
            && (self.doc.is(&other.doc) || self.doc.get().core() == other.doc.get().core())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyTuple::new(py, [(self.kind.name(), self.doc.get().core().text())])?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let getattr = py.import("builtins")?.getattr("getattr")?;
        let args = (self.doc.clone_ref(py), self.kind.name());
        (getattr, args).into_pyobject(py)
    }
}

/// An iterator over a list.
#[pyclass(frozen, name = "Iter", module = "nutgraf")]
pub(crate) struct Walk {
    doc: Py<Document>,
    kind: Kind,
    next: std::sync::atomic::AtomicUsize,
}

#[pymethods]
impl Walk {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let index = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.kind.at(self.doc.bind(py), index)
    }

    fn __length_hint__(&self) -> usize {
        let next = self.next.load(std::sync::atomic::Ordering::Relaxed);
        self.kind.len(self.doc.get().core()).saturating_sub(next)
    }
}
