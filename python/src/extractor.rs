//! The engine, and splitting into sentences, which needs none.

use nutgraf::Source;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyTuple};

use crate::batch::{Batch, Options};
use crate::document::Document;
use crate::error::raise;
use crate::gazetteer::Gazetteer;
use crate::offsets::Offsets;
use crate::pattern::Patterns;
use crate::{input, output};

/// The immutable engine with its model.
///
/// Made once and shared by any number of threads. `model` is a path or the
/// bytes of a model file, instead of the one inside the library;
/// `abbreviations` are words whose stop ends no sentence, besides those known;
/// names with a score below `min_score`, 0 to 1, are left out. `gazetteer` is a
/// `Gazetteer` of your own names, or several, `patterns` are `Patterns`; `merge` says which of two mentions
/// that overlap stays ("longest", "priority", "score"), and `priority` which
/// sources come first where that leaves a tie, or decides.
///
/// >>> import nutgraf
/// >>> words = "Regt", "Bde"
/// >>> extractor = nutgraf.Extractor(abbreviations=words)
/// >>> len(extractor.extract("It rained. We left.").sentences)
/// 2
#[pyclass(frozen, module = "nutgraf")]
pub(crate) struct Extractor {
    core: nutgraf::Extractor,
    /// What it was made of, for pickle.
    made_of: Parts,
}

/// Model, abbreviations, least score, gazetteers, patterns, merge rule, priority.
type Parts =
    (Option<Py<PyAny>>, Vec<String>, f32, Vec<Py<Gazetteer>>, Option<Py<Patterns>>, String, Vec<String>);

#[pymethods]
impl Extractor {
    #[new]
    #[pyo3(signature = (*, model=None, abbreviations=None, min_score=0.0, gazetteer=None, patterns=None, merge="longest", priority=None))]
    #[allow(clippy::too_many_arguments, reason = "each is a keyword in Python")]
    fn new(
        py: Python<'_>,
        model: Option<Bound<'_, PyAny>>,
        abbreviations: Option<&Bound<'_, PyAny>>,
        min_score: f32,
        gazetteer: Option<&Bound<'_, PyAny>>,
        patterns: Option<&Bound<'_, PyAny>>,
        merge: &str,
        priority: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let mut builder = nutgraf::Extractor::builder().min_score(min_score);
        if let Some(model) = &model {
            builder = if let Ok(bytes) = model.cast::<PyBytes>() {
                builder.model(bytes.as_bytes())
            } else {
                let path: std::path::PathBuf =
                    model.extract().map_err(|_| input::wrong_type("model", "bytes or a path", model))?;
                py.detach(|| builder.model_path(path)).map_err(|error| raise(&error))?
            };
        }
        let words = input::words("abbreviations", "a list of words", abbreviations)?;
        let gazetteers = gazetteer.map_or(Ok(Vec::new()), gazetteers)?;
        let patterns = patterns.map(|patterns| match patterns.cast::<Patterns>() {
            Ok(patterns) => Ok(patterns.clone().unbind()),
            Err(_) => Err(input::wrong_type("patterns", "Patterns", patterns)),
        });
        let patterns = patterns.transpose()?;
        let priority = input::words("priority", "a list of sources", priority)?;
        let sources = priority
            .iter()
            .map(|name| output::variant("priority", name))
            .collect::<PyResult<Vec<Source>>>()?;
        let mut builder =
            builder.abbreviations(words.clone()).merge(output::variant("merge", merge)?).priority(sources);
        for gazetteer in &gazetteers {
            builder = builder.gazetteer(gazetteer.get().core().clone());
        }
        if let Some(patterns) = &patterns {
            builder = builder.patterns(patterns.get().core().clone());
        }
        let core = py.detach(|| builder.build()).map_err(|error| raise(&error))?;
        let made_of =
            (model.map(Bound::unbind), words, min_score, gazetteers, patterns, merge.to_owned(), priority);
        Ok(Extractor { core, made_of })
    }

    /// Everything in `text`; linear in its length, and other threads run meanwhile.
    ///
    /// `date` is the document's date, against which "Tuesday" is read: a
    /// `datetime.date` or "YYYY-MM-DD". `only` names the layers wanted, out of
    /// sentences, tokens, entities, values, clusters, quotes.
    ///
    /// Raises an `ArgumentTypeError` (a `TypeError`) where `text` is no `str`, and
    /// an `ArgumentError` (a `ValueError`) where it has lone surrogates, and for a
    /// date or a layer that is none.
    #[pyo3(signature = (text, date=None, only=None))]
    fn extract(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        only: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Document> {
        let layers = input::layers(only)?;
        let date = date.map_or(Ok(None), input::date)?;
        let mut request = self.core.request(input::text("text", text)?).only(layers);
        if let Some(date) = date {
            request = request.date(&date).map_err(|error| raise(&error))?;
        }
        py.detach(|| request.extract()).map(Document::new).map_err(|error| raise(&error))
    }

    /// Everything in each of `texts`, in order, on `threads` threads (None: as
    /// many as there are cores), while other Python threads run.
    ///
    /// `texts` is any iterable. `dates` is a date for each text, or one for all.
    /// A row is a `Document`; None where the text is None, NaN or NA; and where
    /// it failed the `Error`, which is not raised: `batch.errors` has them all.
    /// `progress` shows a bar, for which tqdm must be installed.
    ///
    /// >>> import nutgraf
    /// >>> batch = nutgraf.extract_batch(["It rained in Accra.", None, 7])
    /// >>> batch[0].text, batch[1], batch.errors
    /// ('It rained in Accra.', None, {2: ArgumentTypeError('text: expected a str, got int')})
    #[pyo3(signature = (texts, dates=None, *, only=None, threads=None, progress=false))]
    fn extract_batch(
        &self,
        texts: &Bound<'_, PyAny>,
        dates: Option<&Bound<'_, PyAny>>,
        only: Option<&Bound<'_, PyAny>>,
        threads: Option<isize>,
        progress: bool,
    ) -> PyResult<Batch> {
        let options = Options::new(input::layers(only)?, threads, progress)?;
        Batch::extract(&self.core, texts, dates, &options)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (model, words, min_score, gazetteers, patterns, merge, priority) = &self.made_of;
        let mut parts = Vec::new();
        if let Some(model) = model {
            let bytes = model.bind(py).cast::<PyBytes>().map(|bytes| bytes.as_bytes().len());
            let model = bytes.map_or_else(
                |_| model.bind(py).repr().map(|repr| repr.to_string()),
                |len| Ok(format!("<{len} bytes>")),
            );
            parts.push(format!("model={}", model?));
        }
        if !words.is_empty() {
            parts.push(format!("abbreviations={}", PyList::new(py, words)?.repr()?));
        }
        if *min_score > 0.0 {
            parts.push(format!("min_score={min_score}"));
        }
        if !gazetteers.is_empty() {
            parts.push(format!("gazetteer={}", PyList::new(py, gazetteers)?.repr()?));
        }
        if let Some(patterns) = patterns {
            parts.push(format!("patterns={}", patterns.bind(py).repr()?));
        }
        if merge != "longest" {
            parts.push(format!("merge={merge:?}"));
        }
        if !priority.is_empty() {
            parts.push(format!("priority={}", PyList::new(py, priority)?.repr()?));
        }
        Ok(format!("Extractor({})", parts.join(", ")))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let make = py.import("nutgraf._nutgraf")?.getattr("_extractor")?;
        let (model, words, min_score, gazetteers, patterns, merge, priority) = &self.made_of;
        let model = model.as_ref().map(|model| model.clone_ref(py));
        let gazetteers = PyList::new(py, gazetteers)?;
        let patterns = patterns.as_ref().map(|patterns| patterns.clone_ref(py));
        (make, (model, words.clone(), *min_score, gazetteers, patterns, merge, priority.clone()))
            .into_pyobject(py)
    }
}

impl Extractor {
    pub(crate) fn core(&self) -> &nutgraf::Extractor {
        &self.core
    }
}

/// An extractor as it was pickled.
#[pyfunction(name = "_extractor")]
#[allow(clippy::too_many_arguments, reason = "each is a keyword in Python")]
pub(crate) fn make(
    py: Python<'_>,
    model: Option<Bound<'_, PyAny>>,
    abbreviations: &Bound<'_, PyAny>,
    min_score: f32,
    gazetteers: &Bound<'_, PyAny>,
    patterns: Option<&Bound<'_, PyAny>>,
    merge: &str,
    priority: &Bound<'_, PyAny>,
) -> PyResult<Extractor> {
    Extractor::new(
        py,
        model,
        Some(abbreviations),
        min_score,
        Some(gazetteers),
        patterns,
        merge,
        Some(priority),
    )
}

/// One gazetteer, or several.
fn gazetteers(object: &Bound<'_, PyAny>) -> PyResult<Vec<Py<Gazetteer>>> {
    if let Ok(one) = object.cast::<Gazetteer>() {
        return Ok(vec![one.clone().unbind()]);
    }
    let Ok(all) = object.try_iter() else {
        return Err(input::wrong_type("gazetteer", "a Gazetteer or several", object));
    };
    let each = |one: PyResult<Bound<'_, PyAny>>| match one?.cast_into::<Gazetteer>() {
        Ok(one) => Ok(one.unbind()),
        Err(error) => Err(input::wrong_type("gazetteer", "a Gazetteer or several", &error.into_inner())),
    };
    all.map(each).collect()
}

/// The sentences of `text`, and where each starts and ends in code points.
#[pyfunction(name = "_split")]
pub(crate) fn split<'py>(py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyTuple>> {
    let text = input::text("text", text)?;
    let (sentences, spans) = py.detach(|| {
        let offsets = Offsets::of(&text);
        let before = |at| offsets.before(&text, at).code_points();
        let all = nutgraf::sentences(&text).map(|sentence| {
            let span = sentence.span();
            (sentence.text(), (before(span.start()), before(span.end())))
        });
        all.unzip::<_, _, Vec<_>, Vec<_>>()
    });
    (sentences, spans).into_pyobject(py)
}
