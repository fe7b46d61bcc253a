//! Names that mean one thing and that the network reads otherwise, and those
//! whose last words it leaves out: rivers and lands, "Peter the Great", "Dow
//! Jones Industrial Average", a law firm's partners, "Western diplomats".

use core::ops::Range;

use super::{EntityData, put};
use crate::cluster::around::{Around, is_capital};
use crate::cluster::words::{COUNTRIES, DEMONYMS, GIVEN, KNOWN};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// What a ruler is called after "the".
const BYNAMES: &[&str] = &[
    "Bold",
    "Conqueror",
    "Elder",
    "Fair",
    "Good",
    "Great",
    "Lionheart",
    "Magnificent",
    "Terrible",
    "Younger",
];
/// What the name of a measure of shares ends with.
const MEASURES: &[&str] = &["Average", "Composite", "Index"];
/// First halves of an adjective of two peoples.
const HALVES: &[&str] =
    &["Afro", "Anglo", "Austro", "Franco", "Greco", "Indo", "Italo", "Russo", "Sino", "Turko"];
/// Agencies, in brackets after where the story was filed.
const AGENCIES: &[&str] = &["AFP", "ANI", "AP", "IANS", "PTI", "Reuters", "UPI", "Xinhua", "dpa"];
/// From the place to its agency's bracket.
const DATELINE: usize = 8;
/// Branches of Taiwan's government, before "Yuan".
const YUANS: &[&str] = &["Control", "Examination", "Executive", "Judicial", "Legislative"];
/// No firm has more partners in its name.
const PARTNERS: usize = 8;

/// Mends such names. Linear in the words.
///
/// Counter-examples: "Nile" as a surname, "the Western Union office",
/// "Polish the table", "(D. Otieno)".
pub(crate) fn known(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    for number in 0..names.len() {
        let limit = names.get(number + 1).map_or(usize::MAX, |next| next.span.start());
        if let Some(name) = names.get_mut(number).filter(|name| name.own.is_none()) {
            relabel(parsed, name);
            extend(parsed, name, limit);
        }
    }
    firms(parsed, names);
    peoples(parsed, names);
}

fn relabel(parsed: &Parsed<'_>, name: &mut EntityData) {
    let text = name.span.of(parsed.text);
    if matches!(name.label, Label::Org | Label::Person) && is_dateline(parsed, name.span) {
        (name.label, name.score) = (Label::Gpe, None);
        return;
    }
    let person = name.label == Label::Person;
    let wrong =
        person || matches!(name.label, Label::Gpe | Label::Org | Label::Norp | Label::Loc | Label::Fac);
    let label = match text {
        _ if !wrong => None,
        _ if text.len() < 4 => None,
        _ if text.starts_with("Mt. ") || text.starts_with("Mount ") => {
            (name.label == Label::Org && text.matches(' ').count() == 1).then_some(Label::Loc)
        }
        // A river may be a surname.
        _ => KNOWN.get(text).filter(|&label| !person || label != "LOC").and_then(|label| label.parse().ok()),
    };
    if let Some(label) = label.filter(|&label| label != name.label) {
        (name.label, name.score) = (label, None);
    }
}

/// Whether the name begins a story: "BARCELONA, Dec 5 (Reuters) -", where the
/// club may have taught it its label.
fn is_dateline(parsed: &Parsed<'_>, name: Span) -> bool {
    let text = name.of(parsed.text);
    if text.len() < 4 || text.chars().any(char::is_lowercase) {
        return false;
    }
    let starts =
        parsed.sentences.binary_search_by_key(&name.start(), |sentence| sentence.span.start()).is_ok();
    let next = parsed.tokens.partition_point(|token| token.start() < name.end());
    let agency =
        || (next..next + DATELINE).find(|&word| parsed.token(word) == "(").map(|open| parsed.token(open + 1));
    starts && matches!(parsed.token(next), "," | "(") && agency().is_some_and(|word| AGENCIES.contains(&word))
}

/// Takes in the words after the name that belong to it.
fn extend(parsed: &Parsed<'_>, name: &mut EntityData, limit: usize) {
    if !matches!(name.label, Label::Person | Label::Org) {
        return;
    }
    let next = parsed.tokens.partition_point(|token| token.start() < name.span.end());
    let last = match name.label {
        // Not "the Great Maratha leader".
        Label::Person
            if parsed.token(next) == "the"
                && BYNAMES.contains(&parsed.token(next + 1))
                && !is_capital(parsed.token(next + 2)) =>
        {
            next + 1
        }
        Label::Org if MEASURES.contains(&parsed.token(next)) => next,
        _ => return,
    };
    let span = parsed.span(last);
    let spaces = parsed.text.get(name.span.end()..span.start()).unwrap_or("\n");
    if span.end() <= limit && !spaces.contains('\n') {
        name.span = Span::new(name.span.start(), span.end());
    }
}

/// "Skadden, Arps, Slate, Meagher & Flom": surnames that "&" ends.
fn firms(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    let between = |before: &EntityData, after: &EntityData| {
        parsed.text.get(before.span.end()..after.span.start()).unwrap_or("")
    };
    let partner = |name: &EntityData| {
        let text = name.span.of(parsed.text);
        let plain = matches!(name.label, Label::Person | Label::Org | Label::Gpe) && name.own.is_none();
        plain && text.chars().all(char::is_alphabetic) && !GIVEN.has(text) && !COUNTRIES.has(text)
    };
    let mut found = false;
    for last in 2..names.len() {
        let linked = |first: usize, link: &str| {
            let pair = names.get(first).zip(names.get(first + 1));
            pair.is_some_and(|(before, after)| {
                between(before, after) == link && partner(before) && partner(after)
            })
        };
        // Two alone are the network's to say: "Marks & Spencer", "Ana & Ben".
        if !linked(last - 1, " & ") || !linked(last - 2, ", ") {
            continue;
        }
        let first = (last.saturating_sub(PARTNERS)..last - 1).rev().take_while(|&at| linked(at, ", ")).last();
        let Some((first, end)) = first.zip(names.get(last).map(|name| name.span.end())) else { continue };
        found = true;
        for (number, name) in names.iter_mut().enumerate().take(last + 1).skip(first) {
            // The others are taken out below.
            let start = if number == first { name.span.start() } else { end };
            name.span = Span::new(start, end);
            (name.label, name.score) = (Label::Org, None);
        }
    }
    if found {
        names.retain(|name| !name.span.is_empty());
    }
}

/// Finds peoples and parties that are in no name: "Sino-American ties",
/// "Western diplomats", "(D., Mich.)".
fn peoples(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    let mut added = Vec::new();
    for sentence in 0..parsed.sentences.len() {
        let words = parsed.tokens_of(sentence);
        for at in words.clone() {
            // "the Legislative Yuan", one of the five of Taiwan.
            if parsed.token(at) == "Yuan" && at > words.start && YUANS.contains(&parsed.token(at - 1)) {
                added.push(EntityData::ruled(parsed.span(at - 1).join(parsed.span(at)), Label::Org));
            } else if people(parsed, names, &words, at) {
                added.push(EntityData::ruled(parsed.span(at), Label::Norp));
            }
        }
    }
    put(names, added);
}

fn people(parsed: &Parsed<'_>, names: &[EntityData], sentence: &Range<usize>, at: usize) -> bool {
    let word = parsed.token(at);
    if !is_capital(word) {
        return false;
    }
    let around = Around { parsed, entities: names };
    let lower = |word: &str| word.starts_with(char::is_lowercase);
    let next = parsed.token(at + 1);
    match word {
        "Western" => lower(next) && around.entity_at(at).is_none(),
        "D" | "D." | "R" | "R." => {
            let bracket = at > sentence.start && parsed.token(at - 1) == "(";
            let place = || around.name_at(at + 2).is_some_and(|(_, name)| name.label == Label::Gpe);
            bracket && matches!(next, "," | "-") && place()
        }
        _ => {
            let Some((half, people)) = word.split_once('-') else { return false };
            HALVES.contains(&half)
                && DEMONYMS.has(people)
                && around
                    .entity_at(at)
                    .is_none_or(|number| names.get(number).is_some_and(|name| name.span == parsed.span(at)))
        }
    }
}
