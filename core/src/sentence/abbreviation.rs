//! Whether the stop of an abbreviation, an initial or letters with stops ends
//! a sentence too.

use super::marks::byte;
use super::rules::{Candidate, word_end};
use super::words::{ENDING, INSIDE, MONTH, PLACE, PREPOSITION, REFERENCE, SUFFIX, TITLE, VERB, class, key};

/// The word after a mark.
pub(super) struct Behind<'t> {
    pub(super) next: &'t [u8],
    pub(super) next_at: usize,
    pub(super) capital: bool,
    pub(super) opener: bool,
    /// Whether a quotation mark or bracket opens before it.
    pub(super) opened: bool,
}

/// Whether a sentence ends at the stop of an abbreviation, an initial or
/// letters with stops.
pub(super) fn ends(text: &[u8], at: &Candidate, word: &[u8], abbreviation: u8, behind: &Behind<'_>) -> bool {
    let &Behind { next, next_at, capital, opener, opened } = behind;
    let digit = next.first().is_some_and(u8::is_ascii_digit);
    let strong = opener && (capital || opened);
    let number_before = after_number(text, at.start, at.stop - word.len());
    // "Ft. Worth"; but "is 3 ft. Tom measured".
    let abbreviation = if number_before && word == b"ft" { ENDING } else { abbreviation };
    if matches!(abbreviation, TITLE | INSIDE) {
        return false;
    }
    if abbreviation == 0 && word.len() == 1 {
        // "you and I. Did" ends; "Albert I. Jones", "J. R. R. Tolkien" and
        // "U. A. E. Start": an initial goes on but before an opener.
        return capital && opener && !(next.len() == 1 && next != b"I");
    }
    // "Come in. Sit down.": an ordinary word, not inches after a number.
    if word == b"in" && capital && !number_before {
        return true;
    }
    // "At 6 a.m. Okello left": the time opens the sentence that goes on.
    let time = is_time(word);
    if time && capital && !opener && fronted(text, at.start, at.stop) {
        return false;
    }
    // "until 7 p.m. 40 were", "until 7 p.m. 6 a.m. is"; but "at 7 p.m. 5 May".
    if time && digit {
        return !fronted(text, at.start, at.stop) && counts(text, next_at + next.len());
    }
    let sentence = capital && !opener && !opened && opens_clause(text, next_at + next.len());
    match abbreviation {
        // "Acme Inc. The"; "Acme Inc. Chairman" goes on; "a Ph.D. Tom was".
        SUFFIX if word.contains(&b'.') => strong || opened || sentence,
        SUFFIX | PLACE => strong || (opened && byte(text, at.next) != b'('),
        // "Lima v. Quito", "p. 5"
        REFERENCE if word.len() == 1 => strong,
        // "fig. A and fig. B": a letter counts.
        REFERENCE if next == b"A" && word != b"no" => false,
        // "No. 5"; "He said no. They left."
        REFERENCE => (opener || next.len() > 2) && (opened || capital) && !digit,
        MONTH => !digit && strong,
        // Names seldom follow "etc."
        ENDING if word == b"etc" => (capital && next.len() > 1) || opened,
        ENDING if is_country(word) => strong || (opened && capital && byte(text, at.next) != b'('),
        ENDING => {
            let goes_on = time && (is_zone(text, next, next_at) || is_day(next));
            strong || sentence || (!goes_on && capital && (opened || time))
        }
        // "J.K. Okello said": letters that are no word's are a name's.
        _ => strong || (opened && capital),
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

/// "11 p.m. Friday", "8 a.m. Sat."
fn is_day(next: &[u8]) -> bool {
    const DAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];
    DAYS.iter().any(|day| next.starts_with(day)) && (next.ends_with(b"day") || next.len() <= 5)
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

/// Whether a verb follows the number that ends at `at`, or the word after it.
fn counts(text: &[u8], at: usize) -> bool {
    let mut from = at;
    (0..2).any(|_| {
        let start = from + usize::from(byte(text, from) == b' ');
        from = start;
        while from < start + 17 && !matches!(byte(text, from), 0..=b' ') {
            from += 1;
        }
        let word = text.get(start..from).unwrap_or_default();
        // Not "May".
        word.first().is_some_and(u8::is_ascii_lowercase) && class(key(word)).opener == VERB
    })
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
