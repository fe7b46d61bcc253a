//! From bytes, which the core counts, to the code points and UTF-16 units that
//! Python and JavaScript count.

use nutgraf::Span;
use pyo3::prelude::*;

use crate::document::Document;
use crate::error::ArgumentError;

/// What a dictionary's offsets count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    CodePoints,
    Bytes,
    Utf16,
}

impl Unit {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Unit::CodePoints => "code_points",
            Unit::Bytes => "bytes",
            Unit::Utf16 => "utf16",
        }
    }

    /// Where a span of the document starts and ends, in this unit.
    pub(crate) fn of(self, doc: &Document, span: Span) -> (usize, usize) {
        let count = |at| match self {
            Unit::CodePoints => doc.before(at).code_points(),
            Unit::Bytes => at,
            Unit::Utf16 => doc.before(at).utf16(),
        };
        (count(span.start()), count(span.end()))
    }
}

impl<'py> FromPyObject<'_, 'py> for Unit {
    type Error = PyErr;

    fn extract(name: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let name = crate::input::text("offsets", &name)?;
        let unit = [Unit::CodePoints, Unit::Bytes, Unit::Utf16].into_iter().find(|unit| unit.name() == name);
        unit.ok_or_else(|| {
            ArgumentError::new_err(format!("offsets: {name:?} is none of code_points, bytes, utf16"))
        })
    }
}

/// How many bytes one entry of the index stands for: a scan of so many takes
/// some nanoseconds, and the index takes an eighth of the text.
const BLOCK: usize = 64;

/// The characters before each block of a text.
///
/// A look-up adds those to a scan of at most [`BLOCK`] bytes, so it takes the
/// same time anywhere in a text of any length.
#[derive(Debug)]
pub(crate) enum Offsets {
    /// A byte is a character, and nothing need be stored.
    Ascii,
    /// For each block, what stands before it.
    Blocks(Box<[Units]>),
}

/// Code points, and how many of them lie beyond the basic plane, where UTF-16
/// takes two units.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Units {
    code_points: u32,
    astral: u32,
}

impl Units {
    pub(crate) fn code_points(self) -> usize {
        self.code_points as usize
    }

    pub(crate) fn utf16(self) -> usize {
        self.code_points as usize + self.astral as usize
    }

    fn count(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            // Every byte but a continuation starts a character.
            self.code_points += u32::from(byte & 0xC0 != 0x80);
            self.astral += u32::from(*byte >= 0xF0);
        }
        self
    }
}

impl Offsets {
    /// The index of `text`; linear in its length.
    pub(crate) fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Offsets::Ascii;
        }
        let mut before = Units::default();
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            let here = before;
            before = before.count(block);
            here
        });
        Offsets::Blocks(blocks.collect())
    }

    /// What stands before byte `at` of `text`; constant time.
    pub(crate) fn before(&self, text: &str, at: usize) -> Units {
        match self {
            Offsets::Ascii => Units { code_points: at as u32, astral: 0 },
            Offsets::Blocks(blocks) => {
                // The end of a text may be the start of a block that is not there.
                let block = (at / BLOCK).min(blocks.len().saturating_sub(1));
                let before = blocks.get(block).copied().unwrap_or_default();
                before.count(text.as_bytes().get(block * BLOCK..at).unwrap_or_default())
            }
        }
    }

    /// The byte at which code point `index` of `text` starts, or the end of the
    /// text beyond the last; logarithmic time.
    pub(crate) fn byte(&self, text: &str, index: usize) -> usize {
        let Offsets::Blocks(blocks) = self else { return index.min(text.len()) };
        let block = blocks.partition_point(|before| before.code_points() <= index).saturating_sub(1);
        let mut left = index - blocks.get(block).copied().unwrap_or_default().code_points();
        let start = block * BLOCK;
        let starts = |byte: &u8| byte & 0xC0 != 0x80;
        let found = text.as_bytes().iter().skip(start).position(|byte| {
            if !starts(byte) {
                return false;
            }
            let here = left == 0;
            left = left.saturating_sub(1);
            here
        });
        found.map_or(text.len(), |at| start + at)
    }
}
