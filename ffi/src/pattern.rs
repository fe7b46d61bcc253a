//! Your own patterns.

use core::ffi::c_char;

use nutgraf_core::Patterns;

use crate::argument::{self, Out};
use crate::error::{ng_error, ng_status};
use crate::guard::{guard, guard_or, guard_void};
use crate::handle::{self, Handle};

/// Patterns of tokens that make mentions, and may fill their value. Immutable:
/// any number of extractors and threads may share them.
#[allow(non_camel_case_types)]
pub struct ng_patterns {
    pub(crate) inner: Patterns,
}

impl Handle for ng_patterns {
    const NAME: &'static str = "ng_patterns";
    const TAG: [u8; 8] = *b"ng_patte";
}

/// Reads patterns: a JSON list, of which `docs/your-own-names.md` tells.
///
/// - Requires: `json_of_patterns_len` bytes are readable at
///   `json_of_patterns`; `patterns` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*patterns` are they; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_PATTERN` names the place.
/// - Ownership: the caller's; free them with `ng_patterns_free`. The text is not
///   used after the call.
/// - Threads: any number at a time.
/// - Cost: linear in the length of the text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_patterns_from_json(
    json_of_patterns: *const c_char,
    json_of_patterns_len: usize,
    patterns: *mut *mut ng_patterns,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(patterns, "patterns") }?;
        // SAFETY: readable, as required.
        let json = unsafe { argument::text(json_of_patterns, json_of_patterns_len, "json_of_patterns") }?;
        let inner = Patterns::from_json(json)?;
        out.set(handle::give(ng_patterns { inner }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// How many patterns there are; 0 for `NULL`.
///
/// - Requires: `patterns` is `NULL` or live patterns.
/// - Ensures: the number; 0 for what is no patterns.
/// - Ownership: nothing is kept.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_patterns_count(patterns: *const ng_patterns) -> usize {
    // SAFETY: live patterns, or NULL, as required.
    guard_or(0, || Ok(unsafe { handle::borrow(patterns, "patterns") }?.inner.len()))
}

/// Frees patterns; `NULL` is nothing to free. Extractors made with them live
/// on.
///
/// - Requires: `patterns` is `NULL` or live patterns, and is not used again.
///   Freeing twice is undefined, as with `free`.
/// - Ensures: they are gone.
/// - Ownership: they were the caller's, and are nobody's.
/// - Threads: no other thread uses them.
/// - Cost: that of giving back their memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_patterns_free(patterns: *mut ng_patterns) {
    // SAFETY: live patterns that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(patterns) }));
}
