//! The file: read in place, nothing parsed.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `nutgazet` |
//! | 4, 4 | version of the format; CRC-32 of all that follows |
//! | 8 each | the lengths of the sections |
//! | … | the sections |
//!
//! All numbers are little-endian. The sections: first letters (two tables of
//! 256 bytes: may a name begin so, with a small letter too), labels (a line
//! each), the automaton (of crate `fst`: from a folded name to the number of
//! its first record), records (two bytes: label; rule, capitals, marks),
//! capitals (12 bytes: record, mask; of those that are mixed), identifiers'
//! places (four bytes each sixteen records), identifiers (length, bytes),
//! scores (four bytes; none where no entry has one).

use std::sync::Arc;

use super::entry::CaseRule;
use super::fold::Capitals;
use super::invalid;
use crate::entity::Own;
use crate::error::Error;
use crate::label::{Label, Named};

pub(super) const MAGIC: &[u8; 8] = b"nutgazet";
pub(super) const VERSION: u32 = 1;
pub(super) const SECTIONS: usize = 8;
pub(super) const HEADER: usize = 16;
/// Records between two places of identifiers.
pub(super) const STRIDE: usize = 16;

/// What a record's second byte holds.
pub(super) const RULE: u8 = 3;
pub(super) const CAPITALS: u8 = 3 << 2;
pub(super) const AMBIGUOUS: u8 = 1 << 4;
/// Another record of the same folded name follows.
pub(super) const MORE: u8 = 1 << 5;
/// A label's names are of one label at the most.
pub(super) const LABELS: usize = 256;

/// An open file.
pub(super) struct File {
    bytes: Arc<Vec<u8>>,
    automaton: fst::raw::Fst<Section>,
    labels: Vec<Named>,
    starts: Section,
    records: Section,
    mixed: Section,
    id_places: Section,
    ids: Section,
    scores: Section,
}

/// A part of the file.
#[derive(Clone)]
pub(super) struct Section {
    bytes: Arc<Vec<u8>>,
    start: usize,
    end: usize,
}

impl AsRef<[u8]> for Section {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or(&[])
    }
}

/// A name that the list has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) number: usize,
    label: u8,
    flags: u8,
}

impl File {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Error> {
        let magic = bytes.get(..MAGIC.len()).unwrap_or(&bytes);
        if magic.is_empty() || !MAGIC.starts_with(magic) {
            return Err(invalid("this is no gazetteer file"));
        }
        let cut = || invalid(&format!("the file is cut short at byte {}", bytes.len()));
        let (version, sum) = (number(&bytes, 8).ok_or_else(cut)?, number(&bytes, 12).ok_or_else(cut)?);
        if version != VERSION {
            return Err(invalid(&format!(
                "version {version} of the format (byte 8); this library reads version {VERSION}: build it anew"
            )));
        }
        let mut at = HEADER + 8 * SECTIONS;
        let mut ends = [0; SECTIONS];
        for (index, end) in ends.iter_mut().enumerate() {
            let length = long(&bytes, HEADER + 8 * index).ok_or_else(cut)?;
            let past = at as u64 + length.min(u64::from(u32::MAX) << 8);
            if past > bytes.len() as u64 {
                return Err(cut());
            }
            at = past as usize;
            *end = at;
        }
        if at < bytes.len() {
            return Err(invalid(&format!("the file goes on after its end, byte {at}; it is damaged")));
        }
        if crc32fast::hash(bytes.get(HEADER..).unwrap_or(&[])) != sum {
            return Err(invalid("the checksum at byte 12 differs; the file is damaged"));
        }
        let bytes: Arc<Vec<u8>> = bytes.into();
        let section = |index: usize| {
            let start = index.checked_sub(1).and_then(|before| ends.get(before)).copied();
            let start = start.unwrap_or(HEADER + 8 * SECTIONS);
            Section { bytes: Arc::clone(&bytes), start, end: ends.get(index).copied().unwrap_or(start) }
        };
        let names = section(1);
        let names = core::str::from_utf8(names.as_ref()).ok();
        let labels = names.and_then(|names| names.lines().map(Label::read).collect::<Option<Vec<_>>>());
        let automaton = fst::raw::Fst::new(section(2)).map_err(|error| {
            invalid(&format!("the automaton at byte {} cannot be read: {error}", section(2).start))
        })?;
        Ok(Self {
            labels: labels.ok_or_else(|| invalid("a label is none; the file is damaged"))?,
            automaton,
            starts: section(0),
            records: section(3),
            mixed: section(4),
            id_places: section(5),
            ids: section(6),
            scores: section(7),
            bytes,
        })
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn len(&self) -> usize {
        self.records.as_ref().len() / 2
    }

    pub(super) fn automaton(&self) -> &fst::raw::Fst<Section> {
        &self.automaton
    }

    /// Whether a name may begin with this folded byte, in small letters.
    pub(super) fn begins(&self, byte: u8, small: bool) -> bool {
        self.starts.as_ref().get(usize::from(byte) + 256 * usize::from(small)).is_some_and(|&may| may == 1)
    }

    /// The records of one folded name.
    pub(super) fn records(&self, first: usize) -> impl Iterator<Item = Record> + '_ {
        let mut next = Some(first);
        core::iter::from_fn(move || {
            let number = next?;
            let &[label, flags] = self.records.as_ref().get(number * 2..number * 2 + 2)? else { return None };
            next = (flags & MORE != 0).then_some(number + 1);
            Some(Record { number, label, flags })
        })
    }

    pub(super) fn label(&self, record: Record) -> Option<&Named> {
        self.labels.get(usize::from(record.label))
    }

    pub(super) fn own(&self, record: Record) -> Own {
        let name = self.label(record).and_then(|(_, name)| name.clone());
        Own { label: name, id: self.id(record).map(Arc::from) }
    }

    fn id(&self, record: Record) -> Option<&str> {
        let mut at = number(self.id_places.as_ref(), record.number / STRIDE * 4)? as usize;
        let ids = self.ids.as_ref();
        for _ in 0..record.number % STRIDE {
            at += usize::from(*ids.get(at)?) + 1;
        }
        let length = usize::from(*ids.get(at)?);
        let id = core::str::from_utf8(ids.get(at + 1..at + 1 + length)?).ok()?;
        (!id.is_empty()).then_some(id)
    }

    pub(super) fn score(&self, record: Record) -> Option<f32> {
        let score = number(self.scores.as_ref(), record.number * 4).map(f32::from_bits)?;
        // No number stands for none; one that is no score was forged.
        (0.0..=1.0).contains(&score).then_some(score)
    }

    /// Whether `capitals` are those that the list writes the name with.
    pub(super) fn as_written(&self, record: Record, capitals: (Capitals, u64)) -> bool {
        if record.flags & CAPITALS != (capitals.0 as u8) << 2 {
            return false;
        }
        if capitals.0 != Capitals::Mixed {
            return true;
        }
        let table = self.mixed.as_ref();
        let (mut low, mut high) = (0, table.len() / 12);
        while low < high {
            let middle = usize::midpoint(low, high);
            match number(table, middle * 12) {
                Some(found) if (found as usize) < record.number => low = middle + 1,
                _ => high = middle,
            }
        }
        number(table, low * 12) == Some(record.number as u32) && long(table, low * 12 + 4) == Some(capitals.1)
    }
}

impl Record {
    pub(super) fn is_ambiguous(self) -> bool {
        self.flags & AMBIGUOUS != 0
    }

    pub(super) fn rule(self) -> CaseRule {
        match self.flags & RULE {
            0 => CaseRule::Upper,
            1 => CaseRule::Exact,
            _ => CaseRule::Any,
        }
    }
}

impl core::fmt::Debug for File {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} names, {} bytes", self.len(), self.bytes.len())
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}
