//! What the lines of a text say: whether a sentence goes on across a line
//! break, what a list item is, what a heading.

use super::list;
use super::marks::{byte, line_break};
use super::words::{ARTICLE, CONJUNCTION, PREPOSITION, class, key, opens};

/// A line break that stands alone, and the lines around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Where the line starts, or the sentence if that is later.
    pub(super) start: usize,
    /// Its length in bytes.
    pub(super) length: usize,
    /// The end of what is visible on it.
    pub(super) end: usize,
    /// The first visible byte of the next.
    pub(super) next: usize,
    /// Where the next line starts, its indentation included.
    pub(super) below: usize,
    /// The longest line before it in the paragraph.
    pub(super) width: usize,
}

/// Text is not wrapped by hand at more than this.
const WIDEST: usize = 130;
const NARROWEST: usize = 40;
const LONG: usize = 60;

/// Whether the paragraph goes on in the next line. Looks at most [`WIDEST`]
/// bytes ahead.
pub(super) fn continues(text: &[u8], line: &Line, stopped: bool) -> bool {
    if list::marker(text, line.next).is_some() {
        return false;
    }
    let first = byte(text, line.next);
    // A mark alone at the start of a line ends what is above it.
    if matches!(first, b'.' | b',' | b';' | b':' | b'!' | b'?' | b')') && byte(text, line.next + 1) <= b' ' {
        return true;
    }
    let length = line.length;
    let mut next_end = line.next;
    while next_end < text.len() && next_end - line.next < WIDEST && line_break(text, next_end) == 0 {
        next_end += 1;
    }
    let next_length = next_end - line.below.min(next_end);
    let last = if line.end > 0 { byte(text, line.end - 1) } else { 0 };
    if first.is_ascii_lowercase() {
        // Short lines of which none ends as a sentence does are a list of
        // terms; anything else that opens small goes on.
        let next_last = byte(text, next_end.saturating_sub(1));
        let terms =
            length < NARROWEST && next_length < NARROWEST && !matches!(next_last, b'.' | b'!' | b'?' | b',');
        let trailing = byte(text, line.end) == b' ';
        return !terms || trailing || matches!(last, b',' | b'-' | b';');
    }
    // "met in Lima on / Monday": nothing ends with "on", "and" or "the".
    if !stopped && joins(text, line.start, line.end) {
        return true;
    }
    // "… end on Friday / The talks": within a sentence that word is small.
    if !stopped && opens(text, line.next) && !matches!(last, b',' | b'-') {
        return false;
    }
    // An address ends its line, which what follows it would have gone on in.
    if !stopped && ends_with_address(text, line.start, line.end) {
        return false;
    }
    // An indented line opens a paragraph.
    if line.next - line.below >= 2 {
        return false;
    }
    // Two lines that end as sentences do are two paragraphs, though they are
    // about as long.
    let ended = |end: usize| matches!(byte(text, end.saturating_sub(1)), b'.' | b'!' | b'?');
    if stopped && line.width == 0 && next_end < line.next + WIDEST && ended(next_end) {
        return false;
    }
    let width = line.width.max(length).max(next_length);
    // Two lines alone are wrapped only where they are long.
    let narrowest = if line.width == 0 { LONG } else { NARROWEST };
    if length > WIDEST || width < narrowest {
        return !stopped && matches!(last, b',') && length > NARROWEST;
    }
    let mut word = 0;
    while word < 32 && line.next + word < next_end && byte(text, line.next + word) != b' ' {
        word += 1;
    }
    // Wrapped by hand: the next word had no room on this line.
    length + 1 + word > width
}

/// Whether `start..end` is the dateline of a story, which belongs to its first
/// sentence: "LOMÉ, May 3 (AP) —". Opens with a word in capitals and ends with
/// a dash or a bracket.
pub(super) fn is_dateline(text: &[u8], start: usize, end: usize) -> bool {
    let line = text.get(start..end).unwrap_or_default();
    let capitals = line.iter().take_while(|byte| byte.is_ascii_uppercase() || **byte >= 0x80).count();
    // "DHAKA: Boats"
    if capitals > 2 && line.get(capitals..) == Some(b":") {
        return true;
    }
    line.len() < 80
        && capitals > 2
        && !line.get(capitals).is_some_and(u8::is_ascii_lowercase)
        && (matches!(line.last(), Some(b'-' | b')'))
            || ["\u{2013}", "\u{2014}"].iter().any(|dash| line.ends_with(dash.as_bytes())))
        && line.iter().any(|byte| matches!(byte, b'(' | b',' | b'-' | 0xE2))
}

/// Whether the word at `at` stands in a row of a table: more gaps as wide as
/// that before it part the short line.
pub(super) fn is_row(text: &[u8], start: usize, end: usize, at: usize) -> bool {
    if at - end < 2 || end - start > WIDEST {
        return false;
    }
    let after = text.get(at..text.len().min(at + WIDEST)).unwrap_or_default();
    let line_end = after.iter().position(|&byte| byte == b'\n');
    let Some(length) = line_end.or((after.len() < WIDEST).then_some(after.len())) else { return false };
    let wide = |part: &[u8]| part.windows(2).any(|two| two == b"  ");
    after.get(..length).is_some_and(wide) || text.get(start..end).is_some_and(wide)
}

/// Whether the last word of the line is the address of a page.
fn ends_with_address(text: &[u8], start: usize, end: usize) -> bool {
    let floor = start.max(end.saturating_sub(WIDEST));
    let line = text.get(floor..end).unwrap_or_default();
    let word = line.rsplit(|&byte| byte <= b' ').next().unwrap_or_default();
    [&b"http://"[..], b"https://", b"www."].iter().any(|open| word.starts_with(open))
}

/// Whether the last word of the line is an article, a conjunction or a
/// preposition.
fn joins(text: &[u8], start: usize, end: usize) -> bool {
    let length =
        (0..8).take_while(|&n| end > start + n && byte(text, end - n - 1).is_ascii_lowercase()).count();
    // "https://example.org/a" ends with no article.
    if end - length > start && !matches!(byte(text, end - length - 1), 0..=b' ') {
        return false;
    }
    let opener = text.get(end - length..end).map_or(0, |word| class(key(word)).opener);
    matches!(opener, ARTICLE | CONJUNCTION | PREPOSITION)
}

/// Whether the line `start..end` is a heading: short, without a stop, and
/// its words mostly with capitals or few.
pub(super) fn is_heading(text: &[u8], start: usize, end: usize) -> bool {
    let Some(line) = text.get(start..end) else { return false };
    if line.len() > WIDEST || matches!(line.last(), Some(b'.' | b',' | b';' | b':' | b'!')) {
        return false;
    }
    if !line.first().is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || !b.is_ascii()) {
        return false;
    }
    let (mut words, mut capitals) = (0, 0);
    for word in line.split(|&b| b == b' ').filter(|w| !w.is_empty()) {
        if class(key(word)).opener > 0 && words > 0 {
            continue;
        }
        words += 1;
        capitals += usize::from(!word.first().is_some_and(u8::is_ascii_lowercase));
    }
    words <= 4 || capitals * 2 > words || line.len() < 80
}
