//! Gives the shared library its soname, `libnutgraf.so.` and the major version,
//! and asks the compiler for the hook that `src/memory.rs` is about.
//!
//! `cargo cinstall` gives the same soname; here it holds for plain cargo too, so
//! that what is tested is what is shipped.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const PROBE: &str = "#![feature(alloc_error_hook)]
pub fn probe(hook: fn(std::alloc::Layout)) { std::alloc::set_alloc_error_hook(hook) }";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC_BOOTSTRAP");
    println!("cargo::rustc-check-cfg=cfg(alloc_error_hook)");
    let elf = of("CARGO_CFG_TARGET_FAMILY") == "unix" && of("CARGO_CFG_TARGET_VENDOR") != "apple";
    if elf {
        println!("cargo::rustc-cdylib-link-arg=-Wl,-soname,libnutgraf.so.{}", of("CARGO_PKG_VERSION_MAJOR"));
    }
    if has_hook() {
        println!("cargo::rustc-cfg=alloc_error_hook");
    }
}

fn of(name: &str) -> String {
    env::var(name).unwrap_or_default()
}

/// Whether the compiler takes the probe. The crate's name counts: it may be the
/// only one that `RUSTC_BOOTSTRAP` names.
fn has_hook() -> bool {
    let folder = of("OUT_DIR");
    let source = Path::new(&folder).join("probe.rs");
    let compile =
        ["--edition=2024", "--crate-name=nutgraf", "--crate-type=lib", "--emit=metadata", "--out-dir"];
    fs::write(&source, PROBE).is_ok()
        && Command::new(of("RUSTC"))
            .args(compile)
            .args([Path::new(&folder), &source])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
}
