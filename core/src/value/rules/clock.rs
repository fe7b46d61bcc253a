//! Times of day.

use super::{
    AFTER, BEFORE, CLOCK, DATE, DAYREF, EDGE, HALF_DAY, NOON, NUMBER, PART, STEP, THAT, THE, TIME, TONIGHT,
    ZONE,
};
use crate::value::TimexModifier;
use crate::value::anchor::{Point, Tense};
use crate::value::grammar::{Element, Match, Reading, Rule, Step, rules, steps};
use crate::value::item::{clock, edge_of};
use crate::value::words::Class;

pub(super) const RULES: &[Rule] = rules! {
    "16:30": [CLOCK] => |m| {
        let (hour, minute, second) = clock(m.step(0)?.text)?;
        // "3:2" and "2:1" have one digit after the mark: scores; "Mark 3:16" is a verse
        (!verse(m)).then_some(())?;
        let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
        Some(at(m, &format!("T{hour:02}:{minute:02}{seconds}")))
    },
    "10:30 a.m.": [CLOCK HALF_DAY] => |m| {
        let (hour, minute, second) = clock(m.step(0)?.text)?;
        let hour = half(m, hour)?;
        let seconds = second.map_or(String::new(), |second| format!(":{second:02}"));
        Some(at(m, &format!("T{hour:02}:{minute:02}{seconds}")))
    },
    "5 p.m.": [NUMBER HALF_DAY] => |m| {
        // "8.30 pm"
        let (hour, minute) = match clock(m.step(0)?.text) {
            Some((hour, minute, _)) => (hour, minute),
            // "1140 a.m."
            None => match m.int(Class::NUMBER)? as u32 {
                figures @ 100..=1259 if figures % 100 < 60 => (figures / 100, figures % 100),
                hour => (hour, 0),
            },
        };
        let am = m.item(Class::HALF_DAY)?;
        // "I am"
        (am.glued || !am.reads("am") || m.before_is("at|from|until|by|to|between|around|about|-|,") || m.from == 0).then_some(())?;
        let hour = half(m, hour)?;
        Some(at(m, &format!("T{hour:02}:{minute:02}")))
    },
    "five o'clock": [NUMBER "o'clock|o’clock|oclock"] => |m| {
        let hour = m.int(Class::NUMBER).filter(|hour| (1..=24).contains(hour))?;
        Some(at(m, &format!("T{hour:02}:00")))
    },
    "at [two thirty]": [NUMBER "-"? NUMBER] => |m| {
        let (hour, minute) = spelt_clock(m)?;
        // "at two thirty people" are counted
        let alone = m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric) && next.text != "-" || next.is(Class::DAYREF.or(Class::TONIGHT).or(Class::STEP).or(Class::WEEKDAY).or(Class::ZONE)) || next.reads("in|on|and|when|as|sharp|he|she|it|they|we"));
        (alone && m.before_is("at|by|until|till|around|about|before|after|since")).then(|| at(m, &format!("T{hour:02}:{minute:02}")))
    },
    "two thirty p.m.": [NUMBER "-"? NUMBER HALF_DAY] => |m| {
        let (hour, minute) = spelt_clock(m)?;
        let hour = half(m, hour)?;
        Some(at(m, &format!("T{hour:02}:{minute:02}")))
    },
    "half past seven": ["half" "past" NUMBER] => |m| {
        let hour = m.int(Class::NUMBER).filter(|hour| (1..=12).contains(hour))?;
        Some(at(m, &format!("T{hour:02}:30")))
    },
    "a quarter to seven": ["a"? "quarter" "to|past" NUMBER] => |m| {
        let hour = m.int(Class::NUMBER).filter(|hour| (1..=12).contains(hour))?;
        let to = m.items.get(m.to - 2)?.reads("to");
        Some(at(m, &(if to { format!("T{:02}:45", hour - 1) } else { format!("T{hour:02}:15") })))
    },
    "ten past nine": [NUMBER "minutes|min|mins"? "past" NUMBER] => |m| {
        let last = m.items.get(m.to - 1)?.number.int()?;
        let minute = m.int(Class::NUMBER).filter(|minute| (1..60).contains(minute))?;
        (1..=12).contains(&last).then(|| at(m, &format!("T{last:02}:{minute:02}")))
    },
    "at [five in the morning]": [NUMBER "in" THE PART] => |m| {
        let hour = m.int(Class::NUMBER).filter(|hour| (1..=12).contains(hour))?;
        let led = m.before_is("at|around|about|until|till|by|from|since|before|after|circa") && !m.step(0)?.number.digits.contains('.');
        let late = matches!(m.value(Class::PART)?, "AF" | "EV");
        led.then(|| at(m, &format!("T{:02}:00", hour % 12 + if late { 12 } else { 0 })))
    },
    "in [the morning at 7]": [THE PART "at" NUMBER] => |m| {
        let hour = m.int(Class::NUMBER).filter(|hour| (1..=12).contains(hour) && !m.next_is("%|percent|per"))?;
        let late = matches!(m.value(Class::PART)?, "AF" | "EV");
        Some(at(m, &format!("T{:02}:00", hour % 12 + if late { 12 } else { 0 })))
    },
    "0800 GMT": [NUMBER ZONE] => |m| {
        let (hour, minute) = four_digits(m.step(0)?.text)?;
        Some(at(m, &format!("T{hour:02}:{minute:02}{}", m.value(Class::ZONE)?)))
    },
    "1630 hours": [NUMBER "hours|hrs"] => |m| {
        let (hour, minute) = four_digits(m.step(0)?.text).filter(|_| m.before_is("at|by|until|from|,"))?;
        Some(at(m, &format!("T{hour:02}:{minute:02}")))
    },
    "noon": [NOON] => |m| Some(at(m, &format!("T{}", m.value(Class::NOON)?))),
    "tonight": [TONIGHT] => |m| Some(Reading::clock(format!("{}TNI", day(m, 0)))),
    "this morning": [STEP PART] => |m| {
        let (step, part) = (m.int(Class::STEP)?, m.value(Class::PART)?);
        Some(Reading::clock(format!("{}T{part}", day(m, step))))
    },
    "yesterday morning": [DAYREF PART] => |m| {
        let part = Some((m.step(0)?.span.end(), m.item(Class::PART)?.span.start()));
        Some(Reading { part, ..Reading::clock(format!("{}T{}", day(m, m.int(Class::DAYREF)?), m.value(Class::PART)?)) })
    },
    "the next morning": [THE STEP PART] => |m| {
        beside(m, m.int(Class::STEP)?)
    },
    "the night of June 21": [THE PART "of" DATE] => |m| {
        let date = m.sub(0)?.timex.value;
        (date.len() == 10 && Point::of(&date).is_some_and(|point| point.level == 'D') || date.starts_with("XXXX-")).then_some(())?;
        Some(Reading::clock(format!("{date}T{}", m.value(Class::PART)?)))
    },
    "the night before": [THE PART BEFORE] => |m| {
        let ends = m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric));
        (ends && m.step(2)?.reads("before")).then(|| beside(m, -1)).flatten()
    },
    "the morning after": [THE PART AFTER] => |m| {
        let ends = m.next().is_none_or(|next| !next.text.starts_with(char::is_alphanumeric));
        (ends && m.step(2)?.reads("after")).then(|| beside(m, 1)).flatten()
    },
    "that night": [THAT PART] => |m| {
        let (day, part) = (m.anchor.then().and_then(|then| then.moved('D', 0)).unwrap_or("XXXX-XX-XX".to_owned()), m.value(Class::PART)?);
        (m.step(0)?.reads("that") && day.len() == 10).then(|| Reading::clock(format!("{day}T{part}")))
    },
    "earlier this morning": [BEFORE TIME] => |m| m.sub(0).filter(|_| m.step(0).is_some_and(|item| item.reads("earlier"))),
    "later that night": [AFTER TIME] => |m| m.sub(0).filter(|_| m.step(0).is_some_and(|item| item.reads("later"))),
    "the early hours of Friday": [THE "early|wee|small|late" PART? "hours" "of" DATE] => |m| {
        let date = m.sub(0)?.timex.value;
        let part = m.value(Class::PART).unwrap_or(if m.step(1)?.reads("late") { "NI" } else { "MO" });
        (date.len() == 10).then(|| Reading::clock(format!("{date}T{part}")))
    },
    "the early hours of this morning": [THE "early|wee|small|late" "hours" "of" TIME] => |m| m.sub(0),
    "early in the morning": [EDGE "in" TIME] => |m| {
        let edge = m.item(Class::EDGE).filter(|item| item.reads("early|late"))?;
        let edge = if edge.reads("early") { TimexModifier::Start } else { TimexModifier::End };
        m.sub(0).map(|time| time.with(Some(edge)))
    },
    "later in the evening": [AFTER "in" TIME] => |m| m.sub(0).filter(|_| m.step(0).is_some_and(|item| item.reads("later"))),
    "earlier in the evening": [BEFORE "in" TIME] => |m| m.sub(0).filter(|_| m.step(0).is_some_and(|item| item.reads("earlier"))),
    "in [the morning]": [THE PART] => |m| part(m),
    "in the early [evening]": [PART] => |m| {
        let item = m.step(0)?;
        let adverb = item.reads("overnight|midafternoon|midmorning");
        let led = m.before_is("early|late|mid|-|by|until|each|all|of|since|at|one") || adverb;
        (led && !m.before_is("at") || adverb || (m.before_is("at") && item.reads("night"))).then(|| part(m))?
    },
    "early Friday morning": [EDGE "-"? TIME] => |m| {
        let edge = edge_of(m.item(Class::EDGE).filter(|item| item.reads("early|late|mid"))?);
        m.sub(0).map(|time| Reading { part: None, ..time.with(Some(edge)) })
    },
    "late [at night]": ["at" "night"] => |m| Some(part_of(m, "NI")),
};

pub(super) const MORE: &[Rule] = rules! {
    "Friday morning": [DATE PART] => |m| {
        let date = m.sub(0)?.timex.value;
        let fits = m.items.get(m.to - 2).is_some_and(|item| !item.is(Class::UNIT)) && !m.item(Class::PART)?.text.ends_with('s');
        (fits && date.len() >= 9 && !date.ends_with("_REF")).then(|| {
            let part = m.sub_span(0).zip(m.item(Class::PART)).map(|(day, part)| (day.end(), part.span.start()));
            Reading { part, ..Reading::clock(format!("{date}T{}", m.value(Class::PART).unwrap_or(""))) }
        })
    },
    "Friday noon": [DATE NOON] => |m| {
        let date = m.sub(0)?.timex.value;
        let noon = m.value(Class::NOON)?;
        (date.len() >= 9 && !date.ends_with("_REF")).then(|| Reading::clock(format!("{date}T{noon}")))
    },
    "10:30 EST": [TIME ZONE] => |m| zoned(m, m.value(Class::ZONE)?),
    "10:30 (GMT)": [TIME "(" ZONE ")"] => |m| zoned(m, m.value(Class::ZONE)?),
    "8 o'clock Eastern time": [TIME "Eastern|Pacific|Central|Mountain|Greenwich" "standard|daylight|mean"? "time"] => |m| m.sub(0),
    "7 p.m. Eastern": [TIME "Eastern|Pacific"] => |m| m.next().is_none_or(|next| !next.is_capital()).then(|| m.sub(0))?,
    "10:30 sharp": [TIME "sharp"] => |m| m.sub(0),
    "8 o'clock in the morning": [TIME "in|at" THE? PART] => |m| {
        let time = m.sub(0)?;
        let day = time.timex.value.split('T').next().unwrap_or("").to_owned();
        within(&time, &day, m.value(Class::PART)?)
    },
    "last night at 8": [TIME "at|around|about" NUMBER] => |m| hour_of(m),
    "Friday night at about 8": [TIME "at" "around|about" NUMBER] => |m| hour_of(m),
    "7:30 this morning": [TIME "the"? STEP PART] => |m| {
        let day = day(m, m.int(Class::STEP)?);
        within(&m.sub(0)?, &day, m.value(Class::PART)?)
    },
    "7:30 tomorrow morning": [TIME DAYREF PART] => |m| {
        let day = day(m, m.int(Class::DAYREF)?);
        within(&m.sub(0)?, &day, m.value(Class::PART)?)
    },
    "8 o'clock tonight": [TIME TONIGHT] => |m| within(&m.sub(0)?, &day(m, 0), "NI"),
    "8 p.m. Friday": [TIME ","? DATE] => |m| {
        let part = Some((m.sub_span(0)?.end(), m.sub_span(1)?.start()));
        Some(Reading { part, ..dated(&m.sub(0)?, &m.sub(1)?)? })
    },
    "8 p.m. on Friday": [TIME ","? "on" DATE] => |m| {
        // two entities; TIMEX3 has the time, of that day, and the day
        let (time, date) = (m.sub(0)?, m.sub(1)?);
        let joined = dated(&time, &date)?;
        let ends = [(m.sub_span(0)?, joined.timex.clone()), (m.sub_span(1)?, date.timex)];
        Some(Reading { split: true, ends: Some(Box::new(ends)), ..joined })
    },
};

/// "two thirty": hour and minute in words.
fn spelt_clock(m: &Match<'_, '_>) -> Option<(u32, u32)> {
    let word = |step: usize| {
        let number = m.step(step)?.number;
        number.int().filter(|_| number.digits.is_empty() && !number.vague && number.exponent == 0)
    };
    let (hour, minute) = (word(0)?, word(2)?);
    ((1..=12).contains(&hour) && (10..60).contains(&minute)).then_some((hour as u32, minute as u32))
}

/// "last night at 8"
fn hour_of(m: &Match<'_, '_>) -> Option<Reading> {
    let number = m.item(Class::NUMBER)?;
    let hour = number.number.int().filter(|hour| (1..=12).contains(hour))?;
    // "tonight at 8 stations"
    let alone = m.next().is_none_or(|next| {
        !(next.text.starts_with(char::is_alphanumeric) || next.glued && matches!(next.text, "-" | "/" | "%"))
            || next.reads("and|in|with|for|as|when|while|he|she|it|we|they|to|on|after|before")
    });
    let (day, part) = m
        .sub(0)
        .map(|time| time.timex.value)?
        .split_once('T')
        .map(|(day, part)| (day.to_owned(), part.to_owned()))?;
    let late = match part.as_str() {
        "NI" => hour != 12 && hour > 4,
        "EV" | "AF" => hour != 12,
        "MO" => false,
        _ => return None,
    };
    alone.then(|| Reading::clock(format!("{day}T{:02}:00", if late { hour + 12 } else { hour % 24 })))
}

/// The time of a day's part: "8" of an evening is twenty.
fn within(time: &Reading, day: &str, part: &str) -> Option<Reading> {
    let (_, rest) = time.timex.value.split_once('T')?;
    let hour: u32 = rest.get(..2)?.parse().ok()?;
    let late = match part {
        "AF" => (1..12).contains(&hour),
        "EV" | "NI" => (4..12).contains(&hour),
        _ => false,
    };
    Some(Reading::clock(format!("{day}T{:02}{}", if late { hour + 12 } else { hour }, rest.get(2..)?)))
}

/// The hour of "5 p.m."
fn half(m: &Match<'_, '_>, hour: u32) -> Option<u32> {
    let half = m.value(Class::HALF_DAY)?;
    (1..=12).contains(&hour).then(|| hour % 12 + if half == "p" { 12 } else { 0 })
}

/// A time of the day that was mentioned, or the document's.
fn at(m: &Match<'_, '_>, time: &str) -> Reading {
    let day = m.anchor.day().map_or(String::new(), |day| day.to_string());
    Reading::clock(format!("{day}{time}"))
}

fn day(m: &Match<'_, '_>, steps: i64) -> String {
    m.anchor
        .now()
        .and_then(|now| now.date.plus_days(steps))
        .map_or("XXXX-XX-XX".to_owned(), |day| day.to_string())
}

/// "Mark 3:16", "1 Kings 19:11", "Psalm 46:10"
fn verse(m: &Match<'_, '_>) -> bool {
    const BOOKS: &str = "genesis|exodus|leviticus|deuteronomy|joshua|judges|ruth|samuel|kings|chronicles|ezra|nehemiah|esther|job|psalm|psalms|proverbs|ecclesiastes|isaiah|jeremiah|lamentations|ezekiel|daniel|hosea|joel|amos|obadiah|jonah|micah|nahum|habakkuk|zephaniah|haggai|zechariah|malachi|matthew|mark|luke|john|acts|romans|corinthians|galatians|ephesians|philippians|colossians|thessalonians|timothy|titus|philemon|hebrews|james|peter|jude|revelation|surah|sura|quran|qur'an|koran|verse";
    m.before(1).is_some_and(|item| item.is_capital() && item.reads(BOOKS))
}

/// The part of the day so many from the one mentioned last.
fn beside(m: &Match<'_, '_>, steps: i64) -> Option<Reading> {
    let day = m.anchor.then().and_then(|then| then.moved('D', steps)).unwrap_or("XXXX-XX-XX".to_owned());
    Some(Reading::clock(format!("{day}T{}", m.value(Class::PART)?)))
}

fn part(m: &Match<'_, '_>) -> Option<Reading> {
    let item = m.item(Class::PART)?;
    (!item.text.ends_with('s')).then_some(())?;
    // "the night sky", "the evening news"
    let alone = m.next().is_none_or(|next| !next.is_lower() || next.reads("of|and|to|when|after|before|at|as|in|on|with|that|the|by|for|but|while|hours|local|because|if|or|he|she|they|we|it|I"));
    let part = m.value(Class::PART)?;
    alone.then(|| part_of(m, part))
}

fn part_of(m: &Match<'_, '_>, part: &str) -> Reading {
    let day = m.anchor.day().filter(|_| m.tense() != Tense::Open || m.anchor.day.is_some());
    Reading::clock(format!("{}T{part}", day.map_or("XXXX-XX-XX".to_owned(), |day| day.to_string())))
}

fn zoned(m: &Match<'_, '_>, offset: &str) -> Option<Reading> {
    let value = m.sub(0)?.timex.value;
    let minutes = value.contains(':') && !value.ends_with('Z');
    Some(Reading::clock(if minutes { format!("{value}{offset}") } else { value }))
}

fn dated(time: &Reading, date: &Reading) -> Option<Reading> {
    let (_, time) = time.timex.value.split_once('T')?;
    let date = date.timex.value.as_str();
    (date.len() == 10 && !date.contains('T')).then(|| Reading::clock(format!("{date}T{time}")))
}

/// Hour and minute of a time in four digits: "1630".
pub(super) fn four_digits(text: &str) -> Option<(u32, u32)> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    let (hour, minute) = (text.get(..2)?.parse().ok()?, text.get(2..)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}
