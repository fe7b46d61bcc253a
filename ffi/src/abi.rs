//! Versions, of the library and of its binary interface.

use core::ffi::c_char;

/// The version of the binary interface that this header describes.
///
/// It goes up when a program built against an older header would break, and
/// so does the soname. Functions, constants and option fields may be added
/// without that; what is there keeps its number, its layout and its meaning.
pub const NG_ABI_VERSION: u32 = 0;

/// The major version of the library that this header is from.
pub const NG_VERSION_MAJOR: u32 = 0;
/// The minor version of the library that this header is from.
pub const NG_VERSION_MINOR: u32 = 1;
/// The patch version of the library that this header is from.
pub const NG_VERSION_PATCH: u32 = 0;

/// The version of the binary interface of the library that is running.
///
/// - Requires: nothing.
/// - Ensures: `NG_ABI_VERSION` of the library; where it differs from the
///   header's, the two do not fit and nothing else may be called.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub extern "C" fn ng_abi_version() -> u32 {
    NG_ABI_VERSION
}

/// The version of the library that is running: `"0.1.0"`.
///
/// - Requires: nothing.
/// - Ensures: ASCII that ends in NUL, never `NULL`.
/// - Ownership: the library's; always valid.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub extern "C" fn ng_version() -> *const c_char {
    concat!(env!("CARGO_PKG_VERSION"), "\0").as_ptr().cast()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_and_the_crate_agree_on_the_version() {
        let header = format!("{NG_VERSION_MAJOR}.{NG_VERSION_MINOR}.{NG_VERSION_PATCH}");
        assert_eq!(header, env!("CARGO_PKG_VERSION"));
        assert_eq!(NG_ABI_VERSION, NG_VERSION_MAJOR, "the soname is the major version");
    }
}
