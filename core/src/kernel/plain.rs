//! The layers in plain Rust: the definition of what they compute.

use super::{BLOCK, FRACTION, GATED_BLOCK, Gated, LIMIT, LINEAR_BLOCK, Linear, WIDTH};

pub(super) fn gated(layer: &Gated<'_>, x: &[i16], next: &mut [i16]) {
    let margin = layer.dilation * WIDTH;
    let reach = 2 * margin + WIDTH;
    let end = next.len().saturating_sub(margin);
    let Some(next) = next.get_mut(margin..end) else {
        return;
    };
    for (window, out) in x.windows(reach).step_by(WIDTH).zip(next.chunks_exact_mut(WIDTH)) {
        let blocks = layer.weights.chunks_exact(GATED_BLOCK);
        let bias = layer.bias.chunks_exact(2 * BLOCK);
        let shift = layer.shift.chunks_exact(2 * BLOCK);
        let middle = window.iter().skip(margin).copied();
        let mut old = middle;
        for (((weights, bias), shift), out) in blocks.zip(bias).zip(shift).zip(out.chunks_exact_mut(BLOCK)) {
            let mut sums = [0_i32; 2 * BLOCK];
            for (tap, weights) in weights.chunks_exact(GATED_BLOCK / 3).enumerate() {
                let inputs = window.iter().skip(tap * margin).take(WIDTH);
                add_pairs(&mut sums, weights, inputs);
            }
            for ((sum, bias), shift) in sums.iter_mut().zip(bias).zip(shift) {
                *sum = sum.wrapping_add(*bias) >> (shift & 31);
            }
            let (values, gates) = sums.split_at(BLOCK);
            for ((value, gate), out) in values.iter().zip(gates).zip(out) {
                let value = (*value).clamp(-LIMIT, LIMIT);
                // A sigmoid in three strokes: a half at nothing, none at −2, whole at 2.
                let gate = ((gate >> 2) + (1 << (FRACTION - 1))).clamp(0, 1 << FRACTION);
                let product = (value * gate + (1 << (FRACTION - 1))) >> FRACTION;
                let sum = i32::from(old.next().unwrap_or(0)) + product;
                *out = sum.clamp(i16::MIN.into(), i16::MAX.into()) as i16;
            }
        }
    }
}

pub(super) fn linear(layer: &Linear<'_>, x: &[i16], out: &mut [i32]) {
    let outputs = layer.bias.len();
    if outputs == 0 {
        return;
    }
    for (x, out) in x.chunks_exact(WIDTH).zip(out.chunks_exact_mut(outputs)) {
        let blocks = layer.weights.chunks_exact(LINEAR_BLOCK);
        let bias = layer.bias.chunks_exact(BLOCK);
        let shift = layer.shift.chunks_exact(BLOCK);
        for (((weights, bias), shift), out) in blocks.zip(bias).zip(shift).zip(out.chunks_exact_mut(BLOCK)) {
            let mut sums = [0_i32; BLOCK];
            add_pairs(&mut sums, weights, x.iter());
            for (((sum, bias), shift), out) in sums.iter().zip(bias).zip(shift).zip(out) {
                *out = sum.wrapping_add(*bias) >> (shift & 31);
            }
        }
    }
}

/// Adds to each sum its weights times the inputs; weights come in the order
/// pair of inputs, sum, input of the pair.
fn add_pairs<'x, const N: usize>(
    sums: &mut [i32; N],
    weights: &[u8],
    mut inputs: impl Iterator<Item = &'x i16>,
) {
    for weights in weights.chunks_exact(2 * N) {
        let first = inputs.next().copied().unwrap_or(0);
        let second = inputs.next().copied().unwrap_or(0);
        for (sum, pair) in sums.iter_mut().zip(weights.chunks_exact(2)) {
            let &[a, b] = pair else { continue };
            let product = i32::from(a as i8) * i32::from(first) + i32::from(b as i8) * i32::from(second);
            *sum = sum.wrapping_add(product);
        }
    }
}
