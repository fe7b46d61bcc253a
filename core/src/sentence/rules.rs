//! What is certain about a candidate; the rest is for the learned decision.

use super::list::{self, Marker};
use super::marks::{Pair, Stop, byte, pair};
use super::words::{self, TITLE, class, key};

/// What may end a sentence, and its surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Where the sentence starts.
    pub(super) start: usize,
    /// The first mark; `end` where there is none.
    pub(super) stop: usize,
    /// The end of the marks and of what closes after them.
    pub(super) end: usize,
    /// The next visible byte.
    pub(super) next: usize,
    /// What the marks are; `None` where a word may open a sentence without a
    /// mark before it.
    pub(super) kind: Option<Stop>,
    /// How many there are.
    pub(super) marks: u8,
    pub(super) closer: Closer,
    /// Whether a bracket is open behind the marks.
    pub(super) in_brackets: bool,
    /// Line breaks between `end` and `next`.
    pub(super) lines: usize,
}

/// What closes after the marks, the last where there are several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Closer {
    None = 0,
    Quote = 1,
    /// `'` or `’`.
    Apostrophe = 2,
    Bracket = 3,
    /// A footnote's number.
    Note = 4,
}

/// Whether a sentence ends at a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Ends,
    GoesOn,
    /// Rules cannot tell.
    Open,
}

/// How far a word may reach back from its stop.
const WORD: usize = 24;

/// What rules say of a mark within a line. Looks at one word before it and
/// one after it.
pub(super) fn verdict(text: &[u8], at: &Candidate, marker: Option<&Marker>, known: &[String]) -> Verdict {
    use Verdict::{Ends, GoesOn, Open};
    let Some(kind) = at.kind else { return Open };
    if kind == Stop::Foreign {
        return Ends;
    }
    let first = byte(text, at.next);
    let from = word_start(text, at.start, at.stop);
    let word = text.get(from..at.stop).unwrap_or_default();
    if at.next == at.end {
        return if ends_without_blank(text, at, kind, word) { Ends } else { GoesOn };
    }
    // `"Go!", she said`: a clause goes on.
    if matches!(first, b',' | b';' | b':') {
        return GoesOn;
    }
    if marker.is_some_and(|marker| at.end <= marker.end) {
        return GoesOn;
    }
    if kind != Stop::Full || at.closer != Closer::None {
        return Open;
    }
    if known.iter().any(|known| known.trim_end_matches('.').as_bytes().eq_ignore_ascii_case(word)) {
        return GoesOn;
    }
    let abbreviation = class(key(word)).abbreviation;
    if abbreviation == TITLE {
        return GoesOn;
    }
    let plain = word.len() > 2 && word.iter().all(u8::is_ascii_lowercase) && abbreviation == 0;
    if plain && (list::marker(text, at.next).is_some_and(|next| byte(text, next.end - 2) != b'-')) {
        return Ends;
    }
    let name = first.is_ascii_uppercase() && byte(text, at.next + 1).is_ascii_lowercase();
    if plain && name && !at.in_brackets { Ends } else { Open }
}

/// "world.Today", "large.[7] This": a blank is missing, or this is a name.
fn ends_without_blank(text: &[u8], at: &Candidate, kind: Stop, word: &[u8]) -> bool {
    let opened = pair(text, at.next).filter(|(pair, _)| !matches!(pair, Pair::CloseBracket | Pair::CloseQuote));
    let next_at = at.next + opened.map_or(0, |(_, length)| length);
    let next = text.get(next_at..word_end(text, next_at)).unwrap_or_default();
    if word.is_empty() || !next.first().is_some_and(u8::is_ascii_uppercase) {
        return false;
    }
    if at.closer != Closer::None {
        return !word.contains(&b'/');
    }
    let plain =
        word.len() > 2 && word.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b',');
    match kind {
        Stop::Strong => plain,
        Stop::Full => {
            plain
                && next.len() > 1
                && next.iter().skip(1).all(|b| b.is_ascii_lowercase() || *b == b'\'')
                && (class(key(next)).opener > 0 || word.iter().all(u8::is_ascii_lowercase))
        }
        _ => false,
    }
}

/// Whether the word at `at` may open a sentence that nothing before it, up to
/// `end`, announces: worth asking the decision.
pub(super) fn may_open(text: &[u8], end: usize, at: usize) -> bool {
    let last = byte(text, end - 1);
    if at - end > 1 {
        return true;
    }
    let first = byte(text, at);
    match last {
        b'a'..=b'z' | b',' | b'\'' => {
            first.is_ascii_uppercase() && words::may_open(first, byte(text, at + 1)) && {
                class(key(text.get(at..word_end(text, at)).unwrap_or_default())).opener > 0
            }
        }
        _ => true,
    }
}

/// Where the word that ends at `stop` starts.
fn word_start(text: &[u8], start: usize, stop: usize) -> usize {
    let floor = start.max(stop.saturating_sub(WORD));
    let mut from = stop;
    while from > floor {
        let before = byte(text, from - 1);
        // A stop in another script's letters is no abbreviation's.
        if before <= b' '
            || matches!(before, b'(' | b'[' | b'{' | b'"' | b'\'' | b'`' | b'-')
            || !before.is_ascii()
        {
            break;
        }
        from -= 1;
    }
    from
}

/// The end of the letters, digits and apostrophes from `at`, at most 17.
fn word_end(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < at + 17 && (byte(text, end).is_ascii_alphanumeric() || byte(text, end) == b'\'') {
        end += 1;
    }
    end
}
