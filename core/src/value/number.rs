//! Numbers in digits and words: "4,500", "3.2 billion", "twenty-five thousand", "5m".

use super::Decimal;
use crate::text::Parsed;

/// The number that starts at token `at`, and the token after it.
pub(super) fn number(parsed: &Parsed<'_>, at: usize, end: usize) -> Option<(Decimal, usize)> {
    digits(parsed, at, end).or_else(|| words(parsed, at, end))
}

/// "4,500", "3.2 billion", "3.2bn"
fn digits(parsed: &Parsed<'_>, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let token = parsed.token(at);
    let suffix = token.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let number = Decimal::read(token.get(..token.len() - suffix.len())?)?;
    if !suffix.is_empty() {
        return Some((number.shift(short_scale(suffix)?), at + 1));
    }
    match scale(parsed.token(at + 1)).filter(|_| at + 1 < end) {
        Some(exponent) => Some((number.shift(exponent), at + 2)),
        None => Some((number, at + 1)),
    }
}

/// "bn" in "3.2bn"
fn short_scale(suffix: &str) -> Option<usize> {
    Some(match suffix {
        "k" | "K" => 3,
        "m" | "M" | "mn" => 6,
        "bn" | "b" | "B" => 9,
        "tn" => 12,
        "cr" => 7,
        _ => return None,
    })
}

/// "billion": the power of ten
fn scale(word: &str) -> Option<usize> {
    Some(match word.to_ascii_lowercase().as_str() {
        "thousand" => 3,
        "lakh" | "lakhs" => 5,
        "million" | "mn" => 6,
        "crore" | "crores" => 7,
        "billion" | "bn" => 9,
        "trillion" => 12,
        _ => return None,
    })
}

/// "twenty", "seven"
fn unit(word: &str) -> Option<u64> {
    const UNITS: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let find = |list: &[&str]| list.iter().position(|known| word.eq_ignore_ascii_case(known));
    find(&UNITS).map(|n| n as u64).or_else(|| find(&TENS).map(|n| (n as u64 + 2) * 10))
}

/// "two hundred and five thousand", "a million", "half a million", "a dozen"
fn words(parsed: &Parsed<'_>, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    if word(at).eq_ignore_ascii_case("half") && word(at + 1) == "a" {
        return Some((Decimal::from(5).shift(scale(word(at + 2))? - 1), at + 3));
    }
    if word(at).eq_ignore_ascii_case("a") {
        return match word(at + 1) {
            "dozen" => Some((Decimal::from(12), at + 2)),
            "hundred" => Some((Decimal::from(100), at + 2)),
            next => Some((Decimal::from(1).shift(scale(next)?), at + 2)),
        };
    }
    let (mut total, mut current, mut below, mut index) = (0_u64, 0_u64, usize::MAX, at);
    let mut last = at;
    loop {
        let token = word(index);
        let (tens, ones) = token.split_once('-').unwrap_or((token, ""));
        if let Some(value) = unit(tens) {
            let value =
                value + if ones.is_empty() { 0 } else { unit(ones).filter(|&n| n < 10 && value >= 20)? };
            // "one one" are two numbers, "twenty one" is one.
            let room = if value < 10 {
                current % 10 == 0 && current % 100 != 10
            } else {
                current.is_multiple_of(100)
            };
            if !room || (current == 0 && last > at && below == usize::MAX) {
                break;
            }
            current += value;
        } else if token.eq_ignore_ascii_case("hundred") && (1..10).contains(&current) {
            current *= 100;
        } else if let Some(exponent) = scale(token).filter(|&exponent| current > 0 && exponent < below) {
            total += current * 10_u64.pow(exponent as u32);
            (current, below) = (0, exponent);
        } else if token == "and" && current >= 100 && unit(word(index + 1)).is_some() {
            index += 1;
            continue;
        } else {
            break;
        }
        index += 1;
        last = index;
    }
    (last > at).then(|| (Decimal::from(total + current), last))
}

/// "third", "21st"
pub(super) fn ordinal(word: &str) -> Option<u64> {
    const WORDS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    if let Some(index) = WORDS.iter().position(|known| word.eq_ignore_ascii_case(known)) {
        return Some(index as u64 + 1);
    }
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    matches!(word.get(digits.len()..)?, "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}
