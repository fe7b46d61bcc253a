//! The walk over the candidates, and what each of them ends.

use super::SentenceData;
use super::SentenceKind;
use super::closers;
use super::decision::Decide;
use super::features::{self, Context};
use super::gap::{Gap, RUN, gap, trimmed};
use super::layout::{self, Line};
use super::list::{self, Marker};
use super::marks::{Pair, Stop, byte, line_break, pair, stop, white};
use super::opening;
use super::rules::{self, Candidate, Closer, Verdict};
use super::scan::{BLOCK, Masks, Scanner};
use super::words;
use crate::span::Span;

/// A sentence longer than this is cut at a blank: what follows may rely on
/// it, and a stream keeps no more.
pub(super) const LONGEST: usize = 1 << 16;

/// How far beyond a candidate its decision may look.
pub(super) const LOOKAHEAD: usize = 2 * RUN + 512;

/// How a sentence ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// With a blank line, or the text.
    Paragraph,
    /// With its line, or an item of a list.
    Line,
    /// With a mark, or where it became too long.
    Mark,
    /// Without one: a heading before the sentence that it is glued to.
    Glued,
}

enum Step {
    /// A mark that may end a sentence, a quotation mark, a bracket.
    Mark(usize),
    /// A word that may open a sentence though no mark is before it.
    Word(usize),
    TooLong,
    /// The candidates that can be decided by now are.
    Done,
}

/// Where the walk stands; it never goes back beyond the sentence it is in.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    scanner: Scanner,
    /// Where the block after the present one starts.
    next_block: usize,
    /// The candidates of the present block that are left.
    masks: Masks,
    /// Marks before this place are decided.
    resume: usize,
    /// The word that opens here has been decided with the mark before it.
    decided: usize,
    start: usize,
    /// Where the present line starts; before the first kept byte of a stream
    /// that is a number below 0, which wraps.
    line: usize,
    /// The longest line of the paragraph so far, in bytes.
    width: usize,
    paragraph: u32,
    context: Context,
    brackets: u8,
    /// The list marker that the present sentence opens with.
    marker: Option<Marker>,
}

impl Engine {
    pub(super) fn new() -> Self {
        Self {
            scanner: Scanner::new(),
            next_block: 0,
            masks: Masks::default(),
            resume: 0,
            decided: 0,
            start: 0,
            line: 0,
            width: 0,
            paragraph: 0,
            context: Context { opens_line: true, ..Context::default() },
            brackets: 0,
            marker: None,
        }
    }

    /// The next sentence of `text`, which must be the same at every call, or
    /// a longer one if it was not `whole`; `None` where it ends, or where
    /// more must be known of what follows.
    pub(super) fn next(
        &mut self,
        text: &[u8],
        whole: bool,
        known: &[String],
        decide: &mut impl Decide,
    ) -> Option<SentenceData> {
        let limit = if whole { usize::MAX } else { text.len().checked_sub(LOOKAHEAD)? };
        if !self.open(text, limit) {
            return None;
        }
        loop {
            let found = match self.step(text, limit) {
                Step::Mark(at) => match byte(text, at) {
                    b'.' if self.ends_line(text, at) => {
                        self.line = at + 3;
                        Some(self.emit(text, at + 1, at + 3, Ending::Paragraph))
                    }
                    b'.' if self.plain_stop(text, at, known) => {
                        self.decided = at + 2;
                        Some(self.emit(text, at + 1, at + 2, Ending::Mark))
                    }
                    b'.' | b'!' | b'?' => self.at_stop(text, at, known, decide),
                    b'"' | b'(' | b')' => self.at_pair(text, at),
                    _ if line_break(text, at) > 0 => self.at_line_break(text, at),
                    _ if stop(text, at).is_some() => self.at_stop(text, at, known, decide),
                    _ => self.at_pair(text, at),
                },
                Step::Word(at) if opening::cannot_open(text, at) => None,
                Step::Word(at) => self.at_word(text, at, decide),
                Step::TooLong => Some(self.cut(text)),
                Step::Done if whole => {
                    let end = trimmed(text, self.start, text.len());
                    Some(self.emit(text, end, text.len(), Ending::Paragraph))
                }
                Step::Done => return None,
            };
            if found.is_some() {
                return found;
            }
        }
    }

    /// How much of the text before the sentence at hand is needed no more.
    pub(super) fn spent(&self) -> usize {
        self.start.min(self.next_block.saturating_sub(BLOCK))
    }

    /// The first `bytes` of the text are gone; no more than are [`spent`](Self::spent).
    pub(super) fn forget(&mut self, bytes: usize) {
        self.next_block -= bytes;
        self.start -= bytes;
        self.resume = self.resume.saturating_sub(bytes);
        self.decided = self.decided.saturating_sub(bytes);
        self.line = self.line.wrapping_sub(bytes);
        if let Some(marker) = &mut self.marker {
            marker.end = marker.end.saturating_sub(bytes);
        }
    }

    /// Goes to the start of the next sentence; `false` where there is none
    /// before `limit`.
    fn open(&mut self, text: &[u8], limit: usize) -> bool {
        // Mostly it is there already.
        while !matches!(byte(text, self.start), b'!'..=b'~') {
            let gap = gap(text, self.start);
            if gap.lines > 0 {
                self.line = gap.last_line;
            }
            if gap.end == self.start {
                break;
            }
            self.start = gap.end;
            if gap.end >= limit {
                return false;
            }
        }
        self.resume = self.resume.max(self.start);
        if self.start >= text.len() || self.start >= limit {
            return false;
        }
        if self.marker.is_none() {
            self.marker = list::marker(text, self.start);
        }
        self.decided = self.decided.max(self.start);
        true
    }

    /// The next byte that may matter.
    fn step(&mut self, text: &[u8], limit: usize) -> Step {
        let longest = self.start + LONGEST;
        let until = text.len().min(limit).min(longest + 1);
        self.masks.keep(self.next_block, self.resume, self.decided + 1);
        loop {
            if let Some((place, word)) = self.masks.first() {
                let at = self.next_block - BLOCK + place;
                if at >= until {
                    return if at >= limit || at <= longest { Step::Done } else { Step::TooLong };
                }
                self.masks.pass(word);
                return if word { Step::Word(at) } else { Step::Mark(at) };
            }
            if self.next_block >= until {
                return if self.next_block >= limit || text.len() <= longest {
                    Step::Done
                } else {
                    Step::TooLong
                };
            }
            self.masks = self.scanner.scan(text, self.next_block);
            self.next_block += BLOCK;
            self.masks.keep(self.next_block, self.resume, self.decided + 1);
        }
    }

    fn at_pair(&mut self, text: &[u8], at: usize) -> Option<SentenceData> {
        let quote = &mut self.context.in_quote;
        match pair(text, at) {
            // `5'10"` and `17"`: inches, no quotation.
            Some((Pair::Straight, _))
                if !*quote && at > self.start && byte(text, at - 1).is_ascii_digit() => {}
            Some((Pair::Straight, _)) => *quote = !*quote,
            Some((Pair::OpenQuote, _)) => *quote = true,
            Some((Pair::CloseQuote, _)) => *quote = false,
            Some((Pair::OpenBracket, _)) => self.brackets = self.brackets.saturating_add(1),
            Some((Pair::CloseBracket, _)) => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
        self.at_marker(text, at)
    }

    /// "1) Rice 2) Beans": the next number of a list opens its next item.
    #[inline]
    fn at_marker(&mut self, text: &[u8], at: usize) -> Option<SentenceData> {
        if self.marker.is_some() { self.at_item(text, at) } else { None }
    }

    fn at_item(&mut self, text: &[u8], at: usize) -> Option<SentenceData> {
        let next = list::successor(text, self.marker.as_ref()?, at)?;
        let end = trimmed(text, self.start, next);
        (end > self.start).then(|| self.emit(text, end, next, Ending::Line))
    }

    fn at_line_break(&mut self, text: &[u8], at: usize) -> Option<SentenceData> {
        let end = trimmed(text, self.start, at);
        let gap = gap(text, end);
        self.resume = gap.end;
        if gap.lines == 0 {
            self.resume = at + 1;
            return None;
        }
        if self.goes_on(text, end, &gap, false) {
            self.decided = gap.end;
            return None;
        }
        let ending = if gap.lines < 2 { Ending::Line } else { Ending::Paragraph };
        Some(self.emit(text, end, gap.end, ending))
    }

    /// Goes to the line behind `gap`; whether the paragraph goes on in it.
    fn goes_on(&mut self, text: &[u8], end: usize, gap: &Gap, stopped: bool) -> bool {
        let length = end.wrapping_sub(self.line);
        let line =
            Line { start: self.start, length, end, next: gap.end, below: gap.last_line, width: self.width };
        self.line = gap.last_line;
        self.width = self.width.max(length);
        gap.lines < 2 && gap.end < text.len() && layout::continues(text, &line, stopped)
    }

    /// A word without a mark before it: does a sentence open here?
    fn at_word(&mut self, text: &[u8], at: usize, decide: &mut impl Decide) -> Option<SentenceData> {
        let end = trimmed(text, self.start, at);
        let marker = self.marker.map_or(0, |marker| marker.end);
        // White space of another script is no word: a line may end in it.
        if end <= self.start || at <= marker || white(text, at) > 0 {
            return None;
        }
        if self.context.opens_line && opening::is_date(text, self.start, end, at) {
            let date = self.emit(text, end, at, Ending::Glued);
            self.context.opens_line = true;
            return Some(date);
        }
        if !opening::may_open(text, self.start, end, at) {
            return None;
        }
        if self.context.opens_line
            && (layout::is_dateline(text, self.start, end) || layout::is_row(text, self.start, end, at))
        {
            return None;
        }
        let candidate = Candidate {
            start: self.start,
            stop: end,
            end,
            next: at,
            kind: None,
            marks: 0,
            closer: Closer::None,
            in_brackets: self.brackets > 0,
            lines: 0,
        };
        let opens_line = self.context.opens_line;
        let headed = opens_line && opening::leads_in(text, self.start, end, at)
            || (opens_line || self.context.after_soft) && opening::ends_byline(text, self.start, end, at);
        if headed || decide.ends(text, &candidate, self.context) {
            return Some(self.emit(text, end, at, Ending::Glued));
        }
        if at - end > 1 && features::within_prose(text, self.start, end, at) {
            self.context.doubled = (self.context.doubled + 1).min(3);
        }
        None
    }

    /// Whether the stop ends its line, with a blank line after it, and the
    /// next opens with a mark or letter of ASCII: as [`at_stop`](Self::at_stop)
    /// would find too.
    #[inline]
    fn ends_line(&self, text: &[u8], at: usize) -> bool {
        let rest = text.get(at..).and_then(|rest| rest.first_chunk());
        self.marker.is_none() && matches!(rest, Some(&[b'.', b'\n', b'\n', b'!'..=b'~']))
    }

    /// "It rained. The wind fell": whether the mark is such a stop, as most
    /// are. It ends a sentence, as [`at_stop`](Self::at_stop) would find too.
    #[inline]
    fn plain_stop(&self, text: &[u8], at: usize, known: &[String]) -> bool {
        let Some(&[b'.', b' ', first @ b'A'..=b'Z', second]) =
            text.get(at..).and_then(|rest| rest.first_chunk())
        else {
            return false;
        };
        rules::opens_plainly(first, second)
            && self.brackets == 0
            && self.marker.is_none()
            && known.is_empty()
            && words::plain_before(text, self.start, at, second.is_ascii_lowercase())
    }

    fn at_stop(
        &mut self,
        text: &[u8],
        at: usize,
        known: &[String],
        decide: &mut impl Decide,
    ) -> Option<SentenceData> {
        if let Some(found) = self.at_marker(text, at) {
            return Some(found);
        }
        let mut end = at;
        let mut kind = Stop::Full;
        let mut marks = 0u8;
        let mut closer = Closer::None;
        while end - at < RUN {
            // "rained. The": mostly.
            if marks == 1 && byte(text, end) == b' ' && byte(text, end + 1).is_ascii_alphabetic() {
                break;
            }
            // "It rained. . . . The wind": the stop ends, the dots open.
            if marks == 1
                && at > self.start
                && byte(text, at - 1).is_ascii_alphabetic()
                && text.get(end..end + 7) == Some(b" . . . ")
                && byte(text, end + 7).is_ascii_uppercase()
            {
                self.resume = end + 6;
                self.decided = end + 5;
                return Some(self.emit(text, end, end + 1, Ending::Mark));
            }
            if let Some((found, length)) = stop(text, end) {
                kind = match (marks, kind, found) {
                    (0, _, found) | (_, Stop::Full, found @ (Stop::Strong | Stop::Foreign)) => found,
                    (_, Stop::Full, Stop::Full) if closer == Closer::None => Stop::Ellipsis,
                    (_, kind, _) => kind,
                };
                marks = marks.saturating_add(1);
                end += length;
            } else if byte(text, end) == b' '
                && closer == Closer::None
                && matches!(byte(text, end + 1), b'.' | b'!' | b'?')
                && !byte(text, end + 2).is_ascii_alphanumeric()
            {
                // ". . ." and "! !": one mark in parts.
                end += 1;
            } else if let Some((found, length)) =
                closers::closer(text, self.start, self.context.in_quote, end)
            {
                match found {
                    Closer::Quote => self.context.in_quote = false,
                    Closer::Bracket => self.brackets = self.brackets.saturating_sub(1),
                    _ => {}
                }
                closer = found;
                end += length;
            } else {
                break;
            }
        }
        self.resume = end;
        let gap = gap(text, end);
        self.decided = gap.end;
        if gap.end >= text.len() {
            return Some(self.emit(text, end, gap.end, Ending::Paragraph));
        }
        let candidate = Candidate {
            start: self.start,
            stop: at,
            end,
            next: gap.end,
            kind: Some(kind),
            marks,
            closer,
            in_brackets: self.brackets > 0,
            lines: gap.lines,
        };
        let mut ending = Ending::Mark;
        if gap.lines > 0 {
            self.resume = gap.end;
            if !self.goes_on(text, end, &gap, true) {
                ending = if gap.lines > 1 { Ending::Paragraph } else { Ending::Line };
            }
        }
        let ends = ending != Ending::Mark
            || match rules::verdict(text, &candidate, self.context, self.marker.as_ref(), known) {
                Verdict::Ends => true,
                Verdict::GoesOn => false,
                Verdict::Open => decide.ends(text, &candidate, self.context),
            };
        ends.then(|| self.emit(text, end, gap.end, ending))
    }

    /// What became too long ends at its last blank, or else at a character.
    fn cut(&mut self, text: &[u8]) -> SentenceData {
        let longest = self.start + LONGEST;
        let mut end = (longest - RUN..longest).rev().find(|&at| byte(text, at) == b' ').unwrap_or(longest);
        while end > self.start && byte(text, end) & 0xC0 == 0x80 {
            end -= 1;
        }
        let end = trimmed(text, self.start, end);
        self.emit(text, end, end, Ending::Mark)
    }

    /// The sentence that ends at `end`; the next is looked for from `next`.
    fn emit(&mut self, text: &[u8], end: usize, next: usize, ending: Ending) -> SentenceData {
        let opens_line = self.context.opens_line;
        let kind = if opens_line && self.marker.is_some() {
            SentenceKind::ListItem
        } else if opens_line && ending != Ending::Mark && layout::is_heading(text, self.start, end) {
            SentenceKind::Heading
        } else {
            SentenceKind::Prose
        };
        let small = byte(text, self.start).is_ascii_lowercase();
        let data = SentenceData { span: Span::new(self.start, end), kind, paragraph: self.paragraph };
        let line = matches!(ending, Ending::Paragraph | Ending::Line);
        self.context = Context {
            in_quote: self.context.in_quote && !line,
            // A paragraph knows nothing of the one before it.
            small_openings: match (ending, small) {
                (Ending::Paragraph, _) | (_, false) => 0,
                (_, true) => (self.context.small_openings + 1).min(3),
            },
            opens_line: line,
            after_soft: ending == Ending::Glued,
            doubled: if line { 0 } else { self.context.doubled },
        };
        self.start = next;
        self.resume = self.resume.max(next);
        self.marker = None;
        if line {
            self.paragraph = self.paragraph.saturating_add(1);
            self.brackets = 0;
            self.width = 0;
        }
        data
    }
}
