//! Words, numbers and marks.

use crate::argument;
use crate::document::{self, ng_document};
use crate::error::ng_status;
use crate::text::{ng_span, ng_str};

/// A word, number or mark.
#[allow(non_camel_case_types)]
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ng_token {
    /// The bytes that it takes up.
    pub span: ng_span,
    /// It as it stands in the text.
    pub text: ng_str,
}

/// How many tokens a document has.
///
/// - Requires: `document` is `NULL` or a live document.
/// - Ensures: the number of them; 0 for `NULL`.
/// - Ownership: nothing changes hands.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_token_count(document: *const ng_document) -> usize {
    // SAFETY: a live document, or NULL, as required.
    unsafe { document::count(document, |document| document.tokens().len()) }
}

/// The token numbered `index`, from 0.
///
/// - Requires: `document` is a live document; `token` is writable.
/// - Ensures: on `NG_OK`, `*token` is it; `NG_ERROR_OUT_OF_RANGE`, and nothing
///   is written, where there is none.
/// - Ownership: what it points to is the document's; valid until it is freed.
/// - Threads: any number at a time.
/// - Cost: constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ng_document_token(
    document: *const ng_document,
    index: usize,
    token: *mut ng_token,
) -> ng_status {
    // SAFETY: a live document and writable, or NULL, as required.
    unsafe {
        document::item(document, token, "token", |document| {
            let token = argument::item(document.token(index), index, "token")?;
            Ok(ng_token { span: token.span().into(), text: token.text().into() })
        })
    }
}
