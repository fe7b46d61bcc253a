//! The one spelling under which a name stands in the automaton, and the
//! capitals that it is written with.
//!
//! ```text
//! "Crédit-Agricole  S.A."  →  "credit agricole sa"    "Straße"  →  "strasse"
//! ```

use crate::entity::fold::letter;

/// Folds characters one by one, and tells how they are capitalised.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Folder {
    /// Whether anything stands before.
    started: bool,
    /// A blank or hyphen that counts only before a letter.
    blank: bool,
    after_letter: bool,
    word_start: bool,
    letters: u32,
    upper: bool,
    lower: bool,
    title: bool,
    mask: u64,
}

/// How the capitals of a name are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Capitals {
    /// The first letter of each word.
    Title = 0,
    All = 1,
    None = 2,
    /// A bit a letter tells.
    Mixed = 3,
}

impl Folder {
    pub(super) const fn new() -> Self {
        Self {
            started: false,
            blank: false,
            after_letter: false,
            word_start: true,
            letters: 0,
            upper: true,
            lower: true,
            title: true,
            mask: 0,
        }
    }

    /// White space between two words.
    pub(super) fn blank(&mut self) {
        self.blank = self.started;
        self.after_letter = false;
        self.word_start = true;
    }

    /// The next character; `emit` gets what stands for it, bytes of UTF-8, and
    /// may end the folding by `false`, which is then returned.
    pub(super) fn push(&mut self, c: char, mut emit: impl FnMut(u8) -> bool) -> bool {
        match c {
            '-' | '‐' | '‑' | '–' | '—' | '−' => {
                self.blank();
                return true;
            }
            // Combining accents, soft hyphens, joiners.
            '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => return true,
            // "Inc.", "U.S."
            '.' if self.after_letter => return true,
            c if c.is_whitespace() => {
                self.blank();
                return true;
            }
            _ => {}
        }
        if self.blank {
            self.blank = false;
            if !emit(b' ') {
                return false;
            }
        }
        self.started = true;
        self.after_letter = c.is_alphabetic();
        let (upper, lower) = (c.is_uppercase(), c.is_lowercase());
        if upper || lower {
            self.letters += 1;
            self.upper &= upper;
            self.lower &= lower;
            self.title &= upper == self.word_start;
            self.mask = self.mask.rotate_left(1) ^ u64::from(upper);
            self.word_start = false;
        }
        let second = match c {
            'ß' | 'ẞ' => Some(b's'),
            'æ' | 'Æ' | 'œ' | 'Œ' => Some(b'e'),
            _ => None,
        };
        if let Some(second) = second {
            // Two letters, of which the other is small but where all are not.
            self.letters += 1;
            self.mask = self.mask.rotate_left(1);
            return emit(letter(c) as u8) && emit(second);
        }
        let folded = letter(c);
        if folded.is_ascii() {
            return emit(folded as u8);
        }
        let mut bytes = [0; 4];
        folded.encode_utf8(&mut bytes).bytes().all(emit)
    }

    /// All of a text.
    pub(super) fn text(&mut self, text: &str, mut emit: impl FnMut(u8) -> bool) -> bool {
        text.chars().all(|c| self.push(c, &mut emit))
    }

    /// The capitals so far.
    pub(super) fn capitals(&self) -> (Capitals, u64) {
        match (self.title, self.upper, self.lower) {
            (true, ..) => (Capitals::Title, 0),
            (_, true, _) => (Capitals::All, 0),
            (_, _, true) => (Capitals::None, 0),
            _ => (Capitals::Mixed, self.mask),
        }
    }

    /// Whether all letters so far are capitals.
    pub(super) fn is_upper(&self) -> bool {
        self.upper && self.letters > 0
    }
}

/// The folded spelling of a whole name, and its capitals.
pub(super) fn name(name: &str, out: &mut Vec<u8>) -> (Capitals, u64) {
    let mut folder = Folder::new();
    folder.text(name, |byte| {
        out.push(byte);
        true
    });
    folder.capitals()
}
