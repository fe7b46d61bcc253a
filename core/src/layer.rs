//! Which results are wanted.

bitflags::bitflags! {
    /// The layers of a result, to ask for some of them with
    /// [`Request::only`](crate::Request::only).
    ///
    /// What a wanted layer needs is computed, and what nobody needs is not:
    /// `Layer::SENTENCES` alone costs no tagging.
    ///
    /// ```
    /// use nutgraf::{Extractor, Layer};
    /// let doc = Extractor::new().request("It rained. We left.").only(Layer::SENTENCES).extract()?;
    /// assert_eq!(doc.sentences().len(), 2);
    /// assert_eq!(doc.tokens().len(), 0);
    /// # Ok::<(), nutgraf::Error>(())
    /// ```
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
    pub struct Layer: u8 {
        /// Sentences with their kind and paragraph.
        const SENTENCES = 1;
        /// Tokens.
        const TOKENS = 2;
        /// Named entities and addresses.
        const ENTITIES = 4;
        /// Dates, times, amounts and numbers, as entities with a value and as
        /// TIMEX3.
        const VALUES = 8;
        /// Clusters of mentions of the same thing, people with their roles.
        const CLUSTERS = 16;
        /// Quotations with their speakers.
        const QUOTES = 32;
    }
}
