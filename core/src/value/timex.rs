//! Times as TIMEX3 (ISO-TimeML) writes them.

use core::fmt;

/// The four types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "UPPERCASE"))]
#[repr(u8)]
pub enum TimexType {
    /// A day or anything longer on the calendar: "Tuesday", "January 2026".
    Date = 0,
    /// A time of day: "noon", "last night".
    Time = 1,
    /// A length of time: "two weeks".
    Duration = 2,
    /// What recurs: "every Monday".
    Set = 3,
}

impl TimexType {
    /// The type's name, in capitals as TIMEX3 writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            TimexType::Date => "DATE",
            TimexType::Time => "TIME",
            TimexType::Duration => "DURATION",
            TimexType::Set => "SET",
        }
    }
}

impl fmt::Display for TimexType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// TIMEX3's `mod`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "SCREAMING_SNAKE_CASE")
)]
#[non_exhaustive]
#[repr(u8)]
pub enum TimexModifier {
    /// "more than a decade ago"
    Before = 0,
    /// "less than a year ago"
    After = 1,
    /// "no less than a year ago"
    OnOrBefore = 2,
    /// "no more than a year ago"
    OnOrAfter = 3,
    /// "less than two hours"
    LessThan = 4,
    /// "more than five minutes"
    MoreThan = 5,
    /// "no more than ten days"
    EqualOrLess = 6,
    /// "at least ten days"
    EqualOrMore = 7,
    /// "the early 1960s"
    Start = 8,
    /// "mid-February"
    Mid = 9,
    /// "the end of the year"
    End = 10,
    /// "about three years"
    Approx = 11,
}

impl TimexModifier {
    /// The modifier's name, in capitals as TIMEX3 writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            TimexModifier::Before => "BEFORE",
            TimexModifier::After => "AFTER",
            TimexModifier::OnOrBefore => "ON_OR_BEFORE",
            TimexModifier::OnOrAfter => "ON_OR_AFTER",
            TimexModifier::LessThan => "LESS_THAN",
            TimexModifier::MoreThan => "MORE_THAN",
            TimexModifier::EqualOrLess => "EQUAL_OR_LESS",
            TimexModifier::EqualOrMore => "EQUAL_OR_MORE",
            TimexModifier::Start => "START",
            TimexModifier::Mid => "MID",
            TimexModifier::End => "END",
            TimexModifier::Approx => "APPROX",
        }
    }
}

/// A time expression's meaning.
///
/// `value` is TIMEX3's: `2026-02-04`, `2026-W06`, `2026-Q1`, `T16:30`, `P10Y`,
/// `PAST_REF`; `XXXX-…` where the text and the document date leave it open.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Timex {
    /// DATE, TIME, DURATION or SET.
    #[cfg_attr(feature = "serde", serde(rename = "type"))]
    pub kind: TimexType,
    /// The normalised value.
    pub value: String,
    /// How the value is to be taken: its start, about it, …
    #[cfg_attr(feature = "serde", serde(rename = "mod", default, skip_serializing_if = "Option::is_none"))]
    pub modifier: Option<TimexModifier>,
    /// Of a SET: "every", "each".
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub quant: Option<String>,
    /// Of a SET: how often ("twice a week" is `2X`).
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub freq: Option<String>,
    /// Of a range: where it begins. In JSON `begin_point` and `end_point`, for a
    /// mention's `end` is an offset.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "begin_point", default, skip_serializing_if = "Option::is_none")
    )]
    pub begin: Option<String>,
    /// Of a range: where it ends.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "end_point", default, skip_serializing_if = "Option::is_none")
    )]
    pub end: Option<String>,
}
