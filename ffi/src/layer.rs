//! Which results are wanted.

use nutgraf_core::Layer;

use crate::error::{Failure, NG_ERROR_INVALID_ARGUMENT};

/// A set of layers of a result: `NG_LAYER_…`, joined by `|`.
#[allow(non_camel_case_types)]
pub type ng_layers = u32;

/// Sentences with their kind and paragraph; alone, they cost no tagging.
pub const NG_LAYER_SENTENCES: ng_layers = 1;
/// Tokens.
pub const NG_LAYER_TOKENS: ng_layers = 2;
/// Named entities and addresses.
pub const NG_LAYER_ENTITIES: ng_layers = 4;
/// Dates, times, amounts and numbers, as entities with a value and as TIMEX3.
pub const NG_LAYER_VALUES: ng_layers = 8;
/// Clusters of mentions of the same thing, people with their roles.
pub const NG_LAYER_CLUSTERS: ng_layers = 16;
/// Quotations with their speakers.
pub const NG_LAYER_QUOTES: ng_layers = 32;

const _: () = {
    assert!(NG_LAYER_SENTENCES == Layer::SENTENCES.bits() as u32);
    assert!(NG_LAYER_TOKENS == Layer::TOKENS.bits() as u32);
    assert!(NG_LAYER_ENTITIES == Layer::ENTITIES.bits() as u32);
    assert!(NG_LAYER_VALUES == Layer::VALUES.bits() as u32);
    assert!(NG_LAYER_CLUSTERS == Layer::CLUSTERS.bits() as u32);
    assert!(NG_LAYER_QUOTES == Layer::QUOTES.bits() as u32);
};

/// The layers that C asks for; 0 is all of them.
pub(crate) fn read(layers: ng_layers) -> Result<Layer, Failure> {
    if layers == 0 {
        return Ok(Layer::all());
    }
    u8::try_from(layers).ok().and_then(Layer::from_bits).ok_or_else(|| {
        Failure::new(
            NG_ERROR_INVALID_ARGUMENT,
            format!("layers: {layers:#x} has a bit that is no layer; join NG_LAYER_… by |"),
        )
    })
}
