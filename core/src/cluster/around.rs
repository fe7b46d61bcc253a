//! What stands around a mention: tokens and entities by place.

use core::ops::Range;

use super::words::{GIVEN, PORTFOLIOS, TITLES};
use crate::entity::EntityData;
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// How far before a portfolio the verb that holds it is looked for, in tokens.
const REACH: usize = 16;

/// Tokens and entities, looked up by place; each look-up halves its way.
#[derive(Clone, Copy)]
pub(crate) struct Around<'a, 't> {
    pub(crate) parsed: &'a Parsed<'t>,
    pub(crate) entities: &'a [EntityData],
}

impl<'a, 't> Around<'a, 't> {
    pub(crate) fn token(&self, at: usize) -> &'t str {
        self.parsed.token(at)
    }

    /// The tokens that `span` touches.
    pub(crate) fn tokens(&self, span: Span) -> Range<usize> {
        let first = self.parsed.tokens.partition_point(|token| token.end() <= span.start());
        let end = self.parsed.tokens.partition_point(|token| token.start() < span.end());
        first..end.max(first)
    }

    /// The tokens of the sentence that token `at` is in.
    pub(crate) fn sentence(&self, at: usize) -> Range<usize> {
        let next = self.parsed.first_tokens.partition_point(|&first| first as usize <= at);
        self.parsed.tokens_of(next.saturating_sub(1))
    }

    /// The number of the entity that token `at` is in.
    pub(crate) fn entity_at(&self, at: usize) -> Option<usize> {
        let span = self.parsed.span(at);
        let index = self.entities.partition_point(|entity| entity.span.end() <= span.start());
        self.entities.get(index).filter(|entity| entity.span.overlaps(span)).map(|_| index)
    }

    pub(crate) fn name_at(&self, at: usize) -> Option<(usize, &'a EntityData)> {
        let index = self.entity_at(at)?;
        let entity = self.entities.get(index)?;
        entity.label.is_name().then_some((index, entity))
    }

    pub(crate) fn span(&self, tokens: &Range<usize>) -> Span {
        let last = tokens.end.saturating_sub(1).max(tokens.start);
        self.parsed.span(tokens.start).join(self.parsed.span(last))
    }

    /// Whether token `at` is a noun of office, rank or occupation.
    pub(crate) fn is_title(&self, at: usize) -> bool {
        is_title(self.token(at))
    }

    /// Whether token `at` is a portfolio or a rank: "Defence", "deputy".
    pub(crate) fn is_portfolio(&self, at: usize) -> bool {
        PORTFOLIOS.has(self.token(at))
    }
}

/// "minister", "Ministers", "Sen.": a noun of office, rank or occupation.
pub(crate) fn is_title(word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    TITLES.has(word) || word.strip_suffix('s').is_some_and(|one| one.len() > 3 && TITLES.has(one))
}

pub(crate) fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

pub(crate) fn is_word(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric)
}

/// What joins a noun with what it is of: "spokesman for", "envoy to".
pub(crate) fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "for" | "to" | "at" | "in" | "with" | "on")
}

/// Articles and the like, which a noun begins with.
pub(crate) fn is_determiner(word: &str) -> bool {
    const WORDS: [&str; 9] = ["the", "a", "an", "his", "her", "its", "their", "one", "our"];
    // As it is written within a sentence or at its start.
    let rest = word.get(1..).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_lowercase()));
    (rest || word == "A") && WORDS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// "'s" and "’s", or the apostrophe of a plural.
pub(crate) fn is_possessive(word: &str) -> bool {
    matches!(word, "'s" | "’s" | "'S" | "’S" | "'" | "’")
}

pub(crate) fn is_place(label: Label) -> bool {
    matches!(label, Label::Gpe | Label::Loc | Label::Norp)
}

pub(crate) fn is_body(label: Label) -> bool {
    matches!(label, Label::Org | Label::Fac)
}

/// Capitals that are no part of a title, as they only begin a sentence.
pub(crate) fn is_opening(word: &str) -> bool {
    matches!(
        word,
        "The"
            | "A"
            | "An"
            | "In"
            | "On"
            | "At"
            | "By"
            | "But"
            | "And"
            | "When"
            | "While"
            | "As"
            | "For"
            | "After"
            | "Before"
            | "With"
            | "From"
            | "To"
            | "If"
            | "Both"
            | "Meanwhile"
            | "However"
            | "Although"
            | "His"
            | "Her"
            | "Its"
            | "Their"
            | "Our"
            | "This"
            | "That"
            | "Even"
            | "Then"
            | "Now"
            | "Yet"
            | "So"
            | "Like"
            | "Since"
            | "Among"
            | "According"
            | "Under"
            | "Also"
            | "Only"
            | "Today"
            | "Yesterday"
            | "Former"
            | "Acting"
    )
}

/// Removes what is no name but a bare part of a title: "Defence" of "Defence
/// Minister Ana Ruiz", "State" of "Secretary of State", "Foreign Minister".
/// "US Treasury" of "US Treasury Secretary" keeps its place.
/// Counter-example: "Acme" of "Acme President Ana Ruiz"; "the Treasury".
pub(crate) fn drop_bare_titles(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    let kept = |entity: &mut EntityData| -> bool {
        if !matches!(entity.label, Label::Org | Label::Gpe | Label::WorkOfArt | Label::Fac | Label::Person)
            || entity.own.is_some()
        {
            return true;
        }
        let around = Around { parsed, entities: &[] };
        let tokens = around.tokens(entity.span);
        if is_held(around, &tokens) {
            return false;
        }
        if tokens.len() > 4 {
            return true;
        }
        let in_title = |at: usize| {
            around.is_portfolio(at) || around.is_title(at) || matches!(around.token(at), "and" | "of" | "for")
        };
        // "Labour MP": the party, as no office of that name is an MP's.
        let party = matches!(around.token(tokens.end), "MP" | "MPs" | "leader" | "peer" | "councillor");
        let bare = tokens.clone().all(in_title) && !party;
        let titled = around.is_title(tokens.end.saturating_sub(1)) && !GIVEN.has(around.token(tokens.start));
        // "Union Commerce and Industry Minister"
        let part = |&at: &usize| around.is_portfolio(at) || matches!(around.token(at), "and" | "&" | ",");
        let rest =
            (tokens.end..tokens.end + 6).find(|at| around.is_title(*at) || !part(at)).unwrap_or(tokens.end);
        let before_title =
            around.is_title(rest) && (around.is_portfolio(tokens.end.saturating_sub(1)) || titled);
        let after_title = tokens.start > 1
            && matches!(around.token(tokens.start - 1), "of" | "for")
            && around.is_title(tokens.start - 2);
        if bare {
            // "the Treasury" is a body, "General" may be one's name.
            let capital = tokens.clone().any(|at| is_capital(around.token(at)));
            return !(capital && (before_title || after_title || (titled && tokens.len() > 1)));
        }
        let first = around.token(tokens.start);
        let place = matches!(first, "US" | "U.S." | "UK" | "U.K." | "EU") && tokens.len() > 1;
        // "a US Congressional delegation"
        let adjective = tokens.len() == 2 && is_of_office(around.token(tokens.start + 1));
        if place && (adjective || before_title && tokens.clone().skip(1).all(in_title)) {
            entity.span = around.span(&(tokens.start..tokens.start + 1));
            entity.label = Label::Gpe;
            entity.score = None;
        }
        true
    };
    names.retain_mut(kept);
}

/// Adjectives of an office, which end no name.
fn is_of_office(word: &str) -> bool {
    matches!(
        word,
        "Congressional" | "Parliamentary" | "Presidential" | "Ministerial" | "Governmental" | "Senatorial"
    )
}

/// Whether the tokens are portfolios that somebody holds: "oversees Railways,
/// Fisheries and Trade".
/// Counter-example: "oversees the Fisheries Board".
fn is_held(around: Around<'_, '_>, tokens: &Range<usize>) -> bool {
    let part =
        |at: &usize| around.is_portfolio(*at) || matches!(around.token(*at), "and" | "&" | "," | "the");
    let before = (tokens.start.saturating_sub(REACH)..tokens.start).rev().find(|at| !part(at));
    tokens.clone().all(|at| part(&at))
        && before.is_some_and(|at| {
            matches!(
                around.token(at),
                "oversees" | "oversaw" | "overseeing" | "handles" | "handled" | "handling" | "holds" | "held"
            )
        })
}
