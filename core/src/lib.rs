//! nutgraf finds who, what, when, where and why in English news: sentences,
//! entities, dates, amounts, quotations, and the people behind them.
//!
//! ```
//! let extractor = nutgraf::Extractor::new(); // the model is inside
//! let doc = extractor.request("Mr. Okello met Ms. Quispe in Lima on Tuesday.").date("2026-01-29")?.extract()?;
//! for entity in doc.entities() {
//!     println!("{} {} {:?}", entity.text(), entity.label(), entity.value());
//! }
//! # Ok::<(), nutgraf::Error>(())
//! ```
//!
//! Sentences alone need no model: [`sentences`].

#[cfg(feature = "parallel")]
mod batch;
mod builder;
mod cluster;
mod document;
mod entity;
mod error;
mod extractor;
mod gazetteer;
mod hash;
#[cfg(feature = "serde")]
mod json;
mod kernel;
mod label;
mod layer;
mod model;
#[cfg(feature = "patterns")]
mod pattern;
mod quote;
mod sentence;
mod span;
mod text;
mod token;
#[cfg(feature = "train")]
#[doc(hidden)]
pub mod training;
mod value;

#[cfg(feature = "parallel")]
pub use batch::extract_requests;
pub use builder::ExtractorBuilder;
pub use cluster::{Cluster, Mention, MentionKind, RelationKind, Role};
pub use document::Document;
pub use entity::{Entity, MergeRule, Source};
pub use error::{Error, ErrorKind};
pub use extractor::{Extractor, Request};
pub use gazetteer::{CaseRule, Gazetteer, GazetteerBuilder, GazetteerEntry};
pub use label::Label;
pub use layer::Layer;
#[cfg(feature = "patterns")]
pub use pattern::Patterns;
pub use quote::{Quote, QuoteKind};
#[cfg(feature = "train")]
#[doc(hidden)]
pub use sentence::{SENTENCE_ROWS, sentence_candidates};
pub use sentence::{Sentence, SentenceKind, SentenceStream, Sentences, StreamedSentence, sentences};
pub use span::Span;
pub use token::Token;
pub use value::{Amount, Date, Decimal, Timex, TimexMention, TimexModifier, TimexType, Value};

/// What the fuzz targets reach for, built with `--cfg fuzzing`; no part of the interface.
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing {
    /// An extractor on each kernel that this machine has.
    pub fn extractors() -> Vec<crate::Extractor> {
        crate::extractor::on_each_kernel()
    }

    /// Whether layers of the numbers in `data` are the same on each kernel.
    pub fn kernels_agree(data: &[u8]) -> bool {
        crate::kernel::agree(data)
    }
}
