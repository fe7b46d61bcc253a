//! Gazetteer files with right checksums and anything below them, the automaton
//! too: an error, or names that are found.
#![no_main]

#[path = "../../check.rs"]
mod check;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{ErrorKind, Extractor, Gazetteer};

static FILE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let list = "name,label,id,aliases,score,case\n\
                Acme Holdings,ORG,id-1,Acme|ACME Group|Acme Gruppe,0.5,\nMay,DISEASE,m,,,any\n\
                Lima,GPE,,Ciudad de los Reyes,,exact\nMcZorb,PERSON,z,McZorbex|Zörb,0.25,\n";
    Gazetteer::builder().csv(list, "ORG").unwrap().build().unwrap().to_bytes().unwrap().into_owned()
});

/// Where the lengths of the sections begin, their only sum, and they.
const LENGTHS: usize = 16;
const SUMS: usize = 80;
const SECTIONS: usize = 84;

fuzz_target!(|data: &[u8]| {
    let [kind, data @ ..] = data else { return };
    let mut bytes = FILE.clone();
    if kind % 2 == 0 {
        for edit in data.chunks_exact(3) {
            let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % bytes.len();
            bytes[at] = edit[2];
        }
    } else {
        bytes = [&bytes[..LENGTHS], data].concat();
        bytes.resize(bytes.len().max(SECTIONS), 0);
    }
    for (sum, checked) in [(SUMS, SECTIONS..bytes.len()), (12, LENGTHS..SECTIONS)] {
        let right = crc32fast::hash(&bytes[checked]).to_le_bytes();
        bytes[sum..sum + 4].copy_from_slice(&right);
    }
    let list = match Gazetteer::from_bytes(bytes) {
        Ok(list) => list,
        Err(error) => return assert_eq!(error.kind(), ErrorKind::InvalidGazetteer),
    };
    let extractor = Extractor::builder().gazetteer(list).build().unwrap();
    let text = "Shares of Acme Holdings and the Acme Gruppe fell in May. McZorb and MCZORBEX left LIMA, Ciudad \
                de los Reyes, with Zorb.";
    match extractor.extract(text) {
        Ok(doc) => check::check(&doc).unwrap(),
        Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidGazetteer),
    }
});
