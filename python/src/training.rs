//! What `nutgraf.train` needs of the library.

use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::error::raise;

/// The bytes of the model inside the package.
#[pyfunction(name = "_model")]
pub(crate) fn model(py: Python<'_>) -> Bound<'_, PyBytes> {
    PyBytes::new(py, nutgraf::training::embedded_model().unwrap_or(&[]))
}

/// For each word of each sentence the numbers of the rows that the network
/// reads of it: its own, that of its exact spelling or −1, the others.
#[pyfunction(name = "_rows")]
#[allow(clippy::needless_pass_by_value, reason = "pyo3 hands them over")]
pub(crate) fn rows(
    py: Python<'_>,
    model: &[u8],
    sentences: Vec<Vec<String>>,
) -> PyResult<Vec<Vec<Vec<i32>>>> {
    py.detach(|| nutgraf::training::rows(model, &sentences)).map_err(|error| raise(&error))
}
