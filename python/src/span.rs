//! Pieces of a document: spans, sentences, tokens, entities, times, mentions.

use std::hash::{DefaultHasher, Hash, Hasher};

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};

use crate::cluster::Cluster;
use crate::document::{Document, restore_with};
use crate::offsets::Unit;
use crate::output;
use crate::slice::{contains, cut};
use crate::value::{self, Timex};

/// A piece of a document's text.
///
/// `start` and `end` are indices into the `str`: `text[span.start:span.end] ==
/// span.text`, whatever characters the text has. `byte_span` and `utf16_span`
/// are the same in UTF-8 bytes, as Rust and C count, and in UTF-16 units, as
/// JavaScript and Java count.
///
/// A slice of a span is a span, by the same indices as a slice of its text.
///
/// >>> import nutgraf
/// >>> doc = nutgraf.extract("😀 It rained.")
/// >>> span = doc.sentences[0][2:]
/// >>> span, span.byte_span, span.utf16_span
/// (<Span 'It rained.' [2:12]>, (5, 15), (3, 13))
/// >>> "rain" in span
/// True
#[pyclass(frozen, subclass, module = "nutgraf")]
pub(crate) struct Span {
    pub(crate) doc: Py<Document>,
    pub(crate) span: nutgraf::Span,
}

impl Span {
    pub(crate) fn text(&self) -> &str {
        self.span.of(self.doc.get().core().text())
    }

    fn units(&self) -> (crate::offsets::Units, crate::offsets::Units) {
        let doc = self.doc.get();
        (doc.before(self.span.start()), doc.before(self.span.end()))
    }

    pub(crate) fn code_points(&self) -> (usize, usize) {
        let (start, end) = self.units();
        (start.code_points(), end.code_points())
    }

    /// Start, end and text, which every dictionary of a piece begins with.
    pub(crate) fn dict<'py>(&self, py: Python<'py>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let (start, end) = offsets.of(self.doc.get(), self.span);
        let dict = PyDict::new(py);
        dict.set_item("start", start)?;
        dict.set_item("end", end)?;
        dict.set_item("text", self.text())?;
        Ok(dict)
    }
}

/// A span as a Python object.
pub(crate) fn piece(py: Python<'_>, doc: &Py<Document>, span: nutgraf::Span) -> PyResult<Py<Span>> {
    Py::new(py, Span { doc: doc.clone_ref(py), span })
}

#[pymethods]
impl Span {
    /// The index of the first character.
    #[getter]
    fn start(&self) -> usize {
        self.doc.get().before(self.span.start()).code_points()
    }

    /// The index after the last character.
    #[getter]
    fn end(&self) -> usize {
        self.doc.get().before(self.span.end()).code_points()
    }

    /// It as it stands in the text.
    #[getter(text)]
    fn py_text(&self) -> &str {
        self.text()
    }

    /// Start and end in bytes of UTF-8.
    #[getter]
    fn byte_span(&self) -> (usize, usize) {
        (self.span.start(), self.span.end())
    }

    /// Start and end in units of UTF-16.
    #[getter]
    fn utf16_span(&self) -> (usize, usize) {
        let (start, end) = self.units();
        (start.utf16(), end.utf16())
    }

    /// The document that it is a piece of.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.doc.clone_ref(py)
    }

    /// Plain dictionaries and lists, with offsets in `code_points`, `bytes` or
    /// `utf16` units.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    fn to_dict<'py>(&self, py: Python<'py>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        self.dict(py, offsets)
    }

    /// It as it stands in the document's JSON, with offsets in bytes.
    fn to_json(slf: &Bound<'_, Self>) -> PyResult<String> {
        output::json(slf)
    }

    fn __str__(&self) -> &str {
        self.text()
    }

    /// How many characters it has.
    fn __len__(&self) -> usize {
        let (start, end) = self.code_points();
        end - start
    }

    /// Whether it covers a span, or has a word in its text.
    fn __contains__(slf: &Bound<'_, Self>, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        contains(slf, item)
    }

    fn __getitem__<'py>(slf: &Bound<'py, Self>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Span>> {
        cut(slf, index)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let (start, end) = slf.get().code_points();
        let text = output::quoted(slf.py(), slf.get().text())?;
        Ok(format!("<{} {text} [{start}:{end}]>", slf.get_type().name()?))
    }

    fn __eq__(slf: &Bound<'_, Self>, other: &Bound<'_, PyAny>) -> bool {
        let Ok(that) = other.cast::<Span>() else { return false };
        let (this, that) = (slf.get(), that.get());
        slf.get_type().is(other.get_type())
            && this.span == that.span
            && (this.doc.is(&that.doc) || this.doc.get().core() == that.doc.get().core())
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.span, self.text()).hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        restore_with(py, &self.doc, "span", self.span.start(), self.span.end(), None)
    }
}

/// Defines a view that is a span and has a number in a list of the document.
macro_rules! numbered {
    ($(#[$doc:meta])* $name:ident, $what:literal, $list:ident, { $($methods:tt)* }) => {
        $(#[$doc])*
        #[pyclass(frozen, extends = Span, module = "nutgraf")]
        pub(crate) struct $name {
            index: usize,
        }

        impl $name {
            /// The one of that number, or none beyond the last.
            pub(crate) fn at<'py>(doc: &Bound<'py, Document>, index: usize) -> PyResult<Option<Bound<'py, Self>>> {
                let Some(found) = doc.get().core().$list(index) else { return Ok(None) };
                let span = Span { doc: doc.clone().unbind(), span: found.span() };
                Bound::new(doc.py(), PyClassInitializer::from(span).add_subclass($name { index })).map(Some)
            }
        }

        #[pymethods]
        impl $name {
            fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
                restore_with(slf.py(), &slf.as_super().get().doc, $what, slf.get().index, 0, None)
            }

            $($methods)*
        }
    };
}

/// What the core has for a view; a view is made only where it has something.
macro_rules! core {
    ($slf:ident, $list:ident, $get:expr) => {
        $slf.as_super().get().doc.get().core().$list($slf.get().index).map($get)
    };
}

numbered! {
    /// A sentence, without the white space around it.
    Sentence, "sentence", sentence, {
        /// Whether it is prose, a heading or a list item.
        #[getter]
        fn kind(slf: &Bound<'_, Self>) -> String {
            core!(slf, sentence, |sentence| output::word(sentence.kind())).unwrap_or_default()
        }

        /// The number of its paragraph, from 0.
        #[getter]
        fn paragraph(slf: &Bound<'_, Self>) -> usize {
            core!(slf, sentence, |sentence| sentence.paragraph()).unwrap_or_default()
        }

        /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
        #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
        fn to_dict<'py>(slf: &Bound<'py, Self>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
            let dict = slf.as_super().get().dict(slf.py(), offsets)?;
            dict.set_item("kind", Self::kind(slf))?;
            dict.set_item("paragraph", Self::paragraph(slf))?;
            Ok(dict)
        }
    }
}

numbered! {
    /// A word, number or mark.
    Token, "token", token, {}
}

numbered! {
    /// One mention of a name, or a value.
    Entity, "entity", entity, {
        /// What it is, as `OntoNotes` names it ("PERSON", "GPE", "MONEY") or
        /// as you do.
        #[getter]
        fn label(slf: &Bound<'_, Self>) -> Option<String> {
            core!(slf, entity, |entity| entity.label_name().to_owned())
        }

        /// The identifier that your gazetteer or pattern gives it.
        #[getter]
        fn id(slf: &Bound<'_, Self>) -> Option<String> {
            core!(slf, entity, |entity| entity.id().map(str::to_owned)).flatten()
        }

        /// The calibrated probability that the span and the label are right, 0
        /// to 1, where the tagger found it; the score in your gazetteer; None
        /// where a rule found it.
        #[getter]
        fn score(slf: &Bound<'_, Self>) -> Option<f64> {
            core!(slf, entity, |entity| output::score(entity.score())).flatten()
        }

        /// Where it comes from: "tagger", "value", "address", "gazetteer" or
        /// "pattern".
        #[getter]
        fn source(slf: &Bound<'_, Self>) -> String {
            core!(slf, entity, |entity| output::word(entity.source())).unwrap_or_default()
        }

        /// What it means, of a date, an amount or a number.
        #[getter]
        fn value<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
            let value = core!(slf, entity, |entity| entity.value()).flatten();
            value.map(|value| value::object(slf.py(), value.clone())).transpose()
        }

        /// The person, organisation or place that it mentions.
        #[getter]
        fn cluster(slf: &Bound<'_, Self>) -> Option<Cluster> {
            let index = core!(slf, entity, |entity| entity.cluster()).flatten()?.index();
            Some(Cluster { doc: slf.as_super().get().doc.clone_ref(slf.py()), index })
        }

        fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
            let span = slf.as_super().get();
            let (start, end) = span.code_points();
            let text = output::quoted(slf.py(), span.text())?;
            let label = Self::label(slf).unwrap_or_default();
            Ok(match Self::value(slf)? {
                Some(value) => format!("<Entity {label} {text} [{start}:{end}] {}>", value.repr()?),
                None => format!("<Entity {label} {text} [{start}:{end}]>"),
            })
        }

        /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
        #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
        fn to_dict<'py>(slf: &Bound<'py, Self>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
            let dict = slf.as_super().get().dict(slf.py(), offsets)?;
            dict.set_item("label", Self::label(slf))?;
            output::set_some(&dict, "id", Self::id(slf))?;
            output::set_some(&dict, "score", Self::score(slf))?;
            dict.set_item("source", Self::source(slf))?;
            if let Some(value) = core!(slf, entity, |entity| entity.value()).flatten() {
                dict.set_item("value", output::dict(slf.py(), value)?)?;
            }
            output::set_some(&dict, "cluster", Self::cluster(slf).map(|cluster| cluster.index))?;
            Ok(dict)
        }
    }
}

numbered! {
    /// A time expression as TIMEX3 spans it, which is not always as an entity
    /// with the label DATE is spanned.
    TimexMention, "timex", timex, {
        /// What it means.
        #[getter]
        fn timex<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
            let timex = core!(slf, timex, |mention| mention.timex());
            timex.map(|timex| value::object(slf.py(), nutgraf::Value::Timex(timex.clone()))).transpose()
        }

        /// DATE, TIME, DURATION or SET.
        #[getter]
        fn r#type(slf: &Bound<'_, Self>) -> Option<&'static str> {
            core!(slf, timex, |mention| mention.timex().kind.as_str())
        }

        /// The value as TIMEX3 writes it: "2026-02-04", "P10Y".
        #[getter]
        fn value(slf: &Bound<'_, Self>) -> Option<String> {
            core!(slf, timex, |mention| mention.timex().value.clone())
        }

        /// How the value is to be taken: "START", "APPROX".
        #[getter]
        fn r#mod(slf: &Bound<'_, Self>) -> Option<&'static str> {
            core!(slf, timex, |mention| mention.timex().modifier.map(nutgraf::TimexModifier::as_str)).flatten()
        }

        /// The same as a `datetime.date` or `datetime.datetime`, where it is
        /// exactly one.
        #[getter]
        fn datetime<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
            let timex = core!(slf, timex, |mention| mention.timex());
            timex.map_or(Ok(None), |timex| Timex::exact(slf.py(), timex))
        }

        fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
            let span = slf.as_super().get();
            let (start, end) = span.code_points();
            let text = output::quoted(slf.py(), span.text())?;
            let (kind, value) = (Self::r#type(slf).unwrap_or_default(), Self::value(slf).unwrap_or_default());
            Ok(format!("<TimexMention {kind} {text} [{start}:{end}] {value:?}>"))
        }

        /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
        #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
        fn to_dict<'py>(slf: &Bound<'py, Self>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
            let dict = slf.as_super().get().dict(slf.py(), offsets)?;
            if let Some(timex) = core!(slf, timex, |mention| mention.timex()) {
                let timex = output::dict(slf.py(), timex)?;
                dict.update(timex.as_mapping())?;
            }
            Ok(dict)
        }
    }
}

/// One mention of a cluster: a name, a description or a pronoun.
#[pyclass(frozen, extends = Span, module = "nutgraf")]
pub(crate) struct Mention {
    kind: nutgraf::MentionKind,
    entity: Option<usize>,
    cluster: usize,
    index: usize,
}

impl Mention {
    /// Mention `index` of cluster `cluster`, or none beyond the last.
    pub(crate) fn at<'py>(
        doc: &Bound<'py, Document>,
        cluster: usize,
        index: usize,
    ) -> PyResult<Option<Bound<'py, Self>>> {
        let found = doc.get().core().cluster(cluster).and_then(|cluster| cluster.mentions().nth(index));
        let cluster = Cluster { doc: doc.clone().unbind(), index: cluster };
        found.map(|mention| Mention::of(&cluster, doc.py(), index, mention)).transpose()
    }

    /// What mention `index` of a cluster is to Python.
    pub(crate) fn of<'py>(
        cluster: &Cluster,
        py: Python<'py>,
        index: usize,
        mention: nutgraf::Mention<'_>,
    ) -> PyResult<Bound<'py, Self>> {
        let span = Span { doc: cluster.doc.clone_ref(py), span: mention.span() };
        let (kind, entity) = (mention.kind(), mention.entity_index());
        let this = Mention { kind, entity, cluster: cluster.index, index };
        Bound::new(py, PyClassInitializer::from(span).add_subclass(this))
    }
}

#[pymethods]
impl Mention {
    /// Whether it is a "name", a description ("nominal") or a "pronoun".
    #[getter]
    fn kind(&self) -> String {
        output::word(self.kind)
    }

    /// The entity that it is, of a name.
    #[getter]
    fn entity<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, Entity>>> {
        let doc = slf.as_super().get().doc.bind(slf.py());
        slf.get().entity.map_or(Ok(None), |index| Entity::at(doc, index))
    }

    /// Who or what it mentions.
    #[getter]
    fn cluster(slf: &Bound<'_, Self>) -> Cluster {
        Cluster { doc: slf.as_super().get().doc.clone_ref(slf.py()), index: slf.get().cluster }
    }

    /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    fn to_dict<'py>(slf: &Bound<'py, Self>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let dict = slf.as_super().get().dict(slf.py(), offsets)?;
        dict.set_item("kind", slf.get().kind())?;
        output::set_some(&dict, "entity", slf.get().entity)?;
        Ok(dict)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let this = slf.get();
        restore_with(slf.py(), &slf.as_super().get().doc, "mention", this.cluster, this.index, None)
    }
}

/// A span that stands for a cluster: who speaks, or whose office it is.
#[pyclass(frozen, extends = Span, module = "nutgraf")]
pub(crate) struct Reference {
    cluster: Option<usize>,
}

impl Reference {
    pub(crate) fn of<'py>(
        py: Python<'py>,
        doc: &Py<Document>,
        span: nutgraf::Span,
        cluster: Option<nutgraf::Cluster<'_>>,
    ) -> PyResult<Bound<'py, Self>> {
        let span = Span { doc: doc.clone_ref(py), span };
        let this = Reference { cluster: cluster.map(|cluster| cluster.index()) };
        Bound::new(py, PyClassInitializer::from(span).add_subclass(this))
    }
}

#[pymethods]
impl Reference {
    /// Who or what it stands for.
    #[getter]
    fn cluster(slf: &Bound<'_, Self>) -> Option<Cluster> {
        let index = slf.get().cluster?;
        Some(Cluster { doc: slf.as_super().get().doc.clone_ref(slf.py()), index })
    }

    /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    pub(crate) fn to_dict<'py>(slf: &Bound<'py, Self>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let dict = slf.as_super().get().dict(slf.py(), offsets)?;
        output::set_some(&dict, "cluster", slf.get().cluster)?;
        Ok(dict)
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let span = slf.as_super().get();
        let (start, end) = (span.span.start(), span.span.end());
        restore_with(slf.py(), &span.doc, "reference", start, end, slf.get().cluster)
    }
}
