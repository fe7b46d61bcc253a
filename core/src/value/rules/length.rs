//! Lengths of time, ages, and dates that are a length away.

use super::{A, AFTER, AGO, BEFORE, DATE, LENGTH, NUMBER, THE, UNIT, VAGUE};
use crate::span::Span;
use crate::value::anchor::{Point, Tense};
use crate::value::grammar::{Element, Match, Reading, Rule, Sort, Step, rules, steps};
use crate::value::item::Item;
use crate::value::words::Class;
use crate::value::{TimexModifier, TimexType};

use super::clock::four_digits;
use super::relative::{days_away, period};

pub(super) const RULES: &[Rule] = rules! {
    "two weeks": [NUMBER UNIT] => |m| counted(m),
    "10-year": [NUMBER "-" UNIT] => |m| counted(m),
    "30-plus years": [NUMBER "-" "plus" UNIT] => |m| counted(m).map(|length| length.with(Some(TimexModifier::EqualOrMore))),
    "ages 9 to 12": ["ages" NUMBER "to|-|–|through|and" NUMBER] => |m| {
        let (low, high) = (m.step(1)?.number.int()?, m.step(3)?.number.int()?);
        let known = (0..high).contains(&low) && high <= 115 && !m.next().is_some_and(|next| next.is(Class::UNIT));
        let mut reading = known.then(|| age(high))??;
        (reading.timex.begin, reading.timex.end) = (value(&low.to_string(), 'Y'), value(&high.to_string(), 'Y'));
        Some(Reading { length: None, ..reading })
    },
    "six straight days": [NUMBER "straight|consecutive|more|additional|full|whole|long|short|successive|working|business|calendar|other|further" UNIT] => |m| counted(m),
    "the first nine months": [THE "first|final|last|initial|opening|closing|next|other" NUMBER UNIT] => |m| counted(m),
    "these five weeks": ["these|those|his|her|its|their|our|my|your" "first|final|last|early|next|remaining"? NUMBER UNIT] => |m| counted(m),
    "the final hours": [THE "final|closing|opening|early|last|coming|intervening" UNIT] => |m| {
        m.item(Class::UNIT)?.text.ends_with('s').then(|| duration(None, m.unit()?, None))?
    },
    "another five years": ["another|any" NUMBER UNIT] => |m| counted(m),
    "another year": ["another" UNIT] => |m| (!m.step(1)?.text.ends_with('s') && !m.step(1)?.reads("second|quarter")).then(|| duration(Some(1), m.unit()?, None))?,
    "a single day": [A "single|full|whole|entire" UNIT] => |m| duration(Some(1), m.unit()?, None),
    "a few extra hours": [A VAGUE "extra|short|more|additional" UNIT] => |m| vague(m),
    "the three months": [THE NUMBER UNIT] => |m| counted(m),
    "10-year-old": [A? NUMBER "-" UNIT "-" "old|olds"] => |m| { (!m.has(Class::A)).then(|| counted(m))? },
    "10-year old": [NUMBER "-" UNIT "old|olds"] => |m| counted(m),
    "10 years old": [NUMBER UNIT "old|older"] => |m| counted(m),
    "one and a half hours": [NUMBER "and" A? "half" UNIT] => half_more,
    "a year and a quarter": [A UNIT "and" A "quarter"] => |m| Some(Reading::new(TimexType::Duration, Sort::Length, value("1.25", m.unit()?)?)),
    "millions of years": [NUMBER "of" UNIT] => |m| {
        (m.step(0)?.number.vague && m.step(2)?.text.ends_with('s')).then(|| duration(None, m.unit()?, None))?
    },
    "five seasons": [NUMBER UNIT] => |m| {
        // about a year each
        (m.unit()? == 'S' && m.step(1)?.reads("seasons") && !m.step(0)?.is(Class::YEAR)).then_some(())?;
        let reading = duration(m.int(Class::NUMBER), 'Y', m.item(Class::NUMBER))?;
        Some(Reading { listed: false, ..reading.with(Some(TimexModifier::Approx)) })
    },
    "two-and-a-half years": [NUMBER "-" "and" "-" A "-" "half" "-"? UNIT] => half_more,
    "two years and a half": [NUMBER UNIT "and" A? "half"] => half_more,
    "a week": [A UNIT] => |m| {
        let unit = m.unit()?;
        // "a second man", "a quarter of them", "an evening", "a month-on-month rise" are none
        if m.next().is_some_and(|next| next.glued && next.text == "-") { return None; }
        (!matches!(unit, 's' | 'Q' | 'o' | 'a' | 'e' | 'G' | 'N') || matches!(unit, 'G' | 'N') && !m.next_is("of")).then_some(())?;
        if unit == 'm' && m.next_is("amount|number|part") { return None; }
        // "$5 a day", "15 a year", "once a week": a set
        let rate = m.before(1).is_some_and(|before| {
            before.is(Class::MONEY.or(Class::MEASURE).or(Class::PERCENT).or(Class::TIMES).or(Class::TWICE))
                || (before.is(Class::NUMBER) && !before.is(Class::YEAR))
                || (before.is_lower() && before.text.ends_with('s') && m.before(2).is_some_and(|item| item.is(Class::NUMBER)))
        });
        let dated = m.next_is("ago|earlier|later|before|after");
        if rate && !dated {
            return Some(Reading { entity: false, ..Reading::set(value("1", unit)?) });
        }
        Some(ends(m, 1, unit, duration(Some(1), unit, None)?))
    },
    "half a year": ["half" A UNIT] => |m| {
        let unit = m.unit()?;
        Some(Reading { length: None, ..Reading::new(TimexType::Duration, Sort::Length, match unit { 'h' => "PT30M".to_owned(), 'E' => "P5Y".to_owned(), 'C' => "P50Y".to_owned(), 'Y' => "P6M".to_owned(), _ => value("0.5", unit)? }) })
    },
    "a half hour": [A? "half" "-"? UNIT] => |m| (m.unit()? == 'h').then(|| Reading::new(TimexType::Duration, Sort::Length, "PT30M")),
    "an hour and a half": [A UNIT "and" A "half"] => |m| {
        let unit = m.unit()?;
        // so that "a century and a half ago" is a year
        let length = match unit {
            'C' => Some((Some(150), 'Y')),
            'E' => Some((Some(15), 'Y')),
            'Y' => Some((Some(18), 'M')),
            _ => None,
        };
        Some(Reading { length, ..Reading::new(TimexType::Duration, Sort::Length, value("1.5", unit)?) })
    },
    "a half-century": [A? "half" "-" "century"] => |_| duration(Some(50), 'Y', None),
    "a quarter century": [A "quarter" "-"? "of"? A? "century"] => |_| duration(Some(25), 'Y', None),
    "several weeks": [VAGUE UNIT] => |m| vague(m),
    "a few weeks": [A VAGUE "more|of"? UNIT] => |m| vague(m),
    "a couple of hours": [A VAGUE "of" UNIT] => |m| vague(m),
    "for [years]": [UNIT] => |m| {
        let item = m.step(0)?;
        let plural = item.text.ends_with('s') && !item.reads("hrs|mins|secs|weekends|quarters") && (!item.reads("seconds") || m.before_is("within|in|for|after"));
        let first = m.before(1);
        // "the days of sail", "three years" (read above), "his years in office"
        let led = first.is_none_or(|before| !before.reads("light|man|dog|opening|working|school|business") && !before.is(Class::NUMBER.or(Class::THE).or(Class::VAGUE)) && !before.text.ends_with(['-', '/']) && !before.reads("these|those|per"));
        (plural && led && !item.glued && !m.next().is_some_and(|next| next.glued && next.text == "-")).then(|| duration(None, m.unit()?, None))?
    },
    "over [the years]": [THE UNIT] => |m| {
        let led = m.before_is("over|through|throughout|down") || m.before_is("in|for") && m.next_is("since|after|before|ahead|following|leading");
        (led && m.item(Class::UNIT)?.text.ends_with('s')).then(|| duration(None, m.unit()?, None))?
    },
    "the whole year": [THE "whole|entire|full" UNIT] => |m| duration(Some(1), m.unit()?, None),
    "all day": ["all" UNIT] => |m| (!m.step(1)?.text.ends_with('s')).then(|| duration(Some(1), m.unit()?, None))?,
    "a [year-long] trial": [UNIT "-" "long|old"] => |m| {
        // "an hours-long wait"
        let several = m.step(0)?.text.ends_with('s');
        duration((!several).then_some(1), m.unit()?, None)
    },
    "the age of 45": [THE? "age" "of" NUMBER] => |m| {
        let count = m.int(Class::NUMBER).filter(|count| (1..=115).contains(count))?;
        (!m.next().is_some_and(|next| next.is(Class::UNIT))).then(|| age(count))?
    },
    "at [age 45]": ["age" NUMBER] => |m| {
        let count = m.int(Class::NUMBER).filter(|count| (1..=115).contains(count))?;
        let alone = m.next().is_none_or(|next| !(next.is(Class::UNIT) || next.glued && matches!(next.text, "-" | "–")));
        // "the Stone Age 3 exhibit"
        let word = m.step(0)?.is_lower() || m.from == 0;
        (alone && word && m.step(1)?.is(Class::DIGITS)).then(|| age(count))?
    },
    "the age of 45 years": [THE? "age" "of" NUMBER UNIT] => |m| counted(m),
    "He was [79]": [NUMBER] => |m| {
        let count = m.int(Class::NUMBER).filter(|count| (1..=115).contains(count))?;
        let who = m.before(2).is_some_and(|item| item.reads("he|she|I|they"));
        let alone = m.next().is_none_or(|next| matches!(next.text, "." | "," | ";" | "\"" | "”"));
        // "who turned 30 on Monday"
        let turned = m.before_is("turn|turned|turns|turning") && m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric) && !matches!(next.text, "-" | "%" | "°") || next.is(Class::STEP.or(Class::WEEKDAY).or(Class::DAYREF)) || next.reads("on|in|and|when|at|during"));
        if turned && m.step(0)?.is(Class::DIGITS) && count > 9 {
            return age(count);
        }
        (who && alone && m.before_is("was|is|turned|'s|’s") && m.step(0)?.is(Class::DIGITS)).then(|| age(count))?
    },
    "aged [45]": [NUMBER] => |m| {
        let count = m.int(Class::NUMBER).filter(|count| (1..=115).contains(count))?;
        let marked = m.before_is("aged|age") || (m.before_is("of") && m.before(2).is_some_and(|item| item.reads("age")));
        let digits = m.step(0)?.is(Class::DIGITS) || m.before_is("aged");
        if marked && digits { age(count) } else { None }
    },
};

pub(super) const MORE: &[Rule] = rules! {
    "two weeks ago": [LENGTH AGO] => |m| away(m, -1, true),
    "a week ago Tuesday": [LENGTH AGO DATE] => |m| {
        // "20 years ago this month", "a year ago today"; no "two years ago 1998"
        let day = m.items.iter().skip(m.from).find(|item| item.span.start() >= m.sub_span(1).map_or(0, Span::start))?;
        day.is(Class::WEEKDAY.or(Class::DAYREF).or(Class::STEP)).then_some(())?;
        let ((count, unit), point) = (m.sub(0)?.length?, Point::of(&m.sub(1)?.timex.value)?);
        match (unit, point.level) {
            ('Y', 'M') => period(Some(point), 'M', count?.checked_mul(-12)?),
            // "20 years ago this week"
            ('Y', 'W') => {
                let week = m.sub(1)?.timex.value;
                let year = i64::from(point.date.year()).checked_sub(count?).filter(|year| *year > 0)?;
                Some(Reading::date(format!("{year:04}{}", week.get(4..)?)))
            }
            _ => beside(m, -1),
        }
    },
    "two weeks from now": [LENGTH "from" "now|today"] => |m| away(m, 1, true),
    "two weeks from Tuesday": [LENGTH "from" DATE] => |m| {
        // "open three days from Monday to Wednesday" is a range
        (!m.next_is("to|until|till|through|-|–")).then(|| beside(m, 1))?
    },
    "two days later": [LENGTH AFTER] => |m| {
        let later = m.step(1)?.reads("later|hence");
        // "two days after" with its clause is a length
        (later || m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric))).then(|| away(m, 1, m.step(1)?.reads("hence")))?
    },
    "two days earlier": [LENGTH BEFORE] => |m| {
        // "twice as many as in the 18 months before" is a length
        (!m.items.get(m.from)?.is(Class::THE)).then_some(())?;
        let earlier = m.step(1)?.reads("earlier|previously");
        (earlier || m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric))).then(|| away(m, -1, false))?
    },
    "two days after Christmas": [LENGTH AFTER DATE] => |m| beside(m, 1),
    "two days before Christmas": [LENGTH BEFORE DATE] => |m| beside(m, -1),
    "two years and three months": [LENGTH ","? "and"? LENGTH] => |m| {
        // "2 years 3 months", and not "a week or two days"
        let (first, second) = (m.sub(0)?, m.sub(1)?);
        let (Some((Some(_), a)), Some(b)) = (first.length, leading(&second)) else { return None };
        // "another year, a single day" are two
        let start = m.sub_span(1)?.start();
        let counts = m.items.iter().find(|item| item.span.start() == start).is_some_and(|item| item.is(Class::NUMBER));
        (counts || m.step(1).is_none_or(|comma| comma.text != ",")).then_some(())?;
        matches!((a, b), ('Y', 'M' | 'D') | ('M' | 'W', 'D') | ('D', 'h' | 'm') | ('h', 'm' | 's') | ('m', 's')).then_some(())?;
        if a == 'W' {
            // ISO 8601 has weeks alone
            let days = first.length?.0?.checked_mul(7)?.checked_add(second.length.filter(|length| length.1 == 'D')?.0?)?;
            let reading = Reading::new(TimexType::Duration, Sort::Length, format!("P{days}D"));
            return Some(Reading { length: Some((Some(days), 'D')), ..reading });
        }
        let tail = second.timex.value.strip_prefix('P')?;
        let (head, tail) = match (first.timex.value.contains('T'), tail.strip_prefix('T')) {
            (true, Some(tail)) => (first.timex.value.clone(), tail),
            _ => (first.timex.value.clone(), tail),
        };
        // so that "a year and three months ago" is a month
        let months = (a == 'Y' && b == 'M').then(|| first.length?.0?.checked_mul(12)?.checked_add(second.length.filter(|length| length.1 == 'M')?.0?)).flatten();
        let reading = Reading::new(TimexType::Duration, Sort::Length, format!("{head}{tail}"));
        Some(Reading { length: months.map(|months| (Some(months), 'M')), ..reading })
    },
    "two years old": [LENGTH "old"] => |m| m.sub(0),
    "10 years or so": [LENGTH "or" "so"] => |m| m.sub(0).map(|length| length.with(Some(TimexModifier::Approx))),
};

/// The value of a length: `P2W`, `PT36H`, `P20Y` for two decades.
pub(super) fn value(count: &str, unit: char) -> Option<String> {
    Some(match unit {
        'h' | 'm' | 's' => format!("PT{count}{}", unit.to_ascii_uppercase()),
        'E' => format!("P{count}DE"),
        'C' => format!("P{count}CE"),
        'L' => format!("P{}Y", if count == "X" { "X".to_owned() } else { times(count, 1000)? }),
        'F' => format!("P{}W", if count == "X" { "X".to_owned() } else { times(count, 2)? }),
        'N' => format!("P{count}WE"),
        'G' => format!("P{count}NI"),
        'o' => format!("P{count}MO"),
        'a' => format!("P{count}AF"),
        'e' => format!("P{count}EV"),
        'D' | 'W' | 'M' | 'Y' | 'Q' => format!("P{count}{unit}"),
        _ => return None,
    })
}

fn times(count: &str, by: i64) -> Option<String> {
    Some(count.parse::<i64>().ok()?.checked_mul(by)?.to_string())
}

/// A length; of unknown number without `count`.
pub(super) fn duration(count: Option<i64>, unit: char, item: Option<&Item<'_>>) -> Option<Reading> {
    let vague = item.is_some_and(|item| item.number.vague);
    let digits = match (count, item) {
        _ if vague => "X".to_owned(),
        (_, Some(item)) => item.number.decimal()?.as_str().to_owned(),
        (Some(count), None) => count.to_string(),
        (None, None) => "X".to_owned(),
    };
    // Longer than any history: a number that somebody made up.
    (digits.len() <= 12 && !digits.starts_with('-')).then_some(())?;
    let reading = Reading::new(TimexType::Duration, Sort::Length, value(&digits, unit)?);
    Some(Reading { length: Some((count.filter(|_| !vague), unit)), ..reading })
}

/// "age 45": a date to OntoNotes, no time to TIMEX3
fn age(years: i64) -> Option<Reading> {
    Some(Reading { listed: false, ..duration(Some(years), 'Y', None)? })
}

/// The largest unit of a length that is known: h of "1 hour 5 minutes".
fn leading(length: &Reading) -> Option<char> {
    let value = length.timex.value.strip_prefix('P').filter(|value| !value.contains('X'))?;
    let unit = value.chars().find(|c| c.is_ascii_alphabetic() && *c != 'T')?;
    Some(if value.starts_with('T') { unit.to_ascii_lowercase() } else { unit })
}

fn counted(m: &Match<'_, '_>) -> Option<Reading> {
    let item = m.item(Class::NUMBER)?;
    // a distance: "ten light years"
    if m.items.get(m.to.checked_sub(2)?).is_some_and(|item| item.reads("light")) {
        return None;
    }
    let (unit, word) = (m.unit()?, m.item(Class::UNIT)?);
    // "three-quarters of them", "three quarters of it"; but "two quarters of growth"
    let part = matches!(item.number.int(), Some(1 | 3)) && m.to - m.from == 2 && m.next_is("of");
    if unit == 'Q' && (part || m.items.get(m.from + 1).is_some_and(|mark| mark.text == "-")) {
        return None;
    }
    // "at 1630 hours" is a time of day
    if word.reads("hours|hrs") && m.before_is("at|by|until") && four_digits(item.text).is_some() {
        return None;
    }
    let joined = m.items.get(m.from + 1).is_some_and(|next| next.text == "-")
        || m.items.get(m.from + 2).is_some_and(|next| next.text == "-");
    // "a 30 day wait", "the two hour barrier"
    let before_noun = m.step(0).is_some_and(|first| first.is(Class::NUMBER))
        && m.next().is_some_and(|next| next.is_lower() && next.text.len() > 3);
    let plural = word.text.ends_with('s')
        || (before_noun && unit != 's')
        || word.reads("min|hr|sec")
        || word.glued
        || joined;
    let count = item.number.int();
    // "5 second": a rank or a mistake; "2008 quarter", "one night" are read elsewhere
    let one = count == Some(1) || item.number.decimal().is_some_and(|number| number.as_str() == "0.5");
    if !plural && !one && unit != 'Y' && unit != 'D' || (unit == 's' && !plural) {
        return None;
    }
    if item.is(Class::YEAR) && !plural {
        return None;
    }
    // "one day" and "one morning" are dates; a night or two are lengths
    if one && matches!(unit, 'o' | 'a' | 'e') {
        return None;
    }
    if word.glued && word.text.len() == 1 && !matches!(unit, 'h') && word.text != "s" && !joined {
        return None;
    }
    let mut reading = duration(count, unit, Some(item))?;
    if let Some(count) = count {
        reading = ends(m, count, unit, reading);
    }
    reading.length = Some((count.filter(|_| !item.number.vague), unit));
    Some(reading)
}

/// "will open in two weeks": it ends then
fn ends(m: &Match<'_, '_>, count: i64, unit: char, mut reading: Reading) -> Reading {
    if let Some(now) = m.anchor.document
        && m.before_is("in|within")
        && m.tense() != Tense::Past
        && let Some(then) = days_away(now, unit, count)
    {
        (reading.timex.begin, reading.timex.end) = (Some(now.to_string()), Some(then.to_string()));
    }
    reading
}

fn half_more(m: &Match<'_, '_>) -> Option<Reading> {
    let count = m.int(Class::NUMBER)?;
    Some(Reading::new(TimexType::Duration, Sort::Length, value(&format!("{count}.5"), m.unit()?)?))
}

fn vague(m: &Match<'_, '_>) -> Option<Reading> {
    let word = m.item(Class::VAGUE)?;
    let unit = m.item(Class::UNIT)?;
    // "in as many years", "how many days"
    (unit.text.ends_with('s') && !m.before_is("as|how|so")).then_some(())?;
    // "some 20 years" is counted
    let count = word.reads("couple").then_some(2);
    duration(count, m.unit()?, None)
}

/// "two weeks ago"
fn away(m: &Match<'_, '_>, side: i64, from_now: bool) -> Option<Reading> {
    let length = m.sub(0)?;
    let Some((Some(count), unit)) = length.length else {
        // "half a year ago", "minutes later"
        let value = if side < 0 { "PAST_REF" } else { "FUTURE_REF" };
        let short = length.timex.value.starts_with("PT");
        let kind = if short { TimexType::Time } else { TimexType::Date };
        return Some(Reading::new(kind, Sort::Date, value));
    };
    let point = match (from_now, side < 0) {
        (true, _) => m.anchor.now(),
        (false, true) => m.gone(),
        (false, false) => m.anchor.then(),
    };
    let (unit, count) = match unit {
        'E' => ('Y', count.checked_mul(10)?),
        'C' => ('Y', count.checked_mul(100)?),
        'F' => ('W', count.checked_mul(2)?),
        unit => (unit, count),
    };
    let steps = count.checked_mul(side)?;
    if matches!(unit, 'h' | 'm' | 's') {
        // as exact as the document's day
        let days = if unit == 'h' { steps / 24 } else { 0 };
        let day = point.map_or(Some("XXXX-XX-XX".to_owned()), |point| point.moved('D', days))?;
        let kind = if unit == 'h' && count >= 24 { TimexType::Date } else { TimexType::Time };
        return Some(Reading::new(
            kind,
            Sort::Clock,
            if kind == TimexType::Time { format!("{day}TXX") } else { day },
        ));
    }
    if !matches!(unit, 'D' | 'W' | 'M' | 'Y' | 'Q') {
        return Some(Reading::date(if side < 0 { "PAST_REF" } else { "FUTURE_REF" }));
    }
    // "4,000 years ago" is before any year of the calendar's
    let Some(date) = period(point, unit, steps) else {
        return (side < 0).then(|| Reading::date("PAST_REF"));
    };
    // "more than two years ago" is before that date
    Some(match length.timex.modifier {
        Some(TimexModifier::MoreThan) => {
            date.with(Some(if side < 0 { TimexModifier::Before } else { TimexModifier::After }))
        }
        Some(TimexModifier::LessThan) => {
            date.with(Some(if side < 0 { TimexModifier::After } else { TimexModifier::Before }))
        }
        other => date.with(other),
    })
}

/// "two days before Christmas"
fn beside(m: &Match<'_, '_>, side: i64) -> Option<Reading> {
    let (count, unit) = m.sub(0)?.length?;
    let point = Point::of(&m.sub(1)?.timex.value)?;
    if point.level == 'D' {
        let day = days_away(point.date, unit, count?.checked_mul(side)?)?;
        return Some(Reading::date(day.to_string()));
    }
    period(Some(point), unit, count?.checked_mul(side)?)
}
