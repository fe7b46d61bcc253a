//! The layers with 512-bit vectors of x86-64 that multiply and add in one step
//! (AVX-512 VNNI).
//!
//! Eight words at a time. One vector holds a pair of inputs' weights for eight
//! values and their eight gates, which is how they lie in the file.

use core::arch::x86_64::{
    __m256i, __m512i, _mm_loadu_si128, _mm_storeu_si128, _mm256_add_epi32, _mm256_cvtepi8_epi16,
    _mm256_cvtepi16_epi32, _mm256_cvtsepi32_epi16, _mm256_dpwssd_epi32, _mm256_loadu_si256, _mm256_max_epi32,
    _mm256_min_epi32, _mm256_mullo_epi32, _mm256_set1_epi32, _mm256_setzero_si256, _mm256_srai_epi32,
    _mm256_storeu_si256, _mm512_add_epi32, _mm512_and_si512, _mm512_castsi512_si256, _mm512_cvtepi8_epi16,
    _mm512_dpwssd_epi32, _mm512_extracti64x4_epi64, _mm512_loadu_si512, _mm512_set1_epi32,
    _mm512_setzero_si512, _mm512_srav_epi32,
};

use super::avx2::rescale;
use super::{BLOCK, FRACTION, GATED_BLOCK, Gated, LIMIT, LINEAR_BLOCK, Linear, WIDTH};

/// Words computed side by side.
const TILE: usize = 8;
/// Pairs of inputs of a word.
const PAIRS: usize = WIDTH / 2;

/// As the plain kernel's; called only where the machine has AVX-512 F, BW, VL
/// and VNNI.
pub(super) fn gated(layer: &Gated<'_>, x: &[i16], next: &mut [i16]) {
    let words = (x.len() / WIDTH).saturating_sub(2 * layer.dilation);
    assert!(x.len() == next.len() && layer.fits(), "checked by the caller");
    let mut word = 0;
    while word < words {
        let count = if words - word >= TILE { TILE } else { 1 };
        // SAFETY: the caller found the instructions. `word + count ≤ words`,
        // so the furthest word read is `words − 1 + 2 · dilation`, the last of
        // `x`, and the furthest written is `words − 1 + dilation` of `next`,
        // which is as long; `fits` holds, so all blocks, biases and shifts are
        // there.
        unsafe {
            let x = x.as_ptr().add(word * WIDTH);
            let next = next.as_mut_ptr().add((word + layer.dilation) * WIDTH);
            if count == TILE { gated_tile::<TILE>(layer, x, next) } else { gated_tile::<1>(layer, x, next) }
        }
        word += count;
    }
}

/// As the plain kernel's; called only where the machine has AVX-512 F, BW, VL
/// and VNNI.
pub(super) fn linear(layer: &Linear<'_>, x: &[i16], out: &mut [i32]) {
    let outputs = layer.bias.len();
    let words = x.len() / WIDTH;
    assert!(words * outputs == out.len() && layer.fits(), "checked by the caller");
    let mut word = 0;
    while word < words {
        let count = if words - word >= TILE { TILE } else { 1 };
        // SAFETY: the caller found the instructions. `word + count ≤ words`,
        // so `count` words of `x` and of `out` lie there; `fits` holds.
        unsafe {
            let x = x.as_ptr().add(word * WIDTH);
            let out = out.as_mut_ptr().add(word * outputs);
            if count == TILE { linear_tile::<TILE>(layer, x, out) } else { linear_tile::<1>(layer, x, out) }
        }
        word += count;
    }
}

/// # Safety
///
/// The instructions; `N + 2 · dilation` words at `x`, `N` at `next`; the layer
/// fits.
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn gated_tile<const N: usize>(layer: &Gated<'_>, x: *const i16, next: *mut i16) {
    let reach = layer.dilation * WIDTH;
    for block in 0..WIDTH / BLOCK {
        let mut sums: [__m512i; N] = [_mm512_setzero_si512(); N];
        // SAFETY: `block`, `tap` and `pair` stay within the blocks that `fits`
        // counted and within the words that the caller promises.
        unsafe {
            let mut weights = layer.weights.as_ptr().add(block * GATED_BLOCK);
            for tap in 0..3 {
                let x = x.add(tap * reach);
                for pair in 0..PAIRS {
                    let wide = _mm512_cvtepi8_epi16(_mm256_loadu_si256(weights.cast()));
                    for (word, sum) in sums.iter_mut().enumerate() {
                        let inputs = x.add(word * WIDTH + 2 * pair).cast::<i32>().read_unaligned();
                        *sum = _mm512_dpwssd_epi32(*sum, wide, _mm512_set1_epi32(inputs));
                    }
                    weights = weights.add(4 * BLOCK);
                }
            }
            let bias = _mm512_loadu_si512(layer.bias.as_ptr().add(block * 2 * BLOCK).cast());
            let shift = _mm512_loadu_si512(layer.shift.as_ptr().add(block * 2 * BLOCK).cast());
            let shift = _mm512_and_si512(shift, _mm512_set1_epi32(31));
            let half = _mm256_set1_epi32(1 << (FRACTION - 1));
            for (word, &sum) in sums.iter().enumerate() {
                let sum = _mm512_srav_epi32(_mm512_add_epi32(sum, bias), shift);
                let value = _mm512_castsi512_si256(sum);
                let value = _mm256_max_epi32(value, _mm256_set1_epi32(-LIMIT));
                let value = _mm256_min_epi32(value, _mm256_set1_epi32(LIMIT));
                let gate = _mm512_extracti64x4_epi64::<1>(sum);
                let gate = _mm256_add_epi32(_mm256_srai_epi32::<2>(gate), half);
                let gate = _mm256_max_epi32(gate, _mm256_setzero_si256());
                let gate = _mm256_min_epi32(gate, _mm256_set1_epi32(1 << FRACTION));
                let product = _mm256_add_epi32(_mm256_mullo_epi32(value, gate), half);
                let product = _mm256_srai_epi32::<{ FRACTION as i32 }>(product);
                let old = x.add(reach + word * WIDTH + block * BLOCK);
                let old = _mm256_cvtepi16_epi32(_mm_loadu_si128(old.cast()));
                // The narrowing saturates.
                let narrow = _mm256_cvtsepi32_epi16(_mm256_add_epi32(old, product));
                _mm_storeu_si128(next.add(word * WIDTH + block * BLOCK).cast(), narrow);
            }
        }
    }
}

/// # Safety
///
/// The instructions; `N` words at `x` and at `out`; the layer fits.
#[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512vnni")]
unsafe fn linear_tile<const N: usize>(layer: &Linear<'_>, x: *const i16, out: *mut i32) {
    let outputs = layer.bias.len();
    for block in 0..outputs / BLOCK {
        let mut sums: [__m256i; N] = [_mm256_setzero_si256(); N];
        // SAFETY: as above.
        unsafe {
            let weights = layer.weights.as_ptr().add(block * LINEAR_BLOCK);
            for pair in 0..PAIRS {
                let wide = _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.add(pair * 2 * BLOCK).cast()));
                for (word, sum) in sums.iter_mut().enumerate() {
                    let inputs = x.add(word * WIDTH + 2 * pair).cast::<i32>().read_unaligned();
                    *sum = _mm256_dpwssd_epi32(*sum, wide, _mm256_set1_epi32(inputs));
                }
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
