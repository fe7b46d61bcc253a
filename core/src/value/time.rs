//! Dates, times and durations, anchored as news means them.
//!
//! A bare weekday, day or month is the last one; where the sentence looks
//! ahead ("will", "scheduled", "next") it is the coming one. Without a
//! document date the value stays open: `XXXX-02-04`, `XXXX-WXX-2`.

use super::number::{number, ordinal};
use super::{Date, Timex, TimexModifier, TimexType};
use crate::text::Parsed;

/// What the times of one sentence are read against.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    pub(super) date: Option<Date>,
    /// Whether the sentence speaks of what is to come.
    pub(super) ahead: bool,
}

/// Whether a word of the sentence looks ahead.
pub(super) fn looks_ahead(parsed: &Parsed<'_>, start: usize, end: usize) -> bool {
    const WORDS: &[&str] = &[
        "will",
        "shall",
        "'ll",
        "’ll",
        "scheduled",
        "due",
        "expected",
        "plans",
        "planned",
        "upcoming",
        "set",
        "expires",
        "slated",
    ];
    // "is to be delivered in October"
    let to_be = |index: usize| parsed.token(index) == "to" && parsed.token(index + 1) == "be";
    (start..end).any(|index| WORDS.contains(&parsed.token(index)) || to_be(index))
}

/// The time at token `at`, and the token after it.
pub(super) fn time(parsed: &Parsed<'_>, at: usize, end: usize, anchor: Anchor) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let token = word(at);
    let first = token.chars().next()?;
    if first.is_ascii_digit() {
        return iso(token)
            .map(|value| (timex(TimexType::Date, value), at + 1))
            .or_else(|| day_month(parsed, at, end, anchor))
            .or_else(|| clock(parsed, at, end))
            .or_else(|| decade(token).map(|value| (timex(TimexType::Date, value), at + 1)))
            .or_else(|| length(parsed, at, end, anchor))
            .or_else(|| year(parsed, at, end));
    }
    if !first.is_alphabetic() {
        return None;
    }
    month_day(parsed, at, end, anchor)
        .or_else(|| weekday_date(parsed, at, end, anchor))
        .or_else(|| relative(parsed, at, end, anchor))
        .or_else(|| length(parsed, at, end, anchor))
        .or_else(|| match word(at) {
            "the" => decade(word(at + 1)).map(|value| (timex(TimexType::Date, value), at + 2)),
            "noon" => Some((timex(TimexType::Time, "T12:00".to_owned()), at + 1)),
            "midnight" => Some((timex(TimexType::Time, "T00:00".to_owned()), at + 1)),
            _ => None,
        })
}

fn timex(kind: TimexType, value: String) -> Timex {
    Timex { kind, value, modifier: None, quant: None, freq: None, begin: None, end: None }
}

/// "2026-01-29"
fn iso(token: &str) -> Option<String> {
    token.parse::<Date>().ok().map(|date| date.to_string())
}

/// The month of a name; with a stop where it is short ("Jan.").
fn month(token: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = token.strip_suffix('.').unwrap_or(token);
    let is = |known: &str| {
        name == known
            || (name.len() == 3 && known.starts_with(name))
            || (name == "Sept" && known == "September")
    };
    NAMES.iter().position(|known| is(known)).map(|index| index as u32 + 1)
}

/// "4", "4th"
fn day(token: &str) -> Option<u32> {
    let number = token.parse().ok().or_else(|| {
        ordinal(token).filter(|_| token.starts_with(|c: char| c.is_ascii_digit())).map(|n| n as u32)
    })?;
    (1..=31).contains(&number).then_some(number)
}

fn full_year(token: &str) -> Option<i32> {
    (token.len() == 4).then(|| token.parse().ok()).flatten().filter(|year| (1000..=2999).contains(year))
}

/// A year after "January 5" with or without a comma, and the token after it.
fn year_after(parsed: &Parsed<'_>, at: usize, end: usize) -> Option<(i32, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let skip = usize::from(word(at) == ",");
    full_year(word(at + skip)).map(|year| (year, at + skip + 1))
}

/// "January 5", "Jan. 5, 2026", "January 2026", "in January"
fn month_day(parsed: &Parsed<'_>, at: usize, end: usize, anchor: Anchor) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let (token, modifier) = match word(at).strip_prefix("mid-") {
        Some(rest) => (rest, Some(TimexModifier::Mid)),
        None => (word(at), None),
    };
    let month = month(token)?;
    let (value, next) = if let Some(day) = day(word(at + 1)) {
        match year_after(parsed, at + 2, end) {
            Some((year, next)) => (Date::new(year, month, day)?.to_string(), next),
            None => (nearest_day(month, day, anchor)?, at + 2),
        }
    } else if let Some((year, next)) = year_after(parsed, at + 1, end) {
        (format!("{year:04}-{month:02}"), next)
    } else {
        // "May" and "March" are words too: only after what takes a month.
        let before = if at > 0 { parsed.token(at - 1) } else { "" };
        let takes = [
            "in", "since", "until", "till", "by", "of", "from", "early", "late", "during", "and", "to", "for",
        ]
        .contains(&before);
        if matches!(
            token,
            "May"
                | "March"
                | "Mar"
                | "Jan"
                | "Dec"
                | "Jun"
                | "Apr"
                | "Aug"
                | "Sep"
                | "Oct"
                | "Nov"
                | "Feb"
                | "Jul"
        ) && (!takes || token.len() == 3 && token != "May")
        {
            return None;
        }
        (nearest_month(month, anchor), at + 1)
    };
    Some((Timex { modifier, ..timex(TimexType::Date, value) }, next))
}

/// "5 January", "4th of March 2026"
fn day_month(parsed: &Parsed<'_>, at: usize, end: usize, anchor: Anchor) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let day = day(word(at))?;
    let skip = usize::from(word(at + 1) == "of");
    let month = month(word(at + 1 + skip))?;
    let next = at + 2 + skip;
    let (value, next) = match year_after(parsed, next, end) {
        Some((year, next)) => (Date::new(year, month, day)?.to_string(), next),
        None => (nearest_day(month, day, anchor)?, next),
    };
    Some((timex(TimexType::Date, value), next))
}

/// A day without a year: the last one, or the coming one where the sentence
/// looks ahead or the last is half a year gone and the next is near.
fn nearest_day(month: u32, day: u32, anchor: Anchor) -> Option<String> {
    let Some(today) = anchor.date else {
        // 2024 has every day that a year can have
        return Date::new(2024, month, day).map(|_| format!("XXXX-{month:02}-{day:02}"));
    };
    let around = |years: i32| Date::new(today.year() + years, month, day);
    let days: Vec<Date> = [-1, 0, 1].into_iter().filter_map(around).collect();
    let past = days.iter().copied().rfind(|day| *day <= today);
    let coming = days.iter().copied().find(|day| *day >= today);
    let choice = match (past, coming) {
        (Some(past), Some(coming)) => {
            let stale = today.days_since(past) > 183 && coming.days_since(today) < 92;
            if anchor.ahead || stale { coming } else { past }
        }
        (past, coming) => past.or(coming)?,
    };
    Some(choice.to_string())
}

/// A month without a year, by the same rule.
fn nearest_month(month: u32, anchor: Anchor) -> String {
    let Some(today) = anchor.date else { return format!("XXXX-{month:02}") };
    let year = match (anchor.ahead, month.cmp(&today.month())) {
        (true, core::cmp::Ordering::Less) => today.year() + 1,
        (false, core::cmp::Ordering::Greater) => today.year() - 1,
        _ => today.year(),
    };
    format!("{year:04}-{month:02}")
}

fn weekday(token: &str) -> Option<i64> {
    const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS.iter().position(|known| token == *known).map(|index| index as i64 + 1)
}

/// "Monday", "last Monday", "Monday, January 5, 2026"
fn weekday_date(parsed: &Parsed<'_>, at: usize, end: usize, anchor: Anchor) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let which = matches!(word(at), "last" | "next" | "this").then(|| word(at));
    let at = at + usize::from(which.is_some());
    let day = weekday(word(at))?;
    let after = at + 1 + usize::from(word(at + 1) == ",");
    let dated = month(word(after)).and_then(|_| month_day(parsed, after, end, anchor));
    if let Some(dated) = dated.or_else(|| day_month(parsed, after, end, anchor)) {
        return Some(dated);
    }
    // "Sunday Times", "Black Friday": a name
    let named = word(at + 1).starts_with(char::is_uppercase) && which.is_none();
    if named {
        return None;
    }
    let value = match anchor.date {
        None => format!("XXXX-WXX-{day}"),
        Some(today) => {
            let back = (today.weekday() - day).rem_euclid(7);
            let days = match which {
                Some("last") => -(if back == 0 { 7 } else { back }),
                Some("next") => 7 - back,
                _ if anchor.ahead && back != 0 => 7 - back,
                _ => -back,
            };
            today.plus_days(days)?.to_string()
        }
    };
    Some((timex(TimexType::Date, value), at + 1))
}

/// "today", "next week", "earlier this month", "last year"
fn relative(parsed: &Parsed<'_>, at: usize, end: usize, anchor: Anchor) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let lower = word(at).to_ascii_lowercase();
    let days = match lower.as_str() {
        "today" => Some(0),
        "yesterday" => Some(-1),
        "tomorrow" => Some(1),
        _ => None,
    };
    if let Some(days) = days {
        let value = match anchor.date {
            Some(today) => today.plus_days(days)?.to_string(),
            None => "XXXX-XX-XX".to_owned(),
        };
        return Some((timex(TimexType::Date, value), at + 1));
    }
    let start = usize::from(matches!(lower.as_str(), "earlier" | "later"));
    let steps = match word(at + start).to_ascii_lowercase().as_str() {
        "this" => 0,
        "next" => 1,
        "last" | "previous" if start == 0 => -1,
        _ => return None,
    };
    let value = moved(
        unit(word(at + start + 1)).filter(|_| !word(at + start + 1).ends_with('s'))?,
        steps,
        anchor.date,
    )?;
    Some((timex(TimexType::Date, value), at + start + 2))
}

/// The week, month, … so many on from the document's date.
fn moved(unit: char, steps: i64, date: Option<Date>) -> Option<String> {
    Some(match (unit, date) {
        ('D', Some(today)) => today.plus_days(steps)?.to_string(),
        ('W', Some(today)) => {
            let (year, week) = today.plus_days(steps.checked_mul(7)?)?.week()?;
            format!("{year:04}-W{week:02}")
        }
        ('M', Some(today)) => {
            let (year, month) = today.plus_months(steps);
            format!("{year:04}-{month:02}")
        }
        ('Y', Some(today)) => format!("{:04}", i64::from(today.year()).checked_add(steps)?),
        ('D', None) => "XXXX-XX-XX".to_owned(),
        ('W', None) => "XXXX-WXX".to_owned(),
        ('M', None) => "XXXX-XX".to_owned(),
        ('Y', None) => "XXXX".to_owned(),
        _ => return None,
    })
}

/// The unit of a length: D, W, M, Y on the calendar; h, m, s of the clock;
/// d, c for decades and centuries.
fn unit(word: &str) -> Option<char> {
    Some(match word.strip_suffix('s').unwrap_or(word) {
        "day" => 'D',
        "week" => 'W',
        "month" => 'M',
        "year" => 'Y',
        "decade" => 'd',
        "century" | "centurie" => 'c',
        "hour" => 'h',
        "minute" => 'm',
        "second" => 's',
        _ => return None,
    })
}

/// "two weeks", "36 hours", "a decade", "10-year", "two weeks ago"
fn length(parsed: &Parsed<'_>, at: usize, end: usize, anchor: Anchor) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    if let Some((count, rest)) = word(at).split_once('-') {
        // "10-year", "10-year-old"
        let unit = unit(rest.strip_suffix("-old").unwrap_or(rest))?;
        let digits = !count.is_empty() && count.len() < 6 && count.bytes().all(|byte| byte.is_ascii_digit());
        let value = digits.then(|| duration(count, unit))?;
        return Some((timex(TimexType::Duration, value), at + 1));
    }
    let (count, next) = match number(parsed, at, end) {
        Some((count, next)) => (count, next),
        None if matches!(word(at), "a" | "A" | "an" | "An") => (1_u64.into(), at + 1),
        None => return None,
    };
    let unit = unit(word(next))?;
    // "5 seconds" is a length, "a second boat" is none
    if unit == 's' && !word(next).ends_with('s') {
        return None;
    }
    if word(next + 1) == "ago" {
        let steps: i64 = count.as_str().parse().ok()?;
        let (unit, steps) = match unit {
            'd' => ('Y', steps.checked_mul(10)?),
            unit => (unit, steps),
        };
        let steps = if steps > 9999 { return None } else { -steps };
        return Some((timex(TimexType::Date, moved(unit, steps, anchor.date)?), next + 2));
    }
    let old = usize::from(word(next + 1) == "old");
    Some((timex(TimexType::Duration, duration(count.as_str(), unit)), next + 1 + old))
}

fn duration(count: &str, unit: char) -> String {
    match unit {
        'h' | 'm' | 's' => format!("PT{count}{}", unit.to_ascii_uppercase()),
        'd' => format!("P{count}DE"),
        'c' => format!("P{count}CE"),
        _ => format!("P{count}{unit}"),
    }
}

/// "16:30", "10:30 a.m.", "5 p.m."
fn clock(parsed: &Parsed<'_>, at: usize, end: usize) -> Option<(Timex, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let (hour, minute) = word(at).split_once(':').unwrap_or((word(at), ""));
    let hour: u32 = (hour.len() <= 2).then(|| hour.parse().ok()).flatten()?;
    let minutes: u32 =
        if minute.is_empty() { 0 } else { (minute.len() == 2).then(|| minute.parse().ok()).flatten()? };
    let half = match word(at + 1).to_ascii_lowercase().as_str() {
        "a.m." | "am" | "a.m" => Some(0),
        "p.m." | "pm" | "p.m" => Some(12),
        _ => None,
    };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        None if !minute.is_empty() && hour < 24 => hour,
        _ => return None,
    };
    (minutes < 60).then(|| {
        let value = format!("T{hour:02}:{minutes:02}");
        (timex(TimexType::Time, value), at + 1 + usize::from(half.is_some()))
    })
}

/// "1990s": `199`
fn decade(token: &str) -> Option<String> {
    let year = full_year(token.strip_suffix('s')?)?;
    (year % 10 == 0).then(|| format!("{}", year / 10))
}

/// A year alone, where the words around it take one.
fn year(parsed: &Parsed<'_>, at: usize, end: usize) -> Option<(Timex, usize)> {
    const BEFORE: &[&str] = &[
        "in", "In", "since", "Since", "by", "By", "until", "from", "of", "to", "and", "during", "before",
        "after", "early", "late", "between", "through", "(",
    ];
    let year = full_year(parsed.token(at)).filter(|year| (1400..=2100).contains(year))?;
    let before = if at > 0 { parsed.token(at - 1) } else { "" };
    let next = if at + 1 < end { parsed.token(at + 1) } else { "" };
    let counts = next.starts_with(|c: char| c.is_lowercase())
        && !["and", "to", "when", "after", "as", "with", "the", "by", "but", "for", "was", "in"]
            .contains(&next);
    (BEFORE.contains(&before) && !counts).then(|| (timex(TimexType::Date, format!("{year:04}")), at + 1))
}

/// The full date that `text` starts with, and its length in bytes.
pub(super) fn absolute(text: &str) -> Option<(Date, usize)> {
    if let Some(date) = text.get(..10).and_then(|start| start.parse().ok()) {
        return Some((date, 10));
    }
    // "January 29, 2026", "29 January 2026"
    let mut words = text.split_whitespace();
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    let year = full_year(third.trim_end_matches([',', '.']))?;
    let len = third.as_ptr() as usize - text.as_ptr() as usize + third.len();
    let date = match month(first) {
        Some(month) => Date::new(year, month, day(second.trim_end_matches(','))?)?,
        None => Date::new(year, month(second.trim_end_matches(','))?, day(first)?)?,
    };
    Some((date, len))
}
