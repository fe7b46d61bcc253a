//! Memory is asked for by what is found, and not by each token.

use allocation_counter::measure;
use nutgraf::Extractor;
use nutgraf_tests::texts::{TEXTS, text};

/// How much the last three quarters of a text add to the first.
struct Added {
    tokens: usize,
    /// Mentions, times and quotations.
    found: usize,
    /// Words in digits, each of which is read, whatever comes of it.
    digits: usize,
    allocations: usize,
}

fn added(extractor: &Extractor, text: impl Fn(usize) -> String) -> Added {
    let [small, large] = [4_000, 16_000].map(|bytes| {
        let text = text(bytes);
        let mut doc = None;
        let allocations = measure(|| doc = extractor.extract(text).ok()).count_total as usize;
        let doc = doc.expect("a short text");
        let digits = doc.tokens().filter(|token| token.text().starts_with(|c: char| c.is_ascii_digit()));
        let found = doc.entities().len() + doc.timexes().len() + doc.quotes().len();
        Added { tokens: doc.tokens().len(), found, digits: digits.count(), allocations }
    });
    Added {
        tokens: large.tokens - small.tokens,
        found: large.found.saturating_sub(small.found),
        digits: large.digits - small.digits,
        allocations: large.allocations.saturating_sub(small.allocations),
    }
}

#[test]
fn a_text_takes_allocations_for_what_is_found_and_none_for_each_token() {
    let extractor = Extractor::new();
    for (name, piece) in TEXTS {
        let Added { tokens, found, digits, allocations } = added(&extractor, |bytes| text(*piece, bytes));
        // A name that no other text has is kept by its words, its initials and its spellings.
        let allowed = tokens / 100 + 30 * found + digits + 20;
        assert!(allocations <= allowed, "{name}: {allocations} for {tokens} tokens, {found} of them found");
    }
}

#[test]
fn news_takes_no_more_than_four_allocations_for_each_thing_found() {
    let article = include_str!("../examples/article.txt");
    let text = |bytes| article.chars().cycle().take(bytes).collect();
    let Added { tokens, found, allocations, .. } = added(&Extractor::new(), text);
    assert!(allocations <= 4 * found, "{allocations} for {tokens} tokens and {found} things found");
}
