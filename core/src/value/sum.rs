//! Amounts: money, shares, measures, counts and ranks.
//!
//! | read | as |
//! |---|---|
//! | "$3.2 billion", "Rs 4,500 crore", "5 to 7 million pounds", "60 cents" | MONEY |
//! | "6.5%", "40 per cent", "25 basis points" | PERCENT |
//! | "a fifth", "two-thirds", "one in five" | a share, CARDINAL to OntoNotes |
//! | "120 km/h", "5 ft 7 in", "20 °C", "3,000 square metres" | QUANTITY |
//! | "third", "21st" | ORDINAL |
//! | "4,500", "a dozen", "hundreds of thousands" | CARDINAL |

use super::bound::{self, Bound};
use super::item::Item;
use super::words::Class;
use super::{Amount, Decimal, Timex, TimexType, Value};
use crate::label::Label;

/// An amount, and the items that it takes.
pub(super) struct Found {
    pub(super) label: Label,
    pub(super) value: Value,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A number or a range of two, before its bounds are read.
struct Figures {
    low: Decimal,
    high: Option<Decimal>,
    vague: bool,
    to: usize,
}

/// The items of a sentence, and the one before which nothing is taken.
struct Reader<'r, 't> {
    items: &'r [Item<'t>],
    floor: usize,
}

/// The amount at item `at`; nothing before item `floor` is taken.
pub(super) fn amount(items: &[Item<'_>], at: usize, floor: usize) -> Option<Found> {
    Reader { items, floor }.read(at)
}

impl<'r, 't> Reader<'r, 't> {
    fn item(&self, at: usize) -> Option<&'r Item<'t>> {
        self.items.get(at)
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.item(at).is_some_and(|item| item.is(class))
    }

    fn reads(&self, at: usize, words: &str) -> bool {
        self.item(at).is_some_and(|item| item.reads(words))
    }

    fn before(&self, at: usize, words: &str) -> bool {
        at.checked_sub(1).is_some_and(|at| self.reads(at, words))
    }

    fn read(&self, at: usize) -> Option<Found> {
        let first = self.item(at)?;
        if first.is(Class::SIGN.or(Class::CODE)) {
            return self.signed(at, at);
        }
        if first.reads("between|from") {
            return self.between(at);
        }
        if let Some(found) = self.share(at) {
            return Some(found);
        }
        if first.is(Class::ORDINAL) {
            return self.rank(at);
        }
        // "a mile", "half a mile"
        let half = first.reads("half") && self.is(at + 1, Class::A);
        if (first.is(Class::A) || half) && self.reads(at + 1 + usize::from(half), "mile|kilometre|kilometer")
        {
            let number = if half { Decimal::from(5).unshift(1) } else { Decimal::from(1) };
            let at_unit = at + 1 + usize::from(half);
            let unit = if self.reads(at_unit, "mile") { "[mi_i]" } else { "km" };
            return Some(self.bounded(at, at_unit + 1, Label::Quantity, false, number, |amount| {
                Value::Quantity { amount, unit: unit.to_owned() }
            }));
        }
        if first.is(Class::NUMBER) {
            let figures = self.figures(at)?;
            return self.counted(at, at, figures);
        }
        None
    }

    /// "$3.2 billion", "US$5-7 million", "EUR 40"
    fn signed(&self, at: usize, from: usize) -> Option<Found> {
        let item = self.item(at)?;
        let class = if item.is(Class::SIGN) { Class::SIGN } else { Class::CODE };
        let mut currency = item.value(class);
        let mut next = at + 1;
        // "US $5", "Rs. 5"
        if let Some(second) = self.item(next).filter(|second| second.is(Class::SIGN)) {
            let joined = second.value(Class::SIGN);
            if currency.is_empty() {
                currency = joined;
            }
            next += 1;
        }
        let mut figures = self.figures(next)?;
        // "$5 million to $7 million", "$5-$7"
        if figures.high.is_none()
            && self.reads(figures.to, "to|-|–|and")
            && self.item(figures.to + 1).is_some_and(|again| {
                again.is(Class::SIGN.or(Class::CODE))
                    && (again.value(Class::SIGN) == currency || again.value(Class::CODE) == currency)
            })
            && (self.reads(figures.to, "-|–")
                || self.before(at, "between|from")
                || self.reads(figures.to, "to") && self.item(at).is_some_and(|item| item.text == "$"))
            && let Some(second) = self.figures(figures.to + 2).filter(|second| second.high.is_none())
        {
            figures = Figures { high: Some(second.low), to: second.to, ..figures };
        }
        let mut to = figures.to;
        // "$5 US", "$5-million", "$20 USD"
        if self.is(to, Class::CODE) && self.item(to).is_some_and(|code| !code.value(Class::CODE).is_empty()) {
            currency = self.item(to)?.value(Class::CODE);
            to += 1;
        }
        let currency = Some(currency.to_owned()).filter(|code| !code.is_empty());
        Some(self.finish(from, to, Label::Money, figures, |amount| Value::Money {
            amount,
            currency: currency.clone(),
        }))
    }

    /// "between 5 and 7 million pounds"
    fn between(&self, at: usize) -> Option<Found> {
        let between = self.reads(at, "between");
        if self.is(at + 1, Class::SIGN.or(Class::CODE)) {
            let mut found = self.signed(at + 1, at + 1)?;
            if matches!(&found.value, Value::Money { amount, .. } if amount.min.is_some() && amount.max.is_some())
                && between
            {
                found.from = at;
            }
            return Some(found);
        }
        let first = self.figures(at + 1)?;
        let joint = if between { "and" } else { "to" };
        if first.high.is_some() || !self.reads(first.to, joint) {
            // "between 5% and 7%"
            let next = first.to + usize::from(self.is(first.to, Class::PERCENT));
            if next > first.to && self.reads(next, joint) && between {
                let second = self
                    .figures(next + 1)
                    .filter(|second| second.high.is_none() && self.is(second.to, Class::PERCENT))?;
                let figures = Figures { low: first.low, high: Some(second.low), vague: false, to: second.to };
                return self.counted(at, at, figures);
            }
            return None;
        }
        let second = self.figures(first.to + 1).filter(|second| second.high.is_none())?;
        if !between && !self.is(second.to, Class::PERCENT.or(Class::MONEY).or(Class::MEASURE)) {
            return None;
        }
        let figures = Figures {
            low: scaled(first.low, &second.low, self.item(first.to - 1), self.item(second.to - 1)),
            high: Some(second.low),
            vague: false,
            to: second.to,
        };
        let mut found = self.counted(at, at, figures)?;
        if !between {
            found.from = at + 1;
        }
        Some(found)
    }

    /// "5", "5.2 million", "10-12", "10 to 12 million"
    fn figures(&self, at: usize) -> Option<Figures> {
        let item = self.item(at).filter(|item| item.is(Class::NUMBER))?;
        let low = item.number.decimal()?;
        let joint = at + 1;
        let glued = self.item(joint).is_some_and(|joint| joint.glued)
            && self.item(joint + 1).is_some_and(|second| second.glued);
        let second = self
            .item(joint + 1)
            .filter(|second| second.is(Class::NUMBER) && !second.number.vague && !item.number.vague);
        if let Some(second) = second
            && (self.reads(joint, "to")
                || (self.reads(joint, "-|–|—") && glued)
                || (self.reads(joint, "or") && !self.before(at, "either")))
        {
            let high = second.number.decimal()?;
            let low = scaled(low.clone(), &high, Some(item), Some(second));
            let after = self.item(joint + 2);
            let third = self.reads(joint + 2, "-|–") && self.is(joint + 3, Class::NUMBER);
            // "3-2" is a score and "555-0199" a number to call: a range grows, and counts something
            let counts = after.is_some_and(|after| {
                after.is(Class::PERCENT.or(Class::MONEY).or(Class::MEASURE).or(Class::POWER).or(Class::CODE))
                    || (after.is_lower() && after.text.ends_with('s'))
                    || after.reads("per|people|°|percentage|basis|-")
            }) || second.number.decimal().is_some_and(|_| self.at_sign(at));
            let plain = !self.reads(joint, "-|–|—");
            if less(&low, &high)
                && !third
                && (counts
                    || (plain
                        && self.reads(joint, "to")
                        && self.before(at, "of|about|some|by|least|around|estimated")))
            {
                return Some(Figures { low, high: Some(high), vague: false, to: joint + 2 });
            }
        }
        Some(Figures { low, high: None, vague: item.number.vague, to: at + 1 })
    }

    fn at_sign(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|at| self.is(at, Class::SIGN))
    }

    /// What follows a number makes it a share, money, a measure or a count.
    fn counted(&self, at: usize, from: usize, figures: Figures) -> Option<Found> {
        let next = figures.to;
        // "15-percent", "5-million-dollar", "48-acre"
        let hyphen = usize::from(self.reads(next, "-") && self.item(next).is_some_and(|item| item.glued));
        let after = next + hyphen;
        let percent = if self.is(after, Class::PERCENT) {
            Some((after + 1, false, 0))
        } else if self.reads(after, "per") && self.reads(after + 1, "cent") {
            Some((after + 2, false, 0))
        } else if self.reads(after, "percentage|percent")
            && self.reads(after + 1 + usize::from(self.reads(after + 1, "-")), "point|points")
        {
            Some((after + 2 + usize::from(self.reads(after + 1, "-")), true, 0))
        } else if self.reads(after, "basis") && self.reads(after + 1, "point|points") {
            Some((after + 2, true, 2))
        } else {
            None
        };
        if let Some((to, points, down)) = percent {
            // "2 percent points"
            let points = points || (self.reads(to, "point|points") && self.is(after, Class::PERCENT));
            let to = to
                + usize::from(
                    points && self.reads(to, "point|points") && down == 0 && self.is(after, Class::PERCENT),
                );
            let figures = figures.map(|number| number.unshift(down));
            return Some(
                self.finish(from, to, Label::Percent, figures, |amount| Value::Percent { amount, points }),
            );
        }
        let of = usize::from(figures.vague && self.reads(after, "of"));
        if let Some((to, currency, down)) = self.currency(after + of) {
            let figures = figures.map(|number| number.unshift(down));
            return Some(self.finish(from, to, Label::Money, figures, |amount| Value::Money {
                amount,
                currency: currency.map(str::to_owned),
            }));
        }
        if let Some((to, unit)) = self.unit(after + of) {
            // "5 ft 7 in"
            if figures.high.is_none()
                && let Some((number, unit, to)) = self.compound(&figures.low, unit.as_str(), to)
            {
                return Some(self.bounded(from, to, Label::Quantity, false, number, |amount| {
                    Value::Quantity { amount, unit: unit.to_owned() }
                }));
            }
            return Some(self.finish(from, to, Label::Quantity, figures, |amount| Value::Quantity {
                amount,
                unit: unit.clone(),
            }));
        }
        self.count(at, from, figures)
    }

    /// "dollars", "Kenyan shillings", "US cents", "KES"
    fn currency(&self, at: usize) -> Option<(usize, Option<&'static str>, usize)> {
        let item = self.item(at)?;
        // "Australian dollars", "Hong Kong dollars"
        let (of, word) = if item.is(Class::OF) && !item.is(Class::MONEY) {
            let next = (at + 1..at + 3).find(|&next| self.is(next, Class::MONEY))?;
            (Some(item.value(Class::OF)), next)
        } else if item.reads("New") && self.reads(at + 1, "Zealand|Taiwan") {
            (self.item(at + 1).map(|item| item.value(Class::OF)).filter(|code| !code.is_empty()), at + 2)
        } else {
            (None, at)
        };
        let money = self.item(word)?;
        if money.is(Class::CODE) && of.is_none() {
            return Some((word + 1, Some(money.value(Class::CODE)), 0));
        }
        money.is(Class::MONEY).then_some(())?;
        // "5 real problems", "3 won", "a mark": only the plural, or a sum before
        if money.reads("real|won|sol|mark|crown|sterling|colon|som|quid")
            && of.is_none()
            && self.item(word + 1).is_some_and(Item::is_lower)
            && !money.reads("sterling|quid")
        {
            return None;
        }
        // "5 pounds of rice"
        if money.reads("pound|pounds")
            && of.is_none()
            && (self.reads(word + 1, "of")
                || (self.reads(word + 1, "heavier|lighter|overweight") || self.before_weighs(at)))
        {
            return None;
        }
        let value = money.value(Class::MONEY);
        let (code, down) = value.split_once(' ').unwrap_or((value, ""));
        let code = of.unwrap_or(code);
        let to = word + 1 + usize::from(self.reads(word + 1, "sterling"));
        Some((to, Some(code).filter(|code| !code.is_empty()), down.parse().unwrap_or(0)))
    }

    fn before_weighs(&self, at: usize) -> bool {
        (1..5).any(|back| {
            at.checked_sub(back)
                .is_some_and(|at| self.reads(at, "weigh|weighs|weighed|weighing|weight|lost|gained"))
        })
    }

    /// The unit after a number, as UCUM writes it.
    fn unit(&self, at: usize) -> Option<(usize, String)> {
        let item = self.item(at)?;
        if item.text == "°" {
            let unit = match self.item(at + 1).filter(|next| next.glued || next.text.len() == 1)?.text {
                "C" | "C." => "Cel",
                "F" | "F." => "[degF]",
                _ => return Some((at + 1, "deg".to_owned())),
            };
            return Some((at + 2, unit.to_owned()));
        }
        // "square metres", "cubic feet"
        if item.is(Class::POWER) {
            let power = item.value(Class::POWER);
            let next = at + 1 + usize::from(self.reads(at + 1, "-"));
            let base = super::words::unit(self.item(next)?.text).value(Class::MEASURE);
            let known = matches!(base, "km" | "m" | "cm" | "mm" | "[mi_i]" | "[yd_i]" | "[ft_i]" | "[in_i]");
            let area = power == "2";
            let unit = match base.strip_prefix('[') {
                Some("mi_i]") if area => "[smi_us]".to_owned(),
                Some(rest) => format!("[{}{rest}", if area { 's' } else { 'c' }),
                None => format!("{base}{power}"),
            };
            return known.then_some((next + 1, unit));
        }
        item.is(Class::MEASURE).then_some(())?;
        let listed = item.value(Class::MEASURE);
        let unit =
            if listed.is_empty() { super::words::unit(item.text).value(Class::MEASURE) } else { listed };
        // "5 c" and "3 m" in small print, "10 stone walls"
        if matches!(item.text, "stone" | "bar" | "foot" | "yard" | "knot" | "tesla" | "degree" | "v" | "g")
            && !item.glued
            && self.item(at + 1).is_some_and(|next| next.is_lower() && !next.reads("and|of|in|by|from|to"))
            && !self.before(at, "-")
            && unit != "deg"
        {
            return None;
        }
        if unit == "light" {
            return self
                .reads(at + 1 + usize::from(self.reads(at + 1, "-")), "year|years")
                .then(|| (at + 2 + usize::from(self.reads(at + 1, "-")), "[ly]".to_owned()));
        }
        if unit == "deg" {
            let unit = match self.item(at + 1) {
                Some(next) if next.reads("celsius|centigrade|C") => "Cel",
                Some(next) if next.reads("fahrenheit|F") => "[degF]",
                _ => return Some((at + 1, "deg".to_owned())),
            };
            return Some((at + 2, unit.to_owned()));
        }
        if unit == "[nmi_i]" {
            return self.reads(at + 1, "mile|miles").then(|| (at + 2, unit.to_owned()));
        }
        // "kilometres per hour", "miles an hour", "m/s"
        if self.reads(at + 1, "per|an|a|/") {
            let per = match self.item(at + 2) {
                Some(next) if next.reads("hour|h|hr") => Some("h"),
                Some(next) if next.reads("second|s|sec") => Some("s"),
                Some(next) if next.reads("day") && unit.starts_with("[bbl") => Some("d"),
                Some(next) if next.reads("litre|liter|l") => Some("L"),
                _ => None,
            };
            if let Some(per) = per {
                return Some((at + 3, format!("{unit}/{per}")));
            }
        }
        let to = at + 1;
        // "km²"
        if self.reads(to, "²|³") {
            let power = if self.reads(to, "²") { "2" } else { "3" };
            return Some((to + 1, format!("{unit}{power}")));
        }
        Some((to, unit.to_owned()))
    }

    /// "5 ft 7 in" as 67 inches
    fn compound(&self, number: &Decimal, unit: &str, at: usize) -> Option<(Decimal, &'static str, usize)> {
        let at = at + usize::from(self.reads(at, ",|and|-"));
        let second =
            self.item(at).filter(|item| item.is(Class::NUMBER) && !item.number.vague)?.number.int()?;
        let word = self.item(at + 1)?;
        let (small, many) = match (unit, word.value(Class::MEASURE)) {
            ("[ft_i]", "[in_i]") => ("[in_i]", 12),
            ("[ft_i]", _) if word.text == "in" || word.text == "in." => ("[in_i]", 12),
            ("[lb_av]", "[oz_av]") => ("[oz_av]", 16),
            ("[stone_av]", "[lb_av]") => ("[lb_av]", 14),
            ("m", "cm") => ("cm", 100),
            ("kg", "g") => ("g", 1000),
            ("km", "m") => ("m", 1000),
            _ => return None,
        };
        let first: i64 = number.as_str().parse().ok()?;
        let sum = first.checked_mul(many)?.checked_add(second)?;
        Some((Decimal::from(u64::try_from(sum).ok()?), small, at + 2))
    }

    /// "a fifth", "two-thirds", "half of", "one in five"
    fn share(&self, at: usize) -> Option<Found> {
        let first = self.item(at)?;
        let share = |top: i64, bottom: i64, to: usize| {
            (bottom > 0 && top > 0 && top <= bottom).then_some(())?;
            let (number, exact) = hundredths(top, bottom)?;
            let found = self.bounded(at, to, Label::Cardinal, !exact, number, |amount| Value::Percent {
                amount,
                points: false,
            });
            Some(found)
        };
        // "half of them", "more than half", "half the country"
        if first.reads("half") {
            let led =
                bound::before(self.items, at, self.floor).is_some_and(|(bound, _)| bound != Bound::Only);
            let of = self.reads(at + 1, "of|the|their|its|his|her|our|all|that");
            let named = at.checked_sub(1).is_some_and(|at| {
                self.is(at, Class::ORDINAL.or(Class::FINAL).or(Class::EDGE))
                    || self.reads(at, "a|other|-|better|and")
            });
            return (!named && (of || (led && !self.reads(at + 1, "-|a|an"))))
                .then(|| share(1, 2, at + 1))?;
        }
        let top = if first.is(Class::A) {
            1
        } else {
            first.number.int().filter(|top| first.is(Class::NUMBER) && (1..100).contains(top))?
        };
        // "one in five", "nine out of ten", "9 in 10"
        if first.is(Class::NUMBER)
            && (self.reads(at + 1, "in") || (self.reads(at + 1, "out") && self.reads(at + 2, "of")))
        {
            let to = at + if self.reads(at + 1, "in") { 2 } else { 3 };
            let words = self.item(to).filter(|item| item.is(Class::NUMBER) && !item.is(Class::YEAR))?;
            let bottom = words.number.int().filter(|bottom| (2..=10_000_000).contains(bottom))?;
            let lone = self
                .item(to + 1)
                .is_none_or(|next| !next.is(Class::UNIT.or(Class::MONEY).or(Class::MEASURE)));
            return (lone
                && top < bottom
                && (top == 1 || bottom == 10 || self.reads(at + 1, "out") || bottom < 10))
                .then(|| share(top, bottom, to + 1))?;
        }
        let joint = usize::from(self.reads(at + 1, "-"));
        let word = self.item(at + 1 + joint).filter(|item| item.is(Class::PART_OF))?;
        let bottom: i64 = word.value(Class::PART_OF).parse().ok()?;
        let to = at + 2 + joint;
        let plural = word.text.ends_with('s') || word.reads("halves");
        // "a third man", "a second", "a quarter" of a year: a share has "of" or stands alone
        let alone = self.item(to).is_none_or(|next| {
            !next.text.starts_with(char::is_alphanumeric)
                || next.reads(
                    "of|or|more|less|are|were|have|had|say|said|from|in|to|compared|and|between|over|by|is",
                )
        });
        let fits = if plural {
            top > 1 || first.is(Class::NUMBER)
        } else {
            alone && top == 1 && !self.reads(to, "-")
        };
        let quarters = word.reads("quarters") && !self.reads(to, "of");
        (fits && !quarters && !(word.reads("half") && first.is(Class::A))).then(|| share(top, bottom, to))?
    }

    /// "third", "21st"
    fn rank(&self, at: usize) -> Option<Found> {
        let item = self.item(at)?;
        // "a second", "per second" are times; "first-ever" is a rank
        if item.reads("second")
            && self.before(at, "per|every|each|a")
            && !self.item(at + 1).is_some_and(Item::is_lower)
        {
            return None;
        }
        if item.reads("seconds") {
            return None;
        }
        let words = item.value(Class::ORDINAL);
        let rank = if words.is_empty() {
            Decimal::read(item.number_text())?
        } else {
            words.parse::<u64>().ok()?.into()
        };
        let amount = Amount { amount: Some(rank), ..Amount::default() };
        Some(Found { label: Label::Ordinal, value: Value::Ordinal { amount }, from: at, to: at + 1 })
    }

    /// A bare number.
    fn count(&self, at: usize, from: usize, figures: Figures) -> Option<Found> {
        const NAMED: &str = "section|article|chapter|flight|highway|route|channel|room|interstate|boeing|airbus|page|clause|paragraph|rule|apartment|suite|version|psalm|verse|gate|platform|unit|area|group|formula|agenda|resolution|proposition|amendment|title|apollo|type|model|mark|no|#|v|vol|volume|episode|season|issue|bill|h.r|s|hb|sb|route|line|bus|u.s|i|a|m|b";
        let item = self.item(figures.to - 1)?;
        let number = self.item(at)?;
        let before = at.checked_sub(1).and_then(|at| self.item(at));
        // "Flight 370", "Section 5", "Apollo 11", "Under-21", "-5"
        if let Some(before) = before.filter(|_| number.is(Class::DIGITS)) {
            let spelt = before.text.strip_suffix('.').unwrap_or(before.text);
            let named = before.is_capital()
                && at > 1
                && !before.classes.meets(Class::MONTH.or(Class::WEEKDAY))
                && figures.high.is_none()
                && !before.reads(
                    "The|In|At|Some|About|Over|Only|Of|With|For|From|And|Another|All|Those|These|Nearly",
                );
            let glued = number.glued
                && !matches!(before.text, "(" | "[" | "\"" | "“" | "'" | "‘" | "—" | "–" | "…" | "±");
            if (NAMED.split('|').any(|name| name.eq_ignore_ascii_case(spelt))
                && (before.is_capital()
                    || before.reads("page|#|no.|section|chapter|article|version|flight|route")))
                || named
                || (glued && figures.high.is_none())
            {
                return None;
            }
        }
        // "3-2", "3–2", "24/7", "5-fold" stays
        let after = self.item(figures.to);
        if after.is_some_and(|after| {
            after.glued
                && (matches!(after.text, "/" | "+" | "x" | ":" | "°" | "_" | "=" | "@")
                    || (matches!(after.text, "-" | "–")
                        && self.item(figures.to + 1).is_some_and(|next| {
                            next.glued
                                && (next.is(Class::NUMBER) || next.is_capital() && number.is(Class::DIGITS))
                        })))
        }) {
            return None;
        }
        if before.is_some_and(|before| {
            before.glued
                && number.glued
                && matches!(before.text, "-" | "–" | "/" | ":")
                && number.is(Class::NUMBER)
        }) && at > 1
            && figures.high.is_none()
        {
            return None;
        }
        // the stop of a list: "1. Open it"
        if at == 0
            && number.is(Class::DIGITS)
            && after.is_some_and(|after| after.glued && matches!(after.text, "." | ")"))
            && self.items.len() > 2
        {
            return None;
        }
        if before.is_some_and(|before| before.text == "(")
            && at == 1
            && after.is_some_and(|after| after.text == ")")
        {
            return None;
        }
        if number.reads("one") && figures.high.is_none() && self.is_pronoun(at) {
            return None;
        }
        if number.reads("zero") && self.reads(figures.to, "-|tolerance") {
            return None;
        }
        // an age: "Amina Otieno, 45, said"
        if number.is(Class::DIGITS)
            && figures.high.is_none()
            && self.before(at, ",")
            && self.reads(figures.to, ",|)|.|;")
            && at
                .checked_sub(2)
                .and_then(|at| self.item(at))
                .is_some_and(|name| name.is_capital() && !name.is(Class::MONTH))
            && let Some(age) = number.number.int().filter(|age| (1..=115).contains(age))
        {
            let timex = Timex {
                kind: TimexType::Duration,
                value: format!("P{age}Y"),
                modifier: None,
                quant: None,
                freq: None,
                begin: None,
                end: None,
            };
            return Some(Found { label: Label::Date, value: Value::Timex(timex), from: at, to: figures.to });
        }
        let _ = item;
        Some(self.finish(from, figures.to, Label::Cardinal, figures, |amount| Value::Number { amount }))
    }

    /// "no one", "one another", "the one who", "a new one."
    fn is_pronoun(&self, at: usize) -> bool {
        let before = self.before(
            at,
            "no|this|that|any|each|every|which|the|another|some|good|new|only|first|last|-|big|own|'s|’s|as",
        );
        let after = self.item(at + 1);
        let lone = after.is_none_or(|after| !after.text.starts_with(char::is_alphanumeric))
            && at > 0
            && !self.before(at, ",|(|(|:|than|about|least|only|from|just|by|and|or");
        let clause = after.is_some_and(|after| {
            after.reads("another|who|that|which|can|could|should|would|must|might|may|'s|’s|'d|’d|is|to|has")
        });
        (before && !after.is_some_and(|after| after.is_lower() && !after.reads("of|in|to|on|at|and|with|that|who|for|from|is|was|which|he|she|they|it|we|but|or|by|as|the"))) || lone || (clause && !after.is_some_and(|after| after.reads("is|has|to")))
    }

    fn finish(
        &self,
        from: usize,
        to: usize,
        label: Label,
        figures: Figures,
        value: impl Fn(Amount) -> Value,
    ) -> Found {
        match figures.high {
            Some(high) => {
                let bound = bound::before(self.items, from, self.floor);
                let approximate = matches!(bound, Some((Bound::About | Bound::Nearly, _)));
                let amount = Amount { min: Some(figures.low), max: Some(high), approximate, amount: None };
                Found { label, value: value(amount), from: bound.map_or(from, |(_, from)| from), to }
            }
            None => self.bounded(from, to, label, figures.vague, figures.low, value),
        }
    }

    /// The amount with the bound before it, which OntoNotes takes into the span.
    fn bounded(
        &self,
        from: usize,
        to: usize,
        label: Label,
        vague: bool,
        number: Decimal,
        value: impl Fn(Amount) -> Value,
    ) -> Found {
        let share = matches!(label, Label::Cardinal)
            && vague
            && !self.item(from).is_some_and(|item| item.number.vague);
        let bound = bound::before(self.items, from, self.floor);
        let amount = match bound {
            Some((bound, _)) => Amount {
                approximate: vague || matches!(bound, Bound::About | Bound::Nearly),
                ..bound.amount(number)
            },
            None if vague && !share => Amount { min: Some(number), approximate: true, ..Amount::default() },
            None => Amount { amount: Some(number), approximate: vague, ..Amount::default() },
        };
        Found { label, value: value(amount), from: bound.map_or(from, |(_, from)| from), to }
    }
}

impl Figures {
    fn map(self, change: impl Fn(Decimal) -> Decimal) -> Figures {
        Figures { low: change(self.low), high: self.high.map(change), ..self }
    }
}

/// "5 to 7 million": the scale is both's.
fn scaled(low: Decimal, high: &Decimal, first: Option<&Item<'_>>, second: Option<&Item<'_>>) -> Decimal {
    let exponent = second.map_or(0, Item::scale);
    let bare = first.is_some_and(|first| first.scale() == 0 && first.text.len() <= 5);
    if bare && exponent > 0 && less(&low.shift(exponent), high) { low.shift(exponent) } else { low }
}

/// Whether one number is less, compared by its digits.
fn less(a: &Decimal, b: &Decimal) -> bool {
    a.to_f64() < b.to_f64()
}

/// `top / bottom` in hundredths, with two places; and whether that is exact.
fn hundredths(top: i64, bottom: i64) -> Option<(Decimal, bool)> {
    let scaled = top.checked_mul(10_000)?;
    let rounded = (scaled + bottom / 2) / bottom;
    Some((Decimal::from(u64::try_from(rounded).ok()?).unshift(2), scaled % bottom == 0))
}
