//! The word lists, and the classes of words that the grammar speaks of.

use crate::cluster::words::Words;

static WORDS: Words<1024> = Words::new(include_str!("../../data/value/words.txt"));
static MONEY: Words<1024> = Words::new(include_str!("../../data/value/money.txt"));
static UNITS: Words<512> = Words::new(include_str!("../../data/value/units.txt"));
static HOLIDAYS: Words<256> = Words::new(include_str!("../../data/value/holidays.txt"));
static MOON: Words<32> = Words::new(include_str!("../../data/value/moon.txt"));

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// One class of words, by number.
        #[allow(clippy::upper_case_acronyms, non_camel_case_types)]
        #[derive(Clone, Copy)]
        enum Bit { $($name,)* }

        impl Class {
            $($(#[$doc])* pub(super) const $name: Class = Class(1 << Bit::$name as u32);)*

            /// The class of that name in the word lists.
            fn named(name: &str) -> Class {
                match name { $($text => Class::$name,)* _ => Class::NONE }
            }

            /// Its name in the word lists.
            fn name(self) -> &'static str {
                $(if self == Class::$name { return $text; })*
                ""
            }
        }
    };
}

/// A set of classes that a word has, or that a rule accepts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Class(u64);

impl Class {
    pub(super) const NONE: Class = Class(0);

    pub(super) const fn or(self, other: Class) -> Class {
        Class(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Class) -> Class {
        Class(self.0 & !other.0)
    }

    pub(super) const fn meets(self, other: Class) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn is_none(self) -> bool {
        self.0 == 0
    }
}

classes! {
    MONTH = "month",
    WEEKDAY = "weekday",
    UNIT = "unit",
    PART = "part",
    NOON = "time",
    SEASON = "season",
    STEP = "step",
    PAST = "past",
    THAT = "that",
    EDGE = "edge",
    AGO = "ago",
    AFTER = "after",
    BEFORE = "before",
    DAYREF = "dayref",
    TONIGHT = "tonight",
    REF = "ref",
    OFTEN = "often",
    EVERY = "every",
    THE = "the",
    A = "a",
    TIMES = "times",
    TWICE = "times_word",
    HALF_DAY = "half_day",
    ZONE = "zone",
    ERA = "era",
    ONES = "ones",
    HUNDRED = "hundred",
    SCALE = "scale",
    DOZEN = "dozen",
    MANY = "many",
    ORDINAL = "ordinal",
    FINAL = "final",
    PART_OF = "part_of",
    VAGUE = "vague",
    TENS = "decade",
    FISCAL = "fiscal",
    LEAD = "lead",
    NOUN_REF = "noun_ref",
    PERCENT = "percent",
    HOLIDAY = "holiday",
    SIGN = "sign",
    CODE = "code",
    MONEY = "money",
    OF = "of",
    MEASURE = "measure",
    POWER = "power",
    /// Any number, in digits or words.
    NUMBER = "",
    /// Digits without comma or point.
    DIGITS = "digits",
    /// A number from 1 to 31, in digits.
    DAY = "day",
    /// Four digits that may be a year.
    YEAR = "year",
    /// "16:30".
    CLOCK = "clock",
    /// "2026-01-29".
    ISO = "iso",
    /// "29/01/2026".
    SLASHED = "slashed",
    /// "1990s".
    DECADE = "digits_s",
    /// "'98".
    SHORT_YEAR = "short_year",
    /// "Q3".
    QUARTER = "quarter",
}

/// What a list knows of a word: its classes and their values.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) classes: Class,
    line: &'static str,
}

impl Known {
    fn read(word: &str, line: Option<&'static str>) -> Known {
        let Some(line) = line else { return Known::default() };
        let capital = word.starts_with(|c: char| !c.is_ascii_lowercase());
        let mut classes = Class::NONE;
        for entry in line.split(", ") {
            let name = entry.split(' ').next().unwrap_or("");
            match name.strip_prefix('^') {
                Some(name) if capital => classes = classes.or(Class::named(name)),
                Some(_) => {}
                None => classes = classes.or(Class::named(name)),
            }
        }
        Known { classes, line }
    }

    /// The value that the word has as one of `class`; "" without one.
    pub(super) fn value(&self, class: Class) -> &'static str {
        let name = class.name();
        let entry = self.line.split(", ").map(|entry| entry.trim_start_matches('^'));
        entry
            .filter_map(|entry| entry.strip_prefix(name))
            .find(|rest| rest.is_empty() || rest.starts_with(' '))
            .map_or("", str::trim_start)
    }

    /// Both of them.
    pub(super) fn or(self, other: Known) -> Known {
        if other.classes.is_none() { self } else { other }
    }
}

/// The word without the stop of an abbreviation.
fn bare(word: &str) -> &str {
    word.strip_suffix('.').filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// What is known of a word of times and numbers.
pub(super) fn word(word: &str) -> Known {
    Known::read(word, WORDS.get(bare(word)))
}

/// What is known of a word beside a number that may be a currency.
pub(super) fn money(word: &str) -> Known {
    Known::read(word, MONEY.get(word).or_else(|| MONEY.get(bare(word))))
}

/// What is known of a word after a number that may be a unit.
pub(super) fn unit(word: &str) -> Known {
    Known::read(word, UNITS.get(bare(word)))
}

/// The days that the moon gives a holiday in a year, as MMDD with "/" between.
pub(super) fn moon(name: &str, year: i32) -> Option<&'static str> {
    let mut words = MOON.get(name)?.split(' ');
    let first: i32 = words.next()?.parse().ok()?;
    words.nth(usize::try_from(year - first).ok()?).filter(|days| *days != "-")
}

/// How the day of a holiday is found.
pub(super) fn holiday(name: &str) -> Option<&'static str> {
    HOLIDAYS.get(name)
}
