//! Matching: all ways through a pattern at once (Thompson 1968), so that no
//! pattern takes more than its length a token.

use std::sync::Arc;

use regex::Regex;

use crate::entity::{EntityData, label_name};
use crate::text::Parsed;

/// The longest match, in tokens.
const LONGEST: usize = 64;
/// No entity.
const NONE: u32 = u32::MAX;

/// What a token must be.
#[derive(Debug)]
pub(super) enum Test {
    Text(Vec<String>),
    /// In small letters.
    Lower(Vec<String>),
    Shape(String),
    Regex(Regex),
    /// The first token of a mention of that label.
    EntityStart(String),
    /// A later one.
    EntityRest,
    Any,
}

/// A step of a pattern.
#[derive(Debug)]
pub(super) enum Step {
    /// A token, and the number of what captures it.
    Token(Arc<Test>, Option<usize>),
    /// Goes on with either; the first is preferred.
    Either(usize, usize),
    /// Goes on where the mention that was entered has ended.
    EntityEnd,
    Done,
}

/// A compiled pattern.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) steps: Vec<Step>,
    pub(super) captures: usize,
}

/// A match.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The token after the last.
    pub(super) end: usize,
    /// First token and the one after the last of each capture; equal where it
    /// captured nothing.
    pub(super) captures: Vec<(u32, u32)>,
}

/// What is known of the text.
pub(super) struct Facts<'f> {
    pub(super) parsed: &'f Parsed<'f>,
    pub(super) entities: &'f [EntityData],
    /// The number of the entity that each token is in.
    pub(super) covers: &'f [u32],
}

/// The number of the entity that each token is in.
pub(super) fn cover(parsed: &Parsed<'_>, entities: &[EntityData]) -> Vec<u32> {
    let mut covers = Vec::with_capacity(parsed.tokens.len());
    let mut next = 0;
    for &token in parsed.tokens {
        while entities.get(next).is_some_and(|entity| entity.span.end() <= token.start()) {
            next += 1;
        }
        let within = entities.get(next).is_some_and(|entity| entity.span.contains(token));
        covers.push(if within { next as u32 } else { NONE });
    }
    covers
}

impl Facts<'_> {
    fn entity(&self, token: usize) -> u32 {
        self.covers.get(token).copied().unwrap_or(NONE)
    }

    /// Whether `token` goes on with the mention of the one before.
    fn goes_on(&self, token: usize) -> bool {
        let entity = self.entity(token);
        entity != NONE && token.checked_sub(1).is_some_and(|before| self.entity(before) == entity)
    }

    fn passes(&self, test: &Test, token: usize) -> bool {
        let word = self.parsed.token(token);
        match test {
            Test::Text(words) => words.iter().any(|known| known == word),
            Test::Lower(words) => {
                words.iter().any(|known| word.chars().flat_map(char::to_lowercase).eq(known.chars()))
            }
            Test::Shape(shape) => {
                let mut left = word.chars();
                shape.chars().all(|kind| {
                    left.next().is_some_and(|c| match kind {
                        'X' => c.is_uppercase(),
                        'x' => c.is_lowercase(),
                        'd' => c.is_numeric(),
                        mark => c == mark,
                    })
                }) && left.next().is_none()
            }
            Test::Regex(regex) => regex.is_match(word),
            Test::EntityStart(label) => {
                let entity = self.entities.get(self.entity(token) as usize);
                !self.goes_on(token)
                    && entity.is_some_and(|entity| label_name(entity.label, entity.own.as_deref()) == label)
            }
            Test::EntityRest => self.goes_on(token),
            Test::Any => true,
        }
    }
}

/// A way into the pattern: the step it is at, and what it captured.
#[derive(Clone)]
struct Way {
    step: usize,
    captures: Vec<(u32, u32)>,
}

impl Program {
    /// The longest match from token `at`, within the tokens before `end`.
    pub(super) fn longest(&self, facts: &Facts<'_>, at: usize, end: usize) -> Option<Found> {
        let mut found = None;
        let mut seen = vec![usize::MAX; self.steps.len()];
        let mut ways = Vec::new();
        let start = Way { step: 0, captures: vec![(0, 0); self.captures] };
        self.enter(facts, start, at, &mut seen, &mut ways, &mut found);
        let mut next = Vec::new();
        for token in at..end.min(at + LONGEST) {
            for way in ways.drain(..) {
                let Some(Step::Token(test, capture)) = self.steps.get(way.step) else { continue };
                if !facts.passes(test, token) {
                    continue;
                }
                let mut way = way;
                way.step += 1;
                if let Some((first, last)) = capture.and_then(|number| way.captures.get_mut(number)) {
                    if first == last {
                        *first = token as u32;
                    }
                    *last = token as u32 + 1;
                }
                self.enter(facts, way, token + 1, &mut seen, &mut next, &mut found);
            }
            core::mem::swap(&mut ways, &mut next);
            if ways.is_empty() {
                break;
            }
        }
        found.filter(|found| found.end > at)
    }

    /// Follows the steps that take no token; each step is entered once a token.
    fn enter(
        &self,
        facts: &Facts<'_>,
        way: Way,
        token: usize,
        seen: &mut [usize],
        ways: &mut Vec<Way>,
        found: &mut Option<Found>,
    ) {
        let mut open = vec![way];
        while let Some(mut way) = open.pop() {
            match seen.get_mut(way.step) {
                Some(last) if *last != token => *last = token,
                _ => continue,
            }
            match self.steps.get(way.step) {
                Some(Step::Token(..)) => ways.push(way),
                Some(&Step::Either(first, second)) => {
                    open.push(Way { step: second, captures: way.captures.clone() });
                    way.step = first;
                    open.push(way);
                }
                Some(Step::EntityEnd) if !facts.goes_on(token) => {
                    way.step += 1;
                    open.push(way);
                }
                Some(Step::Done) if found.as_ref().is_none_or(|found| found.end < token) => {
                    *found = Some(Found { end: token, captures: way.captures });
                }
                _ => {}
            }
        }
    }
}
