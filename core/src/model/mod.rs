//! The model: one file, read in place.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `nutgraf` and a zero |
//! | 4 | version of the format |
//! | 4 | CRC-32 of all bytes from byte 24 on |
//! | 8 | length of the file |
//! | 4, 4 | number of sections, zero |
//! | 24 each | a section: 4 letters, 4 zeros, its first byte, its length |
//! | … | the sections, each on a multiple of 64 bytes |
//!
//! A section `LABL`, which a model of the user's own has, names its labels, one a
//! line. All numbers are little-endian. Opening checks the sum and the sizes; rows
//! and tables are then used where they lie, so an embedded model costs no copy.

use core::ops::Range;

use crate::error::{Error, ErrorKind};
use crate::kernel::{BLOCK, GATED_BLOCK, Gated, LINEAR_BLOCK, Linear, WIDTH};
use crate::label::{Label, Named};

const MAGIC: &[u8; 8] = b"nutgraf\0";
const VERSION: u32 = 1;
const HEADER: usize = 24;

/// As many labels may a model have.
const MOST_LABELS: usize = 31;
/// Steps of each label's calibration table.
pub(crate) const STEPS: usize = 65;
/// Empty words that stand between sentences: the furthest that a layer reaches.
pub(crate) const GAP: usize = 2;

/// The labels of a model that has no table of its own.
const LABELS: [Label; 11] = [
    Label::Person,
    Label::Org,
    Label::Gpe,
    Label::Loc,
    Label::Fac,
    Label::Norp,
    Label::Product,
    Label::Event,
    Label::WorkOfArt,
    Label::Law,
    Label::Language,
];

/// Outputs of the last layer: a word's tags (outside, then begin and inside of
/// each label), filled up to whole blocks.
pub(crate) const fn outputs(labels: usize) -> usize {
    (2 * labels + 1).next_multiple_of(BLOCK)
}

/// Where the bytes of a model are.
#[derive(Clone, Debug)]
pub(crate) enum Bytes {
    /// In the library.
    #[cfg_attr(not(feature = "embedded-model"), allow(dead_code))]
    Static(&'static [u8]),
    /// From the user.
    Owned(Vec<u8>),
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Bytes::Static(bytes) => bytes,
            Bytes::Owned(bytes) => bytes,
        }
    }
}

/// An open model.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    bytes: Bytes,
    words: Range<usize>,
    vocabulary: Range<usize>,
    prefixes: Range<usize>,
    suffixes: Range<usize>,
    shapes: Range<usize>,
    list_rows: Range<usize>,
    lists: Range<usize>,
    layers: Vec<Layer>,
    out_weights: Range<usize>,
    out_bias: Vec<i32>,
    out_shift: Vec<i32>,
    calibration: Vec<u16>,
    labels: Vec<Named>,
    own_labels: bool,
}

/// The parts of a gated layer.
#[derive(Clone, Debug)]
struct Layer {
    weights: Range<usize>,
    bias: Vec<i32>,
    shift: Vec<i32>,
    dilation: usize,
}

/// Which rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Table {
    /// Of words; the first is of the unknown.
    Words,
    /// Of the first letters of words, by hash.
    Prefixes,
    /// Of the last letters of words, by hash.
    Suffixes,
    /// Of the shapes of words, by hash.
    Shapes,
    /// Of standing in a list: three a class.
    Lists,
}

/// Embedding rows of [`WIDTH`] signed bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'m>(&'m [u8]);

impl<'m> Rows<'m> {
    /// The number of rows.
    pub(crate) fn len(self) -> usize {
        self.0.len() / WIDTH
    }

    /// Row `index`; an empty one beyond the last.
    pub(crate) fn row(self, index: usize) -> &'m [u8] {
        self.0.get(index * WIDTH..(index + 1) * WIDTH).unwrap_or(&[])
    }
}

/// A table of 32-bit slots, found by hash and searched onwards to the first
/// empty one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots<'m>(&'m [u8]);

impl<'m> Slots<'m> {
    /// The slots from the one of `hash` on, as far as the first empty one; at
    /// the most [`Slots::PROBES`], so that no file can make a search long.
    pub(crate) fn probe(self, hash: u64) -> impl Iterator<Item = u32> + 'm {
        let count = self.0.len() / 4;
        let first = (((hash >> 32) * count as u64) >> 32) as usize;
        (0..count.min(Self::PROBES)).map_while(move |step| {
            let slot = if first + step < count { first + step } else { first + step - count };
            let bytes = self.0.get(slot * 4..slot * 4 + 4)?;
            let value = u32::from_le_bytes(bytes.try_into().ok()?);
            (value != 0).then_some(value)
        })
    }

    const PROBES: usize = 256;
}

impl Model {
    /// Opens a model; at the speed of its checksum.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidModel`], which says whether the file is foreign,
    /// cut short, damaged, of another version, or has sizes that do not agree.
    pub(crate) fn open(bytes: Bytes) -> Result<Self, Error> {
        let sections = Sections::read(bytes.get())?;
        let sizes = sections.numbers(*b"SIZE")?;
        let [width, tags, dilations @ ..] = sizes.as_slice() else {
            return Err(invalid("sizes are missing"));
        };
        let count = dilations.len();
        let reaches = dilations.iter().all(|&dilation| dilation as usize <= GAP);
        let own_labels = sections.labels()?;
        let has_own = own_labels.is_some();
        let labels = own_labels.unwrap_or_else(|| LABELS.map(|label| (label, None)).into());
        if *width as usize != WIDTH || *tags as usize != 2 * labels.len() + 1 || count > 16 || !reaches {
            return Err(invalid("the network has another shape than this library's"));
        }
        let outputs = outputs(labels.len());
        let size = WIDTH / BLOCK * GATED_BLOCK;
        let weights = sections.find(*b"CONV", count * size)?;
        let biases = sections.signed(*b"CBIA", count * 2 * WIDTH)?;
        let shifts = sections.signed(*b"CSHI", count * 2 * WIDTH)?;
        let layers = dilations.iter().zip(biases.chunks_exact(2 * WIDTH)).zip(shifts.chunks_exact(2 * WIDTH));
        let layers = layers.enumerate().map(|(number, ((&dilation, bias), shift))| Layer {
            weights: weights.start + number * size..weights.start + (number + 1) * size,
            bias: bias.to_vec(),
            shift: shift.to_vec(),
            dilation: dilation as usize,
        });
        let calibration = sections.signed(*b"CALI", labels.len() * STEPS)?;
        Ok(Self {
            words: sections.whole(*b"WORD", WIDTH)?,
            vocabulary: sections.whole(*b"VOCA", 4)?,
            prefixes: sections.whole(*b"PREF", WIDTH)?,
            suffixes: sections.whole(*b"SUFF", WIDTH)?,
            shapes: sections.whole(*b"SHAP", WIDTH)?,
            list_rows: sections.whole(*b"LROW", WIDTH)?,
            lists: sections.whole(*b"LIST", 4)?,
            layers: layers.collect(),
            out_weights: sections.find(*b"OUTW", outputs / BLOCK * LINEAR_BLOCK)?,
            out_bias: sections.signed(*b"OBIA", outputs)?,
            out_shift: sections.signed(*b"OSHI", outputs)?,
            calibration: calibration.into_iter().map(|n| n as u16).collect(),
            labels,
            own_labels: has_own,
            bytes,
        })
    }

    fn part(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get().get(range.clone()).unwrap_or(&[])
    }

    /// The rows of each [`Table`], in its order.
    pub(crate) fn tables(&self) -> [Rows<'_>; 5] {
        [&self.words, &self.prefixes, &self.suffixes, &self.shapes, &self.list_rows]
            .map(|range| Rows(self.part(range)))
    }

    /// From a word's hash to its row: 15 bits of the hash, 17 of the row.
    pub(crate) fn vocabulary(&self) -> Slots<'_> {
        Slots(self.part(&self.vocabulary))
    }

    /// From a phrase's hash to its classes: 16 bits of the hash, 16 of classes.
    pub(crate) fn lists(&self) -> Slots<'_> {
        Slots(self.part(&self.lists))
    }

    /// The gated layers, in order.
    pub(crate) fn layers(&self) -> impl Iterator<Item = Gated<'_>> {
        self.layers.iter().map(|layer| Gated {
            weights: self.part(&layer.weights),
            bias: &layer.bias,
            shift: &layer.shift,
            dilation: layer.dilation,
        })
    }

    /// The layer that scores the tags.
    pub(crate) fn out(&self) -> Linear<'_> {
        Linear { weights: self.part(&self.out_weights), bias: &self.out_bias, shift: &self.out_shift }
    }

    /// Per label [`STEPS`] probabilities in 1/65535, by margin.
    pub(crate) fn calibration(&self) -> &[u16] {
        &self.calibration
    }

    /// The labels in the order of the network's tags, with the names of those
    /// that are the user's own.
    pub(crate) fn labels(&self) -> &[Named] {
        &self.labels
    }

    /// Whether somebody trained it for labels of theirs.
    pub(crate) fn has_own_labels(&self) -> bool {
        self.own_labels
    }
}

/// The sections of a file that is whole.
struct Sections<'b> {
    bytes: &'b [u8],
    found: Vec<([u8; 4], Range<usize>)>,
}

impl<'b> Sections<'b> {
    fn read(bytes: &'b [u8]) -> Result<Self, Error> {
        let magic = bytes.get(..MAGIC.len()).unwrap_or(bytes);
        if magic.is_empty() || !MAGIC.starts_with(magic) {
            return Err(invalid("this is no nutgraf model"));
        }
        let (Some(version), Some(sum), Some(length)) = (number(bytes, 8), number(bytes, 12), long(bytes, 16))
        else {
            return Err(truncated());
        };
        if version != VERSION {
            return Err(invalid(&format!(
                "version {version} of the format; this library reads version {VERSION}"
            )));
        }
        if length > bytes.len() as u64 {
            return Err(truncated());
        }
        if length < bytes.len() as u64 {
            return Err(invalid("the file goes on after its end; it is damaged"));
        }
        if crc32fast::hash(bytes.get(HEADER..).unwrap_or(&[])) != sum {
            return Err(invalid("the checksum differs; the file is damaged"));
        }
        let count = number(bytes, HEADER).ok_or_else(truncated)? as usize;
        let mut found = Vec::new();
        for section in 0..count.min(64) {
            let at = HEADER + 8 + section * 24;
            let name = bytes.get(at..at + 4).and_then(|name| name.try_into().ok());
            let range = long(bytes, at + 8).zip(long(bytes, at + 16)).and_then(|(start, length)| {
                let end = start.checked_add(length)?;
                (end <= bytes.len() as u64).then_some(start as usize..end as usize)
            });
            let (Some(name), Some(range)) = (name, range) else {
                return Err(invalid("a section reaches beyond the file"));
            };
            found.push((name, range));
        }
        Ok(Self { bytes, found })
    }

    fn any(&self, name: [u8; 4]) -> Result<Range<usize>, Error> {
        let found = self.found.iter().find(|(other, _)| *other == name);
        let missing = || invalid(&format!("section {} is missing", name.escape_ascii()));
        found.map(|(_, range)| range.clone()).ok_or_else(missing)
    }

    /// The table of labels, a line each; none where the model has the library's.
    fn labels(&self) -> Result<Option<Vec<Named>>, Error> {
        let Some((_, range)) = self.found.iter().find(|(name, _)| name == b"LABL") else { return Ok(None) };
        let names = self.bytes.get(range.clone()).and_then(|bytes| core::str::from_utf8(bytes).ok());
        let mut labels = Vec::new();
        for name in names.unwrap_or("?").lines() {
            let label = Label::read(name).ok_or_else(|| invalid(&format!("label {name:?} is none")))?;
            if labels.contains(&label) {
                return Err(invalid(&format!("label {name} stands twice in the table")));
            }
            labels.push(label);
        }
        if labels.is_empty() || labels.len() > MOST_LABELS {
            return Err(invalid(&format!("{} labels; a model has 1 to {MOST_LABELS}", labels.len())));
        }
        Ok(Some(labels))
    }

    /// The section of that name, of exactly `size` bytes.
    fn find(&self, name: [u8; 4], size: usize) -> Result<Range<usize>, Error> {
        let range = self.any(name)?;
        if range.len() == size { Ok(range) } else { Err(odd_size(name)) }
    }

    /// The section of that name, of one or more whole pieces of `piece` bytes.
    fn whole(&self, name: [u8; 4], piece: usize) -> Result<Range<usize>, Error> {
        let range = self.any(name)?;
        if !range.is_empty() && range.len().is_multiple_of(piece) { Ok(range) } else { Err(odd_size(name)) }
    }

    fn numbers(&self, name: [u8; 4]) -> Result<Vec<u32>, Error> {
        let bytes = self.bytes.get(self.whole(name, 4)?).unwrap_or(&[]);
        Ok(bytes.chunks_exact(4).filter_map(|four| number(four, 0)).collect())
    }

    fn signed(&self, name: [u8; 4], count: usize) -> Result<Vec<i32>, Error> {
        self.find(name, count * 4)?;
        Ok(self.numbers(name)?.into_iter().map(|n| n as i32).collect())
    }
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn invalid(what: &str) -> Error {
    Error::new(ErrorKind::InvalidModel, format!("model: {what}"))
}

fn truncated() -> Error {
    invalid("the file is cut short")
}

fn odd_size(name: [u8; 4]) -> Error {
    invalid(&format!("section {} has a size that fits nothing", name.escape_ascii()))
}

#[cfg(test)]
#[cfg(feature = "embedded-model")]
mod tests {
    use super::*;
    use crate::entity::EMBEDDED;

    fn open(bytes: &[u8]) -> Result<Model, Error> {
        Model::open(Bytes::Owned(bytes.to_vec()))
    }

    /// What the error says; the checksum is put right first where `sealed`.
    fn said(mut bytes: Vec<u8>, sealed: bool) -> String {
        if sealed {
            let sum = crc32fast::hash(&bytes[HEADER..]);
            bytes[12..16].copy_from_slice(&sum.to_le_bytes());
        }
        let error = open(&bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidModel);
        error.to_string()
    }

    #[test]
    fn the_model_inside_opens_and_is_at_most_eight_megabytes() {
        open(EMBEDDED).unwrap();
        assert!(EMBEDDED.len() <= 8_000_000, "{}", EMBEDDED.len());
    }

    #[test]
    fn a_foreign_file_is_told_from_a_damaged_one() {
        assert!(said(b"PK\x03\x04 something else entirely".to_vec(), false).contains("no nutgraf model"));
        assert!(said(Vec::new(), false).contains("no nutgraf model"));
    }

    #[test]
    fn a_file_cut_anywhere_is_cut_short() {
        for end in [4, 8, 15, 23, 24, 100, EMBEDDED.len() / 2, EMBEDDED.len() - 1] {
            assert!(said(EMBEDDED[..end].to_vec(), false).contains("cut short"), "{end}");
        }
    }

    #[test]
    fn a_flipped_bit_is_damage() {
        for at in [24, 40, 5000, EMBEDDED.len() - 1] {
            let mut bytes = EMBEDDED.to_vec();
            bytes[at] ^= 4;
            assert!(said(bytes, false).contains("checksum"), "{at}");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut bytes = EMBEDDED.to_vec();
        bytes[8] = 9;
        assert!(said(bytes, false).contains("version 9"));
    }

    #[test]
    fn sizes_that_overflow_are_refused_under_a_right_checksum() {
        for (at, value) in [(40, u64::MAX), (48, u64::MAX), (48, EMBEDDED.len() as u64 + 1)] {
            let mut bytes = EMBEDDED.to_vec();
            bytes[at..at + 8].copy_from_slice(&value.to_le_bytes());
            assert!(said(bytes, true).contains("beyond the file"), "{at} {value}");
        }
    }

    /// The model inside with one more section.
    fn with_section(name: [u8; 4], content: &[u8]) -> Vec<u8> {
        let sections = Sections::read(EMBEDDED).unwrap();
        let own = (name, content);
        let all: Vec<_> = sections
            .found
            .iter()
            .map(|(name, range)| (*name, &EMBEDDED[range.clone()]))
            .chain([own])
            .collect();
        let mut at = HEADER + 8 + 24 * all.len();
        let mut directory = [(all.len() as u32).to_le_bytes(), [0; 4]].concat();
        let mut body = vec![0; HEADER + 8 + 24 * all.len()];
        for (name, content) in &all {
            at = at.next_multiple_of(64);
            directory.extend([*name, [0; 4]].concat());
            directory.extend([at as u64, content.len() as u64].map(u64::to_le_bytes).concat());
            body.resize(at, 0);
            body.extend(*content);
            at += content.len();
        }
        body[HEADER..HEADER + directory.len()].copy_from_slice(&directory);
        body[..HEADER].copy_from_slice(&EMBEDDED[..HEADER]);
        let length = body.len() as u64;
        body[16..24].copy_from_slice(&length.to_le_bytes());
        let sum = crc32fast::hash(&body[HEADER..]);
        body[12..16].copy_from_slice(&sum.to_le_bytes());
        body
    }

    const OWN: &str = "PERSON\nCOMPANY\nPLACE\nLOC\nFAC\nNORP\nPRODUCT\nEVENT\nWORK_OF_ART\nLAW\nLANGUAGE";

    #[test]
    fn a_model_with_labels_of_its_own_tells_their_names() {
        let model = with_section(*b"LABL", OWN.as_bytes());
        let extractor = crate::Extractor::builder().model(model).build().unwrap();
        let doc = extractor.extract("Amina Otieno flew to Nairobi on Tuesday.").unwrap();
        let names: Vec<_> = doc.entities().map(|name| (name.text(), name.label_name())).collect();
        assert_eq!(names, [("Amina Otieno", "PERSON"), ("Nairobi", "PLACE"), ("Tuesday", "DATE")]);
        assert_eq!(doc.entity(1).unwrap().label(), Label::Custom);
    }

    #[test]
    fn a_table_of_labels_that_does_not_fit_is_refused() {
        let refused = |names: &str| said(with_section(*b"LABL", names.as_bytes()), false);
        assert!(refused("PERSON\nORG").contains("another shape"));
        assert!(refused(&OWN.replace("PLACE", "place")).contains("label \"place\" is none"));
        assert!(refused(&OWN.replace("PLACE", "COMPANY")).contains("COMPANY stands twice"));
        assert!(refused("").contains("0 labels"));
    }
}
