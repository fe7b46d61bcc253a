//! The entries of a list in memory, and what holds for all of a list.

use nutgraf_core::{CaseRule, GazetteerBuilder, GazetteerEntry};

use crate::argument;
use crate::error::{Failure, NG_ERROR_INVALID_ARGUMENT};
use crate::options::{self, Options};
use crate::text::ng_str;

/// Which capitals a name may be written with: one of `NG_CASE_…`.
#[allow(non_camel_case_types)]
pub type ng_case_rule = u8;

/// As it is written in the list, or all in capitals as in a headline.
pub const NG_CASE_UPPER: ng_case_rule = 0;
/// As it is written in the list only.
pub const NG_CASE_EXACT: ng_case_rule = 1;
/// In any.
pub const NG_CASE_ANY: ng_case_rule = 2;

const _: () = {
    assert!(NG_CASE_UPPER == CaseRule::Upper as u8);
    assert!(NG_CASE_EXACT == CaseRule::Exact as u8);
    assert!(NG_CASE_ANY == CaseRule::Any as u8);
};

/// Whether names are ordinary words too, and found only where the tagger or
/// their capitals agree: one of `NG_AMBIGUOUS_…`.
#[allow(non_camel_case_types)]
pub type ng_ambiguous = u8;

/// Single words of everyday English, months, days and given names are (the
/// last unless the label is `PERSON`).
pub const NG_AMBIGUOUS_BY_WORD: ng_ambiguous = 0;
/// They are.
pub const NG_AMBIGUOUS_YES: ng_ambiguous = 1;
/// They are not.
pub const NG_AMBIGUOUS_NO: ng_ambiguous = 2;

/// An entry of a list. All zeros but `size`, `name` and `label` is the default
/// of everything.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_gazetteer_entry {
    /// `sizeof(ng_gazetteer_entry)`, in each entry of a list.
    pub size: usize,
    /// The name.
    pub name: ng_str,
    /// A label of the library, or your own: capitals, digits and underscores
    /// after a capital. No data for that of the options.
    pub label: ng_str,
    /// Your identifier of what it names, at most 255 bytes; no data for none.
    pub id: ng_str,
    /// Other names of the same; `NULL` for none.
    pub aliases: *const ng_str,
    /// How many names `aliases` has.
    pub alias_count: usize,
    /// The score that its mentions have, 0 to 1; read where `has_score` is
    /// not 0.
    pub score: f32,
    /// Whether there is a score: 1 or 0.
    pub has_score: u8,
    /// Which capitals its names may be written with.
    pub case_rule: ng_case_rule,
    /// Whether its names are ordinary words too.
    pub ambiguous: ng_ambiguous,
}

// SAFETY: `repr(C)`, its size first, numbers and pointers only.
unsafe impl Options for ng_gazetteer_entry {}

/// What holds for all of a list. All zeros but `size` is the default of
/// everything; `NG_GAZETTEER_OPTIONS_INIT` is that.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_gazetteer_options {
    /// `sizeof(ng_gazetteer_options)`.
    pub size: usize,
    /// The label of what has none of its own; no data for none.
    pub label: ng_str,
    /// Of names that are listed twice the first counts where this is 1; they
    /// are an error where it is 0.
    pub keep_first: u8,
}

// SAFETY: `repr(C)`, its size first, numbers and pointers only.
unsafe impl Options for ng_gazetteer_options {}

/// Adds `count` entries; those without a label have `label`.
///
/// # Safety
///
/// `count` entries of the size that the first tells are readable at `entries`,
/// and what they point to.
pub(super) unsafe fn add(
    mut builder: GazetteerBuilder,
    entries: *const ng_gazetteer_entry,
    count: usize,
    label: &str,
) -> Result<GazetteerBuilder, Failure> {
    let invalid = |what: String| Err(Failure::new(NG_ERROR_INVALID_ARGUMENT, what));
    // SAFETY: as the caller promises; the size is the first field.
    let first = unsafe { argument::array(entries.cast::<usize>(), count.min(1), "entries") }?;
    let Some(&size) = first.first() else { return Ok(builder) };
    if size == 0 || !size.is_multiple_of(align_of::<ng_gazetteer_entry>()) {
        return invalid("entries: size is not set; write sizeof of the struct into each".to_owned());
    }
    if count > isize::MAX as usize / size {
        return invalid(format!("entries: {count} is more than memory holds"));
    }
    for number in 0..count {
        // SAFETY: as the caller promises, each entry is so large.
        let entry = unsafe { entries.byte_add(number * size) };
        // SAFETY: the size is the first field.
        if unsafe { entry.cast::<usize>().read() } != size {
            return invalid(format!("entries: the size of entry {number} is not that of the first"));
        }
        // SAFETY: as the caller promises.
        let entry = unsafe { options::read(entry, "entries") }?;
        // SAFETY: as the caller promises.
        builder = builder.entry(unsafe { read(&entry, label) }?);
    }
    Ok(builder)
}

/// # Safety
///
/// What the entry points to is readable.
unsafe fn read(entry: &ng_gazetteer_entry, label: &str) -> Result<GazetteerEntry, Failure> {
    let unknown = |what: &str, number: u8| {
        Err(Failure::new(NG_ERROR_INVALID_ARGUMENT, format!("entries: {what} {number} is none")))
    };
    // SAFETY: as the caller promises.
    let (name, own, id) = unsafe {
        (
            entry.name.get("name of an entry")?,
            entry.label.get("label of an entry")?,
            entry.id.get("id of an entry")?,
        )
    };
    let mut made = GazetteerEntry::new(name, if own.is_empty() { label } else { own });
    if !id.is_empty() {
        made = made.id(id);
    }
    // SAFETY: as the caller promises.
    for alias in unsafe { argument::array(entry.aliases, entry.alias_count, "aliases of an entry") }? {
        // SAFETY: as the caller promises.
        made = made.alias(unsafe { alias.get("alias of an entry") }?);
    }
    if entry.has_score != 0 {
        made = made.score(entry.score);
    }
    made = made.case(match entry.case_rule {
        NG_CASE_UPPER => CaseRule::Upper,
        NG_CASE_EXACT => CaseRule::Exact,
        NG_CASE_ANY => CaseRule::Any,
        number => return unknown("case rule", number),
    });
    Ok(match entry.ambiguous {
        NG_AMBIGUOUS_BY_WORD => made,
        NG_AMBIGUOUS_YES => made.ambiguous(true),
        NG_AMBIGUOUS_NO => made.ambiguous(false),
        number => return unknown("ambiguous", number),
    })
}
