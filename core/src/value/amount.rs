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
            let digits = text.trim_start_matches(['-', '−']).replace(',', "");
            let number = Decimal(digits).tidy();
            if number.0 != "0" && text.starts_with(['-', '−']) {
                Decimal(format!("-{}", number.0))
            } else {
                number
            }
        })
    }

    /// The number times ten to the power of `exponent`.
    pub(crate) fn shift(&self, exponent: usize) -> Self {
        if exponent == 0 {
            return self.clone();
        }
        let (sign, digits) = self.parts();
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let moved: String = fraction.chars().chain(core::iter::repeat('0')).take(exponent).collect();
        let rest: String = fraction.chars().skip(exponent).collect();
        let point = if rest.is_empty() { "" } else { "." };
        let number = Decimal(format!("{whole}{moved}{point}{rest}")).tidy();
        Decimal(format!("{sign}{number}"))
    }

    /// The number divided by ten to the power of `exponent`.
    pub(crate) fn unshift(&self, exponent: usize) -> Self {
        if exponent == 0 {
            return self.clone();
        }
        let (sign, digits) = self.parts();
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let padded = format!("{}{whole}", "0".repeat((exponent + 1).saturating_sub(whole.len())));
        let (head, tail) =
            padded.split_at_checked(padded.len().saturating_sub(exponent)).unwrap_or(("0", ""));
        let number = Decimal(format!("{head}.{tail}{fraction}")).tidy();
        Decimal(format!("{sign}{number}"))
    }

    /// The number below zero instead of above, or above instead of below.
    pub(crate) fn negated(&self) -> Self {
        match self.parts() {
            ("", "0") => self.clone(),
            ("", digits) => Decimal(format!("-{digits}")),
            (_, digits) => Decimal(digits.to_owned()),
        }
    }

    /// The sign, and the digits without it.
    fn parts(&self) -> (&str, &str) {
        self.0.strip_prefix('-').map_or(("", self.0.as_str()), |digits| ("-", digits))
    }

    /// Without zeros that say nothing.
    fn tidy(self) -> Self {
        let mut digits = self.0.as_str();
        if digits.contains('.') {
            digits = digits.trim_end_matches('0').trim_end_matches('.');
        }
        let trimmed = digits.trim_start_matches('0');
        let zero = if trimmed.is_empty() || trimmed.starts_with('.') { "0" } else { "" };
        Decimal(format!("{zero}{trimmed}"))
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
