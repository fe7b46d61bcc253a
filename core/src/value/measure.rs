//! Amounts: money, shares, measures, counts and ranks.

use super::number::{number, ordinal};
use super::{Amount, Decimal, Value};
use crate::label::Label;
use crate::text::Parsed;

/// The amount at token `at`, and the token after it.
pub(super) fn amount(
    parsed: &Parsed<'_>,
    at: usize,
    start: usize,
    end: usize,
) -> Option<(Label, Value, usize)> {
    let word = |index: usize| if index < end { parsed.token(index) } else { "" };
    let bound = |number: Decimal| bounded(number, parsed, at, start);
    // "$3.2 billion", "Rs 4,500 crore", "€3m"
    if let Some(currency) = symbol(word(at)) {
        let (number, next) = number(parsed, at + 1, end)?;
        return Some((
            Label::Money,
            Value::Money { amount: bound(number), currency: currency.map(str::to_owned) },
            next,
        ));
    }
    if let Some(rank) = ordinal(word(at)) {
        // "a second" may be a time
        let before = if at > start { parsed.token(at - 1) } else { "" };
        let time =
            word(at).eq_ignore_ascii_case("second") && matches!(before, "a" | "per" | "every" | "each");
        let amount = Amount { amount: Some(rank.into()), ..Amount::default() };
        return (!time).then_some((Label::Ordinal, Value::Ordinal { amount }, at + 1));
    }
    let (number, next) = number(parsed, at, end)?;
    // "6.5%", "40 percent", "40 per cent", "two percentage points"
    let share = match (word(next), word(next + 1)) {
        ("%" | "percent" | "pc", _) => Some((next + 1, false)),
        ("per", "cent") => Some((next + 2, false)),
        ("percentage", "point" | "points") => Some((next + 2, true)),
        _ => None,
    };
    if let Some((next, points)) = share {
        return Some((Label::Percent, Value::Percent { amount: bound(number), points }, next));
    }
    // "150 million euros", "3 US dollars", "KES"
    let named = usize::from(matches!(word(next), "US" | "U.S." | "American"));
    if let Some(currency) = currency(word(next + named)) {
        let currency = currency.map(str::to_owned);
        return Some((Label::Money, Value::Money { amount: bound(number), currency }, next + named + 1));
    }
    // "120 km", "5 km/h", "20 °C"
    if let Some((unit, count)) = measure(word(next), word(next + 1), word(next + 2)) {
        return Some((
            Label::Quantity,
            Value::Quantity { amount: bound(number), unit: unit.to_owned() },
            next + count,
        ));
    }
    // "no one", "one another": a pronoun
    let before = if at > start { parsed.token(at - 1) } else { "" };
    let pronoun = word(at).eq_ignore_ascii_case("one")
        && (next == at + 1)
        && (word(next) == "another"
            || matches!(before, "no" | "No" | "this" | "that" | "any" | "each" | "every" | "which"));
    (!pronoun).then(|| (Label::Cardinal, Value::Number { amount: bound(number) }, next))
}

/// "at least", "up to", "about" before the amount make it a bound or vague.
fn bounded(number: Decimal, parsed: &Parsed<'_>, at: usize, start: usize) -> Amount {
    let before = |count: usize| if at >= start + count { parsed.token(at - count) } else { "" };
    match (before(2).to_ascii_lowercase().as_str(), before(1).to_ascii_lowercase().as_str()) {
        ("at", "least") | ("more", "than") | (_, "over") => Amount { min: Some(number), ..Amount::default() },
        ("at", "most") | ("up", "to") | ("less" | "fewer", "than") | (_, "under") => {
            Amount { max: Some(number), ..Amount::default() }
        }
        (_, "about" | "around" | "roughly" | "nearly" | "almost" | "approximately" | "some") => {
            Amount { amount: Some(number), approximate: true, ..Amount::default() }
        }
        _ => Amount { amount: Some(number), ..Amount::default() },
    }
}

/// The currency of a sign before the number; none where the sign has several.
fn symbol(token: &str) -> Option<Option<&'static str>> {
    Some(match token {
        "$" | "US$" => Some("USD"),
        "€" => Some("EUR"),
        "£" => Some("GBP"),
        "₹" | "Rs" | "Rs." => Some("INR"),
        "A$" => Some("AUD"),
        "C$" => Some("CAD"),
        "HK$" => Some("HKD"),
        "S$" => Some("SGD"),
        "R$" => Some("BRL"),
        "₦" => Some("NGN"),
        "₩" => Some("KRW"),
        "¥" => None,
        _ => return currency_code(token).map(Some),
    })
}

fn currency_code(token: &str) -> Option<&'static str> {
    const CODES: &[&str] = &[
        "USD", "EUR", "GBP", "INR", "JPY", "CNY", "AUD", "CAD", "CHF", "KES", "NGN", "ZAR", "BRL", "MXN",
        "PEN", "PKR", "EGP",
    ];
    CODES.iter().copied().find(|&code| code == token)
}

/// The currency of a word after the number; none where several have the name.
fn currency(word: &str) -> Option<Option<&'static str>> {
    Some(match word.to_ascii_lowercase().as_str() {
        "dollar" | "dollars" => Some("USD"),
        "euro" | "euros" => Some("EUR"),
        "rupee" | "rupees" => Some("INR"),
        "yen" => Some("JPY"),
        "yuan" | "renminbi" => Some("CNY"),
        "naira" => Some("NGN"),
        "rand" => Some("ZAR"),
        "pound" | "pounds" => Some("GBP"),
        "shilling" | "shillings" | "peso" | "pesos" | "franc" | "francs" | "dinar" | "dinars" => None,
        _ => return currency_code(word).map(Some),
    })
}

/// The unit after a number as UCUM writes it, and its tokens.
fn measure(first: &str, second: &str, third: &str) -> Option<(&'static str, usize)> {
    let unit = match first {
        "km" | "kilometre" | "kilometres" | "kilometer" | "kilometers" => {
            return Some(if second == "/" && third == "h" { ("km/h", 3) } else { ("km", 1) });
        }
        "°" if second == "C" => return Some(("Cel", 2)),
        "°" if second == "F" => return Some(("[degF]", 2)),
        "mile" | "miles" => "[mi_i]",
        "metre" | "metres" | "meter" | "meters" => "m",
        "centimetre" | "centimetres" | "centimeters" | "cm" => "cm",
        "foot" | "feet" | "ft" => "[ft_i]",
        "inch" | "inches" => "[in_i]",
        "kg" | "kilogram" | "kilograms" => "kg",
        "gram" | "grams" => "g",
        "tonne" | "tonnes" => "t",
        "litre" | "litres" | "liter" | "liters" => "L",
        "barrel" | "barrels" => "[bbl_us]",
        "hectare" | "hectares" => "har",
        "acre" | "acres" => "[acr_us]",
        "megawatt" | "megawatts" | "MW" => "MW",
        _ => return None,
    };
    Some((unit, 1))
}
