//! Who says what: a cue, the speaker beside it, and what is said.

use core::ops::Range;

use super::clause::Clauses;
use super::cue::{self, Class, Cue};
use super::marks::{Marked, is_pause};
use super::noun::Nouns;
use super::small::{is_opening, is_pronoun};
use super::{QuoteData, QuoteKind, SpeakerData};
use crate::cluster::around::{Around, is_possessive, is_title};
use crate::cluster::words::CUES;
use crate::entity::EntityData;
use crate::label::Label;
use crate::sentence::SentenceKind;
use crate::span::Span;
use crate::text::Parsed;

pub(super) struct Reader<'a, 't> {
    pub(super) parsed: &'a Parsed<'t>,
    pub(super) nouns: Nouns<'a, 't>,
    pub(super) clauses: Clauses<'a, 't>,
    pub(super) quotes: Vec<QuoteData>,
    /// The speaker of what is read, whom "and said" and "adding" mean.
    pub(super) speaker: Option<Range<usize>>,
    /// "The minister said:" before a quotation in a paragraph of its own.
    pub(super) announced: Option<(Range<usize>, Range<usize>)>,
    /// The paragraph of the last quotation.
    pub(super) paragraph: u32,
}

/// What is read at a time: a sentence, or the sentences that one pair of marks
/// reaches over.
pub(super) struct Unit<'m> {
    pub(super) tokens: Range<usize>,
    pub(super) marked: &'m [Marked],
    pub(super) paragraph: u32,
    heading: bool,
}

/// Every quotation, in order of its start.
pub(super) fn find(parsed: &Parsed<'_>, entities: &[EntityData], marked: &[Marked]) -> Vec<QuoteData> {
    let around = Around { parsed, entities };
    let mut reader = Reader {
        parsed,
        nouns: Nouns { around },
        clauses: Clauses { around },
        quotes: Vec::new(),
        speaker: None,
        announced: None,
        paragraph: 0,
    };
    let mut next = 0;
    let mut sentence = 0;
    while let Some(data) = parsed.sentences.get(sentence) {
        let mut tokens = parsed.tokens_of(sentence);
        let first = next;
        let (paragraph, heading) = (data.paragraph, data.kind == SentenceKind::Heading);
        sentence += 1;
        loop {
            while let Some(mark) = marked.get(next)
                && mark.outer.start < tokens.end
            {
                next += 1;
            }
            let open = marked
                .get(first..next)
                .and_then(<[Marked]>::last)
                .is_some_and(|mark| mark.outer.end > tokens.end);
            let follows = parsed.sentences.get(sentence).map(|data| data.paragraph);
            if !open || follows != Some(paragraph) {
                break;
            }
            tokens.end = parsed.tokens_of(sentence).end;
            sentence += 1;
        }
        let marked = marked.get(first..next).unwrap_or(&[]);
        reader.unit(&Unit { tokens, marked, paragraph, heading });
    }
    let mut quotes = reader.quotes;
    quotes.sort_by_key(|quote| quote.content.first().map_or(0, |span| span.start()));
    quotes
}

impl<'t> Reader<'_, 't> {
    pub(super) fn token(&self, at: usize) -> &'t str {
        self.parsed.token(at)
    }

    fn unit(&mut self, unit: &Unit<'_>) {
        if unit.tokens.is_empty() {
            return;
        }
        // Marks all through: it goes on from the quotation before.
        if let [only] = unit.marked
            && only.outer.start == unit.tokens.start
            && (only.outer.end..unit.tokens.end).all(|at| matches!(self.token(at), "." | "!" | "?"))
        {
            self.go_on(only, unit.paragraph);
            return;
        }
        if self.signed(unit) {
            return;
        }
        self.announced = None;
        self.speaker = None;
        let mut marks = unit.marked.iter().peekable();
        let mut taken = self.clauses.after_dateline(&unit.tokens);
        let mut at = unit.tokens.start;
        while at < unit.tokens.end {
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
            if let Some(end) = self.cue(at, taken, unit) {
                taken = taken.max(end);
                at = end.max(at + 1);
            } else {
                at += 1;
            }
        }
        self.captioned(unit, taken);
    }

    /// Reads the cue at `at`, if one is there; where its quotation ends.
    fn cue(&mut self, at: usize, taken: usize, unit: &Unit<'_>) -> Option<usize> {
        let read = cue::read(&self.nouns, at, &unit.tokens, unit.heading)?;
        let tokens = &unit.tokens;
        let according = read.class == Class::According;
        let lead = if at > tokens.start { self.token(at - 1) } else { "" };
        let cue = read.tokens.clone();
        let noun_after = || self.nouns.after(cue.end, tokens.end, according);
        let floor = unit
            .marked
            .get(..unit.marked.partition_point(|mark| mark.outer.end <= at))
            .and_then(<[Marked]>::last);
        let floor = floor.map_or(tokens.start, |mark| mark.outer.end);
        let after_marks = at == floor && floor > tokens.start;
        let elided = matches!(lead, "and" | "but" | "then" | "also")
            || (read.is_participle()
                && (matches!(lead, "," | "and") || after_marks && self.speaker.is_some()));
        // "They had won, said a witness in the room.": what follows is no content.
        let mut last = false;
        let speaker = if according {
            noun_after()?
        } else {
            let inverted = || noun_after().filter(|noun| self.nouns.is_inverted(noun, tokens.end));
            let turned = read.speaks()
                && !read.is_participle()
                && (lead == "," || after_marks || is_pause(self.parsed, at.saturating_sub(1)));
            let before = self.nouns.before(at, floor.max(taken.min(at)));
            match (turned.then(inverted).flatten(), before) {
                (Some(after), None) => {
                    last =
                        matches!(self.token(after.end), "in" | "on" | "at" | "during" | "last" | "earlier");
                    after
                }
                (_, Some(before)) => before,
                (None, None) if elided && self.speaker.is_some() => self.speaker.clone()?,
                (None, None) if elided => {
                    self.nouns.before(at, tokens.start).or_else(|| self.subject(tokens, at))?
                }
                (None, None) => return None,
            }
        };
        let elided = speaker.end < taken;
        let (beside, said) = if elided {
            (cue.start, cue.end)
        } else {
            (cue.start.min(speaker.start), cue.end.max(speaker.end))
        };
        let told = said;
        let said = self.clauses.after_adverbials(said, tokens.end, read.class == Class::Hearer);
        self.speaker = Some(speaker.clone());
        let first = unit.marked.partition_point(|mark| mark.outer.start < taken);
        let rest = unit.marked.get(first..).unwrap_or(&[]);
        let before =
            rest.partition_point(|mark| mark.outer.end <= beside).checked_sub(1).and_then(|at| rest.get(at));
        let after = rest.get(rest.partition_point(|mark| mark.outer.start < said));
        if let Some(mark) = before
            && beside - mark.outer.end <= 2
            && !read.is_participle()
            && mark.pauses(self.parsed)
        {
            return Some(self.quoted(mark, rest, taken, cue, &speaker, unit));
        }
        if let Some(mark) = after
            && !according
            && let Some(end) = self.marked_after(mark, rest, said, &read, &speaker, unit)
        {
            return Some(end);
        }
        // "She said:" before a paragraph in marks.
        if self.token(tokens.end - 1) == ":" && !according && tokens.end - cue.end < 14 {
            self.announced = Some((cue, speaker));
            return Some(tokens.end);
        }
        if read.class == Class::Words && !read.calls && !read.object && self.token(said) != "about" {
            return None;
        }
        if according && at == tokens.start {
            let comma = (speaker.end..tokens.end).find(|&at| self.token(at) == ",")?;
            let apposed = self.nouns.apposition(&speaker, comma, tokens.end);
            let speaker = speaker.start..apposed.unwrap_or(speaker.end);
            let content = self.clauses.whole(apposed.unwrap_or(comma) + 1..tokens.end);
            return self.indirect(content, cue, &speaker, unit).map(|()| tokens.end);
        }
        let open = matches!(self.token(beside.saturating_sub(1)), "," | "—" | "–") && beside > taken;
        let tail = self.clauses.whole(said..tokens.end);
        // "The road is closed, police said in a statement."
        let pause = said < tokens.end && matches!(self.token(said), "," | "." | ";")
            || open && self.clauses.is_circumstance(&tail);
        // "But, she said, they had won."
        if !according
            && !elided
            && open
            && said == told
            && read.speaks()
            && self.token(said) == ","
            && (beside - taken < 8 || goes_on(self.token(said + 1)))
        {
            let start = self.clauses.whole(taken..beside);
            let end = self.clauses.cut(said + 1..tokens.end, false, rest);
            if end.len() > 1 && !CUES.has(self.token(end.start)) {
                let mut content = vec![self.span(&start), self.span(&end)];
                if is_opening(self.token(start.start)) {
                    content.remove(0);
                }
                self.push(content, QuoteKind::Indirect, Some(&cue), Some(&speaker), true, unit.paragraph);
                return Some(end.end);
            }
        }
        if !according && !pause && !last {
            let content = self.clauses.cut(said..tokens.end, read.class == Class::Hearer || read.calls, rest);
            if self.clauses.is_said(&content, &read) {
                let content = self.clauses.object(content);
                let end = content.end;
                return self.indirect(content, cue, &speaker, unit).map(|()| end);
            }
        }
        // "They had won, she said."
        // "They are poor, studies have shown."
        let shown = read.class == Class::Thought && self.token(said) == ".";
        if elided || !(according || (open && (read.speaks() || shown) && !read.is_participle())) {
            return None;
        }
        let content = self.clauses.after_joint(self.clauses.whole(taken..beside));
        if content.len() > 2 && self.clauses.is_clause(&content) {
            self.indirect(content, cue, &speaker, unit)?;
            return Some(said);
        }
        None
    }

    /// “We won,” she said. “We did.”
    /// With words before the marks, as in "They had “won the day,” she said",
    /// it is mixed.
    fn quoted(
        &mut self,
        mark: &Marked,
        rest: &[Marked],
        taken: usize,
        cue: Range<usize>,
        speaker: &Range<usize>,
        unit: &Unit<'_>,
    ) -> usize {
        let first = rest.first().unwrap_or(mark);
        let lead = self.clauses.whole(taken..first.outer.start);
        let small = self.token(first.inner.start).starts_with(char::is_lowercase);
        if small && lead.len() > 1 && !CUES.has(self.token(lead.end - 1)) {
            let content = vec![self.span(&(lead.start..mark.outer.end))];
            self.push(content, QuoteKind::Mixed, Some(&cue), Some(speaker), mark.closed, unit.paragraph);
            return cue.end.max(speaker.end);
        }
        let long = |other: &&Marked| other.inner.len() > 1 || other.outer.start == unit.tokens.start;
        // Later pieces are read with it up to the next cue.
        let said = cue.end.max(speaker.end);
        let stop = self.clauses.next_cue(said, unit.tokens.end, rest);
        let pieces = || rest.iter().filter(long).filter(|other| other.outer.start < stop);
        let content: Vec<Span> = pieces().map(|other| self.span(&other.inner)).collect();
        let closed = pieces().all(|other| other.closed);
        self.push(content, QuoteKind::Direct, Some(&cue), Some(speaker), closed, unit.paragraph);
        stop
    }

    /// The words after a cue that has marks after it: direct where they follow
    /// it at once, else mixed; none where the marks are another clause's.
    fn marked_after(
        &mut self,
        mark: &Marked,
        rest: &[Marked],
        said: usize,
        read: &Cue<'_>,
        speaker: &Range<usize>,
        unit: &Unit<'_>,
    ) -> Option<usize> {
        let gap = mark.outer.start - said;
        let that = (said..mark.outer.start.min(said + 64)).any(|at| self.token(at) == "that");
        let stop = matches!(self.token(mark.outer.start.wrapping_sub(1)), "," | ":");
        let whole = mark.inner.len() > 4 || read.class != Class::Words;
        if whole && (gap == 0 || (stop && !that && read.speaks())) && (gap < 12) {
            let after = rest.partition_point(|other| other.outer.start < mark.outer.start);
            let end = self.clauses.next_cue(mark.outer.end, unit.tokens.end, rest);
            let pieces = || rest.iter().skip(after).filter(|other| other.outer.start < end);
            let content = pieces().map(|other| self.span(&other.inner)).collect();
            let closed = pieces().all(|other| other.closed);
            self.push(content, QuoteKind::Direct, Some(&read.tokens), Some(speaker), closed, unit.paragraph);
            return Some(end);
        }
        let content = self.clauses.cut(said..unit.tokens.end, read.class == Class::Hearer, rest);
        if mark.outer.start >= content.end || content.is_empty() {
            return None;
        }
        if read.class == Class::Thought && !that && gap > 3 {
            return None;
        }
        let end = content.end;
        let kind = QuoteKind::Mixed;
        self.push(
            vec![self.span(&content)],
            kind,
            Some(&read.tokens),
            Some(speaker),
            mark.closed,
            unit.paragraph,
        );
        Some(end)
    }

    fn indirect(
        &mut self,
        content: Range<usize>,
        cue: Range<usize>,
        speaker: &Range<usize>,
        unit: &Unit<'_>,
    ) -> Option<()> {
        if content.len() < 2 {
            return None;
        }
        let span = self.span(&content);
        let marked = unit.marked.get(unit.marked.partition_point(|mark| mark.outer.start < content.start));
        let kind = match marked {
            Some(mark) if mark.outer.end <= content.end && mark.inner.len() > 1 => QuoteKind::Mixed,
            _ => QuoteKind::Indirect,
        };
        self.push(vec![span], kind, Some(&cue), Some(speaker), true, unit.paragraph);
        Some(())
    }

    /// The first noun of the sentence: whom a participle means, as in "The
    /// ministry closed the port, saying that …".
    fn subject(&self, tokens: &Range<usize>, before: usize) -> Option<Range<usize>> {
        let name = (tokens.start..before.min(tokens.start + 12)).find_map(|at| {
            let pronoun = || is_pronoun(self.token(at)).then(|| at..at + 1);
            // "The nominee presented his plan and vowed to …"
            let opens = matches!(self.token(tokens.start), "The" | "A" | "An")
                && at < tokens.start + 5
                && is_title(self.token(at));
            self.nouns.person_at(at).or_else(pronoun).or_else(|| opens.then_some(tokens.start..at + 1))
        })?;
        (name.end <= before).then_some(name)
    }

    pub(super) fn span(&self, tokens: &Range<usize>) -> Span {
        self.parsed.span(tokens.start).join(self.parsed.span(tokens.end.saturating_sub(1).max(tokens.start)))
    }

    pub(super) fn push(
        &mut self,
        content: Vec<Span>,
        kind: QuoteKind,
        cue: Option<&Range<usize>>,
        speaker: Option<&Range<usize>>,
        closed: bool,
        paragraph: u32,
    ) {
        if content.is_empty() {
            return;
        }
        let speaker = speaker.map(|tokens| self.speaker(tokens));
        let cue = cue.map(|cue| self.span(cue));
        self.paragraph = paragraph;
        self.quotes.push(QuoteData { content, kind, cue, speaker, score: None, closed });
    }

    /// The speaker and the cluster of the name that the noun ends with: "US
    /// envoy Ana Ruiz"; of a noun before "of" the whole is somebody else.
    pub(super) fn speaker(&self, tokens: &Range<usize>) -> SpeakerData {
        let around = self.nouns.around;
        let last = tokens.end.saturating_sub(1);
        let first = around.name_at(tokens.start).filter(|(_, entity)| {
            // "Ana Ruiz of the union"; not "Ana Ruiz's widow"
            let name = around.tokens(entity.span);
            let owner = name.end < tokens.end && is_possessive(around.token(name.end));
            entity.label == Label::Person && name.start == tokens.start && !owner
        });
        let named = first.or_else(|| around.name_at(last)).filter(|(_, entity)| {
            let name = around.tokens(entity.span);
            let joint =
                name.start.checked_sub(1).filter(|&at| at > tokens.start).map_or("", |at| around.token(at));
            entity.label == Label::Person && !matches!(joint, "of" | "for" | "to")
                || !matches!(joint, "of" | "for" | "to" | "the" | "at" | "in" | "from" | "with")
                || name.start == tokens.start
                || name.start == tokens.start + 1 && joint == "the"
        });
        SpeakerData { span: self.span(tokens), cluster: named.and_then(|(_, entity)| entity.cluster) }
    }
}

/// Words that go on with a clause that ", she said," interrupts.
fn goes_on(word: &str) -> bool {
    matches!(
        word,
        "that"
            | "because"
            | "since"
            | "but"
            | "if"
            | "unless"
            | "is"
            | "are"
            | "was"
            | "were"
            | "will"
            | "would"
            | "has"
            | "have"
            | "had"
            | "can"
            | "could"
            | "should"
            | "may"
            | "must"
    )
}
