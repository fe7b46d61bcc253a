//! The engine: text in, document out.

use std::sync::Arc;

use crate::builder::ExtractorBuilder;
use crate::cluster;
use crate::document::Document;
use crate::entity::{self, Policy, Tagger};
use crate::error::{Error, ErrorKind};
use crate::gazetteer::{Evidence, Gazetteer};
use crate::label::Label;
use crate::layer::Layer;
#[cfg(feature = "patterns")]
use crate::pattern::Patterns;
use crate::quote;
use crate::sentence;
use crate::span::Span;
use crate::text::Parsed;
use crate::token;
use crate::value::{self, Date};

/// The immutable engine with its model.
///
/// Made once and shared: cloning copies a pointer, and any number of threads
/// may use one at a time. It has no setters; [`Extractor::builder`] makes a
/// different one.
///
/// ```
/// let extractor = nutgraf::Extractor::new();
/// let doc = extractor.extract("The ministry in Nairobi paid $3 million on 4 May 2025.")?;
/// for entity in doc.entities() {
///     println!("{} {} {:?}", entity.text(), entity.label(), entity.value());
/// }
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Extractor {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    tagger: Option<Tagger>,
    abbreviations: Vec<String>,
    min_score: f32,
    gazetteers: Vec<Gazetteer>,
    #[cfg(feature = "patterns")]
    patterns: Vec<Patterns>,
    policy: Policy,
}

impl Extractor {
    /// An extractor with the model inside the library.
    ///
    /// Built without the feature `embedded-model` it has none: then whatever
    /// needs the tagger is [`ErrorKind::NoModel`], and sentences, tokens and
    /// values still work.
    pub fn new() -> Self {
        Self::with_tagger(Tagger::embedded().ok())
    }

    fn with_tagger(tagger: Option<Tagger>) -> Self {
        let inner = Inner {
            tagger,
            abbreviations: Vec::new(),
            min_score: 0.0,
            gazetteers: Vec::new(),
            #[cfg(feature = "patterns")]
            patterns: Vec::new(),
            policy: Policy::default(),
        };
        Self { inner: Arc::new(inner) }
    }

    /// Makes an extractor with options.
    pub fn builder() -> ExtractorBuilder {
        ExtractorBuilder::default()
    }

    pub(crate) fn build(builder: ExtractorBuilder) -> Result<Self, Error> {
        for word in &builder.abbreviations {
            if word.trim_end_matches('.').is_empty() || word.contains(char::is_whitespace) {
                return Err(Error::new(
                    ErrorKind::InvalidArgument,
                    format!("abbreviations: {word:?} is no single word"),
                ));
            }
        }
        let min_score = builder.min_score;
        if !(0.0..=1.0).contains(&min_score) {
            return Err(Error::new(
                ErrorKind::InvalidArgument,
                format!("min_score: {min_score} is not from 0 to 1"),
            ));
        }
        let tagger = match builder.model {
            Some(bytes) => Some(Tagger::from_bytes(bytes)?),
            None => Tagger::embedded().ok(),
        };
        let inner = Inner {
            tagger,
            abbreviations: builder.abbreviations,
            min_score,
            gazetteers: builder.gazetteers,
            #[cfg(feature = "patterns")]
            patterns: builder.patterns,
            policy: builder.policy,
        };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Everything in `text`; linear in its length.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::TextTooLong`] beyond [`Span::MAX`] bytes,
    /// [`ErrorKind::NoModel`] without a model. Where the text leads into a part
    /// of a gazetteer's file that is damaged, [`ErrorKind::InvalidGazetteer`],
    /// and where that can no longer be read, [`ErrorKind::Io`].
    pub fn extract(&self, text: impl Into<String>) -> Result<Document, Error> {
        self.request(text).extract()
    }

    pub(crate) fn abbreviations(&self) -> &[String] {
        &self.inner.abbreviations
    }

    /// A call with options.
    ///
    /// ```
    /// use nutgraf::{Extractor, Layer};
    /// let doc = Extractor::new().request("See you next week.").date("2026-01-29")?.only(Layer::VALUES).extract()?;
    /// # Ok::<(), nutgraf::Error>(())
    /// ```
    pub fn request(&self, text: impl Into<String>) -> Request<'_> {
        Request { extractor: self, text: text.into(), date: None, layers: Layer::all() }
    }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}

/// A call with options, made by [`Extractor::request`].
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until `extract`"]
pub struct Request<'e> {
    extractor: &'e Extractor,
    text: String,
    date: Option<Date>,
    layers: Layer,
}

impl Request<'_> {
    /// The document's date, `YYYY-MM-DD`; goes before one in the text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArgument`] where the calendar has no such day.
    pub fn date(mut self, date: &str) -> Result<Self, Error> {
        self.date = Some(date.parse()?);
        Ok(self)
    }

    /// The text that was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The layers wanted; all are, where this is not called.
    pub fn only(mut self, layers: Layer) -> Self {
        self.layers = layers;
        self
    }

    /// Runs the stages.
    ///
    /// # Errors
    ///
    /// As [`Extractor::extract`].
    pub fn extract(self) -> Result<Document, Error> {
        self.run(&mut Scratch::default())
    }

    /// Runs the stages with a scratch that is used again.
    pub(crate) fn run(self, scratch: &mut Scratch) -> Result<Document, Error> {
        let Request { extractor, text, date, layers } = self;
        if text.len() > Span::MAX {
            return Err(Error::new(
                ErrorKind::TextTooLong,
                format!("text: {} bytes are more than {}; cut it at a paragraph", text.len(), Span::MAX),
            ));
        }
        let mut doc = Document {
            text,
            date,
            layers,
            sentences: Vec::new(),
            tokens: Vec::new(),
            entities: Vec::new(),
            timexes: Vec::new(),
            clusters: Vec::new(),
            quotes: Vec::new(),
        };
        let linked = layers.intersects(Layer::CLUSTERS | Layer::QUOTES);
        let tagged = linked || layers.intersects(Layer::ENTITIES | Layer::VALUES);

        sentence::split_with(&doc.text, &self.extractor.inner.abbreviations, &mut doc.sentences);
        if tagged || layers.contains(Layer::TOKENS) {
            scratch.first_tokens.clear();
            token::split(&doc.text, &doc.sentences, &mut doc.tokens, &mut scratch.first_tokens);
        }
        if tagged {
            let parsed = Parsed {
                text: &doc.text,
                sentences: &doc.sentences,
                tokens: &doc.tokens,
                first_tokens: &scratch.first_tokens,
            };
            let mut names = Vec::new();
            match extractor.inner.tagger.as_ref() {
                Some(tagger) => tagger.tag(&parsed, &mut scratch.tagger, &mut names),
                // Values need no names; they are only better with them.
                None if !linked && !layers.contains(Layer::ENTITIES) => {}
                None => {
                    return Err(Error::new(
                        ErrorKind::NoModel,
                        "this build has no model; give one to the builder, or build with `embedded-model`",
                    ));
                }
            }
            let least = Some(self.extractor.inner.min_score);
            names.retain(|name| name.score >= least);
            cluster::drop_bare_titles(&parsed, &mut names);
            // A model of the user's own may know other labels: rules add none that it has not.
            let knows = |label| extractor.inner.tagger.as_ref().is_some_and(|tagger| tagger.knows(label));
            if knows(Label::Law) {
                entity::known(&parsed, &mut names);
                entity::settle(&parsed, &mut names);
                entity::languages(&parsed, &mut names);
            }
            if knows(Label::Org) {
                cluster::mend_acronyms(&parsed, &mut names);
            }
            let tagged = names.len();
            entity::addresses(&parsed, &mut names);
            doc.date = date.or_else(|| value::document_date(&parsed));
            let (mut found, timexes) = value::find(&parsed, &names, doc.date);
            doc.timexes = timexes;
            let mut own = Vec::new();
            let tagged = names.get(..tagged).unwrap_or(&[]);
            let evidence = Evidence { tagged, values: &found };
            for gazetteer in &extractor.inner.gazetteers {
                gazetteer.find(&parsed, &evidence, &mut own)?;
            }
            names.append(&mut own);
            names.append(&mut found);
            drop((own, found));
            doc.entities = extractor.inner.policy.merge(names);
            #[cfg(feature = "patterns")]
            if !extractor.inner.patterns.is_empty() {
                let mut found = Vec::new();
                for patterns in &extractor.inner.patterns {
                    patterns.find(&parsed, &doc.entities, &mut found);
                }
                found.append(&mut doc.entities);
                doc.entities = extractor.inner.policy.merge(found);
            }
            if linked {
                let marks = quote::marks(&parsed);
                doc.clusters = cluster::find(&parsed, &mut doc.entities, &quote::quoted(&marks));
                if layers.contains(Layer::QUOTES) {
                    doc.quotes = quote::find(&parsed, &doc.entities, &doc.clusters, &marks);
                }
            }
        }
        doc.keep(layers);
        Ok(doc)
    }
}

/// What a call works on; made once a call or a thread, and used again.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    first_tokens: Vec<u32>,
    tagger: entity::Scratch,
}

/// An extractor as [`Extractor::new`] gives it on each kernel that this machine has.
#[cfg(all(any(test, fuzzing), feature = "embedded-model"))]
pub(crate) fn on_each_kernel() -> Vec<Extractor> {
    Tagger::on_each_kernel().map(|tagger| Extractor::with_tagger(Some(tagger))).collect()
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;

    #[test]
    fn a_text_gives_the_same_document_on_every_kernel() {
        let article = include_str!("../../examples/article.txt");
        // Cut anywhere, for sentences of all lengths and batches of all sizes.
        for text in (0..article.len()).step_by(397).filter_map(|from| article.get(from..)) {
            let docs: Vec<_> = on_each_kernel().iter().map(|each| each.extract(text).unwrap()).collect();
            assert!(docs.iter().all(|doc| *doc == docs[0]), "{text}");
        }
    }
}
