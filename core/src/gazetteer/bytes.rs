//! Where the bytes of a gazetteer are: in memory, or in a file of which a block
//! is read when something in it is first asked for.
//!
//! So opening a file of any size takes no memory, and a process pays for the
//! part that its texts touch.

use std::borrow::Cow;
use std::fs;
use std::io::{self, ErrorKind::UnexpectedEof};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use super::{failed, invalid};
use crate::error::Error;

/// What is read at a time.
const BLOCK: usize = 1 << 16;
/// A block also holds so many bytes before its own, so that what is no longer
/// than this lies in one: the longest node of an automaton has 4,620 bytes, all
/// labels together 10,500.
pub(super) const REACH: usize = 16 << 10;

pub(super) enum Bytes {
    Memory(Vec<u8>),
    Disk(Disk),
}

/// An open file.
pub(super) struct Disk {
    file: fs::File,
    path: PathBuf,
    length: usize,
    written: Option<SystemTime>,
    blocks: Box<[OnceLock<Box<[u8]>>]>,
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
        Ok(Self::Disk(Disk { file, path: path.into(), length, written: about.modified().ok(), blocks }))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Bytes::Memory(bytes) => bytes.len(),
            Bytes::Disk(disk) => disk.length,
        }
    }

    /// The bytes before `end`: all, or at least [`REACH`] of them.
    #[inline]
    pub(super) fn before(&self, end: usize) -> Result<&[u8], Error> {
        let before = match self {
            Bytes::Memory(bytes) => bytes.get(..end),
            Bytes::Disk(disk) => {
                let number = end.saturating_sub(1) / BLOCK;
                disk.block(number)?.get(..end.wrapping_sub(Disk::start(number)))
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
            Bytes::Disk(disk) => Ok(Cow::Owned(disk.read(0, disk.length)?)),
        }
    }

    /// The CRC-32 of all from `start` on. Those of a file go through a small
    /// buffer: memory that is given to a process for the first time costs more
    /// than the sum.
    pub(super) fn sum(&self, start: usize) -> Result<u32, Error> {
        let mut sum = crc32fast::Hasher::new();
        match self {
            Bytes::Memory(bytes) => sum.update(bytes.get(start..).unwrap_or(&[])),
            Bytes::Disk(disk) => {
                let mut buffer = vec![0; BLOCK];
                let mut at = start;
                while at < disk.length {
                    let piece = buffer.get_mut(..BLOCK.min(disk.length - at)).unwrap_or(&mut []);
                    disk.fill(piece, at)?;
                    sum.update(piece);
                    at += piece.len();
                }
            }
        }
        Ok(sum.finalize())
    }
}

impl Disk {
    /// The first byte that a block holds.
    const fn start(number: usize) -> usize {
        (number * BLOCK).saturating_sub(REACH)
    }

    fn block(&self, number: usize) -> Result<&[u8], Error> {
        let Some(block) = self.blocks.get(number) else { return Ok(&[]) };
        if let Some(bytes) = block.get() {
            return Ok(bytes);
        }
        let start = Self::start(number);
        let bytes = self.read(start, self.length.min((number + 1) * BLOCK) - start)?;
        // A thread that was faster read the same.
        Ok(block.get_or_init(|| bytes.into()))
    }

    fn read(&self, start: usize, length: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = vec![0; length];
        self.fill(&mut bytes, start)?;
        Ok(bytes)
    }

    /// Reads what the file held when it was opened, or fails.
    fn fill(&self, bytes: &mut [u8], start: usize) -> Result<(), Error> {
        let filled = read_at(&self.file, bytes, start as u64);
        let filled = filled.and_then(|()| self.file.metadata());
        match filled {
            Ok(now) if now.len() == self.length as u64 && now.modified().ok() == self.written => Ok(()),
            Err(error) if error.kind() != UnexpectedEof => Err(failed(&self.path, error)),
            _ => Err(failed(
                &self.path,
                io::Error::other(
                    "the file was changed since it was opened; write another, and give it this name",
                ),
            )),
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
