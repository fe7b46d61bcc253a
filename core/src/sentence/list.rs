//! The markers of lists: "1.", "(b)", "iv)", "•".

use super::marks::byte;

/// What a list item opens with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    style: Style,
    /// Its number, or its letter's place in the alphabet.
    value: u32,
    /// Its value as a Roman numeral; 0 where it is none.
    roman: u32,
    /// Where the item's text starts.
    pub(super) end: usize,
}

/// How a marker is written; the items of a list share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Style {
    /// The first three bytes of a bullet, 0 where there is none.
    bullet: [u8; 3],
    opened: bool,
    stopped: bool,
    closed: bool,
    letters: Letters,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Letters {
    None,
    Digits,
    Small,
    Capital,
}

/// The marker at `at` with the blank after it.
#[inline]
pub(super) fn marker(text: &[u8], at: usize) -> Option<Marker> {
    // "The": most sentences. Two letters of a marker are a Roman numeral.
    let (first, second) = (byte(text, at), byte(text, at + 1));
    let roman = |letter: u8| matches!(letter | 0x20, b'i' | b'v' | b'x');
    if first.is_ascii_alphabetic() && second.is_ascii_lowercase() && !(roman(first) && roman(second)) {
        return None;
    }
    marked(text, at)
}

#[inline(never)] // so that what is asked of most sentences is inline
fn marked(text: &[u8], at: usize) -> Option<Marker> {
    let (bullet, length) = bullet(text, at);
    let blank = |at: usize| matches!(byte(text, at), b' ' | b'\t');
    if length > 0 {
        let wide = !bullet.is_ascii();
        let end = at + length + usize::from(blank(at + length));
        let style = Style { bullet, opened: false, stopped: false, closed: false, letters: Letters::None };
        if !(blank(at + length) || wide && byte(text, end).is_ascii_alphanumeric()) {
            return None;
        }
        // "• 9. Rice": the number is part of it.
        let end = numbered(text, end).map_or(end, |inner| inner.end);
        return Some(Marker { style, value: 0, roman: 0, end });
    }
    numbered(text, at)
}

/// The place of the next item's marker that ends, or is a bullet, at `at`, if
/// it goes on from `marker`: "2)" after "1)", "b." after "a.", another "•".
pub(super) fn successor(text: &[u8], marker: &Marker, at: usize) -> Option<usize> {
    let opens = |from: usize| from > marker.end && matches!(byte(text, from - 1), b' ' | b'\t');
    if marker.style.letters == Letters::None {
        let (bullet, length) = bullet(text, at);
        return (length > 0 && bullet == marker.style.bullet && opens(at)).then_some(at);
    }
    let mut from = at;
    if from > marker.end && byte(text, from) == b')' && byte(text, from - 1) == b'.' {
        from -= 1;
    }
    let lowest = from.saturating_sub(6).max(marker.end);
    while from > lowest && byte(text, from - 1).is_ascii_alphanumeric() {
        from -= 1;
    }
    if from > lowest && byte(text, from - 1) == b'(' {
        from -= 1;
    }
    if !opens(from) {
        return None;
    }
    let next = numbered(text, from)?;
    let follows = next.value == marker.value + 1 && marker.value > 0
        || next.roman == marker.roman + 1 && marker.roman > 0;
    (next.style == marker.style && follows).then_some(from)
}

/// A number or letter with a bracket or stop: "1.", "1)", "(1)", "1.)".
fn numbered(text: &[u8], at: usize) -> Option<Marker> {
    let opened = byte(text, at) == b'(';
    let from = at + usize::from(opened);
    let first = byte(text, from);
    let letters = match first {
        b'0'..=b'9' => Letters::Digits,
        b'a'..=b'z' => Letters::Small,
        b'A'..=b'Z' => Letters::Capital,
        _ => return None,
    };
    let length = (0..5)
        .take_while(|&n| match letters {
            Letters::Digits => byte(text, from + n).is_ascii_digit(),
            _ => byte(text, from + n).is_ascii_alphabetic(),
        })
        .count();
    let word = text.get(from..from + length)?;
    let roman = roman(word);
    let value = match (letters, word) {
        (Letters::Digits, [_] | [_, _] | [_, _, _]) => {
            word.iter().fold(0, |sum, digit| 10 * sum + u32::from(digit - b'0'))
        }
        (Letters::Small | Letters::Capital, [letter]) => u32::from(letter.to_ascii_lowercase() - b'a') + 1,
        _ if roman > 0 => 0,
        _ => return None,
    };
    let mut end = from + length;
    let stopped = !opened && byte(text, end) == b'.';
    end += usize::from(stopped);
    let closed = byte(text, end) == b')';
    end += usize::from(closed);
    // "A. Okello" opens no list, nor does "(x. y)".
    if !closed && (opened || !stopped || letters == Letters::Capital) {
        return None;
    }
    if !matches!(byte(text, end), b' ' | b'\t') {
        return None;
    }
    Some(Marker {
        style: Style { bullet: [0; 3], opened, stopped, closed, letters },
        value,
        roman,
        end: end + 1,
    })
}

/// The bullet at `at` and its length: 0 where there is none.
fn bullet(text: &[u8], at: usize) -> ([u8; 3], usize) {
    match (byte(text, at), byte(text, at + 1), byte(text, at + 2)) {
        (mark @ (b'*' | b'-' | b'+'), ..) => ([mark, 0, 0], 1),
        (0xC2, 0xB7, _) => ([0xC2, 0xB7, 0], 2),
        // • ‣ ⁃ ● ○ ◦ ▪ ■
        (0xE2, b @ 0x80, c @ (0xA2 | 0xA3))
        | (0xE2, b @ 0x81, c @ 0x83)
        | (0xE2, b @ 0x97, c @ (0x8F | 0x8B | 0xA6))
        | (0xE2, b @ 0x96, c @ (0xAA | 0xA0)) => ([0xE2, b, c], 3),
        _ => ([0; 3], 0),
    }
}

/// The value of a small Roman numeral of `i`, `v` and `x`; 0 where it is none.
fn roman(word: &[u8]) -> u32 {
    let digit = |byte: &u8| match byte.to_ascii_lowercase() {
        b'i' => 1,
        b'v' => 5,
        b'x' => 10,
        _ => 0,
    };
    let mut sum = 0;
    for (place, byte) in word.iter().enumerate() {
        let this = digit(byte);
        if this == 0 {
            return 0;
        }
        let next = word.get(place + 1).map_or(0, digit);
        sum = if this < next { sum - this } else { sum + this };
    }
    sum.max(0) as u32
}
