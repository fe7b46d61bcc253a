//! Names whose last word says what they are, and ships, of which the first does.
//!
//! No free corpus of names marks laws and treaties, and all of them mix
//! buildings with the bodies in them; so the network calls "Clean Water Act"
//! and "Kisumu Airport" organisations, or leaves the last word out. That word
//! is evidence enough: it gives the label, and it takes the name before it.

use core::ops::Range;

use super::{EntityData, put};
use crate::cluster::around::{Around, is_capital, is_determiner, is_opening};
use crate::cluster::is_legal_form;
use crate::cluster::words::{BODIES, HEADS, ORDINARY};
use crate::label::Label;
use crate::sentence::SentenceKind;
use crate::text::Parsed;

/// No law's name has more words before its last.
const LONGEST: usize = 12;

/// What ships bear before their name.
const SHIPS: &[&str] = &[
    "BRP", "FV", "HMAS", "HMCS", "HMNZS", "HMS", "INS", "KRI", "MS", "MT", "MV", "RFA", "RMS", "RRS", "RV",
    "SS", "USCGC", "USNS", "USS",
];

/// What the last word of a name says of it.
struct Head {
    label: Label,
    /// The name before it is part of its own: "Paris" and "Agreement".
    takes: bool,
    /// Words with capitals before it are a name: "Official Secrets Act".
    makes: bool,
    /// So they are where "the" goes before them: "the Public Health Code".
    the: bool,
}

impl Head {
    fn of(word: &str) -> Option<Self> {
        if !is_capital(word) {
            return None;
        }
        let said = HEADS.get(word)?;
        let (label, flags) = said.split_once(' ').unwrap_or((said, ""));
        let has = |flag| flags.split(' ').any(|each| each == flag);
        Some(Self { label: label.parse().ok()?, takes: has("takes"), makes: has("makes"), the: has("the") })
    }
}

/// Gives each name the label that its last word says, and finds the laws of
/// which the network left some words out. Linear in the words.
///
/// Counter-examples: a "Party of the Democratic Revolution" is a party, a
/// "Government of National Accord" a government; "the Act" names nothing.
pub(crate) fn settle(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    for name in &mut *names {
        relabel(parsed, name);
    }
    let companies = names.iter().filter_map(|name| company(parsed, name)).collect();
    put(names, companies);
    let mut laws: Vec<EntityData> = Vec::new();
    for (sentence, data) in parsed.sentences.iter().enumerate() {
        // In a headline every word has its capital, and "Act" may be a verb.
        if data.kind == SentenceKind::Heading {
            continue;
        }
        let words = parsed.tokens_of(sentence);
        for last in words.clone() {
            let head = Head::of(parsed.token(last)).filter(|head| head.takes || head.the);
            let law = head.and_then(|head| law(parsed, names, words.clone(), last, &head));
            let Some(mut law) = law else { continue };
            // "Kyoto Protocol Act" is one law.
            while let Some(before) = laws.pop_if(|before| before.span.overlaps(law.span)) {
                law.span = law.span.join(before.span);
            }
            laws.push(law);
        }
    }
    put(names, laws);
}

/// "Manchester Arena" is a building, "Clean Water Act" a law, "MV Rosalia" a
/// ship.
fn relabel(parsed: &Parsed<'_>, name: &mut EntityData) {
    let body =
        matches!(name.label, Label::Org | Label::Event | Label::WorkOfArt | Label::Product | Label::Fac);
    let person = name.label == Label::Person;
    if !(body || person) || name.own.is_some() {
        return;
    }
    let words = Around { parsed, entities: &[] }.tokens(name.span);
    if person {
        if words.len() > 1 && is_company(parsed.token(words.end - 1)) {
            (name.label, name.score) = (Label::Org, None);
        }
        return;
    }
    let ship = SHIPS.contains(&parsed.token(words.start));
    if words.len() > 1 && ship && !BODIES.has(parsed.token(words.end - 1)) {
        (name.label, name.score) = (Label::Product, None);
        return;
    }
    let (before, last) = (words.end.saturating_sub(2), words.end.saturating_sub(1));
    let Some(head) = Head::of(parsed.token(last)).filter(|_| words.len() > 1) else { return };
    // What stands before "of" is the head: "Commission for Taxi Regulation".
    let inner = words.clone().any(|at| matches!(parsed.token(at), "of" | "for" | "on"));
    // A base may be anything; one of an air force is a place.
    let forces = ["Air", "Force", "Naval", "Navy", "Army", "Military", "Space"];
    let base = parsed.token(last) == "Base" && !forces.contains(&parsed.token(before));
    // "Harvard Law" may be a school.
    let said = head.takes || !head.the || is_led(Around { parsed, entities: &[] }, words.clone());
    if name.label != head.label && (head.makes || !inner) && !base && said {
        name.label = head.label;
        name.score = None;
    }
}

/// The name with the form of a company after it: "Norfold" and "ASA".
/// Counter-example: "Texas AG Ken Ruiz", whose title is his.
fn company(parsed: &Parsed<'_>, name: &EntityData) -> Option<EntityData> {
    let around = Around { parsed, entities: &[] };
    let next = around.tokens(name.span).end;
    let form = matches!(name.label, Label::Org | Label::Person)
        && name.own.is_none()
        && is_company(parsed.token(next))
        && !is_capital(parsed.token(next + 1))
        && parsed.span(next).start() == name.span.end() + 1;
    form.then(|| EntityData::ruled(name.span.join(parsed.span(next)), Label::Org))
}

/// Whether it says that the name before it is a company's: "ASA", "Ltd".
/// Counter-example: "Sa" and "Co", which are surnames.
fn is_company(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let lower = word.to_ascii_lowercase();
    let sure = matches!(lower.as_str(), "inc" | "ltd" | "plc" | "gmbh" | "corp" | "corporation" | "oyj");
    is_legal_form(&lower) && (sure || word.bytes().all(|b| b.is_ascii_uppercase()))
}

/// The law whose name ends with the word `last`, which is in no name itself.
fn law(
    parsed: &Parsed<'_>,
    names: &[EntityData],
    sentence: Range<usize>,
    last: usize,
    head: &Head,
) -> Option<EntityData> {
    let around = Around { parsed, entities: names };
    let ended = match around.name_at(last) {
        // "Clean Water Act": only its year is missing.
        Some((_, name)) if name.label == Label::Law && around.tokens(name.span).end == last + 1 => Some(name),
        Some(_) => return None,
        None => None,
    };
    let first = match ended {
        Some(name) => around.tokens(name.span).start,
        None => before(around, &sentence, last, head),
    };
    if !head.takes && !is_led(around, first..last + 1) {
        return None;
    }
    let end = match [parsed.token(last + 1), parsed.token(last + 2)] {
        ["of", year] if is_year(year) => last + 3,
        [year, _] if is_year(year) => last + 2,
        _ => last + 1,
    };
    if first == last || end > sentence.end || (ended.is_some() && end == last + 1) {
        return None;
    }
    Some(EntityData::ruled(around.span(&(first..end)), head.label))
}

/// Where the name that ends with the head at `last` begins.
fn before(around: Around<'_, '_>, sentence: &Range<usize>, last: usize, head: &Head) -> usize {
    let capital = |at: usize| {
        let word = around.token(at);
        at >= sentence.start && is_capital(word) && !is_opening(word) && !is_determiner(word)
    };
    let makes = head.makes || head.the;
    let mut first = last;
    while first > sentence.start && last - first < LONGEST {
        let at = first - 1;
        if let Some((_, name)) = around.name_at(at) {
            let words = around.tokens(name.span);
            match name.label {
                _ if name.own.is_some() => break,
                Label::Gpe | Label::Loc | Label::Person => {
                    // "the Paris Agreement", "the Lacey Act"; not "the US Clean Water Act".
                    return if first == last { words.start } else { first };
                }
                Label::Norp => break,
                _ => first = words.start,
            }
        } else if makes && capital(at) {
            first = at;
        } else if makes
            && first < last
            && at > sentence.start
            && capital(at - 1)
            && matches!(around.token(at), "of" | "and" | "for" | "to" | "on" | "&" | ",")
        {
            first = at - 1;
        } else if makes && first == last && around.token(at) == ")" {
            // "Citizenship (Amendment) Act"
            let open =
                (sentence.start.max(at.saturating_sub(4))..at).rev().find(|&at| around.token(at) == "(");
            match open.and_then(|open| open.checked_sub(1)).filter(|&word| capital(word)) {
                Some(word) => {
                    first = around.name_at(word).map_or(word, |(_, name)| around.tokens(name.span).start);
                }
                None => break,
            }
        } else {
            break;
        }
    }
    // The capital of a sentence's first word says nothing.
    let plain =
        first == sentence.start && around.name_at(first).is_none() && ORDINARY.has(around.token(first));
    first + usize::from(plain && first < last)
}

/// Whether an article, or who has it, goes before a name, and no more of it comes after: "the Foreign Agents Law",
/// "Kenya's Penal Code", "the German Basic Law". Counter-examples: "Public Law", "the Harvard Law School", "the Natural
/// Law party".
fn is_led(around: Around<'_, '_>, name: Range<usize>) -> bool {
    let next = around.token(name.end);
    let goes_on = is_capital(next)
        || matches!(
            next,
            "party" | "parties" | "school" | "schools" | "firm" | "firms" | "professor" | "student"
        );
    let led = |lead| {
        matches!(around.token(lead), "the" | "'s" | "’s")
            || around.name_at(lead).is_some_and(|(_, name)| name.label == Label::Norp)
    };
    !goes_on && name.start.checked_sub(1).is_some_and(led)
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(|byte| byte.is_ascii_digit())
}
