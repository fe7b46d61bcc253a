//! Splitting a text into sentences.

use crate::span::Span;

/// What a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum SentenceKind {
    /// Running text.
    Prose = 0,
    /// A title or heading.
    Heading = 1,
    /// An item of a list.
    ListItem = 2,
}

/// What is stored of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SentenceData {
    pub(crate) span: Span,
    pub(crate) kind: SentenceKind,
    /// The number of its paragraph, from 0.
    pub(crate) paragraph: u32,
}

/// A sentence: its span, its kind and its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'t> {
    text: &'t str,
    data: SentenceData,
}

impl<'t> Sentence<'t> {
    pub(crate) fn new(text: &'t str, data: SentenceData) -> Self {
        Self { text, data }
    }

    /// The bytes of the text that the sentence takes up, without white space
    /// around them.
    pub fn span(&self) -> Span {
        self.data.span
    }

    /// The sentence as it stands in the text.
    pub fn text(&self) -> &'t str {
        self.data.span.of(self.text)
    }

    /// Whether it is prose, a heading or a list item.
    pub fn kind(&self) -> SentenceKind {
        self.data.kind
    }

    /// The number of its paragraph, from 0.
    pub fn paragraph(&self) -> usize {
        self.data.paragraph as usize
    }
}

/// The sentences of `text`, in order; needs no model and allocates nothing
/// per sentence.
///
/// ```
/// let all: Vec<&str> = nutgraf::sentences("Mr. Kamau resigned. “Why now?” asked no one.").map(|s| s.text()).collect();
/// assert_eq!(all, ["Mr. Kamau resigned.", "“Why now?” asked no one."]);
/// ```
pub fn sentences(text: &str) -> Sentences<'_> {
    Sentences { text, at: 0, paragraph: 0 }
}

/// The iterator that [`sentences`] returns.
#[derive(Clone, Debug)]
pub struct Sentences<'t> {
    text: &'t str,
    at: usize,
    paragraph: u32,
}

impl<'t> Iterator for Sentences<'t> {
    type Item = Sentence<'t>;

    fn next(&mut self) -> Option<Sentence<'t>> {
        let rest = self.text.get(self.at..)?;
        let trimmed = rest.trim_start();
        if trimmed.is_empty() {
            return None;
        }
        let blank = rest.get(..rest.len() - trimmed.len()).unwrap_or("");
        if self.at > 0 && blank.bytes().filter(|&byte| byte == b'\n').count() > 1 {
            self.paragraph += 1;
        }
        let start = self.at + blank.len();
        let (len, kind) = first_sentence(trimmed);
        self.at = start + len;
        let data = SentenceData { span: Span::new(start, self.at), kind, paragraph: self.paragraph };
        Some(Sentence::new(self.text, data))
    }
}

/// The length of the sentence that `text` starts with, and its kind; `text`
/// starts with no white space, and the length leaves none at the end.
fn first_sentence(text: &str) -> (usize, SentenceKind) {
    let stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '\n') || is_foreign_terminator(c);
    for (at, c) in text.char_indices().filter(|&(_, c)| stop(c)) {
        let after = text.get(at + c.len_utf8()..).unwrap_or("");
        if c == '\n' {
            let gap = after.get(..after.len() - after.trim_start().len()).unwrap_or("");
            if gap.contains('\n') {
                let sentence = text.get(..at).unwrap_or("").trim_end();
                let kind = if is_heading(sentence) { SentenceKind::Heading } else { SentenceKind::Prose };
                return (sentence.len(), kind);
            }
            continue;
        }
        // A run of stops is one candidate, decided at its last.
        if !is_foreign_terminator(c) && after.starts_with(|c| matches!(c, '.' | '!' | '?' | '…')) {
            continue;
        }
        let closed = after.trim_start_matches(|c| is_closer(c) || matches!(c, '.' | '!' | '?' | '…'));
        let end = text.len() - closed.len();
        if is_foreign_terminator(c) {
            return (end, SentenceKind::Prose);
        }
        let following = closed.trim_start();
        if following.len() == closed.len() && !following.is_empty() {
            continue; // no white space after it: "3.2", "example.org"
        }
        let next = following.trim_start_matches(is_opener).chars().next();
        let opens = next.is_none_or(|next| next.is_uppercase() || next.is_numeric() || !next.is_alphabetic());
        let word = text.get(..at).unwrap_or("").rsplit(|c: char| c.is_whitespace() || is_opener(c)).next();
        let abbreviated = c == '.' && end == at + 1 && is_abbreviation(word.unwrap_or(""));
        if opens && !(abbreviated && next.is_some()) {
            return (end, SentenceKind::Prose);
        }
    }
    let sentence = text.trim_end();
    (sentence.len(), if is_heading(sentence) { SentenceKind::Heading } else { SentenceKind::Prose })
}

/// A short paragraph of one line without a stop.
fn is_heading(sentence: &str) -> bool {
    sentence.len() <= 120
        && !sentence.contains('\n')
        && !sentence.ends_with(|c: char| is_closer(c) || matches!(c, '.' | '!' | '?' | ':' | ',' | '…'))
        && sentence.starts_with(char::is_uppercase)
}

/// Titles, months and the like, and initials: a stop after them ends nothing.
fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Col", "Lt", "Maj", "Capt", "Sgt",
        "Adm", "St", "Rev", "Hon", "Pres", "Smt", "No", "vs", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul",
        "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Rs", "Fig", "e.g", "i.e", "Mt", "Ft",
    ];
    let mut chars = word.chars();
    let initial =
        matches!((chars.next(), chars.next()), (Some(first), None) if first.is_uppercase() && first != 'I');
    let dotted =
        word.len() <= 12 && word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    initial || dotted || KNOWN.contains(&word)
}

/// Terminators of other scripts, which need no white space after them.
fn is_foreign_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '।' | '॥' | '؟' | '۔' | '։' | '።' | '፧' | '｡')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '»' | '›' | '」' | '』')
}

fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '{' | '“' | '‘' | '«' | '‹')
}

/// All sentences of `text`, for the stages that follow.
pub(crate) fn split(text: &str, out: &mut Vec<SentenceData>) {
    out.extend(sentences(text).map(|sentence| sentence.data));
}
