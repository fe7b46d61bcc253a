//! What holds for dates and amounts in any text.

#![allow(clippy::unwrap_used, clippy::string_slice, clippy::indexing_slicing)]

use nutgraf::{Date, Document, Extractor, Layer, Value};
use proptest::prelude::*;

fn read(text: &str, date: Option<&str>) -> Document {
    let extractor = Extractor::new();
    let mut request = extractor.request(text).only(Layer::VALUES);
    if let Some(date) = date {
        request = request.date(date).unwrap();
    }
    request.extract().unwrap()
}

fn values(text: &str, date: Option<&str>) -> Vec<String> {
    read(text, date).timexes().map(|mention| mention.timex().value.clone()).collect()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn rank(day: u32) -> String {
    let ending = match (day / 10, day % 10) {
        (1, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{day}{ending}")
}

/// A day as people write it.
fn written(day: Date, kind: usize) -> String {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let month = MONTHS[m as usize - 1];
    let short = &month[..3];
    match kind {
        0 => format!("{y:04}-{m:02}-{d:02}"),
        1 => format!("{month} {d}, {y}"),
        2 => format!("{d} {month} {y}"),
        3 => format!("the {} of {month}, {y}", rank(d)),
        4 => format!("{month} {}, {y}", rank(d)),
        5 => format!("{short}. {d}, {y}").replace("May.", "May"),
        6 => format!("{d} {short} {y}"),
        7 => format!("{m}/{d}/{y}"),
        8 => format!("{d}-{short}-{y}"),
        _ => format!("{y}/{m:02}/{d:02}"),
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (1800..=2200_i32, 1..=12_u32, 1..=31_u32).prop_filter_map("no such day", |(y, m, d)| Date::new(y, m, d))
}

/// Whether TIMEX3 has such a value: a date with an open end, a vague time, or a length of ISO 8601.
fn is_timex(value: &str) -> bool {
    const DATES: &[&str] = &[
        "9",
        "99",
        "999",
        "9999",
        "9999-99",
        "9999-99-99",
        "9999-W99",
        "9999-W99-9",
        "9999-W99-WE",
        "9999-Q9",
        "9999-H9",
        "9999-SP",
        "9999-SU",
        "9999-FA",
        "9999-WI",
        "BC9999",
        "BC99",
        "FY9999",
        "PRESENT_REF",
        "PAST_REF",
        "FUTURE_REF",
    ];
    const TIMES: &[&str] = &["MO", "AF", "EV", "NI", "MI", "DT", "99", "99:99", "99:99:99"];
    if value.ends_with("_REF") {
        return DATES.contains(&value);
    }
    let shape: String = value
        .strip_prefix("FY")
        .map_or(value.to_owned(), |year| format!("FY{year}"))
        .chars()
        .map(|c| if c.is_ascii_digit() || c == 'X' { '9' } else { c })
        .collect();
    if let Some(length) = value.strip_prefix('P') {
        let (days, clock) = length.split_once('T').unwrap_or((length, ""));
        let parts = |text: &str, units: &[&str]| {
            let mut rest = text;
            while !rest.is_empty() {
                let number =
                    rest.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | 'X')).count();
                let letters = rest[number..].chars().take_while(char::is_ascii_uppercase).count();
                if number == 0 || !units.contains(&&rest[number..number + letters]) {
                    return false;
                }
                rest = &rest[number + letters..];
            }
            true
        };
        return (!days.is_empty() || !clock.is_empty())
            && parts(days, &["D", "W", "M", "Y", "Q", "DE", "CE", "WE", "NI", "MO", "AF", "EV"])
            && parts(clock, &["H", "M", "S"]);
    }
    if shape.len() == 10 && !value.contains('X') && shape == "9999-99-99" && value.parse::<Date>().is_err() {
        return false;
    }
    let (date, time) = shape.split_once('T').unwrap_or((&shape, ""));
    let zone = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let zoned = matches!(&time[zone..], "" | "Z" | "+99:99" | "-99:99");
    (date.is_empty() && !time.is_empty() || DATES.contains(&date))
        && (!shape.contains('T') || (TIMES.contains(&&time[..zone]) && zoned))
}

/// Words that a sentence of dates and amounts may be of, in any order.
fn any_words() -> impl Strategy<Value = String> {
    let words = vec![
        "the",
        "a",
        "an",
        "last",
        "next",
        "this",
        "every",
        "each",
        "early",
        "late",
        "mid-",
        "end",
        "of",
        "to",
        "from",
        "between",
        "and",
        "in",
        "on",
        "at",
        "before",
        "after",
        "ago",
        "later",
        "earlier",
        "one",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "crore",
        "dozen",
        "half",
        "third",
        "21st",
        "30",
        "31",
        "1999",
        "2024",
        "99999999999999999999",
        "3.5",
        "0",
        "January",
        "Feb.",
        "March",
        "May",
        "Monday",
        "Sunday",
        "day",
        "days",
        "week",
        "months",
        "year",
        "decade",
        "centuries",
        "quarter",
        "hours",
        "fiscal",
        "summer",
        "morning",
        "night",
        "noon",
        "5:30",
        "25:61",
        "p.m.",
        "GMT",
        "Q3",
        "1990s",
        "'98",
        "BC",
        "Christmas",
        "New",
        "Year's",
        "Eve",
        "Easter",
        "today",
        "now",
        "recently",
        "annual",
        "twice",
        "times",
        "per",
        "several",
        "few",
        "about",
        "than",
        "more",
        "at least",
        "$",
        "€",
        "Rs",
        "dollars",
        "cents",
        "km",
        "square",
        "feet",
        "in",
        "%",
        "percent",
        "basis",
        "points",
        "will",
        "said",
        "-",
        "–",
        ",",
        ".",
        "(",
        ")",
        "/",
        "’s",
        "old",
        "2026-02-30",
        "31/12/2026",
        "aged",
    ];
    prop::collection::vec(prop::sample::select(words), 1..20)
        .prop_map(|words| words.join(" ").replace("- ", "-"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_day_written_in_any_way_is_read_back(day in any_day(), kind in 0..10_usize) {
        let text = format!("It began on {} in Lima.", written(day, kind));
        let want = if kind == 7 && day.day() <= 12 && day.day() != day.month() {
            // the month first, where both orders are days
            format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
        } else {
            day.to_string()
        };
        prop_assert_eq!(values(&text, Some("2026-01-29")), vec![want], "{}", text);
    }

    #[test]
    fn a_month_a_year_a_quarter_and_a_decade_are_read_back(year in 1800..=2200_i32, month in 1..=12_usize) {
        let name = MONTHS[month - 1];
        prop_assert_eq!(values(&format!("It began in {name} {year}."), None), vec![format!("{year:04}-{month:02}")]);
        let quarter = month.div_ceil(3);
        prop_assert_eq!(values(&format!("It fell in Q{quarter} {year}."), None), vec![format!("{year:04}-Q{quarter}")]);
        let decade = year / 10;
        prop_assert_eq!(values(&format!("It was common in the {decade}0s."), None), vec![decade.to_string()]);
    }

    #[test]
    fn every_value_is_one_that_timex3_has(text in any_words(), dated in any::<bool>()) {
        let doc = read(&text, dated.then_some("2026-01-29"));
        for mention in doc.timexes() {
            let timex = mention.timex();
            for value in [Some(&timex.value), timex.begin.as_ref(), timex.end.as_ref()].into_iter().flatten() {
                prop_assert!(is_timex(value), "{:?} of {:?} in {:?}", value, mention.text(), text);
            }
        }
        for entity in doc.entities() {
            if let Some(Value::Timex(timex)) = entity.value() {
                prop_assert!(is_timex(&timex.value), "{:?} of {:?} in {:?}", timex.value, entity.text(), text);
            }
        }
    }

    #[test]
    fn a_number_of_any_length_keeps_its_digits(digits in "[1-9][0-9]{0,60}", scale in 0..3_usize) {
        let (word, zeros) = [("", 0), (" million", 6), (" lakh crore", 12)][scale];
        let doc = read(&format!("It has {digits}{word} parts."), None);
        let want = format!("{digits}{}", "0".repeat(zeros));
        let found = doc.entities().find_map(|entity| match entity.value() {
            Some(Value::Number { amount }) => amount.amount.as_ref().map(|amount| amount.as_str().to_owned()),
            _ => None,
        });
        // four digits may be a year
        prop_assume!(digits.len() != 4);
        prop_assert_eq!(found, Some(want));
    }
}

#[test]
fn a_day_or_a_time_that_is_none_has_no_value() {
    for text in
        ["on February 30", "on 31 April 2026", "at 25:61", "at 13 p.m.", "on 2026-02-30", "on 32/01/2026"]
    {
        let found = values(&format!("It began {text}."), Some("2026-01-29"));
        assert!(found.iter().all(|value| value.len() <= 4), "{text}: {found:?}");
    }
}

#[test]
fn numbers_without_end_are_read_in_one_pass() {
    // With back-tracking this would not end.
    let doc = read(&"one ".repeat(100_000), None);
    assert!(doc.entities().len() > 99_000);
}
