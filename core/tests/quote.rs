//! What was said and by whom, through the public API.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

use nutgraf::{Extractor, QuoteKind};

fn quotes(text: &str) -> Vec<(QuoteKind, Vec<String>, Option<String>, bool)> {
    let doc = Extractor::new().extract(text).unwrap();
    doc.quotes()
        .map(|quote| {
            let content = quote.content().map(|span| doc.text()[span.range()].to_owned()).collect();
            (quote.kind(), content, quote.speaker().map(str::to_owned), quote.is_closed())
        })
        .collect()
}

#[test]
fn a_quotation_with_its_cue_in_the_middle_is_one_of_two_pieces() {
    let found = quotes("“The harbour is open,” the mayor said. “Ships may enter again.”");
    let pieces = vec!["The harbour is open,".to_owned(), "Ships may enter again.".to_owned()];
    assert_eq!(found, [(QuoteKind::Direct, pieces, Some("the mayor".to_owned()), true)]);
}

#[test]
fn a_quotation_that_never_closes_ends_with_its_paragraph_and_says_so() {
    let found = quotes("The mayor said: “The harbour is open again.\n\nNobody answered the mayor.");
    assert_eq!(found.len(), 1);
    assert!(!found[0].3);
    assert!(!found[0].1[0].contains("Nobody"));
}

#[test]
fn a_word_in_marks_without_a_cue_is_no_quotation() {
    assert_eq!(quotes("The “miracle” lasted two days."), []);
}
