//! Where the bytes of a gazetteer are: in memory, or in a file of which a block
//! is read, and checked, when something in it is first asked for.
//!
//! So opening a file of any size takes next to no time and memory, and a
//! process pays for the part that its texts touch.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::file::SUMS;
use super::{failed, invalid};
use crate::error::Error;

/// What has a sum of its own, from where the sections begin on.
const PIECE: usize = 16 << 10;
/// What is read at a time.
const BLOCK: usize = 4 * PIECE;
/// A block also holds so many bytes before its own, so that what is no longer
/// than this lies in one: the longest node of an automaton has 4,620 bytes, all
/// labels together 10,500.
pub(super) const REACH: usize = PIECE;

pub(super) enum Bytes {
    Memory(Vec<u8>),
    Disk(Disk),
}

/// An open file.
pub(super) struct Disk {
    file: fs::File,
    path: PathBuf,
    length: usize,
    /// All before the sections; ends with their sums.
    head: Vec<u8>,
    blocks: Box<[OnceLock<Box<[u8]>>]>,
}

/// The CRC-32 of each piece.
pub(super) fn sums(sections: &[u8]) -> impl Iterator<Item = [u8; 4]> + '_ {
    sections.chunks(PIECE).map(|piece| crc32fast::hash(piece).to_le_bytes())
}

/// How many bytes the sums of so many have.
pub(super) fn length_of_sums(sections: u64) -> u64 {
    sections.div_ceil(PIECE as u64) * 4
}

/// Refuses pieces, of which the first is number `first`, that do not have the
/// sums that `head` tells.
fn check(head: &[u8], pieces: &[u8], first: usize) -> Result<(), Error> {
    let told = head.get(SUMS + 4 * first..).unwrap_or(&[]).chunks(4);
    let Some(number) = sums(pieces).zip(told).position(|(sum, told)| sum != told) else { return Ok(()) };
    let start = head.len() + (first + number) * PIECE;
    let end = start + pieces.len().saturating_sub(number * PIECE).min(PIECE);
    Err(invalid(&format!(
        "the checksum of bytes {start} to {end} differs; the file is damaged, or was written to"
    )))
}

impl Bytes {
    /// A file, read as a whole where it is short, or no file on a disk.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        Self::of(path).map_err(|error| failed(path, error))
    }

    fn of(path: &Path) -> io::Result<Self> {
        let file = fs::File::open(path)?;
        let about = file.metadata()?;
        let length = usize::try_from(about.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        if !cfg!(unix) || !about.is_file() || length <= BLOCK {
            return Ok(Self::Memory(fs::read(path)?));
        }
        let blocks = (0..length.div_ceil(BLOCK)).map(|_| OnceLock::new()).collect();
        Ok(Self::Disk(Disk { file, path: path.into(), length, head: Vec::new(), blocks }))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Bytes::Memory(bytes) => bytes.len(),
            Bytes::Disk(disk) => disk.length,
        }
    }

    /// The first bytes, or all where there are no more.
    pub(super) fn first(&self, length: usize) -> Result<Cow<'_, [u8]>, Error> {
        let length = length.min(self.len());
        match self {
            Bytes::Memory(bytes) => Ok(Cow::Borrowed(bytes.get(..length).unwrap_or(bytes))),
            Bytes::Disk(disk) => Ok(Cow::Owned(disk.read(0, length)?)),
        }
    }

    /// Holds the sections to the sums in `head`, which they follow: at once
    /// where they are in memory, and those of a file when they are read.
    pub(super) fn hold_to(&mut self, head: Vec<u8>) -> Result<(), Error> {
        match self {
            Bytes::Memory(bytes) => check(&head, bytes.get(head.len()..).unwrap_or(&[]), 0),
            Bytes::Disk(disk) => {
                disk.head = head;
                Ok(())
            }
        }
    }

    /// The bytes before `end`, which is beyond the head: at least [`REACH`] of
    /// them, or all of the sections.
    #[inline]
    pub(super) fn before(&self, end: usize) -> Result<&[u8], Error> {
        let before = match self {
            Bytes::Memory(bytes) => bytes.get(..end),
            Bytes::Disk(disk) => {
                let number = end.saturating_sub(disk.head.len() + 1) / BLOCK;
                disk.block(number)?.get(..end.wrapping_sub(disk.start(number)))
            }
        };
        before.ok_or_else(|| invalid(&format!("the file is damaged: it leads to byte {end}, beyond its end")))
    }

    /// `length` bytes, no more than [`REACH`], that begin at `start`.
    pub(super) fn get(&self, start: usize, length: usize) -> Result<&[u8], Error> {
        let before = self.before(start.saturating_add(length))?;
        Ok(before.len().checked_sub(length).and_then(|from| before.get(from..)).unwrap_or(&[]))
    }

    /// All of them.
    pub(super) fn all(&self) -> Result<Cow<'_, [u8]>, Error> {
        match self {
            Bytes::Memory(bytes) => Ok(Cow::Borrowed(bytes)),
            Bytes::Disk(disk) => {
                let mut bytes = disk.read(0, disk.length)?;
                let (head, sections) = bytes.split_at_mut(disk.head.len());
                check(&disk.head, sections, 0)?;
                head.copy_from_slice(&disk.head);
                Ok(Cow::Owned(bytes))
            }
        }
    }
}

impl Disk {
    /// The first byte that a block holds.
    fn start(&self, number: usize) -> usize {
        self.head.len() + (number * BLOCK).saturating_sub(REACH)
    }

    fn block(&self, number: usize) -> Result<&[u8], Error> {
        let Some(block) = self.blocks.get(number) else { return Ok(&[]) };
        if let Some(bytes) = block.get() {
            return Ok(bytes);
        }
        let start = self.start(number);
        let end = self.length.min(self.head.len() + (number + 1) * BLOCK);
        let bytes = self.read(start, end.saturating_sub(start))?;
        check(&self.head, &bytes, (start - self.head.len()) / PIECE)?;
        // A thread that was faster read the same.
        Ok(block.get_or_init(|| bytes.into()))
    }

    fn read(&self, start: usize, length: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = vec![0; length];
        match read_at(&self.file, &mut bytes, start as u64) {
            Ok(()) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                let end = start + length;
                Err(invalid(&format!("the file ends before byte {end}; it was cut since it was opened")))
            }
            Err(error) => Err(failed(&self.path, error)),
        }
    }
}

#[cfg(unix)]
fn read_at(file: &fs::File, bytes: &mut [u8], start: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, start)
}

/// Never: elsewhere a file is read as a whole.
#[cfg(not(unix))]
fn read_at(_: &fs::File, _: &mut [u8], _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
