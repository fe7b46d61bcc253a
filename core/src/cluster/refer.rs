//! Mentions that are no names, where they are safe: "she", "his", "who", "the
//! minister", "the company", "the two leaders", "they" of two people.
//!
//! No syntax is read. A pronoun goes to the person of its gender who stands
//! first in its own sentence before it, else in the two sentences before;
//! where only people of no known gender stand there, to the one of them, if it
//! is one. Measured in `docs/who-is-who.md`.

use core::ops::Range;

use super::around::{Around, is_capital, is_possessive};
use super::name::{Gender, fold, is_legal_form};
use super::words::{BODIES, CUES, GIVEN, HONORIFICS, TITLES};
use super::{ClusterData, MentionData, MentionKind};
use crate::entity::EntityData;
use crate::hash::{Map, Seed};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// How many sentences back a pronoun looks.
const SENTENCES: usize = 2;
/// How many mentions are looked through.
const RECENT: usize = 24;
/// How many bearers of one office, or bodies of one noun, are told apart.
const BEARERS: usize = 8;

/// How far apart two people may be named whom "they" means, in tokens.
const COUPLE: usize = 10;

/// A mention that a pronoun may go back to.
#[derive(Clone, Copy)]
struct Seen {
    cluster: u32,
    sentence: usize,
    at: usize,
    quoted: bool,
    named: bool,
    place: Place,
}

/// Where a mention stands in its sentence.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Beside a word that says that it says something.
    Speaks,
    /// The first person of its sentence.
    First,
    Elsewhere,
}

struct Reader<'a, 't> {
    around: Around<'a, 't>,
    clusters: &'a mut [ClusterData],
    genders: Vec<Option<Gender>>,
    /// Tokens within quotation marks, in order and apart.
    quoted: &'a [Range<usize>],
    people: Vec<Seen>,
    /// Where each cluster was mentioned last, by token.
    last: Vec<Option<usize>>,
    /// Who holds an office, by its noun; bodies by their noun.
    offices: Map<String, Vec<u32>>,
    bodies: Map<String, Vec<u32>>,
    company: Option<u32>,
    found: Vec<(u32, MentionData)>,
}

/// Adds the mentions to the clusters; linear in the text. `quoted` are the
/// tokens within quotation marks.
pub(super) fn find(
    parsed: &Parsed<'_>,
    entities: &[EntityData],
    clusters: &mut [ClusterData],
    quoted: &[Range<usize>],
) {
    if clusters.is_empty() {
        return;
    }
    let around = Around { parsed, entities };
    let mut names: Vec<(Span, u32)> = (0..)
        .zip(&*clusters)
        .flat_map(|(number, cluster)| cluster.mentions.iter().map(move |mention| (mention.span, number)))
        .collect();
    names.sort_unstable();
    let genders = clusters.iter().map(|cluster| gender(around, cluster)).collect();
    let last = vec![None; clusters.len()];
    let seed = Seed::of(parsed.text);
    let mut reader = Reader {
        around,
        clusters,
        genders,
        quoted,
        people: Vec::new(),
        last,
        offices: Map::with_hasher(seed),
        bodies: Map::with_hasher(seed),
        company: None,
        found: Vec::new(),
    };
    reader.index();
    reader.read(&names);
    let Reader { found, clusters, .. } = reader;
    let mut touched = Vec::new();
    for (number, mention) in found {
        if let Some(cluster) = clusters.get_mut(number as usize) {
            cluster.mentions.push(mention);
            touched.push(number);
        }
    }
    touched.dedup();
    for number in touched {
        if let Some(cluster) = clusters.get_mut(number as usize) {
            cluster.mentions.sort_by_key(|mention| mention.span);
        }
    }
}

/// What forms of address, titles and the first name of a person tell.
fn gender(around: Around<'_, '_>, cluster: &ClusterData) -> Option<Gender> {
    if cluster.label != Label::Person {
        return None;
    }
    let text = around.parsed.text;
    // The first of many mentions tell enough.
    for mention in cluster.mentions.iter().take(RECENT) {
        let before = around.tokens(mention.span).start.checked_sub(1).map_or("", |at| around.token(at));
        let told = Gender::of(HONORIFICS.get(before.trim_end_matches('.')));
        if told.is_some() && is_capital(before) {
            return told;
        }
    }
    for role in cluster.roles.iter().take(RECENT) {
        for word in role.title.of(text).split_whitespace() {
            let told = Gender::of(TITLES.get(word));
            if told.is_some() {
                return told;
            }
        }
    }
    let mut words = cluster.name.of(text).split_whitespace();
    let (first, second) = (words.next()?, words.next());
    let mut folded = String::new();
    fold(first, &mut folded);
    second.and_then(|_| Gender::of(GIVEN.get(folded.split(' ').next().unwrap_or(""))))
}

fn man_or_woman(word: &str) -> Option<Gender> {
    match word {
        "he" | "He" | "him" | "his" | "His" => Some(Gender::Man),
        "she" | "She" | "her" | "Her" | "hers" => Some(Gender::Woman),
        _ => None,
    }
}

impl Reader<'_, '_> {
    /// Enters offices and bodies by their nouns.
    fn index(&mut self) {
        let text = self.around.parsed.text;
        for (number, cluster) in (0..).zip(&*self.clusters) {
            for role in cluster.roles.iter().filter(|role| !role.former).take(RECENT) {
                let noun = role.title.of(text).split_whitespace().find(|word| {
                    // "Minister of Finance", "finance minister": the noun is before "of" or last.
                    role.title.of(text).ends_with(word) && TITLES.has(word)
                });
                let noun =
                    noun.or_else(|| role.title.of(text).split_whitespace().find(|word| TITLES.has(word)));
                if let Some(noun) = noun {
                    enter(&mut self.offices, noun, number);
                }
            }
            if cluster.label == Label::Org {
                for word in cluster.name.of(text).split_whitespace().filter(|word| BODIES.has(word)) {
                    enter(&mut self.bodies, word, number);
                }
            }
        }
    }

    fn read(&mut self, names: &[(Span, u32)]) {
        let mut next = 0;
        let mut marks = 0;
        for sentence in 0..self.around.parsed.sentences.len() {
            let tokens = self.around.parsed.tokens_of(sentence);
            let mut at = tokens.start;
            while at < tokens.end {
                let span = self.around.parsed.span(at);
                while self.quoted.get(marks).is_some_and(|range| range.end <= at) {
                    marks += 1;
                }
                let quoted = self.quoted.get(marks).is_some_and(|range| range.contains(&at));
                if let Some(&(name, cluster)) = names.get(next)
                    && name.start() < span.end()
                {
                    next += 1;
                    let end = self.around.tokens(name).end.max(at + 1);
                    self.meet(cluster, sentence, at..end, quoted, true);
                    at = if names.get(next).is_some_and(|(after, _)| after.start() < name.end()) {
                        at
                    } else {
                        end
                    };
                    continue;
                }
                at = self.token(at, sentence, &tokens, quoted).max(at + 1);
            }
        }
    }

    fn meet(&mut self, cluster: u32, sentence: usize, tokens: Range<usize>, quoted: bool, named: bool) {
        let at = tokens.start;
        if let Some(last) = self.last.get_mut(cluster as usize) {
            *last = Some(at);
        }
        let Some(data) = self.clusters.get(cluster as usize) else { return };
        match data.label {
            Label::Person => {
                if self.people.len() >= 2 * RECENT {
                    self.people.drain(..RECENT);
                }
                let opens = self.around.parsed.tokens_of(sentence).start;
                let first = self.people.last().is_none_or(|seen| seen.sentence != sentence);
                let speaks = CUES.has(self.around.token(tokens.end))
                    || (at > opens
                        && CUES.has(self.around.token(at - 1))
                        && self.around.token(tokens.end) == ",");
                let place = match (speaks, first) {
                    (true, _) => Place::Speaks,
                    (false, true) => Place::First,
                    (false, false) => Place::Elsewhere,
                };
                self.people.push(Seen { cluster, sentence, at, quoted, named, place });
            }
            Label::Org => {
                let name = data.name.of(self.around.parsed.text);
                let kind = |kind| name.split_whitespace().any(|word| BODIES.get(word) == Some(kind));
                let public = kind("body") || name.ends_with("Nations");
                let form = |word: &str| is_legal_form(&word.trim_end_matches('.').to_ascii_lowercase());
                let company = || kind("company") || name.split_whitespace().any(form);
                let public = public || data.acronym.is_some() && !company();
                // "a former Acme executive" is not about Acme.
                let beside = TITLES.has(self.around.token(tokens.end));
                let opens = at == self.around.parsed.tokens_of(sentence).start;
                if !public && !beside {
                    self.company = self.main_company(cluster, opens);
                } else if beside && opens && self.company != Some(cluster) {
                    // "Acme founder Ana Ruiz wrote": hers, or the one before.
                    self.company = None;
                }
            }
            _ => {}
        }
    }

    /// Whom "the company" means after a mention of `cluster`: it where it opens
    /// its sentence, and otherwise only where no other is named more often.
    fn main_company(&self, cluster: u32, opens: bool) -> Option<u32> {
        let named = |cluster: u32| self.clusters.get(cluster as usize).map_or(0, |data| data.mentions.len());
        let main = self.company.filter(|&before| !opens && named(before) > named(cluster));
        main.or(Some(cluster))
    }

    /// Reads what stands at token `at`; where to go on.
    fn token(&mut self, at: usize, sentence: usize, tokens: &Range<usize>, quoted: bool) -> usize {
        let word = self.around.token(at);
        if let Some(gender) = man_or_woman(word) {
            if let Some(cluster) = self.antecedent(gender, sentence, quoted, self.says(at)) {
                self.link(cluster, at..at + 1, MentionKind::Pronoun);
                self.meet(cluster, sentence, at..at + 1, quoted, false);
                if let Some(slot) = self.genders.get_mut(cluster as usize) {
                    slot.get_or_insert(gender);
                }
            }
            return at + 1;
        }
        match word {
            "who" | "whom" | "whose" => {
                // "Ana Ruiz, who": the name right before.
                let before = if at > tokens.start && self.around.token(at - 1) == "," { 2 } else { 1 };
                let name = at.checked_sub(before).and_then(|at| self.around.name_at(at));
                if let Some((_, entity)) = name
                    && entity.label == Label::Person
                    && let Some(cluster) = entity.cluster
                {
                    self.link(cluster, at..at + 1, MentionKind::Pronoun);
                }
                at + 1
            }
            "they" | "They" => {
                if let Some((a, b)) = self.couple(at, sentence, quoted) {
                    self.link(a, at..at + 1, MentionKind::Pronoun);
                    self.link(b, at..at + 1, MentionKind::Pronoun);
                }
                at + 1
            }
            "the" | "The" => self.nominal(at, sentence, tokens, quoted),
            _ => at + 1,
        }
    }

    fn link(&mut self, cluster: u32, tokens: Range<usize>, kind: MentionKind) {
        self.found.push((cluster, MentionData { span: self.around.span(&tokens), kind, entity: None }));
    }

    /// Whether the pronoun at `at` is who says something: "he said", "said she".
    fn says(&self, at: usize) -> bool {
        CUES.has(self.around.token(at + 1))
            || at.checked_sub(1).is_some_and(|before| CUES.has(self.around.token(before)))
    }

    /// Whom "he" or "she", who may be the one that `says` something, goes back to.
    fn antecedent(&self, gender: Gender, sentence: usize, quoted: bool, says: bool) -> Option<u32> {
        let gender_of = |seen: &Seen| self.genders.get(seen.cluster as usize).copied().flatten();
        let recent = self.people.get(self.people.len().saturating_sub(RECENT)..).unwrap_or(&[]);
        for back in 0..=SENTENCES {
            let there = || {
                recent.iter().filter(move |seen| seen.sentence + back == sentence && quoted == seen.quoted)
            };
            // Who says the clause, else the first name that fits, else the first mention.
            let known = there().filter(|seen| gender_of(seen) == Some(gender)).max_by_key(|seen| {
                (seen.place == Place::Speaks && seen.named && back == 0, core::cmp::Reverse(seen.at))
            });
            let open = there().find(|seen| gender_of(seen).is_none());
            // "After talks with Minister Omar Haddad, Ruiz said work would begin. “At last,” he said."
            let speaker =
                there().find(|seen| seen.place == Place::Speaks && seen.named && gender_of(seen).is_none());
            if says
                && let Some(speaker) = speaker
                && known.is_none_or(|known| known.place != Place::Speaks)
            {
                return Some(speaker.cluster);
            }
            match (known, open) {
                (Some(known), _) => {
                    let rival = there().any(|seen| {
                        seen.cluster != known.cluster && gender_of(seen) == Some(gender) && seen.named
                    });
                    let sure = !rival || known.place != Place::Elsewhere;
                    return sure.then_some(known.cluster);
                }
                (None, Some(open)) => {
                    let alone = there().all(|seen| gender_of(seen).is_some() || seen.cluster == open.cluster);
                    return alone.then_some(open.cluster);
                }
                (None, None) => {}
            }
        }
        None
    }

    /// "the minister", "the 54-year-old engineer", "the company", "the two
    /// leaders"; where to go on.
    /// Counter-examples: "the minister of trade"; "the minister Ana Ruiz"; "Ana
    /// Ruiz, the mayor,".
    fn nominal(&mut self, the: usize, sentence: usize, tokens: &Range<usize>, quoted: bool) -> usize {
        let stop = tokens.end.min(the + 5);
        let noun = (the + 1..stop).take_while(|&at| {
            let word = self.around.token(at);
            word.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
                && self.around.name_at(at).is_none()
        });
        let Some(noun) = noun.filter(|&at| is_noun(self.around.token(at))).last() else { return the + 1 };
        let after = self.around.token(noun + 1);
        let named = noun + 1 < tokens.end
            && (self.around.name_at(noun + 1).is_some()
                || matches!(after, "of" | "for" | "to" | "who" | "that" | "which" | "in" | "at")
                || (after == "," && self.around.name_at(noun + 2).is_some()));
        let apposed = the > tokens.start
            && self.around.token(the - 1) == ","
            && self
                .around
                .name_at(the.saturating_sub(2))
                .is_some_and(|(_, entity)| entity.label == Label::Person);
        let title =
            is_capital(self.around.token(noun)) && the > tokens.start && self.around.token(the) == "The";
        if named || apposed || title {
            return noun + 1;
        }
        let word = self.around.token(noun).to_ascii_lowercase();
        let span = the..noun + 1;
        if self.around.token(the + 1) == "two" {
            if let Some((a, b)) = self.pair(sentence) {
                self.link(a, span.clone(), MentionKind::Nominal);
                self.link(b, span, MentionKind::Nominal);
            }
            return noun + 1;
        }
        let cluster = if TITLES.has(&word) {
            self.office(&word, the + 1..noun)
        } else {
            let last = |cluster: &u32| self.last.get(*cluster as usize).copied().flatten();
            let same = self.bodies.get(&word).and_then(|all| all.iter().copied().max_by_key(last));
            same.filter(|cluster| last(cluster).is_some())
                .or_else(|| self.company.filter(|_| matches!(word.as_str(), "company" | "firm")))
                .filter(|_| noun == the + 1)
        };
        if let Some(cluster) = cluster {
            self.link(cluster, span, MentionKind::Nominal);
            self.meet(cluster, sentence, the..noun + 1, quoted, false);
        }
        noun + 1
    }

    /// Who holds the office of that noun and was mentioned last; what stands
    /// before the noun is part of the title.
    fn office(&self, noun: &str, modifiers: Range<usize>) -> Option<u32> {
        let last = |cluster: &u32| self.last.get(*cluster as usize).copied().flatten();
        let fits = |cluster: &u32| {
            modifiers.clone().all(|at| {
                let word = self.around.token(at);
                let titles = self.clusters.get(*cluster as usize).map_or(&[][..], |data| &data.roles);
                word.ends_with("-old")
                    || titles.iter().take(BEARERS).any(|role| {
                        role.title
                            .of(self.around.parsed.text)
                            .split_whitespace()
                            .any(|known| known.eq_ignore_ascii_case(word))
                    })
            })
        };
        let holders = self.offices.get(noun)?;
        holders.iter().copied().filter(|cluster| last(cluster).is_some() && fits(cluster)).max_by_key(last)
    }

    /// The two people whom "they" means: who alone are named in this sentence
    /// before it, or in the one before, with "and" between them.
    /// Counter-example: "Ana Ruiz spoke, and Omar Haddad said they had won".
    fn couple(&self, at: usize, sentence: usize, quoted: bool) -> Option<(u32, u32)> {
        let last = self.people.last().filter(|last| last.sentence + 1 >= sentence)?.sentence;
        let mut there = self.people.iter().rev().take_while(|seen| seen.sentence == last);
        let (second, first) = (there.next()?, there.next()?);
        let joint = first.at + 1..second.at;
        let word = |at: usize| self.around.token(at);
        let joined = joint.len() < COUPLE
            && joint.clone().any(|at| word(at) == "and")
            && joint.clone().all(|at| {
                (is_capital(word(at)) || !CUES.has(word(at))) && !matches!(word(at), "," | ";" | "is" | "was")
            });
        let alone =
            there.next().is_none() && second.at < at && first.quoted == quoted && second.quoted == quoted;
        (alone && joined && first.named && second.named && first.cluster != second.cluster)
            .then_some((first.cluster, second.cluster))
    }

    /// The two people of this sentence and the ones before, where there are
    /// two.
    fn pair(&self, sentence: usize) -> Option<(u32, u32)> {
        let mut pair: Vec<u32> = Vec::new();
        for seen in
            self.people.iter().rev().take(RECENT).take_while(|seen| seen.sentence + SENTENCES >= sentence)
        {
            if !pair.contains(&seen.cluster) {
                pair.push(seen.cluster);
            }
        }
        match *pair {
            [b, a] => Some((a.min(b), a.max(b))),
            _ => None,
        }
    }
}

fn enter(index: &mut Map<String, Vec<u32>>, noun: &str, cluster: u32) {
    let known = index.entry(noun.to_ascii_lowercase()).or_default();
    if known.len() < BEARERS && !known.contains(&cluster) {
        known.push(cluster);
    }
}

/// A noun that a person or body may be called by: "minister", "leaders",
/// "company".
fn is_noun(word: &str) -> bool {
    let plural = word.strip_suffix('s').is_some_and(|one| TITLES.has(one));
    !is_possessive(word)
        && (plural || TITLES.has(word) || BODIES.has(word) || matches!(word, "men" | "women"))
}
