//! Which of 64 bytes could matter to the splitting into sentences.

/// The classes of the bytes of a block, one bit a byte, the lowest for the
/// first: marks that may end a sentence, line breaks, quotation marks and
/// brackets, or first bytes of such beyond ASCII; white space of ASCII; small
/// letters of ASCII.
#[inline]
pub(crate) fn classes(block: &[u8; 64]) -> [u64; 3] {
    plain(block)
}

/// The truth.
// Without branches, so that the loop becomes vector compares.
#[allow(clippy::needless_bitwise_bool)]
#[inline]
fn plain(block: &[u8; 64]) -> [u64; 3] {
    let mut masks = [0u64; 3];
    for (place, &byte) in block.iter().enumerate() {
        let line = byte.wrapping_sub(b'\n') < 4;
        let mark = (byte == b'.') | (byte == b'!') | (byte == b'?');
        let pair = (byte == b'"') | (byte & 0xFE == b'(');
        // First bytes of the characters that end sentences, lines and
        // quotations outside ASCII: see `sentence/marks.rs`.
        let lead = (byte == 0xC2)
            | (byte.wrapping_sub(0xD6) < 7)
            | (byte.wrapping_sub(0xE0) < 4)
            | (byte & 0xFA == 0xEA)
            | (byte == 0xF0);
        let blank = (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
        let small = byte.wrapping_sub(b'a') < 26;
        let [marks, blanks, smalls] = &mut masks;
        *marks |= u64::from(line | mark | pair | lead) << place;
        *blanks |= u64::from(blank) << place;
        *smalls |= u64::from(small) << place;
    }
    masks
}
