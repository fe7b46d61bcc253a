//! Writes `include/nutgraf.h`, or with `--check` fails where it is stale.
//!
//! ```text
//! cargo run -p nutgraf-ffi --example header [-- --check]
//! ```

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let check = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => {
            eprintln!("usage: header [--check]");
            return ExitCode::from(2);
        }
    };
    match header(check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("header: {error}");
            ExitCode::FAILURE
        }
    }
}

fn header(check: bool) -> Result<(), Box<dyn std::error::Error>> {
    let krate = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = krate.join("../include/nutgraf.h");
    let config = cbindgen::Config::from_file(krate.join("cbindgen.toml"))?;
    let bindings = cbindgen::Builder::new().with_crate(krate).with_config(config).generate()?;
    let mut new = Vec::new();
    bindings.write(&mut new);
    let old = std::fs::read(&path).unwrap_or_default();
    if old == new {
        return Ok(());
    }
    if check {
        return Err("include/nutgraf.h is stale; run `make header` and commit it".into());
    }
    std::fs::write(&path, new)?;
    Ok(())
}
