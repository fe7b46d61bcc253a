//! What a sentence calls a name: "Clergoux is a village", "the band Gigi",
//! "Azoya, a company that ships", "the owner of Azoya".
//!
//! The network reads a name by its letters and a few words beside it, and
//! takes what it never met for a person. A noun that says outright what sort
//! of thing it is knows better (Hearst 1992), and what the noun tells of one
//! mention holds for the others of the document.

use core::ops::Range;

use super::beside;
use crate::label::{Label, Named};
use crate::text::Parsed;

/// How sure the noun is, in 1/256 of the network's scores.
const SURE: i32 = 8 * 256;
/// From the name's article to its noun, adjectives and all, at most.
const REACH: usize = 7;
/// A bracket after a name ("(born 1919)") is skipped where it ends this soon.
const BRACKET: usize = 20;

/// Nouns of places where people live.
const TOWNS: &[&str] = &[
    "borough",
    "canton",
    "capital",
    "city",
    "commune",
    "country",
    "county",
    "district",
    "governorate",
    "hamlet",
    "locality",
    "municipality",
    "parish",
    "prefecture",
    "province",
    "republic",
    "settlement",
    "suburb",
    "town",
    "township",
    "village",
];
/// Nouns of other places.
const LANDS: &[&str] = &[
    "archipelago",
    "bay",
    "desert",
    "forest",
    "glacier",
    "hill",
    "island",
    "lake",
    "mountain",
    "mountains",
    "peninsula",
    "river",
    "sea",
    "strait",
    "tributary",
    "valley",
    "volcano",
];
/// Nouns of bodies.
const BODIES: &[&str] = &[
    "NGO",
    "NGOs",
    "agency",
    "airline",
    "association",
    "automaker",
    "band",
    "bands",
    "bank",
    "banks",
    "brewery",
    "broadcaster",
    "carmaker",
    "chain",
    "charity",
    "club",
    "clubs",
    "college",
    "companies",
    "company",
    "conglomerate",
    "corporation",
    "duo",
    "federation",
    "firm",
    "firms",
    "foundation",
    "group",
    "institute",
    "insurer",
    "label",
    "lender",
    "manufacturer",
    "newspaper",
    "organisation",
    "organisations",
    "organization",
    "organizations",
    "parties",
    "party",
    "platform",
    "platforms",
    "publisher",
    "quartet",
    "retailer",
    "school",
    "startup",
    "subsidiary",
    "team",
    "trio",
    "union",
    "university",
];
/// Nouns of people.
const PEOPLE: &[&str] = &[
    "activist",
    "actor",
    "actress",
    "analyst",
    "architect",
    "artist",
    "author",
    "bishop",
    "boxer",
    "businessman",
    "businesswoman",
    "chemist",
    "coach",
    "comedian",
    "composer",
    "cricketer",
    "defender",
    "director",
    "doctor",
    "drummer",
    "economist",
    "engineer",
    "entrepreneur",
    "farmer",
    "filmmaker",
    "footballer",
    "goalkeeper",
    "governor",
    "guitarist",
    "historian",
    "journalist",
    "judge",
    "king",
    "lawmaker",
    "lawyer",
    "man",
    "mathematician",
    "mayor",
    "midfielder",
    "minister",
    "musician",
    "novelist",
    "officer",
    "painter",
    "philosopher",
    "photographer",
    "physicist",
    "pianist",
    "player",
    "playwright",
    "poet",
    "politician",
    "president",
    "priest",
    "prince",
    "princess",
    "professor",
    "queen",
    "rapper",
    "resident",
    "scientist",
    "senator",
    "singer",
    "spokesman",
    "spokeswoman",
    "striker",
    "student",
    "teacher",
    "widow",
    "woman",
    "wrestler",
    "writer",
];
/// Nouns of works.
const WORKS: &[&str] = &["album", "documentary", "film", "novel", "opera", "poem", "sitcom", "song"];
/// Nouns of events.
const EVENTS: &[&str] =
    &["battle", "championship", "competition", "conference", "convention", "festival", "tournament", "war"];
/// Posts: what they are posts of is no person.
const POSTS: &[&str] = &[
    "CEO",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "co-founder",
    "coach",
    "dean",
    "director",
    "editor",
    "founder",
    "governor",
    "head",
    "leader",
    "leaders",
    "manager",
    "member",
    "members",
    "owner",
    "owners",
    "president",
    "principal",
    "secretary",
    "shareholders",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "treasurer",
    "vice-president",
];

/// Where the words that begin with an article end: after the noun.
const AFTER: &[&str] = &[
    "and", "at", "based", "between", "by", "for", "formed", "founded", "from", "held", "in", "located",
    "near", "of", "on", "that", "to", "which", "who", "whose", "with", ",", ".", ";", "(", "–", "—",
];
/// Words that begin something else before a noun came.
const ELSE: &[&str] = &["as", "he", "it", "said", "she", "they", "when", "where", "while"];
/// A comma after a place goes on with the sentence: "In Nairobi, a man was".
const PLACED: &[&str] = &["at", "in", "near", "on", ","];
/// And so does one before "the": "signed with Burundi, the last".
const PLACED_THE: &[&str] = &["for", "from", "to", "with"];

/// What is said of a name.
#[derive(Clone, Copy)]
enum Called {
    Is(Label),
    IsNot(Label),
}

/// Adds what the sentence says of the name within it to the scores of the
/// name's readings; whether it says anything.
pub(super) fn hear(
    parsed: &Parsed<'_>,
    sentence: Range<usize>,
    name: Range<usize>,
    labels: &[Named],
    readings: &mut [i32],
) -> bool {
    let called =
        before(parsed, sentence.start, &name).or_else(|| after(parsed, &sentence, &name)).or_else(|| {
            let best = (0..labels.len()).max_by_key(|&reading| readings.get(reading))?;
            beside::label(parsed, &sentence, &name, labels.get(best)?.0).map(Called::Is)
        });
    let (label, sure) = match called {
        Some(Called::Is(label)) => (label, SURE),
        Some(Called::IsNot(label)) => (label, -SURE),
        None => return false,
    };
    let reading = labels.iter().position(|&(known, _)| known == label);
    let Some(score) = reading.and_then(|reading| readings.get_mut(reading)) else { return false };
    *score = score.saturating_add(sure);
    true
}

/// What a noun says of the name beside it.
fn sort(noun: &str) -> Option<Label> {
    let sorts = [
        (TOWNS, Label::Gpe),
        (LANDS, Label::Loc),
        (BODIES, Label::Org),
        (PEOPLE, Label::Person),
        (WORKS, Label::WorkOfArt),
        (EVENTS, Label::Event),
    ];
    sorts.iter().find(|(nouns, _)| nouns.contains(&noun)).map(|&(_, label)| label)
}

/// "the band Gigi", "a band called Gigi", "the village of Clergoux", "the owner of Azoya".
fn before(parsed: &Parsed<'_>, start: usize, name: &Range<usize>) -> Option<Called> {
    let mut words = (start..name.start).rev().map(|word| parsed.token(word));
    let mut last = words.next()?;
    if matches!(last, "\"" | "“" | "‘" | "'") {
        last = words.next()?;
    }
    let label = match last {
        "of" => {
            let noun = words.next()?;
            // "A member of Otieno's team" is no member of hers.
            if POSTS.contains(&noun) && !matches!(parsed.token(name.end), "'s" | "’s" | "'" | "’") {
                return Some(Called::IsNot(Label::Person));
            }
            sort(noun).filter(|&label| label == Label::Gpe)
        }
        "called" | "named" => sort(words.next()?),
        "storm" | "hurricane" | "Hurricane" | "typhoon" | "Typhoon" | "cyclone" | "Cyclone" => {
            Some(Label::Event)
        }
        // "The governor of Diyala province Aqil Hamid": a noun of places may end another name.
        noun => sort(noun).filter(|&label| matches!(label, Label::Org | Label::Loc) || noun == "capital"),
    };
    label.map(Called::Is)
}

/// "Clergoux is a village in", "Azoya, a company that", "Gigi (1994) was his band".
fn after(parsed: &Parsed<'_>, sentence: &Range<usize>, name: &Range<usize>) -> Option<Called> {
    let token = |word: usize| if word < sentence.end { parsed.token(word) } else { "." };
    let mut at = name.end;
    if token(at) == "(" {
        at = (at..sentence.end.min(at + BRACKET)).find(|&word| token(word) == ")")? + 1;
    }
    let article = match token(at) {
        "is" | "was" | "are" | "were" => matches!(token(at + 1), "a" | "an" | "the" | "one"),
        "," => {
            let lead = if name.start > sentence.start { parsed.token(name.start - 1) } else { "" };
            let among = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(lead));
            match token(at + 1) {
                "the" => !among(PLACED) && !among(PLACED_THE),
                "a" | "an" | "one" | "his" | "her" | "its" | "their" => !among(PLACED),
                _ => false,
            }
        }
        _ => false,
    };
    if !article {
        return None;
    }
    let phrase = (at + 2..at + 2 + REACH).map(token);
    let mut noun = "";
    for word in phrase {
        if AFTER.contains(&word) {
            return sort(noun).map(Called::Is);
        }
        if ELSE.contains(&word) {
            return None;
        }
        noun = word;
    }
    None
}
