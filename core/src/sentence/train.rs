//! What the training of the decision reads: the candidates that rules leave
//! open, as the engine meets them where it is told the right answers.

use super::decision::Decide;
use super::engine::Engine;
use super::features::{self, Context};
use super::rules::Candidate;

/// How many rows the table has.
pub const SENTENCE_ROWS: usize = features::ROWS;

struct Oracle<'a> {
    /// The right ends, in order.
    ends: &'a [usize],
    seen: Vec<(bool, Vec<u16>)>,
}

impl Decide for Oracle<'_> {
    fn ends(&mut self, text: &[u8], at: &Candidate, context: Context) -> bool {
        let right = self.ends.binary_search(&at.end).is_ok();
        self.seen.push((right, features::rows(text, at, context).to_vec()));
        right
    }
}

/// The open candidates of a text whose sentences end at `ends`: whether each
/// is an end, and its rows in the table.
pub fn sentence_candidates(text: &str, ends: &[usize]) -> Vec<(bool, Vec<u16>)> {
    let mut oracle = Oracle { ends, seen: Vec::new() };
    let mut engine = Engine::new();
    while engine.next(text.as_bytes(), true, &[], &mut oracle).is_some() {}
    oracle.seen
}
