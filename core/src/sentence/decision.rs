//! The learned decision where rules cannot tell.

use super::features::{self, Context, Rows};
use super::rules::Candidate;
use super::table::{BIAS, LAST, MARGIN, TABLE, WEIGHTS};

/// How many numbers a row of the table has.
pub(super) const WIDTH: usize = 16;

/// Whether a sentence ends at a candidate.
pub(super) trait Decide {
    fn ends(&mut self, text: &[u8], at: &Candidate, context: Context) -> bool;
}

/// The decision by the table that `train/sentence/train.py` makes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Learned;

impl Decide for Learned {
    fn ends(&mut self, text: &[u8], at: &Candidate, context: Context) -> bool {
        let score = score(&features::rows(text, at, context));
        // Without a mark a sentence needs more to speak for it.
        score > if at.kind.is_some() { 0 } else { MARGIN }
    }
}

/// How much speaks for an end: the rows added up, what is below 0 made 0, and
/// weighed. In whole numbers, so that every machine decides alike.
// Plain loops over arrays, which become vectors; no index is beyond `WIDTH`.
#[allow(clippy::indexing_slicing, clippy::needless_range_loop)]
#[inline]
fn score(rows: &Rows) -> i32 {
    let mut sums = BIAS;
    for &row in rows {
        if let Some(row) = TABLE.get(usize::from(row)) {
            for lane in 0..WIDTH {
                sums[lane] = sums[lane].wrapping_add(row[lane]);
            }
        }
    }
    let mut score = LAST;
    for lane in 0..WIDTH {
        score += i32::from(sums[lane].max(0)) * i32::from(WEIGHTS[lane]);
    }
    score
}
