//! Reads the automaton that crate `fst` (0.4) builds, where it lies.
//!
//! The crate's own reader wants all of it in memory, and panics on one that is
//! none. This one asks [`Bytes`] for a node at a time; every number that it
//! reads may be forged. Each step leads to a lower byte, so none goes on for
//! ever.
//!
//! A node is read from its last byte on towards its first:
//!
//! | last byte | then |
//! |---|---|
//! | `11` and six bits of an input | input, where those are zero. It leads to the node before |
//! | `10` and six bits of an input | input, where those are zero; sizes; distance; output |
//! | `0`, whether a name ends here, six bits of a count | count, where those are zero; sizes; a table of 256 where there are more than 32; then inputs, distances and outputs of all, the last first; the output of a name that ends here |
//!
//! Sizes are four bits each: bytes of a distance (from the node's first byte
//! back to the last of another; none for the last node of all, where a name
//! ends), and of an output.

use core::ops::Range;

use super::bytes::Bytes;
use super::invalid;
use crate::error::Error;

/// The format that is read.
const VERSION: u64 = 3;
/// Version and type, before the nodes.
const HEAD: usize = 16;
/// Number of names, root, checksum, behind the nodes.
const TAIL: usize = 20;
/// More ways than this have a table.
const TABLE: usize = 32;
/// The inputs that six bits stand for, from 1 on: the format's alphabet.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// Where an automaton is.
pub(super) struct Automaton {
    start: usize,
    root: usize,
}

/// Where a walk has come to.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The last byte of its node, counted from the automaton's first; 0 for the
    /// node that only ends a name.
    node: usize,
    /// The sum of the outputs on the way.
    output: u64,
}

impl Automaton {
    pub(super) fn open(bytes: &Bytes, section: &Range<usize>) -> Result<Self, Error> {
        let wrong = |what: &str| invalid(&format!("the automaton at byte {} {what}", section.start));
        let end = section.len().checked_sub(TAIL).filter(|&end| end >= HEAD);
        let end = end.ok_or_else(|| wrong("is cut short"))?;
        let version = Bytewise(bytes.get(section.start, 8)?).number(8);
        if version != Some(VERSION) {
            return Err(wrong("is of another version: build it anew"));
        }
        let root = Bytewise(bytes.get(section.start + end + 8, 8)?).number(8).unwrap_or(u64::MAX);
        if root >= end as u64 {
            return Err(wrong("has no root"));
        }
        Ok(Self { start: section.start, root: root as usize })
    }

    pub(super) fn root(&self) -> Place {
        Place { node: self.root, output: 0 }
    }

    /// Where a byte leads from here.
    pub(super) fn step(&self, bytes: &Bytes, from: Place, input: u8) -> Result<Option<Place>, Error> {
        if from.node == 0 {
            return Ok(None);
        }
        let node = Bytewise(bytes.before(self.start + from.node + 1)?);
        match node.step(from.node, input) {
            Some(None) => Ok(None),
            Some(Some((output, node))) if node < from.node => {
                Ok(Some(Place { node, output: from.output.saturating_add(output) }))
            }
            _ => Err(self.damaged(from)),
        }
    }

    /// The value of the name that ends here.
    pub(super) fn value(&self, bytes: &Bytes, at: Place) -> Result<Option<u64>, Error> {
        if at.node == 0 {
            return Ok(Some(at.output));
        }
        let node = Bytewise(bytes.before(self.start + at.node + 1)?);
        let value = node.value().ok_or_else(|| self.damaged(at))?;
        Ok(value.map(|value| value.saturating_add(at.output)))
    }

    fn damaged(&self, at: Place) -> Error {
        invalid(&format!("the automaton is damaged at byte {}", self.start + at.node))
    }
}

/// Bytes that are read from the last on; none where they are at an end, or a
/// number has a size that none has.
struct Bytewise<'b>(&'b [u8]);

impl<'b> Bytewise<'b> {
    fn byte(&mut self) -> Option<u8> {
        let (&last, before) = self.0.split_last()?;
        self.0 = before;
        Some(last)
    }

    fn slice(&mut self, length: usize) -> Option<&'b [u8]> {
        let (before, last) = self.0.split_at_checked(self.0.len().checked_sub(length)?)?;
        self.0 = before;
        Some(last)
    }

    fn number(&mut self, size: usize) -> Option<u64> {
        let mut number = [0; 8];
        number.get_mut(..size)?.copy_from_slice(self.slice(size)?);
        Some(u64::from_le_bytes(number))
    }

    fn sizes(&mut self) -> Option<(usize, usize)> {
        let sizes = usize::from(self.byte()?);
        Some((sizes >> 4, sizes & 15))
    }

    /// Output and node to which `input` leads from the node whose last byte is
    /// the last here, and number `at` of the automaton.
    fn step(mut self, at: usize, input: u8) -> Option<Option<(u64, usize)>> {
        let end = self.0.len();
        let state = self.byte()?;
        let (distance, output) = if state >> 7 == 1 {
            let own = match usize::from(state & 63).checked_sub(1) {
                Some(common) => *COMMON.get(common)?,
                None => self.byte()?,
            };
            if own != input {
                return Some(None);
            }
            if state >> 6 == 0b11 {
                (1, 0)
            } else {
                let (distance, output) = self.sizes()?;
                (self.number(distance)?, self.number(output)?)
            }
        } else {
            let ways = Ways::read(state, &mut self)?;
            let Some(way) = ways.find(input) else { return Some(None) };
            way?
        };
        let first = (at + 1).checked_sub(end - self.0.len())?;
        let node = if distance == 0 { 0 } else { (first as u64).checked_sub(distance)? };
        Some(Some((output, node as usize)))
    }

    /// The output of a name that ends at the node, if one does.
    fn value(mut self) -> Option<Option<u64>> {
        let state = self.byte()?;
        if state >> 7 == 1 {
            return Some(None);
        }
        Some(Ways::read(state, &mut self)?.ending)
    }
}

/// A node that is no single way: the ways that lead on, the last first.
struct Ways<'b> {
    table: Option<&'b [u8]>,
    inputs: &'b [u8],
    distances: &'b [u8],
    outputs: &'b [u8],
    distance: usize,
    output: usize,
    ending: Option<u64>,
}

impl<'b> Ways<'b> {
    /// All of the node that is before its last byte.
    fn read(state: u8, node: &mut Bytewise<'b>) -> Option<Self> {
        let count = match state & 63 {
            // One way has a form of its own, so that 1 is free to mean 256.
            0 => match node.byte()? {
                1 => 256,
                count => usize::from(count),
            },
            count => usize::from(count),
        };
        let (distance, output) = node.sizes()?;
        let table = if count > TABLE { Some(node.slice(256)?) } else { None };
        let (inputs, distances) = (node.slice(count)?, node.slice(count * distance)?);
        let outputs = node.slice(count * output)?;
        let ending = if state >> 6 == 0b01 { Some(node.number(output)?) } else { None };
        Some(Self { table, inputs, distances, outputs, distance, output, ending })
    }

    /// Distance and output of the way of a byte, if there is one.
    fn find(&self, input: u8) -> Option<Option<(u64, u64)>> {
        let at = match self.table {
            Some(table) => {
                let way = usize::from(*table.get(usize::from(input))?);
                self.inputs.len().checked_sub(way + 1)?
            }
            None => self.inputs.iter().position(|&other| other == input)?,
        };
        let number = |of: &'b [u8], size: usize| Bytewise(of.get(..(at + 1) * size)?).number(size);
        Some(number(self.distances, self.distance).zip(number(self.outputs, self.output)))
    }
}
