//! Gives the shared library its soname: `libnutgraf.so.` and the major version.
//!
//! `cargo cinstall` gives the same one; here it holds for plain cargo too, so
//! that what is tested is what is shipped.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let of = |name| env::var(name).unwrap_or_default();
    let elf = of("CARGO_CFG_TARGET_FAMILY") == "unix" && of("CARGO_CFG_TARGET_VENDOR") != "apple";
    if elf {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libnutgraf.so.{}", of("CARGO_PKG_VERSION_MAJOR"));
    }
}
