//! What is no part of a name: the article and the title before it, the
//! possessive and stray marks after it.

use core::ops::Range;

use crate::label::Label;
use crate::text::Parsed;

/// Titles that stand before a person's name. The name is "Amina Otieno" in
/// "Dr. Amina Otieno" and in "President Amina Otieno"; a "Duke Ellington" is
/// not stripped, so words that are given names too are left out.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "shri",
    "smt",
    "president",
    "chancellor",
    "premier",
    "minister",
    "secretary",
    "senator",
    "sen",
    "representative",
    "rep",
    "congressman",
    "congresswoman",
    "governor",
    "gov",
    "mayor",
    "ambassador",
    "general",
    "gen",
    "colonel",
    "col",
    "lieutenant",
    "lt",
    "major",
    "maj",
    "captain",
    "capt",
    "sergeant",
    "sgt",
    "admiral",
    "commander",
    "king",
    "queen",
    "prince",
    "princess",
    "emperor",
    "sultan",
    "sheikh",
    "ayatollah",
    "pope",
    "cardinal",
    "archbishop",
    "bishop",
    "reverend",
    "rev",
    "imam",
    "chairman",
    "chairwoman",
    "judge",
    "inspector",
    "constable",
    "coach",
    "spokesman",
    "spokeswoman",
];

/// Honours and offices in short after a person's name.
const AFTER: &[&str] =
    &["CBE", "Esq", "KC", "MBE", "MD", "MP", "MPs", "MSP", "OBE", "PhD", "Ph.D.", "QC", "RN"];

/// Nouns of institutions that are no name alone, though text about one writes
/// them with a capital: "the Government", "this Constitution". Chambers and
/// the like ("Congress", "Parliament") are not among them.
const COMMON: &[&str] = &[
    "administration",
    "agency",
    "authority",
    "bill",
    "board",
    "bureau",
    "cabinet",
    "chamber",
    "club",
    "commission",
    "committee",
    "company",
    "constitution",
    "corporation",
    "council",
    "country",
    "court",
    "department",
    "division",
    "federal",
    "federation",
    "foundation",
    "government",
    "group",
    "institute",
    "ministry",
    "movement",
    "nation",
    "national",
    "office",
    "party",
    "police",
    "project",
    "province",
    "republic",
    "society",
    "state",
    "station",
    "trust",
    "university",
];

/// Parts of names that are none alone: "the bin".
const PARTICLES: &[&str] =
    &["al", "bin", "bint", "da", "de", "del", "der", "di", "dos", "el", "ibn", "la", "van", "von"];

/// The words of the name within `words`; none where nothing is left. What is
/// part of a label of the user's own, their examples tell.
pub(super) fn name(parsed: &Parsed<'_>, mut words: Range<usize>, label: Label) -> Option<Range<usize>> {
    if label == Label::Custom {
        return Some(words);
    }
    while !words.is_empty() && is_lead(parsed.token(words.start), label, words.len()) {
        words.start += 1;
    }
    let after = |words: &Range<usize>| {
        label == Label::Person && words.len() > 1 && AFTER.contains(&parsed.token(words.end - 1))
    };
    while !words.is_empty() && (is_tail(parsed.token(words.end - 1)) || after(&words)) {
        words.end -= 1;
    }
    if let (1, word) = (words.len(), parsed.token(words.start))
        && (is_common(word, label) || PARTICLES.contains(&word))
    {
        return None;
    }
    let letters = words.clone().any(|word| parsed.token(word).chars().any(char::is_alphanumeric));
    (letters && !words.is_empty()).then_some(words)
}

fn is_lead(word: &str, label: Label, left: usize) -> bool {
    match label {
        // "A" and "The" begin titles of works ("The Hague" is the network's to say).
        Label::WorkOfArt => is_mark(word),
        Label::Person if left > 1 => {
            let word = word.strip_suffix('.').unwrap_or(word);
            is_article(word) || is_mark(word) || TITLES.iter().any(|title| title.eq_ignore_ascii_case(word))
        }
        _ => is_article(word) || is_mark(word),
    }
}

fn is_tail(word: &str) -> bool {
    // No name goes on with a preposition and ends there: what follows was left out.
    matches!(word, "'s" | "’s" | "'S" | "’S" | "of" | "the" | "and" | "for" | "in" | "to") || is_mark(word)
}

fn is_common(word: &str, label: Label) -> bool {
    let place = matches!(label, Label::Org | Label::Gpe | Label::Loc | Label::Fac);
    // "Nations" is as common as "Nation".
    let plain = |noun: &&str| {
        noun.eq_ignore_ascii_case(word) || noun.eq_ignore_ascii_case(word.strip_suffix('s').unwrap_or(word))
    };
    place && COMMON.iter().any(plain)
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| article.eq_ignore_ascii_case(word))
}

fn is_mark(word: &str) -> bool {
    !word.is_empty() && !word.chars().any(char::is_alphanumeric)
}
