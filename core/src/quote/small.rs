//! Small words by what they do beside a quotation: which of them may be, begin,
//! join and end the noun phrase of who speaks.

use crate::cluster::around::{self, is_capital, is_joint};
use crate::cluster::words::HONORIFICS;

/// Nouns for those whom news does not name.
pub(super) fn is_source(word: &str) -> bool {
    matches!(word, "official" | "officials" | "source" | "sources" | "person" | "people")
}

pub(super) fn is_boundary(word: &str) -> bool {
    matches!(
        word,
        "," | ";"
            | ":"
            | "—"
            | "–"
            | "--"
            | "("
            | ")"
            | "”"
            | "\""
            | "''"
            | "’"
            | "»"
            | "“"
            | "‘"
            | "«"
            | "but"
            | "But"
            | "that"
            | "because"
            | "when"
            | "When"
            | "while"
            | "While"
            | "as"
            | "if"
            | "If"
            | "what"
            | "What"
            | "how"
            | "after"
            | "which"
            | "before"
            | "than"
            | "so"
            | "where"
            | "whom"
            | "though"
            | "although"
            | "since"
    )
}

/// Words that begin a sentence and are no part of its subject.
pub(super) fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "But"
            | "And"
            | "So"
            | "Yet"
            | "Meanwhile"
            | "Then"
            | "However"
            | "Still"
            | "Also"
            | "On"
            | "In"
            | "At"
            | "As"
            | "For"
            | "or"
    )
}

pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word,
        "he" | "she"
            | "they"
            | "it"
            | "He"
            | "She"
            | "They"
            | "It"
            | "we"
            | "We"
            | "I"
            | "you"
            | "You"
            | "him"
            | "them"
    )
}

/// Articles, and the words for how many or which, that begin a noun phrase.
pub(super) fn is_determiner(word: &str) -> bool {
    around::is_determiner(word)
        || matches!(
            word,
            "another"
                | "Another"
                | "some"
                | "Some"
                | "many"
                | "Many"
                | "two"
                | "Two"
                | "three"
                | "Three"
                | "several"
                | "Several"
                | "both"
                | "Both"
                | "other"
                | "Other"
                | "this"
                | "This"
                | "these"
                | "These"
                | "those"
                | "most"
                | "Most"
                | "few"
                | "my"
                | "no"
                | "No"
        )
        || HONORIFICS.has(word.trim_end_matches('.'))
}

pub(super) fn is_clause_word(word: &str) -> bool {
    is_joint(word)
        || matches!(
            word,
            "and"
                | "or"
                | "but"
                | "be"
                | "been"
                | "being"
                | "was"
                | "were"
                | "is"
                | "are"
                | "the"
                | "a"
                | "an"
                | "by"
                | "from"
                | "as"
                | "not"
                | "then"
                | "they’re"
        )
}

/// Words that are of a verb, and end a noun phrase on its left.
pub(super) fn is_verb_helper(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "were"
            | "are"
            | "be"
            | "been"
            | "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "can"
            | "could"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "does"
            | "do"
            | "said"
            | "says"
    )
}

/// What may stand between a speaker and the verb.
pub(super) fn is_helper(word: &str) -> bool {
    (word.ends_with("ly") && !is_capital(word) && word.len() > 4)
        || matches!(
            word,
            "also"
                | "then"
                | "later"
                | "has"
                | "have"
                | "had"
                | "is"
                | "was"
                | "were"
                | "are"
                | "would"
                | "will"
                | "did"
                | "not"
                | "never"
                | "once"
                | "since"
                | "even"
                | "been"
                | "’s"
                | "’ve"
                | "again"
                | "still"
                | "now"
                | "just"
                | "both"
                | "'s"
                | "could"
                | "should"
                | "may"
                | "might"
                | "does"
                | "do"
                | "n’t"
                | "n't"
                | "himself"
                | "herself"
                | "already"
                | "first"
        )
}
