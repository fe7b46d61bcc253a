//! From JSON to compiled patterns.

use std::sync::Arc;

use regex::RegexBuilder;
use serde::Deserialize;

use super::program::{Program, Step, Test};
use super::{Pattern, fill, invalid};
use crate::entity::Own;
use crate::error::Error;
use crate::label::Label;

/// Tokens of the longest pattern, and patterns of a set.
const MOST_TOKENS: usize = 64;
const MOST_PATTERNS: usize = 10_000;
/// Bytes that a compiled expression may take.
const MOST_MEMORY: usize = 1 << 20;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    label: String,
    id: Option<String>,
    tokens: Vec<Element>,
    value: Option<serde_json::Map<String, serde_json::Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Element {
    text: Option<Words>,
    lower: Option<Words>,
    shape: Option<String>,
    regex: Option<String>,
    entity: Option<String>,
    any: Option<bool>,
    repeat: Option<Repeat>,
    #[serde(rename = "as")]
    capture: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "a word or a list of words")]
enum Words {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "\"?\", \"*\", \"+\" or {\"min\": 1, \"max\": 3}")]
enum Repeat {
    Mark(Mark),
    Bounds(Bounds),
}

#[derive(Deserialize)]
enum Mark {
    #[serde(rename = "?")]
    Optional,
    #[serde(rename = "*")]
    Any,
    #[serde(rename = "+")]
    Some,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    #[serde(default)]
    min: usize,
    /// As many as there are, where it is not given.
    max: Option<usize>,
}

pub(super) fn patterns(json: &str) -> Result<Vec<Pattern>, Error> {
    let rules: Vec<Rule> = serde_json::from_str(json).map_err(|error| invalid(&error.to_string()))?;
    if rules.is_empty() {
        return Err(invalid("the list is empty"));
    }
    if rules.len() > MOST_PATTERNS {
        return Err(invalid(&format!("{} patterns are more than {MOST_PATTERNS}", rules.len())));
    }
    let numbered = rules.into_iter().enumerate();
    numbered
        .map(|(number, rule)| rule.compile().map_err(|what| invalid(&format!("pattern {number}: {what}"))))
        .collect()
}

impl Rule {
    fn compile(self) -> Result<Pattern, String> {
        let (label, name) = Label::read(&self.label).ok_or_else(|| {
            format!("label {:?} is none; labels are PERSON, ORG, … or your own in capitals", self.label)
        })?;
        if self.tokens.is_empty() || self.tokens.len() > MOST_TOKENS {
            return Err(format!("it has {} tokens, and not 1 to {MOST_TOKENS}", self.tokens.len()));
        }
        if self.tokens.iter().all(|element| element.bounds().0 == 0) {
            return Err("all its tokens are optional: it would match nothing".to_owned());
        }
        let most = |element: &Element| element.bounds().1.unwrap_or(0).max(element.bounds().0).max(1);
        let all = self.tokens.iter().fold(0, |sum: usize, element| sum.saturating_add(most(element)));
        if all > MOST_TOKENS {
            return Err(format!("with what is repeated it has {all} tokens, more than {MOST_TOKENS}"));
        }
        let (mut steps, mut captures) = (Vec::new(), Vec::new());
        for (number, element) in self.tokens.into_iter().enumerate() {
            element.compile(&mut steps, &mut captures).map_err(|what| format!("token {number}: {what}"))?;
        }
        steps.push(Step::Done);
        let value = self.value.map(serde_json::Value::Object);
        if let Some(value) = &value {
            check(value, &captures)?;
        }
        if self.id.as_ref().is_some_and(String::is_empty) {
            return Err("the id is empty".to_owned());
        }
        let own = Own { label: name, id: self.id.map(Into::into) };
        Ok(Pattern { label, own, program: Program { steps, captures: captures.len() }, captures, value })
    }
}

/// Whether the value is one, once its captures are there.
fn check(value: &serde_json::Value, captures: &[String]) -> Result<(), String> {
    let text = value.to_string();
    for name in text.split('{').skip(2).filter_map(|part| part.split_once('}')).map(|(name, _)| name) {
        if !captures.iter().any(|known| known == name) && !name.contains('"') {
            return Err(format!("value: nothing captures {name:?}"));
        }
    }
    match fill(value, &|_: &str| Some("1")) {
        Some(_) => Ok(()),
        None => Err("value: it is none; write it as the JSON of a document does, as \
                     {\"kind\": \"money\", \"amount\": \"{sum}\", \"currency\": \"KES\"}"
            .to_owned()),
    }
}

impl Element {
    /// How often it stands at the least and, where there is an end to it, at
    /// the most.
    fn bounds(&self) -> (usize, Option<usize>) {
        match &self.repeat {
            None => (1, Some(1)),
            Some(Repeat::Mark(Mark::Optional)) => (0, Some(1)),
            Some(Repeat::Mark(Mark::Any)) => (0, None),
            Some(Repeat::Mark(Mark::Some)) => (1, None),
            Some(Repeat::Bounds(bounds)) => (bounds.min, bounds.max),
        }
    }

    fn compile(self, steps: &mut Vec<Step>, captures: &mut Vec<String>) -> Result<(), String> {
        let (min, max) = self.bounds();
        if max.is_some_and(|max| max < min.max(1)) {
            return Err("repeat: max is 1 or more, and not below min".to_owned());
        }
        let capture = self.capture.map(|name| {
            captures.iter().position(|known| *known == name).unwrap_or_else(|| {
                captures.push(name);
                captures.len() - 1
            })
        });
        let is_entity = self.entity.is_some();
        let test = only([
            self.text.map(|words| words.list(Test::Text)),
            self.lower.map(|words| {
                words.list(|all| Test::Lower(all.iter().map(|word| word.to_lowercase()).collect()))
            }),
            self.shape.map(|shape| {
                if shape.is_empty() { Err("the shape is empty".into()) } else { Ok(Test::Shape(shape)) }
            }),
            self.regex.map(|source| regex(&source)),
            self.entity.map(|label| match Label::read(&label) {
                Some(_) => Ok(Test::EntityStart(label)),
                None => Err(format!("entity {label:?} is no label")),
            }),
            self.any.filter(|&any| any).map(|_| Ok(Test::Any)),
        ])?;
        let test = Arc::new(test);
        let once = |steps: &mut Vec<Step>| {
            steps.push(Step::Token(Arc::clone(&test), capture));
            if is_entity {
                // The rest of the mention, and nothing but all of it.
                let rest = steps.len();
                steps.push(Step::Either(rest + 1, rest + 3));
                steps.push(Step::Token(Arc::new(Test::EntityRest), capture));
                steps.push(Step::Either(rest, rest));
                steps.push(Step::EntityEnd);
            }
        };
        let mut body = steps.len();
        for _ in 0..min {
            body = steps.len();
            once(steps);
        }
        let length = if is_entity { 5 } else { 1 };
        match max {
            // Each further one may be left out, and then all that follow.
            Some(max) => {
                let after = steps.len() + (max - min) * (length + 1);
                for _ in min..max {
                    let next = steps.len() + 1;
                    steps.push(Step::Either(next, after));
                    once(steps);
                }
            }
            None if min == 0 => {
                let start = steps.len();
                steps.push(Step::Either(start + 1, start + length + 2));
                once(steps);
                steps.push(Step::Either(start, start));
            }
            None => {
                let after = steps.len() + 1;
                steps.push(Step::Either(body, after));
            }
        }
        Ok(())
    }
}

impl Words {
    fn list(self, make: impl FnOnce(Vec<String>) -> Test) -> Result<Test, String> {
        let words = match self {
            Words::One(word) => vec![word],
            Words::Several(words) => words,
        };
        match words.iter().find(|word| word.is_empty() || word.contains(char::is_whitespace)) {
            Some(word) => Err(format!("{word:?} is no single token")),
            None if words.is_empty() => Err("the list of words is empty".to_owned()),
            None => Ok(make(words)),
        }
    }
}

fn regex(source: &str) -> Result<Test, String> {
    let whole = format!("^(?:{source})$");
    let built = RegexBuilder::new(&whole).size_limit(MOST_MEMORY).dfa_size_limit(MOST_MEMORY).build();
    // The source alone first: its error then tells the place in it.
    let alone = RegexBuilder::new(source).size_limit(MOST_MEMORY).build();
    alone.and(built).map(Test::Regex).map_err(|error| format!("regex: {error}"))
}

/// The one test that there must be.
fn only<const N: usize>(tests: [Option<Result<Test, String>>; N]) -> Result<Test, String> {
    let mut given = tests.into_iter().flatten();
    match (given.next(), given.next()) {
        (Some(test), None) => test,
        (None, _) => Err("it has none of text, lower, shape, regex, entity, any".to_owned()),
        _ => Err("it has several of text, lower, shape, regex, entity, any; give one".to_owned()),
    }
}
