//! From JSON to compiled patterns.

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

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
enum Repeat {
    #[serde(rename = "?")]
    Optional,
    #[serde(rename = "*")]
    Any,
    #[serde(rename = "+")]
    Some,
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
        let optional = |element: &Element| matches!(element.repeat, Some(Repeat::Optional | Repeat::Any));
        if self.tokens.iter().all(optional) {
            return Err("all its tokens are optional: it would match nothing".to_owned());
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
    fn compile(self, steps: &mut Vec<Step>, captures: &mut Vec<String>) -> Result<(), String> {
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
        let start = steps.len();
        let skips = matches!(self.repeat, Some(Repeat::Optional | Repeat::Any));
        if skips {
            steps.push(Step::Done);
        }
        let body = steps.len();
        steps.push(Step::Token(test, capture));
        if is_entity {
            // The rest of the mention, and nothing but all of it.
            let rest = steps.len();
            steps.push(Step::Either(rest + 1, rest + 3));
            steps.push(Step::Token(Test::EntityRest, capture));
            steps.push(Step::Either(rest, rest));
            steps.push(Step::EntityEnd);
        }
        if matches!(self.repeat, Some(Repeat::Any | Repeat::Some)) {
            let after = steps.len() + 1;
            steps.push(Step::Either(body, after));
        }
        let after = steps.len();
        if skips && let Some(slot) = steps.get_mut(start) {
            *slot = Step::Either(body, after);
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
