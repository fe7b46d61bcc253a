//! One pass over the sentences: times by the grammar, amounts beside them.

use super::anchor::Anchor;
use super::bound;
use super::calendar::Date;
use super::grammar::{Reading, Sort};
use super::item::{self, Item};
use super::rules::GRAMMAR;
use super::sum;
use super::words::{self, Class};
use super::{Timex, TimexData, TimexType, Value};
use crate::entity::{EntityData, Source};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// Finds the values in a text.
///
/// `names` are the mentions that the tagger found, in order. A value inside a
/// longer name is part of the name; a name inside a value is part of the value;
/// of two that are one span, the name wins over a word that is a name as well
/// ("May") and over a bare number, any other value over the name. Returns the
/// values as entities and as TIMEX3, both in order of their start. Linear in the
/// number of tokens; a sentence without numbers and words of time allocates
/// nothing.
pub(crate) fn find(
    parsed: &Parsed<'_>,
    names: &[EntityData],
    document_date: Option<Date>,
) -> (Vec<EntityData>, Vec<TimexData>) {
    let mut finder = Finder {
        entities: Vec::new(),
        timexes: Vec::new(),
        names,
        anchor: Anchor { document: document_date, last: None, day: None, news: false },
    };
    let mut items = Vec::new();
    for sentence in 0..parsed.sentences.len() {
        let tokens = parsed.tokens_of(sentence);
        if tokens.clone().any(|index| item::may_begin(parsed.token(index))) {
            item::read(parsed, tokens.start, tokens.end, &mut items);
            finder.sentence(&items);
        }
    }
    (finder.entities, finder.timexes)
}

struct Finder<'n> {
    entities: Vec<EntityData>,
    timexes: Vec<TimexData>,
    /// The names that may still meet an item.
    names: &'n [EntityData],
    anchor: Anchor,
}

impl Finder<'_> {
    fn sentence(&mut self, items: &[Item<'_>]) {
        self.anchor.day = None;
        let (mut at, mut floor) = (0, 0);
        while let Some(item) = items.get(at) {
            // what is quoted has days of its own
            if matches!(item.text, "”" | "\"") {
                self.anchor.day = None;
            }
            at = match self.take(items, at, floor, item) {
                Some(next) => {
                    floor = next;
                    next
                }
                None => at + 1,
            };
        }
    }

    /// Takes the value at item `at`; the item after it.
    fn take(&mut self, items: &[Item<'_>], at: usize, floor: usize, item: &Item<'_>) -> Option<usize> {
        let between = item.reads("between|from|half");
        if item.classes.is_none() && !between {
            return None;
        }
        self.names = self
            .names
            .get(self.names.iter().take_while(|name| name.span.end() <= item.span.start()).count()..)
            .unwrap_or(&[]);
        let time = GRAMMAR.time(items, at, &self.anchor, 0);
        let amount = if item.is(Class::NUMBER
            .or(Class::SIGN)
            .or(Class::CODE)
            .or(Class::ORDINAL)
            .or(Class::A)
            .or(Class::VAGUE))
            || between
        {
            sum::amount(items, at, floor)
        } else {
            None
        };
        if let Some((reading, to)) = time
            && amount.as_ref().is_none_or(|amount| amount.to <= to)
        {
            if self.allows(items, at, to, reading.sort != Sort::Other) {
                self.time(items, at, to, floor, reading);
                return Some(to);
            }
            // "the 1917 Battle of Arras" is one name, and has a year
            if reading.sort == Sort::Date
                && items
                    .get(at..to)
                    .is_some_and(|items| items.iter().any(|item| item.is(Class::YEAR.or(Class::DECADE))))
            {
                self.time(items, at, to, floor, Reading { entity: false, ..reading });
                return Some(to);
            }
            return None;
        }
        let found = amount?;
        if !self.allows(
            items,
            found.from.max(floor).min(at),
            found.to,
            found.label != Label::Cardinal && found.label != Label::Ordinal,
        ) {
            return None;
        }
        let mut span = through(items, found.from, found.to)?;
        // "six km." at the end: the stop is the sentence's
        let last = items.get(found.to - 1)?;
        if found.to == items.len() && found.label == Label::Quantity && last.text.ends_with('.') {
            span = Span::new(span.start(), span.end() - 1);
        }
        self.entities.push(entity(span, found.label, found.value));
        Some(found.to)
    }

    /// Whether the names let a value have the items `from..to`.
    fn allows(&self, items: &[Item<'_>], from: usize, to: usize, strong: bool) -> bool {
        let Some(span) = through(items, from, to) else { return false };
        let single = to - from == 1
            && items.get(from).is_some_and(|item| {
                item.is(Class::MONTH.or(Class::NUMBER).or(Class::ORDINAL).or(Class::SEASON))
                    && !item.is(Class::YEAR)
            });
        self.names
            .iter()
            .take_while(|name| name.span.start() < span.end())
            .filter(|name| name.span.overlaps(span))
            .all(|name| if name.span == span { strong && !single } else { span.contains(name.span) })
    }

    fn time(&mut self, items: &[Item<'_>], at: usize, to: usize, floor: usize, mut reading: Reading) {
        let mut from = at;
        // "about two weeks", "more than a year ago", "around 8 p.m."
        let bounds = matches!(reading.sort, Sort::Length | Sort::Clock)
            || items.get(to - 1).is_some_and(|item| item.is(Class::AGO.or(Class::AFTER).or(Class::BEFORE)));
        if bounds
            && let Some((bound, start)) = bound::before(items, at, floor)
            && !(items.get(start).is_some_and(|item| item.reads("over|under|above|below|around|just"))
                && items.get(at).is_some_and(|item| item.is(Class::THE.or(Class::STEP).or(Class::PAST))))
            && !during(items, start, to)
        {
            from = start;
            if reading.sort == Sort::Date {
                reading.timex.modifier = reading.timex.modifier.or(bound
                    .distance(items.get(to - 1).is_some_and(|item| item.is(Class::AGO.or(Class::BEFORE)))));
            } else {
                reading.timex.modifier = reading.timex.modifier.or(bound.modifier());
            }
        }
        let Some(span) = through(items, from, to) else { return };
        let label = reading.label();
        self.remember(&reading);
        match reading.ends {
            Some(ends) => {
                for (span, timex) in *ends {
                    if reading.split {
                        let label = if timex.kind == TimexType::Time { Label::Time } else { Label::Date };
                        self.entities.push(entity(span, label, Value::Timex(timex.clone())));
                    }
                    self.timexes.push(TimexData { span, timex });
                }
            }
            None if !reading.listed => {}
            None => self.timexes.push(TimexData { span, timex: reading.timex.clone() }),
        }
        if reading.entity && !reading.split {
            // OntoNotes has "between 1990 and 1995" whole, of "from March to May" the dates, of "over two years" the
            // length, and "last week's" with its ending
            let over = items.get(from).is_some_and(|item| item.reads("over|under|above|below"));
            let start = if items.get(at).is_some_and(|item| item.reads("from")) {
                at + 1
            } else if over {
                at
            } else if label == Label::Time && reading.sort == Sort::Clock {
                shortly(items, from, floor)
            } else {
                from
            };
            let owns = match items.get(to).map(|item| item.text) {
                Some("'s" | "’s") => 1,
                // texts made of tokens have it apart
                Some("'" | "’") if items.get(to + 1).is_some_and(|item| item.glued && item.text == "s") => {
                    2
                }
                _ => 0,
            };
            let owned = items
                .get(to - 1)
                .is_some_and(|item| item.is(Class::UNIT.or(Class::MONTH).or(Class::WEEKDAY)))
                && items
                    .get(at..to)
                    .is_some_and(|items| items.iter().any(|item| item.is(Class::STEP.or(Class::PAST))));
            let span = through(items, start, to + if owned { owns } else { 0 }).unwrap_or(span);
            // "earlier today" and "later Sunday" are times to OntoNotes, dates to TIMEX3
            let reads = |at: usize, words: &str| items.get(at).is_some_and(|item| item.reads(words));
            let near = reads(at, "earlier|later") || reads(to - 1, "today") && reads(at, "early|late");
            let day = reading.timex.kind == TimexType::Date
                && items.get(to - 1).is_some_and(|item| item.is(Class::WEEKDAY.or(Class::DAYREF)));
            let label = if near && day { Label::Time } else { label };
            let Some((end, next)) = reading.part else {
                self.entities.push(entity(span, label, Value::Timex(reading.timex)));
                return;
            };
            let (first, second) = (Span::new(span.start(), end), Span::new(next, span.end()));
            let day = reading.timex.value.split('T').next().unwrap_or("").to_owned();
            let day = Timex { kind: TimexType::Date, value: day, modifier: None, ..reading.timex.clone() };
            // "Friday morning" has the day first, "8 p.m. Friday" last
            let (day, time) = (entity(first, Label::Date, Value::Timex(day)), reading.timex);
            if items.get(to - 1).is_some_and(|item| item.is(Class::PART)) {
                self.entities.extend([day, entity(second, label, Value::Timex(time))]);
            } else {
                self.entities
                    .extend([entity(first, label, Value::Timex(time)), EntityData { span: second, ..day }]);
            }
        }
    }

    /// Later dates may go back to this one; an open one may tell what text it is.
    fn remember(&mut self, reading: &Reading) {
        let Timex { kind, value, end, .. } = &reading.timex;
        let value = if *kind == TimexType::Duration { end.as_deref().unwrap_or("") } else { value };
        if matches!(kind, TimexType::Date | TimexType::Time | TimexType::Duration) {
            self.anchor.mention(value);
        }
    }
}

/// "shortly after midnight" is whole to OntoNotes; where it starts.
fn shortly(items: &[Item<'_>], from: usize, floor: usize) -> usize {
    let Some(start) = from.checked_sub(2).filter(|start| *start >= floor) else { return from };
    let reads = |at: usize, words: &str| items.get(at).is_some_and(|item| item.reads(words));
    let led = reads(start, "shortly|just|soon|right|immediately") && reads(start + 1, "before|after|past");
    if led { start } else { from }
}

/// The bytes of the items `from..to`.
fn through(items: &[Item<'_>], from: usize, to: usize) -> Option<Span> {
    Some(items.get(from)?.span.join(items.get(to.checked_sub(1)?)?.span))
}

fn entity(span: Span, label: Label, value: Value) -> EntityData {
    EntityData {
        span,
        label,
        score: None,
        source: Source::Value,
        value: Some(Box::new(value)),
        cluster: None,
        own: None,
    }
}

/// The document's date as its first lines tell it: `date 2026-01-29`,
/// "Published: January 29, 2026", or a line that is a full date.
pub(crate) fn document_date(parsed: &Parsed<'_>) -> Option<Date> {
    const MARKS: &[&str] = &["date", "dated", "published", "updated", "posted"];
    parsed.text.lines().map(str::trim).filter(|line| !line.is_empty()).take(5).find_map(|line| {
        let word = line.split([' ', ':', '\t']).next()?;
        let marked = MARKS.iter().any(|mark| word.eq_ignore_ascii_case(mark));
        let rest = if marked { line.get(word.len()..)?.trim_start_matches([':', ' ', '\t']) } else { line };
        let rest = rest.strip_prefix("on ").unwrap_or(rest);
        let (date, len) = absolute(rest)?;
        (marked || rest.len() == len).then_some(date)
    })
}

/// The full date that `text` starts with, and its length in bytes: "2026-01-29",
/// "Thursday, January 29, 2026", "29 January 2026".
fn absolute(text: &str) -> Option<(Date, usize)> {
    if let Some(date) = text.get(..10).and_then(|start| start.parse().ok()) {
        return Some((date, 10));
    }
    let mut rest = text.split_whitespace().peekable();
    let is_weekday = |word: &&str| words::word(word.trim_end_matches(',')).classes.meets(Class::WEEKDAY);
    rest.next_if(is_weekday);
    let (first, second, third) = (rest.next()?, rest.next()?, rest.next()?);
    let month = |word: &str| words::word(word.trim_end_matches(',')).value(Class::MONTH).parse::<u32>().ok();
    let number = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (digits.len() <= 4 && word.len() - digits.len() <= 2).then(|| digits.parse::<u32>().ok()).flatten()
    };
    let year = number(third).filter(|year| (1000..10_000).contains(year))? as i32;
    let date = match month(first) {
        Some(month) => Date::new(year, month, number(second)?)?,
        None => Date::new(year, month(second)?, number(first)?)?,
    };
    Some((date, third.as_ptr() as usize - text.as_ptr() as usize + third.len()))
}

/// Whether the word at `at` is an "over" that says in what time and not how long: "lent over five years". Where it
/// counts, a verb or a preposition asks for a length ("for over five years", "lasted over a day"), or one is told from
/// ("over a week ago").
fn during(items: &[Item<'_>], at: usize, to: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| items.get(before));
    let asks = "for|in|of|after|with|within|is|are|was|were|be|been|being|last|lasts|lasted|take|takes|took|taken|taking|span|spans|\
        spanned|spanning|spend|spends|spent|needs|served|little|bit|somewhat";
    let told = "ago|later|earlier|old|older|of|on|away|before|after|since|younger";
    items.get(at).is_some_and(|item| item.reads("over"))
        && before.is_none_or(|before| !before.reads(asks))
        && !items.get(to - 1).is_some_and(|item| item.is(Class::AGO.or(Class::AFTER).or(Class::BEFORE)))
        && !items.get(to).is_some_and(|item| item.reads(told))
}
