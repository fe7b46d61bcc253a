//! Whether a stop in the middle of a line ends a sentence.

use super::layout::list_marker;
use super::marks::{Pair, Stop, byte, pair};
use super::words::{ENDING, INSIDE, MONTH, PLACE, REFERENCE, SUFFIX, TITLE, class, key};

/// A run of marks that may end a sentence, and its surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// Where the sentence starts.
    pub(super) start: usize,
    /// The first mark.
    pub(super) stop: usize,
    /// The end of the marks and of what closes after them.
    pub(super) end: usize,
    /// The next visible byte.
    pub(super) next: usize,
    pub(super) kind: Stop,
    pub(super) closed: bool,
    pub(super) in_brackets: bool,
    pub(super) foreign: bool,
}

/// How far a word may reach back from its stop.
const WORD: usize = 24;

/// Whether the sentence ends here. Looks at one word before the stop and
/// one after it.
pub(super) fn ends(text: &[u8], at: &Candidate, known: &[String]) -> bool {
    if at.foreign {
        return true;
    }
    let glued = at.next == at.end;
    let first = byte(text, at.next);
    let (word_at, opened) = next_word(text, at.next);
    let next = text.get(word_at..word_end(text, word_at)).unwrap_or_default();
    let capital = next.first().is_some_and(u8::is_ascii_uppercase) || char_opens(text, word_at);
    let digit = next.first().is_some_and(u8::is_ascii_digit);
    let opener = class(key(next)).opener > 0;
    // `"Go!", she said` and `(sic.);`
    if matches!(first, b',' | b';' | b':') || (matches!(first, b'-' | 0xE2) && !opened && !capital && !digit)
    {
        return at.kind != Stop::Full && capital;
    }
    let from = word_start(text, at.start, at.stop);
    let word = text.get(from..at.stop).unwrap_or_default();
    if glued {
        return ends_without_blank(at, word, next, capital && (opened || word_at == at.next));
    }
    // "He teaches (He was an engineer.) at the school"; `"Really?" he asked.`
    if !capital && !digit && !opened && list_marker(text, at.next).is_none() {
        return !next.first().is_some_and(u8::is_ascii_lowercase)
            && !first.is_ascii_punctuation()
            && at.kind == Stop::Strong;
    }
    // "The vote (... was lost.) The" closes; "(He came. He went.)" parts.
    if at.closed && at.in_brackets {
        return false;
    }
    // "1.) The first item", "• 9. The first item": the marker opens the item.
    let marker = at.start + list_marker(text, at.start).unwrap_or(0);
    if marker > at.start && at.end <= marker + list_marker(text, marker).unwrap_or(0) {
        return false;
    }
    match at.kind {
        Stop::Strong => capital || (digit && !at.in_brackets) || opened,
        Stop::Ellipsis => capital && (!at.in_brackets || opener),
        Stop::Full | Stop::Foreign => full_stop(at, word, next, capital, digit, opener, opened, known),
    }
}

#[allow(clippy::too_many_arguments, clippy::fn_params_excessive_bools)]
fn full_stop(
    at: &Candidate,
    word: &[u8],
    next: &[u8],
    capital: bool,
    digit: bool,
    opener: bool,
    opened: bool,
    known: &[String],
) -> bool {
    if known.iter().any(|k| k.trim_end_matches('.').as_bytes() == word) {
        return false;
    }
    if at.closed && !word.ends_with(b".") && class(key(word)).abbreviation != TITLE {
        return capital || opened || digit;
    }
    let short = word.len() == 1 && word.first().is_some_and(u8::is_ascii_alphabetic);
    // "1. The first item": the marker opens the sentence.
    if at.stop == at.start + word.len()
        && !word.is_empty()
        && word.len() <= 3
        && (short || word.iter().all(u8::is_ascii_digit))
    {
        return false;
    }
    if short {
        // "you and I. Did" ends; "Albert I. Jones" and "J. R. R. Tolkien" don't.
        return opener && !(next.len() == 1 && next != b"I");
    }
    let strong = opener && (capital || opened);
    match class(key(word)).abbreviation {
        TITLE | INSIDE => false,
        // "Acme Inc. The"; "Acme Inc. Chairman" goes on.
        SUFFIX | PLACE => strong || opened,
        // "No. 5"; "He said no. They left."
        REFERENCE => (opener || next.len() > 2) && (opened || capital) && !digit,
        MONTH => !digit && strong,
        ENDING => strong || (opened && capital) || (time(word) && capital && !is_zone(next)),
        _ if word.contains(&b'.') && acronym(word) => strong || (opened && capital),
        _ => capital || digit || opened,
    }
}

/// "world.Today", "large.[7] This": a blank is missing, or this is a name.
fn ends_without_blank(at: &Candidate, word: &[u8], next: &[u8], capital: bool) -> bool {
    if !capital || word.is_empty() {
        return false;
    }
    if at.closed {
        return !word.contains(&b'/');
    }
    let plain =
        word.len() > 2 && word.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b',');
    let opener = class(key(next)).opener > 0;
    match at.kind {
        Stop::Strong => plain,
        Stop::Full => {
            plain
                && next.len() > 1
                && next.iter().skip(1).all(|b| b.is_ascii_lowercase() || *b == b'\'')
                && (opener || word.iter().all(u8::is_ascii_lowercase))
        }
        _ => false,
    }
}

/// "U.S", "Ph.D", "a.m": short letters between stops.
fn acronym(word: &[u8]) -> bool {
    word.split(|&b| b == b'.')
        .all(|part| !part.is_empty() && part.len() <= 2 && part.iter().all(u8::is_ascii_alphabetic))
}

fn time(word: &[u8]) -> bool {
    [&b"a.m"[..], b"p.m"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// "6 p.m. EST", "6 p.m. GMT".
fn is_zone(next: &[u8]) -> bool {
    (2..=4).contains(&next.len()) && next.iter().all(u8::is_ascii_uppercase)
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

/// Where the next word starts behind marks that open, and whether there are
/// any.
fn next_word(text: &[u8], mut at: usize) -> (usize, bool) {
    let from = at;
    for _ in 0..4 {
        match (pair(text, at), byte(text, at)) {
            (Some((Pair::CloseQuote | Pair::CloseBracket, _)), _) => break,
            (Some((_, length)), _) => at += length,
            (None, b'`' | b'*' | b'_') => at += 1,
            // The Spanish marks that open.
            (None, 0xC2) if matches!(byte(text, at + 1), 0xBF | 0xA1) => at += 2,
            _ => break,
        }
    }
    (at, at > from)
}

/// The end of the letters, digits and apostrophes from `at`, at most 17.
fn word_end(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < at + 17 && (byte(text, end).is_ascii_alphanumeric() || byte(text, end) == b'\'') {
        end += 1;
    }
    end
}

/// Whether a letter beyond ASCII that is no lower case stands at `at`.
fn char_opens(text: &[u8], at: usize) -> bool {
    let first = byte(text, at);
    let length = match first {
        0xC3..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return false,
    };
    text.get(at..at + length)
        .and_then(|bytes| core::str::from_utf8(bytes).ok())
        .and_then(|s| s.chars().next())
        .is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}
