//! The arithmetic of the tagger's network: one layer, one result, on every
//! machine.
//!
//! A layer is defined by [`plain`]; the others are faster ways to the same
//! bits. All is integer: sums of `i8` weights times `i16` values in `i32`,
//! then a rounded shift. A sum of 288 products stays below 2³¹ whatever the
//! values, and integers add up alike in any order, so nothing can differ.
//!
//! Channels come in blocks of eight. In a block's weights each pair of inputs
//! takes 32 bytes: two weights for each of eight values, then two for each of
//! their eight gates, so that a 128-bit load widens to one operand of a
//! multiply-and-add of pairs.

mod classes;
mod plain;
#[cfg(any(test, fuzzing))]
mod trial;

pub(crate) use classes::classes;
#[cfg(fuzzing)]
pub(crate) use trial::agree;

#[cfg(target_arch = "x86_64")]
// Its loads and stores are the unaligned ones.
#[allow(unsafe_code, clippy::cast_ptr_alignment)]
mod avx2;
#[cfg(target_arch = "x86_64")]
#[allow(unsafe_code, clippy::cast_ptr_alignment)]
mod vnni;

/// Channels of a word; a multiple of [`BLOCK`].
pub(crate) const WIDTH: usize = 96;
/// Channels computed side by side.
pub(crate) const BLOCK: usize = 8;
/// Bytes of weights of one block in a gated layer: three taps.
pub(crate) const GATED_BLOCK: usize = 3 * (WIDTH / 2) * 4 * BLOCK;
/// Bytes of weights of one block in a linear layer.
pub(crate) const LINEAR_BLOCK: usize = (WIDTH / 2) * 2 * BLOCK;

/// Fractional bits of a word's values.
pub(crate) const FRACTION: u32 = 8;
/// A gated value stays within ±32, far beyond what training produces.
const LIMIT: i32 = 32 << FRACTION;

/// One gated convolution over neighbours: `next = x + value · gate`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gated<'m> {
    /// `WIDTH / BLOCK` blocks of [`GATED_BLOCK`] bytes.
    pub(crate) weights: &'m [u8],
    /// For each block eight values' and eight gates' biases, the rounding of
    /// the shift included.
    pub(crate) bias: &'m [i32],
    /// As `bias`: by how many bits the sum is shifted.
    pub(crate) shift: &'m [i32],
    /// How far the neighbours are.
    pub(crate) dilation: usize,
}

/// One linear layer of a multiple of [`BLOCK`] outputs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Linear<'m> {
    /// Blocks of [`LINEAR_BLOCK`] bytes.
    pub(crate) weights: &'m [u8],
    /// One bias an output.
    pub(crate) bias: &'m [i32],
    /// One shift an output.
    pub(crate) shift: &'m [i32],
}

/// A way to compute the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kernel {
    /// Plain Rust, for every machine.
    Plain,
    /// 256-bit vectors of x86-64.
    #[cfg(target_arch = "x86_64")]
    Avx2,
    /// 512-bit vectors of x86-64 with one instruction for a sum of products.
    #[cfg(target_arch = "x86_64")]
    Vnni,
}

impl Kernel {
    /// Those that this machine has, the slowest first.
    pub(crate) fn all() -> impl DoubleEndedIterator<Item = Self> {
        [
            (true, Kernel::Plain),
            #[cfg(target_arch = "x86_64")]
            (std::arch::is_x86_feature_detected!("avx2"), Kernel::Avx2),
            #[cfg(target_arch = "x86_64")]
            (
                std::arch::is_x86_feature_detected!("avx512f")
                    && std::arch::is_x86_feature_detected!("avx512bw")
                    && std::arch::is_x86_feature_detected!("avx512vl")
                    && std::arch::is_x86_feature_detected!("avx512vnni"),
                Kernel::Vnni,
            ),
        ]
        .into_iter()
        .filter_map(|(here, kernel)| here.then_some(kernel))
    }

    /// The fastest that this machine has.
    pub(crate) fn best() -> Self {
        Self::all().next_back().unwrap_or(Kernel::Plain)
    }

    /// `next = x + value · gate` for the words `margin..len − margin` of `x`,
    /// where `margin` is the layer's dilation; the others are left alone.
    ///
    /// Both hold `WIDTH` values a word. Does nothing where the sizes do not
    /// agree.
    pub(crate) fn gated(self, layer: &Gated<'_>, x: &[i16], next: &mut [i16]) {
        if x.len() != next.len() || !layer.fits() {
            return;
        }
        match self {
            Kernel::Plain => plain::gated(layer, x, next),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => avx2::gated(layer, x, next),
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni => vnni::gated(layer, x, next),
        }
    }

    /// `out = layer(x)`, `WIDTH` values of `x` and `layer.bias.len()` of `out`
    /// a word. Does nothing where the sizes do not agree.
    pub(crate) fn linear(self, layer: &Linear<'_>, x: &[i16], out: &mut [i32]) {
        if x.len() / WIDTH * layer.bias.len() != out.len() || !layer.fits() {
            return;
        }
        match self {
            Kernel::Plain => plain::linear(layer, x, out),
            #[cfg(target_arch = "x86_64")]
            Kernel::Avx2 => avx2::linear(layer, x, out),
            #[cfg(target_arch = "x86_64")]
            Kernel::Vnni => vnni::linear(layer, x, out),
        }
    }
}

impl Gated<'_> {
    fn fits(&self) -> bool {
        self.weights.len() == WIDTH / BLOCK * GATED_BLOCK
            && self.bias.len() == 2 * WIDTH
            && self.shift.len() == 2 * WIDTH
    }
}

impl Linear<'_> {
    fn fits(&self) -> bool {
        let outputs = self.bias.len();
        outputs.is_multiple_of(BLOCK)
            && self.shift.len() == outputs
            && self.weights.len() == outputs / BLOCK * LINEAR_BLOCK
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn every_kernel_gives_the_same_bits(seed: u64, words in 0usize..23, dilation in 0usize..4, wide: bool) {
            let results = trial::results(seed, dilation, &trial::words(seed, words, wide));
            for result in &results {
                prop_assert_eq!(result, &results[0]);
            }
        }
    }

    #[test]
    fn a_layer_of_the_wrong_size_changes_nothing() {
        for kernel in Kernel::all() {
            let layer =
                Gated { weights: &[1; 32], bias: &[0; 2 * WIDTH], shift: &[0; 2 * WIDTH], dilation: 1 };
            let mut next = vec![7; 4 * WIDTH];
            kernel.gated(&layer, &[1; 4 * WIDTH], &mut next);
            assert!(next.iter().all(|&value| value == 7));
        }
    }
}
