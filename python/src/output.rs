//! What results turn into: words, numbers, dates.

use nutgraf::Date;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDict, PyString, PyType};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::{ArgumentError, JsonError};
use crate::offsets::Unit;

/// The word that the JSON has for a variant.
pub(crate) fn word(variant: impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// The variant that the JSON has that word for.
pub(crate) fn variant<T: DeserializeOwned>(argument: &str, word: &str) -> PyResult<T> {
    let variant = serde_json::from_value(serde_json::Value::String(word.to_owned()));
    variant.map_err(|error| ArgumentError::new_err(format!("{argument}: {error}")))
}

/// A probability as the shortest number that reads the same, as in the JSON:
/// 0.95 and not 0.949999988079071.
pub(crate) fn score(score: Option<f32>) -> Option<f64> {
    score.map(|score| score.to_string().parse().unwrap_or(f64::from(score)))
}

/// A `datetime.date`.
pub(crate) fn date(py: Python<'_>, date: Date) -> PyResult<Bound<'_, PyDate>> {
    PyDate::new(py, date.year(), date.month() as u8, date.day() as u8)
}

/// A `decimal.Decimal` with all the digits.
pub(crate) fn decimal<'py>(py: Python<'py>, digits: &str) -> PyResult<Bound<'py, PyAny>> {
    static DECIMAL: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DECIMAL.import(py, "decimal", "Decimal")?.call1((digits,))
}

/// What the core writes as a JSON object, as a dictionary.
pub(crate) fn dict<'py>(py: Python<'py>, object: &impl Serialize) -> PyResult<Bound<'py, PyDict>> {
    static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let json = serde_json::to_string(object).map_err(|error| JsonError::new_err(error.to_string()))?;
    Ok(LOADS.import(py, "json", "loads")?.call1((json,))?.cast_into()?)
}

/// A view as JSON, in one line as the document's, where offsets count bytes.
pub(crate) fn json(view: &Bound<'_, PyAny>) -> PyResult<String> {
    static DUMPS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    let py = view.py();
    let options = PyDict::new(py);
    options.set_item("ensure_ascii", false)?;
    options.set_item("separators", (",", ":"))?;
    let dict = view.call_method1("to_dict", (Unit::Bytes.name(),))?;
    DUMPS.import(py, "json", "dumps")?.call((dict,), Some(&options))?.extract()
}

/// Adds a key where there is a value, as the JSON leaves out what is not there.
pub(crate) fn set_some<'py, T: IntoPyObject<'py>>(
    dict: &Bound<'py, PyDict>,
    key: &str,
    value: Option<T>,
) -> PyResult<()> {
    value.map_or(Ok(()), |value| dict.set_item(key, value))
}

/// The `repr` of a text, cut where it is long.
pub(crate) fn quoted(py: Python<'_>, text: &str) -> PyResult<String> {
    const LONGEST: usize = 60;
    let cut: String = text.chars().take(LONGEST).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    Ok(format!("{}{more}", PyString::new(py, &cut).repr()?))
}
