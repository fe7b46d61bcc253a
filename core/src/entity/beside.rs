//! What the words beside a name make it, where the network's best guess is
//! what its letters suggest: a town that plays football is its team, and whom
//! an administration is named after is a person.

use core::ops::Range;

use crate::cluster::around::is_capital;
use crate::cluster::words::{BODIES, COUNTRIES};
use crate::label::Label;
use crate::text::Parsed;

/// Posts in a team: between its name and its holder's.
const POSTS: &[&str] = &[
    "boss",
    "captain",
    "coach",
    "defender",
    "forward",
    "goalkeeper",
    "keeper",
    "manager",
    "midfielder",
    "quarterback",
    "skipper",
    "striker",
    "winger",
];
/// What teams do to each other.
const BEATS: &[&str] = &[
    "beat",
    "beating",
    "crushed",
    "defeated",
    "edged",
    "hammered",
    "hosted",
    "outclassed",
    "routed",
    "stunned",
    "thrashed",
    "trounced",
];
/// What goes before the opponent's preposition: "drew with", "a 2-0 win over".
const RESULTS: &[&str] =
    &["defeat", "draw", "drew", "drubbing", "loss", "lost", "rout", "thrashing", "victory", "win", "won"];
/// No longer a name of a team in a line of results.
const TEAM_WORDS: usize = 4;
/// How far from the name its score may stand.
const REACH: usize = 12;

/// What the words beside `name`, best read as `best`, make it.
///
/// Counter-examples: countries keep their label ("England beat Spain 2-0"),
/// people too ("Otieno beat Ruiz 6-3 6-2"), and "Paris beat Lima to host the
/// games" tells no score.
pub(super) fn label(
    parsed: &Parsed<'_>,
    sentence: &Range<usize>,
    name: &Range<usize>,
    best: Label,
) -> Option<Label> {
    let token = |word: usize| if sentence.contains(&word) { parsed.token(word) } else { "" };
    let next = token(name.end);
    match best {
        Label::Gpe | Label::Loc => {
            let team = (POSTS.contains(&next) && is_capital(token(name.end + 1)))
                || plays(parsed, sentence, name)
                || in_results(parsed, sentence, name);
            (team && !is_country(parsed, name)).then_some(Label::Org)
        }
        // "the Clinton administration"; an acronym has its own.
        Label::Org => {
            let word = parsed.token(name.start);
            let acronym = word.chars().skip(1).any(char::is_uppercase);
            (name.len() == 1
                && matches!(next, "administration" | "administrations")
                && !acronym
                && !BODIES.has(word)
                && !matches!(word, "City" | "County" | "Federal" | "State" | "Town"))
            .then_some(Label::Person)
        }
        // "Wayanad MP Rahul Gandhi"; teams with the names of people: "Burnley goalkeeper Nick
        // Pope", "Villarreal drew 0-0 with".
        Label::Person if name.len() == 1 && !is_capital(before(parsed, sentence, name.start, 1)) => {
            let after = token(name.end + 1);
            match next {
                "MP" | "MLA" if is_capital(after) => Some(Label::Gpe),
                "drew" if is_score(after) => Some(Label::Org),
                _ if POSTS.contains(&next) && is_capital(after) => Some(Label::Org),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The word so many before `at`.
fn before<'t>(parsed: &Parsed<'t>, sentence: &Range<usize>, at: usize, by: usize) -> &'t str {
    at.checked_sub(by).filter(|word| sentence.contains(word)).map_or("", |word| parsed.token(word))
}

/// Whether the name beats, loses or draws with a score.
fn plays(parsed: &Parsed<'_>, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let token = |word: usize| if sentence.contains(&word) { parsed.token(word) } else { "" };
    let back = |by: usize| before(parsed, sentence, name.start, by);
    let (next, after) = (token(name.end), token(name.end + 1));
    let does = BEATS.contains(&next) && is_capital(after)
        || matches!(next, "lost" | "drew" | "won")
            && (is_score(after) || matches!(after, "to" | "with" | "at"));
    let suffers = BEATS.contains(&back(1))
        || matches!(back(1), "to" | "with" | "over" | "against" | "by")
            && (RESULTS.contains(&back(2)) || RESULTS.contains(&back(3)) && is_score(back(2)));
    // A score stands near: no clause between is long.
    let near = name.start.saturating_sub(REACH).max(sentence.start)..(name.end + REACH).min(sentence.end);
    (does || suffers) && near.into_iter().any(|word| is_score(parsed.token(word)))
}

/// Whether the name is one of two in a line of results: "Leeds 2 Burnley 1".
fn in_results(parsed: &Parsed<'_>, sentence: &Range<usize>, name: &Range<usize>) -> bool {
    let token = |word: usize| if sentence.contains(&word) { parsed.token(word) } else { "" };
    let team =
        |words: Range<usize>| !words.is_empty() && words.into_iter().all(|word| is_capital(token(word)));
    if !is_points(token(name.end)) {
        return false;
    }
    if name.start == sentence.start {
        let other = name.end + 1;
        let end = (other..=other + TEAM_WORDS).find(|&word| is_points(token(word)));
        end.is_some_and(|end| team(other..end))
    } else {
        let points = name.start - 1;
        is_points(token(points))
            && points - sentence.start <= TEAM_WORDS
            && team(sentence.start..points)
            && !is_capital(token(name.end + 1))
    }
}

/// "2-0", "125-99".
fn is_score(word: &str) -> bool {
    word.split_once(['-', '–']).is_some_and(|(ours, theirs)| is_points(ours) && is_points(theirs))
}

fn is_points(word: &str) -> bool {
    matches!(word.len(), 1..=3) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_country(parsed: &Parsed<'_>, name: &Range<usize>) -> bool {
    let span = parsed.span(name.start).join(parsed.span(name.end.saturating_sub(1).max(name.start)));
    COUNTRIES.has(span.of(parsed.text))
}
