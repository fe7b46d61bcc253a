//! Documents as JSON: what is read can be looked at everywhere and written
//! again; what is none is an error. Bytes that are no JSON edit one that is.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, Extractor};

/// A document with something in each list.
static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let text = "Foreign Minister Ada Okoye of the African Rowing Federation (ARF) paid $5 million on Monday. \
                “We won by about 40 percent,” she said. Okoye, 52, is back next week.";
    let doc = Extractor::new().request(text).date("2026-01-29").unwrap().extract().unwrap();
    assert!(doc.clusters().len() > 0 && doc.quotes().len() > 0 && doc.timexes().len() > 0);
    doc.to_json().into_bytes()
});

fn read(json: &str) {
    let Ok(doc) = Document::from_json(json) else { return };
    let seen = [
        format!("{:?}", doc.sentences().collect::<Vec<_>>()).len(),
        doc.tokens().map(|token| token.text().len()).sum(),
        doc.entities().map(|e| e.text().len() + e.label_name().len() + e.cluster().map_or(0, |c| c.name().len())).sum(),
        doc.timexes().map(|timex| timex.text().len()).sum(),
        doc.clusters().map(|c| c.mentions().map(|m| m.text().len()).sum::<usize>() + c.relations().count()).sum(),
        doc.clusters().flat_map(|c| c.roles().map(|role| role.title().len())).sum(),
        doc.quotes().map(|q| q.content().count() + q.speaker().map_or(0, str::len)).sum(),
    ];
    assert!(seen.iter().sum::<usize>() < usize::MAX);
    // Scores may be no numbers, which equal nothing: what is written is compared.
    let written = doc.to_json();
    assert_eq!(Document::from_json(&written).unwrap().to_json(), written);
}

fuzz_target!(|data: &[u8]| {
    if data.first() == Some(&b'{') {
        return read(&String::from_utf8_lossy(data));
    }
    // Three bytes each: a place and what comes there; a zero cuts out a byte.
    let mut json = WHOLE.clone();
    for edit in data.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([edit[0], edit[1]])) % json.len().max(1);
        match edit[2] {
            0 if at < json.len() => drop(json.remove(at)),
            byte @ ..0x80 => json.insert(at, byte),
            byte => json[at] = byte & 0x7F,
        }
    }
    read(&String::from_utf8_lossy(&json));
});
