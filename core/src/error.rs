//! What can go wrong, said so that the reader knows the cure.

use std::borrow::Cow;

/// A failure: a kind to match on, and a message that names the remedy.
///
/// ```
/// use nutgraf::{ErrorKind, Extractor};
/// let error = Extractor::new().request("…").date("2026-02-30").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidArgument);
/// assert!(error.to_string().contains("date"));
/// ```
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: Cow<'static, str>,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The kinds of [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument has no meaning; the message names it.
    InvalidArgument,
    /// The text is longer than [`Span::MAX`](crate::Span::MAX) bytes.
    TextTooLong,
    /// A model file is foreign, damaged, cut short or of another version.
    InvalidModel,
    /// The library was built without a model and none was given.
    NoModel,
    /// A file could not be read.
    Io,
    /// A list of names is not one, or a gazetteer file is foreign, damaged, cut
    /// short or of another version.
    InvalidGazetteer,
    /// A pattern is malformed; the message says where.
    InvalidPattern,
    /// A JSON text is no document of a known schema.
    InvalidJson,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    pub(crate) fn with_source(
        kind: ErrorKind,
        message: impl Into<Cow<'static, str>>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self { kind, message: message.into(), source: Some(source.into()) }
    }

    /// What kind of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}
