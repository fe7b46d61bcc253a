//! Texts and pieces of them, into the library and out of it.

use core::ffi::c_char;
use core::ptr;

use nutgraf_core::Span;

use crate::argument;
use crate::error::Failure;
use crate::guard::{guard_or, guard_void};
use crate::handle::{self, Handle};

/// The longest text that the library takes, in bytes.
pub const NG_TEXT_MAX: u32 = 4_294_967_295;

const _: () = assert!(NG_TEXT_MAX as usize == Span::MAX);

/// A piece of UTF-8 text that belongs to somebody else. It does not end in
/// NUL, and may have NUL in it.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_str {
    /// The first byte; `NULL` only where there is no text.
    pub data: *const c_char,
    /// The number of bytes.
    pub len: usize,
}

impl ng_str {
    /// No text.
    pub(crate) const NONE: ng_str = ng_str { data: ptr::null(), len: 0 };

    /// What C passed in.
    ///
    /// # Safety
    ///
    /// `len` bytes are readable at `data` as long as the text is used.
    pub(crate) unsafe fn get<'a>(self, name: &'static str) -> Result<&'a str, Failure> {
        // SAFETY: as the caller promises.
        unsafe { argument::text(self.data, self.len, name) }
    }
}

impl From<&str> for ng_str {
    fn from(text: &str) -> Self {
        ng_str { data: text.as_ptr().cast(), len: text.len() }
    }
}

impl From<Option<&str>> for ng_str {
    fn from(text: Option<&str>) -> Self {
        text.map_or(ng_str::NONE, ng_str::from)
    }
}

/// A half-open range of bytes, `start` to before `end`, of the text as it was
/// given. Both lie on the boundaries of characters.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy, Default)]
pub struct ng_span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl From<Span> for ng_span {
    fn from(span: Span) -> Self {
        ng_span { start: span.start(), end: span.end() }
    }
}

impl From<Option<Span>> for ng_span {
    fn from(span: Option<Span>) -> Self {
        span.map_or_else(ng_span::default, ng_span::from)
    }
}

/// A text, or the bytes of a file, that the library made. Immutable: any number
/// of threads may read one.
#[allow(non_camel_case_types)]
pub struct ng_string {
    /// Ends in NUL, for those who print it.
    bytes: Vec<u8>,
}

impl Handle for ng_string {
    const NAME: &'static str = "ng_string";
    const TAG: [u8; 8] = *b"ng_strng";
}

impl From<String> for ng_string {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

impl From<Vec<u8>> for ng_string {
    fn from(mut bytes: Vec<u8>) -> Self {
        bytes.push(0);
        ng_string { bytes }
    }
}

/// The first byte of a text; a NUL stands behind the last.
///
/// - Requires: `string` is `NULL` or a live string.
/// - Ensures: UTF-8, but for the bytes of a file; never `NULL`; empty for
///   `NULL`.
/// - Ownership: the string's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_string_data(string: *const ng_string) -> *const c_char {
    guard_or(c"".as_ptr(), || {
        // SAFETY: a live string, or NULL, as required.
        Ok(unsafe { handle::borrow(string, "string") }?.bytes.as_ptr().cast())
    })
}

/// The number of bytes of a text, without the NUL behind it.
///
/// - Requires: `string` is `NULL` or a live string.
/// - Ensures: 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_string_len(string: *const ng_string) -> usize {
    guard_or(0, || {
        // SAFETY: a live string, or NULL, as required.
        Ok(unsafe { handle::borrow(string, "string") }?.bytes.len() - 1)
    })
}

/// Frees a text; `NULL` is nothing to free.
///
/// - Requires: `string` is `NULL` or a live string, and is not used again.
///   Freeing twice is undefined, as with `free`.
/// - Ensures: the string and its bytes are gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_string_free(string: *mut ng_string) {
    // SAFETY: a live string that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(string) }));
}
