//! What tells when, where and to whom something is said, and is no part of it.

use core::ops::Range;

use super::clause::Clauses;
use super::small::{is_pronoun, is_verb_helper};
use crate::cluster::around::{is_capital, is_determiner, is_possessive};
use crate::label::Label;

/// How far from the end of what is said its circumstance begins, in tokens.
const CIRCUMSTANCE: usize = 12;

impl Clauses<'_, '_> {
    /// Where the words begin after "NAIROBI, March 12 (Agency) — " and "Manila – ".
    /// Counter-example: "Ana Ruiz — a judge — said": no dateline is without
    /// capitals, a date or a bracket.
    pub(super) fn after_dateline(&self, tokens: &Range<usize>) -> usize {
        let dash = (tokens.start..tokens.end.min(tokens.start + 14))
            .find(|&at| matches!(self.token(at), "—" | "–" | "--" | "-" | "―") && !self.is_hyphen(at));
        let Some(dash) = dash else { return tokens.start };
        let plain = |at: usize| {
            let word = self.token(at);
            is_capital(word)
                || word.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_punctuation())
                || self.around.entity_at(at).is_some()
        };
        // "Manila – At least nine …"
        let place = self.around.name_at(tokens.start).is_some_and(|(_, name)| {
            name.label == Label::Gpe
                && self.around.tokens(name.span).end == dash
                && is_capital(self.token(dash + 1))
        });
        let shouted = |word: &str| word.len() > 2 && !word.contains(char::is_lowercase);
        let sure = place
            || shouted(self.token(tokens.start))
            || self.token(dash.saturating_sub(1)) == ")"
            || (tokens.start..dash).any(|at| {
                let entity = self.around.entity_at(at).and_then(|index| self.around.entities.get(index));
                entity.is_some_and(|entity| entity.label == Label::Date)
            });
        if dash > tokens.start && sure && (tokens.start..dash).all(plain) { dash + 1 } else { tokens.start }
    }

    /// Whether the token joins two words: "Swiss-bound".
    fn is_hyphen(&self, at: usize) -> bool {
        let parsed = self.around.parsed;
        let glued = at > 0 && parsed.span(at - 1).end() == parsed.span(at).start();
        glued && matches!(self.token(at), "-" | "–") && parsed.span(at).end() == parsed.span(at + 1).start()
    }

    /// Whether the words tell where or how something was said and say nothing:
    /// "in a statement".
    pub(super) fn is_circumstance(&self, tokens: &Range<usize>) -> bool {
        let leads = matches!(
            self.token(tokens.start),
            "in" | "on" | "at" | "during" | "through" | "via" | "by" | "from" | "to" | "after" | "before"
        );
        let plain = |at: usize| {
            let word = self.token(at);
            !is_pronoun(word) && !is_verb_helper(word) && word != "that"
        };
        leads && tokens.len() <= 10 && tokens.clone().all(plain)
    }

    /// Where what tells at the end how something was said begins: "called for a
    /// review in a statement on Friday".
    /// Counter-example: "said that the statement had come in an email to Ana Ruiz
    /// and that …", after which more is said.
    pub(super) fn before_circumstance(&self, start: usize, end: usize) -> usize {
        let noun = |at: usize| {
            matches!(
                self.token(at),
                "statement" | "interview" | "tweet" | "conference" | "briefing" | "release" | "email"
            )
        };
        let rest = |at: usize| {
            matches!(self.token(at), "on" | "with" | "to" | "." | "late" | "early" | "the")
                || self.around.entity_at(at).is_some()
        };
        let found = (start.max(end.saturating_sub(CIRCUMSTANCE))..end).rev().find_map(|at| {
            let phrase = self.token(at) == "in" && is_determiner(self.token(at + 1));
            let noun = phrase.then(|| (at + 2..end.min(at + 6)).find(|&at| noun(at))).flatten()?;
            (noun + 1..end).all(rest).then_some(at)
        });
        found.filter(|&at| at > start + 1).unwrap_or(end)
    }

    /// Where the words begin after what tells when, where and to whom: "on
    /// Friday", "in a statement", "reporters".
    pub(super) fn after_adverbials(&self, start: usize, end: usize, hearer: bool) -> usize {
        let mut at = start;
        let mut hearer = hearer;
        for _ in 0..4 {
            let dated = |at: usize| {
                let index = self.around.entity_at(at)?;
                let entity = self.around.entities.get(index)?;
                matches!(entity.label, Label::Date | Label::Time).then(|| self.around.tokens(entity.span).end)
            };
            let word = self.token(at);
            if at >= end {
                break;
            }
            if let Some(after) = dated(at) {
                at = after.max(at + 1);
                if matches!(self.token(at), "morning" | "afternoon" | "evening" | "night") {
                    at += 1;
                }
            } else if matches!(
                word,
                "on" | "in" | "at" | "during" | "late" | "early" | "by" | "since" | "before" | "after"
            ) && dated(at + 1).is_some()
            {
                at = dated(at + 1).unwrap_or(at + 2).max(at + 2);
            } else if word == "to" && !self.is_hearer(at + 1) {
                // "agreed to go": what is agreed.
                break;
            } else if matches!(
                word,
                "in" | "at"
                    | "on"
                    | "during"
                    | "through"
                    | "via"
                    | "by"
                    | "after"
                    | "from"
                    | "before"
                    | "to"
                    | "citing"
            ) {
                // Up to a comma, a colon, "that" or the marks; no further than the phrase.
                let stop = (at + 1..end.min(at + 14)).find(|&at| {
                    matches!(self.token(at), "," | ":" | "that" | "“" | "\"" | "‘" | "«" | "''" | "." | ";")
                });
                match stop {
                    // "wants to go, he said": what is wanted, not to whom it is said.
                    Some(stop) if word == "to" && self.token(stop) == "," => break,
                    Some(stop) if matches!(self.token(stop), "," | "that" | ":") || word == "citing" => {
                        // "said through a deputy, Ana Ruiz, that …"
                        let that = (stop + 1..end.min(stop + 10))
                            .find(|&at| self.token(at) == "that" && self.token(at - 1) == ",")
                            .filter(|_| self.token(stop) == ",");
                        at = that.unwrap_or(stop);
                        if self.token(stop) == "," {
                            break;
                        }
                    }
                    _ => break,
                }
            } else if hearer && word == "the" && self.listener(at + 1) > at + 1 {
                hearer = false;
                at = self.listener(at + 1);
            } else if hearer && !matches!(word, "that" | "," | "the") {
                hearer = false;
                if is_pronoun(word) && !matches!(word, "it" | "they" | "he" | "she")
                    || matches!(
                        word,
                        "reporters"
                            | "journalists"
                            | "me"
                            | "us"
                            | "her"
                            | "lawmakers"
                            | "supporters"
                            | "voters"
                    )
                {
                    at += 1;
                } else if let Some((_, entity)) = self.around.name_at(at) {
                    at = self.around.tokens(entity.span).end.max(at + 1);
                } else {
                    break;
                }
            } else {
                break;
            }
        }
        at.min(end)
    }

    /// Whether a noun begins there: "to reporters", "to a crowd", "to Ana Ruiz".
    fn is_hearer(&self, at: usize) -> bool {
        let word = self.token(at);
        is_capital(word)
            || is_determiner(word)
            || is_pronoun(word)
            || word.ends_with('s')
            || matches!(word, "me" | "us" | "parliament" | "police" | "state")
    }

    /// Where a body that listens ends, which begins at `start` after "the":
    /// "BBC’s Today programme", "Senate committee".
    /// Counter-example: "told the truth", "told the Kenyan government would go".
    fn listener(&self, start: usize) -> usize {
        let mut end = start;
        while is_capital(self.token(end)) || end > start && is_possessive(self.token(end)) {
            end += 1;
        }
        let noun = matches!(
            self.token(end),
            "agency"
                | "broadcaster"
                | "channel"
                | "committee"
                | "conference"
                | "council"
                | "court"
                | "magazine"
                | "network"
                | "newspaper"
                | "paper"
                | "parliament"
                | "programme"
                | "program"
                | "show"
                | "station"
                | "summit"
                | "website"
        );
        let body = self.around.name_at(start).is_some_and(|(_, name)| name.label == Label::Org);
        if noun {
            end + 1
        } else if body {
            end
        } else {
            start
        }
    }
}
