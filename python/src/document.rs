//! One result: the text and everything found in it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDict, PyList, PyTuple, PyType};

use crate::cluster::{Cluster, Role};
use crate::error::{ArgumentError, raise};
use crate::list::{Kind, List};
use crate::offsets::{Offsets, Unit, Units};
use crate::quote::Quote;
use crate::slice::{contains, cut, whole};
use crate::span::{Entity, Mention, Reference, Sentence, Span, TimexMention, Token, piece};
use crate::{input, output};

/// A text with what was found in it; immutable.
///
/// Its lists are in the order of the text, and their items are views that know
/// where they stand. A slice of it is a span.
///
/// >>> import nutgraf
/// >>> doc = nutgraf.extract("It rained. They paid $3 million.", date="2026-01-29")
/// >>> [sentence.text for sentence in doc.sentences]
/// ['It rained.', 'They paid $3 million.']
/// >>> doc.entities[0].value
/// Money(amount=3000000, currency="USD")
/// >>> nutgraf.Document.from_json(doc.to_json()) == doc
/// True
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Document {
    core: nutgraf::Document,
    /// Made when somebody first asks where something stands.
    offsets: OnceLock<Offsets>,
}

impl Document {
    pub(crate) fn new(core: nutgraf::Document) -> Self {
        Document { core, offsets: OnceLock::new() }
    }

    pub(crate) fn core(&self) -> &nutgraf::Document {
        &self.core
    }

    /// How many code points and UTF-16 units stand before a byte of the text.
    pub(crate) fn before(&self, at: usize) -> Units {
        let text = self.core.text();
        self.offsets.get_or_init(|| Offsets::of(text)).before(text, at)
    }

    /// The span of the characters from `start` to `end`, in code points.
    pub(crate) fn between(&self, start: usize, end: usize) -> nutgraf::Span {
        let text = self.core.text();
        let offsets = self.offsets.get_or_init(|| Offsets::of(text));
        nutgraf::Span::new(offsets.byte(text, start), offsets.byte(text, end))
    }
}

#[pymethods]
impl Document {
    /// Reads what `to_json` wrote.
    ///
    /// Raises a `JsonError` where it is no JSON, of another schema, or its spans
    /// do not fit its text.
    #[classmethod]
    fn from_json(_class: &Bound<'_, PyType>, json: &Bound<'_, PyAny>) -> PyResult<Self> {
        let json = input::text("json", json)?;
        nutgraf::Document::from_json(&json).map(Document::new).map_err(|error| raise(&error))
    }

    /// The text, untouched.
    #[getter]
    fn text(&self) -> &str {
        self.core.text()
    }

    /// The document's date: the one given, or the one that its first lines tell.
    #[getter]
    fn date<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDate>>> {
        self.core.date().map(|date| output::date(py, date)).transpose()
    }

    /// The layers that were asked for; the lists of the others are empty.
    #[getter]
    fn layers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let names = self.core.layers().iter_names().map(|(name, _)| name.to_ascii_lowercase());
        PyTuple::new(py, names.collect::<Vec<_>>())
    }

    /// The sentences.
    #[getter]
    fn sentences(slf: &Bound<'_, Self>) -> List {
        List::of(slf, Kind::Sentences)
    }

    /// The tokens.
    #[getter]
    fn tokens(slf: &Bound<'_, Self>) -> List {
        List::of(slf, Kind::Tokens)
    }

    /// Every mention of a name, and every value; they do not overlap.
    #[getter]
    fn entities(slf: &Bound<'_, Self>) -> List {
        List::of(slf, Kind::Entities)
    }

    /// The times as TIMEX3 spans them.
    #[getter]
    fn timexes(slf: &Bound<'_, Self>) -> List {
        List::of(slf, Kind::Timexes)
    }

    /// Who is who, in the order of the first mention.
    #[getter]
    fn clusters(slf: &Bound<'_, Self>) -> List {
        List::of(slf, Kind::Clusters)
    }

    /// The quotations.
    #[getter]
    fn quotes(slf: &Bound<'_, Self>) -> List {
        List::of(slf, Kind::Quotes)
    }

    /// JSON in one line, the same byte for byte as from Rust and C; so its
    /// offsets count bytes of UTF-8.
    fn to_json(&self, py: Python<'_>) -> String {
        py.detach(|| self.core.to_json())
    }

    /// Plain dictionaries and lists in the shape of the JSON, with offsets in
    /// `code_points`, `bytes` or `utf16` units.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    fn to_dict<'py>(slf: &Bound<'py, Self>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let (py, core) = (slf.py(), &slf.get().core);
        let dict = PyDict::new(py);
        dict.set_item("schema", "nutgraf/1")?;
        dict.set_item("offsets", offsets.name())?;
        dict.set_item("text", core.text())?;
        output::set_some(&dict, "date", core.date().map(|date| date.to_string()))?;
        dict.set_item("layers", slf.get().layers(py)?.to_list())?;
        for kind in Kind::of(core.layers()) {
            let items = PyList::empty(py);
            let mut index = 0;
            while let Some(item) = kind.at(slf, index)? {
                items.append(item.call_method1("to_dict", (offsets.name(),))?)?;
                index += 1;
            }
            dict.set_item(kind.name(), items)?;
        }
        Ok(dict)
    }

    /// The document as a `spacy.tokens.Doc` of the pipeline `nlp`, for which spaCy
    /// must be installed: its sentences start, and its entities lie, where they
    /// do here.
    fn to_spacy<'py>(slf: &Bound<'py, Self>, nlp: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("nutgraf.spacy")?.getattr("to_spacy")?.call1((slf, nlp))
    }

    /// The entities in the manual format of spaCy's displaCy:
    /// `displacy.render(doc.to_displacy(), style="ent", manual=True)`.
    fn to_displacy<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyDict>> {
        let (py, this) = (slf.py(), slf.get());
        let ents = PyList::empty(py);
        for entity in this.core.entities() {
            let (start, end) = Unit::CodePoints.of(this, entity.span());
            let ent = PyDict::new(py);
            ent.set_item("start", start)?;
            ent.set_item("end", end)?;
            ent.set_item("label", entity.label_name())?;
            ents.append(ent)?;
        }
        let dict = PyDict::new(py);
        dict.set_item("text", this.core.text())?;
        dict.set_item("ents", ents)?;
        dict.set_item("title", py.None())?;
        Ok(dict)
    }

    /// The text with its entities marked, for a notebook.
    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("nutgraf")?.getattr("render")?.call1((slf,))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let date = self.core.date().map(|date| format!(" {date}")).unwrap_or_default();
        let lists =
            Kind::of(self.core.layers()).map(|kind| format!(", {} {}", kind.len(&self.core), kind.name()));
        Ok(format!("<Document {}{date}{}>", output::quoted(py, self.core.text())?, lists.collect::<String>()))
    }

    fn __str__(&self) -> &str {
        self.core.text()
    }

    /// How many characters the text has.
    fn __len__(&self) -> usize {
        self.before(self.core.text().len()).code_points()
    }

    /// A document is one though its text be empty; None stands where there is
    /// none.
    fn __bool__(_slf: &Bound<'_, Self>) -> bool {
        true
    }

    /// Whether the text has a span or a word in it.
    fn __contains__(slf: &Bound<'_, Self>, item: &Bound<'_, PyAny>) -> PyResult<bool> {
        contains(&whole(slf)?, item)
    }

    fn __getitem__<'py>(slf: &Bound<'py, Self>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Span>> {
        cut(&whole(slf)?, index)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Document>().is_ok_and(|other| self.core == other.get().core)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.core.text().hash(&mut hasher);
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.get_type().getattr("from_json")?, (slf.get().to_json(slf.py()),)))
    }
}

/// A view as it was pickled: which, of which document.
#[pyfunction(name = "_restore")]
#[pyo3(signature = (doc, kind, a, b, cluster=None))]
pub(crate) fn restore<'py>(
    doc: &Bound<'py, Document>,
    kind: &str,
    a: usize,
    b: usize,
    cluster: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = doc.py();
    let core = doc.get().core();
    let fits = core.text().get(a..b).is_some();
    let view = match kind {
        "span" if fits => {
            Some(piece(py, doc.as_unbound(), nutgraf::Span::new(a, b))?.into_bound(py).into_any())
        }
        "reference" if fits => {
            let cluster = cluster.and_then(|index| core.cluster(index));
            Some(Reference::of(py, doc.as_unbound(), nutgraf::Span::new(a, b), cluster)?.into_any())
        }
        "sentence" => Sentence::at(doc, a)?.map(Bound::into_any),
        "token" => Token::at(doc, a)?.map(Bound::into_any),
        "entity" => Entity::at(doc, a)?.map(Bound::into_any),
        "timex" => TimexMention::at(doc, a)?.map(Bound::into_any),
        "cluster" => Cluster::at(doc, a)?.map(Bound::into_any),
        "quote" => Quote::at(doc, a)?.map(Bound::into_any),
        "mention" => Mention::at(doc, a, b)?.map(Bound::into_any),
        "role" => Role::at(doc, a, b)?.map(Bound::into_any),
        _ => None,
    };
    view.ok_or_else(|| ArgumentError::new_err(format!("the document has no {kind} {a}, {b}")))
}

/// What pickle calls to make a view again: [`restore`] and its arguments.
pub(crate) fn restore_with<'py>(
    py: Python<'py>,
    doc: &Py<Document>,
    kind: &str,
    a: usize,
    b: usize,
    cluster: Option<usize>,
) -> PyResult<Bound<'py, PyTuple>> {
    static RESTORE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let restore = RESTORE.import(py, "nutgraf._nutgraf", "_restore")?;
    (restore, (doc.clone_ref(py), kind, a, b, cluster)).into_pyobject(py)
}
