//! One pass over the bytes, 64 at a time: which of them could matter.
//!
//! Written as plain loops over fixed arrays, which the compiler turns into
//! vector compares on every machine that has them: no `unsafe`, and the same
//! result everywhere.

/// How many bytes a block holds.
pub(super) const BLOCK: usize = 64;

/// One bit a byte of a block, the lowest for the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Masks {
    /// A mark or line break that may end a sentence, or a quotation mark or
    /// bracket.
    pub(super) event: u64,
    /// ASCII white space.
    pub(super) blank: u64,
    /// An ASCII capital.
    pub(super) upper: u64,
}

/// The masks of a block.
// Without branches, so that the loop becomes vector compares.
#[allow(clippy::needless_bitwise_bool)]
#[inline]
pub(super) fn classify(block: &[u8; BLOCK]) -> Masks {
    let mut event = [0u8; BLOCK];
    let mut blank = [0u8; BLOCK];
    let mut upper = [0u8; BLOCK];
    for (((&byte, event), blank), upper) in block.iter().zip(&mut event).zip(&mut blank).zip(&mut upper) {
        let line = byte.wrapping_sub(b'\n') < 4;
        let mark = (byte == b'.') | (byte == b'!') | (byte == b'?');
        let pair = (byte == b'"') | (byte & 0xFE == b'(');
        // First bytes of the characters that end sentences, lines and
        // quotations outside ASCII: see `marks.rs`.
        let lead = (byte == 0xC2)
            | (byte.wrapping_sub(0xD6) < 7)
            | (byte.wrapping_sub(0xE0) < 4)
            | (byte & 0xFA == 0xEA)
            | (byte == 0xF0);
        *event = u8::from(line | mark | pair | lead);
        *blank = u8::from((byte == b' ') | (byte.wrapping_sub(b'\t') < 5));
        *upper = u8::from(byte.wrapping_sub(b'A') < 26);
    }
    Masks { event: gather(&event), blank: gather(&blank), upper: gather(&upper) }
}

/// The lowest bits of 64 bytes as one word: the multiplication moves the low
/// bit of each of eight bytes to the top byte, in order.
#[inline]
fn gather(bytes: &[u8; BLOCK]) -> u64 {
    let (words, _) = bytes.as_chunks::<8>();
    let mut mask = 0;
    for (place, &word) in words.iter().enumerate() {
        mask |= (u64::from_le_bytes(word).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * place);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place_has_the_mask_of_its_meaning() {
        for byte in 0..=255u8 {
            for place in 0..BLOCK {
                let mut block = [b'x'; BLOCK];
                block[place] = byte;
                let masks = classify(&block);
                let bit = 1 << place;
                let event = b".!?\n\r\x0b\x0c\"()".contains(&byte)
                    || matches!(byte, 0xC2 | 0xD6..=0xDC | 0xE0..=0xE3 | 0xEA | 0xEB | 0xEE | 0xEF | 0xF0);
                assert_eq!(masks.event, if event { bit } else { 0 }, "{byte:#x}");
                assert_eq!(masks.blank == bit, b"\t\n\x0b\x0c\r ".contains(&byte), "{byte:#x}");
                assert_eq!(masks.upper == bit, byte.is_ascii_uppercase(), "{byte:#x}");
            }
        }
    }
}
