//! What closes after a stop and belongs to the sentence: quotation marks,
//! brackets, footnotes' marks.

use super::marks::{Pair, byte, pair};
use super::rules::Closer;
use super::words;

/// How far back a quotation's opening mark is looked for.
const REACH: usize = 256;

/// What at `at`, after a stop, belongs to the sentence, and its length: a
/// closing quotation mark or bracket, a footnote's number.
pub(super) fn closer(text: &[u8], start: usize, in_quote: bool, at: usize) -> Option<(Closer, usize)> {
    // A letter, a blank and a letter, or the end of the line: mostly.
    let blank = usize::from(byte(text, at) == b' ');
    if byte(text, at + blank).is_ascii_alphabetic() || byte(text, at) == b'\n' {
        return None;
    }
    if let Some((closer, length)) = detached(text, start, in_quote, at + blank) {
        return Some((closer, blank + length));
    }
    let note = note(text, start, at).map(|length| (Closer::Note, length));
    let Some((mark, length)) = pair(text, at) else { return note };
    let word = byte(text, at + length).is_ascii_alphanumeric();
    match mark {
        // `grew."The` closes only what was open.
        Pair::Straight => (in_quote || !word).then_some((Closer::Quote, length)),
        Pair::CloseQuote => Some((Closer::Quote, length)),
        Pair::CloseBracket => Some((Closer::Bracket, length)),
        Pair::Apostrophe => (!word).then_some((Closer::Apostrophe, length)),
        Pair::OpenBracket => note,
        _ => None,
    }
}

/// A closing mark that stands by itself, as in text cut into words, or a grave
/// accent, which markup and typewriters open and close with.
fn detached(text: &[u8], start: usize, in_quote: bool, at: usize) -> Option<(Closer, usize)> {
    let spaced = byte(text, at - 1) == b' ';
    let (mark, closer) = match (byte(text, at), byte(text, at + 1)) {
        (b'\'', b'\'') => ("''", Closer::Quote),
        (b'\'', _) if spaced => ("'", Closer::Apostrophe),
        (b'"', _) if spaced && in_quote => ("\"", Closer::Quote),
        (b'`', b'`') if !spaced => ("``", Closer::Quote),
        (b'`', _) if !spaced => ("`", Closer::Quote),
        (0xE2, 0x80) if spaced => ("\u{201D}", Closer::Quote),
        _ => return None,
    };
    let rest = text.get(at..)?.strip_prefix(mark.as_bytes())?;
    let open = match mark {
        // A clause that goes on behind it says so too: `rain . ' , she said`.
        "'" => rest.starts_with(b" , ") || still_open(text, start, at, mark),
        // Where none is before it the quotation opened in another sentence.
        "''" => !seen(text, start, at, mark) || still_open(text, start, at, mark),
        _ => true,
    };
    (open && matches!(byte(rest, 0), 0..=b' ' | b',')).then_some((closer, mark.len()))
}

/// Whether `mark` stands between `start` and `to`, within [`REACH`].
fn seen(text: &[u8], start: usize, to: usize, mark: &str) -> bool {
    let before = text.get(start.max(to.saturating_sub(REACH))..to).unwrap_or_default();
    before.windows(mark.len()).any(|part| part == mark.as_bytes())
}

/// Whether a quotation that opens with `mark`, `'` or `''`, between `start`
/// and `to` is still open. Looks back no further than [`REACH`].
fn still_open(text: &[u8], start: usize, to: usize, mark: &str) -> bool {
    let floor = start.max(to.saturating_sub(REACH));
    let mut open = false;
    for at in floor..to {
        if !text.get(at..).is_some_and(|rest| rest.starts_with(mark.as_bytes())) {
            continue;
        }
        let before = at == start || byte(text, at - 1) == b' ';
        let after = byte(text, at + mark.len()) == b' ';
        open = match (before, after) {
            (true, true) => !open,
            (true, false) => true,
            (false, true) => false,
            (false, false) => open,
        };
    }
    open
}

/// The length of a footnote's mark at `at`, after a stop: `[12]` and `[…]`,
/// also after a blank; "consultation.11 Take", "rights. 4 Even".
fn note(text: &[u8], start: usize, at: usize) -> Option<usize> {
    let open = at + usize::from(byte(text, at) == b' ');
    let digits = |from: usize| (0..5).take_while(|&n| byte(text, from + n).is_ascii_digit()).count();
    if byte(text, open) == b'[' {
        let rest = text.get(open + 1..).unwrap_or_default();
        // "[citation needed]"
        let small = rest.iter().take(32).take_while(|byte| matches!(byte, b'a'..=b'z' | b' ')).count();
        if small > 2 && byte(rest, small) == b']' && byte(rest, small + 1) <= b' ' {
            return Some(open + small + 2 - at);
        }
        let inner = match digits(open + 1) {
            0 => ["...", "\u{2026}"]
                .iter()
                .find(|dots| rest.starts_with(dots.as_bytes()))
                .map_or(0, |dots| dots.len()),
            count => count,
        };
        return (inner > 0 && byte(rest, inner) == b']').then_some(open + inner + 2 - at);
    }
    // What stands before the stop must be no number, and what follows no name
    // for the number to count.
    let before = at.checked_sub(2).filter(|&before| before >= start).map_or(0, |before| byte(text, before));
    let mut end = open + digits(open);
    let short = at >= start + 3 && byte(text, at - 3) == b'.';
    if !(before.is_ascii_lowercase() || before == b')') || short || end == open || end > open + 3 {
        return None;
    }
    let more = digits(end + 1);
    if byte(text, end) == b' ' && open == at && (1..=3).contains(&more) {
        end += 1 + more;
    }
    (byte(text, end) == b' ' && words::opens(text, end + 1)).then_some(end - at)
}
