//! Sentences of a text that arrives in pieces.

use core::ffi::c_char;

use nutgraf_core::{SentenceStream, StreamedSentence};

use crate::argument::{self, Out};
use crate::error::{Failure, NG_ERROR_INVALID_UTF8, ng_error, ng_status};
use crate::extractor::ng_extractor;
use crate::guard::{guard, guard_or, guard_void};
use crate::handle::{self, Handle};
use crate::sentence::ng_sentence_kind;
use crate::text::ng_str;

/// Splits a text that arrives in pieces of any size; the sentences are those
/// of the whole text.
#[allow(non_camel_case_types)]
pub struct ng_sentence_stream {
    inner: SentenceStream,
}

impl Handle for ng_sentence_stream {
    const NAME: &'static str = "ng_sentence_stream";
    const TAG: [u8; 8] = *b"ng_strea";
}

/// A sentence of a stream.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_streamed_sentence {
    /// Its first byte, counted from the first that was fed.
    pub start: u64,
    /// The byte after its last.
    pub end: u64,
    /// It as it stands in the text.
    pub text: ng_str,
    /// The number of its paragraph, from 0.
    pub paragraph: usize,
    /// Whether it is prose, a heading or a list item.
    pub kind: ng_sentence_kind,
}

impl From<StreamedSentence<'_>> for ng_streamed_sentence {
    fn from(sentence: StreamedSentence<'_>) -> Self {
        ng_streamed_sentence {
            start: sentence.start(),
            end: sentence.end(),
            text: sentence.text().into(),
            paragraph: sentence.paragraph(),
            kind: sentence.kind() as u8,
        }
    }
}

/// Makes a stream to which nothing was fed yet; needs no extractor and no
/// model.
///
/// - Requires: `stream` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*stream` is the stream; otherwise it is untouched,
///   and `*error` tells why.
/// - Ownership: the stream is the caller's; free it with
///   `ng_sentence_stream_free`.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentence_stream_new(
    stream: *mut *mut ng_sentence_stream,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(stream, "stream") }?;
        out.set(handle::give(ng_sentence_stream { inner: SentenceStream::new() }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Makes a stream that knows the abbreviations of an extractor.
///
/// - Requires: `extractor` is a live extractor; `stream` is writable; `error`
///   is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*stream` is the stream; otherwise it is untouched,
///   and `*error` tells why.
/// - Ownership: the stream is the caller's; free it with
///   `ng_sentence_stream_free`. The extractor may go before it.
/// - Threads: any number at a time.
/// - Cost: linear in the abbreviations.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_extractor_sentence_stream(
    extractor: *const ng_extractor,
    stream: *mut *mut ng_sentence_stream,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(stream, "stream") }?;
        // SAFETY: a live extractor, or NULL, as required.
        let extractor = unsafe { handle::borrow(extractor, "extractor") }?;
        out.set(handle::give(ng_sentence_stream { inner: SentenceStream::with_extractor(&extractor.inner) }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// More of the text; a piece may end within a character. After
/// `ng_sentence_stream_finish` a new text begins, and what was not yet asked
/// for of the old one is lost.
///
/// - Requires: `stream` is a live stream; `text_len` bytes are readable at
///   `text`; `error` is writable or `NULL`.
/// - Ensures: `NG_ERROR_INVALID_UTF8` where the bytes are no UTF-8: what stands
///   before them is fed, they and what follows are not.
/// - Ownership: the piece is copied.
/// - Threads: one at a time.
/// - Cost: linear in the length of the piece.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentence_stream_feed(
    stream: *mut ng_sentence_stream,
    text: *const c_char,
    text_len: usize,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: a live stream that one thread uses, or NULL, as required.
        let stream = unsafe { handle::borrow_mut(stream, "stream") }?;
        // SAFETY: readable, as required.
        let piece = unsafe { argument::bytes(text, text_len, "text") }?;
        stream.inner.feed_bytes(piece).map_err(|error| Failure::new(NG_ERROR_INVALID_UTF8, error.to_string()))
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Says that the text is complete; `NULL` is nothing to finish.
///
/// - Requires: `stream` is `NULL` or a live stream.
/// - Ensures: `ng_sentence_stream_next` gives what is left.
/// - Ownership: the stream stays the caller's.
/// - Threads: one at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentence_stream_finish(stream: *mut ng_sentence_stream) {
    guard_void(|| {
        // SAFETY: a live stream that one thread uses, or NULL, as required.
        if let Ok(stream) = unsafe { handle::borrow_mut(stream, "stream") } {
            stream.inner.finish();
        }
    });
}

/// The next sentence that is known to be complete.
///
/// - Requires: `stream` is `NULL` or a live stream; `sentence` is writable.
/// - Ensures: `true`, and `*sentence` is it; `false`, and nothing is written,
///   where more must be fed or the text is at its end.
/// - Ownership: what it points to is the stream's; valid until the next call
///   with it.
/// - Threads: one at a time.
/// - Cost: linear in the length of the sentence.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentence_stream_next(
    stream: *mut ng_sentence_stream,
    sentence: *mut ng_streamed_sentence,
) -> bool {
    guard_or(false, || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(sentence, "sentence") }?;
        // SAFETY: a live stream that one thread uses, or NULL, as required.
        let stream = unsafe { handle::borrow_mut(stream, "stream") }?;
        Ok(stream.inner.next().map(|sentence| out.set(sentence.into())).is_some())
    })
}

/// Frees a stream; `NULL` is nothing to free.
///
/// - Requires: `stream` is `NULL` or a live stream, and is not used again.
///   Freeing twice is undefined, as with `free`.
/// - Ensures: the stream is gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_sentence_stream_free(stream: *mut ng_sentence_stream) {
    // SAFETY: a live stream that nobody uses, or NULL, as required.
    guard_void(|| {
        unsafe { handle::take(stream) };
    });
}
