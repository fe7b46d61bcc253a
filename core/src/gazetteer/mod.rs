//! Your own names: lists of up to several millions, found at the speed of the
//! tagger.

mod automaton;
mod build;
mod bytes;
mod entry;
mod file;
mod find;
mod fold;
#[cfg(feature = "serde")]
mod read;

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

pub use build::GazetteerBuilder;
pub use entry::{CaseRule, GazetteerEntry};
pub(crate) use find::Evidence;

use crate::error::{Error, ErrorKind};
use bytes::Bytes;
use file::File;

/// A list of your own names, each with a label and perhaps an identifier,
/// other names and a score.
///
/// Built once, saved, and opened in place; immutable, so any number of
/// extractors and threads share one. Names are found on the borders of tokens,
/// the longest first. Accents, hyphens and blanks make no difference, nor do
/// the stops of abbreviations; of a possessive the name alone is found. Small
/// and capital letters count as each entry's [`CaseRule`] says. A name that is
/// an ordinary word ("Shell", "May") is found only where the tagger agrees or
/// its capitals stand out from the words around it.
///
/// ```
/// use nutgraf::{Extractor, Gazetteer, GazetteerEntry};
/// let gazetteer = Gazetteer::builder()
///     .entry(GazetteerEntry::new("Acme Holdings", "ORG").id("id-1").alias("Acme"))
///     .build()?;
/// let extractor = Extractor::builder().gazetteer(gazetteer).build()?;
/// let doc = extractor.extract("Shares of Acme's rival fell.")?;
/// let acme = doc.entity(0).unwrap();
/// assert_eq!((acme.text(), acme.id()), ("Acme", Some("id-1")));
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Gazetteer {
    file: Arc<File>,
}

impl Gazetteer {
    /// Makes a gazetteer from entries.
    pub fn builder() -> GazetteerBuilder {
        GazetteerBuilder::default()
    }

    /// Opens what [`Gazetteer::to_bytes`] gave or [`Gazetteer::save`] wrote;
    /// at the speed of its checksums, for nothing is parsed.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidGazetteer`] where it is foreign, damaged, cut short
    /// or of another version.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, Error> {
        Self::of(Bytes::Memory(bytes.into()))
    }

    /// Opens a file in place: it is read, and checked, a piece at a time, when a
    /// text first leads there. So a file of any length is open at once, and
    /// takes memory as far as it is used.
    ///
    /// It may be renamed, deleted, or replaced by another of its name, but is
    /// not to be written to as long as it is in use. A piece that is damaged, or
    /// was written to, is an error of the text that leads there, as of
    /// [`Extractor::extract`](crate::Extractor::extract), and never a part of a
    /// result; [`Gazetteer::to_bytes`] checks all of them.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where it cannot be read, and as
    /// [`Gazetteer::from_bytes`] but for damage that no text has led to.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Error> {
        Self::of(Bytes::open(path.as_ref())?)
    }

    fn of(bytes: Bytes) -> Result<Self, Error> {
        Ok(Self { file: Arc::new(File::open(bytes)?) })
    }

    /// The bytes of its file.
    ///
    /// # Errors
    ///
    /// Of one that was opened from a file: [`ErrorKind::Io`] where that can no
    /// longer be read, [`ErrorKind::InvalidGazetteer`] where it is damaged.
    pub fn to_bytes(&self) -> Result<Cow<'_, [u8]>, Error> {
        self.file.bytes().all()
    }

    /// Writes its file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where it cannot be written, and as
    /// [`Gazetteer::to_bytes`].
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        std::fs::write(path.as_ref(), self.to_bytes()?).map_err(|error| failed(path.as_ref(), error))
    }

    /// How many names it has, the other names of entries included.
    pub fn len(&self) -> usize {
        self.file.len()
    }

    /// Never: an empty list is not built.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn failed(path: &Path, error: std::io::Error) -> Error {
    Error::with_source(ErrorKind::Io, format!("gazetteer: {}: {error}", path.display()), error)
}

fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidGazetteer, format!("gazetteer: {what}"))
}

#[cfg(test)]
mod tests;
