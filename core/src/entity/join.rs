//! Two neighbouring names that are one: "Grand Duchy of Poznań", and "Iran-Iraq
//! War", whose hyphen the tokens cut, and "Asian Americans".

use super::EntityData;
use crate::cluster::is_legal_form;
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

/// Whether a company's name ends with its form: "Lehman Hutton Inc."
fn is_company(name: &str) -> bool {
    name.rsplit_once(' ')
        .is_some_and(|(_, form)| is_legal_form(&form.trim_end_matches('.').to_ascii_lowercase()))
}

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
        // "Shearson Lehman Hutton Inc.", of which the network makes two.
        (" ", Label::Org | Label::Person, Label::Org) if !head.contains(' ') && is_company(tail) => {
            next.label
        }
        // "Kidder, Peabody & Co."; not the last of a list.
        (", ", Label::Org | Label::Person | Label::Gpe, Label::Org)
            if !head.contains(' ')
                && tail.split(' ').nth(1) == Some("&")
                && is_company(tail)
                && !text.get(..last.span.start()).is_some_and(|before| before.ends_with(", ")) =>
        {
            next.label
        }
        (" ", Label::Norp, Label::Norp) if matches!(tail, "American" | "Americans") => Label::Norp,
        _ => return false,
    };
    last.span = Span::new(last.span.start(), next.span.end());
    last.label = label;
    last.score = last.score.zip(next.score).map(|(last, next)| last.min(next));
    true
}
