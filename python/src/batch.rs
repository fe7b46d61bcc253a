//! Many texts at once.

use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use nutgraf::Layer;
use pyo3::exceptions::{PyImportError, PyIndexError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyIterator, PyList, PySlice};

use crate::column::{Cell, Column};
use crate::document::Document;
use crate::error::{ArgumentError, raise};
use crate::table::{Rows, Table};

/// How many bytes of text, and how many rows, are taken from the iterable before
/// they are worked on: enough that the threads are seldom idle, and few enough
/// that a stream of texts is never in memory as a whole.
const CHUNK_BYTES: usize = 4 << 20;
const CHUNK_ROWS: usize = 1 << 14;

/// How often an interrupt is looked for and the bar moves.
const TICK: Duration = Duration::from_millis(100);

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

/// The results of many texts, in their order.
///
/// A sequence: a row is a `Document`; None where there was no text; and the
/// `Error` where it failed.
///
/// >>> import nutgraf
/// >>> batch = nutgraf.extract_batch(["It rained.", None, 7])
/// >>> batch
/// <Batch of 1 documents, 1 errors, 1 empty rows>
/// >>> len(batch.table("documents"))
/// 3
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
        let mut texts = Column::of_texts(texts)?;
        let mut dates = Column::of_dates(dates)?;
        let bar = if options.progress { Some(Bar::open(py, texts.len())?) } else { None };
        let rows = PyList::empty(py);
        let mut ended = false;
        while !ended {
            let before = rows.len();
            let mut work = Vec::new();
            let mut places = Vec::new();
            let mut bytes = 0;
            while bytes < CHUNK_BYTES && rows.len() - before < CHUNK_ROWS {
                let Some(text) = texts.next()? else {
                    ended = true;
                    break;
                };
                let date = dates.next()?.ok_or_else(|| ArgumentError::new_err("dates: fewer than texts"))?;
                match Work::of(text, date) {
                    Ok(Some(one)) => {
                        bytes += one.text.len();
                        places.push(rows.len());
                        work.push(one);
                        rows.append(py.None())?;
                    }
                    Ok(None) => rows.append(py.None())?,
                    Err(error) => rows.append(row_error(py, error)?)?,
                }
            }
            let results = run(py, extractor, work, options, |begun| match &bar {
                Some(bar) => bar.show(before + begun),
                None => Ok(()),
            })?;
            for (place, result) in places.into_iter().zip(results) {
                match result {
                    Ok(doc) => rows.set_item(place, Document::new(doc))?,
                    Err(error) => rows.set_item(place, row_error(py, raise(&error))?)?,
                }
            }
            py.check_signals()?;
            if let Some(bar) = &bar {
                bar.show(rows.len())?;
            }
        }
        if let Some(bar) = bar {
            bar.close()?;
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

/// A row that has a text, with its date in a form that the core has accepted.
struct Work {
    text: String,
    date: Option<String>,
}

impl Work {
    /// The work of a row; none where it has no text.
    fn of(text: Cell, date: Cell) -> PyResult<Option<Self>> {
        let Some(text) = text? else { return Ok(None) };
        let date = date?;
        if let Some(date) = &date {
            date.parse::<nutgraf::Date>().map_err(|error| raise(&error))?;
        }
        Ok(Some(Work { text, date }))
    }

    fn request(self, extractor: &nutgraf::Extractor, layers: Layer) -> Option<nutgraf::Request<'_>> {
        let request = extractor.request(self.text).only(layers);
        match self.date {
            Some(date) => request.date(&date).ok(),
            None => Some(request),
        }
    }
}

type Results = Vec<Result<nutgraf::Document, nutgraf::Error>>;

/// Does the work, while other Python threads run and this one looks for an
/// interrupt and moves the bar.
///
/// After an interrupt no text is begun, and what is under way is left to itself:
/// it ends with its text, however long that is, and nobody waits for it.
fn run(
    py: Python<'_>,
    extractor: &nutgraf::Extractor,
    work: Vec<Work>,
    options: &Options,
    moved: impl Fn(usize) -> PyResult<()>,
) -> PyResult<Results> {
    let state = Arc::new((AtomicBool::new(false), AtomicUsize::new(0)));
    let (done, ended) = mpsc::channel::<()>();
    let (theirs, extractor) = (Arc::clone(&state), extractor.clone());
    let (layers, threads) = (options.layers, options.threads);
    let worker = std::thread::Builder::new().spawn(move || {
        // Dropped at the end, or by a panic: then the channel has hung up.
        let _done = done;
        let (stop, begun) = &*theirs;
        let wanted = work.into_iter().take_while(|_| {
            begun.fetch_add(1, Ordering::Relaxed);
            !stop.load(Ordering::Relaxed)
        });
        let requests = wanted.filter_map(|work| work.request(&extractor, layers));
        nutgraf::extract_requests(requests, threads)
    })?;
    let (stop, begun) = &*state;
    let ended = Mutex::new(ended);
    let wait = || ended.lock().map_or(Err(RecvTimeoutError::Disconnected), |ended| ended.recv_timeout(TICK));
    while py.detach(wait) == Err(RecvTimeoutError::Timeout) {
        let outcome = py.check_signals().and_then(|()| moved(begun.load(Ordering::Relaxed)));
        if outcome.is_err() {
            stop.store(true, Ordering::Relaxed);
        }
        outcome?;
    }
    Ok(py.detach(|| worker.join()).unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

/// A bar of tqdm's.
struct Bar<'py> {
    bar: Bound<'py, PyAny>,
    shown: std::cell::Cell<usize>,
}

impl<'py> Bar<'py> {
    fn open(py: Python<'py>, total: Option<usize>) -> PyResult<Self> {
        let tqdm = py.import("tqdm.auto").map_err(|_| {
            PyImportError::new_err("progress=True draws its bar with tqdm: pip install 'nutgraf[progress]'")
        })?;
        let options = PyDict::new(py);
        options.set_item("total", total)?;
        options.set_item("unit", "text")?;
        let bar = tqdm.getattr("tqdm")?.call((), Some(&options))?;
        Ok(Bar { bar, shown: 0.into() })
    }

    /// Moves it to so many rows.
    fn show(&self, rows: usize) -> PyResult<()> {
        let more = rows.saturating_sub(self.shown.replace(rows));
        self.bar.call_method1("update", (more,)).map(drop)
    }

    fn close(self) -> PyResult<()> {
        self.bar.call_method0("close").map(drop)
    }
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

    /// The results as an Arrow table: a row a mention ("mentions"), or a row a
    /// text with its lists nested ("documents").
    ///
    /// The table is read by whatever reads Arrow: `polars.DataFrame(table)`,
    /// `pyarrow.table(table)`, DuckDB. A text that failed has one row with its
    /// `error`; of mentions, a text that is none has no row.
    #[pyo3(signature = (rows=Rows::Mentions), text_signature = "($self, rows='mentions')")]
    pub(crate) fn table(&self, py: Python<'_>, rows: Rows) -> PyResult<Table> {
        Table::of(py, self.rows.bind(py), rows)
    }

    /// The same as a `pyarrow.Table`.
    #[pyo3(signature = (rows=Rows::Mentions), text_signature = "($self, rows='mentions')")]
    fn to_arrow<'py>(&self, py: Python<'py>, rows: Rows) -> PyResult<Bound<'py, PyAny>> {
        self.table(py, rows)?.into_pyobject(py)?.call_method0("to_arrow")
    }

    /// The same as a `polars.DataFrame`.
    #[pyo3(signature = (rows=Rows::Mentions), text_signature = "($self, rows='mentions')")]
    fn to_polars<'py>(&self, py: Python<'py>, rows: Rows) -> PyResult<Bound<'py, PyAny>> {
        self.table(py, rows)?.into_pyobject(py)?.call_method0("to_polars")
    }

    /// The same as a `pandas.DataFrame`, for which pyarrow must be installed.
    #[pyo3(signature = (rows=Rows::Mentions), text_signature = "($self, rows='mentions')")]
    fn to_pandas<'py>(&self, py: Python<'py>, rows: Rows) -> PyResult<Bound<'py, PyAny>> {
        self.table(py, rows)?.into_pyobject(py)?.call_method0("to_pandas")
    }

    /// The table of mentions as a stream of Arrow.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        self.table(py, Rows::Mentions)?.stream(py, requested_schema)
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
