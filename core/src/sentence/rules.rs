//! What is certain about a candidate; the rest is for the learned decision.

use super::abbreviation::{self, Behind};
use super::features::Context;
use super::list::{self, Marker};
use super::marks::{Pair, Stop, byte, pair};
use super::words::{self, MONTH, PLACE, TITLE, class, key};

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
pub(super) const WORD: usize = 24;

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
        && opens_plainly(first, byte(text, at.next + 1))
        && known.is_empty()
        && class(key(word)).abbreviation == 0
    {
        return Ends;
    }
    let mut at = *at;
    let (mut from, mut word) = (from, word);
    // "Mr . Okello", "the U.S . Navy": text cut into words has a blank there.
    if from == at.stop && from > at.start && byte(text, from - 1) == b' ' {
        let before = word_start(text, at.start, from - 1);
        let cut = text.get(before..from - 1).unwrap_or_default();
        // "Roads 171/U.S . Highway"
        let cut = cut.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
        let before = from - 1 - cut.len();
        if class(key(cut)).abbreviation == TITLE || cut.contains(&b'.') && words::acronym(cut) {
            (word, at.stop, from) = (cut, from - 1, before);
        }
    }
    let at = &at;
    // `"Go!", she said`: a clause goes on; `' Go ! ' .`: or its own stop comes.
    if matches!(first, b',' | b';' | b':')
        || first == b'.' && at.closer != Closer::None && byte(text, at.next + 1) <= b' '
    {
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
    // "the ferry (?) Mary": a mark alone in brackets doubts or wonders, but in
    // "every time[?] After all" an editor ended the sentence with it.
    let alone = kind == Stop::Strong
        && at.marks == 1
        && at.closer != Closer::None
        && at.stop > at.start
        && matches!(byte(text, at.stop - 1), b'(' | b'[');
    if alone {
        let ended = byte(text, at.stop - 1) == b'['
            && at.stop > at.start + 1
            && byte(text, at.stop - 2).is_ascii_alphanumeric();
        return if ended && capital && opener { Ends } else { GoesOn };
    }
    // "and -- voila! -- you have cake"
    if dashed_on(text, at.next) {
        return GoesOn;
    }
    // "Who came? - Two of us."
    if byte(text, at.stop) == b'?'
        && at.closer == Closer::None
        && text.get(at.next..at.next + 2) == Some(b"- ")
        && byte(text, at.next + 2).is_ascii_uppercase()
    {
        return Ends;
    }
    // "She works at Hooray! in Lima", unless this text opens so.
    let writes_small = context.small_openings > 0 || byte(text, at.start).is_ascii_lowercase();
    let enough = match kind {
        // "Admón. es": abbreviations with accents are of other languages.
        Stop::Full => word.len() > 3 && word.is_ascii() && at.closer == Closer::None,
        _ => at.marks > 1 || byte(text, at.stop) == b'?',
    };
    // "It is told there. http://…": an address opens what it likes.
    let address = [&b"http"[..], b"www"].contains(&next)
        && matches!(byte(text, next_at + next.len()), b':' | b'.' | b's');
    if address && kind == Stop::Full && plain {
        return Ends;
    }
    if small && !opened && !writes_small && !enough {
        return GoesOn;
    }
    // "as [...] writes (p. 5)": what is left out ends nothing.
    if kind == Stop::Ellipsis && at.closer != Closer::None && first == b'(' {
        return GoesOn;
    }
    // "He taught (He was a nurse.) at home", "Well ... we went.", "Gone! ... but"
    let trails = kind == Stop::Ellipsis || trails_off(text, at);
    if small && !opened && (at.in_brackets || at.closer != Closer::None || trails) {
        return GoesOn;
    }
    if kind == Stop::Ellipsis && capital && !at.in_brackets {
        // "I" has its capital anywhere.
        let first_person = next == b"I" || next.starts_with(b"I'");
        return if first_person && at.closer == Closer::None { GoesOn } else { Ends };
    }
    // "“Why now?” Okello asked."
    if kind == Stop::Strong && at.closer == Closer::Quote && capital && !opened && reports(text, next_at) {
        return GoesOn;
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
    let sign = text.get(at.start..at.stop).is_some_and(|text| text.ends_with("N°".as_bytes()));
    if opens || sign {
        return GoesOn;
    }
    // "6a.m."
    let digits = word.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let bare = word.get(digits..).filter(|rest| rest.len() > 1 && digits < 3).unwrap_or(word);
    // "Ada P. Okello" has an initial, no page.
    let initial = matches!(bare, [b'A'..=b'Z']);
    let section = match class(key(bare)).abbreviation {
        _ if initial => 0,
        // "Oh man. Look": Manitoba has a capital.
        MONTH | PLACE if !bare.first().is_some_and(u8::is_ascii_uppercase) => 0,
        // "to his dr. He"; "to dr. Okello"
        TITLE if opener && capital && !bare.first().is_some_and(u8::is_ascii_uppercase) => 0,
        found => found,
    };
    let short = matches!(word, [b'A'..=b'Z' | b'a'..=b'z'] | [0xC3..=0xC9, _]);
    if section > 0 || short || (bare.contains(&b'.') && words::acronym(bare)) {
        let behind = Behind { next, next_at, capital, opener, opened };
        return if abbreviation::ends(text, at, bare, section, &behind) { Ends } else { GoesOn };
    }
    // "grew [7]. Lima", "in Peru (2026). Lima"
    if matches!(word.last(), Some(b')' | b']')) && capital && next.get(1).is_some_and(u8::is_ascii_lowercase)
    {
        return Ends;
    }
    // "[page. 42]", "(Engl. Navy": one word and a stop are an abbreviation.
    if from > at.start && matches!(byte(text, from - 1), b'(' | b'[') && !(capital && opener) {
        return GoesOn;
    }
    if at.in_brackets {
        return Open;
    }
    // "$5. 6 trillion": text put together from words.
    if numeral && word.len() <= 3 && fraction(text, at.next) {
        return GoesOn;
    }
    let letters = word.len() > 2 && word.iter().all(|&byte| byte.is_ascii_alphabetic() || byte >= 0x80);
    if letters && list::marker(text, at.next).is_some_and(|next| byte(text, next.end - 2) != b'-') {
        return Ends;
    }
    let name = capital && next.get(1).is_some_and(u8::is_ascii_lowercase);
    // "in Lima. Okello", "in 2019. Okello"
    let sure = plain || opener || (numeral && word.len() > 1) || (letters && word.len() > 3);
    if name && sure { Ends } else { Open }
}

/// Whether a word opens with these: a capital and a small letter, or "I" and "A".
#[inline]
pub(super) fn opens_plainly(first: u8, second: u8) -> bool {
    match first {
        b'A'..=b'Z' if second.is_ascii_lowercase() => true,
        b'I' => matches!(second, b' ' | b'\''),
        b'A' => second == b' ',
        _ => false,
    }
}

/// Whether dots follow the mark: "Gone! ...", "Gone?…", "Gone! . . ."
fn trails_off(text: &[u8], at: &Candidate) -> bool {
    let marks = text.get(at.stop..at.end).unwrap_or_default();
    at.marks > 1 && [&b".."[..], b". .", "…".as_bytes()].iter().any(|dots| marks.ends_with(dots))
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

/// Whether a name, of at most three words, or "I", and a verb of saying stand
/// at `at`.
fn reports(text: &[u8], at: usize) -> bool {
    let mut from = at;
    for place in 0..4 {
        let word = text.get(from..word_end(text, from)).unwrap_or_default();
        if place > 0 && word.first().is_some_and(u8::is_ascii_lowercase) {
            return SAYING.contains(&word);
        }
        let name = word.first().is_some_and(u8::is_ascii_uppercase)
            && (class(key(word)).opener == 0 || word == b"I" && place == 0);
        if !name {
            return false;
        }
        from += word.len();
        // "Mr. Okello asked"
        from += usize::from(byte(text, from) == b'.' && class(key(word)).abbreviation == TITLE);
        if byte(text, from) != b' ' {
            return false;
        }
        from += 1;
    }
    false
}

/// Verbs that follow a quotation.
const SAYING: [&[u8]; 18] = [
    b"said",
    b"says",
    b"say",
    b"asked",
    b"asks",
    b"ask",
    b"wrote",
    b"tweeted",
    b"replied",
    b"demanded",
    b"shouted",
    b"cried",
    b"wondered",
    b"exclaimed",
    b"yelled",
    b"called",
    b"inquired",
    b"continued",
];

/// Whether the digits of a fraction, and a word for many, stand at `at`.
fn fraction(text: &[u8], at: usize) -> bool {
    let digits = (0..3).take_while(|&n| byte(text, at + n).is_ascii_digit()).count();
    let rest = text.get(at + digits..).unwrap_or_default();
    (1..3).contains(&digits)
        && ["million", "billion", "trillion", "percent", "per cent"]
            .iter()
            .any(|many| rest.strip_prefix(b" ").is_some_and(|rest| rest.starts_with(many.as_bytes())))
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
        Stop::Ellipsis => plain && class(key(next)).opener > 0,
        Stop::Foreign => false,
    }
}

/// Where the word that ends at `stop` starts.
fn word_start(text: &[u8], start: usize, stop: usize) -> usize {
    let floor = start.max(stop.saturating_sub(WORD));
    let mut from = stop;
    while from > floor {
        // A stop in another script's letters is no abbreviation's; "Bernabéu" is one word.
        match (
            from.checked_sub(2).filter(|&lead| lead >= floor).map(|lead| byte(text, lead)),
            byte(text, from - 1),
        ) {
            (Some(0xC3..=0xC9), 0x80..=0xBF) => from -= 2,
            (_, last) if words::parts(last) => break,
            _ => from -= 1,
        }
    }
    from
}

/// The end of the letters, digits and apostrophes from `at`, at most 17.
pub(super) fn word_end(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while end < at + 17 && (byte(text, end).is_ascii_alphanumeric() || byte(text, end) == b'\'') {
        end += 1;
    }
    end
}
