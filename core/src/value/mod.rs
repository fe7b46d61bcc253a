//! Dates, times, amounts and numbers, and what they mean.

mod amount;
mod anchor;
mod bound;
mod calendar;
mod count;
mod find;
mod grammar;
mod item;
mod number;
mod rules;
mod sum;
mod timex;
mod unit;
mod words;

pub use amount::{Amount, Decimal};
pub use calendar::Date;
pub(crate) use find::{document_date, find};
pub use timex::{Timex, TimexModifier, TimexType};

use crate::span::Span;

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
