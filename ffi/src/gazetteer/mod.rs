//! Your own names.

use core::ffi::c_char;

use nutgraf_core::{Gazetteer, GazetteerBuilder, MergeRule};

use crate::argument::{self, Out};
use crate::error::{Failure, ng_error, ng_status};
use crate::guard::{guard, guard_or, guard_void};
use crate::handle::{self, Handle};
use crate::options;
use crate::text::ng_string;

mod entry;

pub use entry::*;

/// A list of your own names, each with a label and perhaps an identifier,
/// other names and a score. Immutable: any number of extractors and threads
/// may share one.
///
/// Names are found on the borders of tokens, the longest first. Accents,
/// hyphens, blanks and the stops of abbreviations make no difference; of a
/// possessive the name alone is found. One that is an ordinary word too
/// ("Shell", "May") is found only where the tagger or its capitals agree.
#[allow(non_camel_case_types)]
pub struct ng_gazetteer {
    pub(crate) inner: Gazetteer,
}

impl Handle for ng_gazetteer {
    const NAME: &'static str = "ng_gazetteer";
    const TAG: [u8; 8] = *b"ng_gazet";
}

/// Which of two mentions that overlap stays: one of `NG_MERGE_…`.
#[allow(non_camel_case_types)]
pub type ng_merge_rule = u8;

/// The longer.
pub const NG_MERGE_LONGEST: ng_merge_rule = 0;
/// That of the source that comes first in the priority.
pub const NG_MERGE_PRIORITY: ng_merge_rule = 1;
/// That of the higher score; what has none counts as certain.
pub const NG_MERGE_SCORE: ng_merge_rule = 2;

/// The rule of that number.
pub(crate) fn rule(number: ng_merge_rule) -> Option<MergeRule> {
    Some(match number {
        NG_MERGE_LONGEST => MergeRule::Longest,
        NG_MERGE_PRIORITY => MergeRule::Priority,
        NG_MERGE_SCORE => MergeRule::Score,
        _ => return None,
    })
}

const _: () = {
    assert!(NG_MERGE_LONGEST == MergeRule::Longest as u8);
    assert!(NG_MERGE_PRIORITY == MergeRule::Priority as u8);
    assert!(NG_MERGE_SCORE == MergeRule::Score as u8);
};

/// Makes a gazetteer of a list in memory.
///
/// - Requires: `count` entries, of the size that the first one tells, are
///   readable at `entries`, and what they point to; `options` is `NULL` or as
///   its fields say; `gazetteer` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_GAZETTEER` names the entry, counted
///   from 0, and what is wrong with it: a name that is listed twice, of one
///   letter or none or longer than 255 bytes, a label that is none, a score
///   that is not from 0 to 1; or that the list is empty.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`. The entries are
///   not used after the call.
/// - Threads: any number at a time.
/// - Cost: a million names take some seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_from_entries(
    entries: *const ng_gazetteer_entry,
    count: usize,
    options: *const ng_gazetteer_options,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(gazetteer, "gazetteer") }?;
        // SAFETY: as required.
        let (builder, label) = unsafe { builder(options) }?;
        // SAFETY: readable, as required.
        let builder = unsafe { entry::add(builder, entries, count, label) }?;
        out.set(handle::give(ng_gazetteer { inner: builder.build()? }));
        Ok::<(), Failure>(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Makes a gazetteer of a list in CSV, whose first row names the columns:
/// `name`, and any of `label`, `id`, `aliases` (with `|` between them),
/// `score`, `case` (`upper`: as written or in capitals; `exact`; `any`),
/// `ambiguous` (`true`, `false`). Labels are those of the library, or your own
/// in capitals; a row without one has that of the options.
///
/// - Requires: `csv_len` bytes are readable at `csv`; `options` is `NULL` or as
///   its fields say; `gazetteer` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_GAZETTEER` names the line.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`. The text is not
///   used after the call.
/// - Threads: any number at a time.
/// - Cost: a million names take some seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_from_csv(
    csv: *const c_char,
    csv_len: usize,
    options: *const ng_gazetteer_options,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    let with = || {
        // SAFETY: readable, as required.
        let text = unsafe { argument::text(csv, csv_len, "csv") }?;
        // SAFETY: as required.
        let (builder, label) = unsafe { builder(options) }?;
        Ok(builder.csv(text, label)?.build()?)
    };
    // SAFETY: the same requirements.
    unsafe { make(gazetteer, error, with) }
}

/// Makes a gazetteer of a list in JSON lines: an object each, with the keys of
/// `ng_gazetteer_from_csv`, `aliases` a list.
///
/// - Requires: `json_lines_len` bytes are readable at `json_lines`; `options`
///   is `NULL` or as its fields say; `gazetteer` is writable; `error` is
///   writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_GAZETTEER` names the line.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`. The text is not
///   used after the call.
/// - Threads: any number at a time.
/// - Cost: a million names take some seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_from_json_lines(
    json_lines: *const c_char,
    json_lines_len: usize,
    options: *const ng_gazetteer_options,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    let with = || {
        // SAFETY: readable, as required.
        let text = unsafe { argument::text(json_lines, json_lines_len, "json_lines") }?;
        // SAFETY: as required.
        let (builder, label) = unsafe { builder(options) }?;
        Ok(builder.json_lines(text, label)?.build()?)
    };
    // SAFETY: the same requirements.
    unsafe { make(gazetteer, error, with) }
}

/// Opens what `ng_gazetteer_to_bytes` gave, or what a file holds that
/// `ng_gazetteer_save` wrote; nothing is parsed.
///
/// - Requires: `bytes_len` bytes are readable at `bytes`; `gazetteer` is
///   writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_GAZETTEER` for bytes that are
///   foreign, damaged, cut short or of another version.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`. The bytes are
///   copied, and not used after the call.
/// - Threads: any number at a time.
/// - Cost: that of copying the bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_from_bytes(
    bytes: *const u8,
    bytes_len: usize,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    // SAFETY: readable, as required.
    let with = || Ok(Gazetteer::from_bytes(unsafe { argument::bytes(bytes.cast(), bytes_len, "bytes") }?)?);
    // SAFETY: the same requirements.
    unsafe { make(gazetteer, error, with) }
}

/// Opens a file that `ng_gazetteer_save` wrote, in place: it is read, and
/// checked, a piece at a time, when a text first leads there.
///
/// The file may be renamed, deleted, or replaced by another of its name, but
/// is not to be written to while it is in use. A piece that is damaged, or was
/// written to, is `NG_ERROR_INVALID_GAZETTEER` of the text that leads there,
/// and never a part of a document; `ng_gazetteer_to_bytes` checks all of them.
/// One of more than 64 KiB stays open.
///
/// - Requires: `path_len` bytes are readable at `path`; `gazetteer` is
///   writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_IO`, or `NG_ERROR_INVALID_GAZETTEER` for a
///   file that is foreign, cut short, of another version, or damaged where no
///   text needs to lead.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`.
/// - Threads: any number at a time.
/// - Cost: a small constant, and four bytes for each 16 KiB of the file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_open(
    path: *const c_char,
    path_len: usize,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    // SAFETY: readable, as required.
    let with = || Ok(Gazetteer::open(unsafe { argument::text(path, path_len, "path") }?)?);
    // SAFETY: the same requirements.
    unsafe { make(gazetteer, error, with) }
}

/// # Safety
///
/// As the functions above require.
unsafe fn make(
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
    with: impl FnOnce() -> Result<Gazetteer, Failure>,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(gazetteer, "gazetteer") }?;
        out.set(handle::give(ng_gazetteer { inner: with()? }));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// A builder as the options want it, and the label of what has none.
///
/// # Safety
///
/// `options` is `NULL` or as its fields say, as long as the label is used.
unsafe fn builder<'a>(options: *const ng_gazetteer_options) -> Result<(GazetteerBuilder, &'a str), Failure> {
    // SAFETY: options, or NULL, as the caller promises.
    let options = unsafe { options::read(options, "options") }?;
    // SAFETY: readable, as the caller promises.
    let label = unsafe { options.label.get("options.label") }?;
    Ok((Gazetteer::builder().keep_first(options.keep_first != 0), label))
}

/// The bytes of a gazetteer's file, for `ng_gazetteer_from_bytes`.
///
/// - Requires: `gazetteer` is a live gazetteer; `bytes` is writable; `error` is
///   writable or `NULL`.
/// - Ensures: on `NG_OK`, `*bytes` holds them: no text, but bytes of any
///   value. Otherwise it is untouched, and `*error` tells why: `NG_ERROR_IO`
///   where it is of a file that can no longer be read, and
///   `NG_ERROR_INVALID_GAZETTEER` where that is damaged.
/// - Ownership: the caller's; free it with `ng_string_free`.
/// - Threads: any number at a time.
/// - Cost: that of copying them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_to_bytes(
    gazetteer: *const ng_gazetteer,
    bytes: *mut *mut ng_string,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: a live gazetteer, or NULL, as required.
        let gazetteer = unsafe { handle::borrow(gazetteer, "gazetteer") }?;
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(bytes, "bytes") }?;
        out.set(handle::give(ng_string::from(gazetteer.inner.to_bytes()?.into_owned())));
        Ok(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Writes a gazetteer to a file, for `ng_gazetteer_open`.
///
/// - Requires: `gazetteer` is a live gazetteer; `path_len` bytes are readable
///   at `path`; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, the file is there; otherwise `*error` tells why.
/// - Ownership: nothing is kept.
/// - Threads: any number at a time, for different paths.
/// - Cost: that of writing the file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_save(
    gazetteer: *const ng_gazetteer,
    path: *const c_char,
    path_len: usize,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: a live gazetteer, or NULL, as required.
        let gazetteer = unsafe { handle::borrow(gazetteer, "gazetteer") }?;
        // SAFETY: readable, as required.
        let path = unsafe { argument::text(path, path_len, "path") }?;
        Ok(gazetteer.inner.save(path)?)
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// How many names a gazetteer has, other names of the same included; 0 for
/// `NULL`.
///
/// - Requires: `gazetteer` is `NULL` or a live gazetteer.
/// - Ensures: the number; 0 for what is no gazetteer.
/// - Ownership: nothing is kept.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_count(gazetteer: *const ng_gazetteer) -> usize {
    // SAFETY: a live gazetteer, or NULL, as required.
    guard_or(0, || Ok(unsafe { handle::borrow(gazetteer, "gazetteer") }?.inner.len()))
}

/// Frees a gazetteer; `NULL` is nothing to free. Extractors made with it live
/// on.
///
/// - Requires: `gazetteer` is `NULL` or a live gazetteer, and is not used
///   again. Freeing twice is undefined, as with `free`.
/// - Ensures: it is gone.
/// - Ownership: it was the caller's, and is nobody's.
/// - Threads: no other thread uses it.
/// - Cost: that of giving back its memory.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_free(gazetteer: *mut ng_gazetteer) {
    // SAFETY: a live gazetteer that nobody uses, or NULL, as required.
    guard_void(|| drop(unsafe { handle::take(gazetteer) }));
}
