//! The engine: text in, document out.

use core::ffi::c_char;
use core::ptr;

use nutgraf_core::{Extractor, Request};

use crate::argument::{self, Out};
use crate::document::ng_document;
use crate::entity::{self, ng_source};
use crate::error::{Failure, NG_ERROR_INTERNAL, NG_ERROR_INVALID_ARGUMENT, ng_error, ng_status};
use crate::gazetteer::{self, ng_gazetteer, ng_merge_rule};
use crate::guard::{guard, guard_void};
use crate::handle::{self, Handle};
use crate::layer::{self, ng_layers};
use crate::options::{self, Options};
use crate::pattern::ng_patterns;
use crate::text::ng_str;

/// The immutable engine with its model. Make one and share it: any number of
/// threads may extract with it at a time.
#[allow(non_camel_case_types)]
pub struct ng_extractor {
    pub(crate) inner: Extractor,
}

impl Handle for ng_extractor {
    const NAME: &'static str = "ng_extractor";
    const TAG: [u8; 8] = *b"ng_extra";
}

/// How an extractor is made. All zeros but `size` is the default of
/// everything; `NG_EXTRACTOR_OPTIONS_INIT` is that.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_extractor_options {
    /// `sizeof(ng_extractor_options)`.
    pub size: usize,
    /// The bytes of a model file, copied; `NULL` for the model inside.
    pub model: *const u8,
    /// How many bytes `model` has.
    pub model_len: usize,
    /// The path of a model file; no data for none. At most one of `model` and
    /// `model_path` is given.
    pub model_path: ng_str,
    /// Words whose stop ends no sentence, besides those known; with or
    /// without the stop, in any case. `NULL` for none.
    pub abbreviations: *const ng_str,
    /// How many words `abbreviations` has.
    pub abbreviation_count: usize,
    /// Lists of your own names, shared and not copied; `NULL` for none.
    pub gazetteers: *const *const ng_gazetteer,
    /// How many `gazetteers` has.
    pub gazetteer_count: usize,
    /// Patterns of your own, shared and not copied; `NULL` for none.
    pub patterns: *const ng_patterns,
    /// The sources that come first where the merge rule leaves a tie or
    /// decides by priority; the others follow as gazetteer, pattern, value,
    /// address, tagger. `NULL` for that order.
    pub priority: *const ng_source,
    /// How many sources `priority` has.
    pub priority_count: usize,
    /// Names with a lower score are left out, 0 to 1; 0 keeps all. What a rule
    /// finds has no score and stays.
    pub min_score: f32,
    /// Which of two mentions that overlap stays.
    pub merge: ng_merge_rule,
}

// SAFETY: `repr(C)`, its size first, numbers and pointers only.
unsafe impl Options for ng_extractor_options {}

/// What is wanted of a text. All zeros but `size` is the default of
/// everything; `NG_EXTRACT_OPTIONS_INIT` is that.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_extract_options {
    /// `sizeof(ng_extract_options)`.
    pub size: usize,
    /// The document's date, `YYYY-MM-DD`, which goes before one in the text;
    /// no data for none. Relative dates resolve against it.
    pub date: ng_str,
    /// The layers wanted; 0 for all.
    pub layers: ng_layers,
}

// SAFETY: `repr(C)`, its size first, integers and pointers only.
unsafe impl Options for ng_extract_options {}

/// Makes an extractor with the model inside the library.
///
/// - Requires: `extractor` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*extractor` is an extractor; otherwise it is
///   untouched, and `*error` tells why.
/// - Ownership: the caller's; free it with `ng_extractor_free`.
/// - Threads: any number at a time.
/// - Cost: linear in the size of the model; about a millisecond.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_extractor_new(
    extractor: *mut *mut ng_extractor,
    error: *mut *mut ng_error,
) -> ng_status {
    // SAFETY: the same requirements.
    unsafe { ng_extractor_new_with(ptr::null(), extractor, error) }
}

/// Makes an extractor with options.
///
/// - Requires: `options` is `NULL` or as its fields say; `extractor` is
///   writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*extractor` is an extractor; otherwise it is
///   untouched, and `*error` tells why. `NG_ERROR_INVALID_MODEL` for a model
///   that is foreign, damaged or cut short, `NG_ERROR_IO` for a path that
///   cannot be read.
/// - Ownership: the caller's; free it with `ng_extractor_free`. The options
///   are not used after the call.
/// - Threads: any number at a time.
/// - Cost: linear in the size of the model.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_extractor_new_with(
    options: *const ng_extractor_options,
    extractor: *mut *mut ng_extractor,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(extractor, "extractor") }?;
        // SAFETY: options, or NULL, as required.
        let options = unsafe { options::read(options, "options") }?;
        // SAFETY: its fields are as required.
        let inner = unsafe { build(&options) }?;
        out.set(handle::give(ng_extractor { inner }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// # Safety
///
/// The pointers of `options` are as its fields say.
unsafe fn build(options: &ng_extractor_options) -> Result<Extractor, Failure> {
    let mut builder = Extractor::builder().min_score(options.min_score);
    if !options.model.is_null() && !options.model_path.data.is_null() {
        return Err(Failure::new(
            NG_ERROR_INVALID_ARGUMENT,
            "options: model and model_path are both given; give one",
        ));
    }
    if !options.model.is_null() || options.model_len > 0 {
        // SAFETY: as the caller promises.
        let bytes = unsafe { argument::array(options.model, options.model_len, "options.model") }?;
        builder = builder.model(bytes);
    }
    if !options.model_path.data.is_null() || options.model_path.len > 0 {
        // SAFETY: as the caller promises.
        builder = builder.model_path(unsafe { options.model_path.get("options.model_path") }?)?;
    }
    // SAFETY: as the caller promises.
    let words = unsafe {
        argument::array(options.abbreviations, options.abbreviation_count, "options.abbreviations")
    }?;
    for word in words {
        // SAFETY: as the caller promises.
        builder = builder.abbreviations([unsafe { word.get("options.abbreviations") }?]);
    }
    // SAFETY: as the caller promises.
    let lists =
        unsafe { argument::array(options.gazetteers, options.gazetteer_count, "options.gazetteers") }?;
    for &list in lists {
        // SAFETY: as the caller promises.
        builder = builder.gazetteer(unsafe { handle::borrow(list, "options.gazetteers") }?.inner.clone());
    }
    if !options.patterns.is_null() {
        // SAFETY: as the caller promises.
        let patterns = unsafe { handle::borrow(options.patterns, "options.patterns") }?;
        builder = builder.patterns(patterns.inner.clone());
    }
    // SAFETY: as the caller promises.
    let sources = unsafe { argument::array(options.priority, options.priority_count, "options.priority") }?;
    let unknown = |what: &str, number: u8| {
        Failure::new(NG_ERROR_INVALID_ARGUMENT, format!("options.{what}: {number} is none"))
    };
    let sources =
        sources.iter().map(|&source| entity::source(source).ok_or_else(|| unknown("priority", source)));
    builder = builder.priority(sources.collect::<Result<Vec<_>, _>>()?);
    Ok(builder
        .merge(gazetteer::rule(options.merge).ok_or_else(|| unknown("merge", options.merge))?)
        .build()?)
}

/// Frees an extractor; `NULL` is nothing to free. Documents live on.
///
/// - Requires: `extractor` is `NULL` or a live extractor, and is not used
///   again. Freeing twice is undefined, as with `free`.
/// - Ensures: the extractor is gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: constant, but for a model of your own, which is linear in its size.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_extractor_free(extractor: *mut ng_extractor) {
    // SAFETY: a live extractor that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(extractor) }));
}

/// Extracts everything that `options` ask for from a text.
///
/// - Requires: `extractor` is a live extractor; `text_len` bytes are readable
///   at `text`, and nobody writes to them during the call; `options` is `NULL`
///   or as its fields say; `document` is writable; `error` is writable or
///   `NULL`.
/// - Ensures: on `NG_OK`, `*document` holds a copy of the text and what was
///   found; otherwise it is untouched, and `*error` tells why:
///   `NG_ERROR_INVALID_UTF8` with the position, `NG_ERROR_TEXT_TOO_LONG`,
///   `NG_ERROR_INVALID_ARGUMENT` for a date that is none; and for a gazetteer
///   of a file, `NG_ERROR_INVALID_GAZETTEER` where the text leads into a part
///   that is damaged, `NG_ERROR_IO` where that can no longer be read. A NUL in
///   the text is a character like any other.
/// - Ownership: the caller's; free it with `ng_document_free`. Text and options
///   are not used after the call, and the extractor may go before the document.
/// - Threads: any number at a time, with the same extractor too.
/// - Cost: linear in the length of the text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_extract(
    extractor: *const ng_extractor,
    text: *const c_char,
    text_len: usize,
    options: *const ng_extract_options,
    document: *mut *mut ng_document,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: a live extractor, or NULL, as required.
        let extractor = unsafe { handle::borrow(extractor, "extractor") }?;
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(document, "document") }?;
        // SAFETY: readable, as required.
        let text = unsafe { argument::text(text, text_len, "text") }?;
        // SAFETY: options, or NULL, as required.
        let options = unsafe { options::read(options, "options") }?;
        // SAFETY: readable, as required.
        let request = unsafe { request(extractor, text, &options, options.date) }?;
        out.set(handle::give(ng_document::new(request.extract()?)));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// The call that `options` describe, with another date.
///
/// # Safety
///
/// The bytes of `date` are readable.
pub(crate) unsafe fn request<'e>(
    extractor: &'e ng_extractor,
    text: &str,
    options: &ng_extract_options,
    date: ng_str,
) -> Result<Request<'e>, Failure> {
    let layers = layer::read(options.layers)?;
    // The one allocation whose size the caller chooses: where there is no
    // memory for it that is an error, and not the end of the process.
    let mut copy = String::new();
    copy.try_reserve_exact(text.len()).map_err(|_| {
        Failure::new(NG_ERROR_INTERNAL, format!("no memory for a text of {} bytes", text.len()))
    })?;
    copy.push_str(text);
    let mut request = extractor.inner.request(copy).only(layers);
    if !date.data.is_null() || date.len > 0 {
        // SAFETY: readable, as the caller promises.
        request = request.date(unsafe { date.get("date") }?)?;
    }
    Ok(request)
}
