//! Splitting into sentences beside the peers, on the same text, in one run.
//!
//! `NUTGRAF_BENCH_TEXT=news.txt cargo bench -p nutgraf --bench sentences`;
//! without the variable a text is generated. Prints megabytes a second, the
//! median of nine rounds in turn, and how many times sentencex that is.

use std::hint::black_box;
use std::time::Instant;

use unicode_segmentation::UnicodeSegmentation;

const ROUNDS: usize = 9;

/// A name, and what splits the text and counts its sentences.
type Contestant<'a> = (&'a str, Box<dyn Fn() -> usize + 'a>);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let text = match std::env::var_os("NUTGRAF_BENCH_TEXT") {
        Some(path) => std::fs::read_to_string(path)?,
        None => generated(4 << 20),
    };
    let paragraphs: Vec<&str> = text.split("\n\n").collect();
    let count = |n: usize| black_box(n);
    let contestants: [Contestant<'_>; 4] = [
        ("nutgraf", Box::new(|| nutgraf::sentences(&text).map(|s| s.text().len()).sum())),
        (
            "nutgraf, paragraph by paragraph",
            Box::new(|| paragraphs.iter().flat_map(|p| nutgraf::sentences(p)).map(|s| s.text().len()).sum()),
        ),
        ("sentencex", Box::new(|| sentencex::segment("en", &text).iter().map(|s| s.len()).sum())),
        ("unicode-segmentation", Box::new(|| text.unicode_sentences().map(str::len).sum())),
    ];
    let mut times = vec![Vec::new(); contestants.len()];
    for _ in 0..ROUNDS {
        for ((_, run), times) in contestants.iter().zip(&mut times) {
            let from = Instant::now();
            count(run());
            times.push(from.elapsed().as_secs_f64());
        }
    }
    let speeds: Vec<f64> = times
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            text.len() as f64 / 1e6 / times.get(ROUNDS / 2).copied().unwrap_or(f64::NAN)
        })
        .collect();
    let peer = speeds.get(2).copied().unwrap_or(f64::NAN);
    println!("{:.1} MB", text.len() as f64 / 1e6);
    for ((name, _), speed) in contestants.iter().zip(&speeds) {
        println!("{name:32} {speed:8.0} MB/s  {:5.1} × sentencex", speed / peer);
    }
    Ok(())
}

/// News of a kind: the same for the same length.
fn generated(length: usize) -> String {
    let words = "the minister said that a new road from Lomé to Kara would cost $4.5 million and open in May \
                 after talks with Mr. Okello of Acme Inc. on Tuesday while “prices” rose in the U.S. and Peru";
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut text = String::new();
    let mut state = 1u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    while text.len() < length {
        text.push_str("The");
        for _ in 0..8 + next(20) {
            text.push(' ');
            text.push_str(words.get(next(words.len())).copied().unwrap_or_default());
        }
        text.push_str(if next(4) == 0 { ".\n\n" } else { ". " });
    }
    text
}
