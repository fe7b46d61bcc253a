//! Quarters, halves and fiscal years.

use super::{DATE, DIGITS, FISCAL, QUARTER, RANK, STEP, THE, YEAR};
use crate::value::TimexModifier;
use crate::value::anchor::Tense;
use crate::value::grammar::{Element, Match, Reading, Rule, Step, rules, steps};
use crate::value::item::century;
use crate::value::words::Class;

pub(super) const RULES: &[Rule] = rules! {
    "the fiscal third quarter": [THE? FISCAL? RANK "-"? "quarter"] => |m| {
        // "the third quarter-final", "the last quarter mile"
        (!m.next_is("-|mile|pounder")).then_some(())?;
        let last = m.item(Class::FINAL).is_some_and(|rank| rank.reads("last"));
        if last {
            // "the last quarter": the one before this
            return Some(Reading::date(m.anchor.now().map_or(Some("XXXX-QX".to_owned()), |now| now.moved('Q', -1))?));
        }
        if m.has(Class::ORDINAL) { quarter(m, m.int(Class::ORDINAL)?, None) } else { quarter(m, 4, None) }
    },
    "the third quarter of 2009": [THE? FISCAL? RANK "-"? "quarter" "of"? DATE] => |m| {
        let count = if m.has(Class::ORDINAL) { m.int(Class::ORDINAL)? } else { 4 };
        quarter(m, count, Some(year_of(&m.sub(0)?.timex.value)?.to_owned()))
    },
    "the first half of 2020": [THE? RANK "-"? "half" "of" DATE] => |m| {
        let half = m.int(Class::ORDINAL.or(Class::FINAL)).map(|half| if half < 0 { 2 } else { half }).filter(|half| *half <= 2)?;
        let date = m.sub(0)?.timex.value;
        match date.len() {
            4 => Some(Reading::date(format!("{date}-H{half}"))),
            _ => Some(Reading::date(date).with(Some(if half == 1 { TimexModifier::Start } else { TimexModifier::End }))),
        }
    },
    "[first-half] earnings": [RANK "-" "half"] => |m| {
        // "the first half of the game" is a part of it, "first-half earnings" are of the year
        let half = m.int(Class::ORDINAL.or(Class::FINAL)).map(|half| if half < 0 { 2 } else { half }).filter(|half| (1..=2).contains(half))?;
        // nor are "first-half goals"
        (!m.next_is("-|of|goal|goals|penalty|penalties|lead|touchdown|strike|header|own|stoppage|injury|points|display|performance")).then_some(())?;
        let year = m.anchor.now().map_or("XXXX".to_owned(), |now| format!("{:04}", now.date.year()));
        Some(Reading::date(format!("{year}-H{half}")))
    },
    "Q3 2026": [QUARTER "of"? YEAR] => |m| quarter(m, m.item(Class::QUARTER)?.number.int()?, Some(format!("{:04}", m.int(Class::YEAR)?))),
    "Q3": [QUARTER] => |m| quarter(m, m.item(Class::QUARTER)?.number.int()?, None),
    "2026 Q3": [YEAR QUARTER] => |m| quarter(m, m.item(Class::QUARTER)?.number.int()?, Some(format!("{:04}", m.int(Class::YEAR)?))),
    "fiscal 2013": [THE? FISCAL "year|years"? YEAR] => |m| Some(Reading::date(format!("FY{:04}", m.int(Class::YEAR)?))),
    "FY05": [FISCAL DIGITS] => |m| {
        let year = m.int(Class::DIGITS).filter(|year| *year < 100)? as u32;
        m.step(0)?.reads("FY").then(|| Reading::date(format!("FY{:04}", century(year))))
    },
    "the 2013 fiscal year": [THE? YEAR FISCAL "year"] => |m| Some(Reading::date(format!("FY{:04}", m.int(Class::YEAR)?))),
    "the current fiscal year": [THE? STEP FISCAL "year"] => |m| {
        let year = m.anchor.now().map_or(Some("XXXX".to_owned()), |now| now.moved('Y', m.int(Class::STEP)?))?;
        Some(Reading::date(format!("FY{year}")))
    },
    "the fiscal year": [THE FISCAL "year"] => |m| {
        let year = m.anchor.now().map_or(Some("XXXX".to_owned()), |now| now.moved('Y', 0))?;
        Some(Reading::date(format!("FY{year}")))
    },
    "2019 H2": [YEAR "-"? "H1|H2"] => |m| {
        let half = m.items.get(m.to - 1)?.text.get(1..)?;
        Some(Reading::date(format!("{:04}-H{half}", m.int(Class::YEAR)?)))
    },
};

pub(super) const MORE: &[Rule] = rules! {
    "last year's third quarter": [DATE "'s|’s" RANK "-"? "quarter|half"] => |m| {
        let year = m.sub(0)?.timex.value;
        let count = m.int(Class::ORDINAL.or(Class::FINAL))?;
        (year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
        match (m.taken_word("quarter"), count) {
            (true, _) => quarter(m, if count < 0 { 4 } else { count }, Some(year)),
            (false, 1) => Some(Reading::date(format!("{year}-H1"))),
            (false, 2 | -1) => Some(Reading::date(format!("{year}-H2"))),
            _ => None,
        }
    },
};

/// The year that a value begins with.
fn year_of(value: &str) -> Option<&str> {
    let value = value.strip_prefix("FY").unwrap_or(value);
    value.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()) || *year == "XXXX")
}

/// The quarter of a year; without one the last that is over, or the coming one
/// where the clause looks ahead.
fn quarter(m: &Match<'_, '_>, count: i64, year: Option<String>) -> Option<Reading> {
    (1..=4).contains(&count).then_some(())?;
    let year = match (year, m.anchor.now()) {
        (Some(year), _) => year,
        (None, None) => "XXXX".to_owned(),
        (None, Some(now)) => {
            let here = (i64::from(now.date.month()) + 2) / 3;
            let last = match m.tense() {
                Tense::Future => here > count && here - count > 1,
                _ => count >= here + i64::from(now.date.month() % 3 != 0),
            };
            let year = now.date.year();
            let step = if last { if m.tense() == Tense::Future { 1 } else { -1 } } else { 0 };
            format!("{:04}", year + step)
        }
    };
    Some(Reading::date(format!("{year}-Q{count}")))
}
