//! Checks of what C passes in; each failure names the argument.

use core::ffi::c_char;
use core::slice;

use nutgraf_core::Span;

use crate::error::{
    Failure, NG_ERROR_INVALID_ARGUMENT, NG_ERROR_INVALID_UTF8, NG_ERROR_NULL, NG_ERROR_OUT_OF_RANGE,
    NG_ERROR_TEXT_TOO_LONG,
};

/// Whether something can be read or written at `pointer`, as far as its bits
/// tell.
pub(crate) fn is_usable<T>(pointer: *const T) -> bool {
    !pointer.is_null() && pointer.is_aligned()
}

/// Fails where `pointer` is `NULL` or misaligned.
fn check<T>(pointer: *const T, name: &'static str) -> Result<(), Failure> {
    if pointer.is_null() {
        return Err(Failure::new(NG_ERROR_NULL, format!("{name} is NULL")));
    }
    if !pointer.is_aligned() {
        let need = align_of::<T>();
        return Err(Failure::new(
            NG_ERROR_INVALID_ARGUMENT,
            format!("{name} is not aligned to {need} bytes"),
        ));
    }
    Ok(())
}

/// Where a result goes. Checked before the work, written after it.
#[must_use]
pub(crate) struct Out<T>(*mut T);

impl<T> Out<T> {
    /// # Safety
    ///
    /// `pointer` is `NULL` or writable, as long as the `Out` lives.
    pub(crate) unsafe fn new(pointer: *mut T, name: &'static str) -> Result<Self, Failure> {
        check(pointer, name)?;
        Ok(Self(pointer))
    }

    /// Writes the result; what was there is not read.
    pub(crate) fn set(self, value: T) {
        // SAFETY: writable, as promised to `new`.
        unsafe { self.0.write(value) }
    }
}

/// The `count` values at `first`; `NULL` will do for none.
///
/// # Safety
///
/// `count` values are readable at `first`, and nothing writes to them as long
/// as the slice lives.
pub(crate) unsafe fn array<'a, T>(
    first: *const T,
    count: usize,
    name: &'static str,
) -> Result<&'a [T], Failure> {
    if count == 0 {
        return Ok(&[]);
    }
    check(first, name)?;
    if count > isize::MAX as usize / size_of::<T>().max(1) {
        return Err(Failure::new(
            NG_ERROR_INVALID_ARGUMENT,
            format!("{name}: {count} is more than memory holds"),
        ));
    }
    // SAFETY: readable and unwritten, as the caller promises.
    Ok(unsafe { slice::from_raw_parts(first, count) })
}

/// The text of `len` bytes at `data`.
///
/// # Safety
///
/// As [`array`].
pub(crate) unsafe fn text<'a>(
    data: *const c_char,
    len: usize,
    name: &'static str,
) -> Result<&'a str, Failure> {
    // SAFETY: as the caller promises.
    let bytes = unsafe { self::bytes(data, len, name) }?;
    core::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        Failure::new(NG_ERROR_INVALID_UTF8, format!("{name} is not UTF-8 at byte {at}")).at(at)
    })
}

/// The `len` bytes at `data`, no more than a text may have.
///
/// # Safety
///
/// As [`array`].
pub(crate) unsafe fn bytes<'a>(
    data: *const c_char,
    len: usize,
    name: &'static str,
) -> Result<&'a [u8], Failure> {
    // Before a byte is read: a length like -1 must not walk through memory.
    if len > Span::MAX {
        return Err(Failure::new(
            NG_ERROR_TEXT_TOO_LONG,
            format!("{name}: {len} bytes are more than {}; cut it at a paragraph", Span::MAX),
        ));
    }
    // SAFETY: as the caller promises.
    unsafe { array(data.cast::<u8>(), len, name) }
}

/// The item numbered `index`, or a failure.
pub(crate) fn item<T>(found: Option<T>, index: usize, name: &'static str) -> Result<T, Failure> {
    found.ok_or_else(|| {
        Failure::new(NG_ERROR_OUT_OF_RANGE, format!("there is no {name} {index}; they count from 0"))
    })
}

#[cfg(test)]
mod tests {
    use core::ptr;

    use super::*;

    #[test]
    fn a_length_beyond_memory_is_an_error_before_a_byte_is_read() {
        // SAFETY: nothing is read.
        unsafe {
            let one = c"x".as_ptr();
            let failure = text(one, usize::MAX, "text").unwrap_err();
            assert_eq!(failure.status(), NG_ERROR_TEXT_TOO_LONG);
            let failure = array(one, usize::MAX, "texts").unwrap_err();
            assert_eq!(failure.status(), NG_ERROR_INVALID_ARGUMENT);
        }
    }

    #[test]
    fn a_pointer_between_two_numbers_is_an_error() {
        let numbers = [0_u32; 2];
        // SAFETY: nothing is read or written.
        unsafe {
            let between = numbers.as_ptr().byte_add(1);
            let failure = Out::new(between.cast_mut(), "number").err().unwrap();
            assert_eq!(failure.message(), "number is not aligned to 4 bytes");
        }
    }

    #[test]
    fn null_is_an_empty_text_and_nothing_else() {
        // SAFETY: nothing is read.
        unsafe {
            assert_eq!(text(ptr::null(), 0, "text").ok(), Some(""));
            let failure = text(ptr::null(), 1, "text").unwrap_err();
            assert_eq!(failure.message(), "text is NULL");
        }
    }
}
