//! Who is who: the mentions of the same person, organisation or place.

use nutgraf_core::{Cluster, Document, MentionKind, RelationKind};

use crate::argument;
use crate::document::{self, ng_document};
use crate::error::{Failure, ng_status};
use crate::label::ng_label;
use crate::text::{ng_span, ng_str};

/// What a mention of a cluster is: one of `NG_MENTION_…`. Later versions may
/// add some.
#[allow(non_camel_case_types)]
pub type ng_mention_kind = u8;

/// A name: "Rubio".
pub const NG_MENTION_NAME: ng_mention_kind = 0;
/// A description: "the minister".
pub const NG_MENTION_NOMINAL: ng_mention_kind = 1;
/// A pronoun: "she".
pub const NG_MENTION_PRONOUN: ng_mention_kind = 2;

/// How one cluster stands to another: one of `NG_RELATION_…`. Later versions
/// may add some.
#[allow(non_camel_case_types)]
pub type ng_relation_kind = u8;

/// The people or the adjective of a place: "Indian" to "India".
pub const NG_RELATION_DEMONYM: ng_relation_kind = 0;

const _: () = {
    assert!(NG_MENTION_NAME == MentionKind::Name as u8);
    assert!(NG_MENTION_NOMINAL == MentionKind::Nominal as u8);
    assert!(NG_MENTION_PRONOUN == MentionKind::Pronoun as u8);
    assert!(NG_RELATION_DEMONYM == RelationKind::Demonym as u8);
};

/// One person, organisation, place or other thing.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_cluster {
    /// The fullest form of its name in the document.
    pub name: ng_str,
    /// Where that form stands.
    pub name_span: ng_span,
    /// Its acronym; no data where the document uses none.
    pub acronym: ng_str,
    /// The name of what it is: `"ORG"`, or that of a label of your own.
    pub label_name: ng_str,
    /// The identifier that your own list gives it; no data for none.
    pub id: ng_str,
    /// Where the acronym stands.
    pub acronym_span: ng_span,
    /// How many mentions it has, at least one: `ng_document_cluster_mention`.
    pub mention_count: usize,
    /// How many other forms of the name: `ng_document_cluster_alias`.
    pub alias_count: usize,
    /// How many titles and offices: `ng_document_cluster_role`.
    pub role_count: usize,
    /// How many relations to other clusters: `ng_document_cluster_relation`.
    pub relation_count: usize,
    /// What it is; `NG_LABEL_CUSTOM` for a label of your own.
    pub label: ng_label,
}

/// One mention of a cluster.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_mention {
    /// The bytes that it takes up.
    pub span: ng_span,
    /// It as it stands in the text.
    pub text: ng_str,
    /// The number of the entity that it is, where `has_entity`:
    /// `ng_document_entity`.
    pub entity: usize,
    /// Whether it is a name, a description or a pronoun.
    pub kind: ng_mention_kind,
    /// Whether `entity` means something.
    pub has_entity: bool,
}

/// Another form of a cluster's name.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_alias {
    /// Where it first stands.
    pub span: ng_span,
    /// It as it stands in the text.
    pub text: ng_str,
}

/// A title or office that the document gives to a person.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_role {
    /// The title: "Treasury Secretary".
    pub title: ng_str,
    /// Where the title stands.
    pub title_span: ng_span,
    /// The organisation, where `has_organisation`.
    pub organisation: ng_str,
    /// Where the organisation stands.
    pub organisation_span: ng_span,
    /// The organisation's cluster, where `has_organisation_cluster`.
    pub organisation_cluster: usize,
    /// The place, where `has_place`.
    pub place: ng_str,
    /// Where the place stands.
    pub place_span: ng_span,
    /// The place's cluster, where `has_place_cluster`.
    pub place_cluster: usize,
    /// Whether there is an organisation.
    pub has_organisation: bool,
    /// Whether the organisation has a cluster.
    pub has_organisation_cluster: bool,
    /// Whether there is a place.
    pub has_place: bool,
    /// Whether the place has a cluster.
    pub has_place_cluster: bool,
    /// Whether it is said to be past: "former", "ex-".
    pub is_former: bool,
    /// Whether it is held for the time being: "acting", "interim".
    pub is_acting: bool,
}

/// How a cluster stands to another.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_relation {
    /// The number of the other cluster.
    pub cluster: usize,
    /// How it stands to it.
    pub kind: ng_relation_kind,
}

fn find(document: &'static Document, index: usize) -> Result<Cluster<'static>, Failure> {
    argument::item(document.cluster(index), index, "cluster")
}

/// How many clusters a document has.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_cluster_count(document: *const ng_document) -> usize {
    // SAFETY: a live document, or NULL, as required.
    unsafe { document::count(document, |document| document.clusters().len()) }
}

/// The cluster numbered `index`, from 0, in the order of their first mention.
///
/// - Requires: `document` is a live document; `cluster` is writable.
/// - Ensures: on `NG_OK`, `*cluster` is it; `NG_ERROR_OUT_OF_RANGE`, and
///   nothing is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant, but for the cluster's relations, which are counted.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_cluster(
    document: *const ng_document,
    index: usize,
    cluster: *mut ng_cluster,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, cluster, "cluster", |document| {
            let cluster = find(document, index)?;
            Ok(ng_cluster {
                name: cluster.name().into(),
                name_span: cluster.name_span().into(),
                acronym: cluster.acronym().into(),
                label_name: cluster.label_name().into(),
                id: cluster.id().into(),
                acronym_span: cluster.acronym_span().into(),
                mention_count: cluster.mentions().len(),
                alias_count: cluster.aliases().len(),
                role_count: cluster.roles().len(),
                relation_count: cluster.relations().count(),
                label: cluster.label() as u8,
            })
        })
    }
}

/// The mention numbered `index`, from 0, of a cluster, in the order of the
/// text.
///
/// - Requires: `document` is a live document; `mention` is writable.
/// - Ensures: on `NG_OK`, `*mention` is it; `NG_ERROR_OUT_OF_RANGE`, and
///   nothing is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_cluster_mention(
    document: *const ng_document,
    cluster: usize,
    index: usize,
    mention: *mut ng_mention,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, mention, "mention", |document| {
            let mention = find(document, cluster)?.mention(index);
            let mention = argument::item(mention, index, "mention")?;
            Ok(ng_mention {
                span: mention.span().into(),
                text: mention.text().into(),
                entity: mention.entity_index().unwrap_or(0),
                kind: mention.kind() as u8,
                has_entity: mention.entity_index().is_some(),
            })
        })
    }
}

/// Another form of a cluster's name, numbered `index`, from 0.
///
/// - Requires: `document` is a live document; `alias` is writable.
/// - Ensures: on `NG_OK`, `*alias` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_cluster_alias(
    document: *const ng_document,
    cluster: usize,
    index: usize,
    alias: *mut ng_alias,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, alias, "alias", |document| {
            let span = find(document, cluster)?.alias_spans().nth(index);
            let span = argument::item(span, index, "alias")?;
            Ok(ng_alias { span: span.into(), text: span.of(document.text()).into() })
        })
    }
}

/// The title or office numbered `index`, from 0, of a person.
///
/// - Requires: `document` is a live document; `role` is writable.
/// - Ensures: on `NG_OK`, `*role` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_cluster_role(
    document: *const ng_document,
    cluster: usize,
    index: usize,
    role: *mut ng_role,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, role, "role", |document| {
            let role = find(document, cluster)?.role(index);
            let role = argument::item(role, index, "role")?;
            let organisation = role.organisation_cluster().map(|cluster| cluster.index());
            let place = role.place_cluster().map(|cluster| cluster.index());
            Ok(ng_role {
                title: role.title().into(),
                title_span: role.title_span().into(),
                organisation: role.organisation().into(),
                organisation_span: role.organisation_span().into(),
                organisation_cluster: organisation.unwrap_or(0),
                place: role.place().into(),
                place_span: role.place_span().into(),
                place_cluster: place.unwrap_or(0),
                has_organisation: role.organisation_span().is_some(),
                has_organisation_cluster: organisation.is_some(),
                has_place: role.place_span().is_some(),
                has_place_cluster: place.is_some(),
                is_former: role.is_former(),
                is_acting: role.is_acting(),
            })
        })
    }
}

/// The relation numbered `index`, from 0, of a cluster to another.
///
/// - Requires: `document` is a live document; `relation` is writable.
/// - Ensures: on `NG_OK`, `*relation` is it; `NG_ERROR_OUT_OF_RANGE`, and
///   nothing is written, where there is none.
/// - Ownership: nothing changes hands; what is written is a copy.
/// - Threads: any number at a time.
/// - Cost: linear in `index`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_cluster_relation(
    document: *const ng_document,
    cluster: usize,
    index: usize,
    relation: *mut ng_relation,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, relation, "relation", |document| {
            let relation = find(document, cluster)?.relations().nth(index);
            let (kind, other) = argument::item(relation, index, "relation")?;
            Ok(ng_relation { cluster: other.index(), kind: kind as u8 })
        })
    }
}
