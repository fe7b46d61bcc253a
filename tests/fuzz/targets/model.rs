//! Model files with a right checksum and anything below it: an error, or an
//! extractor that works.
#![no_main]

#[path = "../../check.rs"]
mod check;

use libfuzzer_sys::fuzz_target;
use nutgraf::{ErrorKind, Extractor};

static MODEL: &[u8] = include_bytes!("../../../core/model/nutgraf.model");

/// Bytes before which the checksum counts nothing.
const HEADER: usize = 24;

fuzz_target!(|data: &[u8]| {
    let [kind, data @ ..] = data else { return };
    let mut bytes = match kind % 4 {
        // The bytes are the file.
        0 => data.to_vec(),
        // They follow a header that is right, as far as it goes.
        1 => [&MODEL[..HEADER], data].concat(),
        _ => MODEL.to_vec(),
    };
    if kind % 4 > 1 {
        // Five bytes each: a place, in the table of sections for an even one, and a byte.
        for edit in data.chunks_exact(5) {
            let at = u32::from_le_bytes([edit[0], edit[1], edit[2], edit[3]]) as usize;
            let at = if at % 2 == 0 { at / 2 % 1024 } else { at / 2 % bytes.len() };
            bytes[at] = edit[4];
        }
        if kind % 4 == 3 {
            let length = bytes.len() as u64;
            bytes[16..24].copy_from_slice(&length.to_le_bytes());
        }
    }
    if bytes.len() >= HEADER {
        let sum = crc32fast::hash(&bytes[HEADER..]);
        bytes[12..16].copy_from_slice(&sum.to_le_bytes());
    }
    match Extractor::builder().model(bytes).build() {
        Ok(extractor) => {
            let text = "Mr. Okello of Acme Inc. met Ngozi Adé in Lima on Tuesday. “No,” she said. OKELLO LEFT.";
            check::check(&extractor.extract(text).unwrap()).unwrap();
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidModel),
    }
});
