//! The file: read in place, where something is asked for; nothing is parsed.
//! What is read is checked, so that damage is an error and never a part of a
//! result.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `nutgazet` |
//! | 4, 4 | version of the format; CRC-32 of lengths and sums |
//! | 8 each | the lengths of the sections |
//! | 4 each | CRC-32 of each 16 KiB of the sections |
//! | … | the sections |
//!
//! All numbers are little-endian. The sections: first letters (two tables of
//! 256 bytes: may a name begin so, with a small letter too), labels (a line
//! each), the automaton (of crate `fst`: from a folded name to the number of
//! its first record), records (two bytes: label; rule, capitals, marks),
//! capitals (12 bytes: record, mask; of those that are mixed), identifiers'
//! places (four bytes each sixteen records), identifiers (length, bytes),
//! scores (four bytes; none where no entry has one).

use core::ops::Range;
use std::sync::Arc;

use super::automaton::Automaton;
use super::bytes::{Bytes, REACH, length_of_sums};
use super::entry::CaseRule;
use super::fold::Capitals;
use super::invalid;
use crate::entity::Own;
use crate::error::Error;
use crate::label::{Label, Named};

pub(super) const MAGIC: &[u8; 8] = b"nutgazet";
pub(super) const VERSION: u32 = 2;
pub(super) const SECTIONS: usize = 8;
/// Where the lengths of the sections are.
pub(super) const LENGTHS: usize = 16;
/// Where the sums of the sections are.
pub(super) const SUMS: usize = LENGTHS + 8 * SECTIONS;
/// Records between two places of identifiers.
pub(super) const STRIDE: usize = 16;

/// What a record's second byte holds.
pub(super) const RULE: u8 = 3;
pub(super) const CAPITALS: u8 = 3 << 2;
pub(super) const AMBIGUOUS: u8 = 1 << 4;
/// Another record of the same folded name follows.
pub(super) const MORE: u8 = 1 << 5;
/// Labels that a list may have.
pub(super) const LABELS: usize = 256;
/// Names that differ in their capitals alone.
pub(super) const SPELLINGS: usize = 64;

/// An open file.
pub(super) struct File {
    bytes: Bytes,
    automaton: Automaton,
    labels: Vec<Named>,
    starts: Vec<u8>,
    records: Range<usize>,
    mixed: Range<usize>,
    id_places: Range<usize>,
    ids: Range<usize>,
    scores: Range<usize>,
}

/// A name that the list has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub(super) number: usize,
    label: u8,
    flags: u8,
}

impl File {
    pub(super) fn open(mut bytes: Bytes) -> Result<Self, Error> {
        let length = bytes.len();
        let cut = || invalid(&format!("the file is cut short at byte {length}"));
        let head = bytes.first(SUMS)?;
        let magic = head.get(..MAGIC.len()).unwrap_or(&head);
        if magic.is_empty() || !MAGIC.starts_with(magic) {
            return Err(invalid("this is no gazetteer file"));
        }
        let (version, sum) = (number(&head, 8).ok_or_else(cut)?, number(&head, 12).ok_or_else(cut)?);
        if version != VERSION {
            return Err(invalid(&format!(
                "version {version} of the format (byte 8); this library reads version {VERSION}: build it anew"
            )));
        }
        let mut sizes = [0; SECTIONS];
        for (index, size) in sizes.iter_mut().enumerate() {
            *size = long(&head, LENGTHS + 8 * index).ok_or_else(cut)?;
        }
        let all = sizes.iter().fold(0_u64, |all, &size| all.saturating_add(size));
        let start = length_of_sums(all).saturating_add(SUMS as u64);
        let end = start.saturating_add(all);
        if end > length as u64 {
            return Err(cut());
        }
        if end < length as u64 {
            return Err(invalid(&format!("the file goes on after its end, byte {end}; it is damaged")));
        }
        let head = bytes.first(start as usize)?.into_owned();
        if crc32fast::hash(head.get(LENGTHS..).unwrap_or(&[])) != sum {
            return Err(invalid("the checksum at byte 12 differs; the file is damaged"));
        }
        bytes.hold_to(head)?;
        let mut at = start as usize;
        let sections = sizes.map(|size| {
            let section = at..at + size as usize;
            at = section.end;
            section
        });
        let [starts, names, automaton, records, mixed, id_places, ids, scores] = sections;
        if starts.len() > 512 || names.len() > REACH {
            return Err(invalid("the lengths at byte 16 are too many; the file is damaged"));
        }
        let labels = core::str::from_utf8(bytes.get(names.start, names.len())?).ok();
        let labels = labels.and_then(|names| names.lines().map(Label::read).collect::<Option<Vec<_>>>());
        Ok(Self {
            labels: labels.ok_or_else(|| {
                invalid(&format!("a label from byte {} on is none; the file is damaged", names.start))
            })?,
            automaton: Automaton::open(&bytes, &automaton)?,
            starts: bytes.get(starts.start, starts.len())?.to_vec(),
            records,
            mixed,
            id_places,
            ids,
            scores,
            bytes,
        })
    }

    pub(super) fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    pub(super) fn automaton(&self) -> &Automaton {
        &self.automaton
    }

    pub(super) fn len(&self) -> usize {
        self.records.len() / 2
    }

    /// Whether a name may begin with this folded byte, in small letters.
    pub(super) fn begins(&self, byte: u8, small: bool) -> bool {
        self.starts.get(usize::from(byte) + 256 * usize::from(small)).is_some_and(|&may| may == 1)
    }

    /// `length` bytes of a section, which is damaged where it has fewer.
    fn read(&self, section: &Range<usize>, at: usize, length: usize) -> Result<&[u8], Error> {
        if at.saturating_add(length) > section.len() {
            let start = section.start;
            return Err(invalid(&format!("the part at byte {start} is too short; the file is damaged")));
        }
        self.bytes.get(section.start + at, length)
    }

    fn number(&self, section: &Range<usize>, at: usize) -> Result<u32, Error> {
        Ok(number(self.read(section, at, 4)?, 0).unwrap_or(0))
    }

    /// The records of one folded name.
    pub(super) fn records(&self, first: u64) -> impl Iterator<Item = Result<Record, Error>> + '_ {
        let mut next = usize::try_from(first).ok();
        let records = core::iter::from_fn(move || {
            let number = next?;
            let read = self.read(&self.records, number.saturating_mul(2), 2);
            let record = read.map(|bytes| match *bytes {
                [label, flags] => Record { number, label, flags },
                _ => Record { number, label: 0, flags: 0 },
            });
            next = matches!(record, Ok(Record { flags, .. }) if flags & MORE != 0).then_some(number + 1);
            Some(record)
        });
        records.take(SPELLINGS)
    }

    pub(super) fn label(&self, record: Record) -> Option<&Named> {
        self.labels.get(usize::from(record.label))
    }

    pub(super) fn own(&self, record: Record) -> Result<Own, Error> {
        let name = self.label(record).and_then(|(_, name)| name.clone());
        Ok(Own { label: name, id: self.id(record)?.map(Arc::from) })
    }

    fn id(&self, record: Record) -> Result<Option<&str>, Error> {
        if self.ids.is_empty() {
            return Ok(None);
        }
        let length = |at| Ok(usize::from(self.read(&self.ids, at, 1)?.first().copied().unwrap_or(0)));
        let mut at = self.number(&self.id_places, record.number / STRIDE * 4)? as usize;
        for _ in 0..record.number % STRIDE {
            at += length(at)? + 1;
        }
        let id = core::str::from_utf8(self.read(&self.ids, at + 1, length(at)?)?).ok();
        Ok(id.filter(|id| !id.is_empty()))
    }

    pub(super) fn score(&self, record: Record) -> Result<Option<f32>, Error> {
        if self.scores.is_empty() {
            return Ok(None);
        }
        let score = f32::from_bits(self.number(&self.scores, record.number * 4)?);
        // No number stands for none; one that is no score was forged.
        Ok((0.0..=1.0).contains(&score).then_some(score))
    }

    /// Whether `capitals` are those that the list writes the name with.
    pub(super) fn as_written(&self, record: Record, capitals: (Capitals, u64)) -> Result<bool, Error> {
        if record.flags & CAPITALS != (capitals.0 as u8) << 2 {
            return Ok(false);
        }
        if capitals.0 != Capitals::Mixed {
            return Ok(true);
        }
        let (mut low, mut high) = (0, self.mixed.len() / 12);
        while low < high {
            let middle = usize::midpoint(low, high);
            let found = self.number(&self.mixed, middle * 12)? as usize;
            if found < record.number {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let entry = self.read(&self.mixed, low * 12, 12)?;
        Ok(number(entry, 0) == Some(record.number as u32) && long(entry, 4) == Some(capitals.1))
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
