//! What callers pass, checked at the door: texts, dates, layers.

use nutgraf::Layer;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyString};

use crate::error::{ArgumentError, ArgumentTypeError};

/// The text in a `str`; the error says where a lone surrogate stands.
pub(crate) fn text(name: &str, object: &Bound<'_, PyAny>) -> PyResult<String> {
    let Ok(string) = object.cast::<PyString>() else {
        return Err(wrong_type(name, "a str", object));
    };
    match string.to_str() {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let at = error.value(object.py()).getattr("start")?;
            Err(ArgumentError::new_err(format!(
                "{name}: a lone surrogate at index {at} is half a character and no text; \
                 text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace') mends it"
            )))
        }
    }
}

/// A text, or none where a column has no value there: `None`, a NaN or `NA`.
pub(crate) fn nullable_text(name: &str, object: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if is_null(object)? { Ok(None) } else { text(name, object).map(Some) }
}

/// The words of a list, none where there is no list; one `str` is no list.
pub(crate) fn words(name: &str, wanted: &str, list: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    let Some(list) = list else { return Ok(Vec::new()) };
    match list.try_iter() {
        Ok(words) if !list.is_instance_of::<PyString>() => words.map(|word| text(name, &word?)).collect(),
        _ => Err(wrong_type(name, wanted, list)),
    }
}

/// The date in a `str`, `datetime.date` or `datetime.datetime`, as the core reads it.
pub(crate) fn date(object: &Bound<'_, PyAny>) -> PyResult<Option<String>> {
    if is_null(object)? {
        return Ok(None);
    }
    if object.is_instance_of::<PyDate>() {
        // A datetime is a date too; its day stands first.
        let text: String = object.call_method0("isoformat")?.extract()?;
        return Ok(Some(text.chars().take(10).collect()));
    }
    if object.is_instance_of::<PyString>() {
        return text("date", object).map(Some);
    }
    if object.get_type().name()? == "datetime64" {
        // numpy's, which begins as a date does; one of a year or a month is none.
        return Ok(Some(object.str()?.to_str()?.chars().take(10).collect()));
    }
    Err(wrong_type("date", "a str such as '2026-01-29' or a datetime.date", object))
}

/// The layers named by a `str` or an iterable of them; all where there is none.
pub(crate) fn layers(only: Option<&Bound<'_, PyAny>>) -> PyResult<Layer> {
    let Some(only) = only else { return Ok(Layer::all()) };
    if only.is_instance_of::<PyString>() {
        return layer(only);
    }
    let Ok(names) = only.try_iter() else {
        return Err(wrong_type("only", "a layer's name or several", only));
    };
    names.map(|name| layer(&name?)).try_fold(Layer::empty(), |all, one| Ok(all | one?))
}

fn layer(name: &Bound<'_, PyAny>) -> PyResult<Layer> {
    let name = text("only", name)?;
    Layer::from_name(&name.to_ascii_uppercase()).ok_or_else(|| {
        let known: Vec<_> = Layer::all().iter_names().map(|(name, _)| name.to_ascii_lowercase()).collect();
        ArgumentError::new_err(format!("only: {name:?} is no layer; they are {}", known.join(", ")))
    })
}

/// An exception that names the argument, what it should be and what it is.
pub(crate) fn wrong_type(name: &str, wanted: &str, object: &Bound<'_, PyAny>) -> PyErr {
    let hint = if object.is_instance_of::<PyBytes>() { "; decode them first" } else { "" };
    let kind = object.get_type();
    let kind = kind.name().map_or_else(|_| "another type".to_owned(), |name| name.to_string());
    ArgumentTypeError::new_err(format!("{name}: expected {wanted}, got {kind}{hint}"))
}

/// Whether the object is what frame libraries write for "no value".
pub(crate) fn is_null(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    if object.is_none() {
        return Ok(true);
    }
    if object.is_instance_of::<PyString>() {
        return Ok(false);
    }
    // pandas.NA equals nothing and refuses to be a bool; NaN and NaT differ
    // from themselves.
    let kind = object.get_type();
    if kind.name()? == "NAType" {
        return Ok(true);
    }
    Ok(object.ne(object).unwrap_or(false))
}
