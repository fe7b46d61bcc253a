//! Dates, times, amounts and numbers, and what they mean.

mod amount;
mod calendar;
mod measure;
mod number;
mod time;
mod timex;

pub use amount::{Amount, Decimal};
pub use calendar::Date;
pub use timex::{Timex, TimexModifier, TimexType};

use crate::entity::{EntityData, Source};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// The normalised reading of a mention.
///
/// An [`Amount`] is exact ("five"), a bound ("at least five"), a range
/// ("between 5 and 7") or approximate ("about five").
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(tag = "kind", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum Value {
    /// A date, time, duration or set, as TIMEX3 writes it.
    Timex(Timex),
    /// A sum of money.
    Money {
        /// How much, in the currency's main unit.
        #[cfg_attr(feature = "serde", serde(flatten))]
        amount: Amount,
        /// The ISO 4217 code, where the text tells it ("dollars" alone is USD).
        currency: Option<String>,
    },
    /// A share in a hundred: 20 for "a fifth".
    Percent {
        /// How many hundredths.
        #[cfg_attr(feature = "serde", serde(flatten))]
        amount: Amount,
        /// Whether the text speaks of percentage points (basis points too).
        points: bool,
    },
    /// A measure.
    Quantity {
        /// How much, in `unit`.
        #[cfg_attr(feature = "serde", serde(flatten))]
        amount: Amount,
        /// The unit, as UCUM writes it: `km`, `kg`, `Cel`, `km/h`.
        unit: String,
    },
    /// A number.
    Number {
        /// Which.
        #[cfg_attr(feature = "serde", serde(flatten))]
        amount: Amount,
    },
    /// A rank: 3 for "third".
    Ordinal {
        /// Which.
        #[cfg_attr(feature = "serde", serde(flatten))]
        amount: Amount,
    },
}

/// A time expression as TIMEX3 spans it, which is not always as OntoNotes
/// spans a DATE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TimexData {
    pub(crate) span: Span,
    pub(crate) timex: Timex,
}

/// A time expression in a document, as TIMEX3 spans it.
#[derive(Clone, Copy, Debug)]
pub struct TimexMention<'d> {
    text: &'d str,
    data: &'d TimexData,
}

impl<'d> TimexMention<'d> {
    pub(crate) fn new(text: &'d str, data: &'d TimexData) -> Self {
        Self { text, data }
    }

    /// The bytes of the text that it takes up.
    pub fn span(&self) -> Span {
        self.data.span
    }

    /// It as it stands in the text.
    pub fn text(&self) -> &'d str {
        self.data.span.of(self.text)
    }

    /// What it means.
    pub fn timex(&self) -> &'d Timex {
        &self.data.timex
    }
}

/// Finds the values in a text.
///
/// `names` are the mentions that the tagger found, in order; a value inside one
/// is part of the name. Returns the values as entities and as TIMEX3, both in
/// order of their start. Linear in the number of tokens.
pub(crate) fn find(
    parsed: &Parsed<'_>,
    names: &[EntityData],
    document_date: Option<Date>,
) -> (Vec<EntityData>, Vec<TimexData>) {
    let (mut entities, mut timexes) = (Vec::new(), Vec::new());
    let mut names = names.iter().map(|name| name.span).peekable();
    for sentence in 0..parsed.sentences.len() {
        let tokens = parsed.tokens_of(sentence);
        let (start, end) = (tokens.start, tokens.end);
        let anchor = time::Anchor { date: document_date, ahead: time::looks_ahead(parsed, start, end) };
        let mut at = start;
        while at < end {
            let span = parsed.span(at);
            while names.next_if(|name| name.end() <= span.start()).is_some() {}
            if names.peek().is_some_and(|name| name.contains(span)) {
                at += 1;
                continue;
            }
            let through = |next: usize| span.join(parsed.span(next - 1));
            let entity = |span, label, value| EntityData {
                span,
                label,
                score: None,
                source: Source::Value,
                value: Some(value),
                cluster: None,
                own: None,
            };
            if let Some((timex, next)) = time::time(parsed, at, end, anchor) {
                let clock = timex.kind == TimexType::Time || timex.value.starts_with("PT");
                let label = if clock { Label::Time } else { Label::Date };
                entities.push(entity(through(next), label, Value::Timex(timex.clone())));
                timexes.push(TimexData { span: through(next), timex });
                at = next;
            } else if let Some((label, value, next)) = measure::amount(parsed, at, start, end) {
                entities.push(entity(through(next), label, value));
                at = next;
            } else {
                at += 1;
            }
        }
    }
    (entities, timexes)
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
        let (date, len) = time::absolute(rest)?;
        (marked || rest.len() == len).then_some(date)
    })
}
