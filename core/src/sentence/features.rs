//! What the learned decision is told of a candidate: one row of its table for
//! each of [`COUNT`] questions about the words on either side.

use super::marks::{Pair, Stop, byte, pair, white};
use super::rules::Candidate;
use super::words::{self, ARTICLE, CONJUNCTION, Key, PREPOSITION};

/// How many rows a candidate has, one a question.
pub(super) const COUNT: usize = 19;

/// How many answers each question has; their rows follow one another in the
/// table.
const ANSWERS: [u16; COUNT] =
    [16, 16, 16, 24, 16, 8, 24, 16, 8, 8, 16, 16, 16, 8, 16, 16, 16, HASHES as u16, HASHES as u16];

/// Words beyond the lists fall into so many classes.
const HASHES: usize = 256;

/// How many rows the table has.
pub(super) const ROWS: usize = {
    let mut sum = 0;
    let mut question = 0;
    while question < COUNT {
        #[allow(clippy::indexing_slicing)] // in the compiler
        let answers = ANSWERS[question];
        sum += answers as usize;
        question += 1;
    }
    sum
};

/// The first row of each question.
const FIRSTS: [u16; COUNT] = {
    let mut firsts = [0; COUNT];
    let mut question = 1;
    while question < COUNT {
        #[allow(clippy::indexing_slicing)] // in the compiler
        {
            firsts[question] = firsts[question - 1] + ANSWERS[question - 1];
        }
        question += 1;
    }
    firsts
};

/// The rows of a candidate.
pub(super) type Rows = [u16; COUNT];

/// What the engine knows of the sentence that the candidate may end.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Context {
    pub(super) in_quote: bool,
    /// How many sentences on end opened with a small letter, at most 3.
    pub(super) small_openings: u8,
    /// Whether the sentence is the first of its line.
    pub(super) opens_line: bool,
    /// Whether the sentence before ended without a stop.
    pub(super) after_soft: bool,
    /// How many blanks within sentences of the paragraph were doubled, at most 3.
    pub(super) doubled: u8,
}

/// How far a word reaches at most.
const WORD: usize = 24;

/// The rows of `at`. Looks at no more than ten words before the candidate,
/// none of them before its sentence, and two after it.
pub(super) fn rows(text: &[u8], at: &Candidate, context: Context) -> Rows {
    let before = last_word(text, at.start, at.stop);
    let word = text.get(before.0..before.1).unwrap_or_default();
    let key = words::key(word);
    let class = words::class(key);
    let signs = Signs::of(word);
    let earlier = last_word(text, at.start, before.0);
    let earlier = text.get(earlier.0..earlier.1).unwrap_or_default();

    let (next_at, opening) = open(text, at.next);
    let next_end = token_end(text, next_at);
    let next = text.get(next_at..next_end).unwrap_or_default();
    let next_key = words::key(next);
    let next_class = words::class(next_key);
    let after = next_end + white_run(text, next_end + usize::from(mark_after(text, next_end) == 1));
    let second = text.get(after..token_end(text, after)).unwrap_or_default();
    let second_class = words::class(words::key(second));

    let soft = at.kind.is_none();
    let length = at.end - at.start;
    let answers: Rows = [
        mark(text, at),
        at.closer as u16 + 8 * u16::from(at.in_brackets),
        gap(text, at, before.0, context) + 8 * u16::from(context.in_quote),
        word_class(word, class, signs),
        signs.shape(word),
        bucket(word.len(), &[1, 2, 3, 4, 6, 9, 13]),
        next_word_class(next, next_class),
        Signs::of(next).shape(next),
        opening,
        mark_after(text, next_end),
        second_answer(second, second_class),
        Signs::of(earlier).shape(earlier),
        if soft { title_run(text, at.start, at.stop) } else { 0 },
        bucket(length, &[4, 10, 20, 40, 80, 130, 200]),
        start_answer(text, at.start) + 8 * u16::from(context.after_soft),
        u16::from(context.small_openings) + 4 * u16::from(context.opens_line) + 8 * u16::from(soft),
        pair_answer(class, word, next, next_class, soft),
        hash(key),
        hash(next_key),
    ];
    let mut rows = answers;
    for ((row, answers), first) in rows.iter_mut().zip(ANSWERS).zip(FIRSTS) {
        *row = first + (*row).min(answers - 1);
    }
    rows
}

/// The white space at the candidate. Two blanks may have been a line break,
/// but not in a text that doubles them anyhow: before the word that starts at
/// `before`, or elsewhere.
fn gap(text: &[u8], at: &Candidate, before: usize, context: Context) -> u16 {
    match (at.next - at.end, at.lines) {
        (0, _) => 0,
        (_, 1..) => 3,
        (1, _) => 1,
        _ if before >= at.start + 2 && text.get(before - 2..before) == Some(b"  ") => 4,
        _ if context.doubled > 0 => 4 + u16::from(context.doubled),
        _ => 2,
    }
}

/// Whether two words with a gap between them are of one running text: a small
/// one before it, with another before that, or a small one after it.
pub(super) fn within_prose(text: &[u8], start: usize, end: usize, next: usize) -> bool {
    let (from, to) = last_word(text, start, end);
    to == end
        && text.get(from..to).is_some_and(|word| word.iter().all(u8::is_ascii_lowercase))
        && (byte(text, next).is_ascii_lowercase() || from > start + 1 && byte(text, from - 2) != b' ')
}

/// The mark that the candidate ends with.
fn mark(text: &[u8], at: &Candidate) -> u16 {
    let first = byte(text, at.stop);
    match at.kind {
        Some(Stop::Full) => 1,
        Some(Stop::Strong) if at.marks > 1 => 4,
        Some(Stop::Strong) if first == b'?' => 2,
        Some(Stop::Strong) => 3,
        Some(Stop::Ellipsis) if byte(text, at.stop + 1) == b' ' => 14,
        Some(Stop::Ellipsis) => 5,
        Some(Stop::Foreign) => 0,
        None => match at.end.checked_sub(1).map_or(0, |last| byte(text, last)) {
            b':' => 6,
            b';' => 7,
            b'-' => 8,
            b',' => 9,
            b')' | b']' | b'}' => 10,
            b'"' | b'\'' => 11,
            b'0'..=b'9' => 12,
            last if last.is_ascii_alphabetic() => 0,
            // Dashes and curly quotation marks end in these bytes.
            0x93 | 0x94 if at.end >= 3 && byte(text, at.end - 3) == 0xE2 => 8,
            0x99 | 0x9D if at.end >= 3 && byte(text, at.end - 3) == 0xE2 => 11,
            0x80.. => 15,
            _ => 13,
        },
    }
}

/// The last word before `to`: its letters and digits, and what stands between
/// them; the marks around it left out.
fn last_word(text: &[u8], floor: usize, to: usize) -> (usize, usize) {
    let lowest = floor.max(to.saturating_sub(WORD));
    let before = text.get(lowest..to).unwrap_or_default();
    let Some(last) = before.iter().rposition(|&byte| is_word(byte)) else { return (lowest, lowest) };
    let before = before.get(..last).unwrap_or_default();
    let from = before.iter().rposition(|&byte| is(byte, BEFORE)).map_or(0, |place| place + 1);
    // An opening mark of another alphabet, an apostrophe.
    let marks = before.iter().skip(from).take_while(|&&byte| !is_word(byte)).count();
    (lowest + from + marks, lowest + last + 1)
}

/// Letters, digits, and what is beyond ASCII.
const WORDS: u8 = 1;
/// What a word starts behind.
const BEFORE: u8 = 2;
/// What joins two parts of a word.
const JOINS: u8 = 4;

/// What a byte is of those.
static BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[allow(clippy::indexing_slicing)] // in the compiler
        {
            bytes[byte] = match byte as u8 {
                0..=b' ' | b'(' | b'[' | b'{' | b'"' | b'`' => BEFORE,
                b'\'' | b'-' | b'.' | b'/' | b':' | b',' | b'@' | b'_' => JOINS,
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => WORDS,
                _ => 0,
            };
        }
        byte += 1;
    }
    bytes
};

#[inline]
fn is(byte: u8, class: u8) -> bool {
    BYTES.get(usize::from(byte)).is_some_and(|found| found & class != 0)
}

#[inline]
fn is_word(byte: u8) -> bool {
    is(byte, WORDS)
}

/// Where the word behind opening marks starts, and what opens it.
fn open(text: &[u8], at: usize) -> (usize, u16) {
    let first = byte(text, at);
    let opening = match (pair(text, at), first) {
        (Some((Pair::Straight | Pair::OpenQuote, _)), _) => 1,
        (Some((Pair::OpenSingle | Pair::Apostrophe, _)), _) => 2,
        (Some((Pair::OpenBracket, _)), _) => 3,
        (Some(_), _) => 4,
        (None, b'-' | b'*' | b'+') => 5,
        (None, b'.' | b'!' | b'?') => 6,
        (None, _) if first.is_ascii_punctuation() => 7,
        (None, 0xE2) => 5,
        _ => 0,
    };
    let mut to = at;
    while to < at + 6 && !is_word(byte(text, to)) {
        match pair(text, to) {
            Some((_, length)) => to += length,
            None if matches!(byte(text, to), 0..=b' ') => break,
            None => to += 1,
        }
    }
    (to, opening)
}

/// The end of the word at `at`: letters, digits, apostrophes, and what joins
/// them.
fn token_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    // Eight letters at a time, as far as they are.
    let mut length = 0;
    while length < WORD && rest.len() >= length + 8 {
        let Some(&chunk) = rest.get(length..).and_then(|rest| rest.first_chunk::<8>()) else { break };
        let letters = words::letters_at_start(chunk);
        length += letters;
        if letters < 8 {
            break;
        }
    }
    while length < WORD {
        let this = byte(rest, length);
        let joins = length > 0 && is(this, JOINS) && is_word(byte(rest, length + 1));
        if !(is_word(this) || joins) || this >= 0x80 && white(rest, length) > 0 {
            break;
        }
        length += 1;
    }
    at + length
}

/// The white space at `at` within a paragraph.
fn white_run(text: &[u8], at: usize) -> usize {
    let blanks = (0..4).take_while(|&n| matches!(byte(text, at + n), b' ' | b'\t')).count();
    let wrapped = byte(text, at + blanks) == b'\n' && byte(text, at + blanks + 1) > b' ';
    blanks + usize::from(wrapped)
}

fn mark_after(text: &[u8], at: usize) -> u16 {
    match byte(text, at) {
        b',' => 1,
        b':' => 2,
        b'.' => 3,
        b'!' | b'?' => 4,
        b')' | b']' => 5,
        0 | b'\n' | b'\r' => 6,
        b' ' => 0,
        _ => 7,
    }
}

/// What the lists say of the word before, or what it looks like.
fn word_class(word: &[u8], class: words::Class, signs: Signs) -> u16 {
    if class.abbreviation > 0 {
        return u16::from(class.abbreviation);
    }
    if class.opener > 0 {
        return 8 + u16::from(class.opener.min(8));
    }
    match word {
        [] => 0,
        [letter] if letter.is_ascii_uppercase() => 17,
        [letter] if letter.is_ascii_alphabetic() => 18,
        _ if words::acronym(word) => 19,
        _ if usize::from(signs.digits()) == word.len() => 20,
        _ if word.ends_with(b"ed") || word.ends_with(b"ing") || word.ends_with(b"ly") => 21,
        _ => 22,
    }
}

/// What the lists say of the word after.
fn next_word_class(word: &[u8], class: words::Class) -> u16 {
    if class.opener > 0 {
        return 8 + u16::from(class.opener.min(8));
    }
    if class.abbreviation > 0 {
        return u16::from(class.abbreviation);
    }
    match word {
        [] => 0,
        _ if words::acronym(word) && word.len() > 1 => 17,
        _ => 18,
    }
}

/// What a word of at most [`WORD`] bytes is written with, counted.
#[derive(Clone, Copy, Debug)]
struct Signs(u64);

impl Signs {
    /// For each byte, 1 at the place of its count.
    const COUNTS: [u64; 256] = {
        let mut counts = [1; 256];
        let mut byte = 0;
        while byte < 256 {
            #[allow(clippy::indexing_slicing)] // in the compiler
            {
                counts[byte] = 1
                    << match byte as u8 {
                        b'A'..=b'Z' => 8,
                        b'0'..=b'9' => 16,
                        b'.' => 24,
                        b'@' | b'/' | b':' | b'_' => 32,
                        b'-' | b'\'' | b',' => 40,
                        _ => 0,
                    };
            }
            byte += 1;
        }
        counts
    };

    #[inline]
    fn of(word: &[u8]) -> Self {
        static COUNTS: [u64; 256] = Signs::COUNTS;
        Self(word.iter().map(|&byte| COUNTS.get(usize::from(byte)).copied().unwrap_or(0)).sum())
    }

    fn lower(self) -> u8 {
        self.0 as u8
    }

    fn upper(self) -> u8 {
        (self.0 >> 8) as u8
    }

    fn digits(self) -> u8 {
        (self.0 >> 16) as u8
    }

    fn dots(self) -> u8 {
        (self.0 >> 24) as u8
    }

    fn others(self) -> u8 {
        (self.0 >> 32) as u8
    }

    fn joined(self) -> u8 {
        (self.0 >> 40) as u8
    }

    /// How the word is written.
    #[inline]
    fn shape(self, word: &[u8]) -> u16 {
        let first_upper = word.first().is_some_and(u8::is_ascii_uppercase);
        match (self.lower(), self.upper(), self.digits()) {
            (0, 0, 0) => 0,
            (0, 0, _) if self.others() > 0 => 7,
            (0, 0, _) if self.dots() + self.joined() > 0 => 8,
            (0, 0, 4) => 15,
            (0, 0, _) => 6,
            _ if self.others() > 0 => 10,
            (_, _, 1..) => 9,
            _ if self.dots() > 0 && word.len() < 8 => 11,
            _ if self.dots() > 0 => 10,
            (1, 0, _) => 5,
            (_, 0, _) if self.joined() > 0 => 14,
            (_, 0, _) => 1,
            (0, 1, _) => 4,
            (0, _, _) => 3,
            (_, 1, _) if first_upper => 2,
            _ if first_upper && self.joined() > 0 => 12,
            _ => 13,
        }
    }
}

/// What the second word after looks like: a verb tells a sentence from a name.
fn second_answer(word: &[u8], class: words::Class) -> u16 {
    if class.opener > 0 {
        return u16::from(class.opener.min(8));
    }
    match (Signs::of(word).shape(word), word) {
        (0, _) => 0,
        (1 | 5 | 14, _) if word.ends_with(b"ed") => 9,
        (1 | 5 | 14, _) if word.ends_with(b"s") => 10,
        (1 | 5 | 14, _) => 11,
        (2 | 12 | 13, _) => 12,
        (3 | 4, _) => 13,
        (6..=9 | 15, _) => 14,
        _ => 15,
    }
}

/// How many words on end before `to` are written as in a title, and whether
/// they are all of the sentence.
fn title_run(text: &[u8], start: usize, to: usize) -> u16 {
    let mut at = to;
    let mut capitals = 0;
    for _ in 0..10 {
        let (from, end) = last_word(text, start, at);
        let word = text.get(from..end).unwrap_or_default();
        let titled = word.first().is_some_and(|b| !b.is_ascii_lowercase());
        if !titled && !matches!(words::class(words::key(word)).opener, ARTICLE | CONJUNCTION | PREPOSITION) {
            break;
        }
        capitals += u16::from(titled);
        at = from;
        if from <= start {
            break;
        }
    }
    capitals.min(7) + 8 * u16::from(at <= start)
}

/// What the sentence opens with.
fn start_answer(text: &[u8], start: usize) -> u16 {
    match byte(text, start) {
        b'a'..=b'z' => 1,
        b'A'..=b'Z' => 2,
        b'0'..=b'9' => 3,
        b'"' | b'\'' => 4,
        b'(' | b'[' => 5,
        0xE2 => 6,
        0x80.. => 7,
        _ => 0,
    }
}

/// An abbreviation before a capital or an opener: the two together.
fn pair_answer(class: words::Class, word: &[u8], next: &[u8], behind: words::Class, soft: bool) -> u16 {
    let opener = behind.opener > 0;
    let capital = next.first().is_some_and(|b| !b.is_ascii_lowercase());
    let left = match word {
        _ if soft => return 15,
        _ if class.abbreviation > 0 => 1,
        [_] => 2,
        _ if words::acronym(word) => 3,
        _ => 0,
    };
    left * 3 + if opener { 2 } else { u16::from(capital) }
}

fn bucket(value: usize, bounds: &[usize]) -> u16 {
    bounds.iter().take_while(|&&bound| value >= bound).count() as u16
}

fn hash(key: Key) -> u16 {
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u16
}
