//! Your own names.

use core::ffi::c_char;

use nutgraf_core::{Gazetteer, GazetteerEntry, MergeRule};

use crate::argument::{self, Out};
use crate::error::{Failure, ng_error, ng_status};
use crate::guard::{guard, guard_or, guard_void};
use crate::handle::{self, Handle};
use crate::text::ng_str;

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

/// A name of a list. Further names of the same thing are entries with the same
/// identifier; zeroed fields are none.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_gazetteer_entry {
    /// The name.
    pub name: ng_str,
    /// A label of the library, or your own in capitals.
    pub label: ng_str,
    /// Your identifier of what it names.
    pub id: ng_str,
}

/// Makes a gazetteer of a list in memory.
///
/// - Requires: `count` entries are readable at `entries`, and the text of
///   each; `gazetteer` is writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_INVALID_GAZETTEER` names the entry, counted
///   from 0.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`. The entries are
///   not used after the call.
/// - Threads: any number at a time.
/// - Cost: a million names take some seconds.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_from_entries(
    entries: *const ng_gazetteer_entry,
    count: usize,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(gazetteer, "gazetteer") }?;
        // SAFETY: readable, as required.
        let entries = unsafe { argument::array(entries, count, "entries") }?;
        let mut builder = Gazetteer::builder();
        for entry in entries {
            // SAFETY: readable, as required.
            let read = |text: ng_str, name| unsafe { argument::text(text.data, text.len, name) };
            let mut made = GazetteerEntry::new(
                read(entry.name, "name of an entry")?,
                read(entry.label, "label of an entry")?,
            );
            if entry.id.len > 0 {
                made = made.id(read(entry.id, "id of an entry")?);
            }
            builder = builder.entry(made);
        }
        out.set(handle::give(ng_gazetteer { inner: builder.build()? }));
        Ok::<(), Failure>(())
    };
    // SAFETY: writable, or NULL, as required.
    unsafe { guard(error, body) }
}

/// Makes a gazetteer of a list in CSV, whose first row names the columns:
/// `name`, `label`, and any of `id`, `aliases` (with `|` between them),
/// `score`, `case` (`upper`: as written or in capitals; `exact`; `any`),
/// `ambiguous` (`true`, `false`). Labels are those of the library, or your own
/// in capitals.
///
/// - Requires: `csv_len` bytes are readable at `csv`; `gazetteer` is
///   writable; `error` is writable or `NULL`.
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
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    // SAFETY: the same requirements.
    unsafe { make(csv, csv_len, "csv", gazetteer, error, |text| Gazetteer::builder().csv(text, "")?.build()) }
}

/// Makes a gazetteer of a list in JSON lines: an object each, with the keys of
/// `ng_gazetteer_from_csv`, `aliases` a list.
///
/// - Requires: `json_lines_len` bytes are readable at `json_lines`;
///   `gazetteer` is writable; `error` is writable or `NULL`.
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
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    let list = |text: &str| Gazetteer::builder().json_lines(text, "")?.build();
    // SAFETY: the same requirements.
    unsafe { make(json_lines, json_lines_len, "json_lines", gazetteer, error, list) }
}

/// Opens a file that `ng_gazetteer_save` wrote; nothing is parsed.
///
/// - Requires: `path_len` bytes are readable at `path`; `gazetteer` is
///   writable; `error` is writable or `NULL`.
/// - Ensures: on `NG_OK`, `*gazetteer` is it; otherwise it is untouched, and
///   `*error` tells why: `NG_ERROR_IO`, or `NG_ERROR_INVALID_GAZETTEER` for a
///   file that is foreign, damaged, cut short or of another version.
/// - Ownership: the caller's; free it with `ng_gazetteer_free`.
/// - Threads: any number at a time.
/// - Cost: that of reading the file.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_gazetteer_open(
    path: *const c_char,
    path_len: usize,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
) -> ng_status {
    // SAFETY: the same requirements.
    unsafe { make(path, path_len, "path", gazetteer, error, |path| Gazetteer::open(path)) }
}

/// # Safety
///
/// As the functions above require.
unsafe fn make(
    text: *const c_char,
    text_len: usize,
    name: &'static str,
    gazetteer: *mut *mut ng_gazetteer,
    error: *mut *mut ng_error,
    with: impl FnOnce(&str) -> Result<Gazetteer, nutgraf_core::Error>,
) -> ng_status {
    let body = || {
        // SAFETY: writable, or NULL, as required.
        let out = unsafe { Out::new(gazetteer, "gazetteer") }?;
        // SAFETY: readable, as required.
        let inner = with(unsafe { argument::text(text, text_len, name) }?)?;
        out.set(handle::give(ng_gazetteer { inner }));
        Ok::<(), Failure>(())
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
