//! What holds for any text at all.

use core::num::NonZeroUsize;

use nutgraf::{Document, Extractor, Gazetteer, GazetteerEntry, Layer, MergeRule, Patterns, Span};
use nutgraf_tests::check;
use proptest::prelude::*;

/// Texts that look like news, and texts that look like nothing.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "Mr. Okello",
        "said",
        "“",
        "”",
        "\"",
        "'",
        "(",
        ")",
        ". ",
        "? ",
        "! ",
        "...",
        "\n",
        "\n\n",
        "\r\n",
        " ",
        "U.S.",
        "$3.2 billion",
        "next week",
        "January 5",
        "the Ministry of Trade (MoT)",
        "10-year",
        "é",
        "e\u{301}",
        "👩‍👩‍👧",
        "\u{feff}",
        "\u{200f}",
        "नमस्ते।",
        "你好。",
        "a@b.co",
        "http://x.y/(z)",
        "#tag",
        "@x",
        "-",
        "—",
        "1,000.5",
        "16:30",
        "n't",
        "’s",
        "A&B",
        "according to",
        "he",
        "who",
        "President",
        "\0",
    ]);
    prop_oneof![prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat()), any::<String>()]
}

fn whole(doc: &Document) -> Result<(), TestCaseError> {
    check(doc).map_err(TestCaseError::fail)
}

/// A name that is no word, nor part of one.
fn any_name() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-Z][a-zéüñ]{0,6}zq[a-z]{1,4}", 1..4).prop_map(|words| words.join(" "))
}

/// JSON that is nearly a list of patterns.
fn any_rule() -> impl Strategy<Value = String> {
    let test = prop::sample::select(vec![
        r#""any":true"#,
        r#""text":"said""#,
        r#""lower":["mr.","x"]"#,
        r#""shape":"Xxxx""#,
        r#""regex":"[a-z]*|(.)+""#,
        r#""regex":"(""#,
        r#""entity":"DATE""#,
        r#""entity":"PERSON""#,
    ]);
    let more = prop::sample::select(vec![
        "",
        r#","repeat":"?""#,
        r#","repeat":"*""#,
        r#","repeat":"+""#,
        r#","as":"x""#,
    ]);
    let token = (test, more).prop_map(|(test, more)| format!("{{{test}{more}}}"));
    let tokens = prop::collection::vec(token, 0..6).prop_map(|tokens| tokens.join(","));
    let value =
        prop::sample::select(vec!["", r#","value":{"kind":"number","amount":"{x}"}"#, r#","value":{}"#]);
    (tokens, value).prop_map(|(tokens, value)| format!(r#"[{{"label":"OWN","tokens":[{tokens}]{value}}}]"#))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_name_put_into_a_text_is_found_at_its_place(name in any_name(), before in any_text(), after in any_text()) {
        let entry = GazetteerEntry::new(name.as_str(), "ORG").id("x");
        let gazetteer = Gazetteer::builder().entry(entry).build().unwrap();
        let extractor = Extractor::builder().gazetteer(gazetteer).merge(MergeRule::Priority).build().unwrap();
        let text = format!("{before}\n\nThey saw {name}, there.\n\n{after}");
        let start = before.len() + "\n\nThey saw ".len();
        let doc = extractor.extract(text.as_str()).unwrap();
        let span = Span::new(start, start + name.len());
        // No name goes beyond a sentence, and strange words may end one.
        prop_assume!(doc.sentences().any(|sentence| sentence.span().contains(span)));
        let found = doc.entities().find(|entity| entity.id() == Some("x"));
        prop_assert_eq!(found.map(|entity| entity.span()), Some(span));
        check(&doc).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn whatever_is_read_as_patterns_or_as_a_list_is_taken_or_refused(json in any_rule(), text in any_text()) {
        if let Ok(patterns) = Patterns::from_json(&json) {
            let doc = Extractor::builder().patterns(patterns).build().unwrap().extract(text.as_str()).unwrap();
            check(&doc).map_err(TestCaseError::fail)?;
        }
        let _ = Gazetteer::builder().csv(&text, "ORG").and_then(nutgraf::GazetteerBuilder::build);
        let _ = Gazetteer::builder().json_lines(&json, "ORG").and_then(nutgraf::GazetteerBuilder::build);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn spans_fit_any_text_and_json_brings_it_back(text in any_text()) {
        let doc = Extractor::new().extract(text.as_str()).unwrap();
        prop_assert_eq!(doc.text(), text.as_str());
        whole(&doc)?;
        prop_assert_eq!(&Document::from_json(&doc.to_json()).unwrap(), &doc);
    }

    #[test]
    fn a_batch_is_its_texts_one_by_one(texts in prop::collection::vec(any_text(), 0..6), threads in 1_usize..4) {
        let extractor = Extractor::new();
        let batch = extractor.extract_batch(&texts, NonZeroUsize::new(threads));
        let single: Vec<_> = texts.iter().map(|text| extractor.extract(text.as_str()).unwrap()).collect();
        let batch: Vec<_> = batch.into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(batch, single);
    }

    #[test]
    fn a_layer_alone_is_that_layer_of_the_whole(text in any_text()) {
        let extractor = Extractor::new();
        let whole = extractor.extract(text.as_str()).unwrap();
        let only = |layer| extractor.request(text.as_str()).only(layer).extract().unwrap();
        prop_assert!(only(Layer::SENTENCES).sentences().eq(whole.sentences()));
        prop_assert!(only(Layer::TOKENS).tokens().eq(whole.tokens()));
        let named = only(Layer::ENTITIES);
        let named: Vec<_> = named.entities().map(|entity| (entity.span(), entity.label())).collect();
        let all: Vec<_> = whole.entities().filter(|entity| entity.value().is_none()).map(|entity| (entity.span(), entity.label())).collect();
        prop_assert_eq!(named, all);
    }
}

#[test]
fn odd_texts_give_whole_results() {
    let extractor = Extractor::new();
    for text in [
        "",
        " \t\r\n",
        "\u{feff}Rain.",
        "a\0b",
        "\r\nOne.\r\n\r\nTwo.\r\n",
        "“never closed",
        ")]}»",
        "\u{200f}ש.\u{200e} A.",
    ] {
        let doc = extractor.extract(text).unwrap();
        check(&doc).unwrap();
    }
    assert_eq!(extractor.extract("").unwrap().sentences().len(), 0);
}

#[test]
fn a_date_that_is_none_is_an_error_that_names_the_argument() {
    for date in ["2026-02-30", "2025-02-29", "2026-13-01", "26-01-01", "", "2026-1-1", "yesterday"] {
        let error = Extractor::new().request("x").date(date).unwrap_err();
        assert!(error.to_string().starts_with("date: "), "{error}");
    }
    assert!(Extractor::new().request("x").date("2024-02-29").is_ok());
}
