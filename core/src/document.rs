//! One result: the text and everything found in it.

use crate::cluster::{Cluster, ClusterData};
use crate::entity::{Entity, EntityData};
use crate::layer::Layer;
use crate::quote::{Quote, QuoteData};
use crate::sentence::{Sentence, SentenceData};
use crate::span::Span;
use crate::token::Token;
use crate::value::{Date, TimexData, TimexMention};

/// A text with what was found in it; immutable.
///
/// Everything is handed out as a view that borrows the document: a span, the
/// text at it, and what is known of it. All lists are in the order of the text.
///
/// ```
/// let doc = nutgraf::Extractor::new().extract("Ms. Achieng flew to Lima. She liked it.")?;
/// assert_eq!(doc.sentences().len(), 2);
/// for entity in doc.entities() {
///     assert_eq!(&doc.text()[entity.span().range()], entity.text());
/// }
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) date: Option<Date>,
    pub(crate) layers: Layer,
    pub(crate) sentences: Vec<SentenceData>,
    pub(crate) tokens: Vec<Span>,
    pub(crate) entities: Vec<EntityData>,
    pub(crate) timexes: Vec<TimexData>,
    pub(crate) clusters: Vec<ClusterData>,
    pub(crate) quotes: Vec<QuoteData>,
}

impl Document {
    /// The text, untouched.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The document's date: the one given, or the one that its first lines
    /// tell. Relative dates resolve against it.
    pub fn date(&self) -> Option<Date> {
        self.date
    }

    /// The layers that were asked for; lists of the others are empty.
    pub fn layers(&self) -> Layer {
        self.layers
    }

    /// The sentences.
    pub fn sentences(&self) -> impl ExactSizeIterator<Item = Sentence<'_>> + DoubleEndedIterator {
        self.sentences.iter().map(|&data| Sentence::new(&self.text, data))
    }

    /// The sentence numbered `index`, from 0.
    pub fn sentence(&self, index: usize) -> Option<Sentence<'_>> {
        let data = self.sentences.get(index)?;
        Some(Sentence::new(&self.text, *data))
    }

    /// The tokens.
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = Token<'_>> + DoubleEndedIterator {
        self.tokens.iter().map(|&span| Token::new(&self.text, span))
    }

    /// The token numbered `index`, from 0.
    pub fn token(&self, index: usize) -> Option<Token<'_>> {
        let span = self.tokens.get(index)?;
        Some(Token::new(&self.text, *span))
    }

    /// The entities: every mention of a name, and every value. They do not
    /// overlap.
    pub fn entities(&self) -> impl ExactSizeIterator<Item = Entity<'_>> + DoubleEndedIterator {
        self.entities.iter().map(|data| Entity::new(self, data))
    }

    /// The entity numbered `index`, from 0.
    pub fn entity(&self, index: usize) -> Option<Entity<'_>> {
        Some(Entity::new(self, self.entities.get(index)?))
    }

    /// The times as TIMEX3 spans them.
    pub fn timexes(&self) -> impl ExactSizeIterator<Item = TimexMention<'_>> + DoubleEndedIterator {
        self.timexes.iter().map(|data| TimexMention::new(&self.text, data))
    }

    /// The time expression numbered `index`, from 0.
    pub fn timex(&self, index: usize) -> Option<TimexMention<'_>> {
        Some(TimexMention::new(&self.text, self.timexes.get(index)?))
    }

    /// The clusters, in the order of their first mention.
    pub fn clusters(&self) -> impl ExactSizeIterator<Item = Cluster<'_>> + DoubleEndedIterator {
        self.clusters.iter().enumerate().map(|(index, data)| Cluster::new(self, index as u32, data))
    }

    /// The cluster numbered `index`, from 0.
    pub fn cluster(&self, index: usize) -> Option<Cluster<'_>> {
        let data = self.clusters.get(index)?;
        Some(Cluster::new(self, index as u32, data))
    }

    /// The quotations.
    pub fn quotes(&self) -> impl ExactSizeIterator<Item = Quote<'_>> + DoubleEndedIterator {
        self.quotes.iter().map(|data| Quote::new(self, data))
    }

    /// The quotation numbered `index`, from 0.
    pub fn quote(&self, index: usize) -> Option<Quote<'_>> {
        Some(Quote::new(self, self.quotes.get(index)?))
    }

    /// Drops what was computed for others and not asked for.
    pub(crate) fn keep(&mut self, layers: Layer) {
        if !layers.contains(Layer::SENTENCES) {
            self.sentences = Vec::new();
        }
        if !layers.contains(Layer::TOKENS) {
            self.tokens = Vec::new();
        }
        if !layers.contains(Layer::VALUES) {
            self.timexes = Vec::new();
        }
        let all = Layer::ENTITIES | Layer::VALUES;
        if !layers.contains(all) {
            // Mentions point at entities by number, and the numbers change.
            for mention in self.clusters.iter_mut().flat_map(|cluster| &mut cluster.mentions) {
                mention.entity = None;
            }
            self.entities.retain(|entity| {
                let layer = if entity.value.is_some() { Layer::VALUES } else { Layer::ENTITIES };
                layers.contains(layer)
            });
        }
        if !layers.contains(Layer::CLUSTERS) {
            self.clusters = Vec::new();
            for entity in &mut self.entities {
                entity.cluster = None;
            }
            for speaker in self.quotes.iter_mut().filter_map(|quote| quote.speaker.as_mut()) {
                speaker.cluster = None;
            }
        }
    }
}
