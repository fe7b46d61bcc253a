//! Annotates documents, one a line: `{"id", "text", "date"?}` in, `{"id", "document"}` out, where the
//! document is as `Document::to_json` writes it. What the evaluation scripts run;
//! with a model file of your own where one is named.
//!
//! ```sh
//! cargo run --release --example annotate -- [MODEL] < documents.jsonl > annotated.jsonl
//! ```

use std::io::{self, BufRead, Write};

use nutgraf::Extractor;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let extractor = match std::env::args().nth(1) {
        Some(model) => Extractor::builder().model_path(model)?.build()?,
        None => Extractor::new(),
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        let text = row.get("text").and_then(|text| text.as_str()).unwrap_or("");
        let mut request = extractor.request(text);
        if let Some(date) = row.get("date").and_then(|date| date.as_str()) {
            request = request.date(date)?;
        }
        let id = row.get("id").cloned().unwrap_or_default();
        writeln!(out, r#"{{"id":{id},"document":{}}}"#, request.extract()?.to_json())?;
    }
    Ok(())
}
