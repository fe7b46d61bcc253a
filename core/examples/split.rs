//! Splits JSON lines from stdin, `{"id" or "doc", "text"}`, into
//! `{"id", "sentences": [[start, end], …]}` on stdout, in code points: what
//! the scorers read.

use std::io::{self, BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let text = record.get("text").and_then(|value| value.as_str()).ok_or("a line without text")?;
        let id = record.get("id").or_else(|| record.get("doc"));
        let (mut bytes, mut points) = (0, 0);
        let mut point = |to: usize| {
            points += text.get(bytes..to).unwrap_or("").chars().count();
            bytes = to;
            points
        };
        let spans: Vec<[usize; 2]> =
            nutgraf::sentences(text).map(|s| [point(s.span().start()), point(s.span().end())]).collect();
        writeln!(out, "{}", serde_json::json!({ "id": id, "sentences": spans }))?;
    }
    Ok(())
}
