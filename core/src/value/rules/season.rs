//! Seasons of the year.

use super::{SEASON, SHORT_YEAR, STEP, THAT, THE, YEAR};
use crate::value::anchor::Tense;
use crate::value::grammar::{Element, Match, Reading, Rule, Step, rules, steps};
use crate::value::item::century;
use crate::value::words::Class;

use super::relative::told;

pub(super) const RULES: &[Rule] = rules! {
    "the summer of 2019": [THE? SEASON ","? "of"? YEAR] => |m| Some(Reading::date(format!("{:04}-{}", m.int(Class::YEAR)?, m.value(Class::SEASON)?))),
    "the summer of '69": [THE? SEASON "of" SHORT_YEAR] => |m| {
        let year = century(m.item(Class::SHORT_YEAR)?.number.int()? as u32);
        Some(Reading::date(format!("{year:04}-{}", m.value(Class::SEASON)?)))
    },
    "last summer": [THE? STEP SEASON] => |m| {
        let (season, step) = (m.value(Class::SEASON)?, m.int(Class::STEP)?);
        // "the following summer" is the one after the date mentioned last
        let Some(now) = told(m) else { return Some(Reading::date(format!("XXXX-{season}"))) };
        // by the month in which the season begins
        let begins = match season { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        let (year, here) = (now.date.year(), now.date.month());
        let year = match step {
            -1 => year - i32::from(here < begins + 3 || season == "WI"),
            1 => year + i32::from(here >= begins),
            _ => year,
        };
        Some(Reading::date(format!("{year:04}-{season}")))
    },
    "in the [summer]": [SEASON] => |m| bare_season(m),
    "in [the summer]": [THE SEASON] => |m| bare_season(m),
    "in [that fall]": [THAT SEASON] => |m| {
        let season = m.value(Class::SEASON)?;
        // "that fall hurt", "that spring is rusty"
        let doubtful = m.step(1)?.reads("fall|spring");
        let led = m.before_is("in|by|during|since|until|of|late|early|later|and|,") || m.next_is(",|he|she|it|they|we|the");
        (led || !doubtful).then_some(())?;
        let year = m.anchor.then().map_or("XXXX".to_owned(), |then| format!("{:04}", then.date.year()));
        Some(Reading::date(format!("{year}-{season}")))
    },
    "summer of that year": [THE? SEASON "of" THAT "year"] => |m| {
        let season = m.value(Class::SEASON)?;
        Some(Reading::date(m.anchor.then().map_or(format!("XXXX-{season}"), |then| format!("{:04}-{season}", then.date.year()))))
    },
};

fn bare_season(m: &Match<'_, '_>) -> Option<Reading> {
    let item = m.item(Class::SEASON)?;
    let season = m.value(Class::SEASON)?;
    // "fall" and "spring" are verbs too
    let doubtful = item.reads("fall|spring");
    let led = m.before_is(
        "in|by|during|since|until|of|through|throughout|from|every|this|each|early|late|mid|-|for",
    );
    let of = m.next_is("of|olympics|games|coat|home|house|camp|water|in|to|from|by|from|off|apart|into|below|behind|on|under|back|short");
    if doubtful && (!led || m.next_is("of|to|into|below|from|off|behind|back|short|on") && !m.next_is("to")) {
        return None;
    }
    if of
        && m.next().is_some_and(|next| next.is_capital() || next.reads("olympics|games|coat|home|house|camp"))
    {
        return None;
    }
    let Some(now) = m.anchor.now() else { return Some(Reading::date(format!("XXXX-{season}"))) };
    let begins = match season {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    let year = now.date.year();
    let year = match (m.anchor.document, m.tense()) {
        (None, _) => year,
        (_, Tense::Future) => year + i32::from(now.date.month() >= begins + 3 && season != "WI"),
        (_, Tense::Past) => year - i32::from(now.date.month() < begins),
        _ => year,
    };
    Some(Reading::date(format!("{year:04}-{season}")))
}
