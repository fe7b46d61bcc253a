//! From one time to another.

use super::{
    CLOCK, DATE, DAY_NUMBER, DIGITS, EDGE, HALF_DAY, LENGTH, MONTH, NUMBER, ORDINAL, THE, TIME, UNIT, YEAR,
};
use crate::span::Span;
use crate::value::anchor::Point;
use crate::value::grammar::{Element, Match, Reading, Rule, Sort, Step, rules, steps};
use crate::value::item::{Item, clock, edge_of};
use crate::value::words::Class;
use crate::value::{Date, Timex, TimexType};

pub(super) const RULES: &[Rule] = rules! {
    "January 13-15": [MONTH DAY_NUMBER "-|–|—|to|through|and" DAY_NUMBER] => |m| {
        // "on January 13 and 15 people died" has one day
        let counts = m.step(2)?.reads("and") && m.next().is_some_and(|next| next.is_lower() && !next.reads("at|in|for|to|with|when|as|by|that|and|he|she|it|they|we"));
        (!counts).then_some(())?;
        let year = m.anchor.now().map(|now| now.date.year());
        let (month, first, second) = (m.int(Class::MONTH)? as u32, day_at(m, 1)?, day_at(m, 3)?);
        Date::new(2024, month, first)?;
        Date::new(2024, month, second)?;
        (first < second).then_some(())?;
        let (begin, end) = match year {
            Some(_) => {
                let begin = m.anchor.day_of_year(month, first, m.tense())?;
                let end = format!("{}-{second:02}", begin.get(..7)?);
                (begin, end)
            }
            None => (format!("XXXX-{month:02}-{first:02}"), format!("XXXX-{month:02}-{second:02}")),
        };
        apart_at(m, 2, i64::from(second - first), 'D', begin, end)
    },
    "January 13-15, 2026": [MONTH DAY_NUMBER "-|–|—|to|through" DAY_NUMBER ","? YEAR] => |m| {
        between(m, 2, day_at(m, 1)?, day_at(m, 3)?)
    },
    "13-15 January 2026": [DAY_NUMBER "-|–|—|to|and" DAY_NUMBER MONTH ","? YEAR] => |m| {
        between(m, 1, day_at(m, 0)?, day_at(m, 2)?)
    },
    "13-15 January": [DAY_NUMBER "-|–|—|to|and" DAY_NUMBER MONTH] => |m| {
        let (month, first, second) = (m.int(Class::MONTH)? as u32, day_at(m, 0)?, day_at(m, 2)?);
        Date::new(2024, month, second)?;
        (first < second).then_some(())?;
        let begin = m.anchor.day_of_year(month, first, m.tense())?;
        let end = format!("{}-{second:02}", begin.get(..7)?);
        apart_at(m, 1, i64::from(second - first), 'D', begin, end)
    },
    "2019–21": [YEAR "-|–|—|/" DIGITS] => |m| {
        let (first, text) = (m.int(Class::YEAR)?, m.step(2)?.text);
        let glued = m.step(1)?.glued && m.step(2)?.glued;
        let second = match text.len() {
            4 => text.parse::<i64>().ok()?,
            2 => first / 100 * 100 + text.parse::<i64>().ok()?,
            _ => return None,
        };
        // "2015-12" is a month, "1999-02" three years
        let second = if second < first && text.len() == 2 && first % 100 >= 95 { second + 100 } else { second };
        ((glued && second <= 2060 || text.len() == 4) && (1400..=2100).contains(&first) && second > first && second - first < 1000 && !m.next().is_some_and(|next| next.glued && matches!(next.text, "-" | "/"))).then(|| apart_at(m, 1, second - first, 'Y', format!("{first:04}"), format!("{second:04}")))?
    },
    "5 to 7 p.m.": [NUMBER "-|–|to|and" NUMBER HALF_DAY] => |m| {
        let (first, second) = (hour(m, 0)?, hour(m, 2)?);
        let late = m.value(Class::HALF_DAY)? == "p";
        let half = |(hour, minute): (u32, u32)| ((1..=12).contains(&hour)).then(|| (hour % 12 + if late { 12 } else { 0 }, minute));
        let (mut a, b) = (half(first)?, half(second)?);
        if a > b { a.0 = a.0.checked_sub(12)?; }
        hours(m, a, b)
    },
    "5:30-7:00 p.m.": [CLOCK "-|–|to|and" CLOCK HALF_DAY?] => |m| {
        let (first, second) = (hour(m, 0)?, hour(m, 2)?);
        let late = m.value(Class::HALF_DAY) == Some("p");
        let half = |(hour, minute): (u32, u32)| (if late && hour < 12 { hour + 12 } else { hour }, minute);
        let (mut a, b) = (half(first), half(second));
        if a > b { a.0 = a.0.checked_sub(12)?; }
        hours(m, a, b)
    },
    "the late 19th and early 20th centuries": [THE? EDGE? "-"? ORDINAL "and|to|-|–" THE? EDGE? "-"? ORDINAL "centuries"] => |m| centuries(m),
    "from March to May": ["from" DATE "to|-|–" DATE] => |m| joined(m),
    "from March until May": ["from" DATE "until|till|through" DATE] => |m| Some(Reading { split: true, ..joined(m)? }),
    "between 1990 and 1995": ["between" DATE "and" DATE] => |m| joined(m),
    "between 5 and 7 p.m.": ["between|from" NUMBER "and|to" NUMBER HALF_DAY] => |m| {
        let (first, second) = (hour(m, 1)?, hour(m, 3)?);
        let late = m.value(Class::HALF_DAY)? == "p";
        let half = |(hour, minute): (u32, u32)| ((1..=12).contains(&hour)).then(|| (hour % 12 + if late { 12 } else { 0 }, minute));
        let (mut a, b) = (half(first)?, half(second)?);
        if a > b { a.0 = a.0.checked_sub(12)?; }
        hours(m, a, b)
    },
    "between 5:30 and 7:00": ["between|from" TIME "and|to|until" TIME] => |m| joined(m),
    "two to three weeks": [NUMBER "to|or|-|–" NUMBER "-"? UNIT] => |m| lengths(m, 0, 2),
    "between five and eight years": ["between" NUMBER "and" NUMBER UNIT] => |m| lengths(m, 1, 3),
};

pub(super) const MORE: &[Rule] = rules! {
    "March to May": [DATE "to|-|–|—" DATE] => |m| {
        // "on Monday — today — they met" is one day, told twice
        let again = m.taken_word("—") && m.items.get(m.to.checked_sub(1)?).is_some_and(|item| item.is(Class::DAYREF));
        if again { None } else { joined(m) }
    },
    "the nine months ended Sept. 30": [LENGTH "ended|ending" DATE] => |m| ended(m),
    "the six months to June 30": [LENGTH "to|through" DATE] => |m| {
        m.items.get(m.from)?.is(Class::THE).then_some(())?;
        ended(m)
    },
    "the first nine months of 2013": [LENGTH "of" DATE] => |m| {
        // "five years of the war" has no date, "two days of March" no part of a month
        let part = m.items.get(m.from)?.is(Class::THE) && m.items.get(m.from + 1)?.reads("first|last|final|opening|closing|initial");
        let mut reading = Reading { length: None, sort: Sort::Other, ..m.sub(0)? };
        (reading.timex.begin, reading.timex.end) = (None, None);
        let date = m.sub(1)?.timex;
        (part && date.kind == TimexType::Date && !date.value.ends_with("_REF")).then_some(reading)
    },
    "the fiscal year ended June 30": [DATE "ended|ending" DATE] => |m| ended(m),
    // OntoNotes has two of them
    "May 5 until May 7": [DATE "until|till|through" DATE] => |m| Some(Reading { split: true, ..joined(m)? }),
    "a week to 10 days": [LENGTH "to" LENGTH] => |m| {
        let (first, second) = (m.sub(0)?.timex.value, m.sub(1)?);
        let end = second.timex.value.clone();
        let mut reading = Reading { length: None, ..second };
        (reading.timex.begin, reading.timex.end) = (Some(first), Some(end));
        Some(reading)
    },
    "10:30 to 11:30": [TIME "to|-|–|until" TIME] => |m| joined(m),
};

/// "the 19th and 20th centuries": TIMEX3 has two
fn centuries(m: &Match<'_, '_>) -> Option<Reading> {
    let mut ranks = m.items.get(m.from..m.to)?.iter().filter(|item| item.is(Class::ORDINAL));
    let (first, second) = (ranks.next()?, ranks.next()?);
    let whole = m.items.get(m.from)?.span.join(m.items.get(m.to.checked_sub(1)?)?.span);
    // where the second starts: after the word between them
    let middle = m.items.iter().skip(m.from).find(|item| item.span.start() > first.span.start())?;
    let next = m.items.iter().skip(m.from).find(|item| item.span.start() > middle.span.start())?;
    let century = |item: &Item<'_>| {
        let count = item.value(Class::ORDINAL).parse().ok().or_else(|| item.number.int())?;
        (1..=99_i64).contains(&count).then(|| format!("{:02}", count - 1))
    };
    let edge = |from: usize, to: usize| {
        let inside =
            |item: &&Item<'_>| item.span.start() >= from && item.span.end() <= to && item.is(Class::EDGE);
        m.items.get(m.from..m.to)?.iter().find(inside).map(edge_of)
    };
    let (begin, end) = (century(first)?, century(second)?);
    let ends = [
        (
            Span::new(whole.start(), first.span.end()),
            Reading::date(begin.as_str()).with(edge(whole.start(), first.span.end())).timex,
        ),
        (
            Span::new(next.span.start(), whole.end()),
            Reading::date(end.as_str()).with(edge(next.span.start(), whole.end())).timex,
        ),
    ];
    let mut reading =
        Reading { ends: Some(Box::new(ends)), ..Reading::new(TimexType::Duration, Sort::Other, "PXCE") };
    (reading.timex.begin, reading.timex.end) = (Some(begin), Some(end));
    Some(reading)
}

/// "the nine months ended Sept. 30": TIMEX3 has the length and the day.
fn ended(m: &Match<'_, '_>) -> Option<Reading> {
    let (length, day) = (m.sub(0)?, m.sub(1)?);
    // "the strike that May ended Friday" is no such period
    let begins = m.items.get(m.from)?;
    (length.sort == Sort::Length || begins.is(Class::THE.or(Class::FISCAL))).then_some(())?;
    day.yearless
        .is_some_and(|(_, day)| day > 0)
        .then_some(())
        .or((day.timex.value.len() >= 7).then_some(()))?;
    // "the quarter ended March 31" is the one of that day
    let mut length = length;
    if length.sort == Sort::Date
        && let Some(unit @ ('W' | 'M' | 'Q')) =
            m.items.get(m.from + 1).and_then(|item| item.value(Class::UNIT).chars().next())
    {
        length.timex.value = Point::of(&day.timex.value)?.moved(unit, 0)?;
    }
    let ends =
        Box::new([(m.sub_span(0)?, length.timex.clone()), (m.sub_span(1)?, day.timex.clone())]
            as [(Span, Timex); 2]);
    let mut reading = Reading { ends: Some(ends), sort: Sort::Other, ..length };
    reading.timex.end = Some(day.timex.value);
    Some(reading)
}

fn day_at(m: &Match<'_, '_>, step: usize) -> Option<u32> {
    let item = m.step(step)?;
    let day = item
        .value(Class::ORDINAL)
        .parse()
        .ok()
        .or_else(|| item.number.int().and_then(|day| u32::try_from(day).ok()))?;
    (1..=31).contains(&day).then_some(day)
}

fn hour(m: &Match<'_, '_>, step: usize) -> Option<(u32, u32)> {
    let item = m.step(step)?;
    match clock(item.text) {
        Some((hour, minute, _)) => Some((hour, minute)),
        None => u32::try_from(item.number.int()?).ok().filter(|&hour| hour <= 24).map(|hour| (hour, 0)),
    }
}

fn hours(m: &Match<'_, '_>, from: (u32, u32), to: (u32, u32)) -> Option<Reading> {
    let minutes = (to.0 * 60 + to.1).checked_sub(from.0 * 60 + from.1).filter(|&minutes| minutes > 0)?;
    let day = m.anchor.day().map_or(String::new(), |day| day.to_string());
    let time = |(hour, minute): (u32, u32)| format!("{day}T{hour:02}:{minute:02}");
    let value = match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    };
    let mut reading = Reading::new(TimexType::Duration, Sort::Other, value);
    (reading.timex.begin, reading.timex.end) = (Some(time(from)), Some(time(to)));
    Some(reading)
}

fn length(count: i64, unit: char, begin: String, end: String) -> Timex {
    let value = format!("P{count}{unit}");
    Timex {
        kind: TimexType::Duration,
        value,
        modifier: None,
        quant: None,
        freq: None,
        begin: Some(begin),
        end: Some(end),
    }
}

/// A range of days or years whose middle step is the mark between them: TIMEX3
/// has two times, each with what it shares with the other.
fn apart_at(
    m: &Match<'_, '_>,
    mark: usize,
    count: i64,
    unit: char,
    begin: String,
    end: String,
) -> Option<Reading> {
    let (first, second) = (m.step(mark.checked_sub(1)?)?.span, m.step(mark + 1)?.span);
    let whole = m.items.get(m.from)?.span.join(m.items.get(m.to.checked_sub(1)?)?.span);
    let date = |value: &str| Reading::date(value).timex;
    let ends = [
        (Span::new(whole.start(), first.end()), date(&begin)),
        (Span::new(second.start(), whole.end()), date(&end)),
    ];
    let timex = length(count, unit, begin, end);
    Some(Reading { timex, ends: Some(Box::new(ends)), ..Reading::new(TimexType::Duration, Sort::Other, "") })
}

/// A length between the numbers at two steps.
fn lengths(m: &Match<'_, '_>, first: usize, second: usize) -> Option<Reading> {
    let year = m.step(first)?.is(Class::YEAR);
    let (first, second) = (m.step(first)?.number.int()?, m.step(second)?.number.int()?);
    (first < second && !year).then_some(())?;
    let unit = m.unit()?;
    let value = super::length::value(&second.to_string(), unit)?;
    let mut reading = Reading::new(TimexType::Duration, Sort::Length, value);
    reading.timex.begin = super::length::value(&first.to_string(), unit);
    reading.timex.end = super::length::value(&second.to_string(), unit);
    Some(reading)
}

fn between(m: &Match<'_, '_>, mark: usize, first: u32, second: u32) -> Option<Reading> {
    let (year, month) = (m.int(Class::YEAR)? as i32, m.int(Class::MONTH)? as u32);
    let (begin, end) = (Date::new(year, month, first)?, Date::new(year, month, second)?);
    (begin < end).then_some(())?;
    apart_at(m, mark, end.days_since(begin), 'D', begin.to_string(), end.to_string())
}

/// Two times made one: each keeps its own timex, the entity is the whole.
fn joined(m: &Match<'_, '_>) -> Option<Reading> {
    let (mut first, second) = (m.sub(0)?, m.sub(1)?);
    if first.timex.kind == TimexType::Set || second.timex.kind == TimexType::Set {
        return None;
    }
    // "from March to May 2019": the year is both's
    if let (Some((month, day)), None, Some(year)) = (
        first.yearless,
        second.yearless,
        second.timex.value.get(..4).and_then(|year| year.parse::<i32>().ok()),
    ) {
        let later = second
            .timex
            .value
            .get(5..7)
            .and_then(|month| month.parse::<u32>().ok())
            .is_some_and(|end| end < month);
        let year = year - i32::from(later);
        if m.anchor.document.is_none() || second.timex.value.len() >= 7 {
            first.timex.value = if day > 0 {
                format!("{year:04}-{month:02}-{day:02}")
            } else {
                format!("{year:04}-{month:02}")
            };
        }
    }
    let (begin, end) = (first.timex.value.clone(), second.timex.value.clone());
    if first.sort == Sort::Date && second.sort == Sort::Date && begin == end {
        return None;
    }
    let value = apart(&begin, &end)
        .unwrap_or_else(|| "PX".to_owned() + if first.sort == Sort::Clock { "TH" } else { "D" });
    let value = if value == "PXTH" { "PTXH".to_owned() } else { value };
    let ends =
        Box::new([(m.sub_span(0)?, first.timex), (m.sub_span(1)?, second.timex)] as [(Span, Timex); 2]);
    let mut reading = Reading::new(TimexType::Duration, Sort::Other, value);
    (reading.timex.begin, reading.timex.end) = (Some(begin), Some(end));
    reading.ends = Some(ends);
    Some(reading)
}

/// How far two dates are apart, in the unit of the less exact.
fn apart(begin: &str, end: &str) -> Option<String> {
    let (from, to) = (Point::of(begin)?, Point::of(end)?);
    let months = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month());
    let (count, unit) = match (from.level, to.level) {
        ('Y', _) | (_, 'Y') => (i64::from(to.date.year()) - i64::from(from.date.year()), 'Y'),
        ('M', _) | (_, 'M') => (months(to.date) - months(from.date), 'M'),
        ('W', 'W') => (to.date.days_since(from.date) / 7, 'W'),
        _ => (to.date.days_since(from.date), 'D'),
    };
    (count > 0).then(|| format!("P{count}{unit}"))
}
