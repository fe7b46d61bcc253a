//! From mentions to clusters.

use super::acronym::{begins_word, is_short, stands_for};
use super::name::{self, Name, fold, is_acronym};
use super::people;
use super::sieve::{Sieve, add, heaviest};
use super::words::{ALIASES, DEMONYMS};
use super::{ClusterData, MentionData, MentionKind, RelationData, RelationKind};
use crate::entity::{EntityData, Own, Source};
use crate::hash::{Map, Seed, Set};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// What the form of a company weighs, beside mentions of its name alone that
/// the tagger took for a person's.
const COMPANY: f32 = 3.0;

/// Mentions with their names taken apart, and their forms.
#[derive(Default)]
struct Mentions {
    names: Vec<Name>,
    forms: Vec<u32>,
    /// The entity of each; none of a bracketed acronym that the tagger missed.
    entities: Vec<Option<u32>>,
}

/// Clusters of the names among `entities`, each written into its entities.
pub(crate) fn names(parsed: &Parsed<'_>, entities: &mut [EntityData]) -> Vec<ClusterData> {
    let text = parsed.text;
    let mut sieve = Sieve::new(Seed::of(text));
    let mut mentions = Mentions::default();
    let mut folded = String::new();
    for (number, entity) in (0..).zip(&*entities) {
        if !entity.label.is_name() {
            continue;
        }
        let person = entity.label == Label::Person;
        let parsed_name = name::parse(text, entity.span, person, &mut sieve.vocabulary, &mut folded);
        // A pattern may make a mention of a mark, which names nothing.
        if parsed_name.span.is_empty() {
            continue;
        }
        mentions.push(&mut sieve, parsed_name, entity.label, entity.score.unwrap_or(1.0), Some(number));
        let next = entities.get(number as usize + 1);
        if let Some(short) = bracketed(text, entity.span)
            && next.is_none_or(|next| !next.span.overlaps(short))
        {
            let short_name = name::parse(text, short, false, &mut sieve.vocabulary, &mut folded);
            mentions.push(&mut sieve, short_name, entity.label, 0.0, None);
        }
    }
    join_brackets(text, &mut mentions, &mut sieve);
    sieve.join_things();
    people::join_full_names(&mut sieve);
    // Before people are told apart, so that an alias is no second bearer; and after, for names that are read at their place.
    join_aliases(text, &mentions, &mentions.forms, &mut sieve);
    let nodes = people::resolve(&mentions.names, &mentions.forms, &mut sieve);
    join_aliases(text, &mentions, &nodes, &mut sieve);
    join_identified(&mentions, &nodes, entities, &mut sieve);
    let mut roots: Vec<u32> = nodes.iter().map(|&node| sieve.root(node)).collect();
    let mut clusters = build(text, sieve.seed, &mentions, &mut roots, entities);
    relate(text, sieve.seed, &mut clusters);
    clusters
}

impl Mentions {
    fn push(&mut self, sieve: &mut Sieve, name: Name, label: Label, weight: f32, entity: Option<u32>) {
        self.forms.push(sieve.form(&name, label, weight));
        self.names.push(name);
        self.entities.push(entity);
    }
}

/// The acronym in brackets right after a name: "House Armed Services
/// Committee (HASC)". Counter-example: "Ana Ruiz (R-AZ)".
fn bracketed(text: &str, long: Span) -> Option<Span> {
    let open = match long.of(text).find(" (") {
        Some(at) => long.start() + at + 2,
        None => long.end() + text.get(long.end()..)?.strip_prefix(" (").map(|_| 2)?,
    };
    // A bracketed acronym is short; the search for its end must be too.
    let rest = text.as_bytes().get(open..text.len().min(open + 16))?;
    let length = rest.iter().position(|b| !b.is_ascii_alphanumeric() && !matches!(b, b'.' | b'&' | b'/'))?;
    let short = Span::new(open, open + length);
    let end = open.saturating_sub(2).max(long.start());
    let (short_text, long_text) = (short.of(text), Span::new(long.start(), end).of(text));
    (is_acronym(short_text) && (stands_for(short_text, long_text) || begins_word(short_text, long_text)))
        .then_some(short)
}

/// Joins each bracketed acronym with the name before it, and a bracketed long
/// form with the acronym before it: "HASC (House Armed Services Committee)".
fn join_brackets(text: &str, mentions: &mut Mentions, sieve: &mut Sieve) {
    for at in 1..mentions.names.len() {
        let (Some([before, after]), Some(&[a, b])) =
            (mentions.names.get_mut(at - 1..=at), mentions.forms.get(at - 1..=at))
        else {
            continue;
        };
        let between = Span::new(before.span.end(), after.span.start()).of(text);
        if !matches!(between, " (" | " [" | ", or ") {
            continue;
        }
        let (x, y) = (before.span.of(text), after.span.of(text));
        let (first, second) = (is_short(x), is_short(y));
        if second && (stands_for(y, x) || begins_word(y, x)) {
            after.acronym = true;
            sieve.join(a, b);
        } else if first && !second && stands_for(x, y) {
            before.acronym = true;
            sieve.join(a, b);
        }
    }
}

/// Joins a name with the one that the text says is another of the same: "Xin
/// Li, also known as Yun Li", "alias Yun".
/// Counter-examples: "Xin Li and Yun Li"; a person known as a town is.
fn join_aliases(text: &str, mentions: &Mentions, nodes: &[u32], sieve: &mut Sieve) {
    for ((pair, forms), nodes) in
        mentions.names.windows(2).zip(mentions.forms.windows(2)).zip(nodes.windows(2))
    {
        if let ([before, after], &[x, y], &[a, b]) = (pair, forms, nodes)
            && before.span.end() < after.span.start()
            && is_alias(Span::new(before.span.end(), after.span.start()).of(text))
            && sieve.class(x) == sieve.class(y)
        {
            sieve.join(a, b);
        }
    }
}

/// Whether it is what stands between two names of one.
fn is_alias(between: &str) -> bool {
    let words = between.trim_end_matches(['“', '"', '‘', '\'']).trim_start_matches([',', ' ', '(']);
    let words = words.strip_suffix("the ").unwrap_or(words).trim_end();
    matches!(
        words,
        "alias"
            | "aka"
            | "a.k.a."
            | "also known as"
            | "better known as"
            | "otherwise known as"
            | "formerly known as"
            | "known as"
            | "formerly"
            | "née"
            | "born"
    ) && between.starts_with([',', ' '])
}

/// Joins the mentions to which the user's own lists give one identifier.
fn join_identified(mentions: &Mentions, nodes: &[u32], entities: &[EntityData], sieve: &mut Sieve) {
    let mut first: Map<&str, u32> = Map::with_hasher(sieve.seed);
    for (&entity, &node) in mentions.entities.iter().zip(nodes) {
        let entity = entity.and_then(|entity| entities.get(entity as usize));
        if let Some(id) = entity.and_then(|entity| entity.own.as_ref()?.id.as_deref()) {
            sieve.join(*first.entry(id).or_insert(node), node);
        }
    }
}

/// Makes the clusters; `roots` becomes the cluster of each mention.
fn build(
    text: &str,
    seed: Seed,
    mentions: &Mentions,
    roots: &mut [u32],
    entities: &mut [EntityData],
) -> Vec<ClusterData> {
    let mut numbers: Map<u32, u32> = Map::with_hasher(seed);
    let mut clusters: Vec<ClusterData> = Vec::new();
    let mut weights: Vec<Vec<(Label, f32)>> = Vec::new();
    let mut ranks: Vec<(bool, usize, usize)> = Vec::new();
    let each = || mentions.names.iter().zip(&mentions.entities);
    for ((name, &entity), root) in each().zip(&mut *roots) {
        let number = *numbers.entry(*root).or_insert_with(|| {
            clusters.push(ClusterData {
                name: name.span,
                label: Label::Person,
                own: None,
                mentions: Vec::new(),
                aliases: Vec::new(),
                acronym: None,
                roles: Vec::new(),
                relations: Vec::new(),
            });
            weights.push(Vec::new());
            ranks.push((false, 0, 0));
            clusters.len() as u32 - 1
        });
        *root = number;
        let (Some(cluster), Some(weight), Some(rank)) = (
            clusters.get_mut(number as usize),
            weights.get_mut(number as usize),
            ranks.get_mut(number as usize),
        ) else {
            continue;
        };
        cluster.mentions.push(MentionData { span: name.span, kind: MentionKind::Name, entity });
        let own = (!name.acronym, name.words.len(), name.span.len());
        if own > *rank {
            *rank = own;
            cluster.name = name.span;
        }
        if name.acronym && cluster.acronym.is_none() {
            cluster.acronym = Some(name.span);
        }
        if let Some(known) = entity.and_then(|entity| entities.get_mut(entity as usize)) {
            known.cluster = Some(number);
            // The first that a list of the user's own knows names the whole.
            match (&mut cluster.own, &known.own) {
                (Some(own), Some(known)) if own.label.is_none() => own.label.clone_from(&known.label),
                (Some(_), _) => {}
                (own, known) => own.clone_from(known),
            }
            let sure = if name.company { COMPANY } else { 0.0 };
            add(weight, known.label, known.score.unwrap_or(1.0) + sure);
        }
    }
    for ((cluster, weight), rank) in clusters.iter_mut().zip(&weights).zip(&ranks) {
        cluster.label = heaviest(weight);
        // A label of the user's own that others outweigh names it no more; the identifier stays.
        if cluster.label != Label::Custom {
            cluster.own = cluster.own.take().and_then(|own| Own { label: None, ..*own }.boxed());
        }
        if !rank.0 {
            cluster.acronym = None;
        }
    }
    let mut seen: Set<(u32, &str)> = Set::with_hasher(seed);
    for ((name, &entity), &number) in each().zip(&*roots) {
        let Some(cluster) = clusters.get_mut(number as usize) else { continue };
        let form = name.span.of(text);
        if form != cluster.name.of(text) && seen.insert((number, form)) {
            cluster.aliases.push(name.span);
        }
        let weight = weights.get(number as usize).map_or(&[][..], |weight| weight);
        if let Some(known) = entity.and_then(|entity| entities.get_mut(entity as usize)) {
            mend(known, cluster.label, weight);
        }
    }
    clusters
}

/// Gives a mention the label of its cluster, where the others outweigh its
/// own twice. The score was that of the old label, so none is left.
fn mend(entity: &mut EntityData, label: Label, weights: &[(Label, f32)]) {
    let of =
        |label: Label| weights.iter().find(|(known, _)| *known == label).map_or(0.0, |(_, weight)| *weight);
    if entity.source == Source::Tagger
        && entity.label != label
        && label != Label::Custom
        && of(label) > 1.0
        && of(label) > 2.0 * of(entity.label)
    {
        entity.label = label;
        entity.score = None;
    }
}

/// Relates "Kenyan" to "Kenya", where the text has both.
fn relate(text: &str, seed: Seed, clusters: &mut [ClusterData]) {
    let mut places: Map<String, u32> = Map::with_hasher(seed);
    for (number, cluster) in (0..).zip(&*clusters) {
        if matches!(cluster.label, Label::Gpe | Label::Loc) {
            places.entry(canonical(cluster.name.of(text))).or_insert(number);
        }
    }
    for cluster in clusters {
        if let Some(place) = DEMONYMS.get(cluster.name.of(text))
            && let Some(&place) = places.get(&canonical(place))
        {
            cluster.relations.push(RelationData { kind: RelationKind::Demonym, cluster: place });
        }
    }
}

/// A place's name folded, and the one that stands for all its names.
fn canonical(place: &str) -> String {
    let mut folded = String::with_capacity(place.len());
    for word in place.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        fold(word, &mut folded);
    }
    match ALIASES.get(&folded) {
        Some(canonical) => canonical.to_owned(),
        None => folded,
    }
}
