//! Months, years, decades, centuries, and the edges of a period.

use super::{
    A, DATE, DECADE, DIGITS, EDGE, ERA, HOLIDAY, MONTH, NUMBER, ORDINAL, PAST, RANK, SHORT_YEAR, STEP, TENS,
    THAT, THE, UNIT, YEAR,
};
use crate::value::anchor::Tense;
use crate::value::grammar::{Element, Match, Reading, Rule, Sort, Step, rules, steps};
use crate::value::item::{Item, century, edge_of, is_street};
use crate::value::words::Class;
use crate::value::{Date, TimexModifier, TimexType};

use super::day::nth;
use super::relative::told;

pub(super) const RULES: &[Rule] = rules! {
    "February 2026": [MONTH ","? "of"? YEAR] => |m| {
        let (year, month) = (m.int(Class::YEAR)?, m.int(Class::MONTH)?);
        has_day(m, year as i32, month as u32).then(|| Reading::date(format!("{year:04}-{month:02}")))
    },
    "2026 February": [YEAR MONTH] => |m| {
        let lone = m.next().is_none_or(|next| !next.is(Class::DAY.or(Class::YEAR)));
        lone.then(|| Some(Reading::date(format!("{:04}-{:02}", m.int(Class::YEAR)?, m.int(Class::MONTH)?))))?
    },
    "March '98": [MONTH SHORT_YEAR] => |m| Some(Reading::date(format!("{:04}-{:02}", short_year(m)?, m.int(Class::MONTH)?))),
    "in [February]": [MONTH] => bare_month,
    "last March": [THE? STEP MONTH] => |m| {
        let (month, step) = (m.int(Class::MONTH)?, m.int(Class::STEP)?);
        let Some(now) = told(m) else { return Some(Reading::date(format!("XXXX-{month:02}"))) };
        let (year, here) = (i64::from(now.date.year()), i64::from(now.date.month()));
        let year = match step {
            -1 => year - i64::from(month >= here),
            1 => year + i64::from(month <= here),
            _ => year,
        };
        Some(Reading::date(format!("{year:04}-{month:02}")))
    },
    "this past August": [STEP PAST MONTH] => |m| {
        (m.step(0)?.reads("this|the") && m.step(1)?.reads("past")).then_some(())?;
        let month = m.int(Class::MONTH)?;
        let Some(now) = m.anchor.now() else { return Some(Reading::date(format!("XXXX-{month:02}"))) };
        let year = i64::from(now.date.year()) - i64::from(month >= i64::from(now.date.month()));
        Some(Reading::date(format!("{year:04}-{month:02}")))
    },
    "March of that year": [MONTH "of" THAT UNIT] => |m| {
        (m.unit()? == 'Y').then_some(())?;
        let month = m.int(Class::MONTH)?;
        Some(Reading::date(m.anchor.then().map_or(format!("XXXX-{month:02}"), |then| format!("{:04}-{month:02}", then.date.year()))))
    },
    "March of this year": [MONTH "of"? STEP UNIT] => |m| {
        (m.unit()? == 'Y').then_some(())?;
        let month = m.int(Class::MONTH)?;
        let year = m.anchor.now().map_or(Some("XXXX".to_owned()), |now| now.moved('Y', m.int(Class::STEP)?))?;
        Some(Reading::date(format!("{year}-{month:02}")))
    },
    "in [2019]": [YEAR] => bare_year,
    "2015-12": [YEAR "-" DIGITS] => |m| {
        let (year, text) = (m.int(Class::YEAR)?, m.step(2)?.text);
        let month = text.parse::<i64>().ok().filter(|month| text.len() == 2 && (1..=12).contains(month))?;
        (m.step(1)?.glued && m.step(2)?.glued && month <= year % 100 && year % 100 < 95 && !m.next().is_some_and(|next| next.glued && matches!(next.text, "-" | "/"))).then(|| Reading::date(format!("{year:04}-{month:02}")))
    },
    "pre-1967": ["pre|post" "-" YEAR] => |m| {
        let side = if m.step(0)?.reads("pre") { TimexModifier::Before } else { TimexModifier::After };
        m.step(2)?.glued.then(|| Some(Reading::date(format!("{:04}", m.int(Class::YEAR)?)).with(Some(side))))?
    },
    "the year 2019": [THE "year" YEAR] => |m| Some(Reading::date(format!("{:04}", m.int(Class::YEAR)?))),
    "class of [’98]": [SHORT_YEAR] => |m| Some(Reading::date(format!("{:04}", short_year(m)?))),
    "the 2019 season": [THE? YEAR "season|campaign"] => |m| Some(Reading::date(format!("{:04}", m.int(Class::YEAR)?))),
    "in [nineteen ninety-six]": [NUMBER NUMBER] => |m| {
        let (century, year) = (spelt(m, 0)?, spelt(m, 1)?);
        // "by ten fifteen" is a time of day
        (!(m.before_is("at|by|around|about|until|till") && century <= 12 && year < 60)).then_some(())?;
        let led = m.before(1).is_some_and(|before| before.reads(LED_YEAR) || before.is(Class::MONTH.or(Class::DAY).or(Class::ORDINAL)));
        (led && (10..=20).contains(&century) && (10..=99).contains(&year)).then(|| Reading::date(format!("{:04}", century * 100 + year)))
    },
    "in [two thousand and fifteen]": [NUMBER] => |m| {
        let year = spelt(m, 0).filter(|year| (1900..=2100).contains(year) && year % 1000 > 0)?;
        let led = m.before(1).is_some_and(|before| before.reads(LED_YEAR) || before.is(Class::MONTH.or(Class::DAY).or(Class::ORDINAL)));
        let alone = m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric) || next.reads("and|to|but|when|as|he|she|it|they|we|the"));
        (led && alone).then(|| Reading::date(format!("{year:04}")))
    },
    "the month of October": [THE "month" "of" MONTH] => |m| Some(Reading::date(m.anchor.month_of_year(m.int(Class::MONTH)? as u32, m.tense()))),
    "the month of October 2019": [THE "month" "of" MONTH YEAR] => |m| Some(Reading::date(format!("{:04}-{:02}", m.int(Class::YEAR)?, m.int(Class::MONTH)?))),
    "480 BC": [NUMBER ERA] => |m| era(m),
    "AD 410": [ERA NUMBER] => |m| {
        let year = m.int(Class::NUMBER).filter(|year| (1..10_000).contains(year))?;
        (m.value(Class::ERA)? == "AD").then(|| Reading::date(format!("{year:04}")))
    },
    "in her [30s]": [EDGE? "-"? DECADE] => |m| {
        // an age: a date to OntoNotes, with its bounds, and no time to TIMEX3
        let owned = m.before_is("his|her|their|my|your|our");
        let years = m.item(Class::DECADE)?.number.int().filter(|years| owned && (20..=90).contains(years))?;
        let mut reading = Reading::new(TimexType::Duration, Sort::Other, format!("P{}Y", years + 9));
        (reading.timex.begin, reading.timex.end) = (Some(format!("P{years}Y")), Some(format!("P{}Y", years + 9)));
        Some(Reading { listed: false, ..reading })
    },
    "the 1990s": [THE? DECADE] => |m| {
        // "in her 30s" is an age
        (!m.before_is("his|her|their|my|your|our")).then_some(())?;
        decade(m.item(Class::DECADE)?.number.int()?, m.has(Class::THE) || m.before_is("-"))
    },
    "the late eighties": [THE EDGE "-"? TENS] => |m| {
        let edge = edge_of(m.item(Class::EDGE)?);
        m.item(Class::EDGE)?.reads("early|mid|late").then(|| Some(decade(m.int(Class::TENS)?, true)?.with(Some(edge))))?
    },
    "the nineties": [THE TENS] => |m| decade(m.int(Class::TENS)?, true),
    "the 19th century": [THE? ORDINAL "-"? UNIT] => |m| {
        let count = m.int(Class::ORDINAL).filter(|count| (1..=99).contains(count))?;
        match m.unit()? {
            'C' => Some(Reading::date(format!("{:02}", count - 1))),
            _ => None,
        }
    },
    "the 5th century BC": [THE? ORDINAL "-"? UNIT ERA] => |m| {
        let count = m.int(Class::ORDINAL).filter(|count| (1..=99).contains(count))?;
        let era = m.value(Class::ERA)?;
        (m.unit()? == 'C').then(|| Reading::date(if era == "BC" { format!("BC{:02}", count - 1) } else { format!("{:02}", count - 1) }))
    },
    "early 2020": [EDGE "-"? "in|of"? DATE] => edge,
    "the end of the month": [THE? "very"? EDGE "of" DATE] => edge,
    "the late 1990s": [THE EDGE "-"? DATE] => edge,
    "the middle of next week": [THE EDGE "of" DATE] => edge,
    "the latter half of 2019": [THE EDGE "half|part" "of" DATE] => edge,
    "the first week of March": [THE? RANK "week|weekend|weeks|weekends|days|months|day" "of" DATE] => |m| {
        let first = m.int(Class::ORDINAL.or(Class::FINAL))?;
        let value = m.sub(0)?.timex.value;
        if m.taken_word("weekend") && value.len() == 7 {
            return weekend_of(&value, first);
        }
        // of a year the week has a number: the first has its first Thursday, the last its last
        if m.taken_word("week")
            && let Some(year) = (value.len() == 4).then(|| value.parse::<i32>().ok()).flatten()
        {
            let week = if first > 0 { first } else { Date::new(year, 12, 28)?.week()?.1 };
            return (1..=53).contains(&week).then(|| Reading::date(format!("{year:04}-W{week:02}")));
        }
        // of a month it is the week of its first Thursday, or its last
        if m.taken_word("week")
            && value.len() == 7
            && let Ok(day) = format!("{value}-01").parse::<Date>()
        {
            let thursday = day.plus_days((4 - day.weekday()).rem_euclid(7) + if first > 0 { first - 1 } else { 3 } * 7)?;
            let next = thursday.plus_days(7).filter(|next| first < 0 && next.month() == day.month());
            let thursday = next.unwrap_or(thursday);
            let (year, week) = thursday.week()?;
            return (thursday.month() == day.month()).then(|| Reading::date(format!("{year:04}-W{week:02}")));
        }
        // "the 15th day of March"
        if m.taken_word("day") && value.len() == 7 && first > 0 {
            return Some(Reading::date(format!("{value}-{first:02}").parse::<Date>().ok()?.to_string()));
        }
        let date = Reading::date(value);
        Some(match first { 1 => date.with(Some(TimexModifier::Start)), -1 => date.with(Some(TimexModifier::End)), _ => date })
    },
    "the third consecutive day": [THE ORDINAL "consecutive|straight|full|successive" UNIT] => |m| ranked(m),
    "the third day": [THE ORDINAL UNIT] => |m| ranked(m),
    "for [a third week]": [A ORDINAL "consecutive|straight|full|successive"? UNIT] => |m| ranked(m),
    "in [its first year]": ["its|his|her|their|our|my" ORDINAL "full"? UNIT] => |m| ranked(m),
    "the third day in a row": [THE? ORDINAL UNIT "in" A "row"] => |m| ranked(m),
    "end of month": [EDGE "of" UNIT] => |m| {
        let unit = m.unit().filter(|unit| matches!(unit, 'D' | 'W' | 'M' | 'Y' | 'Q' | 'E' | 'C'))?;
        let item = m.item(Class::EDGE).filter(|item| item.reads("end|beginning|start|middle"))?;
        let value = m.anchor.now().map_or_else(|| crate::value::anchor::open(unit).map(str::to_owned), |now| now.moved(unit, 0))?;
        let edge = edge_of(item);
        Some(Reading::date(value).with(Some(edge)))
    },
    "the turn of the century": [THE "turn" "of" THE "century"] => |_| Some(Reading::date("2000")),
    "by [year's end]": [UNIT "'s|’s" "end"] => year_end,
    "year-end": [UNIT "-"? "end"] => year_end,
    "the early days of March": [THE EDGE "days|weeks|months" "of" DATE] => edge,
    "Christmas of 2019": [HOLIDAY "of" YEAR] => |m| {
        let rule = m.holiday;
        (rule.len() == 5).then(|| Some(Reading::date(format!("{:04}-{rule}", m.int(Class::YEAR)?))))?
    },
};

pub(super) const MORE: &[Rule] = rules! {
    "June 28 in 2020": [DATE "in" YEAR] => |m| {
        let (year, (month, day)) = (m.int(Class::YEAR)?, m.sub(0)?.yearless?);
        // "in June in 2020 dollars"
        (!m.next_is("dollars|prices|terms")).then_some(())?;
        has_date(year, month, day).then(|| Reading::date(if day > 0 { format!("{year:04}-{month:02}-{day:02}") } else { format!("{year:04}-{month:02}") }))
    },
    "December of last year": [DATE "of"? DATE] => |m| {
        // a month or season of a year
        let (first, second) = (m.sub(0)?, m.sub(1)?);
        let year = (second.timex.value.len() == 4).then_some(second.timex.value)?;
        let (month, day) = first.yearless?;
        (m.items.get(m.from)?.is(Class::MONTH.or(Class::DAY).or(Class::ORDINAL).or(Class::THE))).then_some(())?;
        Some(Reading::date(if day > 0 { format!("{year}-{month:02}-{day:02}") } else { format!("{year}-{month:02}") }))
    },
    "the year's end": [DATE "'s|’s" "end"] => |m| {
        let date = m.sub(0)?;
        (date.timex.value.len() < 10).then(|| date.with(Some(TimexModifier::End)))
    },
};

/// What may stand before a year in words.
const LED_YEAR: &str = "in|since|by|until|till|from|of|to|before|after|early|late|during|for|year|and";

/// A number in words.
fn spelt(m: &Match<'_, '_>, step: usize) -> Option<i64> {
    let number = m.step(step)?.number;
    (number.digits.is_empty() && !number.vague).then(|| number.int())?
}

/// "the last weekend of September": that of the month's last Saturday
fn weekend_of(month: &str, count: i64) -> Option<Reading> {
    let first: Date = format!("{month}-01").parse().ok()?;
    let saturday = nth(first.year(), first.month(), 6, count)
        .filter(|day| matches!(count, -1 | 1..=5) && day.month() == first.month())?;
    let (year, week) = saturday.week()?;
    Some(Reading::date(format!("{year:04}-W{week:02}-WE")))
}

/// "year-end": the end of this one
fn year_end(m: &Match<'_, '_>) -> Option<Reading> {
    let unit = m.unit().filter(|unit| matches!(unit, 'Y' | 'M' | 'W' | 'D'))?;
    let value = m
        .anchor
        .now()
        .map_or_else(|| crate::value::anchor::open(unit).map(str::to_owned), |now| now.moved(unit, 0))?;
    Some(Reading::date(value).with(Some(TimexModifier::End)))
}

/// "the third day": OntoNotes has it as a date, TIMEX3 only where its event is known
fn ranked(m: &Match<'_, '_>) -> Option<Reading> {
    let unit = m.unit().filter(|unit| matches!(unit, 'D' | 'W' | 'M' | 'Y' | 'G' | 'N'))?;
    let value = crate::value::anchor::open(unit)?;
    Some(Reading { listed: false, ..Reading::date(value) })
}

fn short_year(m: &Match<'_, '_>) -> Option<i32> {
    Some(century(m.item(Class::SHORT_YEAR)?.number.int()? as u32))
}

/// Whether the month of the year has the day; 0 is none.
fn has_date(year: i64, month: u32, day: u32) -> bool {
    day == 0 || i32::try_from(year).is_ok_and(|year| Date::new(year, month, day).is_some())
}

/// Whether the month has the day that stands before it, if one does.
fn has_day(m: &Match<'_, '_>, year: i32, month: u32) -> bool {
    let day = m.before(1).filter(|before| before.is(Class::DAY)).and_then(Item::number_of);
    day.is_none_or(|day| Date::new(year, month, day as u32).is_some())
}

/// "February", and not "May" the name, "march" the walk
fn bare_month(m: &Match<'_, '_>) -> Option<Reading> {
    const BEFORE: &str = "in|by|since|until|till|from|during|last|next|early|late|mid|this|through|before|after|of|and|to|between|-|every|each|for|or|around|about|beginning|end|,|(|on|at|than|whole|as";
    let item = m.item(Class::MONTH)?;
    let month = m.int(Class::MONTH)? as u32;
    // "February 30" and "31 April" are no dates
    if !has_day(m, 2024, month) {
        return None;
    }
    if m.next().is_some_and(|next| {
        next.is(Class::DIGITS.or(Class::ORDINAL))
            && next.text.len() <= 4
            && next.number_of().is_some_and(|day| (30..100).contains(&day))
    }) {
        return None;
    }
    let doubtful = item.reads("may|march|august|april|june|jan|mar|jun|sep|dec") && !item.text.ends_with('.');
    if doubtful {
        let led = m.before(1).is_some_and(|before| before.reads(BEFORE) || before.is(Class::EDGE));
        let named = m.before(1).is_some_and(Item::is_capital);
        // "May I", "March on Washington", "Theresa May", "April Jones"
        let begins = m.from == 0
            && m.next().is_none_or(|next| next.is_lower() && !next.reads("was|is|and|to|brought|saw"));
        let walks = item.reads("march") && m.next_is("on|for|of|toward|towards|against");
        if !led && (walks || begins || named || m.next().is_some_and(|next| next.is_capital() && !next.glued))
        {
            return None;
        }
    }
    if item.text.starts_with(|c: char| c.is_ascii_lowercase())
        && item.text.len() <= 4
        && !matches!(item.text, "june" | "july")
    {
        return None;
    }
    // "oil for August delivery" is to come, whatever it did
    let tense = if m.next_is("delivery|futures") { Tense::Future } else { m.tense() };
    Some(Reading { yearless: Some((month, 0)), ..Reading::date(m.anchor.month_of_year(month, tense)) })
}

/// Four digits alone: a year where nothing says that they count.
fn bare_year(m: &Match<'_, '_>) -> Option<Reading> {
    const LED: &str = "its|his|her|their|our|in|since|by|until|till|from|of|to|and|during|before|after|early|late|mid|between|through|throughout|around|for|the|circa|year|spring|summer|autumn|fall|winter|-|–|or|(|election";
    let item = m.step(0)?;
    let year = m.int(Class::YEAR)?;
    let led =
        m.before(1).is_some_and(|before| before.reads(LED) || before.is(Class::MONTH.or(Class::SEASON)));
    let usual = match year {
        1900..=2040 => true,
        1500..=2100 => led,
        _ => m.before_is("in|since|until|of|from|by|year|after|before|circa"),
    };
    // "2000 people", "No. 1984", "$ 2000", "2000 - 3000"
    let counts = m.next().is_some_and(|next| {
        next.is(Class::MEASURE
            .or(Class::MONEY)
            .or(Class::PERCENT)
            .or(Class::SCALE)
            .or(Class::UNIT)
            .or(Class::HUNDRED)
            .or(Class::CODE))
            || (next.is_lower()
                && !led
                && (next.text.len() > 4 && next.text.ends_with('s') && !next.text.ends_with("ss")
                    || next.reads("people|men|women|children|police")))
    });
    // "1885 aftershocks" and "the upcoming 2020 census": what is round counts, and what is not recent
    let counts = counts
        && !(matches!(year, 1960..=2035)
            && year % 100 != 0
            && m.before(1).is_some_and(Item::is_lower)
            && m.next().is_some_and(Item::is_lower));
    let number = m.before(1).is_some_and(|before| {
        before.is(Class::SIGN.or(Class::CODE))
            || before.reads(
                "No.|no.|number|#|/|about|nearly|some|over|than|only|least|most|almost|approximately|and",
            ) && !led
            || before.reads("than|about|nearly|approximately|some|least|almost")
    });
    let glued = m.next().is_some_and(|next| next.glued && matches!(next.text, "-" | "/" | "°" | "%" | "+"))
        || (item.glued
            && m.before(1).is_some_and(|before| {
                before.classes.is_none()
                    && !matches!(before.text, "-" | "(" | "–" | "\"" | "“" | "'" | "‘" | "[" | "—")
            }));
    // "1984 Elm Street"
    if is_street(m.items, m.to) {
        return None;
    }
    // "202/224-1638" is a telephone's
    let phone = item.glued
        && m.before(1).is_some_and(|mark| mark.glued)
        && m.before(2).is_some_and(|before| {
            before.text.ends_with(|c: char| c.is_ascii_digit()) && !before.is(Class::YEAR)
        });
    let pair = m.next().is_some_and(|next| next.glued && next.text == "-")
        && m.items.get(m.to + 1).is_some_and(|item| !item.is(Class::NUMBER));
    (usual && !counts && !number && !phone && (!glued || pair)).then(|| Reading::date(format!("{year:04}")))
}

fn era(m: &Match<'_, '_>) -> Option<Reading> {
    let year = m.int(Class::NUMBER).filter(|year| (1..10_000).contains(year))?;
    let mark = if m.value(Class::ERA)? == "BC" { "BC" } else { "" };
    Some(Reading::date(format!("{mark}{year:04}")))
}

/// "1990s", "the 90s": the last such decade
fn decade(year: i64, led: bool) -> Option<Reading> {
    let decade = match year {
        1000..=2990 => year / 10,
        20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 if led || year >= 60 => 190 + year / 10,
        _ => return None,
    };
    Some(Reading::date(format!("{decade:03}")))
}

/// "early", "mid-", "the end of": `mod`
fn edge(m: &Match<'_, '_>) -> Option<Reading> {
    let date = m.sub(0)?;
    // "a late Monday" and "close to" are no edges
    let edge = edge_of(m.item(Class::EDGE)?);
    let item = m.item(Class::EDGE)?;
    let of = m.taken_word("of");
    let noun = item.reads("beginning|start|outset|end|close|middle");
    let fits = if noun { of || item.reads("middle") } else { !of || item.reads("latter|early|late") };
    (fits && date.timex.kind == TimexType::Date && date.timex.modifier.is_none())
        .then(|| date.with(Some(edge)))
}
