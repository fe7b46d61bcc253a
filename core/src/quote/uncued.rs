//! Quotations without a word that says so: they go on from the one before, are
//! signed, or stand after a name and a colon.

use super::marks::Marked;
use super::speech::{Reader, Unit};
use super::{QuoteData, QuoteKind};

/// The paragraph of a quotation that is signed: no other goes on from it.
const SIGNED: u32 = u32::MAX - 1;

impl Reader<'_, '_> {
    /// "— Ana Ruiz" on its own after a quotation without a cue.
    pub(super) fn signed(&mut self, unit: &Unit<'_>) -> bool {
        let start = unit.tokens.start;
        let dashed = matches!(self.token(start), "—" | "–" | "―" | "--" | "-");
        let name = dashed.then(|| self.nouns.person_at(start + 1)).flatten();
        let Some(name) = name.filter(|name| name.end + 2 >= unit.tokens.end) else { return false };
        let speaker = self.speaker(&name);
        if self.paragraph != unit.paragraph && self.paragraph + 1 != unit.paragraph {
            return false;
        }
        let Some(last) = self.quotes.last_mut().filter(|last| last.cue.is_none()) else { return false };
        last.speaker = Some(speaker);
        self.paragraph = SIGNED;
        true
    }

    /// "Ana Ruiz: “We go.”"
    /// Counter-example: "the verdict: “no”", whose noun is nobody.
    pub(super) fn captioned(&mut self, unit: &Unit<'_>, taken: usize) {
        // “We go.” — Ana Ruiz
        for mark in unit.marked.iter().filter(|mark| mark.outer.start >= taken && mark.inner.len() > 4) {
            let at = mark.outer.end;
            let dashed = matches!(self.token(at), "—" | "–" | "―" | "--" | "-");
            if let Some(name) = dashed.then(|| self.nouns.person_at(at + 1)).flatten()
                && mark.outer.start == unit.tokens.start
            {
                let content = vec![self.span(&mark.inner)];
                self.push(content, QuoteKind::Direct, None, Some(&name), mark.closed, unit.paragraph);
                return;
            }
        }
        let Some(mark) = unit.marked.iter().find(|mark| mark.outer.start >= taken) else { return };
        let Some(colon) = mark.outer.start.checked_sub(1).filter(|&at| self.token(at) == ":") else { return };
        let Some(name) = colon.checked_sub(1).and_then(|at| self.nouns.person_at(at)) else { return };
        let opens = name.start <= unit.tokens.start + 2 || self.token(name.start.saturating_sub(1)) == ",";
        if name.end == colon && opens && mark.inner.len() > 2 {
            let content = vec![self.span(&mark.inner)];
            self.push(content, QuoteKind::Direct, None, Some(&name), mark.closed, unit.paragraph);
        }
    }

    /// A quotation without a cue: the next piece of the one before, where that
    /// stands in the same paragraph or did not close; else of whom a line
    /// before announced, or of the same speaker.
    pub(super) fn go_on(&mut self, mark: &Marked, paragraph: u32) {
        let span = self.span(&mark.inner);
        let announced = self.announced.take();
        if let Some((cue, speaker)) = announced {
            self.push(vec![span], QuoteKind::Direct, Some(&cue), Some(&speaker), mark.closed, paragraph);
            return;
        }
        let beside = self.paragraph == paragraph;
        let next = self.paragraph + 1 == paragraph;
        if let Some(last) = self.quotes.last_mut()
            && last.kind != QuoteKind::Indirect
            && (beside || next && (mark.goes_on || !last.closed))
        {
            last.content.push(span);
            last.closed = mark.closed || (mark.goes_on && last.closed);
            self.paragraph = paragraph;
            return;
        }
        if mark.inner.len() <= 4 {
            return;
        }
        let speaker = self.quotes.last().filter(|_| beside || next).and_then(|last| last.speaker);
        self.quotes.push(QuoteData {
            content: vec![span],
            kind: QuoteKind::Direct,
            cue: None,
            speaker,
            score: None,
            closed: mark.closed,
        });
        self.paragraph = paragraph;
    }
}
