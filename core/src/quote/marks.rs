//! Quotation marks and what they enclose.

use core::ops::Range;

use crate::cluster::around::is_capital;
use crate::cluster::words::CUES;
use crate::text::Parsed;

/// What a pair of marks encloses.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    /// The tokens between the marks.
    pub(crate) inner: Range<usize>,
    /// With the marks.
    pub(crate) outer: Range<usize>,
    pub(crate) closed: bool,
    /// Whether it goes on from the paragraph before, which did not close.
    pub(crate) goes_on: bool,
}

impl Marked {
    /// Whether what is quoted ends with a pause: “We won,” or “We won”, .
    pub(crate) fn pauses(&self, parsed: &Parsed<'_>) -> bool {
        if self.is_name(parsed) {
            return false;
        }
        let inner = self.inner.clone().rev().find(|&at| !matches!(parsed.token(at), "’" | "'" | "”" | "\""));
        inner.is_some_and(|at| is_pause(parsed, at)) || is_pause(parsed, self.outer.end)
    }

    /// Whether the marks are around a title: on “Sunday Morning,” she said.
    pub(crate) fn is_name(&self, parsed: &Parsed<'_>) -> bool {
        let lead = self.outer.start.checked_sub(1).map_or("", |at| parsed.token(at));
        let small = |word: &str| {
            matches!(word, "of" | "the" | "and" | "in" | "to" | "a" | "for" | "," | "." | "’s" | "'s")
        };
        self.inner.len() <= 7
            && (lead.starts_with(char::is_lowercase) || matches!(lead, "On" | "In" | "At" | "For" | "From"))
            && !CUES.has(lead)
            && is_capital(parsed.token(self.inner.start))
            && self.inner.clone().all(|at| is_capital(parsed.token(at)) || small(parsed.token(at)))
    }
}

/// Whether a mark that parts clauses is at `at`.
pub(crate) fn is_pause(parsed: &Parsed<'_>, at: usize) -> bool {
    matches!(parsed.token(at), "," | "." | "!" | "?" | "…" | "..." | "—" | "–" | "--" | "-")
}

/// The outermost quoted stretches, in order. One that does not close ends
/// with its paragraph. Linear: an open mark is never searched back for.
pub(crate) fn find(parsed: &Parsed<'_>) -> Vec<Marked> {
    let mut all: Vec<Marked> = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut depth = 0_u32;
    let mut paragraph = None;
    let mut unclosed = false;
    for (number, sentence) in parsed.sentences.iter().enumerate() {
        let tokens = parsed.tokens_of(number);
        let begins = paragraph != Some(sentence.paragraph);
        if begins {
            unclosed = open.is_some();
            close(&mut all, &mut open, tokens.start, tokens.start, false, &mut depth);
        }
        paragraph = Some(sentence.paragraph);
        let first = tokens.start;
        for at in tokens {
            // Two apostrophes are a typewriter's mark.
            let token = parsed.token(at);
            let Some(mark) = (if matches!(token, "''" | "``") { Some('"') } else { token.chars().next() })
            else {
                continue;
            };
            match (open, mark) {
                (None, '“' | '«' | '"' | '‘' | '„') => {
                    open = Some((at, mark));
                    all.push(Marked {
                        inner: at + 1..at + 1,
                        outer: at..at + 1,
                        closed: false,
                        goes_on: unclosed && at == first && begins,
                    });
                }
                (Some((_, '“')), '“') | (Some((_, '«')), '«') => depth += 1,
                (Some((_, kind)), _) if mark == closing(kind) || (kind == '„' && mark == '”') => {
                    if depth == 0 {
                        close(&mut all, &mut open, at, at + 1, true, &mut depth);
                    } else {
                        depth -= 1;
                    }
                }
                _ => {}
            }
        }
    }
    let end = parsed.tokens.len();
    close(&mut all, &mut open, end, end, false, &mut depth);
    all.retain(|marked| !marked.inner.is_empty());
    all
}

/// The tokens within marks.
pub(crate) fn quoted(marks: &[Marked]) -> Vec<Range<usize>> {
    marks.iter().map(|marked| marked.inner.clone()).collect()
}

fn closing(open: char) -> char {
    match open {
        '“' => '”',
        '«' => '»',
        '‘' => '’',
        '„' => '“',
        other => other,
    }
}

fn close(
    all: &mut [Marked],
    open: &mut Option<(usize, char)>,
    inner_end: usize,
    end: usize,
    closed: bool,
    depth: &mut u32,
) {
    *depth = 0;
    if let (Some(_), Some(last)) = (open.take(), all.last_mut()) {
        last.inner.end = inner_end;
        last.outer.end = end;
        last.closed = closed;
    }
}
