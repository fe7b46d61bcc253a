//! Named entities: the tagger, and how its mentions merge with the values'.

mod address;
mod apposition;
mod beside;
mod decode;
mod evidence;
mod features;
pub(crate) mod fold;
mod heads;
mod join;
mod known;
mod language;
mod merge;
mod tagger;
mod trim;

use core::fmt;
use std::sync::Arc;

use crate::cluster::Cluster;
use crate::document::Document;
use crate::label::Label;
use crate::span::Span;
use crate::value::Value;

pub(crate) use address::addresses;
pub(crate) use heads::settle;
pub(crate) use known::known;
pub(crate) use language::languages;
pub use merge::MergeRule;
pub(crate) use merge::Policy;
#[cfg(any(test, feature = "train"))]
#[cfg(feature = "embedded-model")]
pub(crate) use tagger::EMBEDDED;
pub(crate) use tagger::{Scratch, Tagger};

/// Where a mention comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum Source {
    /// The trained tagger.
    Tagger = 0,
    /// The grammar of dates, times and amounts.
    Value = 1,
    /// The rules for addresses: EMAIL, URL, PHONE, HANDLE, HASHTAG.
    Address = 2,
    /// A list of your own names.
    Gazetteer = 3,
    /// A pattern of your own.
    Pattern = 4,
}

/// What is stored of a mention.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntityData {
    pub(crate) span: Span,
    pub(crate) label: Label,
    /// The calibrated probability of a mention that the tagger found.
    pub(crate) score: Option<f32>,
    pub(crate) source: Source,
    /// Boxed, for most mentions have none.
    pub(crate) value: Option<Box<Value>>,
    /// The number of its cluster.
    pub(crate) cluster: Option<u32>,
    /// What a list, pattern or model of the user's own adds.
    pub(crate) own: Option<Box<Own>>,
}

impl EntityData {
    /// A name that a rule found beside the tagger's.
    pub(crate) fn ruled(span: Span, label: Label) -> Self {
        Self { span, label, score: None, source: Source::Tagger, value: None, cluster: None, own: None }
    }
}

/// Puts `added` among the names, in the place of what they overlap; both are
/// in order and apart.
pub(crate) fn put(names: &mut Vec<EntityData>, added: Vec<EntityData>) {
    if added.is_empty() {
        return;
    }
    names.retain(|name| overlapping(&added, name.span).next().is_none());
    names.extend(added);
    names.sort_by_key(|name| name.span);
}

/// The names that overlap `span`; they are in order and apart.
pub(crate) fn overlapping(names: &[EntityData], span: Span) -> impl Iterator<Item = &EntityData> {
    let first = names.partition_point(|name| name.span.end() <= span.start());
    names.get(first..).unwrap_or(&[]).iter().take_while(move |name| name.span.start() < span.end())
}

/// What a list, pattern or model of the user's own adds to a mention, and to
/// the cluster of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Own {
    /// The name of a [`Label::Custom`].
    pub(crate) label: Option<Arc<str>>,
    pub(crate) id: Option<Arc<str>>,
}

impl Own {
    /// Boxed, where it holds anything.
    pub(crate) fn boxed(self) -> Option<Box<Self>> {
        (self.label.is_some() || self.id.is_some()).then(|| Box::new(self))
    }
}

/// The name of a label: the user's where it is one of theirs.
pub(crate) fn label_name(label: Label, own: Option<&Own>) -> &str {
    match own.and_then(|own| own.label.as_deref()) {
        Some(name) if label == Label::Custom => name,
        _ => label.as_str(),
    }
}

/// One mention of a name, or a value.
#[derive(Clone, Copy)]
pub struct Entity<'d> {
    document: &'d Document,
    data: &'d EntityData,
}

impl<'d> Entity<'d> {
    pub(crate) fn new(document: &'d Document, data: &'d EntityData) -> Self {
        Self { document, data }
    }

    /// The bytes of the text that it takes up.
    pub fn span(&self) -> Span {
        self.data.span
    }

    /// It as it stands in the text.
    pub fn text(&self) -> &'d str {
        self.data.span.of(self.document.text())
    }

    /// What it is; [`Label::Custom`] for a label of your own.
    pub fn label(&self) -> Label {
        self.data.label
    }

    /// The name of what it is: "PERSON", or that of a label of your own.
    pub fn label_name(&self) -> &'d str {
        label_name(self.data.label, self.data.own.as_deref())
    }

    /// The identifier that your list or pattern gives it.
    pub fn id(&self) -> Option<&'d str> {
        self.data.own.as_ref()?.id.as_deref()
    }

    /// The calibrated probability that the span and the label are right, 0 to
    /// 1, where the tagger found it; the score in your list, where it gives
    /// one; none where a rule found it.
    pub fn score(&self) -> Option<f32> {
        self.data.score
    }

    /// Where it comes from.
    pub fn source(&self) -> Source {
        self.data.source
    }

    /// What it means, of a value.
    pub fn value(&self) -> Option<&'d Value> {
        self.data.value.as_deref()
    }

    /// The cluster of all mentions of the same thing.
    pub fn cluster(&self) -> Option<Cluster<'d>> {
        self.document.cluster(self.data.cluster? as usize)
    }
}

impl fmt::Debug for Entity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entity({:?} {} {:?})", self.text(), self.label_name(), self.span())
    }
}
