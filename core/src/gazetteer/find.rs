//! Finding the names of a gazetteer in a text.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::entry::CaseRule;
use super::file::{File, Record};
use super::fold::{Capitals, Folder};
use super::{Gazetteer, invalid};
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
    /// `InvalidGazetteer` where the automaton is damaged under a right
    /// checksum, which only a forger brings about.
    pub(crate) fn find(
        &self,
        parsed: &Parsed<'_>,
        evidence: &Evidence<'_>,
        out: &mut Vec<EntityData>,
    ) -> Result<(), Error> {
        // The reader of crate `fst` panics on an automaton that is none.
        let mut found = Vec::new();
        let walk = AssertUnwindSafe(|| self.file.find(parsed, evidence, &mut found));
        catch_unwind(walk).map_err(|_| invalid("the automaton is damaged"))?;
        out.append(&mut found);
        Ok(())
    }
}

impl File {
    fn find(&self, parsed: &Parsed<'_>, evidence: &Evidence<'_>, out: &mut Vec<EntityData>) {
        for (number, sentence) in parsed.sentences.iter().enumerate() {
            let tokens = parsed.tokens_of(number);
            let mut at = tokens.start;
            while at < tokens.end {
                let place =
                    Place { parsed, evidence, kind: sentence.kind, first: tokens.start, end: tokens.end };
                match self.longest(&place, at) {
                    Some((entity, end)) => {
                        out.push(entity);
                        at = end;
                    }
                    None => at += 1,
                }
            }
        }
    }

    /// The longest name that begins with token `at` and may stand there.
    fn longest(&self, place: &Place<'_>, at: usize) -> Option<(EntityData, usize)> {
        let parsed = place.parsed;
        let first = parsed.token(at).chars().next()?;
        let folded = letter(first);
        let mut lead = [0; 4];
        let lead = folded.encode_utf8(&mut lead).bytes().next()?;
        if !self.begins(lead, first.is_lowercase()) {
            return None;
        }
        let automaton = self.automaton();
        let mut node = automaton.root();
        let mut output = 0;
        let mut folder = Folder::new();
        let mut candidates: [Option<Candidate>; NESTED] = [None; NESTED];
        let mut count = 0;
        for token in at..place.end {
            if token > at && parsed.span(token).start() > parsed.span(token - 1).end() {
                folder.blank();
            }
            // The stop of a sentence is folded away: no name ends with it.
            let mut read = false;
            let alive = parsed.token(token).chars().all(|c| {
                folder.push(c, |byte| match node.find_input(byte) {
                    Some(index) => {
                        read = true;
                        let transition = node.transition(index);
                        output += transition.out.value();
                        node = automaton.node(transition.addr);
                        true
                    }
                    None => false,
                })
            });
            if !alive {
                break;
            }
            if read && node.is_final() {
                let first = (output + node.final_output().value()) as usize;
                if let Some(candidate) = self.choose(first, &folder, token + 1)
                    && let Some(slot) = candidates.get_mut(count % NESTED)
                {
                    *slot = Some(candidate);
                    count += 1;
                }
            }
        }
        let newest = (count.saturating_sub(NESTED)..count).rev();
        let mut found = newest.filter_map(|index| candidates.get(index % NESTED).copied().flatten());
        found.find_map(|candidate| self.accept(place, at, candidate))
    }

    /// The record of a folded name that fits the capitals best.
    fn choose(&self, first: usize, folder: &Folder, end: usize) -> Option<Candidate> {
        let capitals = folder.capitals();
        let fits = |record: Record| {
            let as_written = self.as_written(record, capitals);
            let may = as_written
                || match record.rule() {
                    CaseRule::Exact => false,
                    CaseRule::Upper => folder.is_upper(),
                    CaseRule::Any => true,
                };
            may.then_some(Candidate { end, record, as_written, capitals: capitals.0 })
        };
        let mut fitting = self.records(first).filter_map(fits);
        let best = fitting.next()?;
        if best.as_written { Some(best) } else { fitting.find(|other| other.as_written).or(Some(best)) }
    }

    fn accept(&self, place: &Place<'_>, at: usize, candidate: Candidate) -> Option<(EntityData, usize)> {
        let Candidate { end, record, .. } = candidate;
        let span = place.parsed.span(at).join(place.parsed.span(end - 1));
        let &(label, _) = self.label(record)?;
        if record.is_ambiguous() && !place.agrees(at, span, label, candidate) {
            return None;
        }
        let (score, source, own) = (self.score(record), Source::Gazetteer, self.own(record).boxed());
        Some((EntityData { span, label, score, source, value: None, cluster: None, own }, end))
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
