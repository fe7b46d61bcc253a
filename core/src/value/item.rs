//! A sentence as the grammar reads it: words with their classes, numbers as
//! one, hyphenated words in their parts.

use super::number::{Number, fold};
use super::words::{self, Class, Known};
use super::{Date, Decimal, TimexModifier};
use crate::span::Span;
use crate::text::Parsed;

/// A word, a mark, a number, or a part of a hyphenated word.
#[derive(Clone, Copy)]
pub(super) struct Item<'t> {
    pub(super) text: &'t str,
    pub(super) span: Span,
    pub(super) classes: Class,
    pub(super) number: Number<'t>,
    /// Whether it follows the one before without a blank.
    pub(super) glued: bool,
    pub(super) known: Known,
    pub(super) beside: Known,
}

impl Item<'_> {
    /// The value that the word has as one of `class`.
    pub(super) fn value(&self, class: Class) -> &'static str {
        if self.known.classes.meets(class) { self.known.value(class) } else { self.beside.value(class) }
    }

    pub(super) fn is(&self, class: Class) -> bool {
        self.classes.meets(class)
    }

    /// Whether it is the word, or one of the words with `|` between.
    pub(super) fn reads(&self, words: &str) -> bool {
        words.split('|').any(|word| self.text.eq_ignore_ascii_case(word))
    }

    /// Its number as a count, where it is a whole one below 2^63.
    pub(super) fn number_of(&self) -> Option<i64> {
        self.number.int()
    }

    /// The power of ten that a word of its number tells.
    pub(super) fn scale(&self) -> usize {
        let spelt = self.number.digits.is_empty() && self.number.exponent == 0;
        let zeros = (1..=18)
            .take_while(|&exponent| {
                spelt && self.number.value != 0 && self.number.value.is_multiple_of(10_u64.pow(exponent))
            })
            .count();
        if self.text_is_scaled() {
            zeros.max(usize::try_from(self.number.exponent).unwrap_or(0)) / 3 * 3
        } else {
            usize::try_from(self.number.exponent).unwrap_or(0)
        }
    }

    fn text_is_scaled(&self) -> bool {
        self.number.digits.is_empty() && self.span.len() > self.text.len()
    }

    pub(super) fn is_capital(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    pub(super) fn is_lower(&self) -> bool {
        self.text.starts_with(char::is_lowercase)
    }
}

/// The `mod` of "early", "mid" and "the end of".
pub(super) fn edge_of(item: &Item<'_>) -> TimexModifier {
    match item.value(Class::EDGE) {
        "START" => TimexModifier::Start,
        "MID" => TimexModifier::Mid,
        _ => TimexModifier::End,
    }
}

/// Whether a number before item `next` is a house's: "1984 Elm Street", "10 Downing St."
pub(super) fn is_street(items: &[Item<'_>], next: usize) -> bool {
    const ROADS: &str = "street|st|st.|avenue|ave|ave.|road|rd|rd.|boulevard|blvd|blvd.|lane|drive|square|terrace|crescent|parkway|highway";
    let mut names =
        items.iter().skip(next).take(4).take_while(|item| item.is_capital() || item.is(Class::ORDINAL));
    // a name comes before the road
    names.next().is_some_and(|name| !name.is(Class::MONTH.or(Class::WEEKDAY)))
        && names.any(|name| name.reads(ROADS))
}

/// The items of the tokens `from..to`, written over `items`.
pub(super) fn read<'t>(parsed: &Parsed<'t>, from: usize, to: usize, items: &mut Vec<Item<'t>>) {
    items.clear();
    let mut end = usize::MAX;
    for index in from..to {
        let span = parsed.span(index);
        let glued = span.start() == end;
        end = span.end();
        token(parsed.token(index), span, glued, items);
    }
    fold(items);
}

/// Whether a token can begin or be a value: a digit, a sign of a currency, or a
/// word of the list. What decides, without a look at the rest, that a sentence
/// has none.
pub(super) fn may_begin(token: &str) -> bool {
    let first = token.bytes().next().unwrap_or(b' ');
    if first.is_ascii_alphabetic() {
        let head = token.split('-').next().unwrap_or(token);
        let common = Class::THE.or(Class::A).or(Class::THAT).or(Class::STEP).or(Class::EDGE).or(Class::LEAD);
        return !words::word(head).classes.without(common).is_none()
            || !words::money(token).classes.is_none();
    }
    first.is_ascii_digit() || !first.is_ascii_punctuation() || matches!(first, b'$' | b'\'' | b'-' | b'.')
}

fn push<'i, 't>(
    items: &'i mut Vec<Item<'t>>,
    text: &'t str,
    span: Span,
    glued: bool,
) -> Option<&'i mut Item<'t>> {
    let item = Item {
        text,
        span,
        classes: Class::NONE,
        number: Number::default(),
        glued,
        known: Known::default(),
        beside: Known::default(),
    };
    items.push(item);
    items.last_mut()
}

/// The part `from..to` of a token.
fn part(token: &str, span: Span, from: usize, to: usize) -> (&str, Span) {
    (token.get(from..to).unwrap_or(""), Span::new(span.start() + from, span.start() + to))
}

fn token<'t>(text: &'t str, span: Span, glued: bool, items: &mut Vec<Item<'t>>) {
    let first = text.bytes().next().unwrap_or(b' ');
    if first.is_ascii_digit()
        || (text.len() > 1
            && matches!(first, b'-' | b'.')
            && text.as_bytes().get(1).is_some_and(u8::is_ascii_digit))
    {
        return number(text, span, glued, items);
    }
    if text.strip_prefix('−').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return number(text, span, glued, items);
    }
    // "FY05", "SEK9": letters with a meaning before digits
    let letters = text.len() - text.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    if let (2 | 3, Some((head, rest))) = (letters, text.split_at_checked(letters))
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && (head == "FY" || !words::money(head).value(Class::CODE).is_empty())
    {
        let (before, place) = part(text, span, 0, letters);
        token(before, place, glued, items);
        let (rest, place) = part(text, span, letters, text.len());
        token(rest, place, true, items);
        return;
    }
    if text.len() > 2 && text.contains('-') && splits(text) {
        let (mut at, mut joined) = (0, glued);
        for (index, piece) in text.split('-').enumerate() {
            if index > 0 {
                let (hyphen, place) = part(text, span, at, at + 1);
                push(items, hyphen, place, true);
                at += 1;
                joined = true;
            }
            let (piece, place) = part(text, span, at, at + piece.len());
            token(piece, place, joined, items);
            at += piece.len();
        }
        return;
    }
    let after_number = items.last().is_some_and(|last| {
        last.is(Class::NUMBER
            .or(Class::SCALE)
            .or(Class::POWER)
            .or(Class::OF)
            .or(Class::HUNDRED)
            .or(Class::ONES)
            .or(Class::MANY)
            .or(Class::DOZEN))
            || matches!(
                last.text,
                "°" | "of" | "a" | "-" | "US" | "U.S." | "½" | "an" | "few" | "several" | "Kong" | "Zealand"
            )
    });
    let Some(item) = push(items, text, span, glued) else { return };
    item.known = words::word(text);
    item.classes = item.known.classes;
    // "'98", "’98s"
    if let Some(year) = text.strip_prefix(['\'', '’']) {
        let digits = year.trim_end_matches('s');
        if digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            item.classes = if year.len() == 2 { Class::SHORT_YEAR } else { Class::DECADE };
            item.number = Number { digits, ..Number::default() };
        }
        return;
    }
    let sign = !first.is_ascii_alphanumeric();
    if after_number
        || sign
        || (text.len() <= 5 && (item.is_capital() || text.ends_with('$')))
        || item.is(Class::OF)
    {
        item.beside = words::money(text);
        item.classes = item.classes.or(item.beside.classes);
    }
    // "All four" and "Top ten" are no lek and no pa'anga
    if item.beside.value(Class::CODE).eq_ignore_ascii_case(text)
        && text.bytes().any(|byte| byte.is_ascii_lowercase())
    {
        item.beside = Known::default();
        item.classes = item.known.classes;
    }
    if !sign && item.beside.classes.is_none() {
        item.beside = words::money(text);
        // a country's adjective may stand anywhere before "shillings"
        if item.beside.classes.meets(Class::OF) {
            item.classes = item.classes.or(Class::OF);
        } else if !after_number {
            item.beside = Known::default();
        }
    }
    if after_number && !item.is(Class::MONEY.or(Class::CODE)) {
        let unit = words::unit(text);
        item.classes = item.classes.or(unit.classes);
        item.beside = item.beside.or(unit);
    } else if item.is(Class::MONEY) && text.to_ascii_lowercase().starts_with("pound") {
        item.classes = item.classes.or(Class::MEASURE);
    }
    if let Some(digit) = text.strip_prefix(['Q', 'q']).filter(|rest| matches!(*rest, "1" | "2" | "3" | "4")) {
        item.classes = Class::QUARTER;
        item.number = Number { digits: digit, ..Number::default() };
    }
    if matches!(text, "%" | "％") {
        item.classes = Class::PERCENT;
    }
    let half = match text {
        "½" => Some((5, -1)),
        "¼" => Some((25, -2)),
        "¾" => Some((75, -2)),
        _ => None,
    };
    if let Some((value, exponent)) = half {
        item.classes = Class::NUMBER;
        item.number = Number { value, exponent, ..Number::default() };
    }
}

/// Whether the parts of a hyphenated word are read apart: "10-year-old",
/// "mid-February", "third-quarter", "year-end".
fn splits(text: &str) -> bool {
    let parts =
        Class::ONES.or(Class::ORDINAL).or(Class::EDGE).or(Class::MONTH).or(Class::WEEKDAY).or(Class::SCALE);
    let parts = parts.or(Class::PART_OF).or(Class::UNIT).or(Class::VAGUE).or(Class::DAYREF).or(Class::SEASON);
    let head = text.split('-').next().unwrap_or("");
    words::word(head).classes.meets(parts)
        || (matches!(head, "post" | "pre")
            && text.bytes().last().is_some_and(|b| b.is_ascii_digit() || b == b's'))
}

/// A token that starts with a digit.
fn number<'t>(text: &'t str, span: Span, glued: bool, items: &mut Vec<Item<'t>>) {
    let bytes = text.as_bytes();
    if let Some(class) = shape(text) {
        if let Some(item) = push(items, text, span, glued) {
            item.classes = class;
            item.number = Number { digits: text, ..Number::default() };
        }
        return;
    }
    let sign = text.len() - text.trim_start_matches(['-', '−']).len();
    let len = sign
        + bytes
            .iter()
            .skip(sign)
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b':' | b'/'))
            .count();
    let len = text.get(..len).map_or(0, |head| head.trim_end_matches([',', '.', ':', '/']).len());
    let (head, rest) = (text.get(..len).unwrap_or(""), text.get(len..).unwrap_or(""));
    if head.is_empty() {
        push(items, text, span, glued);
        return;
    }
    let suffix = rest.strip_suffix('.').unwrap_or(rest);
    // "1990s", "90s"
    if matches!(suffix, "s" | "'s" | "’s")
        && matches!(head.len(), 2 | 4)
        && head.ends_with('0')
        && head.bytes().all(|byte| byte.is_ascii_digit())
    {
        if let Some(item) = push(items, text, span, glued) {
            item.classes = Class::DECADE;
            item.number = Number { digits: head, ..Number::default() };
        }
        return;
    }
    // "21st"
    if matches!(suffix, "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH")
        && head.bytes().all(|byte| byte.is_ascii_digit())
    {
        if let Some(item) = push(items, text, span, glued) {
            item.classes = Class::ORDINAL;
            item.number = Number { digits: head, ..Number::default() };
        }
        return;
    }
    // "12th-biggest"
    if matches!(rest.get(..3), Some("st-" | "nd-" | "rd-" | "th-"))
        && head.bytes().all(|b| b.is_ascii_digit())
    {
        let (rank, place) = part(text, span, 0, len + 2);
        if let Some(item) = push(items, rank, place, glued) {
            item.classes = Class::ORDINAL;
            item.number = Number { digits: head, ..Number::default() };
        }
        for (from, to) in [(len + 2, len + 3), (len + 3, text.len())] {
            let (piece, place) = part(text, span, from, to);
            push(items, piece, place, true);
        }
        return;
    }
    // "10-year-old", "5-7", "13-inch"
    let hyphen = rest.starts_with('-').then_some(1);
    let Some(item) = push(items, head, Span::new(span.start(), span.start() + len), glued) else { return };
    item.number = Number { digits: head, ..Number::default() };
    item.classes = shape(head).unwrap_or(Class::NONE);
    if rest.is_empty() {
        return;
    }
    if let Some(hyphen) = hyphen {
        let (mark, place) = part(text, span, len, len + hyphen);
        push(items, mark, place, true);
        let (mut at, mut first) = (len + hyphen, true);
        for piece in rest.get(hyphen..).unwrap_or("").split('-') {
            if !first {
                let (mark, place) = part(text, span, at, at + 1);
                push(items, mark, place, true);
                at += 1;
            }
            let (piece, place) = part(text, span, at, at + piece.len());
            token(piece, place, true, items);
            (at, first) = (at + piece.len(), false);
        }
        return;
    }
    // "5pm", "3bn", "20km", "4h"
    let signed = items.iter().rev().nth(1).is_some_and(|before| before.is(Class::SIGN.or(Class::CODE)));
    let exponent = match suffix {
        "k" | "K" => Some(3),
        "m" | "M" | "mn" | "mln" if signed || suffix.len() > 1 => Some(6),
        "b" | "B" | "bn" | "bln" => Some(9),
        "t" | "tn" | "trn" if signed || suffix.len() > 1 => Some(12),
        "cr" => Some(7),
        _ => None,
    };
    if let (Some(exponent), Some(item)) = (exponent, items.last_mut()) {
        (item.text, item.span, item.classes) = (text, span, Class::NUMBER);
        item.number.exponent = exponent;
        return;
    }
    let (_, place) = part(text, span, len, text.len());
    let known = words::word(suffix);
    let unit = words::unit(suffix);
    let clock = Class::HALF_DAY.or(Class::UNIT);
    if known.classes.meets(clock) || unit.classes.meets(Class::MEASURE) || matches!(suffix, "h") {
        if let Some(item) = push(items, rest, place, true) {
            (item.known, item.beside) = (known, unit);
            item.classes = known.classes.or(unit.classes);
        }
    } else if let Some(item) = items.last_mut() {
        // "747s", "4x4", "B2B": no number
        (item.text, item.span, item.classes) = (text, span, Class::NONE);
    }
}

/// The classes of digits: a number, a time of day, a date.
fn shape(text: &str) -> Option<Class> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits(text) {
        let mut class = Class::NUMBER.or(Class::DIGITS);
        let value: u64 = text.parse().unwrap_or(u64::MAX);
        if text.len() <= 2 && (1..=31).contains(&value) {
            class = class.or(Class::DAY);
        }
        if text.len() == 4 && (1000..=2300).contains(&value) {
            class = class.or(Class::YEAR);
        }
        // "20260129", of this century or the last
        if text.len() == 8
            && (19_000_101..=20_991_231).contains(&value)
            && matches!(value / 100 % 100, 1..=12)
            && matches!(value % 100, 1..=31)
        {
            class = class.or(Class::ISO);
        }
        return Some(class);
    }
    if text.contains(':') {
        return clock(text).map(|_| Class::CLOCK);
    }
    if text.len() == 10 && text.parse::<Date>().is_ok() {
        return Some(Class::ISO);
    }
    // "29-01-2026", "29.01.2026"
    if text.len() >= 8
        && (text.matches('-').count() == 2 || text.matches('.').count() == 2)
        && text.len() <= 10
    {
        let year = text.rsplit(['-', '.']).next().filter(|year| year.len() == 4);
        return year.and_then(|_| slashed(text)).map(|_| Class::SLASHED);
    }
    if let Some((first, second)) = text.split_once('/') {
        return match second.split_once('/') {
            Some((second, third)) if digits(first) && digits(second) && digits(third) => {
                slashed(text).map(|_| Class::SLASHED)
            }
            None if digits(first) && digits(second) => {
                let (a, b): (u32, u32) = (first.parse().ok()?, second.parse().ok()?);
                let fraction = a < b && matches!(b, 2..=10 | 16) && a < 10 && first.len() == 1;
                let reversed = first.len() == 2 && second.len() == 2 && b <= 12 && (13..=31).contains(&a);
                if text == "9/11" || (a <= 12 && (13..=31).contains(&b)) || reversed {
                    Some(Class::SLASHED)
                } else {
                    fraction.then_some(Class::NUMBER.without(Class::DIGITS))
                }
            }
            _ => None,
        };
    }
    Decimal::is_written(text).then_some(Class::NUMBER)
}

/// Hour, minute and second of "16:30", "16:30:05".
pub(super) fn clock(text: &str) -> Option<(u32, u32, Option<u32>)> {
    let mut parts = text.split([':', '.']);
    let mut next = |lens: &[usize], below: u32| {
        let part = parts.next()?;
        let fits = lens.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        fits.then(|| part.parse::<u32>().ok()).flatten().filter(|&number| number < below)
    };
    let (hour, minute) = (next(&[1, 2], 25)?, next(&[2], 60)?);
    let second = next(&[2], 60);
    let rest = parts.next().is_none() && (second.is_some() || text.matches([':', '.']).count() == 1);
    (rest && (hour < 24 || minute == 0)).then_some((hour, minute, second))
}

/// The day of "1/29/2026", "29/1/2026", "1/29/26": the month first where both
/// orders are days.
pub(super) fn slashed(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '-', '.']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 4);
    let (a, b, c) = (number(first)?, number(second)?, number(third)?);
    if first.len() == 4 {
        return Date::new(a as i32, b, c);
    }
    let year = if third.len() == 2 { century(c) } else { c as i32 };
    (first.len() <= 2 && second.len() <= 2 && third.len() >= 2).then_some(())?;
    Date::new(year, a, b).or_else(|| Date::new(year, b, a))
}

/// The year of two digits: to 2049, from 1950.
pub(super) fn century(year: u32) -> i32 {
    year as i32 + if year < 50 { 2000 } else { 1900 }
}
