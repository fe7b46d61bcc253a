//! Your own names.

use nutgraf::{GazetteerBuilder, GazetteerEntry};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyTuple};

use crate::error::{GazetteerError, raise};
use crate::{input, output};

/// A list of your own names, each with a label and perhaps an identifier, other
/// names and a score.
///
/// `entries` are tuples (name, label) or (name, label, id), or dictionaries with
/// `name`, `label` and any of `id`, `aliases` (a list), `score`, `case` ("upper":
/// as written or in capitals; "exact"; "any") and `ambiguous`. Labels are those
/// of the library, or your own in capitals. Immutable; extractors share it.
///
/// >>> import nutgraf
/// >>> names = nutgraf.Gazetteer([("Acme Holdings", "ORG", "id-1")])
/// >>> extractor = nutgraf.Extractor(gazetteer=names)
/// >>> extractor.extract("Acme Holdings fell.").entities[0].id
/// 'id-1'
///
/// Raises a `GazetteerError` (a `ValueError`), which names the entry, where the
/// list is empty, a name listed twice (`keep_first` keeps the first), of one
/// letter or too long, or a label is none.
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Gazetteer {
    core: nutgraf::Gazetteer,
}

impl Gazetteer {
    pub(crate) fn core(&self) -> &nutgraf::Gazetteer {
        &self.core
    }
}

fn build(
    py: Python<'_>,
    builder: Result<GazetteerBuilder, nutgraf::Error>,
    keep_first: bool,
) -> PyResult<Gazetteer> {
    let built = py.detach(|| builder?.keep_first(keep_first).build());
    built.map(|core| Gazetteer { core }).map_err(|error| raise(&error))
}

#[pymethods]
impl Gazetteer {
    #[new]
    #[pyo3(signature = (entries, *, keep_first=false))]
    fn new(py: Python<'_>, entries: &Bound<'_, PyAny>, keep_first: bool) -> PyResult<Self> {
        let mut all = Vec::with_capacity(entries.len().unwrap_or(0));
        for (number, item) in entries.try_iter()?.enumerate() {
            all.push(entry(&item?, number)?);
        }
        build(py, Ok(nutgraf::Gazetteer::builder().entries(all)), keep_first)
    }

    /// A list in CSV, whose first row names the columns; `aliases` with `|`
    /// between them, and `label` for rows that have none.
    #[staticmethod]
    #[pyo3(signature = (text, label="", *, keep_first=false))]
    fn from_csv(py: Python<'_>, text: &str, label: &str, keep_first: bool) -> PyResult<Self> {
        build(py, py.detach(|| nutgraf::Gazetteer::builder().csv(text, label)), keep_first)
    }

    /// A list in JSON lines, an object each.
    #[staticmethod]
    #[pyo3(signature = (text, label="", *, keep_first=false))]
    fn from_json_lines(py: Python<'_>, text: &str, label: &str, keep_first: bool) -> PyResult<Self> {
        build(py, py.detach(|| nutgraf::Gazetteer::builder().json_lines(text, label)), keep_first)
    }

    /// What `to_bytes` gave.
    #[staticmethod]
    fn from_bytes(data: &[u8]) -> PyResult<Self> {
        nutgraf::Gazetteer::from_bytes(data).map(|core| Gazetteer { core }).map_err(|error| raise(&error))
    }

    /// Opens a file that `save` wrote, in place: it is read, and checked, where
    /// texts lead. It may be deleted or replaced by another of its name, but
    /// not written to while it is in use.
    #[staticmethod]
    fn open(py: Python<'_>, path: std::path::PathBuf) -> PyResult<Self> {
        let opened = py.detach(|| nutgraf::Gazetteer::open(path));
        opened.map(|core| Gazetteer { core }).map_err(|error| raise(&error))
    }

    /// The bytes of its file.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| self.core.to_bytes()).map_err(|error| raise(&error))?;
        Ok(PyBytes::new(py, &bytes))
    }

    /// Writes its file.
    fn save(&self, py: Python<'_>, path: std::path::PathBuf) -> PyResult<()> {
        py.detach(|| self.core.save(path)).map_err(|error| raise(&error))
    }

    /// How many names it has, other names of the same included.
    fn __len__(&self) -> usize {
        self.core.len()
    }

    fn __repr__(&self) -> String {
        format!("<Gazetteer of {} names>", self.core.len())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        (slf.get_type().getattr("from_bytes")?, (slf.get().to_bytes(py)?,)).into_pyobject(py)
    }
}

/// What a tuple or a dictionary tells.
fn entry(item: &Bound<'_, PyAny>, number: usize) -> PyResult<GazetteerEntry> {
    let wrong = || {
        GazetteerError::new_err(format!(
            "gazetteer: entry {number}: expected (name, label), (name, label, id) or a dictionary with those"
        ))
    };
    let Ok(dict) = item.cast::<PyDict>() else {
        let tuple = item.cast::<PyTuple>().map_err(|_| wrong())?;
        let (name, label, id) = match tuple.len() {
            2 => (tuple.get_item(0)?, tuple.get_item(1)?, None),
            3 => (tuple.get_item(0)?, tuple.get_item(1)?, Some(tuple.get_item(2)?)),
            _ => return Err(wrong()),
        };
        let entry = GazetteerEntry::new(text(&name, number)?, text(&label, number)?);
        return match id.filter(|id| !id.is_none()) {
            Some(id) => Ok(entry.id(text(&id, number)?)),
            None => Ok(entry),
        };
    };
    let get = |key: &str| dict.get_item(key).map(|value| value.filter(|value| !value.is_none()));
    let need = |key: &str| get(key)?.ok_or_else(wrong).and_then(|value| text(&value, number));
    let mut entry = GazetteerEntry::new(need("name")?, need("label")?);
    for key in dict.keys() {
        let key = text(&key, number)?;
        let Some(value) = get(&key)? else { continue };
        let mistyped =
            |key, wanted| input::wrong_type(&format!("gazetteer: entry {number}: {key}"), wanted, &value);
        entry = match key.as_str() {
            "name" | "label" => entry,
            "id" => entry.id(text(&value, number)?),
            "aliases" => {
                let name = format!("gazetteer: entry {number}: aliases");
                let aliases = input::words(&name, "a list of names", Some(&value))?;
                aliases.into_iter().fold(entry, GazetteerEntry::alias)
            }
            "score" => entry.score(value.extract().map_err(|_| mistyped("score", "a number"))?),
            "ambiguous" => entry.ambiguous(value.extract().map_err(|_| mistyped("ambiguous", "a bool"))?),
            "case" => entry
                .case(output::variant(&format!("gazetteer: entry {number}: case"), &text(&value, number)?)?),
            _ => {
                return Err(GazetteerError::new_err(format!("gazetteer: entry {number}: {key:?} is no key")));
            }
        };
    }
    Ok(entry)
}

fn text(value: &Bound<'_, PyAny>, number: usize) -> PyResult<String> {
    input::text(&format!("gazetteer: entry {number}"), value)
}
