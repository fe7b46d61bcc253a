//! Splitting into sentences: each rule beside a counter-example.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

use nutgraf::{SentenceKind, SentenceStream, sentences};
use proptest::prelude::*;

fn split(text: &str) -> Vec<&str> {
    sentences(text).map(|s| s.text()).collect()
}

fn assert_split(text: &str, expected: &[&str]) {
    assert_eq!(split(text), expected);
}

#[test]
fn a_title_ends_no_sentence_and_a_plain_word_does() {
    assert_split("Mr. Okello met Dr. Quispe.", &["Mr. Okello met Dr. Quispe."]);
    assert_split("The rain fell. Okello left.", &["The rain fell.", "Okello left."]);
}

#[test]
fn a_company_ends_a_sentence_only_before_an_opener() {
    assert_split("She owns Acme Inc. The price rose.", &["She owns Acme Inc.", "The price rose."]);
    assert_split("She owns Acme Inc. Chairman Dlamini left.", &["She owns Acme Inc. Chairman Dlamini left."]);
}

#[test]
fn letters_with_stops_end_a_sentence_only_before_an_opener() {
    assert_split("They live in the U.S. How are they?", &["They live in the U.S.", "How are they?"]);
    assert_split("They like the U.S. Senate.", &["They like the U.S. Senate."]);
    assert_split("We saw E. B. Nakato there.", &["We saw E. B. Nakato there."]);
}

#[test]
fn a_number_keeps_its_point_and_may_end_a_sentence() {
    assert_split("It cost $4.50 in May.", &["It cost $4.50 in May."]);
    assert_split("It cost $4.50. We paid.", &["It cost $4.50.", "We paid."]);
    assert_split("See No. 7 on p. 9 below.", &["See No. 7 on p. 9 below."]);
}

#[test]
fn a_quoted_question_before_its_reporting_clause_is_no_sentence() {
    assert_split("“Really?” he asked. “Go!”", &["“Really?” he asked.", "“Go!”"]);
    assert_split("\"It rained. It poured.\" She left.", &["\"It rained.", "It poured.\"", "She left."]);
}

#[test]
fn brackets_hold_a_sentence_that_goes_on_behind_them() {
    assert_split("He taught (He was a nurse.) at home.", &["He taught (He was a nurse.) at home."]);
    assert_split("(He was a nurse.) He taught.", &["(He was a nurse.)", "He taught."]);
}

#[test]
fn an_ellipsis_ends_before_a_capital_only() {
    assert_split("Well ... we went. And ... So.", &["Well ... we went.", "And ...", "So."]);
}

#[test]
fn lines_wrapped_by_hand_are_joined_and_headings_are_not() {
    let wrapped =
        "The ministry said on Tuesday that the long\nroad to the coast would open again in the\nspring.";
    assert_split(wrapped, &[wrapped]);
    let text =
        "Road to open\nThe ministry spoke on Tuesday of the long road to the coast.\n\n- one item\n- another";
    let kinds: Vec<_> = sentences(text).map(|s| (s.kind(), s.paragraph())).collect();
    assert_eq!(
        kinds,
        [
            (SentenceKind::Heading, 0),
            (SentenceKind::Prose, 1),
            (SentenceKind::ListItem, 2),
            (SentenceKind::ListItem, 3)
        ]
    );
}

#[test]
fn stops_of_other_scripts_end_sentences() {
    assert_split("今日は雨です。明日は晴れ。", &["今日は雨です。", "明日は晴れ。"]);
    assert_split("वह गया। वह आया।", &["वह गया।", "वह आया।"]);
}

#[test]
fn a_missing_blank_is_seen_and_a_web_address_left_whole() {
    assert_split("It rained all day.The game was off.", &["It rained all day.", "The game was off."]);
    assert_split("See www.example.Com/news for more.", &["See www.example.Com/news for more."]);
}

#[test]
fn an_abbreviation_of_the_user_ends_no_sentence() -> Result<(), nutgraf::Error> {
    let text = "We saw the 2nd Regt. The band played.";
    assert_eq!(split(text).len(), 2);
    let extractor = nutgraf::Extractor::builder().abbreviations(["Regt"]).build()?;
    let doc = extractor.request(text).only(nutgraf::Layer::SENTENCES).extract()?;
    assert_eq!(doc.sentences().len(), 1);
    Ok(())
}

fn check(text: &str) {
    let mut at = 0;
    for sentence in sentences(text) {
        let span = sentence.span();
        assert!(text[at..span.start()].trim().is_empty(), "a gap in {text:?}");
        assert!(!text[span.range()].trim().is_empty());
        at = span.end();
    }
    assert!(text[at..].trim().is_empty(), "the end of {text:?}");
}

proptest! {
    #[test]
    fn sentences_cover_all_that_is_visible_in_order(
        text in prop_oneof![any::<String>(), "[ab A.!?\"'“”’()\\[\\]1\n\r\t…。 -]{0,200}"]
    ) {
        check(&text);
    }
}

#[test]
fn a_million_of_one_mark_takes_one_pass() {
    for unit in [".", "\"", "(", "\n", " ", "U.S. ", "a\n", ". ", "…", "。", "’", "[1]"] {
        check(&unit.repeat(1_000_000 / unit.len()));
    }
}

/// The sentences of a stream that is fed the pieces.
fn streamed<'p>(pieces: impl IntoIterator<Item = &'p [u8]>) -> Vec<(usize, usize, SentenceKind, usize)> {
    let mut stream = SentenceStream::new();
    let mut out = Vec::new();
    let mut take = |stream: &mut SentenceStream| {
        while let Some(s) = stream.next() {
            out.push((s.start() as usize, s.end() as usize, s.kind(), s.paragraph()));
        }
    };
    for piece in pieces {
        stream.feed_bytes(piece).unwrap();
        take(&mut stream);
    }
    stream.finish();
    take(&mut stream);
    out
}

fn whole(text: &str) -> Vec<(usize, usize, SentenceKind, usize)> {
    sentences(text).map(|s| (s.span().start(), s.span().end(), s.kind(), s.paragraph())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_stream_gives_the_sentences_of_the_whole_text(
        units in prop::collection::vec(
            prop_oneof![
                "[abT A.!?\"'“”’()\\[\\]12\n\r\t…。•-]{0,80}",
                "[A-Z][a-z]{1,8}( [a-z]{1,8}){2,12}[.?!]",
                " {1,400}",
                Just("U.S. ".repeat(60)),
            ],
            0..200,
        ),
        size in 1usize..3000,
    ) {
        let text = units.join(" ");
        prop_assert_eq!(streamed(text.as_bytes().chunks(size)), whole(&text));
    }
}

proptest! {
    #[test]
    fn a_text_twice_has_its_sentences_twice(text in "[abT A.!?\"'“”’()\\[\\]12\n\r\t…。•-]{0,200}") {
        let once = whole(&text);
        let (past, paragraphs) = (text.len() + 2, once.last().map_or(0, |last| last.3 + 1));
        let again = once.iter().map(|s| (s.0 + past, s.1 + past, s.2, s.3 + paragraphs));
        let twice: Vec<_> = once.iter().copied().chain(again).collect();
        prop_assert_eq!(whole(&format!("{text}\n\n{text}")), twice);
    }
}

#[test]
fn what_never_ends_is_cut_and_a_stream_keeps_no_more() {
    for unit in ["word ", "x", "é", " ", "!", "(", "\""] {
        let text = unit.repeat(400_000 / unit.len());
        assert!(sentences(&text).all(|s| s.span().len() <= 70_000), "{unit:?}");
        assert_eq!(streamed(text.as_bytes().chunks(4096)), whole(&text), "{unit:?}");
    }
}

#[test]
fn bytes_that_are_no_text_are_an_error_that_tells_the_place() {
    let mut stream = SentenceStream::new();
    let error = stream.feed_bytes(b"It rained. \xff We left.").unwrap_err();
    assert!(error.to_string().contains("byte 11"), "{error}");
}

#[test]
fn a_heading_glued_to_a_sentence_is_found_and_a_name_in_prose_is_none() {
    assert_split(
        "Lima Hosts Harbour Talks  The ministers met on Tuesday.",
        &["Lima Hosts Harbour Talks", "The ministers met on Tuesday."],
    );
    assert_split("She read The Old Harbour on Tuesday.", &["She read The Old Harbour on Tuesday."]);
}

#[test]
fn a_list_in_one_line_is_parted_by_the_next_number_only() {
    assert_split("1) Rice 2) Beans 3) Salt", &["1) Rice", "2) Beans", "3) Salt"]);
    assert_split("1) Rice for 3) people", &["1) Rice for 3) people"]);
    assert_split("(i) Rice. (ii) Beans.", &["(i) Rice.", "(ii) Beans."]);
}

#[test]
fn a_time_ends_a_sentence_unless_it_opened_it() {
    assert_split("He left at 6 p.m. Ms. Okello stayed.", &["He left at 6 p.m.", "Ms. Okello stayed."]);
    assert_split("At 6 p.m. Ms. Okello stayed.", &["At 6 p.m. Ms. Okello stayed."]);
}

#[test]
fn a_degree_ends_a_sentence_where_a_verb_follows_the_name() {
    assert_split("She has a Ph.D. Okello was glad.", &["She has a Ph.D.", "Okello was glad."]);
    assert_split("She has a Ph.D. Candidate badge.", &["She has a Ph.D. Candidate badge."]);
}

#[test]
fn a_footnote_belongs_to_the_sentence_before_it_and_a_number_does_not() {
    assert_split(
        "Rain fell in the hills.12 The road shut.",
        &["Rain fell in the hills.12", "The road shut."],
    );
    assert_split("Rain fell. 12 roads shut.", &["Rain fell.", "12 roads shut."]);
}

#[test]
fn a_name_with_an_exclamation_mark_goes_on() {
    assert_split("She works at Hooray! in Lima.", &["She works at Hooray! in Lima."]);
    assert_split("Hooray! She works in Lima.", &["Hooray!", "She works in Lima."]);
}
