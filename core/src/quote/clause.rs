//! What is said: where the words of an indirect quotation begin and end.

use core::ops::Range;

use super::cue::{Class, Cue};
use super::marks::Marked;
use super::small::is_pronoun;
use crate::cluster::around::{Around, is_capital, is_determiner, is_word};

/// What is said in one go has no more tokens: a text of one sentence is read
/// in linear time.
const LONGEST: usize = 512;

/// The clauses of a text.
#[derive(Clone, Copy)]
pub(super) struct Clauses<'a, 't> {
    pub(super) around: Around<'a, 't>,
}

impl Clauses<'_, '_> {
    pub(super) fn token(&self, at: usize) -> &str {
        self.around.token(at)
    }

    /// Without the marks at both ends.
    pub(super) fn whole(&self, tokens: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = tokens;
        while start < end && matches!(self.token(start), "," | ":" | "-" | "—" | "–" | "--" | ";") {
            start += 1;
        }
        while start < end && matches!(self.token(end - 1), "." | "," | "!" | "?" | "—" | "–" | ";" | ":")
        {
            end -= 1;
        }
        start..end
    }

    /// Without the joint that it begins with: "But the road is closed, she said".
    pub(super) fn after_joint(&self, tokens: Range<usize>) -> Range<usize> {
        let joint =
            matches!(self.token(tokens.start), "But" | "And" | "So" | "Yet" | "but" | "and" | "so" | "yet");
        self.whole(tokens.start + usize::from(joint)..tokens.end.max(tokens.start + usize::from(joint)))
    }

    /// From "that" on, where it comes soon, up to the next clause of the
    /// speaker: "said that they had won and promised to …". After a `hearer`
    /// it may come later: "told a group of farmers that", "urged them to".
    pub(super) fn cut(&self, tokens: Range<usize>, hearer: bool, marked: &[Marked]) -> Range<usize> {
        let mut end = self.next_cue(tokens.start, tokens.end.min(tokens.start + LONGEST), marked);
        // “a crazy plan” — a phrase that … ; “jobs,” but he …
        let last =
            marked.get(..marked.partition_point(|mark| mark.outer.start < end)).and_then(<[Marked]>::last);
        let from = last.map_or(tokens.start, |mark| mark.outer.end).max(tokens.start);
        let turn = (from..end).find(|&at| {
            matches!(self.token(at), "—" | "―" | "--" | ";")
                || (self.token(at) == ","
                    && matches!(
                        self.token(at + 1),
                        "although"
                            | "though"
                            | "which"
                            | "who"
                            | "whereas"
                            | "even"
                            | "despite"
                            | "according"
                    ))
                || self.is_turn(at, end)
                || (self.token(at) == "but"
                    && (self.token(at.saturating_sub(1)) == "," || (at == from && last.is_some())))
        });
        end = turn.filter(|&at| at > tokens.start + 1).unwrap_or(end);
        let Range { start, end } = self.whole(tokens.start..self.before_circumstance(tokens.start, end));
        let reach = if hearer { 12 } else { 6 };
        let first = last.map_or(end, |_| {
            marked
                .get(marked.partition_point(|mark| mark.outer.start < start))
                .map_or(end, |mark| mark.outer.start)
        });
        let joint = (start..end.min(start + reach).min(first)).find(|&at| {
            (self.token(at) == "that" && self.around.name_at(at).is_none())
                || (hearer && at > start && matches!(self.token(at), "to" | "whether" | ","))
        });
        match joint.filter(|&at| self.token(at) != ",") {
            Some(joint) => joint..end,
            None => start..end,
        }
    }

    /// Whether another speaker's clause begins after the comma or joint at `at`:
    /// ", and Ana Ruiz warned that", ", while the union said".
    /// Counter-example: "and the harbour it said would close".
    fn is_turn(&self, at: usize, end: usize) -> bool {
        if !matches!(self.token(at), "," | "and" | "but" | "while" | "though" | "although" | "as") {
            return false;
        }
        let first = at
            + 1
            + usize::from(
                self.token(at) == ","
                    && matches!(self.token(at + 1), "and" | "but" | "while" | "as" | "so" | "though"),
            );
        let opens = is_pronoun(self.token(first))
            || is_determiner(self.token(first))
            || is_capital(self.token(first));
        if !opens {
            return false;
        }
        let cue = (first + 1..end.min(first + 8)).find(|&at| {
            let word = self.token(at);
            super::cue::says(word)
                && (word.ends_with("ed") || word.ends_with('s') || matches!(word, "said" | "told" | "say"))
        });
        cue.is_some_and(|cue| {
            self.around.name_at(cue - 1).is_some_and(|(_, name)| self.around.tokens(name.span).end == cue)
                || is_pronoun(self.token(cue - 1))
                || (cue > first + 1
                    && !matches!(
                        self.token(cue - 1),
                        "the"
                            | "a"
                            | "an"
                            | "of"
                            | "his"
                            | "her"
                            | "its"
                            | "their"
                            | "and"
                            | "by"
                            | "was"
                            | "were"
                            | "be"
                            | "been"
                    ))
        })
    }

    /// Where the next clause of the same speaker begins: at "and said", ",
    /// adding", ", but added".
    pub(super) fn next_cue(&self, start: usize, end: usize, marked: &[Marked]) -> usize {
        let mut mark = marked.partition_point(|mark| mark.outer.end <= start);
        let mut at = start;
        while at < end {
            if let Some(inside) = marked.get(mark)
                && at >= inside.outer.start
            {
                at = inside.outer.end.max(at + 1);
                mark += 1;
                continue;
            }
            if at > start {
                let word = self.token(at);
                let lead = self.token(at - 1);
                let joined = matches!(lead, "and" | "but") || (lead == "," && word.ends_with("ing"));
                let also = lead == "also" && matches!(self.token(at - 2), "and" | "but");
                let finite = word.ends_with("ed")
                    || word.ends_with('s')
                    || word.ends_with("ing")
                    || matches!(word, "told" | "said" | "wrote");
                if (joined || also) && finite && super::cue::says(word) && !is_capital(word) {
                    return at - 1 - usize::from(also);
                }
            }
            at += 1;
        }
        end
    }

    /// Whether the words after a cue are what is said: a clause after "that" or
    /// without it, or "to" and what is promised.
    /// Counter-examples: "added two boats"; "reported by the paper".
    pub(super) fn is_said(&self, content: &Range<usize>, cue: &Cue<'_>) -> bool {
        let first = self.token(content.start);
        if content.len() < 2 {
            return false;
        }
        if cue.calls {
            return true;
        }
        if first == "that" || matches!(first, "whether" | "why" | "how" | "if" | "what") {
            return content.len() > 2;
        }
        let says = matches!(cue.word, "say" | "says" | "said" | "saying" | "Says" | "Said");
        // "complained about the noise"
        if first == "about" && content.len() > 2 {
            return cue.speaks() || cue.class == Class::Words;
        }
        if matches!(first, "to" | "To") {
            return !says
                && cue.class != Class::Words
                && !matches!(
                    cue.word,
                    "continued"
                        | "continues"
                        | "continue"
                        | "held"
                        | "respond"
                        | "responded"
                        | "responds"
                        | "replied"
                        | "refer"
                        | "refers"
                        | "referred"
                );
        }
        if matches!(
            first,
            "by" | "on"
                | "about"
                | "for"
                | "of"
                | "as"
                | "with"
                | "from"
                | "at"
                | "into"
                | ","
                | "."
                | "and"
                | "or"
                | "than"
                | "citing"
                | "up"
        ) {
            return false;
        }
        if matches!(first, "in" | "after" | "before" | "during" | "when" | "while") && !says {
            return false;
        }
        let named =
            is_capital(first) || matches!(first, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "no");
        says && content.len() > 2
            || cue.object && (named || is_word(first))
            || cue.speaks()
                && (self.is_clause(content) || matches!(first, "it" | "he" | "she" | "they" | "there"))
            || cue.class == Class::Thought
                && content.len() > 3
                && self.is_clause(content)
                && (is_pronoun(first)
                    || first == "there"
                    || is_capital(first)
                    || is_determiner(first)
                    // "hoped buyers would": the verb is near
                    || (first.ends_with('s') && self.is_clause(&(content.start..content.start + 3))))
    }

    /// The object without what its speaker did then: "declared an emergency and
    /// flew to Lima".
    /// Counter-example: "criticised the roads and the trains".
    pub(super) fn object(&self, content: Range<usize>) -> Range<usize> {
        let clause = matches!(self.token(content.start), "that" | "to" | "whether" | "how" | "why" | "what");
        let next = (content.start + 2..content.end.saturating_sub(1))
            .find(|&at| matches!(self.token(at - 1), "and" | "but") && is_finite(self.token(at)));
        match next {
            Some(next) if !clause && !self.is_clause(&(content.start..next - 1)) => content.start..next - 1,
            _ => content,
        }
    }

    /// Whether a verb that is one by its form is soon there.
    pub(super) fn is_clause(&self, content: &Range<usize>) -> bool {
        (content.start + 1..content.end.min(content.start + 24)).any(|at| is_finite(self.token(at)))
            && (is_word(self.token(content.start))
                || matches!(self.token(content.start), "“" | "\"" | "''" | "‘" | "«"))
    }
}

/// Whether it is a verb by its form.
fn is_finite(word: &str) -> bool {
    matches!(
        word,
        "is" | "was"
            | "were"
            | "are"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "can"
            | "could"
            | "should"
            | "may"
            | "might"
            | "must"
            | "’s"
            | "'s"
            | "’re"
            | "’ll"
            | "’d"
            | "'d"
            | "'ll"
            | "'re"
            | "did"
            | "does"
            | "do"
            | "n’t"
            | "n't"
            | "to"
            | "wo"
            | "ca"
            | "went"
            | "came"
            | "took"
            | "made"
            | "left"
            | "fell"
            | "rose"
            | "won"
            | "lost"
            | "got"
            | "began"
            | "met"
            | "led"
            | "told"
            | "said"
            | "gave"
            | "broke"
            | "ran"
            | "sent"
            | "saw"
            | "knew"
            | "kept"
            | "died"
            | "fled"
            | "used"
            | "flew"
    ) || (word.ends_with("ed") && word.len() > 4 && !is_capital(word))
}
