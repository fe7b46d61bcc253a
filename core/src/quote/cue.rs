//! The words that say that something is said.

use core::ops::Range;

use super::noun::Nouns;
use super::small::{is_helper, is_pronoun};
use crate::cluster::around::is_capital;
use crate::cluster::words::CUES;

/// What a cue takes: see `core/data/cues.txt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Speech,
    Hearer,
    Thought,
    Words,
    According,
}

/// A cue in its place.
#[derive(Clone, Debug)]
pub(super) struct Cue<'t> {
    pub(super) word: &'t str,
    pub(super) tokens: Range<usize>,
    pub(super) class: Class,
    /// Whether a noun alone may be what is said: "denied the charges".
    pub(super) object: bool,
    /// "called for a review", "called on them to stay".
    pub(super) calls: bool,
}

impl Cue<'_> {
    /// Whether it takes any clause.
    pub(super) fn speaks(&self) -> bool {
        matches!(self.class, Class::Speech | Class::Hearer)
    }

    pub(super) fn is_participle(&self) -> bool {
        self.class != Class::According && self.word.ends_with("ing")
    }
}

/// The class of a form and whether it may be a noun, and may take one alone.
fn known(word: &str) -> Option<(Class, bool, bool)> {
    let marks = CUES.get(word)?;
    let class = match marks.bytes().next()? {
        b's' => Class::Speech,
        b't' => Class::Hearer,
        b'm' => Class::Thought,
        _ => Class::Words,
    };
    Some((class, marks.contains('n'), marks.contains('o')))
}

/// Whether a form says something, and does not only show or think it.
pub(super) fn says(word: &str) -> bool {
    known(word).is_some_and(|(class, ..)| class != Class::Thought)
}

/// The cue at `at` of the sentence `tokens`: a verb form, or "according to".
/// Counter-examples: "a report", "the state", "in one tweet": nouns; "was
/// admitted": somebody else says it.
pub(super) fn read<'t>(
    nouns: &Nouns<'_, 't>,
    at: usize,
    tokens: &Range<usize>,
    heading: bool,
) -> Option<Cue<'t>> {
    let token = |at: usize| nouns.around.token(at);
    let word = token(at);
    if word.eq_ignore_ascii_case("according") {
        let cue = Cue { word, tokens: at..at + 2, class: Class::According, object: false, calls: false };
        // "according to plan" cites nobody.
        let nobody = matches!(
            token(at + 2),
            "plan" | "schedule" | "law" | "custom" | "tradition" | "need" | "type" | "size"
        );
        return (token(at + 1) == "to" && !nobody).then_some(cue);
    }
    let (class, noun, object) = known(word)?;
    // "who asked not to be named" says nothing of the matter.
    let unnamed = |at: usize| matches!(token(at), "named" | "identified" | "anonymity" | "anonymous");
    if matches!(word, "asked" | "asking" | "requested" | "requesting") && (at + 1..at + 6).any(unnamed) {
        return None;
    }
    let before = if at > tokens.start { token(at - 1) } else { "" };
    // "Ruiz Vows to Stay" in a headline
    let titled = heading
        && (matches!(word, "Says" | "Said") && !before.is_empty()
            || (word.ends_with('s') && at.checked_sub(1).is_some_and(|at| nouns.person_at(at).is_some())));
    if is_capital(word) && !titled {
        return None;
    }
    let owned = matches!(before, "a" | "an" | "the" | "The" | "A" | "An" | "his" | "her" | "its" | "Its");
    let joined = matches!(
        before,
        "this"
            | "This"
            | "their"
            | "no"
            | "of"
            | "one"
            | "another"
            | "in"
            | "for"
            | "by"
            | "that"
            | "these"
            | "any"
            | "’s"
            | "'s"
            | "to"
            | "and"
            | "or"
            | "on"
    );
    if owned || (noun && joined) {
        return None;
    }
    let mut left = at;
    while left > tokens.start && is_helper(token(left - 1)) {
        left -= 1;
    }
    let subject = left.checked_sub(1).filter(|&at| at >= tokens.start);
    // "environmentalists worry that", "the campaign plans to", "…, studies have shown."
    let phrase = |subject: usize| {
        let plural = token(subject).len() > 3 && token(subject).ends_with('s');
        let fits = match token(at + 1) {
            "that" => plural,
            "to" => word.ends_with('s') && !plural,
            "." => plural && left < at,
            _ => false,
        };
        fits && nouns.before(left, tokens.start).is_some()
    };
    // "He tweets", "Ruiz claims": before a noun's twin stands a name or a pronoun.
    let voiced = |at: usize| {
        is_pronoun(token(at))
            || token(at) == "who"
            || nouns.person_at(at).is_some()
            || (matches!(token(at), "," | ")") && nouns.before(left, tokens.start).is_some())
            || phrase(at)
    };
    if noun && !subject.is_some_and(voiced) {
        return None;
    }
    let passive =
        (left..at).any(|at| matches!(token(at), "was" | "were" | "is" | "are" | "been" | "be" | "’s"));
    if passive && !word.ends_with("ing") {
        return None;
    }
    // "people I know": nobody is said to say it.
    let base = class == Class::Thought && !["s", "ed", "ing"].iter().any(|ending| word.ends_with(ending));
    if base && subject.is_some_and(|at| matches!(token(at), "I" | "you" | "You" | "people" | "us")) {
        return None;
    }
    let calls = word.starts_with("call") && matches!(token(at + 1), "for" | "on" | "upon");
    Some(Cue { word, tokens: at..at + 1 + usize::from(calls), class, object, calls })
}
