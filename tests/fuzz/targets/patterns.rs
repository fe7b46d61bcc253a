//! Patterns from any JSON: an error, or patterns that match within a text.
#![no_main]

#[path = "../../check.rs"]
mod check;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, ErrorKind, Extractor, Patterns};

fuzz_target!(|data: &[u8]| {
    let json = String::from_utf8_lossy(data);
    match Patterns::from_json(&json) {
        Ok(patterns) => {
            let extractor = Extractor::builder().patterns(patterns).build().unwrap();
            let text = "Mr. Okello paid 1,500 bob in Lima on Tuesday, 4 May; Acme Inc. A-1 paid $2.5 million twice.";
            let doc = extractor.extract(text).unwrap();
            check::check(&doc).unwrap();
            assert_eq!(Document::from_json(&doc.to_json()).unwrap(), doc);
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidPattern),
    }
});
