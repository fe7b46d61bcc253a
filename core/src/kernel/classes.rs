//! Which of 64 bytes could matter to the splitting into sentences.

/// The classes of the bytes of a block, one bit a byte, the lowest for the
/// first: marks that may end a sentence, line breaks, quotation marks and
/// brackets, or first bytes of such beyond ASCII; white space of ASCII; small
/// letters of ASCII.
#[inline]
pub(crate) fn classes(block: &[u8; 64]) -> [u64; 3] {
    #[cfg(target_arch = "x86_64")]
    {
        sse2::classes(block)
    }
    #[cfg(not(target_arch = "x86_64"))]
    {
        plain(block)
    }
}

/// The truth, for every machine.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn plain(block: &[u8; 64]) -> [u64; 3] {
    let mut masks = [0u64; 3];
    for (place, &byte) in block.iter().enumerate() {
        let mark = matches!(
            byte,
            b'\n'..=b'\r' | b'.' | b'!' | b'?' | b'"' | b'(' | b')'
            // First bytes of the characters that end sentences, lines and
            // quotations outside ASCII: see `sentence/marks.rs`.
            | 0xC2 | 0xD6..=0xDC | 0xE0..=0xE3 | 0xEA | 0xEB | 0xEE..=0xF0
        );
        let blank = matches!(byte, b'\t'..=b'\r' | b' ');
        let small = byte.is_ascii_lowercase();
        for (mask, is) in masks.iter_mut().zip([mark, blank, small]) {
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

    pub(super) fn classes(block: &[u8; 64]) -> [u64; 3] {
        let mut masks = [0; 3];
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
    unsafe fn quarter_classes(quarter: &[u8; 16]) -> [u16; 3] {
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
            let small = within(b'a', b'z');
            [marks as u16, _mm_movemask_epi8(blank) as u16, _mm_movemask_epi8(small) as u16]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place_has_the_classes_of_the_plain_kernel() {
        for byte in 0..=255u8 {
            for place in 0..64 {
                let mut block = [b'x'; 64];
                if let Some(at) = block.get_mut(place) {
                    *at = byte;
                }
                assert_eq!(classes(&block), plain(&block), "{byte:#x} at {place}");
            }
        }
    }
}
