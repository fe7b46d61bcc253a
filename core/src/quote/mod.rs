//! Quotations: what was said, and by whom.

mod aside;
mod clause;
mod cue;
mod marks;
mod noun;
mod small;
mod speech;
mod uncued;

use crate::cluster::{Cluster, ClusterData, MentionKind};
use crate::document::Document;
use crate::entity::EntityData;
use crate::span::Span;
use crate::text::Parsed;

/// How something is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum QuoteKind {
    /// In quotation marks throughout: `"We won," she said.`
    Direct = 0,
    /// Marks around a part: `He called it "a mistake".`
    Mixed = 1,
    /// Without marks: "She said that they had won."
    Indirect = 2,
}

/// How sure it is who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SpeakerData {
    pub(crate) span: Span,
    pub(crate) cluster: Option<u32>,
}

/// What is stored of a quotation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct QuoteData {
    /// What was said, without the outer marks: one span a piece, in order.
    pub(crate) content: Vec<Span>,
    pub(crate) kind: QuoteKind,
    /// The word that says that something is said: "said", "according to".
    pub(crate) cue: Option<Span>,
    pub(crate) speaker: Option<SpeakerData>,
    /// How sure it is who the speaker is, 0 to 1.
    pub(crate) score: Option<f32>,
    /// Whether the closing mark is there; an unclosed quotation ends with its
    /// paragraph.
    pub(crate) closed: bool,
}

/// A quotation with its speaker.
#[derive(Clone, Copy, Debug)]
pub struct Quote<'d> {
    document: &'d Document,
    data: &'d QuoteData,
}

impl<'d> Quote<'d> {
    pub(crate) fn new(document: &'d Document, data: &'d QuoteData) -> Self {
        Self { document, data }
    }

    /// What was said, without the outer marks: a span for each piece.
    pub fn content(&self) -> impl ExactSizeIterator<Item = Span> + DoubleEndedIterator + use<'d> {
        self.data.content.iter().copied()
    }

    /// Whether it is direct, mixed or indirect.
    pub fn kind(&self) -> QuoteKind {
        self.data.kind
    }

    /// The word that says that something is said.
    pub fn cue(&self) -> Option<&'d str> {
        self.data.cue.map(|span| span.of(self.document.text()))
    }

    /// Where that word stands.
    pub fn cue_span(&self) -> Option<Span> {
        self.data.cue
    }

    /// The speaker as the text mentions them here: a name, "she", "the minister".
    pub fn speaker(&self) -> Option<&'d str> {
        self.speaker_span().map(|span| span.of(self.document.text()))
    }

    /// Where the speaker is mentioned.
    pub fn speaker_span(&self) -> Option<Span> {
        self.data.speaker.map(|speaker| speaker.span)
    }

    /// Who the speaker is.
    pub fn speaker_cluster(&self) -> Option<Cluster<'d>> {
        self.document.cluster(self.data.speaker?.cluster? as usize)
    }

    /// How sure it is who the speaker is, 0 to 1: of a name the score of its
    /// mention, of a pronoun or a description the share of right ones over a
    /// corpus. None where nobody is named.
    pub fn score(&self) -> Option<f32> {
        self.data.score
    }

    /// Whether the closing mark is there. A quotation without it ends with its
    /// paragraph.
    pub fn is_closed(&self) -> bool {
        self.data.closed
    }
}

pub(crate) use marks::{Marked, find as marks, quoted};

/// Finds the quotations, in order of their start.
pub(crate) fn find(
    parsed: &Parsed<'_>,
    entities: &[EntityData],
    clusters: &[ClusterData],
    marks: &[Marked],
) -> Vec<QuoteData> {
    let mut quotes = speech::find(parsed, entities, marks);
    who_speaks(entities, clusters, &mut quotes);
    quotes
}

/// How often a pronoun is linked to the right person, over the mentions of
/// named people in GUM's news and interviews; see `docs/who-is-who.md`.
const PRONOUN: f32 = 0.87;
/// The same of descriptions: "the minister".
const NOMINAL: f32 = 0.75;

/// Resolves speakers that are pronouns or descriptions, and tells how sure it
/// is whom they mean: of a name what the tagger is of it.
fn who_speaks(entities: &[EntityData], clusters: &[ClusterData], quotes: &mut [QuoteData]) {
    let mut mentions: Vec<(Span, u32, MentionKind)> = (0..)
        .zip(clusters)
        .flat_map(|(number, cluster)| {
            let others = cluster.mentions.iter().filter(|mention| mention.kind != MentionKind::Name);
            others.map(move |mention| (mention.span, number, mention.kind))
        })
        .collect();
    mentions.sort_unstable_by_key(|&(span, number, _)| (span, number));
    for quote in quotes {
        let Some(speaker) = &mut quote.speaker else { continue };
        if speaker.cluster.is_some() {
            let first = entities.partition_point(|entity| entity.span.end() <= speaker.span.start());
            quote.score = entities
                .iter()
                .skip(first)
                .take_while(|entity| entity.span.start() < speaker.span.end())
                .find(|entity| entity.cluster == speaker.cluster)
                .and_then(|entity| entity.score);
            continue;
        }
        let at = mentions.partition_point(|(span, ..)| *span < speaker.span);
        let meant = mentions.get(at).filter(|(span, ..)| *span == speaker.span);
        // "the two leaders" are two.
        let alone = mentions.get(at + 1).is_none_or(|(span, ..)| *span != speaker.span);
        if let Some(&(_, number, kind)) = meant
            && alone
        {
            speaker.cluster = Some(number);
            quote.score = Some(if kind == MentionKind::Pronoun { PRONOUN } else { NOMINAL });
        }
    }
}
