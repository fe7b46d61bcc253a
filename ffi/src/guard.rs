//! The wrapper around every export: no panic crosses into C.

use core::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{self, Failure, NG_ERROR_INTERNAL, NG_OK, ng_error, ng_status};
use crate::memory::{self, OutOfMemory};

/// Runs `body`, and turns a failure or a panic into a status and an error.
///
/// Unwind safety: a body writes to C's memory at its very end, through
/// [`Out`](crate::argument::Out), so a panic leaves nothing half-written; what
/// it reads is immutable.
///
/// # Safety
///
/// `error` is `NULL` or writable.
pub(crate) unsafe fn guard(
    error: *mut *mut ng_error,
    body: impl FnOnce() -> Result<(), Failure>,
) -> ng_status {
    memory::watched(|| match caught(body) {
        Ok(()) => NG_OK,
        // SAFETY: as the caller promises. Making the error may panic too.
        Err(failure) => catch_unwind(AssertUnwindSafe(|| unsafe { error::report(failure, error) }))
            .unwrap_or_else(|panic| {
                forget(panic);
                NG_ERROR_INTERNAL
            }),
    })
}

/// Runs `body`, which reports by its status alone.
pub(crate) fn guard_status(body: impl FnOnce() -> Result<(), Failure>) -> ng_status {
    memory::watched(|| caught(body).map_or_else(|failure| failure.status(), |()| NG_OK))
}

/// Runs `body`, and answers `otherwise` where it fails.
pub(crate) fn guard_or<T>(otherwise: T, body: impl FnOnce() -> Result<T, Failure>) -> T {
    memory::watched(|| caught(body).unwrap_or(otherwise))
}

/// Runs `body`, which has nothing to report.
pub(crate) fn guard_void(body: impl FnOnce()) {
    guard_or((), || {
        body();
        Ok(())
    });
}

fn caught<T>(body: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|panic| {
        let message = if panic.is::<OutOfMemory>() {
            "no memory; free some and try again, or give less text at a time".to_owned()
        } else {
            format!("a fault of nutgraf: {}", panic_message(panic.as_ref()))
        };
        forget(panic);
        Err(Failure::new(NG_ERROR_INTERNAL, message))
    })
}

fn panic_message(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("a panic")
}

/// Lets the payload of a panic go without running its destructor, which may
/// panic itself.
fn forget(panic: Box<dyn Any + Send>) {
    core::mem::forget(panic);
}

#[cfg(test)]
mod tests {
    use core::ptr;
    use std::ffi::CStr;

    use super::*;
    use crate::error::{ng_error_free, ng_error_message};

    #[test]
    fn a_panic_becomes_an_internal_error_with_its_message() {
        let mut error = ptr::null_mut();
        // SAFETY: `error` is writable, and then a live error.
        unsafe {
            let status = guard(&raw mut error, || panic!("boom"));
            assert_eq!(status, NG_ERROR_INTERNAL);
            let message = ng_error_message(error);
            assert_eq!(CStr::from_ptr(message).to_str(), Ok("a fault of nutgraf: boom"));
            ng_error_free(error);
        }
    }

    #[test]
    fn a_panic_gives_a_getter_its_answer_for_nothing() {
        assert_eq!(guard_or(7, || panic!("boom")), 7);
        assert_eq!(guard_status(|| panic!("boom")), NG_ERROR_INTERNAL);
        guard_void(|| panic!("boom"));
    }
}
