//! A column of texts or dates: any iterable, or an Arrow column read where it lies.
//!
//! An Arrow column comes through the capsule interface, so pandas, polars,
//! pyarrow, DuckDB and their like need not be installed, nor known here. A text
//! is copied once, into its document.

use std::collections::VecDeque;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, LargeBinaryArray, NullArray};
use arrow_schema::DataType;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDate, PyDict, PyIterator, PyString};
use pyo3_arrow::input::AnyArray;

use crate::error::{ArgumentError, ArgumentTypeError};
use crate::input;

/// What a cell is: a text, nothing, or an error of its row.
pub(crate) type Cell = PyResult<Option<String>>;

/// A column that is read from its start to its end.
pub(crate) enum Column<'py> {
    /// The same for every row.
    Same(Option<String>),
    Objects {
        iterator: Bound<'py, PyIterator>,
        read: fn(&Bound<'py, PyAny>) -> Cell,
        len: Option<usize>,
    },
    Arrow {
        chunks: VecDeque<ArrayRef>,
        at: usize,
        len: usize,
        day: bool,
    },
}

impl<'py> Column<'py> {
    /// The texts of a batch.
    pub(crate) fn of_texts(texts: &Bound<'py, PyAny>) -> PyResult<Self> {
        const NAME: &str = "texts";
        if texts.is_instance_of::<PyString>() || texts.is_instance_of::<PyBytes>() {
            return Err(input::wrong_type(NAME, "a list of str; extract() takes one", texts));
        }
        if let Some(chunks) = arrow(NAME, texts)? {
            return Self::of_chunks(chunks, |kind| Err(wrong_column(NAME, "text", kind)));
        }
        check_dtype(NAME, "text", texts, "biufcmM")?;
        Self::of_objects(NAME, "an iterable of str", texts, |text| input::nullable_text("text", text))
    }

    /// The dates of a batch: none, one for all, or one a row.
    pub(crate) fn of_dates(dates: Option<&Bound<'py, PyAny>>) -> PyResult<Self> {
        const NAME: &str = "dates";
        let Some(dates) = dates else { return Ok(Column::Same(None)) };
        if dates.is_instance_of::<PyString>() || dates.is_instance_of::<PyDate>() {
            return Ok(Column::Same(input::date(dates)?));
        }
        if let Some(chunks) = arrow(NAME, dates)? {
            return Self::of_chunks(chunks, |kind| match kind {
                DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => Ok(()),
                _ => Err(wrong_column(NAME, "dates", kind)),
            });
        }
        check_dtype(NAME, "dates", dates, "biufcm")?;
        Self::of_objects(NAME, "a date, or a date for each text", dates, input::date)
    }

    fn of_objects(
        name: &str,
        wanted: &str,
        objects: &Bound<'py, PyAny>,
        read: fn(&Bound<'py, PyAny>) -> Cell,
    ) -> PyResult<Self> {
        let wrong = || input::wrong_type(name, wanted, objects);
        if objects.is_instance_of::<PyDict>() {
            return Err(wrong());
        }
        let iterator = objects.try_iter().map_err(|_| wrong())?;
        Ok(Column::Objects { iterator, read, len: objects.len().ok() })
    }

    /// A column whose chunks are text, or have no value, or are of a type that
    /// `allow` lets be written as text.
    fn of_chunks(chunks: Vec<ArrayRef>, allow: impl Fn(&DataType) -> PyResult<()>) -> PyResult<Self> {
        let (mut columns, mut day) = (VecDeque::new(), false);
        let len = chunks.iter().map(Array::len).sum();
        for chunk in chunks {
            let column: ArrayRef = match chunk.data_type() {
                DataType::Utf8 => Arc::new(BinaryArray::from(chunk.as_string::<i32>().clone())),
                DataType::LargeUtf8 => Arc::new(LargeBinaryArray::from(chunk.as_string::<i64>().clone())),
                DataType::Utf8View => Arc::new(chunk.as_string_view().clone().to_binary_view()),
                _ if chunk.logical_null_count() == chunk.len() => Arc::new(NullArray::new(chunk.len())),
                kind => {
                    if !matches!(kind, DataType::Dictionary(_, values) if values.is_string()) {
                        allow(kind)?;
                        day = true;
                    }
                    let text = arrow_cast::cast(&chunk, &DataType::LargeUtf8);
                    let text = text.map_err(|error| ArgumentError::new_err(error.to_string()))?;
                    Arc::new(LargeBinaryArray::from(text.as_string::<i64>().clone()))
                }
            };
            columns.push_back(column);
        }
        Ok(Column::Arrow { chunks: columns, at: 0, len, day })
    }

    /// How many rows it has, where that is known.
    pub(crate) fn len(&self) -> Option<usize> {
        match self {
            Column::Same(_) => None,
            Column::Objects { len, .. } => *len,
            Column::Arrow { len, .. } => Some(*len),
        }
    }

    /// The next cell; none after the last. An error of the iterable itself is
    /// the caller's and ends the batch; one of the cell is its row's.
    pub(crate) fn next(&mut self) -> PyResult<Option<Cell>> {
        match self {
            Column::Same(cell) => Ok(Some(Ok(cell.clone()))),
            Column::Objects { iterator, read, .. } => {
                iterator.next().map(|object| object.map(|object| read(&object))).transpose()
            }
            Column::Arrow { chunks, at, day, .. } => loop {
                let Some(chunk) = chunks.front() else { return Ok(None) };
                if *at >= chunk.len() {
                    chunks.pop_front();
                    *at = 0;
                    continue;
                }
                let cell = cell(chunk, *at);
                *at += 1;
                // "2026-01-29T10:30:00" is a moment of its day.
                let cut = |text: String| text.chars().take(10).collect();
                return Ok(Some(if *day { cell.map(|text| text.map(cut)) } else { cell }));
            },
        }
    }

    /// Refuses dates that are more than the texts.
    pub(crate) fn finish(mut self) -> PyResult<()> {
        if !matches!(self, Column::Same(_)) && self.next()?.is_some() {
            return Err(ArgumentError::new_err("dates: more than texts"));
        }
        Ok(())
    }
}

/// A cell of an Arrow column as UTF-8, which a producer promises and this checks.
fn cell(chunk: &ArrayRef, at: usize) -> Cell {
    if chunk.is_null(at) || chunk.data_type() == &DataType::Null {
        return Ok(None);
    }
    let bytes = match chunk.data_type() {
        DataType::Binary => chunk.as_binary::<i32>().value(at),
        DataType::LargeBinary => chunk.as_binary::<i64>().value(at),
        _ => chunk.as_binary_view().value(at),
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(error) => Err(ArgumentError::new_err(format!(
            "text: no UTF-8 at byte {}; decode the column anew, with errors='replace'",
            error.valid_up_to()
        ))),
    }
}

/// The chunks of an Arrow column; none where the object is no such column.
fn arrow(name: &str, object: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    let py = object.py();
    // A column of Python objects is read as what it is: turned into Arrow, one
    // odd cell would spoil the column or, worse, become a text.
    let objects = object.getattr("dtype").is_ok_and(|dtype| dtype.str().is_ok_and(|name| name == "object"));
    let exports = object.hasattr("__arrow_c_array__")? || object.hasattr("__arrow_c_stream__")?;
    if objects || !exports {
        return if object.hasattr("columns")? && object.hasattr("dtypes")? {
            Err(table(name))
        } else {
            Ok(None)
        };
    }
    let read = object.extract::<AnyArray>();
    let chunks = match read.and_then(|array| array.into_chunked_array().map_err(PyErr::from)) {
        Ok(chunks) => chunks,
        // pandas exports through pyarrow, which need not be there; and polars
        // describes a column of nothing but nulls otherwise than the rest. Cell
        // by cell they read as well.
        Err(error) if error.is_instance_of::<PyException>(py) => return Ok(None),
        Err(error) => return Err(error),
    };
    let (chunks, field) = chunks.into_inner();
    if matches!(field.data_type(), DataType::Struct(_)) {
        return Err(table(name));
    }
    Ok(Some(chunks))
}

/// Refuses a pandas or numpy column whose `dtype` is of those kinds, unless it
/// has no value at all.
fn check_dtype(name: &str, wanted: &str, object: &Bound<'_, PyAny>, kinds: &str) -> PyResult<()> {
    let Ok(dtype) = object.getattr("dtype") else { return Ok(()) };
    let kind = dtype.getattr("kind").and_then(|kind| kind.extract::<String>()).unwrap_or_default();
    if kind.is_empty() || !kinds.contains(&kind) {
        return Ok(());
    }
    for value in object.try_iter()? {
        if !input::is_null(&value?)? {
            return Err(wrong_column(name, wanted, &dtype.str()?.to_string()));
        }
    }
    Ok(())
}

fn wrong_column(name: &str, wanted: &str, kind: &impl std::fmt::Display) -> PyErr {
    ArgumentTypeError::new_err(format!("{name}: expected a column of {wanted}, got one of {kind}"))
}

fn table(name: &str) -> PyErr {
    ArgumentTypeError::new_err(format!("{name}: expected a column, got a table; give one column of it"))
}
