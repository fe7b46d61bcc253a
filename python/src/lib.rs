//! The module `nutgraf._nutgraf`: thin classes over the core, for the Python
//! package to re-export.
//!
//! Every class is a frozen view: it holds a document and a number, and looks
//! the rest up in the core. Nothing is decided here but how a Python value
//! turns into an argument and a result into a Python value.

// The documentation is Python's, where a list of strings is no link.
#![allow(clippy::doc_link_with_quotes)]

mod batch;
mod cluster;
mod column;
mod document;
mod error;
mod extractor;
mod gazetteer;
mod input;
mod list;
mod offsets;
mod output;
mod pattern;
mod quote;
mod record;
mod slice;
mod span;
mod stream;
mod table;
mod training;
mod value;

use pyo3::prelude::*;

/// The native half of nutgraf; import `nutgraf` instead.
#[pymodule(gil_used = false)]
mod _nutgraf {
    use std::sync::OnceLock;

    use pyo3::exceptions::PyImportError;
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::{
        batch::{Batch, restore as restore_batch},
        cluster::{Cluster, Role},
        document::{Document, restore},
        extractor::{Extractor, make, split},
        gazetteer::Gazetteer,
        list::{List, Walk},
        pattern::Patterns,
        quote::Quote,
        span::{Entity, Mention, Reference, Sentence, Span, TimexMention, Token},
        stream::{SentenceStream, StreamedSentence},
        table::Table,
        training::{model, rows},
        value::{Amount, Money, Number, Ordinal, Percent, Quantity, Timex, Value},
    };

    #[pymodule_export]
    const VERSION: &str = env!("CARGO_PKG_VERSION");

    /// The interpreter that the classes belong to, told by its table of modules.
    static HOME: OnceLock<usize> = OnceLock::new();

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let here = module.py().import("sys")?.getattr("modules")?.as_ptr() as usize;
        if *HOME.get_or_init(|| here) == here {
            return Ok(());
        }
        Err(PyImportError::new_err(
            "nutgraf works in one interpreter of a process, and another has it; use threads, which run at \
             the same time while nutgraf works, or processes",
        ))
    }
}
