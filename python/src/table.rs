//! Results as Arrow tables.

use std::sync::Arc;

use arrow_array::{RecordBatch, StructArray};
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use arrow_select::concat::concat_batches;
use pyo3::exceptions::{PyImportError, PyOverflowError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList, PyTuple};
use pyo3_arrow::ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};
use serde::Serialize;
use serde_arrow::ArrayBuilder;

use crate::document::Document;
use crate::error::{ArgumentError, Error};
use crate::input;
use crate::record::{self, Mention, Nested};

/// What a row of a table is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    Mentions,
    Documents,
}

impl<'py> FromPyObject<'_, 'py> for Rows {
    type Error = PyErr;

    fn extract(name: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        match input::text("rows", &name)?.as_str() {
            "mentions" => Ok(Rows::Mentions),
            "documents" => Ok(Rows::Documents),
            other => {
                Err(ArgumentError::new_err(format!("rows: {other:?} is neither mentions nor documents")))
            }
        }
    }
}

/// Results of a batch as an Arrow table.
///
/// It exports itself through the Arrow capsule interface, and needs no other
/// package for that.
///
/// >>> import nutgraf
/// >>> table = nutgraf.extract_batch(["They paid $3 million."]).table()
/// >>> len(table), table.columns[:5]
/// (1, ('row', 'start', 'end', 'text', 'label'))
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

/// A row of a batch, as it was: a document, an error, or neither.
enum Row {
    Document(Py<Document>),
    Error(String),
    Empty,
}

impl Table {
    pub(crate) fn of(py: Python<'_>, rows: &Bound<'_, PyList>, kind: Rows) -> PyResult<Self> {
        let row = |row: Bound<'_, PyAny>| match row.cast_into::<Document>() {
            Ok(doc) => Ok(Row::Document(doc.unbind())),
            Err(error) => match error.into_inner() {
                error if error.is_instance_of::<Error>() => Ok(Row::Error(error.str()?.to_string())),
                _ => Ok(Row::Empty),
            },
        };
        let rows = rows.iter().map(row).collect::<PyResult<Vec<_>>>()?;
        let built = py.detach(|| match kind {
            Rows::Mentions => mentions(&rows),
            Rows::Documents => documents(&rows),
        });
        built.map_err(|error| PyOverflowError::new_err(error.to_string()))
    }

    pub(crate) fn stream<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let field = structure(&self.schema);
        let arrays =
            self.batches.clone().into_iter().map(|batch| Ok(Arc::new(StructArray::from(batch)) as _));
        Ok(to_stream_pycapsule(py, Box::new(ArrayIterator::new(arrays, field)), requested_schema)?)
    }

    fn call<'py>(slf: &Bound<'py, Self>, package: &str, function: &str) -> PyResult<Bound<'py, PyAny>> {
        let missing = |error: PyErr| {
            let message = format!("this needs {package}: pip install {package}");
            let import = PyImportError::new_err(message);
            import.set_cause(slf.py(), Some(error));
            import
        };
        slf.py().import(package).map_err(missing)?.getattr(function)?.call1((slf,))
    }
}

/// How many rows go into one record batch: far fewer than fill the 2 GiB that a
/// column of strings may have.
const MENTIONS: usize = 1 << 16;
const DOCUMENTS: usize = 1 << 11;

fn mentions(rows: &[Row]) -> Result<Table, serde_arrow::Error> {
    let mut table = Building::new(record::mention_fields(), MENTIONS)?;
    for (number, row) in rows.iter().enumerate() {
        match row {
            Row::Document(doc) => {
                for entity in doc.get().core().entities() {
                    table.push(&Mention::of(number, doc.get(), &entity))?;
                }
            }
            Row::Error(error) => table.push(&Mention::failed(number, error))?,
            Row::Empty => {}
        }
    }
    table.finish()
}

fn documents(rows: &[Row]) -> Result<Table, serde_arrow::Error> {
    let mut table = Building::new(record::document_fields(), DOCUMENTS)?;
    for row in rows {
        table.push(&match row {
            Row::Document(doc) => Nested::of(doc.get()),
            Row::Error(error) => Nested::without(Some(error)),
            Row::Empty => Nested::without(None),
        })?;
    }
    table.finish()
}

/// A table that grows by a row, and is cut into record batches of so many.
struct Building {
    schema: SchemaRef,
    builder: ArrayBuilder,
    batches: Vec<RecordBatch>,
    limit: usize,
    rows: usize,
}

impl Building {
    fn new(fields: Vec<FieldRef>, limit: usize) -> Result<Self, serde_arrow::Error> {
        let builder = ArrayBuilder::from_arrow(&fields)?;
        Ok(Building { schema: Schema::new(fields).into(), builder, batches: Vec::new(), limit, rows: 0 })
    }

    fn push(&mut self, row: &impl Serialize) -> Result<(), serde_arrow::Error> {
        self.builder.push(row)?;
        self.rows += 1;
        if self.rows == self.limit {
            self.batches.push(self.builder.to_record_batch()?);
            self.rows = 0;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Table, serde_arrow::Error> {
        if self.rows > 0 || self.batches.is_empty() {
            self.batches.push(self.builder.to_record_batch()?);
        }
        Ok(Table { schema: self.schema, batches: self.batches })
    }
}

#[pymethods]
impl Table {
    /// The names of its columns.
    #[getter]
    fn columns<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.schema.fields().iter().map(|field| field.name().as_str()))
    }

    /// The table as a `pyarrow.Table`.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Table::call(slf, "pyarrow", "table")
    }

    /// The table as a `polars.DataFrame`.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Table::call(slf, "polars", "DataFrame")
    }

    /// The table as a `pandas.DataFrame`, for which pyarrow must be installed.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Table::to_arrow(slf)?.call_method0("to_pandas")
    }

    /// The table's columns and their types.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    /// The table as one array of structs.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let whole = py.detach(|| concat_batches(&self.schema, &self.batches));
        let whole = StructArray::from(whole.map_err(|error| PyOverflowError::new_err(error.to_string()))?);
        Ok(to_array_pycapsules(py, structure(&self.schema), &whole, requested_schema)?)
    }

    /// The table as a stream of record batches.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        self.stream(py, requested_schema)
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} rows and {} columns>", self.__len__(), self.schema.fields().len())
    }
}

/// The field that a table is as an array.
fn structure(schema: &SchemaRef) -> FieldRef {
    Field::new("", DataType::Struct(schema.fields().clone()), false).into()
}
