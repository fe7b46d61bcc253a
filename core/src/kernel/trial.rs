//! Every kernel on the same numbers, for the tests here and for fuzzing.

use super::{BLOCK, GATED_BLOCK, Gated, Kernel, LINEAR_BLOCK, Linear, WIDTH};

/// Numbers that repeat for a seed: a trial needs many of them, not good ones.
fn noise(seed: u64, count: usize) -> impl Iterator<Item = u64> {
    let mut state = seed | 1;
    core::iter::repeat_with(move || {
        state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F);
        state >> 24
    })
    .take(count)
}

/// What layers of weights made from `seed` give on each kernel; `x` holds whole words.
pub(crate) fn results(seed: u64, dilation: usize, x: &[i16]) -> Vec<(Vec<i16>, Vec<i32>)> {
    let weights: Vec<u8> = noise(seed, WIDTH / BLOCK * GATED_BLOCK).map(|n| n as u8).collect();
    let bias: Vec<i32> = noise(seed ^ 1, 2 * WIDTH).map(|n| n as i32 >> 8).collect();
    let shift: Vec<i32> = noise(seed ^ 2, 2 * WIDTH).map(|n| (n % 12) as i32).collect();
    let gated = Gated { weights: &weights, bias: &bias, shift: &shift, dilation };
    let (Some(weights), Some(bias), Some(shift)) =
        (weights.get(..3 * LINEAR_BLOCK), bias.get(..24), shift.get(..24))
    else {
        return Vec::new();
    };
    let linear = Linear { weights, bias, shift };
    let run = |kernel: Kernel| {
        let mut next = vec![7; x.len()];
        kernel.gated(&gated, x, &mut next);
        let mut out = vec![7; x.len() / WIDTH * 24];
        kernel.linear(&linear, x, &mut out);
        (next, out)
    };
    Kernel::all().map(run).collect()
}

/// Words of numbers made from `seed`. Wide ones drive the sums to their
/// bounds, narrow ones the gates between theirs.
#[cfg(test)]
pub(crate) fn words(seed: u64, words: usize, wide: bool) -> Vec<i16> {
    noise(seed ^ 3, words * WIDTH).map(|n| if wide { n as i16 } else { n as i16 >> 7 }).collect()
}

/// Whether all kernels agree on the numbers that `data` holds: a seed, a
/// dilation, then what goes in.
#[cfg(fuzzing)]
pub(crate) fn agree(data: &[u8]) -> bool {
    let (seed, data) = data.split_at(data.len().min(4));
    let seed = seed.iter().fold(0, |seed, &byte| seed << 8 | u64::from(byte));
    let pairs = data.as_chunks::<2>().0.iter().map(|&pair| i16::from_le_bytes(pair));
    let mut x: Vec<i16> = pairs.take(24 * WIDTH).collect();
    x.resize(x.len().next_multiple_of(WIDTH), i16::MIN);
    let results = results(seed, seed as usize % 4, &x);
    results.windows(2).all(|pair| pair[0] == pair[1])
}
