//! Dates, times, amounts and numbers, and what they mean.

use core::ffi::c_char;

use nutgraf_core::{Amount, Decimal, Timex, TimexModifier, TimexType, Value};

use crate::argument;
use crate::document::{self, ng_document};
use crate::error::{Failure, NG_ERROR_INTERNAL, ng_status};
use crate::text::{ng_span, ng_str};

/// What a value is of: one of `NG_VALUE_…`. Later versions may add some.
#[allow(non_camel_case_types)]
pub type ng_value_kind = u8;

/// A date, time, duration or set: `timex`.
pub const NG_VALUE_TIMEX: ng_value_kind = 0;
/// A sum of money: `amount` in `currency`.
pub const NG_VALUE_MONEY: ng_value_kind = 1;
/// A share: `amount` hundredths, or percentage points where `points`.
pub const NG_VALUE_PERCENT: ng_value_kind = 2;
/// A measure: `amount` in `unit`.
pub const NG_VALUE_QUANTITY: ng_value_kind = 3;
/// A number: `amount`.
pub const NG_VALUE_NUMBER: ng_value_kind = 4;
/// A rank: `amount`, 3 for "third".
pub const NG_VALUE_ORDINAL: ng_value_kind = 5;

/// What a time expression is of: one of `NG_TIMEX_…`.
#[allow(non_camel_case_types)]
pub type ng_timex_type = u8;

/// A day or anything longer on the calendar: "Tuesday", "January 2026".
pub const NG_TIMEX_DATE: ng_timex_type = 0;
/// A time of day: "noon", "last night".
pub const NG_TIMEX_TIME: ng_timex_type = 1;
/// A length of time: "two weeks".
pub const NG_TIMEX_DURATION: ng_timex_type = 2;
/// What recurs: "every Monday".
pub const NG_TIMEX_SET: ng_timex_type = 3;

/// How the value of a time expression is to be taken, the `mod` of TIMEX3:
/// one of `NG_TIMEX_MOD_…`. Later versions may add some.
#[allow(non_camel_case_types)]
pub type ng_timex_modifier = u8;

/// "more than a decade ago"
pub const NG_TIMEX_MOD_BEFORE: ng_timex_modifier = 0;
/// "less than a year ago"
pub const NG_TIMEX_MOD_AFTER: ng_timex_modifier = 1;
/// "no less than a year ago"
pub const NG_TIMEX_MOD_ON_OR_BEFORE: ng_timex_modifier = 2;
/// "no more than a year ago"
pub const NG_TIMEX_MOD_ON_OR_AFTER: ng_timex_modifier = 3;
/// "less than two hours"
pub const NG_TIMEX_MOD_LESS_THAN: ng_timex_modifier = 4;
/// "more than five minutes"
pub const NG_TIMEX_MOD_MORE_THAN: ng_timex_modifier = 5;
/// "no more than ten days"
pub const NG_TIMEX_MOD_EQUAL_OR_LESS: ng_timex_modifier = 6;
/// "at least ten days"
pub const NG_TIMEX_MOD_EQUAL_OR_MORE: ng_timex_modifier = 7;
/// "the early 1960s"
pub const NG_TIMEX_MOD_START: ng_timex_modifier = 8;
/// "mid-February"
pub const NG_TIMEX_MOD_MID: ng_timex_modifier = 9;
/// "the end of the year"
pub const NG_TIMEX_MOD_END: ng_timex_modifier = 10;
/// "about three years"
pub const NG_TIMEX_MOD_APPROX: ng_timex_modifier = 11;

const _: () = {
    assert!(NG_TIMEX_DATE == TimexType::Date as u8);
    assert!(NG_TIMEX_TIME == TimexType::Time as u8);
    assert!(NG_TIMEX_DURATION == TimexType::Duration as u8);
    assert!(NG_TIMEX_SET == TimexType::Set as u8);
    assert!(NG_TIMEX_MOD_BEFORE == TimexModifier::Before as u8);
    assert!(NG_TIMEX_MOD_AFTER == TimexModifier::After as u8);
    assert!(NG_TIMEX_MOD_ON_OR_BEFORE == TimexModifier::OnOrBefore as u8);
    assert!(NG_TIMEX_MOD_ON_OR_AFTER == TimexModifier::OnOrAfter as u8);
    assert!(NG_TIMEX_MOD_LESS_THAN == TimexModifier::LessThan as u8);
    assert!(NG_TIMEX_MOD_MORE_THAN == TimexModifier::MoreThan as u8);
    assert!(NG_TIMEX_MOD_EQUAL_OR_LESS == TimexModifier::EqualOrLess as u8);
    assert!(NG_TIMEX_MOD_EQUAL_OR_MORE == TimexModifier::EqualOrMore as u8);
    assert!(NG_TIMEX_MOD_START == TimexModifier::Start as u8);
    assert!(NG_TIMEX_MOD_MID == TimexModifier::Mid as u8);
    assert!(NG_TIMEX_MOD_END == TimexModifier::End as u8);
    assert!(NG_TIMEX_MOD_APPROX == TimexModifier::Approx as u8);
};

/// The name of a type of time expression, as TIMEX3 writes it: `"DURATION"`.
///
/// - Requires: nothing.
/// - Ensures: ASCII that ends in NUL, never `NULL`; `"unknown"` for a number
///   that this library does not know.
/// - Ownership: the library's; always valid.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub extern "C" fn ng_timex_type_name(r#type: ng_timex_type) -> *const c_char {
    let name = match r#type {
        NG_TIMEX_DATE => c"DATE",
        NG_TIMEX_TIME => c"TIME",
        NG_TIMEX_DURATION => c"DURATION",
        NG_TIMEX_SET => c"SET",
        _ => c"unknown",
    };
    name.as_ptr()
}

/// The name of a modifier, as TIMEX3 writes it: `"ON_OR_BEFORE"`.
///
/// - Requires: nothing.
/// - Ensures: ASCII that ends in NUL, never `NULL`; `"unknown"` for a number
///   that this library does not know.
/// - Ownership: the library's; always valid.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub extern "C" fn ng_timex_modifier_name(modifier: ng_timex_modifier) -> *const c_char {
    let name = match modifier {
        NG_TIMEX_MOD_BEFORE => c"BEFORE",
        NG_TIMEX_MOD_AFTER => c"AFTER",
        NG_TIMEX_MOD_ON_OR_BEFORE => c"ON_OR_BEFORE",
        NG_TIMEX_MOD_ON_OR_AFTER => c"ON_OR_AFTER",
        NG_TIMEX_MOD_LESS_THAN => c"LESS_THAN",
        NG_TIMEX_MOD_MORE_THAN => c"MORE_THAN",
        NG_TIMEX_MOD_EQUAL_OR_LESS => c"EQUAL_OR_LESS",
        NG_TIMEX_MOD_EQUAL_OR_MORE => c"EQUAL_OR_MORE",
        NG_TIMEX_MOD_START => c"START",
        NG_TIMEX_MOD_MID => c"MID",
        NG_TIMEX_MOD_END => c"END",
        NG_TIMEX_MOD_APPROX => c"APPROX",
        _ => c"unknown",
    };
    name.as_ptr()
}

/// A decimal number of any length.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_decimal {
    /// All its digits, with a sign and a point and without an exponent:
    /// `-12.5`, `3200000000`. Does not end in NUL.
    pub digits: ng_str,
    /// The nearest `double`; infinite where it is too large.
    pub nearest: f64,
}

impl ng_decimal {
    const NONE: Self = Self { digits: ng_str::NONE, nearest: 0.0 };

    fn new(decimal: Option<&Decimal>) -> Self {
        decimal
            .map_or(Self::NONE, |decimal| Self { digits: decimal.as_str().into(), nearest: decimal.to_f64() })
    }
}

/// How much: an exact number, a bound ("at least five"), a range ("between 5
/// and 7"), each perhaps approximate.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_amount {
    /// The number, where `has_exact`.
    pub exact: ng_decimal,
    /// The least that it can be, where `has_min`.
    pub min: ng_decimal,
    /// The most that it can be, where `has_max`.
    pub max: ng_decimal,
    /// Whether `exact` means something.
    pub has_exact: bool,
    /// Whether `min` means something.
    pub has_min: bool,
    /// Whether `max` means something.
    pub has_max: bool,
    /// Whether the text says "about" or the like.
    pub approximate: bool,
}

impl ng_amount {
    const NONE: Self = Self {
        exact: ng_decimal::NONE,
        min: ng_decimal::NONE,
        max: ng_decimal::NONE,
        has_exact: false,
        has_min: false,
        has_max: false,
        approximate: false,
    };
}

impl From<&Amount> for ng_amount {
    fn from(amount: &Amount) -> Self {
        Self {
            exact: ng_decimal::new(amount.amount.as_ref()),
            min: ng_decimal::new(amount.min.as_ref()),
            max: ng_decimal::new(amount.max.as_ref()),
            has_exact: amount.amount.is_some(),
            has_min: amount.min.is_some(),
            has_max: amount.max.is_some(),
            approximate: amount.approximate,
        }
    }
}

/// What a time expression means, as TIMEX3 writes it.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_timex {
    /// `2026-02-04`, `2026-W06`, `T16:30`, `P10Y`, `PAST_REF`; `XXXX-…` where
    /// the text and the document's date leave it open.
    pub value: ng_str,
    /// Of a set: "every", "each"; no data otherwise.
    pub quant: ng_str,
    /// Of a set: how often, `2X` for "twice a week"; no data otherwise.
    pub freq: ng_str,
    /// Of a range: where it begins; no data otherwise.
    pub begin: ng_str,
    /// Of a range: where it ends; no data otherwise.
    pub end: ng_str,
    /// Date, time, duration or set.
    pub r#type: ng_timex_type,
    /// How `value` is to be taken, where `has_modifier`.
    pub modifier: ng_timex_modifier,
    /// Whether `modifier` means something.
    pub has_modifier: bool,
}

impl ng_timex {
    const NONE: Self = Self {
        value: ng_str::NONE,
        quant: ng_str::NONE,
        freq: ng_str::NONE,
        begin: ng_str::NONE,
        end: ng_str::NONE,
        r#type: 0,
        modifier: 0,
        has_modifier: false,
    };
}

impl From<&Timex> for ng_timex {
    fn from(timex: &Timex) -> Self {
        Self {
            value: timex.value.as_str().into(),
            quant: timex.quant.as_deref().into(),
            freq: timex.freq.as_deref().into(),
            begin: timex.begin.as_deref().into(),
            end: timex.end.as_deref().into(),
            r#type: timex.kind as u8,
            modifier: timex.modifier.map_or(0, |modifier| modifier as u8),
            has_modifier: timex.modifier.is_some(),
        }
    }
}

/// The normalised reading of a mention. `kind` tells which fields mean
/// something; the others are zero.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_value {
    /// Of a time expression.
    pub timex: ng_timex,
    /// Of all others: how much.
    pub amount: ng_amount,
    /// Of money: the ISO 4217 code; no data where the text does not tell it.
    pub currency: ng_str,
    /// Of a measure: the unit as UCUM writes it, `km`, `kg`, `Cel`.
    pub unit: ng_str,
    /// Of a share: whether the text speaks of percentage points.
    pub points: bool,
    /// What it is of.
    pub kind: ng_value_kind,
}

impl ng_value {
    pub(crate) fn new(value: &Value) -> Result<Self, Failure> {
        let of = |kind, amount: &Amount| Self {
            timex: ng_timex::NONE,
            amount: amount.into(),
            currency: ng_str::NONE,
            unit: ng_str::NONE,
            points: false,
            kind,
        };
        Ok(match value {
            Value::Timex(timex) => Self {
                timex: timex.into(),
                amount: ng_amount::NONE,
                ..of(NG_VALUE_TIMEX, &Amount::default())
            },
            Value::Money { amount, currency } => {
                Self { currency: currency.as_deref().into(), ..of(NG_VALUE_MONEY, amount) }
            }
            Value::Percent { amount, points } => Self { points: *points, ..of(NG_VALUE_PERCENT, amount) },
            Value::Quantity { amount, unit } => {
                Self { unit: unit.as_str().into(), ..of(NG_VALUE_QUANTITY, amount) }
            }
            Value::Number { amount } => of(NG_VALUE_NUMBER, amount),
            Value::Ordinal { amount } => of(NG_VALUE_ORDINAL, amount),
            _ => return Err(Failure::new(NG_ERROR_INTERNAL, "a value of a kind that C does not know")),
        })
    }
}

/// A time expression in a document, as TIMEX3 spans it, which is not always as
/// an entity of the label DATE is spanned.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_timex_mention {
    /// The bytes that it takes up.
    pub span: ng_span,
    /// It as it stands in the text.
    pub text: ng_str,
    /// What it means.
    pub timex: ng_timex,
}

/// How many time expressions a document has.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_timex_count(document: *const ng_document) -> usize {
    // SAFETY: a live document, or NULL, as required.
    unsafe { document::count(document, |document| document.timexes().len()) }
}

/// The time expression numbered `index`, from 0.
///
/// - Requires: `document` is a live document; `timex` is writable.
/// - Ensures: on `NG_OK`, `*timex` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_timex(
    document: *const ng_document,
    index: usize,
    timex: *mut ng_timex_mention,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, timex, "timex", |document| {
            let mention = argument::item(document.timex(index), index, "timex")?;
            Ok(ng_timex_mention {
                span: mention.span().into(),
                text: mention.text().into(),
                timex: mention.timex().into(),
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::CStr;

    use super::*;
    use TimexModifier::{
        After, Approx, Before, End, EqualOrLess, EqualOrMore, LessThan, Mid, MoreThan, OnOrAfter, OnOrBefore,
        Start,
    };

    #[test]
    fn a_type_and_a_modifier_have_the_names_that_rust_gives_them() {
        let name = |name: *const c_char| {
            // SAFETY: the library's own string.
            unsafe { CStr::from_ptr(name) }.to_str().unwrap().to_owned()
        };
        for kind in [TimexType::Date, TimexType::Time, TimexType::Duration, TimexType::Set] {
            assert_eq!(name(ng_timex_type_name(kind as u8)), kind.as_str());
        }
        for modifier in [
            Before,
            After,
            OnOrBefore,
            OnOrAfter,
            LessThan,
            MoreThan,
            EqualOrLess,
            EqualOrMore,
            Start,
            Mid,
            End,
            Approx,
        ] {
            assert_eq!(name(ng_timex_modifier_name(modifier as u8)), modifier.as_str());
        }
    }
}
