//! An extractor other than the one inside the library.

use std::path::Path;

use crate::entity::{MergeRule, Policy, Source};
use crate::error::{Error, ErrorKind};
use crate::extractor::Extractor;
use crate::gazetteer::Gazetteer;
#[cfg(feature = "patterns")]
use crate::pattern::Patterns;

/// Makes an [`Extractor`] with another model, abbreviations of your own or a
/// least score.
///
/// ```
/// let extractor = nutgraf::Extractor::builder().abbreviations(["Regt", "Bde"]).build()?;
/// let doc = extractor.extract("The 3rd Bde. Marched on. It rained.")?;
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
#[must_use = "a builder does nothing until `build`"]
pub struct ExtractorBuilder {
    pub(crate) model: Option<Vec<u8>>,
    pub(crate) abbreviations: Vec<String>,
    pub(crate) min_score: f32,
    pub(crate) gazetteers: Vec<Gazetteer>,
    #[cfg(feature = "patterns")]
    pub(crate) patterns: Vec<Patterns>,
    pub(crate) policy: Policy,
}

impl ExtractorBuilder {
    /// The model: the bytes of a model file, instead of the one inside the
    /// library.
    pub fn model(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.model = Some(bytes.into());
        self
    }

    /// The model, read from a file.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Io`] where the file cannot be read.
    pub fn model_path(self, path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| {
            Error::with_source(ErrorKind::Io, format!("model: {}: {error}", path.display()), error)
        })?;
        Ok(self.model(bytes))
    }

    /// Words whose stop ends no sentence, besides those known; with or without
    /// the stop, in any case.
    pub fn abbreviations<S: Into<String>>(mut self, words: impl IntoIterator<Item = S>) -> Self {
        self.abbreviations.extend(words.into_iter().map(Into::into));
        self
    }

    /// Leaves out the names whose [`Entity::score`](crate::Entity::score) is
    /// lower: at 0.8 fewer names, of which more are right. From 0 (all, unless
    /// this is called) to 1. What a rule finds has no score and stays.
    ///
    /// ```
    /// let extractor = nutgraf::Extractor::builder().min_score(0.8).build()?;
    /// let doc = extractor.extract("Amina Otieno flew to Lima.")?;
    /// assert!(doc.entities().all(|entity| entity.score() >= Some(0.8)));
    /// # Ok::<(), nutgraf::Error>(())
    /// ```
    pub fn min_score(mut self, score: f32) -> Self {
        self.min_score = score;
        self
    }

    /// A list of your own names; may be called again for another.
    pub fn gazetteer(mut self, gazetteer: Gazetteer) -> Self {
        self.gazetteers.push(gazetteer);
        self
    }

    /// Patterns of your own; may be called again for more.
    #[cfg(feature = "patterns")]
    pub fn patterns(mut self, patterns: Patterns) -> Self {
        self.patterns.push(patterns);
        self
    }

    /// Which of two mentions that overlap stays; [`MergeRule::Longest`], unless
    /// this is called.
    pub fn merge(mut self, rule: MergeRule) -> Self {
        self.policy.rule = rule;
        self
    }

    /// Which sources come first where the merge rule leaves a tie, or decides
    /// by priority: gazetteer, pattern, value, address, tagger, unless this is
    /// called. Sources that are not named follow in that order.
    pub fn priority(mut self, sources: impl IntoIterator<Item = Source>) -> Self {
        self.policy.put_first(sources);
        self
    }

    /// The extractor.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidModel`] where the model is foreign, damaged, cut
    /// short or of another version; [`ErrorKind::InvalidArgument`] where an
    /// abbreviation is empty or has a blank in it, or the least score is not
    /// from 0 to 1.
    pub fn build(self) -> Result<Extractor, Error> {
        Extractor::build(self)
    }
}
