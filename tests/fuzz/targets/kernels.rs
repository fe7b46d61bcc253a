//! The vector kernels against the plain one: layers of any numbers, and texts
//! from end to end.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Extractor, fuzzing};

static EXTRACTORS: LazyLock<Vec<Extractor>> = LazyLock::new(fuzzing::extractors);

fuzz_target!(|data: &[u8]| {
    assert!(fuzzing::kernels_agree(data));
    let text = String::from_utf8_lossy(data);
    let docs: Vec<_> = EXTRACTORS.iter().map(|extractor| extractor.extract(text.as_ref()).unwrap()).collect();
    assert!(docs.windows(2).all(|pair| pair[0] == pair[1]));
});
