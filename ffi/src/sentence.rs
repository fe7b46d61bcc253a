//! Sentences: of a document, and of a text without a model.

use core::ffi::c_char;

use nutgraf_core::{Sentence, SentenceKind, Sentences};

use crate::argument::{self, Out};
use crate::document::{self, ng_document};
use crate::error::{ng_error, ng_status};
use crate::guard::{guard, guard_or, guard_void};
use crate::handle::{self, Handle};
use crate::text::{ng_span, ng_str};

/// What a sentence is: one of `NG_SENTENCE_…`.
#[allow(non_camel_case_types)]
pub type ng_sentence_kind = u8;

/// Running text.
pub const NG_SENTENCE_PROSE: ng_sentence_kind = 0;
/// A title or heading.
pub const NG_SENTENCE_HEADING: ng_sentence_kind = 1;
/// An item of a list.
pub const NG_SENTENCE_LIST_ITEM: ng_sentence_kind = 2;

const _: () = {
    assert!(NG_SENTENCE_PROSE == SentenceKind::Prose as u8);
    assert!(NG_SENTENCE_HEADING == SentenceKind::Heading as u8);
    assert!(NG_SENTENCE_LIST_ITEM == SentenceKind::ListItem as u8);
};

/// A sentence.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_sentence {
    /// The bytes that it takes up, without white space around them.
    pub span: ng_span,
    /// It as it stands in the text.
    pub text: ng_str,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
    /// Whether it is prose, a heading or a list item.
    pub kind: ng_sentence_kind,
}

impl From<Sentence<'_>> for ng_sentence {
    fn from(sentence: Sentence<'_>) -> Self {
        ng_sentence {
            span: sentence.span().into(),
            text: sentence.text().into(),
            paragraph: sentence.paragraph(),
            kind: sentence.kind() as u8,
        }
    }
}

/// How many sentences a document has.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_sentence_count(document: *const ng_document) -> usize {
    // SAFETY: a live document, or NULL, as required.
    unsafe { document::count(document, |document| document.sentences().len()) }
}

/// The sentence numbered `index`, from 0.
///
/// - Requires: `document` is a live document; `sentence` is writable.
/// - Ensures: on `NG_OK`, `*sentence` is it; `NG_ERROR_OUT_OF_RANGE`, and
///   nothing is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_sentence(
    document: *const ng_document,
    index: usize,
    sentence: *mut ng_sentence,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, sentence, "sentence", |document| {
            Ok(argument::item(document.sentence(index), index, "sentence")?.into())
        })
    }
}

/// The sentences of a text, one after the other: a cursor over the caller's
/// own text.
#[allow(non_camel_case_types)]
pub struct ng_sentences {
    inner: Sentences<'static>,
}

impl Handle for ng_sentences {
    const NAME: &'static str = "ng_sentences";
    const TAG: [u8; 8] = *b"ng_sents";
}

/// Begins to split a text into sentences; needs no extractor and no model.
///
/// - Requires: `text_len` bytes are readable at `text`, and nobody writes to
///   them or frees them as long as the cursor lives; `sentences` is writable;
///   `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*sentences` stands before the first sentence;
///   otherwise it is untouched, and `*error` tells why.
/// - Ownership: the cursor is the caller's; free it with `ng_sentences_free`.
///   The text stays the caller's and is not copied.
/// - Threads: any number at a time.
/// - Cost: linear in the length of the text, to check that it is UTF-8.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentences_new(
    text: *const c_char,
    text_len: usize,
    sentences: *mut *mut ng_sentences,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(sentences, "sentences") }?;
        // SAFETY: readable, as required, and as long as the cursor lives: so
        // the lifetime is as good as static.
        let text: &'static str = unsafe { argument::text(text, text_len, "text") }?;
        out.set(handle::give(ng_sentences { inner: nutgraf_core::sentences(text) }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// The next sentence.
///
/// - Requires: `sentences` is `NULL` or a live cursor; `sentence` is writable.
/// - Ensures: `true`, and `*sentence` is it; `false`, and nothing is written,
///   after the last one.
/// - Ownership: what it points to is in the text that the cursor was made of.
/// - Threads: one at a time.
/// - Cost: linear in the length of the sentence.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentences_next(sentences: *mut ng_sentences, sentence: *mut ng_sentence) -> bool {
    guard_or(false, || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(sentence, "sentence") }?;
        // SAFETY: a live cursor that one thread uses, or NULL, as required.
        let sentences = unsafe { handle::borrow_mut(sentences, "sentences") }?;
        Ok(sentences.inner.next().map(|sentence| out.set(sentence.into())).is_some())
    })
}

/// Frees a cursor; `NULL` is nothing to free. The text stays.
///
/// - Requires: `sentences` is `NULL` or a live cursor, and is not used again.
///   Freeing twice is undefined, as with `free`.
/// - Ensures: the cursor is gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentences_free(sentences: *mut ng_sentences) {
    // SAFETY: a live cursor that nobody uses, or NULL, as required.
    guard_void(|| {
        unsafe { handle::take(sentences) };
    });
}
