//! Numbers in digits and words: "4,500", "3.2 billion", "two hundred and five", "half a million".

use super::Decimal;
use super::item::Item;
use super::words::Class;

/// A number before it is asked for: digits of the text, or a sum of words,
/// times a power of ten.
#[derive(Clone, Copy, Default)]
pub(super) struct Number<'t> {
    pub(super) digits: &'t str,
    pub(super) value: u64,
    pub(super) exponent: i32,
    /// "hundreds", "several thousand": at least so many, nobody says how many.
    pub(super) vague: bool,
}

impl Number<'_> {
    fn of(value: u64) -> Self {
        Number { value, ..Number::default() }
    }

    /// All its digits.
    pub(super) fn decimal(&self) -> Option<Decimal> {
        let number = if self.digits.is_empty() { self.value.into() } else { Decimal::read(self.digits)? };
        Some(if self.exponent < 0 {
            number.unshift(self.exponent.unsigned_abs() as usize)
        } else {
            number.shift(self.exponent as usize)
        })
    }

    /// It as a count, where it is a whole number below 2^63.
    pub(super) fn int(&self) -> Option<i64> {
        let plain = self.digits.bytes().all(|byte| byte.is_ascii_digit());
        if plain && let Ok(exponent) = u32::try_from(self.exponent) {
            let number = if self.digits.is_empty() {
                i64::try_from(self.value).ok()
            } else {
                self.digits.parse().ok()
            };
            return number?.checked_mul(10_i64.checked_pow(exponent)?);
        }
        self.decimal()?.as_str().parse().ok()
    }
}

/// Makes one item of the words and digits of one number, from the left, once
/// over the sentence.
pub(super) fn fold(items: &mut Vec<Item<'_>>) {
    let numeric =
        Class::ONES.or(Class::NUMBER).or(Class::DOZEN).or(Class::MANY).or(Class::HUNDRED).or(Class::SCALE);
    if !items.iter().any(|item| item.is(numeric)) {
        return;
    }
    let (mut at, mut kept) = (0, 0);
    while let Some(&item) = items.get(at) {
        let (mut folded, mut used) = (item, 1);
        if let Some((rank, count)) = rank(items.get(at..).unwrap_or(&[])) {
            let end = items.get(at + count - 1).map_or(item.span, |last| last.span);
            folded =
                Item { span: item.span.join(end), classes: Class::ORDINAL, number: Number::of(rank), ..item };
            used = count;
        } else if let Some((number, count)) = sum(items.get(at..).unwrap_or(&[])) {
            let end = items.get(at + count - 1).map_or(item.span, |last| last.span);
            // What a single word or digit may be besides stays: "one", "2008", "5".
            let single = if count == 1 { item.classes } else { Class::NONE };
            folded = Item {
                span: item.span.join(end),
                classes: single.or(Class::NUMBER).without(Class::ONES),
                number,
                ..item
            };
            used = count;
        }
        if let Some(place) = items.get_mut(kept) {
            *place = folded;
        }
        kept += 1;
        at += used;
    }
    items.truncate(kept);
}

/// "twenty-second", "thirty first": the rank, and how many items it takes.
fn rank(items: &[Item<'_>]) -> Option<(u64, usize)> {
    let tens: u64 = items.first().filter(|item| item.is(Class::ONES))?.value(Class::ONES).parse().ok()?;
    let hyphen = usize::from(items.get(1).is_some_and(|item| item.text == "-"));
    let last = items.get(1 + hyphen).filter(|item| item.is(Class::ORDINAL))?;
    let ones: u64 = last.value(Class::ORDINAL).parse().ok()?;
    (tens >= 20 && ones < 10).then_some((tens + ones, 2 + hyphen))
}

/// The number that the items start with, and how many it takes.
fn sum<'t>(items: &[Item<'t>]) -> Option<(Number<'t>, usize)> {
    let get = |index: usize| items.get(index);
    let is = |index: usize, class: Class| get(index).is_some_and(|item| item.is(class));
    let reads = |index: usize, words: &str| get(index).is_some_and(|item| item.reads(words));
    let power = |index: usize| -> Option<i32> {
        let item = get(index).filter(|item| item.is(Class::SCALE.or(Class::HUNDRED)))?;
        if item.is(Class::HUNDRED) { Some(2) } else { item.value(Class::SCALE).parse().ok() }
    };
    // "5 lakh crore"
    let scales = |mut number: Number<'t>, mut next: usize| {
        while let Some(exponent) = power(next).filter(|_| number.exponent < 60) {
            number.exponent += exponent;
            next += 1;
        }
        // "2-million"
        if reads(next, "-")
            && let Some(exponent) = power(next + 1).filter(|_| number.exponent == 0)
        {
            number.exponent = exponent;
            next += 2;
        }
        if is(next, Class::DOZEN) && number.digits.is_empty() && number.exponent == 0 {
            number.value = number.value.checked_mul(12)?;
            next += 1;
        }
        Some((number, next))
    };
    let first = get(0)?;
    // "hundreds of thousands", "dozens"
    if first.is(Class::MANY) {
        let exponent = |index: usize| get(index).and_then(|item| item.value(Class::MANY).parse::<i32>().ok());
        let mut number = Number { value: 1, exponent: exponent(0)?, vague: true, digits: "" };
        if first.reads("dozens") {
            (number.value, number.exponent) = (12, 0);
        }
        if reads(1, "of") && is(2, Class::MANY) {
            number.exponent += exponent(2)?;
            return Some((number, 3));
        }
        // "tens" and "millions" alone are too; "tens" only with "of"
        return (!first.reads("tens")).then_some((number, 1));
    }
    // "several hundred", "a few thousand"
    let few = usize::from(first.is(Class::A));
    if is(few, Class::VAGUE) && (power(few + 1).is_some() || is(few + 1, Class::DOZEN)) {
        let (number, next) = scales(Number { value: 1, vague: true, ..Number::default() }, few + 1)?;
        return Some((number, next));
    }
    // "a hundred", "a million", "a dozen", "a half million", "half a million"
    if first.is(Class::A) || first.reads("half") {
        let half = if first.reads("half") { Some(0) } else { reads(1, "half").then_some(1) };
        if let Some(half) = half {
            let next = half + 1 + usize::from(half == 0 && is(1, Class::A));
            if reads(next, "dozen") {
                return Some((Number::of(6), next + 1));
            }
            power(next)?;
            return scales(Number { value: 5, exponent: -1, ..Number::default() }, next);
        }
        if is(1, Class::DOZEN) {
            return Some((Number::of(12), 2));
        }
        let exponent = power(1)?;
        let (number, next) = scales(Number { value: 1, exponent, ..Number::default() }, 2)?;
        // "a hundred and five", "a thousand five hundred"
        return Some((number, next));
    }
    if first.is(Class::NUMBER) {
        let number = first.number;
        // "2 1/2"
        if number.digits.is_empty() {
            return scales(number, 1);
        }
        if number.digits.contains('/') {
            let (top, bottom) = number.digits.split_once('/')?;
            let (top, bottom): (u64, u64) = (top.parse().ok()?, bottom.parse().ok()?);
            return fraction(top, bottom).map(|number| (number, 1));
        }
        let part = get(1)
            .filter(|item| item.is(Class::NUMBER) && !item.number.digits.contains(','))
            .map(|item| item.number);
        if let Some(part) = part {
            let added = if part.digits.is_empty() {
                (get(1).is_some_and(|item| item.glued) && part.exponent < 0).then_some(part)
            } else {
                part.digits
                    .split_once('/')
                    .and_then(|(top, bottom)| fraction(top.parse().ok()?, bottom.parse().ok()?))
            };
            if let Some(added) = added.filter(|added| added.exponent < 0) {
                let scale = 10_u64.pow(added.exponent.unsigned_abs());
                let whole: u64 = number.digits.parse().ok()?;
                let value = whole.checked_mul(scale)?.checked_add(added.value)?;
                return scales(Number { value, exponent: added.exponent, ..Number::default() }, 2);
            }
        }
        if number.exponent != 0 {
            return Some((number, 1));
        }
        return scales(number, 1);
    }
    words_sum(items).and_then(|(number, next)| {
        // "two and a half million"
        if reads(next, "and") && is(next + 1, Class::A) && reads(next + 2, "half") {
            let value = number.value.checked_mul(10)?.checked_add(5)?;
            return scales(Number { value, exponent: -1, ..number }, next + 3);
        }
        scales(number, next)
    })
}

/// What `top / bottom` is as a decimal, where it ends.
fn fraction(top: u64, bottom: u64) -> Option<Number<'static>> {
    let scale = match bottom {
        2 | 5 | 10 => 10,
        4 => 100,
        8 => 1000,
        16 => 10_000,
        _ => return None,
    };
    let exponent = -(scale as f64).log10() as i32;
    Some(Number { value: top * scale / bottom, exponent, ..Number::default() })
}

/// "two hundred and five thousand", "twenty-five"
fn words_sum<'t>(items: &[Item<'t>]) -> Option<(Number<'t>, usize)> {
    let get = |index: usize| items.get(index);
    let ones = |index: usize| {
        get(index)
            .filter(|item| item.is(Class::ONES))
            .and_then(|item| item.value(Class::ONES).parse::<u64>().ok())
    };
    let (mut total, mut current, mut below) = (0_u64, 0_u64, u32::MAX);
    let (mut at, mut end) = (0, 0);
    loop {
        if let Some(value) = ones(at) {
            // "twenty one" and "hundred one" go on; "one one" are two numbers
            let room = match value {
                0 => end == 0,
                1..=9 => {
                    current % 10 == 0
                        && (current % 100 != 10)
                        && (current > 0 || end == 0 || below != u32::MAX)
                }
                _ => current % 100 == 0 && (current > 0 || end == 0 || below != u32::MAX),
            };
            if !room {
                break;
            }
            current = current.checked_add(value)?;
            // "twenty-five"
            let hyphen = get(at + 1).is_some_and(|item| item.text == "-");
            if value >= 20
                && hyphen
                && let Some(unit) = ones(at + 2).filter(|unit| (1..10).contains(unit))
            {
                current += unit;
                at += 2;
            }
        } else if get(at).is_some_and(|item| item.is(Class::HUNDRED)) && (1..100).contains(&current) {
            current *= 100;
        } else if let Some(exponent) = get(at)
            .filter(|item| item.is(Class::SCALE))
            .and_then(|item| item.value(Class::SCALE).parse::<u32>().ok())
        {
            if current == 0 || exponent >= below {
                break;
            }
            total = total.checked_add(current.checked_mul(10_u64.checked_pow(exponent)?)?)?;
            (current, below) = (0, exponent);
        } else if get(at).is_some_and(|item| item.reads("and"))
            && (current >= 100 || (below != u32::MAX && current == 0))
            && ones(at + 1).is_some()
        {
            at += 1;
            continue;
        } else {
            break;
        }
        at += 1;
        end = at;
    }
    (end > 0).then(|| (Number::of(total.saturating_add(current)), end))
}
