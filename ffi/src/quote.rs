//! Quotations: what was said, and by whom.

use nutgraf_core::QuoteKind;

use crate::argument;
use crate::document::{self, ng_document};
use crate::error::ng_status;
use crate::text::{ng_span, ng_str};

/// How something is quoted: one of `NG_QUOTE_…`. Later versions may add some.
#[allow(non_camel_case_types)]
pub type ng_quote_kind = u8;

/// In quotation marks throughout: `"We won," she said.`
pub const NG_QUOTE_DIRECT: ng_quote_kind = 0;
/// Marks around a part: `He called it "a mistake".`
pub const NG_QUOTE_MIXED: ng_quote_kind = 1;
/// Without marks: "She said that they had won."
pub const NG_QUOTE_INDIRECT: ng_quote_kind = 2;

const _: () = {
    assert!(NG_QUOTE_DIRECT == QuoteKind::Direct as u8);
    assert!(NG_QUOTE_MIXED == QuoteKind::Mixed as u8);
    assert!(NG_QUOTE_INDIRECT == QuoteKind::Indirect as u8);
};

/// A quotation with its speaker.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_quote {
    /// How many pieces the words have, at least one:
    /// `ng_document_quote_content`.
    pub content_count: usize,
    /// The word that says that something is said, where `has_cue`.
    pub cue: ng_str,
    /// Where that word stands.
    pub cue_span: ng_span,
    /// The speaker as the text mentions them here, where `has_speaker`: a
    /// name, "she", "the minister".
    pub speaker: ng_str,
    /// Where the speaker is mentioned.
    pub speaker_span: ng_span,
    /// Who the speaker is, where `has_speaker_cluster`.
    pub speaker_cluster: usize,
    /// How sure it is whom the speaker's mention means, 0 to 1, where `has_score`.
    pub score: f32,
    /// Whether it is direct, mixed or indirect.
    pub kind: ng_quote_kind,
    /// Whether there is a cue.
    pub has_cue: bool,
    /// Whether there is a speaker.
    pub has_speaker: bool,
    /// Whether the speaker has a cluster.
    pub has_speaker_cluster: bool,
    /// Whether `score` means something.
    pub has_score: bool,
    /// Whether the closing mark is there. A quotation without it ends with
    /// its paragraph.
    pub is_closed: bool,
}

/// How many quotations a document has.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_quote_count(document: *const ng_document) -> usize {
    // SAFETY: a live document, or NULL, as required.
    unsafe { document::count(document, |document| document.quotes().len()) }
}

/// The quotation numbered `index`, from 0.
///
/// - Requires: `document` is a live document; `quote` is writable.
/// - Ensures: on `NG_OK`, `*quote` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_quote(
    document: *const ng_document,
    index: usize,
    quote: *mut ng_quote,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, quote, "quote", |document| {
            let quote = argument::item(document.quote(index), index, "quote")?;
            let cluster = quote.speaker_cluster().map(|cluster| cluster.index());
            Ok(ng_quote {
                content_count: quote.content().len(),
                cue: quote.cue().into(),
                cue_span: quote.cue_span().into(),
                speaker: quote.speaker().into(),
                speaker_span: quote.speaker_span().into(),
                speaker_cluster: cluster.unwrap_or(0),
                score: quote.score().unwrap_or(0.0),
                kind: quote.kind() as u8,
                has_cue: quote.cue_span().is_some(),
                has_speaker: quote.speaker_span().is_some(),
                has_speaker_cluster: cluster.is_some(),
                has_score: quote.score().is_some(),
                is_closed: quote.is_closed(),
            })
        })
    }
}

/// The piece numbered `index`, from 0, of a quotation's words, without the
/// outer marks.
///
/// - Requires: `document` is a live document; `content` is writable.
/// - Ensures: on `NG_OK`, `*content` is it; `NG_ERROR_OUT_OF_RANGE`, and
///   nothing is written, where there is none.
/// - Ownership: nothing changes hands; what is written is a copy.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_quote_content(
    document: *const ng_document,
    quote: usize,
    index: usize,
    content: *mut ng_span,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, content, "content", |document| {
            let quote = argument::item(document.quote(quote), quote, "quote")?;
            Ok(argument::item(quote.content().nth(index), index, "content")?.into())
        })
    }
}
