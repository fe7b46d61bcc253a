//! The grammar of times: tables of rules, each an example, a pattern and what it
//! reads.
//!
//! | table | what |
//! |---|---|
//! | `day` | days: "February 4, 2026", "last Monday", "Christmas Eve" |
//! | `period` | months, years, decades, centuries, and the edges of a period |
//! | `quarter` | "the third quarter", "fiscal 2013", "2019 H2" |
//! | `season` | "last summer", "the winter of 2020" |
//! | `relative` | "last week", "the same day", "earlier this month", "now" |
//! | `length` | "two weeks", "10-year-old", "three days later" |
//! | `often` | "every Monday", "twice a week", "annual" |
//! | `clock` | "10:30 a.m. EST", "Friday night" |
//! | `range` | "from March to May", "2019–21" |

mod clock;
mod day;
mod length;
mod often;
mod period;
mod quarter;
mod range;
mod relative;
mod season;

use super::grammar::{Element, Grammar, Sort};
use super::words::Class;

pub(super) const GRAMMAR: Grammar = Grammar {
    base: &[
        day::RULES,
        period::RULES,
        quarter::RULES,
        season::RULES,
        relative::RULES,
        length::RULES,
        often::RULES,
        clock::RULES,
    ],
    more: &[day::MORE, period::MORE, quarter::MORE, length::MORE, clock::MORE],
    ranges: &[range::RULES],
    ranges_more: &[range::MORE],
};

macro_rules! elements {
    ($($name:ident)*) => { $(const $name: Element = Element::Class(Class::$name);)* };
}

elements! {
    MONTH WEEKDAY UNIT PART NOON SEASON STEP PAST THAT EDGE AGO AFTER BEFORE DAYREF TONIGHT REF OFTEN EVERY THE A
    TIMES TWICE HALF_DAY ZONE ERA ORDINAL VAGUE TENS FISCAL NUMBER DIGITS YEAR CLOCK ISO SLASHED
    DECADE SHORT_YEAR QUARTER NOUN_REF
}

/// The number of a day: "4", "4th".
const DAY_NUMBER: Element = Element::Class(Class::DAY.or(Class::ORDINAL));
/// "third", "final"
const RANK: Element = Element::Class(Class::ORDINAL.or(Class::FINAL));
const DATE: Element = Element::Sub(Sort::Date);
const LENGTH: Element = Element::Sub(Sort::Length);
const TIME: Element = Element::Sub(Sort::Clock);
const HOLIDAY: Element = Element::Holiday;

#[cfg(test)]
mod tests {
    use super::super::anchor::Anchor;
    use super::super::item;
    use super::GRAMMAR;
    use crate::sentence::{SentenceData, SentenceKind};
    use crate::span::Span;
    use crate::text::Parsed;
    use crate::token;

    #[test]
    fn every_rule_reads_the_whole_of_its_example() {
        let anchor = Anchor { document: "2026-01-29".parse().ok(), last: None, day: None, news: false };
        let mut wrong = Vec::new();
        for rule in GRAMMAR
            .base
            .iter()
            .chain(GRAMMAR.more)
            .chain(GRAMMAR.ranges)
            .chain(GRAMMAR.ranges_more)
            .copied()
            .flatten()
        {
            // "[…]" is what stands around the match.
            let text: String = rule.example.replace(['[', ']'], "");
            let want = rule.example.split(['[', ']']).nth(1).unwrap_or(rule.example);
            let sentence =
                SentenceData { span: Span::new(0, text.len()), kind: SentenceKind::Prose, paragraph: 0 };
            let (mut tokens, mut first_tokens) = (Vec::new(), Vec::new());
            token::split(&text, &[sentence], &mut tokens, &mut first_tokens);
            let sentences = [sentence];
            let parsed =
                Parsed { text: &text, sentences: &sentences, tokens: &tokens, first_tokens: &first_tokens };
            let mut items = Vec::new();
            item::read(&parsed, 0, tokens.len(), &mut items);
            let start = text.find(want).unwrap();
            let at = items.iter().position(|item| item.span.start() == start).unwrap();
            let found =
                GRAMMAR.time(&items, at, &anchor, 0).map(|(reading, to)| (reading, items[to - 1].span.end()));
            match found {
                Some((_, end)) if end == start + want.len() => {}
                other => wrong.push(format!(
                    "{:?} {:?}",
                    rule.example,
                    other.map(|(reading, end)| (reading.timex.value, end))
                )),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
