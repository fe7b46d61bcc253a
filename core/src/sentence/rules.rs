//! What is certain about a candidate; the rest is for the learned decision.

use super::features::Context;
use super::list::{self, Marker};
use super::marks::{Pair, Stop, byte, pair};
use super::words::{
    self, ENDING, INSIDE, MONTH, PLACE, PREPOSITION, REFERENCE, SUFFIX, TITLE, VERB, class, key,
};

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
pub(super) fn verdict(
    text: &[u8],
    at: &Candidate,
    context: Context,
    marker: Option<&Marker>,
    known: &[String],
) -> Verdict {
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
    // "It rained. The wind fell": most stops, so first.
    let plain = word.len() > 2 && word.iter().all(u8::is_ascii_lowercase);
    if plain
        && at.end - at.stop == 1
        && kind == Stop::Full
        && !at.in_brackets
        && first.is_ascii_uppercase()
        && byte(text, at.next + 1).is_ascii_lowercase()
        && known.is_empty()
        && class(key(word)).abbreviation == 0
    {
        return Ends;
    }
    // `"Go!", she said`: a clause goes on.
    if matches!(first, b',' | b';' | b':') {
        return GoesOn;
    }
    if marker.is_some_and(|marker| at.end <= marker.end) {
        return GoesOn;
    }
    let (next_at, opened) = opened(text, at.next);
    let next = text.get(next_at..word_end(text, next_at)).unwrap_or_default();
    let small = next.first().is_some_and(u8::is_ascii_lowercase);
    let capital = next.first().is_some_and(u8::is_ascii_uppercase);
    let opener = class(key(next)).opener > 0;
    // "and -- voila! -- you have cake"
    if dashed_on(text, at.next) {
        return GoesOn;
    }
    // "She works at Hooray! in Lima", unless this text opens so.
    let writes_small = context.small_openings > 0 || byte(text, at.start).is_ascii_lowercase();
    let enough = match kind {
        Stop::Full => word.len() > 3 && at.closer == Closer::None,
        _ => at.marks > 1 || byte(text, at.stop) == b'?',
    };
    if small && !opened && !writes_small && !enough {
        return GoesOn;
    }
    // "as [...] writes (p. 5)": what is left out ends nothing.
    if kind == Stop::Ellipsis && at.closer != Closer::None && first == b'(' {
        return GoesOn;
    }
    // "He taught (He was a nurse.) at home", "Well ... we went."
    if small && !opened && (at.in_brackets || at.closer != Closer::None || kind == Stop::Ellipsis) {
        return GoesOn;
    }
    if kind == Stop::Ellipsis && capital && !at.in_brackets {
        // "I" has its capital anywhere.
        let first_person = next == b"I" || next.starts_with(b"I'");
        return if first_person && at.closer == Closer::None { GoesOn } else { Ends };
    }
    if kind != Stop::Full || at.closer != Closer::None {
        return Open;
    }
    if known.iter().any(|known| known.trim_end_matches('.').as_bytes().eq_ignore_ascii_case(word)) {
        return GoesOn;
    }
    // "Q. Who came?": the letter opens the sentence. "N°. 5"
    let numeral = word.iter().all(u8::is_ascii_digit);
    let opens = from == at.start && (word.len() == 1 || numeral && word.len() <= 3 && !word.is_empty());
    if opens || (at.stop >= at.start + 2 && text.get(at.stop - 2..at.stop) == Some("°".as_bytes())) {
        return GoesOn;
    }
    // "6a.m."
    let digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let bare = word.get(digits..).filter(|rest| rest.len() > 1 && digits < 3).unwrap_or(word);
    let abbreviation = class(key(bare)).abbreviation;
    let short = word.len() == 1 && word.first().is_some_and(u8::is_ascii_alphabetic);
    if abbreviation > 0 || short || (bare.contains(&b'.') && words::acronym(bare)) {
        let behind = Behind { next, next_at, capital, opener, opened };
        return if abbreviation_ends(text, at, bare, abbreviation, &behind) { Ends } else { GoesOn };
    }
    if at.in_brackets {
        return Open;
    }
    let letters = word.len() > 2 && word.iter().all(u8::is_ascii_alphabetic);
    if letters && list::marker(text, at.next).is_some_and(|next| byte(text, next.end - 2) != b'-') {
        return Ends;
    }
    let name = capital && next.get(1).is_some_and(u8::is_ascii_lowercase);
    // "in Lima. Okello", "in 2019. Okello"
    let sure = plain || opener || (numeral && word.len() > 1) || (letters && word.len() > 4);
    if name && sure { Ends } else { Open }
}

/// Whether a dash stands at `at` and a small letter behind it.
fn dashed_on(text: &[u8], at: usize) -> bool {
    if !matches!(byte(text, at), b'-' | 0xE2) {
        return false;
    }
    let rest = text.get(at..).unwrap_or_default();
    let dash = ["--", "\u{2013}", "\u{2014}", "-"].iter().find(|dash| rest.starts_with(dash.as_bytes()));
    let after = dash.map_or(0, |dash| dash.len() + usize::from(byte(rest, dash.len()) == b' '));
    after > 0 && byte(rest, after).is_ascii_lowercase()
}

/// The word after a mark.
struct Behind<'t> {
    next: &'t [u8],
    next_at: usize,
    capital: bool,
    opener: bool,
    /// Whether a quotation mark or bracket opens before it.
    opened: bool,
}

/// Whether a sentence ends at the stop of an abbreviation, an initial or
/// letters with stops.
fn abbreviation_ends(
    text: &[u8],
    at: &Candidate,
    word: &[u8],
    abbreviation: u8,
    behind: &Behind<'_>,
) -> bool {
    let &Behind { next, next_at, capital, opener, opened } = behind;
    let digit = next.first().is_some_and(u8::is_ascii_digit);
    let strong = opener && (capital || opened);
    if matches!(abbreviation, TITLE | INSIDE) {
        return false;
    }
    if abbreviation == 0 && word.len() == 1 {
        // "you and I. Did" ends; "Albert I. Jones", "J. R. R. Tolkien" and
        // "U. A. E. Start": an initial goes on but before an opener.
        return capital && opener && !(next.len() == 1 && next != b"I");
    }
    // "Come in. Sit down.": an ordinary word, not inches after a number.
    let number_before = after_number(text, at.start, at.stop - word.len());
    if word == b"in" && capital && !number_before {
        return true;
    }
    // "At 6 a.m. Okello left": the time opens the sentence that goes on.
    let time = is_time(word);
    if time && capital && !opener && fronted(text, at.start, at.stop) {
        return false;
    }
    let sentence = capital && !opener && !opened && opens_clause(text, next_at + next.len());
    match abbreviation {
        // "Acme Inc. The"; "Acme Inc. Chairman" goes on; "a Ph.D. Tom was".
        SUFFIX if word.contains(&b'.') => strong || opened || sentence,
        SUFFIX | PLACE => strong || (opened && byte(text, at.next) != b'('),
        // "No. 5"; "He said no. They left."
        REFERENCE => (opener || next.len() > 2) && (opened || capital) && !digit,
        MONTH => !digit && strong,
        ENDING if is_country(word) => strong || (opened && capital && byte(text, at.next) != b'('),
        ENDING => {
            strong || sentence || (opened && capital) || (time && capital && !is_zone(text, next, next_at))
        }
        _ => strong || sentence || (opened && capital),
    }
}

/// "a.m", "P.M", "B.C": what a sentence may open with after "at" or "in".
fn is_time(word: &[u8]) -> bool {
    [&b"a.m"[..], b"p.m", b"b.c", b"a.d", b"b.c.e", b"c.e"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// "U.S. Army", "U.N. Council": what follows is rather its name than a sentence.
fn is_country(word: &[u8]) -> bool {
    [&b"u.s"[..], b"u.k", b"u.n", b"e.u", b"u.s.a", b"d.c", b"u.a.e", b"u.s.s.r", b"n.y", b"l.a"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known))
}

/// "6 p.m. EST", "6 p.m. G.M.T.": letters, and no word.
fn is_zone(text: &[u8], next: &[u8], next_at: usize) -> bool {
    (2..=4).contains(&next.len()) && next.iter().all(u8::is_ascii_uppercase)
        || next.len() == 1 && byte(text, next_at + 1) == b'.'
}

/// Whether a number stands before `to`: "5 in", "3 ft".
fn after_number(text: &[u8], start: usize, to: usize) -> bool {
    to > start + 1 && byte(text, to - 1) == b' ' && byte(text, to - 2).is_ascii_digit()
}

/// Whether a sentence, or what follows a colon in it, is so far a phrase such
/// as "On Monday at 6": opens with a preposition, and is short.
fn fronted(text: &[u8], start: usize, stop: usize) -> bool {
    if stop - start > 60 {
        return false;
    }
    let from = (start..stop)
        .rev()
        .find(|&at| byte(text, at) == b':' && byte(text, at + 1) == b' ')
        .map_or(start, |colon| colon + 2);
    let word = text.get(from..word_end(text, from)).unwrap_or_default();
    class(key(word)).opener == PREPOSITION
}

/// Whether a verb follows the name that ends at `at`: "Okello was", "Tom
/// Okello walked".
fn opens_clause(text: &[u8], at: usize) -> bool {
    let mut from = at + 1;
    for _ in 0..2 {
        if byte(text, from - 1) != b' ' {
            return false;
        }
        let word = text.get(from..word_end(text, from)).unwrap_or_default();
        if word.first().is_some_and(u8::is_ascii_lowercase) {
            return class(key(word)).opener == VERB
                || word.len() > 3 && (word.ends_with(b"ed") || word.ends_with(b"ds"))
                || matches!(
                    word,
                    b"became" | b"said" | b"went" | b"came" | b"took" | b"made" | b"left" | b"won"
                );
        }
        if !word.first().is_some_and(u8::is_ascii_uppercase) {
            return false;
        }
        from += word.len() + 1;
    }
    false
}

/// The first letter or digit behind marks that open, and whether there are
/// any.
fn opened(text: &[u8], mut at: usize) -> (usize, bool) {
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

/// "world.Today", "large.[7] This": a blank is missing, or this is a name.
fn ends_without_blank(text: &[u8], at: &Candidate, kind: Stop, word: &[u8]) -> bool {
    let opened =
        pair(text, at.next).filter(|(pair, _)| !matches!(pair, Pair::CloseBracket | Pair::CloseQuote));
    let next_at = at.next + opened.map_or(0, |(_, length)| length);
    let next = text.get(next_at..word_end(text, next_at)).unwrap_or_default();
    if word.is_empty() || !next.first().is_some_and(u8::is_ascii_uppercase) {
        return false;
    }
    if at.closer != Closer::None {
        return !word.contains(&b'/');
    }
    // "on Monday.Mr. Okello"
    if kind == Stop::Full
        && class(key(next)).abbreviation == TITLE
        && byte(text, next_at + next.len()) == b'.'
    {
        return word.len() > 2 && word.iter().all(u8::is_ascii_alphabetic);
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

/// Whether the word at `at` may open a sentence that no mark before it, up to
/// `end`, announces: worth asking the decision. Asked of every name.
#[inline]
pub(super) fn may_open(text: &[u8], end: usize, at: usize) -> bool {
    let first = byte(text, at);
    let second = byte(text, at + 1);
    let last = byte(text, end - 1);
    match (last, first) {
        // A mark by itself opens what follows: `" Go "`.
        (b'"' | b'\'' | b'`' | b'(' | b'[' | b'{' | b'.' | b'!' | b'?', _) => false,
        _ if at - end > 1 => true,
        (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b',', b'A'..=b'Z') => {
            words::may_open(first, second) && words::opens(text, at)
        }
        (_, b'A'..=b'Z') => second.is_ascii_alphabetic() || matches!(first, b'A' | b'I'),
        (b'a'..=b'z' | b',' | 0x80.., _) => false,
        (_, b'0'..=b'9' | b'-' | b'*' | b'#') => true,
        // A bullet.
        (_, 0xE2) => list::marker(text, at).is_some(),
        _ => false,
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
