//! Words, numbers and marks, as the English treebanks cut them.
//!
//! The words are those of Unicode (UAX #29), refined: clitics stand apart
//! ("do|n't", "India|'s"), and what a reader takes as one is one
//! ("10-year-old", "U.S.", "4,500", "16:30", "AT&T", an address); a name stands
//! apart from what is compounded with it ("Nairobi|-|based"). Tokens lose
//! nothing: every character that is not white space is in exactly one.

mod address;
mod compound;

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

pub(crate) use address::address;

use crate::sentence::SentenceData;
use crate::span::Span;

/// A word, number or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'t> {
    text: &'t str,
    span: Span,
}

impl<'t> Token<'t> {
    pub(crate) fn new(text: &'t str, span: Span) -> Self {
        Self { text, span }
    }

    /// The bytes of the text that it takes up.
    pub fn span(&self) -> Span {
        self.span
    }

    /// It as it stands in the text.
    pub fn text(&self) -> &'t str {
        self.span.of(self.text)
    }
}

/// Splits every sentence into tokens.
///
/// Appends to `tokens`, and to `first_tokens` the number of each sentence's
/// first token and at the end the number of tokens.
pub(crate) fn split(
    text: &str,
    sentences: &[SentenceData],
    tokens: &mut Vec<Span>,
    first_tokens: &mut Vec<u32>,
) {
    for sentence in sentences {
        first_tokens.push(tokens.len() as u32);
        let words = sentence.span.of(text);
        let base = sentence.span.start();
        // A stop here ends the sentence; any other belongs to an abbreviation,
        // or the splitter would have split there.
        let final_stop = words.trim_end_matches(is_closer).len();
        let mut at = 0;
        while let Some(rest) = words.get(at..) {
            let rest_trimmed = rest.trim_start();
            if rest_trimmed.is_empty() {
                break;
            }
            at += rest.len() - rest_trimmed.len();
            let len = rest_trimmed.find(char::is_whitespace).unwrap_or(rest_trimmed.len());
            let chunk = rest_trimmed.get(..len).unwrap_or("");
            Chunk { text: chunk, base: base + at, final_stop: final_stop.wrapping_sub(at), tokens }.split();
            at += len;
        }
    }
    first_tokens.push(tokens.len() as u32);
}

/// Whether `c` may close a sentence after its stop.
fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '}' | '”' | '’' | '»' | '›')
}

/// Whether `c` may open a quotation or a bracket.
fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '(' | '[' | '{' | '<' | '“' | '‘' | '«' | '‹' | '¿' | '¡')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// What stands between two white spaces.
struct Chunk<'c, 'o> {
    text: &'c str,
    base: usize,
    /// Where the sentence's own stop ends, from the chunk's start.
    final_stop: usize,
    tokens: &'o mut Vec<Span>,
}

impl<'c> Chunk<'c, '_> {
    fn split(&mut self) {
        // Most chunks are one plain word.
        if self.text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return self.clitics(0, self.text.len());
        }
        let mut at = 0;
        loop {
            let rest = self.text.get(at..).unwrap_or("");
            if let Some(len) = address(rest) {
                self.push(at, at + len);
                at += len;
            } else if let Some(opener) = rest.chars().next().filter(|&c| is_opener(c) && !elided_year(rest)) {
                // "''" is one mark of the treebanks.
                let len = if rest.starts_with("''") { 2 } else { opener.len_utf8() };
                self.push(at, at + len);
                at += len;
            } else {
                break;
            }
        }
        if at < self.text.len() {
            self.words(at);
        }
    }

    /// The words from `from` on: pieces of UAX #29, joined where a rule says so.
    fn words(&mut self, from: usize) {
        let mut pieces = Pieces::new(self.text.get(from..).unwrap_or(""), from);
        while let Some((start, first)) = pieces.take() {
            let mut end = start + first.len();
            while let Some(taken) = self.joins(start, end, &pieces) {
                for _ in 0..taken {
                    if let Some((at, piece)) = pieces.take() {
                        end = at + piece.len();
                    }
                }
            }
            self.clitics(start, end);
        }
    }

    /// How many of the next pieces belong to the token `start..end`.
    fn joins(&self, start: usize, end: usize, pieces: &Pieces<'c>) -> Option<usize> {
        let token = self.text.get(start..end)?;
        let next = pieces.peek(0)?;
        let after = pieces.peek(1).unwrap_or("");
        let last = token.chars().next_back()?;
        let next_char = next.chars().next()?;
        let after_is = |test: fn(char) -> bool| after.chars().next().is_some_and(test);
        let mark = token.chars().next().filter(|c| !c.is_alphanumeric() && token.len() == c.len_utf8());
        match next_char {
            // "10-year-old", "Jean-Pierre", "2026-01-29"; not "U.S.-led"
            '-' | '\u{2010}' | '\u{2011}' if is_word_end(token, last) && after_is(char::is_alphanumeric) => {
                (!compound::parts(token, after)).then_some(2)
            }
            // "U.S.", "Mr.", "Jan."; not the stop of the sentence itself
            '.' if last.is_alphabetic() && self.is_abbreviation(token, end, after) => Some(1),
            // "16:30", "29/01/2026", "1/2"
            ':' | '/' if last.is_ascii_digit() && after_is(|c| c.is_ascii_digit()) => Some(2),
            // "AT&T", "S&P"
            '&' if is_capitals(token) && after_is(char::is_uppercase) => Some(2),
            // "US$", "HK$"
            '$' if is_capitals(token) && token.len() <= 3 => Some(1),
            // "...", "--", "***", "''"
            c if c == last
                && token.starts_with(c)
                && matches!(c, '.' | '-' | '*' | '_' | '=' | '~' | '\'' | '`' | '!' | '?') =>
            {
                Some(1)
            }
            // "-5", ".5" at the start of a chunk
            c if start == 0 && matches!(mark, Some('-' | '−' | '+' | '.')) && c.is_ascii_digit() => Some(1),
            // "’90s"
            _ if mark.is_some_and(is_apostrophe) && elided_year(self.text.get(start..)?) => Some(1),
            // "U.S.'s": UAX #29 parts an apostrophe from a stop
            's' | 'S' if mark.is_some_and(is_apostrophe) && start > 0 && next.len() == 1 => Some(1),
            _ => None,
        }
    }

    /// Whether the stop after `token`, which ends at `end`, is part of it.
    fn is_abbreviation(&self, token: &str, end: usize, after: &str) -> bool {
        // Only near the end, or a long token would be searched again and again.
        if token.len() < LONG && token.contains('.') {
            return !after.starts_with('.');
        }
        if end + 1 == self.final_stop {
            return ENDS_WITH_STOP.contains(&token);
        }
        // `"No." is an answer`: a quoted word's stop is no abbreviation's.
        !after.starts_with(|c| (is_closer(c) && c != ')') || c == '.')
    }

    /// Pushes the token `start..end`, its clitics apart.
    fn clitics(&mut self, start: usize, end: usize) {
        let token = self.text.get(start..end).unwrap_or("");
        if token.eq_ignore_ascii_case("cannot") {
            self.push(start, start + 3);
            return self.push(start + 3, end);
        }
        match clitic(token) {
            // "shouldn't've" has two; a third is no English
            Some(at) => {
                let head = token.get(..at).unwrap_or("");
                match clitic(head) {
                    Some(first) => {
                        self.push(start, start + first);
                        self.push(start + first, start + at);
                    }
                    None => self.push(start, start + at),
                }
                self.push(start + at, end);
            }
            None => self.push(start, end),
        }
    }

    fn push(&mut self, start: usize, end: usize) {
        self.tokens.push(Span::new(self.base + start, self.base + end));
    }
}

/// Longer than any abbreviation, in bytes.
const LONG: usize = 32;

/// Words that keep their stop also where it ends the sentence.
const ENDS_WITH_STOP: &[&str] = &[
    "Inc", "Corp", "Co", "Ltd", "Jr", "Sr", "Bros", "etc", "al", "Ave", "Blvd", "Rd", "Mr", "Mrs", "Ms", "Dr",
];

/// Where the last clitic of `token` starts: "'s", "’ve", "n't".
fn clitic(token: &str) -> Option<usize> {
    // The longest, "n’t", has five bytes.
    let from = (0..=token.len().saturating_sub(5)).rev().find(|&at| token.is_char_boundary(at))?;
    let (at, apostrophe) = token.get(from..)?.char_indices().rev().find(|&(_, c)| is_apostrophe(c))?;
    let at = from + at;
    let tail = token.get(at + apostrophe.len_utf8()..)?;
    let head = token.get(..at)?;
    if tail.eq_ignore_ascii_case("t") {
        let head = head.strip_suffix(['n', 'N'])?;
        return (!head.is_empty()).then_some(head.len());
    }
    let known = ["s", "re", "ve", "ll", "d", "m"].iter().any(|clitic| tail.eq_ignore_ascii_case(clitic));
    (known && !head.is_empty()).then_some(at)
}

/// Whether a hyphen may go on after it: a letter, digit, or the stop of an
/// abbreviation.
fn is_word_end(token: &str, last: char) -> bool {
    last.is_alphanumeric() || (last == '.' && token.starts_with(char::is_alphanumeric))
}

fn is_capitals(token: &str) -> bool {
    token.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'&')
}

/// Whether `text` starts as "’90s" or "'26" does.
fn elided_year(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(is_apostrophe) else {
        return false;
    };
    let digits = rest.bytes().take(3).take_while(u8::is_ascii_digit).count();
    digits == 2 && !rest.get(2..).unwrap_or("").starts_with(|c: char| c.is_alphanumeric() && c != 's')
}

/// The pieces of UAX #29 with a look at the two that follow.
struct Pieces<'c> {
    inner: UWordBoundIndices<'c>,
    ahead: [Option<(usize, &'c str)>; 2],
    from: usize,
}

impl<'c> Pieces<'c> {
    fn new(text: &'c str, from: usize) -> Self {
        let mut inner = text.split_word_bound_indices();
        let ahead = [inner.next(), inner.next()];
        Self { inner, ahead, from }
    }

    fn take(&mut self) -> Option<(usize, &'c str)> {
        let [first, second] = self.ahead;
        self.ahead = [second, self.inner.next()];
        first.map(|(at, piece)| (self.from + at, piece))
    }

    fn peek(&self, index: usize) -> Option<&'c str> {
        self.ahead.get(index)?.map(|(_, piece)| piece)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence::SentenceKind;

    /// The tokens of `text` as one sentence.
    fn tokens(text: &str) -> Vec<&str> {
        let sentence =
            SentenceData { span: Span::new(0, text.len()), kind: SentenceKind::Prose, paragraph: 0 };
        let (mut spans, mut first) = (Vec::new(), Vec::new());
        split(text, &[sentence], &mut spans, &mut first);
        spans.iter().map(|span| span.of(text)).collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(tokens(text), expected.split(' ').collect::<Vec<_>>(), "{text}");
    }

    #[test]
    fn clitics_stand_apart() {
        check("They don't know; she can’t.", "They do n't know ; she ca n’t .");
        check("India's plan, the ministers' plan", "India 's plan , the ministers ' plan");
        check("I'd've cannot O'Brien o'clock", "I 'd 've can not O'Brien o'clock");
    }

    #[test]
    fn abbreviations_keep_their_stop_and_sentences_do_not() {
        check("Mr. S. Rao of the U.S. left.", "Mr. S. Rao of the U.S. left .");
        check("He left the U.S.", "He left the U.S.");
        check("\"It is Plan B.\"", "\" It is Plan B . \"");
        check("The U.S.'s U.S.-led bid by Acme Inc.", "The U.S. 's U.S. - led bid by Acme Inc.");
        check("(Dem.) Rs.4,500", "( Dem. ) Rs. 4,500");
    }

    #[test]
    fn numbers_stay_whole_and_signs_stand_apart() {
        check("$3.2 4,500 10% US$5 €3m", "$ 3.2 4,500 10 % US$ 5 € 3m");
        check("16:30 29/01/2026 2026-01-29 -5 .5", "16:30 29/01/2026 2026-01-29 -5 .5");
        check("the ’90s, '26 2019–21", "the ’90s , '26 2019 – 21");
    }

    #[test]
    fn hyphenated_words_stay_whole_and_dashes_stand_apart() {
        check("a 10-year-old mid-February—then", "a 10-year-old mid-February — then");
        check("wait... what -- no", "wait ... what -- no");
        check("AT&T and R&D, salt&pepper", "AT&T and R&D , salt & pepper");
    }

    #[test]
    fn a_name_stands_apart_from_what_is_compounded_with_it() {
        check("a Nairobi-based, Saudi-owned firm", "a Nairobi - based , Saudi - owned firm");
        check("the U.S.-China and Kenya-U.K. talks", "the U.S. - China and Kenya - U.K. talks");
        check("Arab-Israeli and India-Pakistan talks", "Arab - Israeli and India - Pakistan talks");
        check("an African-American in Guinea-Bissau", "an African-American in Guinea-Bissau");
        check("Kim Jong-un re-elected Jean-Pierre", "Kim Jong-un re-elected Jean-Pierre");
        check("SOCCER-Otters beat Herons", "SOCCER - Otters beat Herons");
        check("Re-elected, a well-based X-ray", "Re-elected , a well-based X-ray");
    }

    #[test]
    fn addresses_stay_whole_without_the_stop_after_them() {
        check("(see https://example.org/a_b?c=1).", "( see https://example.org/a_b?c=1 ) .");
        check("Write to a.b@example.co.uk, now", "Write to a.b@example.co.uk , now");
        check("\"@nut_graf #Budget2026!\"", "\" @nut_graf #Budget2026 ! \"");
        check("www.example.com. # 5 @ 6", "www.example.com . # 5 @ 6");
    }

    #[test]
    fn nothing_but_white_space_is_lost() {
        let text = "\u{feff}a\u{301}\u{200d}b 👩‍👩‍👧 \u{301}x ''q'' «r» …";
        let joined: String = tokens(text).concat();
        assert_eq!(joined, text.split_whitespace().collect::<String>());
    }
}
