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

/// Days of the Gregorian calendar as numbers, after Howard Hinnant's
/// "chrono-compatible low-level date algorithms".
impl Date {
    /// The number of the day, from 0 at 0000-03-01.
    fn number(self) -> i64 {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * month + 2) / 5
            + day
            - 1
    }

    fn from_number(number: i64) -> Option<Self> {
        let era = number.div_euclid(146_097);
        let rest = number.rem_euclid(146_097);
        let year = (rest - rest / 1460 + rest / 36_524 - rest / 146_096) / 365;
        let day = rest - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let year = era * 400 + year + i64::from(month >= 10);
        let (day, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
        Date::new(i32::try_from(year).ok()?, month as u32, day as u32)
    }

    /// The day so many days on; none beyond the years 1 to 9999.
    pub(crate) fn plus_days(self, days: i64) -> Option<Self> {
        Date::from_number(self.number().checked_add(days)?)
    }

    /// How many days later than `other` it is.
    pub(crate) fn days_since(self, other: Date) -> i64 {
        self.number() - other.number()
    }

    /// The day of the week, Monday being 1.
    pub(crate) fn weekday(self) -> i64 {
        (self.number() + 2).rem_euclid(7) + 1
    }

    /// The year and number of its ISO 8601 week.
    pub(crate) fn week(self) -> Option<(i32, i64)> {
        let thursday = self.plus_days(4 - self.weekday())?;
        let first = Date::new(thursday.year(), 1, 1)?;
        Some((thursday.year(), thursday.days_since(first) / 7 + 1))
    }

    /// The month so many months on, as year and month.
    pub(crate) fn plus_months(self, months: i64) -> (i64, i64) {
        let month = i64::from(self.year) * 12 + i64::from(self.month) - 1 + months;
        (month.div_euclid(12), month.rem_euclid(12) + 1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_a_number_and_the_number_its_day() {
        let (mut day, last): (Date, Date) = ("1799-12-31".parse().unwrap(), "2200-12-31".parse().unwrap());
        while day < last {
            let next = day.plus_days(1).unwrap();
            assert_eq!(next.days_since(day), 1);
            assert_eq!(next.weekday(), day.weekday() % 7 + 1);
            assert_eq!(next.to_string().parse::<Date>().unwrap(), next);
            day = next;
        }
        let thursday: Date = "2026-01-29".parse().unwrap();
        assert_eq!((thursday.weekday(), thursday.week()), (4, Some((2026, 5))));
    }
}
