//! Compounds whose parts are words of their own, as the treebanks of names cut
//! them: "Nairobi-based" holds the name "Nairobi", "US-Kenya" two.

/// Second parts that say what a thing has to do with the name before them,
/// beside the participles in "-ed".
const TAILS: &[&str] = &[
    "area", "born", "bound", "built", "centric", "driven", "era", "friendly", "held", "language", "led",
    "like", "made", "majority", "only", "origin", "owned", "run", "specific", "speaking", "style", "trained",
    "type", "wide", "winning", "written",
];

/// First parts that are no words: "Re-elected", "Co-founded".
const PREFIXES: &[&str] = &[
    "anti", "co", "counter", "de", "ex", "inter", "multi", "non", "over", "post", "pre", "pro", "re", "self",
    "semi", "sub", "un", "under",
];

/// Countries and unions in short, without a last stop, which stand before and
/// after a hyphen beside others: "U.S.-China", "Kenya-UK".
const STATES: &[&str] = &["EU", "U.K", "U.S", "UK", "US"];

/// Whether the parts before and after a hyphen are words of their own.
pub(super) fn parts(head: &str, tail: &str) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    if !capital(head) || head.len() < 2 {
        return false;
    }
    if capital(tail) {
        let head = head.strip_suffix('.').unwrap_or(head);
        return STATES.contains(&head) || STATES.contains(&tail);
    }
    let participle =
        tail.len() > 4 && tail.ends_with("ed") && tail.bytes().all(|byte| byte.is_ascii_lowercase());
    (participle || TAILS.contains(&tail)) && !PREFIXES.iter().any(|prefix| prefix.eq_ignore_ascii_case(head))
}
