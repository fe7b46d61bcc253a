//! Lists of names in CSV or JSON lines, whatever is in them: an error that
//! names a place, or a list whose file opens and whose names are found.
#![no_main]

#[path = "../../check.rs"]
mod check;

use libfuzzer_sys::fuzz_target;
use nutgraf::{ErrorKind, Extractor, Gazetteer};

fuzz_target!(|data: &[u8]| {
    let [kind, data @ ..] = data else { return };
    let text = String::from_utf8_lossy(data);
    let builder = Gazetteer::builder();
    let read = if kind % 2 == 0 { builder.csv(&text, "ORG") } else { builder.json_lines(&text, "ORG") };
    match read.and_then(|builder| builder.keep_first(kind % 4 > 1).build()) {
        Ok(list) => {
            let opened = Gazetteer::from_bytes(list.to_bytes().unwrap()).unwrap();
            assert_eq!((opened.len(), opened.to_bytes().unwrap()), (list.len(), list.to_bytes().unwrap()));
            let extractor = Extractor::builder().gazetteer(opened).build().unwrap();
            check::check(&extractor.extract(text.as_ref()).unwrap()).unwrap();
        }
        Err(error) => assert_eq!(error.kind(), ErrorKind::InvalidGazetteer),
    }
});
