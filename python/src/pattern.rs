//! Your own patterns.

use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

use crate::error::raise;
use crate::input;

/// Patterns of tokens that make mentions, and may fill their value.
///
/// A list of dictionaries, or the same as JSON. Each has a `label`, of the
/// library's or your own in capitals, and `tokens`: dictionaries with one of
/// `text`, `lower`, `shape`, `regex`, `entity`, `any`, and perhaps `repeat`
/// ("?", "*", "+") and `as`, the name of what it captures.
///
/// >>> import nutgraf
/// >>> docket = {"label": "DOCKET", "tokens": [{"lower": "docket"}, {"shape": "dd-ddd"}]}
/// >>> extractor = nutgraf.Extractor(patterns=nutgraf.Patterns([docket]))
/// >>> [e.text for e in extractor.extract("They read docket 24-128.").entities if e.label == "DOCKET"]
/// ['docket 24-128']
///
/// Raises a `PatternError` (a `ValueError`), which names the place.
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Patterns {
    core: nutgraf::Patterns,
    json: String,
}

impl Patterns {
    pub(crate) fn core(&self) -> &nutgraf::Patterns {
        &self.core
    }
}

#[pymethods]
impl Patterns {
    #[new]
    fn new(patterns: &Bound<'_, PyAny>) -> PyResult<Self> {
        let json = if patterns.is_instance_of::<PyString>() {
            input::text("patterns", patterns)?
        } else {
            let list = patterns.py().import("builtins")?.getattr("list")?.call1((patterns,))?;
            patterns.py().import("json")?.call_method1("dumps", (list,))?.extract()?
        };
        let core = nutgraf::Patterns::from_json(&json).map_err(|error| raise(&error))?;
        Ok(Patterns { core, json })
    }

    /// How many patterns there are.
    fn __len__(&self) -> usize {
        self.core.len()
    }

    fn __repr__(&self) -> String {
        format!("<{} Patterns>", self.core.len())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        (slf.get_type(), (slf.get().json.as_str(),)).into_pyobject(slf.py())
    }
}
