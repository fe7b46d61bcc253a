//! Finding the names of a gazetteer in a text.

use super::Gazetteer;
use super::entry::CaseRule;
use super::file::{File, Record};
use super::fold::{Capitals, Folder};
use crate::entity::fold::letter;
use crate::entity::{EntityData, Source};
use crate::error::Error;
use crate::label::Label;
use crate::sentence::SentenceKind;
use crate::span::Span;
use crate::text::Parsed;

/// What others found, which decides of ambiguous names; each in order.
pub(crate) struct Evidence<'e> {
    pub(crate) tagged: &'e [EntityData],
    pub(crate) values: &'e [EntityData],
}

/// A name that ends with a token.
#[derive(Clone, Copy)]
struct Candidate {
    /// The token after the last.
    end: usize,
    record: Record,
    as_written: bool,
    capitals: Capitals,
}

/// Names within one another that are looked at, the longest; a name within
/// more others is not found where all of those are refused.
const NESTED: usize = 8;

impl Gazetteer {
    /// Appends the names in the text, in order and without overlaps.
    ///
    /// Linear in the text's length: from each token at most the longest name's
    /// bytes are read.
    ///
    /// # Errors
    ///
    /// `InvalidGazetteer` where the file is damaged; `Io` where it can no longer
    /// be read.
    pub(crate) fn find(
        &self,
        parsed: &Parsed<'_>,
        evidence: &Evidence<'_>,
        out: &mut Vec<EntityData>,
    ) -> Result<(), Error> {
        for (number, sentence) in parsed.sentences.iter().enumerate() {
            let tokens = parsed.tokens_of(number);
            let place = Place { parsed, evidence, kind: sentence.kind, first: tokens.start, end: tokens.end };
            let mut at = tokens.start;
            while at < tokens.end {
                match self.file.longest(&place, at)? {
                    Some((entity, end)) => {
                        out.push(entity);
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
        Ok(())
    }
}

impl File {
    /// The longest name that begins with token `at` and may stand there.
    fn longest(&self, place: &Place<'_>, at: usize) -> Result<Option<(EntityData, usize)>, Error> {
        let parsed = place.parsed;
        let Some(first) = parsed.token(at).chars().next() else { return Ok(None) };
        let mut lead = [0; 4];
        let lead = letter(first).encode_utf8(&mut lead).bytes().next();
        if !lead.is_some_and(|lead| self.begins(lead, first.is_lowercase())) {
            return Ok(None);
        }
        let (automaton, bytes) = (self.automaton(), self.bytes());
        let mut here = automaton.root();
        let mut folder = Folder::new();
        let mut candidates: [Option<Candidate>; NESTED] = [None; NESTED];
        let mut count = 0;
        for token in at..place.end {
            if token > at && parsed.span(token).start() > parsed.span(token - 1).end() {
                folder.blank();
            }
            // The stop of a sentence is folded away: no name ends with it.
            let (mut read, mut failed) = (false, None);
            let step = |byte| match automaton.step(bytes, here, byte) {
                Ok(Some(next)) => {
                    (here, read) = (next, true);
                    true
                }
                Ok(None) => false,
                Err(error) => {
                    failed = Some(error);
                    false
                }
            };
            let alive = folder.text(parsed.token(token), step);
            if let Some(error) = failed {
                return Err(error);
            }
            if !alive {
                break;
            }
            if read
                && let Some(first) = automaton.value(bytes, here)?
                && let Some(candidate) = self.choose(first, &folder, token + 1)?
                && let Some(slot) = candidates.get_mut(count % NESTED)
            {
                *slot = Some(candidate);
                count += 1;
            }
        }
        for index in (count.saturating_sub(NESTED)..count).rev() {
            if let Some(candidate) = candidates.get(index % NESTED).copied().flatten()
                && let Some(found) = self.accept(place, at, candidate)?
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The record of a folded name that fits the capitals best.
    fn choose(&self, first: u64, folder: &Folder, end: usize) -> Result<Option<Candidate>, Error> {
        let capitals = folder.capitals();
        let mut best = None;
        for record in self.records(first) {
            let record = record?;
            let as_written = self.as_written(record, capitals)?;
            let candidate = Candidate { end, record, as_written, capitals: capitals.0 };
            if as_written {
                return Ok(Some(candidate));
            }
            let may = match record.rule() {
                CaseRule::Exact => false,
                CaseRule::Upper => folder.is_upper(),
                CaseRule::Any => true,
            };
            if may && best.is_none() {
                best = Some(candidate);
            }
        }
        Ok(best)
    }

    fn accept(
        &self,
        place: &Place<'_>,
        at: usize,
        candidate: Candidate,
    ) -> Result<Option<(EntityData, usize)>, Error> {
        let Candidate { end, record, .. } = candidate;
        let span = place.parsed.span(at).join(place.parsed.span(end - 1));
        let Some(&(label, _)) = self.label(record) else { return Ok(None) };
        if record.is_ambiguous() && !place.agrees(at, span, label, candidate) {
            return Ok(None);
        }
        let (score, source, own) = (self.score(record)?, Source::Gazetteer, self.own(record)?.boxed());
        Ok(Some((EntityData { span, label, score, source, value: None, cluster: None, own }, end)))
    }
}

/// A sentence, and what others found in it.
struct Place<'p> {
    parsed: &'p Parsed<'p>,
    evidence: &'p Evidence<'p>,
    kind: SentenceKind,
    first: usize,
    end: usize,
}

impl Place<'_> {
    /// Whether a name that is an ordinary word too is meant as a name: the
    /// tagger says so, or its capitals, which neither its place nor its
    /// neighbours explain.
    ///
    /// "a Shell refinery"; not "Shell companies …", "in May", "MAY DAY".
    fn agrees(&self, at: usize, span: Span, label: Label, candidate: Candidate) -> bool {
        if let Some(tagged) = overlapping(self.evidence.tagged, span) {
            return tagged.span == span && (tagged.label == label || label == Label::Custom);
        }
        if overlapping(self.evidence.values, span).is_some() || !candidate.as_written {
            return false;
        }
        let neighbour = |token: Option<usize>| {
            let token = token.filter(|&token| (self.first..self.end).contains(&token));
            token.map_or("", |token| self.parsed.token(token))
        };
        let (before, after) = (neighbour(at.checked_sub(1)), neighbour(Some(candidate.end)));
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        if capital(before) || capital(after) {
            return false;
        }
        match candidate.capitals {
            // "IT" and "eBay" stand out wherever they are.
            Capitals::All | Capitals::Mixed => true,
            Capitals::None => false,
            Capitals::Title => {
                let inside =
                    before.starts_with(|c: char| c.is_lowercase() || c == ',' || c == '’' || c == '\'');
                self.kind == SentenceKind::Prose && inside
            }
        }
    }
}

/// The first of `entities`, which are in order, that shares a byte with `span`.
fn overlapping(entities: &[EntityData], span: Span) -> Option<&EntityData> {
    let from = entities.partition_point(|entity| entity.span.end() <= span.start());
    entities.get(from).filter(|entity| entity.span.overlaps(span))
}
