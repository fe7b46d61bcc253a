//! Numbers that keep all their digits, exact or within bounds.

use core::fmt;

/// A decimal number of any length: digits, a sign and a point, no exponent.
///
/// Kept as digits, so that no number is too large and none is rounded.
///
/// ```
/// let doc = nutgraf::Extractor::new().extract("It cost $3.2 billion.")?;
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
