//! Option structs that carry their size, so that they can grow.

use core::mem::MaybeUninit;
use core::ptr;

use crate::argument::is_usable;
use crate::error::{Failure, NG_ERROR_INVALID_ARGUMENT};

/// A struct of options whose first field is its size in bytes, and for which
/// all zeros is the default of everything.
///
/// # Safety
///
/// The type is `repr(C)`, begins with a `usize`, and all zeros is a value of
/// it.
pub(crate) unsafe trait Options: Copy {}

/// The options at `pointer`, the defaults where it is `NULL`.
///
/// A program built against an older header passes a shorter struct: what it
/// does not know is zero, the default. One built against a newer header passes
/// a longer one: what this library does not know has to be zero.
///
/// # Safety
///
/// `pointer` is `NULL`, or as many bytes as its first field tells are
/// readable.
pub(crate) unsafe fn read<T: Options>(pointer: *const T, name: &'static str) -> Result<T, Failure> {
    let fail = |why: &str| Err(Failure::new(NG_ERROR_INVALID_ARGUMENT, format!("{name}{why}")));
    let mut options = MaybeUninit::<T>::zeroed();
    if !pointer.is_null() {
        if !is_usable(pointer) {
            return fail(" is not aligned");
        }
        // SAFETY: the size is the first field, aligned as checked.
        let size = unsafe { pointer.cast::<usize>().read() };
        // A struct of options is never large: a size beyond this is no size.
        if !(size_of::<usize>()..=4096).contains(&size) {
            return fail(": size is not set; write sizeof of the struct there");
        }
        let known = size.min(size_of::<T>());
        let bytes = pointer.cast::<u8>();
        for offset in known..size {
            // SAFETY: within `size`.
            if unsafe { bytes.add(offset).read() } != 0 {
                return fail(": asks for what this version of the library does not know");
            }
        }
        // SAFETY: `known` is within both.
        unsafe { ptr::copy_nonoverlapping(bytes, options.as_mut_ptr().cast(), known) };
    }
    // SAFETY: zeros, or what C wrote there; both are values of `T`.
    Ok(unsafe { options.assume_init() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(C)]
    #[derive(Clone, Copy)]
    struct Now {
        size: usize,
        colour: u32,
        weight: u32,
    }
    // SAFETY: begins with its size, and zeros are a value of it.
    unsafe impl Options for Now {}

    #[test]
    fn an_older_program_gets_the_default_of_what_it_does_not_know() {
        let older = Now { size: size_of::<usize>() + 4, colour: 3, weight: 9 };
        // SAFETY: readable.
        let options = unsafe { read(&raw const older, "options") }.unwrap();
        assert_eq!((options.colour, options.weight), (3, 0));
    }

    #[test]
    fn a_newer_program_may_not_ask_for_what_is_unknown() {
        #[repr(C)]
        struct Newer {
            now: Now,
            shape: usize,
        }
        let mut newer = Newer { now: Now { size: size_of::<Newer>(), colour: 3, weight: 9 }, shape: 0 };
        // SAFETY: readable.
        unsafe {
            let pointer = (&raw const newer).cast::<Now>();
            assert!(read(pointer, "options").is_ok());
            newer.shape = 1;
            let pointer = (&raw const newer).cast::<Now>();
            assert!(read(pointer, "options").is_err());
        }
    }

    #[test]
    fn a_size_that_nobody_set_is_an_error() {
        let unset = Now { size: 0, colour: 0, weight: 0 };
        // SAFETY: readable.
        let failure = unsafe { read(&raw const unset, "options") }.err().unwrap();
        assert!(failure.message().starts_with("options: size is not set"));
    }
}
