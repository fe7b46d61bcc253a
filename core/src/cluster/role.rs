//! What a person holds or held: "External Affairs Minister S. Rao", "Ana
//! Ruiz, chairwoman of the Harbour Board", "Omar Haddad, who heads the Fund".

use core::ops::Range;

use super::around::{
    Around, is_body, is_capital, is_determiner, is_joint, is_opening, is_place, is_possessive, is_title,
    is_word,
};
use super::words::CUES;
use super::{ClusterData, MentionKind, RoleData};
use crate::entity::EntityData;
use crate::hash::{Map, Seed};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// How many tokens a title and what belongs to it may take up.
const REACH: usize = 12;

struct Reader<'a, 't> {
    around: Around<'a, 't>,
}

/// A title as it is read: places and bodies are entities by number.
#[derive(Clone, Debug, Default)]
struct Title {
    tokens: Range<usize>,
    /// Where what belongs to it starts: "Kenya" of "Kenya's foreign minister".
    start: usize,
    place: Option<usize>,
    body: Option<usize>,
    former: bool,
    acting: bool,
}

/// Writes the roles into the clusters of people; linear in their mentions.
pub(super) fn find(parsed: &Parsed<'_>, entities: &[EntityData], clusters: &mut [ClusterData]) {
    let reader = Reader { around: Around { parsed, entities } };
    let mut seen: Map<(u32, String), usize> = Map::with_hasher(Seed::of(parsed.text));
    for (number, cluster) in (0..).zip(clusters) {
        if cluster.label != Label::Person {
            continue;
        }
        let mut roles: Vec<RoleData> = Vec::new();
        for mention in cluster.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
            for title in reader.of(mention.span) {
                let role = reader.role(&title);
                let key = (number, role.title.of(parsed.text).to_lowercase());
                if let Some(known) = seen.get(&key).and_then(|&at| roles.get_mut(at)) {
                    complete(known, role);
                } else {
                    seen.insert(key, roles.len());
                    roles.push(role);
                }
            }
        }
        drop_parts(parsed.text, &mut roles);
        roles.sort_by_key(|role| role.title);
        cluster.roles = roles;
    }
}

/// Drops "Secretary" beside "Secretary of State".
fn drop_parts(text: &str, roles: &mut Vec<RoleData>) {
    if !(2..=16).contains(&roles.len()) {
        return;
    }
    let titles: Vec<String> = roles.iter().map(|role| role.title.of(text).to_lowercase()).collect();
    let part = |short: &str, long: &str| {
        long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '))
            || long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
    };
    let mut at = 0;
    roles.retain(|role| {
        let own = titles.get(at).map_or("", |title| title);
        at += 1;
        let bare = role.organisation.is_none() && role.place.is_none() && !role.former && !role.acting;
        !(bare && titles.iter().any(|title| part(own, title)))
    });
}

/// Adds to a role what another mention of it tells.
fn complete(known: &mut RoleData, role: RoleData) {
    if known.organisation.is_none() {
        (known.organisation, known.organisation_cluster) = (role.organisation, role.organisation_cluster);
    }
    if known.place.is_none() {
        (known.place, known.place_cluster) = (role.place, role.place_cluster);
    }
    known.former |= role.former;
    known.acting |= role.acting;
}

impl Reader<'_, '_> {
    fn token(&self, at: usize) -> &str {
        self.around.token(at)
    }

    fn role(&self, title: &Title) -> RoleData {
        let of = |index: Option<usize>| {
            let entity = self.around.entities.get(index?)?;
            Some((entity.span, entity.cluster))
        };
        let (body, place) = (of(title.body), of(title.place));
        RoleData {
            title: self.around.span(&title.tokens),
            organisation: body.map(|(span, _)| span),
            organisation_cluster: body.and_then(|(_, cluster)| cluster),
            place: place.map(|(span, _)| span),
            place_cluster: place.and_then(|(_, cluster)| cluster),
            former: title.former,
            acting: title.acting,
        }
    }

    /// The titles beside the name at `span`.
    fn of(&self, span: Span) -> Vec<Title> {
        let name = self.around.tokens(span);
        let sentence = self.around.sentence(name.start);
        let mut found = Vec::new();
        found.extend(self.before(&name, &sentence));
        self.after(&name, &sentence, &mut found);
        found
    }

    /// "Foreign Minister Ana Ruiz", "Secretary of State Ana Ruiz", "her
    /// spokesman, Omar Haddad,".
    /// Counter-examples: "the minister, Ana Ruiz and three others"; "Dr Ruiz".
    fn before(&self, name: &Range<usize>, sentence: &Range<usize>) -> Option<Title> {
        let mut end = name.start;
        let floor = sentence.start.max(end.saturating_sub(REACH));
        let apart = end > floor && self.token(end - 1) == ",";
        if apart {
            let next = self.token(name.end);
            if name.end < sentence.end
                && !matches!(next, "," | "." | ";" | "—" | "–" | "-" | ")" | "”" | ":")
                && !CUES.has(next)
            {
                return None;
            }
            end -= 1;
        }
        // "Secretary of State", "Ambassador to Kenya", "spokesman for the Fund".
        let mut noun = end.checked_sub(1).filter(|&at| at >= floor && self.around.is_title(at));
        let mut complement = None;
        if noun.is_none() {
            let link = (floor..end).rev().take(8).take_while(|&at| self.is_joint(at, apart)).find(|&at| {
                matches!(self.token(at), "of" | "for" | "to" | "at" | "in" | "on")
                    && at > floor
                    && self.around.is_title(at - 1)
            })?;
            if link + 1 == end {
                return None;
            }
            noun = Some(link - 1);
            complement = Some(link);
        }
        let noun = noun?;
        let mut title = self.ending_with(noun, floor);
        if let Some(link) = complement {
            self.complement(&mut title, link, end);
        }
        if apart {
            let lead = title.start.checked_sub(1).filter(|&at| at >= floor).map_or("", |at| self.token(at));
            let owned = title.place.or(title.body).is_some_and(|_| title.start < title.tokens.start);
            if !owned && !is_determiner(lead) && !is_possessive(lead) && title.start > sentence.start {
                return None;
            }
        }
        Some(title)
    }

    /// Whether a token may stand between a title's noun and the name: a capital
    /// or a joint of the title; before a comma any word.
    fn is_joint(&self, at: usize, any: bool) -> bool {
        let word = self.token(at);
        let person = self.around.name_at(at).is_some_and(|(_, entity)| entity.label == Label::Person);
        !person && is_capital(word)
            || matches!(word, "of" | "for" | "to" | "at" | "in" | "on" | "the" | "and")
            || is_possessive(word)
            || (any && is_word(word) && !CUES.has(word))
    }

    /// The title whose noun is token `noun`, with what stands before it.
    fn ending_with(&self, noun: usize, floor: usize) -> Title {
        let mut title = Title { tokens: noun..noun + 1, start: noun, ..Title::default() };
        let capital = is_capital(self.token(noun));
        let mut at = noun;
        while at > floor {
            let before = at - 1;
            let word = self.token(before);
            let lower = word.to_ascii_lowercase();
            if matches!(
                lower.as_str(),
                "former" | "ex" | "erstwhile" | "onetime" | "one-time" | "retired" | "formerly"
            ) {
                title.former = true;
            } else if lower.starts_with("ex-") && is_title(lower.get(3..).unwrap_or("")) {
                title.former = true;
                title.tokens.start = before;
            } else if matches!(lower.as_str(), "acting" | "interim" | "caretaker") {
                title.acting = true;
            } else if word == "-" && before > floor && self.token(before - 1).eq_ignore_ascii_case("ex") {
                // "ex - minister": the mark says nothing.
            } else if lower.ends_with("-old") || lower == "then" {
            } else if title.place.is_some() || title.body.is_some() {
                break;
            } else if let Some((index, entity)) = self.around.name_at(before) {
                let first = self.around.tokens(entity.span).start.max(floor);
                if is_place(entity.label) {
                    title.place = Some(index);
                } else if is_body(entity.label) {
                    title.body = Some(index);
                } else {
                    break;
                }
                at = first;
                title.start = first;
                continue;
            } else if is_possessive(word) {
                let owner = before.checked_sub(1).filter(|&owner| owner >= floor);
                if !owner
                    .and_then(|owner| self.around.name_at(owner))
                    .is_some_and(|(_, entity)| is_place(entity.label) || is_body(entity.label))
                {
                    break;
                }
            } else if self.around.is_portfolio(before)
                || (self.around.is_title(before) && title.tokens.start == at)
                || (capital
                    && is_capital(word)
                    && !is_opening(word)
                    && before > floor
                    && !self.around.is_title(before))
            {
                title.tokens.start = before;
            } else if matches!(word, "and" | "&")
                && before > floor
                && self.around.is_portfolio(before - 1)
                && title.tokens.start == at
                && self.around.is_portfolio(at)
            {
                title.tokens.start = before - 1;
                at = before - 1;
                title.start = at;
                continue;
            } else {
                break;
            }
            at = before;
            title.start = at;
        }
        title
    }

    /// What follows the noun after "of", "for" …: more of the title, the body,
    /// the place.
    fn complement(&self, title: &mut Title, link: usize, end: usize) {
        let of = matches!(self.token(link), "of" | "for");
        let mut at = link + 1;
        if of && !matches!(self.token(at), "the" | "a" | "an" | "its" | "his" | "her" | "their") {
            while at < end
                && self.around.name_at(at).is_none()
                && is_word(self.token(at))
                && (self.around.is_portfolio(at)
                    || (matches!(self.token(at), "and" | "&") && self.around.is_portfolio(at + 1))
                    || (!is_capital(self.token(at))
                        && self.token(at).len() > 3
                        && self.token(at).bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                        && at < link + 4
                        && !is_stop(self.token(at))
                        && !CUES.has(self.token(at))))
            {
                at += 1;
            }
            if at > link + 1 && title.tokens.end == link {
                title.tokens.end = at;
                // "Minister of State for Finance"
                if matches!(self.token(at), "of" | "for") && self.around.is_portfolio(at + 1) && at + 1 < end
                {
                    title.tokens.end = at + 2;
                    at += 2;
                }
            }
        }
        let stop = end.min(link + REACH);
        let placed = title.place.is_some();
        while at < stop {
            let word = self.token(at);
            // "of the ruling Union": no verb after an article.
            if matches!(word, "," | ";" | "." | ":" | "(" | "—" | "–" | "who" | "which" | "that")
                || (CUES.has(word) && !is_determiner(self.token(at - 1)))
            {
                break;
            }
            if let Some((index, entity)) = self.around.name_at(at) {
                if is_body(entity.label) {
                    if title.body.is_none() {
                        title.body = Some(index);
                    }
                } else if is_place(entity.label) {
                    if title.place.is_none() {
                        title.place = Some(index);
                    } else if placed && at == link + 1 && title.tokens.end == link {
                        // "US Ambassador to India"
                        title.tokens.end = self.around.tokens(entity.span).end.max(at + 1);
                    }
                } else {
                    break;
                }
                at = self.around.tokens(entity.span).end.max(at + 1);
            } else {
                at += 1;
            }
        }
    }

    /// ", chairman of the Fund", ", 54, a former judge,", ", who heads the
    /// Fund,", " is a lawyer".
    /// Counter-example: "Ana Ruiz, Minister Omar Haddad and …": the title is his.
    fn after(&self, name: &Range<usize>, sentence: &Range<usize>, found: &mut Vec<Title>) {
        let mut at = name.end;
        if self.token(at) == "(" {
            // "Ana Ruiz (R-Ariz.), chairwoman of …"
            let close = (at..sentence.end.min(at + 8)).find(|&at| self.token(at) == ")");
            at = close.map_or(at, |close| close + 1);
        }
        if matches!(self.token(at), "of" | "from") {
            // "Ana Ruiz of the Labour Party, who heads …"
            let body = at + 1 + usize::from(is_determiner(self.token(at + 1)));
            let name = self.around.name_at(body).filter(|(_, name)| name.label != Label::Person);
            at = name.map_or(at, |(_, name)| self.around.tokens(name.span).end);
        }
        let mut copula = false;
        let mut past = false;
        match self.token(at) {
            "," => {
                at += 1;
                if self.token(at).bytes().all(|b| b.is_ascii_digit()) && self.token(at + 1) == "," {
                    at += 2;
                }
                if self.token(at) == "who" {
                    at += 1;
                    while matches!(
                        self.token(at),
                        "also" | "once" | "formerly" | "previously" | "now" | "currently" | "still"
                    ) {
                        past |= matches!(self.token(at), "once" | "formerly" | "previously");
                        at += 1;
                    }
                    let verb = self.token(at);
                    if matches!(
                        verb,
                        "heads"
                            | "headed"
                            | "leads"
                            | "led"
                            | "chairs"
                            | "chaired"
                            | "runs"
                            | "ran"
                            | "directs"
                            | "directed"
                            | "founded"
                            | "edits"
                            | "edited"
                    ) {
                        let mut title = Title { tokens: at..at + 1, start: at, ..Title::default() };
                        title.former = past
                            || matches!(verb, "headed" | "led" | "chaired" | "ran" | "directed" | "edited");
                        self.complement(&mut title, at, sentence.end);
                        if title.body.is_some() {
                            found.push(title);
                        }
                        return;
                    }
                    let (served, is) = (self.token(at) == "served", matches!(verb, "is" | "was" | "became"));
                    let serves = matches!(verb, "served" | "serves") && self.token(at + 1) == "as";
                    if !is && !serves {
                        return;
                    }
                    past |= served || verb == "was";
                    at += if is { 1 } else { 2 };
                    copula = true;
                }
            }
            "is" => {
                at += 1;
                copula = true;
            }
            _ => return,
        }
        for _ in 0..3 {
            let Some((mut title, end)) = self.segment(at, sentence.end, copula) else { return };
            title.former |= past;
            found.push(title);
            // "…, a poet and former mayor of Lima"
            let joint = (end..sentence.end.min(end + REACH))
                .find(|&at| matches!(self.token(at), "," | ";" | "." | "and" | "who"));
            match joint {
                Some(joint) if self.token(joint) == "and" => at = joint + 1,
                _ => return,
            }
        }
    }

    /// The title within an apposition that starts at `at`, and where it ends.
    /// Counter-example: "her agent, Ana Ruiz, told reporters".
    fn segment(&self, at: usize, end: usize, strict: bool) -> Option<(Title, usize)> {
        let stop = (at..end.min(at + 10)).find(|&at| {
            let word = self.token(at);
            !(is_word(word) || is_possessive(word) || word == "-" || word == "&") || is_stop(word)
        });
        let stop = stop.unwrap_or(end.min(at + 10));
        let noun = (at..stop).rev().find(|&at| self.around.is_title(at))?;
        if CUES.has(self.token(at)) && !self.around.is_title(at) && !is_capital(self.token(at)) {
            return None;
        }
        let person =
            |at: usize| self.around.name_at(at).is_some_and(|(_, entity)| entity.label == Label::Person);
        if (at..stop).any(person) || (noun + 1 < stop && is_capital(self.token(noun + 1))) {
            return None;
        }
        // The noun ends its phrase: "mayor since May", not "chief cook".
        if noun + 1 < stop && strict {
            return None;
        }
        let mut title = self.ending_with(noun, at);
        if strict {
            let lead = (at..title.start).all(|at| is_determiner(self.token(at)));
            if !lead {
                return None;
            }
        }
        for at in at..title.tokens.start {
            match self.token(at) {
                "former" => title.former = true,
                "acting" | "interim" => title.acting = true,
                _ => {}
            }
            if let Some((index, entity)) = self.around.name_at(at) {
                if is_place(entity.label) && title.place.is_none() {
                    title.place = Some(index);
                } else if is_body(entity.label) && title.body.is_none() {
                    title.body = Some(index);
                }
            }
        }
        let link = noun + 1;
        if link < end && (is_joint(self.token(link)) || self.token(link) == "from") {
            self.complement(&mut title, link, end);
        }
        let last = title.tokens.end.max(link);
        Some((title, last))
    }
}

/// Words that end a title in an apposition.
fn is_stop(word: &str) -> bool {
    is_joint(word)
        || matches!(
            word,
            "who"
                | "whose"
                | "which"
                | "that"
                | "and"
                | "or"
                | "since"
                | "from"
                | "until"
                | "under"
                | "during"
                | "has"
                | "had"
                | "have"
                | "is"
                | "was"
                | "were"
                | "are"
                | "will"
                | "would"
                | "can"
                | "could"
                | "by"
                | "as"
                | "but"
                | "about"
                | "after"
                | "before"
                | "when"
                | "while"
                | "not"
                | "into"
        )
}
