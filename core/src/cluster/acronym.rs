//! Long names and their short forms in brackets: "House Armed Services
//! Committee (HASC)", "HASC (House Armed Services Committee)".
//!
//! After Schwartz and Hearst (2003): the letters of the short form, read from
//! its end, are found in the words beside it, the first at a word's beginning.
//! That the letters agree is evidence that both are names, and where the long
//! one begins and ends; so what the tagger missed or cut is mended by it.

use core::ops::Range;

use super::around::{Around, is_capital, is_opening, is_place, is_title};
use super::sieve::is_small;
use super::words::{ALIASES, BODIES};
use crate::entity::{EntityData, overlapping, put};
use crate::hash::{Map, Seed, Set};
use crate::label::Label;
use crate::span::Span;
use crate::text::Parsed;

/// How many tokens a bracket with a long form may hold.
const LONGEST: usize = 14;
/// How many words may stand between a short form and the bracket after it.
const APART: usize = 2;

/// A short form and its long one, as tokens.
#[derive(Clone, Debug)]
struct Pair {
    short: Range<usize>,
    long: Range<usize>,
}

/// Mends the names by the brackets of the text.
///
/// Both forms become names where the tagger found at least one of them: with
/// the label of the long one, else ORG where its noun is a body's, else that of
/// the short one. Other places where the short form stands are names too. One that
/// is spelt out in small letters is no name.
/// Counter-examples: "liquid natural gas (LNG)"; "Member of Parliament (MP)",
/// whose head is a title; "Grand Prix (GP)", where the tagger found neither.
pub(crate) fn mend(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    let pairs = pairs(parsed);
    cut_by_initials(parsed, names);
    spell_out(parsed, names);
    let mut added: Vec<EntityData> = Vec::new();
    let mut common: Set<&str> = Set::with_hasher(Seed::of(parsed.text));
    let mut labels: Map<&str, Label> = Map::with_hasher(Seed::of(parsed.text));
    for pair in pairs {
        let around = Around { parsed, entities: names };
        let (short, long) = (around.span(&pair.short), around.span(&pair.long));
        let word = short.of(parsed.text);
        if is_lower(&around, &pair.long) {
            if pair.long.start < pair.short.start && !ALIASES.has(word) {
                common.insert(word);
            }
            continue;
        }
        if !is_name(&around, &pair.long)
            || added.last().is_some_and(|last| last.span.end() > long.start().min(short.start()))
        {
            continue;
        }
        let whole = overlapping(names, long).find(|name| name.span.contains(long));
        let known = overlapping(names, short).find(|name| name.span == short);
        let Some(label) = label(&around, &pair.long, whole, known) else { continue };
        labels.entry(word).or_insert(label);
        // One mention over both: "Indian National Congress (INC".
        let both = whole.is_some_and(|whole| whole.span.overlaps(short));
        // "Senate Health, Education" of "Senate Health, Education, Labor (HEL)"
        let first = overlapping(names, long).next().map_or(long.start(), |name| name.span.start());
        if both || whole.is_none() {
            added.push(EntityData::ruled(Span::new(first.min(long.start()), long.end()), label));
        }
        if both || known.is_none() {
            added.push(EntityData::ruled(short, label));
        }
    }
    if common.is_empty() && labels.is_empty() {
        return;
    }
    added.sort_by_key(|name| name.span);
    put(names, added);
    names.retain(|name| is_place(name.label) || !common.contains(name.span.of(parsed.text)));
    let mut added = Vec::new();
    for (at, span) in parsed.tokens.iter().enumerate() {
        let word = span.of(parsed.text);
        if let Some(&label) = labels.get(word)
            && overlapping(names, *span).next().is_none()
            && !is_shouted(parsed, at)
        {
            added.push(EntityData::ruled(*span, label));
        }
    }
    put(names, added);
}

/// Every bracket that pairs a short form with a long one; linear in the text.
fn pairs(parsed: &Parsed<'_>) -> Vec<Pair> {
    let around = Around { parsed, entities: &[] };
    let opens = (0..parsed.tokens.len()).filter(|&at| matches!(parsed.token(at), "(" | "["));
    opens.filter_map(|open| pair(&around, open)).collect()
}

/// The pair that the bracket at token `open` makes.
fn pair(around: &Around<'_, '_>, open: usize) -> Option<Pair> {
    let sentence = around.sentence(open);
    let stop = sentence.end.min(open + LONGEST);
    let close = (open + 1..stop).find(|&at| matches!(around.token(at), ")" | "]" | "," | ";"))?;
    let inner = open + 1..close;
    if inner.is_empty() || open == sentence.start {
        return None;
    }
    let word = around.span(&inner).of(around.parsed.text);
    if is_short(word) {
        let floor = sentence.start.max(open.saturating_sub(2 * word.len().min(LONGEST)));
        let text = Span::new(around.parsed.span(floor).start(), around.parsed.span(open - 1).end());
        let start = text.start() + spelt_from(word, text.of(around.parsed.text))?;
        let first = around.parsed.tokens.partition_point(|token| token.start() < start);
        let long = first..open;
        let whole = around.parsed.span(first).start() == start
            && (is_phrase(around, &long, false)
                || (has_initials(around, &long, word) && is_phrase(around, &long, true)));
        return whole.then_some(Pair { short: inner, long });
    }
    // "HASC (House Armed …)", "the HASC hearing (House Armed …)"
    let short = (sentence.start.max(open.saturating_sub(APART + 1))..open).rev().find(|&at| {
        let short = around.token(at);
        is_short(short)
            && inner.len() > 1
            && if at + 1 == open {
                spelt_from(short, word) == Some(0)
            } else {
                has_initials(around, &inner, short)
            }
    })?;
    is_phrase(around, &inner, false).then_some(Pair { short: short..short + 1, long: inner })
}

/// Words alone, and at least two of them; with commas or without.
fn is_phrase(around: &Around<'_, '_>, tokens: &Range<usize>, commas: bool) -> bool {
    tokens.len() > 1
        && tokens.clone().all(|at| {
            let word = around.token(at);
            word.starts_with(|c: char| c.is_alphanumeric())
                || matches!(word, "&" | "'s" | "’s" | "-" | "/" | "'" | "’")
                || (commas && word == ",")
        })
        && tokens.clone().any(|at| !is_small(around.token(at)))
}

/// Whether `short` is the first letters of the words, small ones with or without.
fn has_initials(around: &Around<'_, '_>, tokens: &Range<usize>, short: &str) -> bool {
    spelt_by(around, tokens, &mut String::new(), |initials| initials.eq_ignore_ascii_case(short)).is_some()
}

/// The first of the words' initials, in small letters, that `fits`: those
/// without small words, with some, with all. `buffer` is used again.
fn spelt_by<'b>(
    around: &Around<'_, '_>,
    tokens: &Range<usize>,
    buffer: &'b mut String,
    fits: impl Fn(&str) -> bool,
) -> Option<&'b str> {
    let some = |word: &str| matches!(word, "of" | "the" | "and");
    for left_out in [is_small as fn(&str) -> bool, some, |_| false] {
        buffer.clear();
        let words = tokens.clone().map(|at| around.token(at)).filter(|word| !left_out(word));
        let letters = words.filter_map(|word| word.chars().next()).filter(|c| c.is_alphanumeric());
        buffer.extend(letters.map(|c| c.to_ascii_lowercase()));
        if fits(buffer) {
            return Some(buffer);
        }
    }
    None
}

/// "HASC", "`TfL`", "A&E", "`SIGs`": two capitals or more among few letters.
pub(super) fn is_short(word: &str) -> bool {
    (2..=12).contains(&word.len())
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().filter(u8::is_ascii_uppercase).count() >= 2
        && word.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'&' | b'/'))
}

/// Whether the long form is written as names are: its last word has a capital,
/// and of five that are not small four have.
fn is_name(around: &Around<'_, '_>, tokens: &Range<usize>) -> bool {
    let words = || tokens.clone().map(|at| around.token(at)).filter(|word| !is_small(word));
    let capital = |word: &str| is_capital(word) || word.starts_with(|c: char| !c.is_alphabetic());
    let lower = words().filter(|word| !capital(word)).count();
    lower * 5 <= words().count() && words().next_back().is_some_and(capital)
}

/// Whether it is written as no name is, and its noun is no body: "liquid
/// natural gas". Counter-example: "the central election commission (CEC)".
fn is_lower(around: &Around<'_, '_>, tokens: &Range<usize>) -> bool {
    let opens = around.sentence(tokens.start).start == tokens.start;
    let mut words = tokens.clone().skip(usize::from(opens)).map(|at| around.token(at));
    words.all(|word| !word.contains(char::is_uppercase) && !BODIES.has(word))
}

/// What the pair is; none where nothing says that it is a name.
fn label(
    around: &Around<'_, '_>,
    long: &Range<usize>,
    whole: Option<&EntityData>,
    short: Option<&EntityData>,
) -> Option<Label> {
    if let Some(whole) = whole {
        return Some(whole.label).filter(|&label| label != Label::Custom);
    }
    let joint = long.clone().find(|&at| is_small(around.token(at)));
    let head = joint.unwrap_or(long.end).checked_sub(1)?;
    let ends = [head, long.end - 1];
    if ends.iter().any(|&at| is_title(around.token(at))) {
        return None;
    }
    let body = ends.iter().any(|&at| BODIES.has(around.token(at)));
    body.then_some(Label::Org).or_else(|| {
        short.map(|short| short.label).filter(|&label| !matches!(label, Label::Person | Label::Custom))
    })
}

/// Whether the words beside it are in capitals too, as in a headline.
fn is_shouted(parsed: &Parsed<'_>, at: usize) -> bool {
    let loud = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    loud(parsed.token(at + 1)) || at.checked_sub(1).is_some_and(|before| loud(parsed.token(before)))
}

/// The letters of an acronym, to be compared.
fn letters(word: &str) -> String {
    word.replace('.', "").to_ascii_lowercase()
}

/// "Institute of Ocean Sciences in Geology" ends before "in" where the text
/// has "IOS": the tagger took the field of somebody's work into the name.
fn cut_by_initials(parsed: &Parsed<'_>, names: &mut [EntityData]) {
    let mut short: Set<String> = Set::with_hasher(Seed::of(parsed.text));
    let words = names.iter().map(|name| name.span.of(parsed.text));
    short.extend(words.filter(|word| word.len() > 2 && is_short(word)).map(letters));
    if short.is_empty() {
        return;
    }
    let mut buffer = String::new();
    for name in names.iter_mut().filter(|name| name.label == Label::Org) {
        let around = Around { parsed, entities: &[] };
        let tokens = around.tokens(name.span);
        let joint = tokens.clone().skip(2).find(|&at| matches!(around.token(at), "in" | "at" | "on"));
        let Some(head) = joint.map(|joint| tokens.start..joint) else { continue };
        if spelt_by(&around, &head, &mut buffer, |initials| short.contains(initials)).is_some() {
            name.span = around.span(&head);
            name.score = None;
        }
    }
}

/// Words with capitals of which the tagger made no name, or one of a part, and
/// that an acronym shortens: "Harbour Explorer" beside "HE", a PRODUCT;
/// "Harbour Explorer 6" is another. Two letters are chance unless the words
/// come again.
/// Counter-example: an acronym that a name explains.
fn spell_out(parsed: &Parsed<'_>, names: &mut Vec<EntityData>) {
    let around = Around { parsed, entities: names };
    let mut open: Map<String, (Label, Vec<Span>)> = Map::with_hasher(Seed::of(parsed.text));
    for name in &*names {
        let word = name.span.of(parsed.text);
        let thing = !is_place(name.label) && !matches!(name.label, Label::Person | Label::Custom);
        if thing && is_short(word) && !ALIASES.has(word) {
            open.entry(letters(word)).or_insert((name.label, Vec::new()));
        }
    }
    let mut buffer = String::new();
    for name in &*names {
        if open.is_empty() {
            break;
        }
        let tokens = around.tokens(name.span);
        while let Some(known) =
            spelt_by(&around, &tokens, &mut buffer, |initials| open.contains_key(initials))
        {
            open.remove(known);
        }
    }
    if open.is_empty() {
        return;
    }
    let mut at = 0;
    while at < parsed.tokens.len() {
        let run = run(&around, at);
        let number =
            !run.is_empty() && parsed.token(run.end).bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let version = run.start..run.end + usize::from(number && !matches!(parsed.token(run.end), "" | "."));
        at = run.end.max(at + 1);
        if run.len() > 1
            && overlapping(names, around.span(&run)).all(|part| {
                part.label == Label::Org && part.own.is_none() && around.span(&run).contains(part.span)
            })
            && let Some(known) = spelt_by(&around, &run, &mut buffer, |initials| open.contains_key(initials))
            && let Some((_, spans)) = open.get_mut(known)
        {
            spans.push(around.span(&version));
        }
    }
    let mut added: Vec<EntityData> = Vec::new();
    for (letters, (label, spans)) in open {
        if spans.len() > 1 || letters.len() > 2 {
            added.extend(spans.into_iter().map(|span| EntityData::ruled(span, label)));
        }
    }
    added.sort_by_key(|name| name.span);
    put(names, added);
}

/// The words with capitals from `start` on, small ones within; without what
/// only opens a sentence.
fn run(around: &Around<'_, '_>, start: usize) -> Range<usize> {
    let capital = |at: usize| {
        let word = around.token(at);
        is_capital(word) && word.contains(char::is_lowercase)
    };
    if !capital(start) || is_opening(around.token(start)) {
        return start..start;
    }
    let mut end = start + 1;
    while end < start + LONGEST {
        if capital(end) {
            end += 1;
        } else if is_small(around.token(end)) && capital(end + 1) {
            end += 2;
        } else {
            break;
        }
    }
    start..end
}

/// Whether the letters of `short` come in that order in `long`, the first at
/// the beginning of a word.
pub(super) fn stands_for(short: &str, long: &str) -> bool {
    spelt_from(short, long).is_some()
}

/// Where in `long` the letters of `short` begin.
fn spelt_from(short: &str, long: &str) -> Option<usize> {
    let mut letters = short.trim_end_matches('s').bytes().filter(u8::is_ascii_alphanumeric).rev().peekable();
    let bytes = long.as_bytes();
    let mut at = bytes.len();
    while let Some(letter) = letters.next() {
        let first = letters.peek().is_none();
        loop {
            at = at.checked_sub(1)?;
            let starts = at == 0 || bytes.get(at - 1).is_some_and(|b| !b.is_ascii_alphanumeric());
            if bytes.get(at).is_some_and(|b| b.eq_ignore_ascii_case(&letter)) && (starts || !first) {
                break;
            }
        }
    }
    Some(at)
}

/// Whether an acronym begins as a word of the name does: "MINTRANS" of
/// "Ministry of Transport" does not, "TRANSA" of "National Transport" does.
pub(super) fn begins_word(short: &str, long: &str) -> bool {
    let Some(head) = short.get(..4).filter(|_| short.bytes().all(|b| b.is_ascii_uppercase())) else {
        return false;
    };
    long.split(' ').any(|word| word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(head)))
}
