//! Who is who: the mentions of the same person, organisation or place.

mod acronym;
pub(crate) mod around;
mod link;
mod name;
mod people;
mod refer;
mod role;
mod sieve;
mod spelling;
pub(crate) mod words;

use core::fmt;
use core::ops::Range;

use crate::document::Document;
use crate::entity::{EntityData, Own, label_name};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// What a mention of a cluster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum MentionKind {
    /// A name: "Rubio".
    Name = 0,
    /// A description: "the minister".
    Nominal = 1,
    /// A pronoun: "she".
    Pronoun = 2,
}

/// What is stored of one mention of a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MentionData {
    pub(crate) span: Span,
    pub(crate) kind: MentionKind,
    /// The number of the entity that it is, of a name.
    pub(crate) entity: Option<u32>,
}

/// What a person holds or held: "US Treasury Secretary", "former chairman of
/// the House Armed Services Committee".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RoleData {
    /// The title or office: "Treasury Secretary".
    pub(crate) title: Span,
    /// The organisation, and its cluster.
    pub(crate) organisation: Option<Span>,
    pub(crate) organisation_cluster: Option<u32>,
    /// The place, and its cluster.
    pub(crate) place: Option<Span>,
    pub(crate) place_cluster: Option<u32>,
    pub(crate) former: bool,
    pub(crate) acting: bool,
}

/// How one cluster stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum RelationKind {
    /// The people or the adjective of a place: "Indian" to "India".
    Demonym = 0,
}

/// What is stored of a relation to another cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RelationData {
    pub(crate) kind: RelationKind,
    pub(crate) cluster: u32,
}

/// What is stored of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClusterData {
    /// The fullest form in the document.
    pub(crate) name: Span,
    pub(crate) label: Label,
    /// What the user's own lists add.
    pub(crate) own: Option<Box<Own>>,
    /// In order of their start; never empty.
    pub(crate) mentions: Vec<MentionData>,
    /// One span for each other form of the name, in order of first appearance.
    pub(crate) aliases: Vec<Span>,
    pub(crate) acronym: Option<Span>,
    pub(crate) roles: Vec<RoleData>,
    pub(crate) relations: Vec<RelationData>,
}

/// One person, organisation, place or other thing, with all its mentions.
#[derive(Clone, Copy)]
pub struct Cluster<'d> {
    document: &'d Document,
    index: u32,
    data: &'d ClusterData,
}

impl<'d> Cluster<'d> {
    pub(crate) fn new(document: &'d Document, index: u32, data: &'d ClusterData) -> Self {
        Self { document, index, data }
    }

    /// Its number: `document.cluster(index)`.
    pub fn index(&self) -> usize {
        self.index as usize
    }

    /// The fullest form of its name in the document.
    pub fn name(&self) -> &'d str {
        self.data.name.of(self.document.text())
    }

    /// Where that form stands.
    pub fn name_span(&self) -> Span {
        self.data.name
    }

    /// What it is; [`Label::Custom`] for a label of your own.
    pub fn label(&self) -> Label {
        self.data.label
    }

    /// The name of what it is: "ORG", or that of a label of your own.
    pub fn label_name(&self) -> &'d str {
        label_name(self.data.label, self.data.own.as_deref())
    }

    /// The identifier that your list gives to it.
    pub fn id(&self) -> Option<&'d str> {
        self.data.own.as_ref()?.id.as_deref()
    }

    /// Its mentions, in order; at least one.
    pub fn mentions(&self) -> impl ExactSizeIterator<Item = Mention<'d>> + DoubleEndedIterator + use<'d> {
        let document = self.document;
        self.data.mentions.iter().map(move |&data| Mention { document, data })
    }

    /// The mention numbered `index`, from 0.
    pub fn mention(&self, index: usize) -> Option<Mention<'d>> {
        self.data.mentions.get(index).map(|&data| Mention { document: self.document, data })
    }

    /// The other forms of its name, each once.
    pub fn aliases(&self) -> impl ExactSizeIterator<Item = &'d str> + DoubleEndedIterator + use<'d> {
        let text = self.document.text();
        self.data.aliases.iter().map(move |span| span.of(text))
    }

    /// Where those forms first stand.
    pub fn alias_spans(&self) -> impl ExactSizeIterator<Item = Span> + DoubleEndedIterator + use<'d> {
        self.data.aliases.iter().copied()
    }

    /// Its acronym, where the document uses one.
    pub fn acronym(&self) -> Option<&'d str> {
        self.data.acronym.map(|span| span.of(self.document.text()))
    }

    /// Where the acronym first stands.
    pub fn acronym_span(&self) -> Option<Span> {
        self.data.acronym
    }

    /// The offices and titles that the document gives to a person.
    pub fn roles(&self) -> impl ExactSizeIterator<Item = Role<'d>> + DoubleEndedIterator + use<'d> {
        let document = self.document;
        self.data.roles.iter().map(move |&data| Role { document, data })
    }

    /// The office or title numbered `index`, from 0.
    pub fn role(&self, index: usize) -> Option<Role<'d>> {
        self.data.roles.get(index).map(|&data| Role { document: self.document, data })
    }

    /// How it stands to other clusters.
    pub fn relations(&self) -> impl Iterator<Item = (RelationKind, Cluster<'d>)> + use<'d> {
        let document = self.document;
        self.data
            .relations
            .iter()
            .filter_map(move |relation| Some((relation.kind, document.cluster(relation.cluster as usize)?)))
    }
}

impl PartialEq for Cluster<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && core::ptr::eq(self.document, other.document)
    }
}

impl Eq for Cluster<'_> {}

impl fmt::Debug for Cluster<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cluster({:?} {} ×{})", self.name(), self.label_name(), self.data.mentions.len())
    }
}

/// One mention of a cluster: a name, a description or a pronoun.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'d> {
    document: &'d Document,
    data: MentionData,
}

impl<'d> Mention<'d> {
    /// The bytes of the text that it takes up.
    pub fn span(&self) -> Span {
        self.data.span
    }

    /// It as it stands in the text.
    pub fn text(&self) -> &'d str {
        self.data.span.of(self.document.text())
    }

    /// Whether it is a name, a description or a pronoun.
    pub fn kind(&self) -> MentionKind {
        self.data.kind
    }

    /// The number of the entity that it is, of a name:
    /// [`document.entity(index)`](Document::entity).
    pub fn entity_index(&self) -> Option<usize> {
        self.data.entity.map(|index| index as usize)
    }
}

/// An office or title that the document gives to a person.
#[derive(Clone, Copy, Debug)]
pub struct Role<'d> {
    document: &'d Document,
    data: RoleData,
}

impl<'d> Role<'d> {
    /// The title: "Treasury Secretary".
    pub fn title(&self) -> &'d str {
        self.data.title.of(self.document.text())
    }

    /// Where the title stands.
    pub fn title_span(&self) -> Span {
        self.data.title
    }

    /// The organisation: "House Armed Services Committee".
    pub fn organisation(&self) -> Option<&'d str> {
        self.data.organisation.map(|span| span.of(self.document.text()))
    }

    /// Where the organisation stands.
    pub fn organisation_span(&self) -> Option<Span> {
        self.data.organisation
    }

    /// The organisation's cluster.
    pub fn organisation_cluster(&self) -> Option<Cluster<'d>> {
        self.document.cluster(self.data.organisation_cluster? as usize)
    }

    /// The place: "US".
    pub fn place(&self) -> Option<&'d str> {
        self.data.place.map(|span| span.of(self.document.text()))
    }

    /// Where the place stands.
    pub fn place_span(&self) -> Option<Span> {
        self.data.place
    }

    /// The place's cluster.
    pub fn place_cluster(&self) -> Option<Cluster<'d>> {
        self.document.cluster(self.data.place_cluster? as usize)
    }

    /// Whether it is said to be past: "former", "ex-".
    pub fn is_former(&self) -> bool {
        self.data.former
    }

    /// Whether it is held for the time being: "acting", "interim".
    pub fn is_acting(&self) -> bool {
        self.data.acting
    }
}

pub(crate) use acronym::mend as mend_acronyms;
pub(crate) use around::drop_bare_titles;
pub(crate) use name::is_legal_form;

/// Finds who is who, writes each entity's cluster into it, and returns the
/// clusters in order of their first mention.
/// `quoted` are the tokens within quotation marks.
pub(crate) fn find(
    parsed: &Parsed<'_>,
    entities: &mut [EntityData],
    quoted: &[Range<usize>],
) -> Vec<ClusterData> {
    let mut clusters = link::names(parsed, entities);
    role::find(parsed, entities, &mut clusters);
    refer::find(parsed, entities, &mut clusters, quoted);
    clusters
}
