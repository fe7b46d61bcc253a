//! Which of 64 bytes could matter to the splitting into sentences.

/// The classes of the bytes of a block, one bit a byte, the lowest for the
/// first: marks that may end a sentence, line breaks, quotation marks and
/// brackets, or first bytes of such beyond ASCII; white space of ASCII; small
/// letters of ASCII; capitals of ASCII.
#[inline]
pub(crate) fn classes(block: &[u8; 64]) -> [u64; 4] {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the machine has what it asks for.
            #[allow(unsafe_code)]
            unsafe {
                avx2::classes(block)
            }
        } else {
            sse2::classes(block)
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        plain(block)
    }
}

/// The truth, for every machine.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn plain(block: &[u8; 64]) -> [u64; 4] {
    let mut masks = [0u64; 4];
    for (place, &byte) in block.iter().enumerate() {
        let mark = matches!(
            byte,
            b'\n'..=b'\r' | b'.' | b'!' | b'?' | b'"' | b'(' | b')'
            // First bytes of the characters that end sentences, lines and
            // quotations outside ASCII: see `sentence/marks.rs`.
            | 0xC2 | 0xD6..=0xDC | 0xE0..=0xE3 | 0xEA | 0xEB | 0xEE..=0xF0
        );
        let blank = matches!(byte, b'\t'..=b'\r' | b' ');
        let (small, capital) = (byte.is_ascii_lowercase(), byte.is_ascii_uppercase());
        for (mask, is) in masks.iter_mut().zip([mark, blank, small, capital]) {
            *mask |= u64::from(is) << place;
        }
    }
    masks
}

/// 128-bit vectors, which every x86-64 has.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod sse2 {
    use core::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8,
        _mm_or_si128, _mm_set1_epi8, _mm_sub_epi8,
    };

    pub(super) fn classes(block: &[u8; 64]) -> [u64; 4] {
        let mut masks = [0; 4];
        let (quarters, _) = block.as_chunks::<16>();
        for (place, quarter) in quarters.iter().enumerate() {
            // SAFETY: SSE2 belongs to x86-64, and a quarter has 16 bytes.
            let found = unsafe { quarter_classes(quarter) };
            for (mask, found) in masks.iter_mut().zip(found) {
                *mask |= u64::from(found) << (16 * place);
            }
        }
        masks
    }

    /// # Safety
    ///
    /// None beyond SSE2.
    #[inline]
    unsafe fn quarter_classes(quarter: &[u8; 16]) -> [u16; 4] {
        // SAFETY: the load takes the 16 bytes of the quarter, aligned or not.
        unsafe {
            #[expect(clippy::cast_ptr_alignment, reason = "the load is the unaligned one")]
            let bytes = _mm_loadu_si128(quarter.as_ptr().cast::<__m128i>());
            let is = |byte: u8| _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte as i8));
            let within = |first: u8, last: u8| {
                let above = _mm_sub_epi8(bytes, _mm_set1_epi8(first as i8));
                _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8((last - first) as i8)), above)
            };
            // Equal to `byte` where the bits outside `mask` are left aside.
            let like = |byte: u8, mask: u8| {
                _mm_cmpeq_epi8(_mm_and_si128(bytes, _mm_set1_epi8(mask as i8)), _mm_set1_epi8(byte as i8))
            };
            let or = |all: &[__m128i]| all.iter().fold(_mm_set1_epi8(0), |a, &b| _mm_or_si128(a, b));
            let ascii = or(&[within(b'\n', b'\r'), is(b'.'), is(b'!'), is(b'?'), is(b'"'), like(b'(', 0xFE)]);
            let mut marks = _mm_movemask_epi8(ascii);
            // Most blocks are ASCII.
            if _mm_movemask_epi8(bytes) != 0 {
                let lead =
                    or(&[is(0xC2), within(0xD6, 0xDC), within(0xE0, 0xE3), like(0xEA, 0xFA), is(0xF0)]);
                marks |= _mm_movemask_epi8(lead);
            }
            let blank = _mm_or_si128(is(b' '), within(b'\t', b'\r'));
            let small = _mm_movemask_epi8(within(b'a', b'z'));
            let capital = _mm_movemask_epi8(within(b'A', b'Z'));
            [marks as u16, _mm_movemask_epi8(blank) as u16, small as u16, capital as u16]
        }
    }
}

/// 256-bit vectors of x86-64.
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code)]
mod avx2 {
    use core::arch::x86_64::{
        __m256i, _mm256_and_si256, _mm256_broadcastsi128_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256,
        _mm256_min_epu8, _mm256_movemask_epi8, _mm256_set1_epi8, _mm256_setzero_si256, _mm256_shuffle_epi8,
        _mm256_srli_epi16, _mm256_sub_epi8,
    };

    /// # Safety
    ///
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn classes(block: &[u8; 64]) -> [u64; 4] {
        let (halves, _) = block.as_chunks::<32>();
        let mut masks = [0; 4];
        for (place, half) in halves.iter().enumerate() {
            // SAFETY: as above.
            let found = unsafe { half_classes(half) };
            for (mask, found) in masks.iter_mut().zip(found) {
                *mask |= u64::from(found) << (32 * place);
            }
        }
        masks
    }

    /// A mark is told by its two halves of four bits: each upper half that
    /// marks have is a bit, and so each lower half knows with which it is one.
    ///
    /// # Safety
    ///
    /// The machine has AVX2.
    #[target_feature(enable = "avx2")]
    #[inline]
    unsafe fn half_classes(half: &[u8; 32]) -> [u32; 4] {
        // Bits: 0x0_ 1, 0x2_ 2, 0x3_ 4, 0xC_ 8, 0xD_ 16, 0xE_ 32, 0xF_ 64.
        #[rustfmt::skip]
        const UPPER: [i8; 16] = [1, 0, 2, 4, 0, 0, 0, 0, 0, 0, 0, 0, 8, 16, 32, 64];
        #[rustfmt::skip]
        const LOWER: [i8; 16] = [
            32 | 64, 2 | 32, 2 | 8 | 32, 32, 0, 0, 16, 16,
            2 | 16, 2 | 16, 1 | 16 | 32, 1 | 16 | 32, 1 | 16, 1, 2 | 32, 4 | 32,
        ];
        // The white space with each lower half; 0 has another.
        #[rustfmt::skip]
        const BLANKS: [i8; 16] =
            [b' ' as i8, 0, 0, 0, 0, 0, 0, 0, 0, b'\t' as i8, b'\n' as i8, 0x0B, 0x0C, b'\r' as i8, 0, 0];
        // SAFETY: the load takes the 32 bytes of the half, aligned or not.
        unsafe {
            #[expect(clippy::cast_ptr_alignment, reason = "the load is the unaligned one")]
            let bytes = _mm256_loadu_si256(half.as_ptr().cast::<__m256i>());
            let all = |byte: u8| _mm256_set1_epi8(byte as i8);
            let within = |first: u8, last: u8| {
                let above = _mm256_sub_epi8(bytes, all(first));
                _mm256_cmpeq_epi8(_mm256_min_epu8(above, all(last - first)), above)
            };
            let low = _mm256_and_si256(bytes, all(0x0F));
            let high = _mm256_and_si256(_mm256_srli_epi16::<4>(bytes), all(0x0F));
            let common = _mm256_and_si256(
                _mm256_shuffle_epi8(table(&LOWER), low),
                _mm256_shuffle_epi8(table(&UPPER), high),
            );
            let others = _mm256_cmpeq_epi8(common, _mm256_setzero_si256());
            let blank = _mm256_cmpeq_epi8(bytes, _mm256_shuffle_epi8(table(&BLANKS), bytes));
            [
                !_mm256_movemask_epi8(others) as u32,
                _mm256_movemask_epi8(blank) as u32,
                _mm256_movemask_epi8(within(b'a', b'z')) as u32,
                _mm256_movemask_epi8(within(b'A', b'Z')) as u32,
            ]
        }
    }

    /// The sixteen numbers, for either half of a vector.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn table(numbers: &[i8; 16]) -> __m256i {
        // SAFETY: the load takes the 16 bytes, aligned or not.
        _mm256_broadcastsi128_si256(unsafe { core::arch::x86_64::_mm_loadu_si128(numbers.as_ptr().cast()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each way of this machine finds.
    #[allow(unsafe_code)]
    fn every(block: &[u8; 64]) -> Vec<[u64; 4]> {
        let mut all = vec![classes(block)];
        #[cfg(target_arch = "x86_64")]
        {
            all.push(sse2::classes(block));
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the machine has what it asks for.
                all.push(unsafe { avx2::classes(block) });
            }
        }
        all
    }

    #[test]
    fn every_byte_at_every_place_has_the_classes_of_the_plain_kernel() {
        for byte in 0..=255u8 {
            for place in 0..64 {
                let mut block = [b'x'; 64];
                if let Some(at) = block.get_mut(place) {
                    *at = byte;
                }
                for found in every(&block) {
                    assert_eq!(found, plain(&block), "{byte:#x} at {place}");
                }
            }
        }
    }
}
