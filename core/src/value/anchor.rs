//! What a time is read against: the document's date, the date last mentioned,
//! and the tense of its clause. The method stands in docs/dates-and-amounts.md.

use super::Date;
use super::item::Item;
use crate::cluster::words::Words;

static TENSE: Words<256> = Words::new(include_str!("../../data/value/tense.txt"));

/// Where a clause looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Future,
    Open,
}

/// A date as exactly as it was mentioned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Point {
    /// Its first day.
    pub(super) date: Date,
    /// D, W, M or Y: how exact it is.
    pub(super) level: char,
}

impl Point {
    /// The point that a value of TIMEX3 names: `2026-01-29`, `2026-W05`, `2026-01`,
    /// `2026`, with what follows ignored.
    pub(super) fn of(value: &str) -> Option<Point> {
        let year: i32 =
            value.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
        let rest = value.get(4..)?;
        let number = |from: usize| -> Option<u32> { rest.get(from..from + 2)?.parse().ok() };
        if rest.starts_with("-W") {
            let week = i64::from(number(2)?);
            let fourth = Date::new(year, 1, 4)?;
            let date = fourth.plus_days(1 - fourth.weekday() + (week - 1) * 7)?;
            return Some(Point { date, level: 'W' });
        }
        if let Some(quarter) =
            rest.strip_prefix("-Q").and_then(|q| q.get(..1)).and_then(|q| q.parse::<u32>().ok())
        {
            return Some(Point { date: Date::new(year, (quarter * 3).checked_sub(2)?, 1)?, level: 'M' });
        }
        let month = rest.strip_prefix('-').and_then(|_| number(1));
        let day =
            month.and_then(|_| rest.get(3..)).and_then(|rest| rest.strip_prefix('-')).and_then(|_| number(4));
        match (month, day) {
            (Some(month), Some(day)) => Some(Point { date: Date::new(year, month, day)?, level: 'D' }),
            (Some(month), None) => Some(Point { date: Date::new(year, month, 1)?, level: 'M' }),
            _ => (rest.is_empty() || rest.starts_with('-'))
                .then(|| Date::new(year, 1, 1))
                .flatten()
                .map(|date| Point { date, level: 'Y' }),
        }
    }

    /// The period of `unit` so many on from the one it is in; open where it is
    /// less exact than the unit.
    pub(super) fn moved(self, unit: char, steps: i64) -> Option<String> {
        let date = self.date;
        let year = |years: i64| {
            let year = i64::from(date.year()).checked_add(years)?;
            (1..=9999).contains(&year).then_some(year)
        };
        Some(match (unit, self.level) {
            ('D' | 'W' | 'F' | 'N' | 'G', 'Y') => format!("{:04}-XX-XX", date.year()),
            ('D' | 'W' | 'F' | 'N' | 'G', 'M') => format!("{:04}-{:02}-XX", date.year(), date.month()),
            ('M' | 'Q', 'Y') if steps != 0 => format!("{:04}-XX", date.year()),
            ('D' | 'G', _) => date.plus_days(steps)?.to_string(),
            ('W' | 'N' | 'F', _) => {
                let days = if unit == 'F' { steps.checked_mul(14)? } else { steps.checked_mul(7)? };
                let (year, week) = date.plus_days(days)?.week()?;
                let end = if unit == 'N' { "-WE" } else { "" };
                format!("{year:04}-W{week:02}{end}")
            }
            ('M', _) => {
                let (year, month) = date.plus_months(steps.clamp(-200_000, 200_000));
                (1..=9999).contains(&year).then(|| format!("{year:04}-{month:02}"))?
            }
            ('Q', _) => {
                let (year, month) = date.plus_months(steps.clamp(-60_000, 60_000) * 3);
                (1..=9999).contains(&year).then(|| format!("{year:04}-Q{}", (month + 2) / 3))?
            }
            ('Y', _) => format!("{:04}", year(steps)?),
            ('E', _) => format!("{:03}", year(steps.checked_mul(10)?)? / 10),
            ('C', _) => format!("{:02}", year(steps.checked_mul(100)?)? / 100),
            ('L', _) => format!("{:01}", year(steps.checked_mul(1000)?)? / 1000),
            _ => return None,
        })
    }
}

/// The value of a period that nothing tells.
pub(super) fn open(unit: char) -> Option<&'static str> {
    Some(match unit {
        'D' | 'G' => "XXXX-XX-XX",
        'W' | 'F' => "XXXX-WXX",
        'N' => "XXXX-WXX-WE",
        'M' => "XXXX-XX",
        'Q' => "XXXX-QX",
        'Y' => "XXXX",
        'E' => "XXX",
        'C' => "XX",
        _ => return None,
    })
}

/// What the times of a document are read against.
#[derive(Clone, Copy)]
pub(super) struct Anchor {
    pub(super) document: Option<Date>,
    /// The date mentioned last.
    pub(super) last: Option<Point>,
    /// The day mentioned last in this sentence.
    pub(super) day: Option<Date>,
    /// Whether a bare day of the week came before any year: then it is news, whose
    /// "last year" and "March" are not of the year mentioned last.
    pub(super) news: bool,
}

impl Anchor {
    /// The document's date; without one, in a history, the date mentioned last.
    pub(super) fn now(&self) -> Option<Point> {
        self.document.map(|date| Point { date, level: 'D' }).or(self.told())
    }

    /// The date mentioned last, where the text tells a history.
    fn told(&self) -> Option<Point> {
        self.last.filter(|_| !self.news)
    }

    /// The date mentioned last, or the document's.
    pub(super) fn then(&self) -> Option<Point> {
        self.last.or(self.now())
    }

    /// The day that a time of day is of.
    pub(super) fn day(&self) -> Option<Date> {
        self.day.or(self.document).or(self.last.filter(|point| point.level == 'D').map(|point| point.date))
    }

    /// Goes on from a date that was mentioned.
    pub(super) fn mention(&mut self, value: &str) {
        self.news |= self.last.is_none() && value.starts_with("XXXX-WXX");
        if let Some(point) = Point::of(value) {
            self.last = Some(point);
            if point.level == 'D' {
                self.day = Some(point.date);
            }
        }
    }

    /// A day without a year ("February 4").
    ///
    /// Of the years around the document's, the last such day; the coming one
    /// where the clause looks ahead, or says nothing and the coming day is near
    /// and the last half a year gone. Without a document's date, the year
    /// mentioned last.
    pub(super) fn day_of_year(&self, month: u32, day: u32, tense: Tense) -> Option<String> {
        let Some(today) = self.document else {
            return match self.told() {
                Some(last) => Some(Date::new(Self::year_of(last, month), month, day)?.to_string()),
                // 2024 has every day that a year can have
                None => Date::new(2024, month, day).map(|_| format!("XXXX-{month:02}-{day:02}")),
            };
        };
        let days = [-1, 0, 1].map(|years| Date::new(today.year() + years, month, day));
        let past = days.iter().flatten().rfind(|day| **day <= today);
        let coming = days.iter().flatten().find(|day| **day >= today);
        let choice = match (past, coming) {
            (Some(past), Some(coming)) => {
                let (gone, left) = (today.days_since(*past), coming.days_since(today));
                let ahead = match tense {
                    Tense::Future => left < 300 || gone > 45,
                    Tense::Past => gone > 330 && left < 30,
                    Tense::Open => left < 92 && gone > 183,
                };
                if ahead { coming } else { past }
            }
            (past, coming) => past.or(coming)?,
        };
        Some(choice.to_string())
    }

    /// A month without a year, by the same rule.
    pub(super) fn month_of_year(&self, month: u32, tense: Tense) -> String {
        let Some(today) = self.document else {
            return match self.told().map(|last| Self::year_of(last, month)) {
                Some(year) => format!("{year:04}-{month:02}"),
                None => format!("XXXX-{month:02}"),
            };
        };
        let here = today.month();
        let year = match tense {
            Tense::Future if month < here => today.year() + 1,
            Tense::Past if month > here => today.year() - 1,
            Tense::Open if month > here + 3 => today.year() - 1,
            Tense::Open if month + 9 < here => today.year() + 1,
            _ => today.year(),
        };
        format!("{year:04}-{month:02}")
    }

    /// In a history the year stays, until a month that is long over tells that
    /// the next has come.
    fn year_of(last: Point, month: u32) -> i32 {
        let next = last.level != 'Y' && last.date.month() >= month + 9;
        last.date.year() + i32::from(next)
    }

    /// A day of the week: the last one, today's included, or where the clause
    /// looks ahead the coming one.
    pub(super) fn weekday(&self, weekday: i64, tense: Tense) -> Option<String> {
        let Some(today) = self.document.or(self.last.filter(|last| last.level == 'D').map(|last| last.date))
        else {
            return Some(format!("XXXX-WXX-{weekday}"));
        };
        let back = (today.weekday() - weekday).rem_euclid(7);
        let days = if tense == Tense::Future && back != 0 { 7 - back } else { -back };
        Some(today.plus_days(days)?.to_string())
    }
}

/// Where the clause of item `at` looks: by the nearest word that tells before
/// it in its clause, else after it.
pub(super) fn tense(items: &[Item<'_>], at: usize) -> Tense {
    // The reach is bounded, or many dates in a long sentence would each read all of it.
    const REACH: usize = 25;
    let before = items.get(at.saturating_sub(REACH)..at).unwrap_or(&[]).iter().rev();
    // "the vote is April 5": what is on a day is to come
    if at > 0 && items.get(at - 1).is_some_and(|item| item.reads("is|are")) {
        return Tense::Future;
    }
    if opens_clause(items, at)
        && let Some(tense) = ahead_in_clause(items, at)
    {
        return tense;
    }
    let mut crossed = false;
    for (distance, item) in before.enumerate() {
        crossed |= matches!(item.text, ";" | ":" | "—" | "–" | "\"" | "”" | "“");
        if crossed {
            break;
        }
        if let Some(tense) = looks(items, at - 1 - distance) {
            return tense;
        }
    }
    let after = items.len().min(at + REACH);
    (at..after).find_map(|index| looks(items, index)).unwrap_or(Tense::Open)
}

/// Whether the time at item `at` opens a clause: "…, and on Friday he flies".
fn opens_clause(items: &[Item<'_>], at: usize) -> bool {
    let reads = |back: usize, words: &str| {
        at.checked_sub(back).and_then(|at| items.get(at)).is_some_and(|item| item.reads(words))
    };
    let led = usize::from(reads(1, "on|in|by|at"));
    reads(led + 1, "and|but|while|that|because|if|when|although|though")
        && (reads(led + 2, ",") || reads(led + 1, "that|because|if|when|although|though"))
}

/// Where the verbs between item `at` and the clause's end look.
fn ahead_in_clause(items: &[Item<'_>], at: usize) -> Option<Tense> {
    const REACH: usize = 12;
    (at + 1..items.len().min(at + REACH))
        .take_while(|&index| {
            items.get(index).is_some_and(|item| !matches!(item.text, "," | ";" | ":" | "—" | "\"" | "”"))
        })
        .find_map(|index| looks(items, index))
}

fn looks(items: &[Item<'_>], at: usize) -> Option<Tense> {
    let item = items.get(at)?;
    let next = |words: &str| items.get(at + 1).is_some_and(|item| item.reads(words));
    if item.is_lower() || item.text.starts_with(['\'', '’']) {
        match TENSE.get(item.text) {
            Some("f") => {
                // "was expected", "had planned" look back on what then was to come
                return Some(Tense::Future);
            }
            Some(_) => {
                // "has until Friday", "have to", "was to"
                let to = item.reads("has|have") && next("to|until");
                return Some(if to { Tense::Future } else { Tense::Past });
            }
            None => {}
        }
        // "is to", "are to", "going to"
        if item.reads("is|are|going") && next("to") {
            return Some(Tense::Future);
        }
        // "is to be delivered", "be held": what the verb before "be" says
        let passive =
            at.checked_sub(1).and_then(|before| items.get(before)).is_some_and(|before| before.reads("be"));
        if item.text.len() > 4
            && item.text.ends_with("ed")
            && !passive
            && !matches!(
                item.text,
                "need"
                    | "speed"
                    | "indeed"
                    | "hundred"
                    | "proceed"
                    | "exceed"
                    | "succeed"
                    | "breed"
                    | "bleed"
            )
        {
            return Some(Tense::Past);
        }
    }
    None
}
