//! A name as its mention writes it, taken apart: words to compare, the form
//! of address, the gender that it tells.

use super::words::{ALIASES, GIVEN, HONORIFICS, TITLES};
use crate::hash::{Map, Seed};
use crate::label::Label;
use crate::span::Span;

/// What kind of thing a label names: names of one kind are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Person,
    Place,
    Body,
    Group,
    Other,
}

impl Class {
    pub(crate) fn of(label: Label) -> Class {
        match label {
            Label::Person => Class::Person,
            Label::Gpe | Label::Loc | Label::Fac => Class::Place,
            Label::Org => Class::Body,
            Label::Norp | Label::Language => Class::Group,
            _ => Class::Other,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Woman,
    Man,
}

impl Gender {
    /// Of a word list's "f" or "m".
    pub(crate) fn of(mark: Option<&str>) -> Option<Gender> {
        match mark? {
            "f" => Some(Gender::Woman),
            "m" => Some(Gender::Man),
            _ => None,
        }
    }
}

/// The words of a document's names, each with a number.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    numbers: Map<Box<str>, u32>,
    words: Vec<Box<str>>,
}

impl Vocabulary {
    pub(super) fn new(seed: Seed) -> Self {
        Self { numbers: Map::with_hasher(seed), words: Vec::new() }
    }

    pub(crate) fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.into(), number);
        self.words.push(word.into());
        number
    }

    /// The number of a word that has one.
    pub(crate) fn known(&self, word: &str) -> Option<u32> {
        self.numbers.get(word).copied()
    }

    pub(crate) fn word(&self, number: u32) -> &str {
        self.words.get(number as usize).map_or("", |word| word)
    }
}

/// A mention of a name, taken apart.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    /// Without article, form of address and possessive ending.
    pub(crate) span: Span,
    /// The numbers of its words, folded.
    pub(crate) words: Vec<u32>,
    /// What a form of address or a title before it tells.
    pub(crate) gender: Option<Gender>,
    /// Whether a form of address or a title was part of the mention.
    pub(crate) titled: bool,
    /// In capitals, perhaps with full stops: "HASC", "U.S.".
    pub(crate) acronym: bool,
    /// With the form of a company: "Acme Ltd".
    pub(crate) company: bool,
}

/// Takes the mention at `span` apart.
pub(crate) fn parse(
    text: &str,
    span: Span,
    person: bool,
    vocabulary: &mut Vocabulary,
    folded: &mut String,
) -> Name {
    let mention = span.of(text);
    // The tagger may take in a bracket: "Coast Guard Agency (CGA".
    let mention = mention.split(" (").next().unwrap_or(mention);
    let mut name =
        Name { span, words: Vec::new(), gender: None, titled: false, acronym: false, company: false };
    let mut words: Vec<Span> = pieces(mention, span.start()).collect();
    if words.len() > 1 && words.first().is_some_and(|word| is_article(word.of(text))) {
        words.remove(0);
    }
    if person {
        // "President Marta Ruiz" is Marta Ruiz; "Dean Ruiz" may be her first name.
        let last = words.len().saturating_sub(1);
        let titled = words.iter().take(last).rposition(|word| {
            let word = word.of(text).trim_end_matches('.');
            (HONORIFICS.has(word) || TITLES.has(word)) && !GIVEN.has(word)
        });
        if let Some(at) = titled {
            name.titled = true;
            for word in words.drain(..=at) {
                let word = word.of(text).trim_end_matches('.');
                let told = Gender::of(HONORIFICS.get(word)).or_else(|| Gender::of(TITLES.get(word)));
                name.gender = told.or(name.gender);
            }
        }
    }
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        let end = last.start() + without_possessive(last.of(text)).len();
        name.span = Span::new(first.start(), end.max(first.start()));
    }
    name.acronym = is_acronym(name.span.of(text));
    if !person {
        folded.clear();
        for word in &words {
            if !folded.is_empty() {
                folded.push(' ');
            }
            fold(word.of(text), folded);
        }
        if let Some(canonical) = ALIASES.get(folded) {
            name.words.extend(canonical.split(' ').map(|word| vocabulary.number(word)));
            return name;
        }
    }
    for word in &words {
        folded.clear();
        fold(word.of(text), folded);
        for part in folded.split(' ').filter(|part| !part.is_empty()) {
            let number = vocabulary.number(part);
            name.words.push(number);
        }
    }
    // "Acme Ltd" is Acme.
    while !person
        && name.words.len() > 1
        && name.words.last().is_some_and(|&word| is_legal_form(vocabulary.word(word)))
    {
        name.words.pop();
        name.company = true;
    }
    if name.words.is_empty() {
        name.words.push(vocabulary.number(mention));
    }
    name
}

/// The pieces between white space, with where they stand.
fn pieces(text: &str, base: usize) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(move |word| {
        let start = base + (word.as_ptr() as usize - text.as_ptr() as usize);
        Span::new(start, start + word.len())
    })
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an"].iter().any(|article| word.eq_ignore_ascii_case(article))
}

/// "inc", "ltd": the form of a company, in small letters.
pub(crate) fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "corp"
            | "corporation"
            | "co"
            | "ltd"
            | "limited"
            | "plc"
            | "llc"
            | "llp"
            | "ag"
            | "sa"
            | "nv"
            | "gmbh"
            | "spa"
            | "se"
            | "pte"
            | "pvt"
            | "bv"
            | "ab"
            | "asa"
            | "oyj"
    )
}

/// A word without "'s" and without marks at its end.
pub(crate) fn without_possessive(word: &str) -> &str {
    let word = word.trim_end_matches([',', ';', ':', '"', '”', ')', '(']);
    for ending in ["'s", "’s", "'S", "’S"] {
        if let Some(rest) = word.strip_suffix(ending) {
            return rest;
        }
    }
    word.trim_end_matches(['\'', '’'])
}

/// Two capitals or more, perhaps digits, full stops, ampersands and a plural's s.
pub(crate) fn is_acronym(word: &str) -> bool {
    let body = word.strip_suffix('s').unwrap_or(word);
    body.len() <= 14
        && body.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && body
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'.' | b'&' | b'/'))
}

/// Appends `word` in small letters, without accents, full stops and the
/// possessive ending, hyphens as blanks, in American spelling where the two
/// differ in the names of offices.
pub(crate) fn fold(word: &str, out: &mut String) {
    let start = out.len();
    for c in without_possessive(word).chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '.' | ',' | '"' | '“' | '”' | '(' | ')' => {}
            '’' | '‘' | 'ʼ' => out.push('\''),
            '-' | '‐' | '‑' | '–' | '—' | '/' => out.push(' '),
            '&' => out.push_str("and"),
            c if c.is_ascii() => out.push(c),
            c => fold_letter(c, out),
        }
    }
    let american = match out.get(start..).unwrap_or("") {
        "defence" => "defense",
        "centre" => "center",
        "labour" => "labor",
        "organisation" => "organization",
        "organisations" => "organizations",
        "programme" => "program",
        "harbour" => "harbor",
        _ => return,
    };
    out.truncate(start);
    out.push_str(american);
}

fn fold_letter(c: char, out: &mut String) {
    let plain = match c {
        'À'..='Å' | 'à'..='å' | 'ā' | 'Ā' | 'ă' | 'Ă' | 'ą' | 'Ą' => "a",
        'Æ' | 'æ' => "ae",
        'Ç' | 'ç' | 'ć' | 'Ć' | 'č' | 'Č' => "c",
        'È'..='Ë' | 'è'..='ë' | 'ē' | 'Ē' | 'ę' | 'Ę' | 'ě' | 'Ě' | 'ė' | 'Ė' | 'ə' | 'Ə' => {
            "e"
        }
        'Ì'..='Ï' | 'ì'..='ï' | 'ī' | 'Ī' | 'ı' | 'İ' => "i",
        'Ñ' | 'ñ' | 'ń' | 'Ń' | 'ň' | 'Ň' => "n",
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'ō' | 'Ō' | 'ő' | 'Ő' => "o",
        'Ù'..='Ü' | 'ù'..='ü' | 'ū' | 'Ū' | 'ű' | 'Ű' | 'ů' | 'Ů' => "u",
        'Ý' | 'ý' | 'ÿ' => "y",
        'š' | 'Š' | 'ş' | 'Ş' | 'ș' | 'Ș' | 'ś' | 'Ś' => "s",
        'ž' | 'Ž' | 'ź' | 'Ź' | 'ż' | 'Ż' => "z",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ğ' | 'Ğ' => "g",
        'ř' | 'Ř' => "r",
        'ţ' | 'Ţ' | 'ț' | 'Ț' | 'ť' | 'Ť' => "t",
        'ß' => "ss",
        _ => {
            out.extend(c.to_lowercase());
            return;
        }
    };
    out.push_str(plain);
}
