//! Languages, which the corpora do not tell from peoples.
//!
//! "Swahili" is one wherever it stands alone; "French" is one where the words
//! beside it say so: "spoke French", "in French.", "French-speaking".

use super::{EntityData, put};
use crate::cluster::around::{Around, is_capital};
use crate::cluster::words::LANGUAGES;
use crate::label::Label;
use crate::text::Parsed;

/// What is said of a language before its name.
const BEFORE: &[&str] = &[
    "fluent",
    "in",
    "into",
    "learn",
    "learned",
    "learning",
    "read",
    "speak",
    "speaking",
    "speaks",
    "spoke",
    "spoken",
    "studied",
    "taught",
    "teach",
    "understand",
    "understands",
];

/// What may stand between: "in fluent French".
const HOW: &[&str] =
    &["and", "basic", "broken", "fluent", "good", "halting", "little", "or", "perfect", "some"];

/// What a language has after its name, and little else has.
const AFTER: &[&str] = &[
    "dialect",
    "dialects",
    "language",
    "lessons",
    "speaker",
    "speakers",
    "speaking",
    "subtitles",
    "translation",
];

/// Words that end the phrase which the name stands in: after "in French" they
/// leave it alone, where "politics" makes it an adjective.
const NEXT: &[&str] = &[
    "after", "although", "and", "as", "at", "because", "before", "but", "by", "during", "for", "from", "if",
    "in", "instead", "on", "or", "rather", "since", "so", "than", "that", "to", "when", "where", "which",
    "while", "with",
];

/// Labels the languages, found as peoples or left out. Linear in the words.
///
/// Counter-examples: "in French politics", "the French", "Hebrew University".
pub(crate) fn languages(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    let mut added = Vec::new();
    for sentence in 0..parsed.sentences.len() {
        let words = parsed.tokens_of(sentence);
        for at in words.clone() {
            let word = parsed.token(at);
            let Some(people) = is_capital(word).then(|| LANGUAGES.get(word)).flatten() else { continue };
            let around = Around { parsed, entities: names };
            let number = around.entity_at(at);
            let found = number.and_then(|number| names.get(number));
            // A word that no people has is a language whatever the network takes it for.
            let other = |name: &EntityData| {
                let people = !people.is_empty() && name.label != Label::Norp;
                people || name.own.is_some() || around.tokens(name.span).len() > 1
            };
            if found.is_some_and(other) || !is_one(parsed, at, words.start, !people.is_empty()) {
                continue;
            }
            match number.and_then(|number| names.get_mut(number)) {
                Some(name) => (name.label, name.score) = (Label::Language, None),
                None => added.push(EntityData::ruled(parsed.span(at), Label::Language)),
            }
        }
    }
    put(names, added);
}

/// Whether the word at `at` is a language, by the words beside it.
fn is_one(parsed: &Parsed<'_>, at: usize, start: usize, people: bool) -> bool {
    let next = parsed.token(at + 1);
    if !people {
        return !is_capital(next);
    }
    let after = if next == "-" { parsed.token(at + 2) } else { next };
    if AFTER.contains(&after) {
        return true;
    }
    let mut before = at;
    let between = |at: usize| HOW.contains(&parsed.token(at)) || LANGUAGES.has(parsed.token(at));
    while before > start && between(before - 1) {
        before -= 1;
    }
    let said = before > start && BEFORE.contains(&parsed.token(before - 1));
    let ends = !next.starts_with(char::is_alphanumeric) && next != "-" && !next.starts_with(['\'', '’']);
    said && (ends || NEXT.contains(&next))
}
