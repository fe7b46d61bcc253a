//! Many texts at once.

use std::num::NonZeroUsize;

use nutgraf::Layer;
use pyo3::exceptions::{PyImportError, PyIndexError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDict, PyIterator, PyList, PySlice, PyString};

use crate::document::Document;
use crate::error::{ArgumentError, raise};
use crate::input;

/// How many bytes of text, and how many texts, are worked on before a signal is
/// looked for and the bar moves: some tenths of a second, so that Ctrl-C is felt
/// at once and the threads are seldom idle.
const CHUNK_BYTES: usize = 1 << 20;
const CHUNK_ROWS: usize = 4096;

/// How a batch is worked on.
pub(crate) struct Options {
    layers: Layer,
    threads: Option<NonZeroUsize>,
    progress: bool,
}

impl Options {
    pub(crate) fn new(layers: Layer, threads: Option<isize>, progress: bool) -> PyResult<Self> {
        let threads = match threads {
            None => None,
            Some(number) => {
                let number = usize::try_from(number).ok().and_then(NonZeroUsize::new);
                let none = || ArgumentError::new_err("threads: must be at least 1, or None for one a core");
                Some(number.ok_or_else(none)?)
            }
        };
        Ok(Options { layers, threads, progress })
    }
}

/// The date of each row: none, one for all, or the next of many.
enum Dates<'py> {
    One(Option<String>),
    Each(Bound<'py, PyIterator>),
}

impl<'py> Dates<'py> {
    fn of(dates: Option<&Bound<'py, PyAny>>) -> PyResult<Self> {
        let Some(dates) = dates else { return Ok(Dates::One(None)) };
        if dates.is_instance_of::<PyString>() || dates.is_instance_of::<PyDate>() {
            return Ok(Dates::One(input::date(dates)?));
        }
        dates
            .try_iter()
            .map(Dates::Each)
            .map_err(|_| input::wrong_type("dates", "a date, or a date for each text", dates))
    }

    /// The date of the next row; a date that is none is the row's error.
    fn next(&mut self) -> PyResult<PyResult<Option<String>>> {
        match self {
            Dates::One(date) => Ok(Ok(date.clone())),
            Dates::Each(dates) => match dates.next() {
                Some(date) => Ok(input::date(&date?)),
                None => Err(ArgumentError::new_err("dates: fewer than texts")),
            },
        }
    }

    fn finish(self) -> PyResult<()> {
        if let Dates::Each(mut dates) = self
            && dates.next().is_some()
        {
            return Err(ArgumentError::new_err("dates: more than texts"));
        }
        Ok(())
    }
}

/// The results of many texts, in their order.
///
/// A sequence: a row is a `Document`; None where there was no text; and the
/// `Error` where it failed.
#[pyclass(frozen, sequence, module = "nutgraf")]
pub(crate) struct Batch {
    rows: Py<PyList>,
}

impl Batch {
    pub(crate) fn extract(
        extractor: &nutgraf::Extractor,
        texts: &Bound<'_, PyAny>,
        dates: Option<&Bound<'_, PyAny>>,
        options: &Options,
    ) -> PyResult<Self> {
        let py = texts.py();
        if texts.is_instance_of::<PyString>() {
            return Err(input::wrong_type("texts", "a list of str; extract() takes one", texts));
        }
        let total = texts.len().ok();
        let wrong = |_| input::wrong_type("texts", "an iterable of str", texts);
        let mut texts = texts.try_iter().map_err(wrong)?;
        let mut dates = Dates::of(dates)?;
        let bar = if options.progress { Some(bar(py, total)?) } else { None };
        let rows = PyList::empty(py);
        let mut ended = false;
        while !ended {
            let before = rows.len();
            let mut requests = Vec::new();
            let mut places = Vec::new();
            let mut bytes = 0;
            while bytes < CHUNK_BYTES && rows.len() - before < CHUNK_ROWS {
                let Some(object) = texts.next() else {
                    ended = true;
                    break;
                };
                let text = input::nullable_text("text", &object?);
                let date = dates.next()?;
                let request = text.and_then(|text| {
                    let Some(text) = text else { return Ok(None) };
                    let request = extractor.request(text).only(options.layers);
                    match date? {
                        Some(date) => request.date(&date).map(Some).map_err(|error| raise(&error)),
                        None => Ok(Some(request)),
                    }
                });
                match request {
                    Ok(Some(request)) => {
                        bytes += request.text().len();
                        places.push(rows.len());
                        requests.push(request);
                        rows.append(py.None())?;
                    }
                    Ok(None) => rows.append(py.None())?,
                    Err(error) => rows.append(row_error(py, error)?)?,
                }
            }
            let results = py.detach(|| nutgraf::extract_requests(requests, options.threads));
            for (place, result) in places.into_iter().zip(results) {
                match result {
                    Ok(doc) => rows.set_item(place, Document::new(doc))?,
                    Err(error) => rows.set_item(place, row_error(py, raise(&error))?)?,
                }
            }
            py.check_signals()?;
            if let Some(bar) = &bar {
                bar.call_method1("update", (rows.len() - before,))?;
            }
        }
        if let Some(bar) = &bar {
            bar.call_method0("close")?;
        }
        dates.finish()?;
        Ok(Batch { rows: rows.unbind() })
    }

    /// The rows and their numbers that are of that type.
    fn rows_of<'py, T: pyo3::type_object::PyTypeCheck>(
        &self,
        py: Python<'py>,
    ) -> Vec<(usize, Bound<'py, T>)> {
        let rows = self.rows.bind(py).iter().enumerate();
        rows.filter_map(|(row, item)| Some((row, item.cast_into().ok()?))).collect()
    }
}

/// An error of a row, without the frames that would keep their variables alive;
/// what is no `nutgraf.Error` (an interrupt, no memory) is raised.
fn row_error(py: Python<'_>, error: PyErr) -> PyResult<Py<PyAny>> {
    if error.is_instance_of::<crate::error::Error>(py) {
        Ok(error.into_value(py).into_any())
    } else {
        Err(error)
    }
}

fn bar(py: Python<'_>, total: Option<usize>) -> PyResult<Bound<'_, PyAny>> {
    let tqdm = py.import("tqdm.auto").map_err(|_| {
        PyImportError::new_err("progress=True draws its bar with tqdm: pip install 'nutgraf[progress]'")
    })?;
    let options = PyDict::new(py);
    options.set_item("total", total)?;
    options.set_item("unit", "text")?;
    tqdm.getattr("tqdm")?.call((), Some(&options))
}

#[pymethods]
impl Batch {
    /// What failed: the number of the row, and its error.
    #[getter]
    fn errors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (row, error) in self.rows_of::<crate::error::Error>(py) {
            dict.set_item(row, error)?;
        }
        Ok(dict)
    }

    /// What succeeded: the number of the row, and its document.
    #[getter]
    fn documents<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let dict = PyDict::new(py);
        for (row, doc) in self.rows_of::<Document>(py) {
            dict.set_item(row, doc)?;
        }
        Ok(dict)
    }

    fn __len__(&self, py: Python<'_>) -> usize {
        self.rows.bind(py).len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let rows = self.rows.bind(py);
        if index.is_instance_of::<PySlice>() {
            let rows = rows.as_any().get_item(index)?.cast_into::<PyList>()?;
            return Ok(Bound::new(py, Batch { rows: rows.unbind() })?.into_any());
        }
        let number: isize = index.extract()?;
        let number = if number < 0 { number + rows.len() as isize } else { number };
        let number = usize::try_from(number).ok().filter(|number| *number < rows.len());
        rows.get_item(number.ok_or_else(|| PyIndexError::new_err("row out of range"))?)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.rows.bind(py).try_iter()
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        let (documents, errors) =
            (self.rows_of::<Document>(py).len(), self.rows_of::<crate::error::Error>(py).len());
        let empty = self.__len__(py) - documents - errors;
        format!("<Batch of {documents} documents, {errors} errors, {empty} empty rows>")
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (Py<PyList>,))> {
        let make = slf.py().import("nutgraf._nutgraf")?.getattr("_batch")?;
        Ok((make, (slf.get().rows.clone_ref(slf.py()),)))
    }
}

/// A batch as it was pickled.
#[pyfunction(name = "_batch")]
pub(crate) fn restore(rows: Bound<'_, PyList>) -> Batch {
    Batch { rows: rows.unbind() }
}
