//! Days of the (proleptic) Gregorian calendar.

use core::fmt;
use core::str::FromStr;

use crate::error::{Error, ErrorKind};

/// A day, from year 1 to 9999.
///
/// ```
/// let date: nutgraf::Date = "2026-01-29".parse()?;
/// assert_eq!(date.year(), 2026);
/// assert!("2026-02-30".parse::<nutgraf::Date>().is_err());
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, or none where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        let real = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && day >= 1
            && day <= days_in(year, month);
        real.then_some(Self { year: year as i16, month: month as u8, day: day as u8 })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year as i32
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.month as u32
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u32 {
        self.day as u32
    }
}

/// How many days the month has.
pub(crate) fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = Error;

    /// Reads `YYYY-MM-DD`, and nothing else.
    fn from_str(text: &str) -> Result<Self, Error> {
        let mut parts = text.splitn(3, '-').map(|part| {
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok()).flatten()
        });
        let date = match (text.len(), parts.next(), parts.next(), parts.next()) {
            (10, Some(Some(year)), Some(Some(month)), Some(Some(day))) => Date::new(year as i32, month, day),
            _ => None,
        };
        date.ok_or_else(|| {
            Error::new(
                ErrorKind::InvalidArgument,
                format!("date: {text:?} is no day of the calendar; write YYYY-MM-DD, as 2026-01-29"),
            )
        })
    }
}
