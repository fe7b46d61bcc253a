//! Who wins where two sources found something at the same place.

use core::ops::Range;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{EntityData, Source};
use crate::span::Span;

/// Which of two mentions that overlap stays.
///
/// Where the rule leaves a tie, the source that comes first in the priority
/// does, then the longer, then the earlier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
#[repr(u8)]
pub enum MergeRule {
    /// The longer: a value inside a name is part of it ("Channel 4"), and a
    /// name inside a value too ("Christmas Day 2025").
    #[default]
    Longest = 0,
    /// That of the source that comes first in the priority, however short.
    Priority = 1,
    /// That of the higher score; what has none counts as certain.
    Score = 2,
}

/// The rule, and the sources from the first to the last.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Policy {
    pub(crate) rule: MergeRule,
    pub(crate) priority: [Source; 5],
}

impl Default for Policy {
    fn default() -> Self {
        use Source::{Address, Gazetteer, Pattern, Tagger, Value};
        Self { rule: MergeRule::default(), priority: [Gazetteer, Pattern, Value, Address, Tagger] }
    }
}

impl Policy {
    /// Puts these sources first, in this order; the others follow as before.
    pub(crate) fn put_first(&mut self, sources: impl IntoIterator<Item = Source>) {
        let mut order: Vec<Source> = Vec::new();
        for source in sources.into_iter().chain(self.priority) {
            if !order.contains(&source) {
                order.push(source);
            }
        }
        for (slot, source) in self.priority.iter_mut().zip(order) {
            *slot = source;
        }
    }

    /// Smaller is stronger.
    fn rank(self, entity: &EntityData) -> (u32, u32, u32) {
        let place = self.priority.iter().position(|&source| source == entity.source).unwrap_or(0) as u32;
        let short = u32::MAX - entity.span.len() as u32;
        match self.rule {
            MergeRule::Longest => (short, place, 0),
            MergeRule::Priority => (place, short, 0),
            // Scores are not negative, so their bits are in their order.
            MergeRule::Score => (u32::MAX - entity.score.unwrap_or(1.0).max(0.0).to_bits(), place, short),
        }
    }

    /// One list from those of all sources: in order and without overlaps.
    pub(crate) fn merge(self, mut candidates: Vec<EntityData>) -> Vec<EntityData> {
        candidates.sort_by_key(|entity| (entity.span.start(), entity.span.end()));
        // In place: a long text has millions.
        let mut lost = Vec::new();
        let (mut first, mut end) = (0, 0);
        for (number, entity) in candidates.iter().enumerate() {
            if entity.span.start() >= end {
                self.settle(&candidates, first..number, &mut lost);
                first = number;
            }
            end = end.max(entity.span.end());
        }
        self.settle(&candidates, first..candidates.len(), &mut lost);
        lost.sort_unstable();
        let (mut number, mut lost) = (0, lost.into_iter().peekable());
        candidates.retain(|_| {
            number += 1;
            lost.next_if_eq(&(number - 1)).is_none()
        });
        candidates
    }

    /// Adds to `lost` the numbers of those that do not stay, of mentions that
    /// hang together.
    fn settle(self, candidates: &[EntityData], group: Range<usize>, lost: &mut Vec<usize>) {
        if group.len() < 2 {
            return;
        }
        let entities = candidates.get(group.clone()).unwrap_or(&[]);
        let mut strongest: Vec<(usize, &EntityData)> = group.zip(entities).collect();
        // Stable: the earlier of equals stays.
        strongest.sort_by_key(|(_, entity)| self.rank(entity));
        let mut kept: BTreeMap<usize, Span> = BTreeMap::new();
        for (number, entity) in strongest {
            let span = entity.span;
            let before = kept.range(..span.end()).next_back();
            if before.is_none_or(|(_, other)| !other.overlaps(span))
                && let Entry::Vacant(slot) = kept.entry(span.start())
            {
                slot.insert(span);
            } else {
                lost.push(number);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::label::Label;

    fn kept(policy: Policy, found: &[(usize, usize, Source, Option<f32>)]) -> Vec<(usize, usize, Source)> {
        let entity = |&(start, end, source, score): &(usize, usize, Source, Option<f32>)| EntityData {
            span: Span::new(start, end),
            label: Label::Org,
            score,
            source,
            value: None,
            cluster: None,
            own: None,
        };
        let all = policy.merge(found.iter().map(entity).collect());
        all.iter().map(|entity| (entity.span.start(), entity.span.end(), entity.source)).collect()
    }

    #[test]
    fn the_longer_stays_and_what_it_does_not_touch_too() {
        let found =
            [(0, 4, Source::Tagger, None), (3, 8, Source::Value, None), (7, 13, Source::Tagger, None)];
        assert_eq!(kept(Policy::default(), &found), [(0, 4, Source::Tagger), (7, 13, Source::Tagger)]);
    }

    #[test]
    fn of_two_as_long_the_first_in_the_priority_stays() {
        let found = [(0, 4, Source::Tagger, Some(0.9)), (0, 4, Source::Gazetteer, None)];
        assert_eq!(kept(Policy::default(), &found), [(0, 4, Source::Gazetteer)]);
        let mut policy = Policy::default();
        policy.put_first([Source::Tagger]);
        assert_eq!(kept(policy, &found), [(0, 4, Source::Tagger)]);
    }

    #[test]
    fn by_priority_the_shorter_may_stay() {
        let policy = Policy { rule: MergeRule::Priority, ..Policy::default() };
        let found = [(0, 9, Source::Tagger, Some(0.9)), (2, 5, Source::Gazetteer, None)];
        assert_eq!(kept(policy, &found), [(2, 5, Source::Gazetteer)]);
    }

    #[test]
    fn by_score_the_surer_stays_and_a_rule_is_sure() {
        let policy = Policy { rule: MergeRule::Score, ..Policy::default() };
        let found = [
            (0, 9, Source::Tagger, Some(0.9)),
            (2, 5, Source::Gazetteer, Some(0.4)),
            (8, 12, Source::Value, None),
        ];
        assert_eq!(kept(policy, &found), [(2, 5, Source::Gazetteer), (8, 12, Source::Value)]);
    }
}
