//! Named entities and values.

use nutgraf_core::Source;

use crate::argument;
use crate::document::{self, ng_document};
use crate::error::{Failure, NG_ERROR_OUT_OF_RANGE, ng_status};
use crate::label::ng_label;
use crate::text::{ng_span, ng_str};
use crate::value::ng_value;

/// Where a mention comes from: one of `NG_SOURCE_…`.
#[allow(non_camel_case_types)]
pub type ng_source = u8;

/// The trained tagger.
pub const NG_SOURCE_TAGGER: ng_source = 0;
/// The grammar of dates, times and amounts.
pub const NG_SOURCE_VALUE: ng_source = 1;
/// The rules for addresses.
pub const NG_SOURCE_ADDRESS: ng_source = 2;
/// A list of your own names.
pub const NG_SOURCE_GAZETTEER: ng_source = 3;
/// A pattern of your own.
pub const NG_SOURCE_PATTERN: ng_source = 4;

/// The source of that number.
pub(crate) fn source(number: ng_source) -> Option<Source> {
    Some(match number {
        NG_SOURCE_TAGGER => Source::Tagger,
        NG_SOURCE_VALUE => Source::Value,
        NG_SOURCE_ADDRESS => Source::Address,
        NG_SOURCE_GAZETTEER => Source::Gazetteer,
        NG_SOURCE_PATTERN => Source::Pattern,
        _ => return None,
    })
}

const _: () = {
    assert!(NG_SOURCE_TAGGER == Source::Tagger as u8);
    assert!(NG_SOURCE_VALUE == Source::Value as u8);
    assert!(NG_SOURCE_ADDRESS == Source::Address as u8);
    assert!(NG_SOURCE_GAZETTEER == Source::Gazetteer as u8);
    assert!(NG_SOURCE_PATTERN == Source::Pattern as u8);
};

/// One mention of a name, or a value.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_entity {
    /// The bytes that it takes up.
    pub span: ng_span,
    /// It as it stands in the text.
    pub text: ng_str,
    /// The name of what it is: `"PERSON"`, or that of a label of your own.
    pub label_name: ng_str,
    /// The identifier that your own list or pattern gives it; no data for none.
    pub id: ng_str,
    /// The number of its cluster, where `has_cluster`: `ng_document_cluster`.
    pub cluster: usize,
    /// The probability, 0 to 1, that span and label are right, where
    /// `has_score`: where the tagger found it. The score in your own list,
    /// where that gives one.
    pub score: f32,
    /// What it is; `NG_LABEL_CUSTOM` for a label of your own.
    pub label: ng_label,
    /// Where it comes from.
    pub source: ng_source,
    /// Whether `score` means something.
    pub has_score: bool,
    /// Whether `ng_document_entity_value` tells what it means.
    pub has_value: bool,
    /// Whether `cluster` means something.
    pub has_cluster: bool,
}

/// How many entities a document has.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_entity_count(document: *const ng_document) -> usize {
    // SAFETY: a live document, or NULL, as required.
    unsafe { document::count(document, |document| document.entities().len()) }
}

/// The entity numbered `index`, from 0. They are in the order of the text and
/// do not overlap.
///
/// - Requires: `document` is a live document; `entity` is writable.
/// - Ensures: on `NG_OK`, `*entity` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_entity(
    document: *const ng_document,
    index: usize,
    entity: *mut ng_entity,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, entity, "entity", |document| {
            let entity = argument::item(document.entity(index), index, "entity")?;
            let cluster = entity.cluster().map(|cluster| cluster.index());
            Ok(ng_entity {
                span: entity.span().into(),
                text: entity.text().into(),
                label_name: entity.label_name().into(),
                id: entity.id().into(),
                cluster: cluster.unwrap_or(0),
                score: entity.score().unwrap_or(0.0),
                label: entity.label() as u8,
                source: entity.source() as u8,
                has_score: entity.score().is_some(),
                has_value: entity.value().is_some(),
                has_cluster: cluster.is_some(),
            })
        })
    }
}

/// What the entity numbered `index`, from 0, means.
///
/// - Requires: `document` is a live document; `value` is writable.
/// - Ensures: on `NG_OK`, `*value` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is no such entity or its `has_value` is `false`.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_entity_value(
    document: *const ng_document,
    index: usize,
    value: *mut ng_value,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, value, "value", |document| {
            let entity = argument::item(document.entity(index), index, "entity")?;
            let value = entity
                .value()
                .ok_or_else(|| Failure::new(NG_ERROR_OUT_OF_RANGE, format!("entity {index} has no value")))?;
            ng_value::new(value)
        })
    }
}
