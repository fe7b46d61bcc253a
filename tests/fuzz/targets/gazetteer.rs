//! Gazetteer files with a right checksum and anything below it, the automaton
//! too: an error, or names that are found.
#![no_main]

#[path = "../../check.rs"]
mod check;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{ErrorKind, Extractor, Gazetteer};

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    // What crate `fst` says of a forged automaton is a panic, which nutgraf catches; libFuzzer's hook would end here.
    std::panic::set_hook(Box::new(|_| ()));
    let list = "name,label,id,aliases,score,case\n\
                Acme Holdings,ORG,id-1,Acme|ACME Group|Acme Gruppe,0.5,\nMay,DISEASE,m,,,any\n\
                Lima,GPE,,Ciudad de los Reyes,,exact\nMcZorb,PERSON,z,McZorbex|Zörb,0.25,\n";
    Gazetteer::builder().csv(list, "ORG").unwrap().build().unwrap().to_bytes().to_vec()
});

const HEADER: usize = 16;

/// Ends the process where nutgraf breaks a promise, for the hook is silent.
fn promise(holds: bool, what: &str) {
    if !holds {
        eprintln!("not as promised: {what}");
        std::process::abort();
    }
}

fuzz_target!(|data: &[u8]| {
    let [kind, data @ ..] = data else { return };
    let mut bytes = FILE.clone();
    if kind % 2 == 0 {
        for edit in data.chunks_exact(3) {
            let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % bytes.len();
            bytes[at] = edit[2];
        }
    } else {
        bytes = [&bytes[..HEADER], data].concat();
    }
    let sum = crc32fast::hash(&bytes[HEADER..]);
    bytes[12..16].copy_from_slice(&sum.to_le_bytes());
    let found = std::panic::catch_unwind(|| {
        let list = match Gazetteer::from_bytes(bytes) {
            Ok(list) => list,
            Err(error) => return promise(error.kind() == ErrorKind::InvalidGazetteer, "the kind of an error"),
        };
        let extractor = Extractor::builder().gazetteer(list).build().unwrap();
        let text = "Shares of Acme Holdings and the Acme Gruppe fell in May. McZorb and MCZORBEX left LIMA, Ciudad \
                    de los Reyes, with Zorb.";
        match extractor.extract(text) {
            Ok(doc) => promise(check::check(&doc).is_ok(), "a document"),
            Err(error) => promise(error.kind() == ErrorKind::InvalidGazetteer, "the kind of an error"),
        }
    });
    promise(found.is_ok(), "a panic that is caught");
});
