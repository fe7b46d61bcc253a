//! What training a tagger of one's own needs of the library: the model inside
//! it, and the rows that the network reads of words. For the Python package's
//! `nutgraf.train`, so that it computes no feature a second time; no part of
//! what the crate promises.

use crate::entity::Tagger;
use crate::error::Error;

/// The bytes of the model inside the library, where it has one.
pub fn embedded_model() -> Option<&'static [u8]> {
    #[cfg(feature = "embedded-model")]
    return Some(crate::entity::EMBEDDED);
    #[cfg(not(feature = "embedded-model"))]
    None
}

/// For each word of each sentence the numbers of its rows, counted through the
/// tables of words, prefixes, suffixes, shapes and lists: first its own, then
/// that of its exact spelling (none: −1), then the others.
///
/// # Errors
///
/// [`InvalidModel`](crate::ErrorKind::InvalidModel), as opening it.
pub fn rows(model: &[u8], sentences: &[Vec<String>]) -> Result<Vec<Vec<Vec<i32>>>, Error> {
    let tagger = Tagger::from_bytes(model.to_vec())?;
    Ok(sentences.iter().map(|words| tagger.rows(words)).collect())
}
