//! Dates and amounts in any text: spans are of the text and in order, numbers
//! are numbers, and JSON gives back what it was given.
#![no_main]

use libfuzzer_sys::fuzz_target;
use nutgraf::{Amount, Extractor, Layer, Value};

fn numbers(amount: &Amount) -> bool {
    let digits = |text: &str| {
        let text = text.strip_prefix('-').unwrap_or(text);
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    [&amount.amount, &amount.min, &amount.max].into_iter().flatten().all(|number| digits(number.as_str()))
}

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data).into_owned();
    let extractor = Extractor::new();
    for date in [None, Some("2026-01-29")] {
        let mut request = extractor.request(text.as_str()).only(Layer::VALUES);
        if let Some(date) = date {
            request = request.date(date).expect("a day of the calendar");
        }
        let doc = request.extract().expect("values need no model");
        let mut at = 0;
        for entity in doc.entities() {
            let span = entity.span();
            assert!(at <= span.start() && span.start() < span.end() && text.get(span.range()).is_some());
            at = span.end();
            assert!(match entity.value().expect("a value") {
                Value::Timex(timex) => timex.value.is_ascii() && !timex.value.is_empty(),
                Value::Money { amount, .. }
                | Value::Percent { amount, .. }
                | Value::Quantity { amount, .. }
                | Value::Number { amount }
                | Value::Ordinal { amount } => numbers(amount),
                _ => true,
            });
        }
        for mention in doc.timexes() {
            assert!(text.get(mention.span().range()).is_some() && !mention.span().is_empty());
        }
    }
});
