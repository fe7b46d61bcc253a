//! Measures a gazetteer: `gazetteer LIST.jsonl TEXT [--without]`.
//!
//! Builds it from JSON lines, saves it beside the list, opens it, and extracts
//! the text with it, or `--without`: run both under
//! `valgrind --tool=callgrind --toggle-collect='*measured*'` and compare.

use std::error::Error;
use std::time::Instant;

use nutgraf::{Extractor, Gazetteer};

#[inline(never)]
fn measured(extractor: &Extractor, text: &str) -> Result<usize, nutgraf::Error> {
    Ok(extractor.extract(text)?.entities().filter(|entity| entity.id().is_some()).count())
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list, text, rest @ ..] = arguments.as_slice() else {
        return Err("usage: gazetteer LIST.jsonl TEXT [--without]".into());
    };
    let text = std::fs::read_to_string(text)?;
    let path = format!("{list}.gazetteer");
    let mut builder = Extractor::builder();
    if rest.is_empty() {
        if std::fs::metadata(&path).is_err() {
            let rows = std::fs::read_to_string(list)?;
            let start = Instant::now();
            let rows = Gazetteer::builder().keep_first(true).json_lines(&rows, "ORG")?;
            println!("read     {:?}", start.elapsed());
            let start = Instant::now();
            let gazetteer = rows.build()?;
            println!("build    {:?}", start.elapsed());
            gazetteer.save(&path)?;
        }
        // Run again to see what it costs in a new process.
        let start = Instant::now();
        let gazetteer = Gazetteer::open(&path)?;
        println!("open     {:?}", start.elapsed());
        let bytes = std::fs::read(&path)?;
        let size = bytes.len();
        let start = Instant::now();
        Gazetteer::from_bytes(bytes)?;
        println!("open     {:?} from memory", start.elapsed());
        println!("names    {}, {size} bytes", gazetteer.len());
        builder = builder.gazetteer(gazetteer);
    }
    println!("found    {}", measured(&builder.build()?, &text)?);
    Ok(())
}
