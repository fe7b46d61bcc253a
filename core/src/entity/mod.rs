//! Named entities: the tagger, and how its mentions merge with the values'.

mod address;
mod decode;
mod features;
mod fold;
mod tagger;
mod trim;

use core::fmt;

use crate::cluster::Cluster;
use crate::document::Document;
use crate::label::Label;
use crate::span::Span;
use crate::value::Value;

pub(crate) use address::addresses;
#[cfg(test)]
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
    /// A rule of the value grammar or of the addresses.
    Rule = 1,
}

/// What is stored of a mention.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntityData {
    pub(crate) span: Span,
    pub(crate) label: Label,
    /// The calibrated probability of a mention that the tagger found.
    pub(crate) score: Option<f32>,
    pub(crate) source: Source,
    pub(crate) value: Option<Value>,
    /// The number of its cluster.
    pub(crate) cluster: Option<u32>,
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

    /// What it is.
    pub fn label(&self) -> Label {
        self.data.label
    }

    /// The calibrated probability that the span and the label are right, 0 to
    /// 1; none where a rule found it.
    pub fn score(&self) -> Option<f32> {
        self.data.score
    }

    /// Where it comes from.
    pub fn source(&self) -> Source {
        self.data.source
    }

    /// What it means, of a value.
    pub fn value(&self) -> Option<&'d Value> {
        self.data.value.as_ref()
    }

    /// The cluster of all mentions of the same thing.
    pub fn cluster(&self) -> Option<Cluster<'d>> {
        self.document.cluster(self.data.cluster? as usize)
    }
}

impl fmt::Debug for Entity<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entity({:?} {} {:?})", self.text(), self.label(), self.span())
    }
}

/// One list from the names and the values: in order and without overlaps.
///
/// The policy: the longer span wins; of two that are as long, the value. A
/// value inside a name is part of it ("7th Fleet", "Channel 4"), and a name
/// inside a value too ("Christmas Day 2025").
pub(crate) fn merge(names: &mut Vec<EntityData>, values: Vec<EntityData>) -> Vec<EntityData> {
    let mut all: Vec<EntityData> = Vec::with_capacity(names.len() + values.len());
    let mut candidates: Vec<EntityData> = values;
    candidates.append(names);
    // Stable, so a value stands before a name of the same span.
    candidates.sort_by_key(|entity| (entity.span.start(), core::cmp::Reverse(entity.span.end())));
    for entity in candidates {
        match all.last() {
            Some(last) if last.span.overlaps(entity.span) => {
                if entity.span.len() > last.span.len() {
                    all.pop();
                    all.push(entity);
                }
            }
            _ => all.push(entity),
        }
    }
    all
}
