//! The white space after a stop, and before one.

use super::marks::{byte, line_break, white};

/// White space, or a row of marks, longer than this is not read to its end.
pub(super) const RUN: usize = 256;

/// The white space after a candidate.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gap {
    pub(super) end: usize,
    pub(super) lines: usize,
    /// Where the last line in it starts.
    pub(super) last_line: usize,
}

/// The white space from `at`; of more than [`RUN`] bytes, that much, and it
/// counts as a blank line.
pub(super) fn gap(text: &[u8], at: usize) -> Gap {
    let mut gap = Gap { end: at, lines: 0, last_line: at };
    while gap.end - at < RUN {
        match byte(text, gap.end) {
            b' ' => {
                gap.end += 1;
                continue;
            }
            b'!'..=b'~' => return gap,
            _ => {}
        }
        let broken = line_break(text, gap.end);
        if broken > 0 {
            gap.lines += 1;
            gap.end += broken;
            gap.last_line = gap.end;
            continue;
        }
        match white(text, gap.end) {
            0 => return gap,
            length => gap.end += length,
        }
    }
    gap.lines = gap.lines.max(2);
    gap
}

/// `end` without the white space before it.
#[inline]
pub(super) fn trimmed(text: &[u8], start: usize, mut end: usize) -> usize {
    // One blank, mostly.
    if end > start + 1 && byte(text, end - 1) == b' ' && matches!(byte(text, end - 2), b'!'..=b'~') {
        return end - 1;
    }
    while end > start {
        match (1..=3).find(|&n| end - start >= n && white(text, end - n) == n) {
            Some(length) => end -= length,
            None => break,
        }
    }
    end
}
