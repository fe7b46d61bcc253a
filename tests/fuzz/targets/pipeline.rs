//! Any text under any options: what a document promises holds, fewer layers
//! are a part of all, and JSON gives back what it was given.
#![no_main]

#[path = "../../check.rs"]
mod check;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use nutgraf::{Document, Extractor, Gazetteer, Layer, MergeRule, Patterns};

/// One as it comes, and one with everything that a builder takes.
static EXTRACTORS: LazyLock<[Extractor; 2]> = LazyLock::new(|| {
    let names = "name,label,id,aliases,case\nAcme Holdings,ORG,id-1,Acme,\nMay,GPE,,,any\nde la,ROAD,,,any\n";
    let gazetteer = Gazetteer::builder().csv(names, "ORG").unwrap().build().unwrap();
    let patterns = r#"[
        {"label": "MONEY", "tokens": [{"regex": "[0-9.,]+", "as": "sum"}, {"lower": "bob"}],
         "value": {"kind": "money", "amount": "{sum}", "currency": "KES"}},
        {"label": "OFFICE", "tokens": [{"shape": "Xx"}, {"any": true, "repeat": "*"}, {"entity": "PERSON"}]}
    ]"#;
    let builder = Extractor::builder().gazetteer(gazetteer).patterns(Patterns::from_json(patterns).unwrap());
    let own = builder.abbreviations(["Regt", "й"]).min_score(0.5).merge(MergeRule::Score).build().unwrap();
    [Extractor::new(), own]
});

fuzz_target!(|data: &[u8]| {
    let [choice, layers, data @ ..] = data else { return };
    let text = String::from_utf8_lossy(data);
    let extractor = &EXTRACTORS[usize::from(choice & 1)];
    let date = [None, Some("2026-01-29"), Some("0001-01-01"), Some("9999-12-31")][usize::from(choice >> 6)];
    let extract = |layers: Layer| {
        let request = extractor.request(text.as_ref()).only(layers);
        let request = if let Some(date) = date { request.date(date).unwrap() } else { request };
        request.extract().unwrap()
    };
    let all = extract(Layer::all());
    check::check(&all).unwrap();
    let some = extract(Layer::from_bits_truncate(*layers));
    for (layer, same) in [
        (Layer::SENTENCES, some.sentences().map(|s| s.span()).eq(all.sentences().map(|s| s.span()))),
        (Layer::TOKENS, some.tokens().map(|t| t.span()).eq(all.tokens().map(|t| t.span()))),
        (Layer::ENTITIES | Layer::VALUES, some.entities().map(|e| e.span()).eq(all.entities().map(|e| e.span()))),
        (Layer::VALUES, some.timexes().map(|t| t.span()).eq(all.timexes().map(|t| t.span()))),
        (Layer::CLUSTERS, some.clusters().map(|c| c.name()).eq(all.clusters().map(|c| c.name()))),
        (Layer::QUOTES, some.quotes().map(|q| q.kind()).eq(all.quotes().map(|q| q.kind()))),
    ] {
        assert!(same || !some.layers().contains(layer), "{layer:?}");
    }
    for doc in [all, some] {
        assert_eq!(Document::from_json(&doc.to_json()).unwrap(), doc);
    }
});
