//! How fast each part is, over documents as `annotate` reads them: the seconds
//! of the best of some rounds, on one thread.
//!
//! ```sh
//! cargo run --release --example speed -- 5 < documents.jsonl
//! ```

use std::hint::black_box;
use std::io::{self, BufRead};
use std::time::{Duration, Instant};

use nutgraf::{Extractor, Layer};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rounds = std::env::args().nth(1).map_or(Ok(5), |rounds| rounds.parse::<u32>())?;
    let mut texts = Vec::new();
    for line in io::stdin().lock().lines() {
        let row: serde_json::Value = serde_json::from_str(&line?)?;
        texts.push(row.get("text").and_then(|text| text.as_str()).unwrap_or("").to_owned());
    }
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    let best = |work: &dyn Fn() -> Result<(), nutgraf::Error>| -> Result<f64, nutgraf::Error> {
        let mut least = Duration::MAX;
        for _ in 0..rounds {
            let start = Instant::now();
            work()?;
            least = least.min(start.elapsed());
        }
        Ok(least.as_secs_f64())
    };
    let extractor = Extractor::new();
    let of = |layers: Layer| {
        best(&|| {
            for text in &texts {
                black_box(extractor.request(text.as_str()).only(layers).extract()?);
            }
            Ok(())
        })
    };
    let new = best(&|| {
        black_box(Extractor::new());
        Ok(())
    })?;
    let (sentences, tokens) = (of(Layer::SENTENCES)?, of(Layer::TOKENS)?);
    let (entities, all) = (of(Layer::ENTITIES)?, of(Layer::all())?);
    println!(
        r#"{{"words":{words},"new":{new},"sentences":{sentences},"tokens":{tokens},"entities":{entities},"all":{all}}}"#
    );
    Ok(())
}
