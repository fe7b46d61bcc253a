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
use super::words::{self, Class};
use super::{Amount, Decimal, Value};
use crate::label::Label;

/// An amount, and the items that it takes.
pub(super) struct Found {
    pub(super) label: Label,
    pub(super) value: Value,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A number or a range of two, before its bounds are read.
pub(super) struct Figures {
    pub(super) low: Decimal,
    pub(super) high: Option<Decimal>,
    pub(super) vague: bool,
    pub(super) to: usize,
}

/// The items of a sentence, and the one before which nothing is taken.
pub(super) struct Reader<'r, 't> {
    pub(super) items: &'r [Item<'t>],
    pub(super) floor: usize,
}

/// The amount at item `at`; nothing before item `floor` is taken.
pub(super) fn amount(items: &[Item<'_>], at: usize, floor: usize) -> Option<Found> {
    Reader { items, floor }.read(at)
}

impl<'r, 't> Reader<'r, 't> {
    pub(super) fn item(&self, at: usize) -> Option<&'r Item<'t>> {
        self.items.get(at)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.item(at).is_some_and(|item| item.is(class))
    }

    pub(super) fn reads(&self, at: usize, words: &str) -> bool {
        self.item(at).is_some_and(|item| item.reads(words))
    }

    pub(super) fn before(&self, at: usize, words: &str) -> bool {
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
        let of_one = first.reads("half") && self.is(at + 1, Class::A);
        // "a half-mile"
        let joined = first.is(Class::A) && self.reads(at + 1, "half");
        let half = of_one || joined;
        let at_unit = at + 1 + usize::from(half) + usize::from(joined && self.reads(at + 2, "-"));
        if (first.is(Class::A) || half) && self.reads(at_unit, "mile|kilometre|kilometer") {
            let number = if half { Decimal::from(5).unshift(1) } else { Decimal::from(1) };
            let unit = if self.reads(at_unit, "mile") { "[mi_i]" } else { "km" };
            return Some(self.bounded(at, at_unit + 1, Label::Quantity, false, number, |amount| {
                Value::Quantity { amount, unit: unit.to_owned() }
            }));
        }
        if first.is(Class::NUMBER) {
            let figures = self.figures(at)?;
            return self.counted(at, at, figures);
        }
        self.few(at)
    }

    /// "a few miles", "several dollars": two at least.
    fn few(&self, at: usize) -> Option<Found> {
        let word = at + usize::from(self.is(at, Class::A));
        let few = self.item(word).filter(|item| item.reads("few|several"))?;
        (few.reads("several") == (word == at)).then_some(())?;
        let amount = |down| Amount {
            min: Some(Decimal::from(2).unshift(down)),
            approximate: true,
            ..Amount::default()
        };
        let found = |to, label, value| Some(Found { label, value, from: at, to });
        let name = self.item(word + 1).filter(|name| name.text.ends_with('s'))?;
        let money = words::money(name.text);
        if money.classes.meets(Class::MONEY) {
            let value = money.value(Class::MONEY);
            let (code, down) = value.split_once(' ').unwrap_or((value, ""));
            // "several pounds" may be heavy, "a few marks" may be good
            let known = !code.is_empty() && !name.reads("pounds|crowns|marks");
            let amount = amount(down.parse().unwrap_or(0));
            let value = Value::Money { amount, currency: Some(code.to_owned()) };
            return known.then(|| found(word + 2, Label::Money, value))?;
        }
        let unit = words::unit(name.text).value(Class::MEASURE);
        let long = matches!(unit, "[mi_i]" | "km" | "m" | "[ft_i]" | "[in_i]" | "[yd_i]");
        long.then(|| {
            found(word + 2, Label::Quantity, Value::Quantity { amount: amount(0), unit: unit.to_owned() })
        })?
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
        // "between $300 and 400 billion"
        if figures.high.is_none()
            && self.before(at, "between")
            && self.reads(figures.to, "and")
            && let Some(second) =
                self.figures(figures.to + 1).filter(|second| second.high.is_none() && !second.vague)
            && !self.is(second.to, Class::PERCENT.or(Class::MEASURE).or(Class::UNIT))
        {
            let low = scaled(figures.low.clone(), &second.low, self.item(next), self.item(second.to - 1));
            if less(&low, &second.low) {
                figures = Figures { low, high: Some(second.low), to: second.to, ..figures };
            }
        }
        let mut to = figures.to;
        // "$5 US", "$5-million", "$20 USD"
        if self.is(to, Class::CODE) && self.item(to).is_some_and(|code| !code.value(Class::CODE).is_empty()) {
            currency = self.item(to)?.value(Class::CODE);
            to += 1;
        }
        // "$160 million dollars"
        else if self.reads(to, "dollars|pounds|euros") && figures.high.is_none() {
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
            // "45% to 60%"
            if figures.high.is_none()
                && !points
                && self.reads(to, "to")
                && let Some(second) =
                    self.figures(to + 1).filter(|second| second.high.is_none() && !second.vague)
                && less(&figures.low, &second.low)
                && (self.is(second.to, Class::PERCENT)
                    || (self.reads(second.to, "per") && self.reads(second.to + 1, "cent")))
                && !self.before(from, "from")
            {
                let end = second.to + if self.is(second.to, Class::PERCENT) { 1 } else { 2 };
                let figures = Figures { high: Some(second.low), to: end, ..figures };
                return Some(
                    self.finish(from, end, Label::Percent, figures, |amount| Value::Percent {
                        amount,
                        points,
                    }),
                );
            }
            return Some(
                self.finish(from, to, Label::Percent, figures, |amount| Value::Percent { amount, points }),
            );
        }
        let of = usize::from(figures.vague && self.reads(after, "of"));
        // "in 2020 dollars"
        let year = self.is(at, Class::YEAR) && self.before(at, "in|constant");
        if year && self.reads(after, "dollars|pounds|euros|prices") {
            return None;
        }
        if let Some((mut to, currency, down)) = self.currency(after + of) {
            let mut figures = figures.map(|number| number.unshift(down));
            // "15 cents to 20 cents"
            if figures.high.is_none()
                && !figures.vague
                && self.reads(to, "to")
                && !self.before(from, "from")
                && let Some(second) =
                    self.figures(to + 1).filter(|second| second.high.is_none() && !second.vague)
                && let Some((end, again, down)) = self.currency(second.to)
                && again == currency
                && less(&figures.low, &second.low.clone().unshift(down))
            {
                figures = Figures { high: Some(second.low.unshift(down)), ..figures };
                to = end;
            }
            return Some(self.finish(from, to, Label::Money, figures, |amount| Value::Money {
                amount,
                currency: currency.map(str::to_owned),
            }));
        }
        if let Some((mut to, unit)) = self.unit(after + of) {
            // "20 degrees below zero"
            let mut figures = figures;
            if matches!(unit.as_str(), "deg" | "Cel" | "[degF]")
                && self.reads(to, "below")
                && self.reads(to + 1, "zero")
            {
                to += 2;
                let low = figures.low.negated();
                figures = match figures.high {
                    Some(high) => Figures { low: high.negated(), high: Some(low), ..figures },
                    None => Figures { low, ..figures },
                };
            }
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

    pub(super) fn finish(
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
    pub(super) fn bounded(
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
        let bound = bound::before(self.items, from, self.floor).filter(|&(_, led)| {
            // "flew over three provinces": less than ten is where, not how many
            label != Label::Cardinal || !self.reads(led, "over") || number.to_f64() >= 10.0
        });
        let amount = match bound {
            Some((bound, _)) => Amount {
                approximate: vague || matches!(bound, Bound::About | Bound::Nearly),
                ..bound.amount(number)
            },
            None if vague && !share => Amount { min: Some(number), approximate: true, ..Amount::default() },
            None => Amount { amount: Some(number), approximate: vague, ..Amount::default() },
        };
        // OntoNotes leaves "just" out of a count, and "another" out of any
        let led = bound.map(|(_, from)| from);
        let led = led.filter(|&led| {
            let left_out = self.reads(led, "another") || label == Label::Cardinal && self.reads(led, "just");
            !left_out || from - led > 1
        });
        Found { label, value: value(amount), from: led.unwrap_or(from), to }
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
    if bare && exponent > 0 {
        let shifted = low.clone().shift(exponent);
        if less(&shifted, high) {
            return shifted;
        }
    }
    low
}

/// Whether one number is less, compared by its digits.
fn less(a: &Decimal, b: &Decimal) -> bool {
    a.to_f64() < b.to_f64()
}
