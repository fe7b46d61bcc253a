//! Who says what: a cue, the speaker beside it, and what is said.

use core::ops::Range;

use super::marks::Marked;
use super::{QuoteData, QuoteKind, SpeakerData};
use crate::cluster::ClusterData;
use crate::cluster::words::CUES;
use crate::entity::EntityData;
use crate::span::Span;
use crate::text::Parsed;

/// How far from its cue a speaker is looked for, in tokens.
const REACH: usize = 16;

struct Reader<'p, 't> {
    parsed: &'p Parsed<'t>,
    entities: &'p [EntityData],
    quotes: Vec<QuoteData>,
}

/// Every quotation, in order of its start.
pub(super) fn find(
    parsed: &Parsed<'_>,
    entities: &[EntityData],
    _clusters: &[ClusterData],
    marked: &[Marked],
) -> Vec<QuoteData> {
    let mut reader = Reader { parsed, entities, quotes: Vec::new() };
    let mut next = 0;
    let mut sentence = 0;
    while sentence < parsed.sentences.len() {
        // Sentences within one pair of marks are read as one.
        let mut unit = parsed.tokens_of(sentence);
        let first = next;
        let mut paragraph = parsed.sentences.get(sentence).map(|data| data.paragraph);
        sentence += 1;
        loop {
            while let Some(mark) = marked.get(next)
                && mark.outer.start < unit.end
            {
                next += 1;
            }
            let open = marked
                .get(first..next)
                .and_then(<[Marked]>::last)
                .is_some_and(|mark| mark.outer.end > unit.end);
            let follows = parsed.sentences.get(sentence).map(|data| data.paragraph);
            if !open || follows != paragraph {
                break;
            }
            paragraph = follows;
            unit.end = parsed.tokens_of(sentence).end;
            sentence += 1;
        }
        reader.unit(unit, marked.get(first..next).unwrap_or(&[]));
    }
    let mut quotes = reader.quotes;
    quotes.sort_by_key(|quote| quote.content.first().map_or(0, |span| span.start()));
    quotes
}

impl Reader<'_, '_> {
    fn unit(&mut self, unit: Range<usize>, marked: &[Marked]) {
        if unit.is_empty() {
            return;
        }
        // Marks all through: it goes on from the quotation before.
        if let [only] = marked
            && only.outer.start == unit.start
            && only.outer.end >= unit.end
        {
            self.go_on(only);
            return;
        }
        let mut marks = marked.iter().peekable();
        let mut taken = unit.start;
        let mut at = unit.start;
        while at < unit.end {
            if let Some(mark) = marks.peek() {
                if mark.outer.contains(&at) {
                    at = mark.outer.end;
                    continue;
                }
                if mark.outer.end <= at {
                    marks.next();
                    continue;
                }
            }
            if let Some(end) = self.cue(at, taken, &unit, marked) {
                taken = end;
                at = end.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// Reads the cue at `at`, if one is there; where its quotation ends.
    fn cue(&mut self, at: usize, taken: usize, unit: &Range<usize>, marked: &[Marked]) -> Option<usize> {
        let word = self.parsed.token(at);
        let according = word.eq_ignore_ascii_case("according") && self.parsed.token(at + 1) == "to";
        let class = if according { "s" } else { CUES.get(word)? };
        let before = if at > unit.start { self.parsed.token(at - 1) } else { "" };
        // "The State Department", "in a post on X": a name and a noun say nothing.
        let noun = word.starts_with(char::is_uppercase) && at > unit.start
            || ["a", "an", "the", "The", "A", "An", "this", "his", "her", "their", "its", "no"]
                .contains(&before);
        if noun && !according {
            return None;
        }
        let (cue, speaker) = if according {
            (at..at + 2, self.noun_after(at + 2, unit.end)?)
        } else {
            match self.noun_before(at, unit.start) {
                Some(noun) => (at..at + 1, noun),
                None if matches!(class, "s" | "t") => (at..at + 1, self.noun_after(at + 1, unit.end)?),
                None => return None,
            }
        };
        let said = cue.end.max(speaker.end);
        let beside = cue.start.min(speaker.start);
        let before = marked.partition_point(|mark| mark.outer.end <= beside).checked_sub(1);
        let before = before.and_then(|at| marked.get(at)).filter(|mark| mark.outer.start >= taken);
        let after = marked.get(marked.partition_point(|mark| mark.outer.start < said));
        let pieces = || marked.iter().filter(|mark| mark.outer.start >= taken);
        if let Some(mark) = before
            && beside - mark.outer.end <= 2
            && self.breaks(mark.inner.end - 1, mark.outer.end + 1)
        {
            // “We won,” she said. “We did.”
            let content: Vec<Span> = pieces()
                .filter(|mark| mark.inner.len() > 1 || mark.outer.start == unit.start)
                .map(|mark| self.join(&mark.inner))
                .collect();
            let closed = pieces().all(|mark| mark.closed);
            self.push(content, QuoteKind::Direct, cue, speaker, closed);
            return Some(unit.end);
        }
        if let Some(mark) = after {
            let gap = mark.outer.start - said;
            let that = (said..mark.outer.start).any(|at| self.parsed.token(at) == "that");
            let stop = (said..mark.outer.start)
                .next_back()
                .is_some_and(|at| matches!(self.parsed.token(at), "," | ":"));
            if gap == 0 || (stop && !that && matches!(class, "s" | "t")) {
                let whole = mark.inner.len() > 4;
                if whole || class != "q" {
                    let content = marked
                        .iter()
                        .filter(|other| other.outer.start >= mark.outer.start)
                        .map(|other| self.join(&other.inner))
                        .collect();
                    self.push(content, QuoteKind::Direct, cue, speaker, mark.closed);
                    return Some(unit.end);
                }
            }
            let kind = QuoteKind::Mixed;
            let content = self.clause(said..unit.end);
            self.push(vec![self.join(&content)], kind, cue, speaker, mark.closed);
            return Some(unit.end);
        }
        if class == "q" {
            return None;
        }
        let content = self.clause(said..unit.end);
        let that = content.start > 0 && self.parsed.token(content.start) == "that";
        let goes_on = content.len() > 2 && !self.breaks(said, said + 1);
        if goes_on && !according && (class == "s" || class == "t" || that) {
            self.push(vec![self.join(&content)], QuoteKind::Indirect, cue, speaker, true);
            return Some(unit.end);
        }
        if according && at == unit.start {
            let start = (said..unit.end).find(|&at| self.parsed.token(at) == ",")? + 1;
            let content = self.clause(start..unit.end);
            self.push(vec![self.join(&content)], QuoteKind::Indirect, cue, speaker, true);
            return Some(unit.end);
        }
        // "They had won, she said."
        let end = if according || self.parsed.token(beside.saturating_sub(1)) == "," {
            beside
        } else {
            return None;
        };
        let content = self.clause(taken..end);
        if content.len() > 2 {
            self.push(vec![self.join(&content)], QuoteKind::Indirect, cue, speaker, true);
            return Some(said);
        }
        None
    }

    /// A quotation without a cue: the next piece of the one before, where that
    /// was direct and stands in the same paragraph or did not close; else the
    /// same speaker's, in a paragraph of its own.
    fn go_on(&mut self, mark: &Marked) {
        let span = self.join(&mark.inner);
        if let Some(last) = self.quotes.last_mut()
            && last.kind == QuoteKind::Direct
        {
            last.content.push(span);
            last.closed = mark.closed || (mark.goes_on && last.closed);
        } else if mark.inner.len() > 4 {
            self.quotes.push(QuoteData {
                content: vec![span],
                kind: QuoteKind::Direct,
                cue: None,
                speaker: None,
                score: None,
                closed: mark.closed,
            });
        }
    }

    /// The noun before a verb: "the ministry also said", "Ana Ruiz, the
    /// mayor, said".
    fn noun_before(&self, verb: usize, start: usize) -> Option<Range<usize>> {
        let floor = start.max(verb.saturating_sub(REACH));
        let mut end = verb;
        while end > floor && self.is_helper(end - 1) {
            end -= 1;
        }
        if end > floor && self.parsed.token(end - 1) == "," {
            // An apposition stands between: what is before it speaks.
            let comma = (floor..end - 1).rev().find(|&at| self.parsed.token(at) == ",");
            match comma {
                Some(comma) if comma > floor => end = comma,
                _ => return None,
            }
        }
        if end > floor
            && matches!(self.parsed.token(end - 1), "who" | "which" | "and" | "but" | "to" | "that")
        {
            return None;
        }
        let begin = (floor..end).rev().find(|&at| self.is_boundary(at)).map_or(floor, |at| at + 1);
        self.noun(begin..end)
    }

    fn noun_after(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let ceiling = end.min(start + REACH);
        let first = self.parsed.token(start);
        let noun = first.starts_with(|c: char| c.is_uppercase())
            || matches!(
                first,
                "the" | "a" | "an" | "one" | "another" | "he" | "she" | "they" | "his" | "her" | "their"
            )
            || self.parsed.token(start.saturating_sub(1)) == "to";
        if !noun {
            return None;
        }
        let stop = (start..ceiling)
            .find(|&at| {
                self.is_boundary(at) || matches!(self.parsed.token(at), "." | "in" | "on" | "during" | "who")
            })
            .unwrap_or(ceiling);
        self.noun(start..stop)
    }

    fn noun(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let last = self.parsed.token(tokens.end.checked_sub(1)?);
        (!tokens.is_empty() && last.starts_with(char::is_alphanumeric)).then_some(tokens)
    }

    fn is_helper(&self, at: usize) -> bool {
        let word = self.parsed.token(at);
        word.ends_with("ly")
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
                    | "would"
                    | "will"
                    | "did"
                    | "not"
            )
    }

    fn is_boundary(&self, at: usize) -> bool {
        matches!(
            self.parsed.token(at),
            "," | ";"
                | ":"
                | "—"
                | "–"
                | "("
                | ")"
                | "”"
                | "\""
                | "’"
                | "»"
                | "“"
                | "but"
                | "that"
                | "because"
                | "when"
                | "while"
                | "as"
                | "if"
                | "after"
                | "which"
                | "before"
                | "than"
        )
    }

    /// Whether a mark that parts clauses is among the tokens.
    fn breaks(&self, from: usize, to: usize) -> bool {
        (from..to)
            .any(|at| matches!(self.parsed.token(at), "," | "." | "!" | "?" | "…" | "..." | "—" | "–" | "-"))
    }

    /// Without the marks at both ends; from "that" on, where it comes soon.
    fn clause(&self, tokens: Range<usize>) -> Range<usize> {
        let Range { mut start, mut end } = tokens;
        while start < end && matches!(self.parsed.token(start), "," | ":" | "-" | "—" | "–") {
            start += 1;
        }
        while start < end && matches!(self.parsed.token(end - 1), "." | "," | "!" | "?") {
            end -= 1;
        }
        (start..end.min(start + 8))
            .find(|&at| self.parsed.token(at) == "that")
            .map_or(start..end, |that| that..end)
    }

    fn join(&self, tokens: &Range<usize>) -> Span {
        self.parsed.span(tokens.start).join(self.parsed.span(tokens.end.saturating_sub(1).max(tokens.start)))
    }

    fn push(
        &mut self,
        content: Vec<Span>,
        kind: QuoteKind,
        cue: Range<usize>,
        speaker: Range<usize>,
        closed: bool,
    ) {
        if content.is_empty() {
            return;
        }
        let speaker = self.join(&speaker);
        let next = self.entities.partition_point(|entity| entity.span.end() <= speaker.start());
        // The last name in it that ends with it: "US envoy Ana Ruiz".
        let named = self
            .entities
            .iter()
            .skip(next)
            .take_while(|entity| entity.span.start() < speaker.end())
            .find(|entity| entity.label.is_name() && entity.span.end() >= speaker.end());
        let speaker = SpeakerData { span: speaker, cluster: named.and_then(|entity| entity.cluster) };
        let cue = Some(self.join(&cue));
        self.quotes.push(QuoteData { content, kind, cue, speaker: Some(speaker), score: None, closed });
    }
}
