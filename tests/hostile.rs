//! Texts that aim at a stage's worst case.
//!
//! ```text
//! hostile list                names, one a line
//! hostile run NAME BYTES      extracts such a text; every span is checked
//! ```
//!
//! `tests/work` counts the instructions that `run` takes.

use std::process::ExitCode;

use nutgraf::Extractor;
use nutgraf_tests::check;
use nutgraf_tests::texts::{TEXTS, text};

fn run(name: &str, bytes: usize) -> Result<(), String> {
    let (_, piece) = TEXTS.iter().find(|(known, _)| *known == name).ok_or("no such text")?;
    let doc = Extractor::new().extract(text(*piece, bytes)).map_err(|error| error.to_string())?;
    check(&doc)
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["list"] => {
            TEXTS.iter().for_each(|(name, _)| println!("{name}"));
            Ok(())
        }
        ["run", name, bytes] => {
            bytes.parse().map_err(|_| "BYTES is no number".to_owned()).and_then(|bytes| run(name, bytes))
        }
        _ => Err("usage: hostile list | hostile run NAME BYTES".to_owned()),
    };
    done.map_or_else(
        |message| {
            eprintln!("hostile: {message}");
            ExitCode::FAILURE
        },
        |()| ExitCode::SUCCESS,
    )
}
