//! Numbers that keep all their digits, exact or within bounds.

use core::fmt;

/// A decimal number of any length: digits, a sign and a point, no exponent.
///
/// Kept as digits, so that no number is too large and none is rounded.
///
/// ```
/// use nutgraf::{Extractor, Value};
/// let doc = Extractor::new().extract("It cost $3.2 billion.")?;
/// let Some(Value::Money { amount, .. }) = doc.entities().find_map(|entity| entity.value()) else { panic!() };
/// assert_eq!(amount.amount.as_ref().unwrap().as_str(), "3200000000");
/// # Ok::<(), nutgraf::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Decimal(String);

impl Decimal {
    /// The digits: `-12.5`, `3200000000`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `text` writes a number: digits, commas between groups, a point,
    /// a sign before it.
    pub(crate) fn is_written(text: &str) -> bool {
        let unsigned = text.strip_prefix(['-', '−']).unwrap_or(text);
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or("");
        let grouped = whole.contains(',');
        (!first.is_empty() || (!fraction.is_empty() && !grouped))
            && is_digits(first)
            && (!grouped || first.len() <= 3)
            && groups.all(|group| matches!(group.len(), 2 | 3) && is_digits(group))
            && is_digits(fraction)
            && (!unsigned.contains('.') || !fraction.is_empty())
    }

    /// The number that `text` writes.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::is_written(text).then(|| {
            let unsigned = text.trim_start_matches(['-', '−']);
            let mut number = Decimal(String::with_capacity(unsigned.len() + 1));
            number.0.extend(unsigned.chars().filter(|&c| c != ','));
            number = number.tidy();
            if number.0 != "0" && unsigned.len() < text.len() {
                number.0.insert(0, '-');
            }
            number
        })
    }

    /// The number times ten to the power of `exponent`.
    pub(crate) fn shift(mut self, exponent: usize) -> Self {
        if exponent == 0 {
            return self;
        }
        let point = self.0.find('.').unwrap_or(self.0.len());
        let fraction = self.0.len().saturating_sub(point + 1);
        if fraction > 0 {
            self.0.remove(point);
        }
        if fraction > exponent {
            self.0.insert(point + exponent, '.');
        } else {
            self.0.extend(core::iter::repeat_n('0', exponent - fraction));
        }
        self.tidy()
    }

    /// The number divided by ten to the power of `exponent`.
    pub(crate) fn unshift(mut self, exponent: usize) -> Self {
        if exponent == 0 {
            return self;
        }
        let sign = self.sign();
        let whole = self.0.find('.').unwrap_or(self.0.len()) - sign;
        if sign + whole < self.0.len() {
            self.0.remove(sign + whole);
        }
        for _ in whole..=exponent {
            self.0.insert(sign, '0');
        }
        self.0.insert(sign + whole.max(exponent + 1) - exponent, '.');
        self.tidy()
    }

    /// The number below zero instead of above, or above instead of below.
    pub(crate) fn negated(mut self) -> Self {
        if self.sign() > 0 {
            self.0.remove(0);
        } else if self.0 != "0" {
            self.0.insert(0, '-');
        }
        self
    }

    /// The bytes of its sign: one, or none.
    fn sign(&self) -> usize {
        usize::from(self.0.starts_with('-'))
    }

    /// Without zeros that say nothing.
    fn tidy(mut self) -> Self {
        if self.0.contains('.') {
            let end = self.0.trim_end_matches('0').trim_end_matches('.').len();
            self.0.truncate(end);
        }
        let sign = self.sign();
        let digits = self.0.get(sign..).unwrap_or("");
        let zeros = digits.len() - digits.trim_start_matches('0').len();
        self.0.drain(sign..sign + zeros);
        if self.0.get(sign..).is_none_or(|digits| digits.is_empty() || digits.starts_with('.')) {
            self.0.insert(sign, '0');
        }
        self
    }

    /// The nearest 64-bit float; infinite where it is too large.
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<u64> for Decimal {
    fn from(number: u64) -> Self {
        Decimal(number.to_string())
    }
}

/// How much: an exact number, a bound, or a range.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Amount {
    /// The number, where the text gives one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub amount: Option<Decimal>,
    /// Of a range or "at least": the least.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub min: Option<Decimal>,
    /// Of a range or "up to": the most.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub max: Option<Decimal>,
    /// Whether the text says "about" or the like.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "core::ops::Not::not"))]
    pub approximate: bool,
}
