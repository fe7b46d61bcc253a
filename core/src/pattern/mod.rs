//! Your own patterns: rules over tokens, as data.

mod program;
mod read;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::entity::{EntityData, Own, Source};
use crate::error::{Error, ErrorKind};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;
use crate::value::Value;
use program::Program;

/// Patterns of tokens that make mentions, and may fill their value.
///
/// A JSON list of objects. Each has a `label`, of the library's or your own in
/// capitals, and `tokens`, a list of objects that each match one token (or, as
/// `entity`, one whole mention):
///
/// | key | matches |
/// |---|---|
/// | `text` | a token as it is written, or one of a list |
/// | `lower` | the same in any capitals |
/// | `shape` | `X` a capital, `x` a small letter, `d` a digit, anything else itself |
/// | `regex` | a whole token, by the syntax of crate `regex` |
/// | `entity` | a mention of that label that others found |
/// | `any` | `true`: any token |
///
/// and may have `repeat` (`?`, `*`, `+`) and `as`, the name of what it
/// captures. An object with a `value` gives the mention a value as the JSON of
/// a document writes it, with captures in braces; `id` gives it an identifier.
///
/// ```
/// use nutgraf::{Extractor, Patterns};
/// let patterns = Patterns::from_json(r#"[
///     {"label": "MONEY",
///      "tokens": [{"regex": "[0-9.]+", "as": "sum"}, {"lower": ["bob", "shillings"]}],
///      "value": {"kind": "money", "amount": "{sum}", "currency": "KES"}}
/// ]"#)?;
/// let doc = Extractor::builder().patterns(patterns).build()?.extract("They paid 500 bob.")?;
/// assert_eq!(doc.entity(0).unwrap().text(), "500 bob");
/// # Ok::<(), nutgraf::Error>(())
/// ```
///
/// Of one pattern the first and longest matches count; what overlaps with
/// others is for the merge rule. A match lies within a sentence and has at most
/// 64 tokens, so that matching is linear in the text for any patterns.
#[derive(Clone, Debug)]
pub struct Patterns {
    all: Arc<Vec<Pattern>>,
}

/// One pattern, compiled.
#[derive(Debug)]
struct Pattern {
    label: Label,
    own: Own,
    program: Program,
    /// The names of captures, by number.
    captures: Vec<String>,
    /// The value's JSON with captures in braces.
    value: Option<serde_json::Value>,
}

impl Patterns {
    /// Reads patterns.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidPattern`], which names the line and column, or the
    /// pattern and token from 0, and what is wrong there.
    pub fn from_json(json: &str) -> Result<Self, Error> {
        Ok(Self { all: Arc::new(read::patterns(json)?) })
    }

    /// How many patterns there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Appends what the patterns match; `entities` are what others found, in
    /// order and without overlaps.
    pub(crate) fn find(&self, parsed: &Parsed<'_>, entities: &[EntityData], out: &mut Vec<EntityData>) {
        let covers = program::cover(parsed, entities);
        let facts = program::Facts { parsed, entities, covers: &covers };
        for pattern in &*self.all {
            for sentence in 0..parsed.sentences.len() {
                let tokens = parsed.tokens_of(sentence);
                let mut at = tokens.start;
                while at < tokens.end {
                    let Some(found) = pattern.program.longest(&facts, at, tokens.end) else {
                        at += 1;
                        continue;
                    };
                    out.push(pattern.entity(parsed, at, &found));
                    at = found.end;
                }
            }
        }
    }
}

impl Pattern {
    fn entity(&self, parsed: &Parsed<'_>, first: usize, found: &program::Found) -> EntityData {
        let span = |first: usize, end: usize| parsed.span(first).join(parsed.span(end.max(1) - 1));
        EntityData {
            span: span(first, found.end),
            label: self.label,
            score: None,
            source: Source::Pattern,
            value: self.value.as_ref().and_then(|value| {
                let capture = |name: &str| {
                    let number = self.captures.iter().position(|known| known == name)?;
                    let (first, end) = *found.captures.get(number)?;
                    (first < end).then(|| Span::of(span(first as usize, end as usize), parsed.text))
                };
                fill(value, &capture).map(Box::new)
            }),
            cluster: None,
            own: self.own.clone().boxed(),
        }
    }
}

/// The value with its captures filled in; none where that is no value, as an
/// amount that is no number.
fn fill<'t>(value: &serde_json::Value, capture: &impl Fn(&str) -> Option<&'t str>) -> Option<Value> {
    fn filled<'t>(json: &serde_json::Value, capture: &impl Fn(&str) -> Option<&'t str>) -> serde_json::Value {
        match json {
            serde_json::Value::String(text) => {
                let mut out = String::new();
                let mut rest = text.as_str();
                while let Some((before, after)) = rest.split_once('{') {
                    out.push_str(before);
                    let (name, after) = after.split_once('}').unwrap_or((after, ""));
                    out.push_str(capture(name).unwrap_or(""));
                    rest = after;
                }
                out.push_str(rest);
                serde_json::Value::String(out)
            }
            serde_json::Value::Object(members) => {
                let members = members.iter().map(|(key, json)| {
                    let mut json = filled(json, capture);
                    // "1,250" is the number 1250.
                    if let (true, Some(number)) =
                        (matches!(key.as_str(), "amount" | "min" | "max"), json.as_str())
                    {
                        json = serde_json::Value::String(number.replace(',', ""));
                    }
                    (key.clone(), json)
                });
                serde_json::Value::Object(members.collect())
            }
            other => other.clone(),
        }
    }
    serde_json::from_value(filled(value, capture)).ok()
}

fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidPattern, format!("patterns: {what}"))
}
