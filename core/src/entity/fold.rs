//! The spelling under which a word is looked up: lower case, no accents,
//! straight quotes and dashes, digits as 0.
//!
//! `train/nutgraf_train/normal.py` folds the training text the same way.

/// The plain letter of each character of U+00C0..U+0250; a stop where it has none.
const LATIN: &[u8; 400] =
    b"aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg\
    gggghhhhiiiiiiiiii..jjkkkllllll..llnnnnnn.nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    ................................oo.............uu............................aaiioouuuuuuuuuu.aa\
    aa....ggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ................";
/// The same for U+1E00..U+1F00.
const LATIN_ADDITIONAL: &[u8; 256] =
    b"aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy....s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// One lower-case character for `c`; 0 for a digit.
pub(super) fn fold_char(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { letter(c) }
}

/// One lower-case character for `c`, digits as they are.
pub(crate) fn letter(c: char) -> char {
    let code = c as usize;
    let plain = match code {
        0..0x80 => return c.to_ascii_lowercase(),
        0xC0..0x250 => LATIN.get(code - 0xC0),
        0x1E00..0x1F00 => LATIN_ADDITIONAL.get(code - 0x1E00),
        _ => None,
    };
    match (plain, c) {
        (Some(&letter), _) if letter != b'.' => letter as char,
        (_, '’' | '‘' | 'ʼ' | '´') => '\'',
        (_, '“' | '”' | '„' | '«' | '»') => '"',
        (_, '‐' | '‑' | '–' | '—' | '−') => '-',
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Appends the folded spelling of `word` to `out`.
///
/// ```text
/// "Müller" → "muller"    "Inc." → "inc"    "U.S." → "u.s."    "2026" → "0000"
/// ```
pub(super) fn fold(word: &str, out: &mut String) {
    let start = out.len();
    out.extend(word.chars().map(fold_char));
    let folded = out.get(start..).unwrap_or("");
    // "Mr." and "Mr", "Inc." and "Inc" are one word; "U.S." keeps its stops.
    if let Some(body) = folded.strip_suffix('.') {
        if body.chars().nth(1).is_some() && !body.contains('.') {
            out.pop();
        }
    } else if folded == "``" || folded == "''" {
        out.truncate(start);
        out.push('"');
    }
}
