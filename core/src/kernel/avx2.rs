//! The layers with 256-bit vectors of x86-64.
//!
//! Four words by eight values and eight gates at a time: eight sums stay in
//! registers while each pair of weights is loaded and widened once.

use core::arch::x86_64::{
    __m256i, _mm_loadu_si128, _mm_storeu_si128, _mm256_add_epi32, _mm256_and_si256, _mm256_castsi256_si128,
    _mm256_cvtepi8_epi16, _mm256_cvtepi16_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_max_epi32,
    _mm256_min_epi32, _mm256_mullo_epi32, _mm256_packs_epi32, _mm256_permute4x64_epi64, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_srai_epi32, _mm256_srav_epi32, _mm256_storeu_si256,
};

use super::{BLOCK, FRACTION, GATED_BLOCK, Gated, LIMIT, LINEAR_BLOCK, Linear, WIDTH};

/// Words computed side by side.
const TILE: usize = 4;
/// Pairs of inputs of a word.
const PAIRS: usize = WIDTH / 2;

/// As the plain kernel's; called only where the machine has AVX2.
pub(super) fn gated(layer: &Gated<'_>, x: &[i16], next: &mut [i16]) {
    let words = (x.len() / WIDTH).saturating_sub(2 * layer.dilation);
    assert!(x.len() == next.len() && layer.fits(), "checked by the caller");
    let mut word = 0;
    while word < words {
        let count = (words - word).min(TILE);
        // SAFETY: the caller found AVX2. `word + count ≤ words`, so the
        // furthest word read is `words − 1 + 2 · dilation`, the last of `x`,
        // and the furthest written is `words − 1 + dilation` of `next`, which
        // is as long; `fits` holds, so all blocks, biases and shifts are there.
        unsafe {
            let x = x.as_ptr().add(word * WIDTH);
            let next = next.as_mut_ptr().add((word + layer.dilation) * WIDTH);
            match count {
                4 => gated_tile::<4>(layer, x, next),
                3 => gated_tile::<3>(layer, x, next),
                2 => gated_tile::<2>(layer, x, next),
                _ => gated_tile::<1>(layer, x, next),
            }
        }
        word += count;
    }
}

/// As the plain kernel's; called only where the machine has AVX2.
pub(super) fn linear(layer: &Linear<'_>, x: &[i16], out: &mut [i32]) {
    let outputs = layer.bias.len();
    let words = x.len() / WIDTH;
    assert!(words * outputs == out.len() && layer.fits(), "checked by the caller");
    let mut word = 0;
    while word < words {
        let count = (words - word).min(TILE);
        // SAFETY: the caller found AVX2. `word + count ≤ words`, so `count`
        // words of `x` and of `out` lie there; `fits` holds.
        unsafe {
            let x = x.as_ptr().add(word * WIDTH);
            let out = out.as_mut_ptr().add(word * outputs);
            match count {
                4 => linear_tile::<4>(layer, x, out),
                3 => linear_tile::<3>(layer, x, out),
                2 => linear_tile::<2>(layer, x, out),
                _ => linear_tile::<1>(layer, x, out),
            }
        }
        word += count;
    }
}

/// Adds one pair of inputs of each word to its sums.
///
/// # Safety
///
/// AVX2; 16 bytes at `weights`; two values at each word's `x + at`.
#[inline]
#[target_feature(enable = "avx2")]
unsafe fn add_pair<const N: usize>(sums: &mut [__m256i; N], weights: *const u8, x: *const i16) {
    // SAFETY: promised by the caller.
    unsafe {
        let weights = _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.cast()));
        for (word, sum) in sums.iter_mut().enumerate() {
            let pair = _mm256_set1_epi32(x.add(word * WIDTH).cast::<i32>().read_unaligned());
            *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(weights, pair));
        }
    }
}

/// `(sum + bias) >> shift` for eight outputs.
///
/// # Safety
///
/// AVX2; eight numbers at `bias` and at `shift`.
#[inline]
#[target_feature(enable = "avx2")]
pub(super) unsafe fn rescale(sum: __m256i, bias: *const i32, shift: *const i32) -> __m256i {
    // SAFETY: promised by the caller.
    unsafe {
        let bias = _mm256_loadu_si256(bias.cast());
        let shift = _mm256_and_si256(_mm256_loadu_si256(shift.cast()), _mm256_set1_epi32(31));
        _mm256_srav_epi32(_mm256_add_epi32(sum, bias), shift)
    }
}

/// # Safety
///
/// AVX2; `N + 2 · dilation` words at `x`, `N` at `next`; the layer fits.
#[target_feature(enable = "avx2")]
unsafe fn gated_tile<const N: usize>(layer: &Gated<'_>, x: *const i16, next: *mut i16) {
    let reach = layer.dilation * WIDTH;
    for block in 0..WIDTH / BLOCK {
        let mut values = [_mm256_setzero_si256(); N];
        let mut gates = [_mm256_setzero_si256(); N];
        // SAFETY: `block`, `tap` and `pair` stay within the blocks that `fits`
        // counted and within the words that the caller promises.
        unsafe {
            let mut weights = layer.weights.as_ptr().add(block * GATED_BLOCK);
            for tap in 0..3 {
                let x = x.add(tap * reach);
                for pair in 0..PAIRS {
                    add_pair(&mut values, weights, x.add(2 * pair));
                    add_pair(&mut gates, weights.add(2 * BLOCK), x.add(2 * pair));
                    weights = weights.add(4 * BLOCK);
                }
            }
            let bias = layer.bias.as_ptr().add(block * 2 * BLOCK);
            let shift = layer.shift.as_ptr().add(block * 2 * BLOCK);
            let half = _mm256_set1_epi32(1 << (FRACTION - 1));
            for (word, (&value, &gate)) in values.iter().zip(&gates).enumerate() {
                let value = rescale(value, bias, shift);
                let value = _mm256_max_epi32(value, _mm256_set1_epi32(-LIMIT));
                let value = _mm256_min_epi32(value, _mm256_set1_epi32(LIMIT));
                let gate = rescale(gate, bias.add(BLOCK), shift.add(BLOCK));
                let gate = _mm256_add_epi32(_mm256_srai_epi32::<2>(gate), half);
                let gate = _mm256_max_epi32(gate, _mm256_setzero_si256());
                let gate = _mm256_min_epi32(gate, _mm256_set1_epi32(1 << FRACTION));
                let product = _mm256_add_epi32(_mm256_mullo_epi32(value, gate), half);
                let product = _mm256_srai_epi32::<{ FRACTION as i32 }>(product);
                let old = x.add(reach + word * WIDTH + block * BLOCK);
                let old = _mm256_cvtepi16_epi32(_mm_loadu_si128(old.cast()));
                let sum = _mm256_add_epi32(old, product);
                // Packing saturates, within each half; the quarters 0 and 2 hold the eight.
                let packed = _mm256_permute4x64_epi64::<0b10_00>(_mm256_packs_epi32(sum, sum));
                let out = next.add(word * WIDTH + block * BLOCK);
                _mm_storeu_si128(out.cast(), _mm256_castsi256_si128(packed));
            }
        }
    }
}

/// # Safety
///
/// AVX2; `N` words at `x` and at `out`; the layer fits.
#[target_feature(enable = "avx2")]
unsafe fn linear_tile<const N: usize>(layer: &Linear<'_>, x: *const i16, out: *mut i32) {
    let outputs = layer.bias.len();
    for block in 0..outputs / BLOCK {
        let mut sums = [_mm256_setzero_si256(); N];
        // SAFETY: as above.
        unsafe {
            let weights = layer.weights.as_ptr().add(block * LINEAR_BLOCK);
            for pair in 0..PAIRS {
                add_pair(&mut sums, weights.add(pair * 2 * BLOCK), x.add(2 * pair));
            }
            let bias = layer.bias.as_ptr().add(block * BLOCK);
            let shift = layer.shift.as_ptr().add(block * BLOCK);
            for (word, &sum) in sums.iter().enumerate() {
                let out = out.add(word * outputs + block * BLOCK);
                _mm256_storeu_si256(out.cast(), rescale(sum, bias, shift));
            }
        }
    }
}
