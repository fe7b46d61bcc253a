//! Status codes, and the error object that says more.

use core::ffi::c_char;
use std::ffi::CString;

use nutgraf_core::ErrorKind;

use crate::argument::{self, Out};
use crate::guard::{guard_or, guard_void};
use crate::handle::{self, Handle};

/// What a call returns: `NG_OK`, or one of `NG_ERROR_…`.
///
/// The numbers are fixed; later versions may add some, so treat a number that
/// you do not know as a failure.
#[allow(non_camel_case_types)]
pub type ng_status = i32;

/// It worked.
pub const NG_OK: ng_status = 0;
/// A pointer is `NULL` where none may be.
pub const NG_ERROR_NULL: ng_status = 1;
/// An argument has no meaning: a date that is none, an unknown layer, a
/// pointer that is not aligned.
pub const NG_ERROR_INVALID_ARGUMENT: ng_status = 2;
/// A string is not UTF-8; `ng_error_position` tells where.
pub const NG_ERROR_INVALID_UTF8: ng_status = 3;
/// An index is not less than the count.
pub const NG_ERROR_OUT_OF_RANGE: ng_status = 4;
/// A text is longer than `NG_TEXT_MAX` bytes.
pub const NG_ERROR_TEXT_TOO_LONG: ng_status = 5;
/// A model is foreign, damaged, cut short or of another version.
pub const NG_ERROR_INVALID_MODEL: ng_status = 6;
/// The library was built without a model and none was given.
pub const NG_ERROR_NO_MODEL: ng_status = 7;
/// A file could not be read.
pub const NG_ERROR_IO: ng_status = 8;
/// A JSON text is no document of a known schema.
pub const NG_ERROR_INVALID_JSON: ng_status = 9;
/// A handle is of another type, or was freed.
pub const NG_ERROR_INVALID_HANDLE: ng_status = 10;
/// A list of names is not one, or a gazetteer file is foreign, damaged, cut
/// short or of another version.
pub const NG_ERROR_INVALID_GAZETTEER: ng_status = 11;
/// A pattern is malformed; the message says where.
pub const NG_ERROR_INVALID_PATTERN: ng_status = 12;
/// A fault of the library itself, or no memory. Nothing was written, and
/// everything stays usable.
pub const NG_ERROR_INTERNAL: ng_status = 255;

/// Why a call failed.
///
/// Owned by the caller that it was written to, except where a batch lends it.
/// Immutable: any number of threads may read one.
#[allow(non_camel_case_types)]
#[derive(Debug)]
pub struct ng_error {
    status: ng_status,
    message: CString,
    position: Option<usize>,
}

impl Handle for ng_error {
    const NAME: &'static str = "ng_error";
    const TAG: [u8; 8] = *b"ng_error";
}

/// A failure on its way to C.
#[derive(Debug)]
pub(crate) struct Failure {
    status: ng_status,
    message: String,
    position: Option<usize>,
}

impl Failure {
    pub(crate) fn new(status: ng_status, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), position: None }
    }

    /// A failure at that byte of an argument.
    pub(crate) fn at(mut self, position: usize) -> Self {
        self.position = Some(position);
        self
    }

    pub(crate) fn status(&self) -> ng_status {
        self.status
    }

    #[cfg(test)]
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl From<Failure> for ng_error {
    fn from(failure: Failure) -> Self {
        // A message may quote an argument, and that may hold a NUL.
        let message = failure.message.replace('\0', "\u{fffd}");
        Self {
            status: failure.status,
            message: CString::new(message).unwrap_or_default(),
            position: failure.position,
        }
    }
}

impl From<nutgraf_core::Error> for Failure {
    fn from(error: nutgraf_core::Error) -> Self {
        let status = match error.kind() {
            ErrorKind::InvalidArgument => NG_ERROR_INVALID_ARGUMENT,
            ErrorKind::TextTooLong => NG_ERROR_TEXT_TOO_LONG,
            ErrorKind::InvalidModel => NG_ERROR_INVALID_MODEL,
            ErrorKind::NoModel => NG_ERROR_NO_MODEL,
            ErrorKind::Io => NG_ERROR_IO,
            ErrorKind::InvalidJson => NG_ERROR_INVALID_JSON,
            ErrorKind::InvalidPattern => NG_ERROR_INVALID_PATTERN,
            ErrorKind::InvalidGazetteer => NG_ERROR_INVALID_GAZETTEER,
            _ => NG_ERROR_INTERNAL,
        };
        let mut message = error.to_string();
        let mut source = core::error::Error::source(&error);
        while let Some(cause) = source {
            message.push_str(": ");
            message.push_str(&cause.to_string());
            source = cause.source();
        }
        Self::new(status, message)
    }
}

/// The status that the failed call returned.
///
/// - Requires: `error` is `NULL` or a live error.
/// - Ensures: `NG_OK` for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_error_status(error: *const ng_error) -> ng_status {
    guard_or(NG_OK, || {
        // SAFETY: a live error, or NULL, as required.
        Ok(unsafe { handle::borrow(error, "error") }?.status)
    })
}

/// What went wrong, for a person: names the argument and the remedy.
///
/// - Requires: `error` is `NULL` or a live error.
/// - Ensures: a UTF-8 text that ends in NUL, never `NULL`; empty for `NULL`.
/// - Ownership: the error's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_error_message(error: *const ng_error) -> *const c_char {
    guard_or(c"".as_ptr(), || {
        // SAFETY: a live error, or NULL, as required.
        Ok(unsafe { handle::borrow(error, "error") }?.message.as_ptr())
    })
}

/// Where in the argument it went wrong, in bytes from its start.
///
/// - Requires: `error` is `NULL` or a live error; `position` is writable.
/// - Ensures: `true`, and `*position` is the first byte that is not UTF-8,
///   for `NG_ERROR_INVALID_UTF8`; `false`, and nothing is written, otherwise.
/// - Ownership: nothing changes hands; what is written is a copy.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_error_position(error: *const ng_error, position: *mut usize) -> bool {
    guard_or(false, || {
        // SAFETY: a live error, or NULL, as required.
        let error = unsafe { handle::borrow(error, "error") }?;
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(position, "position") }?;
        Ok(error.position.map(|at| out.set(at)).is_some())
    })
}

/// Frees an error; `NULL` is nothing to free.
///
/// - Requires: `error` is `NULL` or a live error that a call wrote; it is not
///   used again. Freeing twice is undefined, as with `free`. One that a batch
///   lends is left alone.
/// - Ensures: the error and its message are gone; nothing happens to `NULL`.
/// - Ownership: comes back to the library; what pointed into it is dangling.
/// - Threads: no other thread uses it.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_error_free(error: *mut ng_error) {
    // SAFETY: a live error that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(error) }));
}

/// The name of a status: `"NG_ERROR_NULL"`.
///
/// - Requires: nothing.
/// - Ensures: ASCII that ends in NUL, never `NULL`; `"unknown"` for a number
///   that this library does not know.
/// - Ownership: the library's; always valid.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub extern "C" fn ng_status_name(status: ng_status) -> *const c_char {
    let name = match status {
        NG_OK => c"NG_OK",
        NG_ERROR_NULL => c"NG_ERROR_NULL",
        NG_ERROR_INVALID_ARGUMENT => c"NG_ERROR_INVALID_ARGUMENT",
        NG_ERROR_INVALID_UTF8 => c"NG_ERROR_INVALID_UTF8",
        NG_ERROR_OUT_OF_RANGE => c"NG_ERROR_OUT_OF_RANGE",
        NG_ERROR_TEXT_TOO_LONG => c"NG_ERROR_TEXT_TOO_LONG",
        NG_ERROR_INVALID_MODEL => c"NG_ERROR_INVALID_MODEL",
        NG_ERROR_NO_MODEL => c"NG_ERROR_NO_MODEL",
        NG_ERROR_IO => c"NG_ERROR_IO",
        NG_ERROR_INVALID_JSON => c"NG_ERROR_INVALID_JSON",
        NG_ERROR_INVALID_HANDLE => c"NG_ERROR_INVALID_HANDLE",
        NG_ERROR_INVALID_GAZETTEER => c"NG_ERROR_INVALID_GAZETTEER",
        NG_ERROR_INVALID_PATTERN => c"NG_ERROR_INVALID_PATTERN",
        NG_ERROR_INTERNAL => c"NG_ERROR_INTERNAL",
        _ => c"unknown",
    };
    name.as_ptr()
}

/// Writes `failure` to where the caller wants it, if anywhere.
///
/// # Safety
///
/// `out` is `NULL` or writable.
pub(crate) unsafe fn report(failure: Failure, out: *mut *mut ng_error) -> ng_status {
    let status = failure.status;
    if argument::is_usable(out) {
        // SAFETY: writable, as the caller promises.
        unsafe { out.write(handle::give(ng_error::from(failure))) };
    }
    status
}
