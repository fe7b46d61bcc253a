//! How rules are written, and how they are matched.
//!
//! A rule is an example, a pattern of classes and words, and what it reads; the
//! rules stand in tables in `rules`. From an item the longest match wins, of two
//! as long the first. A pattern has at most a dozen steps and nests three deep,
//! so that the time for an item is bounded whatever follows it.

use super::anchor::{Anchor, Point, Tense, tense};
use super::item::Item;
use super::words::Class;
use super::{Timex, TimexModifier, TimexType};
use crate::label::Label;
use crate::span::Span;

/// What one step of a pattern takes.
#[derive(Clone, Copy)]
pub(super) enum Element {
    /// A word of the class.
    Class(Class),
    /// One of the words, `|` between them.
    Word(&'static str),
    /// A time that a rule reads, of this sort.
    Sub(Sort),
    /// The name of a holiday, of up to five words.
    Holiday,
}

/// A sort of time, where a rule builds on another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Sort {
    /// A date on the calendar.
    Date,
    /// A length.
    Length,
    /// A time of day.
    Clock,
    /// Whatever else: sets, vague times, ranges.
    Other,
}

/// A step of a pattern.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub(super) element: Element,
    pub(super) optional: bool,
}

/// An example of what the rule reads, its pattern, and the reading.
pub(super) struct Rule {
    #[cfg_attr(not(test), allow(dead_code))]
    pub(super) example: &'static str,
    pub(super) pattern: &'static [Step],
    pub(super) read: fn(&Match<'_, '_>) -> Option<Reading>,
}

/// `rules! { "last year": [THE? STEP UNIT] => |m| …, … }`
macro_rules! rules {
    ($($example:literal: [$($step:tt)*] => $read:expr,)*) => {
        &[$(Rule { example: $example, pattern: steps!([] $($step)*), read: $read },)*]
    };
}

/// A pattern: classes by name, words in quotes, `?` after what may be absent.
macro_rules! steps {
    ([$($done:expr,)*]) => { &[$($done,)*] };
    ([$($done:expr,)*] $word:literal ? $($rest:tt)*) => {
        steps!([$($done,)* Step { element: Element::Word($word), optional: true },] $($rest)*)
    };
    ([$($done:expr,)*] $word:literal $($rest:tt)*) => {
        steps!([$($done,)* Step { element: Element::Word($word), optional: false },] $($rest)*)
    };
    ([$($done:expr,)*] $class:ident ? $($rest:tt)*) => {
        steps!([$($done,)* Step { element: $class, optional: true },] $($rest)*)
    };
    ([$($done:expr,)*] $class:ident $($rest:tt)*) => {
        steps!([$($done,)* Step { element: $class, optional: false },] $($rest)*)
    };
}

pub(super) use {rules, steps};

/// What a rule made of its match.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) timex: Timex,
    pub(super) sort: Sort,
    /// Whether it is an entity too; "now" and "recently" are none.
    pub(super) entity: bool,
    /// Of a length: how many of which unit; none for "some years".
    pub(super) length: Option<(Option<i64>, char)>,
    /// Of a date without a year: its month, and its day or 0.
    pub(super) yearless: Option<(u32, u32)>,
    /// Whether TIMEX3 marks it; "the third day" is an entity only.
    pub(super) listed: bool,
    /// Whether the two times are two entities as well: "5 p.m. on Friday".
    pub(super) split: bool,
    /// Of "Friday morning" and "8 p.m. Friday", one time to TIMEX3: the bytes where the first of the two that OntoNotes
    /// has ends, and where the second starts.
    pub(super) part: Option<(usize, usize)>,
    /// Of a range: the two times as TIMEX3 has them, each its own.
    pub(super) ends: Option<Box<[(Span, Timex); 2]>>,
}

impl Reading {
    pub(super) fn new(kind: TimexType, sort: Sort, value: impl Into<String>) -> Self {
        let timex = Timex {
            kind,
            value: value.into(),
            modifier: None,
            quant: None,
            freq: None,
            begin: None,
            end: None,
        };
        Reading {
            timex,
            sort,
            entity: true,
            length: None,
            yearless: None,
            listed: true,
            split: false,
            part: None,
            ends: None,
        }
    }

    pub(super) fn date(value: impl Into<String>) -> Self {
        Reading::new(TimexType::Date, Sort::Date, value)
    }

    pub(super) fn clock(value: impl Into<String>) -> Self {
        Reading::new(TimexType::Time, Sort::Clock, value)
    }

    pub(super) fn set(value: impl Into<String>) -> Self {
        Reading::new(TimexType::Set, Sort::Other, value)
    }

    /// No entity: OntoNotes does not mark it.
    pub(super) fn vague(value: impl Into<String>) -> Self {
        Reading { entity: false, ..Reading::new(TimexType::Date, Sort::Other, value) }
    }

    pub(super) fn with(mut self, modifier: Option<TimexModifier>) -> Self {
        self.timex.modifier = modifier.or(self.timex.modifier);
        self
    }

    /// DATE, or TIME for what is shorter than a day.
    pub(super) fn label(&self) -> Label {
        let value = self.timex.value.as_str();
        let short = self.timex.kind == TimexType::Time
            || value.starts_with("PT")
            // nights and mornings
            || self.timex.kind == TimexType::Duration
                && ["NI", "MO", "AF", "EV"].iter().any(|part| value.ends_with(part))
            || value.contains('T') && self.sort == Sort::Clock;
        if short { Label::Time } else { Label::Date }
    }
}

/// The most steps of a pattern.
const STEPS: usize = 12;

/// What a pattern took.
pub(super) struct Match<'m, 't> {
    pub(super) items: &'m [Item<'t>],
    pub(super) anchor: &'m Anchor,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Which item each step took.
    taken: [Option<usize>; STEPS],
    subs: [Option<Reading>; 2],
    spans: [Option<(usize, usize)>; 2],
    pub(super) holiday: &'static str,
}

impl<'m, 't> Match<'m, 't> {
    /// The first item taken that has the class.
    pub(super) fn item(&self, class: Class) -> Option<&'m Item<'t>> {
        self.taken.iter().flatten().filter_map(|&index| self.items.get(index)).find(|item| item.is(class))
    }

    /// The value of the first item of the class.
    pub(super) fn value(&self, class: Class) -> Option<&'static str> {
        self.item(class).map(|item| item.value(class))
    }

    /// It as a number.
    pub(super) fn int(&self, class: Class) -> Option<i64> {
        let item = self.item(class)?;
        // of a union the class that has the value
        let class = [Class::ORDINAL, Class::FINAL]
            .into_iter()
            .find(|one| class.meets(*one) && item.is(*one))
            .unwrap_or(class);
        let value = item.value(class);
        if value.is_empty() { item.number_of() } else { value.parse().ok() }
    }

    /// The item that step `index` took.
    pub(super) fn step(&self, index: usize) -> Option<&'m Item<'t>> {
        self.items.get((*self.taken.get(index)?)?)
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.item(class).is_some()
    }

    /// The time nested first, or second.
    pub(super) fn sub(&self, index: usize) -> Option<Reading> {
        self.subs.get(index)?.clone()
    }

    /// The bytes of the time nested so.
    pub(super) fn sub_span(&self, index: usize) -> Option<Span> {
        let (from, to) = (*self.spans.get(index)?)?;
        Some(self.items.get(from)?.span.join(self.items.get(to.checked_sub(1)?)?.span))
    }

    pub(super) fn unit(&self) -> Option<char> {
        let mut units = self
            .taken
            .iter()
            .flatten()
            .filter_map(|&index| self.items.get(index))
            .filter(|item| item.is(Class::UNIT));
        // "the second week": a rank first
        let first = units.next()?;
        let unit = if first.is(Class::ORDINAL) { units.next().unwrap_or(first) } else { first };
        unit.value(Class::UNIT).chars().next()
    }

    /// Whether the pattern took that word.
    pub(super) fn taken_word(&self, word: &str) -> bool {
        self.taken.iter().flatten().filter_map(|&index| self.items.get(index)).any(|item| item.reads(word))
    }

    pub(super) fn tense(&self) -> Tense {
        tense(self.items, self.from)
    }

    /// What "a day earlier" goes back from: the date mentioned last, or in a clause
    /// that looks back the document's where that date is yet to come.
    pub(super) fn gone(&self) -> Option<Point> {
        let then = self.anchor.then()?;
        let ahead = self.anchor.document.is_some_and(|today| then.date > today);
        if ahead && self.tense() == Tense::Past { self.anchor.now() } else { Some(then) }
    }

    /// The day that "earlier in the day" is of: the date mentioned last where it is one.
    pub(super) fn day_told(&self) -> Option<Point> {
        self.anchor.last.filter(|last| last.level == 'D').or(self.anchor.now())
    }

    pub(super) fn before(&self, back: usize) -> Option<&'m Item<'t>> {
        self.items.get(self.from.checked_sub(back)?)
    }

    pub(super) fn before_is(&self, words: &str) -> bool {
        self.before(1).is_some_and(|item| item.reads(words))
    }

    pub(super) fn next(&self) -> Option<&'m Item<'t>> {
        self.items.get(self.to)
    }

    pub(super) fn next_is(&self, words: &str) -> bool {
        self.next().is_some_and(|item| item.reads(words))
    }
}

/// The tables.
pub(super) struct Grammar {
    /// Rules that start with a word.
    pub(super) base: &'static [&'static [Rule]],
    /// Rules that start with a time and go on.
    pub(super) more: &'static [&'static [Rule]],
    /// Rules of ranges that start with a word; ranges never nest.
    pub(super) ranges: &'static [&'static [Rule]],
    /// Rules that make a range of a time and another.
    pub(super) ranges_more: &'static [&'static [Rule]],
}

/// A time and the item after it.
pub(super) type Found = Option<(Reading, usize)>;

impl Grammar {
    /// The time that starts at item `at`, as long as rules make it.
    pub(super) fn time(&self, items: &[Item<'_>], at: usize, anchor: &Anchor, depth: u8) -> Found {
        let range = if depth == 0 { self.longest(self.ranges, items, at, anchor, depth, None) } else { None };
        let mut found = match (self.longest(self.base, items, at, anchor, depth, None), range) {
            (Some(base), Some(range)) => {
                if range.1 > base.1 {
                    range
                } else {
                    base
                }
            }
            (base, range) => base.or(range)?,
        };
        for _ in 0..4 {
            match self.longest(self.more, items, at, anchor, depth, Some(&found)) {
                Some(more) if more.1 > found.1 => found = more,
                _ => break,
            }
        }
        if depth == 0
            && let Some(range) = self.longest(self.ranges_more, items, at, anchor, depth, Some(&found))
        {
            return Some(range);
        }
        Some(found)
    }

    fn longest(
        &self,
        tables: &[&'static [Rule]],
        items: &[Item<'_>],
        at: usize,
        anchor: &Anchor,
        depth: u8,
        seed: Option<&(Reading, usize)>,
    ) -> Found {
        let first = items.get(at)?;
        let mut best: Found = None;
        for rule in tables.iter().copied().flatten() {
            let mut state = Match {
                items,
                anchor,
                from: at,
                to: at,
                taken: [None; STEPS],
                subs: [None, None],
                spans: [None; 2],
                holiday: "",
            };
            let pattern = match (seed, rule.pattern.first().map(|step| step.element)) {
                (Some((reading, to)), Some(Element::Sub(sort))) if reading.sort == sort => {
                    let next = items.get(*to);
                    // Most rules fail here, before anything is copied.
                    if rule.pattern.get(1).is_some_and(|step| !step.optional && !may(step.element, next)) {
                        continue;
                    }
                    state.subs = [Some(reading.clone()), None];
                    state.spans = [Some((at, *to)), None];
                    state.to = *to;
                    rule.pattern.get(1..).unwrap_or(&[])
                }
                (None, Some(_)) if starts(rule.pattern, first, items.get(at + 1)) => rule.pattern,
                _ => continue,
            };
            let offset = rule.pattern.len() - pattern.len();
            if self.steps(pattern, offset, &mut state, depth)
                && best.as_ref().is_none_or(|(_, to)| state.to > *to)
                && let Some(reading) = (rule.read)(&state)
            {
                best = Some((reading, state.to));
            }
        }
        best
    }

    /// Takes the steps from `state.to` on; what may be absent is taken first and
    /// then left out.
    fn steps(&self, pattern: &[Step], index: usize, state: &mut Match<'_, '_>, depth: u8) -> bool {
        let Some((step, rest)) = pattern.split_first() else { return true };
        let at = state.to;
        if self.step(step.element, index, state, depth) {
            if self.steps(rest, index + 1, state, depth) {
                return true;
            }
            state.to = at;
        }
        if let Some(taken) = state.taken.get_mut(index) {
            *taken = None;
        }
        step.optional && self.steps(rest, index + 1, state, depth)
    }

    fn step(&self, element: Element, index: usize, state: &mut Match<'_, '_>, depth: u8) -> bool {
        let Some(item) = state.items.get(state.to) else { return false };
        let taken = match element {
            Element::Class(class) => item.is(class),
            Element::Word(words) => item.reads(words),
            Element::Sub(sort) => return self.nested(sort, state, depth),
            Element::Holiday => return holiday(state),
        };
        if taken {
            if let Some(place) = state.taken.get_mut(index) {
                *place = Some(state.to);
            }
            state.to += 1;
        }
        taken
    }

    fn nested(&self, sort: Sort, state: &mut Match<'_, '_>, depth: u8) -> bool {
        const DEPTH: u8 = 2;
        if depth >= DEPTH || state.items.get(state.to).is_none_or(|item| item.classes.is_none()) {
            return false;
        }
        let at = state.to;
        let Some((reading, to)) = self.time(state.items, at, state.anchor, depth + 1) else { return false };
        if reading.sort != sort {
            return false;
        }
        let place = usize::from(state.subs.first().is_some_and(Option::is_some));
        if let (Some(sub), Some(span)) = (state.subs.get_mut(place), state.spans.get_mut(place)) {
            *sub = Some(reading);
            *span = Some((at, to));
        }
        state.to = to;
        true
    }
}

/// Whether the item may be what the element takes.
fn may(element: Element, item: Option<&Item<'_>>) -> bool {
    match (element, item) {
        (_, None) => false,
        (Element::Class(class), Some(item)) => item.is(class),
        (Element::Word(words), Some(item)) => item.reads(words),
        (Element::Sub(_), Some(item)) => !item.classes.is_none(),
        (Element::Holiday, Some(item)) => item.is(Class::HOLIDAY),
    }
}

/// Whether the pattern's first steps fit; what is absent at most once is looked
/// beyond.
fn starts(pattern: &[Step], first: &Item<'_>, second: Option<&Item<'_>>) -> bool {
    for (index, step) in pattern.iter().enumerate() {
        if may(step.element, Some(first)) {
            // The name of a holiday may take several words.
            if matches!(step.element, Element::Holiday) {
                return true;
            }
            // The next step that must be there, where it directly follows.
            return match (pattern.get(index + 1), second) {
                (Some(next), Some(second)) if !next.optional => may(next.element, Some(second)),
                (Some(next), None) => next.optional,
                _ => true,
            };
        }
        if !step.optional {
            return false;
        }
    }
    false
}

/// The longest name of a holiday at `state.to`.
fn holiday(state: &mut Match<'_, '_>) -> bool {
    if !state.items.get(state.to).is_some_and(|item| item.is(Class::HOLIDAY)) {
        return false;
    }
    let mut name = String::new();
    let mut found = None;
    for (count, item) in state.items.iter().skip(state.to).take(6).enumerate() {
        if count > 0 && !item.glued {
            name.push(' ');
        }
        for c in item.text.chars() {
            name.push(if c == '’' { '\'' } else { c.to_ascii_lowercase() });
        }
        if let Some(rule) = super::words::holiday(&name) {
            found = Some((count + 1, rule));
        }
    }
    let Some((count, rule)) = found else { return false };
    state.to += count;
    state.holiday = rule;
    true
}
