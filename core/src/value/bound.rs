//! What stands before an amount or a length and bounds it: "at least", "about".

use super::item::Item;
use super::{Amount, Decimal, TimexModifier};

/// How the words before a number change it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Bound {
    /// "about": near it.
    About,
    /// "nearly": near it, and not above.
    Nearly,
    /// "more than": above it.
    More,
    /// "less than": below it.
    Less,
    /// "at least": it or above.
    AtLeast,
    /// "up to": it or below.
    AtMost,
    /// "only": exactly it.
    Only,
}

/// The words, in the order that they are tried: the longer before the shorter.
const WORDS: &[(&[&str], Bound)] = &[
    (&["no", "more", "than"], Bound::AtMost),
    (&["not", "more", "than"], Bound::AtMost),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["as", "many", "as"], Bound::AtMost),
    (&["as", "much", "as"], Bound::AtMost),
    (&["as", "little", "as"], Bound::AtLeast),
    (&["as", "few", "as"], Bound::AtLeast),
    (&["well", "over"], Bound::More),
    (&["just", "over"], Bound::More),
    (&["just", "under"], Bound::Less),
    (&["more", "than"], Bound::More),
    (&["greater", "than"], Bound::More),
    (&["higher", "than"], Bound::More),
    (&["less", "than"], Bound::Less),
    (&["fewer", "than"], Bound::Less),
    (&["lower", "than"], Bound::Less),
    (&["at", "least"], Bound::AtLeast),
    (&["at", "most"], Bound::AtMost),
    (&["up", "to"], Bound::AtMost),
    (&["an", "estimated"], Bound::About),
    (&["an", "additional"], Bound::Only),
    (&["another"], Bound::Only),
    (&["only", "about"], Bound::About),
    (&["just", "about"], Bound::About),
    (&["close", "to"], Bound::About),
    (&["some"], Bound::About),
    (&["about"], Bound::About),
    (&["around"], Bound::About),
    (&["roughly"], Bound::About),
    (&["approximately"], Bound::About),
    (&["approx"], Bound::About),
    (&["circa"], Bound::About),
    (&["~"], Bound::About),
    (&["nearly"], Bound::Nearly),
    (&["almost"], Bound::Nearly),
    (&["over"], Bound::More),
    (&["above"], Bound::More),
    (&["exceeding"], Bound::More),
    (&["under"], Bound::Less),
    (&["below"], Bound::Less),
    (&[">"], Bound::More),
    (&["<"], Bound::Less),
    (&["≥"], Bound::AtLeast),
    (&["≤"], Bound::AtMost),
    (&["minimum"], Bound::AtLeast),
    (&["maximum"], Bound::AtMost),
    (&["only"], Bound::Only),
    (&["just"], Bound::Only),
    (&["exactly"], Bound::Only),
];

/// The bound just before item `at`, and where it starts; none before `floor`.
pub(super) fn before(items: &[Item<'_>], at: usize, floor: usize) -> Option<(Bound, usize)> {
    WORDS.iter().find_map(|&(words, bound)| {
        let from = at.checked_sub(words.len()).filter(|from| *from >= floor)?;
        let all =
            words.iter().zip(items.get(from..at)?).all(|(word, item)| item.text.eq_ignore_ascii_case(word));
        all.then_some((bound, from))
    })
}

impl Bound {
    /// The amount so bounded.
    pub(super) fn amount(self, number: Decimal) -> Amount {
        let none = Amount::default();
        match self {
            Bound::About | Bound::Nearly => Amount { amount: Some(number), approximate: true, ..none },
            Bound::More | Bound::AtLeast => Amount { min: Some(number), ..none },
            Bound::Less | Bound::AtMost => Amount { max: Some(number), ..none },
            Bound::Only => Amount { amount: Some(number), ..none },
        }
    }

    /// The `mod` of a date that a length so bounded is away: more than a year
    /// ago is before it, more than a year later after it.
    pub(super) fn distance(self, back: bool) -> Option<TimexModifier> {
        Some(match (self, back) {
            (Bound::About | Bound::Nearly, _) => TimexModifier::Approx,
            (Bound::More, true) | (Bound::Less, false) => TimexModifier::Before,
            (Bound::Less, true) | (Bound::More, false) => TimexModifier::After,
            (Bound::AtLeast, true) | (Bound::AtMost, false) => TimexModifier::OnOrBefore,
            (Bound::AtMost, true) | (Bound::AtLeast, false) => TimexModifier::OnOrAfter,
            (Bound::Only, _) => return None,
        })
    }

    /// The `mod` of a length.
    pub(super) fn modifier(self) -> Option<TimexModifier> {
        Some(match self {
            Bound::About => TimexModifier::Approx,
            Bound::Nearly | Bound::Less => TimexModifier::LessThan,
            Bound::More => TimexModifier::MoreThan,
            Bound::AtLeast => TimexModifier::EqualOrMore,
            Bound::AtMost => TimexModifier::EqualOrLess,
            Bound::Only => return None,
        })
    }
}
