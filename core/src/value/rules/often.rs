//! What recurs.

use super::{A, EVERY, MONTH, NUMBER, OFTEN, ORDINAL, PART, SEASON, THE, TIMES, TWICE, UNIT, VAGUE, WEEKDAY};
use crate::value::grammar::{Element, Match, Reading, Rule, Step, rules, steps};
use crate::value::item::Item;
use crate::value::words::Class;

use super::length::value;

pub(super) const RULES: &[Rule] = rules! {
    "annual": [OFTEN] => |m| {
        // "Daily" of a newspaper's name
        let item = m.step(0)?;
        let name = item.is_capital() && m.next().is_some_and(Item::is_capital);
        (!name && !m.next_is("-")).then(|| Reading::set(m.value(Class::OFTEN).unwrap_or("")))
    },
    "every day": [EVERY UNIT] => |m| every(m, match m.unit()? {
        'N' => Reading::set("XXXX-WXX-WE"),
        'd' => Reading::set("XXXX-WXX-WD"),
        'G' => return None,
        unit => Reading::set(value("1", unit)?),
    }),
    "every two weeks": [EVERY NUMBER UNIT] => |m| every(m, Reading::set(value(m.item(Class::NUMBER)?.number.decimal()?.as_str(), m.unit()?)?)),
    "every other day": [EVERY "other" UNIT] => |m| every(m, Reading::set(value("2", m.unit()?)?)),
    "every fourth year": [EVERY ORDINAL UNIT] => |m| every(m, Reading::set(value(&m.int(Class::ORDINAL)?.to_string(), m.unit()?)?)),
    "every few weeks": [EVERY "few" UNIT] => |m| every(m, Reading::set(value("X", m.unit()?)?)),
    "every Monday": [EVERY WEEKDAY] => |m| every(m, Reading::set(format!("XXXX-WXX-{}", m.int(Class::WEEKDAY)?))),
    "every Monday morning": [EVERY WEEKDAY PART] => |m| every(m, Reading::set(format!("XXXX-WXX-{}T{}", m.int(Class::WEEKDAY)?, m.value(Class::PART)?))),
    "every morning": [EVERY PART] => |m| every(m, Reading::set(format!("XXXX-XX-XXT{}", m.value(Class::PART)?))),
    "every March": [EVERY MONTH] => |m| every(m, Reading::set(format!("XXXX-{:02}", m.int(Class::MONTH)?))),
    "the 19th of every month": [THE? ORDINAL "day"? "of" EVERY UNIT] => |m| {
        let day = m.int(Class::ORDINAL).filter(|day| (1..=31).contains(day) && m.unit() == Some('M'))?;
        every(m, Reading::set(format!("XXXX-XX-{day:02}")))
    },
    "every summer": [EVERY SEASON] => |m| every(m, Reading::set(format!("XXXX-{}", m.value(Class::SEASON)?))),
    "twice a week": [TWICE A UNIT] => |m| often(m, m.int(Class::TWICE)?),
    "twice every week": [TWICE EVERY UNIT] => |m| often(m, m.int(Class::TWICE)?),
    "on [weekends]": ["weekends|weekdays"] => |m| {
        // "two weekends", "the last weekends"
        let counted = m.before(1).is_some_and(|before| before.is(Class::NUMBER.or(Class::VAGUE).or(Class::THE).or(Class::STEP).or(Class::PAST)));
        let value = if m.step(0)?.reads("weekends") { "XXXX-WXX-WE" } else { "XXXX-WXX-WD" };
        (!counted).then(|| Reading::set(value))
    },
    "several times a week": [VAGUE TIMES A UNIT] => |m| Some(Reading::set(value("1", m.unit()?)?)),
    "once every two years": [TWICE EVERY NUMBER UNIT] => |m| {
        let every = value(m.item(Class::NUMBER)?.number.decimal()?.as_str(), m.unit()?)?;
        let mut reading = Reading::set(every);
        reading.timex.freq = Some(format!("{}X", m.int(Class::TWICE)?));
        reading.timex.quant = Some("EVERY".to_owned());
        Some(reading)
    },
    "twice yearly": [TWICE OFTEN] => |m| {
        let mut reading = Reading::set(m.value(Class::OFTEN)?);
        reading.timex.freq = Some(format!("{}X", m.int(Class::TWICE)?));
        Some(reading)
    },
    "three times a day": [NUMBER TIMES A UNIT] => |m| often(m, m.int(Class::NUMBER)?),
    "three times per day": [NUMBER TIMES "per" UNIT] => |m| often(m, m.int(Class::NUMBER)?),
    "per day": ["per|a" UNIT] => |m| {
        let unit = m.unit()?;
        (m.step(0)?.reads("per") && !m.step(1)?.text.ends_with('s') && matches!(unit, 'D' | 'W' | 'M' | 'Y' | 'h' | 'Q')).then(|| Some(Reading { entity: false, ..Reading::set(value("1", unit)?) }))?
    },
};

fn every(m: &Match<'_, '_>, mut reading: Reading) -> Option<Reading> {
    reading.timex.quant = Some(m.value(Class::EVERY)?.to_owned());
    Some(reading)
}

fn often(m: &Match<'_, '_>, count: i64) -> Option<Reading> {
    let mut reading = Reading::set(value("1", m.unit()?)?);
    reading.timex.freq = Some(format!("{count}X"));
    if m.has(Class::EVERY) {
        reading.timex.quant = Some("EVERY".to_owned());
    }
    Some(reading)
}
