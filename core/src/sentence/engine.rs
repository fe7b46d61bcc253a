//! The walk over the candidates, and what each of them ends.

use super::SentenceData;
use super::SentenceKind;
use super::layout::{self, Line};
use super::marks::{self, Pair, Stop, byte, line_break, pair, stop, white};
use super::rules::{self, Candidate};
use super::scan::{BLOCK, classify};
use crate::span::Span;

/// The white space after a candidate.
#[derive(Clone, Copy, Debug)]
struct Gap {
    end: usize,
    lines: usize,
    /// Where the last line in it starts.
    last_line: usize,
}

/// Where the walk stands; it never goes back beyond the sentence it is in.
#[derive(Clone, Debug)]
pub(super) struct Engine {
    /// Where the block after the present one starts.
    next_block: usize,
    /// The candidates of the present block that are left.
    events: u64,
    /// Candidates before this place are decided.
    resume: usize,
    start: usize,
    /// Whether the present sentence is the first of its line.
    opens_line: bool,
    line: usize,
    /// The longest line of the paragraph so far, in bytes.
    width: usize,
    paragraph: u32,
    in_quote: bool,
    brackets: u8,
}

impl Engine {
    pub(super) fn new() -> Self {
        Self {
            next_block: 0,
            events: 0,
            resume: 0,
            start: 0,
            opens_line: true,
            line: 0,
            width: 0,
            paragraph: 0,
            in_quote: false,
            brackets: 0,
        }
    }

    /// The next sentence of `text`, which must be the same at every call.
    pub(super) fn next(&mut self, text: &[u8], known: &[String]) -> Option<SentenceData> {
        let gap = gap(text, self.start);
        if gap.lines > 0 {
            self.line = gap.last_line;
        }
        self.start = gap.end;
        self.resume = self.resume.max(self.start);
        if self.start >= text.len() {
            return None;
        }
        while let Some(at) = self.candidate(text) {
            let found = if line_break(text, at) > 0 {
                self.at_line_break(text, at)
            } else if stop(text, at).is_some() {
                self.at_stop(text, at, known)
            } else {
                self.at_pair(text, at);
                None
            };
            if found.is_some() {
                return found;
            }
        }
        let end = trimmed(text, self.start, text.len());
        Some(self.emit(text, end, text.len(), true))
    }

    /// The next byte that may matter, at `resume` or later.
    fn candidate(&mut self, text: &[u8]) -> Option<usize> {
        loop {
            while self.events != 0 {
                let at = self.next_block - BLOCK + self.events.trailing_zeros() as usize;
                self.events &= self.events - 1;
                if at >= self.resume {
                    return Some(at);
                }
            }
            let rest = text.get(self.next_block..)?;
            self.events = match rest.first_chunk::<BLOCK>() {
                Some(block) => classify(block).event,
                None if rest.is_empty() => return None,
                None => {
                    let mut block = [0; BLOCK];
                    block.iter_mut().zip(rest).for_each(|(to, &from)| *to = from);
                    classify(&block).event
                }
            };
            self.next_block += BLOCK;
        }
    }

    fn at_pair(&mut self, text: &[u8], at: usize) {
        match pair(text, at) {
            // `5'10"` and `17"`: inches, no quotation.
            Some((Pair::Straight, _)) if !self.in_quote && before_is_digit(text, at) => {}
            Some((Pair::Straight, _)) => self.in_quote = !self.in_quote,
            Some((Pair::OpenQuote, _)) => self.in_quote = true,
            Some((Pair::CloseQuote, _)) => self.in_quote = false,
            Some((Pair::OpenBracket, _)) => self.brackets = self.brackets.saturating_add(1),
            Some((Pair::CloseBracket, _)) => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }

    fn at_line_break(&mut self, text: &[u8], at: usize) -> Option<SentenceData> {
        let end = trimmed(text, self.start, at);
        let gap = gap(text, end);
        self.resume = gap.end;
        if gap.lines == 0 {
            self.resume = at + 1;
            return None;
        }
        let line = self.line;
        self.line = gap.last_line;
        if gap.lines < 2 && gap.end < text.len() {
            let line = Line { start: line, end, next: gap.end, below: gap.last_line, width: self.width };
            self.width = self.width.max(end.saturating_sub(line.start));
            if layout::continues(text, &line, false) {
                return None;
            }
        }
        Some(self.emit(text, end, gap.end, true))
    }

    fn at_stop(&mut self, text: &[u8], at: usize, known: &[String]) -> Option<SentenceData> {
        let mut end = at;
        let mut kind = Stop::Full;
        let mut marks = 0usize;
        let mut quoted = false;
        let mut closed = false;
        loop {
            if let Some((found, length)) = stop(text, end) {
                kind = match (marks, kind, found) {
                    (0, _, found) | (_, Stop::Full, found @ (Stop::Strong | Stop::Foreign)) => found,
                    (_, Stop::Full, Stop::Full) if !quoted && !closed => Stop::Ellipsis,
                    (_, kind, _) => kind,
                };
                marks += 1;
                end += length;
            } else if byte(text, end) == b' '
                && !closed
                && matches!(byte(text, end + 1), b'.' | b'!' | b'?')
                && !byte(text, end + 2).is_ascii_alphanumeric()
            {
                // ". . ." and "! !": one mark in parts.
                end += 1;
            } else if let Some(length) = self.closer(text, end) {
                let mark = pair(text, end);
                closed = true;
                match mark {
                    Some((Pair::Straight | Pair::CloseQuote | Pair::Apostrophe, _)) => {
                        quoted = true;
                        if !matches!(mark, Some((Pair::Apostrophe, _))) {
                            self.in_quote = false;
                        }
                    }
                    Some((Pair::CloseBracket, _)) => self.brackets = self.brackets.saturating_sub(1),
                    _ => {}
                }
                end += length;
            } else {
                break;
            }
        }
        self.resume = end;
        let gap = gap(text, end);
        if gap.end >= text.len() {
            return Some(self.emit(text, end, gap.end, true));
        }
        let candidate = Candidate {
            start: self.start,
            stop: at,
            end,
            next: gap.end,
            kind,
            closed,
            in_brackets: self.brackets > 0,
            foreign: matches!(kind, Stop::Foreign),
        };
        if gap.lines == 0 {
            return rules::ends(text, &candidate, known).then(|| self.emit(text, end, gap.end, false));
        }
        self.resume = gap.end;
        let line = Line { start: self.line, end, next: gap.end, below: gap.last_line, width: self.width };
        self.line = gap.last_line;
        if gap.lines > 1 {
            return Some(self.emit(text, end, gap.end, true));
        }
        self.width = self.width.max(end.saturating_sub(line.start));
        if layout::continues(text, &line, true) {
            return rules::ends(text, &candidate, known).then(|| self.emit(text, end, gap.end, false));
        }
        Some(self.emit(text, end, gap.end, true))
    }

    /// The length of what at `at`, after a stop, belongs to the sentence: a
    /// closing quotation mark or bracket, a footnote's number.
    fn closer(&self, text: &[u8], at: usize) -> Option<usize> {
        let Some((mark, length)) = pair(text, at) else { return note(text, at) };
        let after = byte(text, at + length);
        let word = after.is_ascii_alphanumeric();
        match mark {
            // `grew."The` closes only what was open.
            Pair::Straight => (self.in_quote || !word).then_some(length),
            Pair::CloseQuote | Pair::CloseBracket => Some(length),
            Pair::Apostrophe => (!word).then_some(length),
            Pair::OpenBracket => note(text, at),
            _ => None,
        }
    }

    /// The sentence that ends at `end`; the next is looked for from `next`.
    fn emit(&mut self, text: &[u8], end: usize, next: usize, ends_line: bool) -> SentenceData {
        let kind = if layout::list_marker(text, self.start).is_some() && self.opens_line {
            SentenceKind::ListItem
        } else if self.opens_line && ends_line && layout::is_heading(text, self.start, end) {
            SentenceKind::Heading
        } else {
            SentenceKind::Prose
        };
        let data = SentenceData { span: Span::new(self.start, end), kind, paragraph: self.paragraph };
        self.start = next;
        self.resume = self.resume.max(next);
        self.opens_line = ends_line;
        if ends_line {
            self.paragraph = self.paragraph.saturating_add(1);
            self.in_quote = false;
            self.brackets = 0;
            self.width = 0;
        }
        data
    }
}

/// `[12]`, and the same after a blank: a footnote's mark.
fn note(text: &[u8], at: usize) -> Option<usize> {
    let open = at + usize::from(byte(text, at) == b' ');
    if byte(text, open) != b'[' {
        return None;
    }
    let digits = (1..5).take_while(|&n| byte(text, open + n).is_ascii_digit()).count();
    (digits > 0 && byte(text, open + digits + 1) == b']').then_some(open + digits + 2 - at)
}

fn before_is_digit(text: &[u8], at: usize) -> bool {
    at > 0 && byte(text, at - 1).is_ascii_digit()
}

/// The white space from `at`.
fn gap(text: &[u8], at: usize) -> Gap {
    let mut gap = Gap { end: at, lines: 0, last_line: at };
    loop {
        let broken = line_break(text, gap.end);
        if broken > 0 {
            gap.lines += 1;
            gap.end += broken;
            gap.last_line = gap.end;
            continue;
        }
        match white(text, gap.end) {
            0 => return gap,
            length => gap.end += length,
        }
    }
}

/// `end` without the white space before it.
fn trimmed(text: &[u8], start: usize, mut end: usize) -> usize {
    while end > start {
        match (1..=3).find(|&n| end - start >= n && marks::white(text, end - n) == n) {
            Some(length) => end -= length,
            None => break,
        }
    }
    end
}
