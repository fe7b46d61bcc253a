//! Clusters and quotations of JSON lines, for the scorers.
//!
//! Reads `{"id" or "doc", "text"}` a line and writes
//! `{"id", "clusters", "quotes"}`, offsets in code points.

use std::io::BufRead;

use nutgraf::{Extractor, MentionKind, QuoteKind, Span};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = Extractor::new();
    for line in std::io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record.get("text").and_then(|value| value.as_str()).ok_or("a record without text")?;
        let id = record.get("id").or_else(|| record.get("doc")).cloned().unwrap_or_default();
        let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let point = |byte: usize| starts.partition_point(|&start| start < byte);
        let points = |span: Span| json!([point(span.start()), point(span.end())]);
        let doc = extractor.extract(text)?;
        let clusters: Vec<Vec<Value>> = doc
            .clusters()
            .map(|cluster| {
                cluster
                    .mentions()
                    .filter(|m| m.kind() == MentionKind::Name)
                    .map(|m| points(m.span()))
                    .collect()
            })
            .collect();
        let quotes: Vec<Value> = doc
            .quotes()
            .map(|quote| {
                let kind = match quote.kind() {
                    QuoteKind::Direct => "direct",
                    QuoteKind::Mixed => "mixed",
                    _ => "indirect",
                };
                json!({
                    "kind": kind,
                    "content": quote.content().map(points).collect::<Vec<_>>(),
                    "speaker": quote.speaker_span().map(points),
                    "cue": quote.cue_span().map(points),
                })
            })
            .collect();
        println!("{}", json!({"id": id, "clusters": clusters, "quotes": quotes}));
    }
    Ok(())
}
