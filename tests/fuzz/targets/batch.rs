//! Several texts at once: each result is that of its text alone, whatever the
//! number of threads and whatever else the thread worked on before.
#![no_main]

use core::num::NonZeroUsize;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::Extractor;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(Extractor::new);

fuzz_target!(|data: &[u8]| {
    let [threads, data @ ..] = data else { return };
    let text = String::from_utf8_lossy(data);
    let texts: Vec<&str> = text.split("\n\n").take(32).collect();
    let docs = EXTRACTOR.extract_batch(&texts, NonZeroUsize::new(usize::from(threads % 5)));
    assert_eq!(docs.len(), texts.len());
    for (text, doc) in texts.iter().zip(docs) {
        assert_eq!(doc.unwrap(), EXTRACTOR.extract(*text).unwrap());
    }
});
