//! Which words may open a sentence though no mark is before them: after a
//! heading that is glued to it, at a wide gap, as the next item of a list.

use super::list;
use super::marks::byte;
use super::rules::{WORD, word_end};
use super::words::{self, VERB, class, key};

/// Whether the byte before a blank and that behind it tell that no sentence
/// opens at `at` without a mark before it: of most words they do, as
/// [`may_open`] would find too.
#[inline]
pub(super) fn cannot_open(text: &[u8], at: usize) -> bool {
    let before = at.checked_sub(2).and_then(|from| text.get(from..)).and_then(|rest| rest.first_chunk());
    let Some(&[last, b' ', first]) = before else { return false };
    match (last, first) {
        (b'a'..=b'z', b'0'..=b'9') => !counts_or_dates(text, at),
        (b'a'..=b'z' | b',', first) => !first.is_ascii_uppercase(),
        (last, _) => matches!(last, b'"' | b'\'' | b'`' | b'(' | b'[' | b'{' | b'.' | b'!' | b'?'),
    }
}

/// Whether a number may be an item's or part of a date: "1.", "(12)", "2/13".
#[inline]
fn counts_or_dates(text: &[u8], at: usize) -> bool {
    (1..5).any(|n| matches!(byte(text, at + n), b'.' | b')'))
        || byte(text, at + 1) == b'/'
        || byte(text, at + 2) == b'/'
}

/// Whether the word at `at` may open a sentence that no mark before it, up to
/// `end`, announces in the sentence from `start`: worth asking the decision. Asked of every name.
#[inline]
pub(super) fn may_open(text: &[u8], start: usize, end: usize, at: usize) -> bool {
    let first = byte(text, at);
    let second = byte(text, at + 1);
    let last = byte(text, end - 1);
    match (last, first) {
        // "[Applause] We left": what an editor put in opens a sentence with it.
        (b']', _) if inserted(text, start, end) => false,
        // "Opinion | The mayor is wrong"
        (b'|', _) if end - start > 2 && byte(text, end - 2) == b' ' => false,
        // A mark by itself opens what follows: `" Go "`.
        (b'"' | b'\'' | b'`' | b'(' | b'[' | b'{' | b'.' | b'!' | b'?', _) => false,
        // "Ama  Boateng": one word before a name is rather a part of it.
        (b'a'..=b'z', b'A'..=b'Z')
            if at - end > 1 && second.is_ascii_lowercase() && one_word(text, start, end) =>
        {
            words::opens(text, at)
        }
        _ if at - end > 1 => true,
        // "Thanks, Ada": the end of a letter.
        (b',', b'A'..=b'Z') if end - start < 24 => true,
        // "I" and "May" have their capital anywhere.
        (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b',' | b')', b'A'..=b'Z') => {
            words::may_open(text, at)
                && (first != b'I' || second.is_ascii_alphabetic())
                && words::opens(text, at)
                && text.get(at..at + 4) != Some(b"May ")
                && !titled_verb(text, at)
        }
        (_, b'A'..=b'Z') => second.is_ascii_alphabetic() || matches!(first, b'A' | b'I'),
        // "Route AR 750": a number that is no item's belongs to what it counts.
        // "Mary Okello 02/13/2026 04:13 PM": the head of a message.
        (b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9', b'0'..=b'9') => {
            (1..5).any(|n| matches!(byte(text, at + n), b'.' | b')')) && list::marker(text, at).is_some()
                || byte(text, at + 1) == b'/'
                || byte(text, at + 2) == b'/'
        }
        (b'a'..=b'z' | b',' | 0x80.., _) => false,
        (_, b'0'..=b'9' | b'-' | b'*' | b'#') => true,
        // A bullet.
        (_, 0xE2) => list::marker(text, at).is_some(),
        _ => false,
    }
}

/// Whether what stands at `at` leads into a story, and what is before it from
/// the start of the line is short as a heading: "Board approves new ferry
/// Earlier this month, …". Such words have a capital nowhere else in prose.
pub(super) fn leads_in(text: &[u8], start: usize, end: usize, at: usize) -> bool {
    let to = word_end(text, at);
    let after = text.get(to..).unwrap_or_default();
    let leads = match text.get(at..to).unwrap_or_default() {
        b"Earlier" | b"Later" => {
            [&b" this "[..], b" that ", b" in the "].iter().any(|more| after.starts_with(more))
        }
        // "Board approves new ferry By Ama Boateng": after a small letter.
        b"By" if byte(text, end - 1).is_ascii_lowercase() => named(after),
        b"Meanwhile" | b"However" | b"Moreover" | b"Furthermore" | b"Nevertheless" | b"Nonetheless"
        | b"Additionally" => after.starts_with(b", "),
        _ => false,
    };
    leads && (12..=120).contains(&(end - start)) && byte(text, end - 1).is_ascii_alphanumeric()
}

/// Whether `start..end` is short and in square brackets, with no blank and no
/// address in it: "[Applause]", not "[an error occurred]".
fn inserted(text: &[u8], start: usize, end: usize) -> bool {
    let part = text.get(start..end).unwrap_or_default();
    part.first() == Some(&b'[')
        && part.len() < WORD
        && !part.iter().any(|byte| matches!(byte, b' ' | b'/' | b'.'))
}

/// Whether `start..end` says whose the story is, and a sentence opens at `at`:
/// "By Ama Boateng The council met", not "By Friday The Post had gone".
pub(super) fn ends_byline(text: &[u8], start: usize, end: usize, at: usize) -> bool {
    let line = text.get(start..end).unwrap_or_default();
    let Some(name) = line.strip_prefix(b"By") else { return false };
    let capital = |word: &[u8]| !word.first().is_some_and(u8::is_ascii_lowercase) || word == b"and";
    line.len() < 80 && named(name) && name.split(|&byte| byte == b' ').all(capital) && words::opens(text, at)
}

/// Whether two words with capitals stand behind a blank: a name.
fn named(after: &[u8]) -> bool {
    let mut rest = after;
    (0..2).all(|_| {
        let Some((b' ', word)) = rest.split_first() else { return false };
        let length = word_end(word, 0);
        let (name, after) = word.split_at(length.min(word.len()));
        rest = after;
        name.first().is_some_and(u8::is_ascii_uppercase)
            && name.get(1).is_some_and(u8::is_ascii_lowercase)
            && class(key(name)).opener == 0
    })
}

/// Whether `start..end` is a date as machines write it before a story, with at
/// most one word, and a capital stands at `at`: "date 2026-01-29 ACCRA — The
/// line", but "On 2026-01-29 Okello left".
#[inline]
pub(super) fn is_date(text: &[u8], start: usize, end: usize, at: usize) -> bool {
    byte(text, end - 1).is_ascii_digit()
        && (10..28).contains(&(end - start))
        && byte(text, end - 3) == b'-'
        && byte(text, at).is_ascii_uppercase()
        && text.get(start..end).is_some_and(dated)
}

fn dated(line: &[u8]) -> bool {
    let Some((before, date)) = line.split_last_chunk::<10>() else { return false };
    let written = date.iter().enumerate().all(|(place, byte)| match place {
        4 | 7 => *byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    let Some((b' ', word)) = before.split_last() else { return written && before.is_empty() };
    let word = word.strip_suffix(b":").unwrap_or(word);
    written && word.iter().all(u8::is_ascii_alphabetic) && class(key(word)).opener == 0
}

/// Whether a verb stands at `at` as in a title: "Boats Are Late", not "Can I".
fn titled_verb(text: &[u8], at: usize) -> bool {
    let end = word_end(text, at);
    let verb = text.get(at..end).is_some_and(|word| class(key(word)).opener == VERB);
    verb && byte(text, end) == b' '
        && byte(text, end + 1).is_ascii_uppercase()
        && byte(text, end + 2).is_ascii_lowercase()
}

fn one_word(text: &[u8], start: usize, end: usize) -> bool {
    end - start < WORD && !text.get(start..end).is_some_and(|words| words.contains(&b' '))
}
