//! Reads JSON lines `{"text", "sentences": [[start, end], …]}` in code points
//! and prints the candidates that the splitter's rules leave open, one a line:
//! 1 for an end or 0, then its rows in the table. What
//! `train/sentence/train.py` learns from. With `--rows`: how many rows there are.

use std::io::{self, BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if std::env::args().any(|argument| argument == "--rows") {
        println!("{}", nutgraf::SENTENCE_ROWS);
        return Ok(());
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record.get("text").and_then(|value| value.as_str()).ok_or("a line without text")?;
        let spans: Vec<[usize; 2]> =
            serde_json::from_value(record.get("sentences").ok_or("a line without sentences")?.clone())?;
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut ends = Vec::new();
        for [start, end] in spans {
            let (Some(&start), Some(&end)) = (places.get(start), places.get(end)) else { continue };
            ends.push(start + text.get(start..end).unwrap_or_default().trim_end().len());
        }
        ends.sort_unstable();
        for (right, rows) in nutgraf::sentence_candidates(text, &ends) {
            write!(out, "{}", u8::from(right))?;
            for row in rows {
                write!(out, " {row}")?;
            }
            writeln!(out)?;
        }
        // A blank line ends a text.
        writeln!(out)?;
    }
    Ok(())
}
