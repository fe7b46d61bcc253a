//! Who is who: clusters and the roles of people.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyTuple};

use crate::document::{Document, restore_with};
use crate::offsets::Unit;
use crate::output;
use crate::span::{Mention, Reference, Span, piece};

/// One person, organisation, place or other thing, with all its mentions.
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Cluster {
    pub(crate) doc: Py<Document>,
    pub(crate) index: usize,
}

impl Cluster {
    pub(crate) fn at<'py>(doc: &Bound<'py, Document>, index: usize) -> PyResult<Option<Bound<'py, Self>>> {
        let found = doc.get().core().cluster(index);
        found.map(|_| Bound::new(doc.py(), Cluster { doc: doc.clone().unbind(), index })).transpose()
    }

    fn core(&self) -> Option<nutgraf::Cluster<'_>> {
        self.doc.get().core().cluster(self.index)
    }
}

#[pymethods]
impl Cluster {
    /// Its number: `doc.clusters[cluster.index] == cluster`.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    /// The fullest form of its name in the document.
    #[getter]
    fn name(&self) -> Option<&str> {
        self.core().map(|cluster| cluster.name())
    }

    /// Where that form stands.
    #[getter]
    fn name_span(&self, py: Python<'_>) -> PyResult<Option<Py<Span>>> {
        self.core().map(|cluster| piece(py, &self.doc, cluster.name_span())).transpose()
    }

    /// What it is: "PERSON", "ORG", "GPE".
    #[getter]
    fn label(&self) -> Option<&str> {
        self.core().map(|cluster| cluster.label_name())
    }

    /// The identifier that your gazetteer gives it.
    #[getter]
    fn id(&self) -> Option<&str> {
        self.core().and_then(|cluster| cluster.id())
    }

    /// Its mentions, in order; at least one.
    #[getter]
    fn mentions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let mentions = self.core().into_iter().flat_map(|cluster| cluster.mentions()).enumerate();
        let mentions = mentions.map(|(index, mention)| Mention::of(self, py, index, mention));
        PyTuple::new(py, mentions.collect::<PyResult<Vec<_>>>()?)
    }

    /// The other forms of its name, each once.
    #[getter]
    fn aliases<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.core().into_iter().flat_map(|cluster| cluster.aliases()).collect::<Vec<_>>())
    }

    /// Its acronym, where the document uses one.
    #[getter]
    fn acronym(&self) -> Option<&str> {
        self.core().and_then(|cluster| cluster.acronym())
    }

    /// The offices and titles that the document gives to a person.
    #[getter]
    fn roles<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let roles = self.core().map_or(0, |cluster| cluster.roles().len());
        let role = |index| Py::new(py, Role { doc: self.doc.clone_ref(py), cluster: self.index, index });
        PyTuple::new(py, (0..roles).map(role).collect::<PyResult<Vec<_>>>()?)
    }

    /// How it stands to other clusters: pairs such as ("demonym", cluster).
    #[getter]
    fn relations(&self, py: Python<'_>) -> Vec<(String, Cluster)> {
        let relations = self.core().into_iter().flat_map(|cluster| cluster.relations());
        let pair = |(kind, cluster): (_, nutgraf::Cluster<'_>)| {
            (output::word(kind), Cluster { doc: self.doc.clone_ref(py), index: cluster.index() })
        };
        relations.map(pair).collect()
    }

    /// The document that it is found in.
    #[getter]
    fn document(&self, py: Python<'_>) -> Py<Document> {
        self.doc.clone_ref(py)
    }

    /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    pub(crate) fn to_dict<'py>(&self, py: Python<'py>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        let Some(cluster) = self.core() else { return Ok(dict) };
        let span = |span| Span { doc: self.doc.clone_ref(py), span }.dict(py, offsets);
        dict.set_item("name", span(cluster.name_span())?)?;
        dict.set_item("label", cluster.label_name())?;
        output::set_some(&dict, "id", cluster.id())?;
        let mentions =
            self.mentions(py)?.iter().map(|mention| mention.call_method1("to_dict", (offsets.name(),)));
        let mentions = mentions.collect::<PyResult<Vec<_>>>()?;
        dict.set_item("mentions", mentions)?;
        let aliases = cluster.alias_spans().map(span).collect::<PyResult<Vec<_>>>()?;
        output::set_some(&dict, "aliases", Some(aliases).filter(|aliases| !aliases.is_empty()))?;
        output::set_some(&dict, "acronym", cluster.acronym_span().map(span).transpose()?)?;
        let roles = self.roles(py)?.iter().map(|role| role.call_method1("to_dict", (offsets.name(),)));
        let roles = roles.collect::<PyResult<Vec<_>>>()?;
        output::set_some(&dict, "roles", Some(roles).filter(|roles| !roles.is_empty()))?;
        let relations = PyList::empty(py);
        for (kind, other) in cluster.relations() {
            let dict = PyDict::new(py);
            dict.set_item("kind", output::word(kind))?;
            dict.set_item("cluster", other.index())?;
            relations.append(dict)?;
        }
        output::set_some(&dict, "relations", Some(relations).filter(|relations| !relations.is_empty()))?;
        Ok(dict)
    }

    /// It as it stands in the document's JSON, with offsets in bytes.
    fn to_json(slf: &Bound<'_, Self>) -> PyResult<String> {
        output::json(slf)
    }

    /// How many mentions it has.
    fn __len__(&self) -> usize {
        self.core().map_or(0, |cluster| cluster.mentions().len())
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.mentions(py)?.try_iter()?.into_any())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let name = output::quoted(py, self.name().unwrap_or_default())?;
        let label = self.label().unwrap_or_default();
        let mentions = self.__len__();
        Ok(format!("<Cluster {label} {name}, {mentions} mention{}>", if mentions == 1 { "" } else { "s" }))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Cluster>() else { return false };
        let other = other.get();
        self.index == other.index
            && (self.doc.is(&other.doc) || self.doc.get().core() == other.doc.get().core())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyTuple::new(py, [(self.index, self.name())])?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        restore_with(py, &self.doc, "cluster", self.index, 0, None)
    }
}

/// An office or title that the document gives to a person.
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Role {
    doc: Py<Document>,
    cluster: usize,
    index: usize,
}

impl Role {
    pub(crate) fn at<'py>(
        doc: &Bound<'py, Document>,
        cluster: usize,
        index: usize,
    ) -> PyResult<Option<Bound<'py, Self>>> {
        let role = Role { doc: doc.clone().unbind(), cluster, index };
        if role.core().is_none() {
            return Ok(None);
        }
        Bound::new(doc.py(), role).map(Some)
    }

    fn core(&self) -> Option<nutgraf::Role<'_>> {
        self.doc.get().core().cluster(self.cluster)?.roles().nth(self.index)
    }
}

#[pymethods]
impl Role {
    /// The title or office: "Treasury Secretary".
    #[getter]
    fn title(&self, py: Python<'_>) -> PyResult<Option<Py<Span>>> {
        self.core().map(|role| piece(py, &self.doc, role.title_span())).transpose()
    }

    /// The organisation: "House Armed Services Committee".
    #[getter]
    fn organisation<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Reference>>> {
        let Some(role) = self.core() else { return Ok(None) };
        let reference = |span| Reference::of(py, &self.doc, span, role.organisation_cluster());
        role.organisation_span().map(reference).transpose()
    }

    /// The place: "US".
    #[getter]
    fn place<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, Reference>>> {
        let Some(role) = self.core() else { return Ok(None) };
        let reference = |span| Reference::of(py, &self.doc, span, role.place_cluster());
        role.place_span().map(reference).transpose()
    }

    /// Whether it is said to be past: "former", "ex-".
    #[getter]
    fn is_former(&self) -> bool {
        self.core().is_some_and(|role| role.is_former())
    }

    /// Whether it is held for the time being: "acting", "interim".
    #[getter]
    fn is_acting(&self) -> bool {
        self.core().is_some_and(|role| role.is_acting())
    }

    /// Plain dictionaries and lists, with offsets as `Span.to_dict` has them.
    #[pyo3(signature = (offsets=Unit::CodePoints), text_signature = "($self, offsets='code_points')")]
    fn to_dict<'py>(&self, py: Python<'py>, offsets: Unit) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        let Some(role) = self.core() else { return Ok(dict) };
        dict.set_item(
            "title",
            Span { doc: self.doc.clone_ref(py), span: role.title_span() }.dict(py, offsets)?,
        )?;
        for (key, reference) in [("organisation", self.organisation(py)?), ("place", self.place(py)?)] {
            let reference = reference.map(|reference| Reference::to_dict(&reference, offsets)).transpose()?;
            output::set_some(&dict, key, reference)?;
        }
        output::set_some(&dict, "former", role.is_former().then_some(true))?;
        output::set_some(&dict, "acting", role.is_acting().then_some(true))?;
        Ok(dict)
    }

    /// It as it stands in the document's JSON, with offsets in bytes.
    fn to_json(slf: &Bound<'_, Self>) -> PyResult<String> {
        output::json(slf)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Some(role) = self.core() else { return Ok("<Role>".into()) };
        let mut parts = vec!["<Role".to_owned()];
        parts.extend(role.is_former().then(|| "former".to_owned()));
        parts.extend(role.is_acting().then(|| "acting".to_owned()));
        parts.push(output::quoted(py, role.title())?);
        for (word, text) in [("organisation", role.organisation()), ("place", role.place())] {
            if let Some(text) = text {
                parts.push(format!("{word}={}", output::quoted(py, text)?));
            }
        }
        Ok(parts.join(" ") + ">")
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let Ok(other) = other.cast::<Role>() else { return false };
        let other = other.get();
        (self.cluster, self.index) == (other.cluster, other.index)
            && (self.doc.is(&other.doc) || self.doc.get().core() == other.doc.get().core())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyTuple::new(py, [self.cluster, self.index])?.hash()
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        restore_with(py, &self.doc, "role", self.cluster, self.index, None)
    }
}
