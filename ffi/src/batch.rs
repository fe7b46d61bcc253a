//! Many texts at once.

use core::num::NonZeroUsize;
use core::ptr;

use crate::argument::{self, Out};
use crate::document::ng_document;
use crate::error::{Failure, ng_error, ng_status};
use crate::extractor::{self, ng_extract_options, ng_extractor};
use crate::guard::{guard, guard_or, guard_void};
use crate::handle::{self, Handle, Lent};
use crate::memory;
use crate::options;
use crate::text::ng_str;

/// The results of many texts, in their order: of each a document, or the
/// error that it ended in. Immutable: any number of threads may read one.
#[allow(non_camel_case_types)]
pub struct ng_batch {
    results: Vec<Result<Lent<ng_document>, Lent<ng_error>>>,
}

impl Handle for ng_batch {
    const NAME: &'static str = "ng_batch";
    const TAG: [u8; 8] = *b"ng_batch";
}

/// Extracts from many texts, on several threads.
///
/// - Requires: `extractor` is a live extractor; `count` texts are readable at
///   `texts`, and nobody writes to them during the call; `dates` is `NULL`, or
///   `count` dates are readable there; `options` is `NULL` or as its fields
///   say; `batch` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*batch` holds a result for each text, in their
///   order, each what `ng_extract` gives, whatever the number of threads. A
///   text that fails (invalid UTF-8, a date that is none) fails alone. On
///   another status `*batch` is untouched, and `*error` tells why.
/// - Ownership: the caller's; free it with `ng_batch_free`.
/// - Threads: any number at a time. Runs on `threads` threads, 0 for as many
///   as the machine has cores; they end before it returns.
/// - Cost: linear in the length of the texts, divided by the threads.
///
/// A date of `dates` goes before the one of `options`; one without data leaves
/// that in force.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_extract_batch(
    extractor: *const ng_extractor,
    texts: *const ng_str,
    dates: *const ng_str,
    count: usize,
    options: *const ng_extract_options,
    threads: usize,
    batch: *mut *mut ng_batch,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: a live extractor, or NULL, as required.
        let extractor = unsafe { handle::borrow(extractor, "extractor") }?;
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(batch, "batch") }?;
        // SAFETY: readable, as required.
        let texts = unsafe { argument::array(texts, count, "texts") }?;
        let dates = if dates.is_null() {
            &[]
        } else {
            // SAFETY: readable, as required.
            unsafe { argument::array(dates, count, "dates") }?
        };
        // SAFETY: options, or NULL, as required.
        let options = unsafe { options::read(options, "options") }?;
        crate::layer::read(options.layers)?;

        let mut failures: Vec<Option<Failure>> = Vec::with_capacity(count);
        let mut requests = Vec::with_capacity(count);
        for (index, text) in texts.iter().enumerate() {
            let date = dates.get(index).copied().filter(|date| !date.data.is_null() || date.len > 0);
            // SAFETY: readable, as required.
            let request = unsafe { text.get("text") }.and_then(|text| {
                // SAFETY: readable, as required.
                unsafe { extractor::request(extractor, text, &options, date.unwrap_or(options.date)) }
            });
            match request {
                Ok(request) => {
                    requests.push(request);
                    failures.push(None);
                }
                Err(failure) => failures.push(Some(failure)),
            }
        }
        let threads = NonZeroUsize::new(threads);
        // A thread that takes a text is past the start of threads.
        memory::starting();
        let requests = requests.into_iter().inspect(|_| memory::running());
        let documents = nutgraf_core::extract_requests(requests, threads);
        memory::running();
        let mut documents = documents.into_iter();
        let results = failures
            .into_iter()
            .map(|failure| match failure {
                Some(failure) => Err(failure),
                None => match documents.next() {
                    Some(document) => document.map_err(Failure::from),
                    None => Err(Failure::new(crate::error::NG_ERROR_INTERNAL, "a result is missing")),
                },
            })
            .map(|result| match result {
                Ok(document) => Ok(Lent::new(ng_document::new(document))),
                Err(failure) => Err(Lent::new(ng_error::from(failure))),
            })
            .collect();
        out.set(handle::give(ng_batch { results }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// How many results a batch has: as many as there were texts.
///
/// - Requires: `batch` is `NULL` or a live batch.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_batch_count(batch: *const ng_batch) -> usize {
    guard_or(0, || {
        // SAFETY: a live batch, or NULL, as required.
        Ok(unsafe { handle::borrow(batch, "batch") }?.results.len())
    })
}

/// The document of the text numbered `index`, from 0.
///
/// - Requires: `batch` is `NULL` or a live batch.
/// - Ensures: `NULL` where that text failed, and where there is none.
/// - Ownership: the batch's; valid until that is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_batch_document(batch: *const ng_batch, index: usize) -> *const ng_document {
    guard_or(ptr::null(), || {
        // SAFETY: a live batch, or NULL, as required.
        let batch = unsafe { handle::borrow(batch, "batch") }?;
        Ok(match batch.results.get(index) {
            Some(Ok(document)) => document.as_ptr(),
            _ => ptr::null(),
        })
    })
}

/// Why the text numbered `index`, from 0, failed.
///
/// - Requires: `batch` is `NULL` or a live batch.
/// - Ensures: `NULL` where that text has a document, and where there is none.
/// - Ownership: the batch's; valid until that is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_batch_error(batch: *const ng_batch, index: usize) -> *const ng_error {
    guard_or(ptr::null(), || {
        // SAFETY: a live batch, or NULL, as required.
        let batch = unsafe { handle::borrow(batch, "batch") }?;
        Ok(match batch.results.get(index) {
            Some(Err(error)) => error.as_ptr(),
            _ => ptr::null(),
        })
    })
}

/// Frees a batch with its documents and errors; `NULL` is nothing to free.
///
/// - Requires: `batch` is `NULL` or a live batch; neither it nor what it lends
///   is used again. Freeing twice is undefined, as with `free`.
/// - Ensures: the batch with all that it lends is gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: linear in the number of texts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_batch_free(batch: *mut ng_batch) {
    // SAFETY: a live batch that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(batch) }));
}
