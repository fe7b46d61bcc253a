//! Errors of the core as the exceptions of `nutgraf._errors`.

use nutgraf::ErrorKind;
use pyo3::import_exception;
use pyo3::prelude::*;

import_exception!(nutgraf._errors, Error);
import_exception!(nutgraf._errors, ArgumentError);
import_exception!(nutgraf._errors, ArgumentTypeError);
import_exception!(nutgraf._errors, FileError);
import_exception!(nutgraf._errors, GazetteerError);
import_exception!(nutgraf._errors, JsonError);
import_exception!(nutgraf._errors, ModelError);
import_exception!(nutgraf._errors, PatternError);

/// The exception for an error of the core.
pub(crate) fn raise(error: &nutgraf::Error) -> PyErr {
    let message = error.to_string();
    match error.kind() {
        ErrorKind::InvalidModel | ErrorKind::NoModel => ModelError::new_err(message),
        ErrorKind::Io => FileError::new_err(message),
        ErrorKind::InvalidPattern => PatternError::new_err(message),
        ErrorKind::InvalidGazetteer => GazetteerError::new_err(message),
        ErrorKind::InvalidJson => JsonError::new_err(message),
        _ => ArgumentError::new_err(message),
    }
}
