//! libnutgraf: nutgraf as a C library.
//!
//! One file a concept, with the names of the Rust crate; `include/nutgraf.h`
//! is generated from them and is the manual. What makes it safe:
//!
//! - [`guard`] wraps every export, so no panic crosses into C;
//! - [`handle`] ties every type that C knows by pointer to its owner;
//! - [`argument`] checks every pointer, length and string that comes in;
//! - [`memory`] makes a failure of what would end the process;
//! - [`options`] lets the option structs grow without a break.

#![cfg_attr(alloc_error_hook, feature(alloc_error_hook))]
// Pointers from C can be read in no other way; each use says what it relies on.
#![allow(unsafe_code)]
// "Requires" of each function says what its caller must uphold.
#![allow(clippy::missing_safety_doc)]

mod argument;
mod guard;
mod handle;
mod memory;
mod options;

pub mod abi;
pub mod error;
pub mod text;

pub mod layer;

pub mod label;

pub mod gazetteer;

pub mod pattern;

pub mod extractor;

pub mod batch;

pub mod document;

pub mod sentence;

pub mod stream;

pub mod token;

pub mod value;

pub mod entity;

pub mod cluster;

pub mod quote;
