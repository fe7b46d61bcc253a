//! What dates, amounts and numbers mean.

use nutgraf::TimexModifier;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyDict;

use crate::error::JsonError;
use crate::output;

/// The normalised reading of a mention: a Timex, Money, Percent, Quantity,
/// Number or Ordinal.
#[pyclass(frozen, subclass, eq, hash, module = "nutgraf")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct Value(nutgraf::Value);

/// The Python object of a value.
pub(crate) fn object(py: Python<'_>, value: nutgraf::Value) -> PyResult<Bound<'_, PyAny>> {
    use nutgraf::Value as Core;
    let base = |value| PyClassInitializer::from(Value(value));
    let amount = |value| base(value).add_subclass(Amount);
    Ok(match value {
        Core::Timex(_) => Bound::new(py, base(value).add_subclass(Timex))?.into_any(),
        Core::Money { .. } => Bound::new(py, amount(value).add_subclass(Money))?.into_any(),
        Core::Percent { .. } => Bound::new(py, amount(value).add_subclass(Percent))?.into_any(),
        Core::Quantity { .. } => Bound::new(py, amount(value).add_subclass(Quantity))?.into_any(),
        Core::Number { .. } => Bound::new(py, amount(value).add_subclass(Number))?.into_any(),
        Core::Ordinal { .. } => Bound::new(py, amount(value).add_subclass(Ordinal))?.into_any(),
        _ => Bound::new(py, base(value))?.into_any(),
    })
}

fn json(value: &nutgraf::Value) -> PyResult<String> {
    serde_json::to_string(value).map_err(|error| JsonError::new_err(error.to_string()))
}

/// What the parts of a value are called, and what they are.
fn parts(value: &nutgraf::Value) -> Vec<(&'static str, String)> {
    use nutgraf::Value as Core;
    let mut parts = Vec::new();
    let mut word = |name, value: Option<&str>| {
        parts.extend(value.map(|value| (name, format!("{value:?}"))));
    };
    match value {
        Core::Timex(timex) => {
            word("type", Some(timex.kind.as_str()));
            word("value", Some(&timex.value));
            word("mod", timex.modifier.map(TimexModifier::as_str));
            for (name, value) in
                [("quant", &timex.quant), ("freq", &timex.freq), ("begin", &timex.begin), ("end", &timex.end)]
            {
                word(name, value.as_deref());
            }
        }
        Core::Money { currency, .. } => word("currency", currency.as_deref()),
        Core::Quantity { unit, .. } => word("unit", Some(unit)),
        Core::Percent { points: true, .. } => parts.push(("points", "True".into())),
        _ => {}
    }
    let mut numbers = Vec::new();
    if let Some(amount) = amount(value) {
        for (name, number) in [("amount", &amount.amount), ("min", &amount.min), ("max", &amount.max)] {
            numbers.extend(number.as_ref().map(|number| (name, number.to_string())));
        }
        numbers.extend(amount.approximate.then(|| ("approximate", "True".into())));
    }
    numbers.append(&mut parts);
    numbers
}

pub(crate) fn amount(value: &nutgraf::Value) -> Option<&nutgraf::Amount> {
    use nutgraf::Value as Core;
    match value {
        Core::Money { amount, .. }
        | Core::Percent { amount, .. }
        | Core::Quantity { amount, .. }
        | Core::Number { amount }
        | Core::Ordinal { amount } => Some(amount),
        _ => None,
    }
}

/// The day of a value that is exactly one, or exactly a moment of one.
pub(crate) fn exact_day(timex: &nutgraf::Timex) -> Option<&str> {
    // "2026-W06" and "2026-02" are no day, though `fromisoformat` makes one of
    // the first.
    let shape: String = timex.value.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let exact = matches!(shape.as_str(), "0000-00-00" | "0000-00-00T00:00" | "0000-00-00T00:00:00");
    let day = timex.value.get(..10)?;
    (exact && timex.modifier.is_none() && day.parse::<nutgraf::Date>().is_ok()).then_some(day)
}

#[pymethods]
impl Value {
    /// Reads what `to_json` wrote.
    #[staticmethod]
    fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
        let value = serde_json::from_str(json);
        object(py, value.map_err(|error| JsonError::new_err(format!("json: {error}")))?)
    }

    /// The value as JSON, as it stands in the document's.
    fn to_json(&self) -> PyResult<String> {
        json(&self.0)
    }

    /// A plain dictionary; numbers are strings with all their digits.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::dict(py, &self.0)
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let parts: Vec<_> =
            parts(&slf.get().0).into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        Ok(format!("{}({})", slf.get_type().name()?, parts.join(", ")))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        Ok((slf.py().get_type::<Value>().getattr("from_json")?, (json(&slf.get().0)?,)))
    }
}

/// A value that says how much: exactly, within bounds, or about.
#[pyclass(frozen, subclass, extends = Value, module = "nutgraf")]
pub(crate) struct Amount;

impl Amount {
    fn number<'py>(
        slf: &Bound<'py, Self>,
        which: impl Fn(&nutgraf::Amount) -> Option<&nutgraf::Decimal>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let number = amount(&slf.as_super().get().0).and_then(which);
        number.map(|number| output::decimal(slf.py(), number.as_str())).transpose()
    }
}

#[pymethods]
impl Amount {
    /// The number as a `decimal.Decimal`, where the text gives one.
    #[getter]
    fn amount<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::number(slf, |amount| amount.amount.as_ref())
    }

    /// Of a range or "at least": the least.
    #[getter]
    fn min<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::number(slf, |amount| amount.min.as_ref())
    }

    /// Of a range or "up to": the most.
    #[getter]
    fn max<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::number(slf, |amount| amount.max.as_ref())
    }

    /// Whether the text says "about" or the like.
    #[getter]
    fn approximate(slf: &Bound<'_, Self>) -> bool {
        amount(&slf.as_super().get().0).is_some_and(|amount| amount.approximate)
    }
}

/// A sum of money.
#[pyclass(frozen, extends = Amount, module = "nutgraf")]
pub(crate) struct Money;

#[pymethods]
impl Money {
    /// The ISO 4217 code, where the text tells it ("dollars" alone is USD).
    #[getter]
    fn currency(slf: &Bound<'_, Self>) -> Option<String> {
        match &slf.as_super().as_super().get().0 {
            nutgraf::Value::Money { currency, .. } => currency.clone(),
            _ => None,
        }
    }
}

/// A share in a hundred: 20 for "a fifth".
#[pyclass(frozen, extends = Amount, module = "nutgraf")]
pub(crate) struct Percent;

#[pymethods]
impl Percent {
    /// Whether the text speaks of percentage points (basis points too).
    #[getter]
    fn points(slf: &Bound<'_, Self>) -> bool {
        matches!(&slf.as_super().as_super().get().0, nutgraf::Value::Percent { points: true, .. })
    }
}

/// A measure.
#[pyclass(frozen, extends = Amount, module = "nutgraf")]
pub(crate) struct Quantity;

#[pymethods]
impl Quantity {
    /// The unit, as UCUM writes it: "km", "kg", "Cel", "km/h".
    #[getter]
    fn unit(slf: &Bound<'_, Self>) -> Option<String> {
        match &slf.as_super().as_super().get().0 {
            nutgraf::Value::Quantity { unit, .. } => Some(unit.clone()),
            _ => None,
        }
    }
}

/// A number.
#[pyclass(frozen, extends = Amount, module = "nutgraf")]
pub(crate) struct Number;

/// A rank: 3 for "third".
#[pyclass(frozen, extends = Amount, module = "nutgraf")]
pub(crate) struct Ordinal;

/// A time expression's meaning, as TIMEX3 writes it.
///
/// >>> import nutgraf
/// >>> doc = nutgraf.extract("They met on 4 March 2026, and will for ten years.")
/// >>> [(time.text, time.value, time.datetime) for time in doc.timexes]
/// [('4 March 2026', '2026-03-04', datetime.date(2026, 3, 4)), ('ten years', 'P10Y', None)]
#[pyclass(frozen, extends = Value, module = "nutgraf")]
pub(crate) struct Timex;

impl Timex {
    /// A `datetime.date` or `datetime.datetime`, where the value is exactly one.
    pub(crate) fn exact<'py>(py: Python<'py>, timex: &nutgraf::Timex) -> PyResult<Option<Bound<'py, PyAny>>> {
        static DATE: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        static DATETIME: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let Some(_) = exact_day(timex) else { return Ok(None) };
        let class = match timex.value.len() {
            10 => DATE.import(py, "datetime", "date")?,
            _ => DATETIME.import(py, "datetime", "datetime")?,
        };
        // The year 0 and the hour 24 have no object.
        Ok(class.call_method1("fromisoformat", (timex.value.as_str(),)).ok())
    }

    fn core<'a>(slf: &'a Bound<'_, Self>) -> Option<&'a nutgraf::Timex> {
        match &slf.as_super().get().0 {
            nutgraf::Value::Timex(timex) => Some(timex),
            _ => None,
        }
    }
}

#[pymethods]
impl Timex {
    /// DATE, TIME, DURATION or SET.
    #[getter]
    fn r#type(slf: &Bound<'_, Self>) -> Option<&'static str> {
        Self::core(slf).map(|timex| timex.kind.as_str())
    }

    /// The value as TIMEX3 writes it: "2026-02-04", "P10Y".
    #[getter]
    fn value(slf: &Bound<'_, Self>) -> Option<String> {
        Self::core(slf).map(|timex| timex.value.clone())
    }

    /// How the value is to be taken: "START", "APPROX".
    #[getter]
    fn r#mod(slf: &Bound<'_, Self>) -> Option<&'static str> {
        Self::core(slf)?.modifier.map(TimexModifier::as_str)
    }

    /// Of a SET: "every", "each".
    #[getter]
    fn quant(slf: &Bound<'_, Self>) -> Option<String> {
        Self::core(slf)?.quant.clone()
    }

    /// Of a SET: how often ("twice a week" is "2X").
    #[getter]
    fn freq(slf: &Bound<'_, Self>) -> Option<String> {
        Self::core(slf)?.freq.clone()
    }

    /// Of a range: where it begins.
    #[getter]
    fn begin(slf: &Bound<'_, Self>) -> Option<String> {
        Self::core(slf)?.begin.clone()
    }

    /// Of a range: where it ends.
    #[getter]
    fn end(slf: &Bound<'_, Self>) -> Option<String> {
        Self::core(slf)?.end.clone()
    }

    /// The same as a `datetime.date` or `datetime.datetime`, where it is
    /// exactly one.
    #[getter]
    fn datetime<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        Self::core(slf).map_or(Ok(None), |timex| Timex::exact(slf.py(), timex))
    }
}
