//! Two neighbouring names that are one: "Grand Duchy of Poznań", and "Iran-Iraq
//! War", whose hyphen the tokens cut.

use super::EntityData;
use crate::label::Label;
use crate::span::Span;

/// Nouns that begin the names of places and bodies and go on with "of".
const HEADS: &[&str] = &[
    "Archdiocese",
    "Bank",
    "Bay",
    "Cape",
    "Church",
    "County",
    "Diocese",
    "Duchy",
    "Emirate",
    "Gulf",
    "Island",
    "Islands",
    "Isle",
    "Isles",
    "Kingdom",
    "Lake",
    "Port",
    "Principality",
    "Province",
    "Republic",
    "Strait",
    "Straits",
    "Sultanate",
    "University",
];

/// Makes `last` the whole name where `next` goes on with it; whether it does.
pub(super) fn goes_on(text: &str, last: &mut EntityData, next: &EntityData) -> bool {
    let (head, tail) = (last.span.of(text), next.span.of(text));
    let between = text.get(last.span.end()..next.span.start()).unwrap_or("");
    let label = match (between, last.label, next.label) {
        (" of " | " of the ", Label::Gpe | Label::Loc | Label::Org, Label::Gpe | Label::Loc)
            if HEADS.contains(&head.rsplit(' ').next().unwrap_or(head)) =>
        {
            last.label
        }
        ("-", Label::Gpe | Label::Norp, Label::Event | Label::Law | Label::Org)
            if !head.contains(' ') && tail.contains(' ') =>
        {
            next.label
        }
        _ => return false,
    };
    last.span = Span::new(last.span.start(), next.span.end());
    last.label = label;
    last.score = last.score.zip(next.score).map(|(last, next)| last.min(next));
    true
}
