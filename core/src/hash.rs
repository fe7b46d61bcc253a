//! Hash tables that cost a text the same each time, and that no text can spoil.

use core::hash::{BuildHasher, Hasher};
use std::collections::{HashMap, HashSet};
use std::hash::DefaultHasher;

/// Keys a table's hash with the text that it is for.
///
/// Random keys would make the same text cost another number of instructions
/// each time. Fixed ones would let somebody write names that all fall into one
/// slot; here writing another name makes other keys.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Seed(u64);

pub(crate) type Map<K, V> = HashMap<K, V, Seed>;
pub(crate) type Set<K> = HashSet<K, Seed>;

impl Seed {
    /// Linear in the text, at a fraction of what reading it costs.
    pub(crate) fn of(text: &str) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        Self(hasher.finish())
    }
}

impl BuildHasher for Seed {
    type Hasher = DefaultHasher;

    fn build_hasher(&self) -> DefaultHasher {
        let mut hasher = DefaultHasher::new();
        hasher.write_u64(self.0);
        hasher
    }
}
