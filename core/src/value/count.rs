//! Bare numbers, ranks and shares, and what looks like one and is none.

use super::bound::{self, Bound};
use super::item::{Item, is_street};
use super::sum::{Figures, Found, Reader};
use super::words::Class;
use super::{Amount, Decimal, Timex, TimexType, Value};
use crate::label::Label;

impl Reader<'_, '_> {
    /// "a fifth", "two-thirds", "half of", "one in five"
    pub(super) fn share(&self, at: usize) -> Option<Found> {
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
        if first.reads("half") && first.number.exponent == 0 && first.number.value == 0 {
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
        let joint =
            usize::from(self.reads(at + 1, "-") && self.reads(at + 2, "in") && self.reads(at + 3, "-"));
        if first.is(Class::NUMBER)
            && (self.reads(at + 1 + joint, "in") || (self.reads(at + 1, "out") && self.reads(at + 2, "of")))
        {
            let to = at + if self.reads(at + 1, "out") { 3 } else { 2 + 2 * joint };
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
                || next.is(Class::STEP.or(Class::DAYREF).or(Class::WEEKDAY))
                || next.reads(
                    "of|or|more|less|are|were|have|had|say|said|from|in|to|compared|and|between|over|by|is|since|on|after|as|at|but|while|during|than|when",
                )
        });
        // "a third, Jared Ole, came" is one more
        let fell = self.before(at, "by|about|than|nearly|almost|over|around|roughly|least|only|just")
            || self.reads(to, "of|more|less");
        let fits = if plural {
            top > 1 || first.is(Class::NUMBER)
        } else if joint == 1 {
            top == 1 && first.is(Class::NUMBER) && !self.reads(to, "-")
        } else {
            alone && top == 1 && !self.reads(to, "-") && (fell || !first.is(Class::A))
        };
        let quarters = word.reads("quarters") && !self.reads(to, "of");
        (fits && !quarters && !(word.reads("half") && first.is(Class::A))).then(|| share(top, bottom, to))?
    }

    /// "third", "21st"
    pub(super) fn rank(&self, at: usize) -> Option<Found> {
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
        let rank = if words.is_empty() { item.number.decimal()? } else { words.parse::<u64>().ok()?.into() };
        let amount = Amount { amount: Some(rank), ..Amount::default() };
        Some(Found { label: Label::Ordinal, value: Value::Ordinal { amount }, from: at, to: at + 1 })
    }

    /// A bare number.
    pub(super) fn count(&self, at: usize, from: usize, figures: Figures) -> Option<Found> {
        const NAMED: &str = "section|article|chapter|flight|highway|route|channel|room|interstate|boeing|airbus|page|clause|paragraph|rule|apartment|suite|version|psalm|verse|gate|platform|unit|area|group|formula|agenda|resolution|proposition|amendment|title|apollo|type|model|mark|no|#|v|vol|volume|episode|season|issue|bill|h.r|s|hb|sb|route|line|bus|u.s|i|a|m|b";
        const KIN: &str = "mother|father|son|daughter|wife|husband|brother|sister|uncle|aunt|cousin|nephew|niece|grandmother|grandfather|man|woman|girlfriend|boyfriend|fiancee|partner|widow|widower";
        let number = self.item(at)?;
        let before = at.checked_sub(1).and_then(|at| self.item(at));
        // "version 2.0"
        if before.is_some_and(|before| before.reads("version|versions")) && !number.number.digits.is_empty() {
            return None;
        }
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
                && !self.is_rank(at)
                || named && !self.is_rank(at)
                || (glued && figures.high.is_none())
            {
                return None;
            }
        }
        if number.is(Class::DIGITS) && figures.high.is_none() && is_street(self.items, figures.to) {
            return None;
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
        if number.reads("zero")
            && (self.reads(figures.to, "-|tolerance") || self.before(at, "below|above|absolute"))
        {
            return None;
        }
        // an age: "Amina Otieno, 45, said"
        if number.is(Class::DIGITS)
            && figures.high.is_none()
            && self.before(at, ",")
            && self.reads(figures.to, ",|)|.|;")
            && at.checked_sub(2).and_then(|at| self.item(at)).is_some_and(|name| {
                name.is_capital() && !name.is(Class::MONTH)
                    || name.reads(KIN)
                    || self.is_person(at - 2) && !self.is(figures.to + 1, Class::NUMBER)
            })
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
        Some(self.finish(from, figures.to, Label::Cardinal, figures, |amount| Value::Number { amount }))
    }

    /// Whether the word may be somebody whose age follows: "the driver, 41,", and not "the score, 62,".
    fn is_person(&self, at: usize) -> bool {
        const COUNTS: &str = "total|number|score|toll|figure|count|result|temperature|sum|average|rate|age|low|high|index|tally|mark|mean|median";
        self.before(at, "the|a|his|her")
            && self.item(at).is_some_and(|noun| {
                noun.is_lower() && noun.classes.is_none() && !noun.text.ends_with('s') && !noun.reads(COUNTS)
            })
    }

    /// "the No. 1 team", "ranked No. 2", and not "Republic Act No. 7"
    fn is_rank(&self, at: usize) -> bool {
        let low = self.item(at).and_then(Item::number_of).is_some_and(|number| (1..=100).contains(&number));
        low && self.before(at, "No.|No|Nos.")
            && at.checked_sub(2).and_then(|at| self.item(at)).is_some_and(|before| {
                before.is_lower() || before.text == "," || before.is(Class::THE) || before.reads("'s|’s")
            })
    }

    /// "no one", "one another", "the one who", "a new one."
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        let before = self.before(
            at,
            "this|that|any|each|every|which|the|another|some|good|new|only|first|last|-|big|own|'s|’s|as",
        );
        if self.before(at, "no") {
            return true;
        }
        let after = self.item(at + 1);
        let lone = after.is_none_or(|after| !after.text.starts_with(char::is_alphanumeric))
            && at > 0
            && !self.before(at, ",|(|(|:|than|about|least|only|from|just|by|and|or");
        // "when one wonders": no noun after "one" has a plural's ending
        let verb = self.before(at, "if|when|as|where|how|why|because|whatever|unless")
            && after.is_some_and(|after| {
                let ending = after.text.len() > 3 && after.text.ends_with('s');
                after.is_lower()
                    && ending
                    && !["ss", "us", "is", "ies"].iter().any(|ending| after.text.ends_with(ending))
            });
        let clause = verb
            || after.is_some_and(|after| {
                after.reads(
                    "another|who|that|which|can|could|should|would|must|might|may|'s|’s|'d|’d|is|to|has",
                )
            });
        (before && !after.is_some_and(|after| after.is_lower() && !after.reads("of|in|to|on|at|and|with|that|who|for|from|is|was|which|he|she|they|it|we|but|or|by|as|the"))) || lone || (clause && !after.is_some_and(|after| after.reads("is|has|to")))
    }
}

/// `top / bottom` in hundredths, with two places; and whether that is exact.
fn hundredths(top: i64, bottom: i64) -> Option<(Decimal, bool)> {
    let scaled = top.checked_mul(10_000)?;
    let rounded = (scaled + bottom / 2) / bottom;
    Some((Decimal::from(u64::try_from(rounded).ok()?).unshift(2), scaled % bottom == 0))
}
