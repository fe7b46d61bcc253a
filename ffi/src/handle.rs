//! What C knows by pointer only, and who owns it.

use core::mem::ManuallyDrop;
use core::ptr;

use crate::error::Failure;
use crate::error::{NG_ERROR_INVALID_HANDLE, NG_ERROR_NULL};

/// A type that C knows by pointer only.
///
/// A value of it reaches C in one of two ways, and each has one way back:
///
/// | to C | as | back |
/// |---|---|---|
/// | [`give`] | `*mut H`: C owns it | [`take`], which frees |
/// | [`Lent`] | `*const H`: another handle owns it | none, it ends with its owner |
///
/// So freeing what was lent does not compile here, nor in C++, and is a
/// warning in C; where C casts the warning away, the mark on the value tells.
pub(crate) trait Handle: Sized {
    /// The C type's name, for messages.
    const NAME: &'static str;
    /// Eight letters that stand in front of every value of the type.
    const TAG: [u8; 8];
}

/// A handle's value behind its tag, as it lies in memory.
///
/// The tag comes first in every handle, so one given for another is found out
/// before anything is read of it.
#[repr(C)]
struct Tagged<H> {
    tag: u64,
    value: H,
}

/// The tag of a value that C owns.
const fn owned<H: Handle>() -> u64 {
    u64::from_ne_bytes(H::TAG)
}

/// The tag of a value that another handle owns.
const fn lent<H: Handle>() -> u64 {
    !owned::<H>()
}

/// What the tag becomes when the value is gone.
const FREED: u64 = u64::from_ne_bytes(*b"ng_freed");

/// A handle that lives inside another and is shown to C from there.
pub(crate) struct Lent<H>(Tagged<H>);

impl<H: Handle> Lent<H> {
    pub(crate) fn new(value: H) -> Self {
        Self(Tagged { tag: lent::<H>(), value })
    }

    /// The pointer for C; valid as long as `self` is.
    pub(crate) fn as_ptr(&self) -> *const H {
        ptr::from_ref(&self.0).cast()
    }
}

/// Gives `value` to C, which owns it until it comes back through [`take`].
pub(crate) fn give<H: Handle>(value: H) -> *mut H {
    Box::into_raw(Box::new(Tagged { tag: owned::<H>(), value })).cast()
}

/// Takes back what [`give`] gave, to be dropped. None where there is nothing
/// to free: `NULL`, another type's handle, a handle that is lent.
///
/// # Safety
///
/// `handle` is `NULL` or a live handle of this library, and no other thread
/// uses it.
pub(crate) unsafe fn take<H: Handle>(handle: *mut H) -> Option<H> {
    let tagged: *mut Tagged<H> = handle.cast();
    if tagged.is_null() || !tagged.is_aligned() {
        return None;
    }
    // SAFETY: every live handle starts with an aligned tag.
    if unsafe { (&raw const (*tagged).tag).read() } != owned::<H>() {
        return None;
    }
    // SAFETY: the tag says that it is a `Tagged<H>` from `give`. The write is
    // volatile, or it would be left out before a deallocation: it is there
    // for the second free, which often (never surely) still reads it.
    let tagged = unsafe {
        (&raw mut (*tagged).tag).write_volatile(FREED);
        ManuallyDrop::new(Box::from_raw(tagged))
    };
    Some(ManuallyDrop::into_inner(tagged).value)
}

/// The value behind a handle that C passes in.
///
/// # Safety
///
/// `handle` is `NULL` or a live handle of this library, which nothing writes
/// to as long as the reference lives.
pub(crate) unsafe fn borrow<'h, H: Handle>(handle: *const H, name: &'static str) -> Result<&'h H, Failure> {
    let tagged: *const Tagged<H> = handle.cast();
    // SAFETY: as the caller promises.
    unsafe { check(tagged, name)? };
    // SAFETY: the tag says that it is a `Tagged<H>`.
    Ok(unsafe { &(*tagged).value })
}

/// The value behind a handle that C passes in to be changed.
///
/// # Safety
///
/// `handle` is `NULL` or a live handle of this library, which nothing else
/// reads or writes as long as the reference lives.
pub(crate) unsafe fn borrow_mut<'h, H: Handle>(
    handle: *mut H,
    name: &'static str,
) -> Result<&'h mut H, Failure> {
    let tagged: *mut Tagged<H> = handle.cast();
    // SAFETY: as the caller promises.
    unsafe { check(tagged, name)? };
    // SAFETY: the tag says that it is a `Tagged<H>`.
    Ok(unsafe { &mut (*tagged).value })
}

/// Whether a live value of type `H` is at `tagged`.
///
/// # Safety
///
/// `tagged` is `NULL` or a live handle of this library.
unsafe fn check<H: Handle>(tagged: *const Tagged<H>, name: &'static str) -> Result<(), Failure> {
    if tagged.is_null() {
        return Err(Failure::new(NG_ERROR_NULL, format!("{name} is NULL")));
    }
    // SAFETY: every live handle starts with a tag, read only where aligned.
    let tag = tagged.is_aligned().then(|| unsafe { (&raw const (*tagged).tag).read() });
    if tag == Some(owned::<H>()) || tag == Some(lent::<H>()) {
        return Ok(());
    }
    Err(Failure::new(NG_ERROR_INVALID_HANDLE, format!("{name} is no {}, or was freed", H::NAME)))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Cup(&'static str);
    impl Handle for Cup {
        const NAME: &'static str = "cup";
        const TAG: [u8; 8] = *b"ng_a_cup";
    }

    struct Plate;
    impl Handle for Plate {
        const NAME: &'static str = "plate";
        const TAG: [u8; 8] = *b"ng_plate";
    }

    #[test]
    fn what_is_given_comes_back_once() {
        let cup = give(Cup("tea"));
        // SAFETY: `cup` is live until it is taken.
        unsafe {
            assert_eq!(borrow(cup, "cup").map(|cup| cup.0).ok(), Some("tea"));
            assert_eq!(take(cup).map(|cup| cup.0), Some("tea"));
        }
    }

    #[test]
    fn a_handle_given_for_another_is_found_out() {
        let cup = give(Cup("tea"));
        // SAFETY: `cup` is live, only its type is wrong.
        unsafe {
            let failure = borrow(cup.cast::<Plate>(), "dish").err().unwrap();
            assert_eq!(failure.status(), NG_ERROR_INVALID_HANDLE);
            assert_eq!(failure.message(), "dish is no plate, or was freed");
            assert!(take(cup.cast::<Plate>()).is_none());
            assert!(take(cup).is_some());
        }
    }

    #[test]
    fn what_is_lent_is_read_and_never_freed() {
        let lent = Lent::new(Cup("tea"));
        // SAFETY: `lent` lives to the end of the test.
        unsafe {
            assert!(borrow(lent.as_ptr(), "cup").is_ok());
            assert!(take(lent.as_ptr().cast_mut()).is_none());
        }
    }
}
