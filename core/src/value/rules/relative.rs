//! Times that point from the present, or from the date mentioned last.

use super::{
    A, AFTER, AGO, BEFORE, DATE, DAY_NUMBER, HOLIDAY, MONTH, NOUN_REF, NUMBER, ORDINAL, PAST, REF, STEP,
    THAT, THE, UNIT, VAGUE, WEEKDAY,
};
use crate::value::anchor::{Point, open};
use crate::value::grammar::{Element, Match, Reading, Rule, Sort, Step, rules, steps};
use crate::value::words::Class;
use crate::value::{Date, TimexType};

use super::day::holiday_near;
use super::length::duration;

pub(super) const RULES: &[Rule] = rules! {
    "last week": [THE? STEP UNIT] => |m| {
        let (unit, step) = (calendar(m)?, m.int(Class::STEP)?);
        plain(m)?;
        // "over the last year" is as long as one; "last year" and "the last year of the war" are the calendar's
        // "the last quarter mile"
        (!m.next_is("mile")).then_some(())?;
        let within = m.has(Class::THE) && m.item(Class::STEP)?.reads("last") && matches!(unit, 'W' | 'M' | 'Y' | 'E' | 'C');
        if within && m.before_is("over|during|within|for|in|throughout") && (unit != 'C' || m.before_is("over")) && !m.next_is("of|'s|’s|before") {
            return duration(Some(1), unit, None);
        }
        period(told(m), unit, step)
    },
    "this past week": [STEP PAST UNIT] => |m| period(m.anchor.now(), calendar(m)?, if m.unit()? == 'W' { -1 } else { 0 }),
    "the week of April 6": [THE "week|weekend" "of|beginning|commencing|starting" DATE] => |m| {
        let point = Point::of(&m.sub(0)?.timex.value).filter(|point| point.level == 'D')?;
        if m.step(1)?.reads("week") { period(Some(point), 'W', 0) } else { weekend(point) }
    },
    "Labor Day weekend": [THE? HOLIDAY "weekend"] => |m| weekend(Point::of(&holiday_near(m, m.tense())?.timex.value)?),
    "the July 4 weekend": [THE MONTH DAY_NUMBER "weekend"] => |m| {
        let value = m.anchor.day_of_year(m.int(Class::MONTH)? as u32, m.int(Class::DAY.or(Class::ORDINAL))? as u32, m.tense())?;
        weekend(Point::of(&value)?)
    },
    "this school year": [STEP "school|academic|calendar|tax|working|work|business|legislative" UNIT] => |m| { plain(m)?; period(m.anchor.now(), calendar(m)?, m.int(Class::STEP)?) },
    "this season": [THE? STEP UNIT] => season,
    "that season": [THAT UNIT] => season,
    "the 15th of next month": [THE? ORDINAL "day"? "of"? STEP UNIT] => |m| day_of(m, &m.anchor.now()?.moved('M', m.int(Class::STEP)?)?),
    "the 15th of that month": [THE? ORDINAL "day"? "of" THAT UNIT] => |m| day_of(m, &m.anchor.then()?.moved('M', 0)?),
    "the 15th of the month": [THE? ORDINAL "day"? "of" THE UNIT] => |m| day_of(m, &m.anchor.then()?.moved('M', 0)?),
    "next week on Wednesday": [STEP UNIT ","? "on"? WEEKDAY] => |m| {
        (m.unit()? == 'W').then_some(())?;
        // "said last week Monday was late": the week and the day are one only where the day ends it
        let monday = Point::of(&m.anchor.now()?.moved('W', m.int(Class::STEP)?)?)?.date;
        Some(Reading::date(monday.plus_days(m.int(Class::WEEKDAY)? - 1)?.to_string()))
    },
    "that year": [THAT UNIT] => |m| { plain(m)?; (m.step(0)?.reads("that")).then_some(())?; period(m.anchor.then(), calendar(m)?, 0) },
    "that same day": [THAT THAT UNIT] => |m| plain(m).and_then(|()| period(m.anchor.then(), calendar(m)?, 0)),
    "the same day": [THE THAT UNIT] => |m| { plain(m)?; (m.step(1)?.reads("same")).then_some(())?; period(m.anchor.then(), calendar(m)?, 0) },
    "during [the week]": [THE UNIT] => |m| {
        let unit = calendar(m).filter(|unit| matches!(unit, 'D' | 'W' | 'M' | 'Y' | 'N' | 'Q'))?;
        plain(m)?;
        // "carried the day" is no day
        (!m.before_is("won|win|carried|carry|saved|save|seize|seized")).then_some(())?;
        let alone = m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric) && next.text != "-" || next.reads("and|but|as|to|with|for|in|at|on|by|ended|ending|'s|’s"));
        alone.then(|| period(m.anchor.now(), unit, 0)).flatten()
    },
    "the day before": [THE UNIT BEFORE] => |m| { ends(m)?; period(m.gone(), calendar(m)?, -1) },
    "the day after": [THE UNIT AFTER] => |m| { ends(m)?; (!m.step(2)?.reads("later|hence")).then_some(())?; period(m.anchor.then(), calendar(m)?, 1) },
    "[the day] after the vote": [THE UNIT] => |m| {
        // what happened tells the day, and nothing here does
        let unit = calendar(m).filter(|_| m.next_is("before|after"))?;
        plain(m)?;
        Some(Reading::date(open(unit)?))
    },
    "the week after next": [THE UNIT "after" "next"] => |m| period(m.anchor.now(), calendar(m)?, 2),
    "the week before last": [THE UNIT "before" "last"] => |m| period(m.anchor.now(), calendar(m)?, -2),
    "the weeks ahead": [THE UNIT "ahead"] => ahead,
    "the years to come": [THE UNIT "to" "come"] => ahead,
    "the year previous": [THE UNIT STEP] => |m| {
        m.step(2)?.reads("previous|following|preceding|next").then_some(())?;
        (!m.next().is_some_and(|next| next.is_lower() && !next.reads("and|when|at|in|to|by|with|he|she|it|we|they"))).then_some(())?;
        period(m.anchor.then(), calendar(m)?, m.int(Class::STEP)?)
    },
    "the day before Christmas": [THE UNIT BEFORE DATE] => |m| beside(m, -1),
    "the day after Christmas": [THE UNIT AFTER DATE] => |m| beside(m, 1),
    "earlier this month": [BEFORE "in"? DATE] => |m| { m.step(0)?.reads("earlier").then_some(())?; m.sub(0).filter(|_| m.items.get(m.from + 1).is_some_and(|item| item.reads("in") || item.is(Class::STEP.or(Class::THAT).or(Class::DAYREF).or(Class::THE).or(Class::WEEKDAY)))) },
    "later this month": [AFTER "in"? DATE] => |m| { m.step(0)?.reads("later").then_some(())?; m.sub(0).filter(|_| m.items.get(m.from + 1).is_some_and(|item| item.reads("in") || item.is(Class::STEP.or(Class::THAT).or(Class::DAYREF).or(Class::THE).or(Class::WEEKDAY)))) },
    "later in the day": [AFTER "in" THE UNIT] => |m| m.step(0)?.reads("later").then(|| period(m.day_told(), calendar(m)?, 0))?,
    "earlier in the day": [BEFORE "in" THE UNIT] => |m| m.step(0)?.reads("earlier").then(|| period(m.day_told(), calendar(m)?, 0))?,
    "the last three months": [THE? STEP NUMBER "fiscal|financial|academic|school|calendar|business|working|trading|full"? UNIT] => |m| span(m),
    "the next few days": [THE? STEP A? VAGUE "of"? UNIT] => |m| some(m),
    "the past year": [THE PAST UNIT] => |m| { m.step(1)?.reads("past").then_some(())?; duration(Some(1), m.unit()?, None) },
    "the past year and a half": [THE PAST UNIT "and" A "half"] => |m| {
        let count = super::length::value("1.5", m.unit()?)?;
        m.step(1)?.reads("past").then(|| Reading::new(TimexType::Duration, Sort::Length, count))
    },
    "the past two years": [THE? PAST NUMBER UNIT] => |m| span(m),
    "two coming months": [NUMBER STEP UNIT] => |m| span(m),
    "five past years": [NUMBER PAST UNIT] => |m| span(m),
    "the past few days": [THE? PAST VAGUE UNIT] => |m| some(m),
    "recent years": [PAST UNIT] => |m| {
        m.step(1)?.text.ends_with('s').then(|| if m.step(0)?.reads("recent") { Some(Reading { entity: true, ..Reading::vague("PAST_REF") }) } else { duration(None, m.unit()?, None) })?
    },
    "the coming weeks": [THE? STEP UNIT] => |m| {
        let plural = m.item(Class::UNIT)?.text.ends_with('s');
        let item = m.item(Class::STEP)?;
        // "following months of talks": "following" is after
        let after = item.reads("following") && !m.has(Class::THE);
        if !plural || after || item.reads("this|current") { return None; }
        if item.reads("coming|upcoming") { Some(Reading { entity: true, ..Reading::vague("FUTURE_REF") }) } else { duration(None, m.unit()?, None) }
    },
    "now": [REF] => |m| {
        let item = m.step(0)?;
        // "as soon as", "until now"
        let soon = item.reads("soon") && (m.before_is("as|so|too|how") || m.next_is("as|-|after|afterward|afterwards|before|enough"));
        (!soon && !m.next_is("-")).then(|| Reading::vague(m.value(Class::REF).unwrap_or("PRESENT_REF")))
    },
    "he was [recent]": [PAST] => |m| { (m.step(0)?.reads("recent")).then(|| Reading::vague("PAST_REF")) },
    "the past": [THE PAST] => |m| { (m.step(1)?.reads("past") && !m.next().is_some_and(|next| next.is_lower() && !next.reads("and|but|that|when|with|as|by|to|for|or|it|he|she|they|we|is|was|has|have"))).then(|| Reading::vague("PAST_REF")) },
    "the future": [THE "near|distant|foreseeable"? NOUN_REF] => |m| (m.item(Class::NOUN_REF)?.reads("future") && !m.next_is("of")).then(|| Reading::vague("FUTURE_REF")),
    "at [the present]": [THE NOUN_REF] => |m| (m.before_is("at|for") && m.step(1)?.reads("present|moment")).then(|| Reading::vague("PRESENT_REF")),
    "the new year": [THE "new" "year"] => |m| {
        // the coming one, or the one that has begun
        m.step(1)?.is_lower().then_some(())?;
        (!m.next_is("'s|’s|-|eve|day")).then_some(())?;
        let ahead = m.anchor.now().map_or(0, |now| i64::from(now.date.month() > 6));
        period(m.anchor.now(), 'Y', ahead)
    },
    "these days": ["these" "days"] => |_| Some(Reading::vague("PRESENT_REF")),
    "long ago": ["long" AGO] => |_| Some(Reading::vague("PAST_REF")),
    "the time being": [THE "time" "being"] => |_| Some(Reading::vague("PRESENT_REF")),
    "a year earlier": [A UNIT BEFORE] => |m| { (m.step(2)?.reads("earlier|previously") || ends(m).is_some()).then_some(())?; period(m.gone(), calendar(m)?, -1) },
    "the year-ago quarter": [THE UNIT "-" "ago|earlier" "quarter|period|month|week"] => |m| {
        let unit = calendar(m)?;
        // of the quarter mentioned last, or of the last that is over
        match m.anchor.last.filter(|last| last.level == 'M') {
            _ if !m.taken_word("quarter") || unit != 'Y' => period(m.anchor.then(), unit, -1),
            Some(then) => period(Some(then), 'Q', -4),
            None => period(m.anchor.now(), 'Q', -5),
        }
    },
    "the [year-ago] loss": [UNIT "-" "ago|earlier"] => |m| period(m.anchor.then(), calendar(m)?, -1),
    "the latest quarter": [THE "latest" UNIT] => |m| {
        plain(m)?;
        let unit = calendar(m)?;
        period(m.anchor.now(), unit, if unit == 'Q' { -1 } else { 0 })
    },
    "the same period last year": [THE "same" "period|quarter|month|week|day|time|point" "of|in"? THE? DATE] => |m| {
        let date = m.sub(0)?;
        // "at the same time Friday's vote fell" is none
        (date.timex.value.len() == 4 || !m.taken_word("time|point|day")).then_some(())?;
        let quarter = m.anchor.then().filter(|_| m.taken_word("quarter")).and_then(|then| then.moved('Q', 0));
        match quarter.as_deref().and_then(|quarter| quarter.get(4..)) {
            Some(quarter) if date.timex.value.len() == 4 => Some(Reading::date(format!("{}{quarter}", date.timex.value))),
            _ => Some(Reading { yearless: None, ..date }),
        }
    },
    "a day later": [A UNIT AFTER] => |m| {
        m.step(2)?.reads("later|after").then_some(())?;
        (m.step(2)?.reads("later") || ends(m).is_some()).then_some(())?;
        period(m.anchor.then(), calendar(m)?, 1)
    },
};

/// What a step counts from: the date mentioned last for "the previous day" and "the following year", else the present.
pub(super) fn told(m: &Match<'_, '_>) -> Option<Point> {
    let item = m.item(Class::STEP)?;
    let told = item.reads("previous|preceding|prior|following") || (m.has(Class::THE) && item.reads("next"));
    match m.int(Class::STEP)? {
        _ if !told => m.anchor.now(),
        -1 => m.gone(),
        _ => m.anchor.then(),
    }
}

/// D, W, M, Y, …: a unit of the calendar.
fn calendar(m: &Match<'_, '_>) -> Option<char> {
    m.unit().filter(|unit| matches!(unit, 'D' | 'W' | 'M' | 'Y' | 'Q' | 'E' | 'C' | 'L' | 'N' | 'F'))
}

/// Nothing goes on: "the day after" is a day, "the day after the vote" depends on the vote.
fn ends(m: &Match<'_, '_>) -> Option<()> {
    m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric)).then_some(())
}

/// One of the unit, not several.
fn plain(m: &Match<'_, '_>) -> Option<()> {
    let text = m.item(Class::UNIT)?.text;
    // "the last year's harvest" is one; "the last years" are several
    (!text.ends_with('s')).then_some(())
}

/// "the weeks ahead", and not "the weeks ahead of the vote"
fn ahead(m: &Match<'_, '_>) -> Option<Reading> {
    calendar(m)?;
    let several = m.item(Class::UNIT)?.text.ends_with('s');
    (several && !m.next_is("of")).then(|| Reading { entity: true, ..Reading::vague("FUTURE_REF") })
}

pub(super) fn period(point: Option<Point>, unit: char, steps: i64) -> Option<Reading> {
    Some(Reading::date(match point {
        Some(point) => point.moved(unit, steps)?,
        None => open(unit)?.to_owned(),
    }))
}

/// The weekend nearest to a day.
fn weekend(point: Point) -> Option<Reading> {
    (point.level == 'D').then_some(())?;
    period(Some(point), 'N', if point.date.weekday() < 3 { -1 } else { 0 })
}

/// A season of sport, whose year nobody tells: an entity, and no TIMEX3.
fn season(m: &Match<'_, '_>) -> Option<Reading> {
    (m.unit()? == 'S' && !m.has(Class::SEASON)).then_some(())?;
    plain(m)?;
    Some(Reading { listed: false, ..Reading::date("XXXX") })
}

/// A day of a month.
fn day_of(m: &Match<'_, '_>, month: &str) -> Option<Reading> {
    (m.unit()? == 'M').then_some(())?;
    let day = m.int(Class::ORDINAL).filter(|day| (1..=31).contains(day))?;
    let date: Date = format!("{month}-{day:02}").parse().ok()?;
    Some(Reading::date(date.to_string()))
}

/// "the day before Christmas"
fn beside(m: &Match<'_, '_>, side: i64) -> Option<Reading> {
    period(Some(Point::of(&m.sub(0)?.timex.value)?), calendar(m)?, side)
}

/// "the last three months": as long as that, up to now or from it on
fn span(m: &Match<'_, '_>) -> Option<Reading> {
    let count = m.int(Class::NUMBER)?;
    let text = m.item(Class::UNIT)?.text;
    (count == 1 || text.ends_with('s')).then_some(())?;
    let unit = m.unit()?;
    let mut reading = duration(Some(count), unit, m.item(Class::NUMBER))?;
    // where it lies: up to the document's day, or from it on
    let ahead = m.item(Class::STEP).is_some_and(|step| step.value(Class::STEP) == "1");
    if let Some(now) = m.anchor.document {
        let there = days_away(now, unit, if ahead { count } else { -count }).map(|day| day.to_string());
        let now = Some(now.to_string());
        (reading.timex.begin, reading.timex.end) = match there {
            there @ Some(_) if ahead => (now, there),
            there @ Some(_) => (there, now),
            None => (None, None),
        };
    }
    Some(reading)
}

/// The day so many days, weeks, months or years from `day`.
pub(super) fn days_away(day: Date, unit: char, count: i64) -> Option<Date> {
    let months = match unit {
        'D' => return day.plus_days(count),
        'W' => return day.plus_days(count.checked_mul(7)?),
        'F' => return day.plus_days(count.checked_mul(14)?),
        'M' => count,
        'Q' => count.checked_mul(3)?,
        'Y' => count.checked_mul(12)?,
        'E' => count.checked_mul(120)?,
        _ => return None,
    };
    let (year, month) = day.plus_months(months.clamp(-200_000, 200_000));
    (0..4).find_map(|less| Date::new(i32::try_from(year).ok()?, month as u32, day.day().checked_sub(less)?))
}

fn some(m: &Match<'_, '_>) -> Option<Reading> {
    let couple = m.item(Class::VAGUE)?.reads("couple");
    let mut reading = duration(couple.then_some(2), m.unit()?, None)?;
    reading.timex.kind = TimexType::Duration;
    Some(reading)
}
