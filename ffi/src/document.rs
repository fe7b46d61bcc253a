//! One result: the text and everything found in it.

use core::ffi::c_char;

use nutgraf_core::Document;

use crate::argument::{self, Out};
use crate::error::{Failure, ng_error, ng_status};
use crate::guard::{guard, guard_or, guard_status, guard_void};
use crate::handle::{self, Handle};
use crate::layer::ng_layers;
use crate::text::{ng_str, ng_string};

/// A text with what was found in it. Immutable: any number of threads may
/// read one. It owns all that its functions point to.
#[allow(non_camel_case_types)]
pub struct ng_document {
    inner: Document,
}

impl Handle for ng_document {
    const NAME: &'static str = "ng_document";
    const TAG: [u8; 8] = *b"ng_docum";
}

impl ng_document {
    pub(crate) fn new(inner: Document) -> Self {
        Self { inner }
    }
}

/// The document that C passes in.
///
/// # Safety
///
/// `document` is `NULL` or a live document.
pub(crate) unsafe fn get<'d>(document: *const ng_document) -> Result<&'d Document, Failure> {
    // SAFETY: as the caller promises.
    Ok(&unsafe { handle::borrow(document, "document") }?.inner)
}

/// How long a list of a document is; 0 for `NULL`.
///
/// # Safety
///
/// `document` is `NULL` or a live document.
pub(crate) unsafe fn count(document: *const ng_document, of: impl FnOnce(&Document) -> usize) -> usize {
    // SAFETY: as the caller promises.
    guard_or(0, || Ok(of(unsafe { get(document) }?)))
}

/// Writes one item of a document to `out`.
///
/// # Safety
///
/// `document` is `NULL` or a live document, `out` is `NULL` or writable.
pub(crate) unsafe fn item<T>(
    document: *const ng_document,
    out: *mut T,
    name: &'static str,
    find: impl FnOnce(&'static Document) -> Result<T, Failure>,
) -> ng_status {
    guard_status(|| {
        // SAFETY: as the caller promises. What `find` points to lives as long
        // as the document, as the manual says.
        let document = unsafe { get(document) }?;
        // SAFETY: as the caller promises.
        let out = unsafe { Out::new(out, name) }?;
        out.set(find(document)?);
        Ok(())
    })
}

/// A day of the calendar.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_date {
    /// The year, 1 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

/// The text, untouched.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: no text for `NULL`.
/// - Ownership: the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_text(document: *const ng_document) -> ng_str {
    // SAFETY: a live document, or NULL, as required.
    guard_or(ng_str::NONE, || Ok(unsafe { get(document) }?.text().into()))
}

/// The document's date: the one given, or the one that its first lines tell.
///
/// - Requires: `document` is `NULL` or a live document; `date` is writable.
/// - Ensures: `true`, and `*date` is it, where there is one; otherwise
///   `false`, and nothing is written.
/// - Ownership: nothing changes hands; what is written is a copy.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_date(document: *const ng_document, date: *mut ng_date) -> bool {
    guard_or(false, || {
        // SAFETY: a live document, or NULL, as required.
        let document = unsafe { get(document) }?;
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(date, "date") }?;
        let Some(date) = document.date() else { return Ok(false) };
        out.set(ng_date { year: date.year(), month: date.month() as u8, day: date.day() as u8 });
        Ok(true)
    })
}

/// The layers that were asked for; lists of the others are empty.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_layers(document: *const ng_document) -> ng_layers {
    // SAFETY: a live document, or NULL, as required.
    guard_or(0, || Ok(u32::from(unsafe { get(document) }?.layers().bits())))
}

/// The document as JSON in one line, the same as Rust and Python write.
///
/// - Requires: `document` is a live document; `json` is writable; `error` is
///   writable or `NULL`.
/// - Ensures: on `NG_OK`, `*json` is the text; otherwise it is untouched, and
///   `*error` tells why.
/// - Ownership: the caller's; free it with `ng_string_free`.
/// - Threads: any number at a time.
/// - Cost: linear in the size of the document.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_to_json(
    document: *const ng_document,
    json: *mut *mut ng_string,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: a live document, or NULL, as required.
        let document = unsafe { get(document) }?;
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(json, "json") }?;
        out.set(handle::give(ng_string::from(document.to_json())));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Reads a document that `ng_document_to_json`, Rust or Python wrote.
///
/// - Requires: `json_len` bytes are readable at `json`; `document` is
///   writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*document` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_JSON` where it is no JSON, of
///   another schema, or its spans do not fit its text.
/// - Ownership: the caller's; free it with `ng_document_free`.
/// - Threads: any number at a time.
/// - Cost: linear in the length of the JSON.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_from_json(
    json: *const c_char,
    json_len: usize,
    document: *mut *mut ng_document,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(document, "document") }?;
        // SAFETY: readable, as required.
        let json = unsafe { argument::text(json, json_len, "json") }?;
        out.set(handle::give(ng_document::new(Document::from_json(json)?)));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Frees a document, and with it all that its functions point to; `NULL` is
/// nothing to free.
///
/// - Requires: `document` is `NULL` or a live document that a call wrote, and
///   is not used again. Freeing twice is undefined, as with `free`. One that a
///   batch lends is left alone.
/// - Ensures: the document and every pointer into it are gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: linear in what was found.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_free(document: *mut ng_document) {
    // SAFETY: a live document that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(document) }));
}
