//! Who speaks: the noun phrase beside a cue.

use core::ops::Range;

use super::small::{
    is_boundary, is_clause_word, is_determiner, is_helper, is_opening, is_pronoun, is_source, is_verb_helper,
};
use crate::cluster::around::{Around, is_capital, is_joint, is_possessive, is_title, is_word};
use crate::cluster::words::{BODIES, CUES, TITLES};
use crate::label::Label;

/// How far from its cue a speaker is looked for, in tokens.
const REACH: usize = 16;
/// How far an apposition may part a name from its cue.
const FAR: usize = 40;

/// The noun phrases of one sentence, or of several within one pair of marks.
#[derive(Clone, Copy)]
pub(super) struct Nouns<'a, 't> {
    pub(super) around: Around<'a, 't>,
}

impl<'t> Nouns<'_, 't> {
    fn token(&self, at: usize) -> &'t str {
        self.around.token(at)
    }

    /// A person or a body: what may speak.
    fn voice_at(&self, at: usize) -> Option<Range<usize>> {
        let (_, entity) = self.around.name_at(at)?;
        matches!(
            entity.label,
            Label::Person | Label::Org | Label::Gpe | Label::Norp | Label::Fac | Label::Loc | Label::Custom
        )
        .then(|| self.around.tokens(entity.span))
    }

    pub(super) fn person_at(&self, at: usize) -> Option<Range<usize>> {
        let (_, entity) = self.around.name_at(at)?;
        matches!(entity.label, Label::Person | Label::Org).then(|| self.around.tokens(entity.span))
    }

    /// The speaker before a verb: "the ministry also said", "Ana Ruiz, the
    /// mayor, said", "who said".
    /// Counter-example: "and said" has its speaker further back.
    pub(super) fn before(&self, verb: usize, start: usize) -> Option<Range<usize>> {
        let mut end = verb;
        while end > start && is_helper(self.token(end - 1)) {
            end -= 1;
        }
        end = self.before_time(end, start);
        if end > start && self.token(end - 1) == ")" {
            // "Ana Ruiz (R-Ariz.) said"
            let open = (start.max(end.saturating_sub(8))..end).rev().find(|&at| self.token(at) == "(")?;
            end = open;
        }
        if end > start && matches!(self.token(end - 1), "," | "—" | "–") {
            return self.apposed(end - 1, start);
        }
        if end == start {
            return None;
        }
        match self.token(end - 1) {
            "who" => Some(end - 1..end),
            // "the union, which said"
            "which" if end > start + 2 && self.token(end - 2) == "," => {
                self.voice_at(end - 3).filter(|name| name.end == end - 2)
            }
            // "the report, which said": it says nothing of its own.
            "and" | "but" | "or" | "to" | "not" | "which" | "that" => None,
            _ => self.phrase(end, start.max(end.saturating_sub(REACH))),
        }
    }

    /// Where what is said of the time of speaking begins: "Ana Ruiz on Sunday
    /// evening said".
    /// Counter-example: "the report of January said".
    fn before_time(&self, end: usize, start: usize) -> usize {
        let Some(at) = end.checked_sub(1).filter(|&at| at >= start) else { return end };
        let time = self.around.entity_at(at).and_then(|number| self.around.entities.get(number));
        let Some(time) = time.filter(|time| matches!(time.label, Label::Date | Label::Time)) else {
            return end;
        };
        let first = self.around.tokens(time.span).start;
        let mut from = first;
        while from > start && matches!(self.token(from - 1), "on" | "late" | "early") {
            from -= 1;
        }
        let of = from == first && first > start && matches!(self.token(first - 1), "of" | "from" | "for");
        if of || from == start { end } else { from }
    }

    /// The name that an apposition parts from its verb; its comma is at `comma`.
    fn apposed(&self, comma: usize, start: usize) -> Option<Range<usize>> {
        let floor = start.max(comma.saturating_sub(FAR));
        // "Her spokesman, Ana Ruiz, said"
        if let Some(name) = comma.checked_sub(1).and_then(|at| self.person_at(at))
            && name.start > floor
            && self.token(name.start - 1) == ","
            && self.around.name_at(name.start).is_some_and(|(_, entity)| entity.label == Label::Person)
        {
            return Some(name.start..comma);
        }
        let mut first = comma;
        let mut found = None;
        while first > floor {
            first -= 1;
            if !matches!(self.token(first), "," | "(" | "—" | "–") {
                continue;
            }
            let before = first.checked_sub(1).filter(|&at| at >= start)?;
            match self.person_at(before) {
                Some(name) if name.end == first => {
                    found = Some(self.phrase(first, start.max(first.saturating_sub(REACH)))?);
                    let label = self.around.name_at(before).map(|(_, entity)| entity.label);
                    if label == Some(Label::Person) {
                        break;
                    }
                }
                // "The head of the agency, a former judge, said"
                _ if found.is_none() && !self.is_adverbial(first, comma) && is_word(self.token(before)) => {
                    found = self.phrase(first, start.max(first.saturating_sub(REACH))).filter(|noun| {
                        let last = self.token(noun.end - 1);
                        is_title(last)
                            || is_source(last)
                            || BODIES.has(last)
                            || self.voice_at(noun.end - 1).is_some()
                    });
                }
                _ => {}
            }
        }
        found
    }

    /// The comma after what the comma at `comma` parts from the speaker, where
    /// it says who that is: "according to his coach, Ana Ruiz of Acme, …", "to
    /// Ana Ruiz, the coach, …".
    /// Counter-examples: "according to police, Ana Ruiz, 34, …"; "to the Treasury,
    /// the talks took in ministers of Peru, Chile …".
    pub(super) fn apposition(&self, speaker: &Range<usize>, comma: usize, end: usize) -> Option<usize> {
        let next = (comma + 1..end.min(comma + REACH)).find(|&at| self.token(at) == ",")?;
        let titled = is_title(self.token(speaker.end - 1)) && self.person_at(speaker.end - 1).is_none();
        let named = self.voice_at(comma + 1).is_some_and(|name| name.end <= next);
        let person =
            self.around.name_at(speaker.end - 1).is_some_and(|(_, name)| name.label == Label::Person);
        let described = is_determiner(self.token(comma + 1))
            && (comma + 1..next)
                .take_while(|&at| !is_verb_helper(self.token(at)) && !CUES.has(self.token(at)))
                .any(|at| TITLES.has(self.token(at)));
        (titled && named || person && described).then_some(next)
    }

    /// Whether what stands between two commas is no description of a noun: "up
    /// 6 percent since May".
    fn is_adverbial(&self, from: usize, to: usize) -> bool {
        let first = self.token(from + 1);
        to <= from + 1
            || !(is_capital(first)
                || matches!(
                    first,
                    "a" | "an"
                        | "the"
                        | "who"
                        | "which"
                        | "one"
                        | "his"
                        | "her"
                        | "its"
                        | "their"
                        | "former"
                        | "then"
                        | "speaking"
                        | "asking"
                        | "declining"
                )
                || is_title(first))
    }

    /// The noun phrase that ends at `end`.
    pub(super) fn phrase(&self, end: usize, floor: usize) -> Option<Range<usize>> {
        let last = end.checked_sub(1).filter(|&at| at >= floor)?;
        let word = self.token(last);
        // "people I know think"
        let verb = !is_capital(word)
            && !is_title(word)
            && CUES.get(word).is_some_and(|marks| marks.starts_with('m') && !marks.contains('n'));
        if !is_word(word) || is_clause_word(word) || verb {
            return None;
        }
        if is_pronoun(word) {
            return Some(last..end);
        }
        let mut start = self.voice_at(last).map_or(last, |name| name.start.max(floor));
        // "some", "many", "officials": a noun of its own.
        while start > floor {
            let before = start - 1;
            let word = self.token(before);
            if is_boundary(word) || is_pronoun(word) || is_verb_helper(word) {
                break;
            }
            if is_determiner(word) {
                start = before;
                // "all the ministers", "several of the ministers"
                let linked =
                    start > floor && matches!(self.token(start - 1), "of" | "for" | "at" | "in" | "to");
                if !linked {
                    break;
                }
                continue;
            }
            if let Some(name) = self.voice_at(before) {
                start = name.start.max(floor);
                continue;
            }
            if is_joint(word) || word == "from" {
                // "a spokesman for Acme": a noun before the joint; not "on Friday officials".
                let noun = before.checked_sub(1).filter(|&at| at >= floor).map_or("", |at| self.token(at));
                if !is_word(noun)
                    || is_clause_word(noun)
                    || (is_capital(noun) && !is_title(noun) && word != "of")
                    || is_verb_helper(noun)
                {
                    break;
                }
                start = before;
                continue;
            }
            if word.ends_with("ly") && !is_capital(word)
                || CUES.has(word) && !is_title(word) && !is_capital(word)
            {
                break;
            }
            if is_word(word) || is_possessive(word) || matches!(word, "-" | "&" | "/") {
                start = before;
                continue;
            }
            break;
        }
        while start + 1 < end
            && (is_opening(self.token(start))
                || is_joint(self.token(start))
                || matches!(self.token(start), "from" | "and"))
        {
            start += 1;
        }
        (start < end).then_some(start..end)
    }

    /// The speaker after a verb, or after "according to".
    pub(super) fn after(&self, start: usize, end: usize, bare: bool) -> Option<Range<usize>> {
        let ceiling = end.min(start + REACH);
        let first = self.token(start);
        let noun = is_capital(first) || is_determiner(first) || is_pronoun(first) || is_title(first) || bare;
        if !noun || start >= ceiling || !is_word(first) {
            return None;
        }
        if is_pronoun(first) && !matches!(first, "his" | "her" | "their" | "its" | "His" | "Her") {
            return Some(start..start + 1);
        }
        let mut stop = start;
        while stop < ceiling {
            if let Some(name) = self.voice_at(stop) {
                stop = name.end.max(stop + 1);
                continue;
            }
            let word = self.token(stop);
            if is_boundary(word)
                || matches!(
                    word,
                    "." | "in"
                        | "on"
                        | "during"
                        | "who"
                        | "at"
                        | "and"
                        | "citing"
                        | "late"
                        | "earlier"
                        | "last"
                ) && stop > start
            {
                break;
            }
            stop += 1;
        }
        (stop > start).then_some(start..self.named(start, stop, end))
    }

    /// Where the name of one who is told by the office ends: "said its head,
    /// General Ana Ruiz."
    /// Counter-example: "said the mayor, Ana Ruiz having left".
    fn named(&self, start: usize, stop: usize, end: usize) -> usize {
        if self.token(stop) != "," || !is_title(self.token(stop - 1)) || !is_determiner(self.token(start)) {
            return stop;
        }
        let first = (stop + 1..end.min(stop + 4))
            .find(|&at| !(is_capital(self.token(at)) && is_title(self.token(at))));
        let name = first.and_then(|at| self.person_at(at));
        let closed = |name: &Range<usize>| name.end >= end || matches!(self.token(name.end), "." | "," | ";");
        name.filter(closed).map_or(stop, |name| name.end)
    }

    /// Whether the words after a cue are its speaker and no clause: "said Ana
    /// Ruiz of the union.", "said the minister."
    /// Counter-example: "said Kenya would win".
    pub(super) fn is_inverted(&self, noun: &Range<usize>, end: usize) -> bool {
        let next = self.token(noun.end);
        noun.end >= end
            || is_boundary(next) && !matches!(next, "that" | "than")
            || matches!(
                next,
                "." | "?" | "!" | "of" | "who" | "in" | "on" | "at" | "during" | "late" | "last" | "earlier"
            )
    }
}
