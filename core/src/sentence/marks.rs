//! The characters that end sentences, close quotations or part words, told
//! from their bytes.

/// The byte at `at`, 0 beyond the end.
#[inline]
pub(super) fn byte(text: &[u8], at: usize) -> u8 {
    text.get(at).copied().unwrap_or(0)
}

/// The three bytes from `at`.
#[inline]
fn three(text: &[u8], at: usize) -> [u8; 3] {
    [byte(text, at), byte(text, at + 1), byte(text, at + 2)]
}

/// What a character that may end a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// A full stop, which also ends abbreviations.
    Full,
    /// A question or exclamation mark.
    Strong,
    /// `…`
    Ellipsis,
    /// The full stop of another script, which ends nothing but sentences.
    Foreign,
}

/// The mark at `at` that may end a sentence, and its length in bytes.
///
/// Beyond ASCII: the characters with the property `Sentence_Terminal` of
/// Unicode 16 that living scripts use.
#[inline]
pub(super) fn stop(text: &[u8], at: usize) -> Option<(Stop, usize)> {
    let first = byte(text, at);
    match first {
        b'.' => Some((Stop::Full, 1)),
        b'!' | b'?' => Some((Stop::Strong, 1)),
        0..=0xD5 => None,
        _ => stop_beyond(text, at),
    }
}

#[allow(clippy::match_same_arms)] // one arm a script
#[inline(never)]
fn stop_beyond(text: &[u8], at: usize) -> Option<(Stop, usize)> {
    let found = match three(text, at) {
        // ‼ ⁇ ⁈ ⁉ ‽
        [0xE2, 0x80, 0xBC | 0xBD] | [0xE2, 0x81, 0x87..=0x89] => (Stop::Strong, 3),
        // …
        [0xE2, 0x80, 0xA6] => (Stop::Ellipsis, 3),
        // ։ ؝ ؞ ؟ ۔ ܀ ܁ ܂
        [0xD6, 0x89, _] | [0xD8, 0x9D..=0x9F, _] | [0xDB, 0x94, _] | [0xDC, 0x80..=0x82, _] => {
            (Stop::Foreign, 2)
        }
        // । ॥
        [0xE0, 0xA5, 0xA4 | 0xA5] => (Stop::Foreign, 3),
        // ၊ ။ ። ፧ ፨ ᙮ ។ ៕ ᠃ ᠉
        [0xE1, 0x81, 0x8A | 0x8B]
        | [0xE1, 0x8D, 0xA2 | 0xA7 | 0xA8]
        | [0xE1, 0x99, 0xAE]
        | [0xE1, 0x9F, 0x94 | 0x95]
        | [0xE1, 0xA0, 0x83 | 0x89] => (Stop::Foreign, 3),
        // ⸮ ⸼ ⳹
        [0xE2, 0xB8, 0xAE | 0xBC] | [0xE2, 0xB3, 0xB9..=0xBB] => (Stop::Foreign, 3),
        // 。 ！ ？ ． ｡
        [0xE3, 0x80, 0x82] | [0xEF, 0xBC, 0x81 | 0x9F | 0x8E] | [0xEF, 0xBD, 0xA1] => (Stop::Foreign, 3),
        // ꓿ ꘎ ꘏ ꛳ ꛷
        [0xEA, 0x93, 0xBF] | [0xEA, 0x98, 0x8E | 0x8F] | [0xEA, 0x9B, 0xB3 | 0xB7] => (Stop::Foreign, 3),
        _ => return None,
    };
    Some(found)
}

/// The length in bytes of the white space at `at`, 0 where there is none; as
/// `char::is_whitespace` has it.
#[inline]
pub(super) fn white(text: &[u8], at: usize) -> usize {
    match byte(text, at) {
        b'\t'..=b'\r' | b' ' => 1,
        0xC2 => {
            if matches!(byte(text, at + 1), 0x85 | 0xA0) {
                2
            } else {
                0
            }
        }
        0xE1..=0xE3 => match three(text, at) {
            [0xE1, 0x9A, 0x80]
            | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF]
            | [0xE2, 0x81, 0x9F]
            | [0xE3, 0x80, 0x80] => 3,
            _ => 0,
        },
        _ => 0,
    }
}

/// The length in bytes of the line break at `at`, 0 where there is none.
#[inline]
pub(super) fn line_break(text: &[u8], at: usize) -> usize {
    match byte(text, at) {
        b'\r' if byte(text, at + 1) == b'\n' => 2,
        b'\n'..=b'\r' => 1,
        0xC2 if byte(text, at + 1) == 0x85 => 2,
        0xE2 if matches!(three(text, at), [_, 0x80, 0xA8 | 0xA9]) => 3,
        _ => 0,
    }
}

/// A quotation mark or bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pair {
    /// `"`, which opens and closes.
    Straight,
    /// `“`, `«`, `„`, `「`.
    OpenQuote,
    /// `”`, `»`, `」`.
    CloseQuote,
    /// `‘`
    OpenSingle,
    /// `’` and `'`, which are apostrophes too.
    Apostrophe,
    /// `(`, `[`, `{`.
    OpenBracket,
    /// `)`, `]`, `}`.
    CloseBracket,
}

/// The quotation mark or bracket at `at`, and its length in bytes.
#[inline]
pub(super) fn pair(text: &[u8], at: usize) -> Option<(Pair, usize)> {
    let found = match byte(text, at) {
        b'"' => (Pair::Straight, 1),
        b'\'' => (Pair::Apostrophe, 1),
        b'(' | b'[' | b'{' => (Pair::OpenBracket, 1),
        b')' | b']' | b'}' => (Pair::CloseBracket, 1),
        0..0xC2 => return None,
        _ => return pair_beyond(text, at),
    };
    Some(found)
}

#[inline(never)]
fn pair_beyond(text: &[u8], at: usize) -> Option<(Pair, usize)> {
    let found = match byte(text, at) {
        0xC2 => match byte(text, at + 1) {
            0xAB => (Pair::OpenQuote, 2),
            0xBB => (Pair::CloseQuote, 2),
            _ => return None,
        },
        0xE2 => match three(text, at) {
            [_, 0x80, 0x9C | 0x9E | 0x9F | 0xB9] => (Pair::OpenQuote, 3),
            [_, 0x80, 0x9D | 0xBA] => (Pair::CloseQuote, 3),
            [_, 0x80, 0x98] => (Pair::OpenSingle, 3),
            [_, 0x80, 0x99] => (Pair::Apostrophe, 3),
            _ => return None,
        },
        0xE3 => match three(text, at) {
            [_, 0x80, 0x8A | 0x8C | 0x8E] => (Pair::OpenQuote, 3),
            [_, 0x80, 0x8B | 0x8D | 0x8F] => (Pair::CloseQuote, 3),
            _ => return None,
        },
        0xEF => match three(text, at) {
            [_, 0xBC, 0x88] => (Pair::OpenBracket, 3),
            [_, 0xBC, 0x89] => (Pair::CloseBracket, 3),
            _ => return None,
        },
        _ => return None,
    };
    Some(found)
}
