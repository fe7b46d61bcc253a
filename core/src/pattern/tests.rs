//! What patterns match, and which are refused.

use super::*;
use crate::Extractor;

fn found(json: &str, text: &str) -> Vec<String> {
    let patterns = Patterns::from_json(json).unwrap();
    let extractor = Extractor::builder().patterns(patterns).build().unwrap();
    let doc = extractor.extract(text).unwrap();
    let own = doc.entities().filter(|entity| entity.source() == Source::Pattern);
    own.map(|entity| format!("{} {}", entity.label_name(), entity.text())).collect()
}

#[test]
fn each_test_matches_its_token_and_no_other() {
    let text = "Docket No. 24-1287 was read, docket no. 5 too.";
    let docket = |number: &str| {
        format!(r#"[{{"label":"DOCKET","tokens":[{{"text":"Docket"}},{{"lower":"no."}},{{{number}}}]}}]"#)
    };
    for number in [r#""shape":"dd-dddd""#, r#""regex":"[0-9]+-[0-9]+""#, r#""any":true"#] {
        assert_eq!(found(&docket(number), text), ["DOCKET Docket No. 24-1287"], "{number}");
    }
    assert!(found(&docket(r#""shape":"d-dddd""#), text).is_empty());
    assert!(found(&docket(r#""regex":"[0-9]+""#), text).is_empty(), "a regex matches whole tokens");
}

#[test]
fn what_is_optional_may_be_left_out_and_what_is_repeated_be_several() {
    let json = r#"[{"label":"UNIT","tokens":[{"shape":"Xxx","repeat":"?"},{"regex":"[a-z]+ish","repeat":"+"},{"lower":"unit"}]}]"#;
    assert_eq!(
        found(json, "They saw Big greenish bluish unit and an oddish unit."),
        ["UNIT Big greenish bluish unit", "UNIT oddish unit"]
    );
    assert!(found(json, "They saw a unit.").is_empty());
}

#[test]
fn what_is_repeated_so_many_times_is_no_fewer_and_no_more() {
    let of = |repeat: &str| {
        format!(
            r#"[{{"label":"RUN","tokens":[{{"lower":"so"}},{{"lower":"very","repeat":{repeat}}},{{"lower":"odd"}}]}}]"#
        )
    };
    let text = |count: usize| format!("It was so {}odd.", "very ".repeat(count));
    for (repeat, least, most) in
        [(r#"{"min":2,"max":3}"#, 2, 3), (r#"{"max":2}"#, 0, 2), (r#"{"min":2}"#, 2, 5)]
    {
        for count in 0..=5 {
            let expected = usize::from((least..=most).contains(&count));
            assert_eq!(found(&of(repeat), &text(count)).len(), expected, "{repeat} {count}");
        }
    }
    let json = r#"[{"label":"SUMS","tokens":[{"entity":"MONEY","repeat":{"min":2,"max":2}}]}]"#;
    assert_eq!(found(json, "It cost $3.2 million €5 thousand then.").len(), 1);
    assert!(found(json, "It cost $3.2 million then.").is_empty());
}

#[test]
fn a_mention_of_others_is_matched_whole_and_its_parts_are_not() {
    let json = r#"[{"label":"FINE","tokens":[{"lower":"fined"},{"entity":"MONEY"}]}]"#;
    assert_eq!(found(json, "It was fined $3.2 million for that."), ["FINE fined $3.2 million"]);
    assert!(found(json, "It was fined again.").is_empty());
}

#[test]
fn captures_fill_a_value() {
    let json = r#"[{"label":"MONEY","tokens":[{"regex":"[0-9,]+","as":"sum"},{"lower":"quid"}],"value":{"kind":"money","amount":"{sum}","currency":"GBP"}}]"#;
    let extractor = Extractor::builder().patterns(Patterns::from_json(json).unwrap()).build().unwrap();
    let doc = extractor.extract("She paid 1,250 quid for it.").unwrap();
    let value = doc.entity(0).unwrap().value().unwrap();
    let expected = r#"{"kind":"money","amount":"1250","currency":"GBP"}"#;
    assert_eq!(serde_json::to_string(value).unwrap(), expected);
}

#[test]
fn repeats_within_repeats_take_no_more_than_linear_time() {
    let star = r#"{"any":true,"repeat":"*"}"#;
    let json = format!(r#"[{{"label":"LONG","tokens":[{},{{"text":"never"}}]}}]"#, [star; 30].join(","));
    assert!(found(&json, &"word ".repeat(2000)).is_empty());
}

#[test]
fn a_pattern_that_is_none_is_refused_with_its_place() {
    for (json, part) in [
        ("", "line 1 column 0"),
        ("[]", "empty"),
        ("[{\"label\":\"X1\",\n\"tokns\":[]}]", "line 2"),
        (r#"[{"label":"lower","tokens":[{"any":true}]}]"#, "pattern 0: label"),
        (r#"[{"label":"ORG","tokens":[]}]"#, "0 tokens"),
        (r#"[{"label":"ORG","tokens":[{"any":true},{"regex":"(a"}]}]"#, "pattern 0: token 1: regex"),
        (r#"[{"label":"ORG","tokens":[{"regex":"(a{1000}){1000}"}]}]"#, "token 0: regex"),
        (r#"[{"label":"ORG","tokens":[{"text":"two words"}]}]"#, "no single token"),
        (r#"[{"label":"ORG","tokens":[{"text":"a","lower":"b"}]}]"#, "several"),
        (r#"[{"label":"ORG","tokens":[{"repeat":"+"}]}]"#, "none of text"),
        (r#"[{"label":"ORG","tokens":[{"any":true,"repeat":"*"}]}]"#, "optional"),
        (r#"[{"label":"ORG","tokens":[{"any":true,"repeat":{"min":3,"max":2}}]}]"#, "token 0: repeat"),
        (r#"[{"label":"ORG","tokens":[{"any":true,"repeat":{"min":65}}]}]"#, "65 tokens"),
        (r#"[{"label":"ORG","tokens":[{"any":true,"repeat":"!"}]}]"#, "\"?\", \"*\", \"+\""),
        (
            r#"[{"label":"ORG","tokens":[{"any":true}],"value":{"kind":"money","amount":"{sum}"}}]"#,
            "nothing captures \"sum\"",
        ),
        (r#"[{"label":"ORG","tokens":[{"any":true}],"value":{"kind":"colour"}}]"#, "value: it is none"),
    ] {
        let error = Patterns::from_json(json).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidPattern);
        assert!(error.to_string().contains(part), "{json}: {error}");
    }
}
