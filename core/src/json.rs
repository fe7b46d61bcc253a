//! A document as JSON, and back.
//!
//! The schema's version stands in every document and goes up with any change
//! that an old reader would not understand. Offsets are bytes, in every
//! language: the same text gives the same JSON through Rust, C and Python.
//! `docs/document.schema.json` describes it, and every case is held against it.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::cluster::{ClusterData, MentionData, MentionKind, RelationData, RelationKind, RoleData};
use crate::document::Document;
use crate::entity::{EntityData, Own, Source, label_name};
use crate::error::{Error, ErrorKind};
use crate::label::Label;
use crate::layer::Layer;
use crate::quote::{QuoteData, QuoteKind, SpeakerData};
use crate::sentence::{SentenceData, SentenceKind};
use crate::span::Span;
use crate::value::{Timex, TimexData, Value};

const SCHEMA: &str = "nutgraf/1";

impl Document {
    /// The document as JSON in one line.
    ///
    /// ```
    /// use nutgraf::{Document, Extractor};
    /// let doc = Extractor::new().extract("Rain fell in Accra.")?;
    /// let json = doc.to_json();
    /// assert!(json.starts_with(r#"{"schema":"nutgraf/1","offsets":"bytes","text":"Rain fell in Accra.""#));
    /// assert_eq!(Document::from_json(&json)?, doc);
    /// # Ok::<(), nutgraf::Error>(())
    /// ```
    pub fn to_json(&self) -> String {
        // Strings, numbers and lists only: nothing here can fail to serialise.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what [`Document::to_json`] wrote.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidJson`] where it is no JSON, of another schema, or
    /// its spans do not fit its text.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        serde_json::from_str(json)
            .map_err(|error| Error::with_source(ErrorKind::InvalidJson, format!("json: {error}"), error))
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Wire::of(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Wire::deserialize(deserializer)?.read().map_err(serde::de::Error::custom)
    }
}

/// A span with its text, so that a reader of the JSON needs no slicing.
#[derive(Serialize, Deserialize)]
struct Piece<'a> {
    start: usize,
    end: usize,
    #[serde(borrow, default)]
    text: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
struct Wire<'a> {
    #[serde(borrow)]
    schema: Cow<'a, str>,
    #[serde(borrow)]
    offsets: Cow<'a, str>,
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    date: Option<Cow<'a, str>>,
    #[serde(borrow)]
    layers: Vec<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<WireSentence<'a>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<Piece<'a>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entities: Option<Vec<WireEntity<'a>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    timexes: Option<Vec<WireTimex<'a>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    clusters: Option<Vec<WireCluster<'a>>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quotes: Option<Vec<WireQuote<'a>>>,
}

#[derive(Serialize, Deserialize)]
struct WireSentence<'a> {
    #[serde(borrow, flatten)]
    piece: Piece<'a>,
    kind: SentenceKind,
    paragraph: u32,
}

#[derive(Serialize, Deserialize)]
struct WireEntity<'a> {
    #[serde(borrow, flatten)]
    piece: Piece<'a>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    source: Source,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Cow<'a, Value>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cluster: Option<u32>,
}

#[derive(Serialize, Deserialize)]
struct WireTimex<'a> {
    #[serde(borrow, flatten)]
    piece: Piece<'a>,
    #[serde(flatten)]
    timex: Cow<'a, Timex>,
}

#[derive(Serialize, Deserialize)]
struct WireCluster<'a> {
    #[serde(borrow)]
    name: Piece<'a>,
    #[serde(borrow)]
    label: Cow<'a, str>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    id: Option<Cow<'a, str>>,
    mentions: Vec<WireMention<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<Piece<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acronym: Option<Piece<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    roles: Vec<WireRole<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    relations: Vec<WireRelation>,
}

#[derive(Serialize, Deserialize)]
struct WireMention<'a> {
    #[serde(borrow, flatten)]
    piece: Piece<'a>,
    kind: MentionKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    entity: Option<u32>,
}

/// A span that stands for a cluster.
#[derive(Serialize, Deserialize)]
struct WireLink<'a> {
    #[serde(borrow, flatten)]
    piece: Piece<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cluster: Option<u32>,
}

#[derive(Serialize, Deserialize)]
struct WireRole<'a> {
    #[serde(borrow)]
    title: Piece<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    organisation: Option<WireLink<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<WireLink<'a>>,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    former: bool,
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    acting: bool,
}

#[derive(Serialize, Deserialize)]
struct WireRelation {
    kind: RelationKind,
    cluster: u32,
}

#[derive(Serialize, Deserialize)]
struct WireQuote<'a> {
    kind: QuoteKind,
    #[serde(borrow)]
    content: Vec<Piece<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cue: Option<Piece<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<WireLink<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    score: Option<f32>,
    closed: bool,
}

impl<'a> Wire<'a> {
    fn of(doc: &'a Document) -> Self {
        let text = doc.text();
        let piece = |span: Span| Piece { start: span.start(), end: span.end(), text: span.of(text).into() };
        let link = |span: Span, cluster| WireLink { piece: piece(span), cluster };
        let wanted = |layer| doc.layers.intersects(layer);
        Wire {
            schema: SCHEMA.into(),
            offsets: "bytes".into(),
            text: text.into(),
            date: doc.date.map(|date| date.to_string().into()),
            layers: doc.layers.iter_names().map(|(name, _)| name.to_ascii_lowercase().into()).collect(),
            sentences: wanted(Layer::SENTENCES).then(|| {
                let wire = |data: &SentenceData| WireSentence {
                    piece: piece(data.span),
                    kind: data.kind,
                    paragraph: data.paragraph,
                };
                doc.sentences.iter().map(wire).collect()
            }),
            tokens: wanted(Layer::TOKENS).then(|| doc.tokens.iter().copied().map(piece).collect()),
            entities: wanted(Layer::ENTITIES | Layer::VALUES).then(|| {
                let wire = |data: &'a EntityData| WireEntity {
                    piece: piece(data.span),
                    label: label_name(data.label, data.own.as_deref()).into(),
                    id: id(data.own.as_deref()),
                    score: data.score,
                    source: data.source,
                    value: data.value.as_deref().map(Cow::Borrowed),
                    cluster: data.cluster,
                };
                doc.entities.iter().map(wire).collect()
            }),
            timexes: wanted(Layer::VALUES).then(|| {
                let wire = |data: &'a TimexData| WireTimex {
                    piece: piece(data.span),
                    timex: Cow::Borrowed(&data.timex),
                };
                doc.timexes.iter().map(wire).collect()
            }),
            clusters: wanted(Layer::CLUSTERS).then(|| {
                let mention = |data: &MentionData| WireMention {
                    piece: piece(data.span),
                    kind: data.kind,
                    entity: data.entity,
                };
                let role = |data: &RoleData| WireRole {
                    title: piece(data.title),
                    organisation: data.organisation.map(|span| link(span, data.organisation_cluster)),
                    place: data.place.map(|span| link(span, data.place_cluster)),
                    former: data.former,
                    acting: data.acting,
                };
                let relation = |data: &RelationData| WireRelation { kind: data.kind, cluster: data.cluster };
                let wire = |data: &'a ClusterData| WireCluster {
                    name: piece(data.name),
                    label: label_name(data.label, data.own.as_deref()).into(),
                    id: id(data.own.as_deref()),
                    mentions: data.mentions.iter().map(mention).collect(),
                    aliases: data.aliases.iter().copied().map(piece).collect(),
                    acronym: data.acronym.map(piece),
                    roles: data.roles.iter().map(role).collect(),
                    relations: data.relations.iter().map(relation).collect(),
                };
                doc.clusters.iter().map(wire).collect()
            }),
            quotes: wanted(Layer::QUOTES).then(|| {
                let wire = |data: &QuoteData| WireQuote {
                    kind: data.kind,
                    content: data.content.iter().copied().map(piece).collect(),
                    cue: data.cue.map(piece),
                    speaker: data.speaker.map(|speaker| link(speaker.span, speaker.cluster)),
                    score: data.score,
                    closed: data.closed,
                };
                doc.quotes.iter().map(wire).collect()
            }),
        }
    }

    /// The document, where every span fits the text and every number a list.
    fn read(self) -> Result<Document, String> {
        if self.schema != SCHEMA {
            return Err(format!("schema {:?} is not {SCHEMA:?}: another version wrote it", self.schema));
        }
        if self.offsets != "bytes" {
            return Err(format!("offsets in {:?} cannot be read, only in bytes", self.offsets));
        }
        let text = self.text.into_owned();
        if text.len() > Span::MAX {
            return Err(format!("a text of {} bytes is too long", text.len()));
        }
        let date =
            self.date.map(|date| date.parse()).transpose().map_err(|error: Error| error.to_string())?;
        let mut layers = Layer::empty();
        for name in &self.layers {
            layers |= Layer::from_name(&name.to_ascii_uppercase())
                .ok_or_else(|| format!("layer {name:?} is none"))?;
        }
        let clusters = self.clusters.as_ref().map_or(0, Vec::len) as u32;
        let entities = self.entities.as_ref().map_or(0, Vec::len) as u32;
        let span = |piece: Piece<'_>| {
            let (start, end) = (piece.start, piece.end);
            match text.get(start..end) {
                Some(_) => Ok(Span::new(start, end)),
                None => Err(format!("span {start}..{end} does not fit the text")),
            }
        };
        let below = |number: Option<u32>, limit: u32, list: &str| match number {
            Some(number) if number >= limit => Err(format!("number {number} is beyond the {limit} {list}")),
            number => Ok(number),
        };
        let likely = |score: Option<f32>| match score {
            Some(score) if !(0.0..=1.0).contains(&score) => Err(format!("score {score} is not from 0 to 1")),
            score => Ok(score),
        };
        let link = |link: WireLink<'_>| Ok((span(link.piece)?, below(link.cluster, clusters, "clusters")?));
        let some_link = |wire: Option<WireLink<'_>>| match wire {
            Some(wire) => link(wire).map(|(span, cluster)| (Some(span), cluster)),
            None => Ok::<_, String>((None, None)),
        };

        let sentence = |wire: WireSentence<'_>| {
            Ok(SentenceData { span: span(wire.piece)?, kind: wire.kind, paragraph: wire.paragraph })
        };
        let entity = |wire: WireEntity<'_>| {
            let (label, own) = own(&wire.label, wire.id.as_deref())?;
            Ok(EntityData {
                span: span(wire.piece)?,
                label,
                score: likely(wire.score)?,
                source: wire.source,
                value: wire.value.map(|value| Box::new(value.into_owned())),
                cluster: below(wire.cluster, clusters, "clusters")?,
                own,
            })
        };
        let timex =
            |wire: WireTimex<'_>| Ok(TimexData { span: span(wire.piece)?, timex: wire.timex.into_owned() });
        let mention = |wire: WireMention<'_>| {
            let entity = below(wire.entity, entities, "entities")?;
            Ok(MentionData { span: span(wire.piece)?, kind: wire.kind, entity })
        };
        let role = |wire: WireRole<'_>| {
            let (organisation, organisation_cluster) = some_link(wire.organisation)?;
            let (place, place_cluster) = some_link(wire.place)?;
            let (former, acting) = (wire.former, wire.acting);
            let title = span(wire.title)?;
            Ok(RoleData { title, organisation, organisation_cluster, place, place_cluster, former, acting })
        };
        let relation = |wire: WireRelation| {
            below(Some(wire.cluster), clusters, "clusters")?;
            Ok(RelationData { kind: wire.kind, cluster: wire.cluster })
        };
        let cluster = |wire: WireCluster<'_>| {
            let (label, own) = own(&wire.label, wire.id.as_deref())?;
            Ok(ClusterData {
                name: span(wire.name)?,
                label,
                own,
                mentions: every(wire.mentions, mention)?,
                aliases: every(wire.aliases, span)?,
                acronym: wire.acronym.map(span).transpose()?,
                roles: every(wire.roles, role)?,
                relations: every(wire.relations, relation)?,
            })
        };
        let quote = |wire: WireQuote<'_>| {
            let speaker = wire.speaker.map(link).transpose()?;
            Ok(QuoteData {
                kind: wire.kind,
                content: every(wire.content, span)?,
                cue: wire.cue.map(span).transpose()?,
                speaker: speaker.map(|(span, cluster)| SpeakerData { span, cluster }),
                score: likely(wire.score)?,
                closed: wire.closed,
            })
        };
        let mut doc = Document {
            date,
            layers,
            sentences: every(self.sentences.unwrap_or_default(), sentence)?,
            tokens: every(self.tokens.unwrap_or_default(), span)?,
            entities: every(self.entities.unwrap_or_default(), entity)?,
            timexes: every(self.timexes.unwrap_or_default(), timex)?,
            clusters: every(self.clusters.unwrap_or_default(), cluster)?,
            quotes: every(self.quotes.unwrap_or_default(), quote)?,
            text,
        };
        // Lists of other layers are empty, whatever was written.
        doc.keep(layers);
        Ok(doc)
    }
}

/// The identifier that the user's own list gives.
fn id(own: Option<&Own>) -> Option<Cow<'_, str>> {
    own?.id.as_deref().map(Cow::Borrowed)
}

/// The label of that name, and what is the user's own of it.
fn own(label: &str, id: Option<&str>) -> Result<(Label, Option<Box<Own>>), String> {
    let (label, name) = Label::read(label).ok_or_else(|| format!("label {label:?} is none"))?;
    Ok((label, Own { label: name, id: id.map(Arc::from) }.boxed()))
}

fn every<A, B>(list: Vec<A>, read: impl FnMut(A) -> Result<B, String>) -> Result<Vec<B>, String> {
    list.into_iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_that_is_none_is_refused() {
        let json = |score: &str| {
            format!(
                r#"{{"schema":"nutgraf/1","offsets":"bytes","text":"Lima","layers":["entities"],"entities":[{{"start":0,"end":4,"label":"GPE","score":{score},"source":"tagger"}}]}}"#
            )
        };
        assert_eq!(Document::from_json(&json("0.5")).unwrap().entity(0).unwrap().score(), Some(0.5));
        for score in ["1e99", "-0.5", "2"] {
            assert!(Document::from_json(&json(score)).unwrap_err().to_string().contains("score"), "{score}");
        }
    }
}
