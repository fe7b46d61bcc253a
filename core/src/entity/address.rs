//! Addresses by rule: EMAIL, URL, PHONE, HANDLE and HASHTAG.
//!
//! The tokeniser keeps an address whole, so all but telephone numbers are one
//! token each. A telephone number is a run of digit groups that is written as
//! one: with a plus, or with an area code in brackets or between hyphens.

use crate::entity::{EntityData, Source};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;
use crate::token;

/// Tokens of the longest telephone number: "+ 44 ( 0 ) 20 7946 0958".
const LONGEST: usize = 14;
/// Digits of a telephone number, the country's code included (ITU-T E.164).
const DIGITS: core::ops::RangeInclusive<usize> = 7..=15;

/// Appends the addresses in the text.
pub(crate) fn addresses(parsed: &Parsed<'_>, out: &mut Vec<EntityData>) {
    let mut at = 0;
    while at < parsed.tokens.len() {
        let token = parsed.token(at);
        if let Some(label) = kind(token) {
            push(out, parsed.span(at), label);
        } else if let Some(words) = phone(parsed, at) {
            push(out, parsed.span(at).join(parsed.span(at + words - 1)), Label::Phone);
            at += words - 1;
        }
        at += 1;
    }
}

fn push(out: &mut Vec<EntityData>, span: Span, label: Label) {
    let source = Source::Address;
    out.push(EntityData { span, label, score: None, source, value: None, cluster: None, own: None });
}

fn kind(token: &str) -> Option<Label> {
    if token::address(token) != Some(token.len()) {
        return None;
    }
    Some(match token.as_bytes() {
        [b'@', ..] => Label::Handle,
        [b'#', ..] => Label::Hashtag,
        _ if token.contains('@') && !token.contains("://") => Label::Email,
        _ => Label::Url,
    })
}

/// The number of tokens of the telephone number that begins at token `first`.
fn phone(parsed: &Parsed<'_>, first: usize) -> Option<usize> {
    let start = parsed.token(first);
    let area = start == "(" && parsed.token(first + 2) == ")" && parsed.token(first + 1).len() == 3;
    // "555-0134-22" alone may be a score or a span of years: three groups, the first of three digits.
    let grouped =
        start.split('-').count() == 3 && start.split('-').next().is_some_and(|group| group.len() == 3);
    if !(start.starts_with('+') || area || grouped) {
        return None;
    }
    let mut digits = 0;
    let mut end = 0;
    for index in 0..LONGEST {
        let token = parsed.token(first + index);
        let apart = parsed
            .span(first + index)
            .start()
            .saturating_sub(parsed.span((first + index).saturating_sub(1)).end());
        if index > 0 && apart > 1 {
            break;
        }
        let found = token.bytes().filter(u8::is_ascii_digit).count();
        let marks = token
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'(' | b')' | b'-' | b'.'));
        if token.is_empty() || !marks || token == "." || (token.starts_with('+') && index > 0) {
            break;
        }
        digits += found;
        if found > 0 {
            end = index + 1;
        }
    }
    DIGITS.contains(&digits).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::{Extractor, Label, Layer};

    fn addresses(text: &str) -> Vec<(String, Label)> {
        let doc = Extractor::new().request(text).only(Layer::ENTITIES).extract().unwrap();
        let rest = doc.entities().filter(|entity| entity.label() >= Label::Email);
        rest.map(|entity| (entity.text().to_owned(), entity.label())).collect()
    }

    #[test]
    fn each_kind_of_address_is_told_from_the_others() {
        let found = addresses(
            "Write to desk@herald.example, see https://herald.example/a?b=1 or ask @herald about #budget.",
        );
        let expected = [
            ("desk@herald.example", Label::Email),
            ("https://herald.example/a?b=1", Label::Url),
            ("@herald", Label::Handle),
            ("#budget", Label::Hashtag),
        ];
        assert_eq!(found, expected.map(|(text, label)| (text.to_owned(), label)));
    }

    #[test]
    fn a_telephone_number_is_whole_however_it_is_grouped() {
        for number in ["+254 20 555 0134", "(202) 555-0134", "202-555-0134", "+1-202-555-0134"] {
            assert_eq!(
                addresses(&format!("Call {number} today.")),
                [(number.to_owned(), Label::Phone)],
                "{number}"
            );
        }
    }

    #[test]
    fn years_scores_and_sums_are_no_telephone_numbers() {
        for text in [
            "From 2019-2021 it rained.",
            "They won 3-1.",
            "It cost 1,250,000 in 2024 2025.",
            "On 2026-01-29 it rained.",
        ] {
            assert_eq!(addresses(text), [], "{text}");
        }
    }
}
