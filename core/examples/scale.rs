//! What a text or many cost: the seconds of the best of some rounds, and the
//! most memory that the process ever had. `tests/bench` calls it.
//!
//! ```sh
//! cargo run --release --example scale -- text 100000000 1 < news.txt
//! cargo run --release --example scale -- texts 1000000 200 2 < news.txt
//! ```

use std::hint::black_box;
use std::io::Read;
use std::num::NonZeroUsize;
use std::time::Instant;

use nutgraf::Extractor;

/// The text, over and over, to so many bytes and the blank after them.
fn filled(text: &str, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 100);
    while out.len() < bytes {
        let left = bytes - out.len();
        let end = text.bytes().skip(left).position(|byte| byte == b' ').map_or(text.len(), |at| left + at);
        out.push_str(text.get(..end).unwrap_or(text));
    }
    out
}

/// Pieces of about so many bytes, cut at blanks.
fn pieces(text: &str, bytes: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while rest.len() > bytes {
        let Some(at) = rest.bytes().skip(bytes).position(|byte| byte == b' ') else { break };
        let (piece, after) = rest.split_at(bytes + at);
        out.push(piece);
        rest = after;
    }
    out
}

/// The most memory that this process had, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |index: usize| -> Result<usize, Box<dyn std::error::Error>> {
        Ok(arguments
            .get(index)
            .ok_or("usage: scale text BYTES ROUNDS | scale texts COUNT BYTES THREADS")?
            .parse()?)
    };
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let (bytes, seconds) = if arguments.first().is_some_and(|what| what == "texts") {
        many(&text, number(1)?, number(2)?, number(3)?)
    } else {
        one(text, number(1)?, number(2)?)?
    };
    println!(r#"{{"bytes":{bytes},"seconds":{seconds},"peak":{}}}"#, peak() * 1024);
    Ok(())
}

/// A text of so many bytes.
fn one(text: String, bytes: usize, rounds: usize) -> Result<(usize, f64), nutgraf::Error> {
    let extractor = Extractor::new();
    let text = if text.len() == bytes { text } else { filled(&text, bytes) };
    let mut least = f64::INFINITY;
    for _ in 1..rounds {
        let start = Instant::now();
        black_box(extractor.extract(text.as_str())?);
        least = least.min(start.elapsed().as_secs_f64());
    }
    // The text itself goes in, so that it is there once.
    let start = Instant::now();
    let doc = black_box(extractor.extract(text)?);
    Ok((doc.text().len(), least.min(start.elapsed().as_secs_f64())))
}

/// So many texts of so many bytes, on threads; of results the last 10,000 are kept, as a service does.
fn many(text: &str, count: usize, bytes: usize, threads: usize) -> (usize, f64) {
    let extractor = Extractor::new();
    let pieces = pieces(text, bytes);
    let texts: Vec<&str> = pieces.iter().copied().cycle().take(count).collect();
    let start = Instant::now();
    for some in texts.chunks(10_000) {
        black_box(extractor.extract_batch(some, NonZeroUsize::new(threads)));
    }
    (texts.iter().map(|text| text.len()).sum(), start.elapsed().as_secs_f64())
}
